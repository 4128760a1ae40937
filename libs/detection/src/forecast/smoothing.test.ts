import { describe, expect, it } from 'vitest'
import { expectedSeries, readExpected } from '../../test/expected.ts'
import { expected, smooth, type SmoothingModel, type SmoothingParameters } from './smoothing.ts'

type Row = {
  series: string
  model: SmoothingModel
  m: number
  alpha: number
  beta: number
  gamma: number
  level: number
  trend: number
  season: number[]
  from: number
  sse: number
  mean: number[]
}

describe('exponential smoothing with given parameters agrees with R HoltWinters', () => {
  for (const row of readExpected<Row>('smoothing'))
    it(row.model, () => {
      const all = (expectedSeries.get(row.series)?.counts ?? []) as number[]
      const values = Float64Array.from(row.series === 'hospital' ? all.slice(0, 300) : all)
      const p: SmoothingParameters = { alpha: row.alpha, beta: row.beta, gamma: row.gamma, phi: 1 }
      const state = { level: row.level, trend: row.trend, season: Float64Array.from(row.season) }
      const errors = new Float64Array(values.length)
      smooth(row.model, values, row.from, state, p, errors)
      const mean = row.mean.map((_, h) => expected(row.model, state, p, values.length - 1, h + 1))
      mean.forEach((v, h) => expect(Math.abs(v / (row.mean[h] as number) - 1)).toBeLessThan(1e-10))
      if (row.model === 'hw-multiplicative') return
      const sse = errors.slice(row.from).reduce((a, e) => a + e * e, 0)
      expect(Math.abs(sse / row.sse - 1)).toBeLessThan(1e-10)
    })
})
