import { type Cell, cellState, figureOf, figureText } from './cell.ts'
import type { ElementKind } from './element.ts'

/** How a figure stands to an earlier one. */
export type FigureComparison =
  | { kind: 'none'; why: 'no-figure-now' | 'no-figure-before' | 'not-applicable' | 'no-period' }
  | { kind: 'same'; value: number }
  | { kind: 'up' | 'down'; by: number }

/** Compares two figures; both must be there. */
export function compareFigures(now: number | null, before: number | null): FigureComparison {
  if (now === null) return { kind: 'none', why: 'no-figure-now' }
  if (before === null) return { kind: 'none', why: 'no-figure-before' }
  const by = Math.round((now - before) * 10) / 10
  if (by === 0) return { kind: 'same', value: now }
  return by > 0 ? { kind: 'up', by } : { kind: 'down', by: -by }
}

/** Compares two cells; `before` null: there is no such period (a week 53). */
export function compareCells(now: Cell | undefined, before: Cell | undefined | null): FigureComparison {
  if (before === null) return { kind: 'none', why: 'no-period' }
  if (cellState(now) === 'not-applicable' || cellState(before) === 'not-applicable')
    return { kind: 'none', why: 'not-applicable' }
  return compareFigures(figureOf(now), figureOf(before))
}

/** Beside a cell: "tăng 02", "giảm 04", "không tăng, không giảm", "kỳ trước thiếu số". Nothing to say → "". */
export function comparisonWords(c: FigureComparison, kind: ElementKind): { vi: string; en: string } {
  switch (c.kind) {
    case 'same':
      return { vi: 'không tăng, không giảm', en: 'no change' }
    case 'up':
      return { vi: `tăng ${figureText(c.by, kind)}`, en: `up ${figureText(c.by, kind)}` }
    case 'down':
      return { vi: `giảm ${figureText(c.by, kind)}`, en: `down ${figureText(c.by, kind)}` }
    case 'none':
      switch (c.why) {
        case 'no-figure-now':
          return { vi: '', en: '' }
        case 'no-figure-before':
          return { vi: 'kỳ trước thiếu số', en: 'no figure before' }
        case 'not-applicable':
          return { vi: 'không so sánh được', en: 'cannot be compared' }
        case 'no-period':
          return { vi: 'năm trước không có kỳ này', en: 'no such period last year' }
      }
  }
}

/**
 * Inside a sentence, in brackets. The first figure of a sentence names what it is compared with ("so với cùng kỳ năm 2025"),
 * the following ones do not, as reports write it: "06 vụ (không tăng, không giảm so với cùng kỳ năm 2025), 07 người (giảm 04)".
 */
export function comparisonClause(c: FigureComparison, kind: ElementKind, yearBefore: number, first: boolean): string {
  const period = first ? `cùng kỳ năm ${yearBefore}` : 'cùng kỳ'
  switch (c.kind) {
    case 'same':
      if (c.value === 0) return `${period} cũng không có`
      return first ? `không tăng, không giảm so với ${period}` : 'không tăng, không giảm'
    case 'up':
    case 'down':
      // a sum of money says its unit again: "giảm 88,3" alone could be anything
      return `${comparisonWords(c, kind).vi}${kind === 'money' ? ' triệu đồng' : ''}${first ? ` so với ${period}` : ''}`
    case 'none':
      switch (c.why) {
        case 'no-figure-now':
          return ''
        case 'no-figure-before':
          return `${period} không có số liệu`
        case 'not-applicable':
          return `không so sánh được với ${period}`
        case 'no-period':
          return 'năm trước không có kỳ tương ứng'
      }
  }
}
