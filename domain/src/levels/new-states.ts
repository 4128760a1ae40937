import type { SeriesRules } from './apply-reading.ts'
import type { AreaState, ProvinceState } from './area-state.ts'
import type { SeriesState } from './evidence.ts'
import type { TableJudges } from './judge-tables.ts'
import { RainWindow } from './rain-window.ts'
import { type Area, type SeriesDef, seriesKind } from './series-def.ts'
import { StageRule } from './stage-rule.ts'
import type { Attrs } from './table-rule.ts'

/** A commune of which nothing has been read yet. `province`: its place among provinces, −1 where it has none. */
export function newArea(area: Area, province: number, tables: TableJudges): AreaState {
  return {
    area,
    province,
    series: [],
    tables: tables.rules.map(() => []),
    judged: [],
    attrs: attrsOf(area),
    met: tables.wide.map(() => ''),
    frontier: Number.NEGATIVE_INFINITY,
    band: -1,
    levels: new Map(),
    waiting: false,
    lookedAt: Number.NEGATIVE_INFINITY,
    changedAt: Number.NEGATIVE_INFINITY,
    changed: new Map(),
  }
}

export function newProvince({ band }: SeriesRules): ProvinceState {
  return {
    communes: 0,
    areas: [],
    inBand: Array(band?.bands.length ?? 0).fill(0),
    basinsAt: Array(6).fill(0),
    frontier: Number.NEGATIVE_INFINITY,
  }
}

/** A series that has not spoken yet. `areas`: places of the communes it speaks for; `fed`: a table looks at it. */
export function newSeries(def: SeriesDef, areas: number[], fed: boolean, { stage, band }: SeriesRules): SeriesState {
  const kind = seriesKind(def.indicator)
  return {
    def,
    kind,
    areas,
    stage: kind === 'stage' && stage ? new StageRule(stage, def) : null,
    rain: kind === 'rain' ? new RainWindow() : null,
    isRain: kind === 'rain' || kind === 'rain24' || kind === 'rain12',
    fed,
    lastAt: Number.NEGATIVE_INFINITY,
    lastValue: Number.NaN,
    heldValue: Number.NaN,
    stageVerdict: null,
    sum24: 0,
    sum12: 0,
    band: -1,
    bandSince: Array(band?.bands.length ?? 0).fill(Number.NaN),
    wetSince: Number.NaN,
    key: -1,
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
