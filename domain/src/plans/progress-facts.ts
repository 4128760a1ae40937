import type { TaskState } from '../tasks/task.ts'
import { openStates } from '../tasks/task.ts'
import { dueStanding } from '../tasks/task-due.ts'
import type { Office } from './letterhead.ts'
import type { NamedPlan } from './plan-name.ts'

/** A note of a task's history that a report may cite. Instants are ISO texts: facts are frozen as JSON under a number. */
export type ProgressNote = {
  id: number
  at: string
  unit: string
  text: string
  /** asks the level above for something; with what was answered */
  ask: boolean
  answer: string | null
}
export type ProgressTask = {
  id: number
  leadId: number
  lead: string
  state: TaskState
  stateAt: string
  stateReason: string | null
  progress: number
  dueAt: string | null
  doneAt: string | null
  /** the last figure of each period, the earliest period first */
  measures: { periodKey: string; period: string; value: number }[]
  /** newest first */
  notes: ProgressNote[]
  files: number
}
/** One piece of work of the plan: one task, or one a unit where it was given to many. */
export type ProgressLine = {
  /** the task that stands for it: the whole, where there are parts */
  taskId: number
  title: string
  sentence: string | null
  product: string | null
  /** of work that comes round: the period this row is of */
  period: string | null
  target: { value: number; unit: string; of: string | null } | null
  /** what the own plan of the unit says of it */
  own: { lead: string; due: string | null; figure: string } | null
  tasks: ProgressTask[]
}
export type ProgressPeriod = { key: string; nameVi: string; nameEn: string; start: string; end: string }
/** Everything that a progress report is written from. What is not here is not in the report. */
export type ProgressFacts = {
  asOf: string
  period: ProgressPeriod
  /** `whole`: all work of the plan; `own`: what this unit leads of it */
  scope: 'whole' | 'own'
  unit: Office
  province: Office
  plan: NamedPlan
  ownPlan: {
    id: number
    state: 'asked' | 'filed' | 'returned' | 'accepted'
    number: string | null
    date: string | null
    covers: number
    focal: string | null
    dueOn: string
  } | null
  /** of the whole: who of those asked has filed a plan of its own */
  filed: { asked: number; filed: number; accepted: number } | null
  lines: ProgressLine[]
  /** the last report of the same plan that bears a number */
  previous: { number: string; period: string; done: number; total: number } | null
  sample: boolean
  exercise: boolean
}

export type Standing = 'done' | 'doing' | 'unaccepted' | 'late' | 'cannot'

/** How one task stands in a report: a task that is late is late, whatever its state says of the work on it. */
export function standingOf(task: ProgressTask, asOf: Date): Standing {
  if (task.state === 'done') return 'done'
  if (task.state === 'cannot') return 'cannot'
  if (daysLate(task, asOf) !== null) return 'late'
  return task.state === 'assigned' ? 'unaccepted' : 'doing'
}

/** Days by which an open task is late; null where it is not. 0: since earlier today. */
export function daysLate(task: ProgressTask, asOf: Date): number | null {
  if (!openStates.includes(task.state) || !task.dueAt) return null
  const due = dueStanding({ state: task.state, dueAt: new Date(task.dueAt), kind: 'plan' }, asOf)
  return due.kind === 'late' ? -due.days : null
}

/** A line is what its worst task is: late before refused, refused before open. */
export function standingOfLine(line: ProgressLine, asOf: Date): Standing {
  const all = new Set(line.tasks.map(t => standingOf(t, asOf)))
  for (const s of ['late', 'cannot', 'doing'] as const) if (all.has(s)) return s
  return all.has('unaccepted') ? (all.has('done') ? 'doing' : 'unaccepted') : 'done'
}

export type ProgressTally = Record<Standing, number> & { total: number; doneInPeriod: number }
export function tallyOf(facts: ProgressFacts): ProgressTally {
  const asOf = new Date(facts.asOf)
  const n: ProgressTally = { total: 0, doneInPeriod: 0, done: 0, doing: 0, unaccepted: 0, late: 0, cannot: 0 }
  for (const task of facts.lines.flatMap(l => l.tasks)) {
    n.total++
    n[standingOf(task, asOf)]++
    if (task.state === 'done' && task.doneAt && inPeriod(task.doneAt, facts.period)) n.doneInPeriod++
  }
  return n
}

const inPeriod = (at: string, period: ProgressPeriod): boolean => {
  const ms = Date.parse(at)
  return ms >= Date.parse(`${period.start}T00:00:00+07:00`) && ms <= Date.parse(`${period.end}T23:59:59+07:00`)
}

/** Late work of the own unit of which nobody has written anything since it is late: what a clerk should ask for before signing. */
export const lateWithoutReason = (facts: ProgressFacts): ProgressTask[] =>
  facts.lines.flatMap(l => l.tasks).filter(t => daysLate(t, new Date(facts.asOf)) !== null && reasonOf(t) === null)

/** Why a task is late: what was last written about it since its deadline has passed. */
export function reasonOf(task: ProgressTask): ProgressNote | null {
  const from = task.dueAt ? Date.parse(task.dueAt) : Number.NEGATIVE_INFINITY
  return lastNote(task, from)
}
/** What was last written about a task; asks aside. */
export const lastNote = (task: ProgressTask, from = Number.NEGATIVE_INFINITY): ProgressNote | null =>
  task.notes.find(n => !n.ask && n.text.trim() !== '' && Date.parse(n.at) >= from) ?? null
