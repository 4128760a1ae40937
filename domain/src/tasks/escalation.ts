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

/** Steps that a task has reached: late by at least so many days of the calendar. */
export function stepsReached(
  task: { state: TaskState; dueAt: Date | null; kind: 'plan' | 'scenario' | 'ad-hoc' },
  now: Date,
  rules: TaskRules,
): EscalationStep[] {
  const due = dueStanding(task, now)
  // a step of a scenario is chased by the minute, in its incident
  if (due.kind !== 'late' || task.kind === 'scenario') return []
  return rules.escalation.filter(s => -due.days >= s.afterDays)
}
