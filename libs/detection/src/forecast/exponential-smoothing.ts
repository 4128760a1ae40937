import { checkNumber, checkOneOf } from '../series.ts'
import { qt } from '../numeric/student.ts'
import { persistence } from './baselines.ts'
import { checkHorizon, checkLevels, errorQuantile, type Forecast, type Interval, valuesOf } from './forecast.ts'
import { nelderMead } from './nelder-mead.ts'
import { seededRandom } from './random.ts'
import {
  damping,
  expected,
  freeFigures,
  hasSeason,
  hasTrend,
  initialState,
  smooth,
  type SmoothingModel,
  type SmoothingParameters,
  type SmoothingState,
  step,
} from './smoothing.ts'

export type SmoothingOptions = {
  /** 'auto' (the default) takes the model that erred least over the later past, steps ahead and all, of those without season, and with one if `season` is given */
  model?: SmoothingModel | 'auto' | undefined
  /** periods in a season: 52 weeks, 12 months, 24 hours */
  season?: number | undefined
  /** probabilities of the intervals ([0.8, 0.95]) */
  levels?: readonly number[] | undefined
  /** counts: smoothed as √(y + 3/8), which evens out their variance; nothing falls below 0 (false) */
  counts?: boolean | undefined
  /** of the resampled paths of the multiplicative model (1) */
  seed?: number | undefined
}

export type FittedSmoothing = { model: SmoothingModel; parameters: SmoothingParameters; aicc: number }

type Fit = FittedSmoothing & { state: SmoothingState; errors: Float64Array; sse: number; known: number; free: number }

const logistic = (x: number): number => 1 / (1 + Math.exp(-x))
const PATHS = 2000

function parametersOf(model: SmoothingModel, x: readonly number[]): SmoothingParameters {
  return {
    alpha: 0.001 + 0.998 * logistic(x[0] as number),
    beta: hasTrend(model) ? 0.0001 + 0.9 * logistic(x[1] as number) : 0,
    gamma: hasSeason(model) ? 0.0001 + 0.9 * logistic(x[2] as number) : 0,
    phi: model === 'damped' ? 0.8 + 0.18 * logistic(x[2] as number) : 1,
  }
}

/** Least squares over the parameters; null where the model does not suit the values (too few, or zeros in a multiplicative season). */
function fit(model: SmoothingModel, values: Float64Array, m: number): Fit | null {
  let known = 0
  let smallest = Infinity
  for (const v of values)
    if (!Number.isNaN(v)) {
      known++
      smallest = Math.min(smallest, v)
    }
  const free =
    1 + (hasTrend(model) ? 2 : 0) + (hasSeason(model) ? 1 + freeFigures(m) : 0) + (model === 'damped' ? 1 : 0) + 1
  if (known < free + 3 || (hasSeason(model) && values.length < 2 * m + 2)) return null
  if (model === 'hw-multiplicative' && !(smallest > 0)) return null
  const start = initialState(model, values, m)
  const fresh = (): SmoothingState => ({ ...start, season: Float64Array.from(start.season) })
  const sseOf = (x: readonly number[]) => smooth(model, values, 0, fresh(), parametersOf(model, x))
  const size = model === 'ses' ? 1 : model === 'holt' ? 2 : 3
  let best: { x: number[]; value: number } | null = null
  for (const guess of [
    [-1, -3, -2],
    [1, -1, 0],
  ]) {
    const found = nelderMead(sseOf, guess.slice(0, size), { step: 1, maxEvaluations: 120 * size })
    if (!best || found.value < best.value) best = found
  }
  if (!best || !Number.isFinite(best.value)) return null
  const parameters = parametersOf(model, best.x)
  const state = fresh()
  const errors = new Float64Array(values.length)
  const sse = smooth(model, values, 0, state, parameters, errors)
  // the multiplicative model's errors are relative: its likelihood has the fitted values in it
  let scale = 0
  if (model === 'hw-multiplicative') {
    for (let t = 0; t < values.length; t++) {
      const e = errors[t] as number
      if (!Number.isNaN(e)) scale += 2 * Math.log(Math.abs((values[t] as number) / (1 + e)) || 1e-12)
    }
  }
  const aicc =
    known * Math.log(Math.max(sse, 1e-12) / known) +
    scale +
    2 * free +
    (2 * free * (free + 1)) / Math.max(1, known - free - 1)
  return { model, parameters, aicc, state, errors, sse, known, free }
}

/** Where the later past begins: what came before has made the first state, and so is no test. */
const laterFrom = (n: number, m: number): number => Math.min(n / 2, 5 * m)

/** Mean absolute error of the steps ahead over the later past. */
function laterError(found: Fit, values: Float64Array, m: number, horizon: number): number {
  const { model, parameters } = found
  const state = initialState(model, values, m)
  const from = laterFrom(values.length, m)
  let sum = 0
  let n = 0
  for (let t = 0; t < values.length; t++) {
    step(model, state, parameters, t, values[t] as number)
    if (t < from) continue
    for (let h = 1; h <= horizon && t + h < values.length; h++) {
      const e = Math.abs((values[t + h] as number) - expected(model, state, parameters, t, h))
      if (!Number.isNaN(e)) {
        sum += e
        n++
      }
    }
  }
  return n ? sum / n : found.sse
}

function choose(values: Float64Array, options: SmoothingOptions, m: number, horizon: number): Fit | null {
  const wanted = options.model ?? 'auto'
  const seasonal: readonly SmoothingModel[] = options.counts ? ['hw-additive'] : ['hw-additive', 'hw-multiplicative']
  const models: readonly SmoothingModel[] =
    wanted !== 'auto'
      ? [wanted]
      : // on the scale of counts an additive season is already a multiplicative one of sorts
        ['ses', 'damped', ...(m > 1 ? seasonal : [])]
  let best: Fit | null = null
  let bestScore = Infinity
  for (const model of models) {
    const found = fit(model, values, m)
    if (!found) continue
    const score = laterError(found, values, m, horizon)
    if (score < bestScore) {
      best = found
      bestScore = score
    }
  }
  // a wish that the values cannot bear is answered by the simplest model
  return best ?? (wanted === 'ses' ? null : fit('ses', values, m))
}

/** Variance of the h-step error over that of one step (Hyndman et al. 2008, table 6.1). */
export function errorGrowth(
  model: SmoothingModel,
  { alpha, beta, gamma, phi }: SmoothingParameters,
  m: number,
  horizon: number,
): number[] {
  const out: number[] = []
  let sum = 1
  for (let h = 1; h <= horizon; h++) {
    out.push(sum)
    const c =
      alpha +
      (hasTrend(model) ? alpha * beta * damping(phi, h) : 0) +
      (hasSeason(model) && h % m === 0 ? gamma * (1 - alpha) : 0)
    sum += c * c
  }
  return out
}

/** Absolute errors of all steps ahead over the past, each over its theoretical spread, sorted; of the later past only. */
function pastErrors(found: Fit, values: Float64Array, m: number, spread: readonly number[]): Float64Array {
  const { model, parameters } = found
  const state = initialState(model, values, m)
  const burn = laterFrom(values.length, m)
  const out: number[] = []
  for (let t = 0; t < values.length; t++) {
    step(model, state, parameters, t, values[t] as number)
    if (t < burn) continue
    for (let h = 1; h <= spread.length && t + h < values.length; h++) {
      const e =
        Math.abs((values[t + h] as number) - expected(model, state, parameters, t, h)) / (spread[h - 1] as number)
      if (!Number.isNaN(e)) out.push(e)
    }
  }
  return Float64Array.from(out).sort()
}

/** Half width of an interval in spreads: Student's t, or more where past errors were larger than that; parameters are never known as well as theory has it. */
function halfWidth(errors: Float64Array, level: number, freedom: number): number {
  const empirical = errors.length >= 100 ? errorQuantile(errors, level) : NaN
  const theory = qt((1 + level) / 2, freedom)
  return Number.isNaN(empirical) ? theory : Math.max(theory, empirical)
}

/** Quantiles of paths drawn with past relative errors, for the model whose variance has no closed form. */
function resampled(
  found: Fit,
  n: number,
  horizon: number,
  levels: readonly number[],
  seed: number,
): { point: number[]; intervals: Interval[] } {
  const random = seededRandom(seed)
  const pool = found.errors.filter(e => !Number.isNaN(e))
  // residuals of a fit are smaller than errors to come
  const widen = Math.sqrt(found.known / Math.max(1, found.known - 4))
  const paths = Array.from({ length: horizon }, () => new Float64Array(PATHS))
  for (let p = 0; p < PATHS; p++) {
    const state = { ...found.state, season: Float64Array.from(found.state.season) }
    for (let h = 0; h < horizon; h++) {
      const e = widen * (pool[Math.floor(random() * pool.length)] as number)
      const y = expected(found.model, state, found.parameters, n + h - 1, 1) * (1 + e)
      ;(paths[h] as Float64Array)[p] = y
      step(found.model, state, found.parameters, n + h, y)
    }
  }
  for (const path of paths) path.sort()
  const at = (p: number) =>
    paths.map(path => path[Math.min(PATHS - 1, Math.max(0, Math.round(p * (PATHS - 1))))] as number)
  return {
    point: at(0.5),
    intervals: levels.map(level => ({ level, lower: at((1 - level) / 2), upper: at((1 + level) / 2) })),
  }
}

/**
 * Forecast by exponential smoothing with prediction intervals. Where there are too few values for any model, persistence.
 *
 * For the next few periods of a series that goes on as it did. Not for the first weeks of a new disease, after a change of who reports,
 * or further ahead than about a season. The intervals assume that errors keep their size.
 *
 * @example forecastSmoothing(counts, 4, { season: 52, counts: true })
 */
export function forecastSmoothing(
  past: readonly (number | null)[],
  horizon: number,
  options: SmoothingOptions = {},
): Forecast & { fitted: FittedSmoothing | null } {
  const raw = valuesOf(past)
  const steps = checkHorizon(horizon)
  const levels = checkLevels(options.levels)
  const m = checkNumber('season', options.season ?? 1, 1, 10_000, true)
  const seed = checkNumber('seed', options.seed ?? 1, 0, 2 ** 32 - 1, true)
  checkOneOf('model', options.model ?? 'auto', ['auto', 'ses', 'holt', 'damped', 'hw-additive', 'hw-multiplicative'])
  const onRoot = options.counts === true
  // Anscombe's 3/8 keeps the variance near 1/4 down to small means
  const values = onRoot ? raw.map(v => Math.sqrt(Math.max(0, v) + 0.375)) : raw
  const back = onRoot ? (z: number) => Math.max(0, Math.max(0, z) ** 2 - 0.375) : (z: number) => z
  const found = choose(values, options, m, steps)
  if (!found) return { ...persistence(past, steps, { levels, nonNegative: onRoot }), fitted: null }
  const { model, parameters, aicc } = found
  const fitted = { model, parameters, aicc }
  const n = values.length
  if (model === 'hw-multiplicative') return { ...resampled(found, n, steps, levels, seed), fitted }
  const centre = Array.from({ length: steps }, (_, h) => expected(model, found.state, parameters, n - 1, h + 1))
  const freedom = Math.max(1, found.known - Math.min(found.free, 6))
  const sigma = Math.sqrt(found.sse / freedom)
  const spread = errorGrowth(model, parameters, m, steps).map(v => sigma * Math.sqrt(v))
  const errors = pastErrors(found, values, m, spread)
  const intervals = levels.map(level => {
    const width = halfWidth(errors, level, freedom)
    return {
      level,
      lower: centre.map((c, h) => back(c - width * (spread[h] as number))),
      upper: centre.map((c, h) => back(c + width * (spread[h] as number))),
    }
  })
  return { point: centre.map(back), intervals, fitted }
}
