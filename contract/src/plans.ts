import { Type, type Static } from 'typebox'
import { Id, IsoDate, Line, limits } from './common.ts'
import { TargetOut, TaskFieldName, UnitRef } from './tasks.ts'

const text = Type.String()
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(t: T) => Type.Union([t, Type.Null()])

export const planLimits = {
  /** characters of a document's text: about 700 pages */
  characters: 2_000_000,
  /** bytes of a file */
  bytes: 20 * 1024 * 1024,
}

export const PlanTextIn = Type.Object(
  {
    text: Type.String({ minLength: 1, maxLength: planLimits.characters }),
    title: Type.Optional(Line),
  },
  { additionalProperties: false },
)
export const PlanMade = Type.Object({
  id: Id,
  /** the same text was there already: nothing was stored twice */
  already: Type.Boolean(),
  items: Type.Integer(),
  doubtful: Type.Integer(),
})
export const PlanItemStateName = Type.Enum(['found', 'confirmed', 'dropped', 'assigned'])
export const PlanItemOut = Type.Object({
  id: Id,
  kind: Type.Union([Type.Literal('task'), Type.Literal('objective'), Type.Literal('report-request')]),
  unitText: text,
  unitLabel: text,
  label: text,
  asked: Type.Boolean(),
  sentence: text,
  title: text,
  text,
  start: Type.Integer(),
  end: Type.Integer(),
  role: Type.Union([Type.Literal('lead'), Type.Literal('cooperate'), Type.Literal('do')]),
  cooperatingText: text,
  cooperating: Type.Array(UnitRef),
  due: orNull(text),
  dueText: orNull(text),
  recurs: orNull(text),
  target: orNull(TargetOut),
  product: orNull(text),
  costEstimate: orNull(Type.Integer()),
  field: orNull(text),
  doubts: Type.Array(text),
  unitIds: Type.Array(Id),
  how: text,
  candidates: Type.Array(UnitRef),
  state: PlanItemStateName,
  stateBy: orNull(text),
  stateAt: orNull(text),
  mergedInto: orNull(Id),
  taskId: orNull(Id),
})
export type PlanItemOut = Static<typeof PlanItemOut>
const counts = Type.Object({
  found: Type.Integer(),
  confirmed: Type.Integer(),
  dropped: Type.Integer(),
  assigned: Type.Integer(),
  doubtful: Type.Integer(),
  units: Type.Integer(),
})
export const PlanRow = Type.Object({
  id: Id,
  owner: UnitRef,
  kind: orNull(text),
  number: orNull(text),
  date: orNull(text),
  issuer: text,
  title: text,
  filename: orNull(text),
  uploadedBy: text,
  uploadedAt: text,
  sample: Type.Boolean(),
  urgency: orNull(text),
  addressees: Type.Array(text),
  basis: Type.Array(text),
  /** the reader may confirm and assign */
  mayEdit: Type.Boolean(),
  counts,
})
export type PlanRow = Static<typeof PlanRow>
export const PlanList = Type.Object({ plans: Type.Array(PlanRow) })
export type PlanList = Static<typeof PlanList>
export const PlanDetail = Type.Object({
  plan: PlanRow,
  text,
  warnings: Type.Array(text),
  readMs: Type.Integer(),
  generalTasks: Type.Array(Type.Object({ label: text, text, path: Type.Array(text) })),
  items: Type.Array(PlanItemOut),
  /** names of the leading units, by id */
  units: Type.Array(UnitRef),
  /** steps that can be undone */
  undoable: Type.Integer(),
})
export type PlanDetail = Static<typeof PlanDetail>

/** The head as a person mends it; absent: unchanged. */
export const PlanHeadPatch = Type.Object(
  {
    kind: Type.Optional(orNull(Type.String({ maxLength: 8 }))),
    number: Type.Optional(orNull(Type.String({ minLength: 1, maxLength: 60 }))),
    date: Type.Optional(orNull(IsoDate)),
    issuer: Type.Optional(Type.String({ maxLength: 200 })),
    title: Type.Optional(Type.String({ minLength: 3, maxLength: 600 })),
  },
  { additionalProperties: false, minProperties: 1 },
)
export type PlanHeadPatch = Static<typeof PlanHeadPatch>
const ids = (min: number) => Type.Array(Id, { minItems: min, maxItems: 2000, uniqueItems: true })
export const PlanItemsPatch = Type.Object(
  {
    ids: ids(1),
    set: Type.Object(
      {
        state: Type.Optional(Type.Union([Type.Literal('found'), Type.Literal('confirmed'), Type.Literal('dropped')])),
        title: Type.Optional(Line),
        text: Type.Optional(Type.String({ minLength: 3, maxLength: limits.text })),
        due: Type.Optional(orNull(IsoDate)),
        recurs: Type.Optional(orNull(Type.Enum(['daily', 'weekly', 'monthly', 'quarterly', 'half-yearly', 'yearly']))),
        product: Type.Optional(orNull(Line)),
        costEstimate: Type.Optional(orNull(Type.Integer({ minimum: 0, maximum: 1e15 }))),
        field: Type.Optional(orNull(TaskFieldName)),
        kind: Type.Optional(Type.Union([Type.Literal('task'), Type.Literal('report-request')])),
        unitIds: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 500, uniqueItems: true })),
        cooperatingIds: Type.Optional(Type.Array(Id, { maxItems: 500, uniqueItems: true })),
      },
      { additionalProperties: false, minProperties: 1 },
    ),
  },
  { additionalProperties: false },
)
export type PlanItemsPatch = Static<typeof PlanItemsPatch>
export const PlanSplit = Type.Object({ at: Type.Integer({ minimum: 1 }) }, { additionalProperties: false })
/** places of general tasks of the document that become items */
export const PlanGeneral = Type.Object(
  { at: Type.Array(Type.Integer({ minimum: 0, maximum: 5000 }), { minItems: 1, maxItems: 200, uniqueItems: true }) },
  { additionalProperties: false },
)
export const PlanMerge = Type.Object({ ids: ids(2) }, { additionalProperties: false })
export const PlanItems = Type.Object({ items: Type.Array(PlanItemOut), undoable: Type.Integer() })
export const PlanAssigned = Type.Object({
  /** items given now, and tasks made for them (a commune each, and one whole above them) */
  items: Type.Integer(),
  tasks: Type.Integer(),
})
