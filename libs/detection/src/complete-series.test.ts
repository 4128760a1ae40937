import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calendarOf, daysOf, isoDate, isoWeekOf, isoWeekStart, sameDayBefore } from './calendar.ts'
import { completeSeries, RowError } from './complete-series.ts'

const rows = (...dates: string[]) => dates.map((date, i) => ({ date, count: i }))

describe('calendar', () => {
  it('reads days strictly and knows ISO weeks at the turn of the year', () => {
    expect([daysOf('1970-01-01'), daysOf('2024-02-29'), daysOf('1969-12-31')]).toEqual([0, 19782, -1])
    for (const bad of ['2023-02-29', '2024-13-01', '2024-1-1', '', '2024-01-01T00:00', '٢٠٢٤-٠١-٠١'])
      expect(daysOf(bad)).toBeNaN()
    expect(isoWeekOf(daysOf('2021-01-03'))).toEqual({ year: 2020, week: 53 })
    expect(isoWeekOf(daysOf('2024-12-30'))).toEqual({ year: 2025, week: 1 })
    expect(isoDate(isoWeekStart(2020, 53))).toBe('2020-12-28')
    expect(isoWeekStart(2021, 53)).toBeNaN()
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 60_000 }), day => {
        const { year, week } = isoWeekOf(day)
        const start = isoWeekStart(year, week)
        expect(day - start).toBeGreaterThanOrEqual(0)
        expect(day - start).toBeLessThan(7)
        expect(daysOf(isoDate(day))).toBe(day)
      }),
    )
  })

  it('finds the period nearest to the same day of an earlier year', () => {
    const weeks = calendarOf(Array.from({ length: 400 }, (_, i) => isoDate(daysOf('2018-01-01') + 7 * i)))
    // 2024-01-01 is week 313; five years earlier 2019-01-01 is a Tuesday of the week of 2018-12-31
    expect(weeks.yearsBack(313, 5)).toBe(52)
    // 2020-01-02 − 1 year lies nearer to the next week
    expect(weeks.yearsBack(105, 1)).toBe(53)
    expect(weeks.yearsBack(20, 1)).toBe(-1)
    expect(isoDate(sameDayBefore(daysOf('2024-02-29'), 1))).toBe('2023-03-01')
  })
})

describe('completeSeries', () => {
  it('puts null where a period is missing, and says which', () => {
    const { series, step, missing, labels } = completeSeries(
      rows('2024-01-01', '2024-01-08', '2024-01-29', '2024-02-05'),
    )
    expect({ step, missing, labels, counts: series.counts, frequency: series.frequency }).toEqual({
      step: 'week',
      missing: ['2024-01-15', '2024-01-22'],
      labels: ['2024-01-01', '2024-01-08', '2024-01-15', '2024-01-22', '2024-01-29', '2024-02-05'],
      counts: [0, 1, null, null, 2, 3],
      frequency: 52,
    })
  })

  it('tells days, weeks, months, quarters and years apart, in any order and any of the three ways of writing', () => {
    expect(completeSeries(rows('2024-02-28', '2024-03-01', '2024-02-29')).series).toMatchObject({
      frequency: 365,
      counts: [0, 2, 1],
    })
    expect(completeSeries(rows('2024-W52', '2025-W01', '2025-W02')).series).toMatchObject({
      frequency: 52,
      dates: ['2024-12-23', '2024-12-30', '2025-01-06'],
    })
    expect(completeSeries(rows('2023-01-31', '2023-02-28', '2023-03-31')).series).toMatchObject({
      frequency: 12,
      dates: ['2023-01-01', '2023-02-01', '2023-03-01'],
    })
    expect(completeSeries(rows('2023-02', '2023-03', '2023-05', '2023-06')).missing).toEqual(['2023-04-01'])
    expect(completeSeries(rows('2023-01-01', '2023-04-01', '2023-07-01')).series.frequency).toBe(4)
    expect(completeSeries(rows('2021-01-01', '2022-01-01', '2023-01-01')).series.frequency).toBe(1)
  })

  it('refuses what is no series, naming the row', () => {
    for (const [dates, row] of [
      [['2024-01-01'], 0],
      [[], 0],
      [['2024-01-01', '2024-01-08', 'hôm qua'], 2],
      [['2024-01-01', '2024-01-08', '2024-01-01'], 2],
      [['2024-01-01', '2024-01-08', '2024-01-15', '2024-01-17'], 3],
      [['2024-01', '2024-02', '2024-02-15'], 2],
      [['0001-01-01', '0001-01-02', '9999-01-01'], 2],
    ] as const)
      expect(() => completeSeries(rows(...dates)), dates.join()).toThrow(
        expect.objectContaining({ name: 'DetectionError', row }),
      )
  })

  it('does nothing but answer or refuse, whatever it is given', () => {
    const date = fc.oneof(
      fc.string(),
      fc.date({ noInvalidDate: true }).map(d => d.toISOString().slice(0, 10)),
      fc.stringMatching(/^\d{4}-W?\d{2}$/),
    )
    fc.assert(
      fc.property(fc.array(fc.record({ date, count: fc.option(fc.double()) }), { maxLength: 20 }), given => {
        try {
          const { series, labels } = completeSeries(given)
          expect(series.counts.length).toBe(labels.length)
          expect(series.counts.filter(c => c !== null).length).toBeLessThanOrEqual(given.length)
        } catch (error) {
          expect(error).toBeInstanceOf(RowError)
        }
      }),
    )
  })
})
