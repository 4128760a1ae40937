import type { Actor, Role } from '../permissions/roles.ts'
import { Refusal } from '../refusals/refusal.ts'
import { addDays } from '../reports/days.ts'
import { commendationPolicies } from './policy.ts'

export type CommendationState = 'proposed' | 'returned' | 'supported' | 'awarded' | 'declined' | 'withdrawn'
export type CommendationAct = 'change' | 'support' | 'return' | 'decline' | 'award' | 'withdraw'

/** Forms of commendation and who gives them. Recalled from Luật Thi đua, khen thưởng 06/2022/QH15: to be checked against the law. */
export const awardLevels = [
  { code: 'commune', vi: 'Giấy khen của Chủ tịch UBND cấp xã', en: 'Certificate of merit of the commune’s chair' },
  { code: 'department', vi: 'Giấy khen của Giám đốc sở, ngành', en: 'Certificate of merit of a department’s director' },
  { code: 'province', vi: 'Bằng khen của Chủ tịch UBND tỉnh', en: 'Diploma of merit of the province’s chair' },
  { code: 'ministry', vi: 'Bằng khen của Bộ trưởng', en: 'Diploma of merit of a minister' },
  { code: 'prime-minister', vi: 'Bằng khen của Thủ tướng Chính phủ', en: 'Diploma of merit of the Prime Minister' },
  { code: 'letter', vi: 'Thư khen', en: 'Letter of praise' },
] as const
export const awardLevelsStatus = 'recalled'
export type AwardLevel = (typeof awardLevels)[number]['code']

export const commendationActs: Record<
  CommendationAct,
  { from: readonly CommendationState[]; to: CommendationState; reviews: boolean }
> = {
  change: { from: ['proposed', 'returned'], to: 'proposed', reviews: false },
  withdraw: { from: ['proposed', 'returned'], to: 'withdrawn', reviews: false },
  support: { from: ['proposed'], to: 'supported', reviews: true },
  return: { from: ['proposed'], to: 'returned', reviews: true },
  decline: { from: ['proposed', 'supported'], to: 'declined', reviews: true },
  award: { from: ['supported'], to: 'awarded', reviews: true },
}

/** @throws Refusal commendation.state */
export function commendationAfter(act: CommendationAct, state: CommendationState): CommendationState {
  const rule = commendationActs[act]
  if (!rule.from.includes(state)) throw new Refusal('commendation.state')
  return rule.to
}

/**
 * Who reviews: the standing agency that consolidates the unit's work, else the unit above. A commune's own certificate for its
 * hamlets stays with the commune only where a hamlet proposes; nobody reviews the own proposal.
 */
export function reviewerOf(
  unit: { id: number; parentId: number | null },
  consolidating: readonly number[],
): number | null {
  return consolidating.find(id => id !== unit.id) ?? unit.parentId
}

const reviewers: readonly Role[] = commendationPolicies['commendations.review'].roles
/** Whether somebody sits where it was sent to, or above. */
export const reviewsFor = (actor: Actor, toId: number): boolean =>
  actor.assignments.some(a => reviewers.includes(a.role) && a.units.has(toId))

/** Where personal data of a commendation rests on, and how long at most it is kept. No law that we know names a number of years. */
export const commendationPurpose = 'Đề nghị khen thưởng'
export const commendationBasis = '19.1c'
export const LONGEST_KEPT_YEARS = 5
export const usualDeleteAfter = (today: string): string => `${Number(today.slice(0, 4)) + 2}-12-31`
/** @throws Refusal commendation.delete-after */
export function checkDeleteAfter(day: string, today: string): void {
  if (Number.isNaN(Date.parse(day)) || day <= today || day > addDays(today, LONGEST_KEPT_YEARS * 366))
    throw new Refusal('commendation.delete-after', { years: LONGEST_KEPT_YEARS })
}
