import { damageIndicators, damageIndicator } from '../incidents/damage-indicators.ts'
import { type DamageReport, sumDamage } from '../incidents/sum-damage.ts'

/** A figure that a later report replaced by a smaller one or took back. */
export type LossCorrection = {
  communeId: number
  indicator: string
  before: number
  after: number | null
  at: number
  reportId: number
}

/** Figures are cumulative, so a fall is a correction: each with what it replaced, in the order of time. */
export function lossCorrections(reports: readonly DamageReport[]): LossCorrection[] {
  const standing = new Map<string, number>()
  const list: LossCorrection[] = []
  for (const r of [...reports].sort((a, b) => a.asOf - b.asOf || a.id - b.id))
    for (const [code, value] of Object.entries(r.figures)) {
      const key = `${r.communeId}/${code}`
      const before = standing.get(key)
      if (before !== undefined && (value === null || value < before))
        list.push({ communeId: r.communeId, indicator: code, before, after: value, at: r.asOf, reportId: r.id })
      if (value === null) standing.delete(key)
      else standing.set(key, value)
    }
  return list
}

export type LossDayTotals = { day: string; at: number; values: (number | null)[]; reported: number; of: number }

/** What the totals were at each deadline: cumulative, from what was recorded by then. */
export function lossByDay(
  reports: readonly (DamageReport & { recordedAt: number })[],
  communeIds: readonly number[],
  deadlines: readonly { day: string; dueAt: number }[],
  indicators: readonly string[] = damageIndicators.filter(i => i.core).map(i => i.code),
): LossDayTotals[] {
  return deadlines.map(d => {
    const sum = sumDamage(
      reports.filter(r => r.recordedAt <= d.dueAt),
      communeIds,
    )
    return {
      day: d.day,
      at: d.dueAt,
      values: indicators.map(code => sum.totals.find(t => t.indicator === code)?.value ?? null),
      reported: sum.reported.length,
      of: communeIds.length,
    }
  })
}
export const lossIndicatorName = (code: string): string => damageIndicator(code)?.vi ?? code
