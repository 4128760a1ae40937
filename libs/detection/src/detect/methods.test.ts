import { describe, expect, it } from 'vitest'
import { expectedSeries } from '../../test/expected.ts'
import { qnorm } from '../numeric/normal.ts'
import type { Series } from '../series.ts'
import { cusum } from './cusum.ts'
import { ears } from './ears.ts'
import { farrington, farringtonFlexible } from './farrington.ts'

const newport = expectedSeries.get('newport') as Series

describe('ears', () => {
  it('C3 raises the alarm where the published statistic Σ max(0, C2 − 1) of three periods exceeds the quantile', () => {
    const counts = newport.counts as number[]
    const c2 = (t: number) => {
      const base = counts.slice(t - 9, t - 2)
      const mean = base.reduce((a, b) => a + b, 0) / 7
      const sd = Math.sqrt(base.reduce((a, b) => a + (b - mean) ** 2, 0) / 6)
      return ((counts[t] as number) - mean) / sd
    }
    const found = ears(newport, { method: 'C3', range: [300, 527] })
    for (const d of found) {
      const statistic = [0, 1, 2].reduce((a, i) => a + Math.max(0, c2(d.index - i) - 1), 0)
      expect(d.alarm, `${d.index}`).toBe(statistic > qnorm(0.975))
    }
    expect(found.filter(d => d.alarm).length).toBeGreaterThan(5)
    // R's bound sees the same outbreak later or not at all
    const r = ears(newport, { method: 'C3', range: [300, 527], c3Bound: 'surveillance' })
    expect(r.find(d => d.alarm)?.index).toBeGreaterThan(found.find(d => d.alarm)?.index as number)
  })

  it('says nothing from a baseline with a hole, and that zeros do not vary', () => {
    const counts = [1, 2, 3, null, 2, 1, 3, 2, 9, 0, 0, 0, 0, 0, 0, 0, 1]
    const found = ears({ counts, frequency: 52 }, { method: 'C1' })
    expect(found[0]).toMatchObject({ index: 7, upperbound: null, alarm: false, note: 'missing-history' })
    expect(found.at(-1)).toMatchObject({ upperbound: 0, alarm: true, note: 'flat-baseline' })
    expect(ears({ counts, frequency: 52 }, { method: 'C1', minSigma: 1 }).at(-1)?.alarm).toBe(false)
  })
})

describe('farrington', () => {
  it('a missing past count is left out, not taken as zero', () => {
    const counts = [...(newport.counts as (number | null)[])]
    for (let i = 200; i < 520; i += 3) counts[i] = null
    const range = [525, 527] as const
    const whole = farringtonFlexible(newport, { range })
    const holes = farringtonFlexible({ ...newport, counts }, { range })
    const zeros = farringtonFlexible({ ...newport, counts: counts.map(c => c ?? 0) }, { range })
    holes.forEach((d, i) => {
      expect(d.note).toBe('missing-history')
      expect(Math.abs((d.expected ?? 0) / (whole[i]?.expected ?? 0) - 1)).toBeLessThan(0.5)
      expect(zeros[i]?.expected).toBeLessThan(d.expected ?? 0)
    })
  })

  it('gives the missing week a bound but no alarm', () => {
    const counts = [...(newport.counts as (number | null)[])]
    counts[527] = null
    const [d] = farrington({ ...newport, counts }, { range: [527, 527], limit54: [0, 4] })
    expect(d).toMatchObject({ count: null, alarm: false, note: 'missing-count', score: null })
    expect(d?.upperbound).toBeGreaterThan(1)
  })

  it('standard errors of the model as published are wider than those of R where past outbreaks are weighed down', () => {
    const range = [468, 527] as const
    const r = farringtonFlexible(newport, { range, weightsThreshold: 1, trend: false, limit54: [0, 4] })
    const model = farringtonFlexible(newport, {
      range,
      weightsThreshold: 1,
      trend: false,
      limit54: [0, 4],
      standardErrors: 'model',
    })
    model.forEach((d, i) => {
      expect(d.expected).toBe(r[i]?.expected)
      expect(d.upperbound).not.toBe(r[i]?.upperbound)
    })
  })

  it('answers only "short-history" where the past does not reach back', () => {
    expect(farrington(newport, { range: [0, 20] }).every(d => d.note === 'short-history' && !d.alarm)).toBe(true)
    expect(farrington({ counts: [], frequency: 52 })).toEqual([])
    expect(farrington({ counts: [1, 2, 3], frequency: 52 })).toEqual([])
  })
})

describe('cusum', () => {
  const counts = expectedSeries.get('agona')?.counts as number[]
  const series = { counts, frequency: 52 }

  it('its bound is the count that would have raised the alarm, for every transformation', () => {
    for (const trans of ['rossi', 'anscombe', 'anscombe2nd', 'pearsonNegBin', 'anscombeNegBin', 'none'] as const) {
      const before = cusum(series, { range: [240, 269], trans })
      expect(before.some(d => d.alarm)).toBe(true)
      for (const d of before) {
        if (!d.upperbound) continue
        const with_ = (count: number) =>
          cusum(
            { counts: counts.map((c, i) => (i === d.index ? count : c)), frequency: 52 },
            { range: [240, 269], trans },
          )[d.index - 240]
        expect(with_(d.upperbound * (1 + 1e-9))?.alarm, trans).toBe(true)
        expect(with_(d.upperbound * (1 - 1e-6))?.alarm, trans).toBe(false)
      }
    }
  })

  it('starts again after an alarm only where asked to', () => {
    const on = cusum(series, { range: [210, 311] })
    const off = cusum(series, { range: [210, 311], reset: true })
    const first = on.findIndex(d => d.alarm)
    expect(off.findIndex(d => d.alarm)).toBe(first)
    expect(on.filter(d => d.alarm).length).toBeGreaterThan(off.filter(d => d.alarm).length)
    expect(off[first + 1]?.cusum).toBeLessThan(on[first + 1]?.cusum ?? 0)
  })

  it('cannot say without an expected count', () => {
    expect(cusum({ counts: [1, 2, 3], frequency: 52 }, { range: [0, 2] }).every(d => d.note === 'short-history')).toBe(
      true,
    )
    expect(cusum({ counts: [0, 0, 0, 5], frequency: 52 }, { range: [3, 3] })[0]).toMatchObject({
      alarm: false,
      note: 'flat-baseline',
    })
  })
})
