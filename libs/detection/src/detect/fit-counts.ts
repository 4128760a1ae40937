/**
 * Quasi-Poisson regression log μ = level + β·t (+ offset) by iteratively reweighted least squares.
 *
 * The Farrington models have one intercept a level of a factor and at most one slope, so each weighted least-squares step has a
 * closed form: means within levels, then one slope of the centred values. That is exact, needs no matrix, and costs one pass a step.
 * Start (y + 0.1), convergence (relative change of the deviance below 1e-8, at most 25 steps) and the weights from which dispersion
 * and standard errors are taken (those of the last step) follow R's documented `glm`, so that answers agree to rounding.
 *
 * See McCullagh & Nelder (1989), Generalized Linear Models, chapters 2 and 9.
 */
const EPSILON = 1e-8
const MAX_STEPS = 25
const SMALLEST_MEAN = 2.220446049250313e-16

/** Base counts of one time point, in buffers that are used again for the next one. */
export class BaseCounts {
  length = 0
  y: Float64Array
  t: Float64Array
  level: Int32Array
  offset: Float64Array
  /** prior weights of the second fit, 1 in the first */
  weight: Float64Array
  mu: Float64Array
  eta: Float64Array
  working: Float64Array
  z: Float64Array
  yLogY: Float64Array
  levels: number
  private readonly sumW: Float64Array
  private readonly meanT: Float64Array
  private readonly meanZ: Float64Array
  private readonly counted: Int32Array
  // what the last fit found
  converged = false
  slope = 0
  phi = NaN
  /** dispersion of the residuals relative to the mean, (y − μ)/μ: see `standardErrors` in farrington.ts */
  relativePhi = NaN
  df = 0
  private slopeWeight = 0
  private withTrend = false

  constructor(capacity: number, levels: number) {
    const buffer = () => new Float64Array(capacity)
    this.levels = levels
    this.y = buffer()
    this.t = buffer()
    this.level = new Int32Array(capacity)
    this.offset = buffer()
    this.weight = buffer()
    this.mu = buffer()
    this.eta = buffer()
    this.working = buffer()
    this.z = buffer()
    this.yLogY = buffer()
    this.sumW = new Float64Array(levels)
    this.meanT = new Float64Array(levels)
    this.meanZ = new Float64Array(levels)
    this.counted = new Int32Array(levels)
  }

  clear(): void {
    this.length = 0
  }

  push(y: number, t: number, level: number, offset: number): void {
    const i = this.length++
    this.y[i] = y
    this.t[i] = t
    this.level[i] = level
    this.offset[i] = offset
    this.yLogY[i] = y > 0 ? y * Math.log(y) : 0
  }

  /** Fits with the weights at hand; false where it did not converge or there is nothing to estimate from. */
  fit(trend: boolean): boolean {
    const { length: n, levels, y, t, level, offset, weight, mu, eta, working, z, yLogY, sumW, meanT, meanZ } = this
    this.converged = false
    this.phi = NaN
    this.withTrend = trend
    this.counted.fill(0)
    for (let i = 0; i < n; i++) this.counted[level[i] as number] = 1
    let rank = trend ? 1 : 0
    for (let g = 0; g < levels; g++) rank += this.counted[g] as number
    this.df = n - rank
    if (n === 0 || !this.counted[0]) return false
    let before = 0
    for (let i = 0; i < n; i++) {
      const m = (y[i] as number) + 0.1
      mu[i] = m
      eta[i] = Math.log(m)
      before += (weight[i] as number) * ((yLogY[i] as number) - (y[i] as number) * (eta[i] as number) + 0.1)
    }
    before *= 2
    for (let step = 0; step < MAX_STEPS; step++) {
      sumW.fill(0)
      meanT.fill(0)
      meanZ.fill(0)
      for (let i = 0; i < n; i++) {
        const m = mu[i] as number
        const w = (weight[i] as number) * m
        const zi = (eta[i] as number) - (offset[i] as number) + ((y[i] as number) - m) / m
        const g = level[i] as number
        working[i] = w
        z[i] = zi
        sumW[g] = (sumW[g] as number) + w
        meanT[g] = (meanT[g] as number) + w * (t[i] as number)
        meanZ[g] = (meanZ[g] as number) + w * zi
      }
      for (let g = 0; g < levels; g++) {
        const w = sumW[g] as number
        if (!(w > 0)) continue
        meanT[g] = (meanT[g] as number) / w
        meanZ[g] = (meanZ[g] as number) / w
      }
      let slope = 0
      if (trend) {
        let squares = 0
        let cross = 0
        for (let i = 0; i < n; i++) {
          const g = level[i] as number
          const dt = (t[i] as number) - (meanT[g] as number)
          const wdt = (working[i] as number) * dt
          squares += wdt * dt
          cross += wdt * ((z[i] as number) - (meanZ[g] as number))
        }
        this.slopeWeight = squares
        if (!(squares > 0)) return false
        slope = cross / squares
      }
      this.slope = slope
      let now = 0
      for (let i = 0; i < n; i++) {
        const g = level[i] as number
        const e = (meanZ[g] as number) + slope * ((t[i] as number) - (meanT[g] as number)) + (offset[i] as number)
        const m = Math.max(Math.exp(e), SMALLEST_MEAN)
        eta[i] = e
        mu[i] = m
        now += (weight[i] as number) * ((yLogY[i] as number) - (y[i] as number) * (e + 1) + m)
      }
      now *= 2
      if (!Number.isFinite(now)) return false
      if (Math.abs(now - before) / (Math.abs(now) + 0.1) < EPSILON) {
        this.converged = true
        break
      }
      before = now
    }
    if (!this.converged) return false
    let pearson = 0
    let relative = 0
    for (let i = 0; i < n; i++) {
      const r = ((y[i] as number) - (mu[i] as number)) / (mu[i] as number)
      pearson += (working[i] as number) * r * r
      relative += (weight[i] as number) * r * r
    }
    this.phi = this.df > 0 ? pearson / this.df : NaN
    this.relativePhi = this.df > 0 ? relative / this.df : NaN
    return true
  }

  /** Standard error of the slope over its dispersion: β / √(φ / Σw(t − t̄)²). */
  slopeT(phi: number): number {
    return this.slope / Math.sqrt(phi / this.slopeWeight)
  }

  /** Linear predictor and its variance over φ at time t in level 0. */
  predict(t: number, offset: number): { eta: number; variance: number } {
    const dt = t - (this.meanT[0] as number)
    return {
      eta: (this.meanZ[0] as number) + this.slope * dt + offset,
      variance: 1 / (this.sumW[0] as number) + (this.withTrend ? (dt * dt) / this.slopeWeight : 0),
    }
  }

  /** Leverage of the i-th base count. */
  leverage(i: number): number {
    const g = this.level[i] as number
    const dt = (this.t[i] as number) - (this.meanT[g] as number)
    const h =
      (this.working[i] as number) * (1 / (this.sumW[g] as number) + (this.withTrend ? (dt * dt) / this.slopeWeight : 0))
    return h > 1 - 10 * SMALLEST_MEAN ? 1 : h
  }
}
