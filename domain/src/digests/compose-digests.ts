import { dueStanding } from '../tasks/task-due.ts'
import type { TaskRules } from '../tasks/escalation.ts'

/** Lines that a digest names; beyond that only the count is told. */
export const DIGEST_LINES = 12

export type DigestLine = { taskId: number; title: string; dueAt: string | null; days: number }
export type LateUnit = { unitId: number; count: number; days: number; taskIds: number[] }
export type Part<T> = { count: number; lines: T[] }
/** What one unit is told once a day. Absent parts are empty. */
export type DigestContent = {
  late: Part<DigestLine>
  soon: Part<DigestLine>
  given: Part<DigestLine>
  /** tasks this unit gave that somebody says cannot be done */
  cannot: Part<DigestLine & { unitId: number; reason: string }>
  /** late work of others that the rules bring before this unit, by who is late */
  escalated: Part<LateUnit>
  /** plans of its own that are due, or came back, or wait for its review */
  ownPlans: Part<{
    ownPlanId: number
    unitId: number
    planTitle: string
    what: 'due' | 'late' | 'returned' | 'review'
    days: number
  }>
  /** difficulties raised, findings of inspections, commendations: what waits for a word of this unit, or is late with others; absent from digests
   * made before there were any */
  followUps?: Part<DigestFollowUp>
}
export const followUpWhats = [
  'answer-late',
  'answer-soon',
  'answer-new',
  'reply',
  'settle',
  'others-late',
  'mend-late',
  'mend-soon',
  'mend-new',
  'mend-check',
  'mend-others-late',
  'review',
  'complete',
  'decide',
] as const
/** `unitId`: the other side; `id`: of the page that it opens. Never a person's name. */
export type DigestFollowUp = {
  kind: 'difficulty' | 'inspection' | 'commendation'
  id: number
  unitId: number
  title: string
  what: (typeof followUpWhats)[number]
  days: number
}

export type DigestTask = {
  id: number
  title: string
  kind: 'plan' | 'ad-hoc'
  ownerId: number
  leadId: number
  state: 'assigned' | 'accepted' | 'doing' | 'cannot'
  stateReason: string | null
  dueAt: Date | null
  createdAt: Date
}
export type DigestOwnPlan = {
  id: number
  unitId: number
  reviewerIds: readonly number[]
  planTitle: string
  state: 'asked' | 'filed' | 'returned' | 'accepted'
  dueOn: string
}

const cut = <T>(all: T[]): Part<T> => ({ count: all.length, lines: all.slice(0, DIGEST_LINES) })
const dayOf = (iso: string) => Date.parse(`${iso}T00:00:00Z`) / 86_400_000

/**
 * The digests of a day, a unit each; a unit with nothing to hear gets none. `since`: when the last ones were made, so that "newly
 * given" is told once. `escalated`: steps reached since then, each with the unit that hears of it.
 */
export function composeDigests(input: {
  tasks: readonly DigestTask[]
  ownPlans: readonly DigestOwnPlan[]
  escalated: readonly { taskId: number; unitId: number }[]
  /** each with the unit that hears of it */
  followUps?: readonly (DigestFollowUp & { hears: number })[]
  rules: (unitId: number) => TaskRules
  now: Date
  today: string
  since: Date
}): Map<number, DigestContent> {
  const { now, since } = input
  type Open = { [K in keyof Required<DigestContent>]: Required<DigestContent>[K]['lines'] }
  const open = new Map<number, Open>()
  const of = (unitId: number): Open => {
    let one = open.get(unitId)
    if (!one) {
      one = { late: [], soon: [], given: [], cannot: [], escalated: [], ownPlans: [], followUps: [] }
      open.set(unitId, one)
    }
    return one
  }
  const byId = new Map(input.tasks.map(t => [t.id, t]))
  for (const t of input.tasks) {
    const due = dueStanding(t, now)
    const line = { taskId: t.id, title: t.title, dueAt: t.dueAt?.toISOString() ?? null, days: due.days }
    if (t.state === 'cannot') {
      of(t.ownerId).cannot.push({ ...line, unitId: t.leadId, reason: t.stateReason ?? '' })
      continue
    }
    if (due.kind === 'late') of(t.leadId).late.push(line)
    else if (t.dueAt && due.days <= input.rules(t.leadId).soonDays) of(t.leadId).soon.push(line)
    if (t.createdAt > since && t.leadId !== t.ownerId) of(t.leadId).given.push(line)
  }
  const escalated = new Map<number, Map<number, LateUnit>>()
  for (const { taskId, unitId } of input.escalated) {
    const t = byId.get(taskId)
    // done or given up since
    if (!t || t.state === 'cannot' || t.leadId === unitId) continue
    const units = escalated.get(unitId) ?? new Map<number, LateUnit>()
    escalated.set(unitId, units)
    const late = units.get(t.leadId) ?? { unitId: t.leadId, count: 0, days: 0, taskIds: [] }
    if (late.taskIds.includes(taskId)) continue
    late.taskIds.push(taskId)
    late.count++
    late.days = Math.max(late.days, -dueStanding(t, now).days)
    units.set(t.leadId, late)
  }
  for (const [unitId, units] of escalated)
    of(unitId).escalated.push(...[...units.values()].sort((a, b) => b.days - a.days || b.count - a.count))
  for (const p of input.ownPlans) {
    const days = dayOf(p.dueOn) - dayOf(input.today)
    const line = { ownPlanId: p.id, unitId: p.unitId, planTitle: p.planTitle, days }
    if (p.state === 'returned') of(p.unitId).ownPlans.push({ ...line, what: 'returned' })
    else if (p.state === 'asked' && days < 0) of(p.unitId).ownPlans.push({ ...line, what: 'late' })
    else if (p.state === 'asked' && days <= input.rules(p.unitId).soonDays)
      of(p.unitId).ownPlans.push({ ...line, what: 'due' })
    else if (p.state === 'filed') for (const id of p.reviewerIds) of(id).ownPlans.push({ ...line, what: 'review' })
  }
  for (const { hears, ...line } of input.followUps ?? []) of(hears).followUps.push(line)
  const made = new Map<number, DigestContent>()
  for (const [unitId, o] of open) {
    const content: DigestContent = {
      late: cut(o.late),
      soon: cut(o.soon),
      given: cut(o.given),
      cannot: cut(o.cannot),
      escalated: cut(o.escalated),
      ownPlans: cut(o.ownPlans),
      followUps: cut(o.followUps),
    }
    if (Object.values(content).some(p => p.count > 0)) made.set(unitId, content)
  }
  return made
}
