import type { RunRow } from '@tusom/store'

/** Now, on the clock of a run: the real one for run 0, else the exercise's own, which may run faster. */
export function runNow(run: RunRow, real: Date): Date {
  if (run.id === 0 || !run.clockAt || !run.anchorAt) return real
  const until = run.endedAt && run.endedAt < real ? run.endedAt : real
  return new Date(run.clockAt.getTime() + (until.getTime() - run.anchorAt.getTime()) * run.speed)
}
