import type { ElementKind } from '../reports/element.ts'

type Words = { vi: string; en: string }

/**
 * A chart of a report, before it is a drawing: the same one becomes a native chart in Word and an SVG on the page. `columns`: upright,
 * over time or side by side; `bars`: lying, for many names; `shares`: parts of one whole.
 */
export type Chart = {
  /** its name in a Word template after "bieu-do." */
  code: string
  shape: 'columns' | 'bars' | 'shares'
  title: Words
  /** the one figure that it is about */
  subject?: Words
  /** of what the numbers are */
  unit: Words
  kind: ElementKind
  categories: Words[]
  /** `covers`: from how many units each number comes, where that differs from one to the next */
  series: { name: Words; values: (number | null)[]; covers?: string[] }[]
  /** from how many of how many units, as of when, what was left out */
  covers: Words
}

/** The highest value, for the axis; 0 where there is nothing to draw. */
export const chartTop = (chart: Chart): number =>
  Math.max(0, ...chart.series.flatMap(s => s.values.flatMap(v => v ?? [])))

/** Round steps from 0 to above the highest value: 0, 50, 100 … */
export function chartTicks(top: number, whole: boolean): number[] {
  if (top <= 0) return [0, 1]
  const rough = top / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 2.5, 5, 10].map(m => m * power).find(s => s >= rough && (!whole || Number.isInteger(s))) ?? 1
  const ticks = [0]
  while ((ticks.at(-1) as number) < top) ticks.push(Math.round(ticks.length * step * 1e6) / 1e6)
  return ticks
}
