import type { TaskDetail } from '@tusom/contract'
import { taskFields } from '@tusom/domain'
import { parseNumber } from '@tusom/vi-text'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, Dialog, Field, TimeInput, UnitPicker } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import { useWorkUnits } from './give-task.tsx'
import vi from './vi.json' with { type: 'json' }

/** Digits as people type them in money: "15.000.000" and "15000000" are one; undefined for what is no amount. */
function readCost(text: string): number | null | undefined {
  if (!text.trim()) return null
  const n = parseNumber(text)
  return n !== null && Number.isInteger(n) && n >= 0 ? n : undefined
}

/** What its giver says anew: deadline, target, cost, field, who cooperates; always with a reason. Only what was changed is sent. */
export function MendTask({ detail, onClose }: { detail: TaskDetail; onClose: () => void }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const { task } = detail
  const units = useWorkUnits()
  const [title, setTitle] = useState(task.title)
  const [dueAt, setDueAt] = useState<string | null>(task.dueAt)
  const [product, setProduct] = useState(task.product ?? '')
  const [cost, setCost] = useState(task.costEstimate === null ? '' : String(task.costEstimate))
  const [field, setField] = useState(task.field ?? '')
  const [value, setValue] = useState(task.target ? String(task.target.value).replace('.', ',') : '')
  const [unit, setUnit] = useState(task.target?.unit ?? '%')
  const [of, setOf] = useState(task.target?.of ?? '')
  const [cooperating, setCooperating] = useState(task.cooperating.map(u => u.id))
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const amount = readCost(cost)
  const target = value.trim() ? parseNumber(value) : null
  const badTarget = Boolean(value.trim()) && target === null
  const body = () => {
    const b: Record<string, unknown> = {}
    if (title.trim() && title.trim() !== task.title) b.title = title.trim()
    if (dueAt !== task.dueAt) b.dueAt = dueAt
    if ((product.trim() || null) !== task.product) b.product = product.trim() || null
    if (amount !== undefined && amount !== task.costEstimate) b.costEstimate = amount
    if ((field || null) !== task.field) b.field = field || null
    const next = target === null ? null : { value: target, unit: unit.trim(), of: of.trim() || null }
    if (JSON.stringify(next) !== JSON.stringify(task.target)) b.target = next
    const before = task.cooperating.map(u => u.id)
    if (before.length !== cooperating.length || before.some(id => !cooperating.includes(id)))
      b.cooperatingIds = cooperating
    return b
  }
  const send = useSend(() => api.patch(`/api/tasks/${task.id}`, { ...body(), reason: reason.trim() }), {
    topics: ['tasks'],
    done: t('saved'),
    quiet: true,
    onDone: onClose,
  })
  const save = () => {
    setTried(true)
    if (!reason.trim() || amount === undefined || badTarget) return
    if (Object.keys(body()).length) send.mutate(undefined)
    else onClose()
  }
  return (
    <Dialog
      title={t('mendTitle')}
      onClose={onClose}
      actions={
        <Button look="main" busy={send.isPending} onClick={save}>
          {t('mendSave')}
        </Button>
      }
    >
      <div className="form">
        <Field label={t('what')}>
          {c => (
            <input {...c} className="input" maxLength={300} value={title} onChange={e => setTitle(e.target.value)} />
          )}
        </Field>
        <div className="form-row">
          <Field label={t('due')} hint={t('dueKeep')}>
            {c => <TimeInput {...c} value={dueAt} onChange={setDueAt} />}
          </Field>
          <Field label={t('field')}>
            {c => (
              <select {...c} className="input" value={field} onChange={e => setField(e.target.value)}>
                <option value="">{t('fieldNone')}</option>
                {taskFields.map(f => (
                  <option key={f.code} value={f.code}>
                    {f[language]}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </div>
        <div className="form-row">
          <Field label={t('targetValue')} error={tried && badTarget ? t('measureBad') : null}>
            {c => (
              <input
                {...c}
                className="input"
                inputMode="decimal"
                value={value}
                onChange={e => setValue(e.target.value)}
              />
            )}
          </Field>
          <Field label={t('targetUnit')}>
            {c => (
              <input {...c} className="input" maxLength={40} value={unit} onChange={e => setUnit(e.target.value)} />
            )}
          </Field>
          <Field label={t('targetOf')}>
            {c => <input {...c} className="input" maxLength={200} value={of} onChange={e => setOf(e.target.value)} />}
          </Field>
        </div>
        <div className="form-row">
          <Field label={t('product')}>
            {c => (
              <input
                {...c}
                className="input"
                maxLength={300}
                value={product}
                onChange={e => setProduct(e.target.value)}
              />
            )}
          </Field>
          <Field label={t('cost')} hint={t('costHint')} error={amount === undefined ? t('costBad') : null}>
            {c => (
              <input
                {...c}
                className="input"
                inputMode="numeric"
                value={cost}
                onChange={e => setCost(e.target.value)}
              />
            )}
          </Field>
        </div>
        {!task.parts && (
          <Field label={t('withWhom')}>
            {c => <UnitPicker {...c} multiple units={units} value={cooperating} onChange={setCooperating} />}
          </Field>
        )}
        <Field
          label={t('mendReason')}
          hint={t('mendReasonHint')}
          error={tried && !reason.trim() ? t('reasonMissing') : null}
          required
        >
          {c => <textarea {...c} className="input" rows={2} value={reason} onChange={e => setReason(e.target.value)} />}
        </Field>
        {send.error && (
          <p className="note late" role="alert">
            {send.error.message}
          </p>
        )}
      </div>
    </Dialog>
  )
}
