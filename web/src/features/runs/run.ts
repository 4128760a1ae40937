import type { RunIn, RunOut } from '@tusom/contract'
import { parseNumber } from '@tusom/vi-text'
import type { Static } from 'typebox'

export type Run = Static<typeof RunOut>
export type NewRun = Static<typeof RunIn>

/** A speed as typed, or null when the contract would refuse it: above 0, at most 100.000. */
export function speedOf(text: string): number | null {
  const n = parseNumber(text)
  return n !== null && n > 0 && n <= 100_000 ? n : null
}
