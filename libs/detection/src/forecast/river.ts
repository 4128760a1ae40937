import { checkNumber } from '../series.ts'
import { persistence } from './baselines.ts'
import { checkHorizon, checkLevels, empiricalIntervals, type Forecast, lastKnown, valuesOf } from './forecast.ts'
import { damping } from './smoothing.ts'
import { smoothBounds } from './smooth-bounds.ts'

export type RiverOptions = {
  /** probabilities of the intervals ([0.8, 0.95]) */
  levels?: readonly number[] | undefined
  /** steps over which the present rate of change is taken (2): more where readings are rough */
  rateOver?: number | undefined
}

export type RiverForecast = Forecast & {
  /** which way the water goes now */
  limb: 'rise' | 'recession'
  /** share of the rate of change that is left a step later, and the share of the present rate that is believed */
  persistence: number
  gain: number
}

type Limb = { phi: number; gain: number; errors: Float64Array[] }

const ENOUGH = 30

/** Rate of change at t over `w` steps, NaN where a reading is missing. */
const rateAt = (values: Float64Array, t: number, w: number): number =>
  t >= w ? ((values[t] as number) - (values[t - w] as number)) / w : NaN

/**
 * How the rate of change fades on one limb: H(t + h) = H(t) + g·r·(φ + … + φ^h), with φ from a grid and g by least squares over all
 * steps ahead. Errors are kept over c + |r|, because a fast river is forecast worse than a slow one.
 */
function fitLimb(values: Float64Array, horizon: number, w: number, rising: boolean, quiet: number): Limb | null {
  const squares = new Float64Array(horizon)
  const cross = new Float64Array(horizon)
  const on: number[] = []
  for (let t = w; t < values.length - 1; t++) {
    const r = rateAt(values, t, w)
    if (Number.isNaN(r) || r > 0 !== rising) continue
    on.push(t)
    for (let h = 1; h <= horizon && t + h < values.length; h++) {
      const d = (values[t + h] as number) - (values[t] as number)
      if (Number.isNaN(d)) continue
      squares[h - 1] = (squares[h - 1] as number) + r * r
      cross[h - 1] = (cross[h - 1] as number) + r * d
    }
  }
  if (on.length < ENOUGH) return null
  let best = { phi: 0, gain: 0, gained: 0 }
  for (let step = 1; step <= 40; step++) {
    const phi = Math.min(0.995, step / 40)
    let a = 0
    let b = 0
    for (let h = 1; h <= horizon; h++) {
      const f = damping(phi, h)
      a += f * f * (squares[h - 1] as number)
      b += f * (cross[h - 1] as number)
    }
    const gain = a > 0 ? Math.max(0, b / a) : 0
    const gained = 2 * gain * b - gain * gain * a
    if (gained > best.gained) best = { phi, gain, gained }
  }
  const errors = Array.from({ length: horizon }, (_, i) => {
    const move = best.gain * damping(best.phi, i + 1)
    const out: number[] = []
    for (const t of on) {
      const ahead = values[t + i + 1]
      if (ahead === undefined || Number.isNaN(ahead)) continue
      const r = rateAt(values, t, w)
      out.push((ahead - (values[t] as number) - move * r) / (quiet + Math.abs(r)))
    }
    return Float64Array.from(out).sort()
  })
  return { phi: best.phi, gain: best.gain, errors }
}

/**
 * Level of a river a few steps ahead from its own past: on the rise the present rate goes on and fades, on the recession it fades more
 * slowly, as water draining from a catchment does. Intervals come from how far this was wrong before, on the same limb.
 *
 * It knows nothing of rain, dams or tides, and cannot see a rise before it begins: the intervals of the recession hold such rises only as
 * often as the past had them. Not for more steps ahead than the time water takes from the catchment to the gauge; an aid beside the
 * bulletins of the forecasting service, never instead of them.
 *
 * @example forecastRiver(hourlyLevels, 6).point
 */
export function forecastRiver(
  past: readonly (number | null)[],
  horizon: number,
  options: RiverOptions = {},
): RiverForecast {
  const values = valuesOf(past)
  const steps = checkHorizon(horizon)
  const levels = checkLevels(options.levels)
  const w = checkNumber('rateOver', options.rateOver ?? 2, 1, 1000, true)
  const rates: number[] = []
  for (let t = w; t < values.length; t++) {
    const r = Math.abs(rateAt(values, t, w))
    if (!Number.isNaN(r)) rates.push(r)
  }
  rates.sort((a, b) => a - b)
  // the usual rate: below it errors do not shrink further
  const quiet = Math.max(rates[Math.floor(rates.length / 2)] ?? 0, 1e-6)
  const last = lastKnown(values)
  const rate = last === values.length - 1 ? rateAt(values, last, w) : NaN
  const rising = rate > 0
  const limb = Number.isNaN(rate) ? null : fitLimb(values, steps, w, rising, quiet)
  if (!limb)
    return { ...persistence(past, steps, { levels }), limb: rising ? 'rise' : 'recession', persistence: 0, gain: 0 }
  const point = Array.from(
    { length: steps },
    (_, h) => (values[last] as number) + limb.gain * damping(limb.phi, h + 1) * rate,
  )
  return {
    point,
    intervals: smoothBounds(point, empiricalIntervals(point, limb.errors, levels, { scale: quiet + Math.abs(rate) })),
    limb: rising ? 'rise' : 'recession',
    persistence: limb.phi,
    gain: limb.gain,
  }
}
