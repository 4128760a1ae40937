import type { BandHazard, BandRow, MmRange, SlopeHazard, Susceptibility, Terrain } from './pack.ts'

export const within = (range: MmRange, thousandths: number): boolean =>
  (range.from === undefined || thousandths >= range.from * 1000) &&
  (range.above === undefined || thousandths > range.above * 1000) &&
  (range.to === undefined || thousandths <= range.to * 1000)

/** Index of the band a gauge is in, −1 for none. The highest that holds. Sums in thousandths of a millimetre. */
export function bandOf(hazard: BandHazard, sum24: number, sum12: number): number {
  for (let i = hazard.bands.length - 1; i >= 0; i--) {
    const band = hazard.bands[i] as BandHazard['bands'][number]
    if (within(band.mm24, sum24)) return i
    if (band.mm12 && within(band.mm12, sum12)) return i
  }
  return -1
}

/** How wide such rain lies now. `share` null: the province or its communes are not known. */
export type Spread = { inBand: number; communes: number | null; provincesOverHalf: number }

export type RainVerdict = { level: number | null; rule: string; gap: string | null }

function daysHold(row: BandRow, terrain: Terrain, days: number): boolean {
  const range = row.days[terrain]
  if (!range) return false
  const [from, to] = range
  return (row.above ? days > from : days >= from) && (to === null || days <= to)
}

function extentHolds(row: BandRow, spread: Spread): boolean {
  if (spread.communes === null) return false
  if (row.extent === 'many-provinces') return spread.provincesOverHalf >= 2
  return row.extent === 'over-half' ? spread.inBand * 2 > spread.communes : spread.inBand * 2 < spread.communes
}

/** Heavy rain, Điều 44 QĐ 18/2021. What the table does not name is a gap and comes out undetermined. */
export function judgeBand(
  hazard: BandHazard,
  bandIndex: number,
  days: number,
  terrain: Terrain | null,
  spread: Spread,
): RainVerdict {
  const band = hazard.bands[bandIndex]
  if (!band) return { level: 0, rule: 'none', gap: null }
  if (spread.communes === null)
    return { level: null, rule: 'extent-unknown', gap: 'chưa biết số xã của tỉnh để tính tỷ lệ' }
  const terrains: Terrain[] = terrain ? [terrain] : ['mountain', 'plain']
  const found = terrains.map(t => {
    let best: BandRow | null = null
    for (const row of hazard.rows) {
      if (row.band !== band.id || !daysHold(row, t, days) || !extentHolds(row, spread)) continue
      if (!best || row.level > best.level) best = row
    }
    return best
  })
  const first = found[0] ?? null
  if (found.some(r => (r?.level ?? null) !== (first?.level ?? null)))
    return { level: null, rule: 'terrain-unknown', gap: 'chưa biết xã thuộc miền núi hay đồng bằng' }
  if (!first) return { level: null, rule: 'gap', gap: 'luật không nêu trường hợp này' }
  return { level: first.level, rule: first.id, gap: null }
}

/** Flash flood and landslide, Điều 46 QĐ 18/2021. A cell the table leaves empty has no level: 0. */
export function judgeSlope(
  hazard: SlopeHazard,
  sum24: number,
  wetDays: number,
  zone: number | null,
  susceptibility: Susceptibility | null,
): RainVerdict {
  const byAmount = hazard.classes.find(c => within(c.mm24, sum24))
  if (!byAmount) return { level: 0, rule: 'none', gap: null }
  const [from, to] = byAmount.wetDays
  const holds = (from === 0 ? wetDays >= 0 : wetDays > from) && (to === null || wetDays <= to)
  if (!holds)
    return { level: null, rule: `gap/${byAmount.id}`, gap: 'luật không nêu lượng mưa này với số ngày mưa này' }
  if (zone === null)
    return { level: null, rule: 'zone-unknown', gap: 'chưa biết khu vực sạt lở của xã (Bảng 5 Phụ lục XII)' }
  if (susceptibility === null)
    return { level: null, rule: 'susceptibility-unknown', gap: 'chưa biết mức nguy cơ sạt lở của xã' }
  const level = hazard.cells[byAmount.id]?.[String(zone)]?.[susceptibility] ?? 0
  return { level, rule: level === 0 ? 'none' : `${byAmount.id}/kv${zone}/${susceptibility}`, gap: null }
}
