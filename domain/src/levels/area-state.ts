import type { Level } from './level.ts'
import type { Area } from './series-def.ts'
import type { Attrs, TableSource } from './table-rule.ts'

/** What stands for one commune and hazard, and what waits to stand (`dwell` of the hazard). */
export type LevelHold = {
  level: Level
  rule: string
  wait: { since: number; up: boolean; worst: number; level: Level; rule: string; gap: string | null } | null
}

export type AreaState = {
  area: Area
  province: number
  series: number[]
  /** per table hazard: the stations that speak for the commune */
  tables: TableSource[][]
  /** the tables for which any station speaks */
  judged: number[]
  attrs: Attrs
  /** per row that looks at the province: the basins where it holds here ('' where it does not), one text to compare */
  met: string[]
  frontier: number
  band: number
  levels: Map<string, LevelHold>
  waiting: boolean
  /** when something that waits was last looked at: a reading from before, or of the same instant, makes it look again */
  lookedAt: number
  /** when a level changed last: another reading of that instant belongs to its evidence */
  changedAt: number
  /** the hazards that changed then, with what stood before */
  changed: Map<string, Level>
}

export type ProvinceState = {
  communes: number
  areas: number[]
  inBand: number[]
  /** per level of the rows for several basins: how many basins have such water */
  basinsAt: number[]
  frontier: number
}
