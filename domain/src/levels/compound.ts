import type { Level } from './level.ts'

/** A raise of the level for hazards that come together, as QĐ 18/2021 Điều 4 allows. */
export type Compound = {
  hazards: string[]
  /** the highest of the levels that stand */
  base: number
  /** what one step up would be: the system's suggestion */
  raised: number
  /** what an officer may set with a reason where serious loss of life or property threatens */
  most: number
}

/**
 * Two or more natural hazards at once or one after the other: the level may be raised by one; by two where serious loss of life and property
 * threatens, which an officer decides with a reason; never above 5. QĐ 18/2021 Điều 4. Undetermined levels do not count.
 *
 * @param levels disaster risk levels that stand in one commune, official before suggested where both stand
 * @returns null where fewer than two hazards stand
 */
export function compoundOf(levels: readonly { hazard: string; level: Level | number }[]): Compound | null {
  const standing = levels.filter((l): l is { hazard: string; level: number } => l.level !== null && l.level >= 1)
  const hazards = [...new Set(standing.map(l => l.hazard))].sort()
  if (hazards.length < 2) return null
  const base = Math.max(...standing.map(l => l.level))
  return { hazards, base, raised: Math.min(5, base + 1), most: Math.min(5, base + 2) }
}
export const compoundArticle = 'Điều 4 QĐ 18/2021/QĐ-TTg'
