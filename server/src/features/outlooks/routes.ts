import {
  OutlookIn,
  OutlookKind,
  OutlookMade,
  OutlookPage,
  OutlookParams,
  OutlookQuery,
  OutlookText,
  OutlookTextQuery,
} from '@tusom/contract'
import {
  draftOutlook,
  type KeptClaim,
  outlookText,
  type Period,
  periodAt,
  periodOf,
  policies,
  type Policy,
  Refusal,
  refuse,
  reportDay,
  scoreOutlook,
  type Statement,
} from '@tusom/domain'
import { confirmOutlook, outlookOf, type OutlookRecord, outlooksOf, type UnitRow } from '@tusom/store'
import type { FastifyRequest } from 'fastify'
import { createHash } from 'node:crypto'
import { Value } from 'typebox/value'
import type { App } from '../../app.ts'
import type { Ingest } from '../observations/ingest.ts'
import { reachOf } from '../reports/report-file.ts'
import { nextPeriod, outcomeOf, outlookFacts } from './facts.ts'

const short = (p: Period) => ({ key: p.key, start: p.start, end: p.end, nameVi: p.nameVi, nameEn: p.nameEn })
const kept = (statements: readonly Statement[]): KeptClaim[] =>
  statements.flatMap(s => (s.claim ? [{ ...s, claim: s.claim }] : []))
const stampOf = (period: Period, claims: readonly KeptClaim[]): string =>
  createHash('sha256')
    .update(JSON.stringify([period.key, claims]))
    .digest('hex')
    .slice(0, 32)

/** The periodic outlook: drafted from what the system saw, confirmed by a person, scored once the next period has ended. */
export function registerOutlooks(app: App, ingest: Ingest): void {
  const unitFor = async (request: FastifyRequest, id: number): Promise<{ unit: UnitRow; reach: number[] }> => {
    const unit = app.ctx.tree().byId.get(id)
    if (!unit) throw new Refusal('not-found', { what: 'đơn vị' })
    const reach = await app.ctx.db.asSystem(tx => reachOf(tx, app.ctx.tree(), id))
    request.permit({ unitId: id, reach })
    if (unit.kind !== 'commune' && unit.kind !== 'province') throw new Refusal('outlook.unit')
    return { unit, reach }
  }
  const periodFor = (key: string): Period & { kind: OutlookKind } => {
    const p = periodOf(key)
    if (!p || !Value.Check(OutlookKind, p.kind)) throw new Refusal('outlook.period', { period: key })
    return p as Period & { kind: OutlookKind }
  }
  const draftOf = async (request: FastifyRequest, unit: UnitRow, kind: OutlookKind) => {
    const period = periodAt(kind, reportDay(request.now))
    const statements = draftOutlook(await outlookFacts(app, ingest, request, unit, kind))
    const claims = kept(statements)
    return { period, statements, claims, stamp: stampOf(period, claims) }
  }
  const present = async (request: FastifyRequest, unit: UnitRow, o: OutlookRecord) => {
    const next = periodFor(o.nextKey)
    const claims = o.claims as KeptClaim[]
    const ended = reportDay(request.now) > next.end
    return {
      id: o.id,
      period: short(periodFor(o.periodKey)),
      next: short(next),
      text: o.text,
      claims,
      confirmedAt: o.confirmedAt.toISOString(),
      confirmedByName: o.confirmedByName,
      score: ended ? scoreOutlook(claims, await outcomeOf(app, request, unit, next)) : null,
    }
  }

  app.get(
    '/api/outlooks/:unitId',
    {
      config: { policy: 'outlooks.read' },
      schema: { params: OutlookParams, querystring: OutlookQuery, response: { 200: OutlookPage } },
    },
    async request => {
      const { unit, reach } = await unitFor(request, request.params.unitId)
      const draft = await draftOf(request, unit, request.query.kind ?? 'month')
      const confirmed = []
      for (const o of await request.read(tx => outlooksOf(tx, unit.id))) confirmed.push(await present(request, unit, o))
      return {
        asOf: request.now.toISOString(),
        unit: { id: unit.id, fullName: unit.fullName },
        draft: {
          period: short(draft.period),
          next: short(nextPeriod(draft.period)),
          statements: draft.statements,
          text: outlookText(draft.statements),
          stamp: draft.stamp,
        },
        mayConfirm: refuse(request.actor, policies['outlooks.confirm'] as Policy, { unitId: unit.id, reach }) === null,
        confirmed,
      }
    },
  )

  app.post(
    '/api/outlooks/:unitId',
    {
      config: { policy: 'outlooks.confirm' },
      schema: { params: OutlookParams, body: OutlookIn, response: { 200: OutlookMade } },
    },
    async request => {
      const { unit, reach } = await unitFor(request, request.params.unitId)
      const { periodKey, text, stamp, keep } = request.body
      const { kind } = periodFor(periodKey)
      const draft = await draftOf(request, unit, kind)
      if (draft.period.key !== periodKey) throw new Refusal('outlook.begun')
      const claims = draft.claims.filter(c => keep.includes(c.id))
      if (draft.stamp !== stamp || claims.length !== new Set(keep).size) throw new Refusal('outlook.changed')
      const next = nextPeriod(draft.period)
      return request.command(async (tx, note) => {
        const made = await confirmOutlook(tx, {
          runId: request.run.id,
          unitId: unit.id,
          reach,
          periodKey,
          nextKey: next.key,
          nextStart: next.start,
          nextEnd: next.end,
          text,
          claims,
          at: request.now,
          userId: request.actor.userId,
          userName: request.actor.displayName,
        })
        note({
          command: 'outlooks.confirm',
          subject: `outlook/${made.id}`,
          unitId: unit.id,
          detail: {
            period: periodKey,
            of: next.key,
            claims: claims.map(c => c.id),
            leftOut: draft.claims.length - claims.length,
          },
        })
        return made
      })
    },
  )

  app.get(
    '/api/outlooks/:unitId/text',
    {
      config: { policy: 'outlooks.read' },
      schema: { params: OutlookParams, querystring: OutlookTextQuery, response: { 200: OutlookText } },
    },
    async request => {
      const { unit } = await unitFor(request, request.params.unitId)
      const period = periodFor(request.query.period)
      const stands = await request.read(tx => outlookOf(tx, unit.id, period.key))
      if (stands) return { period: period.key, text: stands.text, confirmed: true }
      // of a period that is over nothing is drafted: it would know what came
      const draft = period.key === periodAt(period.kind, reportDay(request.now)).key
      if (!draft) throw new Refusal('not-found', { what: 'dự báo tình hình của kỳ này' })
      const { statements } = await draftOf(request, unit, period.kind)
      return { period: period.key, text: outlookText(statements), confirmed: false }
    },
  )
}
