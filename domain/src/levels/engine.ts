import { applyReading, type SeriesRules, seriesRules } from './apply-reading.ts'
import type { AreaState, ProvinceState } from './area-state.ts'
import { type Evidence, rainEvidence, type SeriesState, spreadEvidence, stageEvidence } from './evidence.ts'
import { addToHistory } from './history.ts'
import { TableJudges } from './judge-tables.ts'
import { type Level, type LevelChange, rankOf } from './level.ts'
import { LevelSetter } from './level-setter.ts'
import { newArea, newProvince, newSeries } from './new-states.ts'
import type { PackHazard, RulePack } from './pack.ts'
import { ProvinceCounts } from './province-counts.ts'
import { judgeBand, judgeSlope, type RainVerdict, within } from './rain-rule.ts'
import { ReadingBuffer } from './reading-buffer.ts'
import { retentionOf } from './retention.ts'
import { type Area, type SeriesDef, type SeriesKind, seriesKind } from './series-def.ts'
import { alarmOf } from './stage-rule.ts'
import type { TableRule } from './table-rule.ts'

export type { Level, LevelChange } from './level.ts'

const DAY = 86_400_000

/** A reading addressed by the engine's own index of its series. */
export type Reading = { series: number; at: number; value: number }

export type BatchResult = {
  /** changes in order of time */
  changes: LevelChange[]
  /** set when late or corrected readings changed the past: from this instant on `history()` replaces what was recorded */
  rewrittenFrom: number | null
}

/**
 * Judges readings: `series → windows → conditions → level per (commune, hazard) → change`.
 *
 * The outcome depends on the readings only, never on a clock, on the order of arrival or on how they were cut into batches:
 * readings of one instant are applied together before anything is judged, and a late or corrected reading makes the engine
 * judge again from what it keeps. Server, replay, preview and exercise run this same code.
 *
 * @throws nothing; unknown series indexes are ignored
 */
export class LevelEngine {
  private readonly series: SeriesState[] = []
  private readonly areas: AreaState[] = []
  private readonly provinces: ProvinceState[] = []
  private readonly rules: SeriesRules
  private readonly counts = new ProvinceCounts(this.series, this.areas, this.provinces)
  private readonly levels: LevelSetter
  private tables: TableJudges
  private readonly buffers: ReadingBuffer[] = []
  private readonly areaIndex = new Map<string, number>()
  private readonly packs: readonly RulePack[]
  /** which pack a hazard stands in, for the name of its rules */
  private readonly packOf = new Map<string, string>()
  private readonly keep: boolean
  private readonly severalRows: boolean
  /** gauges whose water has come into another interval since provinces were last counted */
  private readonly stageMoved = new Set<number>()
  private log: LevelChange[] = []

  /** `keep: false` drops what late readings would need (replay of a sorted file). Of two packs with one hazard the first is used. */
  constructor(
    packs: RulePack | readonly RulePack[],
    areas: readonly Area[],
    defs: readonly SeriesDef[],
    options: { keep?: boolean } = {},
  ) {
    this.packs = Array.isArray(packs) ? packs : [packs as RulePack]
    this.keep = options.keep ?? true
    const hazards: PackHazard[] = []
    for (const pack of this.packs)
      for (const h of pack.hazards) {
        if (this.packOf.has(h.hazard)) continue
        this.packOf.set(h.hazard, pack.id)
        hazards.push(h)
      }
    const find = <M extends PackHazard['method']>(method: M) =>
      (hazards.find(h => h.method === method) ?? null) as Extract<PackHazard, { method: M }> | null
    this.severalRows = hazards.some(h => h.method === 'river-stage' && h.rows.some(r => r.basins))
    this.rules = seriesRules(find('river-stage'), find('rain-band'), find('rain-slope'))
    this.levels = new LevelSetter(this.packOf)
    this.tables = new TableJudges(hazards)
    for (const area of areas) this.addArea(area)
    for (const def of defs) this.addSeries(def, hazards)
  }

  private readonly provinceIndex = new Map<string, number>()

  private addArea(area: Area): void {
    let province = -1
    if (area.province !== null) {
      province = this.provinceIndex.get(area.province) ?? -1
      if (province < 0) {
        province = this.provinces.length
        this.provinceIndex.set(area.province, province)
        this.provinces.push(newProvince(this.rules))
      }
      const p = this.provinces[province] as ProvinceState
      p.communes++
      p.areas.push(this.areas.length)
    }
    this.areaIndex.set(area.key, this.areas.length)
    this.areas.push(newArea(area, province, this.tables))
  }

  private addSeries(def: SeriesDef, hazards: readonly PackHazard[]): void {
    const kind = seriesKind(def.indicator)
    const index = this.series.length
    const areas: number[] = []
    for (const key of def.areas) {
      const i = this.areaIndex.get(key)
      if (i === undefined) continue
      areas.push(i)
      ;(this.areas[i] as AreaState).series.push(index)
    }
    this.tables.addSeries(
      def,
      kind,
      areas.map(i => this.areas[i] as AreaState),
    )
    this.series.push(newSeries(def, areas, this.tables.fed(index), this.rules))
    this.buffers.push(new ReadingBuffer(retentionOf(hazards, kind)))
  }

  /** How long readings of a series are kept, in milliseconds before its last: what a restart must load. */
  retention(series: number): number {
    return (this.buffers[series] as ReadingBuffer).retention
  }

  /** Applies a batch in any order. Two values for one series and time: the later in the batch wins. */
  ingest(batch: readonly Reading[]): BatchResult {
    const sorted = isSorted(batch) ? batch : [...batch].sort((a, b) => a.at - b.at)
    let late = Number.POSITIVE_INFINITY
    const changes: LevelChange[] = []
    const dirty = new Set<number>()
    let i = 0
    while (i < sorted.length) {
      const at = (sorted[i] as Reading).at
      for (; i < sorted.length && (sorted[i] as Reading).at === at; i++) {
        const r = sorted[i] as Reading
        const s = this.series[r.series]
        if (!s) continue
        if (this.keep) {
          const buffer = this.buffers[r.series] as ReadingBuffer
          if (at < s.lastAt - buffer.retention) continue
          buffer.put(at, r.value)
          buffer.trim()
        }
        if (at < s.lastAt || (at === s.lastAt && r.value !== s.lastValue)) {
          late = Math.min(late, at)
          continue
        }
        if (at === s.lastAt) continue
        if (this.apply(s, r.series, at, r.value)) {
          if (s.stage && this.severalRows) this.stageMoved.add(r.series)
          for (const a of s.areas) {
            // the commune has already been judged later than this: its past must be judged again
            if (at < (this.areas[a] as AreaState).frontier) late = Math.min(late, at)
            dirty.add(a)
          }
        }
        for (const a of s.areas) {
          const area = this.areas[a] as AreaState
          // what waits for its time is looked at with every reading of the commune: one that belongs before such a look is late
          if (area.waiting) dirty.add(a)
          if (at <= area.lookedAt) late = Math.min(late, at)
          // a level changed later than this, and what was told then rests on what each series had said last
          if (at < area.changedAt) late = Math.min(late, at)
          // a level changed at this very instant in an earlier batch: what it rests on is told anew
          if (at === area.changedAt) dirty.add(a)
          if (at > area.frontier) area.frontier = at
        }
      }
      if (dirty.size && at < late) {
        const lateness = this.judge(dirty, at, changes)
        if (lateness) late = Math.min(late, at)
      }
      dirty.clear()
    }
    if (late < Number.POSITIVE_INFINITY && this.keep) return this.judgeAgain(Math.min(late, (sorted[0] as Reading).at))
    this.record(changes)
    return { changes, rewrittenFrom: null }
  }

  /** True where what the series says has changed in a way that a rule can see. */
  private apply(s: SeriesState, index: number, at: number, value: number): boolean {
    const fed = s.fed && this.tables.push(index, at, value, s.def, s.kind)
    return applyReading(s, at, value, this.rules) || fed
  }

  /** Judges the marked communes at one instant. Returns true where the province had already been judged later than that. */
  private judge(dirty: ReadonlySet<number>, at: number, changes: LevelChange[]): boolean {
    let late = false
    const all = new Set(dirty)
    const everywhere = this.counts.spreadBands(dirty, at)
    const around = new Set<number>()
    for (const a of dirty) {
      const state = this.areas[a] as AreaState
      if (this.tables.wide.length && this.tables.recount(state) && state.province >= 0) around.add(state.province)
    }
    for (const i of this.stageMoved)
      for (const a of (this.series[i] as SeriesState).areas) {
        const p = (this.areas[a] as AreaState).province
        if (p >= 0 && !around.has(p) && this.counts.recountBasins(p)) around.add(p)
      }
    this.stageMoved.clear()
    for (const p of around) {
      const province = this.provinces[p] as ProvinceState
      if (at < province.frontier) late = true
      if (at > province.frontier) province.frontier = at
      for (const a of province.areas) if ((this.areas[a] as AreaState).series.length) all.add(a)
    }
    if (everywhere !== null) {
      if (everywhere.late) late = true
      // a changed share can change every commune that is in a band, in this province and, by "many provinces", in others
      for (const p of this.provinces) {
        if (at > p.frontier) p.frontier = at
        for (const a of p.areas) if ((this.areas[a] as AreaState).band >= 0) all.add(a)
      }
    }
    for (const a of [...all].sort((x, y) => x - y)) {
      const state = this.areas[a] as AreaState
      if (at > state.frontier) state.frontier = at
      else if (at < state.frontier) late = true
      this.judgeArea(state, at, changes)
    }
    return late
  }

  private judgeArea(state: AreaState, at: number, changes: LevelChange[]): void {
    const own = state.series.map(i => this.series[i] as SeriesState)
    const province = this.provinces[state.province]
    const { stage } = this.rules
    if (stage) {
      const gauges = own.filter(s => s.stageVerdict)
      const worst = highest(gauges, s => this.counts.stageOf(s, province))
      if (worst) this.levels.set(state, stage, worst.verdict, at, changes, () => gauges.map(s => stageEvidence(s)))
    }
    this.judgeRain(state, own, at, changes)
    for (const i of state.judged) {
      const found = this.tables.judge(i, state, province, this.areas)
      const { hazard } = this.tables.rules[i] as TableRule
      if (found) this.levels.set(state, hazard, found.verdict, at, changes, found.evidence)
    }
  }

  private judgeRain(state: AreaState, own: readonly SeriesState[], at: number, changes: LevelChange[]): void {
    const rains = own.filter(s => s.isRain && s.lastAt > Number.NEGATIVE_INFINITY)
    if (!rains.length) return
    const { band, slope } = this.rules
    if (band) {
      const worst = highest(rains, s =>
        s.band < 0
          ? { level: 0 as Level, rule: 'none', gap: null }
          : judgeBand(
              band,
              s.band,
              1 + (at - (s.bandSince[s.band] as number)) / DAY,
              state.area.terrain,
              this.counts.spread(state, s.band),
            ),
      )
      if (worst)
        this.levels.set(state, band, worst.verdict, at, changes, () => [
          ...rains.filter(s => s.band >= 0 || s === worst.series).map(s => rainEvidence(s)),
          ...(worst.series.band >= 0
            ? [
                spreadEvidence(
                  worst.series,
                  band.bands[worst.series.band]?.id ?? '',
                  this.counts.spread(state, worst.series.band),
                ),
              ]
            : []),
        ])
    }
    if (slope) {
      const worst = highest(rains, s =>
        judgeSlope(
          slope,
          s.sum24,
          Number.isNaN(s.wetSince) ? 0 : (at - s.wetSince) / DAY,
          state.area.landslideZone,
          state.area.susceptibility,
        ),
      )
      if (worst)
        this.levels.set(state, slope, worst.verdict, at, changes, () =>
          rains
            .filter(s => s === worst.series || slope.classes.some(c => within(c.mm24, s.sum24)))
            .map(s => rainEvidence(s)),
        )
    }
  }

  /** Throws away all derived state and judges the kept readings anew: what a restart does too. */
  private judgeAgain(from: number): BatchResult {
    const fresh = new LevelEngine(
      this.packs,
      this.areas.map(a => a.area),
      this.series.map(s => s.def),
      { keep: true },
    )
    const readings: Reading[] = []
    this.buffers.forEach((b, series) => {
      for (let i = 0; i < b.at.length; i++)
        readings.push({ series, at: b.at[i] as number, value: b.value[i] as number })
    })
    fresh.ingest(readings)
    const changes = fresh.log
    this.series.splice(0, this.series.length, ...fresh.series)
    this.areas.splice(0, this.areas.length, ...fresh.areas)
    this.provinces.splice(0, this.provinces.length, ...fresh.provinces)
    this.buffers.splice(0, this.buffers.length, ...fresh.buffers)
    this.tables = fresh.tables
    this.log = changes
    return { changes: changes.filter(c => c.at >= from), rewrittenFrom: from }
  }

  private record(changes: readonly LevelChange[]): void {
    if (this.keep) addToHistory(this.log, changes)
  }

  /** Recorded changes from an instant on; empty where the engine keeps nothing. */
  changesFrom(at: number): LevelChange[] {
    return this.log.filter(c => c.at >= at)
  }

  /** The level now, 0 where nothing was ever said. */
  level(area: string, hazard: string): Level {
    const i = this.areaIndex.get(area)
    const hold = i === undefined ? undefined : (this.areas[i] as AreaState).levels.get(hazard)
    return hold ? hold.level : 0
  }

  /** All current levels that are not 0. */
  current(): { area: string; hazard: string; level: Level; rule: string }[] {
    return this.areas.flatMap(a =>
      [...a.levels]
        .filter(([, l]) => l.level !== 0)
        .map(([hazard, l]) => ({ area: a.area.key, hazard, level: l.level, rule: l.rule })),
    )
  }

  /** What the readings of an area say now about a hazard, the most telling first; nothing where no series speaks for it. */
  facts(area: string, hazard: string): Evidence[] {
    const i = this.areaIndex.get(area)
    if (i === undefined) return []
    const state = this.areas[i] as AreaState
    const own = state.series.map(k => this.series[k] as SeriesState)
    const table = this.tables.rules.findIndex(r => r.hazard.hazard === hazard)
    if (table >= 0) return this.tables.facts(table, state)
    if (hazard === this.rules.stage?.hazard)
      return own
        .filter(s => s.stageVerdict)
        .sort((a, b) => (b.stageVerdict?.level ?? 0) - (a.stageVerdict?.level ?? 0))
        .map(stageEvidence)
    return own
      .filter(s => s.isRain && s.lastAt > Number.NEGATIVE_INFINITY)
      .sort((a, b) => b.sum24 - a.sum24)
      .map(rainEvidence)
  }

  /** What one series says now, for tracing and for pages. Millimetres, metres. */
  trace(series: number): {
    kind: SeriesKind
    isRain: boolean
    alarm: number | null
    sum24: number
    sum12: number
    band: string | null
  } {
    const s = this.series[series] as SeriesState
    return {
      kind: s.kind,
      isRain: s.isRain,
      alarm: s.kind === 'stage' && !Number.isNaN(s.lastValue) ? alarmOf(s.def, s.lastValue) : null,
      sum24: s.sum24 / 1000,
      sum12: s.sum12 / 1000,
      band: s.band >= 0 ? (this.rules.band?.bands[s.band]?.id ?? null) : null,
    }
  }
}

function isSorted(batch: readonly Reading[]): boolean {
  for (let i = 1; i < batch.length; i++) if ((batch[i] as Reading).at < (batch[i - 1] as Reading).at) return false
  return true
}

/** The worst verdict: an undetermined one outranks 0 but not a level that is certain. */
function highest(
  list: readonly SeriesState[],
  judge: (s: SeriesState) => RainVerdict,
): { series: SeriesState; verdict: RainVerdict } | null {
  let best: { series: SeriesState; verdict: RainVerdict } | null = null
  for (const series of list) {
    const verdict = judge(series)
    if (!best || rankOf(verdict.level) > rankOf(best.verdict.level)) best = { series, verdict }
  }
  return best
}
