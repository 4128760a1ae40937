import {
  ActivateIn,
  ActivationDetail,
  ActivationList,
  ActivationPreview,
  ActivationResult,
  IdParams,
  ReasonIn,
  RoundIn,
  RoundOut,
  ScenarioList,
  ScenarioOut,
  type ScenarioSummary,
  StopResult,
} from '@tusom/contract'
import {
  type ActivationPlan,
  checkCompleteness,
  nextRound,
  planActivation,
  Refusal,
  scenarioPhaseOrder,
  stepDueOf,
  tasksToKeep,
  type UnitFunction,
} from '@tusom/domain'
import {
  activationScopes,
  activationTarget,
  activationTasks,
  addEntry,
  addScopes,
  cancelTasks,
  findIncident,
  findScenario,
  givenTasks,
  giveScenarioTasks,
  handOverTasks,
  insertActivation,
  listActivations,
  listScenarios,
  lockScenario,
  openActivation,
  recordRound,
  scenarioFunctions,
  type ScenarioRow,
  shareTasks,
  stopActivation,
  type Tx,
  widenActivation,
  widenTask,
} from '@tusom/store'
import { formatDateTime, localParts } from '@tusom/vi-text'
import type { FastifyRequest } from 'fastify'
import { randomUUID } from 'node:crypto'
import { Type } from 'typebox'
import type { App } from '../../app.ts'
import { actingUnit, communesOf, named, watchersOf } from '../../core/places.ts'
import { isOpen, presentActivation, presentTask, sayGap } from './present.ts'

/** Framework scenarios: read, checked for completeness, previewed, activated into tasks for real units, stopped. */
export function registerScenarios(app: App): void {
  const functionName = (functions: readonly UnitFunction[], code: string) => {
    const fn = functions.find(f => f.code === code)
    return { code, vi: fn?.nameVi ?? code, en: fn?.nameEn ?? code }
  }

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

  /** What activating would do now; the same for the preview and for the act, so that they cannot differ. */
  async function plan(tx: Tx, request: FastifyRequest & { params: { id: number }; body: ActivateIn }) {
    const { id } = request.params
    const { unitIds, hazard, level, phases } = request.body
    const tree = app.ctx.tree()
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
    if (
      !result.tasks.length &&
      !result.already &&
      !result.widened.length &&
      !result.gaps.length &&
      !result.above.length
    )
      throw new Refusal('scenario.no-steps', { level })
    return { scenario, functions, ownerId, watchers, plan: result }
  }

  function presentPreview(result: ActivationPlan, functions: readonly UnitFunction[]): ActivationPreview {
    const tree = app.ctx.tree()
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

  app.post(
    '/api/scenarios/:id/preview',
    {
      config: { policy: 'scenarios.activate' },
      schema: { params: IdParams, body: ActivateIn, response: { 200: ActivationPreview } },
    },
    async request => {
      for (const unitId of request.body.unitIds) request.permit({ unitId })
      const made = await request.read(tx => plan(tx, request))
      return presentPreview(made.plan, made.functions)
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
        const { scenario, ownerId, watchers, plan: result } = await plan(tx, request)
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

  app.get(
    '/api/activations',
    {
      config: { policy: 'scenarios.read' },
      schema: {
        querystring: Type.Object({
          state: Type.Optional(Type.Union([Type.Literal('open'), Type.Literal('stopped')])),
        }),
        response: { 200: ActivationList },
      },
    },
    async request => {
      const { state } = request.query
      const { list, scopes, tasks } = await request.read(async tx => {
        const found = await listActivations(tx, state ? { state } : {})
        const ids = found.map(a => a.id)
        return { list: found, scopes: await activationScopes(tx, ids), tasks: await activationTasks(tx, ids) }
      })
      const tree = app.ctx.tree()
      return {
        now: request.now.toISOString(),
        activations: list.map(a => presentActivation(tree, a, scopes, tasks, request.now)),
      }
    },
  )

  app.get(
    '/api/activations/:id',
    { config: { policy: 'scenarios.read' }, schema: { params: IdParams, response: { 200: ActivationDetail } } },
    async request => {
      const { id } = request.params
      const { found, scopes, tasks } = await request.read(async tx => ({
        found: (await listActivations(tx, { id }))[0],
        scopes: await activationScopes(tx, [id]),
        tasks: await activationTasks(tx, [id]),
      }))
      if (!found) throw new Refusal('not-found', { what: 'lần kích hoạt' })
      const tree = app.ctx.tree()
      return {
        now: request.now.toISOString(),
        activation: presentActivation(tree, found, scopes, tasks, request.now),
        tasks: tasks.map(t => presentTask(tree, t, request.now)),
      }
    },
  )

  app.post(
    '/api/activations/:id/stop',
    {
      config: { policy: 'scenarios.stop' },
      schema: { params: IdParams, body: ReasonIn, response: { 200: StopResult } },
    },
    async request => {
      const { id } = request.params
      const { reason } = request.body
      const target = await app.ctx.db.asSystem(tx => activationTarget(tx, request.run.id, id))
      if (!target) throw new Refusal('not-found', { what: 'lần kích hoạt' })
      request.permit({ unitId: target.ownerId })
      const by = {
        userId: request.actor.userId,
        name: request.actor.displayName,
        unitId: target.ownerId,
        at: request.now,
      }
      return request.command(async (tx, note) => {
        const found = (await listActivations(tx, { id }))[0]
        if (!found) throw new Refusal('not-found', { what: 'lần kích hoạt' })
        await lockScenario(tx, request.run.id, found.scenarioCode)
        const fresh = (await listActivations(tx, { id }))[0]
        if (fresh?.state !== 'open')
          throw new Refusal('scenario.stopped', { at: formatDateTime(fresh?.stoppedAt?.getTime() ?? 0) })
        const others = (await listActivations(tx, { state: 'open' })).filter(
          a => a.id !== id && a.scenarioCode === found.scenarioCode,
        )
        const standing = []
        for (const s of await activationScopes(
          tx,
          others.map(a => a.id),
        )) {
          const scenarioId = others.find(a => a.id === s.activationId)?.scenarioId
          const scenario = scenarioId === undefined ? null : await findScenario(tx, scenarioId)
          if (scenario) standing.push({ ...s, scenario })
        }
        const open = (await activationTasks(tx, [id])).filter(isOpen)
        const keep = tasksToKeep(open, standing)
        for (const other of new Set(keep.values()))
          await handOverTasks(
            tx,
            [...keep].filter(([, to]) => to === other).map(([task]) => task),
            other,
          )
        const cancelled = await cancelTasks(
          tx,
          request.run.id,
          open.filter(t => !keep.has(t.id)).map(t => t.id),
          `Dừng kịch bản: ${reason}`,
          by,
        )
        await stopActivation(tx, id, reason, by)
        if (found.incidentId !== null && (await findIncident(tx, found.incidentId))?.state === 'open')
          await addEntry(
            tx,
            request.run.id,
            found.incidentId,
            {
              at: request.now,
              recordedAt: request.now,
              kind: 'decision',
              text: `Dừng kịch bản “${found.nameVi}”: ${reason}. Hủy ${cancelled} nhiệm vụ đang mở.`,
              source: named(app.ctx.tree(), target.ownerId).name,
              communeId: null,
              correctsId: null,
              link: { kind: 'activation', id },
              key: randomUUID(),
            },
            by,
          )
        note({
          command: 'scenario.stop',
          subject: `activation/${id}`,
          unitId: target.ownerId,
          detail: { reason, cancelled, kept: keep.size },
        })
        for (const topic of ['scenarios', 'tasks', 'incidents'])
          await tx.query('select app.tell($1, $2)', [topic, request.run.id])
        return { cancelled, kept: keep.size }
      })
    },
  )

  app.post(
    '/api/activations/:id/tasks/:taskId/round',
    {
      config: { policy: 'scenarios.round' },
      schema: {
        params: Type.Object({ ...IdParams.properties, taskId: IdParams.properties.id }),
        body: RoundIn,
        response: { 200: RoundOut },
      },
    },
    async request => {
      const { id, taskId } = request.params
      const task = (await request.read(tx => activationTasks(tx, [id]))).find(t => t.id === taskId)
      if (!task) throw new Refusal('not-found', { what: 'nhiệm vụ' })
      request.permit({ unitId: task.leadId, reach: task.cooperatingIds })
      const next =
        task.dueAt && isOpen(task) ? nextRound(task.recurs, task.dueAt.getTime(), request.now.getTime()) : null
      if (next === null) throw new Refusal('scenario.no-rounds')
      const dueAt = new Date(next)
      const { text } = request.body
      await request.command(async (tx, note) => {
        await recordRound(tx, request.run.id, taskId, dueAt, {
          userId: request.actor.userId,
          name: request.actor.displayName,
          unitId: request.actor.homeUnitId,
          at: request.now,
          text: text || 'Đã làm lượt này.',
        })
        note({
          command: 'scenario.round',
          subject: `task/${taskId}`,
          unitId: task.leadId,
          detail: { activation: id, nextDueAt: dueAt.toISOString() },
        })
        for (const topic of ['tasks', 'scenarios', 'incidents'])
          await tx.query('select app.tell($1, $2)', [topic, request.run.id])
      })
      return { dueAt: dueAt.toISOString() }
    },
  )
}
