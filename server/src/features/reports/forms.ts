import { formOf, type Period, periodOf, Refusal, type ReportForm, shippedForms } from '@tusom/domain'
import { listReportForms, loadReportForms, type ReportFormRow, type Tx } from '@tusom/store'
import type { App } from '../../app.ts'

/** Puts the forms that ship into their table when the server starts; versions that are there stay as they are. */
export function loadShippedForms(app: App): void {
  app.addHook('onReady', async () => {
    await app.ctx.db.asSystem(tx => loadReportForms(tx, shippedForms, app.ctx.clock()))
  })
}

export type FormVersion = ReportFormRow & { form: ReportForm }

/** The forms as rows, as one province meets them. A new report takes the newest version, one that is there keeps its own. */
export class FormBook {
  private readonly byCode = new Map<string, FormVersion[]>()

  static async read(tx: Tx, provinceId: number): Promise<FormBook> {
    const book = new FormBook()
    for (const row of await listReportForms(tx, provinceId)) {
      const version = { ...row, form: formOf(row.body) }
      const had = book.byCode.get(row.code)
      if (had) had.push(version)
      else book.byCode.set(row.code, [version])
    }
    return book
  }

  /** The newest version of each form. */
  newest(): ReportForm[] {
    return [...this.byCode.values()].flatMap(v => v.slice(0, 1).map(x => x.form))
  }

  /** Every version of a form, the newest first; empty when there is none. */
  versions(code: string): readonly FormVersion[] {
    return this.byCode.get(code) ?? []
  }

  /** Since when a province's own form is in force: nothing was owed before. null for what ships. */
  since(code: string): Date | null {
    const versions = this.versions(code)
    const first = versions.at(-1)
    return !first || versions.some(v => v.provinceId === null) ? null : first.at
  }

  form(code: string, version?: string): ReportForm {
    const versions = this.versions(code)
    const found = version === undefined ? versions[0] : versions.find(v => v.version === version)
    if (!found) throw new Refusal('report.no-form', { form: code.slice(0, 60) })
    return found.form
  }

  /** Figures of a form that any of its versions calls sensitive. */
  sensitive(code: string): string[] {
    return [...new Set(this.versions(code).flatMap(v => v.form.elements.filter(e => e.sensitive).map(e => e.code)))]
  }
}

/** The period of that name, when it is one of the form's kind. */
export function periodFor(form: ReportForm, key: string): Period {
  const period = periodOf(key)
  if (!period || period.kind !== form.period) throw new Refusal('report.no-period', { period: key.slice(0, 24) })
  return period
}
