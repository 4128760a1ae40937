import { INVENTED } from '../provenance.ts'
import { type Random, seeded, shareOut } from '../random.ts'
import { communeShapes } from '../shapes/commune-shapes.ts'
import { contains } from '../shapes/contains.ts'
import { waterGauges } from '../stations/water-gauges.ts'
import type { Unit } from '../units/unit.ts'
import { communeUnits, hamletsOf } from '../units/units.ts'
import type { HouseType, Household, HouseholdHazard, Vulnerable } from './household.ts'
import { householdCounts, isHardest } from './household-counts.ts'
import { type Person, personName, samplePhone } from './person-names.ts'

const round = (x: number) => Math.round(x * 1e5) / 1e5

/** A point within about 350 m of the hamlet, and inside the drawn commune. */
export function near(hamlet: Unit, random: Random): { lat: number; lon: number } {
  const ring = communeShapes().find(s => s.properties.code === hamlet.parentCode)!.geometry.coordinates[0]!
  const angle = random.between(0, 2 * Math.PI)
  const r = 0.0032 * Math.sqrt(random.next())
  const p = { lat: round(hamlet.lat + r * Math.sin(angle)), lon: round(hamlet.lon + r * Math.cos(angle)) }
  return contains(ring, p.lon, p.lat) ? p : { lat: hamlet.lat, lon: hamlet.lon }
}

/** How many of the commune's households each hamlet has; the riverside hamlets of the story have more. */
function byHamlet(commune: Unit, count: number): number[] {
  const random = seeded(`households/hamlets/${commune.code}`)
  return shareOut(
    count,
    hamletsOf(commune.code).map((_, i) => random.between(0.5, 1.5) * (isHardest(commune.code) && i < 3 ? 1.9 : 1)),
  )
}

function peopleIn(random: Random): number {
  return random.pick([1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 4, 5, 5, 5, 6, 6, 7])
}

function vulnerableOf(random: Random, people: number): Vulnerable {
  let left = people
  const take = (probability: number, most: number) => {
    const n = left > 0 && random.chance(probability) ? Math.min(left, random.int(1, most)) : 0
    left -= n
    return n
  }
  const alone = people === 1
  const elderly = take(alone ? 0.8 : 0.38, 2)
  // At least one grown-up stays with small children.
  const childrenUnder6 = people > 2 && left > 1 && random.chance(0.34) ? random.int(1, Math.min(2, left - 1)) : 0
  left -= childrenUnder6
  return {
    childrenUnder6,
    elderly,
    pregnantOrInfant: !alone && left > 0 && random.chance(0.06) ? 1 : 0,
    disabled: random.chance(0.05) ? 1 : 0,
    bedridden: random.chance(0.035) ? 1 : 0,
    poor: random.chance(0.14) ? people : 0,
    livesAlone: alone && elderly > 0 ? 1 : 0,
  }
}

function threshold(communeCode: string, hazards: readonly HouseholdHazard[], group: 1 | 2 | null): string {
  const parts: string[] = []
  const gauge = waterGauges.find(s => s.communeCodes.includes(communeCode))
  if (group && gauge) {
    const alarm = (group === 1 ? gauge.alarm2 : gauge.alarm3)!.value!
    const metres = alarm.toFixed(2).replace('.', ',')
    parts.push(`Đi khi trạm ${gauge.name} tới ${metres} m (báo động ${group + 1})${group === 1 ? ' và còn lên' : ''}`)
  } else if (group) parts.push(group === 1 ? 'Đi khi nước suối tới chân bờ rào' : 'Đi khi nước suối vào sân')
  if (hazards.includes('landslide')) parts.push('Đi trước đêm khi mưa quá 100 mm trong 24 giờ hoặc thấy vết nứt')
  return parts.join('; ')
}

const HOUSES: readonly HouseType[] = [
  'kiên cố',
  'kiên cố',
  'bán kiên cố',
  'bán kiên cố',
  'bán kiên cố',
  'bán kiên cố',
  'thiếu kiên cố',
  'thiếu kiên cố',
  'thiếu kiên cố',
  'đơn sơ',
]
const RELATIONS = ['con trai', 'con gái', 'em', 'cháu', 'hàng xóm', 'anh họ']

function noteFor(random: Random, v: Vulnerable, hazards: readonly HouseholdHazard[]): string | null {
  if (v.bedridden) return 'Có người nằm một chỗ, cần cáng và hai người khiêng'
  if (v.disabled) return 'Có người đi xe lăn, cần xe chở'
  if (v.livesAlone) return 'Sống một mình, phải đến tận nhà'
  if (hazards.includes('flood') && random.chance(0.06)) return 'Đường vào qua ngầm, bị cắt khi nước lên'
  if (hazards.includes('landslide') && random.chance(0.06)) return 'Sau nhà có vết nứt, cần xem lại khi mưa'
  return null
}

/** All households at risk, without a wish where to go (that needs hosts and shelters first). */
export function makeHouseholds(): Household[] {
  const counts = householdCounts()
  let serial = 0
  return communeUnits.flatMap(commune => {
    const random = seeded(`households/${commune.code}`)
    const shares = byHamlet(commune, counts.get(commune.code)!)
    return hamletsOf(commune.code).flatMap((hamlet, h) => {
      const riverside = isHardest(commune.code) ? (h < 3 ? 0.95 : 0.7) : 0.4
      const floodShare = Math.min(0.97, Math.max(0.05, riverside + random.between(-0.25, 0.2)))
      return Array.from({ length: shares[h]! }, (_, i): Household => {
        const head: Person = personName(random)
        const people = peopleIn(random)
        const vulnerable = vulnerableOf(random, people)
        const flood = random.chance(floodShare)
        const hazards: HouseholdHazard[] = flood
          ? random.chance(0.14)
            ? ['flood', 'landslide']
            : ['flood']
          : ['landslide']
        const houseType = random.pick(HOUSES)
        const floors = houseType === 'kiên cố' && random.chance(0.35) ? 2 : 1
        const raisedM = Math.round(random.between(0, 1.2) * 10) / 10
        const floodGroup = flood ? (floors === 1 && raisedM < 0.7 ? 1 : 2) : null
        const other = personName(random)
        const phone = random.chance(0.04) ? null : samplePhone(serial++)
        return {
          code: `${hamlet.code}-H${String(i + 1).padStart(3, '0')}`,
          communeCode: commune.code,
          hamletCode: hamlet.code,
          headName: head.name,
          headTitle: head.title,
          phone,
          alternate: { name: other.name, relation: random.pick(RELATIONS), phone: samplePhone(serial++) },
          people,
          vulnerable,
          usuallyAway: people > 2 && random.chance(0.3) ? random.int(1, people - 2) : 0,
          ...near(hamlet, random),
          houseType,
          floors,
          raisedM,
          hazards,
          floodGroup,
          thresholdNote: threshold(commune.code, hazards, floodGroup),
          bigLivestock: random.chance(0.4) ? random.int(1, 4) : 0,
          preferredHostCode: null,
          preferredShelterCode: null,
          note: noteFor(random, vulnerable, hazards),
          source: INVENTED,
          invented: true,
        }
      })
    })
  })
}
