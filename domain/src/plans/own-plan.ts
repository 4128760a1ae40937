import { isIsoDate } from '@tusom/vi-text'
import { Refusal } from '../refusals/refusal.ts'

/** The plan that a unit owes for the plan of the level above. */
export const ownPlanStates = ['asked', 'filed', 'returned', 'accepted'] as const
export type OwnPlanState = (typeof ownPlanStates)[number]
export const ownPlanStateNames: Record<OwnPlanState, { vi: string; en: string }> = {
  asked: { vi: 'Chưa gửi', en: 'Not filed' },
  filed: { vi: 'Đã gửi, chờ xem', en: 'Filed, to be reviewed' },
  returned: { vi: 'Trả lại', en: 'Returned' },
  accepted: { vi: 'Đã duyệt', en: 'Accepted' },
}

/** Who answers for it: a name and a post; how to reach them is in the unit's contact of record. */
export type Focal = { name: string; post: string }

/** What the unit takes over from the plan above, in its own words, with its own people, days and figures. */
export type OwnPlanLine = {
  /** the work above that it carries out; null: the unit's own, told by its key ("g3": the fourth general task of the plan above) */
  itemId: number | null
  key?: string | null
  title: string
  /** who does it in the unit: "Công an xã", "Trưởng các thôn" */
  lead: string
  cooperating: string
  due: string | null
  product: string
  /** its own figure: "12 thôn", "95%" */
  figure: string
  /** đồng */
  cost: number | null
}
export type OwnPlanDraft = {
  title: string
  purpose: string
  lines: OwnPlanLine[]
  signer: { position: string; name: string }
}

/** @throws Refusal own-plan.no-focal, own-plan.waiting (it lies with the reviewer) */
export function mayFile(state: OwnPlanState, focal: Focal | null): void {
  if (state === 'filed') throw new Refusal('own-plan.waiting')
  if (!focal?.name.trim()) throw new Refusal('own-plan.no-focal')
}

/** @throws Refusal own-plan.not-filed, own-plan.remark-missing */
export function judgeOwnPlan(state: OwnPlanState, act: 'return' | 'accept', remark: string): OwnPlanState {
  if (state !== 'filed')
    throw new Refusal('own-plan.not-filed', {
      state: ownPlanStateNames[state].vi,
      stateEn: ownPlanStateNames[state].en,
    })
  if (act === 'return' && !remark.trim()) throw new Refusal('own-plan.remark-missing')
  return act === 'return' ? 'returned' : 'accepted'
}

/** @throws Refusal own-plan.line-unknown, own-plan.line-twice, own-plan.bad-day, own-plan.nothing-chosen (with `full`) */
export function checkDraft(draft: OwnPlanDraft, itemIds: ReadonlySet<number>, full: boolean): void {
  const seen = new Set<number | string>()
  for (const line of draft.lines) {
    const id = line.itemId ?? line.key
    if (id === null || id === undefined || (line.itemId !== null && !itemIds.has(line.itemId)))
      throw new Refusal('own-plan.line-unknown')
    if (seen.has(id)) throw new Refusal('own-plan.line-twice', { title: line.title })
    seen.add(id)
    if (line.due !== null && !isIsoDate(line.due)) throw new Refusal('own-plan.bad-day', { day: line.due })
    if (full && !line.lead.trim()) throw new Refusal('own-plan.line-lead', { title: line.title })
  }
  if (full && !draft.lines.length) throw new Refusal('own-plan.nothing-chosen')
}

/** What of a plan concerns a unit. */
export type CoveredItem = { id: number; unitIds: readonly number[]; kind: 'task' | 'objective' | 'report-request' }
export type CoveringPlan = { unitId: number; covers: readonly number[]; state: OwnPlanState }
export type ItemCoverage = {
  itemId: number
  /** units that were asked for a plan and that this item names; an objective that names nobody is everybody's */
  expected: number[]
  covered: number[]
  /** expected, but their plan leaves it out, or they have not filed one */
  gaps: number[]
  unfiled: number[]
}

/**
 * Who of those that should carry an item out has it in a plan that was filed or accepted. A plan that was returned covers
 * nothing until it comes again.
 */
export function coverageOf(items: readonly CoveredItem[], plans: readonly CoveringPlan[]): ItemCoverage[] {
  const covers = new Map(
    plans.map(p => [p.unitId, new Set(p.state === 'filed' || p.state === 'accepted' ? p.covers : [])]),
  )
  const asked = plans.map(p => p.unitId)
  const stands = new Set(plans.filter(p => p.state === 'filed' || p.state === 'accepted').map(p => p.unitId))
  return items.map(item => {
    const expected =
      item.unitIds.length === 0 && item.kind === 'objective' ? asked : asked.filter(u => item.unitIds.includes(u))
    const covered = expected.filter(u => covers.get(u)?.has(item.id))
    return {
      itemId: item.id,
      expected,
      covered,
      gaps: expected.filter(u => !covered.includes(u) && stands.has(u)),
      unfiled: expected.filter(u => !stands.has(u)),
    }
  })
}

/** Items of the plan above that a plan carries out; its own lines carry out none by name. */
export const coveredBy = (draft: OwnPlanDraft): number[] => draft.lines.flatMap(l => l.itemId ?? [])
/** Lines of the unit's own, which become tasks that it gives itself. */
export const ownLinesOf = (draft: OwnPlanDraft): (OwnPlanLine & { key: string })[] =>
  draft.lines.flatMap(l => (l.itemId === null && l.key ? { ...l, key: l.key } : []))
