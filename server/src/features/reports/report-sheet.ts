import {
  type Cell,
  cellFault,
  cellState,
  type CellFault,
  figureOf,
  indicatorValue,
  orderedElements,
  readIndicators,
  type ReportForm,
  type SheetCell,
  type SheetColumn,
} from '@tusom/domain'
import { parseNumber } from '@tusom/vi-text'
import type ExcelJS from 'exceljs'
import { newBook } from '../../core/excel-book.ts'
import { takeSheet } from '../../core/take-sheet.ts'
import { indicatorFormula } from './excel-formula.ts'
import type { ReportFile } from './report-file.ts'

type Key = 'code' | 'label' | 'name' | 'unit' | 'value' | 'reason' | 'lastYear'
const columns: readonly (SheetColumn<Key> & { width: number })[] = [
  { key: 'code', vi: 'Mã chỉ tiêu', en: 'Code', required: true, width: 30 },
  { key: 'label', vi: 'TT', en: 'No', width: 7 },
  { key: 'name', vi: 'Chỉ tiêu', en: 'Figure', width: 46 },
  { key: 'unit', vi: 'Đơn vị tính', en: 'Unit', width: 14 },
  {
    key: 'value',
    vi: 'Kỳ này',
    en: 'This period',
    required: true,
    width: 14,
    note: 'Số; 0 nếu không có; K nếu không áp dụng; để trống nếu thiếu',
  },
  { key: 'reason', vi: 'Lý do, ghi chú', en: 'Reason', width: 40 },
  { key: 'lastYear', vi: 'Cùng kỳ', en: 'Same period', width: 14 },
]
/** What Excel computes itself; it is not read back. */
const changeColumn = columns.length + 1
export const fill = (argb: string): ExcelJS.Fill => ({ type: 'pattern', pattern: 'solid', fgColor: { argb } })

/** A cell as a sheet shows it: K does not apply, empty is missing. */
export const shownCell = (cell: Cell | undefined): SheetCell => {
  const state = cellState(cell)
  return state === 'not-applicable' ? 'K' : state === 'value' ? (cell as Cell).value : state === 'hidden' ? 'ẩn' : null
}

/** The report as an Excel file to be filled away from here: what stands in it now, the same period beside it. */
export async function reportSheet(file: ReportFile): Promise<Buffer> {
  const book = await newBook()
  book.creator = 'Từ Sớm'
  const sheet = book.addWorksheet('Số liệu', { views: [{ state: 'frozen', ySplit: 3, xSplit: 3 }] })
  sheet.columns = columns.map(c => ({ width: c.width }))
  sheet.getCell(1, 1).value = `${file.form.titleVi} - ${file.period.nameVi} - ${file.unit.fullName}`
  sheet.getCell(1, 1).font = { bold: true, size: 13 }
  sheet.getCell(2, 1).value =
    'Chỉ điền cột "Kỳ này" và "Lý do": 0 là không có, để trống là thiếu, K là không áp dụng. Không sửa cột mã. Xong thì nạp lại ở trang báo cáo.'
  const head = sheet.getRow(3)
  columns.forEach((c, i) => {
    const cell = head.getCell(i + 1)
    cell.value = c.vi
    cell.fill = fill(c.required ? 'FFD7ECEA' : 'FFF2F2EF')
    if (c.note) cell.note = c.note
  })
  head.getCell(changeColumn).value = 'Tăng, giảm'
  head.font = { bold: true }
  sheet.getColumn(changeColumn).width = 12
  const rows = new Map<string, number>()
  for (const e of orderedElements(file.form)) {
    const row = sheet.addRow([
      e.code,
      e.label,
      e.nameVi,
      e.unitVi,
      shownCell(file.cells.get(e.code)),
      file.cells.get(e.code)?.reason ?? null,
      shownCell(file.lastYear?.get(e.code)),
    ])
    const cell = row.getCell(5)
    cell.fill = fill('FFFFFBE6')
    cell.numFmt = e.kind === 'money' || e.kind === 'share' || e.kind === 'score' ? '#,##0.0' : '#,##0'
    row.getCell(3).alignment = { wrapText: true, indent: e.of ? 1 : 0 }
    const now = figureOf(file.cells.get(e.code))
    const before = figureOf(file.lastYear?.get(e.code))
    row.getCell(changeColumn).value = {
      formula: `IF(AND(ISNUMBER(E${row.number}),ISNUMBER(G${row.number})),E${row.number}-G${row.number},"")`,
      result: now === null || before === null ? '' : Math.round((now - before) * 10) / 10,
    }
    rows.set(e.code, row.number)
  }
  computedSheet(book, file, rows)
  return Buffer.from(await book.xlsx.writeBuffer())
}

/** What the form computes from its figures, as formulas over the cells that are filled in. */
function computedSheet(book: ExcelJS.Workbook, file: ReportFile, rows: ReadonlyMap<string, number>): void {
  const indicators = readIndicators(file.form)
  if (!indicators.length) return
  const sheet = book.addWorksheet('Chỉ số tính')
  sheet.columns = [{ width: 46 }, { width: 20 }, { width: 14 }]
  sheet.getRow(1).values = ['Chỉ số', 'Đơn vị tính', 'Kỳ này']
  sheet.getRow(1).font = { bold: true }
  for (const i of indicators) {
    const value = indicatorValue(i, code => figureOf(file.cells.get(code)))
    const cellOf = (code: string) => `'Số liệu'!E${rows.get(code)}`
    // what takes a missing figure for zero, or asks whether there is one, is said as it is now
    const plain = !/orzero|known/i.test(i.formula) && i.figures.every(code => rows.has(code))
    const formula = plain ? indicatorFormula(i, cellOf, i.figures.map(cellOf)) : null
    sheet.addRow([i.nameVi, i.unitVi, formula ? { formula, result: value ?? '' } : value])
  }
}

export type SheetFigures = {
  cells: ({ element: string } & Cell)[]
  faults: CellFault[]
}

/** Reads the sheet back. Nothing is saved here: the page puts the figures into its draft, where a person sees them before they go. */
export async function readReportSheet(file: Buffer, form: ReportForm): Promise<SheetFigures> {
  const elements = new Map(form.elements.map(e => [e.code, e]))
  const seen = new Set<string>()
  const taken = await takeSheet<{ element: string } & Cell, Key>(file, columns, (row, cells) => {
    const fault = (column: string, vi: string, en: string) => ({
      value: null,
      warnings: [],
      faults: [{ row, column, vi, en }],
    })
    const code = String(cells.get('code') ?? '').trim()
    const element = elements.get(code)
    if (!element)
      return fault(
        'Mã chỉ tiêu',
        `biểu mẫu không có mã "${code.slice(0, 60)}"`,
        `the form has no "${code.slice(0, 60)}"`,
      )
    if (seen.has(code)) return fault('Mã chỉ tiêu', `mã "${code}" có hai lần`, `"${code}" stands twice`)
    seen.add(code)
    const raw = cells.get('value') ?? null
    const reason =
      String(cells.get('reason') ?? '')
        .normalize('NFC')
        .trim()
        .slice(0, 300) || null
    const text = typeof raw === 'string' ? raw.trim() : raw
    if (text === 'ẩn') return { value: null, faults: [], warnings: [] }
    const na = typeof text === 'string' && text.toLowerCase() === 'k'
    const value =
      na || text === null || text === '' ? null : typeof text === 'number' ? text : parseNumber(String(text))
    if (!na && text !== null && text !== '' && value === null)
      return fault(
        'Kỳ này',
        `không đọc được số "${String(text).slice(0, 40)}"`,
        `"${String(text).slice(0, 40)}" is no number`,
      )
    const cell: Cell = { value, notApplicable: na, reason }
    const wrong = cellFault(element, cell)
    if (wrong) return fault('Kỳ này', wrong.vi, wrong.en)
    return { value: { element: code, ...cell }, faults: [], warnings: [] }
  })
  return { cells: taken.good.map(g => g.value), faults: taken.faults }
}
