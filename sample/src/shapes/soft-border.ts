import { seeded } from '../random.ts'
import { type Point, cross } from './plane.ts'

/**
 * A straight border between two centres, bent a little so that the map looks like ground and not like glass. The bend
 * depends on the two ends only, so both neighbours get the very same points. It never leaves the two triangles
 * (centre, end, end), shrunk towards the border: those triangles of different borders do not overlap, so bent borders
 * cannot cross, and each centre keeps seeing its whole border.
 *
 * @param key - a text that names the border, the seed of its bends
 * @returns the points strictly between the two ends, in order from `from` to `to`
 */
export function softBorder(from: Point, to: Point, left: Point, right: Point, key: string): Point[] {
  const length = Math.hypot(to.x - from.x, to.y - from.y)
  if (length < 1.2) return []
  const steps = length < 3 ? 2 : length < 7 ? 4 : 8
  const random = seeded(`shapes/border/${key}`)
  const nx = -(to.y - from.y) / length
  const ny = (to.x - from.x) / length
  const bend = Array.from({ length: steps + 1 }, () => 0)
  for (let half = steps / 2, size = length * 0.13; half >= 1; half /= 2, size *= 0.62)
    for (let i = half; i < steps; i += half * 2)
      bend[i] = (bend[i - half]! + bend[i + half]!) / 2 + random.between(-size, size)
  const points: Point[] = []
  for (let i = 1; i < steps; i++) {
    const t = i / steps
    const at = (offset: number): Point => ({
      x: from.x + t * (to.x - from.x) + nx * offset,
      y: from.y + t * (to.y - from.y) + ny * offset,
    })
    let offset = bend[i]!
    const apex = offset > 0 ? left : right
    for (let tries = 0; tries < 12 && !within(at(offset * 1.6), from, to, apex); tries++) offset *= 0.7
    points.push(within(at(offset * 1.6), from, to, apex) ? at(offset) : at(0))
  }
  return points
}

function within(p: Point, a: Point, b: Point, c: Point): boolean {
  const d1 = cross(a, b, p)
  const d2 = cross(b, c, p)
  const d3 = cross(c, a, p)
  return (d1 >= 0 && d2 >= 0 && d3 >= 0) || (d1 <= 0 && d2 <= 0 && d3 <= 0)
}
