/** A reporting period; both days belong to it (ISO dates). */
export interface Period {
  start: string
  end: string
}

const day = (iso: string): Date => {
  const d = new Date(`${iso}T00:00:00Z`)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso) || Number.isNaN(d.getTime()) || d.toISOString().slice(0, 10) !== iso)
    throw new RangeError(`"${iso}" is not a day: write it as 2026-06-15`)
  return d
}
const iso = (d: Date) => d.toISOString().slice(0, 10)
const addDays = (start: string, n: number) => iso(new Date(day(start).getTime() + n * 86_400_000))
const addMonths = (start: string, n: number) => {
  const d = day(start)
  return iso(new Date(Date.UTC(d.getUTCFullYear(), d.getUTCMonth() + n, d.getUTCDate())))
}

/**
 * The six-month period that begins on a day: reporting months run from the 15th to the 14th, so a half-year runs from
 * 15/12 to 14/6 or from 15/6 to 14/12.
 *
 * @throws RangeError when `start` is neither a 15 June nor a 15 December
 */
export function sixMonthPeriod(start: string): Period {
  if (!/-(06|12)-15$/.test(iso(day(start))))
    throw new RangeError(`a six-month period begins on 15/6 or 15/12, not on ${start}`)
  return { start, end: addDays(addMonths(start, 6), -1) }
}

/** The period before, and the same period a year before. */
export const previousPeriod = (p: Period): Period => sixMonthPeriod(addMonths(p.start, -6))
export const samePeriodLastYear = (p: Period): Period => sixMonthPeriod(addMonths(p.start, -12))

/**
 * The week that begins on a Monday.
 *
 * @throws RangeError when `start` is not a Monday
 */
export function week(start: string): Period {
  if (day(start).getUTCDay() !== 1) throw new RangeError(`a week begins on a Monday, which ${start} is not`)
  return { start, end: addDays(start, 6) }
}

/** The week `n` weeks earlier. */
export const weeksBefore = (w: Period, n: number): Period => week(addDays(w.start, -7 * n))
