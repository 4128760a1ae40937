import { Type, type Static } from 'typebox'
import { Id } from './common.ts'

export const LevelValue = Type.Union([Type.Integer({ minimum: 0, maximum: 5 }), Type.Null()], {
  description: 'null: undetermined, for an officer to decide',
})
export const EvidenceOut = Type.Object({
  station: Type.String(),
  indicator: Type.String(),
  value: Type.Number(),
  at: Type.String(),
  says: Type.String(),
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
  now: Type.Union([Type.Object({ says: Type.String(), at: Type.String() }), Type.Null()]),
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
  unit: Type.String(),
  invented: Type.Boolean(),
  thresholds: Type.Record(Type.String(), SourcedFigure),
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
