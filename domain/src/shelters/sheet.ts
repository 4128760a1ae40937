import { fold } from '@tusom/vi-text'
import type { HouseholdHazard } from '../evacuation/hazards.ts'
import { findHamlet, readPoint } from '../households/sheet.ts'
import { type Cell, type CellFault, RowReader, type SheetColumn } from '../sheets/sheet.ts'

export const shelterKinds = ['school', 'hall', 'office', 'clinic', 'other'] as const
export type ShelterKind = (typeof shelterKinds)[number]
export const shelterKindNames: Record<ShelterKind, { vi: string; en: string }> = {
  school: { vi: 'trường học', en: 'school' },
  hall: { vi: 'nhà văn hóa', en: 'community hall' },
  office: { vi: 'trụ sở', en: 'office' },
  clinic: { vi: 'trạm y tế', en: 'clinic' },
  other: { vi: 'nơi khác', en: 'other' },
}

export type ShelterColumn =
  | 'code'
  | 'name'
  | 'nameEn'
  | 'hamlet'
  | 'kind'
  | 'capacity'
  | 'lat'
  | 'lon'
  | 'safeFlood'
  | 'safeLandslide'
  | 'water'
  | 'toilet'
  | 'power'

export const shelterColumns: readonly SheetColumn<ShelterColumn>[] = [
  { key: 'code', vi: 'Mã điểm', en: 'Code', required: true, note: 'Không trùng trong xã' },
  { key: 'name', vi: 'Tên điểm sơ tán', en: 'Name', required: true },
  { key: 'nameEn', vi: 'Tên tiếng Anh', en: 'English name' },
  { key: 'hamlet', vi: 'Thôn', en: 'Hamlet' },
  { key: 'kind', vi: 'Loại', en: 'Kind', note: shelterKinds.map(k => shelterKindNames[k].vi).join(', ') },
  { key: 'capacity', vi: 'Sức chứa (người)', en: 'Capacity', also: ['Sức chứa'], required: true },
  { key: 'lat', vi: 'Vĩ độ', en: 'Latitude' },
  { key: 'lon', vi: 'Kinh độ', en: 'Longitude' },
  { key: 'safeFlood', vi: 'An toàn khi lũ', en: 'Safe from flood', note: 'x nếu có' },
  { key: 'safeLandslide', vi: 'An toàn khi sạt lở', en: 'Safe from landslide', note: 'x nếu có' },
  { key: 'water', vi: 'Có nước', en: 'Water', note: 'x nếu có' },
  { key: 'toilet', vi: 'Có nhà vệ sinh', en: 'Toilet', note: 'x nếu có' },
  { key: 'power', vi: 'Có điện dự phòng', en: 'Power', note: 'x nếu có' },
]

export type ShelterRecord = {
  code: string
  name: string
  nameEn: string | null
  hamletId: number | null
  kind: ShelterKind
  capacity: number
  point: { lat: number; lon: number } | null
  safeFrom: HouseholdHazard[]
  hasWater: boolean
  hasToilet: boolean
  hasPower: boolean
}

export type ShelterContext = {
  hamlets: ReadonlyMap<string, number>
  seen: Map<string, number>
  middle: { lat: number; lon: number } | null
}

const kindByName = new Map(shelterKinds.flatMap(k => [[fold(shelterKindNames[k].vi), k] as const, [k, k] as const]))

export function checkShelterRow(
  row: number,
  cells: ReadonlyMap<ShelterColumn, Cell>,
  context: ShelterContext,
): { value: ShelterRecord | null; faults: CellFault[]; warnings: CellFault[] } {
  const r = new RowReader(row, cells, shelterColumns)
  const code = r.text('code', 60)
  if (code) {
    const before = context.seen.get(fold(code))
    if (before !== undefined)
      r.fault('code', `"${code}" trùng với dòng ${before}`, `"${code}" is the same as in row ${before}`)
    else context.seen.set(fold(code), row)
  }
  const name = r.text('name', 200)
  const hamletName = r.text('hamlet', 120)
  const hamletId = hamletName ? findHamlet(context.hamlets, hamletName) : null
  if (hamletName && hamletId === null)
    r.fault(
      'hamlet',
      `không có thôn "${hamletName}" trong xã này`,
      `there is no hamlet "${hamletName}" in this commune`,
    )
  const kind = r.choice('kind', kindByName, shelterKinds.map(k => shelterKindNames[k].vi).join(', ')) ?? 'other'
  const capacity = r.count('capacity', 20_000, null)
  if (capacity === 0 && !r.faults.some(f => f.column === 'Sức chứa (người)'))
    r.fault('capacity', 'phải từ 1 người trở lên', 'must be 1 or more')
  if (capacity > 3000)
    r.warn('capacity', `${capacity} người ở một điểm: kiểm tra lại`, `${capacity} people in one place: check`)
  const point = readPoint(r, context.middle)
  if (!point && !r.faults.some(f => f.column === 'Vĩ độ' || f.column === 'Kinh độ'))
    r.warn('lat', 'chưa có tọa độ: điểm này chưa được xếp vào phương án', 'no point: the plan cannot use it yet')
  const safeFrom: HouseholdHazard[] = [
    ...(r.mark('safeFlood') ? (['flood'] as const) : []),
    ...(r.mark('safeLandslide') ? (['landslide'] as const) : []),
  ]
  if (!safeFrom.length)
    r.fault('safeFlood', 'phải đánh dấu an toàn với ít nhất một thiên tai', 'mark at least one hazard it is safe from')
  const record: ShelterRecord = {
    code: code ?? '',
    name: name ?? '',
    nameEn: r.text('nameEn', 200),
    hamletId,
    kind,
    capacity,
    point,
    safeFrom,
    hasWater: r.mark('water'),
    hasToilet: r.mark('toilet'),
    hasPower: r.mark('power'),
  }
  return { value: r.faults.length ? null : record, faults: r.faults, warnings: r.warnings }
}
