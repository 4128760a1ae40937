import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, Dialog, Field, TimeInput } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import { type Run, speedOf } from './run.ts'
import vi from './vi.json' with { type: 'json' }

export function ClockDialog({ run, onClose }: { run: Run; onClose: () => void }) {
  const t = useTexts(vi, en)
  const [clockAt, setClockAt] = useState<string | null>(run.now)
  const [speed, setSpeed] = useState(String(run.speed).replace('.', ','))
  const fast = speedOf(speed)
  const save = useSend(() => api.post<Run>(`/api/runs/${run.id}/clock`, { clockAt, speed: fast }), {
    topics: ['runs'],
    done: t('clockSet'),
    onDone: onClose,
  })
  return (
    <Dialog
      title={`${t('setClock')}: ${run.name}`}
      onClose={onClose}
      actions={
        <Button look="main" disabled={!clockAt || !fast} busy={save.isPending} onClick={() => save.mutate(undefined)}>
          {t('save')}
        </Button>
      }
    >
      <Field label={t('clock')} error={clockAt ? null : t('needTime')}>
        {c => <TimeInput {...c} value={clockAt} onChange={setClockAt} />}
      </Field>
      <Field label={t('speed')} hint={t('speedHint')} error={fast ? null : t('needSpeed')}>
        {c => (
          <input {...c} className="input" inputMode="decimal" value={speed} onChange={e => setSpeed(e.target.value)} />
        )}
      </Field>
    </Dialog>
  )
}
