import { IdParams, WarningFull, WarningList, WarningSummary } from '@tusom/contract'
import { Refusal, type WarningState } from '@tusom/domain'
import { listWarnings, warningCap, warningSummary } from '@tusom/store'
import { Type } from 'typebox'
import type { App } from '../../app.ts'
import { outNumber } from '../documents/out-number.ts'
import { fullWarning } from './full-warning.ts'
import { settingsFor } from './office.ts'
import { briefOut } from './present.ts'
import type { WarningService } from './service.ts'
import { urgentDispatch } from './urgent-dispatch.ts'

const states: Record<string, readonly WarningState[]> = {
  drafts: ['draft', 'submitted', 'approved'],
  waiting: ['submitted'],
  issued: ['issued'],
  ended: ['superseded', 'cancelled'],
  discarded: ['discarded'],
}

/** Warnings as they are read: the list, the counts, one, its urgent dispatch, its CAP message. */
export function registerWarningReading(app: App, service: WarningService): void {
  app.get(
    '/api/warnings',
    {
      config: { policy: 'warnings.read' },
      schema: {
        querystring: Type.Object({
          show: Type.Optional(Type.Enum(['in-force', 'drafts', 'waiting', 'issued', 'ended', 'discarded', 'all'])),
          hazard: Type.Optional(Type.String({ maxLength: 40 })),
          unitId: Type.Optional(Type.Integer({ minimum: 1 })),
          limit: Type.Integer({ minimum: 1, maximum: 500, default: 200 }),
        }),
        response: { 200: WarningList },
      },
    },
    async request => {
      const { show, hazard, unitId, limit } = request.query
      const rows = await request.read(tx =>
        listWarnings(tx, {
          states: show ? states[show] : undefined,
          hazard,
          areaId: unitId,
          inForceAt: show === 'in-force' ? request.now : undefined,
          limit,
        }),
      )
      const listed = show ? rows : rows.filter(w => w.state !== 'discarded')
      return { now: request.now.toISOString(), warnings: listed.map(w => briefOut(w, app.ctx.tree(), request.now)) }
    },
  )

  app.get(
    '/api/warnings/summary',
    { config: { policy: 'warnings.read' }, schema: { response: { 200: WarningSummary } } },
    async request => {
      const s = await request.read(tx => warningSummary(tx, request.now))
      const oldest = s.oldestUnacknowledgedAt
      return {
        now: request.now.toISOString(),
        inForce: s.inForce,
        drafts: s.drafts,
        waiting: s.waiting,
        approved: s.approved,
        reviewDue: s.reviewDue,
        reviewLate: s.reviewLate,
        unacknowledged: s.unacknowledged,
        oldest: oldest?.toISOString() ?? null,
        oldestMinutes: oldest ? Math.floor((request.now.getTime() - oldest.getTime()) / 60_000) : null,
      }
    },
  )

  app.get(
    '/api/warnings/:id',
    { config: { policy: 'warnings.read' }, schema: { params: IdParams, response: { 200: WarningFull } } },
    async request => request.read(tx => fullWarning(service, request, tx, request.params.id)),
  )

  app.get(
    '/api/warnings/:id/cong-dien.docx',
    { config: { policy: 'warnings.read' }, schema: { params: IdParams } },
    async (request, reply) => {
      const { w, office } = await request.read(async tx => {
        const w = await service.load(tx, request.params.id)
        return { w, office: await settingsFor(tx, app.ctx.tree(), w.provinceId, w.ownerId) }
      })
      if (!['approved', 'issued', 'superseded', 'cancelled'].includes(w.state)) throw new Refusal('warning.not-issued')
      const number = await outNumber(app, w.runId, { kind: 'warning', id: w.id }, w.ownerId)
      const file = await urgentDispatch(w, app.ctx.tree(), office, number)
      const name = `${w.runId === 0 ? '' : 'DIEN TAP - '}cong-dien-${w.number === null ? `nhap-${w.id}` : String(w.number).padStart(2, '0')}.docx`
      return reply
        .header('content-type', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document')
        .header('content-disposition', `attachment; filename="${name}"`)
        .send(Buffer.from(file))
    },
  )

  app.get(
    '/api/warnings/:id/cap.xml',
    { config: { policy: 'warnings.read' }, schema: { params: IdParams } },
    async (request, reply) => {
      const cap = await request.read(async tx => {
        await service.load(tx, request.params.id)
        return (await warningCap(tx, request.params.id))?.cap
      })
      if (!cap) throw new Refusal('warning.not-issued')
      return reply.header('content-type', 'application/cap+xml; charset=utf-8').send(cap)
    },
  )
}
