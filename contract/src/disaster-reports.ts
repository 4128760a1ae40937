import { Type, type Static } from 'typebox'
import { Id, IsoTime } from './common.ts'

const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(t: T) => Type.Union([t, Type.Null()])
const Words = { vi: Type.String(), en: Type.String() }

export const LossDayOut = Type.Object({
  day: Type.String(),
  dueAt: IsoTime,
  state: Type.Union([Type.Literal('on-time'), Type.Literal('late'), Type.Literal('missing'), Type.Literal('open')]),
  at: Nullable(IsoTime),
})
const Days = Type.Array(LossDayOut)

/** What an incident owes and holds by TTLT 43/2015. */
export const LossOverview = Type.Object({
  incident: Type.Object({
    id: Id,
    title: Type.String(),
    hazard: Type.String(),
    onset: IsoTime,
    end: Nullable(IsoTime),
  }),
  /** null: the circular names none for the hazard */
  form: Nullable(Type.Object({ ...Words, commune: Type.String(), province: Type.String() })),
  unit: Type.Object({
    id: Id,
    name: Type.String(),
    level: Type.Union([Type.Literal('commune'), Type.Literal('province')]),
  }),
  days: Days,
  communes: Type.Array(Type.Object({ id: Id, name: Type.String(), reported: Type.Boolean(), days: Days })),
  reported: Type.Integer(),
  of: Type.Integer(),
  groups: Type.Array(
    Type.Object({
      ...Words,
      figures: Type.Array(
        Type.Object({
          code: Type.String(),
          ...Words,
          unit: Type.String(),
          /** null: no figure, which is not zero */
          value: Nullable(Type.Number()),
          reported: Type.Integer(),
          of: Type.Integer(),
        }),
      ),
    }),
  ),
  corrections: Type.Array(
    Type.Object({
      commune: Type.String(),
      ...Words,
      before: Type.Number(),
      after: Nullable(Type.Number()),
      at: IsoTime,
      by: Type.String(),
      reason: Type.String(),
    }),
  ),
  /** missing for more than a year, commune by commune: they count as dead, and a person corrects the figures */
  overAYear: Type.Array(Type.Object({ commune: Type.String(), people: Type.Integer() })),
  /** of the sum of the event; null while it goes on */
  summaryDueAt: Nullable(IsoTime),
})
export type LossOverview = Static<typeof LossOverview>

export const LossQuery = Type.Object({ unit: Type.Optional(Id) })
export const LossDocumentQuery = Type.Object({
  unit: Type.Optional(Id),
  kind: Type.Union([Type.Literal('quick'), Type.Literal('event')]),
})
