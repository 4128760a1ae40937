import { Type, type Static } from 'typebox'
import { Id, limits } from './common.ts'

const OrNull = <T extends Parameters<typeof Type.Union>[0][number]>(t: T) => Type.Union([t, Type.Null()])
export const OutlookParams = Type.Object({ unitId: Id })
export const OutlookKind = Type.Union([
  Type.Literal('week'),
  Type.Literal('month'),
  Type.Literal('quarter'),
  Type.Literal('half-year'),
  Type.Literal('year'),
])
export type OutlookKind = Static<typeof OutlookKind>
export const OutlookQuery = Type.Object({ kind: Type.Optional(OutlookKind) })
export const OutlookTextQuery = Type.Object({ period: Type.String({ minLength: 1, maxLength: 24 }) })

const HazardClaim = Type.Object({
  kind: Type.Literal('hazard'),
  hazard: Type.String(),
  level: Type.Integer(),
  probability: Type.Number(),
  until: Type.String(),
  happened: Type.Integer(),
  of: Type.Integer(),
})
const CountClaim = Type.Object({
  kind: Type.Literal('count'),
  form: Type.String(),
  element: Type.String(),
  low: Type.Number(),
  high: Type.Number(),
  level: Type.Literal(0.8),
  until: Type.String(),
})
const Claim = Type.Union([HazardClaim, CountClaim])
const words = { id: Type.String(), vi: Type.String(), en: Type.String() }
const Period = Type.Object({
  key: Type.String(),
  start: Type.String(),
  end: Type.String(),
  nameVi: Type.String(),
  nameEn: Type.String(),
})
const Score = Type.Object({
  results: Type.Array(
    Type.Object({
      id: Type.String(),
      held: OrNull(Type.Boolean()),
      brier: OrNull(Type.Number()),
      value: OrNull(Type.Number()),
    }),
  ),
  brier: OrNull(Type.Number()),
  vi: Type.String(),
  en: Type.String(),
})
export const ConfirmedOutlook = Type.Object({
  id: Id,
  period: Period,
  next: Period,
  text: Type.String(),
  claims: Type.Array(Type.Object({ ...words, claim: Claim })),
  confirmedAt: Type.String(),
  confirmedByName: Type.String(),
  /** null until the period it speaks of has ended */
  score: OrNull(Score),
})
export type ConfirmedOutlook = Static<typeof ConfirmedOutlook>
export const OutlookPage = Type.Object({
  asOf: Type.String(),
  unit: Type.Object({ id: Id, fullName: Type.String() }),
  draft: Type.Object({
    period: Period,
    next: Period,
    statements: Type.Array(Type.Object({ ...words, claim: OrNull(Claim) })),
    text: Type.String(),
    /** of the claims: sent back so that nobody confirms other figures than he read */
    stamp: Type.String(),
  }),
  mayConfirm: Type.Boolean(),
  confirmed: Type.Array(ConfirmedOutlook),
})
export type OutlookPage = Static<typeof OutlookPage>
export const OutlookIn = Type.Object(
  {
    periodKey: Type.String({ minLength: 1, maxLength: 24 }),
    text: Type.String({ minLength: 1, maxLength: limits.text, pattern: '\\S' }),
    stamp: Type.String({ minLength: 8, maxLength: 64 }),
    /** ids of the claims that are kept */
    keep: Type.Array(Type.String({ maxLength: 200 }), { maxItems: 100 }),
  },
  { additionalProperties: false },
)
export type OutlookIn = Static<typeof OutlookIn>
export const OutlookMade = Type.Object({ id: Id })
export const OutlookText = Type.Object({ period: Type.String(), text: Type.String(), confirmed: Type.Boolean() })
