import type { TaskRulesOut } from '@tusom/contract'
import { formatDateTime } from '@tusom/vi-text'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Answer, Button, Card, Field, Loading, Tag } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

const targets = ['lead-leader', 'standing-agency', 'province-leader'] as const

/** After how many days who hears of late work: shown to everybody, set by the province's leader. */
export function TaskRules() {
  const t = useTexts(vi, en)
  const rules = useQuery({ queryKey: ['task-rules'], queryFn: () => api.get<TaskRulesOut>('/api/task-rules') })
  const [editing, setEditing] = useState(false)
  return (
    <Card
      title={t('rules')}
      aside={
        rules.data?.mayChange &&
        !editing && (
          <Button look="quiet" icon="edit" className="no-print" onClick={() => setEditing(true)}>
            {t('mend')}
          </Button>
        )
      }
    >
      <Answer of={rules} loading={<Loading shape="list" rows={2} />}>
        {r => {
          const days = (to: string) => r.rules.escalation.find(s => s.to === to)?.afterDays ?? t('never')
          return editing ? (
            <RulesForm rules={r} onDone={() => setEditing(false)} />
          ) : (
            <div className="pad">
              <p>
                {t('rulesShow', { a: days('lead-leader'), b: days('standing-agency'), c: days('province-leader') })}
              </p>
              <p className="s">
                {r.proposed ? (
                  <>
                    <Tag tone="suggested">{t('rules.proposal')}</Tag> {t('rulesProposed')}
                  </>
                ) : (
                  t('rulesBy', {
                    by: r.updatedBy ?? '',
                    date: r.updatedAt ? formatDateTime(Date.parse(r.updatedAt)) : '',
                  })
                )}
              </p>
            </div>
          )
        }}
      </Answer>
    </Card>
  )
}

function RulesForm({ rules: r, onDone }: { rules: TaskRulesOut; onDone: () => void }) {
  const t = useTexts(vi, en)
  const [soon, setSoon] = useState(String(r.rules.soonDays))
  const [urgent, setUrgent] = useState(String(r.rules.urgentHours))
  const [days, setDays] = useState<Record<string, string>>(
    Object.fromEntries(r.rules.escalation.map(s => [s.to, String(s.afterDays)])),
  )
  const send = useSend(
    () =>
      api.put(`/api/task-rules/${r.provinceId}`, {
        soonDays: Number(soon),
        urgentHours: Number(urgent),
        escalation: targets.flatMap(to => (days[to]?.trim() ? { afterDays: Number(days[to]), to } : [])),
      }),
    { topics: ['task-rules'], done: t('saved'), quiet: true, onDone },
  )
  return (
    <form
      className="form pad"
      onSubmit={e => {
        e.preventDefault()
        send.mutate(undefined)
      }}
    >
      <Field label={t('rules.soonDays')}>
        {c => (
          <input {...c} className="input" inputMode="numeric" value={soon} onChange={e => setSoon(e.target.value)} />
        )}
      </Field>
      <Field label={t('rules.urgentHours')}>
        {c => (
          <input
            {...c}
            className="input"
            inputMode="numeric"
            value={urgent}
            onChange={e => setUrgent(e.target.value)}
          />
        )}
      </Field>
      {targets.map(to => (
        <Field key={to} label={t(`rules.${to}`)} hint={t('rulesOff')}>
          {c => (
            <input
              {...c}
              className="input"
              inputMode="numeric"
              value={days[to] ?? ''}
              onChange={e => setDays({ ...days, [to]: e.target.value })}
            />
          )}
        </Field>
      ))}
      {send.error && (
        <p className="note late" role="alert">
          {send.error.message}
        </p>
      )}
      <Button type="submit" look="main" busy={send.isPending}>
        {t('rulesSave')}
      </Button>
    </form>
  )
}
