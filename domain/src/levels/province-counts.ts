import type { AreaState, ProvinceState } from './area-state.ts'
import type { SeriesState } from './evidence.ts'
import { rankOf } from './level.ts'
import type { RainVerdict, Spread } from './rain-rule.ts'
import type { StageVerdict } from './stage-rule.ts'

/** What rules ask of whole provinces: in how many communes it rains so, in how many basins the water stands so. Counters, no scans. */
export class ProvinceCounts {
  private readonly series: readonly SeriesState[]
  private readonly areas: readonly AreaState[]
  private readonly provinces: readonly ProvinceState[]

  /** The engine's own arrays: they are refilled, never replaced. */
  constructor(series: readonly SeriesState[], areas: readonly AreaState[], provinces: readonly ProvinceState[]) {
    this.series = series
    this.areas = areas
    this.provinces = provinces
  }

  /** Counts the communes in rain bands anew; null where no count changed. */
  spreadBands(dirty: ReadonlySet<number>, at: number): { late: boolean } | null {
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
  recountBasins(p: number): boolean {
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

  spread(state: AreaState, band: number): Spread {
    const province = this.provinces[state.province]
    const over = this.provinces.filter(p => (p.inBand[band] ?? 0) * 2 > p.communes).length
    return {
      inBand: province?.inBand[band] ?? 0,
      communes: province ? province.communes : null,
      provincesOverHalf: over,
    }
  }

  /** A gauge's verdict, raised by the rows for several basins where at least two basins of the province have such water. */
  stageOf(s: SeriesState, province: ProvinceState | undefined): RainVerdict {
    const v = s.stageVerdict as StageVerdict
    if (v.several && province && v.several.level > rankOf(v.level) && (province.basinsAt[v.several.level] ?? 0) >= 2)
      return { level: v.several.level, rule: v.several.rule, gap: null }
    return v
  }
}
