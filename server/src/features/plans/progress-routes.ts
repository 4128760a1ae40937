import { writeDocument } from '@tusom/admin-docs'
import {
  Done,
  IdParams,
  ProgressNumbered,
  ProgressReportDetail,
  ProgressReportIn,
  ProgressReportMade,
  type ProgressReportRowOut,
  ProgressReports,
  ProgressTextsBody,
} from '@tusom/contract'
import {
  bodySign,
  documentCode,
  measurePeriod,
  measurePeriods,
  noTexts,
  policies,
  progressDocument,
  type ProgressFacts,
  type ProgressPeriod,
  type ProgressTexts,
  progressTitle,
  refuse,
  Refusal,
} from '@tusom/domain'
import {
  addProgressReport,
  documentTarget,
  findDocument,
  findProgressReport,
  freezeProgressReport,
  lockProgressReport,
  numberOfSource,
  numbersOfSources,
  progressReportsOf,
  progressReportTarget,
  type ProgressReportRow,
  saveProgressTexts,
  type Tx,
} from '@tusom/store'
import { localParts } from '@tusom/vi-text'
import type { FastifyRequest } from 'fastify'
import type { App } from '../../app.ts'
import { takeNumber } from '../documents/take-number.ts'
import { loadChain } from '../tasks/chain.ts'
import { presentUnit } from '../tasks/present-task.ts'
import { docxType, documentFileName } from './docx-file.ts'
import { addresseeOf, type Gathered, gatherProgress } from './gather-progress.ts'

const source = 'progress-report'

/** Progress reports on a plan: written from its tasks, previewed, numbered by the register, taken as a Word document. */
export function registerProgressReports(app: App): void {
  const today = (request: FastifyRequest) => localParts(request.now.getTime()).date
  const mayWrite = (request: FastifyRequest, unitId: number) =>
    !request.run.endedAt &&
    refuse(request.actor, policies['progress.write'] as (typeof policies)[string], { unitId }) === null
  const find = async (request: FastifyRequest, id: number) => {
    const found = await app.ctx.db.asSystem(tx => progressReportTarget(tx, request.run.id, id))
    if (!found) throw new Refusal('not-found', { what: 'báo cáo tiến độ' })
    return found
  }
  const periodOf = (key: string): ProgressPeriod => {
    const period = measurePeriod(key)
    if (!period) throw new Refusal('task.bad-period', { period: key })
    return period
  }
  const gather = async (
    tx: Tx,
    request: FastifyRequest,
    r: { id: number; planId: number; unitId: number; periodKey: string },
  ): Promise<Gathered> => {
    const plan = await findDocument(tx, r.planId)
    if (!plan) throw new Refusal('not-found', { what: 'kế hoạch' })
    const tree = app.ctx.tree()
    const chain = await loadChain(tx, tree)
    return gatherProgress(tx, tree, {
      runId: request.run.id,
      now: request.now,
      unitId: r.unitId,
      plan,
      period: periodOf(r.periodKey),
      reportId: r.id,
      consolidating: chain.consolidating,
    })
  }
  /** The number of a report, for everybody who may read the report; its book is its unit's alone. */
  const numberOf = async (request: FastifyRequest, r: { id: number; unitId: number }) => {
    const entry = await app.ctx.db.asSystem(tx => numberOfSource(tx, request.run.id, source, r.id, r.unitId))
    return entry
      ? { sequence: entry.seq, code: entry.number.replace(/^\d+\//, ''), on: entry.enteredOn, number: entry.number }
      : null
  }
  const presentRow = (
    request: FastifyRequest,
    r: Omit<ProgressReportRow, 'texts' | 'facts'>,
    number: string | null,
  ): ProgressReportRowOut => ({
    id: r.id,
    unit: presentUnit(app.ctx.tree(), r.unitId),
    period: periodOf(r.periodKey),
    number,
    frozenAt: r.frozenAt?.toISOString() ?? null,
    changedAt: r.changedAt.toISOString(),
    changedBy: r.changedByName,
    mine: r.unitId === request.actor.homeUnitId,
  })
  const one = async (tx: Tx, id: number): Promise<ProgressReportRow> => {
    const row = await findProgressReport(tx, id)
    if (!row) throw new Refusal('not-found', { what: 'báo cáo tiến độ' })
    return row
  }
  const readable = async (request: FastifyRequest, id: number) => {
    const { unitId, reach, frozen } = await find(request, id)
    // before it bears a number it is its unit's own business
    request.permit({ unitId, ...(frozen ? { reach } : {}) })
  }
  const whole = async (request: FastifyRequest, id: number) => {
    await readable(request, id)
    const { row, facts } = await request.read(async tx => {
      const row = await one(tx, id)
      return { row, facts: (row.facts as ProgressFacts | null) ?? (await gather(tx, request, row)).facts }
    })
    return { row, facts, texts: row.texts as ProgressTexts, number: await numberOf(request, row) }
  }

  app.get(
    '/api/plans/:id/progress',
    { config: { policy: 'plans.read-one' }, schema: { params: IdParams, response: { 200: ProgressReports } } },
    async request => {
      const { id } = request.params
      const target = await app.ctx.db.asSystem(tx => documentTarget(tx, request.run.id, id))
      if (!target) throw new Refusal('not-found', { what: 'kế hoạch' })
      request.permit({ unitId: target.ownerId, reach: target.reach })
      const { doc, rows } = await request.read(async tx => ({
        doc: await findDocument(tx, id),
        rows: await progressReportsOf(tx, id),
      }))
      if (!doc) throw new Refusal('not-found', { what: 'kế hoạch' })
      const numbers = new Map(
        (await app.ctx.db.asSystem(tx => numbersOfSources(tx, request.run.id, source, rows))).map(n => [
          n.id,
          n.number,
        ]),
      )
      return {
        plan: { id: doc.id, number: doc.number, title: doc.title },
        mayWrite: mayWrite(request, request.actor.homeUnitId),
        periods: measurePeriods(today(request)),
        reports: rows.map(r => presentRow(request, r, numbers.get(r.id) ?? null)),
      }
    },
  )

  app.post(
    '/api/plans/:id/progress',
    {
      config: { policy: 'progress.write' },
      schema: { params: IdParams, body: ProgressReportIn, response: { 200: ProgressReportMade } },
    },
    async request => {
      const { id } = request.params
      const unitId = request.actor.homeUnitId
      request.permit({ unitId })
      const period = periodOf(request.body.periodKey)
      if (period.start > today(request)) throw new Refusal('task.bad-period', { period: period.key })
      return request.command(async (tx, note) => {
        const plan = await findDocument(tx, id)
        if (!plan) throw new Refusal('not-found', { what: 'kế hoạch' })
        const { facts, reach } = await gather(tx, request, { id: 0, planId: id, unitId, periodKey: period.key })
        if (!facts.lines.length) throw new Refusal('progress.no-tasks')
        const made = await addProgressReport(tx, request.run.id, {
          planId: id,
          unitId,
          reach,
          periodKey: period.key,
          texts: { ...noTexts, to: addresseeOf(app.ctx.tree(), plan, unitId) },
          at: request.now,
          byName: request.actor.displayName,
        })
        note({
          command: 'progress-report.make',
          subject: `progress-report/${made.id}`,
          unitId,
          detail: { plan: id, period: period.key, isNew: made.isNew },
        })
        await tx.query(`select app.tell('plans', $1)`, [request.run.id])
        return { id: made.id }
      })
    },
  )

  app.get(
    '/api/progress-reports/:id',
    {
      config: { policy: 'progress.read-one' },
      schema: { params: IdParams, response: { 200: ProgressReportDetail } },
    },
    async request => {
      const { row, facts, texts, number } = await whole(request, request.params.id)
      return {
        report: presentRow(request, row, number?.number ?? null),
        planId: row.planId,
        facts,
        texts,
        number: number && { sequence: number.sequence, code: number.code, on: number.on },
        mayWrite: mayWrite(request, row.unitId),
      }
    },
  )

  app.put(
    '/api/progress-reports/:id',
    {
      config: { policy: 'progress.write' },
      schema: { params: IdParams, body: ProgressTextsBody, response: { 200: Done } },
    },
    async request => {
      const { id } = request.params
      const { unitId } = await find(request, id)
      request.permit({ unitId })
      await request.command(async (tx, note) => {
        await saveProgressTexts(tx, id, request.body, request.now, request.actor.displayName)
        note({ command: 'progress-report.write', subject: `progress-report/${id}`, unitId })
        await tx.query(`select app.tell('plans', $1)`, [request.run.id])
      })
      return { ok: true as const }
    },
  )

  /** Takes the next number of the register and keeps the figures as they stand, in one step. */
  app.post(
    '/api/progress-reports/:id/number',
    { config: { policy: 'progress.write' }, schema: { params: IdParams, response: { 200: ProgressNumbered } } },
    async request => {
      const { id } = request.params
      const { unitId } = await find(request, id)
      request.permit({ unitId })
      return request.command(async (tx, note) => {
        await lockProgressReport(tx, id)
        const row = await one(tx, id)
        const { facts, reach } = await gather(tx, request, row)
        const made = await takeNumber(
          tx,
          request.run.id,
          {
            unitId,
            direction: 'out',
            book: '',
            on: today(request),
            code: documentCode('BC', bodySign(facts.unit)),
            kind: 'BC',
            issuer: facts.unit.fullName,
            title: progressTitle(facts).slice(0, 600),
            recipients: (row.texts as ProgressTexts).to,
            source: { kind: source, id },
          },
          {
            today: today(request),
            at: request.now,
            byName: request.actor.displayName,
            basis: [facts.plan.number ?? '', facts.ownPlan?.number ?? ''],
          },
        )
        await freezeProgressReport(tx, id, facts, reach, request.now, request.actor.displayName)
        note({
          command: 'progress-report.number',
          subject: `progress-report/${id}`,
          unitId,
          detail: { number: made.number, tasks: facts.lines.reduce((n, l) => n + l.tasks.length, 0) },
        })
        for (const topic of ['plans', 'register']) await tx.query('select app.tell($1, $2)', [topic, request.run.id])
        return { number: made.number }
      })
    },
  )

  /** Takes the figures anew for a report that bears a number: before it is signed, work has gone on. */
  app.post(
    '/api/progress-reports/:id/refresh',
    { config: { policy: 'progress.write' }, schema: { params: IdParams, response: { 200: Done } } },
    async request => {
      const { id } = request.params
      const { unitId } = await find(request, id)
      request.permit({ unitId })
      await request.command(async (tx, note) => {
        await lockProgressReport(tx, id)
        const row = await one(tx, id)
        if (!row.frozenAt) throw new Refusal('progress.not-numbered')
        const { facts, reach } = await gather(tx, request, row)
        await freezeProgressReport(tx, id, facts, reach, request.now, request.actor.displayName)
        note({ command: 'progress-report.refresh', subject: `progress-report/${id}`, unitId })
        await tx.query(`select app.tell('plans', $1)`, [request.run.id])
      })
      return { ok: true as const }
    },
  )

  app.get(
    '/api/progress-reports/:id/document.docx',
    { config: { policy: 'progress.read-one' }, schema: { params: IdParams } },
    async (request, reply) => {
      const { facts, texts, number } = await whole(request, request.params.id)
      const doc = progressDocument(facts, texts, number)
      return reply
        .header('content-type', docxType)
        .header('content-disposition', documentFileName(`BC - ${doc.title}`, request.run.id !== 0))
        .send(Buffer.from(await writeDocument(doc)))
    },
  )
}
