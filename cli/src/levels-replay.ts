import {
  alarmOf,
  byTimeAndPlace,
  type Evidence,
  LevelEngine,
  type OfficialChange,
  officialChanges,
  type ParsedBulletin,
  type Reading,
  readPack,
  readReplayCsv,
  type ReplayInput,
  type RulePack,
  type SeriesDef,
  seriesKind,
  shippedPacks,
} from '@tusom/domain'
import { toLocalIso } from '@tusom/vi-text'
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
  Cột theo thứ tự nào cũng được, cách nhau bằng dấu phẩy, chấm phẩy hoặc tab · columns in any order; comma, semicolon or tab
  --rules DIR  gói luật .json của thư mục thay cho gói kèm theo · packs of the folder in place of those that ship

Ví dụ · example:  tusom levels replay --readings lu.csv --stations tram.csv --json`

class Fault extends Error {
  readonly exit: number
  constructor(message: string, exit: number) {
    super(message)
    this.exit = exit
  }
}

/** UTF-8, or the UTF-16 that Excel calls "Unicode text", which says so in its first two bytes. */
async function textOf(path: string): Promise<string> {
  const bytes = await readFile(path).catch(() => {
    throw new Fault(`Không đọc được tệp ${path}: kiểm tra đường dẫn. · Cannot read ${path}.`, 2)
  })
  return new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8').decode(bytes)
}

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

async function load(paths: { readings: string; stations: string; areas?: string | undefined }, io: Io) {
  const input = readReplayCsv({
    readings: await textOf(paths.readings),
    stations: await textOf(paths.stations),
    areas: paths.areas === undefined ? null : await textOf(paths.areas),
  })
  const [lack] = input.lacking
  if (lack) {
    const names = lack.columns.join(', ')
    throw new Fault(
      `${paths[lack.file]}: thiếu cột ${names} ở dòng đầu. · missing column ${names} in the first line.`,
      1,
    )
  }
  for (const n of input.notes) io.err(`${paths[n.file]} dòng ${n.line}: ${n.vi}. · line ${n.line}: ${n.en}.`)
  const more = input.skipped + input.doubled - input.notes.length
  if (more > 0) io.err(`… và ${more} dòng khác · and ${more} more`)
  return input
}

/** The official levels that the bulletins of a folder set over the communes of the replay. */
async function officialFrom(dir: string, { areas, defs, names }: ReplayInput, io: Io): Promise<OfficialChange[]> {
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

function printTrace(
  packs: readonly RulePack[],
  { defs, areas, readings }: ReplayInput,
  out: (text: string) => void,
): void {
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
