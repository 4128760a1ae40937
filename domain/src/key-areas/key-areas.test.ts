import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shippedPacks } from '../levels/packs.ts'
import { coverageByField, coverOf } from './coverage.ts'
import { indicatorsAsked, indicatorSet, type WatchedSeries } from './indicator-set.ts'
import { indicatorFields, indicatorOf, watches } from './plan-fields.ts'
import { readKeyAreasCsv } from './read-key-areas-csv.ts'

const now = Date.parse('2025-10-08T03:00:00+07:00')
const series = (id: number, indicator: string, communeIds: number[], minutesAgo: number | null): WatchedSeries => ({
  id,
  station: `S${id}`,
  stationName: `Trạm ${id}`,
  indicator,
  unit: 'x',
  everyMinutes: 60,
  communeIds,
  lastAt: minutesAgo === null ? null : now - minutesAgo * 60_000,
  invented: false,
})

describe('the indicator set', () => {
  it('knows every indicator that a shipped pack judges, so that none stands without a name and a field', () => {
    const asked = shippedPacks.flatMap(p => p.hazards.flatMap(indicatorsAsked))
    expect(asked.filter(kind => indicatorOf(kind).known === null)).toEqual([])
    expect(indicatorFields.indicators.every(i => asked.includes(i.kind) || i.kind === 'temperature-min')).toBe(true)
  })
  it('says what the law sets, what is only proposed, and what nobody judges', () => {
    const rows = indicatorSet(shippedPacks, [series(1, 'seismic_noise', [1], 1)], now)
    const row = (kind: string) => rows.find(r => r.kind === kind)
    expect(row('stage')).toMatchObject({ status: 'law', fields: ['water'], series: 0, newestAt: null })
    expect(row('price')).toMatchObject({ status: 'proposal', fields: [] })
    expect(row('scam-reports')?.uses.map(u => [u.hazard, u.status])).toEqual([['scam-reports', 'proposal']])
    expect(row('humidity')).toMatchObject({ status: 'recalled' })
    // two acts judge temperature; the firmer one names the row, each use keeps its own
    expect(row('temperature')?.status).toBe('law')
    expect(new Set(row('temperature')?.uses.map(u => u.status))).toEqual(new Set(['law', 'recalled']))
    expect(row('seismic-noise')).toMatchObject({ status: 'none', unit: 'x', series: 1, communes: 1, uses: [] })
  })
  it('counts series, communes once, silent ones and the newest reading', () => {
    const list = [series(1, 'rain', [1, 2], 30), series(2, 'rain_60min', [2, 3], 181), series(3, 'rain', [9], null)]
    const rain = indicatorSet(shippedPacks, list, now).find(r => r.kind === 'rain')
    expect(rain).toMatchObject({ series: 3, communes: 4, silent: 2, newestAt: now - 30 * 60_000 })
  })
  it('a family is one row; what only begins alike is not in it', () => {
    expect(['price-rice', 'price_petrol', 'cases-endemic-dengue'].map(i => indicatorOf(i).kind)).toEqual([
      'price',
      'price',
      'cases-endemic',
    ])
    expect(indicatorOf('co-operatives').known).toBeNull()
  })
})

describe('coverage of key areas', () => {
  const area = (id: number, communeIds: number[], fields: Parameters<typeof coverOf>[0]['fields']) => ({
    id,
    communeIds,
    fields,
  })
  it('watched, indirect, silent and nothing are four different things', () => {
    const list = [series(1, 'water_level', [1], 30), series(2, 'rain', [1], 30), series(3, 'pm25', [1], 999)]
    const { cells, percent } = coverOf(area(1, [1], ['water', 'geology', 'environment', 'energy']), list, [], now)
    expect(Object.fromEntries(cells.map(c => [c.field, c.state]))).toEqual({
      water: 'watched',
      climate: 'watched',
      geology: 'indirect',
      environment: 'silent',
      energy: 'nothing',
      health: 'nothing',
      crime: 'nothing',
    })
    expect(cells.filter(c => c.named).map(c => c.field)).toEqual(['geology', 'environment', 'water', 'energy'])
    expect(percent).toBe(25)
    expect(watches('rain', 'geology')).toBe('indirect')
    expect(watches('rain', 'health')).toBeNull()
  })
  it('a series of another commune watches nothing here', () => {
    expect(coverOf(area(1, [1], ['water']), [series(1, 'stage', [2], 1)], [], now).percent).toBe(0)
  })
  it('crime prevention is watched by counts that were sent, and goes silent when the next ones did not come', () => {
    const half = { unitId: 1, start: '2025-01-01', end: '2025-06-30', figures: 4 }
    const crime = (at: string) =>
      coverOf(area(1, [1, 2], ['crime']), [], [half], Date.parse(at)).cells.find(c => c.field === 'crime')
    expect(crime('2025-10-08')).toMatchObject({ state: 'watched', counts: { fresh: [1], old: [] } })
    expect(crime('2026-06-01')).toMatchObject({ state: 'silent', counts: { fresh: [], old: [1] } })
    const empty = coverOf(area(1, [1], ['crime']), [], [{ ...half, figures: 0 }], Date.parse('2025-07-01'))
    expect(empty.cells.find(c => c.field === 'crime')?.state).toBe('nothing')
  })
  it('each field over the areas that name it; nothing to cover is neither 0 nor 100 %', () => {
    const list = [series(1, 'stage', [1], 1)]
    const { fields, all } = coverageByField([
      coverOf(area(1, [1], ['water']), list, [], now),
      coverOf(area(2, [2], ['water', 'energy']), list, [], now),
    ])
    const f = (code: string) => fields.find(x => x.field === code)
    expect(f('water')).toMatchObject({ areas: 2, watched: 1, nothing: 1, percent: 50 })
    expect(f('energy')).toMatchObject({ areas: 1, watched: 0, percent: 0 })
    expect(f('health')).toMatchObject({ areas: 0, percent: null })
    expect(all).toMatchObject({ areas: 3, watched: 1, percent: 33.3 })
  })
})

describe('key areas from CSV', () => {
  const units = [
    { id: 1, code: '001', name: 'Hữu Lũng', fullName: 'Xã Hữu Lũng' },
    { id: 2, code: '002', name: 'Tân Thành', fullName: 'Xã Tân Thành' },
    { id: 3, code: '003', name: 'Tân Thành', fullName: 'Xã Tân Thành' },
  ]
  it('reads names without marks, several communes and fields', () => {
    const text =
      'Mã;Tên;Xã;Lĩnh vực;Lý do;Nguồn\nK1;Bãi bồi;"Huu Lung;002";Nguồn nước|phòng, chống tội phạm;Ngập hằng năm;KH 1\n'
    expect(readKeyAreasCsv(text, units)).toEqual({
      areas: [
        {
          line: 2,
          code: 'K1',
          name: 'Bãi bồi',
          communeIds: [1, 2],
          fields: ['water', 'crime'],
          why: 'Ngập hằng năm',
          source: 'KH 1',
        },
      ],
      faults: [],
    })
  })
  it('names the line and the reason of what it leaves out', () => {
    const lines = [
      'K1,A,Tân Thành,water,vì ngập',
      'K2,A,Nowhere,water,vì ngập',
      'K3,A,001,gold,vì ngập',
      'K4,A,001,water,vì',
    ]
    const { areas, faults } = readKeyAreasCsv(`code,name,commune,field,why\n${lines.join('\n')}\n`, units)
    expect(areas).toEqual([])
    expect(faults.map(f => [f.line, f.en])).toEqual([
      [2, 'two communes are called "Tân Thành": give the code'],
      [3, 'no commune "Nowhere"'],
      [4, 'unknown field "gold"'],
      [5, 'the reason is 5 to 1000 characters'],
    ])
    expect(readKeyAreasCsv('a,b\n1,2', units).faults[0]?.en).toContain('lacks code, name')
  })
  it('any text gives rows or reasons, never an exception', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), tail => {
        const { areas, faults } = readKeyAreasCsv(`ma,ten,xa,linh vuc,ly do\n${tail}`, units)
        expect(areas.length + faults.length).toBeLessThanOrEqual(1001)
      }),
    )
  })
})
