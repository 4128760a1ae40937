import {
  type Chart,
  type ConsolidatedReport,
  isReportEditable,
  Refusal,
  reportDay,
  type UnitReport,
} from '@tusom/domain'
import { findReportOf, type Tx } from '@tusom/store'
import type { FastifyRequest } from 'fastify'
import { consolidatedCharts, unitCharts } from '../briefings/gather-charts.ts'
import { Calls } from '../reports/asked.ts'
import { asConsolidatedReport, consolidate, consolidationOf } from '../reports/consolidate.ts'
import type { ReportRoutes } from '../reports/context.ts'
import { FormBook, periodFor } from '../reports/forms.ts'
import { reachOf, readReport } from '../reports/report-file.ts'

type Of = {
  form: string
  period: string
  unit?: number | undefined
  /** over all communes: the day whose tree of units is followed */
  asOf?: string | undefined
}

/** A unit's own report as its writer takes it, permitted, with what this reader may see. */
export async function unitFacts(
  r: ReportRoutes,
  tx: Tx,
  request: FastifyRequest,
  of: Of,
): Promise<{ report: UnitReport; charts: Chart[]; unitId: number; provinceId: number; draft: boolean }> {
  const tree = r.app.ctx.tree()
  const unit = r.communeOf(of.unit ?? request.actor.assignments[0]?.unitId ?? 0)
  const reach = await reachOf(tx, tree, unit.id)
  request.permit({ unitId: unit.id, reach })
  const book = await r.book(tx, unit.id)
  const newest = book.form(of.form)
  const period = periodFor(newest, of.period)
  const there = await findReportOf(tx, newest.code, period.key, unit.id)
  const form = book.form(newest.code, there?.formVersion)
  const sight = r.sight(request, book, form.code, { unitId: unit.id, reach })
  const file = await readReport(tx, form, period, unit, sight)
  const day = reportDay(file.report?.sentAt && !isReportEditable(file.report.state) ? file.report.sentAt : request.now)
  return {
    unitId: unit.id,
    provinceId: r.provinceOf(unit.id),
    charts: await unitCharts(tx, tree, file, sight, request.now),
    draft: !file.report || isReportEditable(file.report.state),
    report: {
      form,
      period,
      unitName: unit.fullName,
      place: unit.name,
      provinceName: tree.provinceOf(unit.id)?.fullName ?? 'tỉnh',
      cells: file.cells,
      narratives: file.narratives,
      previous: file.previous,
      lastYear: file.yearBefore ? file.lastYear : 'no-period',
      until: day < period.end ? day : null,
      sample: file.report?.sample ?? false,
    },
  }
}

/** What the province's report is made of, permitted. */
export async function consolidatedFacts(
  r: ReportRoutes,
  tx: Tx,
  request: FastifyRequest,
  of: Of,
): Promise<{ report: ConsolidatedReport; charts: Chart[]; overId: number; provinceId: number }> {
  const tree = r.app.ctx.tree()
  const named = of.unit === undefined ? null : tree.byId.get(of.unit)
  if (named === undefined) throw new Refusal('not-found', { what: 'đơn vị' })
  const over = named ?? (await consolidationOf(tx, tree, request.actor))
  const target = { unitId: over.id, reach: await reachOf(tx, tree, over.id) }
  request.permit(target)
  const provinceId = tree.provinceOf(over.id)?.id ?? over.id
  const book = await FormBook.read(tx, provinceId)
  const form = book.form(of.form)
  const period = periodFor(form, of.period)
  const calls = await Calls.read(tx, provinceId)
  const asked = calls.asked(form, request.now, 0).find(a => a.period.key === period.key)
  const c = await consolidate(tx, tree, {
    form,
    period,
    over,
    reach: target.reach,
    dueAt: calls.dueOf(form, period, null).dueAt,
    asked: asked?.unitIds ?? null,
    sight: r.sight(request, book, form.code, target),
    treeDay: of.asOf,
    now: request.now,
  })
  if (!c.communes.some(x => x.cells)) throw new Refusal('report.nothing-sent')
  return { report: asConsolidatedReport(c), charts: await consolidatedCharts(tx, tree, c), overId: over.id, provinceId }
}
