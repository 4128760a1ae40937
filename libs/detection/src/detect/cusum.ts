import {
  checkNumber,
  checkOneOf,
  checkRange,
  countsOf,
  type Detection,
  DetectionError,
  finite,
  type Range,
  type Series,
} from '../series.ts'
import { seasonalMean } from './seasonal-mean.ts'

export type CusumTransformation =
  | 'standard'
  | 'rossi'
  | 'anscombe'
  | 'anscombe2nd'
  | 'pearsonNegBin'
  | 'anscombeNegBin'
  | 'none'

export type CusumOptions = {
  /** indices to judge, from 0, inclusive; the second half of the series if not given */
  range?: Range | undefined
  /** reference value (1.04) */
  k?: number | undefined
  /** decision boundary (2.26) */
  h?: number | undefined
  /** expected count: one number, one a period of the range, 'glm' (a yearly wave), or the mean before the range if not given */
  m?: number | readonly number[] | 'glm' | undefined
  /** how a count is made comparable ('standard') */
  trans?: CusumTransformation | undefined
  /** of the two NegBin transformations: the variance is m + alpha·m² (0.1) */
  alpha?: number | undefined
  /** start again from 0 after an alarm (false, as in R: the sum goes on, and so does the alarm) */
  reset?: boolean | undefined
}

export type CusumDetection = Detection & {
  /** the cumulative sum, which raises an alarm at h */
  cusum: number | null
}

type Scale = {
  /** standardised deviation of count x from mean m */
  z: (x: number, m: number) => number
  /** the count whose deviation is z */
  inverse: (z: number, m: number) => number
}

function scaleOf(trans: CusumTransformation, alpha: number): Scale {
  switch (trans) {
    case 'standard':
      // a whole number of cases, as R gives it for this one
      return { z: (x, m) => (x - m) / Math.sqrt(m), inverse: (z, m) => Math.ceil(m + z * Math.sqrt(m)) }
    case 'rossi':
      return {
        z: (x, m) => (x - 3 * m + 2 * Math.sqrt(x * m)) / (2 * Math.sqrt(m)),
        inverse: (z, m) => {
          const root = Math.sqrt(Math.max(0, 4 * m + 2 * z * Math.sqrt(m))) - Math.sqrt(m)
          return root > 0 ? root * root : 0
        },
      }
    case 'anscombe':
      return {
        z: (x, m) => (1.5 * (x ** (2 / 3) - m ** (2 / 3))) / m ** (1 / 6),
        inverse: (z, m) => power32((z * m ** (1 / 6)) / 1.5 + m ** (2 / 3)),
      }
    case 'anscombe2nd':
      return {
        z: (x, m) => (x ** (2 / 3) - (m ** (2 / 3) - m ** (-1 / 3) / 9)) / ((2 / 3) * m ** (1 / 6)),
        inverse: (z, m) => power32(m ** (2 / 3) - m ** (-1 / 3) / 9 + (2 / 3) * m ** (1 / 6) * z),
      }
    case 'pearsonNegBin':
      return {
        z: (x, m) => (x - m) / Math.sqrt(m + alpha * m * m),
        inverse: (z, m) => m + z * Math.sqrt(m + alpha * m * m),
      }
    case 'anscombeNegBin': {
      const z = (x: number, m: number) => anscombeIntegral(m, x, alpha) / (m + alpha * m * m) ** (1 / 6)
      return { z, inverse: (goal, m) => solve(x => z(x, m), goal) }
    }
    case 'none':
      return { z: (x, m) => x - m, inverse: (z, m) => m + z }
  }
}

/**
 * Anscombe's residual is ∫ V(t)^(−1/3) dt from m to x over V(m)^(1/6), here with V(t) = t + αt². In u = t^(2/3) the integrand is smooth at 0,
 * so Simpson's rule does. R's own approximation differs from the integral by less than 0.001 per step.
 */
function anscombeIntegral(m: number, x: number, alpha: number): number {
  const from = m ** (2 / 3)
  const to = x ** (2 / 3)
  const f = (u: number) => 1.5 / Math.cbrt(1 + alpha * u ** 1.5)
  const steps = 128
  const width = (to - from) / steps
  let sum = f(from) + f(to)
  for (let i = 1; i < steps; i++) sum += (i % 2 ? 4 : 2) * f(from + i * width)
  return (sum * width) / 3
}

const power32 = (x: number): number => (x > 0 ? x ** 1.5 : 0)

/** x ≥ 0 where an increasing function reaches the goal, by bisection. */
function solve(f: (x: number) => number, goal: number): number {
  if (!Number.isFinite(goal) || f(0) >= goal) return 0
  let high = 1
  while (f(high) < goal && high < 1e15) high *= 2
  let low = 0
  for (let i = 0; i < 200 && high - low > 1e-13 * high; i++) {
    const half = (low + high) / 2
    if (f(half) < goal) low = half
    else high = half
  }
  return high
}

function meansOf(counts: Float64Array, [start, end]: Range, m: CusumOptions['m'], frequency: number): Float64Array {
  const n = end - start + 1
  const means = new Float64Array(n)
  if (m === undefined) {
    let sum = 0
    let known = 0
    for (let i = 0; i < start; i++)
      if ((counts[i] as number) >= 0) {
        sum += counts[i] as number
        known++
      }
    means.fill(known ? sum / known : NaN)
  } else if (m === 'glm') seasonalMean(counts, start, frequency, means)
  else if (typeof m === 'number') means.fill(checkNumber('m', m, 0, 1e12))
  else {
    if (m.length !== n)
      throw new DetectionError('m', `m cần ${n} giá trị, có ${m.length} · m needs ${n} values, has ${m.length}.`)
    for (let i = 0; i < n; i++) means[i] = checkNumber('m', m[i] as number, 0, 1e12)
  }
  return means
}

/**
 * One-sided CUSUM: small excesses over the expected count add up until they reach h. Finds slow rises that a single week never shows.
 * The expected count must be right: with a season or trend give `m` or 'glm', and at expected counts below about 1 prefer 'rossi'.
 * `upperbound` is the count that would have raised the alarm in that period.
 *
 * @example cusum({ counts, frequency: 52 }, { range: [104, 155], trans: 'rossi' })
 * See G. Rossi, L. Lampugnani, M. Marchi (1999), Statistics in Medicine 18, 2111–2122; D. A. Pierce, D. W. Schafer (1986), JASA 81.
 */
export function cusum(series: Series, options: CusumOptions = {}): CusumDetection[] {
  const counts = countsOf(series)
  const k = checkNumber('k', options.k ?? 1.04, 0, 1e9)
  const h = checkNumber('h', options.h ?? 2.26, 1e-9, 1e9)
  const alpha = checkNumber('alpha', options.alpha ?? 0.1, 1e-9, 1e9)
  const trans = checkOneOf('trans', options.trans ?? 'standard', [
    'standard',
    'rossi',
    'anscombe',
    'anscombe2nd',
    'pearsonNegBin',
    'anscombeNegBin',
    'none',
  ])
  const n = counts.length
  const range = checkRange(options.range, [Math.floor(n / 2), n - 1], n)
  const [start, end] = range
  if (n === 0) return []
  const means = meansOf(counts, range, options.m, series.frequency)
  const { z, inverse } = scaleOf(trans, alpha)
  const out: CusumDetection[] = []
  let sum = 0
  for (let i = start; i <= end; i++) {
    const count = counts[i] as number
    const m = means[i - start] as number
    const usable = m > 0
    const bound = usable ? Math.max(0, inverse(h + k - sum, m)) : NaN
    if (usable && !Number.isNaN(count)) sum = Math.max(0, sum + z(count, m) - k)
    const alarm = usable && !Number.isNaN(count) && sum >= h
    out.push({
      index: i,
      date: series.dates?.[i] ?? null,
      count: finite(count),
      expected: finite(m),
      upperbound: finite(bound),
      alarm,
      score: usable ? finite(sum / h) : null,
      note: Number.isNaN(count) ? 'missing-count' : usable ? null : start === 0 ? 'short-history' : 'flat-baseline',
      cusum: usable ? finite(sum) : null,
    })
    if (alarm && options.reset) sum = 0
  }
  return out
}
