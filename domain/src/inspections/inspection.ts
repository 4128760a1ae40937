import type { Actor, Role } from '../permissions/roles.ts'
import { Refusal } from '../refusals/refusal.ts'
import { daysBetween } from '../reports/days.ts'
import { inspectionPolicies } from './policy.ts'

/** `planned`: decided or under way, findings are being written · `concluded`: told to the units, findings are followed until closed. */
export type InspectionState = 'planned' | 'concluded' | 'cancelled'
/** `mended`: whoever mends it says so, with evidence; it waits for the unit that inspected. */
export type FindingState = 'open' | 'mended' | 'closed'

/** Kinds and weights are ours: no law that we know grades what an inspection of this kind finds. A proposal, in plain words. */
export const findingKinds = [
  { code: 'limit', vi: 'Hạn chế, tồn tại', en: 'Shortcoming' },
  { code: 'violation', vi: 'Vi phạm', en: 'Breach' },
  { code: 'risk', vi: 'Nguy cơ', en: 'Danger' },
] as const
export const findingSeverities = [
  { code: 'minor', vi: 'nhẹ', en: 'minor' },
  { code: 'serious', vi: 'đáng kể', en: 'considerable' },
  { code: 'grave', vi: 'nghiêm trọng', en: 'grave' },
] as const
export type FindingKind = (typeof findingKinds)[number]['code']
export type FindingSeverity = (typeof findingSeverities)[number]['code']

export const findingActs = {
  mend: { from: ['open'], to: 'mended', side: 'mender' },
  close: { from: ['open', 'mended'], to: 'closed', side: 'decider' },
  'send-back': { from: ['mended'], to: 'open', side: 'decider' },
  extend: { from: ['open'], to: 'open', side: 'decider' },
} as const satisfies Record<string, { from: readonly FindingState[]; to: FindingState; side: 'mender' | 'decider' }>
export type FindingAct = keyof typeof findingActs

/** @throws Refusal inspection.state */
export function findingAfter(act: FindingAct, inspection: InspectionState, state: FindingState): FindingState {
  const { from, to } = findingActs[act]
  if (inspection !== 'concluded' || !(from as readonly FindingState[]).includes(state))
    throw new Refusal('inspection.state')
  return to
}

/** Only an open finding is late; one that is said to be mended waits for the other side. */
export function findingStanding(
  f: { state: FindingState; dueOn: string },
  inspection: InspectionState,
  today: string,
): { kind: 'late' | 'soon' | 'ahead' | 'none'; days: number } {
  const days = daysBetween(today, f.dueOn)
  if (inspection !== 'concluded' || f.state !== 'open') return { kind: 'none', days }
  return { kind: days < 0 ? 'late' : days <= FINDING_SOON_DAYS ? 'soon' : 'ahead', days }
}
export const FINDING_SOON_DAYS = 5

type UnitFacts = { id: number; kind: string }
/**
 * Whom a unit may inspect: what stands below it; and a department or the province's standing agency any commune, hamlet or other
 * department of its own province, because it leads its field there. Never itself, never who stands above.
 */
export function mayInspect(
  decider: UnitFacts & { subtree: ReadonlySet<number>; province: number | null },
  unit: UnitFacts & { province: number | null },
): boolean {
  if (unit.id === decider.id || unit.kind === 'province' || unit.kind === 'country') return false
  if (decider.subtree.has(unit.id)) return true
  return decider.kind === 'department' && decider.province !== null && unit.province === decider.province
}

const menders: readonly Role[] = inspectionPolicies['inspections.mend'].roles
/** What was done is said by the unit that mends, or one that stands above it and below who inspected. */
export const mendsFor = (actor: Actor, menderId: number, deciderId: number): boolean =>
  actor.assignments.some(a => menders.includes(a.role) && a.units.has(menderId) && !a.units.has(deciderId))

/** @throws Refusal inspection.days */
export function checkDays(from: string, to: string): void {
  if (Number.isNaN(Date.parse(from)) || Number.isNaN(Date.parse(to)) || to < from) throw new Refusal('inspection.days')
}
/** @throws Refusal inspection.finding-due */
export function checkFindingDue(dueOn: string, today: string): void {
  if (Number.isNaN(Date.parse(dueOn)) || dueOn < today) throw new Refusal('inspection.finding-due')
}
