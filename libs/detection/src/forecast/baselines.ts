import { checkHorizon, checkLevels, empiricalIntervals, type Forecast, lastKnown, valuesOf } from './forecast.ts'
import { checkNumber } from '../series.ts'

export type BaselineOptions = {
  /** probabilities of the intervals ([0.8, 0.95]) */
  levels?: readonly number[] | undefined
  /** counts do not fall below 0 (false) */
  nonNegative?: boolean | undefined
}

/** Errors y(t + h) − y(t + h − lag) of the past, sorted. */
function lagErrors(values: Float64Array, lag: number): Float64Array {
  const out: number[] = []
  for (let t = lag; t < values.length; t++) {
    const e = (values[t] as number) - (values[t - lag] as number)
    if (!Number.isNaN(e)) out.push(e)
  }
  return Float64Array.from(out).sort()
}

/**
 * Persistence: it stays as it is. What any forecast has to beat.
 *
 * @example persistence([3, 5, 4, 6], 2).point // [6, 6]
 */
export function persistence(
  past: readonly (number | null)[],
  horizon: number,
  options: BaselineOptions = {},
): Forecast {
  const values = valuesOf(past)
  const steps = checkHorizon(horizon)
  const levels = checkLevels(options.levels)
  const last = lastKnown(values)
  const age = values.length - 1 - last
  const point = Array.from({ length: steps }, () => (last < 0 ? NaN : (values[last] as number)))
  const errors = point.map((_, h) => lagErrors(values, h + 1 + age))
  return { point, intervals: empiricalIntervals(point, errors, levels, { floor: options.nonNegative ? 0 : -Infinity }) }
}

/**
 * Seasonal naive: as it was a season (52 weeks, 12 months, 24 hours) ago, or further back where that value is missing.
 *
 * @example seasonalNaive([1, 2, 3, 1, 2, 3], 2, 3).point // [1, 2]
 */
export function seasonalNaive(
  past: readonly (number | null)[],
  horizon: number,
  season: number,
  options: BaselineOptions = {},
): Forecast {
  const values = valuesOf(past)
  const steps = checkHorizon(horizon)
  const m = checkNumber('season', season, 1, 100_000, true)
  const levels = checkLevels(options.levels)
  const lags: number[] = []
  const point = Array.from({ length: steps }, (_, h) => {
    let lag = Math.ceil((h + 1) / m) * m
    let at = values.length + h - lag
    while (at >= 0 && Number.isNaN(values[at] as number)) {
      at -= m
      lag += m
    }
    lags.push(lag)
    return at >= 0 ? (values[at] as number) : NaN
  })
  const errors = new Map<number, Float64Array>()
  for (const lag of lags) if (!errors.has(lag)) errors.set(lag, lagErrors(values, lag))
  return {
    point,
    intervals: empiricalIntervals(
      point,
      lags.map(lag => errors.get(lag) as Float64Array),
      levels,
      { floor: options.nonNegative ? 0 : -Infinity },
    ),
  }
}
