import type { Indicator } from '../stations/station.ts'

/** One reading as a station would send it. `at` in milliseconds since 1970 (UTC); `value` in the unit of the station. */
export interface Reading {
  station: string
  indicator: Indicator
  at: number
  value: number
}

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
