import { incompleteGamma } from './gamma.ts'

/** The standard normal distribution function; the upper tail keeps its digits with `upper`. */
export function pnorm(x: number, upper = false): number {
  if (Number.isNaN(x)) return NaN
  const { lower, upper: far } = incompleteGamma(0.5, (x * x) / 2)
  const tail = far / 2
  return upper === x > 0 ? tail : 0.5 + lower / 2
}

const near = [
  [3.387132872796366608, 1],
  [133.14166789178437745, 42.313330701600911252],
  [1971.5909503065514427, 687.1870074920579083],
  [13731.693765509461125, 5394.1960214247511077],
  [45921.953931549871457, 21213.794301586595867],
  [67265.770927008700853, 39307.89580009271061],
  [33430.575583588128105, 28729.085735721942674],
  [2509.0809287301226727, 5226.495278852545925],
] as const
const middle = [
  [1.42343711074968357734, 1],
  [4.6303378461565452959, 2.05319162663775882187],
  [5.7694972214606914055, 1.6763848301838038494],
  [3.64784832476320460504, 0.68976733498510000455],
  [1.27045825245236838258, 0.14810397642748007459],
  [0.24178072517745061177, 0.0151986665636164571966],
  [0.0227238449892691845833, 5.475938084995344946e-4],
  [7.7454501427834140764e-4, 1.05075007164441684324e-9],
] as const
const far = [
  [6.6579046435011037772, 1],
  [5.4637849111641143699, 0.59983220655588793769],
  [1.7848265399172913358, 0.13692988092273580531],
  [0.29656057182850489123, 0.0148753612908506148525],
  [0.026532189526576123093, 7.868691311456132591e-4],
  [0.0012426609473880784386, 1.8463183175100546818e-5],
  [2.71155556874348757815e-5, 1.4215117583164458887e-7],
  [2.01033439929228813265e-7, 2.04426310338993978564e-15],
] as const

function ratio(rows: readonly (readonly [number, number])[], r: number): number {
  let top = 0
  let bottom = 0
  for (let i = rows.length - 1; i >= 0; i--) {
    const row = rows[i] as readonly [number, number]
    top = top * r + row[0]
    bottom = bottom * r + row[1]
  }
  return top / bottom
}

/** The quantile of the standard normal distribution. See M. J. Wichura (1988), algorithm AS 241, Applied Statistics 37. */
export function qnorm(p: number): number {
  if (!(p >= 0 && p <= 1)) return NaN
  if (p === 0) return -Infinity
  if (p === 1) return Infinity
  const q = p - 0.5
  if (Math.abs(q) <= 0.425) return q * ratio(near, 0.180625 - q * q)
  const r = Math.sqrt(-Math.log(q < 0 ? p : 1 - p))
  const value = r <= 5 ? ratio(middle, r - 1.6) : ratio(far, r - 5)
  return q < 0 ? -value : value
}
