import { type Point, distance, signedArea } from './plane.ts'

/** A centre that claims ground; the heavier it is, the further it pushes its borders. */
export interface Site extends Point {
  weight: number
}

/** A corner of a cell, and the site on the other side of the edge that starts there. */
export interface Corner extends Point {
  across: number
}

/**
 * The cell of one site in a power diagram: every point nearer to it than to any other site, when nearness is the squared
 * distance less the weight. Half-planes are cut off one neighbour at a time.
 *
 * @param near - the sites to cut with, nearest first (a site further than its 40 nearest never touches it here)
 * @returns corners counter-clockwise; empty when the site has been swallowed by its neighbours
 */
export function powerCell(sites: readonly Site[], index: number, near: readonly number[]): Corner[] {
  const s = sites[index]!
  const R = 200
  let cell: Corner[] = [
    { x: s.x - R, y: s.y - R, across: -1 },
    { x: s.x + R, y: s.y - R, across: -1 },
    { x: s.x + R, y: s.y + R, across: -1 },
    { x: s.x - R, y: s.y + R, across: -1 },
  ]
  for (const j of near) {
    const o = sites[j]!
    // |p-s|² - ws <= |p-o|² - wo   <=>   a·x + b·y <= c
    const a = 2 * (o.x - s.x)
    const b = 2 * (o.y - s.y)
    const c = o.x * o.x + o.y * o.y - s.x * s.x - s.y * s.y + s.weight - o.weight
    const side = cell.map(p => a * p.x + b * p.y - c)
    if (side.every(d => d <= 0)) continue
    const cut: Corner[] = []
    for (let i = 0; i < cell.length; i++) {
      const k = (i + 1) % cell.length
      const p = cell[i]!
      const q = cell[k]!
      const dp = side[i]!
      const dq = side[k]!
      const meet = () => {
        const t = dp / (dp - dq)
        return { x: p.x + t * (q.x - p.x), y: p.y + t * (q.y - p.y) }
      }
      if (dp <= 0) {
        cut.push(p)
        if (dq > 0) cut.push({ ...meet(), across: j })
      } else if (dq <= 0) cut.push({ ...meet(), across: p.across })
    }
    cell = cut
    if (cell.length < 3) return []
  }
  return cell
}

/** For every site the indexes of its 40 nearest others, nearest first. */
export function nearest(sites: readonly Point[], count = 40): number[][] {
  return sites.map((s, i) =>
    sites
      .map((o, j) => ({ j, d: distance(s, o) }))
      .filter(e => e.j !== i)
      .sort((a, b) => a.d - b.d || a.j - b.j)
      .slice(0, count)
      .map(e => e.j),
  )
}

/**
 * Turns the weights until each of the first `areas.length` cells covers about the area it should, without ever letting a
 * centre lose its own ground (its border with a neighbour stays at least 18 % of the way off).
 *
 * @param areas - wanted areas (km²) of the first sites; the sites after them are ground outside and keep weight 0
 * @returns new sites with weights; the fit is approximate on purpose, because a centre must stay inside its cell
 */
export function fitAreas(
  sites: readonly Site[],
  areas: readonly number[],
  near: readonly number[][],
  rounds = 40,
): Site[] {
  const out = sites.map(s => ({ ...s }))
  for (let round = 0; round < rounds; round++) {
    const step = 0.35 * (1 - round / (rounds * 1.5))
    const have = areas.map((_, i) => Math.abs(signedArea(powerCell(out, i, near[i]!))))
    areas.forEach((want, i) => {
      out[i]!.weight += (step * (want - have[i]!)) / Math.PI
    })
    keepCentresInside(out, areas.length, near)
  }
  return out
}

function keepCentresInside(sites: Site[], count: number, near: readonly number[][]): void {
  // The border between i and j lies at t = (1 + (wi - wj)/d²) / 2 of the way; hold t within 0.18–0.82.
  for (let pass = 0; pass < 4; pass++)
    for (let i = 0; i < count; i++)
      for (const j of near[i]!) {
        const a = sites[i]!
        const b = sites[j]!
        const limit = 0.64 * distance(a, b) ** 2
        const over = a.weight - b.weight - limit
        if (over <= 0) continue
        if (j < count) {
          a.weight -= over / 2
          b.weight += over / 2
        } else a.weight -= over
      }
}
