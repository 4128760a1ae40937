import {
  BulletinArrivalOut,
  BulletinReading,
  BulletinSourceIn,
  BulletinSourceOut,
  Done,
  FetchOutcome,
  IdParams,
} from '@tusom/contract'
import { bulletinOfAlert, parseBulletin, policies, type Policy, refuse, Refusal } from '@tusom/domain'
import {
  addBulletinSource,
  bulletinArrival,
  bulletinArrivals,
  bulletinSource,
  bulletinSources,
  changeBulletinSource,
  dropBulletinSource,
  handleArrival,
} from '@tusom/store'
import { Type } from 'typebox'
import type { App } from '../../app.ts'
import type { Ingest } from '../observations/ingest.ts'
import { fetchInto, startBulletinClock } from './bulletin-clock.ts'
import { FetchFault, sourceUrl } from './fetch-source.ts'
import { presentReading } from './present-reading.ts'

const iso = (d: Date | null) => d?.toISOString() ?? null

/** Addresses that an administrator lets be fetched, and what came from them. */
export function registerBulletinSources(app: App, ingest: Ingest): void {
  startBulletinClock(app)

  app.get(
    '/api/bulletin-sources',
    { config: { policy: 'bulletins.sources' }, schema: { response: { 200: Type.Array(BulletinSourceOut) } } },
    async request =>
      (await request.read(bulletinSources)).map(s => ({
        id: s.id,
        name: s.name,
        url: s.url,
        kind: s.kind,
        everyMinutes: s.everyMinutes,
        enabled: s.enabled,
        changedAt: s.changedAt.toISOString(),
        changedByName: s.changedByName,
        nextAt: s.enabled ? iso(s.nextAt) : null,
        triedAt: iso(s.triedAt),
        succeededAt: iso(s.succeededAt),
        failures: s.failures,
        lastError: s.lastError,
        lastErrorEn: s.lastErrorEn,
        mayChange: refuse(request.actor, policies['bulletins.configure'] as Policy, { unitId: s.unitId }) === null,
      })),
  )

  app.post(
    '/api/bulletin-sources',
    {
      config: { policy: 'bulletins.configure', actualOnly: true },
      schema: { body: BulletinSourceIn, response: { 200: Type.Object({ id: Type.Integer() }) } },
    },
    async request => {
      const unitId = request.actor.provinceId
      request.permit({ unitId })
      const url = sourceUrl(request.body.url)
      return request.command(async (tx, note) => {
        const made = await addBulletinSource(tx, unitId, {
          ...request.body,
          url,
          changedAt: request.now,
          changedByName: request.actor.displayName,
        })
        if (!made) throw new Refusal('bulletin.source-there')
        note({
          command: 'bulletin-source.add',
          subject: `bulletin-source/${made.id}`,
          unitId,
          detail: { name: request.body.name, url },
        })
        return { id: made.id }
      })
    },
  )

  app.put(
    '/api/bulletin-sources/:id',
    {
      config: { policy: 'bulletins.configure', actualOnly: true },
      schema: { params: IdParams, body: BulletinSourceIn, response: { 200: Done } },
    },
    async request => {
      const { id } = request.params
      const url = sourceUrl(request.body.url)
      await request.command(async (tx, note) => {
        const had = await bulletinSource(tx, id)
        if (!had) throw new Refusal('not-found', { what: 'nguồn bản tin' })
        request.permit({ unitId: had.unitId })
        const changed = await changeBulletinSource(tx, id, {
          ...request.body,
          url,
          changedAt: request.now,
          changedByName: request.actor.displayName,
        })
        if (!changed) throw new Refusal('bulletin.source-there')
        note({
          command: 'bulletin-source.change',
          subject: `bulletin-source/${id}`,
          unitId: had.unitId,
          detail: { name: request.body.name, url, was: had.url, enabled: request.body.enabled },
        })
      })
      return { ok: true as const }
    },
  )

  app.delete(
    '/api/bulletin-sources/:id',
    {
      config: { policy: 'bulletins.configure', actualOnly: true },
      schema: { params: IdParams, response: { 200: Done } },
    },
    async request => {
      const { id } = request.params
      await request.command(async (tx, note) => {
        const had = await bulletinSource(tx, id)
        if (!had) throw new Refusal('not-found', { what: 'nguồn bản tin' })
        request.permit({ unitId: had.unitId })
        await dropBulletinSource(tx, id)
        note({
          command: 'bulletin-source.drop',
          subject: `bulletin-source/${id}`,
          unitId: had.unitId,
          detail: { url: had.url },
        })
      })
      return { ok: true as const }
    },
  )

  app.post(
    '/api/bulletin-sources/:id/fetch',
    {
      config: { policy: 'bulletins.fetch', actualOnly: true },
      schema: { params: IdParams, response: { 200: FetchOutcome } },
    },
    async request => {
      const { id } = request.params
      const source = await request.read(tx => bulletinSource(tx, id))
      if (!source) throw new Refusal('not-found', { what: 'nguồn bản tin' })
      request.permit({ unitId: source.unitId })
      try {
        // a person who asks gets the page anew: an answer "unchanged" would tell nothing
        return await fetchInto(app.ctx, { ...source, etag: null })
      } catch (e) {
        if (e instanceof FetchFault) throw new Refusal('bulletin.fetch', { why: e.vi, whyEn: e.en })
        throw e
      }
    },
  )

  app.get(
    '/api/bulletin-arrivals',
    {
      config: { policy: 'bulletins.arrivals' },
      schema: {
        querystring: Type.Object({ state: Type.Union([Type.Literal('new'), Type.Literal('all')], { default: 'new' }) }),
        response: { 200: Type.Array(BulletinArrivalOut) },
      },
    },
    async request =>
      (await request.read(tx => bulletinArrivals(tx, request.query.state))).map(a => ({
        id: a.id,
        sourceName: a.sourceName,
        arrivedAt: a.arrivedAt.toISOString(),
        title: a.title,
        kind: a.kind,
        issuedAt: iso(a.issuedAt),
        state: a.state,
        handledAt: iso(a.handledAt),
        handledByName: a.handledByName,
        bulletinId: a.bulletinId,
        leniencies: a.leniencies,
        signature: a.signature,
      })),
  )

  app.get(
    '/api/bulletin-arrivals/:id',
    { config: { policy: 'bulletins.arrivals' }, schema: { params: IdParams, response: { 200: BulletinReading } } },
    async request => {
      const a = await request.read(tx => bulletinArrival(tx, request.params.id))
      if (!a) throw new Refusal('not-found', { what: 'bản tin' })
      const parsed =
        a.alert === null
          ? parseBulletin(a.content, { received: a.arrivedAt.getTime() })
          : bulletinOfAlert(a.alert as never)
      return presentReading(app, ingest, request, parsed, {
        origin: 'fetched',
        arrivalId: a.id,
        cap: a.alert === null ? null : { leniencies: a.leniencies, signature: a.signature },
      })
    },
  )

  app.post(
    '/api/bulletin-arrivals/:id/discard',
    { config: { policy: 'bulletins.write' }, schema: { params: IdParams, response: { 200: Done } } },
    async request => {
      const { id } = request.params
      await request.command(async (tx, note) => {
        const had = await bulletinArrival(tx, id)
        if (!had) throw new Refusal('not-found', { what: 'bản tin' })
        request.permit({ unitId: had.unitId })
        const done = await handleArrival(tx, id, 'discarded', request.now, request.actor.displayName, null)
        if (!done) throw new Refusal('bulletin.handled', { who: had.handledByName ?? '' })
        note({
          command: 'bulletin.discard',
          subject: `bulletin-arrival/${id}`,
          unitId: had.unitId,
          detail: { title: had.title },
        })
        await tx.query(`select app.tell('levels', 0)`)
      })
      return { ok: true as const }
    },
  )
}
