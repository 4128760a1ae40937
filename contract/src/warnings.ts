import { CERTAINTY, RESPONSE_TYPE, SEVERITY, URGENCY } from '@tusom/cap'
import { warningStandings, warningStates } from '@tusom/domain'
import { Type, type Static } from 'typebox'
import { Id, limits, Line, Nullable } from './common.ts'

const oneOf = <T extends string>(values: readonly T[]) => Type.Enum([...values] as [T, ...T[]])
const Time = Type.String({ format: 'date-time', maxLength: 40 })
const Hazard = Type.String({ minLength: 1, maxLength: 40, pattern: '^[a-z][a-z0-9-]*$' })
/** a description or instruction that is longer is not read by anybody in danger */
const Words = Type.String({ maxLength: 4000 })
const Headline = Type.String({ maxLength: limits.headline })

/** From a level to a drafted warning: the communes and the hazard are all that is asked. */
export const WarningIn = Type.Object(
  { unitIds: Type.Array(Id, { minItems: 1, maxItems: 4000 }), hazard: Hazard },
  { additionalProperties: false },
)
export type WarningIn = Static<typeof WarningIn>

const words = {
  headline: Headline,
  description: Words,
  instruction: Words,
  headlineEn: Headline,
  descriptionEn: Words,
  instructionEn: Words,
  urgency: oneOf(URGENCY),
  severity: oneOf(SEVERITY),
  certainty: oneOf(CERTAINTY),
  responses: Type.Array(oneOf(RESPONSE_TYPE), { maxItems: 9 }),
}
/** An edit names the version that the editor had before them; what it leaves out stays. */
export const WarningPatch = Type.Partial(
  Type.Object(
    {
      ...words,
      effectiveAt: Type.Union([Time, Type.Null()]),
      expiresAt: Time,
      unitIds: Type.Array(Id, { minItems: 1, maxItems: 4000 }),
    },
    { additionalProperties: false },
  ),
  { additionalProperties: false },
)
export type WarningPatch = Static<typeof WarningPatch>
export const WarningEdit = Type.Object(
  { version: Type.Integer({ minimum: 1 }), change: WarningPatch },
  { additionalProperties: false },
)
export const WarningVersion = Type.Object({ version: Type.Integer({ minimum: 1 }) }, { additionalProperties: false })
export const WarningApprove = Type.Object(
  { version: Type.Integer({ minimum: 1 }), issue: Type.Optional(Type.Boolean()) },
  { additionalProperties: false },
)
export const WarningRemark = Type.Object({ remark: Type.String({ maxLength: 2000 }) }, { additionalProperties: false })
export const WarningReview = Type.Object(
  { outcome: oneOf(['stands', 'objected'] as const), remark: Type.String({ maxLength: 2000 }) },
  { additionalProperties: false },
)
export const WarningUpdate = Type.Object(
  { alsoReplaces: Type.Optional(Type.Array(Id, { maxItems: 100 })) },
  { additionalProperties: false },
)
export const WarningCancel = Type.Object(
  { reason: Type.Optional(Type.String({ maxLength: 1000 })), templateId: Type.Optional(Id) },
  { additionalProperties: false },
)
export const WarningAcknowledge = Type.Object(
  { unitIds: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 4000 })) },
  { additionalProperties: false },
)

const Fault = Type.Object({
  code: Type.String(),
  severity: oneOf(['error', 'warning'] as const),
  field: Type.String(),
  vi: Type.String(),
  en: Type.String(),
})
const Level = Type.Object({
  level: Type.Union([Type.Integer({ minimum: 0, maximum: 5 }), Type.Null()]),
  status: oneOf(['official', 'suggested', 'none'] as const),
  article: Nullable(Type.String()),
  pack: Nullable(Type.String()),
  rule: Nullable(Type.String()),
  bulletin: Type.Union([
    Type.Object({ issuer: Type.String(), number: Nullable(Type.String()), issuedAt: Type.String() }),
    Type.Null(),
  ]),
  alarm: Nullable(Type.Integer()),
})
const Figure = Type.Object({
  key: Type.String(),
  vi: Type.String(),
  en: Type.String(),
  station: Type.String(),
  stationName: Type.String(),
  indicator: Type.String(),
  value: Type.Number(),
  unit: Type.String(),
  at: Type.String(),
  invented: Type.Boolean(),
})
const Area = Type.Object({ id: Id, code: Type.String(), name: Type.String(), fullName: Type.String() })

export const WarningBrief = Type.Object({
  id: Id,
  status: oneOf(['Actual', 'Exercise'] as const),
  msgType: oneOf(['Alert', 'Update', 'Cancel'] as const),
  state: oneOf(warningStates),
  standing: oneOf(warningStandings),
  hazard: Type.String(),
  level: Level,
  headline: Type.String(),
  headlineEn: Type.String(),
  number: Nullable(Type.Integer()),
  identifier: Nullable(Type.String()),
  areas: Type.Array(Area),
  owner: Area,
  version: Type.Integer(),
  sample: Type.Boolean(),
  drafter: Type.String(),
  draftedAt: Type.String(),
  editedAt: Type.String(),
  approver: Nullable(Type.String()),
  issuedAt: Nullable(Type.String()),
  expiresAt: Type.String(),
  effectiveAt: Nullable(Type.String()),
  reviewDueAt: Nullable(Type.String()),
  /** recipients that can be seen by the reader */
  asked: Type.Integer(),
  acknowledged: Type.Integer(),
  oldestUnacknowledgedAt: Nullable(Type.String()),
})
export type WarningBrief = Static<typeof WarningBrief>
export const WarningList = Type.Object({ now: Type.String(), warnings: Type.Array(WarningBrief) })
export type WarningList = Static<typeof WarningList>

const SmsOut = Type.Object({
  text: Type.String(),
  encoding: Type.String(),
  units: Type.Integer(),
  parts: Type.Integer(),
  left: Type.Integer(),
})
const Message = Type.Object({
  id: Id,
  number: Nullable(Type.Integer()),
  identifier: Nullable(Type.String()),
  state: Type.String(),
  msgType: Type.String(),
  headline: Type.String(),
})
export const ReceiptOut = Type.Object({
  unitId: Id,
  unitCode: Type.String(),
  unitName: Type.String(),
  kind: Type.String(),
  communeId: Id,
  toldAt: Type.String(),
  acknowledgedAt: Nullable(Type.String()),
  /** minutes that it waited or has been waiting */
  minutes: Type.Integer(),
  by: Nullable(Type.String()),
  how: Nullable(Type.String()),
})
export type ReceiptOut = Static<typeof ReceiptOut>

/** Everything about one warning; what only the office that writes it may see is empty for others. */
export const WarningFull = Type.Object({
  ...WarningBrief.properties,
  now: Type.String(),
  provinceName: Type.String(),
  description: Type.String(),
  instruction: Type.String(),
  descriptionEn: Type.String(),
  instructionEn: Type.String(),
  urgency: Type.String(),
  severity: Type.String(),
  certainty: Type.String(),
  responses: Type.Array(Type.String()),
  figures: Type.Array(Figure),
  /** newer readings than those in the text: what would be written now */
  newerFigures: Type.Array(Type.Object({ key: Type.String(), before: Type.String(), after: Type.String() })),
  templateId: Nullable(Type.Integer()),
  editsSinceApproval: Type.Integer(),
  returnedRemark: Nullable(Type.String()),
  submittedAt: Nullable(Type.String()),
  approvedAt: Nullable(Type.String()),
  issuer: Nullable(Type.String()),
  reviewedAt: Nullable(Type.String()),
  reviewer: Nullable(Type.String()),
  reviewOutcome: Nullable(Type.String()),
  reviewRemark: Nullable(Type.String()),
  endedAt: Nullable(Type.String()),
  /** what the reader may do next */
  can: Type.Array(Type.String()),
  /** who may be the second person */
  approvers: Type.Array(Type.Object({ name: Type.String(), unit: Type.String() })),
  checks: Type.Array(Fault),
  names: Type.Array(Message),
  namedBy: Type.Array(Message),
  messages: Type.Object({
    sms: SmsOut,
    smsPlain: SmsOut,
    loudspeaker: Type.Object({ text: Type.String(), seconds: Type.Integer(), wordsPerMinute: Type.Integer() }),
    zalo: Type.Object({ text: Type.String(), characters: Type.Integer() }),
  }),
  /** who speaks, so that a page can build the texts for people as they are typed */
  speaker: Type.Object({
    senderName: Type.String(),
    senderShort: Type.String(),
    places: Type.String(),
    hotline: Nullable(Type.String()),
    page: Nullable(Type.String()),
    wordsPerMinute: Type.Integer(),
  }),
  /** the CAP text: as it left, or as it would leave now */
  cap: Type.String(),
  publicPath: Nullable(Type.String()),
  receipts: Type.Array(ReceiptOut),
  /** units of the reader that are asked and have not said "received" */
  owes: Type.Array(Area),
  history: Type.Array(
    Type.Object({
      at: Type.String(),
      act: Type.String(),
      by: Type.String(),
      version: Type.Integer(),
      remark: Nullable(Type.String()),
    }),
  ),
  recipients: Type.Object({
    communes: Type.Integer(),
    hamlets: Type.Integer(),
    withoutPeople: Type.Array(Type.String()),
  }),
})
export type WarningFull = Static<typeof WarningFull>

export const WarningMade = Type.Object({ id: Id })
export type WarningMade = Static<typeof WarningMade>
export const WarningDone = Type.Object({
  id: Id,
  state: Type.String(),
  standing: Type.String(),
  version: Type.Integer(),
})
export type WarningDone = Static<typeof WarningDone>

export const WarningSummary = Type.Object({
  now: Type.String(),
  inForce: Type.Integer(),
  drafts: Type.Integer(),
  waiting: Type.Integer(),
  approved: Type.Integer(),
  reviewDue: Type.Integer(),
  reviewLate: Type.Integer(),
  unacknowledged: Type.Integer(),
  oldest: Nullable(Type.String()),
  oldestMinutes: Nullable(Type.Integer()),
})
export type WarningSummary = Static<typeof WarningSummary>

/** A text for later. Gaps that are filled at issue: {noi} places, {luc} now, {den} until. */
export const WarningTemplateIn = Type.Object(
  {
    name: Line,
    kind: oneOf(['alert', 'cancel'] as const),
    hazard: Hazard,
    ...words,
    validHours: Type.Integer({ minimum: 1, maximum: 72 }),
  },
  { additionalProperties: false },
)
export type WarningTemplateIn = Static<typeof WarningTemplateIn>
export const WarningTemplateOut = Type.Object({
  id: Id,
  ...WarningTemplateIn.properties,
  version: Type.Integer(),
  owner: Area,
  drafter: Type.String(),
  draftedAt: Type.String(),
  retiredAt: Nullable(Type.String()),
  sample: Type.Boolean(),
  ready: Type.Boolean(),
  approvals: Type.Array(Type.Object({ name: Type.String(), leader: Type.Boolean(), at: Type.String() })),
  can: Type.Array(Type.String()),
})
export type WarningTemplateOut = Static<typeof WarningTemplateOut>
export const WarningTemplateIssue = Type.Object(
  { unitIds: Type.Array(Id, { minItems: 1, maxItems: 4000 }) },
  { additionalProperties: false },
)

export const WarningSettings = Type.Object(
  {
    sender: Type.String({ pattern: '^[^\\s,<&]+$', maxLength: 200 }),
    identifierPrefix: Type.String({ pattern: '^[^\\s,<&]+$', maxLength: 60 }),
    senderName: Line,
    senderNameEn: Line,
    senderShort: Type.String({ minLength: 1, maxLength: 40 }),
    hotline: Nullable(Type.String({ maxLength: 40 })),
    contact: Nullable(Type.String({ maxLength: 200 })),
    webBase: Nullable(Type.String({ pattern: '^https?://[^\\s/]+[^\\s]*$', maxLength: 200 })),
    wordsPerMinute: Type.Integer({ minimum: 60, maximum: 300 }),
  },
  { additionalProperties: false },
)
export type WarningSettings = Static<typeof WarningSettings>
