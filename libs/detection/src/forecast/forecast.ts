import { checkNumber, checkProbability, DetectionError } from '../series.ts'

/** An interval that should hold the value with this probability, step by step; null where the past is too short to say. */
export type Interval = { level: number; lower: (number | null)[]; upper: (number | null)[] }

export type Forecast = {
  /** one value a step ahead: the median of what the method expects */
  point: number[]
  intervals: Interval[]
}

/** Forecasts from the values so far (null: nothing reported). */
export type Forecaster = (past: readonly (number | null)[], horizon: number) => Forecast

export const DEFAULT_LEVELS: readonly number[] = [0.8, 0.95]

/** Values as numbers, NaN where missing. */
export function valuesOf(past: readonly (number | null)[]): Float64Array {
  if (past.length > 1_000_000)
    throw new DetectionError('past', 'Nhiều nhất 1 000 000 giá trị · at most 1,000,000 values.')
  return Float64Array.from(past, (v, i) => {
    if (v === null || v === undefined || Number.isNaN(v)) return NaN
    if (!(Math.abs(v) <= 1e12))
      throw new DetectionError('past', `Giá trị thứ ${i + 1} quá lớn · value ${i + 1} is too large.`)
    return v
  })
}

export function checkHorizon(horizon: number): number {
  return checkNumber('horizon', horizon, 1, 10_000, true)
}

export function checkLevels(levels: readonly number[] | undefined): readonly number[] {
  const all = levels ?? DEFAULT_LEVELS
  for (const level of all) checkProbability('levels', level)
  return all
}

/** Index of the last known value, −1 where there is none. */
export function lastKnown(values: Float64Array): number {
  let i = values.length - 1
  while (i >= 0 && Number.isNaN(values[i] as number)) i--
  return i
}

/**
 * Quantile of past errors for a new one: the ⌈p(n + 1)⌉-th smallest, the rank at which a new error from the same source falls below with
 * probability p (split conformal prediction). NaN where n is too small for this p.
 */
export function errorQuantile(sorted: Float64Array, p: number): number {
  const n = sorted.length
  const rank = p >= 0.5 ? Math.ceil(p * (n + 1) - 1e-9) : Math.floor(p * (n + 1) + 1e-9)
  return rank >= 1 && rank <= n ? (sorted[rank - 1] as number) : NaN
}

/** Intervals from sorted past errors of each step, scaled and set around the points. */
export function empiricalIntervals(
  point: readonly number[],
  errors: readonly Float64Array[],
  levels: readonly number[],
  { scale = 1, floor = -Infinity }: { scale?: number; floor?: number } = {},
): Interval[] {
  return levels.map(level => {
    const at = (p: number) =>
      point.map((v, h) => {
        const q = errorQuantile(errors[h] as Float64Array, p)
        return Number.isNaN(q) || Number.isNaN(v) ? null : Math.max(floor, v + scale * q)
      })
    return { level, lower: at((1 - level) / 2), upper: at((1 + level) / 2) }
  })
}
