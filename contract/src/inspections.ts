import { Type, type Static } from 'typebox'
import { findingKinds, findingSeverities } from '@tusom/domain'
import { Id, IsoDate, limits } from './common.ts'
import { UnitRef } from './tasks.ts'

const text = Type.String()
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(t: T) => Type.Union([t, Type.Null()])
const Filled = (max: number, min = 1) => Type.String({ minLength: min, maxLength: max, pattern: '\\S' })
export const InspectionStateName = Type.Enum(['planned', 'concluded', 'cancelled'])
export const FindingKindName = Type.Enum(findingKinds.map(k => k.code))
export const FindingSeverityName = Type.Enum(findingSeverities.map(s => s.code))
const Due = Type.Object({ kind: Type.Enum(['late', 'soon', 'ahead', 'none']), days: Type.Integer() })
const Counts = Type.Object({
  total: Type.Integer(),
  open: Type.Integer(),
  mended: Type.Integer(),
  closed: Type.Integer(),
  late: Type.Integer(),
})

export const InspectionOut = Type.Object({
  id: Id,
  unit: UnitRef,
  units: Type.Array(UnitRef),
  subject: text,
  decision: Type.Object({ kind: Type.Enum(['plan', 'decision']), number: text, date: orNull(text) }),
  team: text,
  fromOn: text,
  toOn: text,
  state: InspectionStateName,
  /** null: it is not shown to this reader yet */
  findings: orNull(Counts),
  /** something of it waits for a unit of the reader */
  mine: Type.Boolean(),
  sample: Type.Boolean(),
})
export type InspectionOut = Static<typeof InspectionOut>
export const InspectionList = Type.Object({
  today: text,
  /** units for which the reader may make an inspection, each with whom it may inspect */
  deciding: Type.Array(
    Type.Object({ unit: UnitRef, units: Type.Array(Type.Object({ ...UnitRef.properties, kind: text })) }),
  ),
  rows: Type.Array(InspectionOut),
})
export type InspectionList = Static<typeof InspectionList>

export const InspectionFindingOut = Type.Object({
  id: Id,
  unit: UnitRef,
  mender: UnitRef,
  kind: FindingKindName,
  severity: FindingSeverityName,
  what: text,
  basis: text,
  recommendation: text,
  firstDueOn: text,
  dueOn: text,
  state: Type.Enum(['open', 'mended', 'closed']),
  due: Due,
  mendedText: orNull(text),
  may: Type.Array(Type.Enum(['mend', 'close', 'send-back', 'extend'])),
  files: Type.Array(
    Type.Object({ id: Id, name: text, kind: text, size: Type.Integer(), at: text, by: text, unit: text }),
  ),
  steps: Type.Array(Type.Object({ act: text, at: text, by: text, unit: text, text, dueOn: orNull(text) })),
})
export type InspectionFindingOut = Static<typeof InspectionFindingOut>
export const InspectionDetail = Type.Object({
  today: text,
  inspection: InspectionOut,
  version: Type.Integer(),
  assessment: text,
  notice: Type.Object({ number: orNull(Type.Integer()), date: orNull(text) }),
  concluded: orNull(Type.Object({ at: text, by: text })),
  findings: Type.Array(InspectionFindingOut),
  steps: Type.Array(Type.Object({ act: text, at: text, by: text, unit: text, text })),
  mayWrite: Type.Boolean(),
  hasNotice: Type.Boolean(),
  /** who may mend: inspected units, and departments of the province */
  menders: Type.Array(UnitRef),
  /** whom the deciding unit may inspect; empty where the reader may not write */
  inspectable: Type.Array(Type.Object({ ...UnitRef.properties, kind: text })),
})
export type InspectionDetail = Static<typeof InspectionDetail>

const plan = {
  unitIds: Type.Array(Id, { minItems: 1, maxItems: 200, uniqueItems: true }),
  subject: Filled(limits.line, 5),
  decisionKind: Type.Enum(['plan', 'decision']),
  decisionNumber: Filled(60),
  decisionDate: Type.Optional(IsoDate),
  team: Type.Optional(Type.String({ maxLength: 1000 })),
  fromOn: IsoDate,
  toOn: IsoDate,
}
export const InspectionIn = Type.Object({ unitId: Id, ...plan }, { additionalProperties: false })
export type InspectionIn = Static<typeof InspectionIn>
export const FindingIn = Type.Object(
  {
    unitId: Id,
    menderId: Id,
    kind: FindingKindName,
    severity: FindingSeverityName,
    what: Filled(2000, 5),
    basis: Type.Optional(Type.String({ maxLength: 500 })),
    recommendation: Filled(2000, 3),
    dueOn: IsoDate,
  },
  { additionalProperties: false },
)
export type FindingIn = Static<typeof FindingIn>
/** The plan, the assessment and all findings as they are being written: the whole of it each time. */
export const InspectionPut = Type.Object(
  {
    ...plan,
    version: Type.Integer({ minimum: 1 }),
    assessment: Type.String({ maxLength: 8000 }),
    findings: Type.Array(FindingIn, { maxItems: 200 }),
  },
  { additionalProperties: false },
)
export type InspectionPut = Static<typeof InspectionPut>
export const InspectionMade = Type.Object({ id: Id })
export const InspectionConclude = Type.Object(
  {
    version: Type.Integer({ minimum: 1 }),
    /** of the notice, where the clerk gave one already */
    number: Type.Optional(Type.Integer({ minimum: 1, maximum: 99_999 })),
    date: Type.Optional(IsoDate),
  },
  { additionalProperties: false },
)
export const InspectionCancel = Type.Object({ reason: Filled(1000, 5) }, { additionalProperties: false })
export const FindingMend = Type.Object({ text: Filled(4000, 5) }, { additionalProperties: false })
export const FindingFollow = Type.Union([
  Type.Object(
    { act: Type.Literal('close'), text: Type.Optional(Type.String({ maxLength: 4000 })) },
    { additionalProperties: false },
  ),
  Type.Object({ act: Type.Literal('send-back'), text: Filled(4000, 5) }, { additionalProperties: false }),
  Type.Object({ act: Type.Literal('extend'), text: Filled(4000, 5), dueOn: IsoDate }, { additionalProperties: false }),
])
export const FindingParams = Type.Object({ id: Id, findingId: Id })
export const FindingFileParams = Type.Object({ id: Id, findingId: Id, fileId: Id })
export const FindingFileMade = Type.Object({ already: Type.Boolean() })
