import { Type, type Static } from 'typebox'
import { taskFieldCodes } from '@tusom/domain'
import { Id, IsoTime, Line, limits } from './common.ts'

const text = Type.String()
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(t: T) => Type.Union([t, Type.Null()])

export const TaskStateName = Type.Enum(['assigned', 'accepted', 'doing', 'done', 'cannot', 'cancelled'])
export const TaskKindName = Type.Union([Type.Literal('plan'), Type.Literal('scenario'), Type.Literal('ad-hoc')])
export const UnitRef = Type.Object({ id: Id, name: text, fullName: text })
export type UnitRef = Static<typeof UnitRef>
export const TaskFieldName = Type.Enum(taskFieldCodes as string[])
export const RecursName = Type.Enum(['daily', 'weekly', 'monthly', 'quarterly', 'half-yearly', 'yearly'])
/** đồng; the largest project of a province fits a thousand times over */
const Cost = Type.Integer({ minimum: 0, maximum: 1e15 })
export const TargetOut = Type.Object({ value: Type.Number(), unit: text, of: orNull(text) })

/** Where a task comes from: the sentence of a document, the step of a scenario; `sample` marks what is invented. */
export const TaskSource = Type.Object({
  documentId: Type.Optional(Id),
  itemId: Type.Optional(Id),
  documentNumber: Type.Optional(orNull(text)),
  documentTitle: Type.Optional(orNull(text)),
  issuer: Type.Optional(text),
  label: Type.Optional(text),
  sentence: Type.Optional(text),
  start: Type.Optional(Type.Integer()),
  end: Type.Optional(Type.Integer()),
  activationId: Type.Optional(Id),
  /** it was given with the answer to a difficulty that was raised */
  difficultyId: Type.Optional(Id),
  scenario: Type.Optional(text),
  step: Type.Optional(text),
  phase: Type.Optional(text),
  sample: Type.Optional(Type.Boolean()),
  /** the task of which its giver passed a piece on */
  ofTaskId: Type.Optional(Id),
  /** the own plan of the unit that gave it to itself */
  ownPlanId: Type.Optional(Id),
  /** what is asked for is a report */
  reportRequest: Type.Optional(Type.Boolean()),
  /** "HỎA TỐC", "THƯỢNG KHẨN", "KHẨN" of the document */
  urgency: Type.Optional(text),
})

export const TaskOut = Type.Object({
  id: Id,
  kind: TaskKindName,
  title: text,
  text,
  owner: UnitRef,
  lead: UnitRef,
  cooperating: Type.Array(UnitRef),
  cooperatingText: text,
  dueAt: orNull(text),
  dueText: orNull(text),
  recurs: orNull(text),
  target: orNull(TargetOut),
  product: orNull(text),
  state: TaskStateName,
  stateReason: orNull(text),
  stateAt: text,
  stateBy: text,
  progress: Type.Integer(),
  createdAt: text,
  createdBy: text,
  doneAt: orNull(text),
  parentId: orNull(Id),
  source: TaskSource,
  /** how the deadline stands on the clock of the run */
  due: Type.Object({
    kind: Type.Enum(['none', 'closed', 'late', 'soon', 'ahead']),
    days: Type.Integer(),
    minutes: Type.Integer(),
  }),
  /** for a task given to many units: its parts */
  parts: orNull(
    Type.Object({ total: Type.Integer(), done: Type.Integer(), late: Type.Integer(), cannot: Type.Integer() }),
  ),
  sample: Type.Boolean(),
  costEstimate: orNull(Type.Integer()),
  field: orNull(text),
  /** for work that comes round: the period this row is of */
  period: orNull(Type.Object({ key: text, nameVi: text, nameEn: text })),
  recurUntil: orNull(text),
  measured: orNull(Type.Object({ value: Type.Number(), periodKey: text, at: text })),
  files: Type.Integer(),
})
export type TaskOut = Static<typeof TaskOut>

export const TaskQuery = Type.Object({
  side: Type.Enum(['mine', 'lead', 'given', 'cooperating', 'all'], { default: 'all' }),
  /** several states, joined by commas; "open" stands for given, accepted and in progress */
  state: Type.Optional(Type.String({ maxLength: 80 })),
  late: Type.Optional(Type.Boolean()),
  unit: Type.Optional(Id),
  plan: Type.Optional(Id),
  parent: Type.Optional(Id),
  kind: Type.Optional(TaskKindName),
  /** a code, or "none" */
  field: Type.Optional(Type.String({ maxLength: 30 })),
  text: Type.Optional(Type.String({ maxLength: 100 })),
  limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
  offset: Type.Integer({ minimum: 0, maximum: 100_000, default: 0 }),
})
export const TaskList = Type.Object({
  now: text,
  counts: Type.Object({
    total: Type.Integer(),
    assigned: Type.Integer(),
    accepted: Type.Integer(),
    doing: Type.Integer(),
    done: Type.Integer(),
    cannot: Type.Integer(),
    cancelled: Type.Integer(),
    late: Type.Integer(),
    soon: Type.Integer(),
  }),
  tasks: Type.Array(TaskOut),
})
export type TaskList = Static<typeof TaskList>

export const TaskDetail = Type.Object({
  now: text,
  task: TaskOut,
  steps: Type.Array(Type.Object({ to: TaskStateName, needsReason: Type.Boolean() })),
  canNote: Type.Boolean(),
  canSetProgress: Type.Boolean(),
  /** the paragraph of the document around the sentence, where the reader may see the document */
  document: orNull(
    Type.Object({ id: Id, number: orNull(text), title: text, issuer: text, before: text, sentence: text, after: text }),
  ),
  parts: Type.Array(TaskOut),
  /** the task of which this is a piece, where the reader may see it */
  of: orNull(Type.Object({ id: Id, title: text })),
  /** pieces that its lead has passed on */
  below: Type.Array(TaskOut),
  mayPassOn: Type.Boolean(),
  history: Type.Array(
    Type.Object({
      id: Id,
      at: text,
      by: text,
      unit: text,
      state: orNull(TaskStateName),
      text,
      ask: Type.Boolean(),
      answerTo: orNull(Id),
    }),
  ),
  /** who was told that it is late, by the rules */
  told: Type.Array(Type.Object({ at: text, unit: text, to: text })),
  files: Type.Array(
    Type.Object({ id: Id, name: text, kind: text, size: Type.Integer(), at: text, by: text, unit: text }),
  ),
  measures: Type.Array(
    Type.Object({
      id: Id,
      periodKey: text,
      periodVi: text,
      periodEn: text,
      value: Type.Number(),
      note: text,
      at: text,
      by: text,
      unit: text,
    }),
  ),
  /** periods for which a figure may be entered now */
  measurePeriods: Type.Array(Type.Object({ key: text, nameVi: text, nameEn: text })),
  /** other periods of the same work */
  series: Type.Array(Type.Object({ id: Id, periodKey: text, state: TaskStateName, dueAt: orNull(text) })),
  mayMend: Type.Boolean(),
  mayAsk: Type.Boolean(),
  mayAnswer: Type.Boolean(),
  mayMeasure: Type.Boolean(),
})
export type TaskDetail = Static<typeof TaskDetail>

export const TargetIn = Type.Object(
  {
    value: Type.Number({ minimum: -1e12, maximum: 1e12 }),
    unit: Type.String({ maxLength: 40 }),
    of: orNull(Type.String({ maxLength: 200 })),
  },
  { additionalProperties: false },
)
/** What its giver says anew; absent: unchanged. */
export const TaskPatch = Type.Object(
  {
    title: Type.Optional(Line),
    text: Type.Optional(Type.String({ maxLength: limits.text })),
    dueAt: Type.Optional(orNull(IsoTime)),
    product: Type.Optional(orNull(Type.String({ maxLength: limits.line }))),
    costEstimate: Type.Optional(orNull(Cost)),
    field: Type.Optional(orNull(TaskFieldName)),
    target: Type.Optional(orNull(TargetIn)),
    cooperatingIds: Type.Optional(Type.Array(Id, { maxItems: 200, uniqueItems: true })),
    reason: Type.String({ minLength: 1, maxLength: 2000 }),
  },
  { additionalProperties: false },
)
export const TaskMeasureIn = Type.Object(
  {
    periodKey: Type.String({ maxLength: 10 }),
    value: Type.Number({ minimum: -1e14, maximum: 1e14 }),
    note: Type.Optional(Type.String({ maxLength: 2000 })),
  },
  { additionalProperties: false },
)
export const TaskFileMade = Type.Object({
  id: orNull(Id),
  /** the same file was there already */
  already: Type.Boolean(),
})

export const TaskIn = Type.Object(
  {
    title: Line,
    text: Type.Optional(Type.String({ maxLength: limits.text })),
    /** several: one task each, under one whole */
    leadIds: Type.Array(Id, { minItems: 1, maxItems: 500, uniqueItems: true }),
    cooperatingIds: Type.Optional(Type.Array(Id, { maxItems: 200, uniqueItems: true })),
    dueAt: orNull(IsoTime),
    product: Type.Optional(orNull(Type.String({ maxLength: limits.line }))),
    /** the unit that gives it; the home unit where absent */
    ownerId: Type.Optional(Id),
    /** a task that the giver leads and of which this is a piece */
    ofTaskId: Type.Optional(Id),
    recurs: Type.Optional(orNull(RecursName)),
    costEstimate: Type.Optional(orNull(Cost)),
    field: Type.Optional(orNull(TaskFieldName)),
    target: Type.Optional(orNull(TargetIn)),
  },
  { additionalProperties: false },
)
export type TaskIn = Static<typeof TaskIn>
export const TasksMade = Type.Object({ taskIds: Type.Array(Id), created: Type.Integer() })

export const TaskStateIn = Type.Object(
  { state: TaskStateName, reason: Type.Optional(orNull(Type.String({ maxLength: 2000 }))) },
  { additionalProperties: false },
)
export const TaskNoteIn = Type.Object(
  {
    text: Type.String({ minLength: 1, maxLength: 4000 }),
    progress: Type.Optional(Type.Integer({ minimum: 0, maximum: 100 })),
    /** asks the giver for something */
    ask: Type.Optional(Type.Boolean()),
    /** the ask that it answers */
    answerTo: Type.Optional(Id),
  },
  { additionalProperties: false },
)

export const TaskSummary = Type.Object({
  now: text,
  /** work of the units at which the asker holds a role */
  mine: Type.Object({ open: Type.Integer(), late: Type.Integer(), soon: Type.Integer() }),
  all: Type.Object({
    total: Type.Integer(),
    open: Type.Integer(),
    done: Type.Integer(),
    late: Type.Integer(),
    cannot: Type.Integer(),
    unaccepted: Type.Integer(),
  }),
  /** per leading unit, late ones first; n units of N communes have work */
  units: Type.Array(
    Type.Object({
      unit: UnitRef,
      kind: text,
      total: Type.Integer(),
      open: Type.Integer(),
      done: Type.Integer(),
      late: Type.Integer(),
      cannot: Type.Integer(),
      unaccepted: Type.Integer(),
      lateSince: orNull(text),
      /** the tasks that are late longest, at most three */
      latest: Type.Array(Type.Object({ id: Id, title: text, dueAt: text })),
    }),
  ),
  communes: Type.Object({ total: Type.Integer(), withTasks: Type.Integer(), allAccepted: Type.Integer() }),
  waiting: Type.Array(TaskOut),
})
export type TaskSummary = Static<typeof TaskSummary>

export const TaskBoardQuery = Type.Object({ by: Type.Enum(['unit', 'plan', 'field', 'state'], { default: 'unit' }) })
export const TaskBoard = Type.Object({
  now: text,
  rows: Type.Array(
    Type.Object({
      key: orNull(text),
      nameVi: text,
      nameEn: text,
      total: Type.Integer(),
      open: Type.Integer(),
      done: Type.Integer(),
      late: Type.Integer(),
      soon: Type.Integer(),
      cannot: Type.Integer(),
      unaccepted: Type.Integer(),
      lateSince: orNull(text),
    }),
  ),
})
export type TaskBoard = Static<typeof TaskBoard>

const AskOut = Type.Object({ id: Id, taskId: Id, taskTitle: text, lead: UnitRef, at: text, by: text, unit: text, text })
/** One page for a leader: what is late, by whom, since when, and what units ask for. */
export const TaskOverview = Type.Object({
  now: text,
  totals: Type.Object({
    total: Type.Integer(),
    open: Type.Integer(),
    done: Type.Integer(),
    late: Type.Integer(),
    soon: Type.Integer(),
    cannot: Type.Integer(),
  }),
  late: Type.Array(
    Type.Object({
      unit: UnitRef,
      count: Type.Integer(),
      since: text,
      days: Type.Integer(),
      /** the longest late, at most five */
      tasks: Type.Array(
        Type.Object({ id: Id, title: text, dueAt: text, days: Type.Integer(), progress: Type.Integer() }),
      ),
    }),
  ),
  asks: Type.Array(AskOut),
  cannot: Type.Array(Type.Object({ id: Id, title: text, lead: UnitRef, reason: text, since: text })),
})
export type TaskOverview = Static<typeof TaskOverview>

export const TaskRulesBody = Type.Object(
  {
    soonDays: Type.Integer({ minimum: 1, maximum: 60 }),
    urgentHours: Type.Integer({ minimum: 1, maximum: 168 }),
    escalation: Type.Array(
      Type.Object(
        {
          afterDays: Type.Integer({ minimum: 1, maximum: 365 }),
          to: Type.Enum(['lead-leader', 'standing-agency', 'province-leader']),
        },
        { additionalProperties: false },
      ),
      { maxItems: 3 },
    ),
  },
  { additionalProperties: false },
)
export const TaskRulesOut = Type.Object({
  rules: TaskRulesBody,
  provinceId: Type.Integer(),
  /** nobody in the province has set them: a proposal of ours */
  proposed: Type.Boolean(),
  updatedAt: orNull(text),
  updatedBy: orNull(text),
  mayChange: Type.Boolean(),
})
export type TaskRulesOut = Static<typeof TaskRulesOut>
