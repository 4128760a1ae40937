import { type StaObservationIn } from '@tusom/contract'
import { readSpan, Refusal } from '@tusom/domain'
import { featuresNamed, keepObservationDetails, type ObservationDetails, type SeriesRow } from '@tusom/store'
import type { FastifyRequest } from 'fastify'
import type { App } from '../../app.ts'
import type { Ingest, Refused } from '../observations/ingest.ts'
import { senderOf } from '../observations/sender.ts'
import { takeReadings } from '../observations/take-readings.ts'

/** One Observation as it was sent. `seriesId`: of the link or the address it came by. */
export type Sent = {
  seriesId: number | null
  body: StaObservationIn | null
  raw: unknown
  fault?: { vi: string; en: string } | null
}
/** What became of it: its key, or the one sentence why not. */
export type Taken = { seriesId: number; at: number } | { code: string; vi: string; en: string }

type Ready = { details: ObservationDetails; plain: boolean }

/**
 * Observations are readings: they go the one way in, where each is judged and what is refused is kept on the list of refusals.
 * Only then what a sender said besides the value (an interval, the time of the result, parameters) is kept beside it.
 */
export async function takeObservations(
  app: App,
  ingest: Ingest,
  request: FastifyRequest,
  sent: readonly Sent[],
): Promise<Taken[]> {
  const { byId } = await ingest.catalogue()
  const named = sent.flatMap(s => linkedFeature(s) ?? [])
  const features = new Map((named.length ? await request.read(tx => featuresNamed(tx, named)) : []).map(f => [f.id, f]))
  const items = []
  const malformed: Refused[] = []
  const ready = new Map<number, Ready>()
  for (const [index, s] of sent.entries()) {
    const row = s.seriesId === null ? undefined : byId.get(s.seriesId)
    const fault = s.fault ?? faultOf(s, row, features)
    if (fault || !row || !s.body) {
      const { vi, en } = fault ?? { vi: 'Không đọc được.', en: 'It cannot be read.' }
      malformed.push({
        index,
        station: row?.stationCode ?? null,
        code: 'reading.malformed',
        message: vi,
        messageEn: en,
        item: s.raw,
      })
      continue
    }
    const r = readyOf(s.body, row.id, request.now, linkedFeature(s))
    ready.set(index, r)
    items.push({
      index,
      reading: {
        station: row.stationCode,
        indicator: row.indicator,
        at: new Date(r.details.at).toISOString(),
        value: s.body.result,
        ...(r.details.quality ? { quality: 'corrected' as const } : {}),
      },
    })
  }
  const sender = senderOf(app, request, 'sensorthings', request.actor.machine?.name ?? '')
  const { refused } = await takeReadings(app.ctx, ingest, sender, items, malformed)
  const why = new Map(refused.map(r => [r.index, { code: r.code, vi: r.message, en: r.messageEn }]))
  const kept = [...ready].filter(([i, r]) => !why.has(i) && !r.plain).map(([, r]) => r.details)
  if (kept.length) await app.ctx.db.asIngest(request.run.id, tx => keepObservationDetails(tx, request.run.id, kept))
  return sent.map((_, i) => {
    const no = why.get(i)
    const r = ready.get(i)
    if (no) return no
    if (!r) throw new Error('an observation is neither taken nor refused')
    return { seriesId: r.details.seriesId, at: r.details.at }
  })
}

const linkedFeature = (s: Sent): number | null => {
  const f = s.body?.FeatureOfInterest
  return f && '@iot.id' in f ? f['@iot.id'] : null
}

function faultOf(s: Sent, row: SeriesRow | undefined, features: ReadonlyMap<number, { stationId: number | null }>) {
  if (!row)
    return {
      vi: s.seriesId === null ? 'Thiếu Datastream: số đo này của chuỗi nào.' : `Không có Datastreams(${s.seriesId}).`,
      en:
        s.seriesId === null
          ? 'Datastream is missing: of which series is it.'
          : `There is no Datastreams(${s.seriesId}).`,
    }
  const { body } = s
  if (!body) return { vi: 'Không đọc được.', en: 'It cannot be read.' }
  for (const [name, text] of [
    ['phenomenonTime', body.phenomenonTime],
    ['resultTime', body.resultTime],
    ['validTime', body.validTime],
  ] as const)
    if (text && (readSpan(text) === null || (name === 'resultTime' && text.includes('/'))))
      return {
        vi: `${name} không đọc được: ghi như 2025-10-08T03:00:00+07:00.`,
        en: `${name} cannot be read: write it as 2025-10-08T03:00:00+07:00.`,
      }
  const feature = linkedFeature(s)
  if (feature !== null) {
    const f = features.get(feature)
    if (!f || (f.stationId !== null && f.stationId !== row.stationId))
      return {
        vi: `FeaturesOfInterest(${feature}) không có, hoặc là chỗ của trạm khác.`,
        en: `FeaturesOfInterest(${feature}) is not there, or is the place of another station.`,
      }
  }
  return null
}

function readyOf(body: StaObservationIn, seriesId: number, now: Date, featureId: number | null): Ready {
  const time = body.phenomenonTime ? readSpan(body.phenomenonTime) : null
  const to = time?.to ?? now.getTime()
  const result = body.resultTime ? readSpan(body.resultTime) : null
  const valid = body.validTime ? readSpan(body.validTime) : null
  const quality = body.resultQuality === 'corrected' ? 1 : 0
  const said =
    body.resultQuality === 'corrected' || body.resultQuality === 'measured' ? null : (body.resultQuality ?? null)
  const details: ObservationDetails = {
    seriesId,
    at: to,
    value: body.result,
    quality,
    since: time && time.from !== to ? time.from : null,
    resultTime: result?.to ?? null,
    validFrom: valid?.from ?? null,
    validTo: valid?.to ?? null,
    resultQuality: said,
    parameters: body.parameters ?? null,
    featureId,
  }
  const { since, resultTime, validFrom, parameters } = details
  const plain = [since, resultTime, validFrom, parameters, said, featureId].every(x => x === null)
  return { details, plain }
}

/** For one Observation alone a refusal is the answer. */
export function refusalOf(taken: Taken | undefined): Refusal | null {
  if (!taken || !('code' in taken)) return null
  const code = taken.code === 'reading.not-yours' ? 'sensorthings.reading-strange' : 'sensorthings.reading-refused'
  return new Refusal(code, { why: taken.vi, whyEn: taken.en })
}
