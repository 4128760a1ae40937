import { Type, type Static } from 'typebox'
import { awardLevels } from '@tusom/domain'
import { Id, IsoDate } from './common.ts'
import { UnitRef } from './tasks.ts'

const text = Type.String()
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(t: T) => Type.Union([t, Type.Null()])
const Filled = (max: number, min = 1) => Type.String({ minLength: min, maxLength: max, pattern: '\\S' })
export const AwardName = Type.Enum(awardLevels.map(a => a.code))
export const CommendationStateName = Type.Enum([
  'proposed',
  'returned',
  'supported',
  'awarded',
  'declined',
  'withdrawn',
])
export const CommendationLinkKind = Type.Enum(['task', 'report', 'incident'])

export const CommendationOut = Type.Object({
  id: Id,
  kind: Type.Enum(['collective', 'person']),
  unit: UnitRef,
  to: UnitRef,
  subject: UnitRef,
  groupName: text,
  /** null for a collective, and once it was deleted */
  name: orNull(text),
  position: orNull(text),
  merit: text,
  award: AwardName,
  link: orNull(Type.Object({ kind: CommendationLinkKind, id: Id, title: text, href: orNull(text) })),
  grounds: Type.Object({ purpose: text, legalBasis: text, deleteAfter: text }),
  erased: Type.Boolean(),
  state: CommendationStateName,
  reviewText: text,
  decision: orNull(Type.Object({ number: text, date: text })),
  proposedAt: text,
  proposedBy: text,
  stateAt: text,
  steps: Type.Array(Type.Object({ act: text, at: text, by: text, unit: text, text })),
  may: Type.Array(Type.Enum(['change', 'withdraw', 'support', 'return', 'decline', 'award'])),
  sample: Type.Boolean(),
})
export type CommendationOut = Static<typeof CommendationOut>
export const CommendationList = Type.Object({
  today: text,
  deleteAfter: text,
  /** units for which the reader may propose, each with whose collectives and people */
  proposing: Type.Array(Type.Object({ unit: UnitRef, subjects: Type.Array(UnitRef) })),
  awards: Type.Array(Type.Object({ code: AwardName, vi: text, en: text })),
  rows: Type.Array(CommendationOut),
})
export type CommendationList = Static<typeof CommendationList>

const fields = {
  subjectId: Id,
  kind: Type.Enum(['collective', 'person']),
  groupName: Type.Optional(Type.String({ maxLength: 200 })),
  name: Type.Optional(Type.String({ maxLength: 120 })),
  position: Type.Optional(Type.String({ maxLength: 160 })),
  merit: Filled(2000, 10),
  award: AwardName,
  link: Type.Optional(Type.Object({ kind: CommendationLinkKind, id: Id }, { additionalProperties: false })),
  deleteAfter: Type.Optional(IsoDate),
}
export const CommendationIn = Type.Object({ unitId: Id, ...fields }, { additionalProperties: false })
export type CommendationIn = Static<typeof CommendationIn>
export const CommendationPut = Type.Object(fields, { additionalProperties: false })
export type CommendationPut = Static<typeof CommendationPut>
export const CommendationMade = Type.Object({ id: Id })
export const CommendationReview = Type.Union([
  Type.Object(
    { act: Type.Literal('support'), text: Type.Optional(Type.String({ maxLength: 2000 })) },
    { additionalProperties: false },
  ),
  Type.Object({ act: Type.Enum(['return', 'decline']), text: Filled(2000, 5) }, { additionalProperties: false }),
  Type.Object(
    {
      act: Type.Literal('award'),
      number: Filled(60),
      date: IsoDate,
      text: Type.Optional(Type.String({ maxLength: 2000 })),
    },
    { additionalProperties: false },
  ),
])
export type CommendationReview = Static<typeof CommendationReview>
export const CommendationListQuery = Type.Object({
  ids: Type.String({ pattern: '^\\d{1,9}(,\\d{1,9}){0,199}$', description: 'ids, joined by commas' }),
})
