/** A threshold of a river-stage row: a named mark of the station plus metres. */
export type Mark = {
  mark: 'alarm1' | 'alarm2' | 'alarm3' | 'record'
  plus?: number
  inclusive?: boolean
  exclusive?: boolean
}

export type StageRow = { id: string; level: number; zones: number[]; from: Mark; to?: Mark }

/** `from` reaches, `above` exceeds, `to` includes. Millimetres. */
export type MmRange = { from?: number; above?: number; to?: number }

export type Terrain = 'mountain' | 'plain'
export type Susceptibility = 'low' | 'medium' | 'high' | 'very-high'
export type Extent = 'under-half' | 'over-half' | 'many-provinces'

export type BandRow = {
  id: string
  level: number
  band: string
  /** days of such rain, from–to; `above`: the first figure itself is not included */
  days: Partial<Record<Terrain, [number, number | null]>>
  above?: boolean
  extent: Extent
}

type HazardHead = {
  hazard: string
  nameVi: string
  nameEn: string
  article: string
  /** sourced, recalled, proposal, unknown or set by the province: shown with every level */
  status: 'sourced' | 'recalled' | 'proposal' | 'unknown' | 'local'
  source: string
  notes?: string[]
}
export type StageHazard = HazardHead & { method: 'river-stage'; rows: StageRow[] }
export type BandHazard = HazardHead & {
  method: 'rain-band'
  bands: { id: string; mm24: MmRange; mm12?: MmRange }[]
  rows: BandRow[]
}
export type SlopeHazard = HazardHead & {
  method: 'rain-slope'
  wetMm24: number
  classes: { id: string; mm24: MmRange; wetDays: [number, number | null] }[]
  cells: Record<string, Record<string, Partial<Record<Susceptibility, number>>>>
}
export type PackHazard = StageHazard | BandHazard | SlopeHazard

/** A rule pack: the law as versioned data. */
export type RulePack = {
  id: string
  version: string
  title: string
  titleEn: string
  basis: string
  effectiveFrom: string
  effectiveTo: string | null
  hazards: PackHazard[]
}
