import { describe, expect, it } from 'vitest'
import { communeShapes } from '../shapes/commune-shapes.ts'
import { contains } from '../shapes/contains.ts'
import { communeUnits, units } from '../units/units.ts'
import { SHORT_OF_PLACES } from './household-counts.ts'
import { hostHouseholds, households, shelters } from './people.ts'

const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0)
const hamlets = new Map(units.filter(u => u.kind === 'hamlet').map(u => [u.code, u]))
const rings = new Map(communeShapes().map(s => [s.properties.code, s.geometry.coordinates[0]!]))

describe('households', () => {
  it('are 5.000 with unique codes, in hamlets of their commune, inside its shape', () => {
    expect(households()).toHaveLength(5000)
    expect(new Set(households().map(h => h.code)).size).toBe(5000)
    for (const h of households()) {
      expect(hamlets.get(h.hamletCode)?.parentCode).toBe(h.communeCode)
      expect(h.code.startsWith(`${h.hamletCode}-H`)).toBe(true)
      expect(contains(rings.get(h.communeCode)!, h.lon, h.lat), h.code).toBe(true)
    }
  })

  it('stand in every commune, most in Hữu Lũng', () => {
    const of = (code: string) => households().filter(h => h.communeCode === code).length
    for (const c of communeUnits) expect(of(c.code)).toBeGreaterThan(5)
    expect(of('06385')).toBe(412)
  })

  it('count no more vulnerable people than people, and leave someone at home', () => {
    for (const h of households()) {
      const { childrenUnder6, elderly, pregnantOrInfant, disabled, bedridden, poor } = h.vulnerable
      expect(childrenUnder6 + elderly + pregnantOrInfant, h.code).toBeLessThanOrEqual(h.people)
      for (const n of [disabled, bedridden, poor]) expect(n).toBeLessThanOrEqual(h.people)
      expect(h.usuallyAway).toBeLessThan(h.people)
      if (h.vulnerable.livesAlone) expect(h.people).toBe(1)
    }
    const perHouse = sum(households().map(h => h.people)) / 5000
    expect(perHouse).toBeGreaterThan(3)
    expect(perHouse).toBeLessThan(5)
  })

  it('have a flood group exactly when floods reach them, and a threshold in words', () => {
    for (const h of households()) {
      expect(h.floodGroup !== null).toBe(h.hazards.includes('flood'))
      expect(h.hazards.length).toBeGreaterThan(0)
      expect(h.thresholdNote.length).toBeGreaterThan(10)
    }
    const first = households().find(h => h.communeCode === '06385' && h.floodGroup === 1)!
    expect(first.thresholdNote).toContain('trạm Hữu Lũng tới 18,00 m (báo động 2) và còn lên')
  })

  it('use only the block of telephone numbers kept for the sample, each number once', () => {
    const phones = [
      ...households().flatMap(h => [h.phone, h.alternate.phone]),
      ...hostHouseholds().map(h => h.phone),
    ].filter(p => p !== null)
    for (const p of phones) expect(p).toMatch(/^09000[01]\d{4}$/)
    expect(new Set(phones).size).toBe(phones.length)
  })

  it('wish for a place that exists in their commune, is safe for them, and is not overfilled', () => {
    const places = new Map([...hostHouseholds(), ...shelters()].map(p => [p.code, p]))
    const load = new Map<string, number>()
    for (const h of households()) {
      expect(h.preferredHostCode !== null && h.preferredShelterCode !== null).toBe(false)
      const code = h.preferredHostCode ?? h.preferredShelterCode
      if (code === null) continue
      const place = places.get(code)!
      expect(place.communeCode).toBe(h.communeCode)
      for (const z of h.hazards) expect(place.safeFrom).toContain(z)
      load.set(code, (load.get(code) ?? 0) + h.people)
    }
    for (const [code, n] of load) expect(n, code).toBeLessThanOrEqual(places.get(code)!.capacity)
    expect(households().filter(h => h.preferredHostCode).length).toBeGreaterThan(500)
    expect(households().filter(h => h.preferredShelterCode).length).toBeGreaterThan(500)
  })
})

describe('places of refuge', () => {
  it('are two to four a commune, in its own hamlets and inside its shape', () => {
    for (const c of communeUnits) {
      const own = shelters().filter(s => s.communeCode === c.code)
      expect(own.length).toBeGreaterThanOrEqual(2)
      expect(own.length).toBeLessThanOrEqual(4)
      expect(own.some(s => s.safeFrom.includes('flood'))).toBe(true)
      expect(new Set(own.map(s => s.name)).size).toBe(own.length)
      for (const s of own) {
        expect(hamlets.get(s.hamletCode)?.parentCode).toBe(c.code)
        expect(contains(rings.get(c.code)!, s.lon, s.lat), s.code).toBe(true)
        expect(s.capacity).toBeGreaterThan(0)
      }
    }
    for (const h of hostHouseholds()) expect(hamlets.get(h.hamletCode)?.parentCode).toBe(h.communeCode)
  })

  it('leave five communes short by the numbers set, and no other', () => {
    for (const c of communeUnits) {
      const people = sum(
        households()
          .filter(h => h.communeCode === c.code)
          .map(h => h.people),
      )
      const room = sum([...shelters(), ...hostHouseholds()].filter(p => p.communeCode === c.code).map(p => p.capacity))
      const short = SHORT_OF_PLACES[c.code]
      if (short === undefined) expect(room - people, c.name).toBeGreaterThanOrEqual(0)
      else expect(people - room, c.name).toBe(short)
    }
  })
})
