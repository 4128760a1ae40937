import { Type, type Static } from 'typebox'
import { Id } from './common.ts'

const Words = Type.Object({ vi: Type.String(), en: Type.String() })

export const LevelValue = Type.Union([Type.Integer({ minimum: 0, maximum: 5 }), Type.Null()], {
  description: 'null: undetermined, for an officer to decide',
})
export const EvidenceOut = Type.Object({
  station: Type.String(),
  indicator: Type.String(),
  value: Type.Number(),
  at: Type.String(),
  says: Type.String(),
  /** the same in English; rows of before there was one have none */
  saysEn: Type.Optional(Type.String()),
})
export const LevelSide = Type.Object({
  level: LevelValue,
  since: Type.String(),
  knownAt: Type.String(),
  rule: Type.String(),
  article: Type.Union([Type.String(), Type.Null()]),
  evidence: Type.Array(EvidenceOut),
  bulletin: Type.Union([
    Type.Object({
      issuer: Type.String(),
      number: Type.Union([Type.String(), Type.Null()]),
      issuedAt: Type.String(),
      outOfDateSince: Type.Union([Type.String(), Type.Null()]),
    }),
    Type.Null(),
  ]),
  holder: Type.Union([Type.Object({ name: Type.String(), at: Type.String() }), Type.Null()]),
})
export type LevelSide = Static<typeof LevelSide>
export const LevelRow = Type.Object({
  unitId: Id,
  unitCode: Type.String(),
  unitName: Type.String(),
  hazard: Type.String(),
  suggested: Type.Union([LevelSide, Type.Null()]),
  official: Type.Union([LevelSide, Type.Null()]),
  /** what the readings say now; the evidence of a side is what they said when the level changed */
  now: Type.Union([
    Type.Object({ says: Type.String(), saysEn: Type.Optional(Type.String()), at: Type.String() }),
    Type.Null(),
  ]),
  /** change over the last hour of the series that matters most */
  trend: Type.Union([
    Type.Object({
      perHour: Type.Number(),
      unit: Type.String(),
      station: Type.String(),
      value: Type.Number(),
      at: Type.String(),
    }),
    Type.Null(),
  ]),
  sample: Type.Boolean(),
})
export type LevelRow = Static<typeof LevelRow>
/** A civil-defence level that holds now: a decision by an authority, beside the levels that readings and bulletins tell. */
export const StandingCivilDefence = Type.Object({
  id: Id,
  level: Type.Integer({ minimum: 1, maximum: 3 }),
  unit: Type.Object({ id: Id, fullName: Type.String() }),
  incident: Type.String(),
  scope: Type.String(),
  authority: Words,
  /** who decided, or, of level 3, recorded the decision, and when */
  decided: Type.Union([Type.Object({ name: Type.String(), at: Type.String() }), Type.Null()]),
  decision: Type.Object({
    number: Type.Union([Type.String(), Type.Null()]),
    date: Type.Union([Type.String(), Type.Null()]),
  }),
  liftProposed: Type.Boolean(),
  hasDocument: Type.Boolean(),
})
export type StandingCivilDefence = Static<typeof StandingCivilDefence>
export const LevelList = Type.Object({
  now: Type.String(),
  lastReadingAt: Type.Union([Type.String(), Type.Null()]),
  silent: Type.Array(
    Type.Object({
      station: Type.String(),
      name: Type.String(),
      indicator: Type.String(),
      lastAt: Type.Union([Type.String(), Type.Null()]),
      minutes: Type.Union([Type.Integer(), Type.Null()]),
    }),
  ),
  stations: Type.Integer(),
  levels: Type.Array(LevelRow),
  civilDefence: Type.Array(StandingCivilDefence),
})
export type LevelList = Static<typeof LevelList>

const SourcedFigure = Type.Object({
  value: Type.Number(),
  status: Type.String(),
  source: Type.Optional(Type.String()),
  year: Type.Optional(Type.Integer()),
})
export const ChartSeries = Type.Object({
  seriesId: Id,
  station: Type.String(),
  name: Type.String(),
  river: Type.Union([Type.String(), Type.Null()]),
  indicator: Type.String(),
  /** what it measures, in words; null where nobody has named it */
  measures: Type.Union([Words, Type.Null()]),
  unit: Type.String(),
  everyMinutes: Type.Integer(),
  invented: Type.Boolean(),
  thresholds: Type.Record(Type.String(), SourcedFigure),
  /** figures at which the rule, in the version the province judges by, changes its mind; of rain in mm of 24 hours */
  bounds: Type.Array(Type.Number()),
  readings: Type.Array(Type.Object({ at: Type.String(), value: Type.Number() })),
})
export type ChartSeries = Static<typeof ChartSeries>
export const LevelWhy = Type.Object({
  unit: Type.Object({ id: Id, code: Type.String(), name: Type.String(), fullName: Type.String() }),
  hazard: Type.String(),
  suggested: Type.Union([LevelSide, Type.Null()]),
  official: Type.Union([LevelSide, Type.Null()]),
  /** the rule the level came by, in words, with its article, its status and notes of interpretation */
  rule: Type.Union([
    Type.Object({
      id: Type.String(),
      article: Type.String(),
      nameVi: Type.String(),
      nameEn: Type.String(),
      status: Type.String(),
      source: Type.String(),
      notes: Type.Array(Type.String()),
      pack: Type.String(),
    }),
    Type.Null(),
  ]),
  commander: Type.Union([Type.Object({ vi: Type.String(), en: Type.String(), article: Type.String() }), Type.Null()]),
  /** who must be told, and how often */
  told: Type.Union([Type.Object({ vi: Type.String(), en: Type.String(), article: Type.String() }), Type.Null()]),
  changes: Type.Array(
    Type.Object({
      id: Id,
      status: Type.String(),
      at: Type.String(),
      knownAt: Type.String(),
      from: LevelValue,
      to: LevelValue,
      rule: Type.String(),
      correction: Type.Boolean(),
      evidence: Type.Array(EvidenceOut),
    }),
  ),
  series: Type.Array(ChartSeries),
})
export type LevelWhy = Static<typeof LevelWhy>

const Word = Type.Object({ vi: Type.String(), en: Type.String(), colour: Type.Union([Type.String(), Type.Null()]) })
/** One hazard at a glance: both levels, what stands behind them, and how well it is watched. */
export const HazardGlance = Type.Object({
  hazard: Type.String(),
  nameVi: Type.String(),
  nameEn: Type.String(),
  /** sourced, recalled, proposal, unknown, local */
  status: Type.String(),
  article: Type.String(),
  pack: Type.String(),
  /** null: disaster risk levels of QĐ 18/2021 */
  scale: Type.Union([Type.String(), Type.Null()]),
  suggested: Type.Union([LevelSide, Type.Null()]),
  official: Type.Union([LevelSide, Type.Null()]),
  /** what the suggested level is called on its own scale */
  word: Type.Union([Word, Type.Null()]),
  now: Type.Union([
    Type.Object({ says: Type.String(), saysEn: Type.Optional(Type.String()), at: Type.String() }),
    Type.Null(),
  ]),
  /** series of the commune that the hazard is judged by, and how many of them are silent */
  watched: Type.Integer(),
  silent: Type.Integer(),
  /** rests on an invented gauge or an invented alarm level */
  sample: Type.Boolean(),
})
export type HazardGlance = Static<typeof HazardGlance>
const Point = Type.Object({
  at: Type.String(),
  value: Type.Number(),
  low80: Type.Union([Type.Number(), Type.Null()]),
  high80: Type.Union([Type.Number(), Type.Null()]),
  low95: Type.Union([Type.Number(), Type.Null()]),
  high95: Type.Union([Type.Number(), Type.Null()]),
})
export const CommuneLevels = Type.Object({
  unit: Type.Object({ id: Id, code: Type.String(), name: Type.String(), fullName: Type.String() }),
  now: Type.String(),
  hazards: Type.Array(HazardGlance),
  civilDefence: Type.Array(StandingCivilDefence),
  compound: Type.Union([
    Type.Object({
      hazards: Type.Array(Type.String()),
      base: Type.Integer(),
      raised: Type.Integer(),
      most: Type.Integer(),
      article: Type.String(),
      /** what an officer decided; null: the system's suggestion of one step stands */
      decided: Type.Union([
        Type.Object({
          id: Id,
          by: Type.Integer(),
          level: Type.Integer(),
          reason: Type.String(),
          who: Type.String(),
          at: Type.String(),
        }),
        Type.Null(),
      ]),
    }),
    Type.Null(),
  ]),
  /** the gauges of the commune with the water of the next hours */
  water: Type.Array(
    Type.Object({
      station: Type.String(),
      name: Type.String(),
      river: Type.Union([Type.String(), Type.Null()]),
      invented: Type.Boolean(),
      thresholds: Type.Record(Type.String(), SourcedFigure),
      last: Type.Object({ at: Type.String(), value: Type.Number() }),
      limb: Type.Union([Type.Literal('rise'), Type.Literal('recession')]),
      points: Type.Array(Point),
    }),
  ),
})
export type CommuneLevels = Static<typeof CommuneLevels>
export const RaiseIn = Type.Object(
  { by: Type.Union([Type.Literal(1), Type.Literal(2)]), reason: Type.String({ minLength: 10, maxLength: 1000 }) },
  { additionalProperties: false },
)
