import {
  type Cell,
  cellFault,
  cellState,
  type CellFault,
  orderedElements,
  type ReportForm,
  type SheetCell,
  type SheetColumn,
} from '@tusom/domain'
import { formatDate, parseNumber } from '@tusom/vi-text'
import type ExcelJS from 'exceljs'
import { newBook } from '../../core/excel-book.ts'
import { takeSheet } from '../../core/take-sheet.ts'
import type { Consolidation } from './consolidate.ts'
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
const fill = (argb: string): ExcelJS.Fill => ({ type: 'pattern', pattern: 'solid', fgColor: { argb } })

const shown = (cell: Cell | undefined): SheetCell => {
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
  head.font = { bold: true }
  for (const e of orderedElements(file.form)) {
    const row = sheet.addRow([
      e.code,
      e.label,
      e.nameVi,
      e.unitVi,
      shown(file.cells.get(e.code)),
      file.cells.get(e.code)?.reason ?? null,
      shown(file.lastYear?.get(e.code)),
    ])
    const cell = row.getCell(5)
    cell.fill = fill('FFFFFBE6')
    cell.numFmt = e.kind === 'money' || e.kind === 'share' || e.kind === 'score' ? '#,##0.0' : '#,##0'
    row.getCell(3).alignment = { wrapText: true, indent: e.of ? 1 : 0 }
  }
  return Buffer.from(await book.xlsx.writeBuffer())
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

/** The letters of a column: 1 → A, 27 → AA. */
const letters = (n: number): string =>
  (n > 26 ? letters(Math.floor((n - 1) / 26)) : '') + String.fromCodePoint(65 + ((n - 1) % 26))

/**
 * The consolidated figures with live formulas: a total is the sum of the communes beside it, so that whoever opens the file sees
 * where it comes from. Where figures are withheld from the reader the total stands as it was released, or not at all.
 */
export async function consolidatedSheet(c: Consolidation): Promise<Buffer> {
  const book = await newBook()
  book.creator = 'Từ Sớm'
  const sheet = book.addWorksheet('Tổng hợp', { views: [{ state: 'frozen', ySplit: 4, xSplit: 8 }] })
  const first = 9
  const last = first + c.communes.length - 1
  sheet.getCell(1, 1).value = `${c.form.titleVi} - ${c.period.nameVi} - ${c.over.fullName}`
  sheet.getCell(1, 1).font = { bold: true, size: 13 }
  sheet.getCell(2, 1).value =
    `Số liệu từ ${formatDate(c.period.start)} đến ${formatDate(c.period.end)}; ô trống là chưa có số, K là không áp dụng, "ẩn" là số nhỏ không hiển thị.${c.sample ? ' DỮ LIỆU MẪU.' : ''}`
  const titles = [
    'TT',
    'Chỉ tiêu',
    'Đơn vị tính',
    'Tổng',
    'Số xã, phường có số',
    `Cùng kỳ ${c.period.yearBefore} (các xã có cả hai kỳ)`,
    'Kỳ này (các xã đó)',
    'Tăng, giảm',
  ]
  sheet.getRow(4).values = [...titles, ...c.communes.map(x => x.unit.name)]
  sheet.getRow(4).font = { bold: true }
  sheet.getRow(4).alignment = { wrapText: true, vertical: 'middle' }
  sheet.getRow(4).eachCell(cell => (cell.fill = fill('FFD7ECEA')))
  sheet.columns = [7, 44, 13, 12, 12, 14, 14, 12, ...c.communes.map(() => 11)].map(width => ({ width }))
  c.totals.forEach((t, i) => {
    const n = 5 + i
    const row = sheet.getRow(n)
    const range = `${letters(first)}${n}:${letters(last)}${n}`
    const whole = !t.hidden.length && c.communes.length > 0
    row.getCell(1).value = t.element.label
    row.getCell(2).value = t.element.nameVi
    row.getCell(3).value = t.element.unitVi
    // 0 of nothing is not a total
    row.getCell(4).value =
      t.total === null ? (t.withheld ? 'ẩn' : null) : whole ? { formula: `SUM(${range})`, result: t.total } : t.total
    row.getCell(5).value = whole ? { formula: `COUNT(${range})`, result: t.parts.length } : t.parts.length
    if (t.lastYear && t.lastYear.units) {
      row.getCell(6).value = t.lastYear.before
      row.getCell(7).value = t.lastYear.now
      row.getCell(8).value = {
        formula: `G${n}-F${n}`,
        result: Math.round((t.lastYear.now - t.lastYear.before) * 10) / 10,
      }
    }
    row.getCell(4).font = { bold: true }
    c.communes.forEach((x, k) => {
      const value = x.cells ? shown(x.cells.get(t.element.code)) : null
      if (value !== null) row.getCell(first + k).value = value
    })
    row.getCell(2).alignment = { wrapText: true, indent: t.element.of ? 1 : 0 }
  })
  let n = 6 + c.totals.length
  for (const { indicator: i, value, n: units } of c.indicators) {
    const row = sheet.getRow(n++)
    row.getCell(2).value = i.nameVi
    row.getCell(3).value = i.unitVi
    row.getCell(4).value = value
    row.getCell(5).value = units
    row.font = { italic: true }
  }
  const sent = book.addWorksheet('Tình hình gửi')
  sent.columns = [{ width: 7 }, { width: 34 }, { width: 40 }, { width: 12 }]
  sent.getRow(1).values = ['TT', 'Xã, phường', 'Tình trạng', 'Đã điền (%)']
  sent.getRow(1).font = { bold: true }
  c.communes.forEach((x, i) => {
    const row = sent.getRow(i + 2)
    row.values = [i + 1, x.unit.fullName, x.words.vi, x.total ? Math.round((x.filled / x.total) * 100) : 0]
  })
  return Buffer.from(await book.xlsx.writeBuffer())
}
