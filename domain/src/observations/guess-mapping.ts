import { fold } from '@tusom/vi-text'
import type { Cell } from '../sheets/sheet.ts'
import type { DecimalMark } from './read-figure.ts'
import { type DateOrder, readMoment, readTimeOfDay } from './read-moment.ts'
import type { ReadingMapping, ValueColumn } from './reading-mapping.ts'

/** The stations and indicators there are, by the names files use. */
export type KnownNames = {
  station: (name: string) => string | null
  indicator: (name: string) => string | null
}

const words = {
  station: [
    'station',
    'tram',
    'ma tram',
    'ten tram',
    'tram do',
    'ten tram do',
    'tram quan trac',
    'station code',
    'station name',
    'diem do',
    'ten diem do',
    'diem quan trac',
    'site',
  ],
  indicator: ['indicator', 'chi so', 'yeu to', 'yeu to do', 'thong so', 'dai luong', 'parameter', 'variable'],
  time: [
    'at',
    'time',
    'thoi gian',
    'ngay gio',
    'gio do',
    'thoi gian do',
    'thoi gian quan trac',
    'thoi diem',
    'thoi diem do',
    'thoi diem quan trac',
    'ngay',
    'datetime',
    'date',
    'timestamp',
    'ngay do',
  ],
  hour: ['gio', 'hour', 'gio phut', 'time of day'],
  value: ['value', 'gia tri', 'tri so', 'so do', 'ket qua'],
  unit: ['unit', 'don vi', 'don vi tinh', 'dvt'],
  quality: ['quality', 'chat luong', 'co'],
} as const
const ofIndicators: readonly (readonly [string, readonly string[]])[] = [
  ['water_level', ['water_level', 'muc nuoc', 'h', 'muc nuoc h', 'wl', 'water level']],
  ['rain', ['rain', 'mua', 'luong mua', 'r', 'rainfall', 'x']],
]

/** The code of an indicator by what people call it, where that is no matter of taste; null otherwise. */
export const indicatorByName = (name: string): string | null =>
  ofIndicators.find(([, list]) => isOne(plain(name), list))?.[0] ?? null

const plain = (cell: Cell | undefined): string =>
  fold(String(cell ?? ''))
    .replace(/\([^)]{0,20}\)/g, '')
    .replace(/[^\p{L}\p{N}_]+/gu, ' ')
    .trim()
/** "Mực nước (cm)" → "cm" */
const unitIn = (cell: Cell | undefined): string | null => {
  const m = /\(([^()]{1,12})\)\s*$/.exec(String(cell ?? ''))
  return m ? (m[1] as string).trim() : null
}
const isOne = (name: string, list: readonly string[]) => list.includes(name)
const zone = '+07:00'

/** The order of day and month under which every sample reads; day first where both do, as people here write. */
function orderOf(samples: readonly Cell[]): DateOrder | null {
  const filled = samples.filter((c): c is string | number => typeof c === 'string' || typeof c === 'number')
  if (!filled.length) return null
  for (const order of ['dmy', 'ymd', 'mdy', 'epoch-s', 'epoch-ms'] as const) {
    const times = filled.map(c => readMoment(c, { order, zone }))
    // seconds that lie before 1980 are no seconds
    const least = order.startsWith('epoch') ? 315_532_800_000 : Number.NEGATIVE_INFINITY
    if (times.every(t => !Number.isNaN(t) && t >= least && t < 4_102_444_800_000)) return order
  }
  return null
}

/** The mark under which more of the samples are numbers: comma where it cannot be told, as people here write. */
function markOf(samples: readonly Cell[]): DecimalMark {
  let comma = 0
  let point = 0
  for (const c of samples) {
    if (typeof c !== 'string') continue
    if (/,\d+$/.test(c) && !/,\d{3},/.test(c)) comma++
    if (/\.\d+$/.test(c) && !/\.\d{3}\./.test(c)) point++
  }
  return point > comma ? 'point' : 'comma'
}
const isFigure = (c: Cell | undefined) =>
  typeof c === 'number' || (typeof c === 'string' && /^[-−–+]?\d[\d.,]{0,20}$/.test(c.trim()))

const isTime = (c: Cell | undefined) => c !== null && c !== undefined && orderOf([c]) !== null
/** The row of titles in a file whose titles nobody knows: words only, and right under it a row with a figure. 0 where there is none. */
function titlesBefore(rows: readonly (readonly Cell[])[]): number {
  for (let r = 0; r + 1 < Math.min(rows.length, 15); r++) {
    const titles = (rows[r] ?? []).filter(c => c !== null && String(c).trim() !== '')
    const wordsOnly = titles.length > 1 && titles.every(c => typeof c === 'string' && !isFigure(c) && !isTime(c))
    if (wordsOnly && (rows[r + 1] ?? []).some(c => isFigure(c))) return r + 1
    if (titles.some(c => isFigure(c) || isTime(c))) return 0
  }
  return 0
}

/**
 * A first reading of a file from the names of its columns and its first rows; what cannot be told is left open for the person.
 * Returns a mapping that may have no value column at all.
 */
export function guessReadingMapping(rows: readonly (readonly Cell[])[], known: KnownNames): ReadingMapping {
  const names = [...words.station, ...words.time, ...words.value, ...words.indicator]
  let headerRow = 0
  for (let r = 0; r < Math.min(rows.length, 15); r++) {
    const cells = rows[r] ?? []
    const said = cells.filter(c => typeof c === 'string' && isOne(plain(c), names)).length
    if (said > 0 && cells.filter(c => isFigure(c)).length === 0) {
      headerRow = r + 1
      break
    }
  }
  if (headerRow === 0) headerRow = titlesBefore(rows)
  const header = headerRow > 0 ? (rows[headerRow - 1] ?? []) : []
  const body = rows.slice(headerRow, headerRow + 30)
  const width = Math.max(header.length, ...body.map(r => r.length), 1)
  const column = (i: number) => body.map(r => r[i] ?? null).filter(c => c !== null && c !== '')
  const find = (list: readonly string[]) => {
    const i = header.findIndex(c => isOne(plain(c), list))
    return i < 0 ? null : i
  }
  const all = Array.from({ length: width }, (_, i) => i)
  const timeColumn = find(words.time) ?? all.find(i => orderOf(column(i)) !== null && !column(i).every(isFigure)) ?? 0
  const order = orderOf(column(timeColumn)) ?? 'dmy'
  const hour = find(words.hour)
  const hourColumn =
    hour !== null && hour !== timeColumn && column(hour).every(c => !Number.isNaN(readTimeOfDay(c as string | number)))
      ? hour
      : null
  const stationColumn = find(words.station)
  const indicatorColumn = find(words.indicator)
  const value = find(words.value)
  const taken = new Set([timeColumn, hourColumn, stationColumn, indicatorColumn, find(words.unit), find(words.quality)])
  const values: ValueColumn[] = []
  if (value !== null) values.push({ column: value, station: null, indicator: null, unit: unitIn(header[value]) })
  else
    for (const i of all) {
      if (taken.has(i) || !column(i).some(isFigure)) continue
      const name = String(header[i] ?? '')
        .replace(/\([^)]{0,20}\)\s*$/, '')
        .trim()
      const indicator = known.indicator(name) ?? indicatorByName(name)
      const station = indicator ? null : known.station(name)
      if (indicator || station || (headerRow > 0 && name))
        values.push({
          column: i,
          station: indicator ? null : (station ?? (stationColumn === null ? name : null)),
          indicator,
          unit: unitIn(header[i]),
        })
    }
  return {
    headerRow,
    timeColumn,
    hourColumn,
    time: { order, zone },
    decimal: markOf(values.flatMap(v => column(v.column))),
    stationColumn,
    indicatorColumn,
    unitColumn: find(words.unit),
    qualityColumn: find(words.quality),
    station: null,
    indicator: null,
    values,
    blanks: ['-', '--', '---', '///', 'x'],
  }
}
