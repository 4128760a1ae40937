import { INVENTED, VALID_FROM } from '../provenance.ts'
import { seeded } from '../random.ts'
import { communeShapes } from '../shapes/commune-shapes.ts'
import { COMMUNES_SOURCE, type CommuneRow, communeRows } from './communes-table.ts'
import { departmentRows } from './departments.ts'
import { formerDistrict } from './former-districts.ts'
import { hamletNames } from './hamlet-names.ts'
import type { Susceptibility, Unit } from './unit.ts'

export const PROVINCE_CODE = '20'

const always = { validFrom: VALID_FROM, validTo: null } as const
const round = (x: number) => Math.round(x * 1e4) / 1e4

const province: Unit = {
  code: PROVINCE_CODE,
  name: 'Lạng Sơn',
  fullName: 'Tỉnh Lạng Sơn',
  nameEn: 'Lạng Sơn Province',
  kind: 'province',
  parentCode: null,
  ...always,
  aliases: [
    'UBND tỉnh',
    'UBND tỉnh Lạng Sơn',
    'Ủy ban nhân dân tỉnh',
    'Ủy ban nhân dân tỉnh Lạng Sơn',
    'tỉnh Lạng Sơn',
  ],
  lat: 21.853,
  lon: 106.761,
  areaKm2: Math.round(communeRows.reduce((sum, r) => sum + r.areaKm2, 0) * 100) / 100,
  source: `${COMMUNES_SOURCE}; diện tích là tổng 65 xã, phường`,
  invented: false,
}

const departments: Unit[] = departmentRows.map(d => ({
  code: `${PROVINCE_CODE}-${d.suffix}`,
  name: d.name,
  fullName: d.name,
  nameEn: d.nameEn,
  kind: 'department',
  parentCode: PROVINCE_CODE,
  ...always,
  aliases: d.aliases,
  lat: province.lat,
  lon: province.lon,
  areaKm2: null,
  source: 'tên cơ quan có thật; mã do bộ mẫu đặt; tọa độ là của trung tâm tỉnh',
  invented: false,
  ...(d.suffix === 'CA' ? { standingAgency: true as const } : {}),
}))

/** Hand-set where the story of the sample needs it; all invented. */
const SUSCEPTIBILITY: Readonly<Record<string, Susceptibility>> = {
  '06385': 'medium',
  '06391': 'high',
  '06400': 'high',
  '06415': 'medium',
  '06427': 'high',
  '06436': 'high',
  '06445': 'medium',
  '06457': 'low',
  '06475': 'high',
  '06517': 'very-high',
  '06541': 'very-high',
  '06565': 'high',
  '06040': 'medium',
  '05977': 'low',
  '05983': 'low',
  '05986': 'low',
}

function susceptibility(row: CommuneRow): Susceptibility {
  return (
    SUSCEPTIBILITY[row.code] ?? seeded(`units/susceptibility/${row.code}`).pick(['low', 'medium', 'medium', 'high'])
  )
}

/** "Quý Hoà" is also written "Quý Hòa", "Thuỵ Hùng" also "Thụy Hùng": both ways of placing the tone are in use. */
const otherTone = (name: string): string =>
  name.replace(/oà/g, 'òa').replace(/oá/g, 'óa').replace(/uỵ/g, 'ụy').replace(/uỳ/g, 'ùy')

const communes: Unit[] = communeRows.map(r => {
  const type = r.ward ? 'Phường' : 'Xã'
  const spellings = [...new Set([r.name, otherTone(r.name)])]
  return {
    code: r.code,
    name: r.name,
    fullName: `${type} ${r.name}`,
    nameEn: `${r.name} ${r.ward ? 'Ward' : 'Commune'}`,
    kind: 'commune',
    parentCode: PROVINCE_CODE,
    ...always,
    aliases: spellings.flatMap((n, i) => [
      ...(i > 0 ? [n] : []),
      `${type.toLowerCase()} ${n}`,
      `UBND ${type.toLowerCase()} ${n}`,
      `Ủy ban nhân dân ${type.toLowerCase()} ${n}`,
    ]),
    former: {
      district: formerDistrict(r.code),
      status: 'recalled',
      source: 'suy từ dãy mã thống kê, chưa đối chiếu văn bản',
    },
    lat: r.lat,
    lon: r.lon,
    areaKm2: r.areaKm2,
    source: COMMUNES_SOURCE,
    invented: false,
    terrain: 'mountain',
    landslideZone: 2,
    landslideZoneSource: 'Quyết định 18/2021/QĐ-TTg, Phụ lục, Bảng 5: Lạng Sơn thuộc khu vực 2',
    landslideSusceptibility: { value: susceptibility(r), status: 'invented', source: INVENTED },
  }
})

/**
 * Points of the hamlets: on lines from the centre towards the border of the drawn shape, at most 70 % of the way, the
 * first ones nearer the middle. They spread around the commune and stay inside it.
 */
function hamletPoints(row: CommuneRow, count: number): { lat: number; lon: number }[] {
  const random = seeded(`hamlets/points/${row.code}`)
  const ring = communeShapes().find(s => s.properties.code === row.code)!.geometry.coordinates[0]!
  const turn = random.int(0, ring.length - 1)
  return Array.from({ length: count }, (_, i) => {
    const border = ring[(turn + Math.floor((i * (ring.length - 1)) / count)) % (ring.length - 1)]!
    const share = i === 0 ? 0.08 : random.between(0.25, 0.7)
    return { lat: round(row.lat + share * (border[1] - row.lat)), lon: round(row.lon + share * (border[0] - row.lon)) }
  })
}

const hamlets: Unit[] = communeRows.flatMap(r => {
  const names = hamletNames(r.code, r.ward)
  const points = hamletPoints(r, names.length)
  return names.map((name, i) => {
    const type = r.ward ? 'Khối' : 'Thôn'
    return {
      code: `${r.code}-T${String(i + 1).padStart(2, '0')}`,
      name: r.ward ? `Khối ${name}` : name,
      fullName: `${type} ${name}`,
      nameEn: r.ward ? `Quarter ${name}` : `${name} hamlet`,
      kind: 'hamlet' as const,
      parentCode: r.code,
      ...always,
      aliases: [`${type.toLowerCase()} ${name}`, `${type} ${name}, ${r.ward ? 'phường' : 'xã'} ${r.name}`],
      lat: points[i]!.lat,
      lon: points[i]!.lon,
      areaKm2: null,
      source: INVENTED,
      invented: true,
    }
  })
})

const forces: Unit[] = communeRows.map(r => {
  const of = `${r.ward ? 'phường' : 'xã'} ${r.name}`
  return {
    code: `${r.code}-XK`,
    name: `Xung kích ${r.name}`,
    fullName: `Đội xung kích phòng, chống thiên tai ${of}`,
    nameEn: `${r.name} disaster shock team`,
    kind: 'force',
    parentCode: r.code,
    ...always,
    aliases: [`lực lượng xung kích ${of}`, `Đội xung kích ${of}`],
    lat: r.lat,
    lon: r.lon,
    areaKm2: null,
    source: INVENTED,
    invented: true,
  }
})

/** All units of the sample: the province, 18 of its bodies, 65 communes, their hamlets and shock teams; parents first. */
export const units: readonly Unit[] = [province, ...departments, ...communes, ...hamlets, ...forces]

/** The 65 communes and wards, ordered by code. */
export const communeUnits: readonly Unit[] = communes

/** The hamlets of one commune, in order of their code; empty for an unknown commune. */
export const hamletsOf = (communeCode: string): readonly Unit[] => hamlets.filter(h => h.parentCode === communeCode)
