import { communeRows } from '../units/communes-table.ts'
import { groundOutside } from './ground-outside.ts'
import { type Point, distance, toLonLat, toPlane } from './plane.ts'
import { type Site, fitAreas, nearest, powerCell } from './power-diagram.ts'
import { softBorder } from './soft-border.ts'

/** Shown wherever the shapes are shown. */
export const SHAPES_NOTE = 'gần đúng, vẽ từ điểm giữa'

/** A commune's approximate outline, one closed ring, [lon, lat] in degrees with 4 decimals, counter-clockwise. */
export interface CommuneShape {
  type: 'Feature'
  properties: { code: string; name: string; invented: true; source: string }
  geometry: { type: 'Polygon'; coordinates: [number, number][][] }
}

let made: readonly CommuneShape[] | undefined

/**
 * Approximate outlines of the 65 communes, drawn by us from the centre points and areas alone: a power diagram whose
 * weights make each cell about as large as the commune is, bounded by invented ground outside, borders bent a little.
 * Neighbours share their borders point for point, cells do not overlap, and each contains its centre. They show
 * roughly where a commune lies; they are not its boundary. Made once (some tens of milliseconds), then kept.
 */
export function communeShapes(): readonly CommuneShape[] {
  made ??= draw()
  return made
}

function draw(): CommuneShape[] {
  const centres = communeRows.map(r => ({ ...toPlane(r.lat, r.lon), areaKm2: r.areaKm2 }))
  const outside = groundOutside(centres)
  const sites: Site[] = [...centres, ...outside].map(p => ({ x: p.x, y: p.y, weight: 0 }))
  const near = nearest(sites)
  const fitted = fitAreas(
    sites,
    communeRows.map(r => r.areaKm2),
    near,
  )
  // A corner is where three cells meet; named by the three, it is the same point for all of them.
  const corners = new Map<string, Point>()
  const borders = new Map<string, Point[]>()
  return communeRows.map((row, i) => {
    const cell = powerCell(fitted, i, near[i]!)
    const named = cell.map((c, k) => {
      const before = cell[(k + cell.length - 1) % cell.length]!
      const key = [i, before.across, c.across].sort((a, b) => a - b).join('.')
      const known = corners.get(key)
      if (!known) corners.set(key, { x: c.x, y: c.y })
      return { key, across: c.across, point: known ?? { x: c.x, y: c.y } }
    })
    const ring: [number, number][] = []
    named.forEach((corner, k) => {
      const next = named[(k + 1) % named.length]!
      ring.push(toLonLat(corner.point))
      const other = fitted[corner.across]!
      const mine = fitted[i]!
      const key = i < corner.across ? `${i}-${corner.across}` : `${corner.across}-${i}`
      let between = borders.get(key)
      if (between) between = [...between].reverse()
      else {
        // Counter-clockwise: the cell itself lies to the left of its border.
        between = softBorder(corner.point, next.point, mine, other, key)
        borders.set(key, between)
      }
      for (const p of between) ring.push(toLonLat(p))
    })
    ring.push(ring[0]!)
    return {
      type: 'Feature',
      properties: { code: row.code, name: row.name, invented: true, source: SHAPES_NOTE },
      geometry: { type: 'Polygon', coordinates: [ring.filter((p, k) => k === 0 || !same(p, ring[k - 1]!))] },
    }
  })
}

const same = (a: readonly [number, number], b: readonly [number, number]) => a[0] === b[0] && a[1] === b[1]

/** Two communes are neighbours when their shapes share a border point. Code → codes, ordered. */
export function communeNeighbours(): ReadonlyMap<string, readonly string[]> {
  const at = new Map<string, Set<string>>()
  for (const s of communeShapes())
    for (const p of s.geometry.coordinates[0]!) {
      const key = p.join(',')
      const set = at.get(key) ?? new Set<string>()
      set.add(s.properties.code)
      at.set(key, set)
    }
  const out = new Map<string, Set<string>>(communeRows.map(r => [r.code, new Set<string>()]))
  for (const set of at.values()) for (const a of set) for (const b of set) if (a !== b) out.get(a)!.add(b)
  return new Map([...out].map(([code, set]) => [code, [...set].sort()]))
}

/** Distance in km between two points given in degrees, on the flat plane of the sample. */
export const kmBetween = (a: { lat: number; lon: number }, b: { lat: number; lon: number }): number =>
  distance(toPlane(a.lat, a.lon), toPlane(b.lat, b.lon))
