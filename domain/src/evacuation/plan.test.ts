import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { haversineKm } from './distance.ts'
import { planEvacuation } from './plan.ts'
import type { PlanHousehold, PlanInput, PlanPlace } from './plan-input.ts'

const household = (id: number, over: Partial<PlanHousehold> = {}): PlanHousehold => ({
  id,
  hamletId: 1,
  point: { lat: 21.5, lon: 106.4 },
  people: 4,
  rank: 8,
  hostId: null,
  shelterId: null,
  ...over,
})
const shelter = (id: number, capacity: number, over: Partial<PlanPlace> = {}): PlanPlace => ({
  kind: 'shelter',
  id,
  hamletId: null,
  point: { lat: 21.5, lon: 106.41 },
  capacity,
  safeFrom: ['flood', 'landslide'],
  ...over,
})
const host = (id: number, capacity: number, over: Partial<PlanPlace> = {}): PlanPlace => ({
  ...shelter(id, capacity, { hamletId: 1, ...over }),
  kind: 'host',
})
const plan = (input: Partial<PlanInput>) => planEvacuation({ households: [], places: [], hazards: ['flood'], ...input })
const where = (input: Partial<PlanInput>) =>
  plan(input).placements.map(p =>
    p.place ? `${p.householdId}>${p.place.kind}${p.place.id}` : `${p.householdId} ${p.unplaced}`,
  )

describe('who goes where', () => {
  it('to the host it agreed with, before anybody else may have that room', () => {
    const households = [household(1, { rank: 1 }), household(2, { hostId: 7 })]
    expect(where({ households, places: [host(7, 4), shelter(1, 50)] })).toEqual(['1>shelter1', '2>host7'])
  })
  it('not to a host or shelter that the hazard reaches, and says that the wish could not be had', () => {
    const p = plan({
      households: [household(1, { hostId: 7 }), household(2, { shelterId: 2 })],
      places: [host(7, 9, { safeFrom: ['landslide'] }), shelter(1, 50), shelter(2, 50, { safeFrom: ['landslide'] })],
    })
    expect(p.placements.map(x => [x.place?.id, x.wish])).toEqual([
      [1, 'unsafe'],
      [1, 'unsafe'],
    ])
    expect(p.totals).toMatchObject({ safeCapacity: 50, unsafeCapacity: 59 })
  })
  it('a place must be safe from every hazard ordered: it is the place that would flood', () => {
    const places = [shelter(1, 50, { safeFrom: ['landslide'] }), shelter(2, 50, { point: { lat: 21.6, lon: 106.4 } })]
    expect(where({ households: [household(1)], places, hazards: ['landslide'] })).toEqual(['1>shelter1'])
    expect(where({ households: [household(1)], places, hazards: ['flood', 'landslide'] })).toEqual(['1>shelter2'])
  })
  it('those who are hard to move get the near place when it is too small for all', () => {
    const far = shelter(2, 50, { point: { lat: 21.6, lon: 106.4 } })
    const households = [household(1), household(2, { rank: 2 }), household(3, { rank: 1 })]
    expect(where({ households, places: [shelter(1, 8), far] })).toEqual(['1>shelter2', '2>shelter1', '3>shelter1'])
  })
  it('a family is not split: gaps that are too small are named as the reason', () => {
    expect(
      where({ households: [household(1, { people: 5 }), household(2, { people: 4 })], places: [shelter(1, 7)] }),
    ).toEqual(['1>shelter1', '2 family-too-large'])
    expect(where({ households: [household(1), household(2)], places: [shelter(1, 4)] })).toEqual([
      '1>shelter1',
      '2 full',
    ])
    expect(where({ households: [household(1)], places: [] })).toEqual(['1 no-safe-place'])
  })
  it('others move on to a host of their hamlet when that makes room for a family without a place', () => {
    const away = { lat: 21.9, lon: 106.9 }
    const households = [household(1, { people: 3 }), household(2, { people: 4, hamletId: 2 })]
    const places = [host(5, 3, { point: away }), shelter(1, 4)]
    expect(where({ households, places })).toEqual(['1>host5', '2>shelter1'])
  })
  it('who is already under way keeps the place, and its room is gone', () => {
    const households = [household(1), household(2, { rank: 1 })]
    expect(
      where({ households, places: [shelter(1, 4)], fixed: [{ householdId: 1, place: { kind: 'shelter', id: 1 } }] }),
    ).toEqual(['1>shelter1', '2 full'])
  })
  it('a house whose point nobody knows is placed too, the distance left unknown', () => {
    const p = plan({ households: [household(1, { point: null })], places: [shelter(1, 9)] })
    expect(p.placements[0]).toMatchObject({ place: { id: 1 }, distanceKm: null })
  })
})

const point = fc.record({
  lat: fc.double({ min: 21, max: 21.4, noNaN: true }),
  lon: fc.double({ min: 106, max: 106.4, noNaN: true }),
})
const safeFrom = fc.constantFrom<PlanPlace['safeFrom']>(['flood'], ['landslide'], ['flood', 'landslide'])
const inputs = fc
  .record({
    households: fc.array(
      fc.record({
        hamletId: fc.integer({ min: 1, max: 4 }),
        point: fc.option(point, { nil: null, freq: 8 }),
        people: fc.integer({ min: 1, max: 9 }),
        rank: fc.integer({ min: 1, max: 8 }),
        hostId: fc.option(fc.integer({ min: 1, max: 8 }), { nil: null }),
        shelterId: fc.option(fc.integer({ min: 1, max: 5 }), { nil: null }),
      }),
      { maxLength: 60 },
    ),
    hosts: fc.array(
      fc.record({
        hamletId: fc.integer({ min: 1, max: 4 }),
        point,
        capacity: fc.integer({ min: 1, max: 9 }),
        safeFrom,
      }),
      { maxLength: 8 },
    ),
    shelters: fc.array(fc.record({ point, capacity: fc.integer({ min: 1, max: 60 }), safeFrom }), { maxLength: 5 }),
    hazards: fc.constantFrom<PlanInput['hazards']>(['flood'], ['landslide'], ['flood', 'landslide']),
    seed: fc.integer(),
  })
  .map(({ households, hosts, shelters, hazards }) => ({
    hazards,
    households: households.map((h, i): PlanHousehold => ({ ...h, id: i + 1 })),
    places: [
      ...hosts.map((p, i): PlanPlace => ({ ...p, kind: 'host', id: i + 1 })),
      ...shelters.map((p, i): PlanPlace => ({ ...p, kind: 'shelter', id: i + 1, hamletId: null })),
    ],
  }))

describe('every plan', () => {
  it('keeps capacity, places nobody twice, gives every unplaced a reason, and its sums add up', () => {
    fc.assert(
      fc.property(inputs, input => {
        const p = planEvacuation(input)
        expect(p.placements.map(x => x.householdId)).toEqual(input.households.map(h => h.id))
        const people = new Map(input.households.map(h => [h.id, h]))
        const load = new Map<string, number>()
        for (const x of p.placements) {
          const h = people.get(x.householdId)!
          expect((x.place === null) === (x.unplaced !== null)).toBe(true)
          if (!x.place) continue
          const place = input.places.find(q => q.kind === x.place!.kind && q.id === x.place!.id)!
          for (const z of input.hazards) expect(place.safeFrom).toContain(z)
          if (place.kind === 'host' && x.why !== 'named-host') expect(place.hamletId).toBe(h.hamletId)
          if (h.point) expect(x.distanceKm).toBeCloseTo(haversineKm(h.point, place.point!), 9)
          const key = `${place.kind}${place.id}`
          load.set(key, (load.get(key) ?? 0) + h.people)
          expect(load.get(key)).toBeLessThanOrEqual(place.capacity)
        }
        const t = p.totals
        expect(t.placedPeople + t.placesShort).toBe(t.people)
        expect(t.inHosts.people + t.inShelters.people).toBe(t.placedPeople)
        expect(t.personKm).toBeGreaterThanOrEqual(t.personKmBound * (1 - 1e-9) - 1e-9)
        // nobody is left out while a safe shelter has room for the whole family
        for (const x of p.placements) {
          if (x.place) continue
          const h = people.get(x.householdId)!
          for (const q of input.places)
            if (q.kind === 'shelter' && input.hazards.every(z => q.safeFrom.includes(z)))
              expect(q.capacity - (load.get(`shelter${q.id}`) ?? 0)).toBeLessThan(h.people)
        }
      }),
      { numRuns: 300 },
    )
  })
  it('is the same whatever the order of the rows', () => {
    fc.assert(
      fc.property(inputs, input => {
        const other = { ...input, households: [...input.households].reverse(), places: [...input.places].reverse() }
        expect(planEvacuation(other)).toEqual(planEvacuation(input))
      }),
      { numRuns: 100 },
    )
  })
})
