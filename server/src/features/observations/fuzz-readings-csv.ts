import {
  csvDelimiter,
  csvRows,
  guessReadingMapping,
  mappingFault,
  mapReadingRow,
  type MessageMapping,
  readMessage,
  readTime,
} from '@tusom/domain'
import { readingsFromCsv } from './parse-csv.ts'

/** No case may take longer, whatever it holds. */
const MOST_MS = 1000

/** Cells that once broke a reader somewhere: marks, quotes, numbers and days that are none, letters of several bytes. */
// biome-ignore format: a list to read, not a column
const cells = [

  '', ' ', '"', '""', '"a', 'a"b', "'", ',', ';', '\t', '\r', '\n', '\r\n', '\0', '\ufeff', '\ud800', '…', 'Trạm Kỳ Cùng', 'GAUGE-A',
  'station', 'indicator', 'at', 'value', 'quality', 'Ngày', 'Giờ', 'Mực nước (cm)', 'rain', 'water_level', '17,86', '17.86', '1.234,5',
  '1e308', '1e999', '-0', 'NaN', 'Infinity', '0x10', '9'.repeat(400), '2025-10-08T03:00', '2025-10-08T03:00+07:00', '08/10/2025 03:00',
  '31/02/2025', '24:00', '99999', '45938.125', '__proto__', 'constructor', '=1+1', '(((((((((((((((', '1/1/1/1/1/1/1/1', '----------',
  '3h3h3h3h3h3h3h', ' '.repeat(300), '1 '.repeat(200), '{"a":[', '[[[[[[[[', '{}', 'null', 'true', '[{"n":"a","v":1}]',
] as const
const marks = [',', ';', '\t', '\n', '\r\n', '\r', '"'] as const

const mappings: readonly MessageMapping[] = [
  { kind: 'tusom' },
  { kind: 'senml' },
  { kind: 'value', topic: '{station}/{indicator}', indicator: null, unit: null, decimal: 'comma' },
  {
    kind: 'fields',
    items: null,
    topic: null,
    station: { path: 'a.b', fixed: 'X' },
    indicator: { path: null, fixed: 'rain' },
    time: { path: 't', order: 'dmy', zone: '+07:00' },
    decimal: 'point',
    values: [{ path: 'v', indicator: null, unit: 'cm' }],
  },
]

/** Numbers from a seed (mulberry32), so that a case that fails can be made again. */
function numbers(seed: number): (below: number) => number {
  let s = seed >>> 0
  return below => {
    s = (s + 0x6d2b79f5) >>> 0
    let t = Math.imul(s ^ (s >>> 15), 1 | s)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

/** A proper table of which some cells were swapped for odd ones. */
function tableOf(next: (below: number) => number): string {
  const mark = [',', ';', '\t'][next(3)] as string
  const odd = (cell: string) => (next(12) === 0 ? (cells[next(cells.length)] as string) : cell)
  const decimal = mark === ',' ? '.' : ','
  const lines = [
    (next(2) ? ['station', 'indicator', 'at', 'value'] : ['Trạm', 'Yếu tố', 'Thời gian', 'Giá trị'])
      .map(odd)
      .join(mark),
  ]
  for (let i = 0; i < 1 + next(30); i++)
    lines.push(
      ['GAUGE-A', 'rain', next(2) ? '2025-10-08T03:00' : '08/10/2025 03:00', `${next(40)}${decimal}${next(99)}`]
        .map(odd)
        .join(mark),
    )
  return lines.join('\n')
}

/** One text: a table with odd cells, or only odd cells; sometimes with bytes changed or cut. */
function textOf(next: (below: number) => number): string {
  if (next(2) === 0) return tableOf(next)
  const parts: string[] = next(3) === 0 ? ['station,indicator,at,value\n'] : []
  const n = 1 + next(next(20) === 0 ? 400 : 40)
  for (let i = 0; i < n; i++) {
    parts.push(cells[next(cells.length)] as string, marks[next(marks.length)] as string)
    if (next(30) === 0) parts.push(String.fromCharCode(next(0xffff)))
  }
  const text = parts.join('')
  return next(4) === 0 ? text.slice(next(text.length), text.length - next(5)) : text
}

/**
 * Reads odd CSV files, columns and messages of brokers: nothing may throw, and nothing may take long. Throws with the seed and
 * the number of the case where something does; returns in how many cases a reading was found.
 */
export function fuzzReadingsCsv(seed: number, cases: number): number {
  const next = numbers(seed)
  let accepted = 0
  for (let i = 0; i < cases; i++) {
    const text = textOf(next)
    const said = `fuzzReadingsCsv(${seed}): case ${i}`
    const began = performance.now()
    try {
      if (readOne(text, next(4)) > 0) accepted++
    } catch (e) {
      throw new Error(`${said} threw ${String(e)} on ${JSON.stringify(text.slice(0, 500))}`, { cause: e })
    }
    const took = performance.now() - began
    if (took > MOST_MS) throw new Error(`${said} took ${Math.round(took)} ms: ${JSON.stringify(text.slice(0, 500))}`)
  }
  return accepted
}

/** How many readings a text gives, by any of the ways in. */
function readOne(text: string, which: number): number {
  const { items } = readingsFromCsv(text, 1000)
  let read = items.length
  for (const { reading } of items) {
    readTime(reading.at)
    if (!Number.isFinite(reading.value)) throw new Error('a value that is no number came through')
  }
  const rows = [...csvRows(text, csvDelimiter(text))].map(r => r.cells)
  const mapping = guessReadingMapping(rows, { station: n => (n === 'GAUGE-A' ? n : null), indicator: () => null })
  const width = Math.max(0, ...rows.map(r => r.length))
  if (mappingFault({ ...mapping, station: 'A', indicator: 'rain' }, width) === null)
    for (const row of rows) {
      const mapped = mapReadingRow({ ...mapping, station: 'A', indicator: 'rain' }, row)
      for (const r of mapped.readings)
        if (!Number.isFinite(r.value) || Number.isNaN(new Date(r.at).getTime()))
          throw new Error('a reading without a value or a time came through')
      read += mapped.readings.length
    }
  const message = readMessage(mappings[which] as MessageMapping, text.slice(0, 40), text, 1_759_863_600_000)
  return Array.isArray(message) ? read + message.length : read
}
