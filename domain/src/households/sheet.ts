import { fold } from '@tusom/vi-text'
import { checkRatio } from '../evacuation/tally.ts'
import type { HouseholdHazard, Vulnerable } from '../evacuation/hazards.ts'
import { type Cell, type CellFault, RowReader, type SheetColumn } from '../sheets/sheet.ts'

export const houseTypes = ['kiên cố', 'bán kiên cố', 'thiếu kiên cố', 'đơn sơ'] as const
export type HouseType = (typeof houseTypes)[number]

export type HouseholdColumn =
  | 'code'
  | 'hamlet'
  | 'headTitle'
  | 'headName'
  | 'phone'
  | 'alternateName'
  | 'alternateRelation'
  | 'alternatePhone'
  | 'people'
  | 'atHome'
  | 'away'
  | 'childrenUnder6'
  | 'elderly'
  | 'pregnantOrInfant'
  | 'disabled'
  | 'bedridden'
  | 'poor'
  | 'livesAlone'
  | 'lat'
  | 'lon'
  | 'houseType'
  | 'floors'
  | 'raisedM'
  | 'flood'
  | 'floodGroup'
  | 'landslide'
  | 'threshold'
  | 'livestock'
  | 'host'
  | 'shelter'
  | 'note'

/** The register of households at risk as a sheet. House types are those of the loss forms (TTLT 43/2015). */
export const householdColumns: readonly SheetColumn<HouseholdColumn>[] = [
  { key: 'code', vi: 'Mã hộ', en: 'Code', required: true, note: 'Không trùng trong xã' },
  { key: 'hamlet', vi: 'Thôn', en: 'Hamlet', also: ['Thôn, tổ dân phố', 'Thôn/Tổ'], required: true },
  { key: 'headTitle', vi: 'Ông/Bà', en: 'Title' },
  { key: 'headName', vi: 'Chủ hộ', en: 'Head of household', also: ['Họ tên chủ hộ'], required: true },
  { key: 'phone', vi: 'Điện thoại', en: 'Telephone' },
  { key: 'alternateName', vi: 'Người liên hệ khác', en: 'Other contact' },
  { key: 'alternateRelation', vi: 'Quan hệ', en: 'Relation' },
  { key: 'alternatePhone', vi: 'Điện thoại người liên hệ', en: 'Telephone of contact' },
  { key: 'people', vi: 'Số khẩu', en: 'People', required: true, note: 'Bằng Thường ở nhà + Thường vắng' },
  { key: 'atHome', vi: 'Thường ở nhà', en: 'Usually at home' },
  { key: 'away', vi: 'Thường vắng', en: 'Usually away', note: 'Đi học, đi làm xa' },
  { key: 'childrenUnder6', vi: 'Trẻ dưới 6 tuổi', en: 'Children under 6' },
  { key: 'elderly', vi: 'Người cao tuổi', en: 'Elderly' },
  { key: 'pregnantOrInfant', vi: 'Mang thai, nuôi con dưới 12 tháng', en: 'Pregnant or with an infant' },
  { key: 'disabled', vi: 'Khuyết tật', en: 'Disabled' },
  { key: 'bedridden', vi: 'Bệnh nặng, nằm một chỗ', en: 'Confined to bed' },
  { key: 'poor', vi: 'Khẩu hộ nghèo', en: 'Poor' },
  { key: 'livesAlone', vi: 'Người già sống một mình', en: 'Old person alone', note: 'x nếu có' },
  { key: 'lat', vi: 'Vĩ độ', en: 'Latitude' },
  { key: 'lon', vi: 'Kinh độ', en: 'Longitude' },
  { key: 'houseType', vi: 'Loại nhà', en: 'House type', required: true, note: houseTypes.join(', ') },
  { key: 'floors', vi: 'Số tầng', en: 'Floors' },
  { key: 'raisedM', vi: 'Nền cao (m)', en: 'Raised (m)' },
  { key: 'flood', vi: 'Vùng lũ', en: 'Flood', also: ['Ngập lụt'], note: 'x nếu có' },
  { key: 'floodGroup', vi: 'Nhóm lũ', en: 'Flood group', note: '1 đi ở báo động 2, 2 đi ở báo động 3' },
  { key: 'landslide', vi: 'Vùng sạt lở', en: 'Landslide', also: ['Sạt lở'], note: 'x nếu có' },
  { key: 'threshold', vi: 'Ngưỡng phải đi', en: 'When to go' },
  { key: 'livestock', vi: 'Trâu, bò, ngựa', en: 'Big livestock' },
  { key: 'host', vi: 'Mã hộ nhận xen ghép', en: 'Host household code' },
  { key: 'shelter', vi: 'Mã điểm sơ tán', en: 'Shelter code' },
  { key: 'note', vi: 'Ghi chú', en: 'Note' },
]

/** A household as it comes from a form or a sheet, units and places already found. */
export type HouseholdRecord = {
  code: string
  hamletId: number
  headTitle: string
  headName: string
  phone: string | null
  alternate: { name: string; relation: string; phone: string } | null
  people: number
  usuallyAway: number
  vulnerable: Vulnerable
  point: { lat: number; lon: number } | null
  houseType: HouseType
  floors: number
  raisedM: number
  hazards: HouseholdHazard[]
  floodGroup: 1 | 2 | null
  thresholdNote: string
  bigLivestock: number
  hostId: number | null
  shelterId: number | null
  note: string | null
}

/** What a row is checked against. Names are looked up folded. */
export type HouseholdContext = {
  /** folded name, full name or code of a hamlet of the commune → id */
  hamlets: ReadonlyMap<string, number>
  hosts: ReadonlyMap<string, { id: number; capacity: number }>
  shelters: ReadonlyMap<string, { id: number; capacity: number }>
  /** codes of this sheet that were met already → their row */
  seen: Map<string, number>
  /** the commune's middle: a point farther away than its size is a mistyped one */
  middle: { lat: number; lon: number } | null
}

const phonePattern = /^(0|\+84)\d{8,10}$/
const houseTypeByName = new Map(houseTypes.map(t => [fold(t), t]))

/** "0912 345 678", "84912345678" → "0912345678"; null when it is no telephone number of this country. */
export function normalPhone(text: string): string | null {
  const digits = text.replace(/[\s.\-()]/g, '')
  const local = digits.replace(/^(\+?84)(?=\d{9})/, '0')
  return phonePattern.test(local) ? local : null
}

/** Checks one row. `value` is null when it has a fault; warnings do not stop it. */
export function checkHouseholdRow(
  row: number,
  cells: ReadonlyMap<HouseholdColumn, Cell>,
  context: HouseholdContext,
): { value: HouseholdRecord | null; faults: CellFault[]; warnings: CellFault[] } {
  const r = new RowReader(row, cells, householdColumns)
  const code = r.text('code', 60)
  if (code) {
    const before = context.seen.get(fold(code))
    if (before !== undefined)
      r.fault('code', `"${code}" trùng với dòng ${before}`, `"${code}" is the same as in row ${before}`)
    else context.seen.set(fold(code), row)
  }
  const hamletName = r.text('hamlet', 120)
  const hamletId = hamletName ? findHamlet(context.hamlets, hamletName) : null
  if (hamletName && hamletId === null)
    r.fault(
      'hamlet',
      `không có thôn "${hamletName}" trong xã này`,
      `there is no hamlet "${hamletName}" in this commune`,
    )
  const headName = r.text('headName', 120)
  const phone = (key: HouseholdColumn): string | null => {
    const text = r.text(key, 40)
    if (!text) return null
    // a spreadsheet drops the leading zero of a number
    const found = normalPhone(text) ?? normalPhone(`0${text}`)
    if (!found) r.fault(key, 'không phải số điện thoại Việt Nam', 'is not a Vietnamese telephone number')
    return found
  }
  const ownPhone = phone('phone')
  const alternateName = r.text('alternateName', 120)
  const alternatePhone = phone('alternatePhone')
  const people = r.count('people', 40, null)
  if (people === 0 && !r.faults.some(f => f.column === 'Số khẩu'))
    r.fault('people', 'phải từ 1 trở lên', 'must be 1 or more')
  const away = r.count('away', 40)
  const atHome = r.number('atHome', 0, 40)
  if (atHome !== null && people > 0 && atHome + away !== people)
    r.fault(
      'people',
      `${people} khác Thường ở nhà ${atHome} + Thường vắng ${away} = ${atHome + away}`,
      `${people} is not at home ${atHome} + away ${away} = ${atHome + away}`,
    )
  const vulnerable: Vulnerable = {
    childrenUnder6: r.count('childrenUnder6', 40),
    elderly: r.count('elderly', 40),
    pregnantOrInfant: r.count('pregnantOrInfant', 40),
    disabled: r.count('disabled', 40),
    bedridden: r.count('bedridden', 40),
    poor: r.count('poor', 40),
    livesAlone: r.mark('livesAlone') ? 1 : 0,
  }
  const keys = ['childrenUnder6', 'elderly', 'pregnantOrInfant', 'disabled', 'bedridden', 'poor'] as const
  for (const key of keys)
    if (vulnerable[key] > people && people > 0)
      r.fault(
        key,
        `${vulnerable[key]} nhiều hơn số khẩu ${people}`,
        `${vulnerable[key]} is more than the ${people} people`,
      )
  const { childrenUnder6, elderly, pregnantOrInfant } = vulnerable
  if (
    people > 0 &&
    childrenUnder6 + elderly + pregnantOrInfant > people &&
    childrenUnder6 <= people &&
    elderly <= people
  )
    r.fault(
      'people',
      `trẻ dưới 6 tuổi ${childrenUnder6} + cao tuổi ${elderly} + mang thai ${pregnantOrInfant} nhiều hơn số khẩu ${people}`,
      `children ${childrenUnder6} + elderly ${elderly} + pregnant ${pregnantOrInfant} are more than the ${people} people`,
    )
  if (vulnerable.livesAlone && people > 1)
    r.fault(
      'livesAlone',
      `hộ có ${people} khẩu thì không phải sống một mình`,
      `a household of ${people} does not live alone`,
    )
  if (away >= people && people > 0) r.warn('away', 'cả hộ thường vắng', 'the whole household is usually away')
  if (people > 8)
    r.warn('people', `${people} khẩu trong một hộ: kiểm tra lại`, `${people} people in one household: check`)
  const point = readPoint(r, context.middle)
  const houseType = r.choice('houseType', houseTypeByName, houseTypes.join(', '))
  const floors = r.count('floors', 20, 1)
  const raisedM = r.number('raisedM', 0, 30, 0) ?? 0
  const flood = r.mark('flood')
  const landslide = r.mark('landslide')
  const group = r.number('floodGroup', 1, 2)
  if (group !== null && group !== 1 && group !== 2) r.fault('floodGroup', 'ghi 1 hoặc 2', 'write 1 or 2')
  if (group !== null && !flood)
    r.fault('floodGroup', 'có nhóm lũ mà Vùng lũ để trống', 'a flood group is given but Flood is empty')
  if (flood && group === null)
    r.warn('floodGroup', 'chưa xếp nhóm: hộ sẽ đi cùng nhóm 1', 'no group: the household will go with group 1')
  if (!flood && !landslide) r.fault('flood', 'phải đánh dấu Vùng lũ hoặc Vùng sạt lở', 'mark Flood or Landslide')
  const place = (key: 'host' | 'shelter'): number | null => {
    const given = r.text(key, 60)
    if (!given) return null
    const found = context[key === 'host' ? 'hosts' : 'shelters'].get(fold(given))
    if (!found) {
      r.fault(key, `không có mã "${given}" trong xã`, `there is no code "${given}" in the commune`)
      return null
    }
    if (found.capacity < people)
      r.warn(
        key,
        `nơi này chỉ nhận ${found.capacity} người, hộ có ${people}`,
        `it takes ${found.capacity}, the household has ${people}`,
      )
    return found.id
  }
  const hostId = place('host')
  const shelterId = place('shelter')
  if (hostId !== null && shelterId !== null)
    r.fault('shelter', 'chỉ ghi một nơi đến: hộ nhận hoặc điểm sơ tán', 'give one place: a host or a shelter')
  const record: HouseholdRecord = {
    code: code ?? '',
    hamletId: hamletId ?? 0,
    headTitle: r.text('headTitle', 20) ?? '',
    headName: headName ?? '',
    phone: ownPhone,
    alternate: alternateName
      ? { name: alternateName, relation: r.text('alternateRelation', 60) ?? '', phone: alternatePhone ?? '' }
      : null,
    people,
    usuallyAway: away,
    vulnerable,
    point,
    houseType: houseType ?? 'bán kiên cố',
    floors,
    raisedM,
    hazards: [...(flood ? (['flood'] as const) : []), ...(landslide ? (['landslide'] as const) : [])],
    floodGroup: group === 1 || group === 2 ? group : null,
    thresholdNote: r.text('threshold', 300) ?? '',
    bigLivestock: r.count('livestock', 500),
    hostId,
    shelterId,
    note: r.text('note', 500),
  }
  return { value: r.faults.length ? null : record, faults: r.faults, warnings: r.warnings }
}

/** A hamlet by code, by name, or by name with "thôn", "tổ dân phố", "khối", "bản" before it. */
export function findHamlet(hamlets: ReadonlyMap<string, number>, name: string): number | null {
  const key = fold(name)
  return hamlets.get(key) ?? hamlets.get(key.replace(/^(thon|to dan pho|khoi pho|khoi|ban|xom|khu)\s+/, '')) ?? null
}

/** Degrees away from the commune's middle beyond which a point is taken for mistyped (about 55 km). */
const tooFar = 0.5

export function readPoint<K extends string>(
  r: RowReader<K | 'lat' | 'lon'>,
  middle: { lat: number; lon: number } | null,
): { lat: number; lon: number } | null {
  const lat = r.number('lat', 7, 24)
  const lon = r.number('lon', 101, 118)
  if (lat === null || lon === null) {
    if (lat !== null || lon !== null)
      r.fault(lat === null ? 'lat' : 'lon', 'ghi cả vĩ độ và kinh độ, hoặc để trống cả hai', 'give both or neither')
    return null
  }
  if (middle && (Math.abs(lat - middle.lat) > tooFar || Math.abs(lon - middle.lon) > tooFar)) {
    r.fault(
      'lat',
      `điểm ${lat}, ${lon} nằm xa xã: kiểm tra lại`,
      `the point ${lat}, ${lon} is far from the commune: check`,
    )
    return null
  }
  return { lat, lon }
}

export type SheetTotals = { households: number; people: number }

/** Compares the sum of the rows with a "Tổng cộng" row of the sheet, and people with households of each hamlet. */
export function checkHouseholdTotals(
  rows: readonly { hamlet: string; people: number }[],
  stated: { row: number; people: number | null; households: number | null } | null,
): CellFault[] {
  const found: CellFault[] = []
  const people = rows.reduce((s, r) => s + r.people, 0)
  if (stated?.people !== null && stated?.people !== undefined && stated.people !== people)
    found.push({
      row: stated.row,
      column: 'Số khẩu',
      vi: `dòng tổng ghi ${stated.people} nhưng cộng các dòng được ${people}`,
      en: `the total says ${stated.people} but the rows add up to ${people}`,
    })
  const byHamlet = new Map<string, SheetTotals>()
  for (const r of rows) {
    const t = byHamlet.get(r.hamlet) ?? { households: 0, people: 0 }
    t.households++
    t.people += r.people
    byHamlet.set(r.hamlet, t)
  }
  for (const [hamlet, t] of byHamlet)
    if (t.households >= 5 && checkRatio(t))
      found.push({
        row: 0,
        column: 'Số khẩu',
        vi: `thôn ${hamlet}: ${t.people} người trong ${t.households} hộ, ngoài khoảng 2–8 người một hộ`,
        en: `hamlet ${hamlet}: ${t.people} people in ${t.households} households, outside 2–8 a household`,
      })
  return found
}
