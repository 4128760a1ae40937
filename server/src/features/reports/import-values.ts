import type { ImportSummary } from '@tusom/contract'
import {
  type Conflicts,
  decideCells,
  type ExchangeSet,
  type ImportReport,
  isReportEditable,
  planImport,
  policies,
  type Policy,
  reportDay,
  type StoredCell,
} from '@tusom/domain'
import { findReportOf, openReport, lockReport, reportValues, saveReportValues, type Tx } from '@tusom/store'
import type { FastifyRequest } from 'fastify'
import { Calls } from './asked.ts'
import type { ReportRoutes } from './context.ts'
import { FormBook } from './forms.ts'
import { reachOf } from './report-file.ts'

type Counts = ImportSummary['importCount']

const summary = (count: Counts, conflicts: Conflicts, total: number): ImportSummary => {
  const status = !conflicts.list.length ? 'SUCCESS' : conflicts.rejected.length < total ? 'WARNING' : 'ERROR'
  return {
    responseType: 'ImportSummary',
    status,
    description:
      status === 'SUCCESS' ? 'Import process completed successfully' : 'Import process completed with conflicts',
    importCount: count,
    conflicts: conflicts.list,
    rejectedIndexes: conflicts.rejected,
    // sending a report is an act of a person here, never a side effect of figures
    dataSetComplete: 'false',
  }
}

/** Puts a data value set into the actor's own open reports, opening those that nobody has begun. With `dry` nothing is written. */
export async function importValues(
  r: ReportRoutes,
  tx: Tx,
  request: FastifyRequest,
  set: ExchangeSet,
  dry: boolean,
): Promise<{ summary: ImportSummary; reports: number[] }> {
  const { actor, now } = request
  const tree = r.app.ctx.tree()
  const fillers = (policies['reports.fill'] as Policy).roles
  const own = new Set(actor.assignments.filter(a => fillers.includes(a.role as never)).map(a => a.unitId))
  const today = reportDay(now)
  const byCode = new Map(
    [...tree.byId.values()]
      .filter(u => u.kind === 'commune' && u.validFrom <= today && (u.validTo === null || u.validTo > today))
      .map(u => [u.code, u]),
  )
  const book = await FormBook.read(tx, actor.provinceId)
  const { reports, conflicts } = planImport(set, {
    forms: book.newest(),
    unit: named => {
      const unit = byCode.get(named) ?? tree.byId.get(/^\d{1,9}$/.test(named) ? Number(named) : 0)
      return unit?.kind === 'commune' ? { id: unit.id, own: own.has(unit.id) } : null
    },
    user: actor.displayName,
    today,
  })
  const count: Counts = { imported: 0, updated: 0, ignored: 0, deleted: 0 }
  const touched: number[] = []
  for (const report of reports) {
    const id = await importReport(r, tx, request, report, book, conflicts, count, dry)
    if (id !== null) touched.push(id)
  }
  count.ignored += conflicts.rejected.length
  return { summary: summary(count, conflicts, set.dataValues.length), reports: touched }
}

async function importReport(
  r: ReportRoutes,
  tx: Tx,
  request: FastifyRequest,
  given: ImportReport,
  book: FormBook,
  conflicts: Conflicts,
  count: Counts,
  dry: boolean,
): Promise<number | null> {
  const { form, period, unitId } = given
  const refuse = (code: 'E7642' | 'E7643' | 'E7613', property: string, a: string, b = '') => {
    for (const c of given.cells) conflicts.add(code, property, c.index, a, b)
    return null
  }
  const { dueAt, asked } = (await Calls.read(tx, request.actor.provinceId)).dueOf(form, period, unitId)
  const there = await findReportOf(tx, form.code, period.key, unitId)
  const unit = r.communeOf(unitId)
  const stood = unit.validFrom <= period.end && (unit.validTo === null || unit.validTo > period.start)
  if (!there && (!asked || !stood)) return refuse('E7643', 'period', period.key, form.code)
  if (there && !isReportEditable(there.state))
    return refuse(
      'E7642',
      'dataSet',
      form.code,
      `period: \`${period.key}\` organisation unit: \`${r.communeOf(unitId).code}\``,
    )
  const id =
    there?.id ??
    (dry
      ? null
      : (
          await openReport(tx, {
            formCode: form.code,
            formVersion: form.version,
            periodKey: period.key,
            periodStart: period.start,
            periodEnd: period.end,
            unitId,
            reach: await reachOf(tx, r.app.ctx.tree(), unitId),
            dueAt,
            createdAt: request.now,
            createdBy: request.actor.userId,
          })
        ).report.id)
  const held = id === null || dry ? there : await lockReport(tx, id)
  const stored = new Map<string, StoredCell>(
    id === null ? [] : (await reportValues(tx, [id], { exact: true })).map(v => [v.element, v]),
  )
  const decided = decideCells(
    held ? book.form(form.code, held.formVersion) : form,
    stored,
    // the file stands over what is there: whoever sends it has seen that
    given.cells.map(c => ({ element: c.element, ...c.cell, seen: stored.get(c.element)?.version ?? 0 })),
  )
  const saves = decided.flatMap((d, i) => {
    if (d.kind === 'same') count.ignored++
    // a report begun with an older version of the form
    if (d.kind === 'refused')
      conflicts.add('E7633', 'dataElement', (given.cells[i] as { index: number }).index, d.element, form.code)
    return d.kind === 'save' ? [{ element: d.element, ...d.cell, version: d.version }] : []
  })
  for (const s of saves) {
    const before = stored.get(s.element)
    const empty = (c: { value: number | null; notApplicable: boolean } | undefined) =>
      !c || (c.value === null && !c.notApplicable)
    if (empty(s) && !s.reason) count.deleted++
    else if (empty(before)) count.imported++
    else count.updated++
  }
  if (!dry && id !== null)
    await saveReportValues(tx, id, saves, {
      userId: request.actor.userId,
      name: request.actor.displayName,
      at: request.now,
    })
  return id
}
