import { addFigures, cellState, figureOf } from './cell.ts'
import type { Cells } from './check-report.ts'
import { type FigureComparison, compareFigures } from './compare.ts'
import { addsUp, type FormElement } from './element.ts'
import { orderedElements, type ReportForm } from './form.ts'

export type UnitRef = { unitId: number; name: string }

/** What one unit gave: its cells, or null when nothing of it counts (not sent, returned, reopened). */
export type UnitCells = UnitRef & { cells: Cells | null }

export type TotalPart = UnitRef & { value: number }

/** A comparison over the units that have a figure in both periods, and over no others. */
export type PairedComparison = { now: number; before: number; units: number; comparison: FigureComparison }

/**
 * One total. `total` is the sum of `parts` and of nothing else; null when no unit has a figure or when figures of this kind are not
 * added (shares). parts + notApplicable + missing + hidden = of.
 */
export type ElementTotal = {
  element: FormElement
  total: number | null
  of: number
  parts: TotalPart[]
  /** units that sent a report without this figure, and units that sent none */
  missing: UnitRef[]
  notApplicable: UnitRef[]
  /** units whose figure is withheld from this reader; then the total may be withheld as well */
  hidden: UnitRef[]
  /** the total itself is withheld from this reader */
  withheld: boolean
  lastYear: PairedComparison | null
  previous: PairedComparison | null
}

const ref = ({ unitId, name }: UnitRef): UnitRef => ({ unitId, name })

/**
 * Sums every element over the units. Two reports of one unit are never added: each unit stands once.
 *
 * @param before - figures of earlier periods by unit; null where there is no such period
 */
export function rollUp(
  form: ReportForm,
  units: readonly UnitCells[],
  before: { lastYear: ReadonlyMap<number, Cells> | null; previous: ReadonlyMap<number, Cells> | null },
): ElementTotal[] {
  const seen = new Set<number>()
  for (const u of units) {
    if (seen.has(u.unitId)) throw new RangeError(`unit ${u.unitId} stands twice in one total`)
    seen.add(u.unitId)
  }
  return orderedElements(form).map(element => {
    const parts: TotalPart[] = []
    const missing: UnitRef[] = []
    const notApplicable: UnitRef[] = []
    const hidden: UnitRef[] = []
    for (const u of units) {
      const cell = u.cells?.get(element.code)
      const state = cellState(cell)
      const value = figureOf(cell)
      if (value !== null) parts.push({ ...ref(u), value })
      else if (state === 'not-applicable') notApplicable.push(ref(u))
      else if (state === 'hidden') hidden.push(ref(u))
      else missing.push(ref(u))
    }
    const adds = addsUp(element.kind)
    const paired = (earlier: ReadonlyMap<number, Cells> | null): PairedComparison | null => {
      if (!earlier || !adds || hidden.length) return null
      const both = parts.flatMap(p => {
        const old = figureOf(earlier.get(p.unitId)?.get(element.code))
        return old === null ? [] : [{ now: p.value, old }]
      })
      const now = addFigures(both.map(b => b.now))
      const old = addFigures(both.map(b => b.old))
      return {
        now,
        before: old,
        units: both.length,
        comparison: both.length ? compareFigures(now, old) : { kind: 'none', why: 'no-figure-before' },
      }
    }
    return {
      element,
      // with a figure withheld, the sum of the others would give it away
      total: adds && parts.length && !hidden.length ? addFigures(parts.map(p => p.value)) : null,
      of: units.length,
      parts,
      missing,
      notApplicable,
      hidden,
      withheld: hidden.length > 0,
      lastYear: paired(before.lastYear),
      previous: paired(before.previous),
    }
  })
}
