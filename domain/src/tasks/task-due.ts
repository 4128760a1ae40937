import { localParts } from '@tusom/vi-text'
import { openStates, type TaskState } from './task.ts'

/** Days before the deadline from which a task counts as due soon. */
export const SOON_DAYS = 7
/** The same for a task of a scenario, whose clock runs in minutes. */
export const SOON_MINUTES = 60

export type DueStanding = {
  kind: 'none' | 'closed' | 'late' | 'soon' | 'ahead'
  /** whole days of the Vietnamese calendar between today and the day it is due; negative when late */
  days: number
  /** whole minutes left, rounded down; negative when late */
  minutes: number
}

const dayNumber = (ms: number) => Math.round(Date.parse(`${localParts(ms).date}T00:00:00Z`) / 86_400_000)

/** How a deadline stands at `now`. `closed`: nobody has to act on it any more. */
export function dueStanding(
  task: { state: TaskState; dueAt: Date | null; kind: 'plan' | 'scenario' | 'ad-hoc' },
  now: Date,
): DueStanding {
  const due = task.dueAt?.getTime()
  if (due === undefined) return { kind: 'none', days: 0, minutes: 0 }
  const left = due - now.getTime()
  const standing = { days: dayNumber(due) - dayNumber(now.getTime()), minutes: Math.floor(left / 60_000) }
  if (!openStates.includes(task.state)) return { kind: 'closed', ...standing }
  if (left < 0) return { kind: 'late', ...standing }
  const soon = task.kind === 'scenario' ? standing.minutes <= SOON_MINUTES : standing.days <= SOON_DAYS
  return { kind: soon ? 'soon' : 'ahead', ...standing }
}

/** A day written in a plan is kept until its end: the last second of that day on a Vietnamese clock. ISO date → instant. */
export function endOfDay(isoDay: string): Date {
  return new Date(Date.parse(`${isoDay}T23:59:59+07:00`))
}
