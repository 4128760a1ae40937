import type { ElementKind } from './element.ts'

/** What a unit's own earlier figures look like: the middle one, how far the others usually lie from it, and the highest. */
export type FigureHistory = { median: number; spread: number; high: number; n: number }
export type OwnHistory = ReadonlyMap<string, FigureHistory>

const middle = (sorted: readonly number[]): number => {
  const half = sorted.length >> 1
  return sorted.length % 2 ? (sorted[half] as number) : ((sorted[half - 1] as number) + (sorted[half] as number)) / 2
}

/** From fewer figures nothing is usual. Three half-years are a year and a half: what a report of six months can look back on. */
const enough = 3

/**
 * The middle of earlier figures and their median absolute deviation × 1.4826, which equals the standard deviation where figures are
 * normal and is not moved by the one wrong figure among them (Rousseeuw and Croux 1993, J. Am. Stat. Assoc. 88:1273). Null for fewer than
 * three.
 */
export function historyOf(figures: readonly number[]): FigureHistory | null {
  if (figures.length < enough) return null
  const median = middle(figures.toSorted((a, b) => a - b))
  const spread = 1.4826 * middle(figures.map(x => Math.abs(x - median)).toSorted((a, b) => a - b))
  return { median, spread, high: Math.max(...figures), n: figures.length }
}

/**
 * How far figures of this kind usually lie from their middle: what was seen, and never less than chance alone makes it. Of counts that is
 * the square root of the middle (a Poisson count varies as much as its mean; Johnson, Kemp and Kotz, Univariate Discrete Distributions,
 * 4.3). Money follows no such law: there the middle itself. Without the floor three figures that happen to be alike would make the fourth
 * an alarm.
 */
const usualSpread = (h: FigureHistory, kind: ElementKind): number =>
  Math.max(h.spread, kind === 'money' ? h.median : Math.sqrt(Math.max(1, h.median)))

/** Five spreads: a figure of an ordinary period lies beyond it less than once in a hundred thousand. */
const farSpreads = 5

/**
 * Whether a figure lies far from what the unit usually has, up or down. It must differ by `least` at the least and by the factor
 * `times` as well, so that small counts are not asked about all the time. What usually is nothing and sometimes a lot (losses, animals
 * culled) has no usual distance: there a figure is far when it is `times` the highest there ever was; and money where there never was any
 * is nothing to ask about, as its case stands beside it.
 */
export function isFarFromHistory(
  now: number,
  h: FigureHistory,
  times: number,
  least: number,
  kind: ElementKind = 'count',
): boolean {
  const away = Math.abs(now - h.median)
  if (away < least) return false
  const rare = h.median < 1 || kind === 'money'
  if (rare && now > h.median)
    return kind === 'money' && h.high === 0 ? false : now > h.high * times && now - h.high >= least
  return away > farSpreads * usualSpread(h, kind) && (now > h.median * times || now * times < h.median)
}

/**
 * Whether a zero says "none", or more likely "no figure": the unit usually has so many that none at all lies three spreads below. For counts
 * alone: a half-year without any loss is nothing odd.
 */
export const isZeroUnusual = (h: FigureHistory, kind: ElementKind): boolean =>
  (kind === 'count' || kind === 'people') && h.median >= 3 * usualSpread(h, kind)
