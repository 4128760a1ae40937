/** A threshold of a river-stage row: a named mark of the station plus metres. */
export type Mark = {
  mark: 'alarm1' | 'alarm2' | 'alarm3' | 'record'
  plus?: number
  inclusive?: boolean
  exclusive?: boolean
}

/** `basins: 'several'`: the row of Điều 45 for several river basins; it needs such water in at least two basins of the province. */
export type StageRow = { id: string; level: number; zones: number[]; from: Mark; to?: Mark; basins?: 'several' }

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

/** sourced, recalled, proposal, unknown or set by the province: shown with every level */
export type FactStatus = 'sourced' | 'recalled' | 'proposal' | 'unknown' | 'local'

/** What the levels of a hazard are called where they are not those of QĐ 18/2021. */
export type Scale = { id: string; levels: { level: number; vi: string; en: string; colour?: string }[] }

type HazardHead = {
  hazard: string
  nameVi: string
  nameEn: string
  article: string
  status: FactStatus
  source: string
  notes?: string[]
  /** left out: disaster risk levels of QĐ 18/2021 */
  scale?: Scale
  /**
   * Minutes for which the readings must say the same before the level follows: `up` for a rise, `down` for a fall. Left out: at
   * once. During the wait for a fall the level goes to the worst that was said meanwhile.
   */
  dwell?: { up?: number; down?: number }
}
export type StageHazard = HazardHead & {
  method: 'river-stage'
  rows: StageRow[]
  /** metres that the water must fall below a threshold before the lower row applies; left out: none */
  hysteresis?: number
}
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

/** `from` reaches, `above` exceeds, `to` includes, `below` excludes. */
export type Range = { from?: number; above?: number; to?: number; below?: number }

/** How a figure is made of the readings of a series. The buckets day, week and month are those of Asia/Ho_Chi_Minh. */
export const inputStats = [
  'last',
  'sum',
  'max',
  'min',
  'mean',
  'rise',
  'day-max',
  'day-min',
  'day-mean',
  'day-sum',
  'week-sum',
  'month-sum',
  'month-last',
  'percent-of-median',
  'nowcast',
  'same-weeks',
  'same-months',
  'fire-index',
] as const
export type InputStat = (typeof inputStats)[number]

/** A figure that a table looks at. */
export type InputDef = {
  id: string
  /** what `seriesKind` gives, or an indicator of the province's own by its name; a `*` at the end stands for any ending */
  indicators: string[]
  stat: InputStat
  /** length of the window of sum, max, min, mean and rise; with day-max: of the running mean whose highest is taken */
  hours?: number
  /** how many days (weeks) make the median of `percent-of-median` */
  days?: number
  /** `percent-of-median` of the sums of weeks instead of the last figures of days: counts */
  weekly?: boolean
  /** a figure of midnight belongs to the day that ends with it (hourly means named by their end) */
  closedAtMidnight?: boolean
  /** the figure is by how much the reading stands above this mark of the series */
  above?: 'alarm1' | 'alarm2' | 'alarm3' | 'record'
  /** how many units the figure must come back before a lower threshold applies */
  hysteresis?: number
  /** low figures are the dangerous ones (cold, visibility) */
  worse?: 'high' | 'low'
  /** where the figure is an index made by a table of break points (VN_AQI): concentrations and index values, from 0 up */
  breakpoints?: [number, number][]
  unit: string
  nameVi: string
  nameEn: string
}

/** The figure lies in the range; with `streak`, on so many days, weeks or months in a row up to now. */
export type Condition = { input: string; streak?: Range } & Range

/** One line of a table. All conditions must hold, each at any series of the commune. */
export type TableRow = {
  id: string
  /** null: the law names the case twice or not at all; an officer decides, `says` tells why */
  level: number | null
  says?: string
  /** attributes of the commune */
  where?: Record<string, (string | number)[]>
  /** attributes of the station */
  station?: Record<string, (string | number)[]>
  when: Condition[]
  /** share of the province's communes for which `when` holds */
  share?: Range
  /** number of basins (rivers, estuaries) of the province in which `when` holds */
  basins?: Range
}
export type TableHazard = HazardHead & { method: 'table'; inputs: InputDef[]; rows: TableRow[] }

export type PackHazard = StageHazard | BandHazard | SlopeHazard | TableHazard

/** A rule pack: the law as versioned data. */
export type RulePack = {
  id: string
  version: string
  title: string
  titleEn: string
  basis: string
  effectiveFrom: string
  effectiveTo: string | null
  /** a province's own version names the one it was made from: id and version */
  base?: { id: string; version: string } | null
  hazards: PackHazard[]
}
