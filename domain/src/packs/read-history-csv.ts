import type { Reading } from '../levels/engine.ts'
import { provinceAttrs } from '../levels/regions.ts'
import type { Area, SeriesDef } from '../levels/series-def.ts'
import { readTime } from '../observations/accept-reading.ts'
import { csvDelimiter, csvRows } from '../observations/csv-rows.ts'
import type { Words } from './number-words.ts'
import type { History } from './pack-engines.ts'

export const historyCsvLimits = { characters: 60_000_000, readings: 1_000_000 }

type Row = Record<string, string>
const number = (text: string | undefined): number | null => {
  if (text === undefined || text === '') return null
  const n = Number(text.replace(',', '.'))
  return Number.isFinite(n) ? n : null
}
const several = (text = ''): string[] => text.split(/[;|]/).flatMap(x => x.trim() || [])

function* table(text: string): Generator<{ line: number; row: Row }, void, undefined> {
  const clean = text.startsWith('\uFEFF') ? text.slice(1) : text
  let head: string[] | null = null
  for (const { line, cells } of csvRows(clean, csvDelimiter(clean))) {
    if (!head) head = cells.map(c => c.trim().toLowerCase())
    else {
      const row: Row = {}
      head.forEach((name, i) => (row[name] = (cells[i] ?? '').trim()))
      yield { line, row }
    }
  }
}

const attrs = (row: Row, names: Record<string, string>): Record<string, string | number> => {
  const found: Record<string, string | number> = {}
  for (const [key, column] of Object.entries(names)) {
    const v = row[column]
    if (v) found[key] = number(v) ?? v
  }
  return found
}

/**
 * A past event from two files as `tusom levels replay` takes them: readings (station, indicator, at, value, quality) and stations
 * (station, commune, alarm1 … flood_record, zone, basin; and, where known, province, terrain, landslide_zone, landslide_susceptibility of the
 * commune). Of two values for one time the corrected wins, else the higher.
 */
export function readHistoryCsv(
  readingsCsv: string,
  stationsCsv: string,
): { history: History; faults: Words[]; skipped: number } {
  const faults: Words[] = []
  const say = (vi: string, en: string) => {
    if (faults.length < 20) faults.push({ vi, en })
  }
  if (readingsCsv.length + stationsCsv.length > historyCsvLimits.characters) {
    say('tệp quá lớn', 'the files are too large')
    return { history: { areas: [], defs: [], readings: [] }, faults, skipped: 0 }
  }
  const areas = new Map<string, Area>()
  const stations = new Map<string, Row>()
  for (const { row } of table(stationsCsv)) {
    if (!row.station) continue
    stations.set(row.station, row)
    for (const key of several(row.commune))
      if (!areas.has(key))
        areas.set(key, {
          key,
          province: row.province || null,
          terrain: row.terrain === 'mountain' || row.terrain === 'plain' ? row.terrain : null,
          landslideZone: number(row.landslide_zone?.replace(/^kv/i, '')),
          susceptibility:
            (['low', 'medium', 'high', 'very-high'] as const).find(x => x === row.landslide_susceptibility) ?? null,
          attrs: provinceAttrs(row.province || null),
        })
  }
  if (!stations.size) say('tệp trạm không có cột station hoặc không có dòng nào', 'the file of stations has no station')
  const index = new Map<string, number>()
  const defs: SeriesDef[] = []
  const best = new Map<string, { reading: Reading; corrected: boolean }>()
  let skipped = 0
  for (const { line, row } of table(readingsCsv)) {
    const at = readTime(row.at ?? '')
    const value = number(row.value)
    const station = stations.get(row.station ?? '')
    if (!station || !row.indicator || Number.isNaN(at) || value === null) {
      skipped++
      const why = !station
        ? ['trạm không có trong tệp trạm', 'unknown station']
        : ['thiếu hoặc sai số liệu', 'a value is missing or wrong']
      say(`dòng ${line}: bỏ qua, ${why[0]}`, `line ${line}: skipped, ${why[1]}`)
      continue
    }
    if (best.size >= historyCsvLimits.readings) {
      say('chỉ đọc 1 triệu số đo đầu', 'only the first million readings are read')
      break
    }
    const key = `${row.station}\u0000${row.indicator}`
    let series = index.get(key)
    if (series === undefined) {
      series = defs.length
      index.set(key, series)
      defs.push({
        station: row.station as string,
        indicator: row.indicator,
        areas: several(station.commune),
        alarm1: number(station.alarm1),
        alarm2: number(station.alarm2),
        alarm3: number(station.alarm3),
        record: number(station.flood_record),
        zone: number(station.zone?.replace(/^kv/i, '')),
        basin: station.basin || station.river || null,
        attrs: attrs(station, { place: 'place', shore: 'shore' }),
      })
    }
    const cell = `${series}/${at}`
    const corrected = (row.quality ?? '').toLowerCase() === 'corrected'
    const had = best.get(cell)
    if (!had || (corrected && !had.corrected) || (corrected === had.corrected && value > had.reading.value))
      best.set(cell, { reading: { series, at, value }, corrected })
  }
  const readings = [...best.values()].map(b => b.reading).sort((a, b) => a.at - b.at || a.series - b.series)
  return { history: { areas: [...areas.values()], defs, readings }, faults, skipped }
}
