import { Type, type Static } from 'typebox'
import { IsoDate, Line } from './common.ts'

const Kind = Type.Union([Type.Literal('holiday'), Type.Literal('workday')])

/** Days that count otherwise than their day of the week says, as the province entered them. */
export const ReportDaysOff = Type.Object({
  days: Type.Array(
    Type.Object({ day: Type.String(), kind: Kind, name: Type.String(), at: Type.String(), by: Type.String() }),
  ),
  mayKeep: Type.Boolean(),
})
export type ReportDaysOff = Static<typeof ReportDaysOff>

export const DayOffIn = Type.Object({ kind: Kind, name: Line }, { additionalProperties: false })
export type DayOffIn = Static<typeof DayOffIn>
export const DayOffParams = Type.Object({ day: IsoDate })
