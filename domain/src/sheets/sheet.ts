import { fold, parseNumber } from '@tusom/vi-text'

/** What a cell of a spreadsheet holds after reading: never a formula, never an object. */
export type Cell = string | number | boolean | null

/** One column of a template. `names`: headers by which it is recognised, folded; the first is what the template writes. */
export type SheetColumn<K extends string = string> = {
  key: K
  vi: string
  en: string
  also?: readonly string[]
  required?: boolean
  note?: string
}

/** A fault or a remark about one cell. `row` is the row of the file as Excel counts it. */
export type CellFault = { row: number; column: string; vi: string; en: string }

/** Where each known column stands: key → index; the header row is the first that names every required column. */
export function findHeader<K extends string>(
  rows: readonly (readonly Cell[])[],
  columns: readonly SheetColumn<K>[],
): { row: number; at: Map<K, number> } | null {
  const names = new Map<string, K>()
  for (const c of columns) for (const n of [c.vi, c.en, ...(c.also ?? [])]) names.set(plain(n), c.key)
  for (let r = 0; r < Math.min(rows.length, 30); r++) {
    const at = new Map<K, number>()
    rows[r]?.forEach((cell, i) => {
      const key = typeof cell === 'string' ? names.get(plain(cell)) : undefined
      if (key !== undefined && !at.has(key)) at.set(key, i)
    })
    if (columns.every(c => !c.required || at.has(c.key))) return { row: r, at }
  }
  return null
}

const plain = (s: string): string =>
  fold(s)
    .replace(/[^\p{L}\p{N}<>]+/gu, ' ')
    .trim()

/** Reads the cells of one row and collects what is wrong with each by the name of its column. */
export class RowReader<K extends string> {
  readonly faults: CellFault[] = []
  readonly warnings: CellFault[] = []
  readonly row: number
  private readonly cells: ReadonlyMap<K, Cell>
  private readonly columns: ReadonlyMap<K, SheetColumn<K>>

  constructor(row: number, cells: ReadonlyMap<K, Cell>, columns: readonly SheetColumn<K>[]) {
    this.row = row
    this.cells = cells
    this.columns = new Map(columns.map(c => [c.key, c]))
  }

  fault(key: K, vi: string, en: string): void {
    this.faults.push({ row: this.row, column: this.columns.get(key)?.vi ?? key, vi, en })
  }
  warn(key: K, vi: string, en: string): void {
    this.warnings.push({ row: this.row, column: this.columns.get(key)?.vi ?? key, vi, en })
  }

  /** Text in NFC, trimmed; null when empty. */
  text(key: K, most = 300): string | null {
    const cell = this.cells.get(key) ?? null
    const s = cell === null ? '' : String(cell).normalize('NFC').trim()
    if (!s) {
      if (this.columns.get(key)?.required) this.fault(key, 'để trống', 'is empty')
      return null
    }
    if (s.length > most) {
      this.fault(key, `dài quá ${most} ký tự`, `is longer than ${most} characters`)
      return null
    }
    return s
  }

  /** A whole number ≥ 0; an empty cell is `whenEmpty`. */
  count(key: K, most: number, whenEmpty: number | null = 0): number {
    const n = this.number(key, 0, most, whenEmpty)
    if (n !== null && !Number.isInteger(n)) {
      this.fault(key, `"${n}" không phải số nguyên`, `"${n}" is not a whole number`)
      return 0
    }
    return n ?? 0
  }

  number(key: K, least: number, most: number, whenEmpty: number | null = null): number | null {
    const cell = this.cells.get(key) ?? null
    if (cell === null || cell === '') {
      if (this.columns.get(key)?.required) this.fault(key, 'để trống', 'is empty')
      return whenEmpty
    }
    const n = typeof cell === 'number' ? cell : typeof cell === 'string' ? parseNumber(cell) : null
    if (n === null || !Number.isFinite(n)) {
      this.fault(
        key,
        `"${String(cell).slice(0, 40)}" không phải là số`,
        `"${String(cell).slice(0, 40)}" is not a number`,
      )
      return null
    }
    if (n < least || n > most) {
      this.fault(key, `${n} nằm ngoài ${least}–${most}`, `${n} is outside ${least}–${most}`)
      return null
    }
    return n
  }

  /** "x", "có", "1", "yes" → true; empty, "không", "0", "no" → false. */
  mark(key: K): boolean {
    const cell = this.cells.get(key) ?? null
    if (cell === null || cell === false || cell === 0) return false
    if (cell === true || cell === 1) return true
    const s = fold(String(cell))
    if (['', 'khong', '0', 'no', '-', 'k'].includes(s)) return false
    if (['x', 'co', '1', 'yes', 'v', '✓', '√'].includes(s)) return true
    this.fault(
      key,
      `"${String(cell).slice(0, 40)}": ghi x hoặc để trống`,
      `"${String(cell).slice(0, 40)}": write x or leave empty`,
    )
    return false
  }

  choice<T extends string>(key: K, choices: ReadonlyMap<string, T>, shown: string): T | null {
    const s = this.text(key)
    if (s === null) return null
    const found = choices.get(fold(s))
    if (found === undefined)
      this.fault(key, `"${s.slice(0, 40)}" không có trong: ${shown}`, `"${s.slice(0, 40)}" is none of: ${shown}`)
    return found ?? null
  }
}
