import { Type, type Static } from 'typebox'
import { Id, IsoTime, Line, limits } from './common.ts'

const text = Type.String()
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(t: T) => Type.Union([t, Type.Null()])

export const TaskStateName = Type.Enum(['assigned', 'accepted', 'doing', 'done', 'cannot', 'cancelled'])
export const TaskKindName = Type.Union([Type.Literal('plan'), Type.Literal('scenario'), Type.Literal('ad-hoc')])
export const UnitRef = Type.Object({ id: Id, name: text, fullName: text })
export type UnitRef = Static<typeof UnitRef>
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
  scenario: Type.Optional(text),
  step: Type.Optional(text),
  phase: Type.Optional(text),
  sample: Type.Optional(Type.Boolean()),
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
  history: Type.Array(Type.Object({ at: text, by: text, unit: text, state: orNull(TaskStateName), text })),
})
export type TaskDetail = Static<typeof TaskDetail>

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
