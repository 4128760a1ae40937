import type { ReportRoutes } from './context.ts'

export function registerExchange(_r: ReportRoutes): void {}
