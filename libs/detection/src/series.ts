import { calendarOf, daysOf } from './calendar.ts'

/** Counts of equal periods without a hole. */
export type Series = {
  /** One a period, oldest first; null (or NaN) where nothing was reported. Missing is not zero. */
  counts: readonly (number | null)[]
  /** Periods a year: 52 weeks, 12 months, 365 days. */
  frequency: number
  /**
   * First day of each period, ISO 8601. With dates, the same week or month of a past year is found in the calendar; without, it
   * lies `frequency` periods back, so that after five years a week has drifted by most of a week.
   */
  dates?: readonly string[] | undefined
  /** People at risk in each period, for methods that take an offset. */
  population?: readonly (number | null)[] | undefined
}

/** Why a point has no bound, or an unusual one. */
export type Note =
  /** nothing was reported here */
  | 'missing-count'
  /** not enough past for this method */
  | 'short-history'
  /** counts that the method needs are missing */
  | 'missing-history'
  /** fewer cases lately than `limit54` asks: no alarm is raised whatever the bound */
  | 'few-cases'
  /** the baseline does not vary, so its standard deviation says nothing */
  | 'flat-baseline'
  /** the model could not be fitted */
  | 'no-fit'

/** What a method says of one period. */
export type Detection = {
  /** position in the series, from 0 */
  index: number
  date: string | null
  count: number | null
  expected: number | null
  upperbound: number | null
  alarm: boolean
  /** 0 at the expected count, 1 at the bound; for CUSUM the sum ÷ h */
  score: number | null
  note: Note | null
}

/** Options or a series that no method can work with; the message is one sentence for people, Vietnamese · English. */
export class DetectionError extends Error {
  override readonly name = 'DetectionError'
  /** the option or field at fault */
  readonly field: string
  constructor(field: string, message: string) {
    super(message)
    this.field = field
  }
}

const MAX_PERIODS = 200_000

/** Counts as numbers, NaN where missing; refuses what no count can be. */
export function countsOf(series: Series): Float64Array {
  const { counts, frequency, dates, population } = series
  if (!(frequency >= 1 && frequency <= 1e6))
    throw new DetectionError('frequency', 'Số kỳ trong một năm phải từ 1 trở lên · frequency must be at least 1.')
  if (counts.length > MAX_PERIODS)
    throw new DetectionError('counts', `Nhiều nhất ${MAX_PERIODS} kỳ · at most ${MAX_PERIODS} periods.`)
  if (dates && dates.length !== counts.length)
    throw new DetectionError('dates', 'Số ngày khác số đếm · dates and counts differ in length.')
  if (dates) {
    let before = -Infinity
    for (let i = 0; i < dates.length; i++) {
      const day = daysOf(dates[i] as string)
      if (!(day > before))
        throw new DetectionError(
          'dates',
          `Ngày thứ ${i + 1} («${dates[i]}») sai hoặc không sau ngày trước · date ${i + 1} («${dates[i]}») is wrong or not after the one before.`,
        )
      before = day
    }
  }
  if (population && population.length !== counts.length)
    throw new DetectionError('population', 'Số dân khác số đếm về độ dài · population and counts differ in length.')
  const out = new Float64Array(counts.length)
  for (let i = 0; i < counts.length; i++) {
    const c = counts[i]
    if (c === null || c === undefined || Number.isNaN(c)) out[i] = NaN
    else if (c >= 0 && c <= 1e12) out[i] = c
    else
      throw new DetectionError(
        'counts',
        `Số đếm thứ ${i + 1} là ${c}: phải từ 0 đến 10¹² · count ${i + 1} is ${c}: 0 to 1e12 is allowed.`,
      )
  }
  return out
}

/** First and last index (from 0, inclusive) to be judged. */
export type Range = readonly [start: number, end: number]

export function checkRange(range: Range | undefined, fallback: Range, length: number): Range {
  if (!range) return fallback
  const [start, end] = range
  if (!Number.isInteger(start) || !Number.isInteger(end) || start < 0 || end >= length || start > end)
    throw new DetectionError(
      'range',
      `Khoảng ${start}–${end} nằm ngoài chuỗi 0–${length - 1} · the range ${start}–${end} is outside the series 0–${length - 1}.`,
    )
  return range
}

export function checkNumber(field: string, value: number, min: number, max: number, whole = false): number {
  if (!(value >= min && value <= max) || (whole && !Number.isInteger(value)))
    throw new DetectionError(
      field,
      `${field} = ${value}: phải là số ${whole ? 'nguyên ' : ''}từ ${min} đến ${max} · ${field} = ${value}: a ${whole ? 'whole ' : ''}number from ${min} to ${max} is needed.`,
    )
  return value
}

/** A probability strictly between 0 and 1. */
export function checkProbability(field: string, value: number): number {
  if (!(value > 0 && value < 1))
    throw new DetectionError(
      field,
      `${field} = ${value}: phải lớn hơn 0 và nhỏ hơn 1 · ${field} = ${value}: more than 0 and less than 1 is needed.`,
    )
  return value
}

export function checkOneOf<T extends string>(field: string, value: T, allowed: readonly T[]): T {
  if (!allowed.includes(value))
    throw new DetectionError(field, `${field} = ${value}: chọn · choose ${allowed.join(' | ')}.`)
  return value
}

export const finite = (x: number): number | null => (Number.isFinite(x) ? x : null)

/** Same period of earlier years. `yearsBack(i, k)` is the index of the period k years before period i; below 0 where there is none. */
export function yearFinder(series: Series): (index: number, years: number) => number {
  const { dates, frequency } = series
  if (!dates) return (index, years) => index - Math.round(frequency * years)
  const calendar = calendarOf(dates)
  return (index, years) => calendar.yearsBack(index, years)
}

export { daysOf }
