import { helpNeeds, moveKinds, moveStates } from '@tusom/domain'
import { Type, type Static } from 'typebox'
import { Id, IsoTime } from './common.ts'
import { HouseholdOut } from './households.ts'

const HazardWord = Type.Union([Type.Literal('flood'), Type.Literal('landslide')])
const Maybe = Type.Union([Type.String(), Type.Null()])
const MaybeInt = Type.Union([Type.Integer(), Type.Null()])
export const Uuid = Type.String({
  pattern: '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$',
})
export const MovePlaceIn = Type.Object(
  { kind: Type.Union([Type.Literal('shelter'), Type.Literal('host')]), id: Id },
  { additionalProperties: false },
)
const MoveStateOut = Type.Enum(moveStates)
const HelpNeedOut = Type.Enum(helpNeeds)

export const OrderIn = Type.Object(
  {
    hazard: HazardWord,
    level: Type.Union([Type.Integer({ minimum: 0, maximum: 5 }), Type.Null()]),
    alarm: Type.Union([Type.Integer({ minimum: 0, maximum: 4 }), Type.Null()]),
    rising: Type.Boolean(),
    everyone: Type.Boolean(),
    dueAt: Type.Union([IsoTime, Type.Null()]),
  },
  { additionalProperties: false },
)
export type OrderIn = Static<typeof OrderIn>
export const OrderEndIn = Type.Object(
  { hazard: Type.Union([HazardWord, Type.Null()]) },
  { additionalProperties: false },
)
export const OrderOut = Type.Object({
  id: Id,
  hazard: HazardWord,
  level: MaybeInt,
  alarm: MaybeInt,
  rising: Type.Boolean(),
  everyone: Type.Boolean(),
  dueAt: Maybe,
  orderedAt: Type.String(),
  orderedBy: Type.String(),
})
export type OrderOut = Static<typeof OrderOut>

const Figure = Type.Object({ households: Type.Integer(), people: Type.Integer() })
export const TallyOut = Type.Object({
  planned: Figure,
  left: Figure,
  moving: Figure,
  arrived: Figure,
  returned: Figure,
  help: Figure,
  refused: Figure,
  total: Figure,
})
export type TallyOut = Static<typeof TallyOut>

export const DestinationOut = Type.Object({
  kind: Type.Union([Type.Literal('shelter'), Type.Literal('host')]),
  id: Id,
  label: Type.String(),
})
/** One household of a plan: where it goes and why, and what has happened to it. */
export const EvacuationRow = Type.Object({
  household: HouseholdOut,
  reason: Type.Object({ code: Type.String(), vi: Type.String(), en: Type.String() }),
  needs: Type.Object({ vi: Type.String(), en: Type.String() }),
  transport: Type.Boolean({ description: 'somebody must fetch them' }),
  destination: Type.Union([DestinationOut, Type.Null()]),
  distanceKm: Type.Union([Type.Number(), Type.Null()]),
  why: Maybe,
  wish: Maybe,
  unplaced: Maybe,
  state: MoveStateOut,
  since: Maybe,
  at: Type.Union([DestinationOut, Type.Null()]),
  help: Type.Union([Type.Object({ need: HelpNeedOut, since: Type.String() }), Type.Null()]),
  refusedSince: Maybe,
  by: Maybe,
})
export type EvacuationRow = Static<typeof EvacuationRow>

export const PlanTotalsOut = Type.Object({
  households: Type.Integer(),
  people: Type.Integer(),
  placedHouseholds: Type.Integer(),
  placedPeople: Type.Integer(),
  inHosts: Figure,
  inShelters: Figure,
  placesShort: Type.Integer(),
  safeCapacity: Type.Integer(),
  unsafeCapacity: Type.Integer(),
  personKm: Type.Number(),
  transportHouseholds: Type.Integer(),
  transportPeople: Type.Integer(),
  bigLivestock: Type.Integer(),
  vehicles: Type.Null({ description: 'null: no register of vehicles yet, so what is short is unknown, not zero' }),
})
export type PlanTotalsOut = Static<typeof PlanTotalsOut>
export const CommunePlan = Type.Object({
  now: Type.String(),
  commune: Type.Object({ id: Id, name: Type.String(), fullName: Type.String() }),
  /** in force; empty: `rows` show what an order by `trial` would mean */
  orders: Type.Array(OrderOut),
  trial: Type.Boolean(),
  /** false: the reader sees counts only (a department), rows stay empty */
  rowsShown: Type.Boolean(),
  named: Type.Boolean(),
  mayOrder: Type.Boolean(),
  totals: Type.Union([PlanTotalsOut, Type.Null()]),
  progress: TallyOut,
  hamlets: Type.Array(
    Type.Object({
      id: Id,
      name: Type.String(),
      tally: TallyOut,
      reportedAt: Type.Union([Type.String(), Type.Null()], { description: 'null: silent since the order, not zero' }),
    }),
  ),
  reported: Type.Integer(),
  of: Type.Integer(),
  asOf: Maybe,
  shelters: Type.Array(
    Type.Object({
      id: Id,
      name: Type.String(),
      capacity: Type.Integer(),
      there: Type.Integer(),
      coming: Type.Integer(),
      safe: Type.Boolean(),
    }),
  ),
  rows: Type.Array(EvacuationRow),
})
export type CommunePlan = Static<typeof CommunePlan>

export const OrderResult = Type.Object({
  ok: Type.Literal(true),
  households: Type.Integer(),
  placesShort: Type.Integer(),
})

export type OrderResult = Static<typeof OrderResult>

/** One thing a phone tells. `at` by the clock of the phone; with `sentAt` of the batch the server corrects that clock. */
export const MoveIn = Type.Object(
  {
    id: Uuid,
    kind: Type.Enum([...moveKinds, 'no-change'] as const),
    householdId: Type.Optional(Id),
    /** kind no-change: "we looked, nobody has moved" */
    hamletId: Type.Optional(Id),
    at: IsoTime,
    place: Type.Optional(Type.Union([MovePlaceIn, Type.Null()])),
    people: Type.Optional(Type.Union([Type.Integer({ minimum: 1, maximum: 40 }), Type.Null()])),
    need: Type.Optional(Type.Union([HelpNeedOut, Type.Null()])),
    undoes: Type.Optional(Type.Union([Uuid, Type.Null()])),
  },
  { additionalProperties: false },
)
export type MoveIn = Static<typeof MoveIn>
/** The envelope only: each move is checked by itself and refused by its index. */
export const MoveBatch = Type.Object(
  { moves: Type.Array(Type.Unknown(), { minItems: 1, maxItems: 500 }), sentAt: Type.Optional(IsoTime) },
  { additionalProperties: false },
)
export const MoveResult = Type.Object({
  accepted: Type.Array(Type.String(), { description: 'ids stored now' }),
  unchanged: Type.Array(Type.String(), { description: 'ids that were stored before' }),
  refused: Type.Array(
    Type.Object({
      index: Type.Integer(),
      id: Maybe,
      code: Type.String(),
      message: Type.String(),
      messageEn: Type.String(),
    }),
  ),
})
export type MoveResult = Static<typeof MoveResult>

export const SummaryRow = Type.Object({
  unitId: Id,
  unitName: Type.String(),
  orders: Type.Array(OrderOut),
  atRisk: Figure,
  tally: TallyOut,
  reportedHamlets: Type.Integer(),
  ofHamlets: Type.Integer(),
  reportedAt: Maybe,
  transportLeft: Figure,
})
export type SummaryRow = Static<typeof SummaryRow>
export const EvacuationSummary = Type.Object({
  now: Type.String(),
  total: TallyOut,
  communes: Type.Array(SummaryRow),
  /** communes with somebody to move that have told anything since their order */
  reported: Type.Integer(),
  of: Type.Integer(),
  silent: Type.Array(Type.String()),
  asOf: Maybe,
})
export type EvacuationSummary = Static<typeof EvacuationSummary>

/** An event as the phone keeps it, so that it derives the same state as the server. */
export const MoveEventOut = Type.Object({
  id: Type.String(),
  householdId: Id,
  kind: Type.Enum(moveKinds),
  at: Type.String(),
  place: Type.Union([MovePlaceIn, Type.Null()]),
  people: MaybeInt,
  need: Type.Union([HelpNeedOut, Type.Null()]),
  undoes: Maybe,
  by: Maybe,
})
export type MoveEventOut = Static<typeof MoveEventOut>
export const HamletHousehold = Type.Object({
  household: HouseholdOut,
  alternate: Type.Union([
    Type.Object({ name: Type.String(), relation: Type.String(), phone: Type.String() }),
    Type.Null(),
  ]),
  note: Maybe,
  needs: Type.Object({ vi: Type.String(), en: Type.String() }),
  transport: Type.Boolean(),
  mustGo: Type.Boolean(),
  destination: Type.Union([DestinationOut, Type.Null()]),
  unplaced: Maybe,
  distanceKm: Type.Union([Type.Number(), Type.Null()]),
})
export type HamletHousehold = Static<typeof HamletHousehold>
export const HamletPage = Type.Object({
  now: Type.String(),
  hamlet: Type.Object({ id: Id, name: Type.String(), fullName: Type.String(), communeName: Type.String() }),
  named: Type.Boolean(),
  orders: Type.Array(OrderOut),
  /** the worst that stands over the commune now, official before suggested */
  threat: Type.Union([
    Type.Object({
      hazard: Type.String(),
      level: MaybeInt,
      status: Type.Union([Type.Literal('official'), Type.Literal('suggested')]),
      since: Type.String(),
    }),
    Type.Null(),
  ]),
  warning: Type.Union([
    Type.Object({
      id: Id,
      headline: Type.String(),
      instruction: Type.String(),
      issuedAt: Type.String(),
      expiresAt: Type.String(),
    }),
    Type.Null(),
  ]),
  places: Type.Array(DestinationOut),
  households: Type.Array(HamletHousehold),
  events: Type.Array(MoveEventOut),
})
export type HamletPage = Static<typeof HamletPage>
