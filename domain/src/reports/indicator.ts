import type { FormIndicator, ReportForm } from './form.ts'
import { evaluate, type Formula, FormulaFault, formulaFigures, parseFormula } from './formula.ts'

export type ReadIndicator = FormIndicator & { read: Formula; figures: string[] }

/** The indicators of a form, read once. A formula that cannot be read computes nothing: the form was refused before it could be stored. */
export function readIndicators(form: ReportForm): ReadIndicator[] {
  return form.indicators.flatMap(i => {
    try {
      const read = parseFormula(i.formula)
      return [{ ...i, read, figures: formulaFigures(read) }]
    } catch (e) {
      if (e instanceof FormulaFault) return []
      throw e
    }
  })
}

/** The value of an indicator, rounded as it says; null when a figure is missing or the formula divides by zero. */
export function indicatorValue(i: ReadIndicator, figure: (code: string) => number | null): number | null {
  const value = evaluate(i.read, figure)
  if (typeof value !== 'number') return null
  const scale = 10 ** Math.min(4, Math.max(0, i.decimals))
  const rounded = Math.round(value * scale) / scale
  return Number.isFinite(rounded) ? rounded : null
}

/**
 * An indicator over several units: figures are added first, over the units that have every figure it needs and over no others, so
 * that the two halves of a rate come from the same units. `n`: how many those are.
 */
export function indicatorTotal(
  i: ReadIndicator,
  units: readonly ((code: string) => number | null)[],
): { value: number | null; n: number } {
  const whole = units.filter(figure => i.figures.every(code => figure(code) !== null))
  if (!whole.length) return { value: null, n: 0 }
  const sums = new Map(
    i.figures.map(code => [code, whole.reduce((s, figure) => s + Math.round((figure(code) ?? 0) * 10), 0) / 10]),
  )
  return { value: indicatorValue(i, code => sums.get(code) ?? null), n: whole.length }
}
