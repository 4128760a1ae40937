import { readTime } from '../observations/accept-reading.ts'
import { csvRows } from '../observations/csv-rows.ts'
import type { Susceptibility, Terrain } from './pack.ts'
import { provinceAttrs } from './regions.ts'
import type { Area, SeriesDef } from './series-def.ts'

export type ReplayFile = 'readings' | 'stations' | 'areas'
/** What a reader of the files should know, with the line it is about (from 1, as an editor counts). */
export type ReplayNote = { file: ReplayFile; line: number; vi: string; en: string }

export type ReplayInput = {
  /** names of stations by code */
  names: Map<string, string>
  defs: SeriesDef[]
  areas: Area[]
  /** in order of time; one value for a series and time */
  readings: { series: number; at: number; value: number }[]
  /** the first of them; `skipped` and `doubled` count all */
  notes: ReplayNote[]
  skipped: number
  doubled: number
  /** columns that the first line of a file lacks: nothing was read */
  lacking: { file: ReplayFile; columns: string[] }[]
}

type Row = Readonly<Record<string, string | undefined>>
const NOTES = 20

const terrains: Readonly<Record<string, Terrain>> = {
  ...each('mountain', ['mountain', 'mountainous', 'midland', 'mn', 'miền núi', 'trung du', 'trung du, miền núi']),
  ...each('plain', [
    'plain',
    'coastal',
    'delta',
    'lowland',
    'db',
    'đb',
    'đồng bằng',
    'ven biển',
    'đồng bằng, ven biển',
  ]),
}
const susceptibilities: Readonly<Record<string, Susceptibility>> = {
  ...each('low', ['low', 't', 'thấp', '1']),
  ...each('medium', ['medium', 'moderate', 'tb', 'trung bình', '2']),
  ...each('high', ['high', 'c', 'cao', '3']),
  ...each('very-high', ['very-high', 'very_high', 'very high', 'rc', 'rất cao', '4']),
}
function each<V>(value: V, names: readonly string[]): Record<string, V> {
  return Object.fromEntries(names.map(n => [n, value]))
}
const roman = ['I', 'II', 'III', 'IV', 'V']

/** Columns that tables of the law may ask about; several values in one cell are all possible. */
const areaColumns = {
  region: 'region',
  coast: 'coast',
  fire_zone: 'fireZone',
  settlement: 'settlement',
  near_reservoir: 'nearReservoir',
}
const stationColumns = { place: 'place', shore: 'shore' }

/** A figure with a decimal point or comma; null where it is none. */
function figure(text: string | undefined): number | null {
  if (!text || !/^[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:e[+-]?\d{1,3})?$/i.test(text)) return null
  const n = Number(text.replace(',', '.'))
  return Number.isFinite(n) ? n : null
}

/** `2`, `KV2`, `khu vực II`. */
function zone(text: string | undefined): number | null {
  const bare = (text ?? '').replace(/^(?:kv|khu vực|zone)\s*/i, '').toUpperCase()
  const i = roman.indexOf(bare)
  return i >= 0 ? i + 1 : figure(bare)
}

/** A cell that may name several things. */
const several = (text = ''): string[] => text.split(/[;|]/).flatMap(s => s.trim() || [])

function given(columns: Record<string, string>, row: Row): Record<string, (string | number)[]> {
  const all: Record<string, (string | number)[]> = {}
  for (const [column, name] of Object.entries(columns)) {
    const values = several(row[column]).map(v => (/^\d{1,9}$/.test(v) ? Number(v) : v))
    if (values.length) all[name] = values
  }
  return all
}

/** The cells are parted by what parts the column names: a comma inside a figure or a semicolon inside a cell misleads nobody then. */
function delimiterOf(text: string): string {
  const head = text.slice(0, 4000).split(/[\r\n]/, 1)[0] ?? ''
  return ['\t', ';', ','].find(d => head.includes(d)) ?? ','
}

function* table(text: string, need: readonly string[], lack: (columns: string[]) => void): Generator<[number, Row]> {
  const clean = text.normalize('NFC')
  let head: string[] | null = null
  for (const { line, cells } of csvRows(clean, delimiterOf(clean))) {
    if (head) {
      const row: Record<string, string> = {}
      for (let i = 0; i < head.length; i++) row[head[i] as string] = cells[i] ?? ''
      yield [line, row]
      continue
    }
    head = cells.map(c => c.toLowerCase())
    const names = head
    const missing = need.filter(n => !names.includes(n))
    if (missing.length) return lack(missing)
  }
  if (!head) lack([...need])
}

const byText = (a = '', b = '') => (a < b ? -1 : a > b ? 1 : 0)

/**
 * A past event from the files of `tusom levels replay`, as text: readings `station,indicator,at,value[,quality]`, stations
 * `station,name,lon,lat,commune,indicators,alarm1,alarm2,alarm3,flood_record,zone[,basin,place,shore]` and, where given, areas
 * `commune,province,terrain,landslide_zone,landslide_susceptibility`. Columns in any order; cells parted by comma, semicolon or tab.
 * What is said of a commune may also stand in the file of stations. The order of rows changes nothing: of two values for one station,
 * indicator and time the corrected one wins, else the higher.
 */
export function readReplayCsv(
  files: { readings: string; stations: string; areas?: string | null },
  most = Number.POSITIVE_INFINITY,
): ReplayInput {
  const lacking: ReplayInput['lacking'] = []
  const notes: ReplayNote[] = []
  const rows = (file: ReplayFile, need: readonly string[]) =>
    table(files[file] ?? '', need, columns => lacking.push({ file, columns }))

  const areas = new Map<string, Area>()
  if (files.areas !== undefined && files.areas !== null)
    for (const [, row] of rows('areas', ['commune'])) if (row.commune) areas.set(row.commune, areaOf(row.commune, row))
  const stations = new Map<string, Row>()
  for (const [, row] of rows('stations', ['station'])) {
    if (!row.station) continue
    stations.set(row.station, row)
    for (const key of several(row.commune)) if (!areas.has(key)) areas.set(key, areaOf(key, row))
  }

  const defs: SeriesDef[] = []
  const index = new Map<string, number>()
  const best: Map<number, { value: number; corrected: boolean }>[] = []
  let count = 0
  let skipped = 0
  let doubled = 0
  const note = (line: number, vi: string, en: string) => {
    if (notes.length < NOTES) notes.push({ file: 'readings', line, vi, en })
  }
  for (const [line, row] of rows('readings', ['station', 'indicator', 'at', 'value'])) {
    const { station: code, indicator } = row
    const at = readTime(row.at ?? '')
    const value = figure(row.value)
    const station = stations.get(code ?? '')
    if (!code || !indicator || Number.isNaN(at) || value === null || !station) {
      skipped++
      const what = !code ? 'station' : !indicator ? 'indicator' : value === null ? 'value' : 'at'
      if (code && indicator && value !== null && !Number.isNaN(at))
        note(line, `bỏ qua, trạm ${code} không có trong tệp trạm`, `skipped, station ${code} is unknown`)
      else note(line, `bỏ qua, thiếu hoặc sai ${what}`, `skipped, ${what} is missing or wrong`)
      continue
    }
    if (count >= most) {
      note(line, `chỉ đọc ${most} số đo đầu`, `only the first ${most} readings are read`)
      break
    }
    const key = `${code}\u0000${indicator}`
    let series = index.get(key)
    if (series === undefined) {
      series = defs.length
      index.set(key, series)
      best.push(new Map())
      defs.push(seriesOf(code, indicator, station))
    }
    const corrected = (row.quality ?? '').toLowerCase() === 'corrected'
    const cells = best[series] as Map<number, { value: number; corrected: boolean }>
    const had = cells.get(at)
    if (!had) count++
    else if (had.value !== value) {
      doubled++
      const byQuality = corrected !== had.corrected
      note(
        line,
        `trạm ${code} có hai giá trị cho một giờ; giữ ${byQuality ? 'giá trị đã sửa' : 'giá trị cao hơn'}`,
        `two values for one time; the ${byQuality ? 'corrected' : 'higher'} one is kept`,
      )
    }
    if (!had || (corrected && !had.corrected) || (corrected === had.corrected && value > had.value))
      cells.set(at, { value, corrected })
  }
  const readings = best.flatMap((cells, series) => [...cells].map(([at, { value }]) => ({ series, at, value })))
  const rank: number[] = []
  defs
    .map((d, i) => ({ d, i }))
    .sort((a, b) => byText(a.d.station, b.d.station) || byText(a.d.indicator, b.d.indicator))
    .forEach(({ i }, place) => (rank[i] = place))
  readings.sort((a, b) => a.at - b.at || (rank[a.series] as number) - (rank[b.series] as number))
  return {
    names: new Map([...stations].flatMap(([code, r]) => (r.name ? [[code, r.name] as const] : []))),
    defs,
    areas: [...areas.values()].sort((a, b) => byText(a.key, b.key)),
    readings,
    notes,
    skipped,
    doubled,
    lacking,
  }
}

function areaOf(key: string, row: Row): Area {
  return {
    key,
    province: row.province || null,
    terrain: terrains[(row.terrain ?? '').toLowerCase()] ?? null,
    landslideZone: zone(row.landslide_zone),
    susceptibility: susceptibilities[(row.landslide_susceptibility ?? '').toLowerCase()] ?? null,
    attrs: { ...provinceAttrs(row.province || null), ...given(areaColumns, row) },
  }
}

function seriesOf(code: string, indicator: string, station: Row): SeriesDef {
  return {
    station: code,
    indicator,
    areas: several(station.commune),
    alarm1: figure(station.alarm1),
    alarm2: figure(station.alarm2),
    alarm3: figure(station.alarm3),
    record: figure(station.flood_record),
    zone: zone(station.zone),
    basin: station.basin || station.river || null,
    attrs: given(stationColumns, station),
  }
}
