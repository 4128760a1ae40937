import { isoDate, localParts, localToInstant, toLocalIso } from '@tusom/vi-text'
import type { BulletinTime } from './parsed-bulletin.ts'
import type { Moment, TimeToken } from './scan-times.ts'

export type ReadTime = { at: BulletinTime; from: BulletinTime; to: BulletinTime; when: string; past: boolean | null }

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** Gives the times of one bulletin their year and their instant. */
export class TimeReader {
  /** the instant of issue, or null where the bulletin does not say it wholly */
  readonly issued: number | null
  /** noon of a day near the issue, by which a date without a year finds its year; null: no year is known */
  private readonly anchor: number | null

  constructor(issued: number | null, anchor: number | null) {
    this.issued = issued
    this.anchor = issued ?? anchor
  }

  /** The day as [year, month, day], or null where it is not known. */
  day(m: Moment): [number, number, number] | null {
    if (m.day !== null && m.month !== null) {
      const year = m.year ?? this.yearOf(m.month, m.day)
      return year === null ? null : [year, m.month, m.day]
    }
    if (m.relative === null || this.anchor === null) return null
    const p = localParts(this.anchor + m.relative * dayMs)
    return [p.year, p.month, p.day]
  }

  /** The year in which that day lies nearest to the issue. */
  private yearOf(month: number, day: number): number | null {
    if (this.anchor === null) return null
    const { year } = localParts(this.anchor)
    const distance = (y: number) => Math.abs(localToInstant(y, month, day, 12) - (this.anchor as number))
    return [year, year - 1, year + 1].sort((a, b) => distance(a) - distance(b))[0] ?? null
  }

  instant(m: Moment): number | null {
    if (m.hour === null) return null
    const day = this.day(m)
    if (!day) return null
    const local = localToInstant(day[0], day[1], day[2], m.hour, m.minute)
    return m.gmt ? local + 7 * hourMs : local
  }

  /** An instant where the hour is given, a day where it is not. */
  time(m: Moment): BulletinTime {
    const at = this.instant(m)
    if (at !== null) return toLocalIso(at)
    const day = this.day(m)
    return day && m.hour === null ? isoDate(...day) : null
  }

  /** "lúc 7h" in a bulletin of 10h00 is of that day; a later hour only where the words look ahead ("đến 19h"). */
  private today(m: Moment, before: string): BulletinTime {
    if (this.issued === null || m.hour === null || m.day !== null || m.relative !== null) return null
    const p = localParts(this.issued)
    const at = localToInstant(p.year, p.month, p.day, m.hour, m.minute)
    return at <= this.issued || /(?:đến|tới)\s(?:lúc |khoảng )?$/iu.test(before) ? toLocalIso(at) : null
  }

  read(token: TimeToken, text: string): ReadTime {
    const when = text.slice(token.start, token.end)
    if (token.kind === 'moment') {
      const at =
        this.time(token.moment) ?? this.today(token.moment, text.slice(Math.max(0, token.start - 12), token.start))
      return { at, from: null, to: null, when, past: null }
    }
    if (token.kind === 'range') {
      let from = this.time(token.from)
      const to = this.time(token.to)
      // "từ 19h đến 7h ngày 6/10" began the day before
      if (from !== null && to !== null && from.length > 10 && to.length > 10 && from > to)
        from = toLocalIso(Date.parse(from) - dayMs)
      return { at: null, from, to, when, past: null }
    }
    const { issued } = this
    if (issued === null) return { at: null, from: null, to: null, when, past: token.past }
    const unit = token.days ? dayMs : hourMs
    const sign = token.past ? -1 : 1
    const ends = [issued + sign * token.fromHours * unit, issued + sign * token.toHours * unit].sort((a, b) => a - b)
    const show = (ms: number) => (token.days ? localParts(ms).date : toLocalIso(ms))
    return { at: null, from: show(ends[0] as number), to: show(ends[1] as number), when, past: token.past }
  }

  /** First time after `after` at which a clock shows that hour. */
  static next(after: number, hour: number, minute: number): number {
    const p = localParts(after)
    const same = localToInstant(p.year, p.month, p.day, hour, minute)
    return same > after ? same : same + dayMs
  }
}
