import type { HouseholdOut } from '@tusom/contract'
import { priorityOf, type HouseholdRecord, type Vulnerable } from '@tusom/domain'
import type { Grounds, HostRow, HouseholdRow, NewHost, NewHousehold } from '@tusom/store'
import type { Sealer } from '../../core/sealed.ts'

export type Alternate = { name: string; relation: string; phone: string }
export type Point = { lat: number; lon: number }

/** Where a sealed value belongs: table, column and the code of its row. */
const at = (column: string, code: string) => `households.${column}/${code}`
const hostAt = (column: string, code: string) => `host_households.${column}/${code}`

/** A household as it goes into the database: what names it sealed, its words hashed. */
export function sealHousehold(
  sealer: Sealer,
  communeId: number,
  r: HouseholdRecord,
  grounds: Grounds,
  origin: { invented?: boolean; source?: string | null } = {},
): NewHousehold {
  const phones = [r.phone, r.alternate?.phone].flatMap(p => (p ? [sealer.phone(p)] : []))
  const name = [r.headTitle, r.headName].filter(Boolean).join(' ')
  return {
    ...grounds,
    ...origin,
    communeId,
    hamletId: r.hamletId,
    code: r.code,
    nameSealed: sealer.sealMaybe(name, at('name', r.code)),
    phoneSealed: sealer.sealMaybe(r.phone, at('phone', r.code)),
    alternateSealed: sealer.sealMaybe(r.alternate ? JSON.stringify(r.alternate) : null, at('alternate', r.code)),
    pointSealed: sealer.sealMaybe(r.point ? JSON.stringify([r.point.lat, r.point.lon]) : null, at('point', r.code)),
    noteSealed: sealer.sealMaybe(r.note, at('note', r.code)),
    nameWords: sealer.words(r.headName),
    phoneHashes: phones,
    people: r.people,
    usuallyAway: r.usuallyAway,
    vulnerable: r.vulnerable,
    houseType: r.houseType,
    floors: r.floors,
    raisedM: r.raisedM,
    hazards: r.hazards,
    floodGroup: r.floodGroup,
    thresholdNote: r.thresholdNote,
    bigLivestock: r.bigLivestock,
    hostId: r.hostId,
    shelterId: r.shelterId,
  }
}

export type HostRecord = {
  code: string
  hamletId: number
  headTitle: string
  headName: string
  phone: string | null
  point: Point | null
  capacity: number
  houseType: string
  floors: number
  safeFrom: NewHost['safeFrom']
}

export function sealHost(
  sealer: Sealer,
  communeId: number,
  r: HostRecord,
  grounds: Grounds,
  origin: { invented?: boolean; source?: string | null } = {},
): NewHost {
  return {
    ...grounds,
    ...origin,
    communeId,
    hamletId: r.hamletId,
    code: r.code,
    nameSealed: sealer.sealMaybe([r.headTitle, r.headName].filter(Boolean).join(' '), hostAt('name', r.code)),
    phoneSealed: sealer.sealMaybe(r.phone, hostAt('phone', r.code)),
    pointSealed: sealer.sealMaybe(r.point ? JSON.stringify([r.point.lat, r.point.lon]) : null, hostAt('point', r.code)),
    nameWords: sealer.words(r.headName),
    phoneHashes: r.phone ? [sealer.phone(r.phone)] : [],
    capacity: r.capacity,
    houseType: r.houseType,
    floors: r.floors,
    safeFrom: r.safeFrom,
  }
}

const pointOf = (text: string | null): Point | null => {
  if (text === null) return null
  const [lat, lon] = JSON.parse(text) as [number, number]
  return { lat, lon }
}
/** The house point, for planning distances on the server; shown to nobody but who opens the household. */
export const housePoint = (sealer: Sealer, h: HouseholdRow): Point | null =>
  pointOf(sealer.openMaybe(h.pointSealed, at('point', h.code)))
export const hostPoint = (sealer: Sealer, h: HostRow): Point | null =>
  pointOf(sealer.openMaybe(h.pointSealed, hostAt('point', h.code)))

export const vulnerableOf = (h: Vulnerable): Vulnerable => ({
  childrenUnder6: h.childrenUnder6,
  elderly: h.elderly,
  pregnantOrInfant: h.pregnantOrInfant,
  disabled: h.disabled,
  bedridden: h.bedridden,
  poor: h.poor,
  livesAlone: h.livesAlone,
})

/** "Hộ 06385-T01-H001": what a household is called where names are not shown. */
export const codeLabel = (code: string): string => `Hộ ${code}`

/** What leaves for a list; a name only when `named`. */
export function presentHousehold(
  sealer: Sealer,
  h: HouseholdRow,
  hamletName: string,
  destination: string | null,
  named: boolean,
): HouseholdOut {
  return {
    id: h.id,
    code: h.code,
    hamletId: h.hamletId,
    hamletName,
    label: named ? (sealer.openMaybe(h.nameSealed, at('name', h.code)) ?? codeLabel(h.code)) : codeLabel(h.code),
    named,
    phone: named ? sealer.openMaybe(h.phoneSealed, at('phone', h.code)) : null,
    people: h.people,
    usuallyAway: h.usuallyAway,
    vulnerable: vulnerableOf(h),
    rank: priorityOf(h),
    houseType: h.houseType,
    floors: h.floors,
    raisedM: h.raisedM,
    hazards: h.hazards,
    floodGroup: h.floodGroup,
    thresholdNote: h.thresholdNote,
    bigLivestock: h.bigLivestock,
    destination,
    sample: h.invented,
  }
}

export const openAlternate = (sealer: Sealer, h: HouseholdRow): Alternate | null => {
  const text = sealer.openMaybe(h.alternateSealed, at('alternate', h.code))
  return text === null ? null : (JSON.parse(text) as Alternate)
}
export const openNote = (sealer: Sealer, h: HouseholdRow): string | null =>
  sealer.openMaybe(h.noteSealed, at('note', h.code))

export const hostLabel = (sealer: Sealer, h: HostRow, named: boolean): string =>
  named ? (sealer.openMaybe(h.nameSealed, hostAt('name', h.code)) ?? `Hộ nhận ${h.code}`) : `Hộ nhận ${h.code}`
export const hostPhone = (sealer: Sealer, h: HostRow, named: boolean): string | null =>
  named ? sealer.openMaybe(h.phoneSealed, hostAt('phone', h.code)) : null
