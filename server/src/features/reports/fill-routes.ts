import {
  CellsIn,
  CellsSaved,
  IdParams,
  NarrativesIn,
  NarrativesSaved,
  ReportActed,
  ReportActIn,
  ReportOpened,
  ReportOpenIn,
} from '@tusom/contract'
import {
  assertComplete,
  assertEditable,
  assertOther,
  assertOwn,
  assertStood,
  decideCells,
  nextReportState,
  Refusal,
  type ReportAct,
  reportDay,
  reportJudges,
} from '@tusom/domain'
import {
  moveReport,
  openReport,
  reportNarratives,
  type ReportRow,
  reportValues,
  saveReportNarrative,
  saveReportValues,
  type Tx,
} from '@tusom/store'
import { formatDate } from '@tusom/vi-text'
import type { FastifyRequest } from 'fastify'
import { actualOnly, type ReportRoutes, tell } from './context.ts'
import { periodFor } from './forms.ts'
import { reachOf } from './report-file.ts'

/** A report's life: opened, typed into, sent, returned, accepted, reopened. */
export function registerFilling(r: ReportRoutes): void {
  const { app } = r

  app.post(
    '/api/reports',
    { config: { policy: 'reports.fill' }, schema: { body: ReportOpenIn, response: { 200: ReportOpened } } },
    async request => {
      actualOnly(request)
      const unit = r.communeOf(request.body.unitId)
      request.permit({ unitId: unit.id })
      assertOwn(request.actor, unit.id)
      const tree = app.ctx.tree()
      return request.command(async (tx, note) => {
        const form = (await r.book(tx, unit.id)).form(request.body.form)
        const period = periodFor(form, request.body.period)
        if (period.start > reportDay(request.now))
          throw new Refusal('report.not-begun', { start: formatDate(period.start) })
        assertStood(unit, period)
        const { dueAt, asked } = await r.dueAt(tx, form, period, unit.id)
        if (!asked) throw new Refusal('report.not-asked')
        const { report, made } = await openReport(tx, {
          formCode: form.code,
          formVersion: form.version,
          periodKey: period.key,
          periodStart: period.start,
          periodEnd: period.end,
          unitId: unit.id,
          reach: await reachOf(tx, tree, unit.id),
          dueAt,
          createdAt: request.now,
          createdBy: request.actor.userId,
        })
        note({
          command: 'report.open',
          subject: `report/${report.id}`,
          unitId: unit.id,
          detail: { form: form.code, version: report.formVersion, period: period.key, made },
        })
        if (made) await tell(tx)
        return { id: report.id, state: report.state }
      })
    },
  )

  /** The report to write into: named, permitted, open. */
  async function ownOpen(request: FastifyRequest, id: number): Promise<ReportRow> {
    actualOnly(request)
    const report = await r.reportById(id)
    request.permit({ unitId: report.unitId })
    assertOwn(request.actor, report.unitId)
    assertEditable(report.state)
    return report
  }

  app.put(
    '/api/reports/:id/values',
    {
      config: { policy: 'reports.fill' },
      schema: { params: IdParams, body: CellsIn, response: { 200: CellsSaved } },
    },
    async request => {
      const report = await ownOpen(request, request.params.id)
      const typed = request.body.cells.map(c => ({
        element: c.element,
        value: c.value,
        notApplicable: c.notApplicable ?? false,
        reason: c.reason?.trim() || null,
        seen: c.seen,
      }))
      const decide = async (tx: Tx) => {
        const form = (await r.book(tx, report.unitId)).form(report.formCode, report.formVersion)
        const rows = await reportValues(tx, [report.id], { exact: true })
        return { rows, decisions: decideCells(form, new Map(rows.map(r => [r.element, r])), typed) }
      }
      let result = await request.read(decide)
      // what stands so already leaves no entry in the audit
      if (result.decisions.some(d => d.kind === 'save'))
        result = await request.command(async (tx, note) => {
          assertEditable((await r.locked(tx, report.id)).state)
          const again = await decide(tx)
          const saves = again.decisions.flatMap(d =>
            d.kind === 'save' ? [{ element: d.element, ...d.cell, version: d.version }] : [],
          )
          await saveReportValues(tx, report.id, saves, {
            userId: request.actor.userId,
            name: request.actor.displayName,
            at: request.now,
          })
          note({
            command: 'report.fill',
            subject: `report/${report.id}`,
            unitId: report.unitId,
            detail: { cells: saves.map(s => `${s.element}@${s.version}`) },
          })
          await tell(tx)
          return again
        })
      const theirs = new Map(result.rows.map(r => [r.element, r]))
      return {
        at: request.now.toISOString(),
        saved: result.decisions.flatMap(d =>
          d.kind === 'save' || d.kind === 'same' ? [{ element: d.element, version: d.version }] : [],
        ),
        conflicts: result.decisions.flatMap(d => {
          if (d.kind !== 'conflict') return []
          const row = theirs.get(d.element)
          return [
            {
              element: d.element,
              value: d.theirs.value,
              notApplicable: d.theirs.notApplicable,
              reason: d.theirs.reason,
              version: d.theirs.version,
              by: row?.byName ?? '',
              at: (row?.at ?? request.now).toISOString(),
            },
          ]
        }),
        refused: result.decisions.flatMap(d =>
          d.kind === 'refused'
            ? [{ element: d.element, code: `report.${d.code}`, message: d.vi, messageEn: d.en }]
            : [],
        ),
      }
    },
  )

  app.put(
    '/api/reports/:id/narratives',
    {
      config: { policy: 'reports.fill' },
      schema: { params: IdParams, body: NarrativesIn, response: { 200: NarrativesSaved } },
    },
    async request => {
      const report = await ownOpen(request, request.params.id)
      const answer: NarrativesSaved = { at: request.now.toISOString(), saved: [], conflicts: [], refused: [] }
      await request.command(async (tx, note) => {
        assertEditable((await r.locked(tx, report.id)).state)
        const form = (await r.book(tx, report.unitId)).form(report.formCode, report.formVersion)
        const stored = new Map((await reportNarratives(tx, [report.id])).map(n => [n.part, n]))
        const by = { userId: request.actor.userId, name: request.actor.displayName, at: request.now }
        for (const { part, text, seen } of request.body.parts) {
          const there = stored.get(part)
          if (!form.parts.some(p => p.code === part))
            answer.refused.push({
              part,
              code: 'report.unknown-part',
              message: 'Biểu mẫu không có phần này: tải lại trang.',
              messageEn: 'The form has no such part: reload the page.',
            })
          else if (there?.text === text) answer.saved.push({ part, version: there.version })
          else if ((there?.version ?? 0) !== seen)
            answer.conflicts.push({
              part,
              text: there?.text ?? '',
              version: there?.version ?? 0,
              by: there?.byName ?? '',
              at: (there?.at ?? request.now).toISOString(),
            })
          else {
            await saveReportNarrative(tx, report.id, { part, text, version: seen + 1 }, by)
            answer.saved.push({ part, version: seen + 1 })
          }
        }
        note({
          command: 'report.write',
          subject: `report/${report.id}`,
          unitId: report.unitId,
          detail: { parts: answer.saved.map(s => `${s.part}@${s.version}`) },
        })
        await tell(tx)
      })
      return answer
    },
  )

  /** One move in a report's life: permitted, checked under its lock, traced. */
  async function move(request: FastifyRequest, report: ReportRow, act: ReportAct, remark: string) {
    return request.command(async (tx, note) => {
      const held = await r.locked(tx, report.id)
      const state = nextReportState(held.state, act, remark)
      if (act === 'submit') assertComplete((await r.file(tx, request, held)).findings)
      await moveReport(tx, {
        id: report.id,
        state,
        act,
        remark: remark.trim(),
        at: request.now,
        userId: request.actor.userId,
        name: request.actor.displayName,
        unitId: request.actor.homeUnitId,
      })
      note({
        command: `report.${act}`,
        subject: `report/${report.id}`,
        unitId: report.unitId,
        detail: { form: report.formCode, period: report.periodKey, from: held.state, to: state },
      })
      await tell(tx)
      return { state, at: request.now.toISOString() }
    })
  }

  app.post(
    '/api/reports/:id/submit',
    {
      config: { policy: 'reports.submit' },
      schema: { params: IdParams, body: ReportActIn, response: { 200: ReportActed } },
    },
    async request => {
      actualOnly(request)
      const report = await r.reportById(request.params.id)
      request.permit({ unitId: report.unitId })
      assertOwn(request.actor, report.unitId)
      return move(request, report, 'submit', request.body.remark ?? '')
    },
  )

  for (const act of ['return', 'accept', 'reopen'] as const)
    app.post(
      `/api/reports/:id/${act}`,
      {
        config: { policy: 'reports.judge' },
        schema: { params: IdParams, body: ReportActIn, response: { 200: ReportActed } },
      },
      async request => {
        actualOnly(request)
        const report = await r.reportById(request.params.id)
        request.permit({ unitId: report.unitId, reach: report.reach })
        assertOther(request.actor, reportJudges, report)
        return move(request, report, act, request.body.remark ?? '')
      },
    )
}
