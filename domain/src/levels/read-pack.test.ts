import fc from 'fast-check'
import { expect, it } from 'vitest'
import { LevelEngine } from './engine.ts'
import { defaultPack, shippedPacks } from './packs.ts'
import { readPack } from './read-pack.ts'

it('the packs that ship are right', () => {
  for (const pack of shippedPacks) expect(readPack(JSON.parse(JSON.stringify(pack)))).toEqual({ pack })
})
it('says every fault with its place', () => {
  const bad = structuredClone(defaultPack) as unknown as { hazards: Record<string, unknown>[]; id: unknown }
  bad.id = 'Có dấu'
  ;(bad.hazards[0] as { rows: { level: unknown }[] }).rows[0]!.level = 7
  ;(bad.hazards[3] as { rows: { when: { input: unknown }[] }[] }).rows[1]!.when[0]!.input = 'nothing'
  bad.hazards[1]!.status = 'true'
  const read = readPack(bad)
  expect('faults' in read && read.faults).toEqual([
    'gói.id: chỉ gồm chữ thường, số, dấu chấm và gạch nối',
    'hazards[0] (flood).rows[0].level: cấp phải từ 0 đến 5',
    'hazards[1] (heavy-rain).status: phải là một trong: sourced, recalled, proposal, unknown, local',
    'hazards[3] (storm).rows[1].when[0].input: phải là một trong: wind',
  ])
})
it.each([null, 1, 'x', [], {}, { hazards: 5 }, { hazards: [null] }])('%j is refused, not crashed on', body => {
  expect('faults' in readPack(body)).toBe(true)
})
it('whatever is changed in a pack: it is refused, or the engine takes it', () => {
  const keys = (o: unknown, path: (string | number)[] = []): (string | number)[][] =>
    typeof o === 'object' && o !== null
      ? Object.keys(o).flatMap(k => [[...path, k], ...keys((o as Record<string, unknown>)[k], [...path, k])])
      : []
  const all = keys(defaultPack)
  fc.assert(
    fc.property(fc.nat(all.length - 1), fc.jsonValue({ maxDepth: 2 }), (i, value) => {
      const pack = structuredClone(defaultPack) as unknown as Record<string | number, unknown>
      const path = all[i] as (string | number)[]
      let at = pack
      for (const k of path.slice(0, -1)) at = at[k] as Record<string | number, unknown>
      at[path.at(-1) as string] = value
      const read = readPack(pack)
      if ('faults' in read) return
      const area = {
        key: 'a',
        province: 'P',
        terrain: null,
        landslideZone: 1,
        susceptibility: null,
        attrs: { region: 'nam-bo' },
      }
      const none = { alarm1: 1, alarm2: 2, alarm3: 3, record: 4, zone: 3 }
      const names = ['water_level', 'rain', 'tmax', 'storm_wind', 'sea_level', 'hail', 'visibility']
      const engine = new LevelEngine(
        read.pack,
        [area],
        names.map(n => ({ station: n, indicator: n, areas: ['a'], ...none })),
      )
      engine.ingest(names.map((_, series) => ({ series, at: 1e12, value: 40 })))
      engine.ingest(names.map((_, series) => ({ series, at: 1e12 + 1e8, value: 3 })))
    }),
    { numRuns: 1500 },
  )
})
