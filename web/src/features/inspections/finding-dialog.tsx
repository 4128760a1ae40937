import type { InspectionFindingOut } from '@tusom/contract'
import { addDays } from '@tusom/domain'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Field, FormDialog } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

/** One step of a finding: mended, closed, sent back, given more time. */
export function FindingDialog(props: {
  url: string
  act: InspectionFindingOut['may'][number]
  finding: InspectionFindingOut
  today: string
  onClose: () => void
}) {
  const t = useTexts(vi, en)
  const { act, finding: f } = props
  const [text, setText] = useState('')
  const [dueOn, setDueOn] = useState(addDays(f.dueOn > props.today ? f.dueOn : props.today, 7))
  const [tried, setTried] = useState(false)
  const needsText = act !== 'close'
  const fault = needsText && text.trim().length < 5 ? t('needText') : null
  const send = useSend(
    () =>
      act === 'mend'
        ? api.post(`${props.url}/mend`, { text: text.trim() })
        : api.post(`${props.url}/follow`, {
            act,
            ...(text.trim() ? { text: text.trim() } : {}),
            ...(act === 'extend' ? { dueOn } : {}),
          }),
    { topics: ['inspections', 'owed'], done: t('done'), quiet: true, onDone: props.onClose },
  )
  const submit = () => {
    setTried(true)
    if (!fault) send.mutate(undefined)
  }
  return (
    <FormDialog title={t(`do.${act}`)} action={t(`do.${act}`)} send={send} onSubmit={submit} onClose={props.onClose}>
      <p className="s">{f.what}</p>
      {act === 'extend' && (
        <Field label={t('newDueLabel')} required>
          {c => (
            <input
              {...c}
              type="date"
              className="input"
              min={props.today}
              value={dueOn}
              onChange={e => setDueOn(e.target.value)}
            />
          )}
        </Field>
      )}
      <Field label={t(`text.${act}`)} error={tried ? fault : null} required={needsText}>
        {c => (
          <textarea
            {...c}
            className="input"
            rows={4}
            maxLength={4000}
            value={text}
            onChange={e => setText(e.target.value)}
          />
        )}
      </Field>
    </FormDialog>
  )
}
