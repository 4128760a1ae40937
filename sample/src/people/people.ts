import { seeded } from '../random.ts'
import type { HostHousehold, Household, Shelter } from './household.ts'
import { makeHouseholds } from './make-households.ts'
import { makeHosts, makeShelters } from './make-refuges.ts'

interface People {
  households: readonly Household[]
  hosts: readonly HostHousehold[]
  shelters: readonly Shelter[]
}

let made: People | undefined

function people(): People {
  if (made) return made
  const drafts = makeHouseholds()
  const hosts = makeHosts(drafts)
  const shelters = makeShelters(drafts, hosts)
  made = { households: withWishes(drafts, hosts, shelters), hosts, shelters }
  return made
}

/**
 * About two households in three have said where they would go: to a host of their hamlet while there is room, else to a
 * refuge of the commune that is safe from what threatens them. Wishes never overfill a place.
 */
function withWishes(drafts: Household[], hosts: readonly HostHousehold[], shelters: readonly Shelter[]): Household[] {
  const room = new Map<string, number>([...hosts, ...shelters].map(p => [p.code, p.capacity]))
  const take = (code: string, n: number) => room.set(code, room.get(code)! - n)
  const random = seeded('households/wishes')
  return drafts.map(h => {
    if (!random.chance(0.68)) return h
    const fits = (p: HostHousehold | Shelter) =>
      room.get(p.code)! >= h.people && h.hazards.every(z => p.safeFrom.includes(z))
    const host = random.chance(0.6) ? hosts.find(p => p.hamletCode === h.hamletCode && fits(p)) : undefined
    const shelter = host ? undefined : shelters.find(p => p.communeCode === h.communeCode && fits(p))
    const place = host ?? shelter
    if (place) take(place.code, h.people)
    return { ...h, preferredHostCode: host?.code ?? null, preferredShelterCode: shelter?.code ?? null }
  })
}

/** The 5,000 invented households at risk, by commune, hamlet and number. Made once, then kept. */
export const households = (): readonly Household[] => people().households

/** Safe households that offer to take people in. */
export const hostHouseholds = (): readonly HostHousehold[] => people().hosts

/** Two to four places of refuge for each commune. */
export const shelters = (): readonly Shelter[] => people().shelters
