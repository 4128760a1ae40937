import { isSilent, type WatchedSeries } from './indicator-set.ts'
import { indicatorOf, type PlanField, planFieldCodes, watches } from './plan-fields.ts'

/** The newest counts of order and scams that a commune sent: its period's days. Counts only; who is behind them is nowhere here. */
export type SentCounts = { unitId: number; start: string; end: string; figures: number }

/** A cell of the matrix: watched now, watched by what is silent, or by nothing. */
export type CoverState = 'watched' | 'indirect' | 'silent' | 'nothing'
export type CoverCell = {
  field: PlanField
  /** the area names this field as one of its own */
  named: boolean
  state: CoverState
  series: { id: number; station: string; name: string; indicator: string; indirect: boolean; silent: boolean }[]
  /** crime prevention: communes of the area whose counts are at hand, and those whose counts are old or never came */
  counts: { fresh: number[]; old: number[] } | null
}
export type AreaCoverage = {
  areaId: number
  cells: CoverCell[]
  named: number
  watched: number
  percent: number | null
}

const DAY = 86_400_000
/** Counts are fresh for as long as a period and a half after their period ended: the next ones are due by then. */
export function isFresh(c: SentCounts, now: number): boolean {
  const [start, end] = [Date.parse(c.start), Date.parse(c.end)]
  return now - end <= 1.5 * Math.max(end - start, DAY)
}

/** What watches an area, field by field. A field counts as watched only by something that speaks. */
export function coverOf(
  area: { id: number; communeIds: readonly number[]; fields: readonly PlanField[] },
  series: readonly WatchedSeries[],
  counts: readonly SentCounts[],
  now: number,
): AreaCoverage {
  const inArea = new Set(area.communeIds)
  const own = series.filter(s => s.communeIds.some(id => inArea.has(id)))
  const cells = planFieldCodes.map((field): CoverCell => {
    const list = own.flatMap(s => {
      const how = watches(s.indicator, field)
      return how === null
        ? []
        : [
            {
              id: s.id,
              station: s.station,
              name: s.stationName,
              indicator: indicatorOf(s.indicator).kind,
              indirect: how === 'indirect',
              silent: isSilent(s, now),
            },
          ]
    })
    const sent = field === 'crime' ? countsOf(area.communeIds, counts, now) : null
    const speaks = list.filter(s => !s.silent)
    const state: CoverState =
      sent?.fresh.length || speaks.some(s => !s.indirect)
        ? 'watched'
        : speaks.length
          ? 'indirect'
          : list.length || sent?.old.length
            ? 'silent'
            : 'nothing'
    return { field, named: area.fields.includes(field), state, series: list, counts: sent }
  })
  const named = cells.filter(c => c.named)
  const watched = named.filter(c => c.state === 'watched').length
  return { areaId: area.id, cells, named: named.length, watched, percent: percent(watched, named.length) }
}

function countsOf(communeIds: readonly number[], counts: readonly SentCounts[], now: number) {
  const fresh: number[] = []
  const old: number[] = []
  for (const id of communeIds) {
    const own = counts.filter(c => c.unitId === id && c.figures > 0)
    if (own.some(c => isFresh(c, now))) fresh.push(id)
    else if (own.length) old.push(id)
  }
  return { fresh, old }
}

/** null where there is nothing to be covered: not 0 and not 100 %. */
export const percent = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part / whole) * 1000) / 10

export type FieldCoverage = {
  field: PlanField
  areas: number
  watched: number
  indirect: number
  silent: number
  nothing: number
  percent: number | null
}

/** Coverage of each field over the areas that name it. "Indirect" is told but not counted as watched. */
export function coverageByField(areas: readonly AreaCoverage[]): {
  fields: FieldCoverage[]
  all: Omit<FieldCoverage, 'field'>
} {
  const sum = (field: PlanField, cells: readonly CoverCell[]): FieldCoverage => {
    const n = (state: CoverState) => cells.filter(c => c.state === state).length
    return {
      field,
      areas: cells.length,
      watched: n('watched'),
      indirect: n('indirect'),
      silent: n('silent'),
      nothing: n('nothing'),
      percent: percent(n('watched'), cells.length),
    }
  }
  const named = areas.flatMap(a => a.cells.filter(c => c.named))
  const fields = planFieldCodes.map(field =>
    sum(
      field,
      named.filter(c => c.field === field),
    ),
  )
  const { field: _, ...all } = sum('geology', named)
  return { fields, all }
}
