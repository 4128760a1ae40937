import {
  emptyQuery,
  entityTypes,
  parseQuery,
  parseResourcePath,
  readQueryString,
  Refusal,
  type ResourcePath,
} from '@tusom/domain'
import { limitTime } from '@tusom/store'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { App } from '../../app.ts'
import type { Ingest } from '../observations/ingest.ts'
import { presentDataArray } from './data-array.ts'
import { linksOf, root } from './links.ts'
import { presentProperty } from './present.ts'
import { follow, newAsk, presentRows, readCollection } from './read-entities.ts'
import { serviceRoot } from './service-root.ts'
import { registerSensorThingsWrites } from './write-routes.ts'

/** A question may take this long; then it is stopped and the asker told how to narrow it. */
const SECONDS = 8

/** OGC SensorThings API 1.1 over stations, series and readings. See docs/operations/connect-a-station.md. */
export function registerSensorThings(app: App, ingest: Ingest): void {
  const config = { policy: 'sensorthings.read', machine: true }
  app.get(root, { config, schema: { response: { 200: Type.Unknown() } } }, async request =>
    serviceRoot(linksOf(request)),
  )
  app.get(`${root}/*`, { config, schema: { response: { 200: Type.Unknown() } } }, async (request, reply) => {
    const named = (request.params as { '*': string })['*']
    return named === '' ? serviceRoot(linksOf(request)) : answer(request, reply, parseResourcePath(named))
  })
  registerSensorThingsWrites(app, ingest)
}

async function answer(request: FastifyRequest, reply: FastifyReply, path: ResourcePath) {
  const last = path.steps.at(-1)
  if (!last) throw new Refusal('not-found', { what: '/' })
  const options = readQueryString(request.url.split('?').slice(1).join('?'))
  const asked = parseQuery(options, last.set)
  const links = linksOf(request)
  const address = `${links.base}/${(request.params as { '*': string })['*']}`
  const query = path.ref
    ? { ...asked, select: ['id'], expand: [] }
    : path.property === null
      ? asked
      : { ...emptyQuery(), select: [path.property] }
  return slow(
    request.read(async tx => {
      await limitTime(tx, SECONDS)
      const ask = newAsk(tx, request.run.id, request.now, links)
      const where = await follow(ask, path, query)
      if (where.row && path.property !== null)
        return presentValue(reply, path, where.set, presentProperty(where.set, path.property, where.row))
      if (where.row) {
        const [entity] = await presentRows(ask, where.set, [where.row], query)
        return path.ref ? { '@iot.selfLink': links.entity(where.set, where.row) } : entity
      }
      const { head, rows } = await readCollection(ask, where, query, address, options)
      if (path.ref)
        return { ...head, value: rows.map(r => ({ '@iot.selfLink': links.with(links.entity(where.set, r), []) })) }
      if (query.dataArray) return { ...head, value: presentDataArray(rows, query, links) }
      return { ...head, value: await presentRows(ask, where.set, rows, query) }
    }),
  )
}

/** One property: with its name, or bare. What is null has no content (18-088, clause 9.3.4). */
function presentValue(
  reply: FastifyReply,
  path: ResourcePath,
  set: ResourcePath['steps'][number]['set'],
  whole: unknown,
) {
  let value = whole
  for (const name of path.sub) {
    const holder: unknown = value
    value =
      typeof holder === 'object' && holder !== null && Object.hasOwn(holder, name)
        ? (holder as Record<string, unknown>)[name]
        : undefined
  }
  if (value === undefined)
    throw new Refusal('not-found', { what: `${entityTypes[set].one}/${path.property}/${path.sub.join('/')}` })
  if (value === null) return reply.status(204).send()
  const name = path.sub.at(-1) ?? path.property ?? ''
  if (!path.raw) return { [name === 'id' ? '@iot.id' : name]: value }
  return reply.type('text/plain; charset=utf-8').send(typeof value === 'object' ? JSON.stringify(value) : String(value))
}

/** PostgreSQL's word for a statement that ran out of time. */
const CANCELLED = '57014'
async function slow<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (e) {
    if ((e as { code?: string }).code === CANCELLED) throw new Refusal('sensorthings.too-slow', { seconds: SECONDS })
    throw e
  }
}
