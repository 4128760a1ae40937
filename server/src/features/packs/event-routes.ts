import {
  Done,
  EventCandidate,
  IdParams,
  type ObservedEventIn,
  ObservedEventOut,
  ObservedEventsDone,
  ObservedEventsIn,
  Period,
} from '@tusom/contract'
import { Refusal } from '@tusom/domain'
import { addObservedEvent, dropObservedEvent, eventCandidates, observedEvent, observedEvents } from '@tusom/store'
import { Type } from 'typebox'
import type { App } from '../../app.ts'
import { periodOf } from './history-routes.ts'

/** What happened: the register that warnings are judged by. */
export function registerEvents(app: App): void {
  app.get(
    '/api/observed-events',
    {
      config: { policy: 'events.read' },
      schema: { querystring: Period, response: { 200: Type.Array(ObservedEventOut) } },
    },
    async request => {
      const { from, to } = periodOf(request.query)
      const rows = await request.read(tx => observedEvents(tx, from, to))
      return rows.map(e => ({
        id: e.id,
        hazard: e.hazard,
        unitIds: e.areaIds,
        startsAt: e.startsAt.toISOString(),
        endsAt: e.endsAt?.toISOString() ?? null,
        level: e.level,
        title: e.title,
        source: e.source,
        origin: e.origin,
        enteredAt: e.enteredAt.toISOString(),
        enteredBy: e.enteredByName,
      }))
    },
  )

  /** Incidents and official levels of the period that are not in the register yet. */
  app.get(
    '/api/observed-events/candidates',
    {
      config: { policy: 'events.read' },
      schema: { querystring: Period, response: { 200: Type.Array(EventCandidate) } },
    },
    async request => {
      const { from, to } = periodOf(request.query)
      return (await request.read(tx => eventCandidates(tx, from, to))).map(c => ({
        hazard: c.hazard,
        unitIds: c.areaIds,
        startsAt: c.startsAt.toISOString(),
        endsAt: c.endsAt?.toISOString() ?? null,
        level: c.level,
        title: c.title,
        origin: c.origin,
        originKey: c.originKey,
      }))
    },
  )

  app.post(
    '/api/observed-events',
    {
      config: { policy: 'events.write' },
      schema: { body: ObservedEventsIn, response: { 200: ObservedEventsDone } },
    },
    async request => {
      const { events } = request.body
      for (const e of events) {
        check(app, e, request.now)
        for (const unitId of e.unitIds) request.permit({ unitId })
      }
      return request.command(async (tx, note) => {
        let added = 0
        for (const e of events) {
          const made = await addObservedEvent(tx, {
            runId: request.run.id,
            hazard: e.hazard,
            areaIds: [...new Set(e.unitIds)],
            startsAt: new Date(e.startsAt),
            endsAt: e.endsAt === null ? null : new Date(e.endsAt),
            level: e.level,
            title: e.title,
            source: e.source,
            origin: e.origin,
            originKey: e.originKey,
            enteredAt: request.now,
            userId: request.actor.userId,
            userName: request.actor.displayName,
          })
          if (made) added++
        }
        if (!added) throw new Refusal('event.there')
        note({ command: 'event.add', subject: `observed-events/${added}`, detail: { origin: events[0]?.origin } })
        await tx.query(`select app.tell('packs', $1)`, [request.run.id])
        return { added, there: events.length - added }
      })
    },
  )

  app.delete(
    '/api/observed-events/:id',
    { config: { policy: 'events.write' }, schema: { params: IdParams, response: { 200: Done } } },
    async request => {
      const e = await request.read(tx => observedEvent(tx, request.params.id))
      if (!e) throw new Refusal('not-found', { what: 'sự kiện' })
      for (const unitId of e.areaIds) request.permit({ unitId })
      await request.command(async (tx, note) => {
        await dropObservedEvent(tx, e.id)
        note({
          command: 'event.drop',
          subject: `observed-event/${e.id}`,
          detail: { hazard: e.hazard, startsAt: e.startsAt.toISOString(), source: e.source, units: e.areaIds },
        })
      })
      return { ok: true as const }
    },
  )
}

function check(app: App, e: ObservedEventIn, now: Date): void {
  const [from, to] = [Date.parse(e.startsAt), e.endsAt === null ? null : Date.parse(e.endsAt)]
  if (from > now.getTime() || (to !== null && (to < from || to > now.getTime()))) throw new Refusal('event.times')
  for (const id of e.unitIds) if (app.ctx.tree().byId.get(id)?.kind !== 'commune') throw new Refusal('event.place')
}
