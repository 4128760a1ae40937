/**
 * Minimises a function of a few variables without derivatives, the same way every time.
 * See J. A. Nelder, R. Mead (1965), The Computer Journal 7, 308–313.
 */
export function nelderMead(
  f: (x: readonly number[]) => number,
  start: readonly number[],
  {
    step = 0.5,
    maxEvaluations = 400,
    tolerance = 1e-8,
  }: { step?: number; maxEvaluations?: number; tolerance?: number } = {},
): { x: number[]; value: number } {
  let evaluations = 0
  const at = (x: number[]) => {
    evaluations++
    const value = f(x)
    return { x, value: Number.isNaN(value) ? Infinity : value }
  }
  const n = start.length
  const simplex = [at([...start])]
  for (let i = 0; i < n; i++) simplex.push(at(start.map((v, j) => (i === j ? v + step : v))))
  const byValue = (a: { value: number }, b: { value: number }) => a.value - b.value
  type Point = { x: number[]; value: number }
  while (evaluations < maxEvaluations) {
    simplex.sort(byValue)
    const best = simplex[0] as Point
    const worst = simplex[n] as Point
    if (!(worst.value - best.value > tolerance * (Math.abs(best.value) + tolerance))) break
    const centre = start.map((_, j) => simplex.slice(0, n).reduce((a, p) => a + (p.x[j] as number), 0) / n)
    const along = (t: number) => at(centre.map((c, j) => c + t * ((worst.x[j] as number) - c)))
    const mirrored = along(-1)
    if (mirrored.value < best.value) {
      const further = along(-2)
      simplex[n] = further.value < mirrored.value ? further : mirrored
    } else if (mirrored.value < (simplex[n - 1] as Point).value) simplex[n] = mirrored
    else {
      const nearer = mirrored.value < worst.value ? along(-0.5) : along(0.5)
      if (nearer.value < Math.min(mirrored.value, worst.value)) simplex[n] = nearer
      else
        for (let i = 1; i <= n; i++)
          simplex[i] = at((simplex[i] as Point).x.map((v, j) => ((best.x[j] as number) + v) / 2))
    }
  }
  simplex.sort(byValue)
  return simplex[0] as Point
}
