import {
  type Actor,
  convertUnit,
  indicatorByName,
  policies,
  type Policy,
  readingFault,
  readTime,
  refuse,
  strangeStation,
  unknownStation,
} from '@tusom/domain'
import { readingNamesFor, type SeriesRow } from '@tusom/store'
import { fold } from '@tusom/vi-text'
import type { Context } from '../../core/context.ts'
import type { IncomingReading, Refused } from './ingest.ts'
import { type SeriesCatalogue, seriesKey } from './run-engine.ts'

/** A reading on its way in, with where it stood in what was sent and the unit it was written in, if that was said. */
export type Item = { index: number; reading: IncomingReading; unit?: string | null; raw?: unknown }
export type Sorted = { ours: Item[]; refused: Refused[] }

/** The stations by name without marks; null where two have the same. Made once a catalogue. */
const byName = new WeakMap<
  SeriesCatalogue,
  { stations: Map<string, string | null>; codes: Set<string>; indicators: Set<string> }
>()
function indexOf(catalogue: SeriesCatalogue) {
  const had = byName.get(catalogue)
  if (had) return had
  const index = { stations: new Map<string, string | null>(), codes: new Set<string>(), indicators: new Set<string>() }
  for (const s of catalogue.rows) {
    index.codes.add(s.stationCode)
    index.indicators.add(s.indicator)
    const name = fold(s.stationName)
    const other = index.stations.get(name)
    index.stations.set(name, other === undefined || other === s.stationCode ? s.stationCode : null)
  }
  byName.set(catalogue, index)
  return index
}

/**
 * What senders call things. A code is a code; else a name somebody of the unit or of a unit above it has set (the nearest
 * counts), else a station's own name where only one has it.
 */
export class ReadingNames {
  private readonly set = { station: new Map<string, string>(), indicator: new Map<string, string>() }
  private readonly found = new Map<string, SeriesRow | null>()
  private readonly catalogue: SeriesCatalogue
  private readonly index: ReturnType<typeof indexOf>

  private constructor(catalogue: SeriesCatalogue) {
    this.catalogue = catalogue
    this.index = indexOf(catalogue)
  }

  static async load(ctx: Context, catalogue: SeriesCatalogue, unitId: number): Promise<ReadingNames> {
    const names = new ReadingNames(catalogue)
    const line = ctx
      .tree()
      .ancestors(unitId)
      .map(u => u.id)
    const rows = await ctx.db.asSystem(tx => readingNamesFor(tx, line))
    // from the top down, so that the nearest is set last
    rows.sort((a, b) => line.indexOf(b.unitId) - line.indexOf(a.unitId))
    for (const r of rows) names.set[r.kind].set(r.name, r.means)
    return names
  }

  station(name: string): string | null {
    if (this.index.codes.has(name)) return name
    return this.set.station.get(name) ?? this.index.stations.get(fold(name)) ?? null
  }
  indicator(name: string): string | null {
    if (this.index.indicators.has(name)) return name
    return this.set.indicator.get(name) ?? indicatorByName(name)
  }
  series(station: string, indicator: string): SeriesRow | null {
    const key = seriesKey(station, indicator)
    // nearly always both are codes
    const direct = this.catalogue.byKey.get(key)
    if (direct) return direct
    const known = this.found.get(key)
    if (known !== undefined) return known
    const row =
      this.catalogue.byKey.get(seriesKey(this.station(station) ?? station, this.indicator(indicator) ?? indicator)) ??
      null
    // a file says the same few names over and over; one that never does must not fill the memory
    if (this.found.size < 10_000) this.found.set(key, row)
    return row
  }
}

/** Says for which stations an actor may send: those that speak for a place held or watched. Remembers its answers. */
export function reachOf(actor: Actor): (row: SeriesRow) => boolean {
  const policy = policies['observations.of-station'] as Policy
  const known = new Map<number, boolean>()
  return row => {
    const had = known.get(row.stationId)
    if (had !== undefined) return had
    const may = [row.provinceId, ...row.communeIds].some(unitId => refuse(actor, policy, { unitId }) === null)
    known.set(row.stationId, may)
    return may
  }
}

/**
 * Gives every reading the codes of its series and the unit it is kept in. A station that nobody
 * registered, one of strangers, and a unit that cannot be turned into the series' own are refused by name.
 */
export function sortReadings(items: readonly Item[], names: ReadingNames, may: (row: SeriesRow) => boolean): Sorted {
  const ours: Item[] = []
  const refused: Refused[] = []
  const no = (item: Item, code: string, vi: string, en: string) =>
    refused.push({
      index: item.index,
      station: item.reading.station,
      code,
      message: vi,
      messageEn: en,
      item: kept(item),
    })
  for (const item of items) {
    const { reading } = item
    const row = names.series(reading.station, reading.indicator)
    if (!row) {
      // refused here and not by ingest, so that the unit it was written in is kept with it
      const { code, vi, en } = unknownStation(reading.station, reading.indicator)
      no(item, code, vi, en)
      continue
    }
    if (!may(row)) {
      const { code, vi, en } = strangeStation(reading.station)
      no(item, code, vi, en)
      continue
    }
    const value = item.unit ? convertUnit(reading.value, item.unit, row.unit) : reading.value
    if (value === null) {
      no(
        item,
        'reading.wrong-unit',
        `Không đổi được ${item.unit} ra ${row.unit} của trạm ${row.stationCode}: chọn lại đơn vị.`,
        `${item.unit} cannot be turned into the ${row.unit} of station ${row.stationCode}: choose another unit.`,
      )
      continue
    }
    const same = !item.unit && reading.station === row.stationCode && reading.indicator === row.indicator
    // the unit goes with the turning: what is sorted once more must not be turned once more
    ours.push(
      same
        ? item
        : { ...item, unit: null, reading: { ...reading, station: row.stationCode, indicator: row.indicator, value } },
    )
  }
  return { ours, refused }
}

const kept = (item: Item): unknown => (item.unit ? { ...item.reading, unit: item.unit } : item.reading)

/** Judges without storing: what `Ingest.take` would refuse, by the same rule. For previews and for trying again. */
export function judgeReadings(sorted: Sorted, catalogue: SeriesCatalogue, now: number): Sorted {
  const ours: Item[] = []
  const refused = [...sorted.refused]
  for (const item of sorted.ours) {
    const { station, indicator, at, value } = item.reading
    const row = catalogue.byKey.get(seriesKey(station, indicator)) ?? null
    const fault = readingFault(station, indicator, readTime(at), value, row, now)
    if (fault)
      refused.push({
        index: item.index,
        station,
        code: fault.code,
        message: fault.vi,
        messageEn: fault.en,
        item: kept(item),
      })
    else ours.push(item)
  }
  return { ours, refused }
}
