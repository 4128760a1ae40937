import {
  checkNumber,
  checkOneOf,
  checkProbability,
  checkRange,
  countsOf,
  daysOf,
  type Detection,
  DetectionError,
  finite,
  type Note,
  type Range,
  type Series,
  yearFinder,
} from '../series.ts'
import {
  boundOf,
  fitModel,
  type PowerTransformation,
  recentCases,
  type StandardErrors,
  type ThresholdMethod,
} from './farrington-core.ts'
import { BaseCounts } from './fit-counts.ts'
import { seasonLevels } from './season-levels.ts'

export type FarringtonOptions = {
  /** indices to judge, from 0, inclusive; all with a full history if not given */
  range?: Range | undefined
  /** years back (5) */
  b?: number | undefined
  /** half width of the window around the same period of each year (3) */
  w?: number | undefined
  /** weigh past outbreaks down (true) */
  reweight?: boolean | undefined
  /** standardised residual above which a base count is weighed down: 1 in `farrington`, 2.58 in `farringtonFlexible` */
  weightsThreshold?: number | undefined
  /** 0.05; two-sided in `farrington`, one-sided in `farringtonFlexible` */
  alpha?: number | undefined
  /** try a time trend (true) */
  trend?: boolean | undefined
  /** keep the trend if its p-value is below this (0.05); 1 keeps it always (Noufaily 2013) */
  pThresholdTrend?: number | undefined
  /** no alarm if fewer than `cases` were counted in the last `period` periods, this one included ([5, 4]) */
  limit54?: readonly [cases: number, period: number] | undefined
  /** transformation of the delta method ('2/3') */
  powertrans?: PowerTransformation | undefined
  /** model rates: log(population) as an offset (false) */
  populationOffset?: boolean | undefined
}

export type FarringtonFlexibleOptions = FarringtonOptions & {
  /** levels of the seasonal factor (1: windows only); 10 in Noufaily 2013 */
  noPeriods?: number | undefined
  /** latest periods left out of the base (w); 26 in Noufaily 2013 */
  pastWeeksNotIncluded?: number | undefined
  /** how the bound is taken from the model ('delta') */
  thresholdMethod?: ThresholdMethod | undefined
  standardErrors?: StandardErrors | undefined
}

export type FarringtonDetection = Detection & {
  /** probability of this count or more if nothing is unusual */
  pvalue: number | null
  /** overdispersion, at least 1 */
  phi: number | null
  /** slope of the log mean a period, null where no trend was kept */
  slope: number | null
}

type Checked = {
  b: number
  w: number
  noPeriods: number
  past: number
  tail: number
  limit54: readonly [number, number]
  powertrans: PowerTransformation
  thresholdMethod: ThresholdMethod
  reweight: boolean
  weightsThreshold: number
  trend: boolean
  pThresholdTrend: number
  standardErrors: StandardErrors
}

function check(o: FarringtonFlexibleOptions, classic: boolean): Checked {
  const w = checkNumber('w', o.w ?? 3, 0, 1000, true)
  const limit54 = o.limit54 ?? [5, 4]
  checkNumber('limit54', limit54[0], 0, 1e9)
  checkNumber('limit54', limit54[1], 1, 10_000, true)
  const alpha = checkProbability('alpha', o.alpha ?? 0.05)
  return {
    b: checkNumber('b', o.b ?? 5, 1, 100, true),
    w,
    noPeriods: classic ? 1 : checkNumber('noPeriods', o.noPeriods ?? 1, 1, 400, true),
    // the classic method takes nothing of the running year
    past: classic ? w : checkNumber('pastWeeksNotIncluded', o.pastWeeksNotIncluded ?? w, 0, 10_000, true),
    tail: classic ? alpha / 2 : alpha,
    limit54,
    powertrans: checkOneOf('powertrans', o.powertrans ?? '2/3', ['2/3', '1/2', 'none']),
    thresholdMethod: checkOneOf('thresholdMethod', (!classic && o.thresholdMethod) || 'delta', [
      'delta',
      'nbPlugin',
      'muan',
    ]),
    reweight: o.reweight ?? true,
    weightsThreshold: checkNumber('weightsThreshold', o.weightsThreshold ?? (classic ? 1 : 2.58), 0, 1e6),
    trend: o.trend ?? true,
    pThresholdTrend: checkNumber('pThresholdTrend', o.pThresholdTrend ?? 0.05, 0, 1),
    standardErrors: classic
      ? 'model'
      : checkOneOf('standardErrors', o.standardErrors ?? 'surveillance', ['model', 'surveillance']),
  }
}

function run(series: Series, options: FarringtonFlexibleOptions, classic: boolean): FarringtonDetection[] {
  const counts = countsOf(series)
  const o = check(options, classic)
  if (2 * o.w + 1 > series.frequency)
    throw new DetectionError(
      'w',
      `w = ${o.w}: hai cửa sổ liền năm chồng lên nhau · w = ${o.w}: the windows of two years overlap.`,
    )
  const n = counts.length
  const offsets = new Float64Array(n)
  if (options.populationOffset) {
    if (!series.population)
      throw new DetectionError(
        'population',
        'Cần cột dân số khi dùng populationOffset · populationOffset needs a population.',
      )
    // NaN where unknown: such a period is left out of the base
    for (let i = 0; i < n; i++) {
      const p = series.population[i]
      offsets[i] = p !== null && p !== undefined && p > 0 ? Math.log(p) : NaN
    }
  }
  const yearsBack = yearFinder(series)
  // R's classic method counts periods as time, its flexible one days; it matters for months only
  const days = classic ? undefined : series.dates?.map(daysOf)
  const complete = (i: number) => yearsBack(i, o.b) - o.w >= 0
  let first = 0
  while (first < n && !complete(first)) first++
  const [start, end] = checkRange(options.range, [first, n - 1], n)
  const base = new BaseCounts(n, o.noPeriods)
  const out: FarringtonDetection[] = []
  for (let k = start; k <= end; k++) {
    const count = counts[k] as number
    const few = recentCases(counts, k, o.limit54[1]) < o.limit54[0]
    const answer: FarringtonDetection = {
      index: k,
      date: series.dates?.[k] ?? null,
      count: finite(count),
      expected: null,
      upperbound: null,
      alarm: false,
      score: null,
      note: null,
      pvalue: null,
      phi: null,
      slope: null,
    }
    out.push(answer)
    base.clear()
    let note: Note | null = null
    const filled = seasonLevels(k, yearsBack, o, n, (i, level) => {
      const y = counts[i] as number
      const offset = offsets[i] as number
      if (y >= 0 && !Number.isNaN(offset))
        base.push(y, days ? (days[i] as number) - (days[k] as number) : i - k, level, offset)
      else note = 'missing-history'
    })
    if (!filled) {
      answer.note = 'short-history'
      continue
    }
    const offset = offsets[k] as number
    const prediction = Number.isNaN(offset) ? null : fitModel(base, offset, o)
    if (!prediction) {
      answer.note = note ?? 'no-fit'
      continue
    }
    answer.note = Number.isNaN(count) ? 'missing-count' : few ? 'few-cases' : note
    const { bound, pvalue } = boundOf(prediction, o.thresholdMethod, o.powertrans, o.tail, count)
    answer.expected = finite(prediction.mean)
    answer.phi = finite(prediction.phi)
    answer.slope = prediction.slope
    answer.pvalue = finite(pvalue)
    // no count would raise an alarm here: R answers 0 in the classic method and nothing in the flexible one
    answer.upperbound = few ? (classic ? 0 : null) : finite(bound)
    // a quantile of counts can lie below a tiny mean: then there is no scale to score on
    if (bound > prediction.mean) answer.score = finite((count - prediction.mean) / (bound - prediction.mean))
    answer.alarm = !few && count > bound
  }
  return out
}

/**
 * The method of Farrington et al. (1996): a quasi-Poisson model of the same weeks of past years, past outbreaks weighed down, a bound
 * from the 2/3 power. For weekly counts with at least `b` full years; not for series with many missing weeks or nearly all zero.
 *
 * @example farrington({ counts, frequency: 52, dates }, { b: 4, w: 3, alpha: 0.01 })
 * See C. P. Farrington, N. J. Andrews, A. D. Beale, M. A. Catchpole (1996), J. R. Statist. Soc. A 159, 547–563.
 */
export function farrington(series: Series, options: FarringtonOptions = {}): FarringtonDetection[] {
  return run(series, options, true)
}

/**
 * The improved method of Noufaily et al. (2013). The improved settings are `noPeriods: 10, pastWeeksNotIncluded: 26,
 * pThresholdTrend: 1, weightsThreshold: 2.58, thresholdMethod: 'nbPlugin'`; the defaults are those of R's `farringtonFlexible`.
 *
 * @example farringtonFlexible({ counts, frequency: 52, dates }, { noPeriods: 10, pastWeeksNotIncluded: 26, pThresholdTrend: 1 })
 * See A. Noufaily et al. (2013), Statistics in Medicine 32, 1206–1222; M. Salmon, D. Schumacher, M. Höhle (2016), JSS 70(10).
 */
export function farringtonFlexible(series: Series, options: FarringtonFlexibleOptions = {}): FarringtonDetection[] {
  return run(series, options, false)
}
