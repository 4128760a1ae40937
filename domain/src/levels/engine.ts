import type { AreaState, LevelHold, ProvinceState } from './area-state.ts'
import {
  type Evidence,
  rainEvidence,
  type SeriesState,
  spreadEvidence,
  stageEvidence,
  undetermined,
} from './evidence.ts'
import { addToHistory } from './history.ts'
import { TableJudges } from './judge-tables.ts'
import { type Level, type LevelChange, rankOf } from './level.ts'
import type { BandHazard, PackHazard, RulePack, SlopeHazard, StageHazard } from './pack.ts'
import { bandOf, judgeBand, judgeSlope, type RainVerdict, type Spread } from './rain-rule.ts'
import { RainWindow } from './rain-window.ts'
import { ReadingBuffer } from './reading-buffer.ts'
import { retentionOf } from './retention.ts'
import { type Area, type SeriesDef, type SeriesKind, seriesKind } from './series-def.ts'
import { alarmOf, StageRule, type StageVerdict } from './stage-rule.ts'
import type { Attrs, TableRule } from './table-rule.ts'

export type { Level, LevelChange } from './level.ts'

const DAY = 86_400_000
const MINUTE = 60_000

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
  private readonly stage: StageHazard | null
  private readonly band: BandHazard | null
  private readonly slope: SlopeHazard | null
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
    this.stage = find('river-stage')
    this.band = find('rain-band')
    this.slope = find('rain-slope')
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
        this.provinces.push({
          communes: 0,
          areas: [],
          inBand: Array(this.band?.bands.length ?? 0).fill(0),
          basinsAt: Array(6).fill(0),
          frontier: Number.NEGATIVE_INFINITY,
        })
      }
      const p = this.provinces[province] as ProvinceState
      p.communes++
      p.areas.push(this.areas.length)
    }
    this.areaIndex.set(area.key, this.areas.length)
    this.areas.push({
      area,
      province,
      series: [],
      tables: this.tables.rules.map(() => []),
      judged: [],
      attrs: attrsOf(area),
      met: this.tables.wide.map(() => ''),
      frontier: Number.NEGATIVE_INFINITY,
      band: -1,
      levels: new Map(),
      waiting: false,
      lookedAt: Number.NEGATIVE_INFINITY,
      changedAt: Number.NEGATIVE_INFINITY,
      changed: new Map(),
    })
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
    this.series.push({
      def,
      kind,
      areas,
      stage: kind === 'stage' && this.stage ? new StageRule(this.stage, def) : null,
      rain: kind === 'rain' ? new RainWindow() : null,
      isRain: kind === 'rain' || kind === 'rain24' || kind === 'rain12',
      fed: this.tables.fed(index),
      lastAt: Number.NEGATIVE_INFINITY,
      lastValue: Number.NaN,
      heldValue: Number.NaN,
      stageVerdict: null,
      sum24: 0,
      sum12: 0,
      band: -1,
      bandSince: Array(this.band?.bands.length ?? 0).fill(Number.NaN),
      wetSince: Number.NaN,
      key: -1,
    })
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
    s.lastAt = at
    s.lastValue = value
    const fed = s.fed && this.tables.push(index, at, value, s.def, s.kind)
    if (s.stage) {
      const slack = this.stage?.hysteresis ?? 0
      s.heldValue =
        slack === 0 || Number.isNaN(s.heldValue) ? value : Math.max(Math.min(s.heldValue, value + slack), value)
      const verdict = s.stage.judge(s.heldValue)
      const changed = verdict !== s.stageVerdict
      s.stageVerdict = verdict
      return changed || fed
    }
    if (!s.isRain) return fed
    const thousandths = Math.round(value * 1000)
    if (s.rain) {
      s.rain.push(at, thousandths)
      s.sum24 = s.rain.sum24
      s.sum12 = s.rain.sum12
    } else if (s.kind === 'rain24') s.sum24 = thousandths
    else s.sum12 = thousandths
    if (this.slope && s.sum24 >= this.slope.wetMm24 * 1000) {
      if (Number.isNaN(s.wetSince)) s.wetSince = at
    } else s.wetSince = Number.NaN
    s.band = this.band ? bandOf(this.band, s.sum24, s.sum12) : -1
    for (let b = 0; b < s.bandSince.length; b++) {
      if (b <= s.band) {
        if (Number.isNaN(s.bandSince[b])) s.bandSince[b] = at
      } else s.bandSince[b] = Number.NaN
    }
    // the key holds all that the rules look at: band, days in it, wet days, amount class of the slope table
    const days = s.band >= 0 ? dayClass(1 + (at - (s.bandSince[s.band] as number)) / DAY) : 0
    const wet = Number.isNaN(s.wetSince) ? 0 : dayClass((at - s.wetSince) / DAY)
    const amount = s.sum24 < 100_000 ? 0 : s.sum24 <= 200_000 ? 1 : s.sum24 <= 400_000 ? 2 : 3
    const key = ((s.band + 1) * 16 + days) * 256 + (amount ? wet * 4 + amount : 0)
    const changed = key !== s.key
    s.key = key
    return changed || fed
  }

  /** Judges the marked communes at one instant. Returns true where the province had already been judged later than that. */
  private judge(dirty: ReadonlySet<number>, at: number, changes: LevelChange[]): boolean {
    let late = false
    const all = new Set(dirty)
    const everywhere = this.spreadBands(dirty, at)
    const around = new Set<number>()
    for (const a of dirty) {
      const state = this.areas[a] as AreaState
      if (this.tables.wide.length && this.tables.recount(state) && state.province >= 0) around.add(state.province)
    }
    for (const i of this.stageMoved)
      for (const a of (this.series[i] as SeriesState).areas) {
        const p = (this.areas[a] as AreaState).province
        if (p >= 0 && !around.has(p) && this.recountBasins(p)) around.add(p)
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

  /** Counts the communes in rain bands anew; null where no count changed. */
  private spreadBands(dirty: ReadonlySet<number>, at: number): { late: boolean } | null {
    let result: { late: boolean } | null = null
    for (const a of dirty) {
      const state = this.areas[a] as AreaState
      const band = this.areaBand(state)
      if (band === state.band) continue
      const province = this.provinces[state.province]
      if (province) {
        for (let b = 0; b < province.inBand.length; b++) {
          const was = state.band >= b ? 1 : 0
          const is = band >= b ? 1 : 0
          province.inBand[b] = (province.inBand[b] as number) + is - was
        }
        result ??= { late: false }
        if (at < province.frontier) result.late = true
      }
      state.band = band
    }
    return result
  }

  /** Counts in how many basins of a province the rows for several basins are reached; true where that changed. */
  private recountBasins(p: number): boolean {
    const province = this.provinces[p] as ProvinceState
    const worst = new Map<string, number>()
    for (const a of province.areas)
      for (const i of (this.areas[a] as AreaState).series) {
        const s = this.series[i] as SeriesState
        const v = s.stageVerdict
        if (!v || !s.def.basin) continue
        const level = Math.max(v.level ?? 0, v.several?.level ?? 0)
        worst.set(s.def.basin, Math.max(worst.get(s.def.basin) ?? 0, level))
      }
    let changed = false
    for (let level = 1; level <= 5; level++) {
      let n = 0
      for (const w of worst.values()) if (w >= level) n++
      if (province.basinsAt[level] !== n) changed = true
      province.basinsAt[level] = n
    }
    return changed
  }

  private areaBand(state: AreaState): number {
    let best = -1
    for (const i of state.series) best = Math.max(best, (this.series[i] as SeriesState).band)
    return best
  }

  private spread(state: AreaState, band: number): Spread {
    const province = this.provinces[state.province]
    const over = this.provinces.filter(p => (p.inBand[band] ?? 0) * 2 > p.communes).length
    return {
      inBand: province?.inBand[band] ?? 0,
      communes: province ? province.communes : null,
      provincesOverHalf: over,
    }
  }

  /** A gauge's verdict, raised by the rows for several basins where at least two basins of the province have such water. */
  private stageOf(s: SeriesState, province: ProvinceState | undefined): RainVerdict {
    const v = s.stageVerdict as StageVerdict
    if (v.several && province && v.several.level > rankOf(v.level) && (province.basinsAt[v.several.level] ?? 0) >= 2)
      return { level: v.several.level, rule: v.several.rule, gap: null }
    return v
  }

  private judgeArea(state: AreaState, at: number, changes: LevelChange[]): void {
    const own = state.series.map(i => this.series[i] as SeriesState)
    const province = this.provinces[state.province]
    if (this.stage) {
      const gauges = own.filter(s => s.stageVerdict)
      const worst = highest(gauges, s => this.stageOf(s, province))
      if (worst) this.set(state, this.stage, worst.verdict, at, changes, () => gauges.map(s => stageEvidence(s)))
    }
    this.judgeRain(state, own, at, changes)
    for (const i of state.judged) {
      const found = this.tables.judge(i, state, province, this.areas)
      const { hazard } = this.tables.rules[i] as TableRule
      if (found) this.set(state, hazard, found.verdict, at, changes, found.evidence)
    }
  }

  private judgeRain(state: AreaState, own: readonly SeriesState[], at: number, changes: LevelChange[]): void {
    const rains = own.filter(s => s.isRain && s.lastAt > Number.NEGATIVE_INFINITY)
    if (!rains.length) return
    const { band, slope } = this
    if (band) {
      const worst = highest(rains, s =>
        s.band < 0
          ? { level: 0 as Level, rule: 'none', gap: null }
          : judgeBand(
              band,
              s.band,
              1 + (at - (s.bandSince[s.band] as number)) / DAY,
              state.area.terrain,
              this.spread(state, s.band),
            ),
      )
      if (worst)
        this.set(state, band, worst.verdict, at, changes, () => [
          ...rains.filter(s => s.band >= 0 || s === worst.series).map(s => rainEvidence(s)),
          ...(worst.series.band >= 0
            ? [
                spreadEvidence(
                  worst.series,
                  band.bands[worst.series.band]?.id ?? '',
                  this.spread(state, worst.series.band),
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
        this.set(state, slope, worst.verdict, at, changes, () =>
          rains.filter(s => s === worst.series || s.sum24 >= 100_000).map(s => rainEvidence(s)),
        )
    }
  }

  /** Sets a level, at once or after the hazard's dwell time. */
  private set(
    state: AreaState,
    hazard: PackHazard,
    verdict: RainVerdict,
    at: number,
    changes: LevelChange[],
    evidence: () => Evidence[],
  ): void {
    const before = state.levels.get(hazard.hazard)
    const from = before ? before.level : 0
    const { level } = verdict as { level: Level }
    if (from === level && (before || level === 0)) {
      if (before) {
        before.rule = verdict.rule
        if (before.wait) this.settle(state, before, at)
        const first =
          at === state.changedAt && state.changed.has(hazard.hazard) ? state.changed.get(hazard.hazard) : level
        if (first !== level)
          this.change(state, hazard, first as Level, level, verdict.rule, verdict.gap, at, changes, evidence)
      }
      return
    }
    const up = rankOf(level) > rankOf(from)
    const minutes = hazard.dwell ? ((up ? hazard.dwell.up : hazard.dwell.down) ?? 0) : 0
    if (minutes > 0) {
      const hold = before ?? { level: 0 as Level, rule: 'none', wait: null }
      if (!before) state.levels.set(hazard.hazard, hold)
      const worst = rankOf(level)
      if (!hold.wait || hold.wait.up !== up)
        hold.wait = { since: at, up, worst, level, rule: verdict.rule, gap: verdict.gap }
      // waiting to rise: the least that was reached all the while; waiting to fall: the worst that was seen meanwhile
      else if (up ? worst < hold.wait.worst : worst > hold.wait.worst)
        hold.wait = { ...hold.wait, worst, level, rule: verdict.rule, gap: verdict.gap }
      state.waiting = true
      state.lookedAt = at
      if (at - hold.wait.since < minutes * MINUTE) return
      const { wait } = hold
      this.settle(state, hold, at)
      this.change(state, hazard, from, wait.level, wait.rule, wait.gap, at, changes, evidence)
      if (wait.level !== level) this.set(state, hazard, verdict, at, changes, evidence)
      return
    }
    if (before?.wait) this.settle(state, before, at)
    this.change(state, hazard, from, level, verdict.rule, verdict.gap, at, changes, evidence)
  }

  private settle(state: AreaState, hold: LevelHold, at: number): void {
    hold.wait = null
    state.lookedAt = at
    state.waiting = [...state.levels.values()].some(l => l.wait)
  }

  private change(
    state: AreaState,
    hazard: PackHazard,
    from: Level,
    to: Level,
    rule: string,
    gap: string | null,
    at: number,
    changes: LevelChange[],
    evidence: () => Evidence[],
  ): void {
    const hold = state.levels.get(hazard.hazard)
    if (hold) {
      hold.level = to
      hold.rule = rule
    } else state.levels.set(hazard.hazard, { level: to, rule, wait: null })
    if (at !== state.changedAt) state.changed.clear()
    state.changedAt = at
    if (!state.changed.has(hazard.hazard)) state.changed.set(hazard.hazard, from)
    const list = gap ? undetermined(evidence(), gap) : evidence()
    changes.push({
      at,
      area: state.area.key,
      hazard: hazard.hazard,
      from,
      to,
      rule: `${this.packOf.get(hazard.hazard)}/${hazard.hazard}/${rule}`,
      article: hazard.article,
      evidence: list,
    })
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
    if (hazard === this.stage?.hazard)
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
      band: s.band >= 0 ? (this.band?.bands[s.band]?.id ?? null) : null,
    }
  }
}

/** All that tables may ask of a commune. */
function attrsOf(area: Area): Attrs {
  return {
    ...area.attrs,
    terrain: area.terrain,
    landslideZone: area.landslideZone,
    susceptibility: area.susceptibility,
  }
}

function isSorted(batch: readonly Reading[]): boolean {
  for (let i = 1; i < batch.length; i++) if ((batch[i] as Reading).at < (batch[i - 1] as Reading).at) return false
  return true
}

/** 0 up to and including one day, 1 …, so that passing 1, 2 or 4 days is seen. Boundaries: exactly n days is not yet more than n. */
function dayClass(days: number): number {
  return days <= 1 ? 1 : days <= 2 ? 2 : days <= 4 ? 3 : 4
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
