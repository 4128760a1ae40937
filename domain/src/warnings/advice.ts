import type { Category, ResponseType } from '@tusom/cap'
import flashFlood from './advice/flash-flood-landslide.json' with { type: 'json' }
import flood from './advice/flood.json' with { type: 'json' }
import heavyRain from './advice/heavy-rain.json' with { type: 'json' }

/** A line for the public in both languages. */
export type BothLanguages = { vi: string; en: string }
type Graded = BothLanguages & { from: number; to: number }

/**
 * What people are told about a hazard: words as data, in versions, each line for a range of levels. Wording is ours
 * (`status` proposal): an officer of the province reads it before it is used.
 */
export type Advice = {
  hazard: string
  version: string
  status: 'proposal' | 'local'
  source: string
  event: BothLanguages
  /** inside a sentence: "lũ" */
  short: BothLanguages
  category: Category[]
  responses: { from: number; to: number; types: ResponseType[] }[]
  /** the one thing to do, short enough for a headline */
  calls: Graded[]
  impacts: Graded[]
  actions: Graded[]
}

const shipped = [flood, heavyRain, flashFlood] as unknown as readonly Advice[]

/** Hazards for which there are words. */
export const warnedHazards: readonly string[] = shipped.map(a => a.hazard)

/** The words for a hazard; null for one we have none for: the officer writes. */
export const adviceFor = (hazard: string): Advice | null => shipped.find(a => a.hazard === hazard) ?? null

const at = <T extends { from: number; to: number }>(lines: readonly T[], level: number): T[] =>
  lines.filter(l => l.from <= level && level <= l.to)

/** Impact, call and actions at a level; an undetermined level is treated as 1, the least that is said. */
export function adviceAt(
  advice: Advice,
  level: number | null,
): { impact: BothLanguages; call: BothLanguages; actions: BothLanguages[]; responses: ResponseType[] } {
  const l = Math.min(5, Math.max(1, level ?? 1))
  const empty = { vi: '', en: '' }
  return {
    impact: at(advice.impacts, l)[0] ?? empty,
    call: at(advice.calls, l)[0] ?? empty,
    actions: at(advice.actions, l).map(({ vi, en }) => ({ vi, en })),
    responses: at(advice.responses, l)[0]?.types ?? ['Monitor'],
  }
}
