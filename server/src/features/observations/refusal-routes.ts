import {
  DiscardRefusals,
  MendedReading,
  RefusalFilter,
  RefusalIdParams,
  RefusalOut,
  RefusalSummary,
  ResendRefusals,
  ResendResult,
} from '@tusom/contract'
import { Refusal } from '@tusom/domain'
import {
  countRefusals,
  discardRefusals,
  listRefusals,
  openRefusals,
  refusalById,
  refusalIds,
  type RefusalRow,
  refusalUnits,
} from '@tusom/store'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { App } from '../../app.ts'
import type { Ingest } from './ingest.ts'
import { contentOf, readingOf } from './refused-item.ts'
import { refuseCounted, sendAgain } from './send-again.ts'

/** Rows of a list; older ones are asked for with `before`. */
const PAGE = 500
/** All alike at once, so many at a time. */
const AT_ONCE = 5000

/** The dead-letter list: what was refused, mended and sent again or discarded with a reason. Nothing in it is ever lost. */
export function registerRefusals(app: App, ingest: Ingest): void {
  const present = (r: RefusalRow): RefusalOut => ({
    id: r.id,
    knownAt: r.knownAt.toISOString(),
    source: r.source,
    unitId: r.unitId,
    unitName: app.ctx.tree().byId.get(r.unitId)?.fullName ?? '',
    station: r.station,
    reading: readingOf(r.item),
    content: contentOf(r),
    code: r.code,
    message: r.message,
    alike: r.alike,
    state: r.state,
    triedAt: r.triedAt?.toISOString() ?? null,
    handledAt: r.handledAt?.toISOString() ?? null,
    handledByName: r.handledByName,
    reason: r.reason,
  })
  /** Asks the route's policy for the unit of every row that there is in this run. */
  async function permitRows(request: FastifyRequest, ids: readonly number[]): Promise<void> {
    const units = await app.ctx.db.asSystem(tx => refusalUnits(tx, request.run.id, ids))
    if (!units.length) throw new Refusal('not-found', { what: 'số đo bị từ chối' })
    for (const unitId of units) request.permit({ unitId })
  }
  const asked = (request: FastifyRequest) => ({ actor: request.actor, runId: request.run.id, now: request.now })

  app.get(
    '/api/observations/refusals',
    {
      config: { policy: 'refusals.read' },
      schema: { querystring: RefusalFilter, response: { 200: Type.Array(RefusalOut) } },
    },
    async request => (await request.read(tx => listRefusals(tx, request.query, PAGE))).map(present),
  )

  app.get(
    '/api/observations/refusals/summary',
    { config: { policy: 'refusals.read' }, schema: { response: { 200: RefusalSummary } } },
    async request => {
      const groups = await request.read(countRefusals)
      return {
        open: groups.reduce((n, g) => n + g.n, 0),
        groups: groups.map(g => ({ ...g, firstAt: g.firstAt.toISOString(), lastAt: g.lastAt.toISOString() })),
      }
    },
  )

  app.post(
    '/api/observations/refusals/:id/mend',
    {
      config: { policy: 'refusals.mend' },
      schema: { params: RefusalIdParams, body: MendedReading, response: { 200: ResendResult } },
    },
    async request => {
      const { id } = request.params
      const { station, indicator, at, value, unit, corrected } = request.body
      await permitRows(request, [id])
      return request.command(async (tx, note) => {
        const [row] = await openRefusals(tx, [id])
        if (!row) throw new Refusal((await refusalById(tx, id)) ? 'refusals.handled' : 'not-found', { what: 'số đo' })
        const quality = corrected ? ('corrected' as const) : ('measured' as const)
        const mended = { index: 0, unit: unit ?? null, reading: { station, indicator, at, value, quality } }
        const result = await sendAgain(app.ctx, ingest, tx, asked(request), [{ row, mended }])
        note({
          command: 'refusal.mend',
          subject: `refusal/${id}`,
          unitId: row.unitId,
          detail: { sent: result.sent, was: readingOf(row.item), now: mended.reading, unit: unit ?? null },
        })
        return result
      })
    },
  )

  app.post(
    '/api/observations/refusals/resend',
    { config: { policy: 'refusals.mend' }, schema: { body: ResendRefusals, response: { 200: ResendResult } } },
    async request => {
      const { alike } = request.body
      const ids = request.body.ids ?? (await request.read(tx => refusalIds(tx, alike ?? {}, AT_ONCE)))
      await permitRows(request, ids)
      return request.command(async (tx, note) => {
        const rows = await openRefusals(tx, ids)
        for (const row of rows) refuseCounted(row)
        const result = await sendAgain(
          app.ctx,
          ingest,
          tx,
          asked(request),
          rows.map(row => ({ row })),
        )
        note({
          command: 'refusal.resend',
          subject: `run/${request.run.id}`,
          detail: { asked: ids.length, alike, sent: result.sent, stillRefused: result.stillRefused.length },
        })
        return { ...result, gone: ids.length - rows.length }
      })
    },
  )

  app.post(
    '/api/observations/refusals/discard',
    {
      config: { policy: 'refusals.mend' },
      schema: { body: DiscardRefusals, response: { 200: Type.Object({ discarded: Type.Integer() }) } },
    },
    async request => {
      const { alike, reason } = request.body
      const ids = request.body.ids ?? (await request.read(tx => refusalIds(tx, alike ?? {}, AT_ONCE, true)))
      await permitRows(request, ids)
      return request.command(async (tx, note) => {
        const by = { at: request.now, userId: request.actor.userId, name: request.actor.displayName }
        const discarded = (await discardRefusals(tx, ids, reason, by)).length
        if (!discarded) throw new Refusal('refusals.handled')
        note({
          command: 'refusal.discard',
          subject: `run/${request.run.id}`,
          detail: { ids: request.body.ids, alike, discarded, reason },
        })
        return { discarded }
      })
    },
  )
}
