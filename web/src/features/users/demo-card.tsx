import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, Card, Field } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

/** The button that plays the sample flood; not there in an installation without the sample. */
export function DemoCard() {
  const t = useTexts(vi, en)
  const [minutes, setMinutes] = useState('5')
  const [run, setRun] = useState<number | null>(null)
  const sample = useQuery({
    queryKey: ['sample-accounts'],
    queryFn: () =>
      api.get('/api/sample-accounts').then(
        () => true,
        () => false,
      ),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const n = Number(minutes.replace(',', '.'))
  const bad = !(n >= 1 && n <= 4320)
  const play = useSend(() => api.post<{ run: number }>('/api/demo', { minutes: n }), {
    topics: ['runs'],
    onDone: r => setRun(r.run),
  })
  if (!sample.data) return null
  return (
    <Card title={t('demo')}>
      <div className="pad stack">
        <p className="mut">{t('demoText')}</p>
        {run === null ? (
          <div className="row wrap">
            <Field label={t('demoMinutes')} error={bad ? t('demoBad') : null}>
              {c => (
                <input
                  {...c}
                  className="input"
                  inputMode="decimal"
                  value={minutes}
                  onChange={e => setMinutes(e.target.value)}
                />
              )}
            </Field>
            <Button look="main" disabled={bad} busy={play.isPending} onClick={() => play.mutate(undefined)}>
              {t('demoPlay')}
            </Button>
          </div>
        ) : (
          <a className="btn main" href={`/dien-tap/${run}/truc-ban`}>
            {t('demoOpen')}
          </a>
        )}
      </div>
    </Card>
  )
}
