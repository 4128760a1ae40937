import { type Period, Refusal, type ReportForm, type Target } from '@tusom/domain'
import { findReport, lockReport, type ReportRow, type Sight, type Tx, type UnitRow } from '@tusom/store'
import type { FastifyRequest } from 'fastify'
import type { App } from '../../app.ts'
import { Calls } from './asked.ts'
import { FormBook, periodFor } from './forms.ts'
import { readReport, type ReportFile } from './report-file.ts'
import { sightOf } from './sight.ts'

export const actualOnly = (request: FastifyRequest): void => {
  if (request.run.id !== 0) throw new Refusal('report.actual-only')
}

export const tell = (tx: Tx) => tx.query(`select app.tell('reports', 0)`)

/** What the routes of reports share: finding the commune, the report, its form, and what the reader may see. */
export class ReportRoutes {
  readonly app: App
  constructor(app: App) {
    this.app = app
  }

  communeOf(unitId: number): UnitRow {
    const unit = this.app.ctx.tree().byId.get(unitId)
    if (!unit) throw new Refusal('not-found', { what: 'đơn vị' })
    if (unit.kind !== 'commune') throw new Refusal('report.not-commune')
    return unit
  }

  provinceOf = (unitId: number): number => this.app.ctx.tree().provinceOf(unitId)?.id ?? 0

  /** The forms as the province of this unit meets them. */
  book = (tx: Tx, unitId: number): Promise<FormBook> => FormBook.read(tx, this.provinceOf(unitId))

  /** Loaded outside row-level security, so that a stranger is told "not yours" and not "not there"; `permit` comes next. */
  async reportById(id: number): Promise<ReportRow> {
    const report = await this.app.ctx.db.asSystem(tx => findReport(tx, id))
    if (!report) throw new Refusal('not-found', { what: 'báo cáo' })
    return report
  }

  async locked(tx: Tx, id: number): Promise<ReportRow> {
    const report = await lockReport(tx, id)
    if (!report) throw new Refusal('not-found', { what: 'báo cáo' })
    return report
  }

  sight = (request: FastifyRequest, book: FormBook, formCode: string, target: Target): Sight =>
    sightOf(request.actor, this.app.ctx.tree(), book, formCode, target)

  /** One report with the version of the form it was begun with. */
  async file(tx: Tx, request: FastifyRequest, report: ReportRow): Promise<ReportFile> {
    const book = await this.book(tx, report.unitId)
    const form = book.form(report.formCode, report.formVersion)
    const sight = this.sight(request, book, form.code, { unitId: report.unitId, reach: report.reach })
    return readReport(tx, form, periodFor(form, report.periodKey), this.communeOf(report.unitId), sight)
  }

  /** When a unit's report is due: by the form, or by the call that asks for it. */
  async dueAt(tx: Tx, form: ReportForm, period: Period, unitId: number): Promise<{ dueAt: Date; asked: boolean }> {
    return (await Calls.read(tx, this.provinceOf(unitId))).dueOf(form, period, unitId)
  }
}
