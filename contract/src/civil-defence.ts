import { Type, type Static } from 'typebox'
import { Id, IsoDate } from './common.ts'

const Level = Type.Union([Type.Literal(1), Type.Literal(2), Type.Literal(3)])
const Criteria = Type.Object(
  {
    extent: Type.String({ minLength: 3, maxLength: 1000 }),
    place: Type.String({ minLength: 3, maxLength: 1000 }),
    course: Type.String({ minLength: 3, maxLength: 1000 }),
    capacity: Type.String({ minLength: 3, maxLength: 1000 }),
  },
  { additionalProperties: false },
)
const Words = Type.Object({ vi: Type.String(), en: Type.String() })
const Person = Type.Object({ name: Type.String(), at: Type.String() })
const Maybe = <T extends Parameters<typeof Type.Array>[0]>(t: T) => Type.Union([t, Type.Null()])

export const CivilDefenceIn = Type.Object(
  {
    level: Level,
    unitId: Id,
    incident: Type.String({ minLength: 3, maxLength: 200 }),
    scope: Type.String({ minLength: 3, maxLength: 1000 }),
    criteria: Criteria,
    lacks: Type.String({ minLength: 3, maxLength: 2000 }),
  },
  { additionalProperties: false },
)
export type CivilDefenceIn = Static<typeof CivilDefenceIn>
export const LiftIn = Type.Object(
  { reason: Type.String({ minLength: 5, maxLength: 2000 }) },
  { additionalProperties: false },
)
export const CivilDefenceDecide = Type.Object(
  {
    act: Type.Union([Type.Literal('declare'), Type.Literal('turn-down'), Type.Literal('keep'), Type.Literal('lift')]),
    remark: Type.Optional(Type.String({ maxLength: 2000 })),
    /** of the signed decision, where it has one already; needed for level 3 */
    number: Type.Optional(Type.String({ maxLength: 60 })),
    date: Type.Optional(IsoDate),
  },
  { additionalProperties: false },
)
export type CivilDefenceDecide = Static<typeof CivilDefenceDecide>

const Decision = Type.Object({ number: Maybe(Type.String()), date: Maybe(Type.String()) })
export const CivilDefenceRow = Type.Object({
  id: Id,
  level: Level,
  unit: Type.Object({ id: Id, fullName: Type.String() }),
  incident: Type.String(),
  scope: Type.String(),
  criteria: Criteria,
  lacks: Type.String(),
  state: Type.Union([
    Type.Literal('proposed'),
    Type.Literal('turned-down'),
    Type.Literal('declared'),
    Type.Literal('lift-proposed'),
    Type.Literal('lifted'),
  ]),
  /** it holds now */
  stands: Type.Boolean(),
  authority: Words,
  proposed: Person,
  decided: Maybe(Person),
  decision: Decision,
  liftReason: Maybe(Type.String()),
  liftProposed: Maybe(Person),
  lifted: Maybe(Person),
  liftDecision: Decision,
  steps: Type.Array(
    Type.Object({
      act: Type.String(),
      at: Type.String(),
      name: Type.String(),
      unit: Type.String(),
      remark: Type.String(),
    }),
  ),
  /** what the reader may do with it now */
  may: Type.Array(Type.String()),
  /** a decision can be written as a document: levels 1 and 2 */
  hasDocument: Type.Boolean(),
})
export type CivilDefenceRow = Static<typeof CivilDefenceRow>
export const CivilDefenceList = Type.Object({
  asOf: Type.String(),
  exercise: Type.Boolean(),
  rules: Type.Array(
    Type.Object({
      level: Level,
      place: Type.String(),
      test: Words,
      authority: Words,
      source: Type.String(),
      authorityStatus: Type.String(),
    }),
  ),
  criteria: Type.Array(Type.Object({ key: Type.String(), vi: Type.String(), en: Type.String() })),
  unknownDeadlines: Words,
  rows: Type.Array(CivilDefenceRow),
})
export type CivilDefenceList = Static<typeof CivilDefenceList>
export const CivilDefenceMade = Type.Object({ id: Id })
