import { csvDelimiter, csvRows, type ReadingMapping, Refusal, type SheetCell } from '@tusom/domain'
import { fold } from '@tusom/vi-text'
import { createHash } from 'node:crypto'
import { readSheet } from '../../core/read-sheet.ts'

/** A year of ten-minute readings of three stations is 158,000 rows. */
export const fileLimits = { mb: 20, csvRows: 200_000, sheetRows: 60_000, columns: 200 }

export type FileRow = { row: number; cells: SheetCell[] }

/** UTF-8 with or without its mark, UTF-16 as Excel saves "Unicode text", else the code page of old Vietnamese Windows. */
function decode(file: Buffer): string {
  if (file[0] === 0xff && file[1] === 0xfe) return new TextDecoder('utf-16le').decode(file)
  if (file[0] === 0xfe && file[1] === 0xff) return new TextDecoder('utf-16be').decode(file)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file)
  } catch {
    return new TextDecoder('windows-1258').decode(file)
  }
}

/** The filled rows of a .csv, .txt or .xlsx file. Throws a refusal that says what is wrong with it. */
export async function readReadingFile(name: string, file: Buffer): Promise<FileRow[]> {
  if (file.length > fileLimits.mb * 1024 * 1024)
    throw new Refusal('request.too-large', { limit: `${fileLimits.mb} MB` })
  if (/\.xlsx$/i.test(name))
    return readSheet(file, {
      mb: fileLimits.mb,
      rows: fileLimits.sheetRows,
      columns: fileLimits.columns,
      times: true,
    })
  if (!/\.(csv|txt|tsv)$/i.test(name)) throw new Refusal('readings-file.kind')
  const text = decode(file)
  if (text.slice(0, 4000).includes('\0'))
    throw new Refusal('readings-file.unreadable', { why: 'không phải tệp văn bản · it is no text file' })
  const rows: FileRow[] = []
  for (const { line, cells } of csvRows(text, csvDelimiter(text))) {
    if (rows.length >= fileLimits.csvRows)
      throw new Refusal('readings-file.unreadable', {
        why: `hơn ${fileLimits.csvRows} dòng, chia nhỏ rồi gửi · more than ${fileLimits.csvRows} rows, split it`,
      })
    if (cells.length > fileLimits.columns) cells.length = fileLimits.columns
    rows.push({ row: line, cells: cells.map(c => (c === '' ? null : c)) })
  }
  if (!rows.length) throw new Refusal('readings-file.empty')
  return rows
}

/**
 * Files with the same columns have the same fingerprint, whatever title stands above and however many rows follow. A file
 * without a header is known by its number of columns.
 */
export function fingerprintOf(rows: readonly FileRow[], guess: ReadingMapping): string {
  const header = guess.headerRow > 0 ? rows.find(r => r.row === guess.headerRow)?.cells : undefined
  const text = header
    ? header.map(c => fold(String(c ?? '')).trim()).join('\u0001')
    : `none ${Math.max(...rows.slice(0, 100).map(r => r.cells.length))}`
  return createHash('sha256').update(text).digest('hex').slice(0, 32)
}

/** The first rows by their number in the file, for guessing: row 3 is at index 2 also where row 2 is empty. */
export function headOf(rows: readonly FileRow[], most: number): SheetCell[][] {
  const head: SheetCell[][] = []
  for (const r of rows) {
    if (r.row > most) break
    while (head.length < r.row - 1) head.push([])
    head.push(r.cells)
  }
  return head
}
