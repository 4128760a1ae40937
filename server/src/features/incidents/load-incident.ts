import { Refusal } from '@tusom/domain'
import { findIncident, type IncidentRow, incidentTarget, type Tx } from '@tusom/store'
import { formatDateTime } from '@tusom/vi-text'
import type { FastifyRequest } from 'fastify'
import type { App } from '../../app.ts'

/** Asks the policy of the route for an incident: 404 when there is none in this run, 403 when it is not the actor's. */
export async function permitIncident(app: App, request: FastifyRequest, id: number) {
  const target = await app.ctx.db.asSystem(tx => incidentTarget(tx, request.run.id, id))
  if (!target) throw new Refusal('not-found', { what: 'sự cố' })
  request.permit({ unitId: target.ownerId, reach: target.reach })
  return target
}

/** The incident as row-level security shows it. */
export async function seenIncident(tx: Tx, id: number): Promise<IncidentRow> {
  const incident = await findIncident(tx, id)
  if (!incident) throw new Refusal('not-found', { what: 'sự cố' })
  return incident
}

export function stillOpen(i: IncidentRow): void {
  if (i.state !== 'open') throw new Refusal('incident.closed', { at: formatDateTime(i.closedAt?.getTime() ?? 0) })
}
