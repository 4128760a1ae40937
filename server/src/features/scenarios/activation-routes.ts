import { ActivationDetail, ActivationList, IdParams, ReasonIn, RoundIn, RoundOut, StopResult } from '@tusom/contract'
import { nextRound, Refusal, tasksToKeep } from '@tusom/domain'
import {
  activationScopes,
  activationTarget,
  activationTasks,
  addEntry,
  cancelTasks,
  findIncident,
  findScenario,
  handOverTasks,
  listActivations,
  lockScenario,
  recordRound,
  stopActivation,
} from '@tusom/store'
import { formatDateTime } from '@tusom/vi-text'
import { randomUUID } from 'node:crypto'
import { Type } from 'typebox'
import type { App } from '../../app.ts'
import { named } from '../../core/places.ts'
import { isOpen, presentActivation, presentTask } from './present.ts'

/** What was activated: how it stands, its rounds, and its end. */
export function registerActivations(app: App): void {
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
