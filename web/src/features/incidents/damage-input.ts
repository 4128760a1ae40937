import { parseNumber } from '@tusom/vi-text'

export type DamageInput = {
  /** only what changed; null takes a figure back */
  figures: Record<string, number | null>
  /** cells whose text is no number */
  wrong: string[]
  /** a figure falls or is taken back: a reason is needed */
  falls: boolean
}

/**
 * What a person typed against what stands. A cell left as it was is not sent again; a cell that was emptied takes its figure
 * back; an empty cell that was empty says nothing, which is not zero.
 */
export function readDamage(
  typed: Readonly<Record<string, string>>,
  standing: Readonly<Record<string, number>>,
): DamageInput {
  const result: DamageInput = { figures: {}, wrong: [], falls: false }
  for (const [code, text] of Object.entries(typed)) {
    const had = standing[code]
    if (!text.trim()) {
      if (had !== undefined) {
        result.figures[code] = null
        result.falls = true
      }
      continue
    }
    const value = parseNumber(text)
    if (value === null || value < 0) {
      result.wrong.push(code)
      continue
    }
    if (value === had) continue
    result.figures[code] = value
    if (had !== undefined && value < had) result.falls = true
  }
  return result
}
