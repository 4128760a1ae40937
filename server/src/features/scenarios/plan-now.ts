import type { ActivateIn, ActivationPreview } from '@tusom/contract'
import { type ActivationPlan, planActivation, Refusal, type UnitFunction } from '@tusom/domain'
import { findScenario, givenTasks, scenarioFunctions, type Tx } from '@tusom/store'
import type { FastifyRequest } from 'fastify'
import { actingUnit, communesOf, named, watchersOf } from '../../core/places.ts'
import type { UnitTree } from '../../core/unit-tree.ts'

/** A function of the province's table, by its names; one that is not in it by its code. */
export const functionName = (functions: readonly UnitFunction[], code: string) => {
  const fn = functions.find(f => f.code === code)
  return { code, vi: fn?.nameVi ?? code, en: fn?.nameEn ?? code }
}

/** What activating would do now; the same for the preview and for the act, so that they cannot differ. */
export async function planOf(
  tree: UnitTree,
  tx: Tx,
  request: FastifyRequest & { params: { id: number }; body: ActivateIn },
) {
  const { id } = request.params
  const { unitIds, hazard, level, phases } = request.body
  const scenario = await findScenario(tx, id)
  if (!scenario) throw new Refusal('not-found', { what: 'kịch bản' })
  if (!scenario.hazards.includes(hazard))
    throw new Refusal('scenario.other-hazard', { hazards: scenario.hazards.join(', ') })
  const ownerId = actingUnit(request.actor, 'scenarios.activate', unitIds)
  const functions = await scenarioFunctions(tx)
  const watchers = await watchersOf(tx, tree, unitIds)
  const result = planActivation({
    scenario,
    functions,
    communes: communesOf(tree, unitIds, request.now, 'scenario.not-a-commune'),
    hazard,
    level,
    phases,
    owner: { id: ownerId, units: tree.subtree(ownerId) },
    watchers,
    given: await givenTasks(tx, scenario.code),
    at: request.now.getTime(),
  })
  if (!result.tasks.length && !result.already && !result.widened.length && !result.gaps.length && !result.above.length)
    throw new Refusal('scenario.no-steps', { level })
  return { scenario, functions, ownerId, watchers, plan: result }
}

/** The plan as a person checks it before anything is given. */
export function presentPreview(
  tree: UnitTree,
  result: ActivationPlan,
  functions: readonly UnitFunction[],
): ActivationPreview {
  const steps = new Map<string, ActivationPlan['tasks']>()
  for (const t of result.tasks) steps.set(t.step, [...(steps.get(t.step) ?? []), t])
  const gaps = new Map<string, ActivationPreview['gaps'][number]>()
  for (const g of result.gaps) {
    const key = `${g.step}/${g.function}/${g.part}`
    const had = gaps.get(key)
    if (had) had.communes.push(named(tree, g.communeId))
    else
      gaps.set(key, {
        step: g.step,
        title: g.title,
        function: g.function,
        functionName: functionName(functions, g.function).vi,
        part: g.part,
        communes: [named(tree, g.communeId)],
      })
  }
  return {
    tasks: result.tasks.length,
    units: new Set(result.tasks.map(t => t.leadId)).size,
    already: result.already,
    widened: result.widened.length,
    byStep: [...steps.values()].flatMap(tasks => {
      const first = tasks[0]
      if (!first) return []
      return [
        {
          step: first.step,
          phase: first.phase,
          title: first.title,
          functionName: first.functionName,
          leads: tasks.map(t => named(tree, t.leadId)),
          communes: new Set(tasks.flatMap(t => t.communeIds)).size,
          dueAt: new Date(first.dueAt).toISOString(),
          dueText: first.dueText,
          flag: first.flag,
        },
      ]
    }),
    gaps: [...gaps.values()],
    above: result.above.map(({ step, title, functionName: name }) => ({ step, title, functionName: name })),
  }
}
