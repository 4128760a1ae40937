import {
  BulletinDetail,
  BulletinFiled,
  BulletinFiling,
  BulletinIn,
  BulletinOut,
  BulletinOutlook,
  BulletinReading,
  Id,
  IdParams,
  OverdueBulletins,
} from '@tusom/contract'
import { Refusal } from '@tusom/domain'
import {
  bulletinArrival,
  type FiledBulletinRow,
  filedBulletin,
  filedBulletins,
  handleArrival,
  livingBulletins,
  sourceOf,
} from '@tusom/store'
import { Type } from 'typebox'
import type { App } from '../../app.ts'
import type { Ingest } from '../observations/ingest.ts'
import { presentResult } from '../observations/sender.ts'
import { takeReadings } from '../observations/take-readings.ts'
import { permitFiling, storeBulletin } from './file-bulletin.ts'
import { outlookOf, validity } from './outlook.ts'
import { overdueNow } from './overdue.ts'
import { Gauges, placesOf, presentReading, readingOf, type StoredBulletinReading } from './present-reading.ts'
import { readUpload } from './read-upload.ts'
import { registerBulletinSources } from './source-routes.ts'

const listed = (b: FiledBulletinRow, now: Date) => {
  const v = validity(b)
  const r = b.reading as StoredBulletinReading | null
  return {
    id: b.id,
    issuer: b.issuer,
    number: b.number,
    hazard: b.hazard,
    title: r?.title ?? null,
    issuedAt: b.issuedAt.toISOString(),
    nextAt: b.nextAt?.toISOString() ?? null,
    validUntil: new Date(v.until).toISOString(),
    endsAt: new Date(v.endsAt).toISOString(),
    outOfDate: v.until <= now.getTime() && !(r?.final ?? false),
    final: r?.final ?? false,
    origin: b.origin,
    text: b.text,
    enteredBy: b.enteredByName,
    enteredAt: b.enteredAt.toISOString(),
  }
}

/** Official bulletins: read, confirmed by a person, filed; what they say of the hours to come; which of them is missing. */
export function registerBulletins(app: App, ingest: Ingest): void {
  registerBulletinSources(app, ingest)

  app.get(
    '/api/bulletins',
    { config: { policy: 'bulletins.read' }, schema: { response: { 200: Type.Array(BulletinOut) } } },
    async request =>
      (await request.read(filedBulletins)).map(b => {
        const r = b.reading as StoredBulletinReading | null
        return {
          ...listed(b, request.now),
          levels: (r?.levels ?? []).map(l => ({ hazard: l.hazard, level: l.level, communes: l.unitIds.length })),
          forecasts: r?.forecasts.length ?? 0,
          rain: r?.rain.length ?? 0,
        }
      }),
  )

  app.get(
    '/api/bulletins/:id',
    { config: { policy: 'bulletins.read' }, schema: { params: IdParams, response: { 200: BulletinDetail } } },
    async request => {
      const b = await request.read(tx => filedBulletin(tx, request.params.id))
      if (!b) throw new Refusal('not-found', { what: 'bản tin' })
      const r = b.reading as StoredBulletinReading | null
      return {
        ...listed(b, request.now),
        levels: r?.levels ?? [],
        forecasts: r?.forecasts ?? [],
        rain: r?.rain ?? [],
        storm: r?.storm ?? [],
      }
    },
  )

  /** One level typed by hand for communes named one by one. */
  app.post(
    '/api/bulletins',
    {
      config: { policy: 'bulletins.write' },
      schema: { body: BulletinIn, response: { 200: Type.Object({ id: Type.Integer() }) } },
    },
    async request => {
      const { level, unitIds, ...b } = request.body
      const filing = {
        ...b,
        expiresAt: null,
        origin: 'typed' as const,
        levels: [{ hazard: b.hazard, level, unitIds }],
        reading: {
          title: null,
          final: level === 0,
          levels: [{ hazard: b.hazard, level, unitIds }],
          forecasts: [],
          rain: [],
          storm: [],
        } satisfies StoredBulletinReading,
      }
      permitFiling(app, request, filing)
      const made = await request.command(async (tx, note) => {
        const stored = await storeBulletin(app, tx, request, filing)
        note({
          command: 'bulletin.enter',
          subject: `bulletin/${stored.id}`,
          detail: { issuer: b.issuer, number: b.number, hazard: b.hazard, level, units: unitIds },
        })
        return stored
      })
      return { id: made.id }
    },
  )

  /** Reads a bulletin for a person to look at beside its text. Nothing is stored. */
  app.post(
    '/api/bulletins/read',
    {
      config: { policy: 'bulletins.parse' },
      schema: { consumes: ['application/json', 'multipart/form-data'], response: { 200: BulletinReading } },
    },
    async request => {
      const { parsed, origin, cap } = await readUpload(request)
      return presentReading(app, ingest, request, parsed, { origin, arrivalId: null, cap })
    },
  )

  /** Files what a person confirmed: official levels, forecasts and rain; ticked values of known stations become readings. */
  app.post(
    '/api/bulletins/confirm',
    { config: { policy: 'bulletins.write' }, schema: { body: BulletinFiling, response: { 200: BulletinFiled } } },
    async request => {
      const b = request.body
      const filing = { ...b, reading: readingOf(b) }
      permitFiling(app, request, filing)
      if (b.levels.length + b.forecasts.length + b.rain.length + b.storm.length + b.readings.length === 0 && !b.final)
        throw new Refusal('bulletin.no-levels')
      // where a figure is for is said by the server, not by the page
      const catalogue = await ingest.catalogue()
      const gauges = new Gauges(catalogue.rows, request.actor.provinceId)
      const made = await request.command(async (tx, note) => {
        const resolver = await placesOf(app, tx, request.actor.provinceId, request.now)
        const written = b.issuedAt.slice(0, 10)
        filing.reading = {
          ...filing.reading,
          forecasts: b.forecasts.map(f => ({
            ...f,
            unitIds: (gauges.find(f.station, f.river, request.actor.provinceId)?.communeIds ?? []).slice(),
          })),
          rain: b.rain.map(r => {
            const names = r.place === null ? [] : r.place.split(/\s?[,;]\s?|\s+và\s+(?=\p{Lu})/u)
            const found = resolver.resolve(
              names.map(name => ({ name })),
              written,
            )
            return {
              ...r,
              unitIds: [...new Set(found.found.flatMap(x => x.unitIds))],
              wider: r.place === null || found.open.length > 0,
            }
          }),
        }
        const stored = await storeBulletin(app, tx, request, filing)
        if (b.arrivalId !== null) {
          const arrival = await bulletinArrival(tx, b.arrivalId)
          if (!arrival) throw new Refusal('not-found', { what: 'bản tin đã tải' })
          if (!(await handleArrival(tx, b.arrivalId, 'confirmed', request.now, request.actor.displayName, stored.id)))
            throw new Refusal('bulletin.handled', { who: arrival.handledByName ?? '' })
        }
        note({
          command: 'bulletin.confirm',
          subject: `bulletin/${stored.id}`,
          detail: {
            issuer: b.issuer,
            number: b.number,
            hazard: b.hazard,
            levels: b.levels.map(l => ({ hazard: l.hazard, level: l.level, units: l.unitIds.length })),
            set: stored.set,
            forecasts: b.forecasts.length,
            rain: b.rain.length,
            readings: b.readings.length,
          },
        })
        return stored
      })
      if (b.readings.length === 0) return { id: made.id, readings: null }
      const { actor, run, now } = request
      const readings = await takeReadings(
        app.ctx,
        ingest,
        {
          actor,
          unitId: actor.provinceId,
          runId: run.id,
          now,
          source: sourceOf('bulletin', app.ctx.tree().byId.get(actor.provinceId)?.code ?? '', String(made.id)),
        },
        b.readings.map((r, index) => ({
          index,
          reading: { station: r.station, indicator: r.indicator, at: r.at, value: r.value },
          unit: 'm',
        })),
        [],
      )
      return { id: made.id, readings: presentResult(readings) }
    },
  )

  app.get(
    '/api/bulletins/outlook/:unitId',
    {
      config: { policy: 'levels.read-one' },
      schema: { params: Type.Object({ unitId: Id }), response: { 200: BulletinOutlook } },
    },
    async request => {
      const { unitId } = request.params
      if (!app.ctx.tree().byId.has(unitId)) throw new Refusal('not-found', { what: 'đơn vị' })
      request.permit({ unitId })
      return outlookOf(unitId, await request.read(tx => livingBulletins(tx, request.now)), request.now)
    },
  )

  /** Bulletins that should have come by now and did not. */
  app.get(
    '/api/bulletins/overdue',
    { config: { policy: 'bulletins.read' }, schema: { response: { 200: OverdueBulletins } } },
    async request => {
      const { rows } = await ingest.catalogue()
      return { now: request.now.toISOString(), overdue: await overdueNow(app.ctx, request, rows) }
    },
  )
}
