import type { TaskDetail } from '@tusom/contract'
import { formatNumber, parseNumber } from '@tusom/vi-text'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, Card, DateTime, Field } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

/** How far the target is reached, a figure a period; the latest of a period stands, the earlier ones stay readable. */
export function TaskMeasures({ detail }: { detail: TaskDetail }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const { task } = detail
  const [period, setPeriod] = useState(detail.measurePeriods[0]?.key ?? '')
  const [text, setText] = useState('')
  const [note, setNote] = useState('')
  const [tried, setTried] = useState(false)
  const value = parseNumber(text)
  const send = useSend(
    () => api.post(`/api/tasks/${task.id}/measures`, { periodKey: period, value, note: note.trim() }),
    {
      topics: ['tasks', 'plans'],
      done: t('saved'),
      onDone: () => {
        setText('')
        setNote('')
        setTried(false)
      },
    },
  )
  if (!task.target) return null
  const unit = task.target.unit === '%' ? ' %' : ` ${task.target.unit}`
  return (
    <Card title={t('measures')}>
      {detail.measures.length === 0 && <p className="pad s">{t('measuresNone')}</p>}
      {detail.measures.length > 0 && (
        <ul className="task-files">
          {detail.measures.map(m => (
            <li key={m.id}>
              <span>
                <b>
                  {formatNumber(m.value)}
                  {unit}
                </b>{' '}
                · {language === 'en' ? m.periodEn : m.periodVi}
                {m.note && ` · ${m.note}`}
              </span>
              <span className="xs">
                {m.by}, {m.unit} · <DateTime at={m.at} />
              </span>
            </li>
          ))}
        </ul>
      )}
      {detail.mayMeasure && (
        <form
          className="form pad"
          onSubmit={e => {
            e.preventDefault()
            setTried(true)
            if (value !== null) send.mutate(undefined)
          }}
        >
          <div className="form-row">
            <Field label={t('measurePeriod')}>
              {c => (
                <select {...c} className="input" value={period} onChange={e => setPeriod(e.target.value)}>
                  {detail.measurePeriods.map(p => (
                    <option key={p.key} value={p.key}>
                      {language === 'en' ? p.nameEn : p.nameVi}
                    </option>
                  ))}
                </select>
              )}
            </Field>
            <Field
              label={`${t('measureValue')} (${task.target.unit})`}
              error={tried && value === null ? t('measureBad') : null}
            >
              {c => (
                <input
                  {...c}
                  className="input"
                  inputMode="decimal"
                  value={text}
                  onChange={e => setText(e.target.value)}
                />
              )}
            </Field>
          </div>
          <Field label={t('measureNote')}>
            {c => (
              <input {...c} className="input" maxLength={500} value={note} onChange={e => setNote(e.target.value)} />
            )}
          </Field>
          <Button type="submit" busy={send.isPending}>
            {t('measureSend')}
          </Button>
        </form>
      )}
    </Card>
  )
}
