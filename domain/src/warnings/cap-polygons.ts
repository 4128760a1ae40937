import { checkAlert, type Point, polygonText } from '@tusom/cap'

/** A commune's outline as the units keep it: GeoJSON, [lon, lat]. */
export type Boundary =
  | { type: 'Polygon'; coordinates: readonly (readonly (readonly number[])[])[] }
  | { type: 'MultiPolygon'; coordinates: readonly (readonly (readonly (readonly number[])[])[])[] }

/** Degrees; the first that gives a sound ring with few enough points is taken. 0,002° is about 200 m. */
const TOLERANCES = [0.002, 0.001, 0.0005, 0.0002, 0]
/** Points of one ring: a receiver draws hundreds of areas. */
const MOST_POINTS = 120
const DIGITS = 4

/**
 * The outer rings of a boundary as CAP polygons ("lat,lon lat,lon …"): simplified, closed, without repeated points, not
 * crossing themselves. A ring that no simplification makes sound is replaced by its convex hull, which holds all of it:
 * for a warning too much area is better than none. Holes are left out (CAP polygons have none).
 *
 * @returns [] where the boundary is not known or no area
 */
export function capPolygons(boundary: unknown): string[] {
  const b = boundary as Boundary | null
  const rings =
    b?.type === 'Polygon' ? [b.coordinates[0]] : b?.type === 'MultiPolygon' ? b.coordinates.map(p => p[0]) : []
  return rings.flatMap(ring => {
    const points = (ring ?? []).flatMap(([lon, lat]): Point[] =>
      typeof lon === 'number' && typeof lat === 'number' ? [[lat, lon]] : [],
    )
    const text = ringText(points)
    return text ? [text] : []
  })
}

function ringText(points: readonly Point[]): string | null {
  for (const tolerance of TOLERANCES) {
    const ring = tidy(simplifyRing(points, tolerance))
    if (ring.length < 3 || ring.length > MOST_POINTS) continue
    const text = polygonText(ring, DIGITS)
    if (sound(text)) return text
  }
  const hull = tidy(convexHull(points))
  const text = hull.length >= 3 ? polygonText(hull, DIGITS) : ''
  return text !== '' && sound(text) ? text : null
}

/** By the same check that judges what leaves. */
function sound(polygon: string): boolean {
  const probe = checkAlert({
    identifier: 'probe',
    sender: 'probe',
    sent: '2025-01-01T00:00:00+07:00',
    status: 'Actual',
    msgType: 'Alert',
    scope: 'Public',
    info: [
      {
        category: ['Met'],
        event: 'x',
        urgency: 'Unknown',
        severity: 'Unknown',
        certainty: 'Unknown',
        area: [{ areaDesc: 'x', polygon: [polygon] }],
      },
    ],
  })
  return !probe.some(f => f.code.startsWith('polygon.'))
}

const rounded = ([lat, lon]: Point): Point => [Number(lat.toFixed(DIGITS)), Number(lon.toFixed(DIGITS))]

/** Rounds, drops the closing point, points that repeat and spikes that go back along their own edge. */
function tidy(points: readonly Point[]): Point[] {
  const ring: Point[] = []
  for (const p of points.map(rounded)) {
    const last = ring.at(-1)
    if (!last || last[0] !== p[0] || last[1] !== p[1]) ring.push(p)
  }
  while (ring.length > 1 && ring[0]?.[0] === ring.at(-1)?.[0] && ring[0]?.[1] === ring.at(-1)?.[1]) ring.pop()
  for (let i = 0; ring.length > 3 && i < ring.length; i++) {
    const a = ring[(i + ring.length - 1) % ring.length] as Point
    const b = ring[i] as Point
    const c = ring[(i + 1) % ring.length] as Point
    const cross = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
    const back = (b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1])
    if (Math.abs(cross) < 1e-12 && back < 0) {
      ring.splice(i, 1)
      i = -1
    }
  }
  return ring
}

/** Douglas–Peucker (1973) on a closed ring, split at its two farthest points so that neither half is a single line. */
function simplifyRing(points: readonly Point[], tolerance: number): Point[] {
  const ring = tidy(points)
  if (ring.length < 4 || tolerance === 0) return ring
  let far = 0
  const first = ring[0] as Point
  for (let i = 1; i < ring.length; i++)
    if (distance(ring[i] as Point, first) > distance(ring[far] as Point, first)) far = i
  const halves = [ring.slice(0, far + 1), [...ring.slice(far), first]]
  return halves.flatMap(h => simplifyLine(h, tolerance).slice(0, -1))
}

const distance = (a: Point, b: Point) => Math.hypot(a[0] - b[0], a[1] - b[1])

function simplifyLine(line: readonly Point[], tolerance: number): Point[] {
  const keep = new Uint8Array(line.length)
  keep[0] = 1
  keep[line.length - 1] = 1
  const stack: [number, number][] = [[0, line.length - 1]]
  for (let part = stack.pop(); part; part = stack.pop()) {
    const [from, to] = part
    const a = line[from] as Point
    const b = line[to] as Point
    const span = distance(a, b)
    let worst = 0
    let at = -1
    for (let i = from + 1; i < to; i++) {
      const p = line[i] as Point
      const off =
        span === 0 ? distance(p, a) : Math.abs((b[1] - a[1]) * (a[0] - p[0]) - (a[1] - p[1]) * (b[0] - a[0])) / span
      if (off > worst) {
        worst = off
        at = i
      }
    }
    if (at >= 0 && worst > tolerance) {
      keep[at] = 1
      stack.push([from, at], [at, to])
    }
  }
  return line.filter((_, i) => keep[i] === 1)
}

/** Andrew's monotone chain (1979). */
function convexHull(points: readonly Point[]): Point[] {
  const sorted = [...points].sort((a, b) => a[1] - b[1] || a[0] - b[0])
  const turn = (o: Point, a: Point, b: Point) => (a[1] - o[1]) * (b[0] - o[0]) - (a[0] - o[0]) * (b[1] - o[1])
  const half = (list: readonly Point[]) => {
    const out: Point[] = []
    for (const p of list) {
      while (out.length >= 2 && turn(out.at(-2) as Point, out.at(-1) as Point, p) <= 0) out.pop()
      out.push(p)
    }
    return out.slice(0, -1)
  }
  return [...half(sorted), ...half(sorted.reverse())]
}
