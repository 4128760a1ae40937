import { describe, expect, it } from 'vitest'
import { stations } from '../stations/stations.ts'
import { calmReadings } from './calm.ts'
import { floodFacts, floodReadings } from './flood.ts'
import { HOUR, type Reading } from './reading.ts'

const START = Date.UTC(2026, 9, 6, 17)
const flood = [...floodReadings({ startMs: START })]
const of = (list: Reading[], code: string) => list.filter(r => r.station === code)
const hour = (r: Reading) => (r.at - START) / HOUR
const range = (code: string) => stations.find(s => s.code === code)!.range

/** Highest sum of any 24 hours in a row. */
function wettestDay(list: Reading[]): number {
  const v = list.map(r => r.value)
  let best = 0
  for (let i = 0; i + 24 <= v.length; i++)
    best = Math.max(
      best,
      v.slice(i, i + 24).reduce((a, b) => a + b, 0),
    )
  return best
}

describe('floodReadings', () => {
  it('gives the same rows for the same start, only shifted for another', () => {
    expect([...floodReadings({ startMs: START })]).toEqual(flood)
    const later = [...floodReadings({ startMs: START + 5 * HOUR })]
    expect(later.map(r => ({ ...r, at: r.at - 5 * HOUR }))).toEqual(flood)
  })

  it('runs in order of time for 72 hours, one value per series and time, known stations only', () => {
    expect(flood.at(-1)!.at).toBe(START + 72 * HOUR)
    const keys = flood.map(r => `${r.station} ${r.at}`)
    expect(new Set(keys).size).toBe(keys.length)
    for (let i = 1; i < flood.length; i++) expect(flood[i]!.at).toBeGreaterThanOrEqual(flood[i - 1]!.at - HOUR / 4)
    for (const r of flood) expect(stations.find(s => s.code === r.station)?.indicator).toBe(r.indicator)
  })

  it('holds one impossible reading and no other out of range', () => {
    const out = flood.filter(r => r.value < range(r.station).min || r.value > range(r.station).max)
    expect(out).toEqual([
      { station: 'LS-W-HULUNG', indicator: 'water_level', at: START + floodFacts.wrong.hour * HOUR, value: 1571 },
    ])
  })

  it('lifts Hữu Lũng past alarms 1, 2 and 3 at about the hours told, to 1,4 m above alarm 3, and down again', () => {
    const level = of(flood, 'LS-W-HULUNG').filter(r => r.value < 100)
    const first = (limit: number) => hour(level.find(r => r.value >= limit)!)
    expect(level[0]!.value).toBeCloseTo(15, 1)
    expect(Math.abs(first(17) - floodFacts.huuLung.alarm1)).toBeLessThanOrEqual(0.5)
    expect(Math.abs(first(18) - floodFacts.huuLung.alarm2)).toBeLessThanOrEqual(0.5)
    expect(Math.abs(first(19) - floodFacts.huuLung.alarm3)).toBeLessThanOrEqual(0.5)
    const peak = Math.max(...level.map(r => r.value))
    expect(peak).toBeCloseTo(floodFacts.huuLung.peakValue, 1)
    expect(peak).toBeLessThan(22.54)
    const fall = level.filter(r => hour(r) > 50)
    expect(Math.abs(hour(fall.find(r => r.value < 19)!) - floodFacts.huuLung.belowAlarm3)).toBeLessThanOrEqual(0.5)
    expect(level.at(-1)!.value).toBeLessThan(17)
  })

  it('leaves Chi Lăng silent for six hours', () => {
    const times = of(flood, floodFacts.silent.station).map(hour)
    const gaps = times.slice(1).map((t, i) => t - times[i]!)
    expect(Math.max(...gaps)).toBe(7)
    expect(gaps.filter(g => g > 0.5)).toHaveLength(1)
  })

  it('starts raining in the south-west and ends with a few gauges over 200 mm in 24 hours, more between 100 and 200', () => {
    const rain = stations.filter(s => s.indicator === 'rain')
    const sums = rain.map(s => ({ code: s.communeCode, mm: wettestDay(of(flood, s.code)) }))
    const over200 = sums.filter(s => s.mm > 200).map(s => s.code)
    expect(over200.length).toBeGreaterThanOrEqual(2)
    expect(over200.length).toBeLessThanOrEqual(5)
    expect(over200).toContain('06391')
    const between = sums.filter(s => s.mm >= 100 && s.mm <= 200)
    expect(between.length).toBeGreaterThanOrEqual(6)
    expect(between.length).toBeLessThanOrEqual(16)
    // Yên Bình is over 200 mm in 24 hours again after more than two days of rain: the case of Article 46 for slopes.
    const late = of(flood, 'LS-R-06391').filter(r => hour(r) > 46)
    expect(wettestDay(late)).toBeGreaterThan(205)
    // Half a day in, the south-west is wet and the north is dry.
    const early = (code: string) =>
      of(flood, `LS-R-${code}`)
        .filter(r => hour(r) <= 12)
        .reduce((a, r) => a + r.value, 0)
    expect(early('06415')).toBeGreaterThan(30)
    expect(early('06004')).toBeLessThan(10)
  })
})

describe('calmReadings', () => {
  const end = Date.UTC(2026, 10, 21, 22, 7)
  const calm = [...calmReadings({ endMs: end, hours: 48 })]

  it('is the same for the same end and never later than it', () => {
    expect([...calmReadings({ endMs: end, hours: 48 })]).toEqual(calm)
    for (const r of calm) expect(r.at).toBeLessThanOrEqual(end)
    expect(end - calm.at(-1)!.at).toBeLessThan(HOUR / 2)
  })

  it('stays in range, under alarm 1 everywhere but Thất Khê, under 50 mm in 24 hours everywhere', () => {
    for (const s of stations) {
      const list = of(calm, s.code)
      for (const r of list) {
        expect(r.value).toBeGreaterThanOrEqual(s.range.min)
        expect(r.value).toBeLessThanOrEqual(s.range.max)
      }
      if (s.indicator === 'rain') expect(wettestDay(list)).toBeLessThan(50)
      else if (s.code !== 'LS-W-THATKHE') expect(Math.max(...list.map(r => r.value))).toBeLessThan(s.alarm1!.value! - 2)
      else {
        expect(list.at(-1)!.value).toBeGreaterThan(s.alarm1!.value!)
        expect(list.at(-1)!.value).toBeLessThan(s.alarm2!.value!)
      }
    }
  })
})
