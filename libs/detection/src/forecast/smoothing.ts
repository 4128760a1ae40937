/**
 * Exponential smoothing as recursions: level, trend (damped or not) and season (additive or multiplicative).
 * See R. J. Hyndman, A. B. Koehler, J. K. Ord, R. D. Snyder (2008), Forecasting with Exponential Smoothing, chapters 2, 5 and 6.
 */
export type SmoothingModel = 'ses' | 'holt' | 'damped' | 'hw-additive' | 'hw-multiplicative'

/** The smoothing parameters of Holt and Winters, each from 0 to 1; `phi` damps the trend. */
export type SmoothingParameters = { alpha: number; beta: number; gamma: number; phi: number }

export type SmoothingState = {
  level: number
  trend: number
  /** index t mod m; empty without season */
  season: Float64Array
}

export const hasTrend = (model: SmoothingModel): boolean => model !== 'ses'
export const hasSeason = (model: SmoothingModel): boolean => model.startsWith('hw-')
const multiplies = (model: SmoothingModel): boolean => model === 'hw-multiplicative'

/** What the state expects `h` steps after period t (h = 1 is the next one). */
export function expected(
  model: SmoothingModel,
  { level, trend, season }: SmoothingState,
  p: SmoothingParameters,
  t: number,
  h: number,
): number {
  let carried = level
  if (hasTrend(model)) carried += trend * damping(p.phi, h)
  if (!hasSeason(model)) return carried
  const s = season[(t + h) % season.length] as number
  return multiplies(model) ? carried * s : carried + s
}

/** φ + φ² + … + φ^h. */
export const damping = (phi: number, h: number): number => (phi === 1 ? h : (phi * (1 - phi ** h)) / (1 - phi))

/** Moves the state over the value of period t; a missing one (NaN) moves it as expected. */
export function step(model: SmoothingModel, state: SmoothingState, p: SmoothingParameters, t: number, y: number): void {
  const { level, trend, season } = state
  const carried = hasTrend(model) ? level + p.phi * trend : level
  const j = hasSeason(model) ? t % season.length : -1
  const s = j < 0 ? 0 : (season[j] as number)
  if (Number.isNaN(y)) {
    state.level = carried
    state.trend = p.phi * trend
    return
  }
  const without = j < 0 ? y : multiplies(model) ? y / s : y - s
  state.level = p.alpha * without + (1 - p.alpha) * carried
  if (hasTrend(model)) state.trend = p.beta * (state.level - level) + (1 - p.beta) * p.phi * trend
  if (j >= 0) season[j] = p.gamma * (multiplies(model) ? y / state.level : y - state.level) + (1 - p.gamma) * s
}

/** Runs over the values from `from` on; errors are y − expected, divided by the expected value for the multiplicative model. */
export function smooth(
  model: SmoothingModel,
  values: Float64Array,
  from: number,
  state: SmoothingState,
  p: SmoothingParameters,
  errors?: Float64Array,
): number {
  let sum = 0
  for (let t = from; t < values.length; t++) {
    const y = values[t] as number
    const guess = expected(model, state, p, t - 1, 1)
    const e = multiplies(model) ? (y - guess) / guess : y - guess
    if (errors) errors[t] = e
    if (!Number.isNaN(y)) sum += e * e
    step(model, state, p, t, y)
  }
  return sum
}

/** From so many figures a season on, neighbours are averaged: it then has about a dozen free figures. */
const FINE = 24
export const freeFigures = (m: number): number => (m < FINE ? m : 12)

/** A first state from the first values: a line through them, and the mean seasonal figure of the first seasons. */
export function initialState(model: SmoothingModel, values: Float64Array, m: number): SmoothingState {
  const season = new Float64Array(hasSeason(model) ? m : 0)
  const span = hasSeason(model) ? Math.min(values.length, (m < FINE ? 3 : 5) * m) : Math.min(values.length, 10)
  let n = 0
  let sumT = 0
  let sumY = 0
  for (let t = 0; t < span; t++)
    if (!Number.isNaN(values[t] as number)) {
      n++
      sumT += t
      sumY += values[t] as number
    }
  if (n === 0) return { level: 0, trend: 0, season }
  const meanT = sumT / n
  const meanY = sumY / n
  const trend = !hasTrend(model)
    ? 0
    : hasSeason(model)
      ? seasonTrend(values, m, span)
      : lineTrend(values, span, meanT, meanY)
  const level = meanY + trend * (-1 - meanT)
  if (hasSeason(model)) {
    const many = new Float64Array(m)
    for (let t = 0; t < span; t++) {
      const y = values[t] as number
      if (Number.isNaN(y)) continue
      const line = meanY + trend * (t - meanT)
      season[t % m] = (season[t % m] as number) + (multiplies(model) ? y / line : y - line)
      many[t % m] = (many[t % m] as number) + 1
    }
    for (let j = 0; j < m; j++)
      season[j] = many[j] ? (season[j] as number) / (many[j] as number) : multiplies(model) ? 1 : 0
    if (m >= FINE) return { level, trend, season: evened(season) }
  }
  return { level, trend, season }
}

/** Slope of the line through the first values. */
function lineTrend(values: Float64Array, span: number, meanT: number, meanY: number): number {
  let squares = 0
  let cross = 0
  for (let t = 0; t < span; t++)
    if (!Number.isNaN(values[t] as number)) {
      squares += (t - meanT) ** 2
      cross += (t - meanT) * ((values[t] as number) - meanY)
    }
  return squares > 0 ? cross / squares : 0
}

/** Change from the first season's mean to the last one's: a line would take part of the wave for a slope. */
function seasonTrend(values: Float64Array, m: number, span: number): number {
  const seasons = Math.floor(span / m)
  if (seasons < 2) return 0
  const mean = (from: number) => {
    const known = values.subarray(from, from + m).filter(v => !Number.isNaN(v))
    return known.reduce((a, v) => a + v, 0) / known.length
  }
  const change = mean((seasons - 1) * m) - mean(0)
  return Number.isNaN(change) ? 0 : change / ((seasons - 1) * m)
}

/** Weeks and hours of a few seasons are noisy figures: each is averaged with its neighbours, the nearest most. */
function evened(season: Float64Array): Float64Array {
  const m = season.length
  const reach = Math.round(m / 12)
  return season.map((_, j) => {
    let sum = 0
    let weights = 0
    for (let d = -reach; d <= reach; d++) {
      const w = reach + 1 - Math.abs(d)
      sum += w * (season[(j + d + m) % m] as number)
      weights += w
    }
    return sum / weights
  })
}
