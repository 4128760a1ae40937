import type { Actor } from '@tusom/domain'
import type { RunRow } from '@tusom/store'
import type { UnitTree } from './unit-tree.ts'

/** Now, on the clock of a run: the real one for run 0, else the exercise's own, which may run faster. */
export function runNow(run: RunRow, real: Date): Date {
  if (run.id === 0 || !run.clockAt || !run.anchorAt) return real
  const until = run.endedAt && run.endedAt < real ? run.endedAt : real
  return new Date(run.clockAt.getTime() + (until.getTime() - run.anchorAt.getTime()) * run.speed)
}

/** An exercise is played by its province, and seen by whoever holds its owner. To everybody else it is not there. */
export function runIsNear(run: RunRow, actor: Actor, tree: UnitTree): boolean {
  const { ownerId } = run
  if (run.id === 0 || ownerId === null) return run.id === 0
  return tree.provinceOf(ownerId)?.id === actor.provinceId || actor.assignments.some(a => a.units.has(ownerId))
}
