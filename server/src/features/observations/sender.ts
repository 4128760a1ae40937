import type { ObservationResult } from '@tusom/contract'
import { sourceOf } from '@tusom/store'
import type { FastifyRequest } from 'fastify'
import type { App } from '../../app.ts'
import { actingUnit } from '../../core/places.ts'
import type { IngestResult } from './ingest.ts'
import type { Sender } from './take-readings.ts'

/** For whom a request sends readings, and what its batch is called on the list of refusals. */
export function senderOf(app: App, request: FastifyRequest, kind: string, name = ''): Sender {
  const { actor, run, now } = request
  const unitId = actor.machine ? actor.homeUnitId : actingUnit(actor, 'observations.write', [])
  return {
    actor,
    unitId,
    runId: run.id,
    now,
    source: sourceOf(kind, app.ctx.tree().byId.get(unitId)?.code ?? '', name),
  }
}

/** Refused readings that an answer lists; the rest is counted, and waits on the list of refusals. */
const LISTED = 1000
export const presentResult = (r: IngestResult): ObservationResult => ({
  accepted: r.accepted,
  unchanged: r.unchanged,
  levelChanges: r.levelChanges,
  refused: r.refused
    .slice(0, LISTED)
    .map(({ index, station, code, message, messageEn }) => ({ index, station, code, message, messageEn })),
  refusedCount: r.refused.length,
})
