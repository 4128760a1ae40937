import { localParts } from '@tusom/vi-text'
import { bucketOf } from './buckets.ts'

/** a day with so much rain (mm) sets the index back to nothing */
const WET_DAY_MM = 5

/** Saturation vapour pressure over water in mb (hPa) at a temperature in °C: Magnus formula with the coefficients of WMO-No. 8. */
const saturation = (t: number) => 6.112 * Math.exp((17.62 * t) / (243.12 + t))

/**
 * Index of forest-fire danger of Nesterov as adapted by Phạm Ngọc Hưng: P = K · Σ t13 · d13 over the days since rain, t13 air temperature at
 * 13:00 in °C, d13 deficit of vapour pressure at 13:00 in mb, K = 0 on a day with rain of 5 mm or more. Status: recalled. Takes temperature
 * (°C), humidity (%) and rain (mm) of one station; the readings of the hour from 13:00 count. A day without them breaks the sum: NaN until
 * the next wet day starts it anew.
 */
export class FireIndex {
  private day = Number.NaN
  private total = 0
  private known = true
  private t13 = Number.NaN
  private h13 = Number.NaN
  private rain = 0
  /** a rain gauge alone says nothing of fire */
  private heated = false

  push(at: number, value: number, kind: string): void {
    const day = bucketOf('day', at)
    if (day !== this.day) this.next(day)
    if (kind === 'rain') this.rain += value
    else if (kind === 'rain24') this.rain = Math.max(this.rain, value)
    else this.heated = true
    if (kind === 'rain' || kind === 'rain24' || localParts(at).hour !== 13) return
    if (kind === 'temperature') this.t13 = value
    else if (kind === 'humidity') this.h13 = value
  }

  private next(day: number): void {
    if (!Number.isNaN(this.day)) {
      this.total = this.withToday()
      this.known = !Number.isNaN(this.total)
      if (day - this.day > 1) this.known = false
      if (!this.known) this.total = Number.NaN
    }
    this.day = day
    this.t13 = Number.NaN
    this.h13 = Number.NaN
    this.rain = 0
  }

  private withToday(): number {
    if (this.rain >= WET_DAY_MM) return 0
    const deficit = saturation(this.t13) * (1 - this.h13 / 100)
    return this.total + Math.max(0, this.t13) * Math.max(0, deficit)
  }

  /** The index with what is known of today; before 13:00 that of yesterday. */
  get value(): number {
    if (!this.heated) return Number.NaN
    if (this.rain >= WET_DAY_MM) return 0
    return Number.isNaN(this.t13) || Number.isNaN(this.h13) ? this.total : this.withToday()
  }
}
