import { expect, it } from 'vitest'
import { measurePeriod, measurePeriods } from './measure-period.ts'

it('reads the four kinds of period and nothing else', () => {
  expect(['2026-05', '2026-Q2', '2026-H1', '2026'].map(k => measurePeriod(k)?.key)).toEqual([
    '2026-05',
    '2026-Q2',
    '2026-H1',
    '2026',
  ])
  expect(measurePeriod('2026-H2')).toMatchObject({ start: '2026-07-01', end: '2026-12-31' })
  expect(['2026-13', '2026-Q5', '2026-H3', '1999', '2026-5', 'W2026-05-04', ''].map(measurePeriod)).toEqual(
    Array(7).fill(null),
  )
})
it('offers the period that runs and the one before', () => {
  expect(measurePeriods('2026-01-15').map(p => p.key)).toEqual([
    '2026-H1',
    '2025-H2',
    '2026-Q1',
    '2025-Q4',
    '2026-01',
    '2025-12',
    '2026',
    '2025',
  ])
})
