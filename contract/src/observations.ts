import { Type, type Static } from 'typebox'
import { limits } from './common.ts'

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
  refused: Type.Array(RefusedReading),
  levelChanges: Type.Integer(),
})
export type ObservationResult = Static<typeof ObservationResult>
