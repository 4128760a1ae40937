import { type Cell, cellState, figureOf, figureText, tableFigure } from '../reports/cell.ts'
import { comparisonWords, type FigureComparison } from '../reports/compare.ts'
import type { FormElement } from '../reports/element.ts'
import { noFigure, type TemplateData, condition, withheldFigure } from './template-data.ts'

/** What can follow a figure's code after "|"; `list`: it is a condition. */
export const figureSuffixes: readonly { suffix: string; vi: string; en: string; list?: true; only?: 'consolidated' }[] =
  [
    { suffix: '', vi: 'con số', en: 'the figure' },
    {
      suffix: 'kem',
      vi: 'con số kèm tên: "05 vụ tai nạn"; số không viết bằng lời',
      en: 'the figure with its noun; zero in words',
    },
    { suffix: 'bang', vi: 'con số để trong bảng: 1, không phải 01', en: 'the figure as tables write it' },
    { suffix: 'ten', vi: 'tên chỉ tiêu', en: 'name of the figure' },
    { suffix: 'dv', vi: 'đơn vị tính', en: 'unit of measure' },
    { suffix: 'ky-truoc', vi: 'con số kỳ trước', en: 'figure of the period before' },
    { suffix: 'cung-ky', vi: 'con số cùng kỳ năm trước', en: 'figure of the same period last year' },
    {
      suffix: 'so-sanh',
      vi: 'so với cùng kỳ năm trước: "giảm 04 đối tượng"',
      en: 'compared with last year, in words',
    },
    { suffix: 'so-sanh-ky-truoc', vi: 'so với kỳ trước', en: 'compared with the period before, in words' },
    { suffix: 'ghi-chu', vi: 'lý do, ghi chú đã nhập', en: 'the reason that was typed' },
    { suffix: 'so-don-vi', vi: 'số đơn vị có số: "60/65"', en: 'units with a figure', only: 'consolidated' },
    { suffix: 'thieu', vi: 'tên các đơn vị thiếu số', en: 'names of units without it', only: 'consolidated' },
    {
      suffix: 'so-don-vi-so-sanh',
      vi: 'số đơn vị có số cả hai kỳ',
      en: 'units with figures in both periods',
      only: 'consolidated',
    },
    { suffix: 'co', vi: 'điều kiện: con số lớn hơn 0', en: 'condition: above zero', list: true },
    { suffix: 'khong', vi: 'điều kiện: con số bằng 0', en: 'condition: zero', list: true },
    { suffix: 'chua-co', vi: 'điều kiện: chưa có số liệu', en: 'condition: no figure', list: true },
    {
      suffix: 'so-sanh-duoc',
      vi: 'điều kiện: so được với cùng kỳ năm trước',
      en: 'condition: comparable with last year',
      list: true,
    },
  ]

export const figureName = (code: string, suffix: string): string => (suffix ? `${code}|${suffix}` : code).toLowerCase()

/** A cell in words: a figure, or why there is none. */
export function cellWords(e: FormElement, cell: Cell | undefined, table = false): string {
  switch (cellState(cell)) {
    case 'value':
      return (table ? tableFigure : figureText)((cell as Cell).value as number, e.kind)
    case 'not-applicable':
      return '(không áp dụng)'
    case 'hidden':
      return withheldFigure
    case 'missing':
      return noFigure
  }
}

/** "giảm 04 đối tượng"; "không tăng, không giảm"; why there is nothing to compare. */
export function changeWords(e: FormElement, c: FigureComparison): string {
  if (c.kind === 'none' && c.why === 'no-figure-now') return noFigure
  const words = comparisonWords(c, e.kind).vi
  return (c.kind === 'up' || c.kind === 'down') && e.kind !== 'share' && e.kind !== 'yes-no'
    ? `${words} ${e.unitVi}`
    : words
}

const withNoun = (e: FormElement, cell: Cell | undefined): string => {
  const value = figureOf(cell)
  if (value === null) return cellWords(e, cell)
  return value === 0 ? e.zeroVi : `${figureText(value, e.kind)} ${e.nounVi}`
}

export type FigureFacts = {
  cell: Cell | undefined
  previous: Cell | undefined
  lastYear: Cell | undefined
  withPrevious: FigureComparison
  withLastYear: FigureComparison
}

/** Puts what a template may say of one figure into its data. */
export function putFigure(data: TemplateData, e: FormElement, f: FigureFacts): void {
  const value = figureOf(f.cell)
  const words: Record<string, string> = {
    '': cellWords(e, f.cell),
    bang: cellWords(e, f.cell, true),
    kem: withNoun(e, f.cell),
    ten: e.nameVi,
    dv: e.unitVi,
    'ky-truoc': cellWords(e, f.previous),
    'cung-ky': cellWords(e, f.lastYear),
    'so-sanh': cellState(f.cell) === 'hidden' ? withheldFigure : changeWords(e, f.withLastYear),
    'so-sanh-ky-truoc': cellState(f.cell) === 'hidden' ? withheldFigure : changeWords(e, f.withPrevious),
    'ghi-chu': (f.cell?.reason ?? '').trim(),
  }
  for (const [suffix, text] of Object.entries(words)) {
    const name = figureName(e.code, suffix)
    data.values[name] = text
    if (data.sources && suffix !== 'ten' && suffix !== 'dv') data.sources[name] = { figures: [e.code] }
  }
  const holds: Record<string, boolean> = {
    co: value !== null && value > 0,
    khong: value === 0,
    'chua-co': cellState(f.cell) === 'missing',
    'so-sanh-duoc': cellState(f.cell) !== 'hidden' && f.withLastYear.kind !== 'none',
  }
  for (const [suffix, is] of Object.entries(holds)) data.lists[figureName(e.code, suffix)] = condition(is)
}
