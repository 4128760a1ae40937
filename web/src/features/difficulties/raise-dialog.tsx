import type { DifficultyIn, DifficultyList } from '@tusom/contract'
import { addDays } from '@tusom/domain'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { useGo } from '../../app/navigation.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Field, FormDialog } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import './follow-ups.css'
import vi from './vi.json' with { type: 'json' }

type Source = NonNullable<DifficultyIn['source']>

/** Raising an item: to whom, what, by when. From a report the sentence stands above, and only the unit to ask is chosen. */
export function RaiseDialog(props: {
  raising: DifficultyList['raising']
  today: string
  days: number
  source?: Source
  title?: string
  onClose: () => void
}) {
  const t = useTexts(vi, en)
  const go = useGo()
  const { raising, source } = props
  const [unitId, setUnitId] = useState(raising[0]?.unit.id ?? 0)
  const [toId, setToId] = useState(0)
  const [title, setTitle] = useState(props.title ?? '')
  const [text, setText] = useState('')
  const [dueOn, setDueOn] = useState(addDays(props.today, props.days))
  const [tried, setTried] = useState(false)
  const to = raising.find(r => r.unit.id === unitId)?.to ?? []
  const above = to.filter(u => u.kind !== 'department')
  const departments = to.filter(u => u.kind === 'department')
  const send = useSend(
    () =>
      api.post<{ id: number; dueOn: string }>('/api/difficulties', {
        unitId,
        toId,
        title: title.trim(),
        text: text.trim(),
        dueOn,
        ...(source ? { source } : {}),
      }),
    {
      topics: ['difficulties', 'owed'],
      done: t('raised'),
      quiet: true,
      onDone: made => {
        props.onClose()
        if (!source) go(`/kien-nghi/${made.id}`)
      },
    },
  )
  const faults = { to: toId ? null : t('needTo'), title: title.trim().length >= 5 ? null : t('needTitle') }
  const submit = () => {
    setTried(true)
    if (!faults.to && !faults.title) send.mutate(undefined)
  }
  return (
    <FormDialog
      title={t(source ? 'raiseFromReport' : 'raise')}
      action={t('send')}
      send={send}
      onSubmit={submit}
      onClose={props.onClose}
    >
      {source && <blockquote className="follow-quote">{source.sentence}</blockquote>}
      {raising.length > 1 && (
        <Field label={t('ofUnit')}>
          {c => (
            <select
              {...c}
              className="input"
              value={unitId}
              onChange={e => {
                setUnitId(Number(e.target.value))
                setToId(0)
              }}
            >
              {raising.map(r => (
                <option key={r.unit.id} value={r.unit.id}>
                  {r.unit.fullName}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <Field label={t('toWhom')} error={tried ? faults.to : null} hint={t('toWhomHint')} required>
        {c => (
          <select {...c} className="input" value={toId} onChange={e => setToId(Number(e.target.value))}>
            <option value={0}>{t('choose')}</option>
            <optgroup label={t('above')}>
              {above.map(u => (
                <option key={u.id} value={u.id}>
                  {u.fullName}
                </option>
              ))}
            </optgroup>
            {departments.length > 0 && (
              <optgroup label={t('departments')}>
                {departments.map(u => (
                  <option key={u.id} value={u.id}>
                    {u.fullName}
                  </option>
                ))}
              </optgroup>
            )}
          </select>
        )}
      </Field>
      <Field label={t('what')} hint={t('whatHint')} error={tried ? faults.title : null} required>
        {c => (
          <textarea
            {...c}
            className="input"
            rows={2}
            maxLength={300}
            value={title}
            onChange={e => setTitle(e.target.value.replace(/\n/g, ' '))}
          />
        )}
      </Field>
      <Field label={t('details')} hint={t('detailsHint')}>
        {c => (
          <textarea
            {...c}
            className="input"
            rows={3}
            maxLength={4000}
            value={text}
            onChange={e => setText(e.target.value)}
          />
        )}
      </Field>
      <Field label={t('answerBy')} hint={t('answerByHint', { n: props.days })}>
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
    </FormDialog>
  )
}
