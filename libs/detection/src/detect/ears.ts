import { qnorm } from '../numeric/normal.ts'
import {
  checkNumber,
  checkOneOf,
  checkProbability,
  checkRange,
  countsOf,
  type Detection,
  finite,
  type Range,
  type Series,
} from '../series.ts'

export type EarsMethod = 'C1' | 'C2' | 'C3'

export type EarsOptions = {
  /** C1: the latest `baseline` periods; C2: the same, two periods earlier; C3: the excess of C2 over three periods */
  method: EarsMethod
  /** indices to judge, from 0, inclusive; all with a full baseline if not given */
  range?: Range | undefined
  /** periods in the baseline (7), at least 3 */
  baseline?: number | undefined
  /** least standard deviation (0); 0.5 or 1 keeps a baseline of zeros from calling one case an outbreak */
  minSigma?: number | undefined
  /** 0.001 for C1 and C2, 0.025 for C3 */
  alpha?: number | undefined
  /**
   * Which bound C3 has. 'published' (the default): the count that brings the sum of the excess of three periods to the quantile.
   * 'surveillance': what R's `earsC` returns in versions up to at least 1.20.3, where the count itself stands in the place of the
   * baseline's mean, so that the excess of the period judged plays no part and the alarm comes a period late; to compare with R.
   */
  c3Bound?: 'published' | 'surveillance' | undefined
}

const LAG = { C1: 0, C2: 2, C3: 2 } as const

/**
 * EARS C1, C2 and C3: the count against mean and standard deviation of the few periods before it. For short histories; blind to season
 * and trend, so not for diseases with a steep yearly rise. Where the baseline does not vary (all zeros) C1 and C2 call any case
 * unusual and C3 says nothing: give `minSigma`.
 *
 * @example ears({ counts, frequency: 365 }, { method: 'C2', baseline: 7 })
 * See L. Hutwagner et al. (2003), J. Urban Health 80, i89–i96; R. D. Fricker, B. L. Hegler, D. A. Dunfee (2008), Statistics in
 * Medicine 27, 3407–3429, section 2.
 */
export function ears(series: Series, options: EarsOptions): Detection[] {
  const counts = countsOf(series)
  const method = checkOneOf('method', options.method, ['C1', 'C2', 'C3'])
  const baseline = checkNumber('baseline', options.baseline ?? 7, 3, 10_000, true)
  const minSigma = checkNumber('minSigma', options.minSigma ?? 0, 0, 1e9)
  const alpha = checkProbability('alpha', options.alpha ?? (method === 'C3' ? 0.025 : 0.001))
  const z = qnorm(1 - alpha)
  const c3Bound = checkOneOf('c3Bound', options.c3Bound ?? 'published', ['published', 'surveillance'])
  const lag = LAG[method]
  const n = counts.length
  const first = baseline + lag + (method === 'C3' ? 2 : 0)
  const [start, end] = checkRange(options.range, [Math.min(first, n), n - 1], n)

  /** Mean and standard deviation of the baseline of period t; NaN where a count in it is missing. */
  const baselineOf = (t: number): { mean: number; sd: number } => {
    let sum = 0
    const to = t - lag
    for (let i = to - baseline; i < to; i++) sum += counts[i] as number
    const mean = sum / baseline
    let squares = 0
    for (let i = to - baseline; i < to; i++) squares += ((counts[i] as number) - mean) ** 2
    return { mean, sd: Math.max(Math.sqrt(squares / (baseline - 1)), minSigma) }
  }
  const excess = (t: number): number => {
    const { mean, sd } = baselineOf(t)
    return Math.max(0, ((counts[t] as number) - mean) / sd - 1)
  }

  const out: Detection[] = []
  for (let t = start; t <= end; t++) {
    const count = counts[t] as number
    const answer: Detection = {
      index: t,
      date: series.dates?.[t] ?? null,
      count: finite(count),
      expected: null,
      upperbound: null,
      alarm: false,
      score: null,
      note: null,
    }
    out.push(answer)
    if (t < first) {
      answer.note = 'short-history'
      continue
    }
    const { mean, sd } = baselineOf(t)
    answer.expected = finite(mean)
    let bound = mean + z * sd
    if (method === 'C3') {
      const room = z - excess(t - 1) - excess(t - 2)
      if (c3Bound === 'surveillance') bound = Math.max(0, count + sd * room)
      // the two periods before are enough by themselves: any count is too many
      else bound = room < 0 ? 0 : Math.max(0, mean + sd * (1 + room))
      if (c3Bound === 'published' && room < 0 && !Number.isNaN(count)) answer.alarm = true
    }
    answer.upperbound = finite(bound)
    if (Number.isNaN(mean)) answer.note = 'missing-history'
    else if (sd === 0) answer.note = 'flat-baseline'
    else if (Number.isNaN(bound)) answer.note = 'missing-history'
    if (Number.isNaN(count)) answer.note = 'missing-count'
    if (bound > mean) answer.score = finite((count - mean) / (bound - mean))
    answer.alarm ||= count > bound
  }
  return out
}
