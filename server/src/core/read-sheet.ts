import { Refusal, type SheetCell } from '@tusom/domain'
import { Worker } from 'node:worker_threads'
import { checkZip } from './check-zip.ts'
import type { SheetAnswer, SheetWork } from './sheet-worker.ts'
import { Turns } from './turns.ts'

/** A commune has a few thousand households; a file of more is a mistake or an attack. */
export const sheetLimits = { mb: 8, unpackedMb: 80, entries: 300, rows: 20_000, columns: 80, ms: 30_000, memoryMb: 512 }

/** Each may take the memory named above: ten offices that upload at once must not take that of ten. */
const turns = new Turns(2)

export type SheetRow = { row: number; cells: SheetCell[] }

/**
 * The filled rows of the first visible sheet of an .xlsx file. Read in a worker with bounds on memory and time, so that no
 * file can hold up or bring down the server. Throws the refusals `sheet.*`.
 */
export async function readSheet(
  file: Buffer,
  more: { mb?: number; rows?: number; columns?: number; times?: boolean } = {},
): Promise<SheetRow[]> {
  const mb = more.mb ?? sheetLimits.mb
  const rows = more.rows ?? sheetLimits.rows
  const tooLarge = () => new Refusal('sheet.too-large', { rows, mb })
  if (file.length > mb * 1024 * 1024) throw tooLarge()
  const zip = checkZip(file, { entries: sheetLimits.entries, bytes: sheetLimits.unpackedMb * 1024 * 1024 })
  if (zip === 'too-large') throw tooLarge()
  if (zip === 'not-zip') throw new Refusal('sheet.not-xlsx')
  const maxColumns = more.columns ?? sheetLimits.columns
  const work: SheetWork = { file, maxRows: rows, maxColumns, times: more.times ?? false }
  const answer = await turns.take(() => inThread(work))
  if ('tooMany' in answer) throw tooLarge()
  if ('fault' in answer) throw new Refusal('sheet.unreadable', { why: answer.fault })
  if (!answer.rows.length) throw new Refusal('sheet.empty')
  return answer.rows
}

async function inThread(work: SheetWork): Promise<SheetAnswer> {
  const worker = new Worker(new URL('./sheet-worker.ts', import.meta.url), {
    workerData: work,
    resourceLimits: { maxOldGenerationSizeMb: sheetLimits.memoryMb },
  })
  const timer = setTimeout(() => void worker.terminate(), sheetLimits.ms)
  try {
    return await new Promise<SheetAnswer>(resolve => {
      worker.once('message', resolve)
      worker.once('error', e => resolve({ fault: e.message }))
      worker.once('exit', () => resolve({ tooMany: true })) // out of time or memory
    })
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}
