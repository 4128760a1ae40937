import { Type, type Static } from 'typebox'
import { Id } from './common.ts'
import { TargetOut, TaskStateName, UnitRef } from './tasks.ts'

const text = Type.String()
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(t: T) => Type.Union([t, Type.Null()])
const Office = Type.Object({ kind: text, name: text, fullName: text })
const Period = Type.Object({ key: text, nameVi: text, nameEn: text, start: text, end: text })

const TaskFacts = Type.Object({
  id: Id,
  leadId: Id,
  lead: text,
  state: TaskStateName,
  stateAt: text,
  stateReason: orNull(text),
  progress: Type.Integer(),
  dueAt: orNull(text),
  doneAt: orNull(text),
  measures: Type.Array(Type.Object({ periodKey: text, period: text, value: Type.Number() })),
  notes: Type.Array(Type.Object({ id: Id, at: text, unit: text, text, ask: Type.Boolean(), answer: orNull(text) })),
  files: Type.Integer(),
})
/** What a report is written from: `progressDocument` of the domain makes the text of it, here and in the browser. */
export const ProgressFactsOut = Type.Object({
  asOf: text,
  period: Period,
  scope: Type.Union([Type.Literal('whole'), Type.Literal('own')]),
  unit: Office,
  province: Office,
  plan: Type.Object({ kind: orNull(text), number: orNull(text), date: orNull(text), title: text, issuer: text }),
  ownPlan: orNull(
    Type.Object({
      id: Id,
      state: Type.Enum(['asked', 'filed', 'returned', 'accepted']),
      number: orNull(text),
      date: orNull(text),
      covers: Type.Integer(),
      focal: orNull(text),
      dueOn: text,
    }),
  ),
  filed: orNull(Type.Object({ asked: Type.Integer(), filed: Type.Integer(), accepted: Type.Integer() })),
  lines: Type.Array(
    Type.Object({
      taskId: Id,
      title: text,
      sentence: orNull(text),
      product: orNull(text),
      period: orNull(text),
      target: orNull(TargetOut),
      own: orNull(Type.Object({ lead: text, due: orNull(text), figure: text })),
      tasks: Type.Array(TaskFacts),
    }),
  ),
  previous: orNull(Type.Object({ number: text, period: text, done: Type.Integer(), total: Type.Integer() })),
  sample: Type.Boolean(),
  exercise: Type.Boolean(),
})

export const ProgressTextsBody = Type.Object(
  {
    to: Type.String({ maxLength: 600 }),
    situation: Type.String({ maxLength: 10_000 }),
    difficulties: Type.String({ maxLength: 10_000 }),
    proposals: Type.String({ maxLength: 10_000 }),
    next: Type.String({ maxLength: 10_000 }),
    signer: Type.Object(
      { position: Type.String({ maxLength: 100 }), name: Type.String({ maxLength: 100 }) },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
)
const NumberOut = Type.Object({ sequence: Type.Integer(), code: text, on: text })
const Row = Type.Object({
  id: Id,
  unit: UnitRef,
  period: Period,
  number: orNull(text),
  /** when its figures were kept; null while it follows the tasks */
  frozenAt: orNull(text),
  changedAt: text,
  changedBy: text,
  mine: Type.Boolean(),
})
export type ProgressReportRowOut = Static<typeof Row>
export const ProgressReports = Type.Object({
  plan: Type.Object({ id: Id, number: orNull(text), title: text }),
  mayWrite: Type.Boolean(),
  /** periods to report on, those that run first */
  periods: Type.Array(Period),
  reports: Type.Array(Row),
})
export type ProgressReports = Static<typeof ProgressReports>
export const ProgressReportIn = Type.Object(
  { periodKey: Type.String({ minLength: 4, maxLength: 10 }) },
  { additionalProperties: false },
)
export const ProgressReportMade = Type.Object({ id: Id })
export const ProgressReportDetail = Type.Object({
  report: Row,
  planId: Id,
  facts: ProgressFactsOut,
  texts: ProgressTextsBody,
  number: orNull(NumberOut),
  mayWrite: Type.Boolean(),
})
export type ProgressReportDetail = Static<typeof ProgressReportDetail>
export const ProgressNumbered = Type.Object({ number: text })
