import { writeDocument } from '@tusom/admin-docs'
import {
  CivilDefenceDecide,
  CivilDefenceIn,
  CivilDefenceList,
  CivilDefenceMade,
  Done,
  IdParams,
  LiftIn,
} from '@tusom/contract'
import { checkAct, checkPlace, criteria, decisionDocument, levelRules, Refusal, unknownDeadlines } from '@tusom/domain'
import {
  addCivilDefenceStep,
  civilDefenceLevel,
  civilDefenceLevels,
  civilDefenceSteps,
  decideCivilDefence,
  keepCivilDefence,
  liftCivilDefence,
  lockCivilDefenceLevel,
  proposeCivilDefence,
  proposeLift,
  type Tx,
} from '@tusom/store'
import { localParts } from '@tusom/vi-text'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { App } from '../../app.ts'
import { docxType, documentFileName } from '../plans/docx-file.ts'
import { ledBy, present } from './present.ts'

const missing = () => new Refusal('not-found', { what: 'quyết định phòng thủ dân sự' })

/** Civil-defence levels 1 to 3: proposed by one person, decided by the authority, lifted the same way; every step is kept. */
export function registerCivilDefence(app: App): void {
  const one = async (request: FastifyRequest, id: number) => {
    const row = await request.read(tx => civilDefenceLevel(tx, id))
    if (!row) throw missing()
    return row
  }
  const whoOf = (request: FastifyRequest) => ({
    id: request.actor.userId,
    name: request.actor.displayName,
    at: request.now,
  })
  const step = (tx: Tx, request: FastifyRequest, levelId: number, act: string, remark: string) =>
    addCivilDefenceStep(tx, {
      runId: request.run.id,
      levelId,
      act,
      who: whoOf(request),
      unitId: request.actor.homeUnitId,
      remark,
    })

  app.get(
    '/api/civil-defence',
    { config: { policy: 'civil-defence.read' }, schema: { response: { 200: CivilDefenceList } } },
    async request => {
      const { rows, steps } = await request.read(async tx => {
        const found = await civilDefenceLevels(tx)
        return {
          rows: found,
          steps: await civilDefenceSteps(
            tx,
            found.map(r => r.id),
          ),
        }
      })
      return {
        asOf: request.now.toISOString(),
        exercise: request.run.id !== 0,
        rules: levelRules.map(r => ({
          level: r.level,
          place: r.place,
          test: r.test,
          authority: r.authority,
          source: r.scope.source,
          authorityStatus: r.authorityStatus,
        })),
        criteria: criteria.map(c => ({ ...c })),
        unknownDeadlines,
        rows: rows.map(r => present(r, steps, request.actor, app.ctx.tree())),
      }
    },
  )

  app.post(
    '/api/civil-defence',
    {
      config: { policy: 'civil-defence.propose' },
      schema: { body: CivilDefenceIn, response: { 200: CivilDefenceMade } },
    },
    async request => {
      const { unitId, level } = request.body
      const unit = app.ctx.tree().byId.get(unitId)
      if (!unit) throw new Refusal('not-found', { what: 'đơn vị' })
      request.permit({ unitId })
      checkPlace(level, unit.kind)
      const who = whoOf(request)
      const id = await request.command(async (tx, note) => {
        const made = await proposeCivilDefence(tx, {
          ...request.body,
          runId: request.run.id,
          provinceId: app.ctx.tree().provinceOf(unitId)?.id ?? unitId,
          proposedAt: who.at,
          proposedBy: who.id,
          proposedByName: who.name,
          proposedByUnit: request.actor.homeUnitId,
        })
        if (!made) throw new Refusal('civil-defence.standing')
        await step(tx, request, made.id, 'propose', '')
        note({ command: 'civil-defence.propose', subject: `civil-defence/${made.id}`, unitId, detail: { level } })
        await tx.query(`select app.tell('levels', $1)`, [request.run.id])
        return made.id
      })
      return { id }
    },
  )

  app.post(
    '/api/civil-defence/:id/lift',
    {
      config: { policy: 'civil-defence.propose-lift' },
      schema: { params: IdParams, body: LiftIn, response: { 200: Done } },
    },
    async request => {
      const { id } = request.params
      const row = await one(request, id)
      request.permit({ unitId: row.unitId })
      const who = whoOf(request)
      await request.command(async (tx, note) => {
        const now = await lockCivilDefenceLevel(tx, id)
        if (!now) throw missing()
        checkAct('propose-lift', now, { userId: who.id, leads: ledBy(request.actor) }, null)
        await proposeLift(tx, id, who, request.body.reason)
        await step(tx, request, id, 'propose-lift', request.body.reason)
        note({ command: 'civil-defence.propose-lift', subject: `civil-defence/${id}`, unitId: row.unitId })
        await tx.query(`select app.tell('levels', $1)`, [request.run.id])
      })
      return { ok: true as const }
    },
  )

  app.post(
    '/api/civil-defence/:id/decide',
    {
      config: { policy: 'civil-defence.decide' },
      schema: { params: IdParams, body: CivilDefenceDecide, response: { 200: Done } },
    },
    async request => {
      const { id } = request.params
      const { act, remark = '', number = '', date } = request.body
      const row = await one(request, id)
      request.permit({ unitId: row.unitId })
      const today = localParts(request.now.getTime()).date
      if (date !== undefined && (Number.isNaN(Date.parse(date)) || date > today))
        throw new Refusal('civil-defence.date')
      const decision = number.trim() ? { number: number.trim(), date: date ?? today } : null
      const who = whoOf(request)
      await request.command(async (tx, note) => {
        const now = await lockCivilDefenceLevel(tx, id)
        if (!now) throw missing()
        const to = checkAct(act, now, { userId: who.id, leads: ledBy(request.actor) }, decision)
        if (to === 'lifted') await liftCivilDefence(tx, id, who, decision)
        else if (act === 'keep') await keepCivilDefence(tx, id)
        else await decideCivilDefence(tx, id, to as 'declared' | 'turned-down', who, decision)
        await step(tx, request, id, act, remark)
        note({
          command: `civil-defence.${act}`,
          subject: `civil-defence/${id}`,
          unitId: row.unitId,
          detail: { level: row.level, ...decision },
        })
        await tx.query(`select app.tell('levels', $1)`, [request.run.id])
      })
      return { ok: true as const }
    },
  )

  app.get(
    '/api/civil-defence/:id/decision.docx',
    {
      config: { policy: 'civil-defence.document' },
      schema: { params: IdParams, querystring: Type.Object({ lift: Type.Optional(Type.Literal('1')) }) },
    },
    async (request, reply) => {
      const row = await one(request, request.params.id)
      request.permit({ unitId: row.unitId })
      const tree = app.ctx.tree()
      const unit = tree.byId.get(row.unitId)
      if (!unit) throw missing()
      const lift = request.query.lift === '1'
      const pair = (n: string | null, d: string | null) => (n && d ? { number: n, date: d } : null)
      const declared = pair(row.decisionNumber, row.decisionDate)
      const doc = decisionDocument({
        level: row.level,
        lift,
        unit,
        incident: row.incident,
        scope: row.scope,
        criteria: row.criteria,
        lacks: row.lacks,
        liftReason: row.liftReason ?? '',
        proposedBy: {
          unit: tree.byId.get(row.proposedByUnit)?.fullName ?? '',
          at: (lift ? row.liftProposedAt : row.proposedAt)?.getTime() ?? row.proposedAt.getTime(),
        },
        decision: lift ? pair(row.liftNumber, row.liftDate) : declared,
        declared,
        at: request.now.getTime(),
        exercise: request.run.id !== 0,
        sample: false,
      })
      if (!doc) throw new Refusal('civil-defence.not-ours')
      if (lift && !row.liftReason) throw new Refusal('civil-defence.state')
      return reply
        .header('content-type', docxType)
        .header('content-disposition', documentFileName(`QD - ${doc.title}`, request.run.id !== 0))
        .send(Buffer.from(await writeDocument(doc)))
    },
  )
}
