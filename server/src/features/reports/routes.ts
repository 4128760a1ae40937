import {
  Id,
  IdParams,
  IsoDate,
  PeriodKey,
  type ReportDue,
  ReportDueList,
  ReportFormCode,
  ReportFormList,
  ReportOut,
  ReportOverview,
  ReportTrace,
} from '@tusom/contract'
import {
  assertOther,
  assertOwn,
  policies,
  type Policy,
  Refusal,
  refuse,
  reportDay,
  reportJudges,
  stateWords,
  timeliness,
  writeConsolidatedReport,
} from '@tusom/domain'
import { findReportOf, reportValuesOf } from '@tusom/store'
import { formatDate } from '@tusom/vi-text'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { App } from '../../app.ts'
import { xlsxType } from '../../core/write-sheet.ts'
import { sendWord } from '../report-templates/render-report.ts'
import { Calls } from './asked.ts'
import { asConsolidatedReport, consolidate, type Consolidation, consolidationOf, sentencesOf } from './consolidate.ts'
import { actualOnly, ReportRoutes } from './context.ts'
import { registerDaysOff } from './days-off-routes.ts'
import { registerDesign } from './design-routes.ts'
import { registerExchange, sendFile } from './exchange-routes.ts'
import { registerFilling } from './fill-routes.ts'
import { FormBook, loadShippedForms, periodFor } from './forms.ts'
import { hrefOf, presentFigure, presentOverview, presentReport } from './present.ts'
import { reachOf, readReport } from './report-file.ts'
import { consolidatedSheet } from './consolidated-sheet.ts'
import { registerReview } from './review-routes.ts'
import { mayRelease, registerTotals } from './total-routes.ts'

const OfForm = Type.Object({
  form: ReportFormCode,
  period: PeriodKey,
  /** over which unit; what one consolidates when absent */
  unit: Type.Optional(Id),
  /** the day whose tree of units is followed; the period's last when absent */
  asOf: Type.Optional(IsoDate),
})
const OfUnit = Type.Object({ form: ReportFormCode, period: PeriodKey, unitId: Id })

/** Periodic reports: filled by communes, judged and consolidated by the standing agency. */
export function registerReports(app: App): void {
  loadShippedForms(app)

  const r = new ReportRoutes(app)
  registerFilling(r)
  registerDesign(r)
  registerDaysOff(r)
  registerTotals(r)
  registerExchange(r)

  app.get(
    '/api/reports/forms',
    { config: { policy: 'reports.forms' }, schema: { response: { 200: ReportFormList } } },
    async request => {
      const [book, calls] = await request.read(async tx => [
        await FormBook.read(tx, request.actor.provinceId),
        await Calls.read(tx, request.actor.provinceId),
      ])
      return book.newest().map(f => ({
        code: f.code,
        version: f.version,
        titleVi: f.titleVi,
        titleEn: f.titleEn,
        statusVi: f.statusVi,
        statusEn: f.statusEn,
        periods: calls.asked(f, request.now, { day: 13, week: 9 }[f.period as string] ?? 3).map(a => ({
          key: a.period.key,
          nameVi: a.period.nameVi,
          nameEn: a.period.nameEn,
          dueAt: a.dueAt.toISOString(),
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
        const books = new Map<number, [FormBook, Calls]>()
        for (const unit of mine.filter(u => u.kind === 'commune')) {
          const province = r.provinceOf(unit.id)
          const [book, calls] = books.get(province) ?? [
            await FormBook.read(tx, province),
            await Calls.read(tx, province),
          ]
          books.set(province, [book, calls])
          for (const form of book.newest())
            for (const { period, dueAt, unitIds } of calls.asked(
              form,
              request.now,
              form.askedBack,
              book.since(form.code),
            )) {
              if (period.end < unit.validFrom || (unitIds && !unitIds.has(unit.id))) continue
              const file = await readReport(tx, form, period, unit, { exact: true }, dueAt)
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
        }
        // what is owed first, the most pressing on top; then what was sent, the newest on top
        const done = (d: ReportDue) => (d.state === 'submitted' || d.state === 'accepted' ? 1 : 0)
        return due.sort((a, b) => done(a) - done(b) || (a.dueAt < b.dueAt ? -1 : 1) * (done(a) ? -1 : 1))
      })
    },
  )

  async function consolidation(
    request: FastifyRequest,
    query: { form: string; period: string; unit?: number | undefined; asOf?: string | undefined },
  ): Promise<Consolidation> {
    actualOnly(request)
    const tree = app.ctx.tree()
    return request.read(async tx => {
      const named = query.unit === undefined ? null : tree.byId.get(query.unit)
      if (named === undefined) throw new Refusal('not-found', { what: 'đơn vị' })
      const over = named ?? (await consolidationOf(tx, tree, request.actor))
      const target = { unitId: over.id, reach: await reachOf(tx, tree, over.id) }
      request.permit(target)
      const province = tree.provinceOf(over.id)?.id ?? over.id
      const book = await FormBook.read(tx, province)
      const form = book.form(query.form)
      const period = periodFor(form, query.period)
      const calls = await Calls.read(tx, province)
      const asked = calls.asked(form, request.now, 0).find(a => a.period.key === period.key)
      return consolidate(tx, tree, {
        form,
        period,
        over,
        reach: target.reach,
        dueAt: calls.dueOf(form, period, null).dueAt,
        asked: asked?.unitIds ?? null,
        sight: r.sight(request, book, form.code, target),
        treeDay: query.asOf,
        now: request.now,
      })
    })
  }

  registerReview(r, consolidation)

  app.get(
    '/api/reports/overview',
    { config: { policy: 'reports.overview' }, schema: { querystring: OfForm, response: { 200: ReportOverview } } },
    async request => {
      const c = await consolidation(request, request.query)
      return presentOverview(c, mayRelease(request, c))
    },
  )

  app.get(
    '/api/reports/consolidated/trace',
    { config: { policy: 'reports.overview' }, schema: { querystring: OfForm, response: { 200: ReportTrace } } },
    async request => {
      const c = await consolidation(request, request.query)
      const sentences = sentencesOf(writeConsolidatedReport(asConsolidatedReport(c)))
      // a figure that stands in no sentence is traced on its own
      const codes = new Set(sentences.flatMap(s => s.figures))
      const alone = c.totals.map(t => t.element.code).filter(code => !codes.has(code))
      const typed = await request.read(tx =>
        reportValuesOf(
          tx,
          c.communes.flatMap(x => x.report?.id ?? []),
          [...codes, ...alone],
        ),
      )
      const by = new Map(typed.map(v => [`${v.reportId}/${v.element}`, v]))
      const line = (code: string) => presentFigure(c, code, by)
      return {
        asOf: c.asOf.toISOString(),
        period: c.period,
        sentences: [
          ...sentences.map(s => ({ ...s, figures: s.figures.map(line) })),
          ...alone.map(code => ({ code: `figure.${code}`, section: '', text: '', figures: [line(code)] })),
        ],
      }
    },
  )

  app.get(
    '/api/reports/consolidated.xlsx',
    { config: { policy: 'reports.overview' }, schema: { querystring: OfForm } },
    async (request, reply) => {
      const c = await consolidation(request, request.query)
      return sendFile(
        reply,
        xlsxType,
        `Tổng hợp ${c.period.nameVi} - ${c.over.fullName}.xlsx`,
        await consolidatedSheet(c),
      )
    },
  )

  app.get(
    '/api/reports/consolidated.docx',
    { config: { policy: 'reports.overview' }, schema: { querystring: OfForm } },
    async (request, reply) => sendWord(r, request, reply, { kind: 'consolidated', ...request.query }),
  )

  app.get(
    '/api/reports/:id/document.docx',
    { config: { policy: 'reports.read' }, schema: { params: IdParams } },
    async (request, reply) => {
      actualOnly(request)
      const report = await r.reportById(request.params.id)
      request.permit({ unitId: report.unitId, reach: report.reach })
      const { formCode: form, periodKey: period, unitId: unit } = report
      return sendWord(r, request, reply, { kind: 'unit', form, period, unit })
    },
  )

  app.get(
    '/api/reports/:form/:period/:unitId',
    { config: { policy: 'reports.read' }, schema: { params: OfUnit, response: { 200: ReportOut } } },
    async request => {
      actualOnly(request)
      const tree = app.ctx.tree()
      const unit = r.communeOf(request.params.unitId)
      const { file, reach } = await request.read(async tx => {
        const reach = await reachOf(tx, tree, unit.id)
        request.permit({ unitId: unit.id, reach })
        const book = await r.book(tx, unit.id)
        const newest = book.form(request.params.form)
        const period = periodFor(newest, request.params.period)
        if (period.start > reportDay(request.now))
          throw new Refusal('report.not-begun', { start: formatDate(period.start) })
        const sight = r.sight(request, book, newest.code, { unitId: unit.id, reach })
        const { dueAt } = await r.dueAt(tx, newest, period, unit.id)
        const there = await findReportOf(tx, newest.code, period.key, unit.id)
        // a report that was begun keeps the version it was begun with
        const form = book.form(newest.code, there?.formVersion)
        return { reach, file: await readReport(tx, form, period, unit, sight, dueAt) }
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
}
