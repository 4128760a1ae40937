import { fold } from '@tusom/vi-text'
import type { Cell } from '../sheets/sheet.ts'
import { type DecimalMark, readFigure } from './read-figure.ts'
import { type MomentFormat, readMoment } from './read-moment.ts'

/** A column that holds values. Where the file has one column a station or one an indicator, the column says which. */
export type ValueColumn = { column: number; station: string | null; indicator: string | null; unit: string | null }

/**
 * How a file of readings is read. Columns count from 0, `headerRow` from 1 as Excel does (0: there is none). A station and an
 * indicator come from the value's column, else from a column of the row, else they are the same for the whole file.
 */
export type ReadingMapping = {
  headerRow: number
  timeColumn: number
  hourColumn: number | null
  time: MomentFormat
  decimal: DecimalMark
  stationColumn: number | null
  indicatorColumn: number | null
  unitColumn: number | null
  qualityColumn: number | null
  station: string | null
  indicator: string | null
  values: ValueColumn[]
  /** what stands in a cell where nothing was measured, besides nothing at all */
  blanks: string[]
}

export type MappedReading = {
  station: string
  indicator: string
  at: number
  value: number
  /** the unit it was written in; null: as the series has it */
  unit: string | null
  quality: 'measured' | 'corrected'
}
/** What is wrong with a value, and what of its reading could be read: a person mends the rest. */
export type RowFault = {
  code: 'reading.malformed' | 'reading.bad-time' | 'reading.not-a-number'
  vi: string
  en: string
  part: {
    station: string | null
    indicator: string | null
    at: number | null
    value: number | null
    unit: string | null
  }
}
export type MappedRow = { readings: MappedReading[]; faults: RowFault[]; blanks: number }

const shown = (cell: Cell): string => String(cell ?? '').slice(0, 40)
/** 0 → "A", 27 → "AB": how a sheet names its columns. */
export function columnName(index: number): string {
  let name = ''
  for (let i = index; i >= 0; i = Math.floor(i / 26) - 1) name = String.fromCharCode(65 + (i % 26)) + name
  return name
}
const text = (cell: Cell | undefined): string =>
  cell === null || cell === undefined ? '' : String(cell).normalize('NFC').trim()
const corrected = new Set(['corrected', 'dinh chinh', 'da dinh chinh', 'hieu chinh', 'chinh ly', 'c', '1'])

/** Whether a cell says that nothing was measured. Zero is a reading. */
const isBlank = (cell: Cell | undefined, blanks: readonly string[]): boolean => {
  const t = text(cell)
  return t === '' || blanks.includes(t)
}

/**
 * Reads one row. Every value stands for itself: a cell that is no number costs that cell, a time that cannot be read costs
 * every value of the row. An empty cell is no reading, and no fault.
 */
export function mapReadingRow(mapping: ReadingMapping, cells: readonly Cell[]): MappedRow {
  const out: MappedRow = { readings: [], faults: [], blanks: 0 }
  const filled = mapping.values.filter(v => {
    const blank = isBlank(cells[v.column], mapping.blanks)
    if (blank) out.blanks++
    return !blank
  })
  if (!filled.length) return out
  const when = cells[mapping.timeColumn] ?? null
  const hour = mapping.hourColumn === null ? null : (cells[mapping.hourColumn] ?? null)
  const at =
    (typeof when === 'string' || typeof when === 'number') && typeof hour !== 'boolean'
      ? readMoment(when, mapping.time, hour)
      : Number.NaN
  const of = (column: number | null) => (column === null ? '' : text(cells[column]))
  const rowStation = of(mapping.stationColumn) || mapping.station || ''
  const rowIndicator = of(mapping.indicatorColumn) || mapping.indicator || ''
  const rowUnit = of(mapping.unitColumn) || null
  const quality = corrected.has(fold(of(mapping.qualityColumn))) ? 'corrected' : 'measured'
  for (const v of filled) {
    const station = v.station ?? rowStation
    const indicator = v.indicator ?? rowIndicator
    const unit = v.unit ?? rowUnit
    const cell = cells[v.column] as Cell
    const value =
      typeof cell === 'number' ? cell : typeof cell === 'string' ? readFigure(cell, mapping.decimal) : Number.NaN
    const fault = Number.isNaN(at)
      ? badTime(when, hour)
      : (nameFault(station, indicator) ?? (Number.isFinite(value) ? null : noFigure(v.column, cell, mapping.decimal)))
    if (fault)
      out.faults.push({
        ...fault,
        part: {
          station: station.slice(0, 60) || null,
          indicator: indicator.slice(0, 40) || null,
          at: Number.isNaN(at) ? null : at,
          value: Number.isFinite(value) ? value : null,
          unit,
        },
      })
    else out.readings.push({ station, indicator, at, value, unit, quality })
  }
  return out
}

type Fault = Omit<RowFault, 'part'>
function badTime(when: Cell, hour: Cell): Fault {
  const said = hour === null ? shown(when) : `${shown(when)} ${shown(hour)}`
  return {
    code: 'reading.bad-time',
    vi: said.trim() ? `Giờ đo "${said}" không đọc được theo cách ghi đã chọn.` : 'Cột giờ đo trống.',
    en: said.trim() ? `The time "${said}" cannot be read in the form chosen.` : 'The time is empty.',
  }
}
function nameFault(station: string, indicator: string): Fault | null {
  const no = (vi: string, en: string): Fault => ({ code: 'reading.malformed', vi, en })
  if (!station) return no('Không có tên trạm.', 'No station.')
  if (!indicator) return no('Không có chỉ số.', 'No indicator.')
  if (station.length > 60 || indicator.length > 40)
    return no('Tên trạm hoặc chỉ số quá dài.', 'The name of the station or the indicator is too long.')
  return null
}
function noFigure(column: number, cell: Cell, decimal: DecimalMark): Fault {
  const [vi, en] = decimal === 'comma' ? ['dấu phẩy', 'comma'] : ['dấu chấm', 'point']
  return {
    code: 'reading.not-a-number',
    vi: `Cột ${columnName(column)}: "${shown(cell)}" không phải số (phần lẻ sau ${vi}).`,
    en: `Column ${columnName(column)}: "${shown(cell)}" is no number (decimals after a ${en}).`,
  }
}

/** What is wrong with a mapping for a file of so many columns, or null. */
export function mappingFault(mapping: ReadingMapping, columns: number): { vi: string; en: string } | null {
  const there = (c: number | null) => c === null || c < columns
  const used = [mapping.timeColumn, mapping.hourColumn, mapping.stationColumn, mapping.indicatorColumn]
  if (![...used, mapping.unitColumn, mapping.qualityColumn, ...mapping.values.map(v => v.column)].every(there))
    return {
      vi: 'Tệp không có đủ cột như cách đọc này.',
      en: 'The file has fewer columns than this reading of it needs.',
    }
  const seen = new Set(mapping.values.map(v => v.column))
  if (seen.size < mapping.values.length || seen.has(mapping.timeColumn))
    return {
      vi: 'Một cột được chọn cho hai việc: mỗi cột giá trị chỉ chọn một lần và khác cột giờ.',
      en: 'One column is chosen twice: each column of values once, and not the one of the time.',
    }
  if (mapping.values.some(v => !v.station) && mapping.stationColumn === null && !mapping.station)
    return {
      vi: 'Chưa chọn trạm: theo cột, hay cả tệp một trạm.',
      en: 'No station is chosen: by column, or one for the file.',
    }
  if (mapping.values.some(v => !v.indicator) && mapping.indicatorColumn === null && !mapping.indicator)
    return {
      vi: 'Chưa chọn chỉ số: theo cột, hay cả tệp một chỉ số.',
      en: 'No indicator is chosen: by column, or one for the file.',
    }
  return null
}
