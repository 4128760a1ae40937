import type { TaskDetail } from '@tusom/contract'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, Card, Field } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

/** How far it is and what stands in the way, in one entry. */
export function TaskNote({ detail }: { detail: TaskDetail }) {
  const t = useTexts(vi, en)
  const { task } = detail
  const [text, setText] = useState('')
  const [progress, setProgress] = useState<number | null>(null)
  const [ask, setAsk] = useState(false)
  const shown = progress ?? task.progress
  const send = useSend(
    () =>
      api.post(`/api/tasks/${task.id}/notes`, {
        text: text.trim() || `${t('progress')}: ${shown} %`,
        ...(progress === null ? {} : { progress }),
        ...(ask ? { ask } : {}),
      }),
    {
      topics: ['tasks'],
      done: t('saved'),
      onDone: () => {
        setText('')
        setProgress(null)
        setAsk(false)
      },
    },
  )
  return (
    <Card>
      <form
        className="form pad"
        onSubmit={e => {
          e.preventDefault()
          send.mutate(undefined)
        }}
      >
        {detail.canSetProgress && (
          <Field label={`${t('progress')}: ${shown} %`}>
            {c => (
              <span className="progress">
                <input
                  {...c}
                  type="range"
                  min={0}
                  max={100}
                  step={5}
                  value={shown}
                  onChange={e => setProgress(Number(e.target.value))}
                />
              </span>
            )}
          </Field>
        )}
        <Field label={t('note')} hint={t('noteHint')}>
          {c => <textarea {...c} className="input" rows={3} value={text} onChange={e => setText(e.target.value)} />}
        </Field>
        {detail.mayAsk && (
          <label className="row check">
            <input type="checkbox" checked={ask} onChange={e => setAsk(e.target.checked)} /> {t('ask')}
          </label>
        )}
        <Button type="submit" look="main" busy={send.isPending} disabled={!text.trim() && progress === null}>
          {t('noteSend')}
        </Button>
      </form>
    </Card>
  )
}
