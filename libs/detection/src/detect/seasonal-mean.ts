/**
 * Poisson regression log μ = a + b cos(2πt/f) + c sin(2πt/f) on the counts before `start`, and its means from `start` on (CUSUM's
 * 'glm'). NaN where it cannot be fitted.
 */
export function seasonalMean(counts: Float64Array, start: number, frequency: number, out: Float64Array): void {
  out.fill(NaN)
  // periods are counted from 1, as in R; the phase only shifts b and c
  const row = (i: number): [number, number, number] => {
    const angle = (2 * Math.PI * (i + 1)) / frequency
    return [1, Math.cos(angle), Math.sin(angle)]
  }
  const rows: [number, number, number][] = []
  const y: number[] = []
  for (let i = 0; i < start; i++)
    if ((counts[i] as number) >= 0) {
      rows.push(row(i))
      y.push(counts[i] as number)
    }
  const mu = y.map(v => v + 0.1)
  const eta = mu.map(Math.log)
  let beta: [number, number, number] | null = null
  let before = deviance(y, mu)
  for (let step = 0; step < 25; step++) {
    const next = weighted(rows, y, mu, eta)
    if (!next) return
    beta = next
    for (let i = 0; i < y.length; i++) {
      const x = rows[i] as [number, number, number]
      const e = next[0] * x[0] + next[1] * x[1] + next[2] * x[2]
      eta[i] = e
      mu[i] = Math.max(Math.exp(e), Number.EPSILON)
    }
    const now = deviance(y, mu)
    if (!Number.isFinite(now)) return
    if (Math.abs(now - before) / (Math.abs(now) + 0.1) < 1e-8) break
    before = now
  }
  if (!beta) return
  for (let j = 0; j < out.length; j++) {
    const x = row(start + j)
    out[j] = Math.exp(beta[0] * x[0] + beta[1] * x[1] + beta[2] * x[2])
  }
}

function deviance(y: readonly number[], mu: readonly number[]): number {
  let sum = 0
  for (let i = 0; i < y.length; i++) {
    const v = y[i] as number
    const m = mu[i] as number
    sum += (v > 0 ? v * Math.log(v / m) : 0) - (v - m)
  }
  return 2 * sum
}

/** One weighted least-squares step by the normal equations of three columns. */
function weighted(
  rows: readonly [number, number, number][],
  y: readonly number[],
  mu: readonly number[],
  eta: readonly number[],
): [number, number, number] | null {
  const a = [
    [0, 0, 0, 0],
    [0, 0, 0, 0],
    [0, 0, 0, 0],
  ]
  for (let i = 0; i < rows.length; i++) {
    const x = rows[i] as [number, number, number]
    const w = mu[i] as number
    const z = (eta[i] as number) + ((y[i] as number) - w) / w
    for (let r = 0; r < 3; r++) {
      const line = a[r] as number[]
      for (let c = 0; c < 3; c++) line[c] = (line[c] as number) + w * (x[r] as number) * (x[c] as number)
      line[3] = (line[3] as number) + w * (x[r] as number) * z
    }
  }
  for (let p = 0; p < 3; p++) {
    let best = p
    for (let r = p + 1; r < 3; r++) if (Math.abs(a[r]?.[p] as number) > Math.abs(a[best]?.[p] as number)) best = r
    const pivot = a[best] as number[]
    a[best] = a[p] as number[]
    a[p] = pivot
    if (!(Math.abs(pivot[p] as number) > 1e-12 * Math.max(1, Math.abs(a[0]?.[0] as number)))) return null
    for (let r = 0; r < 3; r++) {
      if (r === p) continue
      const line = a[r] as number[]
      const f = (line[p] as number) / (pivot[p] as number)
      for (let c = p; c < 4; c++) line[c] = (line[c] as number) - f * (pivot[c] as number)
    }
  }
  return [0, 1, 2].map(i => (a[i]?.[3] as number) / (a[i]?.[i] as number)) as [number, number, number]
}
