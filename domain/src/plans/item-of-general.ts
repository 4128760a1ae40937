import { parseDeadline } from '@tusom/vi-text'
import type { PlanItem } from './plan-item.ts'
import { taskTitle } from './task-title.ts'

/** Words under which work that the document gives to nobody by name stands, until a person says whose it is. */
export const GENERAL = 'Nhiệm vụ chung'

/**
 * A general task of a document as an item that a person can give: whose it is stays open. `text` is the document's, in which its
 * sentence is found again; `year` is the year of the document, for days written without one.
 */
export function itemOfGeneral(general: { label: string; text: string }, text: string, year: number | null): PlanItem {
  const sentence = general.text
  const whole = text.indexOf(sentence)
  // a footnote mark or a break of lines may stand inside: its beginning is enough to find the place
  const opening = whole >= 0 ? -1 : text.indexOf(sentence.slice(0, 40))
  const start = Math.max(whole, opening, 0)
  const lineEnd = text.indexOf('\n', start)
  const end = whole >= 0 ? start + sentence.length : opening >= 0 ? (lineEnd < 0 ? text.length : lineEnd) : 0
  const d = parseDeadline(sentence, year === null ? {} : { year })
  return {
    kind: 'task',
    unitText: GENERAL,
    unitLabel: '',
    label: general.label,
    asked: false,
    sentence,
    title: taskTitle(sentence, [], d.text),
    text: sentence,
    start,
    end,
    role: 'do',
    cooperatingText: '',
    cooperatingIds: [],
    due: d.date,
    dueText: d.text,
    recurs: d.recurs,
    target: null,
    product: null,
    doubts: ['unit-open'],
    unitIds: [],
    how: 'none',
    candidates: [],
  }
}
