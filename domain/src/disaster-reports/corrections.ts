import { damageIndicators, damageIndicator } from '../incidents/damage-indicators.ts'
import { type DamageReport, sumDamage } from '../incidents/sum-damage.ts'

type Recorded = DamageReport & { recordedAt: number }

/** A figure that a later report replaced by a smaller one, took back, or changed for a time that had been reported already. */
export type LossCorrection = {
  communeId: number
  indicator: string
  /** null: nothing stood there before */
  before: number | null
  after: number | null
  /** the time it speaks for */
  at: number
  recordedAt: number
  /** it speaks for a time before the newest report that was there: an earlier day is put right */
  earlier: boolean
  reportId: number
}

/**
 * Figures are cumulative, so a fall is a correction; and so is any change of a time that was reported already, up or down. Each with what it
 * replaced, in the order in which they were recorded.
 */
export function lossCorrections(reports: readonly Recorded[]): LossCorrection[] {
  const told = new Map<string, { at: number; value: number | null }[]>()
  const list: LossCorrection[] = []
  for (const r of [...reports].sort((a, b) => a.recordedAt - b.recordedAt || a.id - b.id))
    for (const [indicator, value] of Object.entries(r.figures)) {
      const key = `${r.communeId}/${indicator}`
      const known = told.get(key) ?? []
      told.set(key, known)
      // what stood for that time: the newest of what speaks for it or for earlier; of one time the last recorded
      const stood = known.reduce<(typeof known)[number] | undefined>(
        (a, b) => (b.at <= r.asOf && (!a || b.at >= a.at) ? b : a),
        undefined,
      )
      const before = stood?.value ?? null
      const earlier = known.some(k => k.at > r.asOf || (k.at === r.asOf && k === stood))
      const fell = before !== null && (value === null || value < before)
      if (fell || (earlier && value !== before))
        list.push({
          communeId: r.communeId,
          indicator,
          before,
          after: value,
          at: r.asOf,
          recordedAt: r.recordedAt,
          earlier,
          reportId: r.id,
        })
      known.push({ at: r.asOf, value })
    }
  return list
}

export type LossDayTotals = {
  day: string
  at: number
  /** as they were told at the deadline */
  values: (number | null)[]
  /** as they are known now for the same time: late reports and corrections in */
  corrected: (number | null)[]
  reported: number
  of: number
}

/** What the totals were at each deadline: cumulative, from what was recorded by then; and what is known now of the same time. */
export function lossByDay(
  reports: readonly Recorded[],
  communeIds: readonly number[],
  deadlines: readonly { day: string; dueAt: number }[],
  indicators: readonly string[] = damageIndicators.filter(i => i.core).map(i => i.code),
): LossDayTotals[] {
  return deadlines.map(d => {
    const sum = sumDamage(
      reports.filter(r => r.recordedAt <= d.dueAt),
      communeIds,
    )
    const known = sumDamage(
      reports.filter(r => r.asOf <= d.dueAt),
      communeIds,
    )
    const of = (totals: typeof sum) =>
      indicators.map(code => totals.totals.find(t => t.indicator === code)?.value ?? null)
    return {
      day: d.day,
      at: d.dueAt,
      values: of(sum),
      corrected: of(known),
      reported: sum.reported.length,
      of: communeIds.length,
    }
  })
}
export const lossIndicatorName = (code: string): string => damageIndicator(code)?.vi ?? code
