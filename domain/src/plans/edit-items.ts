import { parseDeadline } from '@tusom/vi-text'
import { Refusal } from '../refusals/refusal.ts'
import type { Doubt, PlanItem, PlanItemState } from './plan-item.ts'
import { taskTitle } from './task-title.ts'

export type StoredItem = PlanItem & { id: number; state: PlanItemState }

/** What a person may change in one item or in many at once. Absent: unchanged. */
export type ItemChange = {
  state?: 'found' | 'confirmed' | 'dropped'
  title?: string
  text?: string
  due?: string | null
  recurs?: string | null
  product?: string | null
  costEstimate?: number | null
  field?: string | null
  kind?: 'task' | 'report-request'
  unitIds?: number[]
  cooperatingIds?: number[]
}

/** @throws Refusal plan.item-assigned, plan.no-lead */
export function changeItem(item: StoredItem, change: ItemChange): StoredItem {
  open(item)
  const next: StoredItem = { ...item, ...defined(change) }
  if (change.unitIds) {
    next.how = 'chosen'
    next.candidates = []
    next.cooperatingIds = next.cooperatingIds.filter(id => !next.unitIds.includes(id))
    next.doubts = without(next.doubts, 'unit-open', 'unit-uncertain', 'unit-outside', 'goal-without-lead')
  }
  if (change.text !== undefined && change.title === undefined && item.title === taskTitle(item.text, [], item.dueText))
    next.title = taskTitle(change.text, [], item.dueText)
  if (change.due !== undefined) next.doubts = without(next.doubts, 'due-past', 'merged-dues', 'vague')
  if (change.product) next.doubts = without(next.doubts, 'vague')
  if (next.state === 'confirmed' && next.unitIds.length === 0) throw new Refusal('plan.no-lead', { item: short(item) })
  return next
}

/**
 * Cuts an item in two at an offset of its text; each half gets its own deadline from its own words, and its own part of the
 * sentence where the text is still the document's.
 * @throws Refusal plan.item-assigned, plan.bad-split
 */
export function splitItem(item: StoredItem, at: number, year: number | null): [StoredItem, PlanItem] {
  open(item)
  const cut = (text: string) => text.trim().replace(/^[;,.\s]+/, '')
  const first = item.text
    .slice(0, at)
    .trim()
    .replace(/[;,\s]+$/, '')
  const second = cut(item.text.slice(at))
  if (!Number.isInteger(at) || at < 1 || first.length < 3 || second.length < 3) throw new Refusal('plan.bad-split')
  const own = item.text === item.sentence && item.end - item.start === item.sentence.length
  const secondAt = item.text.indexOf(second, at)
  const half = (text: string, start: number, end: number): Partial<PlanItem> => {
    const d = parseDeadline(text, year === null ? {} : { year })
    return {
      text: text.charAt(0).toUpperCase() + text.slice(1),
      title: taskTitle(text, [], d.text),
      due: d.date,
      dueText: d.text,
      recurs: d.recurs,
      doubts: without(item.doubts, 'several'),
      ...(own ? { start: item.start + start, end: item.start + end, sentence: item.sentence.slice(start, end) } : {}),
    }
  }
  const { id: _id, state: _state, ...rest } = item
  return [
    { ...item, ...half(first, 0, first.length) },
    { ...rest, ...half(second, secondAt, secondAt + second.length), target: null },
  ]
}

/**
 * Joins items of one document, in their order, into the first of them.
 * @throws Refusal plan.item-assigned, plan.bad-merge (fewer than two)
 */
export function mergeItems(items: readonly StoredItem[]): { kept: StoredItem; absorbed: number[] } {
  const sorted = [...items].sort((a, b) => a.start - b.start || a.id - b.id)
  const [first, ...others] = sorted
  if (!first || !others.length) throw new Refusal('plan.bad-merge')
  for (const i of sorted) open(i)
  const dues = [...new Set(sorted.flatMap(i => i.due ?? []))].sort()
  const cooperatingIds = [...new Set(sorted.flatMap(i => i.cooperatingIds))].filter(id => !first.unitIds.includes(id))
  const unitIds = [...new Set(sorted.flatMap(i => i.unitIds))]
  return {
    kept: {
      ...first,
      text: sorted.map(i => i.text.trim().replace(/[;,]$/, '')).join(' '),
      sentence: sorted.map(i => i.sentence).join(' '),
      end: Math.max(...sorted.map(i => i.end)),
      unitIds,
      cooperatingIds: cooperatingIds.filter(id => !unitIds.includes(id)),
      cooperatingText: [...new Set(sorted.map(i => i.cooperatingText).filter(Boolean))].join(', '),
      due: dues.at(-1) ?? null,
      dueText: sorted.find(i => i.due === dues.at(-1))?.dueText ?? first.dueText,
      recurs: sorted.find(i => i.recurs)?.recurs ?? null,
      target: sorted.find(i => i.target)?.target ?? null,
      product: sorted.find(i => i.product)?.product ?? null,
      doubts: dues.length > 1 ? [...new Set<Doubt>([...first.doubts, 'merged-dues'])] : first.doubts,
      state: 'found',
    },
    absorbed: others.map(i => i.id),
  }
}

function open(item: StoredItem): void {
  if (item.state === 'assigned') throw new Refusal('plan.item-assigned', { item: short(item) })
}
const short = (item: PlanItem) => (item.title.length > 60 ? `${item.title.slice(0, 59)}…` : item.title)
const without = (list: readonly Doubt[], ...gone: Doubt[]) => list.filter(d => !gone.includes(d))
const defined = (change: ItemChange) =>
  Object.fromEntries(Object.entries(change).filter(([, v]) => v !== undefined)) as Partial<StoredItem>
