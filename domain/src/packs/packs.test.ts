import { describe, expect, it } from 'vitest'
import { defaultPack, shippedPacks } from '../levels/packs.ts'
import type { BandHazard, RulePack, SlopeHazard, StageHazard, TableHazard } from '../levels/pack.ts'
import { diffPacks, markLocal } from './diff-packs.ts'
import { hazardLines, rowInWords } from './row-in-words.ts'

const copy = (): RulePack => structuredClone(defaultPack)
const of = <H>(pack: RulePack, hazard: string) => pack.hazards.find(h => h.hazard === hazard) as H

describe('a row in words', () => {
  const flood = of<StageHazard>(defaultPack, 'flood')
  it.each([
    ['1a', 'nước từ báo động 1 đến dưới báo động 2, trạm khu vực 1, 2, 3'],
    ['3c', 'nước từ báo động 3 + 1 m trở lên, trạm khu vực 1, 2'],
    ['4a', 'nước từ báo động 3 + 0,3 m đến hết mức lũ lịch sử, trạm khu vực 4'],
    ['5a', 'nước trên mức lũ lịch sử trở lên, trạm khu vực 4'],
    ['3e', 'nước từ báo động 2 đến dưới báo động 3, trạm khu vực 3, ở từ 2 lưu vực của tỉnh'],
  ])('Điều 45, %s', (id, vi) => {
    expect(rowInWords(flood.rows.find(r => r.id === id) as never, flood).vi).toBe(vi)
  })
  it('Điều 44 names rain, days by terrain and how wide', () => {
    const rain = of<BandHazard>(defaultPack, 'heavy-rain')
    const row = rain.rows.find(r => r.id === '2a') as BandHazard['rows'][number]
    expect(rowInWords(row, rain)).toEqual({
      vi: 'mưa từ 100 đến hết 200 mm/24 h hoặc từ 50 mm/12 h, miền núi trên 2 đến 4 ngày; đồng bằng trên 2 ngày, trên 1/2 số xã của tỉnh',
      en: 'rain from 100 up to and including 200 mm/24 h or from 50 mm/12 h, mountain over 2 to 4 days; plain over 2 days, over half of the communes of the province',
    })
  })
  it('tables name the figure, its range, days in a row and places', () => {
    const heat = of<TableHazard>(defaultPack, 'heat-wave')
    expect(rowInWords(heat.rows.find(r => r.id === '37/2/bac') as never, heat).vi).toBe(
      'nhiệt độ cao nhất ngày trên 37 °C, trên 25 ngày liên tiếp; vùng Tây Bắc, Việt Bắc, Đông Bắc, Đồng bằng Bắc Bộ, Bắc Trung Bộ, Trung Trung Bộ, Nam Trung Bộ',
    )
    const thunder = of<TableHazard>(defaultPack, 'thunderstorm')
    expect(rowInWords(thunder.rows[1] as never, thunder).en).toBe(
      'tornado, lightning or hail noted within 3 h above 0; from 50 % of the communes of the province',
    )
  })
  it('every row of every shipped pack has words in both languages, and one id', () => {
    for (const pack of shippedPacks)
      for (const h of pack.hazards) {
        const lines = hazardLines(h)
        expect(lines.length, h.hazard).toBeGreaterThan(0)
        expect(new Set(lines.map(l => l.id)).size, `${h.hazard} ids`).toBe(lines.length)
        for (const l of lines) {
          expect(l.vi, `${h.hazard} ${l.id}`).toMatch(/\p{L}{2}/u)
          expect(`${l.vi}${l.en}`, `${h.hazard} ${l.id}`).not.toMatch(/undefined|null|NaN|\[object/)
        }
      }
  })
})

describe('what one version says otherwise', () => {
  it('nothing for the same pack, whatever the order of keys', () => {
    expect(diffPacks(defaultPack, copy())).toEqual([])
    const turned = copy()
    turned.hazards = turned.hazards.map(h => Object.fromEntries(Object.entries(h).reverse()) as typeof h)
    expect(diffPacks(defaultPack, turned)).toEqual([])
  })
  it('a level, a threshold, a row added and one removed', () => {
    const to = copy()
    const flood = of<StageHazard>(to, 'flood')
    ;(flood.rows[0] as { level: number }).level = 2
    ;(flood.rows.find(r => r.id === '3c') as { from: object }).from = { mark: 'alarm3', plus: 0.5 }
    flood.rows = flood.rows.filter(r => r.id !== '5a')
    flood.rows.push({ id: '2x', level: 2, zones: [1], from: { mark: 'alarm2' } })
    expect(diffPacks(defaultPack, to).map(d => [d.kind, d.id, d.judges, d.vi])).toEqual([
      ['row-removed', '5a', true, 'bỏ dòng 5a: nước trên mức lũ lịch sử trở lên, trạm khu vực 4 → cấp 5'],
      ['level', '1a', true, 'dòng 1a (nước từ báo động 1 đến dưới báo động 2, trạm khu vực 1, 2, 3): cấp 1 → cấp 2'],
      [
        'condition',
        '3c',
        true,
        'dòng 3c: "nước từ báo động 3 + 1 m trở lên, trạm khu vực 1, 2" → "nước từ báo động 3 + 0,5 m trở lên, trạm khu vực 1, 2"',
      ],
      ['row-added', '2x', true, 'thêm dòng 2x: nước từ báo động 2 trở lên, trạm khu vực 1 → cấp 2'],
    ])
  })
  it('hysteresis, dwell, notes and names of the base', () => {
    const to = copy()
    const flood = of<StageHazard>(to, 'flood')
    flood.hysteresis = 0.2
    flood.dwell = { down: 60 }
    flood.notes = [...(flood.notes ?? []), 'Ghi chú của tỉnh']
    expect(diffPacks(defaultPack, to).map(d => [d.kind, d.judges, d.en])).toEqual([
      ['setting', true, 'how far water must fall below a threshold: 0 m → 0.2 m'],
      ['setting', true, 'wait before a fall: 0 min → 60 min'],
      ['text', false, 'note added: "Ghi chú của tỉnh"'],
    ])
  })
  it('a cell of the slope table and a whole hazard', () => {
    const to = copy()
    const slope = of<SlopeHazard>(to, 'flash-flood-landslide')
    ;(slope.cells.R1 as Record<string, Record<string, number>>)['2'] = { medium: 2, high: 2, 'very-high': 3 }
    to.hazards = to.hazards.filter(h => h.hazard !== 'fog')
    expect(diffPacks(defaultPack, to).map(d => [d.hazard, d.kind, d.id])).toEqual([
      ['fog', 'hazard-removed', null],
      ['flash-flood-landslide', 'level', 'R1/kv2/medium'],
    ])
  })
  it('a difference that the words do not show is told all the same', () => {
    const air = shippedPacks[1] as RulePack
    const to = structuredClone(air)
    const input = of<TableHazard>(to, 'air-quality').inputs.find(i => i.breakpoints) as {
      breakpoints: [number, number][]
    }
    ;(input.breakpoints[1] as [number, number])[0] += 1
    expect(diffPacks(air, to).map(d => d.kind)).toEqual(['condition'])
  })
  it('a hazard that judges otherwise than its base is the province’s own, whatever the editor wrote', () => {
    const edited = copy()
    of<StageHazard>(edited, 'flood').hysteresis = 0.1
    of<BandHazard>(edited, 'heavy-rain').notes = ['Chỉ đổi ghi chú']
    const marked = markLocal(defaultPack, edited)
    expect(marked.base).toEqual({ id: 'qd18-2021', version: defaultPack.version })
    expect(marked.hazards.filter(h => h.status === 'local').map(h => h.hazard)).toEqual(['flood'])
  })
})
