import { ActivateIn, ActivationPreview, ActivationResult, IdParams } from '@tusom/contract'
import { Refusal, scenarioPhaseOrder } from '@tusom/domain'
import {
  addEntry,
  addScopes,
  findIncident,
  findScenario,
  giveScenarioTasks,
  insertActivation,
  lockScenario,
  openActivation,
  shareTasks,
  widenActivation,
  widenTask,
} from '@tusom/store'
import { randomUUID } from 'node:crypto'
import type { App } from '../../app.ts'
import { named } from '../../core/places.ts'
import { planOf, presentPreview } from './plan-now.ts'

/** A scenario is previewed and activated into tasks for real units. */
export function registerActivating(app: App): void {
  app.post(
    '/api/scenarios/:id/preview',
    {
      config: { policy: 'scenarios.activate' },
      schema: { params: IdParams, body: ActivateIn, response: { 200: ActivationPreview } },
    },
    async request => {
      for (const unitId of request.body.unitIds) request.permit({ unitId })
      const made = await request.read(tx => planOf(app.ctx.tree(), tx, request))
      return presentPreview(app.ctx.tree(), made.plan, made.functions)
    },
  )

  app.post(
    '/api/scenarios/:id/activate',
    {
      config: { policy: 'scenarios.activate' },
      schema: { params: IdParams, body: ActivateIn, response: { 200: ActivationResult } },
    },
    async request => {
      const { unitIds, hazard, level, phases, incidentId = null } = request.body
      for (const unitId of unitIds) request.permit({ unitId })
      const by = { userId: request.actor.userId, name: request.actor.displayName, at: request.now }
      return request.command(async (tx, note) => {
        const { code } = (await findScenario(tx, request.params.id)) ?? { code: '' }
        await lockScenario(tx, request.run.id, code)
        const { scenario, ownerId, watchers, plan: result } = await planOf(app.ctx.tree(), tx, request)
        if (incidentId !== null) {
          const incident = await findIncident(tx, incidentId)
          if (incident?.state !== 'open' || !incident.communeIds.some(id => unitIds.includes(id)))
            throw new Refusal('scenario.wrong-incident')
        }
        const reach = [
          ...new Set([ownerId, ...unitIds, ...watchers, ...result.tasks.flatMap(t => [t.leadId, ...t.cooperatingIds])]),
        ]
        const open = await openActivation(tx, scenario.id, ownerId, incidentId)
        const activationId =
          open?.id ??
          (await insertActivation(tx, request.run.id, { scenarioId: scenario.id, ownerId, incidentId, reach }, by))
        if (open) await widenActivation(tx, open.id, reach)
        const wanted = scenarioPhaseOrder.filter(p => phases.includes(p))
        await addScopes(tx, request.run.id, activationId, { communeIds: unitIds, hazard, level, phases: wanted }, by)
        await giveScenarioTasks(
          tx,
          request.run.id,
          result.tasks.map(t => ({
            kind: 'scenario' as const,
            title: t.title,
            text: t.text,
            ownerId,
            leadId: t.leadId,
            cooperatingIds: t.cooperatingIds,
            cooperatingText: t.cooperatingText,
            reach: t.reach,
            dueAt: new Date(t.dueAt),
            dueText: t.dueText,
            recurs: t.recurs,
            source: {
              activationId,
              scenario: scenario.code,
              version: scenario.version,
              scenarioId: scenario.id,
              step: t.step,
              phase: t.phase,
              function: t.function,
              functionName: t.functionName,
              hazard,
              level,
              communeIds: t.communeIds,
              ...(scenario.invented ? { sample: true } : {}),
              ...(t.flag ? { flag: t.flag } : {}),
            },
          })),
          by,
        )
        for (const w of result.widened) await widenTask(tx, w.taskId, w)
        if (incidentId !== null) await shareTasks(tx, request.run.id, incidentId, result.alreadyIds)
        if (incidentId !== null && (result.tasks.length || !open))
          await addEntry(
            tx,
            request.run.id,
            incidentId,
            {
              at: request.now,
              recordedAt: request.now,
              kind: 'decision',
              text: `Kích hoạt kịch bản “${scenario.nameVi}” cấp ${level} cho ${unitIds.length} xã, phường: giao ${result.tasks.length} nhiệm vụ${result.already ? `, ${result.already} nhiệm vụ đã giao từ trước` : ''}.`,
              source: named(app.ctx.tree(), ownerId).name,
              communeId: null,
              correctsId: null,
              link: { kind: 'activation', id: activationId },
              key: randomUUID(),
            },
            { userId: by.userId, name: by.name, unitId: ownerId },
          )
        note({
          command: 'scenario.activate',
          subject: `activation/${activationId}`,
          unitId: ownerId,
          detail: {
            scenario: scenario.code,
            version: scenario.version,
            hazard,
            level,
            phases: wanted,
            units: unitIds,
            given: result.tasks.length,
            widened: result.widened.length,
            already: result.already,
            gaps: result.gaps.length,
          },
        })
        for (const topic of ['scenarios', 'tasks', 'incidents'])
          await tx.query('select app.tell($1, $2)', [topic, request.run.id])
        return { activationId, given: result.tasks.length, widened: result.widened.length, already: result.already }
      })
    },
  )
}
