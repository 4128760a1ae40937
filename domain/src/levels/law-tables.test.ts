import { describe, expect, it } from 'vitest'
import { LevelEngine, type Reading } from './engine.ts'
import { defaultPack } from './packs.ts'
import type { Area, SeriesDef } from './series-def.ts'
import type { Attrs } from './table-rule.ts'

// The tables of QĐ 18/2021 typed again, row by row, from the articles: the pack is judged against them and not against itself.

const H = 3_600_000
const DAY = 24 * H
const start = Date.parse('2025-01-01T00:00:00+07:00')
const commune = (key: string, attrs: Attrs = {}, terrain: Area['terrain'] = 'mountain'): Area => ({
  key,
  province: 'P',
  terrain,
  landslideZone: 2,
  susceptibility: 'high',
  attrs,
})
const series = (indicator: string, areas: string[], over: Partial<SeriesDef> = {}): SeriesDef => ({
  station: `${indicator}@${areas}`,
  indicator,
  areas,
  alarm1: null,
  alarm2: null,
  alarm3: null,
  record: null,
  zone: null,
  ...over,
})
/** The level of one commune after readings of one series. */
function levelOf(
  hazard: string,
  o: {
    attrs?: Attrs
    terrain?: Area['terrain']
    series: Partial<SeriesDef> & { indicator: string }
    readings: [number, number][]
  },
) {
  const engine = new LevelEngine(
    defaultPack,
    [commune('a', o.attrs, o.terrain)],
    [series(o.series.indicator, ['a'], o.series)],
  )
  engine.ingest(o.readings.map(([at, value]) => ({ series: 0, at: start + at, value })))
  return engine.level('a', hazard)
}
const daily = (n: number, value: number): [number, number][] =>
  Array.from({ length: n }, (_, i) => [i * DAY + 12 * H, value])

describe('Điều 42: tropical cyclone', () => {
  const columns: [string, number[]][] = [
    // wind:            8  10  12  14  16
    ['bien-dong', [3, 3, 3, 4, 4]],
    ['ven-bo', [3, 3, 4, 4, 5]],
    ['tay-bac', [3, 3, 4, 5, 5]],
    ['viet-bac', [3, 3, 4, 5, 5]],
    ['nam-trung-bo', [3, 3, 4, 5, 5]],
    ['tay-nguyen', [3, 3, 4, 5, 5]],
    ['dong-bac', [3, 3, 4, 4, 5]],
    ['dong-bang-bac-bo', [3, 3, 4, 4, 5]],
    ['bac-trung-bo', [3, 3, 4, 4, 5]],
    ['trung-trung-bo', [3, 3, 4, 4, 5]],
    ['nam-bo', [3, 4, 5, 5, 5]],
  ]
  for (const [region, levels] of columns)
    for (const [i, winds] of [
      [6, 7, 8, 9],
      [10, 11],
      [12, 13],
      [14, 15],
      [16, 17],
    ].entries())
      for (const wind of winds)
        it(`${region}, wind ${wind}`, () =>
          expect(
            levelOf('storm', { attrs: { region }, series: { indicator: 'storm_wind' }, readings: [[0, wind]] }),
          ).toBe(levels[i]))
  it('wind 5 is no cyclone', () =>
    expect(
      levelOf('storm', { attrs: { region: 'nam-bo' }, series: { indicator: 'storm_wind' }, readings: [[0, 5]] }),
    ).toBe(0))
  it('a province in two regions has a level where both agree, and none where they differ', () => {
    const at = (wind: number) =>
      levelOf('storm', {
        attrs: { region: ['tay-nguyen', 'trung-trung-bo'] },
        series: { indicator: 'storm_wind' },
        readings: [[0, wind]],
      })
    expect([at(12), at(14), at(16)]).toEqual([4, null, 5])
  })
})

describe('Điều 43: storm surge', () => {
  it.each([
    ['qn-th', [3, 0], [3.01, 2], [4, 2], [4.01, 3], [5, 3], [5.01, 4], [6, 4], [6.01, 5]],
    ['na-ht', [2, 0], [2.01, 2], [3, 2], [3.01, 3], [4, 3], [4.01, 4], [6, 4], [6.01, 5]],
    ['qb-h', [0.99, 0], [1, 2], [2, 2], [2.01, 3], [3, 3], [3.01, 4], [5, 4], [5.01, 5]],
    ['dn-bd', [0.99, 0], [1, 2], [2, 2], [2.01, 3], [3, 3], [3.01, 4], [9, 4]],
    ['py-nt', [2, 0], [2.01, 2], [3, 2], [3.01, 3], [9, 3]],
    ['bt-cm', [2, 0], [2.01, 2], [3, 2], [3.01, 3], [4, 3], [4.01, 4]],
    ['cm-kg', [0.99, 0], [1, 2], [2, 2], [2.01, 3], [3, 3], [3.01, 4]],
  ] as [string, ...[number, number][]][])('%s', (coast, ...rows) => {
    for (const [metres, level] of rows)
      expect([
        metres,
        levelOf('storm-surge', { attrs: { coast }, series: { indicator: 'sea_level' }, readings: [[0, metres]] }),
      ]).toEqual([metres, level])
  })
})

describe('Điều 47: heat', () => {
  const rows: [string[], number, [number, number][]][] = [
    [
      ['dong-bac', 'nam-trung-bo', 'tay-nguyen', 'nam-bo'],
      35,
      [
        [2, 0],
        [3, 1],
        [30, 1],
      ],
    ],
    [
      ['tay-bac', 'bac-trung-bo'],
      37.1,
      [
        [2, 0],
        [3, 1],
        [25, 1],
        [26, 2],
      ],
    ],
    [
      ['tay-nguyen', 'nam-bo'],
      38,
      [
        [2, 0],
        [3, 1],
        [10, 1],
        [11, 2],
        [25, 2],
        [26, 3],
      ],
    ],
    [
      ['viet-bac', 'trung-trung-bo'],
      39.5,
      [
        [2, 0],
        [3, 1],
        [5, 1],
        [6, 2],
        [25, 2],
        [26, 3],
      ],
    ],
    [
      ['tay-nguyen', 'nam-bo'],
      41,
      [
        [2, 0],
        [3, 2],
        [10, 2],
        [11, 3],
        [25, 3],
        [26, 4],
      ],
    ],
    [
      ['dong-bang-bac-bo'],
      41.1,
      [
        [2, 0],
        [3, 2],
        [10, 2],
        [11, 3],
        [25, 3],
        [26, 4],
      ],
    ],
    [
      ['nam-trung-bo'],
      41.1,
      [
        [3, 1],
        [5, 1],
        [6, 2],
        [10, 2],
        [11, 3],
        [25, 3],
        [26, 4],
      ],
    ],
    [
      ['nam-bo'],
      42,
      [
        [2, 0],
        [3, 2],
        [5, 2],
        [6, 3],
        [10, 3],
        [11, 4],
      ],
    ],
  ]
  for (const [regions, value, counts] of rows)
    for (const region of regions)
      for (const [days, level] of counts)
        it(`${region}, ${value} °C for ${days} days is ${level}`, () =>
          expect(
            levelOf('heat-wave', { attrs: { region }, series: { indicator: 'tmax' }, readings: daily(days, value) }),
          ).toBe(level))
  it('exactly 37 °C belongs to the lower band, 34,9 °C to none', () => {
    const at = (value: number) =>
      levelOf('heat-wave', { attrs: { region: 'nam-bo' }, series: { indicator: 'tmax' }, readings: daily(11, value) })
    expect([at(37), at(37.1), at(34.9)]).toEqual([1, 2, 0])
  })
  it('a day nobody measured breaks the row: missing is not hot', () => {
    const gap = daily(5, 36).filter(([at]) => Math.floor(at / DAY) !== 2)
    expect(levelOf('heat-wave', { attrs: { region: 'nam-bo' }, series: { indicator: 'tmax' }, readings: gap })).toBe(0)
  })
  it('hourly temperatures give the day’s maximum; a day begins at midnight in Ha Noi', () => {
    const hourly: [number, number][] = []
    for (let h = 0; h < 62; h++) hourly.push([h * H, h % 24 === 13 ? 36 : 28])
    expect(
      levelOf('heat-wave', { attrs: { region: 'dong-bac' }, series: { indicator: 'temperature' }, readings: hourly }),
    ).toBe(1)
    expect(
      levelOf('heat-wave', {
        attrs: { region: 'dong-bac' },
        series: { indicator: 'temperature' },
        readings: hourly.slice(0, 61),
      }),
    ).toBe(0)
  })
})

describe('Điều 53: severe cold', () => {
  const plain = { attrs: { region: 'dong-bang-bac-bo' }, terrain: 'plain' as const }
  const central = { attrs: { region: 'bac-trung-bo' }, terrain: 'mountain' as const }
  const hills = { attrs: { region: 'dong-bac' }, terrain: 'mountain' as const }
  const rows: [typeof plain | typeof central, number, [number, number][]][] = [
    [
      plain,
      13,
      [
        [5, 0],
        [6, 1],
        [10, 1],
        [11, 2],
      ],
    ],
    [
      central,
      9,
      [
        [5, 0],
        [6, 1],
        [10, 1],
        [11, 2],
      ],
    ],
    [
      plain,
      8,
      [
        [2, 0],
        [3, 1],
        [5, 1],
        [6, 2],
        [10, 2],
        [11, 3],
      ],
    ],
    [
      hills,
      13,
      [
        [10, 0],
        [11, 1],
        [30, 1],
      ],
    ],
    [
      hills,
      8,
      [
        [5, 0],
        [6, 1],
        [10, 1],
        [11, 2],
      ],
    ],
    [
      hills,
      4,
      [
        [2, 0],
        [3, 1],
        [5, 1],
        [6, 2],
        [10, 2],
        [11, 3],
      ],
    ],
    [
      hills,
      -0.5,
      [
        [2, 0],
        [3, 2],
        [5, 2],
        [6, 3],
        [11, 3],
      ],
    ],
  ]
  for (const [where, value, counts] of rows)
    for (const [days, level] of counts)
      it(`${where.attrs.region} ${where.terrain}, mean ${value} °C for ${days} days is ${level}`, () =>
        expect(
          levelOf('severe-cold', { ...where, series: { indicator: 'temperature_mean' }, readings: daily(days, value) }),
        ).toBe(level))
  it('the mean of a day of instants is judged when the day is over, from four readings at least', () => {
    const readings: [number, number][] = []
    for (let d = 0; d < 7; d++) for (const h of [1, 7, 13, 19]) readings.push([d * DAY + h * H, h === 13 ? 10 : 8])
    const at = (list: [number, number][]) =>
      levelOf('severe-cold', { ...plain, series: { indicator: 'temperature' }, readings: list })
    expect([at(readings.slice(0, 24)), at(readings.slice(0, 25))]).toEqual([0, 1])
    expect(at(readings.filter((_, i) => i % 4 !== 0))).toBe(0)
  })
})

describe('Điều 48: drought', () => {
  const region = { bac: 'dong-bac', trung: 'nam-trung-bo', nam: 'tay-nguyen' }
  const table: [number, keyof typeof region, [number, number, number]][] = [
    [20, 'bac', [0, 1, 2]],
    [50, 'trung', [1, 1, 2]],
    [35, 'nam', [1, 2, 3]],
    [51, 'bac', [1, 2, 3]],
    [70, 'trung', [2, 3, 3]],
    [60, 'nam', [2, 3, 4]],
    [71, 'bac', [3, 4, 4]],
    [71, 'trung', [3, 4, 4]],
    [71, 'nam', [3, 4, 4]],
  ]
  const months = (n: number, rain: number, water: number) => {
    const engine = (attrs: Attrs) => {
      const e = new LevelEngine(
        defaultPack,
        [commune('a', attrs)],
        [series('rain_deficit', ['a'], { station: 's' }), series('water_deficit', ['a'], { station: 's' })],
      )
      const list: Reading[] = []
      for (let m = 0; m < n; m++) list.push({ series: 0, at: Date.UTC(2025, m, 20), value: rain })
      list.push({ series: 1, at: Date.UTC(2025, n - 1, 21), value: water })
      e.ingest(list)
      return e.level('a', 'drought')
    }
    return engine
  }
  for (const [water, where, levels] of table)
    for (const [i, n] of [
      [0, 2],
      [0, 3],
      [1, 4],
      [1, 5],
      [2, 6],
      [2, 9],
    ] as const)
      it(`${water} % in ${where}, ${n} months`, () =>
        expect(months(n, 55, water)({ region: region[where] })).toBe(levels[i]))
  it('rain short by exactly half is no drought; one month is none either', () =>
    expect([months(4, 50, 80)({ region: 'dong-bac' }), months(1, 60, 80)({ region: 'dong-bac' })]).toEqual([0, 0]))
})

describe('Điều 49: saltwater intrusion', () => {
  const at = (region: string, permil: 1 | 4, km: number, estuaries = 2) => {
    const engine = new LevelEngine(
      defaultPack,
      [commune('a', { region }), commune('b', { region })],
      [
        series(`salinity_${permil}_km`, ['a'], { basin: 'one' }),
        series(`salinity_${permil}_km`, ['b'], { basin: 'two' }),
      ],
    )
    engine.ingest([
      { series: 0, at: start, value: km },
      { series: 1, at: start, value: estuaries > 1 ? km : 0 },
    ])
    return engine.level('a', 'saltwater-intrusion')
  }
  it.each([
    ['nam-bo', 1, [15, 0], [25, 0], [25.1, 1], [50, 1], [50.1, 2], [90, 2], [90.1, 3]],
    ['dong-bang-bac-bo', 4, [14.9, 0], [15, 2], [25, 2], [25.1, 3], [50, 3], [50.1, 4], [90, 4], [90.1, 4]],
    ['bac-trung-bo', 4, [15, 2], [26, 3], [51, 4]],
    ['trung-trung-bo', 4, [15, 1], [25.1, 2], [50.1, 3], [90.1, 4]],
    ['nam-trung-bo', 4, [15, 1], [25.1, 2], [50.1, 3], [90.1, 4]],
    ['nam-bo', 4, [15, 0], [25, 0], [25.1, 2], [50.1, 3], [90.1, 4]],
  ] as [string, 1 | 4, ...[number, number][]][])('%s, %i ‰', (region, permil, ...rows) => {
    for (const [km, level] of rows) expect([km, at(region, permil, km)]).toEqual([km, level])
  })
  it('one estuary alone is a case the law does not name', () => expect(at('nam-bo', 4, 30, 1)).toBeNull())
})

describe('Điều 50: strong wind at sea', () => {
  it.each([
    ['ven-bo', [5, 0], [6, 2], [7, 3], [9, 3]],
    ['ngoai-khoi', [6, 0], [7, 2], [8, 2], [9, 3]],
  ] as [string, ...[number, number][]][])('%s', (shore, ...rows) => {
    for (const [wind, level] of rows)
      expect(levelOf('sea-wind', { series: { indicator: 'sea_wind', attrs: { shore } }, readings: [[0, wind]] })).toBe(
        level,
      )
  })
  it('a station of unknown place is undetermined only where the place matters', () => {
    const at = (wind: number) => levelOf('sea-wind', { series: { indicator: 'sea_wind' }, readings: [[0, wind]] })
    expect([at(5), at(6), at(9)]).toEqual([0, null, null])
  })
})

describe('Điều 51: fog', () => {
  it.each([
    ['cao-toc', [1000, 0], [999, 1], [50, 1], [49, 2]],
    ['san-bay', [60, 1], [49, 2]],
    ['bien', [50, 0], [49, 1]],
    ['song', [50, 0], [49, 1]],
    ['deo', [50, 0], [49, 1]],
  ] as [string, ...[number, number][]][])('%s', (place, ...rows) => {
    for (const [metres, level] of rows)
      expect(levelOf('fog', { series: { indicator: 'visibility', attrs: { place } }, readings: [[0, metres]] })).toBe(
        level,
      )
  })
})

describe('Điều 52: tornado, lightning, hail', () => {
  const share = (seen: number, of = 4) => {
    const keys = Array.from({ length: of }, (_, i) => `c${i}`)
    const engine = new LevelEngine(
      defaultPack,
      keys.map(k => commune(k)),
      keys.map(k => series('hail', [k])),
    )
    engine.ingest(keys.slice(0, seen).map((_, i) => ({ series: i, at: start, value: 1 })))
    return engine.level('c0', 'thunderstorm')
  }
  it('under half of the communes is 1, half or more is 2', () =>
    expect([share(1), share(2), share(3)]).toEqual([1, 2, 2]))
})

describe('Điều 54: forest fire by natural causes', () => {
  const rows: [number, [number, number | null][]][] = [
    [
      1,
      [
        [35, 0],
        [36, 2],
      ],
    ],
    [
      2,
      [
        [1, 1],
        [15, 1],
        [16, null],
        [35, null],
        [36, null],
      ],
    ],
    [
      3,
      [
        [10, 1],
        [11, 2],
        [15, 2],
        [16, 3],
        [25, 3],
        [26, null],
        [35, null],
        [36, 4],
      ],
    ],
    [
      4,
      [
        [10, 1],
        [11, 2],
        [15, 2],
        [16, 3],
        [25, 3],
        [26, 4],
        [35, 4],
        [36, 5],
      ],
    ],
  ]
  for (const [fireZone, counts] of rows)
    for (const [days, level] of counts)
      it(`zone ${fireZone}, ${days} days`, () =>
        expect(
          levelOf('forest-fire', { attrs: { fireZone }, series: { indicator: 'tmax' }, readings: daily(days, 36) }),
        ).toBe(level))
  it('the zone of a commune nobody has entered leaves it undetermined', () =>
    expect(levelOf('forest-fire', { series: { indicator: 'tmax' }, readings: daily(3, 36) })).toBeNull())
})

describe('Điều 55: earthquake', () => {
  it.each([
    [
      { settlement: 'nong-thon', nearReservoir: 'khong' },
      [4, 0],
      [5, 1],
      [5.5, 1],
      [6, 2],
      [7, 2],
      [7.5, 3],
      [8, 3],
      [8.5, 5],
    ],
    [{ settlement: 'do-thi', nearReservoir: 'khong' }, [5, 1], [6.5, 2], [7.5, 4], [8, 4], [9, 5]],
    [{ settlement: 'nong-thon', nearReservoir: 'co' }, [5, 1], [6.5, 3], [7.5, 4], [9, 5]],
  ] as [Attrs, ...[number, number][]][])('%j', (attrs, ...rows) => {
    for (const [i, level] of rows)
      expect([i, levelOf('earthquake', { attrs, series: { indicator: 'msk64' }, readings: [[0, i]] })]).toEqual([
        i,
        level,
      ])
  })
})

describe('Điều 56: tsunami', () => {
  it.each([
    [0.5, 1],
    [1.9, 1],
    [2, 2],
    [3.9, 2],
    [4, 3],
    [7.9, 3],
    [8, 4],
    [15.9, 4],
    [16, null],
    [16.1, 5],
  ])('a wave of %f m is %s', (m, level) =>
    expect(levelOf('tsunami', { series: { indicator: 'tsunami_height' }, readings: [[0, m]] })).toBe(level),
  )
  it.each([
    [5, 0],
    [6, 1],
    [7, 2],
    [8, 2],
    [9, 3],
    [10, 3],
    [11, 4],
    [12, 5],
  ])('intensity %i is %i', (i, level) =>
    expect(levelOf('tsunami', { series: { indicator: 'tsunami_intensity' }, readings: [[0, i]] })).toBe(level),
  )
})

describe('Điều 45: several basins', () => {
  const gauges = (zone: number, stages: [string | null, number][]) => {
    const keys = stages.map((_, i) => `c${i}`)
    const engine = new LevelEngine(
      defaultPack,
      keys.map(k => commune(k)),
      stages.map(([basin], i) =>
        series('water_level', [`c${i}`], {
          station: `g${i}`,
          alarm1: 17,
          alarm2: 18,
          alarm3: 19,
          record: 22,
          zone,
          basin,
        }),
      ),
    )
    engine.ingest(stages.map(([, value], i) => ({ series: i, at: start, value })))
    return keys.map(k => engine.level(k, 'flood'))
  }
  it.each([
    // zone, stage, in one basin, in two
    [1, 17.5, 1, 2],
    [1, 18.5, 1, 2],
    [1, 19.5, 2, 3],
    [2, 17.5, 1, 2],
    [2, 18.5, 2, 3],
    [2, 19.5, 2, 3],
    [3, 17.5, 1, 2],
    [3, 18.5, 2, 3],
    [3, 19.5, 3, 3],
    [4, 17.5, 2, 3],
    [4, 18.5, 3, 3],
  ])('zone %i at %f m: %i in one basin, %i in two', (zone, stage, one, two) => {
    expect(
      gauges(zone, [
        ['x', stage],
        ['x', stage],
      ]),
    ).toEqual([one, one])
    expect(
      gauges(zone, [
        ['x', stage],
        ['y', stage],
      ]),
    ).toEqual([two, two])
    expect(
      gauges(zone, [
        ['x', stage],
        [null, stage],
      ]),
    ).toEqual([one, one])
    expect(
      gauges(zone, [
        ['x', stage],
        ['y', 16],
      ]),
    ).toEqual([one, 0])
  })
})

describe('Điều 44: heavy rain, every row', () => {
  /** one reading of 24-hour rain an hour, held for days, in so many of the communes of two provinces */
  const rain = (mm: number, days: number, communes: [number, number], terrain: Area['terrain']) => {
    const areas: Area[] = []
    const defs: SeriesDef[] = []
    for (const [p, of] of communes.entries())
      for (let i = 0; i < 4; i++) {
        const key = `${p}${i}`
        areas.push({ ...commune(key, {}, terrain), province: `P${p}` })
        if (i < of) defs.push(series('rain_24h', [key]))
      }
    const engine = new LevelEngine(defaultPack, areas, defs)
    const readings: Reading[] = []
    // a band counts as one day from its first hour; so many hours later it has lasted `days`
    for (let h = 0; h <= (days - 1) * 24; h += 6)
      for (let s = 0; s < defs.length; s++) readings.push({ series: s, at: start + h * H, value: mm })
    engine.ingest(readings)
    return engine.level('00', 'heavy-rain')
  }
  const few: [number, number] = [1, 0]
  const most: [number, number] = [3, 0]
  const many: [number, number] = [3, 3]
  it.each([
    ['1', 100, 1, few, 'mountain', 1],
    ['1', 200, 2, few, 'plain', 1],
    ['2a', 150, 3, most, 'mountain', 2],
    ['2a', 150, 4, most, 'mountain', 2],
    ['2a', 150, 6, most, 'plain', 2],
    ['2b', 201, 1, most, 'mountain', 2],
    ['2b', 400, 2, most, 'plain', 2],
    ['3a', 150, 5, many, 'mountain', 3],
    ['3b', 300, 3, many, 'mountain', 3],
    ['3b', 300, 6, many, 'plain', 3],
    ['3c', 401, 1, many, 'mountain', 3],
    ['3c', 401, 4, many, 'plain', 3],
    ['4a', 300, 5, many, 'mountain', 4],
    ['4b', 401, 3, many, 'mountain', 4],
    ['4b', 401, 5, many, 'plain', 4],
    ['gap: A in over half of one province for a day', 150, 1, most, 'mountain', null],
    ['gap: C in one province', 401, 1, most, 'mountain', null],
    ['gap: exactly half', 150, 1, [2, 0], 'mountain', null],
    ['below the first band', 99.9, 3, many, 'mountain', 0],
  ] as [string, number, number, [number, number], Area['terrain'], number | null][])(
    'row %s: %f mm for %i days',
    (_, mm, days, communes, terrain, level) => expect(rain(mm, days, communes, terrain)).toBe(level),
  )
})

describe('Điều 46: flash flood and landslide, every cell', () => {
  const table: Record<string, Record<number, (number | null)[]>> = {
    // low, medium, high, very high
    R1: { 1: [1, 1, 2, 3], 2: [0, 1, 2, 3], 3: [0, 0, 1, 2], 4: [0, 0, 1, 1] },
    R2: { 1: [1, 2, 3, 3], 2: [1, 2, 3, 3], 3: [0, 1, 2, 3], 4: [0, 0, 1, 2] },
    R3: { 1: [2, 2, 3, 3], 2: [2, 2, 3, 3], 3: [1, 2, 2, 3], 4: [0, 1, 2, 2] },
  }
  const susceptibilities = ['low', 'medium', 'high', 'very-high'] as const
  const amount: Record<string, [number, number]> = { R1: [150, 1], R2: [300, 3], R3: [450, 3] }
  for (const [row, zones] of Object.entries(table))
    for (const [zone, levels] of Object.entries(zones))
      for (const [i, level] of levels.entries())
        it(`${row}, zone ${zone}, ${susceptibilities[i]}`, () => {
          const [mm, days] = amount[row] as [number, number]
          const area: Area = {
            ...commune('a'),
            landslideZone: Number(zone),
            susceptibility: susceptibilities[i] ?? null,
          }
          const engine = new LevelEngine(defaultPack, [area], [series('rain_24h', ['a'])])
          engine.ingest([
            { series: 0, at: start, value: 5 },
            { series: 0, at: start + days * DAY, value: mm },
          ])
          expect(engine.level('a', 'flash-flood-landslide')).toBe(level)
        })
})
