import { Type, type Static } from 'typebox'
import { Id, limits } from './common.ts'

const Maybe = Type.Union([Type.String(), Type.Null()])
const Named = Type.Object({ id: Id, name: Type.String() })
export const ScenarioPhaseCode = Type.Union([
  Type.Literal('before'),
  Type.Literal('warning'),
  Type.Literal('during'),
  Type.Literal('after'),
])
const FunctionName = Type.Object({ code: Type.String(), vi: Type.String(), en: Type.String() })

export const ScenarioStepOut = Type.Object({
  code: Type.String(),
  phase: ScenarioPhaseCode,
  hazards: Type.Array(Type.String()),
  levelFrom: Type.Integer(),
  levelTo: Type.Integer(),
  titleVi: Type.String(),
  titleEn: Type.String(),
  doneWhenVi: Type.String(),
  doneWhenEn: Type.String(),
  lead: FunctionName,
  cooperating: Type.Array(FunctionName),
  /** the clock in words, as if activated now */
  dueVi: Type.String(),
  dueEn: Type.String(),
  recurs: Type.Boolean(),
  source: Type.Object({ status: Type.Union([Type.Literal('sourced'), Type.Literal('proposal')]), text: Type.String() }),
})
export type ScenarioStepOut = Static<typeof ScenarioStepOut>

export const CompletenessGapOut = Type.Object({
  kind: Type.String(),
  vi: Type.String(),
  en: Type.String(),
})
export const ScenarioSummary = Type.Object({
  id: Id,
  code: Type.String(),
  version: Type.String(),
  nameVi: Type.String(),
  nameEn: Type.String(),
  owner: Named,
  hazards: Type.Array(Type.String()),
  phases: Type.Array(
    Type.Object({ code: ScenarioPhaseCode, vi: Type.String(), en: Type.String(), steps: Type.Integer() }),
  ),
  steps: Type.Integer(),
  /** steps that the law asks for; the others are proposals */
  sourced: Type.Integer(),
  source: Type.String(),
  sample: Type.Boolean(),
  /** communes of the reader for which completeness was checked */
  communes: Type.Integer(),
  gaps: Type.Array(CompletenessGapOut),
  openActivations: Type.Integer(),
})
export type ScenarioSummary = Static<typeof ScenarioSummary>
export const ScenarioList = Type.Object({ scenarios: Type.Array(ScenarioSummary) })
export type ScenarioList = Static<typeof ScenarioList>
export const ScenarioOut = Type.Object({ ...ScenarioSummary.properties, stepList: Type.Array(ScenarioStepOut) })
export type ScenarioOut = Static<typeof ScenarioOut>

export const ActivateIn = Type.Object(
  {
    /** communes */
    unitIds: Type.Array(Id, { minItems: 1, maxItems: 400, uniqueItems: true }),
    hazard: Type.String({ minLength: 1, maxLength: 40 }),
    level: Type.Integer({ minimum: 1, maximum: 5 }),
    phases: Type.Array(ScenarioPhaseCode, { minItems: 1, maxItems: 4, uniqueItems: true }),
    incidentId: Type.Optional(Type.Union([Id, Type.Null()])),
  },
  { additionalProperties: false },
)
export type ActivateIn = Static<typeof ActivateIn>

export const PlannedTaskOut = Type.Object({
  step: Type.String(),
  phase: ScenarioPhaseCode,
  title: Type.String(),
  functionName: Type.String(),
  leads: Type.Array(Named),
  communes: Type.Integer(),
  dueAt: Type.String(),
  dueText: Type.String(),
  /** next-day: the time of day has passed, it is due tomorrow; next-year likewise */
  flag: Maybe,
})
export const ActivationPreview = Type.Object({
  /** tasks that activating would give now */
  tasks: Type.Integer(),
  /** different units that would lead one */
  units: Type.Integer(),
  /** tasks that are there already */
  already: Type.Integer(),
  /** open tasks of the province that would also serve these communes */
  widened: Type.Integer(),
  byStep: Type.Array(PlannedTaskOut),
  gaps: Type.Array(
    Type.Object({
      step: Type.String(),
      title: Type.String(),
      function: Type.String(),
      functionName: Type.String(),
      part: Type.Union([Type.Literal('lead'), Type.Literal('cooperating')]),
      communes: Type.Array(Named),
    }),
  ),
  above: Type.Array(Type.Object({ step: Type.String(), title: Type.String(), functionName: Type.String() })),
})
export type ActivationPreview = Static<typeof ActivationPreview>
export const ActivationResult = Type.Object({
  activationId: Id,
  given: Type.Integer(),
  widened: Type.Integer(),
  already: Type.Integer(),
})
export type ActivationResult = Static<typeof ActivationResult>

export const ActivationOut = Type.Object({
  id: Id,
  scenarioId: Id,
  nameVi: Type.String(),
  nameEn: Type.String(),
  version: Type.String(),
  owner: Named,
  incidentId: Type.Union([Id, Type.Null()]),
  state: Type.Union([Type.Literal('open'), Type.Literal('stopped')]),
  openedAt: Type.String(),
  openedBy: Type.String(),
  stoppedAt: Maybe,
  stoppedBy: Maybe,
  stopReason: Maybe,
  hazards: Type.Array(Type.String()),
  /** highest level asked for in any commune */
  level: Type.Integer(),
  phases: Type.Array(ScenarioPhaseCode),
  communes: Type.Array(Named),
  tasks: Type.Object({
    all: Type.Integer(),
    open: Type.Integer(),
    done: Type.Integer(),
    late: Type.Integer(),
    cannot: Type.Integer(),
    cancelled: Type.Integer(),
  }),
})
export type ActivationOut = Static<typeof ActivationOut>
export const ActivationList = Type.Object({ now: Type.String(), activations: Type.Array(ActivationOut) })
export type ActivationList = Static<typeof ActivationList>

export const ScenarioTaskOut = Type.Object({
  id: Id,
  step: Type.String(),
  phase: Type.String(),
  title: Type.String(),
  lead: Named,
  functionName: Type.String(),
  communes: Type.Integer(),
  dueAt: Maybe,
  dueText: Maybe,
  recurs: Type.Boolean(),
  flag: Maybe,
  state: Type.String(),
  stateReason: Maybe,
  stateAt: Type.String(),
  stateBy: Type.String(),
  progress: Type.Integer(),
  late: Type.Boolean(),
})
export type ScenarioTaskOut = Static<typeof ScenarioTaskOut>
export const ActivationDetail = Type.Object({
  now: Type.String(),
  activation: ActivationOut,
  tasks: Type.Array(ScenarioTaskOut),
})
export type ActivationDetail = Static<typeof ActivationDetail>

export const ReasonIn = Type.Object(
  { reason: Type.String({ minLength: 3, maxLength: limits.line, pattern: '\\S' }) },
  { additionalProperties: false },
)
export const RoundIn = Type.Object({ text: Type.String({ maxLength: limits.line }) }, { additionalProperties: false })
export const RoundOut = Type.Object({ dueAt: Type.String() })
export const StopResult = Type.Object({
  cancelled: Type.Integer(),
  /** open tasks that another open activation also needs, and keeps */
  kept: Type.Integer(),
})
