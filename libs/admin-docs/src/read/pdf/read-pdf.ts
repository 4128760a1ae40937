import { getResolvedPDFJS } from 'unpdf'
import { readEnd, readHead, unfoldColumns } from './columns.ts'
import { marginsOf, takePageNotes, toParagraphs } from './flow.ts'
import { toPieces, toRows } from './pieces.ts'
import { readRuling } from './ruling.ts'
import { withoutStray } from './stray-rejections.ts'
import { unpacksTooLarge } from './stream-bounds.ts'
import { openTables } from './open-tables.ts'
import { takeTables } from './table-grid.ts'
import type { Block, Margins } from './flow.ts'
import type { Row, TextItem } from './pieces.ts'
import type { Operators, Ruling } from './ruling.ts'
import type { PageTable } from './table-grid.ts'

export class PdfFault extends Error {
  readonly reason: 'password' | 'damaged' | 'no-text' | 'too-large'
  constructor(reason: PdfFault['reason']) {
    super(reason)
    this.reason = reason
  }
}

/** The longest administrative documents seen have 600 pages; a page has under 2,000 runs of text. */
export const pdfLimits = { pages: 1_500, runsPerPage: 30_000, characters: 6_000_000 }

/**
 * The text of a .pdf with a text layer, one paragraph a line: columns unfolded, page numbers and running heads gone, footnotes as
 * `[^1]` with their text at the end, tables with drawn lines as rows of cells parted by `|`. Throws `PdfFault`.
 */
export async function readPdf(data: Uint8Array): Promise<string> {
  if (unpacksTooLarge(data)) throw new PdfFault('too-large')
  return withoutStray(() => readPages(data))
}

async function readPages(data: Uint8Array): Promise<string> {
  const pdfjs = await getResolvedPDFJS()
  // pdf.js takes the bytes for itself; the caller keeps its own.
  const task = pdfjs.getDocument({
    data: new Uint8Array(data),
    verbosity: 0,
    disableFontFace: true,
    useSystemFonts: false,
    useWasm: false,
    stopAtErrors: false,
    // pictures are not read, so none is unpacked
    maxImageSize: 1,
  })
  try {
    const pdf = await task.promise
    if (pdf.numPages > pdfLimits.pages) throw new PdfFault('too-large')
    const pages: PageText[] = []
    let characters = 0
    for (let n = 1; n <= pdf.numPages; n++) {
      const page = await pdf.getPage(n)
      const text = await textOf(page)
      characters += text.reduce((sum, i) => sum + i.str.length, 0)
      if (characters > pdfLimits.characters) throw new PdfFault('too-large')
      const pieces = toPieces(text)
      let ruling: Ruling = { across: [], down: [] }
      // Drawing takes longer to read than text: only where columns of text suggest a table.
      if (looksTabular(toRows(pieces))) {
        const list = await page.getOperatorList()
        ruling = readRuling(list.fnArray, list.argsArray, pdfjs.OPS as unknown as Operators)
      }
      const { tables, rest } = takeTables(pieces, ruling)
      const [, bottom = 0, , top = 842] = page.view
      pages.push({ rows: toRows(rest), tables, top, bottom })
      page.cleanup()
    }
    const out = joinPages(pages)
    if (!/\p{L}/u.test(out)) throw new PdfFault('no-text')
    return out
  } catch (error) {
    if (error instanceof PdfFault) throw error
    throw new PdfFault(error instanceof Error && error.name === 'PasswordException' ? 'password' : 'damaged')
  } finally {
    await task.destroy().catch(() => undefined)
  }
}

type Page = { streamTextContent: (options: { disableNormalization: boolean }) => ReadableStream }

/** The runs of a page as they come, given up at once where there are too many. */
async function textOf(page: Page): Promise<TextItem[]> {
  const out: TextItem[] = []
  const reader = page.streamTextContent({ disableNormalization: true }).getReader() as ReadableStreamDefaultReader<{
    items: object[]
  }>
  for (;;) {
    const { value, done } = await reader.read()
    if (done) return out
    for (const item of value.items) if ('str' in item) out.push(item as TextItem)
    if (out.length > pdfLimits.runsPerPage * 2) {
      await reader.cancel(new Error('too many runs')).catch(() => undefined)
      throw new PdfFault('too-large')
    }
  }
}

type PageText = { rows: Row[]; tables: PageTable[]; top: number; bottom: number }

/** Three rows or more with text in at least three places, or with two far apart. */
function looksTabular(rows: Row[]): boolean {
  let n = 0
  for (const row of rows) {
    const gaps = row.pieces.filter((p, i) => i > 0 && p.x - (row.pieces[i - 1]?.right ?? 0) > row.size * 0.6).length
    if (gaps >= 2) n += 1
    else if (gaps === 1) n += 0.5
  }
  return n >= 2
}

function joinPages(pages: PageText[]): string {
  dropFurniture(pages)
  const blocks: Block[] = []
  const notes: string[] = []
  const margins: Margins[] = []
  let ended = false
  pages.forEach((page, n) => {
    const taken = takePageNotes(unfoldColumns(page.rows), notes.length + 1)
    notes.push(...taken.notes)
    let rows = taken.rows
    margins.push(marginsOf(rows))
    if (n === 0) {
      const head = readHead(rows)
      if (head) {
        blocks.push(...head.lines.map((text): Block => ({ type: 'line', text })))
        rows = rows.slice(head.taken)
      }
    }
    const tables = [...page.tables]
    const above = (y: number) => {
      while (tables[0] && tables[0].top >= y) pushTable(blocks, (tables.shift() as PageTable).rows)
    }
    const put = (part: Row[]) => {
      for (const item of openTables(part)) {
        above(item.y)
        if (item.type === 'row') blocks.push({ type: 'row', row: item.row, page: n })
        else pushTable(blocks, item.rows)
      }
    }
    const end = ended ? null : readEnd(rows, 0)
    if (end) {
      ended = true
      put(rows.slice(0, end.at))
      above(rows[end.at]?.y ?? 0)
      blocks.push(...end.lines.map((text): Block => ({ type: 'line', text })))
      put(rows.slice(end.at + end.taken))
    } else put(rows)
    above(Number.NEGATIVE_INFINITY)
  })
  const fallback = { left: 0, right: 600 }
  const paragraphs = toParagraphs(blocks, n => margins[n] ?? fallback)
  return [...paragraphs, ...notes.map((text, i) => `[^${i + 1}]: ${text}`)].join('\n')
}

/** Adds the rows of a table; one that goes on from the page before loses its repeated head and mends its broken row. */
function pushTable(blocks: Block[], rows: string[][]) {
  const last = blocks.at(-1)
  let start = 0
  if (last?.type === 'cells' && rows[0] && last.cells.length === rows[0].length) {
    let first = blocks.length - 1
    while (first > 0 && blocks[first - 1]?.type === 'cells') first--
    const head = blocks[first]
    if (head?.type === 'cells' && same(head.cells, rows[0])) start = 1
    const broken = rows[start]
    // A row cut by the end of the page has no number of its own and goes on in small letters.
    if (broken && broken[0] === '' && last.cells[0] !== '' && broken.some(c => /^\p{Ll}/u.test(c))) {
      last.cells = last.cells.map((c, i) => [c, broken[i]].filter(Boolean).join(' '))
      start++
    }
  }
  for (const cells of rows.slice(start)) blocks.push({ type: 'cells', cells })
}

const same = (a: string[], b: string[]) => a.join('|') === b.join('|')

/** Page numbers at the head or foot, and short lines that come back there on most pages. */
function dropFurniture(pages: PageText[]) {
  const seen = new Map<string, number>()
  const edge = (page: PageText, row: Row) => {
    const height = page.top - page.bottom
    return row.y > page.top - height * 0.1 || row.y < page.bottom + height * 0.09
  }
  const key = (row: Row) => row.text.replace(/\d+/g, '#')
  for (const page of pages)
    for (const row of page.rows) if (edge(page, row)) seen.set(key(row), (seen.get(key(row)) ?? 0) + 1)
  for (const page of pages)
    page.rows = page.rows.filter(row => {
      if (!edge(page, row)) return true
      if (/^[-–—\s]*(?:Trang\s*)?\d{1,4}(?:\s*\/\s*\d{1,4})?[-–—\s]*$/iu.test(row.text)) return false
      return !(
        row.text.length <= 120 &&
        pages.length >= 3 &&
        (seen.get(key(row)) ?? 0) >= Math.max(3, pages.length * 0.5)
      )
    })
}
