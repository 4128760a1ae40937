const DAY = 86_400_000

/** Days since 1970-01-01 of an ISO date, NaN where it is none. */
export function daysOf(date: string): number {
  const m = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date)
  if (!m) return NaN
  const [year, month, day] = [Number(m[1]), Number(m[2]), Number(m[3])]
  const at = new Date(0)
  at.setUTCFullYear(year, month - 1, day)
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day ? Math.round(at.getTime() / DAY) : NaN
}

/** The ISO date of a number of days since 1970-01-01. */
export const isoDate = (days: number): string => new Date(days * DAY).toISOString().slice(0, 10)

/** The same day `years` earlier; 29 February becomes 1 March where there is none, as R's `seq` has it. */
export function sameDayBefore(days: number, years: number): number {
  const at = new Date(days * DAY)
  at.setUTCFullYear(at.getUTCFullYear() - years)
  return Math.round(at.getTime() / DAY)
}

/** Monday of ISO week `week` of `year`, as days since 1970-01-01; NaN where the year has no such week. */
export function isoWeekStart(year: number, week: number): number {
  const fourth = daysOf(`${String(year).padStart(4, '0')}-01-04`)
  // 1970-01-01 was a Thursday
  const monday = fourth - ((((fourth + 3) % 7) + 7) % 7)
  const start = monday + (week - 1) * 7
  return Number.isInteger(week) && week >= 1 && week <= 53 && isoWeekOf(start).week === week ? start : NaN
}

/** ISO week and week-year of a day. */
export function isoWeekOf(days: number): { year: number; week: number } {
  const weekday = (((days + 3) % 7) + 7) % 7
  const thursday = days - weekday + 3
  const year = new Date(thursday * DAY).getUTCFullYear()
  const first = daysOf(`${String(year).padStart(4, '0')}-01-01`)
  return { year, week: Math.floor((thursday - first) / 7) + 1 }
}

export type Calendar = { yearsBack: (index: number, years: number) => number }

/**
 * Finds the period of an earlier year that stands for the same time: the one whose first day is nearest to the same day of that year.
 * Dates are the first days of the periods, ascending.
 */
export function calendarOf(dates: readonly string[]): Calendar {
  const days = Int32Array.from(dates, d => daysOf(d) || 0)
  const n = days.length
  const first = days[0] ?? 0
  const span = n > 1 ? ((days[n - 1] as number) - first) / (n - 1) : 1
  const nearest = (day: number): number => {
    // half a period before the series is outside it
    if (n === 0 || day < first - span / 2) return -1
    // nearly even steps: guess, then walk
    let i = Math.min(n - 1, Math.max(0, Math.floor((day - first) / span)))
    while (i > 0 && (days[i] as number) > day) i--
    while (i + 1 < n && (days[i + 1] as number) <= day) i++
    return i + 1 < n && (days[i + 1] as number) - day < day - (days[i] as number) ? i + 1 : i
  }
  return { yearsBack: (index, years) => nearest(sameDayBefore(days[index] as number, years)) }
}
