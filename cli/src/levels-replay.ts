import {
  alarmOf,
  type Area,
  byTimeAndPlace,
  type Evidence,
  LevelEngine,
  type OfficialChange,
  officialChanges,
  type ParsedBulletin,
  type Reading,
  provinceAttrs,
  readTime,
  readPack,
  type RulePack,
  type SeriesDef,
  seriesKind,
  shippedPacks,
} from '@tusom/domain'
import { toLocalIso } from '@tusom/vi-text'
import { parse } from 'csv-parse/sync'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Command, Io } from './command.ts'
import { readOptions } from './options.ts'
import { readBounded, readBulletin, whyUnreadable } from './read-bulletin.ts'

const help = `tusom levels replay --readings R.csv --stations S.csv [--areas A.csv] [--rules DIR] [--bulletins DIR] [--trace] --json

Chạy lại cấp độ trên số đo cũ, cùng mã với máy chủ. Mỗi dòng JSON là một lần đổi cấp; --trace: mỗi số đo một dòng.
Replays levels over past readings with the code the server runs. One JSON line per change; --trace: one per reading.

  R  station,indicator,at,value[,quality]
  S  station,name,lon,lat,commune,indicators,alarm1,alarm2,alarm3,flood_record,zone[,basin,place,shore]
  A  commune,province,terrain,landslide_zone,landslide_susceptibility[,region,coast,fire_zone,settlement,near_reservoir]
  --rules DIR  gói luật .json của thư mục thay cho gói kèm theo · packs of the folder in place of those that ship

Ví dụ · example:  tusom levels replay --readings lu.csv --stations tram.csv --json`

type Row = Record<string, string>

class Fault extends Error {
  readonly exit: number
  constructor(message: string, exit: number) {
    super(message)
    this.exit = exit
  }
}

async function table(path: string, need: readonly string[]): Promise<Row[]> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new Fault(`Không đọc được tệp ${path}: kiểm tra đường dẫn. · Cannot read ${path}.`, 2)
  })
  let rows: Row[]
  try {
    rows = parse(text, {
      bom: true,
      columns: (h: string[]) => h.map(x => x.trim().toLowerCase()),
      skip_empty_lines: true,
      relax_column_count: true,
      trim: true,
    })
  } catch (e) {
    throw new Fault(`${path}: ${(e as Error).message}`, 1)
  }
  const missing = need.filter(n => rows[0] && !(n in rows[0]))
  if (missing.length)
    throw new Fault(
      `${path}: thiếu cột ${missing.join(', ')} ở dòng đầu. · missing column ${missing.join(', ')} in the first line.`,
      1,
    )
  return rows
}

const number = (text: string | undefined): number | null => {
  if (text === undefined || text === '') return null
  const n = Number(text.replace(',', '.'))
  return Number.isFinite(n) ? n : null
}
const terrains: Record<string, Area['terrain']> = {
  mountain: 'mountain',
  mountainous: 'mountain',
  midland: 'mountain',
  mn: 'mountain',
  'miền núi': 'mountain',
  'trung du': 'mountain',
  plain: 'plain',
  coastal: 'plain',
  delta: 'plain',
  lowland: 'plain',
  db: 'plain',
  đb: 'plain',
  'đồng bằng': 'plain',
  'ven biển': 'plain',
}
const susceptibilities: Record<string, Area['susceptibility']> = {
  low: 'low',
  t: 'low',
  thấp: 'low',
  '1': 'low',
  medium: 'medium',
  moderate: 'medium',
  tb: 'medium',
  'trung bình': 'medium',
  '2': 'medium',
  high: 'high',
  c: 'high',
  cao: 'high',
  '3': 'high',
  'very-high': 'very-high',
  very_high: 'very-high',
  'very high': 'very-high',
  rc: 'very-high',
  'rất cao': 'very-high',
  '4': 'very-high',
}

/** Columns that tables of the law may ask about; several values in one cell are all possible. */
const areaColumns = {
  region: 'region',
  coast: 'coast',
  fire_zone: 'fireZone',
  settlement: 'settlement',
  near_reservoir: 'nearReservoir',
}
const stationColumns = { place: 'place', shore: 'shore' }
function given(columns: Record<string, string>, row: Row): Record<string, (string | number)[]> {
  const all: Record<string, (string | number)[]> = {}
  for (const [column, name] of Object.entries(columns)) {
    const values = several(row[column]).map(v => (/^\d+$/.test(v) ? Number(v) : v))
    if (values.length) all[name] = values
  }
  return all
}

/** Splits a cell that may name several things. */
const several = (text: string | undefined): string[] =>
  (text ?? '')
    .split(/[;|]/)
    .map(s => s.trim())
    .filter(Boolean)

async function rulesFrom(dir: string | undefined): Promise<readonly RulePack[]> {
  if (!dir) return shippedPacks
  const files = await readdir(dir).catch(() => {
    throw new Fault(`Không đọc được thư mục gói luật ${dir}. · Cannot read the folder of rule packs.`, 2)
  })
  const packs: RulePack[] = []
  for (const file of files.filter(f => f.endsWith('.json')).sort()) {
    let body: unknown
    try {
      body = JSON.parse(await readFile(join(dir, file), 'utf8'))
    } catch (e) {
      throw new Fault(`Gói luật ${file} không đọc được: ${(e as Error).message}. · Cannot read the pack.`, 1)
    }
    const read = readPack(body)
    if ('faults' in read) throw new Fault(`Gói luật ${file}: ${read.faults.slice(0, 5).join('; ')}.`, 1)
    packs.push(read.pack)
  }
  if (!packs.length) throw new Fault(`Thư mục ${dir} không có gói luật .json nào. · No .json pack in ${dir}.`, 1)
  return packs
}

type Loaded = {
  /** names of stations by code */
  names: Map<string, string>
  defs: SeriesDef[]
  areas: Area[]
  readings: { series: number; at: number; value: number }[]
}

async function load(o: { readings: string; stations: string; areas?: string | undefined }, io: Io): Promise<Loaded> {
  const stationRows = await table(o.stations, ['station'])
  const readingRows = await table(o.readings, ['station', 'indicator', 'at', 'value'])
  const areaRows = o.areas ? await table(o.areas, ['commune']) : []

  const areas = new Map<string, Area>()
  for (const r of areaRows) {
    if (!r.commune) continue
    areas.set(r.commune, {
      key: r.commune,
      province: r.province || null,
      terrain: terrains[(r.terrain ?? '').toLowerCase()] ?? null,
      landslideZone: number(r.landslide_zone?.replace(/^kv/i, '')),
      susceptibility: susceptibilities[(r.landslide_susceptibility ?? '').toLowerCase()] ?? null,
      attrs: { ...provinceAttrs(r.province || null), ...given(areaColumns, r) },
    })
  }
  const byStation = new Map<string, Row>()
  for (const r of stationRows) {
    if (!r.station) continue
    byStation.set(r.station, r)
    for (const commune of several(r.commune))
      if (!areas.has(commune))
        areas.set(commune, { key: commune, province: null, terrain: null, landslideZone: null, susceptibility: null })
  }
  const defs: SeriesDef[] = []
  const index = new Map<string, number>()
  const best = new Map<string, { series: number; at: number; value: number; corrected: boolean }>()
  let line = 1
  let bad = 0
  const complain = (text: string) => {
    if (++bad <= 20) io.err(text)
  }
  for (const r of readingRows) {
    line++
    const at = readTime(r.at ?? '')
    const value = number(r.value)
    if (!r.station || !r.indicator || Number.isNaN(at) || value === null) {
      complain(
        `${o.readings} dòng ${line}: bỏ qua, thiếu hoặc sai ${!r.station ? 'station' : !r.indicator ? 'indicator' : value === null ? 'value' : 'at'}. · line ${line} skipped.`,
      )
      continue
    }
    const station = byStation.get(r.station)
    if (!station) {
      complain(`${o.readings} dòng ${line}: bỏ qua, trạm ${r.station} không có trong ${o.stations}. · unknown station.`)
      continue
    }
    const key = `${r.station}\u0000${r.indicator}`
    let series = index.get(key)
    if (series === undefined) {
      series = defs.length
      index.set(key, series)
      defs.push({
        station: r.station,
        indicator: r.indicator,
        areas: several(station.commune),
        alarm1: number(station.alarm1),
        alarm2: number(station.alarm2),
        alarm3: number(station.alarm3),
        record: number(station.flood_record),
        zone: number(station.zone?.replace(/^kv/i, '')),
        basin: station.basin || station.river || null,
        attrs: given(stationColumns, station),
      })
    }
    const cell = `${series}/${at}`
    const corrected = (r.quality ?? '').toLowerCase() === 'corrected'
    const had = best.get(cell)
    if (had && had.value !== value)
      io.err(
        `${o.readings} dòng ${line}: trạm ${r.station} có hai giá trị lúc ${toLocalIso(at)}; giữ ${corrected !== had.corrected ? 'giá trị đã sửa' : 'giá trị cao hơn'}. · two values for one time; the ${corrected !== had.corrected ? 'corrected' : 'higher'} one is kept.`,
      )
    if (!had || (corrected && !had.corrected) || (corrected === had.corrected && value > had.value))
      best.set(cell, { series, at, value, corrected })
  }
  if (bad > 20) io.err(`… và ${bad - 20} dòng khác · and ${bad - 20} more`)
  const readings = [...best.values()].sort(
    (a, b) =>
      a.at - b.at ||
      text(defs[a.series]?.station, defs[b.series]?.station) ||
      text(defs[a.series]?.indicator, defs[b.series]?.indicator),
  )
  const names = new Map([...byStation].flatMap(([code, r]) => (r.name ? [[code, r.name] as const] : [])))
  return { names, defs, areas: [...areas.values()].sort((a, b) => text(a.key, b.key)), readings }
}

const text = (a = '', b = '') => (a < b ? -1 : a > b ? 1 : 0)

/** The official levels that the bulletins of a folder set over the communes of the replay. */
async function officialFrom(dir: string, { areas, defs, names }: Loaded, io: Io): Promise<OfficialChange[]> {
  const files = await readdir(dir).catch(() => {
    throw new Fault(`Không đọc được thư mục bản tin ${dir}. · Cannot read the folder of bulletins.`, 2)
  })
  const bulletins: { name: string; parsed: ParsedBulletin }[] = []
  for (const file of files.filter(f => /\.(txt|md|docx|pdf|xml)$/i.test(f)).sort()) {
    const read = await readBulletin(await readBounded(join(dir, file)), file, null).catch(e => ({
      fault: `${file}: ${whyUnreadable(e)}\n`,
    }))
    if ('fault' in read) io.err(read.fault.trimEnd())
    else bulletins.push({ name: file, parsed: read.parsed })
  }
  const stations = new Map<string, Set<string>>()
  for (const d of defs) {
    const own = stations.get(d.station) ?? new Set()
    for (const a of d.areas) own.add(a)
    stations.set(d.station, own)
  }
  const { changes, skipped } = officialChanges(bulletins, {
    areas: areas.map(a => ({ key: a.key, province: a.province })),
    // a bulletin calls a gauge by its name, the files by its code
    stations: [...stations].flatMap(([code, own]) =>
      [code, names.get(code) ?? code].map(name => ({ name, areas: [...own] })),
    ),
  })
  for (const s of skipped) io.err(s)
  return changes
}

function printTrace(packs: readonly RulePack[], { defs, areas, readings }: Loaded, out: (text: string) => void): void {
  const engine = new LevelEngine(packs, areas, defs, { keep: false })
  for (const r of readings) {
    engine.ingest([r])
    const def = defs[r.series] as SeriesDef
    const state = engine.trace(r.series)
    const derived =
      seriesKind(def.indicator) === 'stage'
        ? { alarm: alarmOf(def, r.value) }
        : state.isRain
          ? { sum12h: state.sum12, sum24h: state.sum24, band: state.band }
          : {}
    out(
      `${JSON.stringify({ at: toLocalIso(r.at), station: def.station, indicator: def.indicator, value: r.value, ...derived })}\n`,
    )
  }
}

export const levelsReplay: Command = {
  name: 'levels replay',
  summary: 'chạy lại cấp độ trên số đo cũ · replay levels over past readings',
  help,
  run: async (args, io) => {
    const options = readOptions(
      args,
      {
        readings: { type: 'string' },
        stations: { type: 'string' },
        areas: { type: 'string' },
        rules: { type: 'string' },
        bulletins: { type: 'string' },
        trace: { type: 'boolean' },
        json: { type: 'boolean' },
      },
      help,
    )
    if ('fault' in options) {
      io.err(options.fault)
      return 2
    }
    const { values } = options
    if (!values.readings || !values.stations) {
      io.err(`Cần --readings và --stations. · --readings and --stations are needed.\n\n${help}`)
      return 2
    }
    try {
      const packs = await rulesFrom(values.rules as string | undefined)
      const loaded = await load(
        {
          readings: values.readings as string,
          stations: values.stations as string,
          areas: values.areas as string | undefined,
        },
        io,
      )
      const chunks: string[] = []
      const out = (line: string) => {
        chunks.push(line)
        if (chunks.length >= 2000) io.out(chunks.splice(0).join(''))
      }
      if (values.trace) printTrace(packs, loaded, out)
      else {
        const suggested = new LevelEngine(packs, loaded.areas, loaded.defs, { keep: false }).ingest(
          loaded.readings as Reading[],
        ).changes
        const official = values.bulletins ? await officialFrom(values.bulletins as string, loaded, io) : []
        const changes = [...suggested.map(c => ({ ...c, status: 'suggested' as const })), ...official]
        const place = (e: Evidence) => ({ ...e, at: toLocalIso(e.at) })
        for (const c of changes.sort(byTimeAndPlace)) {
          if (values.json)
            out(
              `${JSON.stringify({ at: toLocalIso(c.at), area: c.area, hazard: c.hazard, from: c.from, to: c.to, status: c.status, rule: c.rule, article: c.article, evidence: c.evidence.map(place) })}\n`,
            )
          else
            out(
              `${toLocalIso(c.at)}  ${c.area}  ${c.hazard}  ${c.from ?? '?'} → ${c.to ?? '?'}  ${c.status === 'official' ? 'chính thức' : 'gợi ý'} (${c.article}) ${c.evidence.map(e => e.says).join('; ')}\n`,
            )
        }
      }
      io.out(chunks.join(''))
      return 0
    } catch (e) {
      if (!(e instanceof Fault)) throw e
      io.err(e.message)
      return e.exit
    }
  },
}
