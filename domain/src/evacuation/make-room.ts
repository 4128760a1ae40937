import type { Field } from './assign-class.ts'
import { PlaceGrid } from './place-grid.ts'

/** Attempts that failed one after another before we accept that the area is simply short. */
const patience = 2000
const sheltersTried = 6

/**
 * Finds room for families that no place could take whole: others, least urgent first, move on from a shelter to a host of
 * their hamlet or to a gap that is just large enough for them. `movable`: households whose place the plan chose itself.
 * Nobody loses a place by it. Returns the households that found one.
 */
export function makeRoom(
  f: Field,
  unplaced: readonly number[],
  movable: (h: number) => boolean,
  rankOf: (h: number) => number,
): number[] {
  const inside = new Map<number, number[]>()
  f.at.forEach((p, h) => {
    if (p < 0 || !movable(h)) return
    const list = inside.get(p)
    if (list) list.push(h)
    else inside.set(p, [h])
  })
  const grid = new PlaceGrid(f.px, f.py, f.shelters)
  const found = new Int32Array(sheltersTried)
  const distance = new Float64Array(sheltersTried)
  const one = new Int32Array(1)
  const km = new Float64Array(1)
  const gaps = () => f.shelters.filter(s => f.room[s]! > 0)
  let gapGrid = new PlaceGrid(f.px, f.py, gaps())
  const placed: number[] = []
  let failed = 0
  for (const h of unplaced) {
    if (failed > patience) break
    const n = f.people[h]!
    const shelters = grid.nearest(f.hx[h]!, f.hy[h]!, sheltersTried, found, distance)
    let done = false
    for (let i = 0; i < shelters && !done; i++) {
      const s = found[i]!
      const moves: { h: number; to: number }[] = []
      const taken = new Map<number, number>()
      const roomAt = (p: number) => f.room[p]! - (taken.get(p) ?? 0)
      let freed = f.room[s]!
      const guests = (inside.get(s) ?? [])
        .map(g => ({ g, to: elsewhere(g, s, roomAt) }))
        .filter(m => m.to >= 0)
        .sort((a, b) => rankOf(b.g) - rankOf(a.g) || f.people[b.g]! - f.people[a.g]! || a.g - b.g)
      for (const m of guests) {
        if (freed >= n) break
        const to = roomAt(m.to) >= f.people[m.g]! ? m.to : elsewhere(m.g, s, roomAt)
        if (to < 0) continue
        moves.push({ h: m.g, to })
        taken.set(to, (taken.get(to) ?? 0) + f.people[m.g]!)
        freed += f.people[m.g]!
      }
      if (freed < n) continue
      for (const m of moves) shift(m.h, s, m.to)
      f.at[h] = s
      f.room[s] = f.room[s]! - n
      push(inside, s, h)
      placed.push(h)
      done = true
      gapGrid = new PlaceGrid(f.px, f.py, gaps())
    }
    failed = done ? 0 : failed + 1
  }
  return placed

  function elsewhere(g: number, from: number, roomAt: (p: number) => number): number {
    const n = f.people[g]!
    for (const p of f.hostsOf.get(f.hamlet[g]!) ?? []) if (p !== from && roomAt(p) >= n) return p
    return gapGrid.nearest(f.hx[g]!, f.hy[g]!, 1, one, km, p => p !== from && roomAt(p) >= n) ? one[0]! : -1
  }
  function shift(g: number, from: number, to: number): void {
    f.at[g] = to
    f.room[from] = f.room[from]! + f.people[g]!
    f.room[to] = f.room[to]! - f.people[g]!
    const list = inside.get(from) as number[]
    list.splice(list.indexOf(g), 1)
    push(inside, to, g)
  }
}

function push(map: Map<number, number[]>, key: number, value: number): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}
