import { fold } from '@tusom/vi-text'
import { joinPieces } from './pieces.ts'
import type { Row } from './pieces.ts'

export type Open = { type: 'row'; row: Row; y: number } | { type: 'table'; rows: string[][]; y: number }

const titles =
  /^(?:tt|stt|so tt)$|nhiem vu|noi dung|cong viec|chu tri|phoi hop|thoi gian|thoi han|tien do|san pham|ket qua|don vi|co quan|ghi chu/

/**
 * Tables without drawn lines: a row of column titles as task tables have them opens one, and the places where no row has text part its
 * columns. It ends at the first row that reaches across several columns without a gap.
 */
export function openTables(rows: Row[]): Open[] {
  const out: Open[] = []
  for (let i = 0; i < rows.length; i++) {
    const head = rows[i] as Row
    if (!isHead(head)) {
      out.push({ type: 'row', row: head, y: head.y })
      continue
    }
    const starts = head.pieces.map(p => p.x)
    let end = i + 1
    while (end < rows.length && fits(rows[end] as Row, starts)) end++
    const own = rows.slice(i, end)
    const bounds = gaps(own)
    if (own.length < 2 || bounds.length < 3) {
      out.push({ type: 'row', row: head, y: head.y })
      continue
    }
    out.push({ type: 'table', rows: logicalRows(own, bounds), y: head.y })
    i = end - 1
  }
  return out
}

function isHead(row: Row): boolean {
  const cells = row.pieces.map(p => fold(p.text))
  return cells.length >= 3 && cells.filter(c => titles.test(c)).length >= 3
}

/** Whether a row's pieces keep to the columns: none reaches over the start of the next but one title. */
function fits(row: Row, starts: number[]): boolean {
  return (
    row.pieces.every(p => starts.filter(x => x > p.x + 12 && x < p.right - 12).length === 0) &&
    !row.text.startsWith('Nơi nhận')
  )
}

/** Bounds of the columns: strips of at least 5 points where no row has text. */
function gaps(rows: Row[]): number[] {
  const pieces = rows.flatMap(r => r.pieces)
  const left = Math.min(...pieces.map(p => p.x))
  const right = Math.max(...pieces.map(p => p.right))
  const used = new Uint8Array(Math.min(4_000, Math.ceil(right - left) + 2))
  for (const p of pieces) used.fill(1, Math.max(0, Math.floor(p.x - left)), Math.ceil(p.right - left) + 1)
  const out = [left - 1]
  let from = -1
  used.forEach((u, x) => {
    if (u === 0 && from < 0) from = x
    if (u !== 0 && from >= 0) {
      if (x - from >= 5) out.push(left + (from + x) / 2)
      from = -1
    }
  })
  return [...out, right + 1]
}

/** A row with a number in its first column, or after a wider step, begins a new row of the table. */
function logicalRows(rows: Row[], bounds: number[]): string[][] {
  const cell = (row: Row, k: number) =>
    joinPieces(
      row.pieces.filter(p => (p.x + p.right) / 2 > (bounds[k] ?? 0) && (p.x + p.right) / 2 <= (bounds[k + 1] ?? 0)),
    ).replace(/\|/g, '/')
  const numbered = rows.slice(1).some(r => /^\d{1,3}[.)]?$/.test(cell(r, 0)))
  const out: string[][] = []
  rows.forEach((row, i) => {
    const cells = bounds.slice(1).map((_, k) => cell(row, k))
    const last = out.at(-1)
    const opens = numbered ? /^(?:\d{1,3}|[IVX]{1,4})[.)]?$/.test(cells[0] ?? '') : cells[0] !== ''
    const headGoesOn = i > 0 && out.length === 1 && !opens
    if (!last || (opens && i > 0) || (!headGoesOn && !last)) out.push(cells)
    else out[out.length - 1] = last.map((c, k) => [c, cells[k]].filter(Boolean).join(' '))
  })
  return out
}
