import { Type, type Static } from 'typebox'
import { Id, Line } from './common.ts'

const Role = Type.Union(
  [
    'leader',
    'duty-officer',
    'standing-agency',
    'department-officer',
    'commune-officer',
    'hamlet-head',
    'administrator',
  ].map(r => Type.Literal(r)),
)
export const UserAssignment = Type.Object({ unitId: Id, role: Role }, { additionalProperties: false })
const Password = Type.String({
  minLength: 12,
  maxLength: 200,
  description: 'at least 12 characters; no other rule, a sentence is best',
})

export const NewUser = Type.Object(
  {
    username: Type.String({ pattern: '^[a-z0-9][a-z0-9._-]{2,60}$', description: 'small letters, digits, dots' }),
    displayName: Line,
    password: Password,
    assignments: Type.Array(UserAssignment, { minItems: 1, maxItems: 20 }),
  },
  { additionalProperties: false },
)
export type NewUser = Static<typeof NewUser>
export const UserChange = Type.Object(
  {
    displayName: Type.Optional(Line),
    active: Type.Optional(Type.Boolean()),
    password: Type.Optional(Password),
    assignments: Type.Optional(Type.Array(UserAssignment, { minItems: 1, maxItems: 20 })),
  },
  { additionalProperties: false },
)
export const OwnPassword = Type.Object(
  { current: Type.String({ minLength: 1, maxLength: 200 }), next: Password },
  { additionalProperties: false },
)
export const UserOut = Type.Object({
  id: Id,
  username: Type.String(),
  displayName: Type.String(),
  active: Type.Boolean(),
  sample: Type.Boolean(),
  assignments: Type.Array(Type.Object({ unitId: Id, unitName: Type.String(), role: Type.String() })),
})
export type UserOut = Static<typeof UserOut>
