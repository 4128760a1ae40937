import { type Evidence, rainEvidence, type SeriesState, spreadEvidence, stageEvidence } from './evidence.ts'
import { addToHistory } from './history.ts'
import type { BandHazard, PackHazard, RulePack, SlopeHazard, StageHazard } from './pack.ts'
import { bandOf, judgeBand, judgeSlope, type RainVerdict, type Spread } from './rain-rule.ts'
import { RainWindow } from './rain-window.ts'
import { ReadingBuffer, RETENTION_MS } from './reading-buffer.ts'
import { type Area, type SeriesDef, type SeriesKind, seriesKind } from './series-def.ts'
import { alarmOf, StageRule, type StageVerdict } from './stage-rule.ts'

const DAY = 86_400_000
/** `undetermined` is its own value: the law or the data leave it open, and an officer decides. */
export type Level = 0 | 1 | 2 | 3 | 4 | 5 | null

/** One change of the suggested level of a commune for a hazard; `at` is what the readings say. */
export type LevelChange = {
  at: number
  area: string
  hazard: string
  from: Level
  to: Level
  rule: string
  article: string
  evidence: Evidence[]
}

/** A reading addressed by the engine's own index of its series. */
export type Reading = { series: number; at: number; value: number }

export type BatchResult = {
  /** changes in order of time */
  changes: LevelChange[]
  /** set when late or corrected readings changed the past: from this instant on `history()` replaces what was recorded */
  rewrittenFrom: number | null
}

type AreaState = {
  area: Area
  province: number
  series: number[]
  frontier: number
  band: number
  levels: Map<string, { level: Level; rule: string }>
}
type Province = { communes: number; areas: number[]; inBand: number[]; frontier: number }

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
  private readonly provinces: Province[] = []
  private readonly stage: StageHazard | null
  private readonly band: BandHazard | null
  private readonly slope: SlopeHazard | null
  private readonly buffers: ReadingBuffer[] = []
  private readonly areaIndex = new Map<string, number>()
  private readonly pack: RulePack
  private readonly keep: boolean
  private log: LevelChange[] = []

  /** `keep: false` drops what late readings would need (replay of a sorted file). */
  constructor(pack: RulePack, areas: readonly Area[], defs: readonly SeriesDef[], options: { keep?: boolean } = {}) {
    this.pack = pack
    this.keep = options.keep ?? true
    const find = <M extends PackHazard['method']>(method: M) =>
      (pack.hazards.find(h => h.method === method) ?? null) as Extract<PackHazard, { method: M }> | null
    this.stage = find('river-stage')
    this.band = find('rain-band')
    this.slope = find('rain-slope')
    const bands = this.band?.bands.length ?? 0
    const provinceIndex = new Map<string, number>()
    for (const area of areas) {
      let province = -1
      if (area.province !== null) {
        province = provinceIndex.get(area.province) ?? -1
        if (province < 0) {
          province = this.provinces.length
          provinceIndex.set(area.province, province)
          this.provinces.push({
            communes: 0,
            areas: [],
            inBand: Array(bands).fill(0),
            frontier: Number.NEGATIVE_INFINITY,
          })
        }
        const p = this.provinces[province] as Province
        p.communes++
        p.areas.push(this.areas.length)
      }
      this.areaIndex.set(area.key, this.areas.length)
      this.areas.push({ area, province, series: [], frontier: Number.NEGATIVE_INFINITY, band: -1, levels: new Map() })
    }
    for (const def of defs) this.addSeries(def, bands)
  }

  private addSeries(def: SeriesDef, bands: number): void {
    const kind = seriesKind(def.indicator)
    const index = this.series.length
    const areas: number[] = []
    for (const key of def.areas) {
      const i = this.areaIndex.get(key)
      if (i === undefined) continue
      areas.push(i)
      ;(this.areas[i] as AreaState).series.push(index)
    }
    this.series.push({
      def,
      kind,
      areas,
      stage: kind === 'stage' && this.stage ? new StageRule(this.stage, def) : null,
      rain: kind === 'rain' ? new RainWindow() : null,
      lastAt: Number.NEGATIVE_INFINITY,
      lastValue: Number.NaN,
      stageVerdict: null,
      sum24: 0,
      sum12: 0,
      band: -1,
      bandSince: Array(bands).fill(Number.NaN),
      wetSince: Number.NaN,
      key: -1,
    })
    this.buffers.push(new ReadingBuffer())
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
          if (at < s.lastAt - RETENTION_MS) continue
          buffer.put(at, r.value)
          buffer.trim()
        }
        if (at < s.lastAt || (at === s.lastAt && r.value !== s.lastValue)) {
          late = Math.min(late, at)
          continue
        }
        if (at === s.lastAt) continue
        if (this.apply(s, at, r.value)) {
          for (const a of s.areas) {
            // the commune has already been judged later than this: its past must be judged again
            if (at < (this.areas[a] as AreaState).frontier) late = Math.min(late, at)
            dirty.add(a)
          }
        }
        for (const a of s.areas) {
          const area = this.areas[a] as AreaState
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
  private apply(s: SeriesState, at: number, value: number): boolean {
    s.lastAt = at
    s.lastValue = value
    if (s.stage) {
      const verdict = s.stage.judge(value)
      const changed = verdict !== s.stageVerdict
      s.stageVerdict = verdict
      return changed
    }
    if (s.kind === 'other' || s.kind === 'stage') return false
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
    return changed
  }

  /** Judges the marked communes at one instant. Returns true where the province had already been judged later than that. */
  private judge(dirty: ReadonlySet<number>, at: number, changes: LevelChange[]): boolean {
    let late = false
    const touchedProvinces = new Set<number>()
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
        if (at < province.frontier) late = true
        touchedProvinces.add(state.province)
      }
      state.band = band
    }
    const all = new Set(dirty)
    if (touchedProvinces.size) {
      // a changed share can change every commune that is in a band, in this province and, by "many provinces", in others
      for (const p of this.provinces) {
        if (at > p.frontier) p.frontier = at
        for (const a of p.areas) if ((this.areas[a] as AreaState).band >= 0) all.add(a)
      }
    }
    for (const a of [...all].sort((x, y) => x - y)) this.judgeArea(this.areas[a] as AreaState, at, changes)
    return late
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

  private judgeArea(state: AreaState, at: number, changes: LevelChange[]): void {
    const own = state.series.map(i => this.series[i] as SeriesState)
    if (this.stage) {
      const gauges = own.filter(s => s.stageVerdict)
      const worst = highest(gauges, s => s.stageVerdict as StageVerdict)
      if (worst) this.set(state, this.stage, worst.verdict, at, changes, () => gauges.map(s => stageEvidence(s)))
    }
    const rains = own.filter(
      s => (s.kind === 'rain' || s.kind === 'rain24' || s.kind === 'rain12') && s.lastAt > Number.NEGATIVE_INFINITY,
    )
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
    if (from === verdict.level && (before || verdict.level === 0)) {
      if (before) before.rule = verdict.rule
      return
    }
    state.levels.set(hazard.hazard, { level: verdict.level as Level, rule: verdict.rule })
    const list = evidence()
    if (verdict.gap) for (const e of list) e.says += ` · chưa xác định: ${verdict.gap}, đề nghị cán bộ quyết định`
    changes.push({
      at,
      area: state.area.key,
      hazard: hazard.hazard,
      from,
      to: verdict.level as Level,
      rule: `${this.pack.id}/${hazard.hazard}/${verdict.rule}`,
      article: hazard.article,
      evidence: list,
    })
  }

  /** Throws away all derived state and judges the kept readings anew: what a restart does too. */
  private judgeAgain(from: number): BatchResult {
    const fresh = new LevelEngine(
      this.pack,
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
    this.log = changes
    return { changes: changes.filter(c => c.at >= from), rewrittenFrom: from }
  }

  private record(changes: readonly LevelChange[]): void {
    if (this.keep) addToHistory(this.log, changes)
  }

  /** The level now, 0 where nothing was ever said. */
  level(area: string, hazard: string): Level {
    const i = this.areaIndex.get(area)
    return i === undefined
      ? 0
      : ((this.areas[i] as AreaState).levels.get(hazard)?.level ?? (this.areas[i]?.levels.has(hazard) ? null : 0))
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
    const own = (this.areas[i] as AreaState).series.map(k => this.series[k] as SeriesState)
    if (hazard === this.stage?.hazard)
      return own
        .filter(s => s.stageVerdict)
        .sort((a, b) => (b.stageVerdict?.level ?? 0) - (a.stageVerdict?.level ?? 0))
        .map(stageEvidence)
    return own
      .filter(s => s.kind !== 'stage' && s.kind !== 'other' && s.lastAt > Number.NEGATIVE_INFINITY)
      .sort((a, b) => b.sum24 - a.sum24)
      .map(rainEvidence)
  }

  /** What one series says now, for tracing and for pages. Millimetres, metres. */
  trace(series: number): { kind: SeriesKind; alarm: number | null; sum24: number; sum12: number; band: string | null } {
    const s = this.series[series] as SeriesState
    return {
      kind: s.kind,
      alarm: s.kind === 'stage' && !Number.isNaN(s.lastValue) ? alarmOf(s.def, s.lastValue) : null,
      sum24: s.sum24 / 1000,
      sum12: s.sum12 / 1000,
      band: s.band >= 0 ? (this.band?.bands[s.band]?.id ?? null) : null,
    }
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
  list: SeriesState[],
  judge: (s: SeriesState) => RainVerdict,
): { series: SeriesState; verdict: RainVerdict } | null {
  let best: { series: SeriesState; verdict: RainVerdict } | null = null
  const rank = (v: RainVerdict) => (v.level === null ? 0.5 : v.level)
  for (const series of list) {
    const verdict = judge(series)
    if (!best || rank(verdict) > rank(best.verdict)) best = { series, verdict }
  }
  return best
}
