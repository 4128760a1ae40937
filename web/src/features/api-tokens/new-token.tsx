import type { ApiTokenMade, NewApiToken } from '@tusom/contract'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, Dialog, Field, UnitPicker, useUnits } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

const roles = ['station-data', 'station-manager'] as const
const lasting = [30, 90, 365, 1095] as const

/** Makes a key: for whom, what it may do, how long it holds. */
export function NewToken(props: { onClose: () => void; onMade: (made: ApiTokenMade & { name: string }) => void }) {
  const t = useTexts(vi, en)
  const units = useUnits()
  const [name, setName] = useState('')
  const [unitIds, setUnitIds] = useState<number[]>([])
  const [role, setRole] = useState<NewApiToken['role']>('station-data')
  const [days, setDays] = useState<number>(365)
  const [tried, setTried] = useState(false)
  const wrong = { name: name.trim() ? null : t('nameMissing'), unit: unitIds.length ? null : t('unitMissing') }
  const make = useSend(
    () => api.post<ApiTokenMade>('/api/api-tokens', { unitId: unitIds[0] as number, role, name: name.trim(), days }),
    { topics: ['api-tokens', 'audit'], onDone: made => props.onMade({ ...made, name: name.trim() }) },
  )
  return (
    <Dialog
      title={t('make')}
      onClose={props.onClose}
      actions={
        <Button
          look="main"
          busy={make.isPending}
          onClick={() => {
            setTried(true)
            if (!wrong.name && !wrong.unit) make.mutate(undefined)
          }}
        >
          {t('makeDo')}
        </Button>
      }
    >
      <Field label={t('name')} hint={t('nameHint')} error={tried ? wrong.name : null} required>
        {c => (
          <input
            {...c}
            className="input"
            autoComplete="off"
            maxLength={200}
            value={name}
            onChange={e => setName(e.target.value)}
          />
        )}
      </Field>
      <Field label={t('unit')} hint={t('unitHint')} error={tried ? wrong.unit : null} required>
        {c => <UnitPicker {...c} units={units.data ?? []} value={unitIds} onChange={setUnitIds} />}
      </Field>
      <Field label={t('role')} hint={t(`can.${role}`)}>
        {c => (
          <select {...c} className="input" value={role} onChange={e => setRole(e.target.value as NewApiToken['role'])}>
            {roles.map(r => (
              <option key={r} value={r}>
                {t(`role.${r}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={t('days')}>
        {c => (
          <select {...c} className="input" value={days} onChange={e => setDays(Number(e.target.value))}>
            {lasting.map(n => (
              <option key={n} value={n}>
                {t('daysN', { n })}
              </option>
            ))}
          </select>
        )}
      </Field>
    </Dialog>
  )
}
