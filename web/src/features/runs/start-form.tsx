import { type FormEvent, useState } from 'react'
import { now } from '../../api/clock.ts'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, Card, Field, TimeInput } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import { type NewRun, type Run, speedOf } from './run.ts'
import vi from './vi.json' with { type: 'json' }

export function StartForm() {
  const t = useTexts(vi, en)
  const [name, setName] = useState('')
  const [clockAt, setClockAt] = useState<string | null>(() => new Date(now()).toISOString())
  const [speed, setSpeed] = useState('1')
  const [tried, setTried] = useState(false)
  const start = useSend((run: NewRun) => api.post<Run>('/api/runs', run), {
    topics: ['runs'],
    done: t('started'),
    onDone: () => {
      setName('')
      setTried(false)
    },
  })
  const fast = speedOf(speed)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (name.trim() && clockAt && fast) start.mutate({ name: name.trim(), clockAt, speed: fast })
  }
  return (
    <Card title={t('start')}>
      <form className="pad form" onSubmit={submit} noValidate>
        <Field label={t('name')} hint={t('nameHint')} required error={tried && !name.trim() ? t('needName') : null}>
          {c => <input {...c} className="input" maxLength={300} value={name} onChange={e => setName(e.target.value)} />}
        </Field>
        <div className="form-row">
          <Field label={t('clockAt')} required error={tried && !clockAt ? t('needTime') : null}>
            {c => <TimeInput {...c} value={clockAt} onChange={setClockAt} />}
          </Field>
          <Field label={t('speed')} hint={t('speedHint')} error={tried && !fast ? t('needSpeed') : null}>
            {c => (
              <input
                {...c}
                className="input"
                inputMode="decimal"
                value={speed}
                onChange={e => setSpeed(e.target.value)}
              />
            )}
          </Field>
        </div>
        <div>
          <Button look="main" type="submit" busy={start.isPending}>
            {t('startNow')}
          </Button>
        </div>
      </form>
    </Card>
  )
}
