import type { LevelChange } from './engine.ts'

/**
 * Adds new changes to a recorded history, in place, so that the result does not depend on how readings were cut into batches:
 * several changes of one commune and hazard at one instant become one, and one that leads back to where it began disappears.
 */
export function addToHistory(history: LevelChange[], added: readonly LevelChange[]): void {
  for (const change of added) {
    let end = history.length
    while (end > 0 && (history[end - 1] as LevelChange).at > change.at) end--
    let same = end - 1
    while (same >= 0 && (history[same] as LevelChange).at === change.at) {
      const old = history[same] as LevelChange
      if (old.area === change.area && old.hazard === change.hazard) break
      same--
    }
    const old = same >= 0 ? (history[same] as LevelChange) : null
    if (old && old.at === change.at) {
      if (old.from === change.to) history.splice(same, 1)
      else history[same] = { ...change, from: old.from }
    } else history.splice(end, 0, change)
  }
}

const text = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** The one order in which changes are printed: by time, then commune, then hazard. */
export function byTimeAndPlace(
  a: Pick<LevelChange, 'at' | 'area' | 'hazard'>,
  b: Pick<LevelChange, 'at' | 'area' | 'hazard'>,
): number {
  return a.at - b.at || text(a.area, b.area) || text(a.hazard, b.hazard)
}
