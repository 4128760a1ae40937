import { describe, expect, it } from 'vitest'
import { expectedSeries, readExpected } from '../../test/expected.ts'
import { inventedCounts, inventedRiver } from '../../test/invented.ts'
import { backTest } from './back-test.ts'
import { persistence, seasonalNaive } from './baselines.ts'
import { errorGrowth, forecastSmoothing } from './exponential-smoothing.ts'
import { errorQuantile } from './forecast.ts'
import { nelderMead } from './nelder-mead.ts'
import type { Interval } from './forecast.ts'
import { forecastRiver } from './river.ts'
import type { SmoothingModel } from './smoothing.ts'

describe('baselines', () => {
  it('persistence repeats the last known value, with the spread of past changes', () => {
    const f = persistence([...Array.from({ length: 60 }, (_, i) => i % 2), null], 2, {
      levels: [0.8],
      nonNegative: true,
    })
    expect(f.point).toEqual([1, 1])
    // two steps from a known value to the first, three to the second: the errors are 0 and ±1
    expect(f.intervals).toEqual([{ level: 0.8, lower: [1, 0], upper: [1, 2] }])
    expect(persistence([], 1)).toEqual({
      point: [NaN],
      intervals: [
        { level: 0.8, lower: [null], upper: [null] },
        { level: 0.95, lower: [null], upper: [null] },
      ],
    })
  })

  it('seasonal naive looks a season back, further where that is missing or the horizon is longer', () => {
    expect(seasonalNaive([7, 8, 9, 1, null, 3], 4, 3).point).toEqual([1, 8, 3, 1])
    expect(seasonalNaive([1, 2], 2, 3).point).toEqual([NaN, 1].map((v, i) => (i === 0 ? NaN : 1)))
  })

  it('the rank of an error is that of split conformal prediction', () => {
    const errors = Float64Array.from({ length: 9 }, (_, i) => i + 1)
    expect([0.1, 0.5, 0.9, 0.95].map(p => errorQuantile(errors, p))).toEqual([1, 5, 9, NaN])
  })
})

describe('back-test', () => {
  it('scores the point and the interval as defined', () => {
    const always = (_: readonly (number | null)[], h: number) => ({
      point: Array.from({ length: h }, () => 2),
      intervals: [{ level: 0.8, lower: Array.from({ length: h }, () => 1), upper: Array.from({ length: h }, () => 4) }],
    })
    const { always: score } = backTest([0, 0, 1, null, 6], { always }, { horizon: 1, from: 2 })
    // 1: |1 − 2| = 1, inside; 6: |6 − 2| = 4, outside. Pinball: 0.5, 0 (low), 0.3 (high); 2, 0.5, 1.8
    expect(score).toMatchObject({ compared: 2, mae: 2.5, coverage: { '0.8': 0.5 }, maeByStep: [2.5] })
    expect(score?.pinball).toBeCloseTo((0.5 + 0 + 0.3 + 2 + 0.5 + 1.8) / 6, 12)
  })
})

describe('nelderMead', () => {
  it('finds the minimum of a bent valley, the same way every time', () => {
    const f = ([x = 0, y = 0]: readonly number[]) => (1 - x) ** 2 + 100 * (y - x * x) ** 2
    const found = nelderMead(f, [-1.2, 1], { maxEvaluations: 2000, tolerance: 1e-14 })
    expect(found.x[0]).toBeCloseTo(1, 4)
    expect(found.x[1]).toBeCloseTo(1, 4)
    expect(nelderMead(f, [-1.2, 1], { maxEvaluations: 2000, tolerance: 1e-14 })).toEqual(found)
  })
})

describe('exponential smoothing', () => {
  it('widens with the steps as R HoltWinters does', () => {
    type Row = { model: SmoothingModel; m: number; alpha: number; beta: number; gamma: number; growth: number[] | null }
    for (const { model, m, alpha, beta, gamma, growth } of readExpected<Row>('smoothing')) {
      if (!growth) continue
      errorGrowth(model, { alpha, beta, gamma, phi: 1 }, m, growth.length).forEach((v, h) =>
        expect(Math.abs(v / (growth[h] as number) - 1), `${model} ${h}`).toBeLessThan(1e-9),
      )
    }
  })

  it('follows a line, a damped line and a season', () => {
    const line = Array.from({ length: 60 }, (_, i) => 5 + 2 * i + (i % 2 ? 0.1 : -0.1))
    forecastSmoothing(line, 3, { model: 'holt' }).point.forEach((v, h) =>
      expect(Math.abs(v - (125 + 2 * h))).toBeLessThan(0.3),
    )
    const wave = (t: number) => 50 + 20 * Math.sin((t * Math.PI) / 6)
    const noisy = Array.from({ length: 96 }, (_, t) => wave(t) * (1 + 0.01 * ((t * 7) % 3) - 0.01))
    for (const model of ['hw-additive', 'hw-multiplicative', 'auto'] as const) {
      const { point, fitted } = forecastSmoothing(noisy, 12, { model, season: 12 })
      expect(fitted?.model.startsWith('hw-')).toBe(true)
      point.forEach((v, h) => expect(Math.abs(v - wave(96 + h)), `${model} ${h}`).toBeLessThan(2))
    }
  })

  it('never falls below zero for counts, keeps intervals in order, and answers the same twice', () => {
    const counts = inventedCounts(200, 7, 1)
    for (const model of ['ses', 'damped', 'hw-additive', 'auto'] as const) {
      const f = forecastSmoothing(counts, 8, { model, season: 52, counts: true })
      expect(forecastSmoothing(counts, 8, { model, season: 52, counts: true })).toEqual(f)
      const [narrow, wide] = f.intervals
      for (let h = 0; h < 8; h++) {
        const ordered = [0, wide?.lower[h], narrow?.lower[h], f.point[h], narrow?.upper[h], wide?.upper[h]] as number[]
        expect(ordered).toEqual([...ordered].sort((a, b) => a - b))
      }
    }
    const seeded = (seed: number) =>
      forecastSmoothing(
        inventedCounts(120, 3, 40).map(v => v + 1),
        4,
        { model: 'hw-multiplicative', season: 12, seed },
      )
    expect(seeded(5)).toEqual(seeded(5))
    expect(seeded(5)).not.toEqual(seeded(6))
  })

  it('goes over missing values and falls back to persistence where there is almost nothing', () => {
    const holes = inventedCounts(150, 11).map((v, i) => (i % 9 === 4 ? null : v))
    expect(forecastSmoothing(holes, 3, { counts: true }).point.every(v => v > 3 && v < 40)).toBe(true)
    expect(forecastSmoothing([3, 4], 2)).toMatchObject({ point: [4, 4], fitted: null })
    expect(forecastSmoothing([], 1).point).toEqual([NaN])
  })

  it('beats persistence and the seasonal naive forecast, and its intervals hold, on invented and real counts', () => {
    for (const [name, counts, every] of [
      ['invented', inventedCounts(520, 20), 3],
      ['newport', expectedSeries.get('newport')?.counts ?? [], 3],
      ['agona', expectedSeries.get('agona')?.counts ?? [], 2],
    ] as const) {
      const { ours, same, season } = backTest(
        counts,
        {
          ours: (past, h) => forecastSmoothing(past, h, { season: 52, counts: true }),
          same: (past, h) => persistence(past, h, { nonNegative: true }),
          season: (past, h) => seasonalNaive(past, h, 52, { nonNegative: true }),
        },
        { horizon: 4, from: counts.length - 150, every },
      )
      expect(ours.mae, name).toBeLessThan(0.97 * Math.min(same.mae, season.mae))
      expect(ours.pinball, name).toBeLessThan(Math.min(same.pinball, season.pinball))
      expect(ours.coverage['0.8'], name).toBeGreaterThan(0.7)
      expect(ours.coverage['0.8'], name).toBeLessThan(0.9)
      expect(ours.coverage['0.95'], name).toBeGreaterThan(0.88)
    }
  })
})

describe('forecastRiver', () => {
  it('keeps rising on the rise, fades on the recession, and says which', () => {
    const levels = inventedRiver(1500, 4)
    const rates = levels.map((v, t) => (t < 2 ? 0 : v - (levels[t - 2] as number)))
    const steepest = rates.indexOf(Math.max(...rates.slice(500)))
    const up = forecastRiver(levels.slice(0, steepest + 1), 6)
    expect(up.limb).toBe('rise')
    expect(up.point[5]).toBeGreaterThan(levels[steepest] as number)
    const fall = rates.indexOf(Math.min(...rates.slice(500)))
    const down = forecastRiver(levels.slice(0, fall + 1), 6)
    expect(down.limb).toBe('recession')
    expect(down.point[5]).toBeLessThan(levels[fall] as number)
    // the water falls ever more slowly
    const drops = down.point.map((v, h) => (h === 0 ? (levels[fall] as number) : (down.point[h - 1] as number)) - v)
    expect(drops).toEqual([...drops].sort((a, b) => b - a))
  })

  it('beats persistence on an invented river, and its intervals hold', () => {
    const { ours, same } = backTest(
      inventedRiver(2600, 9),
      { ours: (past, h) => forecastRiver(past, h), same: (past, h) => persistence(past, h) },
      { horizon: 6, from: 1400, every: 7 },
    )
    expect(ours.mae).toBeLessThan(0.8 * same.mae)
    expect(ours.pinball).toBeLessThan(0.8 * same.pinball)
    expect(Math.abs((ours.coverage['0.8'] ?? 0) - 0.8)).toBeLessThan(0.06)
    expect(Math.abs((ours.coverage['0.95'] ?? 0) - 0.95)).toBeLessThan(0.04)
  })

  it('doubt never shrinks the further it looks, and the wider interval holds the narrower', () => {
    const levels = inventedRiver(900, 4)
    for (const end of [700, 760, 820, 899]) {
      const f = forecastRiver(levels.slice(0, end), 24)
      const [narrow, wide] = f.intervals as [Interval, Interval]
      const distance = (bound: readonly (number | null)[], h: number) =>
        Math.abs((bound[h] as number) - (f.point[h] as number))
      for (let h = 1; h < 24; h++)
        for (const bound of [narrow.lower, narrow.upper, wide.lower, wide.upper])
          expect(distance(bound, h)).toBeGreaterThanOrEqual(distance(bound, h - 1) - 1e-9)
      for (let h = 0; h < 24; h++) {
        expect(wide.upper[h]).toBeGreaterThanOrEqual((narrow.upper[h] as number) - 1e-9)
        expect(wide.lower[h]).toBeLessThanOrEqual((narrow.lower[h] as number) + 1e-9)
      }
    }
  })

  it('falls back to persistence where the last readings are missing or few', () => {
    expect(forecastRiver([1, 2, 3], 2)).toMatchObject({ point: [3, 3], limb: 'rise' })
    expect(forecastRiver([...inventedRiver(300, 1), null], 1).intervals[0]?.lower[0]).not.toBe(null)
    expect(forecastRiver([], 2).point).toEqual([NaN, NaN])
  })
})
