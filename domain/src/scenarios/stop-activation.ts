import { stepsFor } from './plan-activation.ts'
import type { Scenario, ScenarioPhase } from './scenario.ts'

/** What another activation that stays open asked for, and by which version of the scenario. */
export type StandingScope = {
  activationId: number
  scenario: Scenario
  communeId: number
  hazard: string
  level: number
  phases: readonly ScenarioPhase[]
}

/**
 * Which open tasks of an activation that is being stopped another open one also asks for: they are handed to it instead of
 * being cancelled. Task id → activation id.
 */
export function tasksToKeep(
  tasks: readonly { id: number; step: string; communeIds: readonly number[] }[],
  standing: readonly StandingScope[],
): Map<number, number> {
  const asked = standing.map(s => ({
    ...s,
    steps: new Set(stepsFor(s.scenario, s.hazard, s.level, s.phases).map(x => x.code)),
  }))
  const keep = new Map<number, number>()
  for (const t of tasks) {
    const other = asked.find(s => s.steps.has(t.step) && t.communeIds.includes(s.communeId))
    if (other) keep.set(t.id, other.activationId)
  }
  return keep
}
