import type { PlanItemOut } from '@tusom/contract'
import { taskFields } from '@tusom/domain'
import { formatDate, parseNumber } from '@tusom/vi-text'
import { useState } from 'react'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, Dialog, Field, UnitPicker } from '../../ui/index.ts'
import { useWorkUnits } from '../tasks/give-task.tsx'
import { readDay } from './day.ts'
import en from './en.json' with { type: 'json' }
import type { ItemSet } from './use-plan.ts'
import vi from './vi.json' with { type: 'json' }

const recurrences = ['daily', 'weekly', 'monthly', 'quarterly', 'half-yearly', 'yearly'] as const
/** More chips than this say nothing that a number does not. */
const MANY = 12

/** One item in full: what, who, when. Only what was changed is sent. */
export function EditItem(props: {
  item: PlanItemOut
  busy: boolean
  onSave: (set: ItemSet) => void
  onClose: () => void
}) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const { item } = props
  const units = useWorkUnits()
  const [title, setTitle] = useState(item.title)
  const [text, setText] = useState(item.text)
  const [due, setDue] = useState(item.due ? formatDate(item.due) : '')
  const [recurs, setRecurs] = useState(item.recurs)
  const [product, setProduct] = useState(item.product ?? '')
  const [cost, setCost] = useState(item.costEstimate === null ? '' : String(item.costEstimate))
  const [field, setField] = useState(item.field ?? '')
  const amount = cost.trim() ? parseNumber(cost) : null
  const badCost = cost.trim() !== '' && (amount === null || !Number.isInteger(amount) || amount < 0)
  const [leads, setLeads] = useState(item.unitIds)
  const [cooperating, setCooperating] = useState(item.cooperating.map(u => u.id))
  const day = readDay(due)

  const same = (a: readonly number[], b: readonly number[]) => a.length === b.length && a.every((x, i) => x === b[i])
  const changes = (): ItemSet => {
    const set: ItemSet = {}
    if (title.trim() && title !== item.title) set.title = title.trim()
    if (text.trim().length >= 3 && text !== item.text) set.text = text.trim()
    if (day !== undefined && day !== item.due) set.due = day
    if (recurs !== item.recurs) set.recurs = recurs
    if ((product.trim() || null) !== item.product) set.product = product.trim() || null
    if (!badCost && amount !== item.costEstimate) set.costEstimate = amount
    if ((field || null) !== item.field) set.field = field || null
    if (leads.length && !same(leads, item.unitIds)) set.unitIds = leads
    if (
      !same(
        cooperating,
        item.cooperating.map(u => u.id),
      )
    )
      set.cooperatingIds = cooperating
    return set
  }
  const save = (confirm: boolean) => {
    if (day === undefined || badCost) return
    const set = changes()
    if (confirm) set.state = 'confirmed'
    if (Object.keys(set).length) props.onSave(set)
    else props.onClose()
  }
  return (
    <Dialog
      title={t('editTitle')}
      onClose={props.onClose}
      actions={
        <>
          <Button busy={props.busy} onClick={() => save(false)}>
            {t('save')}
          </Button>
          <Button look="main" busy={props.busy} disabled={!leads.length} onClick={() => save(true)}>
            {t('saveConfirm')}
          </Button>
        </>
      }
    >
      <div className="form">
        <Field label={t('name')}>
          {c => (
            <input {...c} className="input" maxLength={300} value={title} onChange={e => setTitle(e.target.value)} />
          )}
        </Field>
        <Field label={t('words')}>
          {c => <textarea {...c} className="input" rows={4} value={text} onChange={e => setText(e.target.value)} />}
        </Field>
        <Field label={t('lead')} error={leads.length ? null : t('chooseLead')}>
          {c => <Units {...c} units={units} value={leads} onChange={setLeads} />}
        </Field>
        <Field label={t('with')} hint={item.cooperatingText || undefined}>
          {c => <Units {...c} units={units} value={cooperating} onChange={setCooperating} />}
        </Field>
        <div className="form-row">
          <Field label={t('dueDay')} hint={t('dueHint')} error={day === undefined ? t('dueBad') : null}>
            {c => (
              <input
                {...c}
                className="input"
                inputMode="numeric"
                placeholder={t('dayShape')}
                value={due}
                onChange={e => setDue(e.target.value)}
              />
            )}
          </Field>
          <Field label={t('recurs')}>
            {c => (
              <select {...c} className="input" value={recurs ?? ''} onChange={e => setRecurs(e.target.value || null)}>
                <option value="">{t('recurs.none')}</option>
                {recurrences.map(r => (
                  <option key={r} value={r}>
                    {t(`recurs.${r}`)}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </div>
        <div className="form-row">
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
          <Field label={t('cost')} error={badCost ? t('own.badCost') : null}>
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
        <Field label={t('productField')}>
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
      </div>
    </Dialog>
  )
}

function Units(props: {
  id: string
  units: ReturnType<typeof useWorkUnits>
  value: number[]
  onChange: (ids: number[]) => void
}) {
  const t = useTexts(vi, en)
  if (props.value.length > MANY)
    return (
      <span className="row">
        <span className="tag">{t('many', { n: props.value.length })}</span>
        <Button id={props.id} look="quiet" onClick={() => props.onChange([])}>
          {t('chooseAgain')}
        </Button>
      </span>
    )
  return <UnitPicker {...props} multiple />
}
