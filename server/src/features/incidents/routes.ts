import { Id, IdParams, IncidentIn, IncidentList, IncidentOut } from '@tusom/contract'
import { Refusal } from '@tusom/domain'
import {
  activationScopes,
  activationTasks,
  incidentLinks,
  incidentUnits,
  incidentWarnings,
  insertIncident,
  listActivations,
  listIncidents,
} from '@tusom/store'
import { randomUUID } from 'node:crypto'
import { Type } from 'typebox'
import type { App } from '../../app.ts'
import { actingUnit, communesOf, named, watchersOf } from '../../core/places.ts'
import type { Ingest } from '../observations/ingest.ts'
import { presentActivation } from '../scenarios/present.ts'
import { permitIncident, seenIncident } from './load-incident.ts'
import { BEFORE_OPENING_MS } from './gather-sitrep.ts'
import { registerSitreps } from './sitrep-routes.ts'
import { standingOf } from './warning-standing.ts'
import { summaryOf, writeLine, tellIncidents, allowed } from './incident-lines.ts'
import { registerIncidentLog } from './log-routes.ts'
import { registerIncidentChanges } from './change-routes.ts'
import { registerIncidentDamage } from './damage-routes.ts'
import { registerIncidentStanding } from './standing-routes.ts'

/** Incidents: opened, read, and everything that belongs to one. */
export function registerIncidents(app: App, ingest: Ingest): void {
  registerSitreps(app, ingest)
  registerIncidentLog(app)
  registerIncidentChanges(app)
  registerIncidentDamage(app)
  registerIncidentStanding(app)

  app.get(
    '/api/incidents',
    {
      config: { policy: 'incidents.read' },
      schema: {
        querystring: Type.Object({ state: Type.Optional(Type.Union([Type.Literal('open'), Type.Literal('closed')])) }),
        response: { 200: IncidentList },
      },
    },
    async request => {
      const list = await request.read(tx => listIncidents(tx, request.now, request.query.state ?? null))
      return {
        now: request.now.toISOString(),
        incidents: list.map(i => ({
          ...summaryOf(app.ctx.tree(), i),
          entries: i.entries,
          lastEntryAt: i.lastEntryAt?.toISOString() ?? null,
          lastEntry: i.lastEntry,
          tasksOpen: i.tasksOpen,
          tasksLate: i.tasksLate,
          tasksDone: i.tasksDone,
        })),
      }
    },
  )

  app.post(
    '/api/incidents',
    {
      config: { policy: 'incidents.open' },
      schema: { body: IncidentIn, response: { 200: Type.Object({ id: Id, added: Type.Boolean() }) } },
    },
    async request => {
      const { title, hazard, level, unitIds, leadId, key = randomUUID() } = request.body
      for (const unitId of unitIds) request.permit({ unitId })
      const tree = app.ctx.tree()
      communesOf(tree, unitIds, request.now, 'incident.not-a-commune')
      if (!tree.byId.has(leadId) || tree.provinceOf(leadId)?.id !== request.actor.provinceId)
        throw new Refusal('not-found', { what: 'đơn vị chủ trì' })
      const ownerId = actingUnit(request.actor, 'incidents.open', unitIds)
      return request.command(async (tx, note) => {
        const reach = [...new Set([ownerId, leadId, ...unitIds, ...(await watchersOf(tx, tree, unitIds))])]
        const made = await insertIncident(
          tx,
          request.run.id,
          { title, hazard, level, ownerId, leadId, communeIds: unitIds, reach, key },
          { userId: request.actor.userId, name: request.actor.displayName, at: request.now },
        )
        if (made.added) await writeLine(tx, request, made.id, ownerId, `Mở sự cố: ${title}.`)
        note({
          command: 'incident.open',
          subject: `incident/${made.id}`,
          unitId: ownerId,
          detail: { hazard, level, units: unitIds, lead: leadId, added: made.added },
        })
        await tellIncidents(tx, request)
        return made
      })
    },
  )

  app.get(
    '/api/incidents/:id',
    { config: { policy: 'incidents.read-one' }, schema: { params: IdParams, response: { 200: IncidentOut } } },
    async request => {
      const { id } = request.params
      const target = await permitIncident(app, request, id)
      const tree = app.ctx.tree()
      const read = await request.read(async tx => {
        const incident = await seenIncident(tx, id)
        const links = await incidentLinks(tx, id)
        const activations = await listActivations(tx, { incidentId: id })
        const ids = activations.map(a => a.id)
        return {
          incident,
          units: await incidentUnits(tx, id),
          warnings: await incidentWarnings(
            tx,
            incident.communeIds,
            new Date(incident.openedAt.getTime() - BEFORE_OPENING_MS),
            links.filter(l => l.kind === 'warning').map(l => l.refId),
          ),
          activations,
          scopes: await activationScopes(tx, ids),
          tasks: await activationTasks(tx, ids),
        }
      })
      const { incident } = read
      const reporters = [...new Set([incident.ownerId, ...incident.communeIds])]
      return {
        now: request.now.toISOString(),
        incident: summaryOf(tree, incident),
        units: read.units.map(u => ({
          unit: named(tree, u.unitId),
          part: u.part,
          note: u.note,
          since: u.since.toISOString(),
          by: u.byName,
        })),
        warnings: read.warnings
          .map(w => ({
            id: w.id,
            number: w.number,
            headline: w.headline,
            issuedAt: w.issuedAt.toISOString(),
            standing: standingOf(w, request.now),
          }))
          .reverse(),
        activations: read.activations.map(a => presentActivation(tree, a, read.scopes, read.tasks, request.now)),
        may: {
          log: incident.state === 'open' && allowed(request, 'incidents.log', target.ownerId, target.reach),
          change: incident.state === 'open' && allowed(request, 'incidents.change', target.ownerId),
          damage: incident.communeIds.filter(unit => allowed(request, 'incidents.damage', unit)),
          sitreps: reporters
            .filter(unit => allowed(request, 'sitreps.read', unit))
            .map(unit => ({ ...named(tree, unit), maySend: allowed(request, 'sitreps.write', unit) })),
        },
      }
    },
  )
}
