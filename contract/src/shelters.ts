import { shelterKinds } from '@tusom/domain'
import { Type, type Static } from 'typebox'
import { Id } from './common.ts'

const HazardWord = Type.Union([Type.Literal('flood'), Type.Literal('landslide')])
const Maybe = Type.Union([Type.String(), Type.Null()])

export const ShelterOut = Type.Object({
  id: Id,
  communeId: Id,
  hamletId: Type.Union([Id, Type.Null()]),
  code: Type.String(),
  name: Type.String(),
  nameEn: Maybe,
  kind: Type.Enum(shelterKinds),
  capacity: Type.Integer(),
  there: Type.Integer({ description: 'people there now' }),
  coming: Type.Integer({ description: 'people told to come who are not there yet' }),
  lat: Type.Union([Type.Number(), Type.Null()]),
  lon: Type.Union([Type.Number(), Type.Null()]),
  safeFrom: Type.Array(HazardWord),
  hasWater: Type.Boolean(),
  hasToilet: Type.Boolean(),
  hasPower: Type.Boolean(),
  active: Type.Boolean(),
  sample: Type.Boolean(),
})
export type ShelterOut = Static<typeof ShelterOut>
export const ShelterList = Type.Object({ shelters: Type.Array(ShelterOut) })
export type ShelterList = Static<typeof ShelterList>
export const ShelterActiveIn = Type.Object({ active: Type.Boolean() }, { additionalProperties: false })
