export * from './catalogue.ts'
export * from './cell.ts'
export * from './check-report.ts'
export * from './compare.ts'
export * from './criteria.ts'
export * from './days.ts'
export * from './due.ts'
export * from './element.ts'
export * from './form.ts'
export * from './form-faults.ts'
export * from './forms.ts'
export * from './formula.ts'
export * from './indicator.ts'
export * from './lateness.ts'
export * from './life.ts'
export * from './period.ts'
export { reportJudges } from './policy.ts'
export { inSentence, plainText, type ReportBlock, type ReportRun, type ReportText } from './report-text.ts'
export * from './review-reports.ts'
export * from './roll-up.ts'
export * from './history.ts'
export * from './save-cells.ts'
export * from './suppress.ts'
export * from './unit-cover.ts'
export * from './with-options.ts'
export * from './write-report.ts'
export { writeTotalSentence, writeUnitSentence } from './write-sentence.ts'
export * from './exchange/adx.ts'
export * from './exchange/csv.ts'
export {
  type DataValue as ExchangeValue,
  type DataValueSet as ExchangeSet,
  defaultCombo,
  mostDataValues,
  notApplicableMark,
  splitFigure,
} from './exchange/data-value.ts'
export * from './exchange/exchange-period.ts'
export {
  Conflicts,
  type ImportConflict,
  type ImportReport,
  type ImportWorld,
  planImport,
} from './exchange/plan-import.ts'
