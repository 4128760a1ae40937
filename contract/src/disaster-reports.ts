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
      /** null: nothing stood for that time */
      before: Nullable(Type.Number()),
      after: Nullable(Type.Number()),
      /** the time it speaks for */
      at: IsoTime,
      recordedAt: IsoTime,
      /** it puts a time right that had been reported before */
      earlier: Type.Boolean(),
      by: Type.String(),
      reason: Type.String(),
    }),
  ),
  /** cumulative totals as told at each deadline, and as known now of the same time */
  byDay: Type.Object({
    figures: Type.Array(Type.Object({ code: Type.String(), ...Words, unit: Type.String() })),
    days: Type.Array(
      Type.Object({
        day: Type.String(),
        dueAt: IsoTime,
        values: Type.Array(Nullable(Type.Number())),
        corrected: Type.Array(Nullable(Type.Number())),
        reported: Type.Integer(),
        of: Type.Integer(),
      }),
    ),
  }),
  /** where a commune's daily form says something else than the incident for the same day */
  differences: Type.Array(
    Type.Object({
      commune: Type.String(),
      ...Words,
      day: Type.String(),
      form: Type.Number(),
      incident: Type.Number(),
      href: Type.String(),
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
