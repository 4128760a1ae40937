import { readReplayCsv } from '../levels/read-replay-csv.ts'
import type { Words } from './number-words.ts'
import type { History } from './pack-engines.ts'

export const historyCsvLimits = { characters: 60_000_000, readings: 1_000_000 }

/** A past event for the page of packs: the files of `tusom levels replay` (`readReplayCsv`), bounded, with what could not be read. */
export function readHistoryCsv(
  readingsCsv: string,
  stationsCsv: string,
): { history: History; faults: Words[]; skipped: number } {
  const empty: History = { areas: [], defs: [], readings: [] }
  if (readingsCsv.length + stationsCsv.length > historyCsvLimits.characters)
    return { history: empty, faults: [{ vi: 'tệp quá lớn', en: 'the files are too large' }], skipped: 0 }
  const read = readReplayCsv({ readings: readingsCsv, stations: stationsCsv }, historyCsvLimits.readings)
  const { areas, defs, readings, skipped } = read
  const files = { readings: ['tệp số đo', 'the readings'], stations: ['tệp trạm', 'the stations'], areas: ['', ''] }
  return {
    history: { areas, defs, readings },
    skipped,
    faults: [
      ...read.lacking.map(({ file, columns }) => ({
        vi: `${files[file][0]} thiếu cột ${columns.join(', ')} ở dòng đầu`,
        en: `the first line of ${files[file][1]} lacks ${columns.join(', ')}`,
      })),
      ...read.notes.map(n => ({ vi: `dòng ${n.line}: ${n.vi}`, en: `line ${n.line}: ${n.en}` })),
    ],
  }
}
