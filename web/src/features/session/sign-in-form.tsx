import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { ApiError, messageOf } from '../../api/api-error.ts'
import { api } from '../../api/client.ts'
import { queryClient } from '../../api/query-client.ts'
import { useGo, useSearchParam } from '../../app/navigation.tsx'
import { forgetSession } from '../../app/session.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, Field } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import { type SampleAccount, SampleAccounts } from './sample-accounts.tsx'
import vi from './vi.json' with { type: 'json' }

export function SignInForm() {
  const t = useTexts(vi, en)
  const go = useGo()
  const [to] = useSearchParam('toi')
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [shown, setShown] = useState(false)
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<string | null>(null)
  const samples = useQuery({ queryKey: ['sample-accounts'], queryFn: askSamples, staleTime: Number.POSITIVE_INFINITY })

  async function enter(name: string, word: string): Promise<void> {
    setBusy(true)
    setFault(null)
    try {
      await api.post('/api/session', { username: name.trim(), password: word })
      // whoever was here before: nothing of theirs stays in memory
      forgetSession()
      queryClient.clear()
      go(to?.startsWith('/') && !to.startsWith('//') ? to : '/', { replace: true })
    } catch (error) {
      setFault(messageOf(error))
      setBusy(false)
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (username.trim() && password) void enter(username, password)
  }
  return (
    <>
      <form className="card pad form" onSubmit={submit} noValidate>
        <h2>{t('title')}</h2>
        {to && !fault && <p className="s">{t('signedInElsewhere')}</p>}
        <Field label={t('username')} error={tried && !username.trim() ? t('needUsername') : null}>
          {c => (
            <input
              {...c}
              className="input"
              name="username"
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              value={username}
              onChange={e => setUsername(e.target.value)}
            />
          )}
        </Field>
        <Field label={t('password')} error={tried && !password ? t('needPassword') : fault}>
          {c => (
            <input
              {...c}
              className="input"
              name="password"
              type={shown ? 'text' : 'password'}
              autoComplete="current-password"
              value={password}
              onChange={e => setPassword(e.target.value)}
            />
          )}
        </Field>
        <label className="check s">
          <input type="checkbox" checked={shown} onChange={e => setShown(e.target.checked)} />
          {t('showPassword')}
        </label>
        <Button look="main" type="submit" busy={busy}>
          {t('signIn')}
        </Button>
      </form>
      {samples.data && (
        <SampleAccounts accounts={samples.data} busy={busy} enter={(name, word) => void enter(name, word)} />
      )}
    </>
  )
}

/** Only an installation that was loaded with the sample answers this; everywhere else there is nothing to show. */
async function askSamples(): Promise<SampleAccount[] | null> {
  try {
    return await api.get<SampleAccount[]>('/api/sample-accounts')
  } catch (error) {
    if (error instanceof ApiError && error.kind === 'refused') return null
    throw error
  }
}
