import { isCapitals, readMarker } from '../../parse/markers.ts'
import { kindOfLine } from '../../parse/kinds.ts'
import { plainDigits, typical } from './pieces.ts'
import type { Row } from './pieces.ts'

/** What a page hands on, from top to bottom. */
export type Block =
  | { type: 'row'; row: Row; page: number }
  | { type: 'line'; text: string }
  | { type: 'cells'; cells: string[] }

export type Margins = { left: number; right: number }

/** Left and right edge of the running text of a page. */
export function marginsOf(rows: Row[]): Margins {
  const wide = rows.filter(r => r.right - r.x > 200)
  const used = wide.length >= 3 ? wide : rows
  const lefts = used.map(r => r.x).sort((a, b) => a - b)
  const rights = used.map(r => r.right).sort((a, b) => a - b)
  return { left: lefts[Math.floor(lefts.length * 0.05)] ?? 0, right: rights[Math.floor(rights.length * 0.95)] ?? 600 }
}

/**
 * Takes the footnotes at the foot of a page: smaller type, opening with a raised number, or a plain one that is referred to above.
 * The marks become `[^n]`, counted through the document from `first`.
 */
export function takePageNotes(rows: Row[], first: number): { rows: Row[]; notes: string[] } {
  const body = typical(rows.flatMap(r => Array.from({ length: Math.ceil(r.text.length / 10) }, () => r.size)))
  let at = rows.length
  while (at > 0 && (rows[at - 1]?.size ?? 99) <= body * 0.92) at--
  const foot = rows.slice(at)
  const start = foot.findIndex(r => /^(?:[⁰¹²³⁴-⁹]|\d{1,3}\s)/u.test(r.text))
  if (start < 0 || at === 0) return { rows, notes: [] }
  const notes: { number: string; text: string }[] = []
  for (const row of foot.slice(start)) {
    const m = /^([⁰¹²³⁴-⁹]{1,3}|\d{1,3}(?=\s))\s*(?=\S)/u.exec(row.text)
    const number = m ? plainDigits(m[1] ?? '') : ''
    const next = notes.length === 0 || Number(number) === Number(notes.at(-1)?.number) + 1
    if (m && next) notes.push({ number, text: row.text.slice(m[0].length) })
    else {
      const last = notes.at(-1)
      if (last) last.text += ` ${row.text}`
    }
  }
  const above = rows.slice(0, at + start).map(r => ({ ...r }))
  const kept: string[] = []
  for (const note of notes) {
    const mark = toSuperscript(note.number)
    const row = above.findLast(r => hasMark(r.text, mark))
    if (!row) return { rows, notes: [] }
    row.text = replaceMark(row.text, mark, `[^${first + kept.length}]`)
    kept.push(note.text)
  }
  return { rows: above, notes: kept }
}

const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹'
const toSuperscript = (n: string) => [...n].map(c => raised[Number(c)] ?? c).join('')
const markAt = (text: string, mark: string) => {
  for (let i = text.indexOf(mark); i >= 0; i = text.indexOf(mark, i + 1))
    if (!raised.includes(text[i + mark.length] ?? ' ') && !raised.includes(text[i - 1] ?? ' ')) return i
  return -1
}
const hasMark = (text: string, mark: string) => markAt(text, mark) >= 0
function replaceMark(text: string, mark: string, by: string): string {
  const at = markAt(text, mark)
  return at < 0 ? text : text.slice(0, at) + by + text.slice(at + mark.length)
}

/** Joins rows into paragraphs: a line was broken for want of room when the first word of the next would not have fitted. */
export function toParagraphs(blocks: Block[], margins: (page: number) => Margins): string[] {
  const rows = blocks.flatMap(b => (b.type === 'row' ? [b] : []))
  const marked = rows.filter(b => readMarker(b.row.text))
  const indented = marked.filter(b => b.row.x > margins(b.page).left + b.row.size * 0.8).length
  // Where labels stand indented, a line at the margin goes on with its paragraph whatever it begins with.
  const trustIndent = marked.length >= 4 && indented / marked.length > 0.6
  const pitch = typical(
    rows.slice(1).flatMap((b, i) => {
      const before = rows[i]
      const step = before && before.page === b.page ? before.row.y - b.row.y : 0
      return step > 4 && step < 40 ? [step] : []
    }),
  )
  const out: string[] = []
  let previous: { row: Row; page: number } | null = null
  for (const block of blocks) {
    if (block.type !== 'row') {
      out.push(block.type === 'line' ? block.text : `| ${block.cells.join(' | ')} |`)
      previous = null
      continue
    }
    if (previous && goesOn(previous, block, margins, trustIndent, pitch)) {
      const last = out.pop() ?? ''
      const glue = /[A-ZĐ]-$/.test(last) && /^[A-ZĐ]/.test(block.row.text) ? '' : ' '
      out.push(`${last}${glue}${block.row.text}`)
    } else out.push(block.row.text)
    previous = block
  }
  return out
}

type Placed = { row: Row; page: number }

function goesOn(
  before: Placed,
  now: Placed,
  margins: (page: number) => Margins,
  trustIndent: boolean,
  pitch: number,
): boolean {
  const [a, b] = [before.row, now.row]
  const [ma, mb] = [margins(before.page), margins(now.page)]
  const samePage = before.page === now.page
  if (Math.abs(a.size - b.size) > 1.2) return false
  const step = a.y - b.y
  if (samePage && step > pitch * 2.2) return false
  if (isCentred(a, ma) && isCentred(b, mb)) {
    if (kindOfLine(a.text)?.rest === '' || kindOfLine(b.text) || readMarker(b.text)) return false
    return samePage && step < a.size * 1.75 && sameCase(a.text, b.text) && a.pieces[0]?.font === b.pieces[0]?.font
  }
  const first = ((b.right - b.x) * (b.text.split(' ', 1)[0]?.length ?? 0)) / Math.max(1, b.text.length)
  const full = a.right + first + a.size * 0.5 > ma.right
  const atMargin = b.x < mb.left + b.size * 0.8
  const hanging = Math.abs(b.x - (a.pieces[1]?.x ?? a.x)) < 3 || Math.abs(b.x - a.x) < 3
  if (!full) return /^\p{Ll}/u.test(b.text) && !readMarker(b.text) && step < pitch * 1.3 && !/[.;:]$/.test(a.text)
  if (readMarker(b.text)) return trustIndent && atMargin
  return atMargin || (hanging && !/[.;:]$/.test(a.text)) || /^\p{Ll}/u.test(b.text)
}

const sameCase = (a: string, b: string) => isCapitals(a, 3) === isCapitals(b, 3)

function isCentred(row: Row, m: Margins): boolean {
  const [l, r] = [row.x - m.left, m.right - row.right]
  return Math.abs(l - r) < 14 && (l > row.size * 0.7 || isCapitals(row.text, 4))
}
