import { Type, type Static } from 'typebox'
import { Id, IsoDate } from './common.ts'
import { TargetOut, UnitRef } from './tasks.ts'

const text = Type.String()
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(t: T) => Type.Union([t, Type.Null()])
const stateName = Type.Enum(['asked', 'filed', 'returned', 'accepted'])

export const OwnPlanAsk = Type.Object(
  {
    unitIds: Type.Array(Id, { minItems: 1, maxItems: 500, uniqueItems: true }),
    dueOn: IsoDate,
    remark: Type.Optional(Type.String({ maxLength: 2000 })),
  },
  { additionalProperties: false },
)
export const OwnPlansAsked = Type.Object({ asked: Type.Integer(), changed: Type.Integer() })

export const OwnPlanRowOut = Type.Object({
  id: Id,
  planId: Id,
  planNumber: orNull(text),
  planTitle: text,
  unit: UnitRef,
  owner: UnitRef,
  state: stateName,
  stateAt: text,
  dueOn: text,
  /** days until the day it is due; negative: late; null once it was filed */
  days: orNull(Type.Integer()),
  focal: orNull(Type.Object({ name: text, post: text })),
  version: Type.Integer(),
  documentId: orNull(Id),
  firstFiledAt: orNull(text),
  filedLate: Type.Boolean(),
  covers: Type.Integer(),
  mayWrite: Type.Boolean(),
  mayReview: Type.Boolean(),
})
export type OwnPlanRowOut = Static<typeof OwnPlanRowOut>
export const OwnPlanList = Type.Object({ plans: Type.Array(OwnPlanRowOut) })
export type OwnPlanList = Static<typeof OwnPlanList>

/** Which work of a plan stands in the plans of those who carry it out. */
export const PlanCoverage = Type.Object({
  plan: Type.Object({ id: Id, number: orNull(text), title: text, mayAsk: Type.Boolean() }),
  units: Type.Array(OwnPlanRowOut),
  items: Type.Array(
    Type.Object({
      id: Id,
      kind: text,
      label: text,
      unitText: text,
      title: text,
      expected: Type.Integer(),
      covered: Type.Integer(),
      gaps: Type.Array(UnitRef),
      unfiled: Type.Array(UnitRef),
    }),
  ),
  totals: Type.Object({
    asked: Type.Integer(),
    filed: Type.Integer(),
    accepted: Type.Integer(),
    late: Type.Integer(),
    items: Type.Integer(),
    covered: Type.Integer(),
  }),
  /** leading units of the plan that nobody asked for a plan of their own */
  notAsked: Type.Array(UnitRef),
})
export type PlanCoverage = Static<typeof PlanCoverage>

const OwnPlanLineBody = Type.Object(
  {
    /** null: the unit's own, told by its key */
    itemId: orNull(Id),
    key: Type.Optional(orNull(Type.String({ maxLength: 20, pattern: '^[a-z][a-z0-9]*$' }))),
    title: Type.String({ minLength: 3, maxLength: 600 }),
    lead: Type.String({ maxLength: 200 }),
    cooperating: Type.String({ maxLength: 300 }),
    due: orNull(IsoDate),
    product: Type.String({ maxLength: 300 }),
    figure: Type.String({ maxLength: 120 }),
    cost: orNull(Type.Integer({ minimum: 0, maximum: 1e15 })),
  },
  { additionalProperties: false },
)
export const OwnPlanDraftBody = Type.Object(
  {
    title: Type.String({ minLength: 3, maxLength: 600 }),
    purpose: Type.String({ maxLength: 10_000 }),
    lines: Type.Array(OwnPlanLineBody, { maxItems: 400 }),
    signer: Type.Object(
      { position: Type.String({ maxLength: 100 }), name: Type.String({ maxLength: 100 }) },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
)
export const OwnPlanDraftIn = Type.Object(
  {
    focal: Type.Object(
      { name: Type.String({ maxLength: 100 }), post: Type.String({ maxLength: 150 }) },
      { additionalProperties: false },
    ),
    draft: OwnPlanDraftBody,
  },
  { additionalProperties: false },
)
export type OwnPlanDraftIn = Static<typeof OwnPlanDraftIn>

export const OwnPlanDetail = Type.Object({
  ownPlan: OwnPlanRowOut,
  /** what of the plan above is this unit's: by name, as one that cooperates, or an objective of all */
  items: Type.Array(
    Type.Object({
      id: Id,
      kind: text,
      label: text,
      part: Type.Enum(['lead', 'cooperate', 'all']),
      title: text,
      text,
      due: orNull(text),
      dueText: orNull(text),
      product: orNull(text),
      target: orNull(TargetOut),
      covered: Type.Boolean(),
    }),
  ),
  /** what the plan above gives to nobody by name: a unit may take it into its own */
  general: Type.Array(Type.Object({ key: text, label: text, path: Type.Array(text), text })),
  focal: Type.Object({ name: text, post: text }),
  draft: OwnPlanDraftBody,
  draftAt: orNull(text),
  draftBy: orNull(text),
  /** number in the register of the unit */
  number: orNull(text),
  versions: Type.Array(
    Type.Object({
      version: Type.Integer(),
      documentId: Id,
      covers: Type.Integer(),
      focal: text,
      note: text,
      at: text,
      by: text,
    }),
  ),
  events: Type.Array(Type.Object({ at: text, by: text, unit: text, act: text, version: Type.Integer(), remark: text })),
})
export type OwnPlanDetail = Static<typeof OwnPlanDetail>
export const OwnPlanFile = Type.Object(
  {
    /** a document of the unit that was uploaded; absent: the draft is written and filed */
    documentId: Type.Optional(Id),
    note: Type.Optional(Type.String({ maxLength: 2000 })),
  },
  { additionalProperties: false },
)
export const OwnPlanFiled = Type.Object({ documentId: Id, version: Type.Integer() })
export const OwnPlanJudge = Type.Object(
  { remark: Type.Optional(Type.String({ maxLength: 4000 })) },
  { additionalProperties: false },
)

/** Measurable goals of a plan, a column a period: how many of those who answer for them have told a figure, and reached it. */
export const PlanObjectives = Type.Object({
  periods: Type.Array(Type.Object({ key: text, nameVi: text, nameEn: text })),
  rows: Type.Array(
    Type.Object({
      itemId: Id,
      label: text,
      title: text,
      by: orNull(text),
      target: orNull(TargetOut),
      units: Type.Integer(),
      cells: Type.Array(
        Type.Object({
          periodKey: text,
          told: Type.Integer(),
          reached: Type.Integer(),
          least: Type.Number(),
          most: Type.Number(),
        }),
      ),
    }),
  ),
})
export type PlanObjectives = Static<typeof PlanObjectives>
