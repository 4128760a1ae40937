import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type HistoricUnit, type UnitSuccession, UnitHistory } from './unit-cover.ts'

const unit = (
  id: number,
  parentId: number | null,
  kind = 'commune',
  validFrom = '2000-01-01',
  validTo: string | null = null,
): HistoricUnit => ({ id, parentId, kind, validFrom, validTo })
const merged = '2025-07-01'
// two provinces became one; communes 11+12 → 21; commune 13 was divided between 22 (same province) and 31 (another province)
const units = [
  unit(1, null, 'country'),
  unit(10, 1, 'province', '2000-01-01', merged),
  unit(11, 10, 'commune', '2000-01-01', merged),
  unit(12, 10, 'commune', '2000-01-01', merged),
  unit(13, 10, 'commune', '2000-01-01', merged),
  unit(20, 1, 'province'),
  unit(21, 20, 'commune', merged),
  unit(22, 20, 'commune', merged),
  unit(23, 20),
  unit(24, 23, 'hamlet'),
  unit(30, 1, 'province'),
  unit(31, 30),
]
const successions: UnitSuccession[] = [
  { oldId: 11, newId: 21 },
  { oldId: 12, newId: 21 },
  { oldId: 13, newId: 22 },
  { oldId: 13, newId: 31 },
  { oldId: 10, newId: 20 },
]
const history = new UnitHistory(units, successions)
const cover = (over: number, day: string) => {
  const c = history.cover(over, day)
  return { leaves: [...c.leaves].sort((a, b) => a - b), nodes: c.nodes.sort((a, b) => a - b), divided: c.divided }
}

describe('what belongs to a unit on a day', () => {
  it('before the merger: its own communes, and those that later came from them', () => {
    expect(cover(10, '2025-01-01')).toEqual({ leaves: [11, 12, 13, 21, 22], nodes: [10, 21, 22], divided: [] })
    expect(cover(20, '2025-01-01').leaves).toEqual([23])
  })
  it('after it: the communes that went wholly into it; a divided one is named and counted nowhere below the country', () => {
    expect(cover(20, '2026-01-01')).toEqual({ leaves: [11, 12, 21, 22, 23], nodes: [11, 12, 20], divided: [13] })
    expect(cover(21, '2026-01-01').leaves).toEqual([11, 12, 21])
    expect(cover(30, '2026-01-01')).toEqual({ leaves: [31], nodes: [30], divided: [13] })
    expect(cover(1, '2026-01-01')).toEqual({ leaves: [11, 12, 13, 21, 22, 23, 31], nodes: [1], divided: [] })
  })
  it('over a span only those count that stood in it, so that one node is enough', () => {
    const c = history.cover(20, '2026-01-01', { from: '2026-01-01', to: '2026-06-30' })
    expect([[...c.leaves].sort(), c.nodes, c.divided]).toEqual([[21, 22, 23], [20], []])
    const old = history.cover(20, '2026-01-01', { from: '2025-01-01', to: '2025-06-30' })
    expect([[...old.leaves].sort(), old.divided]).toEqual([[11, 12, 23], [13]])
  })
  it('on any day each commune belongs to one province, or is divided and says so; the nodes hold exactly the leaves', () => {
    fc.assert(
      fc.property(fc.constantFrom('2024-12-31', merged, '2025-06-30', '2030-01-01'), day => {
        const provinces = [10, 20, 30].map(p => history.cover(p, day))
        for (const c of [11, 12, 13, 21, 22, 23, 31]) {
          const holding = provinces.filter(p => p.leaves.has(c)).length
          const parts = provinces.filter(p => p.divided.includes(c)).length
          expect(holding === 1 || (holding === 0 && parts > 1)).toBe(true)
        }
        for (const p of provinces) {
          const below = (id: number): number[] => {
            const own = units.find(u => u.id === id)!
            return own.kind === 'commune' ? [id] : units.filter(u => u.parentId === id).flatMap(u => below(u.id))
          }
          expect(p.nodes.flatMap(below).sort()).toEqual([...p.leaves].sort())
        }
      }),
    )
  })
})
