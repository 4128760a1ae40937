import { type Period, periodOf, Refusal, type ReportForm, shippedForms } from '@tusom/domain'
import { listReportForms, loadReportForms, type Tx } from '@tusom/store'
import type { App } from '../../app.ts'

/** Puts the forms that ship into their table when the server starts; versions that are there stay as they are. */
export function loadShippedForms(app: App): void {
  app.addHook('onReady', async () => {
    await app.ctx.db.asSystem(tx => loadReportForms(tx, shippedForms, app.ctx.clock()))
  })
}

/** The forms as rows. A new report takes the newest version, one that is there keeps its own. */
export class FormBook {
  private readonly byCode = new Map<string, Map<string, ReportForm>>()

  static async read(tx: Tx): Promise<FormBook> {
    const book = new FormBook()
    for (const row of await listReportForms(tx)) {
      const versions = book.byCode.get(row.code) ?? new Map<string, ReportForm>()
      versions.set(row.version, row.body as ReportForm)
      book.byCode.set(row.code, versions)
    }
    return book
  }

  /** The newest version of each form. */
  newest(): ReportForm[] {
    return [...this.byCode.values()].flatMap(versions => [...versions.values()].slice(0, 1))
  }

  form(code: string, version?: string): ReportForm {
    const versions = this.byCode.get(code)
    const form = version === undefined ? versions?.values().next().value : versions?.get(version)
    if (!form) throw new Refusal('report.no-form', { form: code.slice(0, 60) })
    return form
  }
}

/** The period of that name, when it is one of the form's kind. */
export function periodFor(form: ReportForm, key: string): Period {
  const period = periodOf(key)
  if (!period || period.kind !== form.period) throw new Refusal('report.no-period', { period: key.slice(0, 12) })
  return period
}
