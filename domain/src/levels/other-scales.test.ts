import { describe, expect, it } from 'vitest'
import { LevelEngine } from './engine.ts'
import { indexOf, nowcast } from './input-figure.ts'
import type { TableHazard } from './pack.ts'
import { hazardOf, shippedPacks } from './packs.ts'
import type { SeriesDef } from './series-def.ts'

const H = 3_600_000
const DAY = 24 * H
const start = Date.parse('2026-03-02T00:00:00+07:00') // a Monday
const def = (indicator: string, over: Partial<SeriesDef> = {}): SeriesDef => ({
  station: 's',
  indicator,
  areas: ['a'],
  alarm1: null,
  alarm2: null,
  alarm3: null,
  record: null,
  zone: null,
  ...over,
})
const engineOf = (...defs: SeriesDef[]) =>
  new LevelEngine(
    shippedPacks,
    [{ key: 'a', province: 'P', terrain: null, landslideZone: null, susceptibility: null }],
    defs,
  )
const breakpoints = (hazard: string, input: string) =>
  (hazardOf(hazard) as { hazard: TableHazard }).hazard.inputs.find(i => i.id === input)?.breakpoints as [
    number,
    number,
  ][]

describe('VN_AQI, QĐ 1459/QĐ-TCMT', () => {
  const index = (hazard: string, input: string, c: number) => Math.ceil(indexOf(breakpoints(hazard, input), c))
  it('the hourly example: O3 136,1; NO2 118,7; PM Nowcast 20,3 make 60', () => {
    expect(
      Math.max(
        index('air-quality', 'o3', 136.1),
        index('air-quality', 'no2', 118.7),
        index('air-quality', 'pm25', 20.3),
      ),
    ).toBe(60)
  })
  it('the daily example: O3 8 h 89,3, 1 h 114,6; NO2 130,8; PM2,5 55,7 make 110', () => {
    const day = (input: string, c: number) => index('air-quality-day', input, c)
    expect(Math.max(day('o3-8h', 89.3), day('o3', 114.6), day('no2', 130.8), day('pm25', 55.7))).toBe(110)
  })
  it.each([
    ['pm25', [25, 50], [50, 100], [80, 150], [150, 200], [250, 300], [350, 400], [500, 500]],
    ['pm10', [50, 50], [150, 100], [250, 150], [350, 200], [420, 300], [500, 400], [600, 500]],
    ['o3', [160, 50], [200, 100], [300, 150], [400, 200], [800, 300], [1000, 400], [1200, 500]],
    ['no2', [100, 50], [200, 100], [700, 150], [1200, 200], [2350, 300], [3100, 400], [3850, 500]],
    ['so2', [125, 50], [350, 100], [550, 150], [800, 200], [1600, 300], [2100, 400], [2630, 500]],
    ['co', [10000, 50], [30000, 100], [45000, 150], [60000, 200], [90000, 300], [120000, 400], [150000, 500]],
  ] as [string, ...[number, number][]][])('Bảng 2, %s', (input, ...rows) => {
    for (const [c, i] of rows) expect(indexOf(breakpoints('air-quality', input), c)).toBeCloseTo(i, 9)
    expect(indexOf(breakpoints('air-quality', input), 1e6)).toBe(500)
  })
  it('Nowcast: hours alike weigh alike; one wild hour halves the weight; two of the last three are needed', () => {
    const at = start + 12 * H
    const hours = (list: (number | null)[]) =>
      list.flatMap((value, i) => (value === null ? [] : [{ at: at - i * H, value }])).reverse()
    expect(nowcast(hours(Array(12).fill(20)), at)).toBeCloseTo(20, 9)
    // w = 0,8: (10 + 0,8·8) / 1,8
    expect(nowcast(hours([10, 8]), at)).toBeCloseTo(16.4 / 1.8, 9)
    // w = ½: ½·30 + ¼·10
    expect(nowcast(hours([30, 10]), at)).toBeCloseTo(17.5, 9)
    expect(nowcast(hours([10, null, null, 8]), at)).toBeNaN()
  })
  it('an hour of dust becomes its class; a gas alone, without any dust measured, says nothing', () => {
    const engine = engineOf(def('pm25'), def('no2'))
    engine.ingest([{ series: 1, at: start, value: 900 }])
    expect(engine.level('a', 'air-quality')).toBe(0)
    for (let h = 0; h < 3; h++) engine.ingest([{ series: 0, at: start + h * H, value: 20 }])
    engine.ingest([{ series: 1, at: start + 2 * H, value: 900 }])
    expect(engine.level('a', 'air-quality')).toBe(3)
  })
  it('a day runs from 01:00 to 00:00', () => {
    const engine = engineOf(def('pm25'))
    for (let h = 1; h <= 24; h++) engine.ingest([{ series: 0, at: start + h * H, value: 60 }])
    expect(engine.level('a', 'air-quality-day')).toBe(0)
    engine.ingest([{ series: 0, at: start + 25 * H, value: 1 }])
    expect(engine.level('a', 'air-quality-day')).toBe(2)
  })
})

describe('forest fire danger (recalled)', () => {
  const engine = (rainOn: number) => {
    const e = engineOf(def('temperature'), def('humidity'), def('rain'))
    const levels: (number | null)[] = []
    for (let d = 0; d < 24; d++) {
      const at = start + d * DAY + 13 * H
      e.ingest([
        { series: 0, at, value: 36 },
        { series: 1, at, value: 40 },
        { series: 2, at: at + H, value: d === rainOn ? 5 : 0 },
      ])
      levels.push(e.level('a', 'forest-fire-danger'))
    }
    return levels
  }
  it('grows day by day through the five classes and begins anew with 5 mm of rain', () => {
    // saturation at 36 °C 59,3 mb; deficit at 40 % 35,6 mb; 1281 a day
    expect(engine(99)).toEqual([1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 5, 5, 5, 5, 5])
    expect(engine(14).slice(13, 19)).toEqual([4, 0, 1, 1, 1, 2])
  })
})

describe('TT 15/2026/TT-BYT', () => {
  /** the same week (or month) of five years, then this year */
  const cases = (past: number[], now: number) => {
    const engine = engineOf(def('cases-endemic-dengue'))
    // 8 March lies in week 10 of all these years
    const at = (year: number) => Date.parse(`${year}-03-08T08:00:00+07:00`)
    past.forEach((value, i) => engine.ingest([{ series: 0, at: at(2021 + i), value }]))
    engine.ingest([{ series: 0, at: at(2026), value: now }])
    return engine.level('a', 'epidemic')
  }
  it('Đ.22: the week above the mean and one standard deviation of the same week of five years is an alert', () => {
    // mean 6, standard deviation 1,58
    expect(cases([4, 5, 6, 7, 8], 7)).toBe(0)
    expect(cases([4, 5, 6, 7, 8], 8)).toBe(1)
  })
  it('Đ.16: the month above the mean and two standard deviations is an epidemic', () => {
    expect(cases([4, 5, 6, 7, 8], 9)).toBe(1)
    expect(cases([4, 5, 6, 7, 8], 10)).toBe(2)
  })
  it('without five years nothing is said', () => expect(cases([4, 5, 6, 7], 50)).toBe(0))
  it('linked cases where the disease is not endemic: three in a week, five in a month', () => {
    const engine = engineOf(def('cases-linked-measles'))
    const seen: (number | null)[] = []
    for (let i = 0; i < 5; i++) {
      engine.ingest([{ series: 0, at: start + i * 2 * DAY, value: 1 }])
      seen.push(engine.level('a', 'epidemic'))
    }
    expect(seen).toEqual([0, 0, 1, 1, 2])
  })
  it('one confirmed case of group A is an alert', () => {
    const engine = engineOf(def('cases-group-a'))
    engine.ingest([{ series: 0, at: start, value: 1 }])
    expect(engine.level('a', 'epidemic')).toBe(1)
  })
})

describe('working levels, proposals until the province sets them', () => {
  it('a reservoir against its own marks; without marks nothing', () => {
    const at = (marks: Partial<SeriesDef>, value: number) => {
      const engine = engineOf(def('reservoir_level', marks))
      engine.ingest([{ series: 0, at: start, value }])
      return engine.level('a', 'reservoir')
    }
    const marks = { alarm1: 290, alarm2: 295, alarm3: 297 }
    expect([at(marks, 289.9), at(marks, 290), at(marks, 295), at(marks, 297.2), at({}, 400)]).toEqual([0, 1, 2, 3, 0])
  })
  it('a price against the median of thirty days', () => {
    const engine = engineOf(def('price-rice'))
    for (let d = 0; d < 30; d++) engine.ingest([{ series: 0, at: start + d * DAY, value: 15000 }])
    engine.ingest([{ series: 0, at: start + 30 * DAY, value: 17900 }])
    expect(engine.level('a', 'essential-prices')).toBe(1)
    engine.ingest([{ series: 0, at: start + 31 * DAY, value: 18000 }])
    expect(engine.level('a', 'essential-prices')).toBe(2)
  })
  it('scam reports of a week against the median of eight, and at least five', () => {
    const engine = engineOf(def('scam-reports'))
    for (let w = 0; w < 9; w++) engine.ingest([{ series: 0, at: start + w * 7 * DAY, value: 4 }])
    engine.ingest([{ series: 0, at: start + 9 * 7 * DAY, value: 4 }])
    expect(engine.level('a', 'scam-reports')).toBe(0)
    engine.ingest([{ series: 0, at: start + 9 * 7 * DAY + DAY, value: 4 }])
    expect(engine.level('a', 'scam-reports')).toBe(2)
  })
  it('every hazard of every pack says what it rests on, and a working level never calls itself law', () => {
    for (const pack of shippedPacks)
      for (const h of pack.hazards) {
        expect(h.source.length, h.hazard).toBeGreaterThan(10)
        if (pack.id === 'working-levels') expect(h.status, h.hazard).toBe('proposal')
      }
  })
})
