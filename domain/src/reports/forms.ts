import sixMonth from './forms/anptt-six-month.json' with { type: 'json' }
import weekly from './forms/scam-weekly.json' with { type: 'json' }
import type { ReportForm } from './form.ts'

/** The forms that ship with the program; a server loads them as rows and never overwrites a province's own version. */
export const shippedForms: readonly ReportForm[] = [sixMonth, weekly] as unknown as ReportForm[]
