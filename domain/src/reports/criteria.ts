import { type Cell, cellState, figureOf } from './cell.ts'
import type { CriteriaSet, ReportForm } from './form.ts'

export type ScoredSet = {
  set: CriteriaSet
  /** sum of what was scored; yes is the criterion's highest score */
  score: number
  /** highest that the criteria which apply can give */
  highest: number
  /** null until every criterion says something */
  percent: number | null
  grade: { nameVi: string; nameEn: string } | null
  missing: string[]
  /** scored above zero, but nothing says why */
  withoutEvidence: string[]
}

/** What a set of criteria comes to. A criterion that does not apply is left out of the highest score. */
export function scoreCriteria(
  form: ReportForm,
  set: CriteriaSet,
  cells: ReadonlyMap<string, Cell>,
  narratives: ReadonlyMap<string, string>,
): ScoredSet {
  let score = 0
  let highest = 0
  const missing: string[] = []
  const withoutEvidence: string[] = []
  for (const code of set.criteria) {
    const element = form.elements.find(e => e.code === code)
    if (!element) continue
    const cell = cells.get(code)
    if (cellState(cell) === 'not-applicable') continue
    const most = element.max
    highest += most
    const given = figureOf(cell)
    if (given === null) {
      missing.push(code)
      continue
    }
    score += element.kind === 'yes-no' ? given * most : given
    const proof = form.parts.find(p => p.evidenceOf === code)
    if (given > 0 && proof && !(narratives.get(proof.code) ?? '').trim()) withoutEvidence.push(code)
  }
  score = Math.round(score * 10) / 10
  const percent = missing.length || highest === 0 ? null : Math.round((score / highest) * 1000) / 10
  const grade =
    percent === null ? null : set.grades.toSorted((a, b) => b.atLeast - a.atLeast).find(g => percent >= g.atLeast)
  return { set, score, highest, percent, grade: grade ?? null, missing, withoutEvidence }
}
