import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, Card, Field, PageHeader } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

/** Anybody changes the own password, knowing the old one. */
export default function PasswordPage() {
  const t = useTexts(vi, en)
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [tried, setTried] = useState(false)
  const short = next.length < 12
  const save = useSend(() => api.post('/api/session/password', { current, next }), {
    done: t('changed'),
    onDone: () => {
      setCurrent('')
      setNext('')
      setTried(false)
    },
  })
  return (
    <>
      <PageHeader title={t('ownPassword')} />
      <div className="page">
        <Card>
          <form
            className="pad stack"
            onSubmit={e => {
              e.preventDefault()
              setTried(true)
              if (!short && current) save.mutate(undefined)
            }}
          >
            <Field label={t('current')} required>
              {c => (
                <input
                  {...c}
                  className="input"
                  type="password"
                  autoComplete="current-password"
                  value={current}
                  onChange={e => setCurrent(e.target.value)}
                />
              )}
            </Field>
            <Field
              label={t('next')}
              hint={t('passwordHint')}
              error={tried && short ? t('passwordShort') : null}
              required
            >
              {c => (
                <input
                  {...c}
                  className="input"
                  type="password"
                  autoComplete="new-password"
                  value={next}
                  onChange={e => setNext(e.target.value)}
                />
              )}
            </Field>
            <Button look="main" type="submit" busy={save.isPending}>
              {t('save')}
            </Button>
          </form>
        </Card>
      </div>
    </>
  )
}
