import { localParts } from '@tusom/vi-text'
import { addDays } from '../reports/days.ts'

/** TTLT 43/2015: daily from the onset until the end, communes before 17:00, provinces before 19:00; the sum of an event within 15 days of its end. */
export const lossDueTime = { commune: '17:00', province: '19:00' } as const
export const eventSummaryDays = 15
const dayMs = 86_400_000

export type LossDay = {
  day: string
  /** ms; what came after the deadline before counts for this one */
  from: number
  dueAt: number
  state: 'on-time' | 'late' | 'missing' | 'open'
  /** the first report that counts for it, ms */
  at: number | null
}

const deadline = (day: string, level: keyof typeof lossDueTime): number =>
  Date.parse(`${day}T${lossDueTime[level]}:00+07:00`)

/**
 * What a unit owed and gave day by day. The first deadline is the first one after the onset, which is within 24 hours of it. A report that
 * comes after a missed deadline is late for it, and for nothing else. `end` null: the event goes on. The last deadline
 * is the first one at or after the end.
 */
export function lossDays(
  level: keyof typeof lossDueTime,
  onset: number,
  end: number | null,
  reports: readonly number[],
  now: number,
): LossDay[] {
  const sorted = [...reports].filter(at => at >= onset && at <= now).sort((a, b) => a - b)
  const days: LossDay[] = []
  let from = onset
  let day = localParts(onset).date
  // not after its deadline any more: the next day's
  if (deadline(day, level) <= onset) day = addDays(day, 1)
  let late: number | undefined
  for (let n = 0; n < 400; n++) {
    const dueAt = deadline(day, level)
    // one that came late for the day before is not on time for this one as well
    const inTime = sorted.find(at => at > from - (n === 0 ? 1 : 0) && at <= dueAt && at !== late)
    const next = dueAt + dayMs
    const after = sorted.find(at => at > dueAt && at <= next)
    late = inTime === undefined ? after : undefined
    const at = inTime ?? after ?? null
    days.push({
      day,
      from,
      dueAt,
      at,
      state: inTime !== undefined ? 'on-time' : now <= dueAt ? 'open' : after !== undefined ? 'late' : 'missing',
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
