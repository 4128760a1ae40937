import { stepDueOf, type StepFlag } from './step-clock.ts'
import {
  type ScenarioPhase,
  scenarioPhaseOrder,
  type PlanCommune,
  type Scenario,
  type ScenarioStep,
  type UnitFunction,
  unitsForFunction,
} from './scenario.ts'

/** A task that an open activation of the same scenario has already given. */
export type GivenTask = {
  id: number
  step: string
  leadId: number
  communeIds: readonly number[]
  /** false once it is done, cannot be done or was cancelled */
  open: boolean
}

export type ActivationPlanInput = {
  scenario: Scenario
  functions: readonly UnitFunction[]
  communes: readonly PlanCommune[]
  hazard: string
  level: number
  phases: readonly ScenarioPhase[]
  /** unit that activates, and all below it: a commune gives no orders to a body of the province */
  owner: { id: number; units: ReadonlySet<number> }
  /** units that by mandate watch or consolidate the place */
  watchers: readonly number[]
  given: readonly GivenTask[]
  /** now on the clock of the run, ms */
  at: number
}

export type PlannedTask = {
  step: string
  phase: ScenarioPhase
  function: string
  functionName: string
  title: string
  text: string
  leadId: number
  cooperatingIds: number[]
  /** the cooperating functions in words; the units that carry them may be wider than the office meant */
  cooperatingText: string
  communeIds: number[]
  reach: number[]
  dueAt: number
  dueText: string
  recurs: string | null
  flag: StepFlag
}

/** A function of a step that no unit of a commune carries. Without a lead there is no task; somebody must be told. */
export type ActivationGap = {
  step: string
  title: string
  function: string
  part: 'lead' | 'cooperating'
  communeId: number
}

export type ActivationPlan = {
  tasks: PlannedTask[]
  /** tasks of the province that are open already and now also serve these communes */
  widened: { taskId: number; communeIds: number[]; cooperatingIds: number[]; reach: number[] }[]
  /** tasks that were there already, and stay as they are */
  already: number
  /** their ids: an incident that activates what another has already given shares those tasks */
  alreadyIds: number[]
  gaps: ActivationGap[]
  /** steps that a body above the activating unit leads: asked for, not ordered */
  above: { step: string; title: string; function: string; functionName: string }[]
}

/** The steps that apply, in the order of the scenario. */
export function stepsFor(
  scenario: Scenario,
  hazard: string,
  level: number,
  phases: readonly ScenarioPhase[],
): ScenarioStep[] {
  return scenario.steps.filter(
    s => phases.includes(s.phase) && s.hazards.includes(hazard) && s.level.from <= level && level <= s.level.to,
  )
}

const union = (...lists: Iterable<number>[]): number[] => [...new Set(lists.flatMap(l => [...l]))]

/**
 * Turns the steps of a scenario into tasks for real units. One task for each step and leading unit: a commune or a hamlet
 * gets its own, a body of the province one for all communes together. What an open activation already gave is not given
 * again, so activating twice adds nothing and a higher level adds only its own steps. Nothing here reads a clock or a
 * database; the same call makes the preview.
 */
export function planActivation(input: ActivationPlanInput): ActivationPlan {
  const { scenario, communes, owner, given } = input
  const functions = new Map(input.functions.map(f => [f.code, f]))
  const plan: ActivationPlan = { tasks: [], widened: [], already: 0, alreadyIds: [], gaps: [], above: [] }
  const steps = stepsFor(scenario, input.hazard, input.level, input.phases).sort(
    (a, b) => scenarioPhaseOrder.indexOf(a.phase) - scenarioPhaseOrder.indexOf(b.phase),
  )
  for (const step of steps) {
    const lead = functions.get(step.lead)
    const name = lead?.nameVi ?? step.lead
    if (lead?.carrier.kind === 'unit' && !owner.units.has(lead.carrier.unitId)) {
      plan.above.push({ step: step.code, title: step.titleVi, function: step.lead, functionName: name })
      continue
    }
    const partners = step.cooperating.map(code => ({ code, fn: functions.get(code) }))
    const partnersOf = (c: PlanCommune) => partners.flatMap(p => (p.fn ? unitsForFunction(p.fn, c) : []))
    const byLead = new Map<number, PlanCommune[]>()
    for (const commune of communes) {
      const gap = (code: string, part: ActivationGap['part']) =>
        plan.gaps.push({ step: step.code, title: step.titleVi, function: code, part, communeId: commune.id })
      for (const p of partners) if (!p.fn || !unitsForFunction(p.fn, commune).length) gap(p.code, 'cooperating')
      const leads = lead ? unitsForFunction(lead, commune) : []
      if (!leads.length) gap(step.lead, 'lead')
      for (const id of leads) byLead.set(id, [...(byLead.get(id) ?? []), commune])
    }
    const due = stepDueOf(step.clock, input.at)
    for (const [leadId, all] of byLead) {
      const had = given.filter(g => g.step === step.code && g.leadId === leadId)
      const wanted = all.filter(c => !had.some(g => g.communeIds.includes(c.id)))
      if (!wanted.length) {
        plan.already++
        plan.alreadyIds.push(...had.filter(g => all.some(c => g.communeIds.includes(c.id))).map(g => g.id))
        continue
      }
      const cooperatingIds = union(wanted.flatMap(partnersOf)).filter(id => id !== leadId)
      const communeIds = wanted.map(c => c.id)
      const reach = union([owner.id, leadId], cooperatingIds, communeIds, input.watchers)
      const running = had.find(g => g.open)
      if (running) {
        plan.widened.push({ taskId: running.id, communeIds, cooperatingIds, reach })
        continue
      }
      plan.tasks.push({
        step: step.code,
        phase: step.phase,
        function: step.lead,
        functionName: name,
        title: step.titleVi,
        text: `Bộ phận chủ trì: ${name}. Xong khi: ${lower(step.doneWhenVi)}.`,
        leadId,
        cooperatingIds,
        cooperatingText: partners.map(p => p.fn?.nameVi ?? p.code).join('; '),
        communeIds,
        reach,
        dueAt: due.at,
        dueText: due.textVi,
        recurs: due.recurs,
        flag: due.flag,
      })
    }
  }
  return plan
}

const lower = (text: string) => text.charAt(0).toLocaleLowerCase('vi') + text.slice(1)
