import type { FactStatus, PackHazard, RulePack } from '../levels/pack.ts'
import { indicatorFields, indicatorOf, type PlanField } from './plan-fields.ts'

/** A series as the set counts it. `lastAt` in milliseconds; null: nothing was ever read. */
export type WatchedSeries = {
  id: number
  station: string
  stationName: string
  indicator: string
  unit: string
  everyMinutes: number
  communeIds: readonly number[]
  lastAt: number | null
  invented: boolean
}

/** Readings that did not come for this many intervals make a series silent. */
export const SILENT_INTERVALS = 3
export const isSilent = (s: Pick<WatchedSeries, 'lastAt' | 'everyMinutes'>, now: number): boolean =>
  s.lastAt === null || now - s.lastAt > SILENT_INTERVALS * s.everyMinutes * 60_000

/** law: an act sets the level · local: the province did · proposal: nobody has yet · recalled: the act was not read again · none: no pack judges it */
export type IndicatorStatus = 'law' | 'local' | 'proposal' | 'recalled' | 'none'
const statusOf: Record<FactStatus, IndicatorStatus> = {
  sourced: 'law',
  local: 'local',
  proposal: 'proposal',
  recalled: 'recalled',
  unknown: 'none',
}
const firmest: readonly IndicatorStatus[] = ['law', 'local', 'recalled', 'proposal', 'none']

export type IndicatorUse = {
  hazard: string
  nameVi: string
  nameEn: string
  article: string
  /** null: the disaster risk levels of QĐ 18/2021 */
  scale: string | null
  status: IndicatorStatus
  pack: string
}
export type IndicatorRow = {
  kind: string
  nameVi: string
  nameEn: string
  unit: string
  fields: readonly PlanField[]
  indirect: readonly PlanField[]
  uses: IndicatorUse[]
  /** the firmest of its uses */
  status: IndicatorStatus
  series: number
  invented: number
  communes: number
  newestAt: number | null
  silent: number
}

const judgedBy: Record<string, readonly string[]> = {
  'river-stage': ['stage'],
  'rain-band': ['rain', 'rain24', 'rain12'],
  'rain-slope': ['rain', 'rain24', 'rain12'],
}
/** Rows of the set that a hazard is judged by; a family ("price-*") is one row. */
export const indicatorsAsked = (h: PackHazard): string[] => [
  ...new Set(
    (h.method === 'table' ? h.inputs.flatMap(i => i.indicators) : (judgedBy[h.method] ?? [])).map(
      i => indicatorOf(i).kind,
    ),
  ),
]

/** The indicator set of a province: all that any pack judges or any station measures, also where nothing measures or nothing judges. */
export function indicatorSet(
  packs: readonly RulePack[],
  series: readonly WatchedSeries[],
  now: number,
): IndicatorRow[] {
  const rows = new Map<string, IndicatorRow & { covered: Set<number> }>()
  const rowOf = (indicator: string, unit: string) => {
    const { kind, known } = indicatorOf(indicator)
    let row = rows.get(kind)
    if (!row) {
      row = {
        kind,
        nameVi: known?.vi ?? kind,
        nameEn: known?.en ?? kind,
        unit: known?.unit ?? unit,
        fields: known?.fields ?? [],
        indirect: Object.keys(known?.indirect ?? {}) as PlanField[],
        uses: [],
        status: 'none',
        series: 0,
        invented: 0,
        communes: 0,
        newestAt: null,
        silent: 0,
        covered: new Set(),
      }
      rows.set(kind, row)
    }
    return row
  }
  for (const pack of packs)
    for (const h of pack.hazards)
      for (const kind of indicatorsAsked(h))
        rowOf(kind, '').uses.push({
          hazard: h.hazard,
          nameVi: h.nameVi,
          nameEn: h.nameEn,
          article: h.article,
          scale: h.scale?.id ?? null,
          status: statusOf[h.status],
          pack: `${pack.id} ${pack.version}`,
        })
  for (const s of series) {
    const row = rowOf(s.indicator, s.unit)
    row.series++
    if (s.invented) row.invented++
    if (isSilent(s, now)) row.silent++
    if (s.lastAt !== null) row.newestAt = Math.max(row.newestAt ?? 0, s.lastAt)
    for (const id of s.communeIds) row.covered.add(id)
  }
  const order = new Map(indicatorFields.indicators.map((k, i) => [k.kind, i]))
  return [...rows.values()]
    .map(({ covered, ...row }) => ({
      ...row,
      communes: covered.size,
      status: firmest.find(s => row.uses.some(u => u.status === s)) ?? ('none' as const),
    }))
    .sort((a, b) => (order.get(a.kind) ?? 1e6) - (order.get(b.kind) ?? 1e6) || (a.kind < b.kind ? -1 : 1))
}
