import { writeDocument } from '@tusom/admin-docs'
import {
  CellsIn,
  CellsSaved,
  Id,
  IdParams,
  NarrativesIn,
  NarrativesSaved,
  PeriodKey,
  ReportActed,
  ReportActIn,
  type ReportDue,
  ReportDueList,
  ReportFormCode,
  ReportFormList,
  ReportOpened,
  ReportOpenIn,
  ReportOut,
  ReportOverview,
  ReportTrace,
} from '@tusom/contract'
import {
  assertComplete,
  assertEditable,
  assertOther,
  assertOwn,
  decideCells,
  type DueRule,
  isReportEditable,
  nextReportState,
  openPeriods,
  policies,
  type Policy,
  Refusal,
  refuse,
  type ReportAct,
  reportDay,
  reportDueAt,
  reportJudges,
  type ReportText,
  stateWords,
  timeliness,
  writeConsolidatedReport,
} from '@tusom/domain'
import {
  findReport,
  lockReport,
  moveReport,
  openReport,
  reportNarratives,
  type ReportRow,
  reportValues,
  saveReportNarrative,
  saveReportValues,
  type Tx,
  type UnitRow,
} from '@tusom/store'
import { fold, formatDate } from '@tusom/vi-text'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { App } from '../../app.ts'
import { asConsolidatedReport, consolidate, type Consolidation, consolidationOf, sentencesOf } from './consolidate.ts'
import { FormBook, loadShippedForms, periodFor } from './forms.ts'
import { hrefOf, presentFigure, presentOverview, presentReport, unitText } from './present.ts'
import { reachOf, readReport, type ReportFile } from './report-file.ts'

const OfForm = Type.Object({ form: ReportFormCode, period: PeriodKey })
const OfUnit = Type.Object({ form: ReportFormCode, period: PeriodKey, unitId: Id })
const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** Periodic reports: filled by communes, judged and consolidated by the standing agency. */
export function registerReports(app: App): void {
  loadShippedForms(app)

  const actualOnly = (request: FastifyRequest): void => {
    if (request.run.id !== 0) throw new Refusal('report.actual-only')
  }
  const communeOf = (unitId: number): UnitRow => {
    const unit = app.ctx.tree().byId.get(unitId)
    if (!unit) throw new Refusal('not-found', { what: 'đơn vị' })
    if (unit.kind !== 'commune') throw new Refusal('report.not-commune')
    return unit
  }
  const tell = (tx: Tx) => tx.query(`select app.tell('reports', 0)`)
  /** Loaded outside row-level security, so that a stranger is told "not yours" and not "not there"; `permit` comes next. */
  async function reportById(id: number): Promise<ReportRow> {
    const report = await app.ctx.db.asSystem(tx => findReport(tx, id))
    if (!report) throw new Refusal('not-found', { what: 'báo cáo' })
    return report
  }
  async function fileOf(tx: Tx, report: ReportRow): Promise<ReportFile> {
    const form = (await FormBook.read(tx)).form(report.formCode, report.formVersion)
    return readReport(tx, form, periodFor(form, report.periodKey), communeOf(report.unitId))
  }
  async function locked(tx: Tx, id: number): Promise<ReportRow> {
    const report = await lockReport(tx, id)
    if (!report) throw new Refusal('not-found', { what: 'báo cáo' })
    return report
  }

  app.get(
    '/api/reports/forms',
    { config: { policy: 'reports.forms' }, schema: { response: { 200: ReportFormList } } },
    async request => {
      const book = await request.read(FormBook.read)
      return book.newest().map(f => ({
        code: f.code,
        version: f.version,
        titleVi: f.titleVi,
        titleEn: f.titleEn,
        statusVi: f.statusVi,
        statusEn: f.statusEn,
        periods: openPeriods(f.period, request.now, f.period === 'week' ? 9 : 3).map(p => ({
          key: p.key,
          nameVi: p.nameVi,
          nameEn: p.nameEn,
          dueAt: reportDueAt(f.due as DueRule, p).toISOString(),
        })),
      }))
    },
  )

  app.get(
    '/api/reports/due',
    { config: { policy: 'reports.due' }, schema: { response: { 200: ReportDueList } } },
    async request => {
      // an exercise owes no account
      if (request.run.id !== 0) return []
      const tree = app.ctx.tree()
      const mine = [
        ...new Set(
          request.actor.assignments
            .filter(a => (policies['reports.fill'] as Policy).roles.includes(a.role as never))
            .map(a => a.unitId),
        ),
      ].flatMap(id => tree.byId.get(id) ?? [])
      return request.read(async tx => {
        const due: ReportDue[] = []
        for (const form of (await FormBook.read(tx)).newest())
          for (const unit of mine.filter(u => u.kind === 'commune'))
            for (const period of openPeriods(form.period, request.now, form.askedBack)) {
              if (period.end < unit.validFrom) continue
              const file = await readReport(tx, form, period, unit)
              const state = file.report?.state ?? 'none'
              const words = stateWords(state, file.dueAt, file.report?.firstSentAt ?? null, request.now)
              due.push({
                formCode: form.code,
                titleVi: form.titleVi,
                titleEn: form.titleEn,
                periodKey: period.key,
                periodLabel: period.nameVi,
                periodLabelEn: period.nameEn,
                unitId: unit.id,
                unitName: unit.name,
                dueAt: file.dueAt.toISOString(),
                state,
                stateVi: words.vi,
                stateEn: words.en,
                timeliness: timeliness(state, file.dueAt, file.report?.firstSentAt ?? null, request.now),
                filled: file.filled,
                total: file.total,
                remark:
                  state === 'returned' || state === 'reopened'
                    ? (file.events.findLast(e => e.act === 'return' || e.act === 'reopen')?.remark ?? null)
                    : null,
                href: hrefOf(form.code, period.key, unit.id),
              })
            }
        // what is owed first, the most pressing on top; then what was sent, the newest on top
        const done = (d: ReportDue) => (d.state === 'submitted' || d.state === 'accepted' ? 1 : 0)
        return due.sort((a, b) => done(a) - done(b) || (a.dueAt < b.dueAt ? -1 : 1) * (done(a) ? -1 : 1))
      })
    },
  )

  async function consolidation(request: FastifyRequest, formCode: string, periodKey: string): Promise<Consolidation> {
    actualOnly(request)
    const tree = app.ctx.tree()
    return request.read(async tx => {
      const over = await consolidationOf(tx, tree, request.actor)
      request.permit({ unitId: over.id, reach: await reachOf(tx, tree, over.id) })
      const form = (await FormBook.read(tx)).form(formCode)
      return consolidate(tx, tree, form, periodFor(form, periodKey), over, request.now)
    })
  }

  app.get(
    '/api/reports/overview',
    { config: { policy: 'reports.overview' }, schema: { querystring: OfForm, response: { 200: ReportOverview } } },
    async request => presentOverview(await consolidation(request, request.query.form, request.query.period)),
  )

  app.get(
    '/api/reports/consolidated/trace',
    { config: { policy: 'reports.overview' }, schema: { querystring: OfForm, response: { 200: ReportTrace } } },
    async request => {
      const c = await consolidation(request, request.query.form, request.query.period)
      return {
        asOf: c.asOf.toISOString(),
        period: c.period,
        sentences: sentencesOf(writeConsolidatedReport(asConsolidatedReport(c))).map(s => ({
          ...s,
          figures: s.figures.map(code => presentFigure(c, code)),
        })),
      }
    },
  )

  async function sendDocument(reply: FastifyReply, text: ReportText, name: string): Promise<FastifyReply> {
    const file = Buffer.from(await writeDocument(text))
    const shown = `${name}.docx`
    return reply
      .type(docxType)
      .header(
        'content-disposition',
        `attachment; filename="${fold(shown).replace(/[^a-z0-9.]+/g, '-')}"; filename*=UTF-8''${encodeURIComponent(shown)}`,
      )
      .send(file)
  }

  app.get(
    '/api/reports/consolidated.docx',
    { config: { policy: 'reports.overview' }, schema: { querystring: OfForm } },
    async (request, reply) => {
      const c = await consolidation(request, request.query.form, request.query.period)
      if (!c.communes.some(x => x.cells)) throw new Refusal('report.nothing-sent')
      return sendDocument(
        reply,
        writeConsolidatedReport(asConsolidatedReport(c)),
        `Báo cáo ${c.period.nameVi} - ${c.over.fullName}`,
      )
    },
  )

  app.get(
    '/api/reports/:id/document.docx',
    { config: { policy: 'reports.read' }, schema: { params: IdParams } },
    async (request, reply) => {
      actualOnly(request)
      const report = await reportById(request.params.id)
      request.permit({ unitId: report.unitId, reach: report.reach })
      const file = await request.read(tx => fileOf(tx, report))
      const province = app.ctx.tree().provinceOf(report.unitId)
      return sendDocument(
        reply,
        unitText(file, province, request.now),
        `Báo cáo ${file.period.nameVi} - ${file.unit.fullName}${isReportEditable(report.state) ? ' (dự thảo)' : ''}`,
      )
    },
  )

  app.get(
    '/api/reports/:form/:period/:unitId',
    { config: { policy: 'reports.read' }, schema: { params: OfUnit, response: { 200: ReportOut } } },
    async request => {
      actualOnly(request)
      const tree = app.ctx.tree()
      const unit = communeOf(request.params.unitId)
      const { file, reach } = await request.read(async tx => {
        const reach = await reachOf(tx, tree, unit.id)
        request.permit({ unitId: unit.id, reach })
        const book = await FormBook.read(tx)
        const newest = book.form(request.params.form)
        const period = periodFor(newest, request.params.period)
        if (period.start > reportDay(request.now))
          throw new Refusal('report.not-begun', { start: formatDate(period.start) })
        const file = await readReport(tx, newest, period, unit)
        const own = file.report?.formVersion
        return {
          reach,
          // a report that was begun keeps the version it was begun with
          file: own && own !== newest.version ? await readReport(tx, book.form(newest.code, own), period, unit) : file,
        }
      })
      const target = { unitId: unit.id, reach }
      const may = (policy: string, narrower: () => void) => {
        if (refuse(request.actor, policies[policy] as Policy, target)) return false
        try {
          narrower()
          return true
        } catch {
          return false
        }
      }
      return presentReport(
        file,
        tree.provinceOf(unit.id),
        tree,
        {
          fill: may('reports.fill', () => assertOwn(request.actor, unit.id)),
          submit: may('reports.submit', () => assertOwn(request.actor, unit.id)),
          judge: may('reports.judge', () => assertOther(request.actor, reportJudges, target)),
        },
        request.now,
      )
    },
  )

  app.post(
    '/api/reports',
    { config: { policy: 'reports.fill' }, schema: { body: ReportOpenIn, response: { 200: ReportOpened } } },
    async request => {
      actualOnly(request)
      const unit = communeOf(request.body.unitId)
      request.permit({ unitId: unit.id })
      assertOwn(request.actor, unit.id)
      const tree = app.ctx.tree()
      return request.command(async (tx, note) => {
        const form = (await FormBook.read(tx)).form(request.body.form)
        const period = periodFor(form, request.body.period)
        if (period.start > reportDay(request.now))
          throw new Refusal('report.not-begun', { start: formatDate(period.start) })
        const { report, made } = await openReport(tx, {
          formCode: form.code,
          formVersion: form.version,
          periodKey: period.key,
          periodStart: period.start,
          periodEnd: period.end,
          unitId: unit.id,
          reach: await reachOf(tx, tree, unit.id),
          dueAt: reportDueAt(form.due, period),
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
    const report = await reportById(id)
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
        const form = (await FormBook.read(tx)).form(report.formCode, report.formVersion)
        const rows = await reportValues(tx, [report.id])
        return { rows, decisions: decideCells(form, new Map(rows.map(r => [r.element, r])), typed) }
      }
      let result = await request.read(decide)
      // what stands so already leaves no entry in the audit
      if (result.decisions.some(d => d.kind === 'save'))
        result = await request.command(async (tx, note) => {
          assertEditable((await locked(tx, report.id)).state)
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
        assertEditable((await locked(tx, report.id)).state)
        const form = (await FormBook.read(tx)).form(report.formCode, report.formVersion)
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
      const held = await locked(tx, report.id)
      const state = nextReportState(held.state, act, remark)
      if (act === 'submit') assertComplete((await fileOf(tx, held)).findings)
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
      const report = await reportById(request.params.id)
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
        const report = await reportById(request.params.id)
        request.permit({ unitId: report.unitId, reach: report.reach })
        assertOther(request.actor, reportJudges, report)
        return move(request, report, act, request.body.remark ?? '')
      },
    )
}
