import { describe, expect, it } from 'vitest'
import { communeUnits, hamletsOf, units } from './units.ts'

const byKind = (kind: string) => units.filter(u => u.kind === kind)

describe('units', () => {
  it('are one province, 18 bodies, 65 communes of which 4 wards, 8–14 hamlets and one shock team each', () => {
    expect(byKind('province')).toHaveLength(1)
    expect(byKind('department')).toHaveLength(18)
    expect(byKind('commune')).toHaveLength(65)
    expect(communeUnits.filter(u => u.fullName.startsWith('Phường '))).toHaveLength(4)
    expect(byKind('force')).toHaveLength(65)
    for (const c of communeUnits) {
      expect(hamletsOf(c.code).length).toBeGreaterThanOrEqual(8)
      expect(hamletsOf(c.code).length).toBeLessThanOrEqual(14)
    }
  })

  it('have unique codes, known parents, and parents before children', () => {
    const seen = new Set<string>()
    for (const u of units) {
      expect(seen.has(u.code), u.code).toBe(false)
      if (u.parentCode !== null) expect(seen.has(u.parentCode), `${u.code} ← ${u.parentCode}`).toBe(true)
      seen.add(u.code)
    }
  })

  it('have different hamlet names within a commune', () => {
    for (const c of communeUnits) {
      const names = hamletsOf(c.code).map(h => h.name)
      expect(new Set(names).size).toBe(names.length)
    }
  })

  it('add up to the area of the province, 8.309,67 km²', () => {
    expect(units[0]!.areaKm2).toBeCloseTo(8309.67, 0)
  })

  it('write 06325 with a capital letter', () => {
    expect(communeUnits.find(u => u.code === '06325')?.fullName).toBe('Xã Bắc Sơn')
  })

  it('mark hamlets, forces and susceptibility as invented, and real bodies as not', () => {
    for (const u of units) expect(u.invented).toBe(u.kind === 'hamlet' || u.kind === 'force')
    for (const c of communeUnits) expect(c.landslideSusceptibility?.status).toBe('invented')
  })

  it('are in NFC', () => {
    for (const u of units) for (const t of [u.name, u.fullName, ...u.aliases]) expect(t).toBe(t.normalize('NFC'))
  })

  it('have aliases that name one body only', () => {
    const owners = new Map<string, string>()
    for (const u of units.filter(x => x.kind === 'department' || x.kind === 'commune' || x.kind === 'province'))
      for (const a of new Set([u.fullName, ...u.aliases].map(x => x.toLowerCase()))) {
        expect(owners.get(a), `${a} names ${owners.get(a)} and ${u.code}`).toBeUndefined()
        owners.set(a, u.code)
      }
  })
})
