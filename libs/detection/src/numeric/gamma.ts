// Stirling's series of ln Γ(x) − ((x − ½) ln x − x + ½ ln 2π): Bernoulli numbers, Abramowitz & Stegun 6.1.40.
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156, -3617 / 122400] as const
const HALF_LOG_2PI = 0.9189385332046728
const TINY = 1e-300
const EPSILON = 1e-16

function stirlingRest(x: number): number {
  const r = 1 / (x * x)
  let sum = 0
  for (let i = STIRLING.length - 1; i >= 0; i--) sum = sum * r + (STIRLING[i] as number)
  return sum / x
}

/** ln Γ(x) for x > 0. */
export function lgamma(x: number): number {
  if (!(x > 0)) return x === 0 ? Infinity : NaN
  if (x === 1 || x === 2) return 0
  // shifted up to where eight terms of Stirling's series are exact to double precision
  let shift = 1
  let y = x
  while (y < 15) {
    shift *= y
    y += 1
  }
  return (y - 0.5) * Math.log(y) - y + HALF_LOG_2PI + stirlingRest(y) - Math.log(shift)
}

/** ln B(a, b), without the loss of digits of three large ln Γ. */
export function lbeta(a: number, b: number): number {
  const p = Math.min(a, b)
  const q = Math.max(a, b)
  if (q < 15) return lgamma(p) + lgamma(q) - lgamma(p + q)
  const rest = stirlingRest(q) - stirlingRest(p + q)
  if (p < 15) return lgamma(p) + rest + p - p * Math.log(p + q) + (q - 0.5) * Math.log1p(-p / (p + q))
  return (
    -0.5 * Math.log(q) +
    HALF_LOG_2PI +
    stirlingRest(p) +
    rest +
    (p - 0.5) * Math.log(p / (p + q)) +
    q * Math.log1p(-p / (p + q))
  )
}

/** x ln(x/m) + m − x, exact where x is near m. */
function devianceTerm(x: number, m: number): number {
  const d = x - m
  if (Math.abs(d) > 0.1 * (x + m)) return x * Math.log(x / m) - d
  const v = d / (x + m)
  let sum = d * v
  let term = 2 * x * v
  for (let k = 1; k < 1000; k++) {
    term *= v * v
    const next = sum + term / (2 * k + 1)
    if (next === sum) return next
    sum = next
  }
  return sum
}

/** e^−x x^a / Γ(a + 1) by Loader's saddle point, so that large a keep their digits (C. Loader 2000). */
function poissonTerm(a: number, x: number): number {
  if (a === 0) return Math.exp(-x)
  if (a < 15) return Math.exp(a * Math.log(x) - x - lgamma(a + 1))
  return Math.exp(-stirlingRest(a) - devianceTerm(a, x)) / Math.sqrt(2 * Math.PI * a)
}

/** The regularised incomplete gamma functions P(a, x) (lower) and Q(a, x) (upper), each to full precision in its own tail. */
export function incompleteGamma(a: number, x: number): { lower: number; upper: number } {
  if (!(a > 0) || Number.isNaN(x)) return { lower: NaN, upper: NaN }
  if (x <= 0) return { lower: 0, upper: 1 }
  if (x === Infinity) return { lower: 1, upper: 0 }
  const front = poissonTerm(a, x)
  if (x < a + 1) {
    let term = 1
    let sum = 1
    for (let n = 1; n < 5e4 && term > sum * EPSILON; n++) {
      term *= x / (a + n)
      sum += term
    }
    const lower = Math.min(1, front * sum)
    return { lower, upper: 1 - lower }
  }
  // continued fraction by Lentz's method
  let b = x + 1 - a
  let c = 1 / TINY
  let d = 1 / b
  let h = d
  for (let i = 1; i < 5e4; i++) {
    const an = -i * (i - a)
    b += 2
    d = an * d + b
    if (Math.abs(d) < TINY) d = TINY
    c = b + an / c
    if (Math.abs(c) < TINY) c = TINY
    d = 1 / d
    const delta = d * c
    h *= delta
    if (Math.abs(delta - 1) < EPSILON * 4) break
  }
  const upper = Math.min(1, front * h * a)
  return { lower: 1 - upper, upper }
}
