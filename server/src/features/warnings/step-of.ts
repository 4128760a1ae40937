import type { WarningDone } from '@tusom/contract'
import { standingOf } from '@tusom/domain'
import type { Tx, WarningRow } from '@tusom/store'
import type { FastifyRequest } from 'fastify'
import { targetOf } from './present.ts'
import type { Acting, WarningService } from './service.ts'

export const acting = (request: FastifyRequest): Acting => ({
  actor: request.actor,
  run: request.run,
  now: request.now,
})
/** Says to open pages that warnings have changed. */
export const tellWarnings = (tx: Tx, runId: number) => tx.query(`select app.tell('warnings', $1)`, [runId])

const done = (w: WarningRow, now: Date): WarningDone => ({
  id: w.id,
  state: w.state,
  standing: standingOf(w, now),
  version: w.version,
})

/** Loads under lock, asks permit, does, notes: the frame of every step of the life cycle. */
export async function stepOf(
  service: WarningService,
  request: FastifyRequest,
  id: number,
  command: string,
  work: (tx: Tx, w: WarningRow) => Promise<WarningRow>,
  detail: (w: WarningRow) => Record<string, unknown> = () => ({}),
): Promise<WarningDone> {
  const target = await request.read(tx => service.load(tx, id))
  request.permit(targetOf(target))
  const after = await request.command(async (tx, note) => {
    const w = await service.load(tx, id, true)
    const result = await work(tx, w)
    note({
      command,
      subject: `warning/${result.id}`,
      unitId: result.ownerId,
      detail: { version: result.version, state: result.state, ...detail(result) },
    })
    await tellWarnings(tx, request.run.id)
    return result
  })
  return done(after, request.now)
}
