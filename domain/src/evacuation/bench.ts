import { planEvacuation } from './plan.ts'
import type { PlanHousehold, PlanPlace } from './plan-input.ts'

/** A province of the size of Bình Định (404,787 households, 1,961 shelters), made from a seed: households stand in hamlets. */
export function benchProvince(households = 400_000, seed = 1): { households: PlanHousehold[]; places: PlanPlace[] } {
  let state = seed >>> 0
  const random = () => {
    // mulberry32 (public domain, T. Ettinger): enough for scattering points
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const hamlets = Array.from({ length: Math.ceil(households / 360) }, () => ({
    lat: 13.5 + random() * 1.2,
    lon: 108.6 + random() * 0.7,
  }))
  const near = (h: { lat: number; lon: number }, spread: number) => ({
    lat: h.lat + (random() - 0.5) * spread,
    lon: h.lon + (random() - 0.5) * spread,
  })
  const list: PlanHousehold[] = []
  const places: PlanPlace[] = []
  let people = 0
  for (let i = 0; i < households; i++) {
    const hamletId = Math.floor(random() * hamlets.length)
    const n = 1 + Math.floor(random() * 6)
    people += n
    list.push({
      id: i + 1,
      hamletId,
      point: near(hamlets[hamletId]!, 0.02),
      people: n,
      rank: random() < 0.3 ? 1 + Math.floor(random() * 7) : 8,
      hostId: null,
      shelterId: null,
    })
  }
  let hosted = 0
  for (let i = 0; i < households / 5; i++) {
    const hamletId = Math.floor(random() * hamlets.length)
    const capacity = 3 + Math.floor(random() * 7)
    hosted += capacity
    places.push({
      kind: 'host',
      id: i + 1,
      hamletId,
      point: near(hamlets[hamletId]!, 0.02),
      capacity,
      safeFrom: ['flood', 'landslide'],
    })
    // every second host has agreed with a family
    const guest = list[Math.floor(random() * list.length)]!
    if (i % 2 === 0 && guest.people <= capacity) guest.hostId = i + 1
  }
  const shelters = Math.max(2, Math.round((households / 400_000) * 1961))
  for (let i = 0; i < shelters; i++) {
    const h = hamlets[Math.floor(random() * hamlets.length)]!
    places.push({
      kind: 'shelter',
      id: i + 1,
      hamletId: null,
      point: near(h, 0.03),
      capacity: Math.round(((people * 1.05 - hosted) / shelters) * (0.4 + 1.2 * random())),
      safeFrom: ['flood', 'landslide'],
    })
  }
  return { households: list, places }
}

/** Plans {@link benchProvince} and tells how long it took (ms by the clock given) and how near the bound it came. */
export function benchEvacuation(clock: () => number, households = 400_000) {
  const province = benchProvince(households)
  const start = clock()
  const { totals } = planEvacuation({ ...province, hazards: ['flood'] })
  return {
    households,
    ms: clock() - start,
    placedPeople: totals.placedPeople,
    people: totals.people,
    /** people placed ÷ the most that capacity could take */
    placedShare: totals.placedPeople / Math.min(totals.people, totals.safeCapacity),
    /** person-km ÷ lower bound, 1 = nothing better exists */
    overBound: totals.personKm / totals.personKmBound,
  }
}
