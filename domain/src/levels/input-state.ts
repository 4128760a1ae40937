import { InputFigure } from './input-figure.ts'
import type { Condition, InputDef, Range } from './pack.ts'

/** Whole thousandths, so that a figure equal to a threshold is equal to it. */
const exact = (x: number) => Math.round(x * 1000)

export function inRange(range: Range, value: number): boolean {
  const v = exact(value)
  return (
    (range.from === undefined || v >= exact(range.from)) &&
    (range.above === undefined || v > exact(range.above)) &&
    (range.to === undefined || v <= exact(range.to)) &&
    (range.below === undefined || v < exact(range.below))
  )
}

type Streak = { condition: Condition; count: number; last: number }

/** What one input says at one station: its figure, and for how many days, weeks or months in a row it has lain in the ranges asked about. */
export class InputState {
  readonly def: InputDef
  readonly conditions: readonly Condition[]
  value = Number.NaN
  lastAt = Number.NEGATIVE_INFINITY
  /** the station's series that gave the last figure: its indicator */
  indicator = ''
  private readonly figure: InputFigure
  private readonly streaks = new Map<string, Streak>()
  /** what each condition said last: 1 and 0, or the length of its streak */
  private readonly said: Int32Array

  constructor(def: InputDef, conditions: readonly Condition[]) {
    this.def = def
    this.conditions = conditions
    this.figure = new InputFigure(def)
    this.said = new Int32Array(conditions.length)
    for (const c of conditions)
      if (c.streak) this.streaks.set(streakKey(c), { condition: c, count: 0, last: Number.NaN })
  }

  /** True where a condition may hold now that did not, or the other way round. */
  push(at: number, value: number, indicator: string, kind: string): boolean {
    this.lastAt = at
    this.indicator = indicator
    const { figure } = this
    const before = figure.open
    const bucket = figure.openBucket
    figure.push(at, value, kind)
    // most readings change nothing: the same figure in the same bucket
    if (bucket === figure.openBucket && (before === figure.open || (Number.isNaN(before) && Number.isNaN(figure.open))))
      return false
    if (!Number.isNaN(figure.closed)) this.take(figure.closed, figure.closedBucket, true)
    if (!Number.isNaN(figure.open)) this.take(figure.open, figure.openBucket, false)
    // yesterday without a figure ends every row of days, whatever today says
    for (const s of this.streaks.values()) if (s.last < figure.openBucket - 1) s.count = 0
    let changed = false
    for (let i = 0; i < this.conditions.length; i++) {
      const c = this.conditions[i] as Condition
      const says = c.streak ? this.streak(c) : this.holds(c) ? 1 : 0
      if (says !== this.said[i]) changed = true
      this.said[i] = says
    }
    return changed
  }

  private take(figure: number, bucket: number, settled: boolean): void {
    const h = this.def.hysteresis ?? 0
    // the figure follows with some slack on the way back: a play operator, so that wavering at a threshold changes nothing
    if (h === 0 || Number.isNaN(this.value)) this.value = figure
    else if (this.def.worse === 'low') this.value = Math.min(Math.max(this.value, figure - h), figure)
    else this.value = Math.max(Math.min(this.value, figure + h), figure)
    for (const s of this.streaks.values()) {
      const within = inRange(s.condition, figure)
      if (within && s.last !== bucket) {
        // a bucket nobody measured breaks the row: missing is not warm
        s.count = s.last === bucket - 1 ? s.count + 1 : 1
        s.last = bucket
      } else if (!within && s.last !== bucket) {
        if (settled || s.last < bucket - 1) s.count = 0
      } else if (!within && settled) {
        // what looked so earlier in the bucket has been corrected by its end
        s.count = 0
        s.last = Number.NaN
      }
    }
  }

  /** How many buckets in a row up to now. */
  streak(c: Condition): number {
    return this.streaks.get(streakKey(c))?.count ?? 0
  }

  holds(c: Condition): boolean {
    if (c.streak) {
      const n = this.streak(c)
      return n > 0 && inRange(c.streak, n)
    }
    return !Number.isNaN(this.value) && inRange(c, this.value)
  }

  get bucket(): 'day' | 'week' | 'month' {
    return this.figure.bucket
  }
}

/** Whether an input asks for a kind of series; `price-*` asks for every kind that begins so. */
export const asksFor = (def: InputDef, kind: string): boolean =>
  def.indicators.some(i => (i.endsWith('*') ? kind.startsWith(i.slice(0, -1)) : i === kind))

/** Rows that ask for the same range in a row share one count. */
const streakKey = (c: Condition) => `${c.input}/${c.from}/${c.above}/${c.to}/${c.below}`
