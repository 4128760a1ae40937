/** What a backup is called: sorts by time, in Vietnamese time, as people name days. */
export const backupFileName = (at: Date): string =>
  `tusom-${local(at).slice(0, 10).replaceAll('-', '')}-${local(at).slice(11, 19).replaceAll(':', '')}.tar`
const named = /^tusom-(\d{4})(\d{2})(\d{2})-(\d{2})(\d{2})(\d{2})\.tar$/

/** Vietnam is at +7 all year round. */
const OFFSET = 7 * 3_600_000
const local = (at: Date): string => new Date(at.getTime() + OFFSET).toISOString()
const DAY = 86_400_000

/** When a file of ours was made, by its name; null for any other file. */
export function madeAtByName(name: string): Date | null {
  const m = named.exec(name)
  if (!m) return null
  const at = Date.parse(`${m[1]}-${m[2]}-${m[3]}T${m[4]}:${m[5]}:${m[6]}+07:00`)
  return Number.isNaN(at) ? null : new Date(at)
}

/**
 * Which backups may go: all but the newest of each of the last `days` days, and of each of the last `weeks` weeks, that have one (a fault
 * that is noticed late must not have eaten every good copy). Files that are not ours are never named.
 */
export function staleBackups(names: readonly string[], keep: { days: number; weeks: number }): string[] {
  const ours = names
    .filter(n => madeAtByName(n))
    .sort()
    .reverse()
  const newestOf = (most: number, span: (at: Date) => number): string[] => {
    const first = new Map<number, string>()
    for (const name of ours) {
      const key = span(madeAtByName(name) as Date)
      if (!first.has(key) && first.size < most) first.set(key, name)
    }
    return [...first.values()]
  }
  const kept = new Set([
    ...newestOf(keep.days, at => Math.floor((at.getTime() + OFFSET) / DAY)),
    // the epoch was a Thursday; weeks begin on Monday
    ...newestOf(keep.weeks, at => Math.floor((at.getTime() + OFFSET + 3 * DAY) / (7 * DAY))),
  ])
  return ours.filter(n => !kept.has(n))
}

/** The last moment at or before `now` at which a daily backup was due ("02:30" in Vietnam). A machine that slept then makes it up. */
export function lastDue(now: Date, at: string): Date {
  const today = Date.parse(`${local(now).slice(0, 10)}T${at}:00+07:00`)
  return new Date(today <= now.getTime() ? today : today - DAY)
}
