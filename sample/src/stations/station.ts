import type { Figure, Status } from '../provenance.ts'

/** `water_level` in metres above the gauge's zero of the national height system; `rain` in mm fallen in the hour that ends at the reading. */
export type Indicator = 'water_level' | 'rain'

/** One gauge with its one series. Figures carry where they come from; alarm levels are data of the place, never of the program. */
export interface Station {
  code: string
  name: string
  nameEn: string
  indicator: Indicator
  unit: 'm' | 'mm'
  /** River and basin for water gauges; null for rain gauges. */
  river: string | null
  basin: string | null
  lat: number
  lon: number
  /** The commune in which it stands. */
  communeCode: string
  /** Communes it speaks for (its own included). */
  communeCodes: readonly string[]
  /** How often it reports, in minutes: twice this without a reading is silence. */
  intervalMinutes: number
  /** Alarm levels 1–3 (báo động, m); null for rain gauges. */
  alarm1: Figure | null
  alarm2: Figure | null
  alarm3: Figure | null
  /** Highest flood on record before the sample's own flood; null where none was found. */
  floodRecord: { value: number; year: number; status: Status; source: string } | null
  /** Zone (khu vực 1–4) of the station in Decision 18/2021, Annex XIII, which was not available: invented. Null for rain. */
  zone: Figure | null
  /** Readings outside are refused as impossible. */
  range: { min: number; max: number; status: Status; source: string }
  /** Name and place of the gauge: where from. */
  source: string
  /** True when the gauge itself was made up. */
  invented: boolean
}
