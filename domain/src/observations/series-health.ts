/** How a series stands. `never`: nothing was ever heard; `late`: the next reading is overdue; `silent`: taken for broken. */
export type SeriesState = 'reporting' | 'late' | 'silent' | 'never'
export type SeriesHealth = {
  state: SeriesState
  /** since when it stands so: the moment the next reading was due (late) or the last one came (silent); null when never heard */
  since: number | null
  /** expected readings that have not come since the last one */
  missed: number
}

/** A reading may take half an interval more on its way before anybody calls it late. */
const LATE_AFTER = 1.5
/** Three intervals without a reading: the station is taken for broken. */
const SILENT_AFTER = 3

/**
 * Says whether a series speaks as often as it should. Times in milliseconds, `now` on the clock of the run. A station that is
 * silent says nothing about the water: its last value is not shown as the present one.
 * @example seriesHealth(Date.parse('2025-10-08T01:00Z'), 60, Date.parse('2025-10-08T04:30Z')).state // 'silent'
 */
export function seriesHealth(lastAt: number | null, expectedEveryMinutes: number, now: number): SeriesHealth {
  if (lastAt === null) return { state: 'never', since: null, missed: 0 }
  const every = expectedEveryMinutes * 60_000
  const quiet = now - lastAt
  const missed = Math.max(0, Math.floor(quiet / every))
  if (quiet > SILENT_AFTER * every) return { state: 'silent', since: lastAt, missed }
  if (quiet > LATE_AFTER * every) return { state: 'late', since: lastAt + every, missed }
  return { state: 'reporting', since: lastAt, missed: 0 }
}

/** Fewer gaps than this tell nothing about a habit. */
const GAPS_NEEDED = 8

/**
 * The interval at which a series has been speaking: the median gap between its last readings, in whole minutes. Null when there
 * are too few, or when they come so irregularly (a quarter of the gaps more than half off the median) that no interval is one.
 */
export function learnInterval(times: readonly number[]): number | null {
  const sorted = [...times].sort((a, b) => a - b)
  const gaps: number[] = []
  for (let i = 1; i < sorted.length; i++) {
    const gap = (sorted[i] as number) - (sorted[i - 1] as number)
    if (gap > 0) gaps.push(gap)
  }
  if (gaps.length < GAPS_NEEDED) return null
  gaps.sort((a, b) => a - b)
  const median = gaps[Math.floor(gaps.length / 2)] as number
  const off = gaps.filter(g => Math.abs(g - median) > median / 2).length
  if (off > gaps.length / 4) return null
  return Math.max(1, Math.round(median / 60_000))
}

export type ExpectedInterval = { minutes: number; from: 'set' | 'learnt' | 'registered' }

/**
 * What counts: what an officer set, else as registered, else what was learnt where that is more often. A longer habit never
 * counts: a station that slowly dies must not teach us to wait.
 */
export function expectedInterval(registered: number, learnt: number | null, set: number | null): ExpectedInterval {
  if (set !== null) return { minutes: set, from: 'set' }
  if (learnt !== null && learnt < registered) return { minutes: learnt, from: 'learnt' }
  return { minutes: registered, from: 'registered' }
}
