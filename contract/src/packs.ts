import { Type, type Static } from 'typebox'
import { Id, IsoTime, Line, Nullable } from './common.ts'

const PackId = Type.String({ pattern: '^[a-z0-9][a-z0-9.-]{0,59}$' })
const Version = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._+-]{0,59}$' })

export const PackVersion = Type.Object({
  id: Type.String(),
  version: Type.String(),
  title: Type.String(),
  titleEn: Type.String(),
  basis: Type.String(),
  effectiveFrom: Type.String(),
  effectiveTo: Nullable(Type.String()),
  /** null: it ships with the program */
  province: Nullable(Type.String()),
  base: Nullable(Type.String()),
  note: Nullable(Type.String()),
  madeBy: Nullable(Type.String()),
  madeAt: Type.String(),
  hazards: Type.Array(
    Type.Object({ hazard: Type.String(), nameVi: Type.String(), nameEn: Type.String(), status: Type.String() }),
  ),
})
export type PackVersion = Static<typeof PackVersion>

export const PackInForce = Type.Object({
  packId: Type.String(),
  version: Type.String(),
  /** null: nobody has chosen, the version that ships is used */
  since: Nullable(Type.String()),
  /** an exercise judges by what the actual run has chosen */
  ofActual: Type.Boolean(),
})
export const PackChoiceOut = Type.Object({
  id: Id,
  packId: Type.String(),
  version: Type.String(),
  insteadOf: Type.String(),
  reason: Type.String(),
  province: Type.String(),
  proposedAt: Type.String(),
  proposedBy: Type.String(),
  /** the reader proposed it, and so cannot approve it */
  mine: Type.Boolean(),
  state: Type.Union([Type.Literal('proposed'), Type.Literal('approved'), Type.Literal('turned-down')]),
  decidedAt: Nullable(Type.String()),
  decidedBy: Nullable(Type.String()),
  levelChanges: Nullable(Type.Integer()),
})
export type PackChoiceOut = Static<typeof PackChoiceOut>
export const PackList = Type.Object({
  versions: Type.Array(PackVersion),
  inForce: Type.Array(PackInForce),
  choices: Type.Array(PackChoiceOut),
})
export type PackList = Static<typeof PackList>

export const PackQuery = Type.Object({ id: PackId, version: Version })
export const PackBody = Type.Object({ pack: Type.Any({ description: 'RulePack of domain' }) })
export const PackIn = Type.Object({ pack: Type.Unknown(), note: Line })
export const PackSaved = Type.Object({ id: Type.String(), version: Type.String() })
export const PackChoiceIn = Type.Object({ packId: PackId, version: Version, reason: Line })
export const PackDecided = Type.Object({ levelChanges: Type.Integer() })

export const Period = Type.Object({ from: IsoTime, to: IsoTime })
/** Readings of a past period with all that the engine needs: replayed in the browser by the code that the server runs. */
export const PackHistory = Type.Object({
  areas: Type.Array(Type.Any({ description: 'Area of domain' })),
  names: Type.Record(Type.String(), Type.String()),
  defs: Type.Array(Type.Any({ description: 'SeriesDef of domain' })),
  /** three columns: index of the series, seconds since 1970, value; in order of time */
  readings: Type.Object({
    series: Type.Array(Type.Integer()),
    at: Type.Array(Type.Integer()),
    value: Type.Array(Type.Number()),
  }),
  /** stations of the province that the reader does not see: shares of communes are counted without them */
  unseen: Type.Integer(),
})
export type PackHistory = Static<typeof PackHistory>

const Origin = Type.Union([
  Type.Literal('typed'),
  Type.Literal('file'),
  Type.Literal('incident'),
  Type.Literal('bulletin'),
])
const event = {
  hazard: Type.String({ minLength: 1, maxLength: 40 }),
  unitIds: Type.Array(Id, { minItems: 1, maxItems: 400 }),
  startsAt: IsoTime,
  endsAt: Nullable(IsoTime),
  level: Nullable(Type.Integer({ minimum: 1, maximum: 5 })),
  title: Type.String({ maxLength: 300 }),
}
export const ObservedEventIn = Type.Object({
  ...event,
  source: Line,
  origin: Origin,
  originKey: Nullable(Type.String({ maxLength: 100 })),
})
export type ObservedEventIn = Static<typeof ObservedEventIn>
export const ObservedEventsIn = Type.Object({ events: Type.Array(ObservedEventIn, { minItems: 1, maxItems: 2000 }) })
export const ObservedEventsDone = Type.Object({ added: Type.Integer(), there: Type.Integer() })
export type ObservedEventsDone = Static<typeof ObservedEventsDone>
export const ObservedEventOut = Type.Object({
  id: Id,
  ...event,
  source: Type.String(),
  origin: Origin,
  enteredAt: Type.String(),
  enteredBy: Type.String(),
})
export type ObservedEventOut = Static<typeof ObservedEventOut>
export const EventCandidate = Type.Object({ ...event, origin: Origin, originKey: Type.String() })
export type EventCandidate = Static<typeof EventCandidate>
