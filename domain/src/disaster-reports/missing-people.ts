/** A figure as it stood from a time on; null: taken back. */
export type StoodFigure = { at: number; value: number | null }

const yearBefore = (now: number): number => {
  const d = new Date(now)
  d.setUTCFullYear(d.getUTCFullYear() - 1)
  return d.getTime()
}

/**
 * TTLT 43/2015: a missing person counts as dead after a year. From figures alone: as many as were missing all through the last year. Where some
 * were found and others went missing in that time it says too many, so it is put before a person and never moved by itself.
 *
 * @param history - one commune's figure of the missing, in the order of time
 */
export function missingOverAYear(history: readonly StoodFigure[], now: number): number {
  const since = yearBefore(now)
  const before = history.findLast(h => h.at <= since)
  if (!before) return 0
  return Math.min(before.value ?? 0, ...history.filter(h => h.at > since && h.at <= now).map(h => h.value ?? 0))
}
