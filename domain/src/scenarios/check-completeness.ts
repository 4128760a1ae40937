import { type ScenarioPhase, type PlanCommune, type Scenario, type UnitFunction, unitsForFunction } from './scenario.ts'

export type CompletenessGap =
  /** no step at all in a phase for a hazard at a level */
  | { kind: 'no-step'; phase: ScenarioPhase; hazard: string; level: number }
  /** a function that the table of functions does not know */
  | { kind: 'unknown-function'; step: string; function: string; part: 'lead' | 'cooperating' }
  /** a known function that no unit carries in some communes */
  | { kind: 'no-unit'; step: string; function: string; part: 'lead' | 'cooperating'; communeIds: number[] }
  /** a step that does not say when it is done, or where it comes from */
  | { kind: 'no-done-when' | 'no-source'; step: string }

export type Completeness = {
  steps: number
  communes: number
  byPhase: { phase: ScenarioPhase; steps: number }[]
  sourced: number
  gaps: CompletenessGap[]
}

/**
 * Whether a scenario could be carried out as it stands: every phase has steps for every hazard and level, every step a
 * lead that some unit of every commune carries, a way to tell that it is done, and a source. Gaps are named, not counted away.
 */
export function checkCompleteness(
  scenario: Scenario,
  functions: readonly UnitFunction[],
  communes: readonly PlanCommune[],
): Completeness {
  const table = new Map(functions.map(f => [f.code, f]))
  const gaps: CompletenessGap[] = []
  for (const { code: phase } of scenario.phases)
    for (const hazard of scenario.hazards)
      for (let level = 1; level <= 5; level++)
        if (
          !scenario.steps.some(
            s => s.phase === phase && s.hazards.includes(hazard) && s.level.from <= level && level <= s.level.to,
          )
        )
          gaps.push({ kind: 'no-step', phase, hazard, level })
  for (const step of scenario.steps) {
    const parts = [[step.lead, 'lead'] as const, ...step.cooperating.map(f => [f, 'cooperating'] as const)]
    for (const [code, part] of parts) {
      const fn = table.get(code)
      if (!fn) {
        gaps.push({ kind: 'unknown-function', step: step.code, function: code, part })
        continue
      }
      const without = communes.filter(c => !unitsForFunction(fn, c).length).map(c => c.id)
      if (without.length) gaps.push({ kind: 'no-unit', step: step.code, function: code, part, communeIds: without })
    }
    if (!step.doneWhenVi.trim()) gaps.push({ kind: 'no-done-when', step: step.code })
    if (!step.source.text.trim()) gaps.push({ kind: 'no-source', step: step.code })
  }
  return {
    steps: scenario.steps.length,
    communes: communes.length,
    byPhase: scenario.phases.map(p => ({
      phase: p.code,
      steps: scenario.steps.filter(s => s.phase === p.code).length,
    })),
    sourced: scenario.steps.filter(s => s.source.status === 'sourced').length,
    gaps,
  }
}
