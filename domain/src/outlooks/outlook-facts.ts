import type { Period } from '../reports/period.ts'
import type { Season } from './flood-season.ts'

export type OutlookPeriod = Pick<Period, 'key' | 'start' | 'end' | 'nameVi' | 'nameEn'>

/** What stood over the communes of a unit in one period. */
export type SeenLevel = { periodKey: string; hazard: string; level: number; communes: number; days: number }
export type OutlookHazard = {
  hazard: string
  nameVi: string
  nameEn: string
  /** false: its levels are those of another scale than QĐ 18/2021 */
  disaster: boolean
}
export type GaugePeak = { station: string; value: number; unit: string; day: string }
export type CountSeries = {
  form: string
  element: string
  nameVi: string
  nameEn: string
  unitVi: string
  unitEn: string
  /** one a period, oldest first, the last of them for the period before the next; null: not reported */
  values: (number | null)[]
}

export type OutlookFacts = {
  unit: { name: string }
  period: OutlookPeriod
  next: OutlookPeriod
  yearBefore: OutlookPeriod | null
  /** last day that is known of the period: today while it runs */
  until: string
  seasons: readonly Season[]
  hazards: readonly OutlookHazard[]
  /** earlier periods in which something was measured over the unit: in the others nobody can say what happened */
  observed: readonly OutlookPeriod[]
  /** something was measured in the period itself */
  watched: boolean
  seen: readonly SeenLevel[]
  peaks: readonly GaugePeak[]
  warnings: number
  series: readonly CountSeries[]
}
