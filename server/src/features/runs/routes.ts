import { Done, IdParams, RunClock, RunIn, RunOut } from '@tusom/contract'
import { type Actor, Refusal } from '@tusom/domain'
import { endRun, findRun, listRuns, type RunRow, setRunClock, startRun } from '@tusom/store'
import { Type } from 'typebox'
import type { App } from '../../app.ts'
import { runIsNear, runNow } from '../../core/run-clock.ts'

/** Exercises: runs with a clock of their own. Run 0 is the actual one and cannot be touched here. */
export function registerRuns(app: App): void {
  const present = (r: RunRow) => ({
    id: r.id,
    name: r.name,
    now: runNow(r, app.ctx.clock()).toISOString(),
    speed: r.speed,
    startedAt: r.startedAt.toISOString(),
    endedAt: r.endedAt?.toISOString() ?? null,
    ownerId: r.ownerId,
  })

  app.get(
    '/api/runs',
    { config: { policy: 'runs.read' }, schema: { response: { 200: Type.Array(RunOut) } } },
    async request => {
      const tree = app.ctx.tree()
      const runs = await request.read(listRuns)
      return runs.filter(r => r.id > 0 && runIsNear(r, request.actor, tree)).map(present)
    },
  )

  app.post(
    '/api/runs',
    { config: { policy: 'runs.write' }, schema: { body: RunIn, response: { 200: RunOut } } },
    async request => {
      const { name, clockAt, speed } = request.body
      const ownerId = request.actor.homeUnitId
      request.permit({ unitId: ownerId })
      const run = await request.command(async (tx, note) => {
        const made = await startRun(tx, { name, ownerId, clockAt: new Date(clockAt), now: app.ctx.clock(), speed })
        note({ command: 'run.start', subject: `run/${made.id}`, detail: { name, clockAt, speed } })
        await tx.query(`select app.tell('runs', 0)`)
        return made
      })
      return present(run)
    },
  )

  async function owned(actor: Actor, id: number): Promise<RunRow> {
    const run = id > 0 ? await app.ctx.db.asSystem(tx => findRun(tx, id)) : null
    if (!run || !runIsNear(run, actor, app.ctx.tree())) throw new Refusal('run.unknown', { run: id })
    return run
  }

  app.post(
    '/api/runs/:id/clock',
    { config: { policy: 'runs.write' }, schema: { params: IdParams, body: RunClock, response: { 200: RunOut } } },
    async request => {
      const run = await owned(request.actor, request.params.id)
      request.permit({ unitId: run.ownerId })
      if (run.endedAt) throw new Refusal('run.ended')
      const after = await request.command(async (tx, note) => {
        await setRunClock(tx, run.id, new Date(request.body.clockAt), app.ctx.clock(), request.body.speed)
        note({ command: 'run.clock', subject: `run/${run.id}`, detail: request.body })
        await tx.query(`select app.tell('runs', 0)`)
        return findRun(tx, run.id)
      })
      return present(after as RunRow)
    },
  )

  app.post(
    '/api/runs/:id/end',
    { config: { policy: 'runs.write', endedRunToo: true }, schema: { params: IdParams, response: { 200: Done } } },
    async request => {
      const run = await owned(request.actor, request.params.id)
      request.permit({ unitId: run.ownerId })
      await request.command(async (tx, note) => {
        if (!run.endedAt) await endRun(tx, run.id, app.ctx.clock())
        note({ command: 'run.end', subject: `run/${run.id}` })
        await tx.query(`select app.tell('runs', 0)`)
      })
      return { ok: true as const }
    },
  )
}
