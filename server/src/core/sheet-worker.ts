import ExcelJS from 'exceljs'
import { parentPort, workerData } from 'node:worker_threads'

type Plain = string | number | boolean | null
/** `times`: dates keep their time of day ("2025-10-08T03:00:00", a wall clock) */
export type SheetWork = { file: Uint8Array; maxRows: number; maxColumns: number; times?: boolean }
export type SheetAnswer = { rows: { row: number; cells: Plain[] }[] } | { tooMany: true } | { fault: string }

/** What a cell shows: a formula's last result, a link's text; never the formula itself. */
function plain(value: ExcelJS.CellValue, times: boolean): Plain {
  if (value === null || value === undefined) return null
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : toWallClock(value, times)
  if ('richText' in value) return value.richText.map(t => t.text).join('')
  if ('result' in value) return plain(value.result as ExcelJS.CellValue, times)
  if ('text' in value) return plain(value.text as ExcelJS.CellValue, times)
  return null // #N/A and the like, a formula never computed
}

/** Excel keeps a wall clock without a zone; exceljs gives it as if it were UTC, a little off the second. */
function toWallClock(value: Date, times: boolean): string {
  return new Date(Math.round(value.getTime() / 1000) * 1000).toISOString().slice(0, times ? 19 : 10)
}

async function read({ file, maxRows, maxColumns, times = false }: SheetWork): Promise<SheetAnswer> {
  const book = new ExcelJS.Workbook()
  // what is not cells is left out: some of it makes the reader walk over millions of empty ones
  await book.xlsx.load(file as unknown as ExcelJS.Buffer, {
    ignoreNodes: [
      'dataValidations',
      'mergeCells',
      'conditionalFormatting',
      'drawing',
      'picture',
      'tableParts',
      'hyperlinks',
      'cols',
      'extLst',
      'rowBreaks',
      'headerFooter',
      'autoFilter',
    ],
  })
  const sheet = book.worksheets.find(s => s.state === 'visible' && s.actualRowCount > 0)
  const rows: { row: number; cells: Plain[] }[] = []
  let tooMany = false
  sheet?.eachRow({ includeEmpty: false }, (row, n) => {
    if (tooMany) return
    const cells: Plain[] = []
    let filled = false
    row.eachCell({ includeEmpty: false }, (cell, c) => {
      if (c > maxColumns) return
      const value = plain(cell.value, times)
      if (value === null || value === '') return
      cells[c - 1] = value
      filled = true
    })
    if (!filled) return
    if (rows.length >= maxRows) tooMany = true
    else rows.push({ row: n, cells: Array.from(cells, c => c ?? null) })
  })
  return tooMany ? { tooMany } : { rows }
}

read(workerData as SheetWork)
  .catch((e: Error): SheetAnswer => ({ fault: e.message.slice(0, 200) }))
  .then(answer => parentPort?.postMessage(answer))
