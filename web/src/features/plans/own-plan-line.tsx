import type { OwnPlanDraftIn } from '@tusom/contract'
import { formatDate, parseNumber } from '@tusom/vi-text'
import type { ReactNode } from 'react'
import { useTexts } from '../../i18n/texts.ts'
import { Field } from '../../ui/index.ts'
import { readDay } from './day.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

type Line = OwnPlanDraftIn['draft']['lines'][number]
/** A line as it is typed: day and money are text until they can be read. */
export type TypedLine = {
  title: string
  lead: string
  cooperating: string
  due: string
  product: string
  figure: string
  cost: string
}
export const typedOf = (l: Line): TypedLine => ({
  title: l.title,
  lead: l.lead,
  cooperating: l.cooperating,
  due: l.due ? formatDate(l.due) : '',
  product: l.product,
  figure: l.figure,
  cost: l.cost === null ? '' : String(l.cost),
})
const costOf = (text: string): number | null | undefined => {
  if (!text.trim()) return null
  const n = parseNumber(text)
  return n !== null && Number.isInteger(n) && n >= 0 ? n : undefined
}
/** What is sent; null where a day or an amount cannot be read. */
export function lineOf(of: { itemId: number } | { key: string }, typed: TypedLine): Line | null {
  const due = readDay(typed.due)
  const cost = costOf(typed.cost)
  if (due === undefined || cost === undefined || typed.title.trim().length < 3) return null
  const { title, lead, cooperating, product, figure } = typed
  return {
    ...('key' in of ? { itemId: null, key: of.key } : of),
    title: title.trim(),
    lead: lead.trim(),
    cooperating: cooperating.trim(),
    due,
    product: product.trim(),
    figure: figure.trim(),
    cost,
  }
}

export const emptyLine = (title: string): TypedLine => ({
  title,
  lead: '',
  cooperating: '',
  due: '',
  product: '',
  figure: '',
  cost: '',
})

/** One piece of work, and, once taken, what the unit makes of it. */
export function OwnPlanLine(props: {
  title: string
  hint: ReactNode
  typed: TypedLine | null
  tried: boolean
  /** id of the list of those who were named in other lines */
  leads: string
  onTake: (on: boolean) => void
  onType: (typed: TypedLine) => void
}) {
  const t = useTexts(vi, en)
  const { title, typed, tried } = props
  const set = (part: Partial<TypedLine>) => typed && props.onType({ ...typed, ...part })
  return (
    <li className={`own-line ${typed ? 'on' : ''}`}>
      <label className="row own-take">
        <input
          type="checkbox"
          checked={typed !== null}
          aria-label={`${t('own.take')}: ${title}`}
          onChange={e => props.onTake(e.target.checked)}
        />
        <span>
          {title}
          <span className="s block">{props.hint}</span>
        </span>
      </label>
      {typed && (
        <div className="form own-fields">
          <Field label={t('words')} error={tried && typed.title.trim().length < 3 ? t('own.needLines') : null}>
            {c => (
              <textarea
                {...c}
                className="input"
                rows={1}
                maxLength={600}
                value={typed.title}
                onChange={e => set({ title: e.target.value })}
              />
            )}
          </Field>
          <div className="own-row">
            <Field label={t('own.who')} error={tried && !typed.lead.trim() ? t('own.needWho') : null} required>
              {c => (
                <input
                  {...c}
                  className="input"
                  placeholder={t('own.whoHint')}
                  maxLength={200}
                  list={props.leads}
                  value={typed.lead}
                  onChange={e => set({ lead: e.target.value })}
                />
              )}
            </Field>
            <Field label={t('own.with')}>
              {c => (
                <input
                  {...c}
                  className="input"
                  maxLength={300}
                  value={typed.cooperating}
                  onChange={e => set({ cooperating: e.target.value })}
                />
              )}
            </Field>
            <Field label={t('own.due')} error={readDay(typed.due) === undefined ? t('own.badDay') : null}>
              {c => (
                <input
                  {...c}
                  className="input"
                  inputMode="numeric"
                  placeholder={t('dayShape')}
                  value={typed.due}
                  onChange={e => set({ due: e.target.value })}
                />
              )}
            </Field>
            <Field label={t('own.figure')}>
              {c => (
                <input
                  {...c}
                  className="input"
                  maxLength={120}
                  value={typed.figure}
                  onChange={e => set({ figure: e.target.value })}
                />
              )}
            </Field>
            <Field label={t('own.product')}>
              {c => (
                <input
                  {...c}
                  className="input"
                  maxLength={300}
                  value={typed.product}
                  onChange={e => set({ product: e.target.value })}
                />
              )}
            </Field>
            <Field label={t('own.cost')} error={costOf(typed.cost) === undefined ? t('own.badCost') : null}>
              {c => (
                <input
                  {...c}
                  className="input"
                  inputMode="numeric"
                  value={typed.cost}
                  onChange={e => set({ cost: e.target.value })}
                />
              )}
            </Field>
          </div>
        </div>
      )}
    </li>
  )
}
