import { daysOf, isoDate, isoWeekStart } from './calendar.ts'
import { DetectionError, type Series } from './series.ts'

/** One row of a table of counts, in any order. */
export type CountRow = {
  /** 2025-10-06, 2025-W41 or 2025-10 */
  date: string
  /** null where the cell is empty */
  count: number | null
  population?: number | null | undefined
}

export type Step = 'day' | 'week' | 'month' | 'quarter' | 'year'

export type CompleteSeries = {
  /** without a hole; dates are those of the first days, or as given for months */
  series: Series & { dates: readonly string[] }
  step: Step
  /** dates as written in the rows, inserted ones as ISO */
  labels: readonly string[]
  /** periods that no row speaks of */
  missing: readonly string[]
}

/** A row that cannot stand in the series; `row` counts from 0. */
export class RowError extends DetectionError {
  readonly row: number
  constructor(row: number, message: string) {
    super('date', message)
    this.row = row
  }
}

const FREQUENCY: Record<Step, number> = { day: 365, week: 52, month: 12, quarter: 4, year: 1 }
const MAX_PERIODS = 200_000

/** Days since 1970-01-01 of a date, an ISO week or a month; NaN where it is none of them. */
export function readPeriod(text: string): number {
  const t = text.trim()
  const week = /^(\d{4})-?W(\d{2})(?:-1)?$/.exec(t)
  if (week) return isoWeekStart(Number(week[1]), Number(week[2]))
  return daysOf(/^\d{4}-\d{2}$/.test(t) ? `${t}-01` : t)
}

function stepOf(gaps: readonly number[]): Step | null {
  const tally = new Map<Step, number>()
  for (const gap of gaps) {
    const step: Step | null =
      gap === 1
        ? 'day'
        : gap === 7
          ? 'week'
          : gap >= 28 && gap <= 31 && gap !== 28
            ? 'month'
            : gap >= 89 && gap <= 92
              ? 'quarter'
              : gap === 365 || gap === 366
                ? 'year'
                : null
    if (step) tally.set(step, (tally.get(step) ?? 0) + 1)
  }
  // a February of 28 days lies between months as four weeks do between weeks with gaps: whichever the others are
  let best: Step | null = null
  for (const [step, n] of tally) if (best === null || n > (tally.get(best) as number)) best = step
  return best ?? (gaps.some(g => g === 28) ? 'month' : null)
}

const monthOf = (day: number): number => {
  const at = new Date(day * 86_400_000)
  return at.getUTCFullYear() * 12 + at.getUTCMonth()
}
const firstOfMonth = (month: number): string =>
  `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01`

/**
 * Sorts rows, finds out from the dates whether they are days, weeks, months, quarters or years, and puts null where a period is
 * missing, because a week without a report is not a week without cases.
 *
 * @throws RowError where a date is wrong, repeated or off the grid
 */
export function completeSeries(rows: readonly CountRow[]): CompleteSeries {
  const found = rows.map((row, at) => ({ ...row, at, day: readPeriod(row.date) }))
  for (const r of found)
    if (Number.isNaN(r.day))
      throw new RowError(
        r.at,
        `«${r.date.slice(0, 40)}» không phải ngày dạng 2025-10-06, 2025-W41 hoặc 2025-10 · «${r.date.slice(0, 40)}» is not a date such as 2025-10-06, 2025-W41 or 2025-10`,
      )
  found.sort((a, b) => a.day - b.day || a.at - b.at)
  const gaps: number[] = []
  for (let i = 1; i < found.length; i++) {
    const [a, b] = [found[i - 1], found[i]] as [(typeof found)[0], (typeof found)[0]]
    if (a.day === b.day) throw new RowError(b.at, `ngày ${b.date} lặp lại · the date ${b.date} is given twice`)
    gaps.push(b.day - a.day)
  }
  const step = stepOf(gaps)
  if (!step)
    throw new RowError(
      found[0]?.at ?? 0,
      'không thấy chuỗi ngày, tuần hay tháng từ các ngày này · the dates do not form a series of days, weeks or months',
    )

  const days = step === 'day' ? 1 : step === 'week' ? 7 : 0
  const months = step === 'month' ? 1 : step === 'quarter' ? 3 : 12
  const first = found[0] as (typeof found)[0]
  const position = (day: number): number =>
    days ? (day - first.day) / days : (monthOf(day) - monthOf(first.day)) / months
  const last = position((found.at(-1) as (typeof found)[0]).day)
  if (last >= MAX_PERIODS)
    throw new RowError(found.at(-1)?.at ?? 0, `nhiều hơn ${MAX_PERIODS} kỳ · more than ${MAX_PERIODS} periods`)
  const n = Math.floor(last) + 1
  const counts: (number | null)[] = Array.from({ length: n }, () => null)
  const population: (number | null)[] = Array.from({ length: n }, () => null)
  const dates: string[] = []
  for (let i = 0; i < n; i++)
    dates.push(days ? isoDate(first.day + i * days) : firstOfMonth(monthOf(first.day) + i * months))
  const labels = [...dates]
  const seen = new Uint8Array(n)
  let people = false
  for (const r of found) {
    const i = position(r.day)
    if (!Number.isInteger(i) || seen[i]) {
      const word = { day: 'ngày', week: 'tuần', month: 'tháng', quarter: 'quý', year: 'năm' }[step]
      throw new RowError(
        r.at,
        `${r.date} không rơi vào một ${word} riêng của chuỗi · ${r.date} does not fall on a ${step} of its own`,
      )
    }
    seen[i] = 1
    counts[i] = r.count
    labels[i] = r.date
    if (r.population !== undefined && r.population !== null) people = true
    population[i] = r.population ?? null
  }
  const missing = labels.filter((_, i) => !seen[i])
  return {
    series: { counts, frequency: FREQUENCY[step], dates, population: people ? population : undefined },
    step,
    labels,
    missing,
  }
}
