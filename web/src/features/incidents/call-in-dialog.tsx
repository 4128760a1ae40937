import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, Dialog, Field, UnitPicker, useUnits } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

const parts = ['cooperates', 'on-scene', 'supports'] as const

/** A unit is called into an incident: from then on it sees the incident and writes to its log. */
export function CallInDialog({ id, onClose }: { id: number; onClose: () => void }) {
  const t = useTexts(vi, en)
  const units = useUnits()
  const [unit, setUnit] = useState<number[]>([])
  const [part, setPart] = useState<(typeof parts)[number]>('on-scene')
  const [note, setNote] = useState('')
  const [tried, setTried] = useState(false)
  const name = units.data?.find(u => u.id === unit[0])?.fullName ?? ''
  const send = useSend(() => api.post(`/api/incidents/${id}/units`, { unitId: unit[0], part, note: note.trim() }), {
    topics: ['incidents'],
    done: t('calledIn', { name }),
    onDone: onClose,
  })
  return (
    <Dialog
      title={t('callIn')}
      onClose={onClose}
      actions={
        <Button
          look="main"
          busy={send.isPending}
          onClick={() => {
            setTried(true)
            if (unit.length) send.mutate(undefined)
          }}
        >
          {t('callIn')}
        </Button>
      }
    >
      <p className="mut">{t('callInHint')}</p>
      <Field label={t('units')} required error={tried && !unit.length ? t('needUnit') : null}>
        {c => (
          <UnitPicker
            {...c}
            units={(units.data ?? []).filter(u => u.kind !== 'hamlet' && u.kind !== 'province')}
            value={unit}
            onChange={setUnit}
          />
        )}
      </Field>
      <Field label={t('part')}>
        {c => (
          <select {...c} className="input" value={part} onChange={e => setPart(e.target.value as typeof part)}>
            {parts.map(p => (
              <option key={p} value={p}>
                {t(`part.${p}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={t('note')}>
        {c => <input {...c} className="input" maxLength={300} value={note} onChange={e => setNote(e.target.value)} />}
      </Field>
    </Dialog>
  )
}
