import { localParts } from '@tusom/vi-text'
import { addDays } from '../reports/days.ts'

/** TTLT 43/2015: daily from the onset until the end, communes before 17:00, provinces before 19:00; the sum of an event within 15 days of its end. */
export const lossDueTime = { commune: '17:00', province: '19:00' } as const
export const eventSummaryDays = 15

export type LossDay = {
  day: string
  /** the deadline before, ms */
  from: number
  dueAt: number
  state: 'on-time' | 'late' | 'missing' | 'open'
  /** when the first report that speaks for it came, ms */
  at: number | null
}

const deadline = (day: string, level: keyof typeof lossDueTime): number =>
  Date.parse(`${day}T${lossDueTime[level]}:00+07:00`)

/** A report as the days count it: the time it speaks for, and when it came. */
export type LossSent = { asOf: number; sentAt: number }

/**
 * What a unit owed and gave day by day. The first deadline is the first one after the onset, which is within 24 hours of it. A report
 * belongs to the day that it speaks for: sent by that day's deadline it is on time, after it late, and for no other day is it anything.
 * What speaks for the hours before the first day of a deadline belongs to that first day. `end` null: the event goes on. The last deadline
 * is the first one at or after the end.
 */
export function lossDays(
  level: keyof typeof lossDueTime,
  onset: number,
  end: number | null,
  reports: readonly LossSent[],
  now: number,
): LossDay[] {
  const days: LossDay[] = []
  let from = onset
  let day = localParts(onset).date
  // not after its deadline any more: the next day's
  if (deadline(day, level) <= onset) day = addDays(day, 1)
  const first = day
  /** the earliest that came for each day */
  const came = new Map<string, number>()
  for (const r of reports) {
    if (r.asOf < onset || r.sentAt > now) continue
    const spoke = localParts(r.asOf).date
    const of = spoke < first ? first : spoke
    const had = came.get(of)
    if (had === undefined || r.sentAt < had) came.set(of, r.sentAt)
  }
  for (let n = 0; n < 400; n++) {
    const dueAt = deadline(day, level)
    const at = came.get(day) ?? null
    days.push({
      day,
      from,
      dueAt,
      at,
      state: at !== null ? (at <= dueAt ? 'on-time' : 'late') : now <= dueAt ? 'open' : 'missing',
    })
    if (dueAt >= now || (end !== null && dueAt >= end)) break
    from = dueAt
    day = addDays(day, 1)
  }
  return days
}

/** When the sum of an event is due; null while it goes on. The fifteenth day after the day of its end, whole. */
export const eventSummaryDue = (end: number | null): number | null =>
  end === null ? null : Date.parse(`${addDays(localParts(end).date, eventSummaryDays)}T23:59:59+07:00`)
