import { incompleteBeta } from './beta.ts'
import { pnorm, qnorm } from './normal.ts'

/** Student's t distribution function with `df` degrees of freedom. */
export function pt(t: number, df: number, upper = false): number {
  if (Number.isNaN(t) || !(df > 0)) return NaN
  if (df === Infinity) return pnorm(t, upper)
  const square = t * t
  const tail =
    square === Infinity ? 0 : incompleteBeta(df / 2, 0.5, df / (df + square), square / (df + square)).lower / 2
  return upper === t > 0 ? tail : 1 - tail
}

/** The quantile of Student's t distribution, by bisection and Newton steps on its distribution function. */
export function qt(p: number, df: number): number {
  if (!(p >= 0 && p <= 1) || !(df > 0)) return NaN
  if (p === 0) return -Infinity
  if (p === 1) return Infinity
  if (p === 0.5) return 0
  if (df === Infinity) return qnorm(p)
  if (p < 0.5) return -upperQuantile(p, df)
  return upperQuantile(1 - p, df)
}

/** t > 0 with the probability `tail` above it. */
function upperQuantile(tail: number, df: number): number {
  let low = 0
  let high = Math.max(1, qnorm(1 - Math.max(tail, 1e-16)))
  while (pt(high, df, true) > tail && high < 1e300) {
    low = high
    high *= 2
  }
  let t = (low + high) / 2
  for (let i = 0; i < 200; i++) {
    const gap = pt(t, df, true) - tail
    if (gap > 0) low = t
    else high = t
    // a secant of the logarithm of the tail converges where the density itself is tiny
    const ahead = t * (1 + 1e-6)
    const slope = (Math.log(pt(ahead, df, true)) - Math.log(gap + tail)) / (ahead - t)
    let next = t + (Math.log(tail) - Math.log(gap + tail)) / slope
    if (!(next > low && next < high)) next = (low + high) / 2
    if (Math.abs(next - t) <= 1e-15 * t) return next
    t = next
  }
  return t
}
