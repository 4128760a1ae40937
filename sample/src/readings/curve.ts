/** A point of a curve: hour, value. */
export type Knot = readonly [hour: number, value: number]

/**
 * A smooth curve through the knots that never overshoots them (monotone cubic: Fritsch and Carlson, SIAM J. Numer. Anal.
 * 17, 1980). So a peak written as 20,40 m is 20,40 m. Before the first and after the last knot the curve is flat.
 *
 * @param knots - at least two, hours rising
 */
export function curve(knots: readonly Knot[]): (hour: number) => number {
  const n = knots.length
  const slope = (i: number) => (knots[i + 1]![1] - knots[i]![1]) / (knots[i + 1]![0] - knots[i]![0])
  const tangent = knots.map((_, i) => {
    if (i === 0 || i === n - 1) return 0
    const a = slope(i - 1)
    const b = slope(i)
    return a * b <= 0 ? 0 : (2 * a * b) / (a + b)
  })
  return hour => {
    if (hour <= knots[0]![0]) return knots[0]![1]
    if (hour >= knots[n - 1]![0]) return knots[n - 1]![1]
    let i = 0
    while (hour > knots[i + 1]![0]) i++
    const [x0, y0] = knots[i]!
    const [x1, y1] = knots[i + 1]!
    const w = x1 - x0
    const t = (hour - x0) / w
    return (
      (2 * t ** 3 - 3 * t ** 2 + 1) * y0 +
      (t ** 3 - 2 * t ** 2 + t) * w * tangent[i]! +
      (-2 * t ** 3 + 3 * t ** 2) * y1 +
      (t ** 3 - t ** 2) * w * tangent[i + 1]!
    )
  }
}
