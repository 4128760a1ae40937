import {
  type Area,
  type Attrs,
  type BatchResult,
  packsWith,
  PackEngines,
  provinceAttrs,
  type Reading,
  type RulePack,
  type SeriesDef,
  shippedPacks,
} from '@tusom/domain'
import {
  chosenPacks,
  engineVersion,
  recentReadings,
  type SeriesRow,
  type StoredReading,
  suggestedStates,
  type Tx,
} from '@tusom/store'
import type { UnitTree } from '../../core/unit-tree.ts'

/** The catalogue of series, as ingest needs it. */
export type SeriesCatalogue = {
  rows: readonly SeriesRow[]
  byKey: ReadonlyMap<string, SeriesRow>
  byId: ReadonlyMap<number, SeriesRow>
}

export const seriesKey = (station: string, indicator: string): string => `${station}\u0000${indicator}`

export function catalogue(rows: readonly SeriesRow[]): SeriesCatalogue {
  return {
    rows,
    byKey: new Map(rows.map(r => [seriesKey(r.stationCode, r.indicator), r])),
    byId: new Map(rows.map(r => [r.id, r])),
  }
}

const number = (v: unknown): number | null => (typeof v === 'number' ? v : null)

/** Communes as the engine sees them; what a unit's attributes do not say is unknown. */
export function areasOf(tree: UnitTree): Area[] {
  return [...tree.byId.values()]
    .filter(u => u.kind === 'commune' && u.validTo === null)
    .map(u => ({
      key: String(u.id),
      province: u.parentId === null ? null : String(u.parentId),
      terrain: (u.attrs.terrain as Area['terrain']) ?? null,
      landslideZone: number(u.attrs.landslideZone),
      susceptibility: (u.attrs.landslideSusceptibility as Area['susceptibility']) ?? null,
      // what the commune's own attributes say stands above what its province as a whole tells
      attrs: {
        ...provinceAttrs(u.parentId === null ? null : (tree.byId.get(u.parentId)?.code ?? null)),
        ...(u.attrs as Attrs),
      },
    }))
}

export const defOf = (r: SeriesRow): SeriesDef => ({
  station: r.stationCode,
  indicator: r.indicator,
  areas: r.communeIds.map(String),
  alarm1: r.thresholds.alarm1?.value ?? null,
  alarm2: r.thresholds.alarm2?.value ?? null,
  alarm3: r.thresholds.alarm3?.value ?? null,
  record: r.thresholds.record?.value ?? null,
  zone: r.thresholds.zone?.value ?? null,
  basin: r.basin ?? r.river,
  attrs: r.attrs,
})

type Chosen = Map<number, { pack: RulePack; since: Date; own: boolean }[]>
const packsFor = (own: readonly { pack: RulePack }[]): readonly RulePack[] =>
  own.reduce<readonly RulePack[]>((packs, c) => packsWith(packs, c.pack), shippedPacks)

/** The engine of one run, rebuilt from the database whenever the memory is behind. */
export class RunEngine {
  readonly engine: PackEngines
  readonly index = new Map<number, number>()
  /** time of the last stored reading by series id: a later one cannot be there yet */
  readonly lastAt = new Map<number, number>()
  version: number
  /** what stands published as suggested, by `area/hazard` */
  readonly published = new Map<string, { areaId: number; hazard: string; level: number | null }>()

  /** packs by province, with since when each was chosen */
  private readonly chosen: Chosen

  private constructor(engine: PackEngines, version: number, chosen: Chosen) {
    this.engine = engine
    this.chosen = chosen
    this.version = version
  }

  /** Judges readings that are being stored. */
  take(readings: readonly StoredReading[]): BatchResult {
    for (const r of readings)
      if (r.at > (this.lastAt.get(r.seriesId) ?? Number.NEGATIVE_INFINITY)) this.lastAt.set(r.seriesId, r.at)
    return this.engine.ingest(
      readings.map(r => ({ series: this.index.get(r.seriesId) as number, at: r.at, value: r.value })),
    )
  }

  /** The packs by which a commune, or another unit of its province, is judged. */
  packsOf(areaId: number): readonly RulePack[] {
    return this.engine.packsOf(String(areaId))
  }

  /** The packs that a province judges by. */
  packsOfProvince(provinceId: number): readonly RulePack[] {
    return packsFor(this.chosen.get(provinceId) ?? [])
  }

  /** Which version of each pack a province judges by, and since when; nothing chosen: the one that ships. */
  inForce(provinceId: number): { packId: string; version: string; since: string | null; ofActual: boolean }[] {
    const own = this.chosen.get(provinceId) ?? []
    return this.packsOfProvince(provinceId).map(p => {
      const choice = own.find(c => c.pack.id === p.id)
      return {
        packId: p.id,
        version: p.version,
        since: choice?.since.toISOString() ?? null,
        ofActual: choice !== undefined && !choice.own,
      }
    })
  }

  static async load(tx: Tx, runId: number, tree: UnitTree, series: SeriesCatalogue): Promise<RunEngine> {
    const version = await engineVersion(tx, runId)
    const chosen: Chosen = new Map()
    for (const c of await chosenPacks(tx, runId))
      chosen.set(c.provinceId, [
        ...(chosen.get(c.provinceId) ?? []),
        { pack: c.body as RulePack, since: c.since, own: c.own },
      ])
    const packs = new Map<string | null, readonly RulePack[]>([[null, shippedPacks]])
    for (const [province, own] of chosen) packs.set(String(province), packsFor(own))
    const engine = new PackEngines(packs, areasOf(tree), series.rows.map(defOf))
    const self = new RunEngine(engine, version, chosen)
    series.rows.forEach((r, i) => self.index.set(r.id, i))
    const batch: Reading[] = []
    for (const r of await recentReadings(
      tx,
      runId,
      new Map(series.rows.map((r, i) => [r.id, self.engine.retention(i)])),
    )) {
      const i = self.index.get(r.seriesId)
      if (i === undefined) continue
      const at = r.at.getTime()
      batch.push({ series: i, at, value: r.value })
      self.lastAt.set(r.seriesId, at)
    }
    self.engine.ingest(batch)
    for (const s of await suggestedStates(tx, runId)) self.published.set(`${s.areaId}/${s.hazard}`, s)
    return self
  }
}
