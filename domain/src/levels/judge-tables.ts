import type { AreaState, ProvinceState } from './area-state.ts'
import { type Evidence, tableEvidence } from './evidence.ts'
import { asksFor, InputState } from './input-state.ts'
import type { PackHazard, TableHazard, TableRow } from './pack.ts'
import type { RainVerdict } from './rain-rule.ts'
import type { SeriesDef } from './series-def.ts'
import { type Reach, TableRule, type TableSource } from './table-rule.ts'

/** A row that looks beyond its own commune, with its place in `AreaState.met`. */
type WideRow = { table: number; row: TableRow; index: number }

/** All hazards of the packs that are judged by tables, with what their inputs say at every station. */
export class TableJudges {
  readonly rules: readonly TableRule[]
  readonly wide: readonly WideRow[]
  /** per series: the inputs it feeds */
  private readonly feeds: InputState[][] = []
  private readonly sources = new Map<string, TableSource>()

  constructor(hazards: readonly PackHazard[]) {
    this.rules = hazards.filter((h): h is TableHazard => h.method === 'table').map(h => new TableRule(h))
    const wide: WideRow[] = []
    this.rules.forEach((rule, table) => {
      for (const row of rule.hazard.rows) if (row.share || row.basins) wide.push({ table, row, index: wide.length })
    })
    this.wide = wide
  }

  /** Ties a series to the inputs that ask for its kind, and its station to the communes. */
  addSeries(def: SeriesDef, kind: string, areas: readonly AreaState[]): void {
    const mine: InputState[] = []
    this.rules.forEach((rule, table) => {
      if (!rule.hazard.inputs.some(d => asksFor(d, kind))) return
      const key = `${table}/${def.station}`
      let source = this.sources.get(key)
      if (!source) {
        source = {
          station: def.station,
          attrs: def.attrs ?? {},
          basin: def.basin ?? null,
          inputs: rule.hazard.inputs.map(d => new InputState(d, rule.conditionsOf(d.id))),
        }
        this.sources.set(key, source)
      }
      rule.hazard.inputs.forEach((d, i) => {
        if (asksFor(d, kind)) mine.push(source.inputs[i] as InputState)
      })
      for (const a of areas) {
        if (!a.tables[table]?.includes(source)) a.tables[table]?.push(source)
        if (!a.judged.includes(table)) a.judged.push(table)
      }
    })
    this.feeds.push(mine)
  }

  /** True where something a row asks about has changed. */
  push(series: number, at: number, value: number, def: SeriesDef, kind: string): boolean {
    let changed = false
    for (const input of this.feeds[series] as InputState[]) {
      const { above } = input.def
      const mark = above ? def[above] : 0
      // nobody has written the mark down: nothing can be said of how far above it the water stands
      if (mark !== null && input.push(at, value - mark, def.indicator, kind)) changed = true
    }
    return changed
  }

  /** Whether the series feeds any table. */
  fed(series: number): boolean {
    return (this.feeds[series] as InputState[]).length > 0
  }

  /** Looks anew at which wide rows hold in a commune; true where that changed, so that its province must be judged. */
  recount(state: AreaState): boolean {
    let changed = false
    for (const w of this.wide) {
      const found = (this.rules[w.table] as TableRule).met(w.row, state.tables[w.table] as TableSource[])
      const text = found ? `+${[...new Set(found.map(s => s.basin ?? ''))].sort().join('|')}` : ''
      if (text !== state.met[w.index]) changed = true
      state.met[w.index] = text
    }
    return changed
  }

  private reach(w: WideRow, province: ProvinceState | undefined, areas: readonly AreaState[]): Reach {
    if (!province) return { share: null, basins: 0 }
    const basins = new Set<string>()
    let n = 0
    for (const a of province.areas) {
      const text = (areas[a] as AreaState).met[w.index]
      if (!text) continue
      n++
      for (const b of text.slice(1).split('|')) if (b) basins.add(b)
    }
    return { share: n / province.communes, basins: basins.size }
  }

  /** The verdict of one table for a commune, null where no station speaks of it. */
  judge(
    table: number,
    state: AreaState,
    province: ProvinceState | undefined,
    areas: readonly AreaState[],
  ): { verdict: RainVerdict; evidence: () => Evidence[] } | null {
    const rule = this.rules[table] as TableRule
    const sources = (state.tables[table] as TableSource[]).filter(s => s.inputs.some(i => i && i.lastAt > 0))
    if (!sources.length) return null
    const { verdict, row } = rule.judge(state.attrs, sources, r => {
      const w = this.wide.find(x => x.table === table && x.row === r) as WideRow
      return this.reach(w, province, areas)
    })
    return { verdict, evidence: () => tableEvidence(rule, row, sources) }
  }

  /** What the stations of a commune say now about a hazard. */
  facts(table: number, state: AreaState): Evidence[] {
    return tableEvidence(this.rules[table] as TableRule, null, state.tables[table] as TableSource[])
  }
}
