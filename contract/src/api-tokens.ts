import { Type, type Static } from 'typebox'
import { Id, Line } from './common.ts'

const MachineRole = Type.Union([Type.Literal('station-data'), Type.Literal('station-manager')], {
  description: 'station-data sends and reads readings; station-manager registers stations besides',
})
export const NewApiToken = Type.Object(
  {
    unitId: Id,
    role: MachineRole,
    name: Line,
    days: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 1095, description: 'how long it holds; a year when absent' }),
    ),
  },
  { additionalProperties: false },
)
export type NewApiToken = Static<typeof NewApiToken>
export const ApiTokenMade = Type.Object({
  id: Id,
  token: Type.String({ description: 'shown this once' }),
  expiresAt: Type.String(),
})
export type ApiTokenMade = Static<typeof ApiTokenMade>
export const ApiTokenOut = Type.Object({
  id: Id,
  unitId: Id,
  unitName: Type.String(),
  role: MachineRole,
  name: Type.String(),
  hint: Type.String({ description: 'how the key begins' }),
  createdAt: Type.String(),
  createdBy: Type.String(),
  expiresAt: Type.String(),
  lastUsedAt: Type.Union([Type.String(), Type.Null()]),
  revokedAt: Type.Union([Type.String(), Type.Null()]),
  revokedBy: Type.Union([Type.String(), Type.Null()]),
})
export type ApiTokenOut = Static<typeof ApiTokenOut>
