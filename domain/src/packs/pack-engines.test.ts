import { describe, expect, it } from 'vitest'
import { LevelEngine } from '../levels/engine.ts'
import type { RulePack, StageHazard } from '../levels/pack.ts'
import { defaultPack } from '../levels/packs.ts'
import type { Area, SeriesDef } from '../levels/series-def.ts'
import { citedPack, citeVersion, PackEngines, packsWith, replayPacks } from './pack-engines.ts'
import { readEventsCsv } from './read-events-csv.ts'
import { readHistoryCsv } from './read-history-csv.ts'

const HOUR = 3_600_000
const area = (key: string, province: string): Area => ({
  key,
  province,
  terrain: 'mountain',
  landslideZone: 2,
  susceptibility: 'high',
})
const gauge = (key: string): SeriesDef => ({
  station: key,
  indicator: 'water_level',
  areas: [key],
  alarm1: 1,
  alarm2: 2,
  alarm3: 3,
  record: 5,
  zone: 3,
})
const areas = [area('a', 'P'), area('b', 'Q')]
const defs = [gauge('a'), gauge('b')]
const own: RulePack = structuredClone(defaultPack)
own.version = 'tinh-1'
;((own.hazards[0] as StageHazard).rows[0] as { level: number }).level = 2
const wave = (series: number) => [0.5, 1.5, 2.5, 1.2, 0.4].map((value, i) => ({ series, at: i * HOUR, value }))
const readings = [...wave(0), ...wave(1)].sort((x, y) => x.at - y.at)

describe('engines by the packs of a province', () => {
  it('each province by its own version, the others by what ships', () => {
    const both = new PackEngines(
      new Map([
        [null, [defaultPack]],
        ['Q', [own]],
      ]),
      areas,
      defs,
    )
    const { changes } = both.ingest(readings)
    expect(changes.filter(c => c.area === 'a').map(c => c.to)).toEqual([1, 2, 1, 0])
    expect(changes.filter(c => c.area === 'b').map(c => c.to)).toEqual([2, 0])
    expect(both.packsOf('b')[0]?.version).toBe('tinh-1')
    expect(both.packsOf('a')[0]?.version).toBe(defaultPack.version)
  })
  it('one choice for all is the engine itself', () => {
    const engines = new PackEngines(new Map([[null, [defaultPack]]]), areas, defs)
    expect(engines.ingest(readings)).toEqual(new LevelEngine([defaultPack], areas, defs).ingest(readings))
  })
  it('late readings give the same as readings in order, for every province', () => {
    const chosen = new Map([
      [null, [defaultPack]],
      ['Q', [own]],
    ])
    const inOrder = new PackEngines(chosen, areas, defs).ingest(readings).changes
    const late = new PackEngines(chosen, areas, defs)
    // the third hour of commune a comes last
    const [missing] = readings.filter(r => r.series === 0 && r.at === 2 * HOUR)
    late.ingest(readings.filter(r => r !== missing))
    const { changes, rewrittenFrom } = late.ingest([missing as (typeof readings)[number]])
    expect(rewrittenFrom).toBe(2 * HOUR)
    expect(changes).toEqual(inOrder.filter(c => c.at >= 2 * HOUR))
  })
  it('a stored rule names the version that judged', () => {
    expect(citeVersion('qd18-2021/flood/3b', [own])).toBe('qd18-2021@tinh-1/flood/3b')
    expect(citedPack('qd18-2021@tinh-1/flood/3b')).toEqual({ id: 'qd18-2021', version: 'tinh-1' })
    expect(citedPack('qd18-2021/flood/3b')).toEqual({ id: 'qd18-2021', version: null })
    expect(citeVersion('corrected-readings', [own])).toBe('corrected-readings')
    expect(packsWith([defaultPack], own)).toEqual([own])
  })
})

describe('a past event from files', () => {
  const stations = 'station,commune,alarm1,alarm2,alarm3,zone\nT1,a,1,2,3,KV3\n'
  const csv = `station,indicator,at,value\n${['0,5', '1.5', '2.5'].map((v, i) => `T1,water_level,2025-10-08T0${i}:00:00+07:00,"${v}"`).join('\n')}\nT9,water_level,2025-10-08T00:00:00+07:00,1\nT1,water_level,hôm qua,1\n`
  it('is replayed as the program would', () => {
    const { history, faults, skipped } = readHistoryCsv(csv, stations)
    expect([history.readings.length, skipped, faults.length]).toEqual([3, 2, 2])
    expect(replayPacks([defaultPack], history).map(c => [c.from, c.to])).toEqual([
      [0, 1],
      [1, 2],
    ])
    expect(replayPacks([own], history).map(c => [c.from, c.to])).toEqual([[0, 2]])
  })
  it('nonsense ends in a sentence, never in a fault of ours', () => {
    for (const [a, b] of [
      ['', ''],
      ['\u0000', '"'],
      ['station\n"x', stations],
      [csv, 'x,y\n1,2'],
    ] as const)
      expect(readHistoryCsv(a, b).history.readings).toEqual([])
  })
})

describe('events from CSV', () => {
  const known = {
    hazards: [{ hazard: 'flood', nameVi: 'Lũ, ngập lụt' }],
    units: [
      { id: 1, code: '101', name: 'Hữu Lũng', fullName: 'Xã Hữu Lũng' },
      { id: 2, code: '102', name: 'Tân Tiến', fullName: 'Xã Tân Tiến' },
      { id: 3, code: '103', name: 'Tân Tiến', fullName: 'Xã Tân Tiến' },
    ],
  }
  it('reads names and codes, names every fault, guesses nothing', () => {
    const { events, faults } = readEventsCsv(
      [
        'Thiên tai;Xã;Bắt đầu;Kết thúc;Cấp;Nguồn',
        '"Lũ, ngập lụt";"huu lung;102";2025-10-08T02:00:00+07:00;;2;Báo cáo xã',
        'flood;Tân Tiến;2025-10-08T02:00:00+07:00;;;',
        'bão;101;2025-10-08T02:00:00+07:00;;;',
        'flood;101;2025-10-08T02:00:00+07:00;2025-10-07T02:00:00+07:00;;',
        'flood;101;2025-10-08T02:00:00+07:00;;9;',
      ].join('\n'),
      known,
    )
    expect(events).toEqual([
      {
        line: 2,
        hazard: 'flood',
        unitIds: [1, 2],
        from: '2025-10-07T19:00:00.000Z',
        to: null,
        level: 2,
        source: 'Báo cáo xã',
        title: '',
      },
    ])
    expect(faults.map(f => [f.line, f.en])).toEqual([
      [3, 'two communes are called "Tân Tiến": give the code'],
      [4, 'unknown hazard "bão"'],
      [5, 'the end cannot be read or lies before the start'],
      [6, 'a level is 1 to 5 or left out'],
    ])
    expect(readEventsCsv('a,b\n1,2', known).faults[0]?.en).toBe('the first line lacks hazard, communes, from')
  })
})
