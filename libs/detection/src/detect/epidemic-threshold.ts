import { daysOf, isoWeekOf } from '../calendar.ts'
import {
  checkNumber,
  checkRange,
  countsOf,
  type Detection,
  DetectionError,
  finite,
  type Range,
  type Series,
} from '../series.ts'

/**
 * Warning and outbreak criteria of Thông tư 15/2026/TT-BYT (Điều 16 and 22, in force 01/7/2026) for infectious diseases of groups A, B
 * and C in a commune. For endemic diseases of groups B and C they are moving epidemic thresholds: the same week or month of the five
 * latest years (years with an epidemic left out), mean plus one or two standard deviations.
 */
export type EpidemicThresholdOptions = {
  range?: Range | undefined
  /** years that had an epidemic of this disease: left out */
  epidemicYears?: readonly number[] | undefined
  /** years looked back (5, as the circular says) */
  years?: number | undefined
  /**
   * "05 năm gần nhất (trừ năm có dịch bệnh)" can be read twice; the circular does not say. 'within' (the default): of the five latest
   * years those without an epidemic. 'skip': the five latest years without an epidemic, however far back.
   */
  epidemicYearsAre?: 'within' | 'skip' | undefined
  /** the circular says "độ lệch chuẩn" only: 'sample' divides by n − 1 (the default), 'population' by n */
  standardDeviation?: 'sample' | 'population' | undefined
}

export type EpidemicDetection = Detection & {
  /** mean + 1 standard deviation */
  lower: number | null
  /** mean + 2 standard deviations */
  upper: number | null
  /** years that the mean was taken from */
  years: number[]
  /** 'beyond': more than the band of a weekly warning reaches, which the circular leaves to the monthly criterion */
  level: 'none' | 'warning' | 'beyond' | 'outbreak' | 'unknown'
}

type Period = { year: number; part: number }

function judge(
  series: Series,
  options: EpidemicThresholdOptions,
  periodOf: (day: number) => Period,
  decide: (count: number, lower: number, upper: number) => EpidemicDetection['level'],
  bound: 'lower' | 'upper',
): EpidemicDetection[] {
  const counts = countsOf(series)
  const { dates } = series
  if (!dates) throw new DetectionError('dates', 'Cần ngày của từng kỳ · the dates of the periods are needed.')
  const lookBack = checkNumber('years', options.years ?? 5, 2, 50, true)
  const epidemic = new Set(options.epidemicYears ?? [])
  const skip = options.epidemicYearsAre === 'skip'
  const n = counts.length
  const [start, end] = checkRange(options.range, [0, n - 1], n)
  const periods = dates.map(d => periodOf(daysOf(d)))
  const at = new Map(periods.map((p, i) => [`${p.year}/${p.part}`, i]))
  const firstYear = periods[0]?.year ?? 0
  const out: EpidemicDetection[] = []
  for (let k = start; k <= end; k++) {
    const { year, part } = periods[k] as Period
    const values: number[] = []
    const years: number[] = []
    let missing = false
    for (let y = year - 1; y >= firstYear && (skip ? years.length < lookBack : y >= year - lookBack); y--) {
      if (epidemic.has(y)) continue
      // a year without a 53rd week lends its 52nd
      const i = at.get(`${y}/${part}`) ?? (part === 53 ? at.get(`${y}/52`) : undefined)
      const v = i === undefined ? NaN : (counts[i] as number)
      if (Number.isNaN(v)) missing = true
      else {
        values.push(v)
        years.push(y)
      }
    }
    const count = counts[k] as number
    const mean = values.reduce((a, b) => a + b, 0) / values.length
    const freedom = values.length - (options.standardDeviation === 'population' ? 0 : 1)
    const sd = Math.sqrt(values.reduce((a, v) => a + (v - mean) ** 2, 0) / freedom)
    const known = values.length >= 2
    const lower = known ? mean + sd : NaN
    const upper = known ? mean + 2 * sd : NaN
    const level = !known || Number.isNaN(count) ? 'unknown' : count === 0 ? 'none' : decide(count, lower, upper)
    const limit = bound === 'lower' ? lower : upper
    out.push({
      index: k,
      date: dates[k] ?? null,
      count: finite(count),
      expected: finite(mean),
      upperbound: finite(limit),
      alarm: level !== 'none' && level !== 'unknown',
      score: limit > mean ? finite((count - mean) / (limit - mean)) : null,
      note: Number.isNaN(count)
        ? 'missing-count'
        : !known
          ? 'short-history'
          : sd === 0
            ? 'flat-baseline'
            : missing
              ? 'missing-history'
              : null,
      lower: finite(lower),
      upper: finite(upper),
      years,
      level,
    })
  }
  return out
}

/**
 * Weekly warning for an endemic disease of group B or C (Điều 22.1.b): cases since the beginning of the week from mean + 1 SD to
 * mean + 2 SD of the same ISO week. `counts` are weeks; the running week may be incomplete, for the criterion holds "at any time".
 *
 * @example endemicWarning({ counts, dates, frequency: 52 }, { epidemicYears: [2023] })
 */
export function endemicWarning(series: Series, options: EpidemicThresholdOptions = {}): EpidemicDetection[] {
  return judge(
    series,
    options,
    day => {
      const { year, week } = isoWeekOf(day)
      return { year, part: week }
    },
    (count, lower, upper) => (count > upper ? 'beyond' : count >= lower ? 'warning' : 'none'),
    'lower',
  )
}

/**
 * Outbreak of an endemic disease of group B or C (Điều 16.1.b): cases since the beginning of the month above mean + 2 SD of the same
 * month. `counts` are months; the running month may be incomplete.
 *
 * @example endemicOutbreak({ counts, dates, frequency: 12 })
 */
export function endemicOutbreak(series: Series, options: EpidemicThresholdOptions = {}): EpidemicDetection[] {
  return judge(
    series,
    options,
    day => {
      const at = new Date(day * 86_400_000)
      return { year: at.getUTCFullYear(), part: at.getUTCMonth() + 1 }
    },
    (count, _lower, upper) => (count > upper ? 'outbreak' : 'none'),
    'upper',
  )
}

/** Group A (Điều 22.1.a): one confirmed case in the commune is a warning. When it is an outbreak, Cục Phòng bệnh says disease by disease. */
export const groupAWarning = (confirmedCases: number): boolean => confirmedCases >= 1

/** Groups B and C, not endemic (Điều 22.1.c): three epidemiologically linked cases within a week are a warning. */
export const nonEndemicWarning = (linkedCasesThisWeek: number): boolean => linkedCasesThisWeek >= 3

/** Groups B and C, not endemic (Điều 16.1.c): five epidemiologically linked cases within a month are an outbreak. */
export const nonEndemicOutbreak = (linkedCasesThisMonth: number): boolean => linkedCasesThisMonth >= 5
