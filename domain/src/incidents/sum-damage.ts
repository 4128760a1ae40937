import { damageIndicator, damageIndicators } from './damage-indicators.ts'

/**
 * What one commune reported at one time. Figures are cumulative since the event began; an absent figure was not reported,
 * 0 is a report of none, null takes an earlier figure back.
 */
export type DamageReport = {
  id: number
  communeId: number
  /** tính đến, ms */
  asOf: number
  figures: Readonly<Record<string, number | null>>
}

export type StandingFigure = { value: number; asOf: number; reportId: number }

export type DamageTotal = {
  indicator: string
  /** null: no commune has reported it, which is not zero */
  value: number | null
  /** communes with a standing figure */
  reported: number
  /** of how many */
  of: number
  /** oldest and newest time that the figures speak for */
  oldest: number | null
  newest: number | null
}

export type DamageSum = {
  totals: DamageTotal[]
  /** per commune, then per indicator */
  standing: Map<number, Map<string, StandingFigure>>
  /** communes that have sent any report */
  reported: number[]
  silent: number[]
  newest: number | null
}

/**
 * Adds the communes, never two reports of one commune: for each commune and figure the latest report that names it stands
 * (by the time it speaks for, then by order of entry). Reports of communes that are not asked for are left out.
 */
export function sumDamage(reports: readonly DamageReport[], communeIds: readonly number[]): DamageSum {
  const asked = new Set(communeIds)
  const standing = new Map<number, Map<string, StandingFigure | null>>()
  const ordered = reports.filter(r => asked.has(r.communeId)).sort((a, b) => a.asOf - b.asOf || a.id - b.id)
  for (const r of ordered) {
    const own = standing.get(r.communeId) ?? new Map<string, StandingFigure | null>()
    standing.set(r.communeId, own)
    for (const [code, value] of Object.entries(r.figures))
      own.set(code, value === null ? null : { value, asOf: r.asOf, reportId: r.id })
  }
  const totals = damageIndicators.map(({ code }): DamageTotal => {
    const figures = communeIds.flatMap(id => standing.get(id)?.get(code) ?? [])
    // sums of hectares carry noise of the binary form
    const value = Math.round(figures.reduce((sum, f) => sum + f.value, 0) * 1000) / 1000
    return {
      indicator: code,
      value: figures.length ? value : null,
      reported: figures.length,
      of: communeIds.length,
      oldest: figures.length ? Math.min(...figures.map(f => f.asOf)) : null,
      newest: figures.length ? Math.max(...figures.map(f => f.asOf)) : null,
    }
  })
  const clean = new Map<number, Map<string, StandingFigure>>()
  for (const [id, own] of standing) {
    const kept = new Map<string, StandingFigure>()
    for (const [code, figure] of own) if (figure) kept.set(code, figure)
    clean.set(id, kept)
  }
  return {
    totals,
    standing: clean,
    reported: communeIds.filter(id => standing.has(id)),
    silent: communeIds.filter(id => !standing.has(id)),
    newest: ordered.length ? Math.max(...ordered.map(r => r.asOf)) : null,
  }
}

export type DamageFault = { code: 'unknown' | 'not-a-count' | 'needs-reason'; indicator: string; says: string }

/**
 * Why a report cannot be taken: an unknown figure, one that is no count, or one that falls below what the commune reported
 * before without a reason (figures are cumulative, so a fall is a correction and must say why). Null when it can.
 */
export function faultOfDamage(
  figures: Readonly<Record<string, number | null>>,
  before: ReadonlyMap<string, StandingFigure> | undefined,
  reason: string,
): DamageFault | null {
  for (const [code, value] of Object.entries(figures)) {
    const indicator = damageIndicator(code)
    if (!indicator) return { code: 'unknown', indicator: code, says: code }
    const had = before?.get(code)?.value
    if (value === null) {
      if (had !== undefined && !reason.trim())
        return { code: 'needs-reason', indicator: indicator.vi, says: `${had} → rút lại` }
      continue
    }
    if (!Number.isFinite(value) || value < 0 || value > 1e9 || (!indicator.decimals && !Number.isInteger(value)))
      return { code: 'not-a-count', indicator: indicator.vi, says: String(value) }
    if (had !== undefined && value < had && !reason.trim())
      return { code: 'needs-reason', indicator: indicator.vi, says: `${had} → ${value}` }
  }
  return null
}
