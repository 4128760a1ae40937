import { INVENTED } from '../provenance.ts'
import { seeded, shareOut } from '../random.ts'
import type { Unit } from '../units/unit.ts'
import { communeUnits, hamletsOf } from '../units/units.ts'
import type { HostHousehold, Household, Shelter } from './household.ts'
import { SHORT_OF_PLACES, isHardest } from './household-counts.ts'
import { near } from './make-households.ts'
import { personName, samplePhone } from './person-names.ts'

const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0)

/** Safe households that take people in: about one for every four households at risk of their hamlet, at least one. */
export function makeHosts(atRisk: readonly Household[]): HostHousehold[] {
  let serial = 12_000
  return communeUnits.flatMap(commune => {
    const random = seeded(`hosts/${commune.code}`)
    return hamletsOf(commune.code).flatMap(hamlet => {
      const households = atRisk.filter(h => h.hamletCode === hamlet.code).length
      return Array.from({ length: Math.max(1, Math.round(households / 4)) }, (_, i): HostHousehold => {
        const head = personName(random)
        return {
          code: `${hamlet.code}-N${String(i + 1).padStart(2, '0')}`,
          communeCode: commune.code,
          hamletCode: hamlet.code,
          headName: head.name,
          headTitle: head.title,
          phone: samplePhone(serial++),
          capacity: random.int(3, 9),
          ...near(hamlet, random),
          houseType: 'kiên cố',
          floors: random.chance(0.6) ? 2 : 1,
          safeFrom: ['flood', 'landslide'],
          source: INVENTED,
          invented: true,
        }
      })
    })
  })
}

interface Place {
  kind: Shelter['kind']
  name: (commune: Unit, hamlet: Unit) => string
  nameEn: (commune: Unit, hamlet: Unit) => string
  weight: number
}

const PLACES: readonly Place[] = [
  {
    kind: 'school',
    name: c => `Trường THCS ${c.name}`,
    nameEn: c => `${c.name} lower secondary school`,
    weight: 3,
  },
  {
    kind: 'school',
    name: c => `Trường Tiểu học ${c.name} 1`,
    nameEn: c => `${c.name} primary school no. 1`,
    weight: 2.5,
  },
  {
    kind: 'hall',
    name: (_, h) =>
      `Nhà văn hóa ${h.fullName.toLowerCase().startsWith('khối') ? h.fullName.toLowerCase() : `thôn ${h.name}`}`,
    nameEn: (_, h) => `${h.nameEn} community hall`,
    weight: 1,
  },
  {
    kind: 'office',
    name: c => `Hội trường UBND ${c.fullName.toLowerCase().startsWith('phường') ? 'phường' : 'xã'} ${c.name}`,
    nameEn: c => `${c.name} People's Committee hall`,
    weight: 1.5,
  },
]

/**
 * Two to four places of refuge a commune. Together with the hosts they hold somewhat more than the people at risk, except
 * where {@link SHORT_OF_PLACES} leaves a commune short by exactly that many.
 */
export function makeShelters(atRisk: readonly Household[], hosts: readonly HostHousehold[]): Shelter[] {
  return communeUnits.flatMap(commune => {
    const random = seeded(`shelters/${commune.code}`)
    const hamlets = hamletsOf(commune.code)
    const people = sum(atRisk.filter(h => h.communeCode === commune.code).map(h => h.people))
    const hosted = sum(hosts.filter(h => h.communeCode === commune.code).map(h => h.capacity))
    const short = SHORT_OF_PLACES[commune.code]
    const wanted = short === undefined ? Math.ceil(people * random.between(1.08, 1.4)) : people - short
    const places = PLACES.slice(0, isHardest(commune.code) ? 4 : random.int(2, 4))
    const capacities = shareOut(
      Math.max(places.length * 20, wanted - hosted),
      places.map(p => p.weight * random.between(0.85, 1.15)),
    )
    return places.map((place, i): Shelter => {
      const hamlet = hamlets[(i * 3) % hamlets.length]!
      // A hall near the water is no refuge from a flood; not in the communes whose shortfall is fixed above.
      const floodSafe = isHardest(commune.code) || place.kind !== 'hall' || random.chance(0.7)
      return {
        code: `${commune.code}-S${i + 1}`,
        communeCode: commune.code,
        hamletCode: hamlet.code,
        name: place.name(commune, hamlet),
        nameEn: place.nameEn(commune, hamlet),
        kind: place.kind,
        capacity: capacities[i]!,
        ...near(hamlet, random),
        hasWater: random.chance(0.9),
        hasToilet: place.kind === 'school' || random.chance(0.8),
        hasPower: random.chance(0.55),
        safeFrom: floodSafe ? ['flood', 'landslide'] : ['landslide'],
        source: INVENTED,
        invented: true,
      }
    })
  })
}
