import { addDays, weekday } from './days.ts'
import type { Period } from './period.ts'

/** When a report is due, as a form says it; times are Vietnamese local time. */
export type DueRule = {
  /** `working`: Saturdays, Sundays and the holidays that the province entered do not count */
  days: number
  count: 'working' | 'calendar'
  /** "17:00" */
  time: string
  /** until when the province sends on what it gathered, the same day: "19:00"; null where nothing is prescribed */
  provinceTime?: string | null
  status: 'set-locally' | 'sourced'
  noteVi: string
  noteEn: string
}

/**
 * Days that count otherwise than their day of the week says, by day: `holiday`, or `workday` for a Saturday worked in exchange. The Government
 * sets them each year (Bộ luật Lao động 2019, Điều 112): the province enters them; days of which nobody said anything go by the week.
 */
export type DaysOff = ReadonlyMap<string, 'holiday' | 'workday'>

const none: DaysOff = new Map()

/** The instant at which the report of a period is due. With `days` 0 it is due on the last day itself (17:00 daily in a disaster). */
export function reportDueAt(rule: DueRule, period: Period, daysOff: DaysOff = none): Date {
  let day = period.end
  // no year is all holidays; who enters one by mistake still gets an answer
  for (let left = rule.days, most = 400; left > 0 && most > 0; most--) {
    day = addDays(day, 1)
    const works = (daysOff.get(day) ?? (weekday(day) <= 5 ? 'workday' : 'holiday')) === 'workday'
    if (rule.count === 'calendar' || works) left--
  }
  return new Date(`${day}T${rule.time}:00+07:00`)
}
