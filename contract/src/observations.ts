import { Type, type Static } from 'typebox'
import { Id, limits, Nullable } from './common.ts'

/** One reading as stations send it. Times without a zone are Asia/Ho_Chi_Minh. */
export const ReadingIn = Type.Object(
  {
    station: Type.String({ minLength: 1, maxLength: 60 }),
    indicator: Type.String({ minLength: 1, maxLength: 40 }),
    at: Type.String({ maxLength: 40 }),
    value: Type.Number(),
    quality: Type.Optional(Type.Union([Type.Literal('measured'), Type.Literal('corrected')])),
  },
  { additionalProperties: false, $id: 'ReadingIn' },
)
export type ReadingIn = Static<typeof ReadingIn>

/** The envelope only: each item is checked by `ReadingIn` and refused by index, so that one bad reading does not cost the rest. */
export const ObservationBatch = Type.Object(
  {
    readings: Type.Array(Type.Unknown(), { minItems: 1, maxItems: limits.batch }),
    source: Type.Optional(Type.String({ maxLength: 100 })),
  },
  { additionalProperties: false },
)

export const RefusedReading = Type.Object({
  index: Type.Integer(),
  station: Type.Union([Type.String(), Type.Null()]),
  code: Type.String(),
  message: Type.String(),
  messageEn: Type.String(),
})
export const ObservationResult = Type.Object({
  accepted: Type.Integer({ description: 'readings that were new or replaced another' }),
  unchanged: Type.Integer({ description: 'readings that were there already' }),
  refused: Type.Array(RefusedReading, { description: 'the first 1,000' }),
  refusedCount: Type.Integer({ description: 'all that were refused' }),
  levelChanges: Type.Integer(),
})
export type ObservationResult = Static<typeof ObservationResult>

/** A reading that was refused and waits to be mended, sent again or discarded. */
export const RefusalOut = Type.Object({
  id: Type.Integer(),
  knownAt: Type.String(),
  /** `csv@20-NN:mua.csv`: kind, unit, name */
  source: Type.String(),
  unitId: Id,
  unitName: Type.String(),
  station: Nullable(Type.String()),
  /** the reading as far as it could be read: what the form to mend it begins with */
  reading: Type.Object({
    station: Nullable(Type.String()),
    indicator: Nullable(Type.String()),
    at: Nullable(Type.String()),
    value: Nullable(Type.Number()),
    unit: Nullable(Type.String()),
  }),
  /** what was sent, as text */
  content: Nullable(Type.String()),
  code: Type.String(),
  message: Type.String(),
  alike: Type.Integer({ description: 'above 0: stands for so many of this kind that were only counted' }),
  state: Type.Union([Type.Literal('open'), Type.Literal('resent'), Type.Literal('discarded')]),
  triedAt: Nullable(Type.String()),
  handledAt: Nullable(Type.String()),
  handledByName: Nullable(Type.String()),
  reason: Nullable(Type.String()),
})
export type RefusalOut = Static<typeof RefusalOut>
export const RefusalGroup = Type.Object({
  code: Type.String(),
  source: Type.String(),
  station: Nullable(Type.String()),
  n: Type.Integer(),
  kept: Type.Integer({ description: 'of these, those whose content is there to be sent again' }),
  firstAt: Type.String(),
  lastAt: Type.String(),
})
export type RefusalGroup = Static<typeof RefusalGroup>
export const RefusalSummary = Type.Object({ open: Type.Integer(), groups: Type.Array(RefusalGroup) })
export type RefusalSummary = Static<typeof RefusalSummary>

export const RefusalFilter = Type.Object({
  state: Type.Optional(Type.Union([Type.Literal('open'), Type.Literal('resent'), Type.Literal('discarded')])),
  code: Type.Optional(Type.String({ maxLength: 60 })),
  source: Type.Optional(Type.String({ maxLength: 200 })),
  station: Type.Optional(Type.String({ maxLength: 60 })),
  before: Type.Optional(Type.Integer({ minimum: 1 })),
})
export const RefusalIdParams = Type.Object({ id: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }) })
/** A mended reading: time and value as a person writes them. */
export const MendedReading = Type.Object(
  {
    station: Type.String({ minLength: 1, maxLength: 60 }),
    indicator: Type.String({ minLength: 1, maxLength: 40 }),
    at: Type.String({ minLength: 1, maxLength: 40 }),
    value: Type.Number(),
    unit: Type.Optional(Nullable(Type.String({ maxLength: 20 }))),
    corrected: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)
export type MendedReading = Static<typeof MendedReading>
const Refusals = Type.Array(Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }), {
  minItems: 1,
  maxItems: 2000,
})
const Alike = Type.Object(
  {
    code: Type.Optional(Type.String({ maxLength: 60 })),
    source: Type.Optional(Type.String({ maxLength: 200 })),
    station: Type.Optional(Type.String({ maxLength: 60 })),
  },
  { additionalProperties: false, minProperties: 1 },
)
/** Some by their number, or all that wait and are alike (5,000 at a time): one of the two. */
export const ResendRefusals = Type.Object(
  { ids: Type.Optional(Refusals), alike: Type.Optional(Alike) },
  { additionalProperties: false, minProperties: 1, maxProperties: 1 },
)
export const DiscardRefusals = Type.Object(
  {
    ids: Type.Optional(Refusals),
    alike: Type.Optional(Alike),
    reason: Type.String({ minLength: 3, maxLength: limits.line }),
  },
  { additionalProperties: false, minProperties: 2, maxProperties: 2 },
)
/** Ids that were open and could be seen; the others were dealt with meanwhile. */
export const ResendResult = Type.Object({
  sent: Type.Integer(),
  stillRefused: Type.Array(
    Type.Object({ id: Type.Integer(), code: Type.String(), message: Type.String(), messageEn: Type.String() }),
  ),
  gone: Type.Integer(),
})
export type ResendResult = Static<typeof ResendResult>

/** "What X calls A is our B": holds for the unit that says so and all below it. */
export const NewReadingName = Type.Object(
  {
    unitId: Id,
    kind: Type.Union([Type.Literal('station'), Type.Literal('indicator')]),
    name: Type.String({ minLength: 1, maxLength: 60 }),
    means: Type.String({ minLength: 1, maxLength: 60 }),
  },
  { additionalProperties: false },
)
export const ReadingNameOut = Type.Object({
  id: Id,
  unitId: Id,
  unitName: Type.String(),
  kind: Type.String(),
  name: Type.String(),
  means: Type.String(),
  setAt: Type.String(),
  setByName: Type.String(),
})
export type ReadingNameOut = Static<typeof ReadingNameOut>

export const SeriesHealthOut = Type.Object({
  seriesId: Id,
  station: Type.String(),
  name: Type.String(),
  river: Nullable(Type.String()),
  indicator: Type.String(),
  unit: Type.String(),
  invented: Type.Boolean(),
  communes: Type.Array(Type.String()),
  state: Type.Union([Type.Literal('reporting'), Type.Literal('late'), Type.Literal('silent'), Type.Literal('never')]),
  /** silent since the last reading; late since the next one was due */
  since: Nullable(Type.String()),
  /** expected readings that have not come */
  missed: Type.Integer(),
  everyMinutes: Type.Integer(),
  everyFrom: Type.Union([Type.Literal('set'), Type.Literal('learnt'), Type.Literal('registered')]),
  lastAt: Nullable(Type.String()),
  lastValue: Nullable(Type.Number()),
  lastCorrected: Type.Boolean(),
  /** of the last 24 hours: readings that came, those that read zero, those corrected, those that should have come and did not */
  day: Type.Object({ came: Type.Integer(), zeros: Type.Integer(), corrected: Type.Integer(), missing: Type.Integer() }),
  maySet: Type.Boolean(),
})
export type SeriesHealthOut = Static<typeof SeriesHealthOut>
export const ExpectedInterval = Type.Object(
  { minutes: Type.Union([Type.Integer({ minimum: 1, maximum: 44_640 }), Type.Null()]) },
  { additionalProperties: false },
)

const Column = Type.Integer({ minimum: 0, maximum: 199 })
const MaybeColumn = Nullable(Column)
const MaybeName = Nullable(Type.String({ minLength: 1, maxLength: 60 }))
export const DateOrder = Type.Union([
  Type.Literal('dmy'),
  Type.Literal('mdy'),
  Type.Literal('ymd'),
  Type.Literal('epoch-s'),
  Type.Literal('epoch-ms'),
])
export const DecimalMark = Type.Union([Type.Literal('comma'), Type.Literal('point')])
export const Zone = Type.String({ pattern: '^(Z|[-+]\\d{2}:\\d{2})$' })
/** How a file is read; see `ReadingMapping` in domain. */
export const ReadingMappingIn = Type.Object(
  {
    headerRow: Type.Integer({ minimum: 0, maximum: 50 }),
    timeColumn: Column,
    hourColumn: MaybeColumn,
    time: Type.Object({ order: DateOrder, zone: Zone }, { additionalProperties: false }),
    decimal: DecimalMark,
    stationColumn: MaybeColumn,
    indicatorColumn: MaybeColumn,
    unitColumn: MaybeColumn,
    qualityColumn: MaybeColumn,
    station: MaybeName,
    indicator: MaybeName,
    values: Type.Array(
      Type.Object(
        {
          column: Column,
          station: MaybeName,
          indicator: MaybeName,
          unit: Nullable(Type.String({ minLength: 1, maxLength: 20 })),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 200 },
    ),
    blanks: Type.Array(Type.String({ minLength: 1, maxLength: 20 }), { maxItems: 20 }),
  },
  { additionalProperties: false },
)
const Cell = Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()])
export const FileLook = Type.Object({
  fileName: Type.String(),
  fingerprint: Type.String(),
  rowCount: Type.Integer(),
  columnCount: Type.Integer(),
  /** the first rows as they stand in the file, with their number */
  rows: Type.Array(Type.Object({ row: Type.Integer(), cells: Type.Array(Cell) })),
  mapping: Type.Unsafe<Static<typeof ReadingMappingIn>>(Type.Any()),
  /** null: guessed from the names of the columns */
  remembered: Type.Union([
    Type.Object({ usedAt: Type.String(), usedByName: Type.String(), times: Type.Integer(), fileName: Type.String() }),
    Type.Null(),
  ]),
})
export type FileLook = Static<typeof FileLook>
export const FileResult = Type.Object({
  fileName: Type.String(),
  stored: Type.Boolean(),
  rows: Type.Integer(),
  readings: Type.Integer({ description: 'readings that are good' }),
  accepted: Type.Integer(),
  unchanged: Type.Integer(),
  blanks: Type.Integer({ description: 'cells where nothing was measured' }),
  levelChanges: Type.Integer(),
  refusedCount: Type.Integer(),
  refused: Type.Array(RefusedReading, { description: 'the first 1,000; index is the row' }),
  /** the first readings as they would be stored */
  sample: Type.Array(
    Type.Object({
      row: Type.Integer(),
      station: Type.String(),
      name: Type.String(),
      indicator: Type.String(),
      at: Type.String(),
      value: Type.Number(),
      unit: Type.String(),
    }),
  ),
  /** names that are not known, with how often they come */
  unknown: Type.Array(Type.Object({ kind: Type.String(), name: Type.String(), n: Type.Integer() })),
})
export type FileResult = Static<typeof FileResult>
