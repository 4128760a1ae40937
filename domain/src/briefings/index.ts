export * from './chart.ts'
export * from './report-charts.ts'
