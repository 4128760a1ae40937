import { compareVi, fold } from '@tusom/vi-text'

export type Sortable = string | number | null | undefined

/** Rows whose searched text holds every word of the filter, marks and case aside. */
export function filterRows<T>(rows: readonly T[], filter: string, textOf: (row: T) => string): readonly T[] {
  const words = fold(filter).split(' ').filter(Boolean)
  if (!words.length) return rows
  return rows.filter(row => {
    const text = fold(textOf(row))
    return words.every(word => text.includes(word))
  })
}

/** Sorted by a value, texts in Vietnamese order; what has no value stands last in both directions. Stable. */
export function sortRows<T>(rows: readonly T[], valueOf: (row: T) => Sortable, down: boolean): readonly T[] {
  const sign = down ? -1 : 1
  return rows.toSorted((a, b) => {
    const [x, y] = [valueOf(a) ?? null, valueOf(b) ?? null]
    if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1
    if (typeof x === 'number' && typeof y === 'number') return sign * (x - y)
    return sign * compareVi(String(x), String(y))
  })
}

/**
 * A table as CSV that Excel opens with its accents (BOM) and columns (a `sep` line). A text that a spreadsheet would take
 * for a formula gets an apostrophe before it.
 */
export function toCsv(titles: readonly string[], rows: readonly (readonly Sortable[])[]): string {
  const cell = (value: Sortable): string => {
    if (value === null || value === undefined) return ''
    if (typeof value === 'number') return String(value).replace('.', ',')
    const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
    return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
  }
  return `\ufeffsep=;\r\n${[titles, ...rows].map(row => row.map(cell).join(';')).join('\r\n')}\r\n`
}
