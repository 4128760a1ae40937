export * from './coverage.ts'
export * from './indicator-set.ts'
export * from './plan-fields.ts'
export { type KeyAreaFault, keyAreaCsvLimits, type KeyAreaRow, readKeyAreasCsv } from './read-key-areas-csv.ts'
