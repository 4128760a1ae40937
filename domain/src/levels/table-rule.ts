import { inRange, type InputState } from './input-state.ts'
import type { Condition, TableHazard, TableRow } from './pack.ts'
import type { RainVerdict } from './rain-rule.ts'

export type Attr = string | number
/** One value, several that are possible, or null where nobody knows. */
export type Attrs = Readonly<Record<string, Attr | readonly Attr[] | null | undefined>>

/** A station that speaks for a commune, with what the hazard's inputs say there. */
export type TableSource = {
  station: string
  attrs: Attrs
  basin: string | null
  inputs: readonly (InputState | null)[]
}

/** How wide it lies: communes of the province for which the row's conditions hold, and basins. null: not known. */
export type Reach = { share: number | null; basins: number }

const none: RainVerdict = { level: 0, rule: 'none', gap: null }
const possible = (attrs: Attrs, name: string): readonly Attr[] | null => {
  const v = attrs[name]
  return v === null || v === undefined ? null : Array.isArray(v) ? v : [v as Attr]
}

/** A hazard judged by a table over figures: what its rows name, tried against one commune. */
export class TableRule {
  readonly hazard: TableHazard
  private readonly inputIndex = new Map<string, number>()
  /** every attribute that rows look at, with the values they name */
  private readonly areaValues: Map<string, Set<Attr>>
  private readonly stationValues: Map<string, Set<Attr>>

  constructor(hazard: TableHazard) {
    this.hazard = hazard
    hazard.inputs.forEach((d, i) => this.inputIndex.set(d.id, i))
    this.areaValues = valuesOf(hazard.rows.map(r => r.where))
    this.stationValues = valuesOf(hazard.rows.map(r => r.station))
  }

  conditionsOf(input: string): Condition[] {
    return this.hazard.rows.flatMap(r => r.when).filter(c => c.input === input)
  }

  /** The sources at which a condition of a row holds, the station's own attributes being such. */
  holding(c: Condition, sources: readonly TableSource[], stationOk: (s: TableSource) => boolean): TableSource[] {
    const i = this.inputIndex.get(c.input) as number
    return sources.filter(s => s.inputs[i]?.holds(c) && stationOk(s))
  }

  /** Whether a row's own conditions hold, whatever the attributes, and at which stations of which basin. */
  met(row: TableRow, sources: readonly TableSource[], station: Attrs = {}): TableSource[] | null {
    const ok = (s: TableSource) => fits(row.station, s.attrs, station)
    const found: TableSource[] = []
    for (const c of row.when) {
      const at = this.holding(c, sources, ok)
      if (!at.length) return null
      found.push(...at)
    }
    return found
  }

  /**
   * The worst row that holds. Where an attribute is not known every value it may have is tried: if they agree, that is the level; if
   * not, it is undetermined and the attribute is named.
   */
  judge(
    area: Attrs,
    sources: readonly TableSource[],
    reach: (row: TableRow) => Reach,
  ): { verdict: RainVerdict; row: TableRow | null } {
    const open: { name: string; values: readonly Attr[]; of: 'area' | 'station' }[] = []
    for (const [name, named] of this.areaValues) {
      const may = possible(area, name)
      if (may === null || may.length > 1) open.push({ name, values: may ?? [...named, '·'], of: 'area' })
    }
    for (const [name, named] of this.stationValues)
      if (sources.some(s => possible(s.attrs, name) === null))
        open.push({ name, values: [...named, '·'], of: 'station' })
    const first = this.world(area, sources, {}, {}, reach)
    if (!open.length) return first
    let seen: { verdict: RainVerdict; row: TableRow | null } | null = null
    let pick = open.map(() => 0)
    for (;;) {
      const [a, s]: [Record<string, Attr>, Record<string, Attr>] = [{}, {}]
      open.forEach((o, i) => {
        ;(o.of === 'area' ? a : s)[o.name] = o.values[pick[i] as number] as Attr
      })
      const here = this.world(area, sources, a, s, reach)
      if (seen && seen.verdict.level !== here.verdict.level) {
        const names = open.map(o => attributeNames[o.name] ?? o.name).join(', ')
        return {
          verdict: { level: null, rule: `${open[0]?.name}-unknown`, gap: `chưa biết ${names}` },
          row: seen.row ?? here.row,
        }
      }
      seen ??= here
      const next = advance(pick, open)
      if (!next) return seen
      pick = next
    }
  }

  private world(
    area: Attrs,
    sources: readonly TableSource[],
    a: Record<string, Attr>,
    s: Record<string, Attr>,
    reach: (row: TableRow) => Reach,
  ): { verdict: RainVerdict; row: TableRow | null } {
    let best: TableRow | null = null
    let verdict = none
    const rank = (level: number | null) => level ?? 0.5
    for (const row of this.hazard.rows) {
      if (rank(row.level) <= rank(verdict.level) || !fits(row.where, area, a) || !this.met(row, sources, s)) continue
      if (row.share || row.basins) {
        const r = reach(row)
        if (row.share) {
          if (r.share === null) {
            if (rank(verdict.level) < 0.5) {
              verdict = { level: null, rule: 'extent-unknown', gap: 'chưa biết số xã của tỉnh để tính tỷ lệ' }
              best = row
            }
            continue
          }
          if (!inRange(row.share, r.share)) continue
        }
        if (row.basins && !inRange(row.basins, r.basins)) continue
      }
      best = row
      verdict = {
        level: row.level,
        rule: row.id,
        gap: row.level === null ? (row.says ?? 'luật không nêu trường hợp này') : null,
      }
    }
    return { verdict, row: best }
  }
}

/** What an unknown attribute is called when it is asked for. */
const attributeNames: Record<string, string> = {
  region: 'vùng khí hậu của xã',
  terrain: 'xã thuộc miền núi hay đồng bằng',
  coast: 'đoạn bờ biển của xã',
  fireZone: 'vùng cháy rừng của xã (Bảng 11 Phụ lục XII)',
  settlement: 'nông thôn hay đô thị',
  nearReservoir: 'xã có gần hồ chứa hay không',
  place: 'nơi đặt trạm (cao tốc, sân bay, biển, sông, đèo)',
  shore: 'trạm ven bờ hay ngoài khơi',
}

function fits(need: Record<string, Attr[]> | undefined, attrs: Attrs, chosen: Attrs): boolean {
  for (const name in need) {
    const value = chosen[name] ?? possible(attrs, name)?.[0]
    if (value === undefined || !(need[name] as Attr[]).includes(value as Attr)) return false
  }
  return true
}

function valuesOf(list: (Record<string, Attr[]> | undefined)[]): Map<string, Set<Attr>> {
  const all = new Map<string, Set<Attr>>()
  for (const need of list)
    for (const name in need) {
      const set = all.get(name) ?? new Set()
      for (const v of need[name] as Attr[]) set.add(v)
      all.set(name, set)
    }
  return all
}

function advance(pick: readonly number[], open: readonly { values: readonly Attr[] }[]): number[] | null {
  const next = [...pick]
  for (let i = 0; i < next.length; i++) {
    next[i] = (next[i] as number) + 1
    if ((next[i] as number) < (open[i] as { values: readonly Attr[] }).values.length) return next
    next[i] = 0
  }
  return null
}
