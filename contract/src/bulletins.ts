import { Type, type Static } from 'typebox'
import { Id, IsoTime, Line, limits, Nullable } from './common.ts'
import { ObservationResult } from './observations.ts'

export const bulletinLimits = {
  /** characters of a bulletin: 700 communes by name are 20,000 */
  characters: 100_000,
  /** bytes of a file */
  bytes: 5 * 1024 * 1024,
}

const Hazard = Type.String({ minLength: 1, maxLength: 40 })
const BulletinText = Type.String({ maxLength: bulletinLimits.characters })
/** "2025-10-08T07:00:00+07:00", or "2025-10-08" where the bulletin gives no hour */
const When = Nullable(Type.String({ maxLength: 40 }))
const Figure = Nullable(Type.Number())
const Span = Type.Tuple([Type.Integer(), Type.Integer()])
const Words = Nullable(Type.String({ maxLength: 400 }))

const waterFields = {
  river: Words,
  station: Words,
  at: When,
  value: Figure,
  unit: Type.Literal('m'),
  alarm: Nullable(Type.Integer({ minimum: 0, maximum: 4 })),
  delta: Figure,
  relation: Type.Union([Type.Literal('above'), Type.Literal('below'), Type.Literal('at'), Type.Null()]),
  span: Span,
}
const forecastFields = {
  ...waterFields,
  from: When,
  to: When,
  min: Figure,
  max: Figure,
  alarmTo: Nullable(Type.Integer({ minimum: 0, maximum: 4 })),
  when: Words,
}
const rainFields = {
  place: Words,
  from: When,
  to: When,
  min: Figure,
  max: Figure,
  local: Figure,
  unit: Type.Literal('mm'),
  observed: Type.Boolean(),
  when: Words,
  span: Span,
}
const closed = { additionalProperties: false }
const UnitIds = Type.Array(Id, { maxItems: 4000, uniqueItems: true })
const stormFields = {
  at: When,
  lat: Type.Number(),
  lon: Type.Number(),
  windMin: Figure,
  windMax: Figure,
  gustMax: Figure,
  observed: Type.Boolean(),
  span: Span,
}
const StormPoint = Type.Object(stormFields, closed)

export const BulletinForecast = Type.Object({ ...forecastFields, unitIds: UnitIds }, closed)
export type BulletinForecast = Static<typeof BulletinForecast>
/** `wider`: the place is larger than what can be told by name ("vùng núi Bắc Bộ") */
export const BulletinRainOut = Type.Object({ ...rainFields, unitIds: UnitIds, wider: Type.Boolean() }, closed)
export type BulletinRainOut = Static<typeof BulletinRainOut>

const OpenPlace = Type.Object({
  name: Type.String(),
  within: Nullable(Type.String()),
  why: Type.Union([
    Type.Literal('several'),
    Type.Literal('unknown'),
    Type.Literal('wider'),
    Type.Literal('before-merger'),
    Type.Literal('spelling'),
  ]),
  options: Type.Array(Type.Object({ label: Type.String(), unitIds: Type.Array(Id) })),
})
export type OpenPlaceOut = Static<typeof OpenPlace>
const FoundPlace = Type.Object({
  name: Type.String(),
  within: Nullable(Type.String()),
  how: Type.Union([
    Type.Literal('commune'),
    Type.Literal('former-commune'),
    Type.Literal('district'),
    Type.Literal('province'),
    Type.Literal('gauges'),
  ]),
  unitIds: Type.Array(Id),
})
const Places = { found: Type.Array(FoundPlace), open: Type.Array(OpenPlace), elsewhere: Type.Array(Type.String()) }

export const SignatureOut = Type.Object({
  state: Type.String(),
  message: Type.String(),
  messageVi: Type.String(),
  subject: Nullable(Type.String()),
})
const Leniency = Type.Object({ vi: Type.String(), en: Type.String() })

/** A bulletin as it was read, for a person to look at beside its text. Nothing is stored. */
export const BulletinReading = Type.Object({
  origin: Type.Union([Type.Literal('text'), Type.Literal('file'), Type.Literal('fetched')]),
  arrivalId: Nullable(Id),
  text: Type.String(),
  title: Nullable(Type.String()),
  number: Nullable(Type.String()),
  kind: Nullable(Type.String()),
  issuer: Nullable(Type.String()),
  issuedAt: Nullable(Type.String()),
  nextAt: Nullable(Type.String()),
  expiresAt: Nullable(Type.String()),
  final: Type.Boolean(),
  warnings: Type.Array(Type.String()),
  levels: Type.Array(
    Type.Object({
      hazard: Nullable(Type.String()),
      level: Type.Integer(),
      areas: Type.Array(Type.String()),
      span: Span,
      /** communes of ours that it is for */
      unitIds: Type.Array(Id),
      ...Places,
    }),
  ),
  /** the places that the bulletin warns, resolved */
  areas: Type.Object(Places),
  observations: Type.Array(
    Type.Object({
      ...waterFields,
      /** the series it could be stored in, where the station is known; `may`: whether this person may store it */
      series: Nullable2(
        Type.Object({
          station: Type.String(),
          name: Type.String(),
          indicator: Type.String(),
          invented: Type.Boolean(),
          may: Type.Boolean(),
          /** what is stored there for that time already */
          stored: Figure,
        }),
      ),
    }),
  ),
  forecasts: Type.Array(BulletinForecast),
  rain: Type.Array(BulletinRainOut),
  storm: Type.Array(StormPoint),
  quakes: Type.Array(
    Type.Object({
      at: When,
      magnitude: Type.Number(),
      lat: Figure,
      lon: Figure,
      depthKm: Figure,
      place: Words,
      span: Span,
    }),
  ),
  temperatures: Type.Array(
    Type.Object({
      place: Words,
      which: Type.String(),
      from: When,
      to: When,
      min: Figure,
      max: Figure,
      observed: Type.Boolean(),
      span: Span,
    }),
  ),
  /** the same bulletin was filed already: confirming it once more corrects it */
  filed: Nullable2(Type.Object({ id: Id, by: Type.String(), at: Type.String() })),
  /** communes over which an official level of this hazard stands now: what a final bulletin ends */
  standing: Type.Array(Id),
  cap: Nullable2(Type.Object({ leniencies: Type.Array(Leniency), signature: Nullable2(SignatureOut) })),
})
export type BulletinReading = Static<typeof BulletinReading>

function Nullable2<T extends ReturnType<typeof Type.Object>>(t: T) {
  return Type.Union([t, Type.Null()])
}

export const BulletinTextIn = Type.Object(
  { text: Type.String({ minLength: 1, maxLength: bulletinLimits.characters }) },
  closed,
)

/** What a person confirmed of a bulletin. */
export const BulletinFiling = Type.Object(
  {
    issuer: Line,
    number: Nullable(Type.String({ maxLength: 60 })),
    hazard: Hazard,
    title: Words,
    issuedAt: IsoTime,
    nextAt: Nullable(IsoTime),
    expiresAt: Nullable(IsoTime),
    final: Type.Boolean(),
    text: BulletinText,
    origin: Type.Union([Type.Literal('text'), Type.Literal('file'), Type.Literal('fetched')]),
    arrivalId: Nullable(Id),
    levels: Type.Array(
      Type.Object(
        {
          hazard: Hazard,
          level: Type.Integer({ minimum: 0, maximum: 5 }),
          unitIds: Type.Array(Id, { minItems: 1, maxItems: 4000, uniqueItems: true }),
        },
        closed,
      ),
      { maxItems: 60 },
    ),
    forecasts: Type.Array(BulletinForecast, { maxItems: 400 }),
    rain: Type.Array(BulletinRainOut, { maxItems: 400 }),
    storm: Type.Array(StormPoint, { maxItems: 60 }),
    /** measured levels that are to be stored as readings, in metres */
    readings: Type.Array(
      Type.Object(
        {
          station: Type.String({ minLength: 1, maxLength: 60 }),
          indicator: Type.String({ minLength: 1, maxLength: 40 }),
          at: IsoTime,
          value: Type.Number(),
        },
        closed,
      ),
      { maxItems: 400 },
    ),
  },
  closed,
)
export type BulletinFiling = Static<typeof BulletinFiling>
export const BulletinFiled = Type.Object({ id: Id, readings: Nullable2(ObservationResult) })
export type BulletinFiled = Static<typeof BulletinFiled>

/** A bulletin typed by hand: one level for communes named one by one. */
export const BulletinIn = Type.Object(
  {
    issuer: Line,
    number: Nullable(Type.String({ maxLength: 60 })),
    hazard: Hazard,
    issuedAt: Type.String({ format: 'date-time' }),
    nextAt: Nullable(Type.String({ format: 'date-time' })),
    level: Type.Integer({ minimum: 0, maximum: 5 }),
    unitIds: Type.Array(Id, { minItems: 1, maxItems: 4000, uniqueItems: true }),
    text: Type.String({ maxLength: limits.text }),
  },
  closed,
)
export type BulletinIn = Static<typeof BulletinIn>

const listed = {
  id: Id,
  issuer: Type.String(),
  number: Nullable(Type.String()),
  hazard: Type.String(),
  title: Nullable(Type.String()),
  issuedAt: Type.String(),
  nextAt: Nullable(Type.String()),
  /** from then on it is out of date, and `endsAt` from then on its levels stand no more */
  validUntil: Type.String(),
  endsAt: Type.String(),
  outOfDate: Type.Boolean(),
  final: Type.Boolean(),
  origin: Type.String(),
  text: Type.String(),
  enteredBy: Type.String(),
  enteredAt: Type.String(),
}
export const BulletinOut = Type.Object({
  ...listed,
  levels: Type.Array(Type.Object({ hazard: Type.String(), level: Type.Integer(), communes: Type.Integer() })),
  forecasts: Type.Integer(),
  rain: Type.Integer(),
})
export type BulletinOut = Static<typeof BulletinOut>
export const BulletinDetail = Type.Object({
  ...listed,
  levels: Type.Array(Type.Object({ hazard: Type.String(), level: Type.Integer(), unitIds: Type.Array(Id) })),
  forecasts: Type.Array(BulletinForecast),
  rain: Type.Array(BulletinRainOut),
  storm: Type.Array(StormPoint),
})
export type BulletinDetail = Static<typeof BulletinDetail>

/** What bulletins say of the hours to come at one unit: "24 giờ tới có thể có gì". */
export const BulletinOutlook = Type.Object({
  unitId: Id,
  bulletins: Type.Array(
    Type.Object({
      id: Id,
      issuer: Type.String(),
      hazard: Type.String(),
      issuedAt: Type.String(),
      validUntil: Type.String(),
      outOfDate: Type.Boolean(),
      forecasts: Type.Array(BulletinForecast),
      /** rain of this very place, and of wider regions in the words of the bulletin */
      rain: Type.Array(BulletinRainOut),
      storm: Type.Array(StormPoint),
    }),
  ),
})
export type BulletinOutlook = Static<typeof BulletinOutlook>

export const OverdueBulletin = Type.Object({
  id: Type.String(),
  nameVi: Type.String(),
  nameEn: Type.String(),
  hazard: Type.String(),
  dueAt: Type.String(),
  lateMinutes: Type.Integer(),
  article: Nullable(Type.String()),
  source: Type.String(),
  why: Type.Union([Type.Literal('alarm'), Type.Literal('official'), Type.Literal('stated')]),
})
export const OverdueBulletins = Type.Object({ now: Type.String(), overdue: Type.Array(OverdueBulletin) })
export type OverdueBulletins = Static<typeof OverdueBulletins>

export const BulletinSourceIn = Type.Object(
  {
    name: Line,
    url: Type.String({ minLength: 8, maxLength: 600 }),
    kind: Type.Union([Type.Literal('cap'), Type.Literal('page')]),
    /** null: only when a person asks */
    everyMinutes: Nullable(Type.Integer({ minimum: 5, maximum: 1440 })),
    enabled: Type.Boolean(),
  },
  closed,
)
export type BulletinSourceIn = Static<typeof BulletinSourceIn>
export const BulletinSourceOut = Type.Object({
  id: Id,
  name: Type.String(),
  url: Type.String(),
  kind: Type.Union([Type.Literal('cap'), Type.Literal('page')]),
  everyMinutes: Nullable(Type.Integer()),
  enabled: Type.Boolean(),
  changedAt: Type.String(),
  changedByName: Type.String(),
  nextAt: Nullable(Type.String()),
  triedAt: Nullable(Type.String()),
  succeededAt: Nullable(Type.String()),
  failures: Type.Integer(),
  lastError: Nullable(Type.String()),
  lastErrorEn: Nullable(Type.String()),
  mayChange: Type.Boolean(),
})
export type BulletinSourceOut = Static<typeof BulletinSourceOut>
export const FetchOutcome = Type.Object({
  /** new ones */
  arrived: Type.Integer(),
  /** known already */
  known: Type.Integer(),
  /** messages or pages that were no bulletin */
  skipped: Type.Integer(),
})
export type FetchOutcome = Static<typeof FetchOutcome>

export const BulletinArrivalOut = Type.Object({
  id: Id,
  sourceName: Type.String(),
  arrivedAt: Type.String(),
  title: Nullable(Type.String()),
  kind: Nullable(Type.String()),
  issuedAt: Nullable(Type.String()),
  state: Type.Union([Type.Literal('new'), Type.Literal('confirmed'), Type.Literal('discarded')]),
  handledAt: Nullable(Type.String()),
  handledByName: Nullable(Type.String()),
  bulletinId: Nullable(Id),
  leniencies: Type.Array(Leniency),
  signature: Nullable2(SignatureOut),
})
export type BulletinArrivalOut = Static<typeof BulletinArrivalOut>
