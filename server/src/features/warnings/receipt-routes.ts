import { IdParams, WarningAcknowledge } from '@tusom/contract'
import { type Policy, policies, Refusal } from '@tusom/domain'
import { acknowledgeWarning, receiptsOf, type UnitRow } from '@tusom/store'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { App } from '../../app.ts'
import type { UnitTree } from '../../core/unit-tree.ts'
import type { WarningService } from './service.ts'
import { tellWarnings } from './step-of.ts'

/** Units at which the reader holds a role that may say "received", and has not. */
export function owedBy(
  request: FastifyRequest,
  tree: UnitTree,
  receipts: readonly { unitId: number; acknowledgedAt: Date | null }[],
): UnitRow[] {
  const policy = policies['warnings.acknowledge'] as Policy
  const held = new Set(
    request.actor.assignments.filter(a => policy.roles === 'any' || policy.roles.includes(a.role)).map(a => a.unitId),
  )
  return receipts
    .filter(r => r.acknowledgedAt === null && held.has(r.unitId))
    .flatMap(r => tree.byId.get(r.unitId) ?? [])
}

/** Where nothing is owed any more, saying "received" again is harmless. */
const ownUnits = (request: FastifyRequest, tree: UnitTree) => [
  ...new Set(
    request.actor.assignments
      .filter(a => ['commune', 'hamlet'].includes(tree.byId.get(a.unitId)?.kind ?? ''))
      .map(a => a.unitId),
  ),
]

/** "Received", said by a unit for itself or for it by telephone. */
export function registerWarningReceipts(app: App, service: WarningService): void {
  app.post(
    '/api/warnings/:id/acknowledge',
    {
      config: { policy: 'warnings.acknowledge' },
      schema: {
        params: IdParams,
        body: WarningAcknowledge,
        response: { 200: Type.Object({ acknowledged: Type.Integer(), waiting: Type.Integer() }) },
      },
    },
    async request => {
      const { id } = request.params
      const { w, receipts } = await request.read(async tx => ({
        w: await service.load(tx, id),
        receipts: await receiptsOf(tx, id),
      }))
      const mine = owedBy(request, app.ctx.tree(), receipts).map(u => u.id)
      const unitIds = request.body.unitIds ?? (mine.length ? mine : ownUnits(request, app.ctx.tree()))
      for (const unitId of unitIds) request.permit({ unitId })
      if (!unitIds.length || unitIds.some(u => !receipts.some(r => r.unitId === u)))
        throw new Refusal('warning.not-recipient')
      const acknowledged = await request.command(async (tx, note) => {
        const by = { id: request.actor.userId, name: request.actor.displayName, at: request.now }
        const self = unitIds.filter(u => request.actor.assignments.some(a => a.unitId === u))
        const phone = unitIds.filter(u => !self.includes(u))
        const n =
          (await acknowledgeWarning(tx, id, self, { ...by, how: 'self' })) +
          (await acknowledgeWarning(tx, id, phone, { ...by, how: 'phone' }))
        note({
          command: 'warning.acknowledge',
          subject: `warning/${w.id}`,
          unitId: unitIds[0] as number,
          detail: { self, phone, new: n },
        })
        await tellWarnings(tx, request.run.id)
        return n
      })
      const after = await request.read(tx => receiptsOf(tx, id))
      return { acknowledged, waiting: after.filter(r => !r.acknowledgedAt).length }
    },
  )
}
