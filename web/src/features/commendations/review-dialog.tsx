import type { CommendationOut } from '@tusom/contract'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Field, FormDialog } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

/** Supporting, returning, declining, recording the decision, taking back. */
export function ReviewDialog(props: {
  id: number
  act: CommendationOut['may'][number]
  who: string
  today: string
  onClose: () => void
}) {
  const t = useTexts(vi, en)
  const { act, id } = props
  const [text, setText] = useState('')
  const [number, setNumber] = useState('')
  const [date, setDate] = useState(props.today)
  const [tried, setTried] = useState(false)
  const needsText = act === 'return' || act === 'decline'
  const faults = {
    text: needsText && text.trim().length < 5 ? t('needText') : null,
    number: act === 'award' && !number.trim() ? t('needNumber') : null,
  }
  const send = useSend(
    () =>
      act === 'withdraw'
        ? api.post(`/api/commendations/${id}/withdraw`)
        : api.post(`/api/commendations/${id}/review`, {
            act,
            ...(text.trim() ? { text: text.trim() } : {}),
            ...(act === 'award' ? { number: number.trim(), date } : {}),
          }),
    { topics: ['commendations', 'owed'], done: t('done'), quiet: true, onDone: props.onClose },
  )
  const submit = () => {
    setTried(true)
    if (!faults.text && !faults.number) send.mutate(undefined)
  }
  return (
    <FormDialog
      title={t(`do.${act}`)}
      action={t(`do.${act}`)}
      danger={act === 'withdraw'}
      send={send}
      onSubmit={submit}
      onClose={props.onClose}
    >
      <p>
        <b>{props.who}</b>
      </p>
      {act === 'withdraw' && <p className="s">{t('withdrawHint')}</p>}
      {act === 'award' && (
        <div className="form-row">
          <Field label={t('decisionNumber')} error={tried ? faults.number : null} required>
            {c => (
              <input
                {...c}
                className="input"
                maxLength={60}
                placeholder="1520/QĐ-UBND"
                value={number}
                onChange={e => setNumber(e.target.value)}
              />
            )}
          </Field>
          <Field label={t('decisionDate')} required>
            {c => (
              <input
                {...c}
                type="date"
                className="input"
                max={props.today}
                value={date}
                onChange={e => setDate(e.target.value)}
              />
            )}
          </Field>
        </div>
      )}
      {act !== 'withdraw' && (
        <Field label={t(needsText ? 'reason' : 'remark')} error={tried ? faults.text : null} required={needsText}>
          {c => (
            <textarea
              {...c}
              className="input"
              rows={3}
              maxLength={2000}
              value={text}
              onChange={e => setText(e.target.value)}
            />
          )}
        </Field>
      )}
    </FormDialog>
  )
}
