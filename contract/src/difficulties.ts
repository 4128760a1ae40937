import { Type, type Static } from 'typebox'
import { difficultyStates, handlingActs, respondingActs } from '@tusom/domain'
import { Id, IsoDate, IsoTime, limits } from './common.ts'
import { UnitRef } from './tasks.ts'

const text = Type.String()
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(t: T) => Type.Union([t, Type.Null()])
export const DifficultyStateName = Type.Enum([...difficultyStates])
export const OutcomeName = Type.Enum(['accepted', 'partly', 'not'])

export const DifficultyOut = Type.Object({
  id: Id,
  title: text,
  text,
  unit: UnitRef,
  to: UnitRef,
  field: orNull(text),
  state: DifficultyStateName,
  outcome: orNull(OutcomeName),
  answer: orNull(text),
  firstDueOn: text,
  dueOn: text,
  /** how the day to answer by stands on the clock of the run */
  due: Type.Object({ kind: Type.Enum(['late', 'soon', 'ahead', 'none']), days: Type.Integer() }),
  passes: Type.Integer(),
  reopened: Type.Integer(),
  raisedAt: text,
  raisedBy: text,
  answeredAt: orNull(text),
  stateAt: text,
  /** whose turn it is: mine, or somebody else's */
  mine: Type.Boolean(),
  sample: Type.Boolean(),
})
export type DifficultyOut = Static<typeof DifficultyOut>

/** For which unit somebody may raise, and whom it may ask. */
const Raising = Type.Object({ unit: UnitRef, to: Type.Array(Type.Object({ ...UnitRef.properties, kind: text })) })
export const DifficultyList = Type.Object({
  today: text,
  rules: Type.Object({
    answerDays: Type.Integer(),
    passOnDays: Type.Integer(),
    soonDays: Type.Integer(),
    proposed: Type.Boolean(),
    mayChange: Type.Boolean(),
    provinceId: Id,
  }),
  raising: Type.Array(Raising),
  rows: Type.Array(DifficultyOut),
})
export type DifficultyList = Static<typeof DifficultyList>

export const DifficultyDetail = Type.Object({
  today: text,
  difficulty: DifficultyOut,
  source: orNull(
    Type.Object({
      reportId: Id,
      formTitle: text,
      period: text,
      part: text,
      sentence: text,
      /** null where the reader may not open the report */
      href: orNull(text),
    }),
  ),
  task: orNull(Type.Object({ id: Id, title: text, state: orNull(text), mayOpen: Type.Boolean() })),
  steps: Type.Array(
    Type.Object({
      act: text,
      at: text,
      by: text,
      unit: text,
      to: orNull(text),
      outcome: orNull(OutcomeName),
      text,
      dueOn: orNull(text),
    }),
  ),
  may: Type.Array(Type.Enum([...handlingActs, ...respondingActs])),
  /** units it may be passed on to */
  passOn: Type.Array(UnitRef),
  /** who acts may also give a task */
  mayGive: Type.Boolean(),
})
export type DifficultyDetail = Static<typeof DifficultyDetail>

const Words = Type.String({ minLength: 5, maxLength: 4000, pattern: '\\S' })
export const DifficultyIn = Type.Object(
  {
    unitId: Id,
    toId: Id,
    title: Type.String({ minLength: 5, maxLength: limits.line, pattern: '\\S' }),
    text: Type.Optional(Type.String({ maxLength: 4000 })),
    field: Type.Optional(Type.String({ maxLength: 30 })),
    /** the rule's day when absent */
    dueOn: Type.Optional(IsoDate),
    source: Type.Optional(
      Type.Object(
        {
          reportId: Id,
          part: Type.String({ minLength: 1, maxLength: 60 }),
          sentence: Type.String({ minLength: 5, maxLength: 2000 }),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
)
export type DifficultyIn = Static<typeof DifficultyIn>
export const DifficultyMade = Type.Object({ id: Id, dueOn: text })

/** Of the unit that must answer. */
export const DifficultyHandle = Type.Union([
  Type.Object({ act: Type.Literal('pass-on'), toId: Id, text: Words }, { additionalProperties: false }),
  Type.Object({ act: Type.Literal('ask-back'), text: Words }, { additionalProperties: false }),
  Type.Object(
    {
      act: Type.Literal('answer'),
      outcome: OutcomeName,
      text: Words,
      task: Type.Optional(
        Type.Object(
          {
            title: Type.String({ minLength: 5, maxLength: limits.line, pattern: '\\S' }),
            leadIds: Type.Array(Id, { minItems: 1, maxItems: 200, uniqueItems: true }),
            dueAt: Type.Optional(IsoTime),
          },
          { additionalProperties: false },
        ),
      ),
    },
    { additionalProperties: false },
  ),
])
export type DifficultyHandle = Static<typeof DifficultyHandle>
/** Of the unit that raised it. */
export const DifficultyRespond = Type.Union([
  Type.Object({ act: Type.Literal('reply'), text: Words }, { additionalProperties: false }),
  Type.Object(
    { act: Type.Literal('settle'), text: Type.Optional(Type.String({ maxLength: 4000 })) },
    { additionalProperties: false },
  ),
  Type.Object({ act: Type.Literal('not-settled'), text: Words }, { additionalProperties: false }),
  Type.Object({ act: Type.Literal('withdraw'), text: Words }, { additionalProperties: false }),
])
export type DifficultyRespond = Static<typeof DifficultyRespond>

export const DifficultyRulesBody = Type.Object(
  {
    answerDays: Type.Integer({ minimum: 1, maximum: 180 }),
    passOnDays: Type.Integer({ minimum: 0, maximum: 60 }),
    soonDays: Type.Integer({ minimum: 0, maximum: 60 }),
  },
  { additionalProperties: false },
)
export type DifficultyRulesBody = Static<typeof DifficultyRulesBody>
