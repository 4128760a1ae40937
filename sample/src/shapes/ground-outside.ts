import { seeded } from '../random.ts'
import { type Point, distance } from './plane.ts'

/**
 * Invented centres outside the province. The outline of the sample is not copied from any map: it is the border between
 * the real centres and these ones, which stand on a loose grid wherever no commune's own disc (the circle of its area,
 * a little widened) reaches.
 *
 * @param centres - centres and areas (km²) of the communes
 */
export function groundOutside(centres: readonly (Point & { areaKm2: number })[], spacing = 7, reach = 1.85): Point[] {
  const random = seeded('shapes/ground-outside')
  const xs = centres.map(c => c.x)
  const ys = centres.map(c => c.y)
  const margin = 40
  const out: Point[] = []
  let row = 0
  for (let y = Math.min(...ys) - margin; y < Math.max(...ys) + margin; y += spacing * 0.866, row++)
    for (let x = Math.min(...xs) - margin + (row % 2) * (spacing / 2); x < Math.max(...xs) + margin; x += spacing) {
      const p = { x: x + random.between(-1.2, 1.2), y: y + random.between(-1.2, 1.2) }
      let clear = Number.POSITIVE_INFINITY
      for (const c of centres) clear = Math.min(clear, distance(p, c) - reach * Math.sqrt(c.areaKm2 / Math.PI))
      // Ground far away never touches a commune: leave it out, it only costs time.
      if (clear > 0 && clear < 28) out.push(p)
    }
  return out
}
