import { countsInTotals, type ReportState, reportStateNames } from './life.ts'

/** How a report stands to its deadline. `late`: it has not come and the deadline has passed; `came-late`: it came after it. */
export type Timeliness = 'in-time' | 'late' | 'came-late' | 'waiting'

export function timeliness(state: ReportState | 'none', dueAt: Date, firstSentAt: Date | null, now: Date): Timeliness {
  if (firstSentAt) {
    // A report that was sent in time and came back for changes is late once more only after its deadline has passed.
    if (state !== 'none' && countsInTotals(state)) return firstSentAt > dueAt ? 'came-late' : 'in-time'
  }
  return now > dueAt ? 'late' : 'waiting'
}

const hour = 3_600_000

/** "3 ngày", "5 giờ", "dưới 1 giờ": how long ago. */
export function sinceWords(from: Date, now: Date): { vi: string; en: string } {
  const hours = Math.floor((now.getTime() - from.getTime()) / hour)
  if (hours < 1) return { vi: 'dưới 1 giờ', en: 'under an hour' }
  if (hours < 48) return { vi: `${hours} giờ`, en: `${hours} hours` }
  const days = Math.floor(hours / 24)
  return { vi: `${days} ngày`, en: `${days} days` }
}

/** One line about a report's state and deadline, for lists and the annex. */
export function stateWords(
  state: ReportState | 'none',
  dueAt: Date,
  firstSentAt: Date | null,
  now: Date,
): { vi: string; en: string } {
  const t = timeliness(state, dueAt, firstSentAt, now)
  const name = reportStateNames[state]
  if (t === 'late') {
    const since = sinceWords(dueAt, now)
    return { vi: `${name.vi}, quá hạn ${since.vi}`, en: `${name.en}, ${since.en} late` }
  }
  if (t === 'came-late' && firstSentAt) {
    const by = sinceWords(dueAt, firstSentAt)
    return { vi: `${name.vi} (gửi chậm ${by.vi})`, en: `${name.en} (${by.en} late)` }
  }
  return name
}
