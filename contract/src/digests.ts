import { Type, type Static } from 'typebox'
import { followUpWhats } from '@tusom/domain'
import { Id } from './common.ts'
import { UnitRef } from './tasks.ts'

const text = Type.String()
const part = <T extends Parameters<typeof Type.Array>[0]>(line: T) =>
  Type.Object({ count: Type.Integer(), lines: Type.Array(line) })
const line = {
  taskId: Id,
  title: text,
  dueAt: Type.Union([text, Type.Null()]),
  days: Type.Integer(),
}

/** What one unit is told once a day. */
export const DigestOut = Type.Object({
  unit: UnitRef,
  day: text,
  madeAt: text,
  unread: Type.Boolean(),
  late: part(Type.Object(line)),
  soon: part(Type.Object(line)),
  given: part(Type.Object(line)),
  cannot: part(Type.Object({ ...line, unit: UnitRef, reason: text })),
  escalated: part(Type.Object({ unit: UnitRef, count: Type.Integer(), days: Type.Integer(), taskIds: Type.Array(Id) })),
  ownPlans: part(
    Type.Object({
      ownPlanId: Id,
      unit: UnitRef,
      planTitle: text,
      what: Type.Enum(['due', 'late', 'returned', 'review']),
      days: Type.Integer(),
    }),
  ),
  followUps: part(
    Type.Object({
      kind: Type.Enum(['difficulty', 'inspection', 'commendation']),
      id: Id,
      unit: UnitRef,
      title: text,
      what: Type.Enum([...followUpWhats]),
      days: Type.Integer(),
    }),
  ),
})
export type DigestOut = Static<typeof DigestOut>
export const UrgentOut = Type.Object({
  id: Id,
  unit: UnitRef,
  at: text,
  kind: Type.Enum(['given', 'cannot']),
  taskIds: Type.Array(Id),
  detail: text,
  unread: Type.Boolean(),
})
export type UrgentOut = Static<typeof UrgentOut>
export const DigestList = Type.Object({ now: text, digests: Type.Array(DigestOut), urgent: Type.Array(UrgentOut) })
export type DigestList = Static<typeof DigestList>
export const DigestBadge = Type.Object({ digests: Type.Integer(), urgent: Type.Integer() })
export type DigestBadge = Static<typeof DigestBadge>
