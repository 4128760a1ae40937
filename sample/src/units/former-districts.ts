/**
 * The districts abolished on 01/07/2025. The statistics codes of today's communes were taken from one of their former
 * members and still run district by district, which is general knowledge and not a legal source: status `recalled`.
 */
const RANGES: readonly (readonly [from: string, to: string, district: string])[] = [
  ['05970', '05992', 'thành phố Lạng Sơn'],
  ['05993', '06062', 'huyện Tràng Định'],
  ['06063', '06117', 'huyện Bình Gia'],
  ['06118', '06183', 'huyện Văn Lãng'],
  ['06184', '06252', 'huyện Cao Lộc'],
  ['06253', '06324', 'huyện Văn Quan'],
  ['06325', '06384', 'huyện Bắc Sơn'],
  ['06385', '06462', 'huyện Hữu Lũng'],
  ['06463', '06525', 'huyện Chi Lăng'],
  ['06526', '06612', 'huyện Lộc Bình'],
  ['06613', '06640', 'huyện Đình Lập'],
]

/** The former district of a commune, by its code. */
export function formerDistrict(communeCode: string): string {
  const range = RANGES.find(([from, to]) => communeCode >= from && communeCode <= to)
  if (!range) throw new Error(`former-districts: no range holds ${communeCode}`)
  return range[2]
}
