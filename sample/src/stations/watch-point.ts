import type { Figure } from '../provenance.ts'

/** One series of a watch point. */
export interface WatchSeries {
  indicator: string
  unit: string
  /** how often it reports, in minutes */
  intervalMinutes: number
  /** readings outside are refused as impossible */
  min: number
  max: number
  /** marks of the place, such as the levels of a reservoir */
  alarm1?: Figure
  alarm2?: Figure
  alarm3?: Figure
}

/** A place other than a river or rain gauge that tells something of a threat: air, prices, supply, health, counts of reports. All invented. */
export interface WatchPoint {
  code: string
  name: string
  nameEn: string
  lat: number
  lon: number
  /** the communes it speaks for, that of its own first */
  communeCodes: readonly string[]
  series: readonly WatchSeries[]
  source: string
  invented: true
}
