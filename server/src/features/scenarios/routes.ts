import { IdParams, ScenarioList, ScenarioOut, type ScenarioSummary } from '@tusom/contract'
import { checkCompleteness, Refusal, stepDueOf, type UnitFunction } from '@tusom/domain'
import { findScenario, listActivations, listScenarios, scenarioFunctions, type ScenarioRow } from '@tusom/store'
import { localParts } from '@tusom/vi-text'
import type { FastifyRequest } from 'fastify'
import type { App } from '../../app.ts'
import { communesOf, named } from '../../core/places.ts'
import { sayGap } from './present.ts'
import { functionName } from './plan-now.ts'
import { registerActivating } from './activate-routes.ts'
import { registerActivations } from './activation-routes.ts'

/** Framework scenarios: read, and checked for completeness in every commune of the province. */
export function registerScenarios(app: App): void {
  registerActivating(app)
  registerActivations(app)

  /** Communes of the reader's province: completeness is asked for all of them, whoever reads. */
  function provinceCommunes(request: FastifyRequest) {
    const tree = app.ctx.tree()
    const day = localParts(request.now.getTime()).date
    const ids = tree.communes(request.actor.provinceId, day).map(u => u.id)
    return communesOf(tree, ids, request.now, 'scenario.not-a-commune')
  }

  function summary(
    request: FastifyRequest,
    s: ScenarioRow,
    functions: readonly UnitFunction[],
    open: number,
  ): ScenarioSummary {
    const tree = app.ctx.tree()
    const check = checkCompleteness(s, functions, provinceCommunes(request))
    return {
      id: s.id,
      code: s.code,
      version: s.version,
      nameVi: s.nameVi,
      nameEn: s.nameEn,
      owner: named(tree, s.ownerId),
      hazards: [...s.hazards],
      phases: s.phases.map(p => ({
        code: p.code,
        vi: p.nameVi,
        en: p.nameEn,
        steps: check.byPhase.find(b => b.phase === p.code)?.steps ?? 0,
      })),
      steps: check.steps,
      sourced: check.sourced,
      source: s.source,
      sample: s.invented,
      communes: check.communes,
      gaps: check.gaps.map(g => sayGap(g, s, functions, tree)),
      openActivations: open,
    }
  }

  app.get(
    '/api/scenarios',
    { config: { policy: 'scenarios.read' }, schema: { response: { 200: ScenarioList } } },
    async request => {
      const { scenarios, functions, open } = await request.read(async tx => ({
        scenarios: await listScenarios(tx),
        functions: await scenarioFunctions(tx),
        open: await listActivations(tx, { state: 'open' }),
      }))
      return {
        scenarios: scenarios.map(s => summary(request, s, functions, open.filter(a => a.scenarioId === s.id).length)),
      }
    },
  )

  app.get(
    '/api/scenarios/:id',
    { config: { policy: 'scenarios.read' }, schema: { params: IdParams, response: { 200: ScenarioOut } } },
    async request => {
      const { scenario, functions, open } = await request.read(async tx => ({
        scenario: await findScenario(tx, request.params.id),
        functions: await scenarioFunctions(tx),
        open: await listActivations(tx, { state: 'open' }),
      }))
      if (!scenario) throw new Refusal('not-found', { what: 'kịch bản' })
      return {
        ...summary(request, scenario, functions, open.filter(a => a.scenarioId === scenario.id).length),
        stepList: scenario.steps.map(s => {
          const due = stepDueOf(s.clock, request.now.getTime())
          return {
            code: s.code,
            phase: s.phase,
            hazards: [...s.hazards],
            levelFrom: s.level.from,
            levelTo: s.level.to,
            titleVi: s.titleVi,
            titleEn: s.titleEn,
            doneWhenVi: s.doneWhenVi,
            doneWhenEn: s.doneWhenEn,
            lead: functionName(functions, s.lead),
            cooperating: s.cooperating.map(c => functionName(functions, c)),
            dueVi: due.textVi,
            dueEn: due.textEn,
            recurs: due.recurs !== null,
            source: s.source,
          }
        }),
      }
    },
  )
}
