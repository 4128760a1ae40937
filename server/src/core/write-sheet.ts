import type { CellFault, SheetCell, SheetColumn } from '@tusom/domain'
import { newBook } from './excel-book.ts'
import type { SheetRow } from './read-sheet.ts'

const author = 'Từ Sớm'

async function sheetOf(name: string, columns: readonly { vi: string; width?: number }[]) {
  const book = await newBook()
  book.creator = author
  const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = columns.map(c => ({ header: c.vi, width: c.width ?? Math.max(10, c.vi.length + 3) }))
  const head = sheet.getRow(1)
  head.font = { bold: true }
  head.alignment = { wrapText: true, vertical: 'middle' }
  return { book, sheet }
}

/** An empty template: the header, one line of help under each title as a note, and examples. */
export async function templateSheet(
  name: string,
  columns: readonly SheetColumn[],
  examples: readonly (readonly SheetCell[])[],
): Promise<Buffer> {
  const { book, sheet } = await sheetOf(name, columns)
  columns.forEach((c, i) => {
    const cell = sheet.getCell(1, i + 1)
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: c.required ? 'FFD7ECEA' : 'FFF2F2EF' } }
    const help = [c.required ? 'Bắt buộc' : '', c.note ?? '', c.en].filter(Boolean).join('. ')
    cell.note = help
  })
  for (const e of examples) sheet.addRow([...e])
  return Buffer.from(await book.xlsx.writeBuffer())
}

/** The rows that were refused, as they came, with what is wrong in a last column: to be mended and sent again. */
export async function faultySheet(
  name: string,
  header: readonly SheetCell[],
  rows: readonly SheetRow[],
  faults: readonly CellFault[],
): Promise<Buffer> {
  const { book, sheet } = await sheetOf(name, [...header.map(h => ({ vi: String(h ?? '') })), { vi: 'Lỗi', width: 60 }])
  const byRow = new Map<number, CellFault[]>()
  for (const f of faults) byRow.set(f.row, [...(byRow.get(f.row) ?? []), f])
  for (const r of rows) {
    const why = byRow.get(r.row)
    if (!why) continue
    const said = why.map(f => `${f.column}: ${f.vi}`).join('; ')
    const row = sheet.addRow([...header.map((_, i) => r.cells[i] ?? null), said])
    row.getCell(header.length + 1).font = { color: { argb: 'FFB3261E' } }
  }
  return Buffer.from(await book.xlsx.writeBuffer())
}

export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
