import { limits, ObservationBatch, ObservationResult, ReadingIn } from '@tusom/contract'
import { Refusal } from '@tusom/domain'
import { Compile } from 'typebox/compile'
import type { FastifyRequest } from 'fastify'
import type { App } from '../../app.ts'
import { registerReadingFiles } from './file-routes.ts'
import { registerSeriesHealth } from './health-routes.ts'
import type { Ingest, Refused } from './ingest.ts'
import { readingsFromCsv } from './parse-csv.ts'
import { registerReadingNames } from './name-routes.ts'
import { registerRefusals } from './refusal-routes.ts'
import { presentResult, senderOf } from './sender.ts'
import type { Item } from './sort-readings.ts'
import { takeReadings } from './take-readings.ts'

const reading = Compile(ReadingIn)

export function registerObservations(app: App, ingest: Ingest): void {
  registerRefusals(app, ingest)
  registerReadingNames(app, ingest)
  registerReadingFiles(app, ingest)
  registerSeriesHealth(app, ingest)
  const take = async (request: FastifyRequest, items: Item[], malformed: readonly Refused[], kind: string, name = '') =>
    presentResult(await takeReadings(app.ctx, ingest, senderOf(app, request, kind, name), items, malformed))

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
      const items: Item[] = []
      const malformed: Refused[] = []
      batch.readings.forEach((item, index) => {
        if (reading.Check(item)) items.push({ index, reading: item })
        else malformed.push(refusedItem(item, index))
      })
      return take(request, items, malformed, 'http', batch.source ?? request.actor.machine?.name ?? '')
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
