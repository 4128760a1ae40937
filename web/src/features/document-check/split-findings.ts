import type { DocumentCheck, DocumentFinding } from '@tusom/contract'

export type SplitFindings = {
  /** set right in the corrected copy */
  mended: DocumentFinding[]
  /** for the person who wrote it */
  left: DocumentFinding[]
}

const order = (a: DocumentFinding, b: DocumentFinding) =>
  Number(a.severity !== 'error') - Number(b.severity !== 'error')

/** What the corrected copy takes care of, and what stays for a person: errors first in both. */
export function splitFindings({ findings, fixed }: Pick<DocumentCheck, 'findings' | 'fixed'>): SplitFindings {
  const left = fixed ? fixed.remaining : findings
  const stays = new Set(left.map(f => f.rule))
  return { mended: findings.filter(f => f.fixable && !stays.has(f.rule)).sort(order), left: [...left].sort(order) }
}
