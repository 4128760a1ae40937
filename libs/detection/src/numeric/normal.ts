import { incompleteGamma } from './gamma.ts'

/** The standard normal distribution function; the upper tail keeps its digits with `upper`. */
export function pnorm(x: number, upper = false): number {
  if (Number.isNaN(x)) return NaN
  const { lower, upper: far } = incompleteGamma(0.5, (x * x) / 2)
  const tail = far / 2
  return upper === x > 0 ? tail : 0.5 + lower / 2
}

const near = [
  [3.3871328727963665, 1],
  [133.14166789178438, 42.31333070160091],
  [1971.5909503065513, 687.1870074920579],
  [13731.69376550946, 5394.196021424751],
  [45921.95393154987, 21213.794301586597],
  [67265.7709270087, 39307.89580009271],
  [33430.57558358813, 28729.085735721943],
  [2509.0809287301227, 5226.495278852546],
] as const
const middle = [
  [1.4234371107496835, 1],
  [4.630337846156546, 2.053191626637759],
  [5.769497221460691, 1.6763848301838038],
  [3.6478483247632045, 0.6897673349851],
  [1.2704582524523684, 0.14810397642748008],
  [0.2417807251774506, 0.015198666563616457],
  [0.022723844989269184, 0.0005475938084995345],
  [0.0007745450142783414, 1.0507500716444169e-9],
] as const
const far = [
  [6.657904643501103, 1],
  [5.463784911164114, 0.599832206555888],
  [1.7848265399172913, 0.1369298809227358],
  [0.29656057182850487, 0.014875361290850615],
  [0.026532189526576124, 0.0007868691311456133],
  [0.0012426609473880784, 1.8463183175100548e-5],
  [2.7115555687434876e-5, 1.421511758316446e-7],
  [2.0103343992922881e-7, 2.0442631033899397e-15],
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
