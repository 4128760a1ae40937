import { limits, ObservationBatch, ObservationResult, ReadingIn } from '@tusom/contract'
import { policies, type Policy, refuse, Refusal, strangeStation } from '@tusom/domain'
import { Compile } from 'typebox/compile'
import type { FastifyRequest } from 'fastify'
import type { App } from '../../app.ts'
import type { IncomingReading, Ingest, IngestMeta, IngestResult, Refused } from './ingest.ts'
import { readingsFromCsv } from './parse-csv.ts'
import { seriesKey } from './run-engine.ts'

const reading = Compile(ReadingIn)

export function registerObservations(app: App, ingest: Ingest): void {
  const meta = (request: FastifyRequest, source: string): IngestMeta => ({
    runId: request.run.id,
    now: request.now,
    userId: request.actor.userId || null,
    unitId: request.actor.homeUnitId,
    provinceId: request.actor.provinceId,
    source,
  })
  const present = (r: IngestResult) => ({
    ...r,
    refused: r.refused.map(({ index, station, code, message, messageEn }) => ({
      index,
      station,
      code,
      message,
      messageEn,
    })),
  })

  type Items = { index: number; reading: IncomingReading }[]
  /** Takes what is the sender's: a station that speaks for no place held or watched is refused by name, the rest is kept. */
  async function take(request: FastifyRequest, items: Items, malformed: readonly Refused[], source: string) {
    const { byKey } = await ingest.catalogue()
    const policy = policies['observations.of-station'] as Policy
    const known = new Map<number, boolean>()
    const ours: Items = []
    const strange: Refused[] = []
    for (const item of items) {
      const { station, indicator } = item.reading
      const row = byKey.get(seriesKey(station, indicator))
      if (row && !known.has(row.stationId))
        known.set(
          row.stationId,
          [row.provinceId, ...row.communeIds].some(unitId => refuse(request.actor, policy, { unitId }) === null),
        )
      // a station that nobody registered is refused as such, later
      if (!row || known.get(row.stationId)) ours.push(item)
      else {
        const { code, vi, en } = strangeStation(station)
        strange.push({ index: item.index, station, code, message: vi, messageEn: en, item: item.reading })
      }
    }
    return present(await ingest.take(ours, [...malformed, ...strange], meta(request, source)))
  }

  app.addContentTypeParser(
    ['text/csv', 'application/csv'],
    { parseAs: 'string', bodyLimit: 20 * 1024 * 1024 },
    (_request, body, done) => done(null, body),
  )

  app.post(
    '/api/observations',
    {
      config: { policy: 'observations.write', machine: true },
      bodyLimit: 20 * 1024 * 1024,
      schema: { response: { 200: ObservationResult } },
    },
    async request => {
      if (typeof request.body === 'string') {
        const { items, malformed, fault } = readingsFromCsv(request.body, 200_000)
        if (fault) throw new Refusal('request.invalid', { where: 'body', why: fault.vi })
        return take(request, items, malformed, 'csv')
      }
      const fault = envelopeFault(request.body)
      if (fault) throw new Refusal('request.invalid', { where: 'body', why: fault })
      const batch = request.body as { readings: unknown[]; source?: string }
      const items: Items = []
      const malformed: Refused[] = []
      batch.readings.forEach((item, index) => {
        if (reading.Check(item)) items.push({ index, reading: item })
        else malformed.push(refusedItem(item, index))
      })
      return take(request, items, malformed, batch.source ?? 'json')
    },
  )
}

const envelope = Compile(ObservationBatch)
function envelopeFault(body: unknown): string | null {
  if (envelope.Check(body)) return null
  return `phải là {"readings": [1–${limits.batch} số đo]} · must be {"readings": [1–${limits.batch} readings]}`
}

function refusedItem(item: unknown, index: number): Refused {
  const first = reading.Errors(item)[0]
  const where =
    first?.instancePath?.replace(/^\//, '') ||
    (first?.params as { requiredProperties?: string[]; additionalProperties?: string[] })?.requiredProperties?.[0] ||
    ''
  const station =
    typeof item === 'object' && item !== null && typeof (item as { station?: unknown }).station === 'string'
      ? (item as { station: string }).station.slice(0, 60)
      : null
  return {
    index,
    station,
    code: 'reading.malformed',
    message: `Số đo thứ ${index} sai dạng${where ? ` ở ${where}` : ''}: ${first?.message ?? ''}.`,
    messageEn: `Reading ${index} is malformed${where ? ` at ${where}` : ''}: ${first?.message ?? ''}.`,
    item,
  }
}
