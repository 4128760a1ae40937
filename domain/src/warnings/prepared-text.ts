import { Refusal } from '../refusals/refusal.ts'
import { clockEn, clockVi } from './figures.ts'
import type { WarningText } from './warning.ts'

/** A text written and approved in dry weather. `approvals`: people, each once, none of them its drafter. */
export type PreparedText = {
  drafterId: number
  approvals: readonly { userId: number; leader: boolean }[]
  retired: boolean
}

/** Two different people other than the drafter said yes, one of them a leader. */
export function preparedReady(t: PreparedText): boolean {
  const people = new Set(t.approvals.map(a => a.userId))
  people.delete(t.drafterId)
  return !t.retired && people.size >= 2 && t.approvals.some(a => a.leader && a.userId !== t.drafterId)
}

/** Adds one yes. */
export function approvePrepared(t: PreparedText, by: number): void {
  if (t.drafterId === by) throw new Refusal('warning.template-own')
  if (t.approvals.some(a => a.userId === by)) throw new Refusal('warning.template-twice')
}

/** What a prepared text may leave open; everything else of it is fixed, or it would not be what two people read. */
export type PreparedGaps = {
  places: { vi: string; en: string }
  /** for the headline, where a long list has no room */
  placesShort: { vi: string; en: string }
  at: Date
  expiresAt: Date
}

/** Fills {noi}, {luc}, {den} (places, now, until). */
export function fillPrepared(text: string, gaps: PreparedGaps, language: 'vi' | 'en'): string {
  const clock = language === 'vi' ? clockVi : clockEn
  return text
    .replaceAll('{noi}', gaps.places[language])
    .replaceAll('{luc}', clock(gaps.at.getTime()))
    .replaceAll('{den}', clock(gaps.expiresAt.getTime()))
}

type Words = Pick<
  WarningText,
  'headline' | 'description' | 'instruction' | 'headlineEn' | 'descriptionEn' | 'instructionEn'
>
/** All words of a prepared text, filled. */
export function fillPreparedWords(words: Words, gaps: PreparedGaps): Words {
  const brief = { ...gaps, places: gaps.placesShort }
  return {
    headline: fillPrepared(words.headline, brief, 'vi'),
    description: fillPrepared(words.description, gaps, 'vi'),
    instruction: fillPrepared(words.instruction, gaps, 'vi'),
    headlineEn: fillPrepared(words.headlineEn, brief, 'en'),
    descriptionEn: fillPrepared(words.descriptionEn, gaps, 'en'),
    instructionEn: fillPrepared(words.instructionEn, gaps, 'en'),
  }
}

/** Places that a prepared text names must be the gaps above; anything else in braces is a mistake. */
export function unknownGap(words: Words): string | null {
  for (const text of Object.values(words)) {
    const found = /\{(?!noi\}|luc\}|den\})[^}]*\}?/.exec(text)
    if (found) return found[0]
  }
  return null
}
