import type { CountRow } from '@tusom/detection'
import { parse } from 'csv-parse/sync'
import { open } from 'node:fs/promises'

const MAX_BYTES = 32 * 1024 * 1024

export type CountTable = {
  rows: (CountRow & { count: number | null })[]
  /** line of the file of each row */
  lines: number[]
}

/** The file cannot be read (exit 2) or its content is at fault (exit 1); one sentence. */
export class TableFault extends Error {
  readonly exit: 1 | 2
  constructor(exit: 1 | 2, message: string) {
    super(message)
    this.exit = exit
  }
}

async function readText(file: string): Promise<string> {
  const why: Record<string, string> = {
    ENOENT: 'không có tệp này · no such file',
    EISDIR: 'là thư mục, hãy nêu tên tệp · is a folder, name a file',
    EACCES: 'không có quyền đọc · no permission to read it',
  }
  try {
    const handle = await open(file, 'r')
    try {
      const stat = await handle.stat()
      const buffer = new Uint8Array(stat.isFile() ? Math.min(stat.size, MAX_BYTES) + 1 : MAX_BYTES + 1)
      let length = 0
      while (length < buffer.length) {
        const { bytesRead } = await handle.read(buffer, length, buffer.length - length)
        if (bytesRead === 0) break
        length += bytesRead
      }
      if (length > MAX_BYTES) throw new TableFault(1, 'tệp lớn hơn 32 MB · the file is larger than 32 MB.')
      return new TextDecoder('utf-8').decode(buffer.subarray(0, length))
    } finally {
      await handle.close()
    }
  } catch (error) {
    if (error instanceof TableFault) throw error
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    throw new TableFault(2, `${why[code] ?? `không đọc được · cannot be read (${code || String(error)})`}.`)
  }
}

const EMPTY = new Set(['', 'na', 'nan', 'null', '-', '–'])

/** A whole number from 0; null where the cell is empty; undefined where it is neither. */
function whole(cell: string): number | null | undefined {
  const text = cell.trim()
  if (EMPTY.has(text.toLowerCase())) return null
  const n = /^\d{1,12}(?:\.0*)?$/.test(text) ? Number(text) : NaN
  return Number.isSafeInteger(n) ? n : undefined
}

function positive(cell: string): number | null | undefined {
  const text = cell.trim()
  if (EMPTY.has(text.toLowerCase())) return null
  const n = /^\d{1,12}(?:\.\d{1,20})?(?:[eE][+-]?\d{1,3})?$/.test(text) ? Number(text) : NaN
  return Number.isFinite(n) && n > 0 ? n : undefined
}

/** Reads `date,count[,population]`, separated by commas, semicolons (as Excel writes them in Vietnam) or tabs. */
export async function readCountTable(file: string): Promise<CountTable> {
  const text = await readText(file)
  const head = text.slice(0, 2000).split('\n', 1)[0] ?? ''
  const delimiter = [',', ';', '\t'].find(d => head.includes(d)) ?? ','
  let records: { record: string[]; info: { lines: number } }[]
  try {
    records = parse(text, {
      bom: true,
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      max_record_size: 100_000,
    }) as unknown as typeof records
  } catch (error) {
    const line = (error as { lines?: number }).lines
    throw new TableFault(
      1,
      `dòng / line ${line ?? 1}: không phải CSV đúng cách · not well-formed CSV (${(error as Error).message.split('\n')[0]}).`,
    )
  }
  const header = (records.shift()?.record ?? []).map(h => h.toLowerCase())
  const column = (name: string) => header.indexOf(name)
  const missing = ['date', 'count'].filter(name => column(name) < 0)
  if (missing.length)
    throw new TableFault(
      1,
      `dòng / line 1: thiếu cột / missing column ${missing.join(', ')}; cần / needed: date,count[,population].`,
    )
  const table: CountTable = { rows: [], lines: [] }
  for (const { record, info } of records) {
    const fault = (what: string) => new TableFault(1, `dòng / line ${info.lines}: ${what}.`)
    const cell = (name: string) => (column(name) < 0 ? '' : (record[column(name)] ?? ''))
    const date = cell('date')
    if (date === '') throw fault('thiếu ngày · the date is missing')
    const shown = (name: string) => `«${cell(name).slice(0, 40)}»`
    const count = whole(cell('count'))
    if (count === undefined)
      throw fault(
        `số đếm ${shown('count')} phải là số nguyên từ 0, để trống nếu không có · the count ${shown('count')} must be a whole number from 0, empty where there is none`,
      )
    const population = positive(cell('population'))
    if (population === undefined)
      throw fault(
        `dân số ${shown('population')} phải là số lớn hơn 0 · the population ${shown('population')} must be a number above 0`,
      )
    table.rows.push({ date, count, population })
    table.lines.push(info.lines)
  }
  if (table.rows.length === 0) throw new TableFault(1, 'không có dòng số liệu nào · there is no row of data.')
  return table
}
