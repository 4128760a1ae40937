import { type CellFault, findHeader, Refusal, type SheetCell, type SheetColumn } from '@tusom/domain'
import { fold } from '@tusom/vi-text'
import type { FastifyRequest } from 'fastify'
import { readSheet, sheetLimits, type SheetRow } from './read-sheet.ts'

/** The code of a template's example row: such a row is never taken in. */
export const exampleCode = 'VÍ DỤ'

export type Checked<V> = { value: V | null; faults: CellFault[]; warnings: CellFault[] }
export type TakenSheet<V, K extends string> = {
  good: { row: number; value: V; cells: ReadonlyMap<K, SheetCell> }[]
  /** filled rows below the header, totals left out */
  rows: SheetRow[]
  header: SheetCell[]
  faults: CellFault[]
  warnings: CellFault[]
  /** a row that says "Tổng cộng" */
  total: { row: number; cells: ReadonlyMap<K, SheetCell> } | null
}

/** The one file of a multipart upload, within the size that a sheet may have. */
export async function uploadedSheet(request: FastifyRequest): Promise<Buffer> {
  const file = request.isMultipart() ? await request.file({ limits: { fileSize: sheetLimits.mb * 1024 * 1024 } }) : null
  if (!file) throw new Refusal('sheet.missing')
  try {
    return await file.toBuffer()
  } catch (e) {
    if ((e as { code?: string }).code === 'FST_REQ_FILE_TOO_LARGE')
      throw new Refusal('sheet.too-large', { rows: sheetLimits.rows, mb: sheetLimits.mb })
    throw e
  }
}

/** Reads a sheet by the names of its columns and checks every row; good rows are kept whatever the others are like. */
export async function takeSheet<V, K extends string>(
  file: Buffer,
  columns: readonly SheetColumn<K>[],
  check: (row: number, cells: ReadonlyMap<K, SheetCell>) => Checked<V>,
): Promise<TakenSheet<V, K>> {
  const all = await readSheet(file)
  const header = findHeader(
    all.map(r => r.cells),
    columns,
  )
  if (!header)
    throw new Refusal('sheet.no-header', {
      columns: columns
        .filter(c => c.required)
        .map(c => `"${c.vi}"`)
        .join(', '),
    })
  const taken: TakenSheet<V, K> = {
    good: [],
    rows: [],
    header: all[header.row]?.cells ?? [],
    faults: [],
    warnings: [],
    total: null,
  }
  for (const r of all.slice(header.row + 1)) {
    const cells = new Map<K, SheetCell>()
    for (const [key, at] of header.at) cells.set(key, r.cells[at] ?? null)
    const first = r.cells.find(c => c !== null)
    if (typeof first === 'string' && /^(tong|tong cong|cong|tong so)\b:?$/.test(fold(first))) {
      taken.total = { row: r.row, cells }
      continue
    }
    if ([...cells.values()].every(c => c === null)) continue
    // the template's own example, forgotten in the file, is nobody
    if (typeof first === 'string' && fold(first) === fold(exampleCode)) continue
    taken.rows.push(r)
    const { value, faults, warnings } = check(r.row, cells)
    taken.faults.push(...faults)
    taken.warnings.push(...warnings)
    if (value !== null) taken.good.push({ row: r.row, value, cells })
  }
  if (!taken.rows.length) throw new Refusal('sheet.empty')
  return taken
}

/** Faults and warnings that an answer lists; the rest is in the sheet of bad rows. */
export const listedFaults = 500
