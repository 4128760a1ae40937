/** First and last day of a flood season as "MM-DD". */
export type Season = { from: string; to: string }

const north: Season = { from: '06-15', to: '10-31' }
const thanhHoaHaTinh: Season = { from: '07-01', to: '11-30' }
const quangBinhNinhThuan: Season = { from: '09-01', to: '12-15' }
const south: Season = { from: '06-15', to: '11-30' }

/**
 * The flood seasons of QĐ 18/2021/QĐ-TTg, Điều 5, by today's province. The law names the provinces before the mergers; a merged
 * province that lies in two of its regions has both (status of the merging: our reading).
 */
const byProvince: Record<string, readonly Season[]> = {
  ...Object.fromEntries(
    ['01', '04', '08', '11', '12', '14', '15', '19', '20', '22', '24', '25', '31', '33', '37'].map(p => [p, [north]]),
  ),
  ...Object.fromEntries(['38', '40', '42'].map(p => [p, [thanhHoaHaTinh]])),
  ...Object.fromEntries(['44', '46', '48', '56'].map(p => [p, [quangBinhNinhThuan]])),
  // with Kon Tum, Gia Lai, Đắk Lắk: Tây Nguyên and the coast in one province
  ...Object.fromEntries(['51', '52', '66'].map(p => [p, [quangBinhNinhThuan, south]])),
  ...Object.fromEntries(['68', '75', '79', '80', '82', '86', '91', '92', '96'].map(p => [p, [south]])),
}

/** The flood seasons of a province by its code ("20"); nothing where the code is none of today's. */
export const floodSeasons = (provinceCode: string): readonly Season[] => byProvince[provinceCode.slice(0, 2)] ?? []

const DAY = 86_400_000
/** The day in the middle of two days, both of the period. */
export function middleDay(p: { start: string; end: string }): string {
  const start = Date.parse(p.start)
  return new Date(start + Math.floor((Date.parse(p.end) - start) / DAY / 2) * DAY).toISOString().slice(0, 10)
}

export const inSeason = (day: string, seasons: readonly Season[]): boolean =>
  seasons.some(s => day.slice(5) >= s.from && day.slice(5) <= s.to)

/** How many days lie between two days of the year, the short way round the turn of it. */
export function daysApartInYear(a: string, b: string): number {
  const of = (d: string) =>
    Math.round((Date.parse(`2001-${d.slice(5) === '02-29' ? '02-28' : d.slice(5)}`) / DAY) % 365)
  const apart = Math.abs(of(a) - of(b))
  return Math.min(apart, 365 - apart)
}
