import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LevelEngine, type LevelChange, type Reading } from './engine.ts'
import { addToHistory, byTimeAndPlace } from './history.ts'
import { defaultPack } from './packs.ts'
import type { SlopeHazard } from './pack.ts'
import type { Area, SeriesDef } from './series-def.ts'

const H = 3_600_000
const area = (key: string, over: Partial<Area> = {}): Area => ({
  key,
  province: '20',
  terrain: 'mountain',
  landslideZone: 2,
  susceptibility: 'high',
  ...over,
})
const gauge = (station: string, areas: string[], over: Partial<SeriesDef> = {}): SeriesDef => ({
  station,
  indicator: 'water_level',
  areas,
  alarm1: 17,
  alarm2: 18,
  alarm3: 19,
  record: 22.54,
  zone: 3,
  ...over,
})
const rain = (station: string, areas: string[]): SeriesDef => ({
  station,
  indicator: 'rain',
  areas,
  alarm1: null,
  alarm2: null,
  alarm3: null,
  record: null,
  zone: null,
})
const short = (c: LevelChange) =>
  `${c.at / H} ${c.area} ${c.hazard} ${c.from}>${c.to} ${c.rule.split('/').slice(2).join('/')}`

function run(areas: Area[], defs: SeriesDef[], readings: Reading[]) {
  return new LevelEngine(defaultPack, areas, defs, { keep: false })
    .ingest(readings)
    .changes.sort(byTimeAndPlace)
    .map(short)
}

describe('Điều 45 QĐ 18/2021: flood by alarm level and zone', () => {
  const at = (zone: number, value: number) => {
    const engine = new LevelEngine(defaultPack, [area('a')], [gauge('s', ['a'], { zone })])
    engine.ingest([{ series: 0, at: H, value }])
    return engine.level('a', 'flood')
  }
  it.each([
    [1, 16.99, 0],
    [1, 17, 1],
    [1, 18, 1],
    [1, 18.99, 1],
    [1, 19, 2],
    [1, 19.99, 2],
    [1, 20, 3],
    [1, 23, 3],
    [2, 17, 1],
    [2, 18, 2],
    [2, 19, 2],
    [2, 19.999, 2],
    [2, 20, 3],
    [3, 17.5, 1],
    [3, 18, 2],
    [3, 19, 3],
    [3, 25, 3],
    [4, 17, 2],
    [4, 18, 3],
    [4, 19.29, 3],
    [4, 19.3, 4],
    [4, 22.54, 4],
    [4, 22.55, 5],
  ])('zone %i at %f m is level %i', (zone, value, level) => expect(at(zone, value)).toBe(level))

  it('is undetermined where the zone is not known, and says so', () => {
    const changes = run([area('a')], [gauge('s', ['a'], { zone: null })], [{ series: 0, at: H, value: 19 }])
    expect(changes).toEqual(['1 a flood 0>null zone-unknown'])
  })
  it('does not claim calm water where the lower alarms are unknown', () => {
    const changes = run(
      [area('a')],
      [gauge('s', ['a'], { alarm1: null, alarm2: null })],
      [
        { series: 0, at: H, value: 15 },
        { series: 0, at: 2 * H, value: 19.5 },
      ],
    )
    expect(changes).toEqual(['1 a flood 0>null alarm-unknown', '2 a flood null>3 3b'])
  })
  it('takes the highest of several gauges', () => {
    expect(
      run(
        [area('a')],
        [gauge('s', ['a']), gauge('t', ['a'])],
        [
          { series: 0, at: H, value: 17 },
          { series: 1, at: H, value: 19 },
        ],
      ),
    ).toEqual(['1 a flood 0>3 3b'])
  })
})

const hourly = (series: number, from: number, hours: number, amount: number): Reading[] =>
  Array.from({ length: hours }, (_, i) => ({ series, at: (from + i) * H, value: amount }))

describe('Điều 44 QĐ 18/2021: heavy rain', () => {
  const three = ['a', 'b', 'c'].map(k => area(k))
  const gauges = ['a', 'b', 'c'].map(k => rain(`r${k}`, [k]))
  it('row 1: 100 mm in a day in under half of the communes is level 1', () => {
    expect(run(three, gauges, hourly(0, 1, 24, 4.5)).filter(c => c.includes('heavy-rain'))).toEqual([
      '12 a heavy-rain 0>1 1',
    ])
  })
  it('row 2a: over half of the communes for more than two days; before that the law is silent', () => {
    const both = [...hourly(0, 1, 80, 5), ...hourly(1, 1, 80, 5)].sort((x, y) => x.at - y.at)
    const rows = run(three, gauges, both).filter(c => c.includes('heavy-rain'))
    expect(rows.slice(0, 2)).toEqual(['10 a heavy-rain 0>null gap', '10 b heavy-rain 0>null gap'])
    expect(rows.slice(2, 4)).toEqual(['35 a heavy-rain null>2 2a', '35 b heavy-rain null>2 2a'])
  })
  it('ten times 0,1 mm is exactly 1 mm: 100 mm in tenths reaches the band', () => {
    const tenths = Array.from({ length: 1000 }, (_, i) => ({ series: 0, at: H + i * 60_000, value: 0.1 }))
    expect(run(three, gauges, tenths).filter(c => c.includes('heavy-rain')).length).toBe(1)
  })
  it('without a province the share is unknown: undetermined', () => {
    expect(
      run([area('a', { province: null })], [rain('r', ['a'])], hourly(0, 1, 24, 4.5)).filter(c =>
        c.includes('heavy-rain'),
      ),
    ).toEqual(['12 a heavy-rain 0>null extent-unknown'])
  })
})

describe('Điều 46 QĐ 18/2021: flash flood and landslide', () => {
  const of = (susceptibility: Area['susceptibility'], amounts: Reading[], zone: number | null = 2) =>
    run([area('a', { susceptibility, landslideZone: zone })], [rain('r', ['a'])], amounts).filter(c =>
      c.includes('flash-flood'),
    )
  it('R1 in zone 2', () => {
    expect(of('very-high', hourly(0, 1, 24, 5))[0]).toBe('20 a flash-flood-landslide 0>3 R1/kv2/very-high')
    expect(of('high', hourly(0, 1, 24, 5))[0]).toBe('20 a flash-flood-landslide 0>2 R1/kv2/high')
    expect(of('low', hourly(0, 1, 24, 5))).toEqual([])
  })
  it('more than 200 mm after less than two days of rain is a gap of the law', () => {
    expect(of('high', hourly(0, 1, 24, 10))).toEqual([
      '10 a flash-flood-landslide 0>2 R1/kv2/high',
      '21 a flash-flood-landslide 2>null gap/R2',
    ])
  })
  it('unknown zone or susceptibility is undetermined', () => {
    expect(of('high', hourly(0, 1, 24, 5), null)[0]).toContain('0>null zone-unknown')
    expect(of(null, hourly(0, 1, 24, 5))[0]).toContain('0>null susceptibility-unknown')
  })
})

describe('the same history whatever the order of arrival', () => {
  const areas = ['a', 'b', 'c', 'd'].map(k => area(k))
  const defs = [
    gauge('g', ['a', 'b']),
    gauge('h', ['b', 'c'], { zone: 1 }),
    rain('r', ['a']),
    rain('q', ['b']),
    rain('p', ['c', 'd']),
  ]
  const reading = fc.record({
    series: fc.integer({ min: 0, max: 4 }),
    at: fc.integer({ min: 1, max: 60 }).map(h => h * H),
    value: fc.integer({ min: 0, max: 40 }),
  })
  const toReading = (r: Reading): Reading => ({ ...r, value: r.series < 2 ? 15 + r.value / 5 : r.value })

  it('batches cut and shuffled at will give the history of one sorted file', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(reading, { selector: r => `${r.series}/${r.at}`, maxLength: 120 }),
        fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1 }),
        (raw, cuts) => {
          const readings = raw.map(toReading)
          const whole = new LevelEngine(defaultPack, areas, defs)
            .ingest([...readings].sort((x, y) => x.at - y.at))
            .changes.sort(byTimeAndPlace)
            .map(short)
          const engine = new LevelEngine(defaultPack, areas, defs)
          let history: LevelChange[] = []
          for (let i = 0, c = 0; i < readings.length; c++) {
            const size = cuts[c % cuts.length] as number
            const result = engine.ingest(readings.slice(i, i + size))
            i += size
            // what the server does with the result
            if (result.rewrittenFrom !== null)
              history = [...history.filter(h => h.at < (result.rewrittenFrom as number)), ...result.changes]
            else history = addAll(history, result.changes)
          }
          expect(history.sort(byTimeAndPlace).map(short)).toEqual(whole)
        },
      ),
      { numRuns: 400 },
    )
  })
})
function addAll(history: LevelChange[], changes: LevelChange[]): LevelChange[] {
  const copy = [...history]
  addToHistory(copy, changes)
  return copy
}

describe('a province’s own thresholds of rain', () => {
  const own = structuredClone(defaultPack)
  const slope = own.hazards.find(h => h.method === 'rain-slope') as SlopeHazard
  const first = slope.classes[0] as SlopeHazard['classes'][number]
  first.mm24 = { from: 80, to: 200 }
  first.wetDays = [0, 3]
  const area: Area = { key: 'a', province: 'P', terrain: 'mountain', landslideZone: 1, susceptibility: 'very-high' }
  const gauge: SeriesDef = {
    station: 'R',
    indicator: 'rain',
    areas: ['a'],
    alarm1: null,
    alarm2: null,
    alarm3: null,
    record: null,
    zone: null,
  }
  it('are seen when they are passed, not only those of the law', () => {
    const engine = new LevelEngine(own, [area], [gauge])
    const at = (h: number) => 1_760_000_000_000 + h * 3_600_000
    // 4 mm an hour: 80 mm in the 24 hours up to the twentieth
    const { changes } = engine.ingest(Array.from({ length: 100 }, (_, h) => ({ series: 0, at: at(h), value: 4 })))
    const own80 = changes.filter(c => c.hazard === 'flash-flood-landslide')
    expect(own80.map(c => [(c.at - at(0)) / 3_600_000, c.to])).toEqual([
      [19, 3],
      // wet for more than three days: the law and this pack say nothing of such rain then
      [73, null],
    ])
  })
})
