import type { LevelRow } from '@tusom/contract'
import { compareVi } from '@tusom/vi-text'

/**
 * How a row stands in the list and on the map: the worse of official and suggested, and which of the two it is. A level that is
 * known wins over one that is not; a row with nothing but an undetermined side is `level: null`.
 */
export type Standing = { level: number | null; status: 'official' | 'suggested' }

export function standingOf(row: LevelRow): Standing {
  const official = row.official?.level ?? null
  const suggested = row.suggested?.level ?? null
  const open = (row.official !== null && official === null) || (row.suggested !== null && suggested === null)
  const worst = Math.max(official ?? 0, suggested ?? 0)
  if (worst === 0 && open) return { level: null, status: row.suggested?.level === null ? 'suggested' : 'official' }
  return { level: worst, status: official === worst ? 'official' : 'suggested' }
}

/** Who took it on, whichever side it was noted at. */
export const holderOf = (row: LevelRow) => row.suggested?.holder ?? row.official?.holder ?? null

/** When the shown level began. */
export function sinceOf(row: LevelRow): string {
  const side = standingOf(row).status === 'official' ? row.official : row.suggested
  return (side ?? row.suggested ?? row.official)?.since ?? ''
}

/** What needs a person: level 1 and above, and what the law leaves undetermined. */
export const needsAttention = (row: LevelRow): boolean => standingOf(row).level !== 0

/**
 * Worst first. Undetermined stands below level 3 and above level 2: it may turn out as either, and must neither hide a level 4
 * nor be hidden by forty level 1. Within a level: nobody on it, then rising fastest, then newest, then by name.
 */
export function inOrder(rows: readonly LevelRow[]): LevelRow[] {
  const weight = (row: LevelRow) => standingOf(row).level ?? 2.5
  return rows
    .filter(needsAttention)
    .toSorted(
      (a, b) =>
        weight(b) - weight(a) ||
        Number(holderOf(a) !== null) - Number(holderOf(b) !== null) ||
        (b.trend?.perHour ?? 0) - (a.trend?.perHour ?? 0) ||
        (sinceOf(b) > sinceOf(a) ? 1 : sinceOf(b) < sinceOf(a) ? -1 : 0) ||
        compareVi(a.unitName, b.unitName),
    )
}

export const keyOf = (row: { unitId: number; hazard: string }): string => `${row.unitId}/${row.hazard}`

/** The worst row of each commune: what the map shows. Rows come in the order of `inOrder`. */
export function worstByUnit(ordered: readonly LevelRow[]): Map<number, LevelRow> {
  const worst = new Map<number, LevelRow>()
  for (const row of ordered) if (!worst.has(row.unitId)) worst.set(row.unitId, row)
  return worst
}

export type Summary = {
  standing: Standing
  /** some places official, others only suggested */
  mixed: boolean
  /** communes at that level, once each */
  communes: number
  /** how many communes per hazard, most first */
  hazards: { hazard: string; n: number }[]
  since: string
  /** highest official level anywhere; null: no bulletin in force */
  official: number | null
}

/** The one sentence on top of the map: what the worst is, where, since when. null when nothing needs attention. */
export function summaryOf(ordered: readonly LevelRow[]): Summary | null {
  const first = ordered[0]
  if (!first) return null
  const { level } = standingOf(first)
  const same = ordered.filter(row => standingOf(row).level === level)
  const count = new Map<string, Set<number>>()
  for (const row of same) count.set(row.hazard, (count.get(row.hazard) ?? new Set()).add(row.unitId))
  const officials = ordered.flatMap(row => (row.official?.level ? [row.official.level] : []))
  return {
    standing: {
      level,
      status: same.some(row => standingOf(row).status === 'official') ? 'official' : 'suggested',
    },
    mixed: new Set(same.map(row => standingOf(row).status)).size > 1,
    communes: new Set(same.map(row => row.unitId)).size,
    hazards: [...count].map(([hazard, units]) => ({ hazard, n: units.size })).sort((a, b) => b.n - a.n),
    since: same.map(sinceOf).sort()[0] ?? '',
    official: officials.length ? Math.max(...officials) : null,
  }
}
