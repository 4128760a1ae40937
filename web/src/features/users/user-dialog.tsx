import type { UserOut } from '@tusom/contract'
import { type Role, roleNames, roles } from '@tusom/domain'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, Dialog, Field, UnitPicker, useUnits } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

/** Makes an account, or changes one: name, role and unit, a new password. Several roles are kept as they are. */
export function UserDialog({ user, onClose }: { user: UserOut | null; onClose: () => void }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const units = useUnits()
  const first = user?.assignments[0]
  const [username, setUsername] = useState(user?.username ?? '')
  const [displayName, setDisplayName] = useState(user?.displayName ?? '')
  const [password, setPassword] = useState('')
  const [role, setRole] = useState<Role>((first?.role as Role | undefined) ?? 'commune-officer')
  const [unitIds, setUnitIds] = useState<number[]>(first ? [first.unitId] : [])
  const [tried, setTried] = useState(false)
  const wrong = {
    username: /^[a-z0-9][a-z0-9._-]{2,60}$/.test(username) ? null : t('usernameBad'),
    displayName: displayName.trim() ? null : t('nameMissing'),
    password: (user && !password) || password.length >= 12 ? null : t('passwordShort'),
    unit: unitIds.length ? null : t('unitMissing'),
  }
  const bad = Object.values(wrong).some(Boolean)
  const save = useSend(
    () => {
      const assignments = [
        { unitId: unitIds[0], role },
        ...(user?.assignments.slice(1).map(a => ({ unitId: a.unitId, role: a.role })) ?? []),
      ]
      return user
        ? api.put(`/api/users/${user.id}`, { displayName, assignments, ...(password ? { password } : {}) })
        : api.post('/api/users', { username, displayName, password, assignments })
    },
    { topics: ['users'], done: t('saved'), onDone: onClose },
  )
  const show = (error: string | null) => (tried ? error : null)
  return (
    <Dialog
      title={user ? `${t('edit')}: ${user.username}` : t('add')}
      onClose={onClose}
      actions={
        <Button
          look="main"
          busy={save.isPending}
          onClick={() => {
            setTried(true)
            if (!bad) save.mutate(undefined)
          }}
        >
          {t('save')}
        </Button>
      }
    >
      {!user && (
        <Field label={t('username')} hint={t('usernameHint')} error={show(wrong.username)} required>
          {c => (
            <input
              {...c}
              className="input"
              autoComplete="off"
              autoCapitalize="none"
              value={username}
              onChange={e => setUsername(e.target.value.trim().toLowerCase())}
            />
          )}
        </Field>
      )}
      <Field label={t('displayName')} error={show(wrong.displayName)} required>
        {c => (
          <input
            {...c}
            className="input"
            autoComplete="off"
            value={displayName}
            onChange={e => setDisplayName(e.target.value)}
          />
        )}
      </Field>
      <Field label={t('role')} required>
        {c => (
          <select {...c} className="input" value={role} onChange={e => setRole(e.target.value as Role)}>
            {roles.map(r => (
              <option key={r} value={r}>
                {roleNames[r][language]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={t('unit')} error={show(wrong.unit)} required>
        {c => <UnitPicker {...c} units={units.data ?? []} value={unitIds} onChange={setUnitIds} />}
      </Field>
      <Field
        label={user ? t('newPassword') : t('password')}
        hint={user ? t('newPasswordHint') : t('passwordHint')}
        error={show(wrong.password)}
        required={!user}
      >
        {c => (
          <input
            {...c}
            className="input"
            type="password"
            autoComplete="new-password"
            value={password}
            onChange={e => setPassword(e.target.value)}
          />
        )}
      </Field>
    </Dialog>
  )
}
