import { type Cell, cellState, figureText } from './cell.ts'
import type { Cells } from './check-report.ts'
import { compareCells, comparisonClause } from './compare.ts'
import type { FormElement } from './element.ts'
import type { FormSection, FormSentence, ReportForm } from './form.ts'
import { plainRun as run, type ReportRun } from './report-text.ts'
import type { ElementTotal } from './roll-up.ts'

const elementOf = (form: ReportForm, code: string): FormElement => {
  const e = form.elements.find(x => x.code === code)
  if (!e) throw new RangeError(`the form ${form.code} has no element ${code}`)
  return e
}

/**
 * The sentences of a section as they are written. A section with figures for which the form has none gets one that says them all: a figure
 * that somebody filled in is never left out of the document.
 */
export function sectionSentences(form: ReportForm, section: FormSection): FormSentence[] {
  if (section.sentences.length) return section.sentences
  const elements = section.elements.filter(code => !form.elements.find(e => e.code === code)?.of)
  return elements.length ? [{ code: `${section.code}.so-lieu`, titleVi: 'Số liệu', elements, leadVi: '' }] : []
}

/** Whether the form is of the calendar, so that the same period of the year before says something. An event has none. */
export const hasYearBefore = (form: ReportForm): boolean => form.asked === 'calendar' && !form.cumulative

const brackets = (inside: string): ReportRun[] => (inside ? [run(' ('), run(inside, { italic: true }), run(')')] : [])

/** "05 vụ", or the element's own words for zero. */
function figureRun(e: FormElement, value: number): ReportRun {
  return run(value === 0 ? e.zeroVi : `${figureText(value, e.kind)} ${e.nounVi}`, { figures: [e.code] })
}

const explained = (cell: Cell | undefined): string => {
  const reason = (cell?.reason ?? '').trim().replace(/[.;\s]+$/, '')
  return reason ? ` (${reason})` : ''
}

const lowered = (name: string): string => name.slice(0, 1).toLowerCase() + name.slice(1)

/** A figure that is not there, said as such: missing is not zero. */
function absentRun(e: FormElement, cell: Cell | undefined, first: boolean): ReportRun {
  const text =
    cellState(cell) === 'hidden'
      ? `${first ? '' : `${lowered(e.nameVi)} `}không hiển thị để bảo vệ số nhỏ`
      : cellState(cell) === 'not-applicable'
        ? `${first ? '' : `${lowered(e.nameVi)} `}không áp dụng`
        : `chưa có số liệu${first ? '' : ` ${lowered(e.nameVi)}`}`
  return run(`${text}${explained(cell)}`, { figures: [e.code] })
}

/**
 * One sentence of a unit's own report:
 * "Tai nạn giao thông: xảy ra 02 vụ (tăng 02 so với cùng kỳ năm 2025)."
 *
 * @param lastYear - the same period a year before: null when nothing was reported, 'no-period' when there is none
 */
export function writeUnitSentence(
  form: ReportForm,
  sentence: FormSentence,
  cells: Cells,
  lastYear: Cells | null | 'no-period',
  yearBefore: number,
): ReportRun[] {
  const runs: ReportRun[] = [run(`${sentence.titleVi}: `, { bold: true })]
  const nothing = sentence.elements.every(
    code => cellState(cells.get(code)) === 'missing' && !explained(cells.get(code)),
  )
  if (nothing) return [...runs, run('chưa có số liệu', { figures: sentence.elements }), run('.')]
  // the year that it is compared with is named once a sentence
  let named = false
  sentence.elements.forEach((code, i) => {
    const e = elementOf(form, code)
    const cell = cells.get(code)
    if (i > 0) runs.push(run(', '))
    if (cellState(cell) !== 'value') {
      runs.push(absentRun(e, cell, i === 0))
      return
    }
    const value = (cell as Cell).value as number
    if (i === 0 && value !== 0 && sentence.leadVi) runs.push(run(`${sentence.leadVi} `))
    runs.push(figureRun(e, value))
    if (!hasYearBefore(form)) return
    const before = lastYear === 'no-period' ? null : lastYear?.get(code)
    const clause = comparisonClause(compareCells(cell, before), e.kind, yearBefore, !named)
    runs.push(...brackets(clause))
    named ||= clause !== ''
  })
  runs.push(run('.'))
  return runs
}

const communes = (n: number, of: number): string => `${n}/${of} xã, phường`

/**
 * One sentence of the consolidated report. It says from how many communes the figure comes, and over how many it is compared:
 * "Tai nạn giao thông: xảy ra 91 vụ (60/65 xã, phường có số liệu; tăng 12 so với cùng kỳ năm 2025, tính trên 57 xã, phường có số liệu cả hai kỳ)."
 */
export function writeTotalSentence(
  form: ReportForm,
  sentence: FormSentence,
  totals: ReadonlyMap<string, ElementTotal>,
  yearBefore: number,
): ReportRun[] {
  const runs: ReportRun[] = [run(`${sentence.titleVi}: `, { bold: true })]
  // coverage is said once, and again only where it changes
  let named = false
  let saidUnits = -1
  let saidBoth = -1
  for (const [i, code] of sentence.elements.entries()) {
    const e = elementOf(form, code)
    const t = totals.get(code)
    if (!t) throw new RangeError(`no total was made for ${code}`)
    if (i > 0) runs.push(run(', '))
    const n = t.parts.length + t.hidden.length
    if (t.withheld) {
      runs.push(run(`số liệu${i === 0 ? '' : ` về ${e.nounVi}`} không hiển thị để bảo vệ số nhỏ`, { figures: [code] }))
      continue
    }
    if (t.total === null) {
      runs.push(run(`chưa xã, phường nào có số liệu${i === 0 ? '' : ` về ${e.nounVi}`}`, { figures: [code] }))
      continue
    }
    if (i === 0 && t.total !== 0 && sentence.leadVi) runs.push(run(`${sentence.leadVi} `))
    runs.push(figureRun(e, t.total))
    const both = t.lastYear?.units ?? 0
    const clauses: string[] = []
    if (saidUnits !== n) clauses.push(`${communes(n, t.of)} có số liệu`)
    const yearly = hasYearBefore(form)
    const comparison = t.lastYear?.comparison ?? { kind: 'none' as const, why: 'no-period' as const }
    if (yearly && t.lastYear && both === 0) {
      if (saidBoth !== 0) clauses.push('chưa xã, phường nào có số liệu cả hai kỳ để so sánh')
    } else if (yearly) {
      const words = comparisonClause(comparison, e.kind, yearBefore, !named)
      const scope =
        t.lastYear && saidBoth !== both && both !== t.of ? `, tính trên ${both} xã, phường có số liệu cả hai kỳ` : ''
      if (words) clauses.push(`${words}${scope}`)
      named ||= words !== ''
    }
    runs.push(...brackets(clauses.join('; ')))
    saidUnits = n
    saidBoth = both
  }
  runs.push(run('.'))
  return runs
}
