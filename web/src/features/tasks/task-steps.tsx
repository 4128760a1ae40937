import type { TaskDetail, TaskOut } from '@tusom/contract'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, Dialog, Field, toast } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

type State = TaskOut['state']
type Step = TaskDetail['steps'][number]
/** the step that most people want next, first */
const order: readonly State[] = ['accepted', 'doing', 'done', 'assigned', 'cannot', 'cancelled']
const undoOf: Partial<Record<State, State>> = { done: 'doing' }

/** What may be done next with a task: exactly the steps that the server would allow. */
export function TaskSteps({ detail }: { detail: TaskDetail }) {
  const t = useTexts(vi, en)
  const { task } = detail
  const [asking, setAsking] = useState<Step | null>(null)
  const send = useSend(
    (input: { to: State; reason?: string }) =>
      api.post(`/api/tasks/${task.id}/state`, { state: input.to, reason: input.reason ?? null }),
    {
      topics: ['tasks'],
      onDone: (_out, input) => {
        setAsking(null)
        const back = undoOf[input.to]
        toast(
          t('saved'),
          back ? { action: { text: t('undo'), run: () => send.mutate({ to: back, reason: t('undoReason') }) } } : {},
        )
      },
    },
  )
  const steps = order.flatMap(to => detail.steps.find(s => s.to === to) ?? [])
  if (!steps.length) return null
  const nameOf = (to: State) => (to === 'doing' && task.state === 'done' ? t('redo.doing') : t(`do.${to}`))
  return (
    <div className="task-steps">
      {steps.map((step, i) => (
        <Button
          key={step.to}
          look={i === 0 && !step.needsReason ? 'main' : step.to === 'cancelled' ? 'danger' : 'plain'}
          busy={send.isPending && send.variables?.to === step.to}
          onClick={() => (step.needsReason ? setAsking(step) : send.mutate({ to: step.to }))}
        >
          {nameOf(step.to)}
        </Button>
      ))}
      {asking && (
        <ReasonDialog
          title={t('reasonFor', { step: nameOf(asking.to) })}
          busy={send.isPending}
          onClose={() => setAsking(null)}
          onSend={reason => send.mutate({ to: asking.to, reason })}
          action={nameOf(asking.to)}
        />
      )}
    </div>
  )
}

function ReasonDialog(props: {
  title: string
  action: string
  busy: boolean
  onSend: (reason: string) => void
  onClose: () => void
}) {
  const t = useTexts(vi, en)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  return (
    <Dialog
      title={props.title}
      onClose={props.onClose}
      actions={
        <Button
          look="main"
          busy={props.busy}
          onClick={() => {
            setTried(true)
            if (reason.trim()) props.onSend(reason.trim())
          }}
        >
          {props.action}
        </Button>
      }
    >
      <Field
        label={t('reason')}
        hint={t('reasonHint')}
        error={tried && !reason.trim() ? t('reasonMissing') : null}
        required
      >
        {c => <textarea {...c} className="input" rows={3} value={reason} onChange={e => setReason(e.target.value)} />}
      </Field>
    </Dialog>
  )
}
