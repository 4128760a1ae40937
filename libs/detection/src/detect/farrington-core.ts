import { pnbinom, ppois, qnbinom, qpois } from '../numeric/counts.ts'
import { pnorm, qnorm } from '../numeric/normal.ts'
import { pt } from '../numeric/student.ts'
import type { BaseCounts } from './fit-counts.ts'

export type PowerTransformation = '2/3' | '1/2' | 'none'
export type ThresholdMethod = 'delta' | 'nbPlugin' | 'muan'

export type StandardErrors = 'model' | 'surveillance'

export type FitOptions = {
  reweight: boolean
  weightsThreshold: number
  /** years of history in use: a trend needs three */
  b: number
  trend: boolean
  pThresholdTrend: number
  standardErrors: StandardErrors
}

/** What a fitted model predicts for the period at hand. */
export type Prediction = { mean: number; phi: number; eta: number; etaVariance: number; slope: number | null }

/**
 * Weights that keep past outbreaks from hiding the next one: where the standardised Anscombe residual s exceeds the threshold, the
 * weight falls as s⁻², and all are scaled to sum to the number of counts (Farrington 1996, section 3.6; Noufaily 2013, section 3.3).
 */
function reweigh(base: BaseCounts, phi: number, threshold: number): void {
  const { length: n, y, mu, weight } = base
  let sum = 0
  for (let i = 0; i < n; i++) {
    const m = mu[i] as number
    const sixth = m ** (1 / 6)
    const anscombe = 1.5 * ((y[i] as number) ** (2 / 3) / sixth - sixth * sixth * sixth)
    const s = anscombe / Math.sqrt(phi * (1 - base.leverage(i)))
    const w = s > threshold ? 1 / (s * s) : 1
    weight[i] = w
    sum += w
  }
  const scale = n / sum
  for (let i = 0; i < n; i++) weight[i] = (weight[i] as number) * scale
}

/** Fit, weights, fit again. False where the model does not converge. */
function fitWeighted(base: BaseCounts, trend: boolean, options: FitOptions): boolean {
  base.weight.fill(1, 0, base.length)
  if (!base.fit(trend)) return false
  if (options.reweight) {
    reweigh(base, Math.max(base.phi, 1), options.weightsThreshold)
    if (!base.fit(trend)) return false
  }
  return Number.isFinite(base.phi)
}

/** The dispersion that scales the standard errors of level and slope. */
function errorDispersion(base: BaseCounts, options: FitOptions): number {
  return options.standardErrors === 'surveillance' && options.reweight ? base.relativePhi : base.phi
}

/**
 * The model of Farrington et al. (1996): with a trend if that is significant, the history has three years, and it does not
 * extrapolate beyond the largest base count; else without. Time is 0 at the period judged.
 */
export function fitModel(base: BaseCounts, offset: number, options: FitOptions): Prediction | null {
  let trend = options.trend && fitWeighted(base, true, options)
  if (trend) {
    const t = base.slopeT(errorDispersion(base, options))
    const p = 2 * pt(Math.abs(t), base.df, true)
    let largest = 0
    for (let i = 0; i < base.length; i++) largest = Math.max(largest, base.y[i] as number)
    trend = options.b >= 3 && p < options.pThresholdTrend && Math.exp(base.predict(0, offset).eta) <= largest
  }
  if (!trend && !fitWeighted(base, false, options)) return null
  const phi = Math.max(base.phi, 1)
  const { eta, variance } = base.predict(0, offset)
  const mean = Math.max(Math.exp(eta), Number.EPSILON)
  const dispersion = options.standardErrors === 'model' ? phi : errorDispersion(base, options)
  return { mean, phi, eta, etaVariance: dispersion * variance, slope: trend ? base.slope : null }
}

/** Upper bound by the delta method on a power of the count (Farrington 1996, section 3.7), and how far the count lies in that scale. */
export function deltaBound(
  prediction: Prediction,
  power: PowerTransformation,
  tail: number,
  count: number,
): { bound: number; pvalue: number } {
  const { mean, phi, etaVariance } = prediction
  // the variance of a new count over its mean: of the count itself, and of the estimated mean
  const tau = phi + etaVariance * mean
  const z = qnorm(1 - tail)
  const h = power === '2/3' ? 2 / 3 : power === '1/2' ? 1 / 2 : 1
  const se = h * Math.sqrt(tau) * mean ** (h - 0.5)
  const centre = mean ** h
  return { bound: (centre + z * se) ** (1 / h), pvalue: pnorm((count ** h - centre) / se, true) }
}

/** Upper bound as a quantile of the negative binomial (or, without overdispersion, Poisson) distribution of this mean. */
export function countBound(mean: number, phi: number, tail: number, count: number): { bound: number; pvalue: number } {
  if (phi > 1) {
    const size = mean / (phi - 1)
    return { bound: qnbinom(1 - tail, size, 1 / phi), pvalue: pnbinom(count - 1, size, 1 / phi, true) }
  }
  return { bound: qpois(1 - tail, mean), pvalue: ppois(count - 1, mean, true) }
}

export function boundOf(
  prediction: Prediction,
  method: ThresholdMethod,
  power: PowerTransformation,
  tail: number,
  count: number,
): { bound: number; pvalue: number } {
  if (method === 'delta') return deltaBound(prediction, power, tail, count)
  const mean =
    method === 'nbPlugin'
      ? prediction.mean
      : Math.exp(prediction.eta + qnorm(1 - tail) * Math.sqrt(prediction.etaVariance))
  return countBound(mean, prediction.phi, tail, count)
}

/** Cases of the last `period` periods up to and with `index`; missing ones count as nothing known. */
export function recentCases(counts: Float64Array, index: number, period: number): number {
  let sum = 0
  for (let i = Math.max(0, index - period + 1); i <= index; i++) {
    const c = counts[i] as number
    if (c >= 0) sum += c
  }
  return sum
}
