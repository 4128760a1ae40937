import {
  StaDatastreamIn,
  StaFeatureIn,
  StaLocationIn,
  StaObservedPropertyIn,
  StaSensorIn,
  StaThingIn,
} from '@tusom/contract'
import { type EntitySet, entityTypes, emptyQuery, readingFault, readSpan, Refusal, type Step } from '@tusom/domain'
import { stationToChange } from '@tusom/store'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../../app.ts'
import type { Ingest } from '../observations/ingest.ts'
import { bodyFault, checker } from './body.ts'
import { linksOf } from './links.ts'
import {
  makeDatastream,
  makeFeature,
  makeLocation,
  makeObservedProperty,
  makeSensor,
  makeThing,
} from './make-entities.ts'
import { follow, newAsk, presentRows } from './read-entities.ts'
import { type Sent, takeObservations } from './take-observations.ts'
import { makingUnit, mayManage, type Writer } from './writer.ts'

const thing = checker(StaThingIn)
const location = checker(StaLocationIn)
const datastream = checker(StaDatastreamIn)
const sensor = checker(StaSensorIn)
const property = checker(StaObservedPropertyIn)
const feature = checker(StaFeatureIn)

type Made = { set: EntitySet; id: number; subject: string; sent?: Sent[] }

/** POST of an entity, with what stands inside it (deep insert), in one transaction with its audit entry. */
export async function createEntity(
  app: App,
  ingest: Ingest,
  request: FastifyRequest,
  reply: FastifyReply,
  set: EntitySet,
  from: Step | null,
) {
  const { actor } = request
  const unitId = makingUnit(actor)
  const made = await request.command(async (tx, note) => {
    await tx.query(`select set_config('app.now', $1, true)`, [request.now.toISOString()])
    const w: Writer = { tx, actor, tree: app.ctx.tree(), now: request.now, unitId }
    const made = await make(w, set, from, request.body)
    if (set === 'Things' || set === 'Datastreams') await tx.query(`select app.tell('series', 0)`)
    note({
      command: 'sensorthings.create',
      subject: made.subject,
      unitId,
      detail: { set, name: (request.body as { name?: string }).name ?? '' },
    })
    return made
  })
  // this process may not have heard of the new series yet, and its readings come next
  ingest.forget()
  if (made.sent?.length) await takeObservations(app, ingest, request, made.sent)
  const links = linksOf(request)
  const row = await request.read(async tx => {
    const ask = newAsk(tx, request.run.id, request.now, links)
    const step: Step = { name: set, set, many: true, key: String(made.id) }
    const where = await follow(ask, { steps: [step], property: null, sub: [], raw: false, ref: false }, emptyQuery())
    return where.row ? (await presentRows(ask, set, [where.row], emptyQuery()))[0] : undefined
  })
  return reply
    .status(201)
    .header('location', links.with(`${links.base}/${set}(${made.id})`, []))
    .send(row)
}

async function make(w: Writer, set: EntitySet, from: Step | null, raw: unknown): Promise<Made> {
  const parent = from ? { [entityTypes[from.set].one]: { '@iot.id': Number(from.key) } } : {}
  switch (set) {
    case 'Things': {
      if (from) throw new Refusal('sensorthings.not-here', { what: `${from.name}(${from.key})/Things` })
      const body = thing(raw)
      const sent: [number, unknown[]][] = (body.Datastreams ?? []).map((d, i) => [i, d.Observations ?? []])
      for (const d of body.Datastreams ?? []) checkObservations(w, d)
      const { id, seriesIds } = await makeThing(w, body)
      return {
        set,
        id,
        subject: `station/${id}`,
        sent: sent.flatMap(([i, list]) => list.map(o => toSent(seriesIds[i] as number, o))),
      }
    }
    case 'Locations': {
      const { Things, ...body } = (raw ?? {}) as { Things?: { '@iot.id'?: unknown }[] }
      const stationId =
        from?.set === 'Things' ? Number(from.key) : Array.isArray(Things) ? Number(Things[0]?.['@iot.id']) : Number.NaN
      if (!Number.isInteger(stationId))
        throw bodyFault(
          'Location/Things',
          'a Location is where a Thing stands: send it to Things(1)/Locations',
          'Location là chỗ của một trạm: gửi vào Things(1)/Locations',
        )
      const s = await station(w, stationId)
      const id = await makeLocation(w, s.id, location(body))
      return { set, id, subject: `station/${s.id}` }
    }
    case 'Datastreams': {
      const body = datastream({ ...(raw as object), ...parent })
      const stationId = body.Thing?.['@iot.id']
      if (stationId === undefined) throw bodyFault('Datastream/Thing', 'is missing', 'thiếu')
      const s = await station(w, stationId)
      checkObservations(w, body)
      const id = await makeDatastream(w, s.id, body)
      return { set, id, subject: `series/${id}`, sent: (body.Observations ?? []).map(o => toSent(id, o)) }
    }
    case 'Sensors':
    case 'ObservedProperties':
    case 'FeaturesOfInterest': {
      if (from) throw new Refusal('sensorthings.not-here', { what: `${from.name}(${from.key})/${set}` })
      const id =
        set === 'Sensors'
          ? await makeSensor(w, sensor(raw))
          : set === 'ObservedProperties'
            ? await makeObservedProperty(w, property(raw))
            : await makeFeature(w, feature(raw))
      return { set, id, subject: `${entityTypes[set].one.toLowerCase()}/${id}` }
    }
    default:
      throw new Refusal('sensorthings.kept', { what: set })
  }
}

async function station(w: Writer, id: number) {
  const s = await stationToChange(w.tx, id)
  if (!s) throw new Refusal('sensorthings.unknown-link', { what: `Things(${id})` })
  mayManage(w.actor, s.provinceId, s.communeIds)
  return s
}

const toSent = (seriesId: number, body: unknown): Sent => ({ seriesId, body: body as Sent['body'], raw: body })

/** Readings sent inside a new Datastream are looked at before anything is made: all of it is taken, or nothing. */
function checkObservations(w: Writer, d: StaDatastreamIn): void {
  const given = (d.properties ?? {}) as { min?: unknown; max?: unknown }
  for (const [i, o] of (d.Observations ?? []).entries()) {
    const time = o.phenomenonTime ? readSpan(o.phenomenonTime) : { to: w.now.getTime() }
    const min = typeof given.min === 'number' ? given.min : Number.NEGATIVE_INFINITY
    const max = typeof given.max === 'number' ? given.max : Number.POSITIVE_INFINITY
    const fault = readingFault(
      d.name,
      '',
      time?.to ?? Number.NaN,
      o.result,
      { min, max, unit: d.unitOfMeasurement.symbol ?? '' },
      w.now.getTime(),
    )
    if (fault) throw bodyFault(`Datastream/Observations/${i}`, fault.en, fault.vi)
  }
}
