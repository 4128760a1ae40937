import { Type, type Static } from 'typebox'
import { Id, Line } from './common.ts'

export const UnitOut = Type.Object({
  id: Id,
  code: Type.String(),
  kind: Type.String(),
  name: Type.String(),
  fullName: Type.String(),
  parentId: Type.Union([Id, Type.Null()]),
  lat: Type.Union([Type.Number(), Type.Null()]),
  lon: Type.Union([Type.Number(), Type.Null()]),
  sample: Type.Boolean(),
})
export type UnitOut = Static<typeof UnitOut>
export const RunOut = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  now: Type.String(),
  speed: Type.Number(),
  startedAt: Type.String(),
  endedAt: Type.Union([Type.String(), Type.Null()]),
  ownerId: Type.Union([Type.Integer(), Type.Null()]),
})
export type RunOut = Static<typeof RunOut>
export const RunIn = Type.Object(
  {
    name: Line,
    clockAt: Type.String({ format: 'date-time' }),
    speed: Type.Number({ exclusiveMinimum: 0, maximum: 100_000 }),
  },
  { additionalProperties: false },
)
export const RunClock = Type.Object(
  { clockAt: Type.String({ format: 'date-time' }), speed: Type.Number({ exclusiveMinimum: 0, maximum: 100_000 }) },
  { additionalProperties: false },
)
