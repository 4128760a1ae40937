import { toRows } from './pieces.ts'
import type { Piece, Row } from './pieces.ts'
import type { Ruling, Segment } from './ruling.ts'

export type PageTable = { top: number; bottom: number; left: number; right: number; rows: string[][] }

const near = 2.5

/** The tables whose cells are drawn on the page, and the pieces of text that are in none of them. */
export function takeTables(pieces: Piece[], ruling: Ruling): { tables: PageTable[]; rest: Piece[] } {
  let rest = pieces
  const tables: PageTable[] = []
  for (const grid of grids(ruling)) {
    const inside = (p: Piece) =>
      p.y > grid.bottom - 1 && p.y < grid.top && (p.x + p.right) / 2 > grid.left && (p.x + p.right) / 2 < grid.right
    const own = rest.filter(inside)
    if (own.length === 0) continue
    const rows = fill(grid, own)
    if (rows.length === 0) continue
    tables.push({ top: grid.top, bottom: grid.bottom, left: grid.left, right: grid.right, rows })
    rest = rest.filter(p => !inside(p))
  }
  return { tables, rest }
}

type Grid = { xs: number[]; ys: number[]; top: number; bottom: number; left: number; right: number; ruling: Ruling }

/** Lines that touch one another make one grid; it is a table when it has at least two columns. */
function grids(ruling: Ruling): Grid[] {
  const across = ruling.across.filter(s => s.to - s.from > 8)
  const down = ruling.down.filter(s => s.to - s.from > 4)
  if (across.length * down.length > 4_000_000) return []
  const parent = [...across, ...down].map((_, i) => i)
  const root = (i: number): number => {
    let at = i
    while (parent[at] !== at) at = parent[at] = parent[parent[at] ?? at] ?? at
    return at
  }
  const touched = new Set<number>()
  across.forEach((h, i) => {
    down.forEach((v, k) => {
      if (v.at < h.from - near || v.at > h.to + near || h.at < v.from - near || h.at > v.to + near) return
      const j = across.length + k
      parent[root(i)] = root(j)
      touched.add(i).add(j)
    })
  })
  const groups = new Map<number, Ruling>()
  for (const i of touched) {
    const group = groups.get(root(i)) ?? { across: [], down: [] }
    groups.set(root(i), group)
    const h = across[i]
    const v = down[i - across.length]
    if (h) group.across.push(h)
    else if (v) group.down.push(v)
  }
  return [...groups.values()]
    .map(toGrid)
    .filter(g => g.xs.length >= 3 && g.ys.length >= 2)
    .sort((a, b) => b.top - a.top)
}

function toGrid(ruling: Ruling): Grid {
  const xs = cluster(ruling.down.map(s => s.at))
  const ys = cluster(ruling.across.map(s => s.at)).reverse()
  return {
    xs,
    ys,
    ruling,
    top: ys[0] ?? 0,
    bottom: ys.at(-1) ?? 0,
    left: xs[0] ?? 0,
    right: xs.at(-1) ?? 0,
  }
}

function cluster(values: number[]): number[] {
  const out: number[] = []
  for (const v of [...values].sort((a, b) => a - b)) if (out.length === 0 || v - (out.at(-1) ?? 0) > near) out.push(v)
  return out.slice(0, 400)
}

const covers = (segments: Segment[], at: number, point: number) =>
  segments.some(s => Math.abs(s.at - at) <= near && s.from - near <= point && s.to + near >= point)

/** Reads the text of each cell; cells that go on without a line between them are one. */
function fill(grid: Grid, pieces: Piece[]): string[][] {
  const { xs, ys, ruling } = grid
  const columns = xs.length - 1
  const cut = pieces.flatMap(p => splitAt(p, xs))
  const out: string[][] = []
  // `above`: for each column, the row in which the cell that is open there began
  const above = Array.from({ length: columns }, () => 0)
  const texts = new Map<string, string>()
  for (let i = 0; i + 1 < ys.length; i++) {
    const [top = 0, bottom = 0] = [ys[i], ys[i + 1]]
    const row = Array.from({ length: columns }, () => '')
    for (let j = 0; j < columns; j++) {
      let end = j + 1
      while (end < columns && !covers(ruling.down, xs[end] ?? 0, (top + bottom) / 2)) end++
      const [left = 0, right = 0] = [xs[j], xs[end]]
      const middle = ((xs[j] ?? 0) + (xs[j + 1] ?? 0)) / 2
      const opens = i === 0 || covers(ruling.across, top, middle)
      if (opens) above[j] = i
      const from = ys[above[j] ?? 0] ?? top
      let last = i + 1
      while (last + 1 < ys.length && !covers(ruling.across, ys[last] ?? 0, middle)) last++
      const floor = ys[last] ?? bottom
      const key = `${above[j]},${j}`
      const text =
        texts.get(key) ??
        cellText(
          cut.filter(p => p.y <= from && p.y > floor - 1 && (p.x + p.right) / 2 > left && (p.x + p.right) / 2 <= right),
          right - left,
        )
      texts.set(key, text)
      row[j] = text
      j = end - 1
    }
    if (row.some(cell => cell !== '')) out.push(row)
  }
  return out
}

/** A run of text that reaches over a line between columns is parted at the space nearest to it. */
function splitAt(piece: Piece, xs: number[]): Piece[] {
  const line = xs.find(x => piece.x < x - 3 && piece.right > x + 3)
  if (line === undefined || !piece.text.includes(' ')) return [piece]
  const step = (piece.right - piece.x) / piece.text.length
  const target = (line - piece.x) / step
  let best = -1
  for (let i = piece.text.indexOf(' '); i >= 0; i = piece.text.indexOf(' ', i + 1))
    if (best < 0 || Math.abs(i - target) < Math.abs(best - target)) best = i
  if (best <= 0 || best >= piece.text.length - 1) return [piece]
  return [
    { ...piece, text: piece.text.slice(0, best), right: Math.min(line, piece.x + best * step) },
    ...splitAt({ ...piece, text: piece.text.slice(best + 1), x: Math.max(line, piece.x + (best + 1) * step) }, xs),
  ]
}

/** The lines of a cell; a line is broken for want of room when its next word would not have fitted. */
function cellText(pieces: Piece[], width: number): string {
  const rows = toRows(pieces)
  let out = ''
  let previous: Row | null = null
  for (const row of rows) {
    if (previous) {
      const room = width - (previous.right - previous.x) - 6
      const first = ((row.right - row.x) * (row.text.split(' ', 1)[0]?.length ?? 0)) / Math.max(1, row.text.length)
      const own = /^[-+•]\s/.test(row.text) || previous.text.endsWith(';') || room > first + row.size * 0.9
      out += own ? '<br>' : ' '
    }
    out += row.text
    previous = row
  }
  return out
    .replace(/\|/g, '/')
    .replace(/(?<=[A-ZĐ]-) (?=[A-ZĐ]{2})/g, '')
    .trim()
}
