import type { ChartSeries } from '@tusom/contract'
import { expect, test } from 'vitest'
import { chartData, runningTotals, yRange } from './chart-data.ts'

const end = Date.parse('2025-10-08T03:00:00+07:00')
const hours = (n: number, value: (h: number) => number) =>
  Array.from({ length: n }, (_, i) => ({
    at: new Date(end - (n - 1 - i) * 3_600_000).toISOString(),
    value: value(i),
  }))
const series = (more: Partial<ChartSeries>): ChartSeries => ({
  seriesId: 1,
  station: 'S',
  name: 'Hữu Lũng',
  river: 'sông Trung',
  indicator: 'water_level',
  unit: 'm',
  measures: null,
  everyMinutes: 60,
  invented: false,
  thresholds: {},
  bounds: [],
  readings: [],
  ...more,
})

test('a total holds the 24 hours up to its reading, and none before a day has passed', () => {
  const x = Array.from({ length: 30 }, (_, i) => i * 3_600)
  const y = x.map(() => 2)
  const totals = runningTotals(x, y, 0)
  expect(totals[23]).toBeNull()
  expect(totals[24]).toBe(48)
  expect(totals[29]).toBe(48)
})

test('hourly rain of 48 hours: the last day is drawn, each total looks back a day, the bounds are those of the rule', () => {
  const readings = hours(49, h => (h > 24 ? 5 : 0))
  const data = chartData(series({ indicator: 'rain', unit: 'mm', bounds: [100, 200, 400], readings }), end)
  expect(data.kind).toBe('rain')
  expect(data.x).toHaveLength(25)
  expect(data.bars?.at(-1)).toBe(5)
  expect(data.y.at(-1)).toBe(120)
  expect(data.lines.map(l => l.value)).toEqual([100, 200, 400])
})

test('water: alarms with their status; the range holds the readings and the next two marks', () => {
  const figure = (value: number, status: string) => ({ value, status })
  const thresholds = {
    zone: figure(3, 'invented'),
    alarm1: figure(17, 'sourced'),
    alarm2: figure(18, 'sourced'),
    alarm3: figure(19, 'invented'),
    record: figure(22, 'recalled'),
  }
  const data = chartData(series({ thresholds, readings: hours(30, h => 15 + h / 10) }), end)
  expect(data.lines.map(l => [l.mark, l.status])).toEqual([
    ['alarm1', 'sourced'],
    ['alarm2', 'sourced'],
    ['alarm3', 'invented'],
    ['record', 'recalled'],
  ])
  const [low, high] = yRange(data)
  expect(low).toBeLessThan(15.6)
  expect(high).toBeGreaterThan(19)
  expect(high).toBeLessThan(22)
})

test('no readings: an empty chart, not a fault', () => {
  const data = chartData(series({}), end)
  expect(data.x).toEqual([])
  expect(yRange(data)).toEqual([0, 1])
})

test('figures of days are drawn over weeks, with the bounds of the rule between them', () => {
  const readings = Array.from({ length: 40 }, (_, i) => ({
    at: new Date(end - (39 - i) * 86_400_000).toISOString(),
    value: 20 + i / 4,
  }))
  const data = chartData(
    series({ indicator: 'price-rice', unit: 'đồng/kg', everyMinutes: 1440, bounds: [25], readings }),
    end,
  )
  expect([data.kind, data.x.length, data.lines.map(l => l.value)]).toEqual(['value', 40, [25]])
  expect(yRange(data)[0]).toBeGreaterThan(10)
})
