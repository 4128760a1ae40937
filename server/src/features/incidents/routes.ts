import {
  DamageIn,
  DamageOut,
  DamageResult,
  Done,
  EntryIn,
  EntryList,
  type EntryOut,
  EntryResult,
  Id,
  IdParams,
  IncidentCommunesIn,
  IncidentIn,
  IncidentLinkIn,
  IncidentList,
  IncidentOut,
  IncidentPeople,
  IncidentTasks,
  IncidentUnitIn,
  ReasonIn,
} from '@tusom/contract'
import { damageIndicators, faultOfDamage, policies, refuse, Refusal, sumDamage } from '@tusom/domain'
import {
  activationScopes,
  activationTasks,
  addDamage,
  addEntry,
  addIncidentLink,
  canSee,
  closeIncident,
  type EntryRow,
  findEntry,
  incidentDamage,
  incidentEntries,
  incidentLinks,
  type IncidentRow,
  incidentUnits,
  incidentWarnings,
  insertIncident,
  linkActivation,
  listActivations,
  listIncidents,
  putIncidentUnit,
  tasksByIds,
  type Tx,
  widenIncident,
} from '@tusom/store'
import { compareVi, formatDateTime } from '@tusom/vi-text'
import type { FastifyRequest } from 'fastify'
import { randomUUID } from 'node:crypto'
import { Type } from 'typebox'
import type { App } from '../../app.ts'
import { actingUnit, communesOf, named, watchersOf } from '../../core/places.ts'
import type { Ingest } from '../observations/ingest.ts'
import { countTasks, presentActivation, presentTask } from '../scenarios/present.ts'
import { permitIncident, seenIncident, stillOpen } from './load-incident.ts'
import { evacuationFacts } from './evacuation-facts.ts'
import { BEFORE_OPENING_MS } from './gather-sitrep.ts'
import { registerSitreps } from './sitrep-routes.ts'
import { standingOf } from './warning-standing.ts'

/** A phone's clock may be ahead by this much. */
const CLOCK_SLACK_MS = 5 * 60_000

/** Incidents: opened, one shared log that is only ever added to, units called in, losses counted, closed. */
export function registerIncidents(app: App, ingest: Ingest): void {
  registerSitreps(app, ingest)

  const allowed = (request: FastifyRequest, policy: string, unitId: number, reach: readonly number[] = []) => {
    const rule = policies[policy]
    return rule !== undefined && refuse(request.actor, rule, { unitId, reach }) === null
  }
  const summary = (i: IncidentRow) => {
    const tree = app.ctx.tree()
    return {
      id: i.id,
      title: i.title,
      hazard: i.hazard,
      level: i.level,
      state: i.state,
      owner: named(tree, i.ownerId),
      lead: named(tree, i.leadId),
      communes: i.communeIds.map(id => named(tree, id)).sort((a, b) => compareVi(a.name, b.name)),
      openedAt: i.openedAt.toISOString(),
      openedBy: i.openedByName,
      closedAt: i.closedAt?.toISOString() ?? null,
      closedBy: i.closedByName,
      closeReason: i.closeReason,
    }
  }
  const entryOut = (e: EntryRow): EntryOut => {
    const tree = app.ctx.tree()
    return {
      id: e.id,
      at: e.at.toISOString(),
      recordedAt: e.recordedAt.toISOString(),
      kind: e.kind,
      text: e.text,
      source: e.source,
      commune: e.communeId === null ? null : named(tree, e.communeId),
      correctsId: e.correctsId,
      link: e.link,
      by: e.byName,
      unit: named(tree, e.unitId),
    }
  }
  /** The line that the system writes when something is done to an incident. */
  const write = (tx: Tx, request: FastifyRequest, id: number, unitId: number, text: string) =>
    addEntry(
      tx,
      request.run.id,
      id,
      {
        at: request.now,
        recordedAt: request.now,
        kind: 'decision',
        text,
        source: '',
        communeId: null,
        correctsId: null,
        link: { kind: 'incident', id },
        key: randomUUID(),
      },
      { userId: request.actor.userId, name: request.actor.displayName, unitId },
    )
  const tell = (tx: Tx, request: FastifyRequest) => tx.query(`select app.tell('incidents', $1)`, [request.run.id])

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
          ...summary(i),
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
        if (made.added) await write(tx, request, made.id, ownerId, `Mở sự cố: ${title}.`)
        note({
          command: 'incident.open',
          subject: `incident/${made.id}`,
          unitId: ownerId,
          detail: { hazard, level, units: unitIds, lead: leadId, added: made.added },
        })
        await tell(tx, request)
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
        incident: summary(incident),
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
      return { entries: rows.map(entryOut), next: rows.length === limit ? (rows.at(-1)?.id ?? null) : null }
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
        if (added) await tell(tx, request)
        return { entry: entryOut(entry), added }
      })
    },
  )

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
        await write(
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
        await tell(tx, request)
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
          await write(
            tx,
            request,
            id,
            target.ownerId,
            `Thêm vào sự cố: ${fresh.map(unit => named(tree, unit).name).join(', ')}.`,
          )
        note({ command: 'incident.widen', subject: `incident/${id}`, unitId: target.ownerId, detail: { units: fresh } })
        await tell(tx, request)
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
        await tell(tx, request)
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
        await write(tx, request, id, target.ownerId, `Đóng sự cố: ${reason.replace(/[.\s]+$/, '')}.`)
        await closeIncident(tx, id, reason, { name: request.actor.displayName, at: request.now })
        note({ command: 'incident.close', subject: `incident/${id}`, unitId: target.ownerId, detail: { reason } })
        await tell(tx, request)
      })
      return { ok: true as const }
    },
  )

  app.get(
    '/api/incidents/:id/tasks',
    { config: { policy: 'incidents.read-one' }, schema: { params: IdParams, response: { 200: IncidentTasks } } },
    async request => {
      const { id } = request.params
      await permitIncident(app, request, id)
      const tasks = await request.read(async tx => {
        const activations = await listActivations(tx, { incidentId: id })
        const given = await activationTasks(
          tx,
          activations.map(a => a.id),
        )
        const links = (await incidentLinks(tx, id)).filter(l => l.kind === 'task').map(l => l.refId)
        const single = await tasksByIds(
          tx,
          links.filter(ref => !given.some(t => t.id === ref)),
        )
        return [...given, ...single]
      })
      const tree = app.ctx.tree()
      const counts = countTasks(tasks, request.now)
      return {
        now: request.now.toISOString(),
        counts,
        tasks: tasks.filter(t => t.state !== 'cancelled').map(t => presentTask(tree, t, request.now)),
      }
    },
  )

  app.get(
    '/api/incidents/:id/people',
    { config: { policy: 'incidents.read-one' }, schema: { params: IdParams, response: { 200: IncidentPeople } } },
    async request => {
      await permitIncident(app, request, request.params.id)
      const tree = app.ctx.tree()
      // counts of other communes are not the reader's to see: what is not seen must not be told as "none"
      const sees = (id: number) => request.actor.watch.has(id) || request.actor.assignments.some(a => a.units.has(id))
      const { facts, communes } = await request.read(async tx => {
        const incident = await seenIncident(tx, request.params.id)
        const seen = incident.communeIds.filter(sees)
        return {
          communes: seen.length,
          facts: await evacuationFacts(
            tx,
            seen.map(id => ({ id, name: tree.byId.get(id)?.name ?? `#${id}` })),
          ),
        }
      })
      if (!facts) return { communes, people: null }
      const { total, planned, left, moving, arrived, returned, reported, of, withoutPlan, silent, asOf } = facts
      return {
        communes,
        people: {
          total,
          planned,
          left,
          moving,
          arrived,
          returned,
          reported,
          of,
          withoutPlan,
          silent,
          asOf: asOf === null ? null : new Date(asOf).toISOString(),
        },
      }
    },
  )

  app.get(
    '/api/incidents/:id/damage',
    { config: { policy: 'incidents.read-one' }, schema: { params: IdParams, response: { 200: DamageOut } } },
    async request => {
      const { id } = request.params
      await permitIncident(app, request, id)
      const { incident, rows } = await request.read(async tx => ({
        incident: await seenIncident(tx, id),
        rows: await incidentDamage(tx, id),
      }))
      const tree = app.ctx.tree()
      const sum = sumDamage(
        rows.map(r => ({ ...r, asOf: r.asOf.getTime() })),
        incident.communeIds,
      )
      const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())
      return {
        totals: sum.totals.map(t => {
          const i = damageIndicators.find(x => x.code === t.indicator)
          return {
            indicator: t.indicator,
            group: i?.group ?? '',
            vi: i?.vi ?? t.indicator,
            en: i?.en ?? t.indicator,
            unit: i?.unit ?? '',
            core: i?.core ?? false,
            decimals: i?.decimals ?? false,
            value: t.value,
            reported: t.reported,
            of: t.of,
            oldest: iso(t.oldest),
            newest: iso(t.newest),
          }
        }),
        communes: incident.communeIds
          .map(unit => {
            const own = rows.filter(r => r.communeId === unit)
            const last = own.at(-1)
            return {
              commune: named(tree, unit),
              lastAt: last?.asOf.toISOString() ?? null,
              lastBy: last?.byName ?? null,
              reports: own.length,
              figures: Object.fromEntries(
                [...(sum.standing.get(unit) ?? [])].map(([code, f]) => [
                  code,
                  { value: f.value, asOf: new Date(f.asOf).toISOString() },
                ]),
              ),
            }
          })
          .sort((a, b) => compareVi(a.commune.name, b.commune.name)),
        reported: sum.reported.length,
        of: incident.communeIds.length,
        newest: iso(sum.newest),
      }
    },
  )

  app.post(
    '/api/incidents/:id/damage',
    {
      config: { policy: 'incidents.damage' },
      schema: { params: IdParams, body: DamageIn, response: { 200: DamageResult } },
    },
    async request => {
      const { id } = request.params
      const { key, communeId, figures, reason, source } = request.body
      request.permit({ unitId: communeId })
      const asOf = request.body.asOf ? new Date(request.body.asOf) : request.now
      if (asOf.getTime() > request.now.getTime() + CLOCK_SLACK_MS)
        throw new Refusal('incident.future', { at: formatDateTime(asOf.getTime()) })
      return request.command(async (tx, note) => {
        // losses of a closed incident still come in: the consolidated report has 15 days
        const incident = await seenIncident(tx, id)
        if (!incident.communeIds.includes(communeId))
          throw new Refusal('incident.commune-outside', { unit: named(app.ctx.tree(), communeId).name })
        const rows = await incidentDamage(tx, id)
        const before = sumDamage(
          rows.filter(r => r.asOf <= asOf).map(r => ({ ...r, asOf: r.asOf.getTime() })),
          [communeId],
        ).standing.get(communeId)
        const fault = faultOfDamage(figures, before, reason)
        if (fault) throw new Refusal(`incident.damage-${fault.code}`, { indicator: fault.indicator, says: fault.says })
        const made = await addDamage(
          tx,
          request.run.id,
          id,
          { communeId, asOf, recordedAt: request.now, figures, reason, source, key },
          { userId: request.actor.userId, name: request.actor.displayName },
        )
        note({
          command: 'incident.damage',
          subject: `incident/${id}`,
          unitId: communeId,
          detail: { report: made.id, figures, added: made.added, ...(reason ? { reason } : {}) },
        })
        if (made.added) await tell(tx, request)
        return made
      })
    },
  )
}
