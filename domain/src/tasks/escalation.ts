import { localParts } from '@tusom/vi-text'
import { Refusal } from '../refusals/refusal.ts'
import { dueStanding, SOON_DAYS } from './task-due.ts'
import type { TaskState } from './task.ts'

/** Who hears of a late task, from near to far. */
export const escalationTargets = ['lead-leader', 'standing-agency', 'province-leader'] as const
export type EscalationTarget = (typeof escalationTargets)[number]
export type EscalationStep = { afterDays: number; to: EscalationTarget }
export type TaskRules = {
  /** days before the deadline from which a task shows as due soon in the daily digest */
  soonDays: number
  /** a task given with less time than this is told at once */
  urgentHours: number
  escalation: EscalationStep[]
}

/**
 * What holds until a province sets its own. No text of law that we know fixes these days: a proposal, shown as such.
 * (Nghị quyết 147's plans only say that late work is to be chased.)
 */
export const proposedTaskRules: TaskRules = {
  soonDays: SOON_DAYS,
  urgentHours: 24,
  escalation: [
    { afterDays: 1, to: 'lead-leader' },
    { afterDays: 3, to: 'standing-agency' },
    { afterDays: 7, to: 'province-leader' },
  ],
}

/** @throws Refusal task.rules-order when a farther step would come before a nearer one, or one target stands twice */
export function checkTaskRules(rules: TaskRules): TaskRules {
  const steps = [...rules.escalation].sort((a, b) => a.afterDays - b.afterDays)
  const order = steps.map(s => escalationTargets.indexOf(s.to))
  if (order.some((n, i) => i > 0 && n <= (order[i - 1] as number))) throw new Refusal('task.rules-order')
  return { ...rules, escalation: steps }
}

/**
 * Steps that a task has reached: late by at least so many days. Days of the calendar, without the holidays that the province has entered
 * (`holidays`, ISO dates): nobody is passed over in the week of Tết. Weekends count, as the rules say days and not working days.
 */
export function stepsReached(
  task: { state: TaskState; dueAt: Date | null; kind: 'plan' | 'scenario' | 'ad-hoc' },
  now: Date,
  rules: TaskRules,
  holidays: ReadonlySet<string> = none,
): EscalationStep[] {
  const due = dueStanding(task, now)
  // a step of a scenario is chased by the minute, in its incident
  if (due.kind !== 'late' || task.kind === 'scenario') return []
  const late = -due.days - holidaysSince(task.dueAt as Date, now, holidays)
  return rules.escalation.filter(s => late >= s.afterDays)
}

const none: ReadonlySet<string> = new Set()
/** Holidays after the day it was due, today included. */
function holidaysSince(due: Date, now: Date, holidays: ReadonlySet<string>): number {
  if (!holidays.size) return 0
  const [from, to] = [localParts(due.getTime()).date, localParts(now.getTime()).date]
  let n = 0
  for (const day of holidays) if (day > from && day <= to) n++
  return n
}
