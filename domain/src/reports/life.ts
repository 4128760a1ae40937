import { formatDate } from '@tusom/vi-text'
import type { Actor } from '../permissions/roles.ts'
import { Refusal } from '../refusals/refusal.ts'
import { type ReportFinding, openFindings } from './check-report.ts'

/**
 * draft → submitted → accepted (locked) → reopened → submitted …; submitted → returned (with a remark) → submitted.
 * Only submitted and accepted reports count in a total: what is being changed is not a figure yet.
 */
export const reportStates = ['draft', 'submitted', 'returned', 'accepted', 'reopened'] as const
export type ReportState = (typeof reportStates)[number]

export const reportStateNames: Record<ReportState | 'none', { vi: string; en: string }> = {
  none: { vi: 'chưa bắt đầu', en: 'not begun' },
  draft: { vi: 'đang nhập', en: 'being filled' },
  submitted: { vi: 'đã gửi, chờ duyệt', en: 'sent, waiting' },
  returned: { vi: 'bị trả lại', en: 'returned' },
  accepted: { vi: 'đã duyệt, khóa', en: 'accepted, locked' },
  reopened: { vi: 'mở lại để sửa', en: 'reopened' },
}

export const isReportEditable = (s: ReportState): boolean => s === 'draft' || s === 'returned' || s === 'reopened'
export const countsInTotals = (s: ReportState): boolean => s === 'submitted' || s === 'accepted'

export type ReportAct = 'submit' | 'return' | 'accept' | 'reopen'
const moves: Record<ReportAct, { from: readonly ReportState[]; to: ReportState; remark: boolean }> = {
  submit: { from: ['draft', 'returned', 'reopened'], to: 'submitted', remark: false },
  return: { from: ['submitted'], to: 'returned', remark: true },
  accept: { from: ['submitted'], to: 'accepted', remark: false },
  reopen: { from: ['accepted'], to: 'reopened', remark: true },
}

/**
 * The state after an act. Throws the refusal by name: wrong state, remark needed.
 *
 * @param remark - why it is returned or reopened; those two cannot be done without
 */
export function nextReportState(state: ReportState, act: ReportAct, remark: string): ReportState {
  const move = moves[act]
  if (!move.from.includes(state)) {
    if (act === 'submit' && state === 'accepted') throw new Refusal('report.locked')
    throw new Refusal('report.state', { state: reportStateNames[state].vi, stateEn: reportStateNames[state].en })
  }
  if (move.remark && remark.trim() === '') throw new Refusal('report.remark-needed')
  return move.to
}

/** Throws when findings stand in the way of sending, naming the first and how many there are. */
export function assertComplete(findings: readonly ReportFinding[]): void {
  const open = openFindings(findings)
  const first = open[0]
  if (first) throw new Refusal('report.incomplete', { count: open.length, first: first.vi, firstEn: first.en })
}

/** A figure is typed by the unit that answers for it: a level above returns the report, it does not correct it. */
export function assertOwn(actor: Actor, unitId: number): void {
  if (!actor.assignments.some(a => a.unitId === unitId)) throw new Refusal('report.not-own')
}

/** A report is accepted, returned or reopened from outside the unit that wrote it. */
export function assertOther(
  actor: Actor,
  roles: readonly string[],
  report: { unitId: number; reach: readonly number[] },
): void {
  const judges = actor.assignments.some(
    a =>
      a.unitId !== report.unitId &&
      roles.includes(a.role) &&
      (a.units.has(report.unitId) || report.reach.some(id => id !== report.unitId && a.units.has(id))),
  )
  if (!judges) throw new Refusal('report.own-judge')
}

/** A unit reports for the days on which it stood: not for a period before the merger that made it, nor for one after its own end. */
export function assertStood(
  unit: { validFrom: string; validTo: string | null },
  period: { start: string; end: string },
): void {
  if (unit.validFrom > period.end || (unit.validTo !== null && unit.validTo <= period.start))
    throw new Refusal('report.not-standing', {
      from: formatDate(unit.validFrom),
      to: unit.validTo ? formatDate(unit.validTo) : '…',
    })
}

/** Locked and sent reports take no figures. */
export function assertEditable(state: ReportState): void {
  if (state === 'accepted') throw new Refusal('report.locked')
  if (!isReportEditable(state)) throw new Refusal('report.sent')
}
