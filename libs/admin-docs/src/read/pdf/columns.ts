import { isCapitals } from '../../parse/markers.ts'
import { joinPieces, toRow } from './pieces.ts'
import type { Piece, Row } from './pieces.ts'

/**
 * A page set in two columns of running text is read down the left one, then down the right one; lines that reach across part it
 * into bands. Only when most lines keep clear of one gutter and both sides are full is it taken for such a page: the head of a
 * letter and a table have two sides too.
 */
export function unfoldColumns(rows: Row[]): Row[] {
  const both = rows.filter(r => r.pieces.length >= 2)
  if (both.length < 14) return rows
  const left = Math.min(...rows.map(r => r.x))
  const right = Math.max(...rows.map(r => r.right))
  let gutter = 0
  let best = Number.POSITIVE_INFINITY
  for (let x = left + (right - left) * 0.38; x <= left + (right - left) * 0.62; x += 2) {
    const crossing = rows.filter(r => r.pieces.some(p => p.x < x - 3 && p.right > x + 3)).length
    if (crossing < best) {
      best = crossing
      gutter = x
    }
  }
  const sides = (r: Row) =>
    [r.pieces.filter(p => p.right <= gutter + 3), r.pieces.filter(p => p.x >= gutter - 3)] as const
  const two = rows.filter(r => sides(r).every(s => s.length > 0))
  if (two.length < 14 || best > two.length * 0.25) return rows
  const fullness = (side: 0 | 1, width: number) => {
    const widths = two
      .map(r => sides(r)[side])
      .map(s => (Math.max(...s.map(p => p.right)) - Math.min(...s.map(p => p.x))) / width)
      .sort((a, b) => a - b)
    return widths[Math.floor(widths.length / 2)] ?? 0
  }
  if (fullness(0, gutter - left) < 0.72 || fullness(1, right - gutter) < 0.72) return rows
  const out: Row[] = []
  let [l, r]: [Row[], Row[]] = [[], []]
  const flush = () => {
    out.push(...l, ...r)
    ;[l, r] = [[], []]
  }
  for (const row of rows) {
    const [a, b] = sides(row)
    if (a.length + b.length < row.pieces.length) {
      flush()
      out.push(row)
      continue
    }
    if (a.length > 0) l.push(toRow([...a]))
    if (b.length > 0) r.push(toRow([...b]))
  }
  flush()
  return out
}

const nation = /^(?:CỘNG\s?HÒA|CỘNG\s?HOÀ|ĐẢNG CỘNG SẢN VIỆT NAM)|^Độc lập\s*[-–—]/u
const dated = /ngày\s*[\d.…_ ]*\s*tháng\s*[\d.…_ ]*\s*năm/u

/**
 * The head of a first page has two columns: issuer, number and subject on the left, nation, motto, place and date on the right. Gives the
 * lines of the left, then those of the right, and how many rows they took; null when there is no such head.
 */
export function readHead(rows: Row[]): { lines: string[]; taken: number } | null {
  const top = rows.slice(0, 16)
  const anchors = top.flatMap(r => r.pieces).filter(p => nation.test(p.text))
  if (anchors.length === 0) return null
  const edge = Math.min(...anchors.map(p => p.x)) - 4
  // Everything on the left of the nation's name is the issuer's; a head in one column has nothing there.
  const isLeft = (p: Piece) => (p.x + p.right) / 2 < edge + 4
  const dateAt = top.findIndex(r => r.pieces.some(p => !isLeft(p) && dated.test(p.text)))
  const lastAnchor = top.findLastIndex(r => r.pieces.some(p => nation.test(p.text)))
  let end = Math.max(dateAt, lastAnchor)
  // The subject of a letter, and a number set low, go on under it in the left column.
  while (end + 1 < top.length) {
    const row = top[end + 1] as Row
    const before = top[end] as Row
    if (!row.pieces.every(isLeft) || row.right > edge + 4 || row.text.startsWith('Kính gửi') || before.y - row.y > 40)
      break
    end++
  }
  const left: string[] = []
  const right: string[] = []
  for (const row of top.slice(0, end + 1)) {
    const [a, b] = [row.pieces.filter(isLeft), row.pieces.filter(p => !isLeft(p))]
    if (a.length > 0) left.push(joinPieces(a))
    if (b.length > 0) right.push(joinPieces(b))
  }
  return { lines: [...left, ...right], taken: end + 1 }
}

const recipients = /^Nơi (?:nhận|gửi)\s*:?/u
const capacity = /^(?:TM|KT|TL|TUQ|Q)\s?\./u

/**
 * The end of a document has recipients on the left and the signature on the right: the lines of the left, then of the right.
 * `at` is the first row of it; null when the page has none.
 */
export function readEnd(rows: Row[], from: number): { at: number; lines: string[]; taken: number } | null {
  const head = rows.findIndex((r, i) => i >= from && r.pieces.some(p => recipients.test(p.text)))
  if (head < 0) return null
  const headRow = rows[head] as Row
  const listLeft = headRow.pieces.find(p => recipients.test(p.text))?.x ?? headRow.x
  // A capacity may stand a little higher than "Nơi nhận:".
  let at = head
  while (at > from && head - at < 3 && isSignature(rows[at - 1] as Row, listLeft)) at--
  const left: string[] = []
  const right: string[] = []
  let i = at
  let archived = false
  for (; i < rows.length; i++) {
    const row = rows[i] as Row
    const a = row.pieces.filter(p => p.x < listLeft + 110 && !capacity.test(p.text))
    const b = row.pieces.filter(p => !a.includes(p))
    const gap = b.length > 0 && a.length > 0 ? (b[0]?.x ?? 0) - (a.at(-1)?.right ?? 0) : 99
    if (gap < row.size * 0.5) a.push(...b.splice(0))
    if (a.length > 0 && archived && i > head) {
      // Behind "Lưu: …" the left column is over: what stands there is an annex or a note.
      const text = joinPieces(a)
      if (!/^[-–]/.test(text) && b.length === 0) break
    }
    if (a.length > 0) {
      const text = joinPieces(a)
      left.push(text)
      archived ||= /^[-–]?\s*Lưu\s*:/u.test(text)
    }
    if (b.length > 0) right.push(joinPieces(b))
  }
  return { at, lines: [...left, ...right], taken: i - at }
}

function isSignature(row: Row, listLeft: number): boolean {
  return row.x > listLeft + 110 && (capacity.test(row.text) || isCapitals(row.text, 4))
}
