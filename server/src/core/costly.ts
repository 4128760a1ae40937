import { Refusal } from '@tusom/domain'
import type { FastifyInstance, FastifyRequest } from 'fastify'

/**
 * Pieces of costly work (a file that is read, a document that is written) that one person may have under way. They wait for a few
 * threads: without a bound one person, or one stolen account, could fill the queue of everybody. A page never asks for more than two.
 */
const AT_ONCE = 4

/** A file on its way in or a document on its way out; `costly` in a route's config names the others. */
export const isCostly = (request: FastifyRequest): boolean =>
  request.routeOptions.config?.costly === true ||
  request.headers['content-type']?.toLowerCase().startsWith('multipart/') === true ||
  /\.(docx|xlsx)$/.test(request.routeOptions.url ?? '')

/** Added after the guard, which says who asks. */
export function limitCostly(app: FastifyInstance): void {
  const underWay = new Map<string, number>()
  app.addHook('onRequest', async (request, reply) => {
    if (!isCostly(request)) return
    const { userId, machine } = request.actor
    const who = machine ? `machine ${machine.id}` : userId ? `user ${userId}` : `address ${request.ip}`
    const mine = underWay.get(who) ?? 0
    if (mine >= AT_ONCE) throw new Refusal('request.too-many', { most: AT_ONCE })
    underWay.set(who, mine + 1)
    // also when the reader hangs up
    reply.raw.once('close', () => {
      const left = (underWay.get(who) ?? 1) - 1
      if (left > 0) underWay.set(who, left)
      else underWay.delete(who)
    })
  })
}
