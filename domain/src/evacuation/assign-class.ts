import { PlaceGrid } from './place-grid.ts'

/** Households and places as columns of numbers: 400,000 objects would cost more than the work itself. */
export type Field = {
  hx: Float64Array
  hy: Float64Array
  people: Int32Array
  hamlet: Int32Array
  px: Float64Array
  py: Float64Array
  room: Int32Array
  /** indices of shelters with a point */
  shelters: readonly number[]
  /** indices of hosts by hamlet, in order */
  hostsOf: ReadonlyMap<number, readonly number[]>
  /** place of each household, −1 none */
  at: Int32Array
}

const hostsNearby = 10
/** Work is bounded, not quality: a commune gets every shelter and hundreds of rounds, a whole province at once gets fewer. */
const effort = (members: number) => ({
  nearby: Math.min(60, Math.max(10, Math.round(300_000 / members))),
  rounds: Math.min(400, Math.max(30, Math.round(1_000_000 / members))),
  patience: members > 20_000 ? 8 : 24,
  passes: members > 20_000 ? 1 : 12,
  swapsTried: members > 20_000 ? 12 : members > 5_000 ? 60 : 400,
})

/**
 * Places one class of equals (one rank) and returns a lower bound of its person-km.
 *
 * Each place gets a price per head that rises while more want it than fit; every household wants the place with the least
 * distance + price (Lagrangian relaxation of the transportation problem, e.g. Ahuja, Magnanti, Orlin, "Network Flows",
 * §16.3–16.4). The prices tell who should give way; then whole families are placed, those first who would lose most by
 * waiting, and pairs who would both gain by it change places. For any prices λ ≥ 0, Σ people·min(d + λ) − Σ room·λ
 * bounds every assignment of these families from below; places beyond the `nearby` that were looked at are bounded by the
 * distance of the last of them.
 */
export function assignClass(f: Field, members: readonly number[]): number {
  const open = f.shelters.filter(s => f.room[s]! > 0)
  const grid = new PlaceGrid(f.px, f.py, open)
  const { nearby, rounds, patience, passes, swapsTried } = effort(members.length)
  const width = Math.min(nearby, open.length) + hostsNearby
  const want = new Int32Array(members.length * width).fill(-1)
  const cost = new Float64Array(members.length * width)
  const count = new Uint8Array(members.length)
  const beyond = new Float64Array(members.length)
  const found = new Int32Array(nearby)
  const distance = new Float64Array(nearby)
  const used = new Set<number>()
  let scale = 0
  members.forEach((h, i) => {
    const n = grid.nearest(f.hx[h]!, f.hy[h]!, nearby, found, distance)
    let c = 0
    for (; c < n; c++) {
      want[i * width + c] = found[c]!
      cost[i * width + c] = distance[c]!
    }
    beyond[i] = n === nearby && open.length > nearby ? distance[n - 1]! : Infinity
    const hosts: { p: number; km: number }[] = []
    for (const p of f.hostsOf.get(f.hamlet[h]!) ?? [])
      if (f.room[p]! >= f.people[h]!) hosts.push({ p, km: Math.hypot(f.px[p]! - f.hx[h]!, f.py[p]! - f.hy[h]!) })
    if (hosts.length > 1) hosts.sort((a, b) => a.km - b.km || a.p - b.p)
    for (const { p, km } of hosts) {
      if (c === width) {
        beyond[i] = Math.min(beyond[i]!, km) // a hamlet with many hosts: the rest must still be bounded
        break
      }
      want[i * width + c] = p
      cost[i * width + c] = km
      c++
    }
    count[i] = c
    for (let k = 0; k < c; k++) used.add(want[i * width + k]!)
    if (c) scale += cost[i * width]!
  })
  const places = [...used].sort((a, b) => a - b)
  const price = new Float64Array(f.room.length)
  const best = new Float64Array(f.room.length)
  const load = new Int32Array(f.room.length)
  scale = Math.max(0.05, scale / Math.max(1, members.length))
  let bound = -Infinity
  let crowded = false
  let better = 0
  for (let t = 0; t < rounds; t++) {
    for (const p of places) load[p] = 0
    let value = 0
    for (let i = 0; i < members.length; i++) {
      let least = Infinity
      let choice = -1
      for (let k = i * width, end = k + count[i]!; k < end; k++) {
        const c = cost[k]! + price[want[k]!]!
        if (c < least) {
          least = c
          choice = want[k]!
        }
      }
      if (choice < 0) continue
      const n = f.people[members[i]!]!
      load[choice] = load[choice]! + n
      value += n * Math.min(least, beyond[i]!)
    }
    for (const p of places) value -= f.room[p]! * price[p]!
    if (value > bound) {
      if (value > bound + Math.abs(bound) * 5e-4) better = t
      bound = value
      best.set(price)
    }
    if (t - better > patience) break
    let over = false
    const step = (scale * 2) / (1 + t / (rounds / 8))
    for (const p of places) {
      const gap = (load[p]! - f.room[p]!) / Math.max(1, f.room[p]!)
      if (gap > 0) over = true
      price[p] = Math.max(0, price[p]! + step * Math.max(-1, Math.min(1, gap)))
    }
    if (!over && t === 0) break
    crowded = true
  }
  round(f, members, want, cost, count, width, best)
  if (crowded) improve(f, members, want, cost, count, width, passes, swapsTried)
  // what found no room among the places looked at goes to the nearest anywhere that has it
  for (let i = 0; i < members.length; i++) {
    const h = members[i]!
    if (f.at[h]! >= 0) continue
    const n = grid.nearest(f.hx[h]!, f.hy[h]!, 1, found, distance, p => f.room[p]! >= f.people[h]!)
    if (n) {
      f.at[h] = found[0]!
      f.room[found[0]!] = f.room[found[0]!]! - f.people[h]!
    }
  }
  return placedBound(f, members, want, cost, count, beyond, width, best, bound)
}

/** Families in order of what waiting would cost them, each to the place with the least distance + price that has room for all. */
function round(
  f: Field,
  members: readonly number[],
  want: Int32Array,
  cost: Float64Array,
  count: Uint8Array,
  width: number,
  price: Float64Array,
): void {
  const regret = new Float64Array(members.length)
  for (let i = 0; i < members.length; i++) {
    let [first, second] = [Infinity, Infinity]
    for (let k = i * width, end = k + count[i]!; k < end; k++) {
      const c = cost[k]! + price[want[k]!]!
      if (c < first) [first, second] = [c, first]
      else if (c < second) second = c
    }
    regret[i] = Number.isFinite(second) ? (second - first) * f.people[members[i]!]! : 1e9
  }
  const order = Array.from(members.keys()).sort((a, b) => regret[b]! - regret[a]! || members[a]! - members[b]!)
  for (const i of order) {
    const h = members[i]!
    let [least, choice] = [Infinity, -1]
    for (let k = i * width, end = k + count[i]!; k < end; k++) {
      const c = cost[k]! + price[want[k]!]!
      if (c < least && f.room[want[k]!]! >= f.people[h]!) {
        least = c
        choice = want[k]!
      }
    }
    if (choice < 0) continue
    f.at[h] = choice
    f.room[choice] = f.room[choice]! - f.people[h]!
  }
}

/**
 * Moves families to nearer places with room; or two together, when that is less way in sum: one takes the place of another,
 * who takes the first one's or goes on to a third.
 */
function improve(
  f: Field,
  members: readonly number[],
  want: Int32Array,
  cost: Float64Array,
  count: Uint8Array,
  width: number,
  passes: number,
  swapsTried: number,
): void {
  const inside = new Map<number, number[]>() // place → positions in `members`
  members.forEach((h, i) => {
    const p = f.at[h]!
    if (p < 0) return
    const list = inside.get(p)
    if (list) list.push(i)
    else inside.set(p, [i])
  })
  const costAt = (i: number, p: number): number => {
    for (let k = i * width, end = k + count[i]!; k < end; k++) if (want[k] === p) return cost[k]!
    return Infinity
  }
  const move = (i: number, from: number, to: number) => {
    const h = members[i]!
    f.at[h] = to
    f.room[from] = f.room[from]! + f.people[h]!
    f.room[to] = f.room[to]! - f.people[h]!
    const list = inside.get(from) as number[]
    list.splice(list.indexOf(i), 1)
    const other = inside.get(to)
    if (other) other.push(i)
    else inside.set(to, [i])
  }
  for (let pass = 0; pass < passes; pass++) {
    let moved = 0
    for (let i = 0; i < members.length; i++) {
      const h = members[i]!
      const from = f.at[h]!
      if (from < 0) continue
      const now = costAt(i, from)
      const n = f.people[h]!
      for (let k = i * width, end = k + count[i]!; k < end; k++) {
        const to = want[k]!
        if (to === from || cost[k]! >= now - 1e-9) continue
        if (f.room[to]! >= n) {
          move(i, from, to)
          moved++
          break
        }
        const list = inside.get(to) ?? []
        let [gain, other, onward] = [1e-6, -1, -1]
        for (let j = 0, end2 = Math.min(list.length, swapsTried); j < end2; j++) {
          const o = list[j]!
          const on = f.people[members[o]!]!
          if (n > on + f.room[to]!) continue
          const there = costAt(o, to)
          const saved = n * (now - cost[k]!) + on * there
          for (let q = o * width, end3 = q + count[o]!; q < end3; q++) {
            // into the place that `h` leaves (a change of places), or on to a third that has room
            const next = want[q]!
            if (next === to || f.room[next]! + (next === from ? n : 0) < on) continue
            const g = saved - on * cost[q]!
            if (g > gain) {
              gain = g
              other = o
              onward = next
            }
          }
        }
        if (other < 0) continue
        move(other, to, onward)
        move(i, from, to)
        moved++
        break
      }
    }
    if (!moved) break
  }
}

/** The bound for those who were placed: leaving somebody out can only make the rest cheaper. */
function placedBound(
  f: Field,
  members: readonly number[],
  want: Int32Array,
  cost: Float64Array,
  count: Uint8Array,
  beyond: Float64Array,
  width: number,
  price: Float64Array,
  bound: number,
): number {
  if (members.every(h => f.at[h]! >= 0)) return Math.max(0, bound)
  let plain = 0
  for (let i = 0; i < members.length; i++) {
    if (f.at[members[i]!]! < 0) continue
    let least = beyond[i]!
    for (let k = i * width, end = k + count[i]!; k < end; k++) least = Math.min(least, cost[k]!)
    if (Number.isFinite(least)) plain += f.people[members[i]!]! * least
  }
  return plain
}
