import { INVENTED, invented } from '../provenance.ts'
import { communeRows } from '../units/communes-table.ts'
import type { WatchPoint, WatchSeries } from './watch-point.ts'

const HOURLY = 60
const DAILY = 24 * 60
const s = (indicator: string, unit: string, intervalMinutes: number, min: number, max: number): WatchSeries => ({
  indicator,
  unit,
  intervalMinutes,
  min,
  max,
})
const TOWN = ['05977', '05983', '05986', '06187']
const SOUTH_WEST = ['06385', '06391', '06400', '06415', '06427', '06436', '06445', '06457']

function point(
  key: string,
  name: string,
  nameEn: string,
  communeCodes: readonly string[],
  series: readonly WatchSeries[],
): WatchPoint {
  const own = communeRows.find(r => r.code === communeCodes[0])!
  return {
    code: `LS-X-${key}`,
    name,
    nameEn,
    lat: own.lat,
    lon: own.lon,
    communeCodes,
    series,
    source: INVENTED,
    invented: true,
  }
}

/** Invented watch points, so that the commune's page and the indicator set show more than water and rain. */
export const watchPoints: readonly WatchPoint[] = [
  point('KK-DONGKINH', 'Không khí Đông Kinh', 'Đông Kinh air', TOWN, [
    s('pm25', 'µg/m³', HOURLY, 0, 1000),
    s('pm10', 'µg/m³', HOURLY, 0, 2000),
  ]),
  point('KT-DONGKINH', 'Khí tượng Đông Kinh', 'Đông Kinh weather', TOWN, [s('temperature', '°C', HOURLY, -10, 50)]),
  point(
    'KT-MAUSON',
    'Khí tượng Mẫu Sơn',
    'Mẫu Sơn weather',
    ['06541', '06220'],
    [s('temperature', '°C', HOURLY, -10, 50)],
  ),
  point(
    'HO-BANLAI',
    'Hồ Bản Lải',
    'Bản Lải reservoir',
    ['06565', '06529'],
    [
      {
        ...s('reservoir_level', 'm', HOURLY, 250, 330),
        alarm1: invented(295, 'mẫu: mực nước dâng bình thường, bịa ra'),
        alarm2: invented(298, 'mẫu: mực nước lũ thiết kế, bịa ra'),
        alarm3: invented(300, 'mẫu: mực nước lũ kiểm tra, bịa ra'),
      },
      s('reservoir_release', 'm³/s', HOURLY, 0, 5000),
    ],
  ),
  point('CHO-DONGKINH', 'Chợ Đông Kinh', 'Đông Kinh market', TOWN, [
    s('price-gao', 'đồng/kg', DAILY, 1000, 200_000),
    s('price-thit-lon', 'đồng/kg', DAILY, 10_000, 900_000),
    s('price-rau', 'đồng/kg', DAILY, 1000, 300_000),
    s('stock-days-gao', 'ngày', DAILY, 0, 365),
  ]),
  point('LD-DONGKINH', 'Số đếm tin báo lừa đảo', 'Counts of scam reports', TOWN, [
    s('scam-reports', 'tin', DAILY, 0, 10_000),
  ]),
  point(
    'NDD-LOCBINH',
    'Nước dưới đất Lộc Bình',
    'Lộc Bình groundwater',
    ['06529', '06526'],
    [s('groundwater-level', 'm', DAILY, -100, 500)],
  ),
  point('DIEN-HULUNG', 'Điện lực Hữu Lũng', 'Hữu Lũng power', SOUTH_WEST, [
    s('power-outage-households', 'hộ', HOURLY, 0, 100_000),
  ]),
  point(
    'NUOC-HULUNG',
    'Cấp nước Hữu Lũng',
    'Hữu Lũng water supply',
    ['06385'],
    [s('water-outage-households', 'hộ', HOURLY, 0, 100_000)],
  ),
  point(
    'YT-HULUNG',
    'Trạm Y tế Hữu Lũng',
    'Hữu Lũng health station',
    ['06385'],
    [s('cases-linked-sot-xuat-huyet', 'ca', DAILY, 0, 10_000), s('animal-outbreaks', 'ổ dịch', DAILY, 0, 1000)],
  ),
]
