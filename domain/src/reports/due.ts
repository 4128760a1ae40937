import { addDays, weekday } from './days.ts'
import type { Period } from './period.ts'

/** When a report is due, as a form says it; times are Vietnamese local time. */
export type DueRule = {
  /** `working`: Saturdays and Sundays do not count (public holidays are not known to us, so they count) */
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

/** The instant at which the report of a period is due. With `days` 0 it is due on the last day itself (17:00 daily in a disaster). */
export function reportDueAt(rule: DueRule, period: Period): Date {
  let day = period.end
  for (let left = rule.days; left > 0; ) {
    day = addDays(day, 1)
    if (rule.count === 'calendar' || weekday(day) <= 5) left--
  }
  return new Date(`${day}T${rule.time}:00+07:00`)
}
