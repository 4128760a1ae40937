import { type Cell, figureOf, isFilled } from './cell.ts'
import type { FormElement } from './element.ts'
import type { ReportForm } from './form.ts'

type Cells = ReadonlyMap<string, Cell>

/** Whether a cell must say something: the parts of a total that is zero, missing or not applicable need not be filled. */
export function isAsked(e: FormElement, cells: Cells): boolean {
  return !e.of || (figureOf(cells.get(e.of)) ?? 0) > 0
}

/** How many cells and required narratives say something, of how many. */
export function filledCount(
  form: ReportForm,
  cells: Cells,
  narratives: ReadonlyMap<string, string>,
): { filled: number; total: number } {
  const required = form.parts.filter(p => p.required)
  const asked = form.elements.filter(e => isAsked(e, cells))
  return {
    filled:
      asked.filter(e => isFilled(cells.get(e.code))).length +
      required.filter(p => (narratives.get(p.code) ?? '').trim() !== '').length,
    total: asked.length + required.length,
  }
}
