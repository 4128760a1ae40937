import { DataValueSet, Id, ImportSummary, PeriodKey, ReportFormCode } from '@tusom/contract'
import {
  adxPeriod,
  AdxFault,
  assertOwn,
  csvOfValues,
  dhis2Period,
  type ExchangeSet,
  mostDataValues,
  notApplicableMark,
  readAdx,
  Refusal,
  reportDay,
  splitFigure,
  valuesOfCsv,
  writeAdx,
} from '@tusom/domain'
import { findReportOf, reportFigures, type Tx } from '@tusom/store'
import { fold } from '@tusom/vi-text'
import { parse as parseCsv } from 'csv-parse/sync'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { listedFaults, uploadedSheet } from '../../core/take-sheet.ts'
import { xlsxType } from '../../core/write-sheet.ts'
import { actualOnly, type ReportRoutes, tell } from './context.ts'
import { periodFor } from './forms.ts'
import { importValues } from './import-values.ts'
import { reachOf, readReport } from './report-file.ts'
import { readReportSheet, reportSheet } from './report-sheet.ts'
import { unitHistory } from './unit-history.ts'

const OfUnit = Type.Object({ form: ReportFormCode, period: PeriodKey, unitId: Id })
const Dry = Type.Object({
  /** as DHIS2 calls it: says what would happen and writes nothing */
  dryRun: Type.Optional(Type.Boolean()),
})
const ValuesQuery = Type.Object({
  form: ReportFormCode,
  period: PeriodKey,
  unit: Id,
  format: Type.Optional(Type.Union([Type.Literal('json'), Type.Literal('csv'), Type.Literal('adx')])),
})
const SheetRead = Type.Object({
  cells: Type.Array(
    Type.Object({
      element: Type.String(),
      value: Type.Union([Type.Number(), Type.Null()]),
      notApplicable: Type.Boolean(),
      reason: Type.Union([Type.String(), Type.Null()]),
    }),
  ),
  faults: Type.Array(Type.Object({ row: Type.Integer(), column: Type.String(), vi: Type.String(), en: Type.String() })),
})

export function sendFile(reply: FastifyReply, type: string, name: string, file: Buffer | string): FastifyReply {
  return reply
    .type(type)
    .header(
      'content-disposition',
      `attachment; filename="${fold(name).replace(/[^a-z0-9.]+/g, '-')}"; filename*=UTF-8''${encodeURIComponent(name)}`,
    )
    .send(file)
}

/** Figures in and out: DHIS2 data value sets as JSON, CSV and ADX, and the report as an Excel file. */
export function registerExchange(r: ReportRoutes): void {
  const { app } = r
  // text bodies stay text: ADX and CSV are read by their own bounded readers
  for (const type of ['application/adx+xml', 'application/xml', 'text/csv'])
    if (!app.hasContentTypeParser(type))
      app.addContentTypeParser(type, { parseAs: 'string' }, (_request, body, done) => done(null, body))

  async function take(request: FastifyRequest, sets: readonly ExchangeSet[], dry: boolean): Promise<ImportSummary> {
    actualOnly(request)
    const total = sets.reduce((n, s) => n + s.dataValues.length, 0)
    if (total > mostDataValues) throw new Refusal('exchange.too-many', { most: mostDataValues })
    const all = async (tx: Tx) => {
      const done: { summary: ImportSummary; reports: number[] }[] = []
      for (const set of sets) done.push(await importValues(r, tx, request, set, dry))
      return done
    }
    if (dry) return together(await request.read(all), sets)
    return request.command(async (tx, note) => {
      const done = await all(tx)
      const answer = together(done, sets)
      note({
        command: 'report.import',
        subject: 'report/import',
        detail: {
          reports: [...new Set(done.flatMap(d => d.reports))],
          count: answer.importCount,
          conflicts: answer.conflicts.length,
        },
      })
      await tell(tx)
      return answer
    })
  }

  app.post(
    '/api/dataValueSets',
    {
      config: { policy: 'reports.import' },
      schema: {
        description:
          'DHIS2 data value sets: JSON; text/csv and application/adx+xml at /api/dataValueSets/csv and /adx.',
        querystring: Dry,
        body: DataValueSet,
        response: { 200: ImportSummary },
      },
    },
    async request => take(request, [request.body as ExchangeSet], request.query.dryRun ?? false),
  )
  app.post(
    '/api/dataValueSets/csv',
    {
      config: { policy: 'reports.import' },
      schema: {
        consumes: ['text/csv'],
        querystring: Dry,
        body: Type.String({ maxLength: 2_000_000 }),
        response: { 200: ImportSummary },
      },
    },
    async request => {
      let rows: string[][]
      try {
        rows = parseCsv(request.body, {
          bom: true,
          relaxColumnCount: true,
          skipEmptyLines: true,
          maxRecordSize: 20_000,
          to: mostDataValues + 2,
        }) as string[][]
      } catch (e) {
        const why = (e as Error).message.slice(0, 120)
        throw new Refusal('exchange.unreadable', { why, whyEn: why })
      }
      return take(request, [{ dataValues: valuesOfCsv(rows) }], request.query.dryRun ?? false)
    },
  )
  app.post(
    '/api/dataValueSets/adx',
    {
      config: { policy: 'reports.import' },
      schema: {
        consumes: ['application/adx+xml', 'application/xml'],
        querystring: Dry,
        body: Type.String({ maxLength: 2_000_000 }),
        response: { 200: ImportSummary },
      },
    },
    async request => {
      let sets: ExchangeSet[]
      try {
        sets = readAdx(request.body)
      } catch (e) {
        if (e instanceof AdxFault) throw new Refusal('exchange.unreadable', { why: e.vi, whyEn: e.en })
        throw e
      }
      return take(request, sets, request.query.dryRun ?? false)
    },
  )

  app.get(
    '/api/dataValueSets',
    { config: { policy: 'reports.totals' }, schema: { querystring: ValuesQuery } },
    async (request, reply) => {
      actualOnly(request)
      const q = request.query
      const tree = app.ctx.tree()
      const over = tree.byId.get(q.unit)
      if (!over) throw new Refusal('not-found', { what: 'đơn vị' })
      const sets = await request.read(async (tx): Promise<ExchangeSet[]> => {
        const target = { unitId: over.id, reach: await reachOf(tx, tree, over.id) }
        request.permit(target)
        const book = await r.book(tx, over.id)
        const form = book.form(q.form)
        const period = periodFor(form, q.period)
        const cover = (await unitHistory(tx, tree)).cover(over.id, period.end)
        const rows = await reportFigures(
          tx,
          { formCode: form.code, periodKeys: [period.key], unitIds: [...cover.leaves] },
          r.sight(request, book, form.code, target),
        )
        return rows.map(row => ({
          dataSet: form.code,
          period: q.format === 'adx' ? adxPeriod(period) : dhis2Period(period),
          orgUnit: tree.byId.get(row.unitId)?.code ?? String(row.unitId),
          dataValues: [
            ...[...row.figures].map(([code, value]) => ({ ...splitFigure(code), value: String(value) })),
            ...[...row.notApplicable].map(code => ({ ...splitFigure(code), value: '', comment: notApplicableMark })),
          ],
        }))
      })
      const name = `${q.form}-${q.period}`
      if (q.format === 'adx')
        return sendFile(reply, 'application/adx+xml', `${name}.xml`, writeAdx(sets, request.now.toISOString()))
      const flat = sets.flatMap(s =>
        s.dataValues.map(v => ({ ...v, period: s.period ?? '', orgUnit: s.orgUnit ?? '' })),
      )
      if (q.format === 'csv')
        return sendFile(reply, 'text/csv; charset=utf-8', `${name}.csv`, `\ufeff${csvOfValues(flat)}`)
      return reply.send({ dataSet: q.form, dataValues: flat })
    },
  )

  app.get(
    '/api/reports/:form/:period/:unitId/sheet.xlsx',
    { config: { policy: 'reports.read' }, schema: { params: OfUnit } },
    async (request, reply) => {
      actualOnly(request)
      const tree = app.ctx.tree()
      const unit = r.communeOf(request.params.unitId)
      const file = await request.read(async tx => {
        const target = { unitId: unit.id, reach: await reachOf(tx, tree, unit.id) }
        request.permit(target)
        const book = await r.book(tx, unit.id)
        const newest = book.form(request.params.form)
        const period = periodFor(newest, request.params.period)
        const there = await findReportOf(tx, newest.code, period.key, unit.id)
        const form = book.form(newest.code, there?.formVersion)
        return readReport(tx, form, period, unit, r.sight(request, book, form.code, target))
      })
      return sendFile(
        reply,
        xlsxType,
        `${file.form.titleVi} ${file.period.nameVi} - ${unit.fullName}.xlsx`,
        await reportSheet(file),
      )
    },
  )

  app.post(
    '/api/reports/:form/:period/:unitId/sheet',
    {
      config: { policy: 'reports.fill' },
      schema: { consumes: ['multipart/form-data'], params: OfUnit, response: { 200: SheetRead } },
    },
    async request => {
      actualOnly(request)
      const unit = r.communeOf(request.params.unitId)
      request.permit({ unitId: unit.id })
      assertOwn(request.actor, unit.id)
      const form = await request.read(async tx => {
        const book = await r.book(tx, unit.id)
        const newest = book.form(request.params.form)
        const period = periodFor(newest, request.params.period)
        if (period.start > reportDay(request.now)) throw new Refusal('report.not-begun', { start: period.start })
        return book.form(newest.code, (await findReportOf(tx, newest.code, period.key, unit.id))?.formVersion)
      })
      const read = await readReportSheet(await uploadedSheet(request), form)
      return { cells: read.cells, faults: read.faults.slice(0, listedFaults) }
    },
  )
}

/** One summary for several groups of one file; indexes count on over the groups. */
function together(done: readonly { summary: ImportSummary }[], sets: readonly ExchangeSet[]): ImportSummary {
  const first = done[0]?.summary
  if (done.length === 1 && first) return first
  const count = { imported: 0, updated: 0, ignored: 0, deleted: 0 }
  const conflicts: ImportSummary['conflicts'] = []
  let from = 0
  done.forEach(({ summary: s }, i) => {
    for (const key of ['imported', 'updated', 'ignored', 'deleted'] as const) count[key] += s.importCount[key]
    for (const c of s.conflicts) {
      const indexes = c.indexes.map(x => x + from)
      const had = conflicts.find(x => x.value === c.value)
      if (had) had.indexes.push(...indexes)
      else conflicts.push({ ...c, indexes })
    }
    from += sets[i]?.dataValues.length ?? 0
  })
  const rejectedIndexes = [...new Set(conflicts.flatMap(c => c.indexes))]
  const status = !conflicts.length ? 'SUCCESS' : rejectedIndexes.length < from ? 'WARNING' : 'ERROR'
  return {
    responseType: 'ImportSummary',
    status,
    description:
      status === 'SUCCESS' ? 'Import process completed successfully' : 'Import process completed with conflicts',
    importCount: count,
    conflicts,
    rejectedIndexes,
    dataSetComplete: 'false',
  }
}
