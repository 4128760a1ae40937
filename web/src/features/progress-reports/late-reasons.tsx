import type { ProgressReportDetail } from '@tusom/contract'
import { lateWithoutReason, type ProgressFacts } from '@tusom/domain'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { Link } from '../../app/navigation.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Button, Card, Field } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

const SHOWN = 5

/** Late work of which nobody has said why: asked for here, written into the task's history, and so into the report. */
export function LateReasons({ facts }: { facts: ProgressReportDetail['facts'] }) {
  const t = useTexts(vi, en)
  const late = lateWithoutReason(facts as ProgressFacts)
  if (!late.length || facts.scope === 'whole') return null
  return (
    <Card title={t('lateTitle', { n: late.length })}>
      <div className="form pad">
        <p className="s">{t('lateHint')}</p>
        {late.slice(0, SHOWN).map(task => (
          <Reason
            key={task.id}
            id={task.id}
            title={facts.lines.find(l => l.tasks.some(x => x.id === task.id))?.title ?? ''}
          />
        ))}
      </div>
    </Card>
  )
}

function Reason({ id, title }: { id: number; title: string }) {
  const t = useTexts(vi, en)
  const [text, setText] = useState('')
  const send = useSend(() => api.post(`/api/tasks/${id}/notes`, { text: text.trim() }), {
    topics: ['tasks', 'plans'],
    done: t('lateSaved'),
  })
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        if (text.trim()) send.mutate(undefined)
      }}
    >
      <Field label={t('lateReason')} hint={<Link to={`/nhiem-vu/${id}`}>{title}</Link>}>
        {c => (
          <textarea
            {...c}
            className="input"
            rows={2}
            maxLength={4000}
            value={text}
            onChange={e => setText(e.target.value)}
          />
        )}
      </Field>
      <Button type="submit" busy={send.isPending} disabled={!text.trim()}>
        {t('lateSave')}
      </Button>
    </form>
  )
}
