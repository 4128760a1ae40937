import { EntryIn, EntryList, EntryResult, IdParams } from '@tusom/contract'
import { Refusal } from '@tusom/domain'
import { addEntry, findEntry, incidentEntries } from '@tusom/store'
import { formatDateTime } from '@tusom/vi-text'
import { Type } from 'typebox'
import type { App } from '../../app.ts'
import { named } from '../../core/places.ts'
import { permitIncident, seenIncident, stillOpen } from './load-incident.ts'
import { CLOCK_SLACK_MS, entryOut, tellIncidents } from './incident-lines.ts'

/** The one log of an incident: only ever added to; a mistake is corrected by a new entry that names it. */
export function registerIncidentLog(app: App): void {
  app.get(
    '/api/incidents/:id/entries',
    {
      config: { policy: 'incidents.read-one' },
      schema: {
        params: IdParams,
        querystring: Type.Object({
          before: Type.Optional(Type.Integer({ minimum: 1 })),
          limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
        }),
        response: { 200: EntryList },
      },
    },
    async request => {
      await permitIncident(app, request, request.params.id)
      const { before, limit } = request.query
      const rows = await request.read(tx => incidentEntries(tx, request.params.id, before ?? null, limit))
      return {
        entries: rows.map(e => entryOut(app.ctx.tree(), e)),
        next: rows.length === limit ? (rows.at(-1)?.id ?? null) : null,
      }
    },
  )

  app.post(
    '/api/incidents/:id/entries',
    {
      config: { policy: 'incidents.log' },
      schema: { params: IdParams, body: EntryIn, response: { 200: EntryResult } },
    },
    async request => {
      const { id } = request.params
      const e = request.body
      await permitIncident(app, request, id)
      const at = e.at ? new Date(e.at) : request.now
      if (at.getTime() > request.now.getTime() + CLOCK_SLACK_MS)
        throw new Refusal('incident.future', { at: formatDateTime(at.getTime()) })
      const { communeId = null, correctsId = null } = e
      return request.command(async (tx, note) => {
        const incident = await seenIncident(tx, id)
        stillOpen(incident)
        if (communeId !== null && !incident.communeIds.includes(communeId))
          throw new Refusal('incident.commune-outside', { unit: named(app.ctx.tree(), communeId).name })
        if (correctsId !== null && !(await findEntry(tx, id, correctsId))) throw new Refusal('incident.bad-correction')
        const { entry, added } = await addEntry(
          tx,
          request.run.id,
          id,
          {
            at,
            recordedAt: request.now,
            kind: e.kind,
            text: e.text,
            source: e.source,
            communeId,
            correctsId,
            link: null,
            key: e.key,
          },
          { userId: request.actor.userId, name: request.actor.displayName, unitId: request.actor.homeUnitId },
        )
        note({
          command: correctsId === null ? 'incident.log' : 'incident.correct',
          subject: `incident/${id}`,
          detail: {
            entry: entry.id,
            kind: entry.kind,
            added,
            ...(correctsId === null ? {} : { corrects: correctsId }),
          },
        })
        if (added) await tellIncidents(tx, request)
        return { entry: entryOut(app.ctx.tree(), entry), added }
      })
    },
  )
}
