import { Refusal } from '@tusom/domain'
import { findRun, findSession } from '@tusom/store'
import type { FastifyInstance } from 'fastify'
import type { ServerResponse } from 'node:http'
import { runNow } from './run-clock.ts'

/** Open pages of one person; more is a fault or an attack. */
const STREAMS = 40

/**
 * Server-sent events: only the names of topics that changed in the reader's run, never data. A page asks again for what it
 * shows and gets what its rights allow.
 */
export function registerEvents(app: FastifyInstance): void {
  const open = new Set<ServerResponse>()
  const byPerson = new Map<number, number>()
  app.addHook('preClose', async () => {
    for (const stream of open) stream.end()
  })
  app.get('/api/events', { config: { policy: 'session.own' }, schema: { hide: true } }, (request, reply) => {
    let { run } = request
    const { userId } = request.actor
    const mine = byPerson.get(userId) ?? 0
    if (mine >= STREAMS) throw new Refusal('events.too-many', { streams: STREAMS })
    byPerson.set(userId, mine + 1)
    reply.hijack()
    const { raw } = reply
    raw.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      connection: 'keep-alive',
      'x-accel-buffering': 'no',
    })
    const clock = () => raw.write(`event: clock\ndata: ${runNow(run, app.ctx.clock()).toISOString()}\n\n`)
    clock()
    const stop = app.ctx.onTold((topic, runId) => {
      if (runId === run.id || topic === 'units' || topic === 'runs') raw.write(`event: changed\ndata: ${topic}\n\n`)
      // the clock of the exercise was set, or it ended: tell the time by the new one
      if (topic === 'runs' && run.id > 0)
        void app.ctx.db
          .asSystem(tx => findRun(tx, run.id))
          .then(fresh => {
            run = fresh ?? run
            clock()
          })
          .catch(() => {})
    })
    // whoever signed out, was locked or changed the password hears no more
    const beat = setInterval(() => {
      clock()
      void app.ctx.db
        .asSystem(tx => findSession(tx, request.sessionToken as Buffer, app.ctx.clock()))
        .then(session => session ?? raw.end())
        .catch(() => {})
    }, 15_000)
    open.add(raw)
    const end = () => {
      open.delete(raw)
      clearInterval(beat)
      stop()
      const left = (byPerson.get(userId) ?? 1) - 1
      if (left > 0) byPerson.set(userId, left)
      else byPerson.delete(userId)
    }
    raw.on('close', end)
  })
}
