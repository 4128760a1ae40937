import type { Mark, StageHazard } from './pack.ts'
import type { SeriesDef } from './series-def.ts'

/** Metres as whole millimetres: 16,1 + 0,3 must equal 16,4. */
export const mm = (metres: number): number => Math.round(metres * 1000)

/**
 * 0 below alarm 1 … 3 at or above alarm 3, 4 at or above the record; a level equal to a threshold has reached it.
 * null where the alarms that would decide are unknown. QĐ 05/2020/QĐ-TTg.
 */
export function alarmOf(def: SeriesDef, value: number): number | null {
  const v = mm(value)
  if (def.record !== null && v >= mm(def.record)) return 4
  if (def.alarm3 !== null && v >= mm(def.alarm3)) return 3
  if (def.alarm2 !== null && v >= mm(def.alarm2)) return def.alarm3 === null ? null : 2
  if (def.alarm1 !== null && v >= mm(def.alarm1)) return def.alarm2 === null ? null : 1
  if (def.alarm1 === null) return null
  return 0
}

/** What a stage means for the hazard "flood". `level` null: the law or the data leave it open, `gap` says why. */
export type StageVerdict = {
  level: number | null
  rule: string
  gap: string | null
  /** what the rows for several basins would make of it, where several basins have such water */
  several: { level: number; rule: string } | null
}

const none: StageVerdict = { level: 0, rule: 'none', gap: null, several: null }

function bound(def: SeriesDef, mark: Mark): number | null {
  const value = def[mark.mark]
  return value === null ? null : mm(value) + mm(mark.plus ?? 0)
}

/**
 * A compiled station: the boundaries of all rows that apply to its zone, sorted, so that a reading is judged by finding its
 * interval. Verdicts are shared objects: a reading in the same interval as the one before changes nothing.
 * Điều 45 QĐ 18/2021.
 */
export class StageRule {
  private readonly points: number[]
  private readonly verdicts: StageVerdict[]

  constructor(hazard: StageHazard, def: SeriesDef) {
    const marks = new Set<number>()
    for (const row of hazard.rows) {
      for (const m of [row.from, row.to]) {
        const at = m && bound(def, m)
        if (at !== null && at !== undefined) {
          marks.add(at)
          // an included upper end and an excluded lower end change right after the point
          if (m?.inclusive || m?.exclusive) marks.add(at + 1)
        }
      }
    }
    for (const a of [def.alarm1, def.alarm2, def.alarm3, def.record]) if (a !== null) marks.add(mm(a))
    this.points = [...marks].sort((a, b) => a - b)
    this.verdicts = [Number.NEGATIVE_INFINITY, ...this.points].map(p => decide(hazard, def, p))
  }

  /** `value` in metres. */
  judge(value: number): StageVerdict {
    const v = mm(value)
    let i = 0
    while (i < this.points.length && v >= (this.points[i] as number)) i++
    return this.verdicts[i] as StageVerdict
  }
}

function decide(hazard: StageHazard, def: SeriesDef, v: number): StageVerdict {
  const alarm = alarmOf(def, v / 1000)
  if (alarm === 0) return none
  if (def.alarm1 === null && def.alarm2 === null && def.alarm3 === null) return none // a gauge without alarms is not judged
  if (def.zone === null)
    return alarm === null
      ? none
      : { level: null, rule: 'zone-unknown', gap: 'chưa biết khu vực của trạm (Phụ lục XIII)', several: null }
  let best: { level: number; rule: string } | null = null
  let several: { level: number; rule: string } | null = null
  for (const row of hazard.rows) {
    if (!row.zones.includes(def.zone)) continue
    const from = bound(def, row.from)
    const to = row.to ? bound(def, row.to) : Number.POSITIVE_INFINITY
    if (from === null) continue
    if (row.from.exclusive ? v <= from : v < from) continue
    // an unknown upper end (a record nobody has written down) does not stop the row from applying
    if (to !== null && (row.to?.inclusive ? v > to : v >= to)) continue
    if (to === null && row.to?.mark !== 'record') continue
    const found = { level: row.level, rule: row.id }
    if (row.basins) several = !several || row.level > several.level ? found : several
    else best = !best || row.level > best.level ? found : best
  }
  if (best) return { ...best, gap: null, several }
  // below every known alarm while lower alarms are unknown: nothing can be said, and nothing is claimed
  return alarm === null
    ? { level: null, rule: 'alarm-unknown', gap: 'chưa biết đủ mức báo động của trạm', several }
    : { level: null, rule: 'gap', gap: 'luật không nêu trường hợp này', several }
}
