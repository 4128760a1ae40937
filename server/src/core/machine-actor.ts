import { type Actor, Refusal } from '@tusom/domain'
import { findApiToken } from '@tusom/store'
import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'

/** The key of a machine in `Authorization: Bearer …`; null when the request brings none. */
export function bearer(request: FastifyRequest): string | null {
  const [kind, key] = (request.headers.authorization ?? '').split(' ')
  return kind?.toLowerCase() === 'bearer' ? (key ?? '') : null
}

/** Who a key is. Only routes that say `machine: true` take one: whatever is added later is closed to machines. */
export async function machineActor(app: FastifyInstance, request: FastifyRequest, key: string): Promise<Actor> {
  const hash = createHash('sha256').update(key).digest()
  const token = await app.ctx.db.asSystem(tx => findApiToken(tx, hash, app.ctx.clock()))
  if (!token) throw new Refusal('api-token.wrong')
  if (!request.routeOptions.config.machine) throw new Refusal('api-token.not-here')
  const tree = app.ctx.tree()
  const watch = tree.watch(token.unitId)
  return {
    machine: { id: token.id, name: token.name },
    userId: 0,
    displayName: token.name,
    homeUnitId: token.unitId,
    provinceId: tree.provinceOf(token.unitId)?.id ?? 0,
    assignments: [{ unitId: token.unitId, role: token.role, units: tree.subtree(token.unitId), watch }],
    watch,
  }
}
