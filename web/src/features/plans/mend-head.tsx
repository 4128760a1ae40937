import type { PlanHeadPatch, PlanRow } from '@tusom/contract'
import { formatDate } from '@tusom/vi-text'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, Dialog, Field } from '../../ui/index.ts'
import { readDay } from './day.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

/** Number, day, issuer and title as a person reads them on paper: a copy often has the number left blank. */
export function MendHead({ plan, onClose }: { plan: PlanRow; onClose: () => void }) {
  const t = useTexts(vi, en)
  const [number, setNumber] = useState(plan.number ?? '')
  const [date, setDate] = useState(plan.date ? formatDate(plan.date) : '')
  const [issuer, setIssuer] = useState(plan.issuer)
  const [title, setTitle] = useState(plan.title)
  const day = readDay(date)
  const send = useSend((body: PlanHeadPatch) => api.patch(`/api/plans/${plan.id}`, body), {
    topics: ['plans', 'tasks'],
    done: t('head.saved'),
    onDone: onClose,
  })
  const save = () => {
    if (day === undefined || title.trim().length < 3) return
    send.mutate({ number: number.trim() || null, date: day, issuer: issuer.trim(), title: title.trim() })
  }
  const fields = [
    ['head.number', number, setNumber, 60],
    ['head.date', date, setDate, 10],
    ['head.issuer', issuer, setIssuer, 200],
  ] as const
  return (
    <Dialog
      title={t('head.title')}
      onClose={onClose}
      actions={
        <Button look="main" busy={send.isPending} onClick={save}>
          {t('save')}
        </Button>
      }
    >
      <div className="form">
        <p className="s">{t('head.hint')}</p>
        {fields.map(([label, value, set, max]) => (
          <Field key={label} label={t(label)} error={label === 'head.date' && day === undefined ? t('dueBad') : null}>
            {c => <input {...c} className="input" maxLength={max} value={value} onChange={e => set(e.target.value)} />}
          </Field>
        ))}
        <Field label={t('head.docTitle')} error={title.trim().length < 3 ? t('head.docTitle') : null}>
          {c => (
            <textarea
              {...c}
              className="input"
              rows={3}
              maxLength={600}
              value={title}
              onChange={e => setTitle(e.target.value)}
            />
          )}
        </Field>
      </div>
    </Dialog>
  )
}
