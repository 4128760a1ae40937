import type { SheetCell, SheetColumn } from '@tusom/domain'
import ExcelJS from 'exceljs'

/** An .xlsx with a header of these columns and one row for each record. */
export async function sheetFile<K extends string>(
  columns: readonly SheetColumn<K>[],
  rows: readonly Partial<Record<K, SheetCell>>[],
  extra: readonly SheetCell[][] = [],
): Promise<Buffer> {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('Tờ 1')
  sheet.addRow(columns.map(c => c.vi))
  for (const r of rows) sheet.addRow(columns.map(c => r[c.key] ?? null))
  for (const r of extra) sheet.addRow(r)
  return Buffer.from(await book.xlsx.writeBuffer())
}

/** The rows of the first sheet of an .xlsx as text. */
export async function sheetText(file: Buffer): Promise<string[][]> {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(file as unknown as ExcelJS.Buffer)
  const rows: string[][] = []
  book.worksheets[0]?.eachRow(r => rows.push((r.values as unknown[]).slice(1).map(v => String(v ?? ''))))
  return rows
}

/** A multipart body with one file. */
export function upload(file: Buffer, name = 'danh-sach.xlsx'): { body: Buffer; headers: Record<string, string> } {
  const edge = 'edge7f3a'
  return {
    body: Buffer.concat([
      Buffer.from(
        `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`,
      ),
      file,
      Buffer.from(`\r\n--${edge}--\r\n`),
    ]),
    headers: { 'content-type': `multipart/form-data; boundary=${edge}` },
  }
}
