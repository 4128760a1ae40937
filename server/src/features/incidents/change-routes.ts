import { Done, IdParams, IncidentCommunesIn, IncidentLinkIn, IncidentUnitIn, ReasonIn } from '@tusom/contract'
import { Refusal } from '@tusom/domain'
import { addIncidentLink, canSee, closeIncident, linkActivation, putIncidentUnit, widenIncident } from '@tusom/store'
import type { App } from '../../app.ts'
import { communesOf, named, watchersOf } from '../../core/places.ts'
import { permitIncident, seenIncident, stillOpen } from './load-incident.ts'
import { writeLine, tellIncidents } from './incident-lines.ts'

/** What is done to an incident: units called in, communes added, warnings and tasks tied to it, its end. */
export function registerIncidentChanges(app: App): void {
  app.post(
    '/api/incidents/:id/units',
    {
      config: { policy: 'incidents.change' },
      schema: { params: IdParams, body: IncidentUnitIn, response: { 200: Done } },
    },
    async request => {
      const { id } = request.params
      const { unitId, part, note: says } = request.body
      const target = await permitIncident(app, request, id)
      const tree = app.ctx.tree()
      if (tree.provinceOf(unitId)?.id !== request.actor.provinceId) throw new Refusal('not-found', { what: 'đơn vị' })
      await request.command(async (tx, note) => {
        stillOpen(await seenIncident(tx, id))
        const by = { name: request.actor.displayName, at: request.now }
        await putIncidentUnit(tx, request.run.id, id, { unitId, part, note: says }, by)
        await widenIncident(tx, id, [], [unitId])
        const words = { cooperates: 'phối hợp', 'on-scene': 'có mặt tại hiện trường', supports: 'chi viện' }[part]
        await writeLine(
          tx,
          request,
          id,
          target.ownerId,
          `${named(tree, unitId).name} tham gia: ${words}${says ? `, ${says}` : ''}.`,
        )
        note({
          command: 'incident.call-in',
          subject: `incident/${id}`,
          unitId: target.ownerId,
          detail: { unit: unitId, part },
        })
        await tellIncidents(tx, request)
      })
      return { ok: true as const }
    },
  )

  app.post(
    '/api/incidents/:id/communes',
    {
      config: { policy: 'incidents.change' },
      schema: { params: IdParams, body: IncidentCommunesIn, response: { 200: Done } },
    },
    async request => {
      const { id } = request.params
      const { unitIds } = request.body
      const target = await permitIncident(app, request, id)
      for (const unitId of unitIds) request.permit({ unitId })
      const tree = app.ctx.tree()
      communesOf(tree, unitIds, request.now, 'incident.not-a-commune')
      await request.command(async (tx, note) => {
        const incident = await seenIncident(tx, id)
        stillOpen(incident)
        const fresh = unitIds.filter(unit => !incident.communeIds.includes(unit))
        await widenIncident(tx, id, fresh, [...fresh, ...(await watchersOf(tx, tree, unitIds))])
        if (fresh.length)
          await writeLine(
            tx,
            request,
            id,
            target.ownerId,
            `Thêm vào sự cố: ${fresh.map(unit => named(tree, unit).name).join(', ')}.`,
          )
        note({ command: 'incident.widen', subject: `incident/${id}`, unitId: target.ownerId, detail: { units: fresh } })
        await tellIncidents(tx, request)
      })
      return { ok: true as const }
    },
  )

  app.post(
    '/api/incidents/:id/links',
    {
      config: { policy: 'incidents.change' },
      schema: { params: IdParams, body: IncidentLinkIn, response: { 200: Done } },
    },
    async request => {
      const { id } = request.params
      const { kind, id: refId } = request.body
      const target = await permitIncident(app, request, id)
      await request.command(async (tx, note) => {
        stillOpen(await seenIncident(tx, id))
        if (kind === 'activation') {
          if (!(await linkActivation(tx, id, refId)))
            throw new Refusal('not-found', { what: 'lần kích hoạt chưa gắn sự cố' })
        } else {
          if (!(await canSee(tx, kind, refId)))
            throw new Refusal('not-found', { what: kind === 'task' ? 'nhiệm vụ' : 'cảnh báo' })
          await addIncidentLink(tx, request.run.id, id, kind, refId)
        }
        note({
          command: 'incident.link',
          subject: `incident/${id}`,
          unitId: target.ownerId,
          detail: { kind, ref: refId },
        })
        await tellIncidents(tx, request)
      })
      return { ok: true as const }
    },
  )

  app.post(
    '/api/incidents/:id/close',
    { config: { policy: 'incidents.change' }, schema: { params: IdParams, body: ReasonIn, response: { 200: Done } } },
    async request => {
      const { id } = request.params
      const { reason } = request.body
      const target = await permitIncident(app, request, id)
      await request.command(async (tx, note) => {
        stillOpen(await seenIncident(tx, id))
        await writeLine(tx, request, id, target.ownerId, `Đóng sự cố: ${reason.replace(/[.\s]+$/, '')}.`)
        await closeIncident(tx, id, reason, { name: request.actor.displayName, at: request.now })
        note({ command: 'incident.close', subject: `incident/${id}`, unitId: target.ownerId, detail: { reason } })
        await tellIncidents(tx, request)
      })
      return { ok: true as const }
    },
  )
}
