import { localParts } from '@tusom/vi-text'
import { type Bucket, bucketOf } from './buckets.ts'
import { FireIndex } from './fire-index.ts'
import { InputWindow } from './input-window.ts'
import type { InputDef } from './pack.ts'

const HOUR = 3_600_000
/** a day's mean from a series of instants needs the four main synoptic hours at least */
const LEAST_FOR_A_MEAN = 4
/** the same weeks and months of five years: TT 15/2026/TT-BYT Đ.16, Đ.22 */
const YEARS_BACK = 5
/** fewer past figures make no median worth comparing with */
const LEAST_FOR_A_MEDIAN = 7
const dailyKinds = new Set(['temperature-max', 'temperature-min', 'temperature-mean'])

/**
 * What one input says at one station, from its readings in order of time. Figures are in the input's unit (an index where it has break
 * points). NaN: not enough readings to say anything.
 */
export class InputFigure {
  readonly def: InputDef
  readonly bucket: Bucket
  private readonly window: InputWindow | null
  private readonly fire: FireIndex | null
  private current = Number.NaN
  private sum = 0
  private count = 0
  private byDaily = false
  /** last settled figure per bucket, for medians and for the same weeks of earlier years */
  private readonly past: { bucket: number; at: number; value: number }[] = []

  constructor(def: InputDef) {
    this.def = def
    const { stat } = def
    this.bucket =
      stat.startsWith('month') || stat === 'same-months'
        ? 'month'
        : stat === 'week-sum' || stat === 'same-weeks' || def.weekly
          ? 'week'
          : 'day'
    this.window =
      ['sum', 'max', 'min', 'mean', 'rise'].includes(stat) || (stat === 'day-max' && def.hours)
        ? new InputWindow(def.hours ?? 24)
        : null
    this.fire = stat === 'fire-index' ? new FireIndex() : null
  }

  /** the figure of the bucket that the last reading ended, settled: nothing can change it any more; NaN: none */
  closed = Number.NaN
  closedBucket = Number.NaN
  /** the figure of the bucket of the last reading, as far as it is known; NaN: not known */
  open = Number.NaN
  openBucket = Number.NaN

  /** Takes a reading in. */
  push(at: number, value: number, kind: string): void {
    const b = bucketOf(this.bucket, this.def.closedAtMidnight ? at - 1 : at)
    this.closed = Number.NaN
    if (b !== this.openBucket && !Number.isNaN(this.openBucket)) {
      this.closed = this.figure(true)
      this.closedBucket = this.openBucket
      this.remember(this.closed)
      this.sum = 0
      this.count = 0
      this.current = Number.NaN
      this.byDaily = false
    }
    this.openBucket = b
    this.lastAt = at
    if (this.def.stat === 'nowcast') this.hours.push({ at, value })
    this.window?.push(at, value)
    this.fire?.push(at, value, kind)
    this.add(this.def.stat === 'day-max' && this.window ? this.window.mean : value, dailyKinds.has(kind))
    this.open = this.figure(false)
  }

  private lastAt = Number.NaN
  private readonly hours: { at: number; value: number }[] = []

  private add(value: number, daily: boolean): void {
    // a figure of the whole day stands above one made of instants
    if (daily && !this.byDaily) {
      this.sum = 0
      this.count = 0
      this.current = Number.NaN
      this.byDaily = true
    } else if (!daily && this.byDaily) return
    this.sum += value
    this.count++
    const { stat } = this.def
    if (stat === 'day-max') this.current = Number.isNaN(this.current) ? value : Math.max(this.current, value)
    else if (stat === 'day-min') this.current = Number.isNaN(this.current) ? value : Math.min(this.current, value)
    else this.current = value
  }

  private figure(closing: boolean): number {
    const { stat, breakpoints } = this.def
    const plain = this.plain(stat, closing)
    // the examples of QĐ 1459 (59,35 → 60; 109,5 → 110) round an index up; a millionth is no figure
    return breakpoints && !Number.isNaN(plain) ? Math.ceil(indexOf(breakpoints, plain) - 1e-6) : plain
  }

  private plain(stat: InputDef['stat'], closing: boolean): number {
    if (stat === 'nowcast') return nowcast(this.hours, this.lastAt)
    if (this.fire) return this.fire.value
    const w = this.window
    if (w && stat !== 'day-max') {
      return stat === 'sum'
        ? w.sum
        : stat === 'max'
          ? w.max
          : stat === 'min'
            ? w.min
            : stat === 'rise'
              ? w.rise
              : w.mean
    }
    switch (stat) {
      case 'day-mean':
        // the mean of a day is known when the day is over; one of a daily series at once
        return this.byDaily || (closing && this.count >= LEAST_FOR_A_MEAN) ? this.sum / this.count : Number.NaN
      case 'day-sum':
      case 'week-sum':
      case 'month-sum':
        return this.sum
      case 'percent-of-median': {
        const before = this.past.slice(-(this.def.days ?? 30)).map(p => p.value)
        return before.length < LEAST_FOR_A_MEDIAN
          ? Number.NaN
          : percentAbove(this.def.weekly ? this.sum : this.current, medianOf(before))
      }
      case 'same-weeks':
      case 'same-months':
        return this.againstSame()
      default:
        return this.current
    }
  }

  /** How many standard deviations the count so far lies above the mean of the same weeks (months) of five years. */
  private againstSame(): number {
    const before: number[] = []
    const here = placeInYear(this.bucket, this.lastAt)
    for (const p of this.past) {
      const then = placeInYear(this.bucket, p.at)
      if (then.n === here.n && here.year - then.year >= 1 && here.year - then.year <= YEARS_BACK) before.push(p.value)
    }
    if (before.length < YEARS_BACK) return Number.NaN
    const mean = before.reduce((a, b) => a + b, 0) / before.length
    const sd = Math.sqrt(before.reduce((a, b) => a + (b - mean) ** 2, 0) / (before.length - 1))
    if (sd === 0) return this.sum > mean ? Number.MAX_SAFE_INTEGER : 0
    return (this.sum - mean) / sd
  }

  private remember(closed: number): void {
    const { stat } = this.def
    if (stat === 'percent-of-median')
      this.past.push({ bucket: this.openBucket, at: this.lastAt, value: this.def.weekly ? this.sum : this.current })
    else if (stat === 'same-weeks' || stat === 'same-months')
      this.past.push({ bucket: this.openBucket, at: this.lastAt, value: this.sum })
    else if (Number.isNaN(closed)) return
    if (this.past.length > 400) this.past.shift()
  }
}

const percentAbove = (value: number, usual: number) =>
  usual === 0 ? (value === 0 ? 0 : Number.MAX_SAFE_INTEGER) : (value / usual - 1) * 100

/** Week 1 … 53 of its ISO year, or month 1 … 12 of its year. */
function placeInYear(bucket: Bucket, at: number): { year: number; n: number } {
  if (bucket === 'month') {
    const p = localParts(at)
    return { year: p.year, n: p.month }
  }
  // the ISO year of a week is that of its Thursday
  const monday = bucketOf('week', at) * 7 - 3
  const thursday = localParts((monday + 3) * 24 * HOUR - 7 * HOUR)
  const firstOfYear = Date.UTC(thursday.year, 0, 1) / 86_400_000
  return { year: thursday.year, n: Math.floor((monday + 3 - firstOfYear) / 7) + 1 }
}

export function medianOf(list: readonly number[]): number {
  const sorted = [...list].sort((a, b) => a - b)
  const half = sorted.length >> 1
  return sorted.length % 2 ? (sorted[half] as number) : ((sorted[half - 1] as number) + (sorted[half] as number)) / 2
}

/** The index of a concentration by linear interpolation between break points; above the last one the last slope's top value. QĐ 1459/QĐ-TCMT. */
export function indexOf(breakpoints: readonly [number, number][], c: number): number {
  for (let i = 1; i < breakpoints.length; i++) {
    const [c0, i0] = breakpoints[i - 1] as [number, number]
    const [c1, i1] = breakpoints[i] as [number, number]
    if (c <= c1) return ((i1 - i0) / (c1 - c0)) * (c - c0) + i0
  }
  return breakpoints.at(-1)?.[1] ?? Number.NaN
}

/**
 * Nowcast of a particle concentration over twelve hours: the more the hours differ, the more the last ones weigh. Needs two of the last
 * three hours. QĐ 1459/QĐ-TCMT, mục hourly VN_AQI. `hours` may hold older readings; several within one hour are averaged.
 */
export function nowcast(hours: { at: number; value: number }[], at: number): number {
  const now = Math.floor(at / HOUR)
  while (hours.length && Math.floor((hours[0] as { at: number }).at / HOUR) <= now - 12) hours.shift()
  const sums = new Map<number, { sum: number; n: number }>()
  for (const h of hours) {
    const i = now - Math.floor(h.at / HOUR)
    const had = sums.get(i) ?? { sum: 0, n: 0 }
    sums.set(i, { sum: had.sum + h.value, n: had.n + 1 })
  }
  const c = Array.from({ length: 12 }, (_, i) => {
    const s = sums.get(i)
    return s ? s.sum / s.n : null
  })
  if (c.slice(0, 3).filter(x => x !== null).length < 2) return Number.NaN
  const known = c.filter(x => x !== null)
  const max = Math.max(...known)
  const w = max === 0 ? 1 : Math.max(Math.min(...known) / max, 0.5)
  let top = 0
  let bottom = 0
  c.forEach((x, i) => {
    if (x === null) return
    // w = ½: Σ (½)^i·c_i counted from i = 1, the missing hours weighing nothing; otherwise the weighted mean
    if (w > 0.5) {
      top += w ** i * x
      bottom += w ** i
    } else top += 0.5 ** (i + 1) * x
  })
  return w > 0.5 ? top / bottom : top
}
