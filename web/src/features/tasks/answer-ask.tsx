import type { TaskDetail } from '@tusom/contract'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, Field } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

/** The answer of the level above to what a unit asked for. */
export function AnswerAsk(props: { taskId: number; ask: TaskDetail['history'][number]; onDone: () => void }) {
  const t = useTexts(vi, en)
  const [text, setText] = useState('')
  const send = useSend(
    () => api.post(`/api/tasks/${props.taskId}/notes`, { text: text.trim(), answerTo: props.ask.id }),
    { topics: ['tasks'], done: t('saved'), onDone: props.onDone },
  )
  return (
    <form
      className="form"
      onSubmit={e => {
        e.preventDefault()
        if (text.trim()) send.mutate(undefined)
      }}
    >
      <Field label={t('answering', { by: props.ask.unit })}>
        {c => (
          <textarea
            {...c}
            className="input"
            rows={2}
            maxLength={4000}
            value={text}
            autoFocus
            onChange={e => setText(e.target.value)}
          />
        )}
      </Field>
      <span className="row">
        <Button type="submit" look="main" busy={send.isPending} disabled={!text.trim()}>
          {t('answerSend')}
        </Button>
        <Button look="quiet" onClick={props.onDone}>
          {t('answerCancel')}
        </Button>
      </span>
    </form>
  )
}
