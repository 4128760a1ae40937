import { findRun } from '@tusom/store'
import type { FastifyInstance } from 'fastify'
import type { ServerResponse } from 'node:http'
import { runNow } from './run-clock.ts'

/**
 * Server-sent events: only the names of topics that changed in the reader's run, never data. A page asks again for what it
 * shows and gets what its rights allow.
 */
export function registerEvents(app: FastifyInstance): void {
  const open = new Set<ServerResponse>()
  app.addHook('preClose', async () => {
    for (const stream of open) stream.end()
  })
  app.get('/api/events', { config: { policy: 'session.own' }, schema: { hide: true } }, (request, reply) => {
    let { run } = request
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
    const beat = setInterval(clock, 15_000)
    open.add(raw)
    const end = () => {
      open.delete(raw)
      clearInterval(beat)
      stop()
    }
    raw.on('close', end)
  })
}
