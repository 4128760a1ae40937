import { policies, type Policy, Refusal } from '@tusom/domain'
import type { Tx, UnitRow } from '@tusom/store'
import type { FastifyRequest } from 'fastify'
import type { App } from '../../app.ts'
import { consolidationOf } from './consolidate.ts'
import { actualOnly } from './context.ts'
import { reachOf } from './report-file.ts'

/** The province whose forms the actor keeps, permitted; and the unit in whose name. */
export async function keeperOf(
  app: App,
  tx: Tx,
  request: FastifyRequest,
): Promise<{ province: UnitRow; ownerId: number }> {
  actualOnly(request)
  const tree = app.ctx.tree()
  const province = await consolidationOf(tx, tree, request.actor)
  const reach = await reachOf(tx, tree, province.id)
  request.permit({ unitId: province.id, reach })
  const roles = (policies['reports.design'] as Policy).roles
  const own = request.actor.assignments.find(a => roles.includes(a.role as never) && reach.includes(a.unitId))
  if (!own) throw new Refusal('rights.reach')
  return { province, ownerId: own.unitId }
}
