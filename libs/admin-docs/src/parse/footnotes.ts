import { readMarker } from './markers.ts'
import type { Line } from './clean-lines.ts'

/** A mark is kept in the text as one private character until its sentence is whole. */
const firstMark = 0xe000
const maxNotes = 400

const superscript = '⁰¹²³⁴⁵⁶⁷⁸⁹'
const plainDigits = (s: string) =>
  [...s].map(c => (superscript.includes(c) ? String(superscript.indexOf(c)) : c)).join('')

const bodyStart = /^(?:([⁰¹²³⁴-⁹]{1,3})\s*|\[\^?(\d{1,3})\]:?\s*|\((\d{1,2})\)\s+|(\d{1,2})\s+)(?=\S)/u

/**
 * Takes the footnotes out of the stream of lines and leaves a private mark where each is referred to. A line that begins
 * with a number is a footnote only when that number also hangs on a word before it ("Ban Chỉ đạo1,").
 */
export function takeFootnotes(lines: Line[], width: number, wrapped: boolean): { lines: Line[]; notes: string[] } {
  const texts = lines.map(line => line.text)
  const cells = lines.map(line => line.cells)
  const notes: string[] = []
  const drop = new Set<number>()
  for (let i = 0; i < lines.length && notes.length < maxNotes; i++) {
    const line = lines[i]
    const m = line && !line.cells ? bodyStart.exec(line.text) : null
    if (!line || !m) continue
    const raised = m[1] ?? null
    const number = Number(plainDigits(m[1] ?? m[2] ?? m[3] ?? m[4] ?? ''))
    if (m[4] !== undefined && readMarker(line.text)) continue
    const at = findMark(texts, drop, i, number, raised !== null, m[2] !== undefined, m[3] !== undefined)
    if (at === null) continue
    const code = String.fromCharCode(firstMark + notes.length)
    const marked = texts[at.line]
    if (marked === undefined) continue
    texts[at.line] = marked.slice(0, at.start) + code + marked.slice(at.end)
    cells[at.line] = cells[at.line]?.map(cell => cell.replace(marked.slice(at.start, at.end), code)) ?? null
    const body = [line.text.slice(m[0].length)]
    drop.add(i)
    while (wrapped && continues(lines, i, width, body.length, openBefore(lines, drop, i))) {
      i++
      drop.add(i)
      body.push(lines[i]?.text ?? '')
    }
    notes.push(body.join(' ').replace(/\s+/g, ' ').trim())
  }
  let page = false
  const kept = lines.flatMap((line, i) => {
    if (drop.has(i)) {
      page = true
      return []
    }
    const out = {
      ...line,
      text: dropLooseMarks(texts[i] ?? ''),
      cells: cells[i] ?? null,
      newPage: line.newPage || page,
    }
    page = false
    return [out]
  })
  return { lines: kept, notes }
}

/** Raised numbers whose footnote is missing are still no part of the sentence; m², km³ are. */
function dropLooseMarks(text: string): string {
  return text.replace(/[⁰¹²³⁴-⁹]+/gu, (run, at: number) =>
    /(?:^|[\s\d(/])[kcdm]?m$/u.test(text.slice(Math.max(0, at - 4), at)) ? run : '',
  )
}

/** Whether the running text before the footnote is in the middle of a sentence. */
function openBefore(lines: Line[], drop: Set<number>, from: number): boolean {
  for (let i = from - 1; i >= 0; i--) if (!drop.has(i)) return !/[.;:!?…]["”)]?$/.test(lines[i]?.text ?? '')
  return false
}

function continues(lines: Line[], at: number, width: number, length: number, mainOpen: boolean): boolean {
  const line = lines[at]
  const next = lines[at + 1]
  if (!line || !next || next.newPage || next.cells || length > 20) return false
  if (readMarker(next.text) || bodyStart.test(next.text)) return false
  const ended = /[.…;]["”)]?$/.test(line.text)
  if (ended && (mainOpen || !/^\p{Ll}/u.test(next.text))) return false
  return line.text.length >= width * 0.7 || (!ended && footOfPage(lines, at + 1))
}

/** Whether nothing but running lines stands between here and the end of the page. */
function footOfPage(lines: Line[], from: number): boolean {
  for (let i = from; i < Math.min(lines.length, from + 6); i++) {
    if (lines[i + 1]?.newPage) return true
    const text = lines[i + 1]?.text ?? ''
    if (readMarker(text) || bodyStart.test(text)) return false
  }
  return false
}

function findMark(
  texts: string[],
  drop: Set<number>,
  before: number,
  number: number,
  raised: boolean,
  bracket: boolean,
  round: boolean,
): { line: number; start: number; end: number } | null {
  const digits = String(number)
  const small = [...digits].map(d => superscript[Number(d)]).join('')
  const high = `(?<=\\S)${small}(?![${superscript}])`
  const low = `(?<=[\\p{L}”"’)%])${digits}(?=[\\s,.;:)”"…]|$)`
  // A raised mark may be answered by a plain number at the foot of the page, and the other way round.
  const pattern = new RegExp(
    bracket
      ? `\\[\\^?${digits}\\](?!:)`
      : round
        ? `(?<=[\\p{L}”"%])\\s?\\(${digits}\\)`
        : raised
          ? `${high}|${low}`
          : `${low}|${high}`,
    'gu',
  )
  for (let i = before - 1; i >= 0; i--) {
    if (drop.has(i)) continue
    const hits = [...(texts[i] ?? '').matchAll(pattern)].filter(h => !/[A-Z]$/.test((texts[i] ?? '').slice(0, h.index)))
    const last = hits.at(-1)
    if (last) return { line: i, start: last.index, end: last.index + last[0].length }
  }
  return null
}

/** Puts each footnote behind the sentence that carries its mark: "… các Ban Chỉ đạo. (chú thích: như …)". */
export function placeNotes(text: string, notes: string[]): { text: string; notes: string[] } {
  const own: string[] = []
  let out = text
  for (;;) {
    const at = out.search(/[\ue000-\ue3ff]/)
    if (at < 0) return { text: out, notes: own }
    const note = notes[out.charCodeAt(at) - firstMark]
    out = out.slice(0, at) + out.slice(at + 1)
    if (note === undefined) continue
    own.push(note)
    const stop = /[.!?…](?=\s+\p{Lu}|\s*$)/u.exec(out.slice(at))
    const end = stop ? at + stop.index + 1 : out.length
    out = `${out.slice(0, end)}${noteText(note)}${out.slice(end)}`
  }
}

export const noteText = (note: string) => ` (chú thích: ${note})`

/** The text without the footnotes put into it: what deadlines and figures are read from. */
export function withoutNotes(text: string, notes: string[]): string {
  return notes.reduce((t, note) => t.replace(noteText(note), ''), text)
}
