import type { DifficultyDetail } from '@tusom/contract'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Field, FormDialog, TimeInput, UnitPicker } from '../../ui/index.ts'
import { useWorkUnits } from '../tasks/give-task.tsx'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

export type Act = DifficultyDetail['may'][number]
const handling: readonly Act[] = ['pass-on', 'ask-back', 'answer']
const outcomes = ['accepted', 'partly', 'not'] as const

/** One step of an item: the words it needs, and for an answer how it was decided and, if wished, a task. */
export function ActDialog({ act, detail, onClose }: { act: Act; detail: DifficultyDetail; onClose: () => void }) {
  const t = useTexts(vi, en)
  const { difficulty: d } = detail
  const [text, setText] = useState('')
  const [toId, setToId] = useState(0)
  const [outcome, setOutcome] = useState<(typeof outcomes)[number]>('accepted')
  const [withTask, setWithTask] = useState(false)
  const [title, setTitle] = useState(d.title)
  const [leads, setLeads] = useState<number[]>([])
  const [dueAt, setDueAt] = useState<string | null>(null)
  const [tried, setTried] = useState(false)
  const units = useWorkUnits()
  const send = useSend(
    () =>
      api.post(`/api/difficulties/${d.id}/${handling.includes(act) ? 'handle' : 'respond'}`, {
        act,
        ...(text.trim() ? { text: text.trim() } : {}),
        ...(act === 'pass-on' ? { toId } : {}),
        ...(act === 'answer'
          ? {
              outcome,
              ...(withTask ? { task: { title: title.trim(), leadIds: leads, ...(dueAt ? { dueAt } : {}) } } : {}),
            }
          : {}),
      }),
    { topics: ['difficulties', 'owed', 'tasks'], done: t('done'), quiet: true, onDone: onClose },
  )
  const needsText = act !== 'settle'
  const faults = {
    text: !needsText || text.trim().length >= 5 ? null : t('needText'),
    to: act !== 'pass-on' || toId ? null : t('needTo'),
    leads: !withTask || leads.length ? null : t('needLead'),
  }
  const submit = () => {
    setTried(true)
    if (!Object.values(faults).some(Boolean)) send.mutate(undefined)
  }
  return (
    <FormDialog
      title={t(`do.${act}`)}
      action={t(`do.${act}`)}
      danger={act === 'withdraw'}
      send={send}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className="s">{t(`hint.${act}`, { to: d.to.fullName, unit: d.unit.fullName })}</p>
      {act === 'pass-on' && (
        <Field label={t('passTo')} error={tried ? faults.to : null} required>
          {c => (
            <select {...c} className="input" value={toId} onChange={e => setToId(Number(e.target.value))}>
              <option value={0}>{t('choose')}</option>
              {detail.passOn.map(u => (
                <option key={u.id} value={u.id}>
                  {u.fullName}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      {act === 'answer' && (
        <Field label={t('outcomeLabel')} required>
          {c => (
            <select
              {...c}
              className="input"
              value={outcome}
              onChange={e => setOutcome(e.target.value as typeof outcome)}
            >
              {outcomes.map(o => (
                <option key={o} value={o}>
                  {t(`outcome.${o}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <Field label={t(`text.${act}`)} error={tried ? faults.text : null} required={needsText}>
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
      {act === 'answer' && detail.mayGive && (
        <label className="check">
          <input type="checkbox" checked={withTask} onChange={e => setWithTask(e.target.checked)} /> {t('withTask')}
        </label>
      )}
      {withTask && (
        <>
          <Field label={t('taskTitle')} required>
            {c => (
              <input {...c} className="input" maxLength={300} value={title} onChange={e => setTitle(e.target.value)} />
            )}
          </Field>
          <Field label={t('taskLead')} error={tried ? faults.leads : null} required>
            {c => <UnitPicker {...c} multiple units={units} value={leads} onChange={setLeads} />}
          </Field>
          <Field label={t('taskDue')}>{c => <TimeInput {...c} value={dueAt} onChange={setDueAt} />}</Field>
        </>
      )}
    </FormDialog>
  )
}
