import type { Collector } from '../../finding.ts'
import { REASONS, type SignatureReport } from './signature-report.ts'

/** The findings a signature gives rise to. */
export function reportSignature(out: Collector, report: SignatureReport, path: string): void {
  if (report.reason !== null)
    out.report(`signature.${REASONS[report.reason][0]}`, path, { en: report.message, vi: report.messageVi })
  for (const value of report.weak) out.report('signature.weak', path, { value })
}
