import { incompleteBeta } from './beta.ts'
import { incompleteGamma } from './gamma.ts'
import { qnorm } from './normal.ts'

/** P(X ≤ x), or P(X > x) with `upper`, of a Poisson variate of this mean. */
export function ppois(x: number, mean: number, upper = false): number {
  if (!(mean >= 0) || Number.isNaN(x)) return NaN
  if (x < 0 || mean === 0) return upper === x < 0 ? 1 : 0
  const { lower, upper: above } = incompleteGamma(Math.floor(x) + 1, mean)
  return upper ? lower : above
}

/** P(X ≤ x), or P(X > x) with `upper`, of a negative binomial variate (size, prob as in R: mean = size·(1 − prob)/prob). */
export function pnbinom(x: number, size: number, prob: number, upper = false): number {
  if (!(size > 0) || !(prob > 0 && prob <= 1) || Number.isNaN(x)) return NaN
  if (x < 0 || prob === 1) return upper === x < 0 ? 1 : 0
  const { lower, upper: above } = incompleteBeta(size, Math.floor(x) + 1, prob)
  return upper ? above : lower
}

/** The smallest count whose distribution function reaches p; a normal guess with skewness, then steps of shrinking size. */
function smallest(p: number, mean: number, sd: number, skewness: number, reached: (x: number) => boolean): number {
  if (!(p >= 0 && p <= 1)) return NaN
  if (p === 0) return 0
  if (p === 1) return Infinity
  const z = qnorm(p)
  let x = Math.max(0, Math.floor(mean + sd * (z + (skewness * (z * z - 1)) / 6)))
  let step = Math.max(1, Math.floor(sd / 100))
  // bracket: `low` does not reach p, `high` does
  let low: number
  let high: number
  if (reached(x)) {
    high = x
    while (x > 0 && reached(x)) {
      high = x
      x = Math.max(0, x - step)
      step *= 2
      if (x === 0 && reached(0)) return 0
    }
    low = x
  } else {
    low = x
    while (!reached(x)) {
      low = x
      x += step
      step *= 2
      if (!(x < 1e300)) return Infinity
    }
    high = x
  }
  while (high - low > 1) {
    const half = Math.floor(low + (high - low) / 2)
    if (half === low || half === high) break
    if (reached(half)) high = half
    else low = half
  }
  return high
}

// a distribution function that equals p but for rounding has reached it, as in R
const FUZZ = 64 * 2.220446049250313e-16

/** The quantile of the Poisson distribution. */
export function qpois(p: number, mean: number): number {
  if (!(mean >= 0) || !Number.isFinite(mean)) return NaN
  if (mean === 0) return p >= 0 && p <= 1 ? 0 : NaN
  const sd = Math.sqrt(mean)
  return smallest(p, mean, sd, 1 / sd, x => ppois(x, mean) >= p * (1 - FUZZ))
}

/** The quantile of the negative binomial distribution (size, prob as in R). */
export function qnbinom(p: number, size: number, prob: number): number {
  if (!(size > 0) || !(prob > 0 && prob <= 1) || !Number.isFinite(size)) return NaN
  if (prob === 1) return p >= 0 && p <= 1 ? 0 : NaN
  const mean = (size * (1 - prob)) / prob
  const sd = Math.sqrt(mean / prob)
  return smallest(p, mean, sd, (2 - prob) / (sd * prob), x => pnbinom(x, size, prob) >= p * (1 - FUZZ))
}
