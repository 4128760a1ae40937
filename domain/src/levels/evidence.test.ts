import { expect, test } from 'vitest'
import { LevelEngine } from './engine.ts'
import { shippedPacks } from './packs.ts'
import type { Area, SeriesDef } from './series-def.ts'

const area: Area = { key: 'a', province: 'P', terrain: 'mountain', landslideZone: 2, susceptibility: null }
const def = (indicator: string, over: Partial<SeriesDef> = {}): SeriesDef => ({
  station: 'S',
  indicator,
  areas: ['a'],
  alarm1: null,
  alarm2: null,
  alarm3: null,
  record: null,
  zone: null,
  ...over,
})
const HOUR = 3_600_000
const saying = (d: SeriesDef, values: readonly number[], step = HOUR) =>
  new LevelEngine(shippedPacks, [area], [d])
    .ingest(values.map((value, i) => ({ series: 0, at: 1_760_000_000_000 + i * step, value })))
    .changes.flatMap(c => c.evidence.map(e => [e.says, e.saysEn]))

test('what a level rests on is said in both languages, figures as each writes them', () => {
  const gauge = def('water_level', { alarm1: 17, alarm2: 18, alarm3: 19, record: 22.5, zone: 3 })
  expect(saying(gauge, [19.26]).at(-1)).toEqual([
    'mực nước 19,26 m, trên báo động 3 (19,00 m) 0,26 m, khu vực 3',
    'water at 19.26 m, above alarm 3 (19.00 m) by 0.26 m, zone 3',
  ])
  const air = saying(def('pm25'), [60.5, 60.5, 60.5]).at(-1) ?? []
  expect(air[0]).toMatch(/^chỉ số bụi PM2,5/)
  expect(air[1]).toMatch(/^[\x20-\x7e₀-₉]+$/)
})
test('why it is undetermined is said in both too', () => {
  const [vi, en] =
    saying(
      def('rain'),
      Array.from({ length: 24 }, () => 6),
    ).at(-1) ?? []
  expect(vi).toContain('chưa xác định: chưa biết mức nguy cơ sạt lở của xã, đề nghị cán bộ quyết định')
  expect(en).toContain('undetermined: the landslide susceptibility of the commune is not known; an officer decides')
  expect(en).toContain('rain of 24 hours')
})
