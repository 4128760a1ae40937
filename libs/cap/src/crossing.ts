/**
 * Does a ring cross, overlap or touch itself? Exact, on a plane of whole numbers.
 *
 * Decimal coordinates are scaled to integers first (polygon.ts), because in binary fractions "lies on the edge" is a
 * matter of luck. The sign of every turn is then exact: a fast product where rounding cannot matter, BigInt where it can.
 *
 * Edges that follow each other in a ring lie near each other, so a tree of bounding boxes over the edges in ring order
 * leaves few pairs to compare: about n log n for a boundary from a map. A ring drawn to defeat it (a comb of long
 * slanted teeth) stops at the budget instead of taking minutes.
 *
 * The plane is longitude by latitude; a ring across the 180th meridian is judged on that plane.
 */

export type RingFault = 'crossing' | 'overlap' | 'touching' | 'too-complex'
/** `at` is an index into the vertices near which it happens. */
export type RingReport = { fault: RingFault; at: number }

/** Shared by the polygons of one file: how many box comparisons may still be made. */
export type Budget = { left: number }

/** About a third of a second on a small server. */
export const newBudget = (): Budget => ({ left: 20_000_000 })

/** Up to so many edges comparing every pair is quicker than building the tree. */
const SMALL = 24

// Shewchuk's bound for the 2×2 orientation determinant, rounded up (Adaptive Precision Arithmetic, 1997, section 4.1).
const ERROR_BOUND = 4e-16

/** Sign of the turn a → b → c: 1 left, −1 right, 0 straight. Coordinates are integers below 2^52. */
function turn(ax: number, ay: number, bx: number, by: number, cx: number, cy: number): number {
  const left = (bx - ax) * (cy - ay)
  const right = (by - ay) * (cx - ax)
  const det = left - right
  const bound = (Math.abs(left) + Math.abs(right)) * ERROR_BOUND
  if (det > bound) return 1
  if (det < -bound) return -1
  if (bound === 0) return 0
  const exact =
    (BigInt(bx) - BigInt(ax)) * (BigInt(cy) - BigInt(ay)) - (BigInt(by) - BigInt(ay)) * (BigInt(cx) - BigInt(ax))
  return exact > 0n ? 1 : exact < 0n ? -1 : 0
}

/**
 * @param x integer coordinates of the vertices, without the closing one, without two equal ones in a row
 * @param y the same, the other axis
 * @returns null for a simple ring; `touching` where it meets itself in points without crossing
 */
export function examineRing(x: Float64Array, y: Float64Array, budget: Budget = newBudget()): RingReport | null {
  const n = x.length
  if (n < 3) return { fault: 'overlap', at: 0 }
  const next = (i: number) => (i + 1 === n ? 0 : i + 1)
  const before = (i: number) => (i === 0 ? n - 1 : i - 1)
  const orient = (a: number, b: number, c: number) => turn(x[a]!, y[a]!, x[b]!, y[b]!, x[c]!, y[c]!)
  const within = (v: number, a: number, b: number) =>
    Math.min(x[a]!, x[b]!) <= x[v]! &&
    x[v]! <= Math.max(x[a]!, x[b]!) &&
    Math.min(y[a]!, y[b]!) <= y[v]! &&
    y[v]! <= Math.max(y[a]!, y[b]!)

  let touching: RingReport | null = null

  /** The ring passes vertex `v`, and at the same spot goes from `b1` to `b2`: does it go through or only touch? */
  const meet = (v: number, b1: number, b2: number): RingReport | null => {
    const a1 = before(v)
    const a2 = next(v)
    const bend = orient(v, a1, a2)
    const inside = (b: number) =>
      bend > 0
        ? orient(v, a1, b) > 0 && orient(v, b, a2) > 0
        : bend < 0
          ? !(orient(v, a2, b) > 0 && orient(v, b, a1) > 0)
          : orient(v, a1, b) > 0
    // Two arms on one line and one side: the edges overlap, which the pair of those edges reports itself.
    for (const a of [a1, a2])
      for (const b of [b1, b2]) if (orient(v, a, b) === 0 && sameSide(v, a, b)) return { fault: 'overlap', at: v }
    if (inside(b1) !== inside(b2)) return { fault: 'crossing', at: v }
    touching ??= { fault: 'touching', at: v }
    return null
  }
  const sameSide = (v: number, a: number, b: number) =>
    Math.sign(x[a]! - x[v]!) === Math.sign(x[b]! - x[v]!) && Math.sign(y[a]! - y[v]!) === Math.sign(y[b]! - y[v]!)

  const pair = (i: number, j: number): RingReport | null => {
    const p = i
    const q = next(i)
    const r = j
    const s = next(j)
    if (q === r || s === p) {
      // Neighbours share a vertex; they overlap only if the second turns straight back.
      const shared = q === r ? q : p
      const a = q === r ? p : q
      const b = q === r ? s : r
      return orient(a, shared, b) === 0 && sameSide(shared, a, b) ? { fault: 'overlap', at: shared } : null
    }
    const d1 = orient(p, q, r)
    const d2 = orient(p, q, s)
    if (d1 * d2 > 0) return null
    const d3 = orient(r, s, p)
    const d4 = orient(r, s, q)
    if (d3 * d4 > 0) return null
    if (d1 * d2 < 0 && d3 * d4 < 0) return { fault: 'crossing', at: i }
    const onFirst = (v: number): RingReport | null => {
      // v, an end of the second edge, lies on the first: at one of its ends, or between them.
      if (x[v] === x[p] && y[v] === y[p]) return meet(v, before(p), q)
      if (x[v] === x[q] && y[v] === y[q]) return meet(v, p, next(q))
      return meet(v, p, q)
    }
    const onSecond = (v: number): RingReport | null => {
      if ((x[v] === x[r] && y[v] === y[r]) || (x[v] === x[s] && y[v] === y[s])) return null // seen from onFirst
      return meet(v, r, s)
    }
    return (
      (d1 === 0 && within(r, p, q) ? onFirst(r) : null) ??
      (d2 === 0 && within(s, p, q) ? onFirst(s) : null) ??
      (d3 === 0 && within(p, r, s) ? onSecond(p) : null) ??
      (d4 === 0 && within(q, r, s) ? onSecond(q) : null)
    )
  }

  if (n <= SMALL) {
    budget.left -= n * n
    for (let i = 0; i < n; i += 1)
      for (let j = i + 1; j < n; j += 1) {
        const report = pair(i, j)
        if (report) return report
      }
    return touching
  }

  // Boxes in heap order: node k has children 2k and 2k+1; leaf `size + i` is edge i, the rest are empty boxes.
  let size = 1
  while (size < n) size *= 2
  const minX = new Float64Array(2 * size).fill(Number.POSITIVE_INFINITY)
  const minY = minX.slice()
  const maxX = new Float64Array(2 * size).fill(Number.NEGATIVE_INFINITY)
  const maxY = maxX.slice()
  for (let i = 0; i < n; i += 1) {
    const j = next(i)
    minX[size + i] = Math.min(x[i]!, x[j]!)
    maxX[size + i] = Math.max(x[i]!, x[j]!)
    minY[size + i] = Math.min(y[i]!, y[j]!)
    maxY[size + i] = Math.max(y[i]!, y[j]!)
  }
  for (let k = size - 1; k >= 1; k -= 1) {
    minX[k] = Math.min(minX[2 * k]!, minX[2 * k + 1]!)
    maxX[k] = Math.max(maxX[2 * k]!, maxX[2 * k + 1]!)
    minY[k] = Math.min(minY[2 * k]!, minY[2 * k + 1]!)
    maxY[k] = Math.max(maxY[2 * k]!, maxY[2 * k + 1]!)
  }

  const stack: number[] = [1, 1]
  while (stack.length > 0) {
    const b = stack.pop()!
    const a = stack.pop()!
    budget.left -= 1
    if (budget.left < 0) return { fault: 'too-complex', at: 0 }
    if (minX[a]! > maxX[b]! || minX[b]! > maxX[a]! || minY[a]! > maxY[b]! || minY[b]! > maxY[a]!) continue
    if (a >= size) {
      if (a === b) continue
      const report = pair(a - size, b - size)
      if (report) return report
      continue
    }
    // Both nodes stand on the same level, so they become leaves together.
    const a1 = 2 * a
    const b1 = 2 * b
    if (a === b) stack.push(a1, a1, a1 + 1, a1 + 1, a1, a1 + 1)
    else stack.push(a1, b1, a1, b1 + 1, a1 + 1, b1, a1 + 1, b1 + 1)
  }
  return touching
}
