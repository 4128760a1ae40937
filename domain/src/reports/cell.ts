import { formatNumber, twoDigits } from '@tusom/vi-text'
import type { ElementKind, FormElement } from './element.ts'

/**
 * What stands in a cell. Zero is `value: 0`; missing is `value: null`; not applicable is its own state: three different things.
 * `reason` explains a figure that a check asks about, a missing one, or why it does not apply.
 */
export type Cell = {
  value: number | null
  notApplicable: boolean
  reason: string | null
  /** a small or protecting figure of a sensitive count, withheld from a reader without the right */
  hidden?: boolean
}

export type CellState = 'value' | 'missing' | 'not-applicable' | 'hidden'

export const cellState = (cell: Cell | undefined): CellState =>
  cell?.hidden
    ? 'hidden'
    : cell?.notApplicable
      ? 'not-applicable'
      : cell === undefined || cell.value === null
        ? 'missing'
        : 'value'

/** The figure, or null when there is none to count with. */
export const figureOf = (cell: Cell | undefined): number | null =>
  cellState(cell) === 'value' ? (cell as Cell).value : null

/** A cell counts as filled when it says something: a figure, not applicable, or missing with a reason. */
export const isFilled = (cell: Cell | undefined): boolean =>
  cellState(cell) !== 'missing' || (cell?.reason ?? '').trim() !== ''

/** Why a figure can never stand in this cell, in one sentence with the way out; null when it can. */
export function cellFault(element: FormElement, cell: Cell): { vi: string; en: string } | null {
  const { value } = cell
  if (value === null) return null
  if (cell.notApplicable)
    return {
      vi: 'Ô đã đánh dấu "không áp dụng" thì không có số: bỏ dấu hoặc xóa số.',
      en: 'A cell that does not apply has no figure: remove the mark or the figure.',
    }
  if (!Number.isFinite(value)) return { vi: 'Không phải số: nhập bằng chữ số.', en: 'Not a number: type digits.' }
  if (value < 0) return { vi: 'Số không thể âm: nhập lại.', en: 'It cannot be negative: type it again.' }
  if (element.kind === 'yes-no' && value !== 0 && value !== 1)
    return { vi: 'Ô này chỉ nhận Có (1) hoặc Không (0).', en: 'This cell takes yes (1) or no (0).' }
  const whole = element.kind === 'count' || element.kind === 'people'
  if (whole && !Number.isInteger(value))
    return {
      vi: `Số ${element.unitVi} phải là số nguyên: nhập lại.`,
      en: `${element.unitEn} come in whole numbers: type it again.`,
    }
  if (!whole && Math.abs(value * 10 - Math.round(value * 10)) > 1e-6)
    return {
      vi: `Chỉ lấy một chữ số thập phân (${element.unitVi}): làm tròn.`,
      en: `One decimal at most (${element.unitEn}): round it.`,
    }
  const max = element.kind === 'share' ? 100 : element.kind === 'yes-no' ? 1 : element.max
  if (value > max)
    return {
      vi: `Quá lớn: ô này nhận tối đa ${formatNumber(max)} ${element.unitVi}; kiểm tra đơn vị tính.`,
      en: `Too large: at most ${formatNumber(max)} ${element.unitEn}; check the unit of measure.`,
    }
  return null
}

const yesNo = (value: number): string => (value === 1 ? 'có' : value === 0 ? 'không' : formatNumber(value))

/** A figure as documents write it: "06", "1.530", "85,5", "12%". */
export function figureText(value: number, kind: ElementKind): string {
  if (kind === 'yes-no') return yesNo(value)
  if (kind === 'score') return formatNumber(value)
  if (kind === 'money') return formatNumber(value)
  if (kind === 'share') return `${formatNumber(value)}%`
  return twoDigits(value)
}

/** The same in a table, where numbers stand under each other: "6", "1.530", "85,5", "12%". */
export const tableFigure = (value: number, kind: ElementKind): string =>
  kind === 'share' ? `${formatNumber(value)}%` : kind === 'yes-no' ? yesNo(value) : formatNumber(value)

/** Sums without the noise of binary fractions: figures have at most one decimal. */
export const addFigures = (list: readonly number[]): number => list.reduce((sum, v) => sum + Math.round(v * 10), 0) / 10
