import type { Evidence } from './evidence.ts'

/** `undetermined` is its own value: the law or the data leave it open, and an officer decides. */
export type Level = 0 | 1 | 2 | 3 | 4 | 5 | null

/** One change of the suggested level of a commune for a hazard; `at` is what the readings say. */
export type LevelChange = {
  at: number
  area: string
  hazard: string
  from: Level
  to: Level
  rule: string
  article: string
  evidence: Evidence[]
}

/** Undetermined outranks calm, but no level that is certain. */
export const rankOf = (level: number | null): number => level ?? 0.5
