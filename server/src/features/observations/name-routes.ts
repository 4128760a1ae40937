import { Done, IdParams, NewReadingName, ReadingNameOut } from '@tusom/contract'
import { Refusal } from '@tusom/domain'
import {
  dropReadingName,
  listReadingNames,
  type ReadingName,
  readingNameById,
  refusalIds,
  setReadingName,
} from '@tusom/store'
import { Type } from 'typebox'
import type { App } from '../../app.ts'
import type { Ingest } from './ingest.ts'
import { reachOf } from './sort-readings.ts'

/** What senders call our stations and indicators. Said once, it holds for every file, request and message from then on. */
export function registerReadingNames(app: App, ingest: Ingest): void {
  const present = (n: ReadingName) => ({
    ...n,
    unitName: app.ctx.tree().byId.get(n.unitId)?.fullName ?? '',
    setAt: n.setAt.toISOString(),
  })

  app.get(
    '/api/observations/names',
    { config: { policy: 'reading-names.read' }, schema: { response: { 200: Type.Array(ReadingNameOut) } } },
    async request => (await request.read(listReadingNames)).map(present),
  )

  app.post(
    '/api/observations/names',
    {
      config: { policy: 'reading-names.write', actualOnly: true },
      schema: {
        body: NewReadingName,
        response: { 200: Type.Object({ id: Type.Integer(), waiting: Type.Integer() }) },
      },
    },
    async request => {
      const { unitId, kind, means } = request.body
      const name = request.body.name.normalize('NFC').trim()
      request.permit({ unitId })
      const { rows } = await ingest.catalogue()
      const may = reachOf(request.actor)
      const codes = new Set(rows.map(r => (kind === 'station' ? r.stationCode : r.indicator)))
      if (codes.has(name)) throw new Refusal('reading-names.own', { name })
      const fits = rows.some(r => (kind === 'station' ? r.stationCode === means && may(r) : r.indicator === means))
      if (!fits) throw new Refusal('reading-names.no-such', { what: kind === 'station' ? 'trạm' : 'chỉ số', means })
      return request.command(async (tx, note) => {
        const { id } = await setReadingName(tx, {
          unitId,
          kind,
          name,
          means,
          at: app.ctx.clock(),
          userId: request.actor.userId,
          userName: request.actor.displayName,
        })
        const waiting = kind === 'station' ? (await refusalIds(tx, { station: name }, 5000)).length : 0
        note({ command: 'reading-name.set', subject: `reading-name/${id}`, unitId, detail: { kind, name, means } })
        return { id, waiting }
      })
    },
  )

  app.delete(
    '/api/observations/names/:id',
    {
      config: { policy: 'reading-names.write', actualOnly: true },
      schema: { params: IdParams, response: { 200: Done } },
    },
    async request => {
      const { id } = request.params
      const row = await app.ctx.db.asSystem(tx => readingNameById(tx, id))
      if (!row) throw new Refusal('not-found', { what: 'tên gọi' })
      request.permit({ unitId: row.unitId })
      await request.command(async (tx, note) => {
        await dropReadingName(tx, id)
        const { kind, name, means } = row
        note({
          command: 'reading-name.drop',
          subject: `reading-name/${id}`,
          unitId: row.unitId,
          detail: { kind, name, means },
        })
      })
      return { ok: true as const }
    },
  )
}
