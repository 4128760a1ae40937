import { FileLook, FileResult, ReadingMappingIn } from '@tusom/contract'
import { guessReadingMapping, mappingFault, mapReadingRow, type ReadingMapping, Refusal } from '@tusom/domain'
import { findMapping, rememberMapping } from '@tusom/store'
import type { FastifyRequest } from 'fastify'
import { setImmediate } from 'node:timers/promises'
import { Compile } from 'typebox/compile'
import type { App } from '../../app.ts'
import type { Ingest, Refused } from './ingest.ts'
import { fileLimits, type FileRow, fingerprintOf, headOf, readReadingFile } from './read-file.ts'
import { type SeriesCatalogue, seriesKey } from './run-engine.ts'
import { presentResult, senderOf } from './sender.ts'
import { type Item, judgeReadings, reachOf, ReadingNames, sortReadings } from './sort-readings.ts'
import { type Sender, takeReadings } from './take-readings.ts'

const mappingIn = Compile(ReadingMappingIn)
const bodyLimit = (fileLimits.mb + 1) * 1024 * 1024
/** Rows shown for choosing columns, readings shown as they would be stored, unknown names listed. */
const SHOWN = { rows: 30, sample: 12, unknown: 50 }

type Upload = { name: string; rows: FileRow[]; mapping: ReadingMapping | null }
type Read = { items: Item[]; malformed: Refused[]; rows: number; blanks: number }

/** Files whose columns a person points at once: looked at, checked without storing, taken in; the reading of them is remembered. */
export function registerReadingFiles(app: App, ingest: Ingest): void {
  async function names(sender: Sender): Promise<{ catalogue: SeriesCatalogue; names: ReadingNames }> {
    const catalogue = await ingest.catalogue()
    return { catalogue, names: await ReadingNames.load(app.ctx, catalogue, sender.unitId) }
  }
  const guess = (rows: readonly FileRow[], known: ReadingNames) =>
    guessReadingMapping(headOf(rows, 60), { station: n => known.station(n), indicator: n => known.indicator(n) })

  app.post(
    '/api/observations/files/look',
    { config: { policy: 'observations.write' }, bodyLimit, schema: { response: { 200: FileLook } } },
    async request => {
      const { name, rows } = await uploaded(request, false)
      const sender = senderOf(app, request, 'file', name)
      const known = await names(sender)
      const guessed = guess(rows, known.names)
      const fingerprint = fingerprintOf(rows, guessed)
      const had = await request.read(tx => findMapping(tx, sender.unitId, fingerprint))
      const columnCount = Math.max(...rows.slice(0, 1000).map(r => r.cells.length))
      // a form that has changed since, or a file that lost columns: begin anew
      const kept = had && mappingIn.Check(had.mapping) && !mappingFault(had.mapping, columnCount) ? had : null
      return {
        fileName: name,
        fingerprint,
        rowCount: rows.length,
        columnCount,
        rows: rows
          .slice(0, SHOWN.rows)
          .map(r => ({ row: r.row, cells: r.cells.map(c => (typeof c === 'string' ? c.slice(0, 80) : c)) })),
        mapping: (kept?.mapping as ReadingMapping | undefined) ?? guessed,
        remembered: kept
          ? {
              usedAt: kept.usedAt.toISOString(),
              usedByName: kept.usedByName,
              times: kept.times,
              fileName: kept.fileName,
            }
          : null,
      }
    },
  )

  app.post(
    '/api/observations/files/check',
    { config: { policy: 'observations.write' }, bodyLimit, schema: { response: { 200: FileResult } } },
    async request => {
      const file = await uploaded(request, true)
      const sender = senderOf(app, request, 'file', file.name)
      const known = await names(sender)
      const read = await readRows(file)
      const judged = judgeReadings(
        sortReadings(read.items, known.names, reachOf(sender.actor)),
        known.catalogue,
        request.now.getTime(),
      )
      const refused = [...read.malformed, ...judged.refused].sort((a, b) => a.index - b.index)
      return {
        ...outline(file, read, known, judged.ours),
        ...presentResult({ accepted: 0, unchanged: 0, levelChanges: 0, refused }),
        readings: judged.ours.length,
        stored: false,
      }
    },
  )

  app.post(
    '/api/observations/files/import',
    { config: { policy: 'observations.write' }, bodyLimit, schema: { response: { 200: FileResult } } },
    async request => {
      const file = await uploaded(request, true)
      const sender = senderOf(app, request, 'file', file.name)
      const known = await names(sender)
      const read = await readRows(file)
      const result = await takeReadings(app.ctx, ingest, sender, read.items, read.malformed)
      const fingerprint = fingerprintOf(file.rows, guess(file.rows, known.names))
      // whoever sees the readings in has taught how to read such files; an exercise teaches nothing to the actual run
      if (request.run.id === 0 && result.accepted + result.unchanged > 0)
        await request.command(async (tx, note) => {
          const { unitId } = sender
          const m = { unitId, fingerprint, mapping: file.mapping, fileName: file.name.slice(0, 200) }
          await rememberMapping(tx, { ...m, at: app.ctx.clock(), userName: request.actor.displayName })
          note({
            command: 'readings-file.import',
            subject: `unit/${unitId}`,
            unitId,
            detail: {
              file: m.fileName,
              fingerprint,
              rows: read.rows,
              accepted: result.accepted,
              refused: result.refused.length,
            },
          })
        })
      return {
        ...outline(file, read, known, []),
        ...presentResult(result),
        readings: result.accepted + result.unchanged,
        stored: true,
      }
    },
  )
}

/** The file and, with it, how it is to be read: a field named `mapping` that stands before it. */
async function uploaded(request: FastifyRequest, withMapping: boolean): Promise<Upload> {
  const part = request.isMultipart() ? await request.file({ limits: { fileSize: fileLimits.mb * 1024 * 1024 } }) : null
  if (!part) throw new Refusal('sheet.missing')
  const file = await part.toBuffer()
  const name = part.filename.normalize('NFC').slice(0, 200)
  const rows = await readReadingFile(name, file)
  if (!withMapping) return { name, rows, mapping: null }
  const field = part.fields.mapping
  const text = field && !Array.isArray(field) && field.type === 'field' ? String(field.value) : ''
  let mapping: unknown
  try {
    mapping = JSON.parse(text)
  } catch {
    mapping = null
  }
  if (!mappingIn.Check(mapping))
    throw new Refusal('request.invalid', { where: 'mapping', why: mappingIn.Errors(mapping)[0]?.message ?? 'JSON' })
  const columns = Math.max(...rows.slice(0, 1000).map(r => r.cells.length))
  const fault = mappingFault(mapping, columns)
  if (fault) throw new Refusal('readings-file.mapping', { why: `${fault.vi} · ${fault.en}` })
  return { name, rows, mapping }
}

async function readRows(file: Upload): Promise<Read> {
  const mapping = file.mapping as ReadingMapping
  const read: Read = { items: [], malformed: [], rows: 0, blanks: 0 }
  for (const [i, { row, cells }] of file.rows.entries()) {
    // a long file leaves the loop to others now and then
    if (i % 20_000 === 19_999) await setImmediate()
    if (row <= mapping.headerRow) continue
    read.rows++
    const { readings, faults, blanks } = mapReadingRow(mapping, cells)
    read.blanks += blanks
    for (const { unit, at, ...r } of readings)
      read.items.push({ index: row, unit, reading: { ...r, at: new Date(at).toISOString() } })
    for (const f of faults) {
      const at = f.part.at === null ? null : new Date(f.part.at).toISOString()
      const item = { ...f.part, at, row, cells: cells.slice(0, 20) }
      read.malformed.push({
        index: row,
        station: f.part.station,
        code: f.code,
        message: `Dòng ${row}: ${f.vi}`,
        messageEn: `Row ${row}: ${f.en}`,
        item,
      })
    }
  }
  return read
}

/** What a person checks before and after: the first readings as they are stored, and the names nobody knows. */
function outline(
  file: Upload,
  read: Read,
  known: { catalogue: SeriesCatalogue; names: ReadingNames },
  good: readonly Item[],
): Pick<FileResult, 'fileName' | 'rows' | 'blanks' | 'sample' | 'unknown'> {
  const unknown = new Map<string, { kind: string; name: string; n: number }>()
  for (const { reading } of read.items) {
    if (known.names.series(reading.station, reading.indicator)) continue
    const kind = known.names.station(reading.station) === null ? 'station' : 'indicator'
    // a station that does not measure this is no matter of names
    if (kind === 'indicator' && known.names.indicator(reading.indicator) !== null) continue
    const name = kind === 'station' ? reading.station : reading.indicator
    const had = unknown.get(`${kind} ${name}`)
    if (had) had.n++
    else unknown.set(`${kind} ${name}`, { kind, name, n: 1 })
  }
  return {
    fileName: file.name,
    rows: read.rows,
    blanks: read.blanks,
    sample: good.slice(0, SHOWN.sample).map(({ index, reading }) => {
      const row = known.catalogue.byKey.get(seriesKey(reading.station, reading.indicator))
      return {
        row: index,
        station: reading.station,
        name: row?.stationName ?? '',
        indicator: reading.indicator,
        at: reading.at,
        value: reading.value,
        unit: row?.unit ?? '',
      }
    }),
    unknown: [...unknown.values()].sort((a, b) => b.n - a.n).slice(0, SHOWN.unknown),
  }
}
