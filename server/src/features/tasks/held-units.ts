import type { Tx } from '@tusom/store'
import type { FastifyRequest } from 'fastify'
import { loadChain } from './chain.ts'

/** Units at which the person holds a role: "ours", in the lists. */
export const heldUnits = (request: FastifyRequest): number[] => [
  ...new Set(request.actor.assignments.map(a => a.unitId)),
]

/** Those, and their standing agencies: what the agency gives for the province, the province gave. */
export async function givingUnits(tx: Tx, request: FastifyRequest): Promise<number[]> {
  const held = heldUnits(request)
  const chain = await loadChain(tx, request.server.ctx.tree())
  return [...new Set([...held, ...held.flatMap(chain.agenciesOf)])]
}
