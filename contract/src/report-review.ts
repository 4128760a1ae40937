import { Type, type Static } from 'typebox'
import { Id } from './common.ts'

const OrNull = <T extends Parameters<typeof Type.Union>[0][number]>(t: T) => Type.Union([t, Type.Null()])

/** Something to look at before a report is accepted. */
export const ReviewMarkOut = Type.Object({
  code: Type.String(),
  elements: Type.Array(Type.String()),
  part: OrNull(Type.String()),
  vi: Type.String(),
  en: Type.String(),
  /** what the unit said when it was asked */
  reason: OrNull(Type.String()),
})

export const ReportReview = Type.Object({
  asOf: Type.String(),
  /** reports that are or were sent, or have something in them that cannot be */
  units: Type.Array(
    Type.Object({
      unitId: Id,
      name: Type.String(),
      reportId: Id,
      state: Type.String(),
      sentAt: OrNull(Type.String()),
      href: Type.String(),
      marks: Type.Array(ReviewMarkOut),
    }),
  ),
  /** this reader accepts and returns */
  mayJudge: Type.Boolean(),
  /** reports that wait without a mark: those that may be accepted together */
  clean: Type.Array(Type.Object({ id: Id, sentAt: Type.String() })),
})
export type ReportReview = Static<typeof ReportReview>

/** A province has about a hundred communes; `sentAt` is what the reader saw: what was sent anew since is left waiting. */
export const ReportsAcceptIn = Type.Object(
  {
    reports: Type.Array(
      Type.Object({ id: Id, sentAt: Type.String({ format: 'date-time' }) }, { additionalProperties: false }),
      {
        minItems: 1,
        maxItems: 400,
      },
    ),
  },
  { additionalProperties: false },
)
export type ReportsAcceptIn = Static<typeof ReportsAcceptIn>
export const ReportsAccepted = Type.Object({
  accepted: Type.Array(Id),
  /** sent anew, returned or accepted by somebody else since they were looked at */
  changed: Type.Array(Id),
})
export type ReportsAccepted = Static<typeof ReportsAccepted>
