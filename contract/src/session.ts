import { Type, type Static } from 'typebox'
import { Id, Line } from './common.ts'

export const SignIn = Type.Object(
  { username: Line, password: Type.String({ minLength: 1, maxLength: 200 }) },
  { additionalProperties: false },
)
export const FirstAdministrator = Type.Object(
  {
    username: Type.String({ pattern: '^[a-z0-9][a-z0-9._-]{2,60}$' }),
    displayName: Line,
    password: Type.String({ minLength: 12, maxLength: 200 }),
    provinceName: Line,
    provinceCode: Type.String({ pattern: '^\\d{2}$' }),
  },
  { additionalProperties: false },
)
export const Me = Type.Object({
  userId: Id,
  username: Type.String(),
  displayName: Type.String(),
  sample: Type.Boolean(),
  homeUnit: Type.Object({
    id: Id,
    code: Type.String(),
    name: Type.String(),
    fullName: Type.String(),
    kind: Type.String(),
  }),
  province: Type.Object({ id: Id, name: Type.String(), fullName: Type.String() }),
  assignments: Type.Array(Type.Object({ unitId: Id, unitName: Type.String(), role: Type.String() })),
  run: Type.Object({ id: Type.Integer(), name: Type.String(), now: Type.String() }),
})
export type Me = Static<typeof Me>
