import type { Period, ReportForm } from '@tusom/domain'

/** A cell of an invented report. `value` null: not reported, with the reason why. */
export interface SampleCell {
  value: number | null
  reason: string | null
}

/** One invented report of one commune. */
export interface SampleReport {
  form: ReportForm
  period: Period
  unitCode: string
  cells: Map<string, SampleCell>
  narratives: Map<string, string>
  state: 'draft' | 'submitted' | 'accepted'
  /** hours after the deadline; null: it came in time */
  lateHours: number | null
  /** accepted, reopened, changed from this and sent anew */
  corrected: { element: string; from: number } | null
  invented: true
}

export const reportKey = (form: string, period: string, unitCode: string): string => `${form}/${period}/${unitCode}`
export const keyOf = (r: SampleReport): string => reportKey(r.form.code, r.period.key, r.unitCode)
