import { seesNames } from '@tusom/domain'
import { notePersonalRead, type Tx } from '@tusom/store'
import type { FastifyRequest } from 'fastify'
import type { UnitTree } from '../../core/unit-tree.ts'

/** Whether a list of this unit's households may carry names for whoever asks. */
export function mayName(request: FastifyRequest, tree: UnitTree, unitId: number): boolean {
  const commune = tree.communeOf(unitId)
  return commune !== null && seesNames(request.actor, tree.subtree(commune.id), request.run.id)
}

/** A page that is open renews itself with every change it hears of: that is one reading. */
const renewMinutes = 15

/** One row in the book of reads, in the transaction that reads. Nothing is noted when nothing was named. */
export async function noteRead(
  tx: Tx,
  request: FastifyRequest,
  unitId: number,
  subject: string,
  records: number,
  purpose: string,
): Promise<void> {
  if (!records) return
  await notePersonalRead(
    tx,
    {
      at: request.now,
      userId: request.actor.userId,
      userName: request.actor.displayName,
      unitId,
      runId: request.run.id,
      subject,
      records,
      purpose,
    },
    request.method === 'GET' ? renewMinutes : 0,
  )
}

/** The hamlets of a unit, by id; of a hamlet itself the one. */
export const hamletsUnder = (tree: UnitTree, unitId: number): Map<number, { id: number; name: string; code: string }> =>
  new Map(
    [...tree.subtree(unitId)]
      .flatMap(id => tree.byId.get(id) ?? [])
      .filter(u => u.kind === 'hamlet')
      .map(u => [u.id, { id: u.id, name: u.fullName, code: u.code }]),
  )
