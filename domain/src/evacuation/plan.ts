import { assignClass, type Field } from './assign-class.ts'
import { haversineKm } from './distance.ts'
import { makeRoom } from './make-room.ts'
import type { MovePlace } from './moves.ts'
import type { EvacuationPlan, Placement, PlaceWhy, PlanHousehold, PlanInput, PlanPlace } from './plan-input.ts'

const kmPerDegree = (Math.PI / 180) * 6371.0088

/**
 * Who goes where. In this order: households already under way keep their place; families go to the host they agreed with;
 * then rank by rank ({@link priorityOf}): to the shelter they chose, else to a host of their own hamlet or a shelter, so that
 * the people of that rank together have the least way; last, others move on to make room for families that found none.
 * A place takes part only when it is safe from every hazard ordered. Capacity is never exceeded, families are never split,
 * the same input gives the same plan in any order of rows. `people` counts everybody of a household, those usually away
 * included, because students come home before a storm.
 * `personKm` and `personKmBound` are measured on one plane (within 0,5 % of the great circle inside a province); the bound
 * honours the order of ranks and is exact for what is not a choice (agreed hosts, chosen shelters, those under way).
 */
export function planEvacuation(input: PlanInput): EvacuationPlan {
  const households = [...new Map(input.households.map(h => [h.id, h])).values()].sort((a, b) => a.id - b.id)
  const all = [...input.places].sort((a, b) => (a.kind === b.kind ? a.id - b.id : a.kind < b.kind ? -1 : 1))
  const safe = (p: PlanPlace) => input.hazards.every(h => p.safeFrom.includes(h))
  const index = new Map(all.map((p, i) => [`${p.kind}/${p.id}`, i]))
  const f = field(households, all, safe)
  const why: (PlaceWhy | null)[] = households.map(() => null)
  const wish: Placement['wish'][] = households.map(() => null)
  const put = (h: number, p: number, reason: PlaceWhy) => {
    f.at[h] = p
    f.room[p] = f.room[p]! - f.people[h]!
    why[h] = reason
  }

  const byId = new Map(households.map((h, i) => [h.id, i]))
  for (const { householdId, place } of input.fixed ?? []) {
    const h = byId.get(householdId)
    const p = index.get(`${place.kind}/${place.id}`)
    if (h !== undefined && p !== undefined && f.at[h]! < 0) put(h, p, 'on-the-way')
  }

  const ranks = [...new Set(households.map(h => h.rank))].sort((a, b) => a - b)
  const members = new Map<number, number[]>(ranks.map(r => [r, []]))
  households.forEach((h, i) => f.at[i]! < 0 && (members.get(h.rank) as number[]).push(i))
  const kmTo = (h: number, p: number) => Math.hypot(f.px[p]! - f.hx[h]!, f.py[p]! - f.hy[h]!)
  /** tries the named place of each, nearest first; what cannot be had is remembered as a wish */
  const named = (list: readonly number[], pick: (h: PlanHousehold) => MovePlace | null, reason: PlaceWhy) => {
    const asking = list.flatMap(h => {
      const place = f.at[h]! < 0 ? pick(households[h]!) : null
      const p = place ? index.get(`${place.kind}/${place.id}`) : undefined
      return p === undefined ? [] : [{ h, p, d: kmTo(h, p) || 0 }]
    })
    for (const { h, p } of asking.sort((a, b) => a.d - b.d || a.h - b.h)) {
      if (!safe(all[p]!)) wish[h] = 'unsafe'
      else if (f.room[p]! < f.people[h]!) wish[h] = 'full'
      else put(h, p, reason)
    }
  }
  for (const r of ranks)
    named(members.get(r)!, h => (h.hostId === null ? null : { kind: 'host', id: h.hostId }), 'named-host')

  let bound = 0
  for (const r of ranks) {
    const list = members.get(r)!
    named(list, h => (h.shelterId === null ? null : { kind: 'shelter', id: h.shelterId }), 'named-shelter')
    const left = list.filter(h => f.at[h]! < 0)
    const known = left.filter(h => households[h]!.point)
    bound += assignClass(f, known)
    for (const h of left) if (f.at[h]! < 0 && !households[h]!.point) placeAnywhere(f, h)
    for (const h of left) if (f.at[h]! >= 0) why[h] = all[f.at[h]!]!.kind === 'host' ? 'host-of-hamlet' : 'nearest'
  }
  const without = () => households.flatMap((_, i) => (f.at[i]! < 0 ? [i] : []))
  const chosenByUs = (h: number) => why[h] === 'nearest' || why[h] === 'host-of-hamlet'
  const urgent = without()
    .filter(h => households[h]!.point)
    .sort((a, b) => households[a]!.rank - households[b]!.rank || a - b)
  if (urgent.length) {
    for (const h of makeRoom(f, urgent, chosenByUs, h => households[h]!.rank)) why[h] = 'nearest'
    for (let h = 0; h < households.length; h++)
      if (chosenByUs(h)) why[h] = all[f.at[h]!]!.kind === 'host' ? 'host-of-hamlet' : 'nearest'
  }
  return present(input, households, all, safe, f, why, wish, bound)
}

/** No point: a host of the hamlet with room, else the shelter with most room. */
function placeAnywhere(f: Field, h: number): void {
  const fits = (p: number) => f.room[p]! >= f.people[h]!
  const host = (f.hostsOf.get(f.hamlet[h]!) ?? []).find(fits)
  let best = host ?? -1
  if (best < 0) for (const s of f.shelters) if (fits(s) && (best < 0 || f.room[s]! > f.room[best]!)) best = s
  if (best < 0) return
  f.at[h] = best
  f.room[best] = f.room[best]! - f.people[h]!
}

function field(
  households: readonly PlanHousehold[],
  places: readonly PlanPlace[],
  safe: (p: PlanPlace) => boolean,
): Field {
  const points = [...places, ...households].flatMap(p => p.point ?? [])
  const middle = points.length ? points.reduce((s, p) => s + p.lat, 0) / points.length : 0
  const squeeze = Math.cos((middle * Math.PI) / 180) * kmPerDegree
  const x = (p: { point: { lon: number } | null }) => (p.point ? p.point.lon * squeeze : Number.NaN)
  const y = (p: { point: { lat: number } | null }) => (p.point ? p.point.lat * kmPerDegree : Number.NaN)
  const hostsOf = new Map<number, number[]>()
  const shelters: number[] = []
  places.forEach((p, i) => {
    if (!safe(p) || !p.point) return
    if (p.kind === 'shelter') shelters.push(i)
    else if (p.hamletId !== null) {
      const list = hostsOf.get(p.hamletId)
      if (list) list.push(i)
      else hostsOf.set(p.hamletId, [i])
    }
  })
  return {
    hx: Float64Array.from(households, x),
    hy: Float64Array.from(households, y),
    people: Int32Array.from(households, h => h.people),
    hamlet: Int32Array.from(households, h => h.hamletId),
    px: Float64Array.from(places, x),
    py: Float64Array.from(places, y),
    room: Int32Array.from(places, p => p.capacity),
    shelters,
    hostsOf,
    at: new Int32Array(households.length).fill(-1),
  }
}

function present(
  input: PlanInput,
  households: readonly PlanHousehold[],
  all: readonly PlanPlace[],
  safe: (p: PlanPlace) => boolean,
  f: Field,
  why: readonly (PlaceWhy | null)[],
  wish: readonly Placement['wish'][],
  classBound: number,
): EvacuationPlan {
  const zero = () => ({ households: 0, people: 0 })
  const totals: EvacuationPlan['totals'] = {
    households: households.length,
    people: 0,
    placedHouseholds: 0,
    placedPeople: 0,
    inHosts: zero(),
    inShelters: zero(),
    placesShort: 0,
    safeCapacity: 0,
    unsafeCapacity: 0,
    personKm: 0,
    personKmBound: classBound,
  }
  for (const p of all) totals[safe(p) ? 'safeCapacity' : 'unsafeCapacity'] += p.capacity
  const anySafe = all.some(safe)
  const largest = Math.max(0, ...f.shelters.map(s => f.room[s]!))
  const placements = households.map((h, i): Placement => {
    totals.people += h.people
    const at = f.at[i]!
    if (at < 0) {
      totals.placesShort += h.people
      const gap = Math.max(largest, ...(f.hostsOf.get(h.hamletId) ?? []).map(p => f.room[p]!))
      return {
        householdId: h.id,
        place: null,
        distanceKm: null,
        why: null,
        wish: wish[i]!,
        unplaced: !anySafe ? 'no-safe-place' : gap > 0 ? 'family-too-large' : 'full',
      }
    }
    const place = all[at]!
    totals.placedHouseholds++
    totals.placedPeople += h.people
    const where = place.kind === 'host' ? totals.inHosts : totals.inShelters
    where.households++
    where.people += h.people
    const km = Math.hypot(f.px[at]! - f.hx[i]!, f.py[at]! - f.hy[i]!)
    if (Number.isFinite(km)) {
      totals.personKm += km * h.people
      if (why[i] !== 'nearest' && why[i] !== 'host-of-hamlet') totals.personKmBound += km * h.people
    }
    return {
      householdId: h.id,
      place: { kind: place.kind, id: place.id },
      distanceKm: h.point && place.point ? haversineKm(h.point, place.point) : null,
      why: why[i]!,
      wish: wish[i]!,
      unplaced: null,
    }
  })
  return { placements, totals }
}
