import { StaCreateObservations, StaObservationIn } from '@tusom/contract'
import { limits } from '@tusom/contract'
import { observationId, Refusal, type Step } from '@tusom/domain'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../../app.ts'
import type { Ingest } from '../observations/ingest.ts'
import { bodyFault, checker } from './body.ts'
import { linksOf } from './links.ts'
import { makeFeature } from './make-entities.ts'
import { refusalOf, type Sent, takeObservations } from './take-observations.ts'
import { makingUnit } from './writer.ts'

const observation = checker(StaObservationIn)
const arrays = checker(StaCreateObservations)

/** Reads one Observation; what is wrong with it becomes its sentence, so that it is kept on the list of refusals. */
export function readObservationBody(raw: unknown, seriesId: number | null): Sent {
  const linked = (raw as { Datastream?: { '@iot.id'?: unknown } } | null)?.Datastream?.['@iot.id']
  const series = seriesId ?? (typeof linked === 'number' && Number.isInteger(linked) ? linked : null)
  try {
    return { seriesId: series, body: observation(raw, 'Observation'), raw }
  } catch (e) {
    if (!(e instanceof Refusal)) throw e
    const { where = '', why = '', whyEn = '' } = e.params
    return {
      seriesId: series,
      body: null,
      raw,
      fault: { vi: `Sai ở ${where}: ${why}.`, en: `Wrong at ${where}: ${whyEn}.` },
    }
  }
}

/** One Observation, to `Observations` or to those of a Datastream or a FeatureOfInterest. */
export async function postObservation(
  app: App,
  ingest: Ingest,
  request: FastifyRequest,
  reply: FastifyReply,
  from: Step | null,
) {
  const key = from ? Number(from.key) : null
  const raw = request.body as Record<string, unknown> | null
  const feature = from?.set === 'FeaturesOfInterest' ? { FeatureOfInterest: { '@iot.id': key } } : {}
  const sent = readObservationBody(raw && { ...raw, ...feature }, from?.set === 'Datastreams' ? key : null)
  await makeInlineFeature(app, request, sent)
  const [taken] = await takeObservations(app, ingest, request, [sent])
  const why = refusalOf(taken)
  if (why) throw why
  const { seriesId, at } = taken as { seriesId: number; at: number }
  const links = linksOf(request)
  const self = links.with(`${links.base}/Observations('${observationId(seriesId, at)}')`, [])
  return reply
    .status(201)
    .header('location', self)
    .send({ '@iot.id': observationId(seriesId, at), '@iot.selfLink': self })
}

/** A feature sent inside an Observation is made first, where the sender may make one, and linked. */
async function makeInlineFeature(app: App, request: FastifyRequest, sent: Sent): Promise<void> {
  const feature = sent.body?.FeatureOfInterest
  if (!feature || '@iot.id' in feature || !sent.body) return
  const { actor } = request
  const unitId = makingUnit(actor)
  const id = await request.command(async (tx, note) => {
    const id = await makeFeature({ tx, actor, tree: app.ctx.tree(), now: request.now, unitId }, feature)
    note({ command: 'sensorthings.create', subject: `feature/${id}`, unitId, detail: { name: feature.name } })
    return id
  })
  sent.body = { ...sent.body, FeatureOfInterest: { '@iot.id': id } }
}

const usable = [
  'phenomenonTime',
  'result',
  'resultTime',
  'resultQuality',
  'validTime',
  'parameters',
  'FeatureOfInterest/id',
  'FeatureOfInterest/@iot.id',
]

/** The data array extension: the answer has one line for each reading, its address or `error` with the sentence. */
export async function createObservations(app: App, ingest: Ingest, request: FastifyRequest, reply: FastifyReply) {
  const groups = arrays(request.body)
  const sent: Sent[] = []
  for (const [g, group] of groups.entries()) {
    const unknown = group.components.find(c => !usable.includes(c))
    if (unknown !== undefined)
      throw bodyFault(`body/${g}/components`, `“${unknown}” is not known`, `không có “${unknown}”`)
    if (!group.components.includes('result'))
      throw bodyFault(`body/${g}/components`, 'result is missing', 'thiếu result')
    if (sent.length + group.dataArray.length > limits.batch)
      throw bodyFault(
        'body',
        `at most ${limits.batch} observations at once`,
        `nhiều nhất ${limits.batch} số đo một lần`,
      )
    for (const values of group.dataArray) {
      const raw: Record<string, unknown> = {}
      group.components.forEach((c, i) => {
        if (c.startsWith('FeatureOfInterest')) {
          if (values[i] !== null && values[i] !== undefined) raw.FeatureOfInterest = { '@iot.id': values[i] }
        } else if (values[i] !== undefined) raw[c] = values[i]
      })
      sent.push(readObservationBody(raw, group.Datastream['@iot.id']))
    }
  }
  const taken = await takeObservations(app, ingest, request, sent)
  const links = linksOf(request)
  return reply
    .status(201)
    .send(
      taken.map(x =>
        'code' in x
          ? `error: ${x.vi} · ${x.en}`
          : links.with(`${links.base}/Observations('${observationId(x.seriesId, x.at)}')`, []),
      ),
    )
}
