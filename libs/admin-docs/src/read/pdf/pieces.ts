/** A run of text on a page, in points from the lower left corner, as it is read (rotation of the page undone). */
export type Piece = {
  text: string
  x: number
  right: number
  /** base line */
  y: number
  size: number
  font: string
}

/** What pdf.js gives for a run of text; only the fields used here. */
export type TextItem = { str: string; transform: number[]; width: number; fontName: string }

/** The block a digital signature leaves on the page. */
const stamp =
  /^(?:Ký bởi|Người ký|Thời gian ký|Ngày ký|Signature (?:Not Verified|Valid)|Digitally signed|Được ký bởi|Email\s*:\s*\S+@|Cơ quan\s*:\s|\d{2}[./-]\d{2}[./-]\d{4} \d{2}:\d{2}:\d{2})/iu

/** Upright text of a page; turned text (watermarks), blanks and stamps of signatures are left out. */
export function toPieces(items: TextItem[]): Piece[] {
  const out: Piece[] = []
  for (const item of items) {
    const [a = 0, b = 0, c = 0, d = 0, x = 0, y = 0] = item.transform
    const text = item.str.replace(/\s+/g, ' ')
    if (text.trim() === '' || !Number.isFinite(x + y + item.width)) continue
    const size = Math.hypot(c, d)
    if (size < 1 || size > 200 || Math.abs(b) > Math.abs(a) * 0.2) continue
    if (size < 11.6 && stamp.test(text.trim())) continue
    const lead = text.length - text.trimStart().length
    const step = item.width / Math.max(1, text.length)
    const words = text.trim()
    const from = x + lead * step
    const right = from + words.length * step
    const last = out.at(-1)
    // A font without bold is sometimes made so by printing twice.
    if (last && last.text === words && Math.abs(last.x - from) < 1 && Math.abs(last.y - y) < 1) continue
    out.push({ text: words, x: from, right, y, size, font: item.fontName })
  }
  return out
}

/** Pieces on one base line. */
export type Row = { pieces: Piece[]; x: number; right: number; y: number; size: number; text: string }

/** Groups pieces into rows from top to bottom; raised numbers (footnote marks) go to the row they hang on, as superscripts. */
export function toRows(pieces: Piece[]): Row[] {
  const body = typical(pieces.map(p => p.size))
  const rows: Piece[][] = []
  const raised: Piece[] = []
  for (const piece of [...pieces].sort((a, b) => b.y - a.y || a.x - b.x)) {
    if (piece.size <= body * 0.8 && /^\d{1,3}$/.test(piece.text)) {
      raised.push(piece)
      continue
    }
    // Only the last rows can be near: the pieces come from the top down.
    const row = rows
      .slice(-6)
      .find(r => r[0] !== undefined && Math.abs(r[0].y - piece.y) < Math.min(r[0].size, piece.size) * 0.45)
    if (row) row.push(piece)
    else rows.push([piece])
  }
  for (const mark of raised) {
    const row = rows
      .filter(r => r[0] !== undefined && mark.y - r[0].y > -1 && mark.y - r[0].y < r[0].size * 0.75)
      .find(r => r.some(p => Math.abs(p.right - mark.x) < p.size * 0.4 || Math.abs(mark.right - p.x) < p.size * 0.5))
    if (row) row.push({ ...mark, text: superscript(mark.text) })
    else rows.push([mark])
  }
  return rows
    .map(toRow)
    .filter(r => r.text !== '')
    .sort((a, b) => b.y - a.y || a.x - b.x)
}

export function toRow(pieces: Piece[]): Row {
  const sorted = [...pieces].sort((a, b) => a.x - b.x)
  const main = sorted.reduce((a, b) => (b.text.length > a.text.length ? b : a), sorted[0] as Piece)
  return {
    pieces: sorted,
    x: Math.min(...sorted.map(p => p.x)),
    right: Math.max(...sorted.map(p => p.right)),
    y: main.y,
    size: main.size,
    text: joinPieces(sorted),
  }
}

/** Words of one row; a gap of a sixth of the type size is a space. */
export function joinPieces(sorted: Piece[]): string {
  let out = ''
  let right = 0
  for (const p of sorted) {
    const space = out !== '' && p.x - right > p.size * 0.16 && !isSuperscript(p.text)
    out += (space ? ' ' : '') + p.text
    right = p.right
  }
  return out.trim()
}

const digits = '⁰¹²³⁴⁵⁶⁷⁸⁹'
const superscript = (text: string) => [...text].map(c => digits[Number(c)] ?? c).join('')
const isSuperscript = (text: string) => digits.includes(text[0] ?? ' ')
export const plainDigits = (text: string) =>
  [...text].map(c => (digits.includes(c) ? String(digits.indexOf(c)) : c)).join('')

/** The value that comes most often, in steps of half a point. */
export function typical(values: number[]): number {
  const count = new Map<number, number>()
  for (const v of values) {
    const key = Math.round(v * 2) / 2
    count.set(key, (count.get(key) ?? 0) + 1)
  }
  let best = 12
  let most = 0
  for (const [key, n] of count)
    if (n > most) {
      best = key
      most = n
    }
  return best
}
