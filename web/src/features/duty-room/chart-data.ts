import type { ChartSeries } from '@tusom/contract'
import { seriesKind } from '@tusom/domain'

const HOUR = 3_600

export type Line = {
  value: number
  /** which mark of the station, or null for a bound of the rule */
  mark: 'alarm1' | 'alarm2' | 'alarm3' | 'record' | null
  /** sourced, recalled, invented …; shown unless sourced */
  status: string
  year: number | null
}

export type ChartData = {
  kind: 'stage' | 'rain' | 'rain-total' | 'value'
  /** seconds since 1970, rising */
  x: number[]
  /** metres, millimetres in 24 hours, or the unit of the series */
  y: (number | null)[]
  /** millimetres of each reading; only for `rain` */
  bars: number[] | null
  lines: Line[]
  /** what the chart spans, seconds: up to now, so that a station gone silent shows as a gap */
  from: number
  to: number
}

/** Sum of the readings in the 24 hours up to and including each; null before the first 24 hours have passed. */
export function runningTotals(x: readonly number[], y: readonly number[], first: number): (number | null)[] {
  let from = 0
  let sum = 0
  return x.map((at, i) => {
    sum += y[i] ?? 0
    while ((x[from] ?? at) <= at - 24 * HOUR) sum -= y[from++] ?? 0
    return at - first >= 24 * HOUR ? Math.round(sum * 10) / 10 : null
  })
}

/** Figures that come this seldom, in minutes, are drawn over weeks. */
const SLOW = 360
const SLOW_SPAN = 60 * 24 * HOUR

/**
 * What the chart of a series draws: the last 24 hours before `end` (ms), or weeks of figures that come once or twice a day. Rain must come
 * with the 24 hours before those too, because each total looks a day back.
 */
export function chartData(series: ChartSeries, end: number): ChartData {
  const at = series.readings.map(r => Date.parse(r.at) / 1000)
  const values = series.readings.map(r => r.value)
  const begin = end / 1000 - (series.everyMinutes >= SLOW ? SLOW_SPAN : 24 * HOUR)
  const seen = at.findIndex(t => t >= begin)
  const cut = seen < 0 ? at.length : seen
  const kind = seriesKind(series.indicator)
  const span = { from: begin, to: end / 1000 }
  const bounds = series.bounds.map((value): Line => ({ value, mark: null, status: 'sourced', year: null }))
  if (kind === 'rain' || kind === 'rain24' || kind === 'rain12') {
    if (kind !== 'rain')
      return { kind: 'rain-total', x: at.slice(cut), y: values.slice(cut), bars: null, lines: bounds, ...span }
    // the answer reaches back 48 hours: a total is whole once a day of that has passed
    const totals = runningTotals(at, values, end / 1000 - 48 * HOUR)
    return { kind: 'rain', x: at.slice(cut), y: totals.slice(cut), bars: values.slice(cut), lines: bounds, ...span }
  }
  const lines = (['alarm1', 'alarm2', 'alarm3', 'record'] as const).flatMap((mark): Line[] => {
    const t = series.thresholds[mark]
    return t ? [{ value: t.value, mark, status: t.status, year: t.year ?? null }] : []
  })
  return {
    kind: kind === 'stage' ? 'stage' : 'value',
    x: at.slice(cut),
    y: values.slice(cut),
    bars: null,
    lines: [...lines, ...bounds],
    ...span,
  }
}

/**
 * Lowest and highest value the chart shows: the readings, and the marks that matter to them: those already passed and the next
 * two above, so that a calm river is still a curve and not a line on the floor.
 */
export function yRange(data: ChartData): [number, number] {
  const values = data.y.filter(v => v !== null)
  if (!values.length) return [0, 1]
  const max = Math.max(...values)
  const above = data.lines.map(l => l.value).filter(v => v > max)
  const next = above.sort((a, b) => a - b).slice(0, data.kind === 'stage' ? 2 : 1)
  const free = data.kind === 'stage' || data.kind === 'value'
  const passed = data.lines.map(l => l.value).filter(v => v <= max)
  const low = free ? Math.min(...values, ...passed.slice(-1)) : 0
  const high = Math.max(max, ...next)
  const room = (high - low || 1) * 0.1
  return [free ? low - room : 0, high + room]
}
