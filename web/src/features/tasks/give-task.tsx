import type { UnitOut } from '@tusom/contract'
import { taskRecurrences } from '@tusom/domain'
import { useMemo, useState } from 'react'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { useMe } from '../../app/session.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, Dialog, Field, TimeInput, UnitPicker, useUnits } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

/** Units to whom work is given: departments, communes, and the hamlets below one's own commune. */
export function useWorkUnits(): UnitOut[] {
  const me = useMe()
  const departments = useUnits({ kind: 'department' })
  const communes = useUnits({ kind: 'commune' })
  const own = me.homeUnit.kind === 'commune' ? me.homeUnit.id : -1
  const hamlets = useUnits({ kind: 'hamlet', parent: own })
  return useMemo(
    () => [...(hamlets.data ?? []), ...(departments.data ?? []), ...(communes.data ?? [])],
    [hamlets.data, departments.data, communes.data],
  )
}

/** A task given by hand. The server decides to whom one may give; what it refuses stands in the form. */
export function GiveTask({
  onClose,
  of,
}: {
  onClose: () => void
  of?: { id: number; leadId: number; dueAt: string | null }
}) {
  const t = useTexts(vi, en)
  const units = useWorkUnits()
  const [title, setTitle] = useState('')
  const [text, setText] = useState('')
  const [leads, setLeads] = useState<number[]>([])
  const [cooperating, setCooperating] = useState<number[]>([])
  const [dueAt, setDueAt] = useState<string | null>(of?.dueAt ?? null)
  const [recurs, setRecurs] = useState('')
  const [tried, setTried] = useState(false)
  const send = useSend(
    () =>
      api.post<{ taskIds: number[]; created: number }>('/api/tasks', {
        title: title.trim(),
        text: text.trim(),
        leadIds: leads,
        cooperatingIds: cooperating.filter(id => !leads.includes(id)),
        dueAt,
        ...(recurs ? { recurs } : {}),
        ...(of ? { ofTaskId: of.id, ownerId: of.leadId } : {}),
      }),
    { topics: ['tasks'], done: t('givenDone', { n: leads.length }), quiet: true, onDone: onClose },
  )
  const faults = {
    title: title.trim() ? null : t('needWhat'),
    leads: leads.length ? null : t('needWho'),
    // work that comes round is due at the end of each period where no day is said
    due: dueAt || recurs ? null : t('needWhen'),
  }
  const submit = () => {
    setTried(true)
    if (!faults.title && !faults.leads && !faults.due) send.mutate(undefined)
  }
  return (
    <Dialog
      title={t(of ? 'passOn' : 'giveTitle')}
      onClose={onClose}
      actions={
        <Button look="main" busy={send.isPending} onClick={submit}>
          {t('send')}
        </Button>
      }
    >
      <form
        className="form"
        onSubmit={e => {
          e.preventDefault()
          submit()
        }}
      >
        <Field label={t('what')} hint={t('whatHint')} error={tried ? faults.title : null} required>
          {c => (
            <input {...c} className="input" maxLength={300} value={title} onChange={e => setTitle(e.target.value)} />
          )}
        </Field>
        <Field label={t('details')}>
          {c => <textarea {...c} className="input" rows={3} value={text} onChange={e => setText(e.target.value)} />}
        </Field>
        <Field label={t('who')} hint={t('whoHint')} error={tried ? faults.leads : null} required>
          {c => <UnitPicker {...c} multiple units={units} value={leads} onChange={setLeads} />}
        </Field>
        <Field label={t('withWhom')}>
          {c => <UnitPicker {...c} multiple units={units} value={cooperating} onChange={setCooperating} />}
        </Field>
        <Field label={t('when')} hint={t('whenHint')} error={tried ? faults.due : null} required>
          {c => <TimeInput {...c} value={dueAt} onChange={setDueAt} />}
        </Field>
        <Field label={t('recursField')}>
          {c => (
            <select {...c} className="input" value={recurs} onChange={e => setRecurs(e.target.value)}>
              <option value="">{t('recurs.none')}</option>
              {taskRecurrences.map(r => (
                <option key={r} value={r}>
                  {t(`recurs.${r}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        {send.error && (
          <p className="note late" role="alert">
            {send.error.message}
          </p>
        )}
      </form>
    </Dialog>
  )
}
