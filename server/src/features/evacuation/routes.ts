import { OrderEndIn, OrderIn, OrderResult } from '@tusom/contract'
import { Refusal } from '@tusom/domain'
import { activeOrders, addOrder, endOrders, lockCommunePlan, replacePlaces, type Tx } from '@tusom/store'
import { formatDateTime } from '@tusom/vi-text'
import type { App } from '../../app.ts'
import { Sealer } from '../../core/sealed.ts'
import { buildPlan, readRegister } from './build-plan.ts'
import { CommuneParams, callOf, communeOf } from './present.ts'
import { registerEvacuationPages } from './page-routes.ts'
import { registerHamlet } from './hamlet-routes.ts'

/** Orders to move: given and ended by a commune; every change makes the plan anew. */
export function registerEvacuation(app: App): void {
  registerEvacuationPages(app)
  registerHamlet(app)
  const sealer = new Sealer(app.ctx.dataKey)

  app.post(
    '/api/evacuation/:communeId/order',
    {
      config: { policy: 'evacuation.order' },
      schema: { params: CommuneParams, body: OrderIn, response: { 200: OrderResult } },
    },
    async request => {
      const commune = communeOf(app.ctx.tree(), request.params.communeId)
      request.permit({ unitId: commune.id })
      const o = request.body
      const dueAt = o.dueAt === null ? null : new Date(o.dueAt)
      if (dueAt && dueAt <= request.now)
        throw new Refusal('evacuation.due-past', { now: formatDateTime(request.now.getTime()) })
      const done = await request.command(async (tx, note) => {
        await lockCommunePlan(tx, request.run.id, commune.id)
        const before = (await activeOrders(tx, commune.id)).find(x => x.hazard === o.hazard)
        await endOrders(tx, commune.id, o.hazard, request.now, request.actor.displayName)
        await addOrder(tx, {
          ...o,
          runId: request.run.id,
          communeId: commune.id,
          dueAt,
          since: before?.since ?? request.now,
          orderedAt: request.now,
          orderedBy: request.actor.userId,
          orderedByName: request.actor.displayName,
        })
        const made = await replan(tx, request.run.id, commune.id)
        if (!made.rows.some(r => r.reason.hazard === o.hazard && r.reason.code !== 'under-way'))
          throw new Refusal('evacuation.nobody')
        note({
          command: 'evacuation.order',
          subject: `evacuation/${commune.id}`,
          unitId: commune.id,
          detail: { ...o, households: made.rows.length, placesShort: made.plan.totals.placesShort },
        })
        await tx.query(`select app.tell('households', $1)`, [request.run.id])
        return made.plan.totals
      })
      return { ok: true as const, households: done.households, placesShort: done.placesShort }
    },
  )

  app.post(
    '/api/evacuation/:communeId/end',
    {
      config: { policy: 'evacuation.order' },
      schema: { params: CommuneParams, body: OrderEndIn, response: { 200: OrderResult } },
    },
    async request => {
      const commune = communeOf(app.ctx.tree(), request.params.communeId)
      request.permit({ unitId: commune.id })
      const done = await request.command(async (tx, note) => {
        await lockCommunePlan(tx, request.run.id, commune.id)
        const { hazard } = request.body
        const ended = await endOrders(tx, commune.id, hazard, request.now, request.actor.displayName)
        if (!ended.length) throw new Refusal('evacuation.no-order')
        const made = await replan(tx, request.run.id, commune.id)
        note({
          command: 'evacuation.end',
          subject: `evacuation/${commune.id}`,
          unitId: commune.id,
          detail: { hazard, households: made.rows.length },
        })
        await tx.query(`select app.tell('households', $1)`, [request.run.id])
        return made.plan.totals
      })
      return { ok: true as const, households: done.households, placesShort: done.placesShort }
    },
  )

  async function replan(tx: Tx, runId: number, communeId: number) {
    const tree = app.ctx.tree()
    const calls = (await activeOrders(tx, communeId)).map(callOf)
    const made = buildPlan(tree, sealer, await readRegister(tx, tree, communeId), calls)
    await replacePlaces(tx, runId, communeId, made.rows)
    return made
  }
}
