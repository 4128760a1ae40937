import type { Attr } from '../levels/table-rule.ts'
import { both, type Words } from './number-words.ts'

const w = (vi: string, en: string): Words => ({ vi, en })

/** What tables ask of a commune or a station, in words. Names of regions and coasts as QĐ 18/2021 writes them. */
const names: Record<string, Words> = {
  region: w('vùng', 'region'),
  coast: w('bờ biển', 'coast'),
  terrain: w('địa hình', 'terrain'),
  fireZone: w('vùng cháy rừng', 'forest-fire zone'),
  settlement: w('nơi ở', 'settlement'),
  nearReservoir: w('gần hồ chứa', 'near a reservoir'),
  shore: w('trạm', 'station'),
  place: w('nơi đặt trạm', 'place of the station'),
}
const values: Record<string, Words> = {
  'bien-dong': w('Biển Đông', 'East Sea'),
  'ven-bo': w('ven bờ', 'coastal waters'),
  'ngoai-khoi': w('ngoài khơi', 'offshore'),
  'tay-bac': w('Tây Bắc', 'North-west'),
  'viet-bac': w('Việt Bắc', 'Việt Bắc'),
  'dong-bac': w('Đông Bắc', 'North-east'),
  'dong-bang-bac-bo': w('Đồng bằng Bắc Bộ', 'Red River Delta'),
  'bac-trung-bo': w('Bắc Trung Bộ', 'North Central'),
  'trung-trung-bo': w('Trung Trung Bộ', 'Mid Central'),
  'nam-trung-bo': w('Nam Trung Bộ', 'South Central'),
  'tay-nguyen': w('Tây Nguyên', 'Central Highlands'),
  'nam-bo': w('Nam Bộ', 'South'),
  'qn-th': w('Quảng Ninh – Thanh Hóa', 'Quảng Ninh – Thanh Hóa'),
  'na-ht': w('Nghệ An – Hà Tĩnh', 'Nghệ An – Hà Tĩnh'),
  'qb-h': w('Quảng Bình – Huế', 'Quảng Bình – Huế'),
  'dn-bd': w('Đà Nẵng – Bình Định', 'Đà Nẵng – Bình Định'),
  'py-nt': w('Phú Yên – Ninh Thuận', 'Phú Yên – Ninh Thuận'),
  'bt-cm': w('Bình Thuận – Cà Mau', 'Bình Thuận – Cà Mau'),
  'cm-kg': w('Cà Mau – Kiên Giang', 'Cà Mau – Kiên Giang'),
  mountain: w('miền núi', 'mountain'),
  plain: w('đồng bằng', 'plain'),
  'nong-thon': w('nông thôn', 'rural'),
  'do-thi': w('đô thị', 'urban'),
  co: w('có', 'yes'),
  'cao-toc': w('đường cao tốc', 'motorway'),
  'san-bay': w('sân bay', 'airport'),
  bien: w('biển', 'sea'),
  song: w('sông', 'river'),
  deo: w('đèo', 'mountain pass'),
  low: w('thấp', 'low'),
  medium: w('trung bình', 'medium'),
  high: w('cao', 'high'),
  'very-high': w('rất cao', 'very high'),
}

/** Names of attributes in words, and the values that the packs which ship ask for, as a person may choose among them. */
export const attributeNames = (name: string): Words => names[name] ?? both(name)

export const valueWords = (v: Attr | number | string): Words => values[String(v)] ?? both(String(v))

/** `{ region: ['tay-bac'], terrain: ['mountain'] }` in words. */
export function attributeWords(where: Record<string, Attr[]>): Words[] {
  return Object.entries(where).map(([name, list]) => {
    const title = names[name] ?? both(name)
    const of = list.map(valueWords)
    return { vi: `${title.vi} ${of.map(x => x.vi).join(', ')}`, en: `${title.en} ${of.map(x => x.en).join(', ')}` }
  })
}
