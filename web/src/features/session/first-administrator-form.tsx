import type { FirstAdministrator } from '@tusom/contract'
import type { Static } from 'typebox'
import { type FormEvent, useState } from 'react'
import { api } from '../../api/client.ts'
import { queryClient } from '../../api/query-client.ts'
import { useSend } from '../../api/use-send.ts'
import { useGo } from '../../app/navigation.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Button, Field } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

type Input = Static<typeof FirstAdministrator>

/** A real installation begins here, once: there is no account with a password that others know. */
export function FirstAdministratorForm() {
  const t = useTexts(vi, en)
  const go = useGo()
  const [tried, setTried] = useState(false)
  const [form, setForm] = useState<Input>({
    username: '',
    displayName: '',
    password: '',
    provinceName: '',
    provinceCode: '',
  })
  const create = useSend((input: Input) => api.post('/api/setup', input), {
    quiet: true,
    onDone: () => {
      queryClient.clear()
      go('/', { replace: true })
    },
  })
  const faults: Partial<Record<keyof Input, string>> = {
    ...(form.displayName.trim() ? {} : { displayName: t('needName') }),
    ...(/^[a-z0-9][a-z0-9._-]{2,60}$/.test(form.username) ? {} : { username: t('usernameRule') }),
    ...(form.password.length >= 12 ? {} : { password: t('passwordRule') }),
    ...(form.provinceName.trim() ? {} : { provinceName: t('needProvince') }),
    ...(/^\d{2}$/.test(form.provinceCode) ? {} : { provinceCode: t('provinceCodeHint') }),
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!Object.keys(faults).length) create.mutate(form)
  }
  const input = (name: keyof Input, label: string, hint?: string, type = 'text', autoComplete = 'off') => (
    <Field
      label={label}
      required
      error={tried ? (faults[name] ?? null) : null}
      hint={tried && faults[name] ? undefined : hint}
    >
      {c => (
        <input
          {...c}
          className="input"
          name={name}
          type={type}
          autoComplete={autoComplete}
          value={form[name]}
          onChange={e => setForm({ ...form, [name]: e.target.value })}
        />
      )}
    </Field>
  )
  return (
    <form className="card pad form" onSubmit={submit} noValidate>
      <div>
        <h2>{t('setupTitle')}</h2>
        <p className="s">{t('setupHint')}</p>
      </div>
      {input('displayName', t('displayName'), undefined, 'text', 'name')}
      {input('username', t('username'), t('usernameRule'), 'text', 'username')}
      {input('password', t('password'), t('passwordRule'), 'password', 'new-password')}
      {input('provinceName', t('provinceName'), t('provinceNameHint'))}
      {input('provinceCode', t('provinceCode'), t('provinceCodeHint'))}
      {create.error && (
        <p className="field-error" role="alert">
          {create.error.message}
        </p>
      )}
      <Button look="main" type="submit" busy={create.isPending}>
        {t('create')}
      </Button>
    </form>
  )
}
