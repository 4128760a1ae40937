/** What a unit's own earlier figures look like: the middle one, and how far the others usually lie from it. */
export type FigureHistory = { median: number; spread: number; n: number }
export type OwnHistory = ReadonlyMap<string, FigureHistory>

const middle = (sorted: readonly number[]): number => {
  const half = sorted.length >> 1
  return sorted.length % 2 ? (sorted[half] as number) : ((sorted[half - 1] as number) + (sorted[half] as number)) / 2
}

/** From so few figures nothing is usual. */
const enough = 6

/**
 * The middle of earlier figures and their median absolute deviation × 1.4826, which equals the standard deviation where figures are
 * normal and is not moved by the one wrong figure among them (Rousseeuw and Croux 1993). Null for fewer than six.
 */
export function historyOf(figures: readonly number[]): FigureHistory | null {
  if (figures.length < enough) return null
  const median = middle(figures.toSorted((a, b) => a - b))
  const spread = 1.4826 * middle(figures.map(x => Math.abs(x - median)).toSorted((a, b) => a - b))
  return { median, spread, n: figures.length }
}

/** Five spreads: a figure of an ordinary period lies beyond it less than once in a hundred thousand. */
const farSpreads = 5

/**
 * Whether a figure lies far from what the unit usually has, up or down. It must differ by `least` at the least and by the factor
 * `times` as well, so that small counts are not asked about all the time.
 */
export function isFarFromHistory(now: number, h: FigureHistory, times: number, least: number): boolean {
  const away = Math.abs(now - h.median)
  return away >= least && away > farSpreads * h.spread && (now > h.median * times || now * times < h.median)
}
