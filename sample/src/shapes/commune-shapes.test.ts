import { describe, expect, it } from 'vitest'
import { communeRows } from '../units/communes-table.ts'
import { units } from '../units/units.ts'
import { communeNeighbours, communeShapes } from './commune-shapes.ts'
import { type Ring, contains } from './contains.ts'
import { signedArea, toPlane } from './plane.ts'

const ringOf = (code: string): Ring => communeShapes().find(s => s.properties.code === code)!.geometry.coordinates[0]!

const km2 = (ring: Ring) => signedArea(ring.slice(0, -1).map(([lon, lat]) => toPlane(lat, lon)))

describe('communeShapes', () => {
  it('draws 65 closed counter-clockwise rings with 4 decimals and no repeated corner', () => {
    expect(communeShapes()).toHaveLength(65)
    for (const s of communeShapes()) {
      const ring = s.geometry.coordinates[0]!
      expect(s.geometry.coordinates).toHaveLength(1)
      expect(ring[0]).toEqual(ring.at(-1))
      expect(km2(ring)).toBeGreaterThan(0)
      const keys = ring.slice(0, -1).map(p => p.join(','))
      expect(new Set(keys).size).toBe(keys.length)
      for (const n of ring.flat()) expect(Math.round(n * 1e4) / 1e4).toBe(n)
    }
  })

  it('keeps each centre and each hamlet inside its own shape and no other', () => {
    for (const row of communeRows)
      for (const s of communeShapes())
        expect(contains(s.geometry.coordinates[0]!, row.lon, row.lat), `${row.name} in ${s.properties.name}`).toBe(
          s.properties.code === row.code,
        )
    for (const u of units.filter(x => x.kind === 'hamlet'))
      expect(contains(ringOf(u.parentCode!), u.lon, u.lat), u.code).toBe(true)
  })

  it('shares every inner border point for point and runs each border once each way: no gap, no overlap', () => {
    const uses = new Map<string, number>()
    for (const s of communeShapes()) {
      const ring = s.geometry.coordinates[0]!
      for (let i = 0; i + 1 < ring.length; i++) {
        const way = `${ring[i]!.join(',')}>${ring[i + 1]!.join(',')}`
        uses.set(way, (uses.get(way) ?? 0) + 1)
      }
    }
    // Counter-clockwise rings: a piece used twice in the same direction would mean two shapes on the same side of it.
    for (const [way, n] of uses) expect(n, way).toBe(1)
    // The pieces without a counterpart are the outline of the province: they must close into one ring.
    const outer = new Map<string, string>()
    for (const way of uses.keys()) {
      const [a, b] = way.split('>') as [string, string]
      if (!uses.has(`${b}>${a}`)) {
        expect(outer.has(a)).toBe(false)
        outer.set(a, b)
      }
    }
    const ring: string[] = []
    const first = outer.keys().next().value!
    for (let at = first; ; ) {
      ring.push(at)
      at = outer.get(at)!
      if (at === first) break
    }
    expect(ring).toHaveLength(outer.size)
    // One outline whose area is the sum of the shapes: together with the shared borders that leaves no room to overlap.
    const outline = km2([...ring, first].map(p => p.split(',').map(Number) as [number, number]))
    const sum = communeShapes().reduce((total, s) => total + km2(s.geometry.coordinates[0]!), 0)
    expect(outline).toBeCloseTo(sum, 6)
  })

  it('has no ring that crosses itself', () => {
    for (const s of communeShapes()) {
      const ring = s.geometry.coordinates[0]!
      const n = ring.length - 1
      for (let i = 0; i < n; i++)
        for (let j = i + 2; j < n; j++) {
          if (i === 0 && j === n - 1) continue
          expect(cross(ring[i]!, ring[i + 1]!, ring[j]!, ring[j + 1]!), `${s.properties.name} ${i} ${j}`).toBe(false)
        }
    }
  })

  it('covers about the area each commune has: three quarters within 10 %, none further off than 50 %, the sum within 5 %', () => {
    const off = communeRows.map(r => Math.abs(km2(ringOf(r.code)) / r.areaKm2 - 1)).sort((a, b) => a - b)
    expect(off[48]).toBeLessThan(0.1)
    expect(off.at(-1)).toBeLessThan(0.5)
    const sum = communeRows.reduce((total, r) => total + km2(ringOf(r.code)), 0)
    expect(Math.abs(sum / 8309.67 - 1)).toBeLessThan(0.05)
  })

  it('knows neighbours both ways', () => {
    const n = communeNeighbours()
    for (const [code, others] of n) {
      expect(others.length).toBeGreaterThan(0)
      for (const o of others) expect(n.get(o)).toContain(code)
    }
    expect(n.get('06385')).toContain('06457')
  })
})

function cross(
  a: readonly [number, number],
  b: readonly [number, number],
  c: readonly [number, number],
  d: readonly [number, number],
): boolean {
  const side = (p: typeof a, q: typeof a, r: typeof a) =>
    Math.sign((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]))
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0
}
