import type { SeriesHealthOut } from '@tusom/contract'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, Dialog, Field } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import { useIndicatorName } from './use-readings.ts'
import vi from './vi.json' with { type: 'json' }

/** How often a series should speak; empty gives it back to what was registered or learnt. */
export function IntervalDialog({ series, onClose }: { series: SeriesHealthOut; onClose: () => void }) {
  const t = useTexts(vi, en)
  const indicator = useIndicatorName()
  const [text, setText] = useState(series.everyFrom === 'set' ? String(series.everyMinutes) : '')
  const minutes = text.trim() === '' ? null : Number(text)
  const bad = minutes !== null && !(Number.isInteger(minutes) && minutes >= 1 && minutes <= 44_640)
  const save = useSend(() => api.put(`/api/stations/health/${series.seriesId}/interval`, { minutes }), {
    topics: ['observations'],
    done: t('saved'),
    onDone: onClose,
  })
  return (
    <Dialog
      title={t('intervalTitle', { name: `${series.name} (${indicator(series.indicator)})` })}
      onClose={onClose}
      actions={
        <Button look="main" disabled={bad} busy={save.isPending} onClick={() => save.mutate(undefined)}>
          {t('save')}
        </Button>
      }
    >
      <Field label={t('minutes')} hint={t('intervalHint')} error={bad ? t('minutesBad') : null}>
        {c => (
          <input {...c} className="input" inputMode="numeric" value={text} onChange={e => setText(e.target.value)} />
        )}
      </Field>
    </Dialog>
  )
}
