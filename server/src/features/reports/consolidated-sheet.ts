import { formatDate } from '@tusom/vi-text'
import { newBook } from '../../core/excel-book.ts'
import type { Consolidation } from './consolidate.ts'
import { indicatorFormula } from './excel-formula.ts'
import { fill, shownCell } from './report-sheet.ts'

/** The letters of a column: 1 → A, 27 → AA. */
const letters = (n: number): string =>
  (n > 26 ? letters(Math.floor((n - 1) / 26)) : '') + String.fromCodePoint(65 + ((n - 1) % 26))

const lastYearSheet = 'Cùng kỳ'

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
    const earlier = `'${lastYearSheet}'!${range}`
    if (t.lastYear && t.lastYear.units) {
      // over the communes with a figure in both periods, and over no others
      const both = `ISNUMBER(${range})*ISNUMBER(${earlier})`
      const live = whole && c.lastYear !== null
      row.getCell(6).value = live
        ? { formula: `SUMPRODUCT(${both},${earlier})`, result: t.lastYear.before }
        : t.lastYear.before
      row.getCell(7).value = live ? { formula: `SUMPRODUCT(${both},${range})`, result: t.lastYear.now } : t.lastYear.now
      row.getCell(8).value = {
        formula: `G${n}-F${n}`,
        result: Math.round((t.lastYear.now - t.lastYear.before) * 10) / 10,
      }
    }
    row.getCell(4).font = { bold: true }
    c.communes.forEach((x, k) => {
      const value = x.cells ? shownCell(x.cells.get(t.element.code)) : null
      if (value !== null) row.getCell(first + k).value = value
    })
    row.getCell(2).alignment = { wrapText: true, indent: t.element.of ? 1 : 0 }
  })
  let n = 6 + c.totals.length
  for (const { indicator: i, value, n: units } of c.indicators) {
    const row = sheet.getRow(n++)
    row.getCell(2).value = i.nameVi
    row.getCell(3).value = i.unitVi
    const at = i.figures.map(code => c.totals.findIndex(t => t.element.code === code))
    const open = at.every(k => k >= 0 && !c.totals[k]?.hidden.length) && c.communes.length > 0
    const rangeOf = (k: number) => `$${letters(first)}$${5 + k}:$${letters(last)}$${5 + k}`
    // both halves of a rate come from the same communes
    const mask = at.map(k => `ISNUMBER(${rangeOf(k)})`).join('*')
    const sumOf = (code: string) => `SUMPRODUCT(${mask},${rangeOf(at[i.figures.indexOf(code)] as number)})`
    const formula = open && at.length ? indicatorFormula(i, sumOf) : null
    row.getCell(4).value = formula ? { formula, result: value ?? '' } : value
    row.getCell(5).value = formula ? { formula: `SUMPRODUCT(${mask})`, result: units } : units
    row.font = { italic: true }
  }
  if (c.lastYear) {
    const before = book.addWorksheet(lastYearSheet, { views: [{ state: 'frozen', ySplit: 4, xSplit: 8 }] })
    before.getCell(1, 1).value = `${c.form.titleVi} - ${c.yearBefore?.nameVi ?? ''} - ${c.over.fullName}`
    before.getCell(1, 1).font = { bold: true, size: 13 }
    before.getRow(4).values = [...titles.slice(0, 3), '', '', '', '', '', ...c.communes.map(x => x.unit.name)]
    before.getRow(4).font = { bold: true }
    c.totals.forEach((t, i) => {
      const row = before.getRow(5 + i)
      row.getCell(1).value = t.element.label
      row.getCell(2).value = t.element.nameVi
      row.getCell(3).value = t.element.unitVi
      c.communes.forEach((x, k) => {
        const value = shownCell(c.lastYear?.get(x.unit.id)?.get(t.element.code))
        if (value !== null) row.getCell(first + k).value = value
      })
    })
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
