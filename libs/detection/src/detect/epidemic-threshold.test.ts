import { describe, expect, it } from 'vitest'
import { daysOf, isoDate, isoWeekStart } from '../calendar.ts'
import {
  endemicOutbreak,
  endemicWarning,
  groupAWarning,
  nonEndemicOutbreak,
  nonEndemicWarning,
} from './epidemic-threshold.ts'

/** Months from January 2020; cases in October by year, 3 in every other month. */
function months(october: Record<number, number | null>): {
  counts: (number | null)[]
  dates: string[]
  frequency: number
} {
  const dates = Array.from(
    { length: 12 * 7 },
    (_, i) => `${2020 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}-01`,
  )
  const counts = dates.map(d => (d.slice(5, 7) === '10' ? (october[Number(d.slice(0, 4))] ?? null) : 3))
  return { counts, dates, frequency: 12 }
}
const october = 12 * 6 + 9

describe('Thông tư 15/2026/TT-BYT, Điều 16: outbreak of an endemic disease', () => {
  // 2021–2025: 10, 12, 14, 16, 18: mean 14, standard deviation √10
  const past = { 2020: 99, 2021: 10, 2022: 12, 2023: 14, 2024: 16, 2025: 18 }
  const limit = 14 + 2 * Math.sqrt(10)

  it('is a month above mean + 2 standard deviations of the same month of five years', () => {
    const at = (cases: number) => endemicOutbreak(months({ ...past, 2026: cases }), { range: [october, october] })[0]
    expect(at(20)).toMatchObject({ alarm: false, level: 'none', years: [2025, 2024, 2023, 2022, 2021] })
    expect(at(21)).toMatchObject({ alarm: true, level: 'outbreak', expected: 14 })
    expect(at(21)?.upperbound).toBeCloseTo(limit, 12)
    expect(at(21)?.lower).toBeCloseTo(14 + Math.sqrt(10), 12)
  })

  it('leaves years with an epidemic out, in either reading of the text', () => {
    const series = months({ ...past, 2020: 11, 2023: 80, 2026: 21 })
    const within = endemicOutbreak(series, { range: [october, october], epidemicYears: [2023] })[0]
    expect(within).toMatchObject({ years: [2025, 2024, 2022, 2021], expected: 14 })
    const skip = endemicOutbreak(series, {
      range: [october, october],
      epidemicYears: [2023],
      epidemicYearsAre: 'skip',
    })[0]
    expect(skip).toMatchObject({ years: [2025, 2024, 2022, 2021, 2020], expected: 13.4 })
  })

  it('divides by n where asked to', () => {
    const found = endemicOutbreak(months({ ...past, 2026: 20 }), {
      range: [october, october],
      standardDeviation: 'population',
    })[0]
    expect(found?.upperbound).toBeCloseTo(14 + 2 * Math.sqrt(8), 12)
    expect(found?.level).toBe('outbreak')
  })

  it('says when it cannot say, and that missing is not zero', () => {
    const at = (counts: Record<number, number | null>) =>
      endemicOutbreak(months(counts), { range: [october, october] })[0]
    expect(at({ ...past, 2026: null })).toMatchObject({ level: 'unknown', note: 'missing-count', alarm: false })
    expect(at({ 2025: 3, 2026: 50 })).toMatchObject({ level: 'unknown', note: 'short-history', upperbound: null })
    expect(at({ ...past, 2022: null, 2026: 9 })).toMatchObject({
      note: 'missing-history',
      years: [2025, 2024, 2023, 2021],
    })
    expect(at({ 2021: 0, 2022: 0, 2023: 0, 2024: 0, 2025: 0, 2026: 0 })).toMatchObject({
      level: 'none',
      note: 'flat-baseline',
    })
  })
})

describe('Thông tư 15/2026/TT-BYT, Điều 22: weekly warning of an endemic disease', () => {
  const first = isoWeekStart(2015, 1)
  const dates = Array.from({ length: 575 }, (_, i) => isoDate(first + 7 * i))
  const index = (year: number, week: number) => dates.indexOf(isoDate(isoWeekStart(year, week)))
  const series = (cases: [number, number, number][]) => {
    const counts = dates.map(() => 4)
    for (const [year, week, n] of cases) counts[index(year, week)] = n
    return { counts, dates, frequency: 52 }
  }
  const past: [number, number, number][] = [10, 12, 14, 16, 18].map((n, i) => [2020 + i, 30, n])

  it('is from mean + 1 SD to mean + 2 SD of the same ISO week; above it is more than a warning', () => {
    const k = index(2025, 30)
    const at = (n: number) => endemicWarning(series([...past, [2025, 30, n]]), { range: [k, k] })[0]
    expect(at(17)).toMatchObject({ level: 'none', alarm: false })
    expect(at(18)).toMatchObject({ level: 'warning', alarm: true })
    expect(at(20)).toMatchObject({ level: 'warning' })
    expect(at(21)).toMatchObject({ level: 'beyond', alarm: true })
    expect(at(18)?.upperbound).toBeCloseTo(14 + Math.sqrt(10), 12)
  })

  it('takes week 52 of years without a week 53', () => {
    const k = index(2020, 53)
    const cases = [2015, 2016, 2017, 2018, 2019].map((y, i): [number, number, number] => [
      y,
      y === 2015 ? 53 : 52,
      10 + 2 * i,
    ])
    expect(endemicWarning(series(cases), { range: [k, k] })[0]).toMatchObject({ expected: 14, date: '2020-12-28' })
  })
})

it('group A: one case; not endemic: three linked cases in a week, five in a month', () => {
  expect([0, 1].map(groupAWarning)).toEqual([false, true])
  expect([2, 3].map(nonEndemicWarning)).toEqual([false, true])
  expect([4, 5].map(nonEndemicOutbreak)).toEqual([false, true])
  expect(isoDate(daysOf('2026-07-01'))).toBe('2026-07-01')
})
