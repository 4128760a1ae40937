import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newBudget } from './crossing.ts'
import { examinePolygon, type Point, parseCircle, parsePolygon, polygonText } from './polygon.ts'

const ring = (text: string) => parsePolygon(text) ?? []
const faultOf = (text: string) => examinePolygon(ring(text))?.fault ?? null

describe('examinePolygon', () => {
  it.each([
    ['triangle', '0,0 0,1 1,0 0,0', null],
    ['square', '0,0 0,1 1,1 1,0 0,0', null],
    ['concave', '0,0 0,4 4,4 2,2 4,0 0,0', null],
    ['point inside an edge (three on one line)', '0,0 0,1 0,2 2,2 2,0 0,0', null],
    ['bow tie', '0,0 1,1 1,0 0,1 0,0', 'crossing'],
    ['bow tie through a shared vertex', '0,0 1,1 2,2 2,0 1,1 0,2 0,0', 'crossing'],
    ['pentagram', '0,3 5,3 1,0 2.5,5 4,0 0,3', 'crossing'],
    ['two squares that meet in a corner', '0,0 0,1 1,1 1,2 2,2 2,1 1,1 1,0 0,0', 'touching'],
    ['two straight lines through one vertex', '0,0 0,1 1,1 2,1 2,2 1,2 1,1 1,0 0,0', 'crossing'],
    ['vertex on an edge from inside', '0,0 0,4 4,4 4,0 2,4 0,0', 'touching'],
    ['passes through an edge at a vertex', '0,0 0,4 4,4 4,0 2,4 3,5 2,5 0,0', 'crossing'],
    ['spike', '0,0 0,2 0,1 1,1 0,0', 'overlap'],
    ['spike of zero width outwards', '0,0 0,1 1,1 3,1 1,1 1,0 0,0', 'overlap'],
    ['walks an edge twice', '0,0 0,3 3,3 3,0 0,0 0,3 0,0', 'overlap'],
    ['edge along part of another', '0,0 0,6 2,6 2,4 0,4 0,2 2,2 2,0 0,0', 'overlap'],
    ['flat', '0,0 1,1 2,2 0,0', 'overlap'],
    ['one point', '1,1 1,1 1,1 1,1', 'overlap'],
  ])('%s', (_, text, fault) => {
    expect(faultOf(text)).toBe(fault)
  })

  it('is exact where binary fractions are not: 0.1 + 0.2 lies on the line', () => {
    // (0.1,0.1) (0.2,0.2) (0.3,0.3): in doubles 0.3 is not 3 × 0.1, so a float test sees a turn here.
    expect(faultOf('0.1,0.1 0.3,0.3 0.3,0 0.2,0.2 0.1,0 0.1,0.1')).toBe('touching')
    expect(faultOf('0.1,0.1 0.3,0.3 0.3,0 0.199999999999,0.2 0.1,0 0.1,0.1')).toBe('crossing')
    expect(faultOf('0.1,0.1 0.3,0.3 0.3,0 0.200000000001,0.2 0.1,0 0.1,0.1')).toBe(null)
  })

  const coordinate = fc.integer({ min: 0, max: 6 })
  const points = fc.array(fc.tuple(coordinate, coordinate), { minLength: 3, maxLength: 9 })

  it('does not depend on where the ring starts, which way it runs, or how it is turned', () => {
    fc.assert(
      fc.property(points, fc.nat(8), (list, shift) => {
        const start = shift % list.length
        const closed = (all: [number, number][]): Point[] => [...all, all[0] ?? [0, 0]]
        // Which of several faults is met first may differ; whether there is one that forbids the ring may not.
        const verdict = (all: [number, number][]) => {
          const fault = examinePolygon(closed(all), 0)?.fault ?? 'simple'
          return fault === 'crossing' || fault === 'overlap' ? 'bad' : fault
        }
        const expected = verdict(list)
        expect(verdict([...list.slice(start), ...list.slice(0, start)])).toBe(expected)
        expect(verdict([...list].reverse())).toBe(expected)
        expect(verdict(list.map(([a, b]) => [b, 6 - a]))).toBe(expected)
      }),
      { numRuns: 2000 },
    )
  })

  it('agrees with comparing every pair of edges in exact fractions', () => {
    fc.assert(
      fc.property(points, list => {
        const distinct = list.filter((p, i) => {
          const q = list[(i + list.length - 1) % list.length]!
          return p[0] !== q[0] || p[1] !== q[1]
        })
        if (distinct.length < 3) return
        const fault = examinePolygon([...distinct, distinct[0]!], 0)?.fault ?? null
        expect(fault !== null).toBe(meetsItself(distinct))
      }),
      { numRuns: 3000 },
    )
  })

  it('large rings: the tree finds what the pairs find', () => {
    const circle: Point[] = Array.from({ length: 5000 }, (_, i) => [
      Math.round(1e6 * Math.sin((i / 5000) * 2 * Math.PI)) / 1e6,
      Math.round(1e6 * Math.cos((i / 5000) * 2 * Math.PI)) / 1e6,
    ])
    const budget = newBudget()
    expect(examinePolygon([...circle, circle[0]!], 6, budget)).toBeNull()
    // About n log n, far from the 12.5 million pairs.
    expect(newBudget().left - budget.left).toBeLessThan(400_000)
    const crossed = [...circle]
    ;[crossed[1200], crossed[1203]] = [crossed[1203]!, crossed[1200]!]
    expect(examinePolygon([...crossed, crossed[0]!], 6)?.fault).toBe('crossing')
  })

  it('stops at the budget instead of taking minutes', () => {
    // A comb of long slanted teeth: nearly every pair of boxes overlaps and nothing crosses.
    const teeth: Point[] = []
    for (let i = 0; i < 20_000; i += 1) teeth.push([i / 1e4, i / 1e4], [i / 1e4 + 50, i / 1e4 + 50.00005])
    expect(examinePolygon([...teeth, [90, -90], teeth[0]!], 5, { left: 100_000 })?.fault).toBe('too-complex')
  })
})

/** Brute force: any two edges that are not neighbours meet, or neighbours run back over each other. */
function meetsItself(p: [number, number][]): boolean {
  const n = p.length
  const cross = (o: [number, number], a: [number, number], b: [number, number]) =>
    Math.sign((a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0]))
  const on = (a: [number, number], b: [number, number], c: [number, number]) =>
    cross(a, b, c) === 0 &&
    Math.min(a[0], b[0]) <= c[0] &&
    c[0] <= Math.max(a[0], b[0]) &&
    Math.min(a[1], b[1]) <= c[1] &&
    c[1] <= Math.max(a[1], b[1])
  for (let i = 0; i < n; i += 1)
    for (let j = i + 1; j < n; j += 1) {
      const [a, b] = [p[i]!, p[(i + 1) % n]!]
      const [c, d] = [p[j]!, p[(j + 1) % n]!]
      if (j === i + 1 || (i === 0 && j === n - 1)) {
        const [shared, x, y] = j === i + 1 ? [b, a, d] : [a, b, c]
        if (on(shared, x, y) || on(shared, y, x)) return true
        continue
      }
      if (on(a, b, c) || on(a, b, d) || on(c, d, a) || on(c, d, b)) return true
      if (cross(a, b, c) !== cross(a, b, d) && cross(c, d, a) !== cross(c, d, b)) return true
    }
  return false
}

describe('reading and writing shapes', () => {
  it('closes the ring and writes no exponent', () => {
    expect(
      polygonText([
        [21.8, 106.7],
        [21.9, 106.7],
        [-0.0000001, 1e-7],
      ]),
    ).toBe('21.8,106.7 21.9,106.7 0,0 21.8,106.7')
  })

  it('reads line breaks and tabs between pairs, and nothing else', () => {
    expect(parsePolygon('\n 1,2\t3,4\r\n5,6 ')).toEqual([
      [1, 2],
      [3, 4],
      [5, 6],
    ])
    for (const bad of ['', '1,2,3', '1;2', '1, 2', '1e1,2', 'a,b', '1,', ',2', '+-1,2'])
      expect(parsePolygon(bad), bad).toBeNull()
  })

  it('reads a circle', () => {
    expect(parseCircle(' 21.85,106.76 12.5 ')).toEqual({ centre: [21.85, 106.76], radiusKm: 12.5 })
    for (const bad of ['', '21.85 106.76 12', '21.85,106.76', '21.85,106.76 12 km']) expect(parseCircle(bad)).toBeNull()
  })
})
