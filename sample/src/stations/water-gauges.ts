import { type Figure, invented, sourced } from '../provenance.ts'
import type { Station } from './station.ts'

const ALARM_UNKNOWN =
  'mẫu: không tìm thấy mức báo động của trạm trong văn bản nào; bịa ra, phải thay bằng QĐ 05/2020/QĐ-TTg'
const ZONE_UNKNOWN = 'mẫu: danh sách khu vực của trạm (QĐ 18/2021/QĐ-TTg, Phụ lục XIII) chưa có; bịa ra để trình diễn'
const RECALLED_PLACE = 'tên trạm theo hiểu biết chung, chưa đối chiếu; tọa độ gần đúng'
const ROUGH_PLACE = 'tên trạm theo báo chí; tọa độ gần đúng theo hiểu biết chung'

const made = (value: number): Figure => invented(value, ALARM_UNKNOWN)

interface Row {
  key: string
  name: string
  river: string
  basin: string
  lat: number
  lon: number
  communes: readonly string[]
  alarms: readonly [Figure, Figure, Figure]
  record: Station['floodRecord']
  zone: 1 | 2 | 3 | 4
  range: readonly [min: number, max: number]
  source: string
}

const rows: readonly Row[] = [
  {
    key: 'HULUNG',
    name: 'Hữu Lũng',
    river: 'sông Trung',
    basin: 'sông Thương',
    lat: 21.5,
    lon: 106.34,
    communes: ['06385', '06415', '06391', '06457', '06427', '06436'],
    alarms: [
      made(17),
      made(18),
      sourced(19, 'tính từ báo chí 10/2025: 20,97 m trên báo động 3 là 1,97 m; 24,14 m trên báo động 3 là 5,14 m'),
    ],
    record: {
      value: 22.54,
      year: 1986,
      status: 'sourced',
      source: 'báo chí 10/2025: đỉnh lũ lịch sử 1986; bộ mẫu không tính trận lũ 10/2025 (24,14 m)',
    },
    zone: 3,
    range: [8, 30],
    source: ROUGH_PLACE,
  },
  {
    key: 'LANGSON',
    name: 'Lạng Sơn',
    river: 'sông Kỳ Cùng',
    basin: 'sông Kỳ Cùng',
    lat: 21.85,
    lon: 106.76,
    communes: ['05977', '05983', '05986', '06187', '06286', '06316'],
    alarms: [
      made(254.5),
      made(255.5),
      sourced(
        256.5,
        'tính từ báo chí 9/2014: 256,33 m dưới báo động 3 là 0,17 m; phải đối chiếu với QĐ 05/2020/QĐ-TTg',
      ),
    ],
    record: null,
    zone: 3,
    range: [245, 270],
    source: ROUGH_PLACE,
  },
  {
    key: 'THATKHE',
    name: 'Thất Khê',
    river: 'sông Bắc Khê',
    basin: 'sông Kỳ Cùng',
    lat: 22.255,
    lon: 106.47,
    communes: ['06040', '06046', '06058', '06019'],
    alarms: [made(184), made(185.5), made(187)],
    record: null,
    zone: 3,
    range: [175, 200],
    source: RECALLED_PLACE,
  },
  {
    key: 'VANMICH',
    name: 'Văn Mịch',
    river: 'sông Bắc Giang',
    basin: 'sông Kỳ Cùng',
    lat: 22.09,
    lon: 106.39,
    communes: ['06079', '06073', '06091'],
    alarms: [made(190), made(191.5), made(193)],
    record: null,
    zone: 2,
    range: [180, 205],
    source: RECALLED_PLACE,
  },
  {
    key: 'NASAM',
    name: 'Na Sầm',
    river: 'sông Kỳ Cùng',
    basin: 'sông Kỳ Cùng',
    lat: 22.06,
    lon: 106.607,
    communes: ['06124', '06154', '06172'],
    alarms: [made(215), made(216.5), made(218)],
    record: null,
    zone: 3,
    range: [205, 232],
    source: RECALLED_PLACE,
  },
  {
    key: 'LOCBINH',
    name: 'Lộc Bình',
    river: 'sông Kỳ Cùng',
    basin: 'sông Kỳ Cùng',
    lat: 21.758,
    lon: 106.925,
    communes: ['06529', '06565', '06526', '06541'],
    alarms: [made(263), made(264.5), made(266)],
    record: null,
    zone: 2,
    range: [254, 280],
    source: RECALLED_PLACE,
  },
  {
    key: 'CHILANG',
    name: 'Chi Lăng',
    river: 'sông Thương',
    basin: 'sông Thương',
    lat: 21.63,
    lon: 106.557,
    communes: ['06463', '06505', '06445'],
    alarms: [made(44), made(45), made(46)],
    record: null,
    zone: 2,
    range: [36, 58],
    source: RECALLED_PLACE,
  },
]

/** The water gauges. Only two alarm levels and one record are public; every other level is invented and says so. */
export const waterGauges: readonly Station[] = rows.map(r => ({
  code: `LS-W-${r.key}`,
  name: r.name,
  nameEn: `${r.name} gauge`,
  indicator: 'water_level',
  unit: 'm',
  river: r.river,
  basin: r.basin,
  lat: r.lat,
  lon: r.lon,
  communeCode: r.communes[0]!,
  communeCodes: r.communes,
  intervalMinutes: 30,
  alarm1: r.alarms[0],
  alarm2: r.alarms[1],
  alarm3: r.alarms[2],
  floodRecord: r.record,
  zone: invented(r.zone, ZONE_UNKNOWN),
  range: { min: r.range[0], max: r.range[1], status: 'invented', source: 'mẫu: giới hạn chặn số đo vô lý' },
  source: r.source,
  invented: false,
}))
