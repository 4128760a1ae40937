import { type Cell, cellFault } from './cell.ts'
import type { ReportForm } from './form.ts'

/** A cell as it stands, with how often it was changed: what a writer must have seen to change it. */
export type StoredCell = Cell & { version: number }

/** One cell that somebody typed. `seen`: the version they saw, 0 when the cell was empty. */
export type TypedCell = Cell & { element: string; seen: number }

export type CellDecision =
  | { kind: 'save'; element: string; cell: Cell; version: number }
  /** it stands so already: sent twice, or two people typed the same */
  | { kind: 'same'; element: string; version: number }
  /** somebody else changed it since: both are shown, a person decides */
  | { kind: 'conflict'; element: string; theirs: StoredCell }
  | { kind: 'refused'; element: string; code: 'unknown-element' | 'range'; vi: string; en: string }

const sameCell = (a: Cell, b: Cell): boolean =>
  a.value === b.value && a.notApplicable === b.notApplicable && (a.reason ?? '') === (b.reason ?? '')

/** What becomes of each typed cell. Good ones are saved whatever happens to the others; nothing is overwritten unseen. */
export function decideCells(
  form: ReportForm,
  stored: ReadonlyMap<string, StoredCell>,
  typed: readonly TypedCell[],
): CellDecision[] {
  const now = new Map(stored)
  return typed.map(({ element, seen, ...cell }): CellDecision => {
    const known = form.elements.find(e => e.code === element)
    if (!known)
      return {
        kind: 'refused',
        element,
        code: 'unknown-element',
        vi: 'Biểu mẫu không có chỉ tiêu này: tải lại trang.',
        en: 'The form has no such line: reload the page.',
      }
    const fault = cellFault(known, cell)
    if (fault) return { kind: 'refused', element, code: 'range', ...fault }
    const theirs = now.get(element)
    if (theirs && sameCell(theirs, cell)) return { kind: 'same', element, version: theirs.version }
    if ((theirs?.version ?? 0) !== seen)
      return theirs
        ? { kind: 'conflict', element, theirs }
        : { kind: 'conflict', element, theirs: { value: null, notApplicable: false, reason: null, version: 0 } }
    const version = seen + 1
    now.set(element, { ...cell, version })
    return { kind: 'save', element, cell, version }
  })
}
