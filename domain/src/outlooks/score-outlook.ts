import { formatNumber } from '@tusom/vi-text'
import type { Claim, KeptClaim } from './claim.ts'

/** What the period brought. `observed` false: nothing was measured in it, so that no hazard claim can be judged. */
export type Outcome = {
  observed: boolean
  levels: readonly { hazard: string; level: number }[]
  counts: readonly { form: string; element: string; value: number }[]
}
export type ClaimResult = {
  id: string
  /** it happened, or the count lay within; null: cannot be judged */
  held: boolean | null
  /** (probability − outcome)²: 0 is best, 1 worst; of hazard claims only */
  brier: number | null
  value: number | null
}
export type OutlookScore = {
  results: ClaimResult[]
  /** mean of the hazard claims that could be judged */
  brier: number | null
  hazards: number
  within: number
  counts: number
  unjudged: number
  vi: string
  en: string
}

function judge(id: string, c: Claim, o: Outcome): ClaimResult {
  if (c.kind === 'count') {
    const value = o.counts.find(x => x.form === c.form && x.element === c.element)?.value ?? null
    return { id, held: value === null ? null : value >= c.low && value <= c.high, brier: null, value }
  }
  const level = Math.max(0, ...o.levels.filter(x => x.hazard === c.hazard).map(x => x.level))
  // a level that was seen is proof; none seen is proof only where something was measured
  if (!o.observed && level < c.level) return { id, held: null, brier: null, value: null }
  const held = level >= c.level
  return { id, held, brier: (c.probability - (held ? 1 : 0)) ** 2, value: level }
}

/** What came of the claims of an outlook, and in words how good they were. */
export function scoreOutlook(claims: readonly KeptClaim[], outcome: Outcome): OutlookScore {
  const results = claims.map(c => judge(c.id, c.claim, outcome))
  const hazard = results.flatMap(r => (r.brier === null ? [] : [r.brier]))
  const brier = hazard.length ? hazard.reduce((a, b) => a + b, 0) / hazard.length : null
  const counts = results.filter((r, i) => claims[i]?.claim.kind === 'count' && r.held !== null)
  const within = counts.filter(r => r.held).length
  const unjudged = results.filter(r => r.held === null).length
  const vi: string[] = []
  const en: string[] = []
  if (brier !== null) {
    const b = formatNumber(Math.round(brier * 1000) / 1000)
    const than = brier < 0.25 ? 'tốt hơn' : brier > 0.25 ? 'kém hơn' : 'bằng'
    const thanEn = brier < 0.25 ? 'better than' : brier > 0.25 ? 'worse than' : 'the same as'
    vi.push(
      `Điểm Brier ${b} trên ${hazard.length} nhận định thiên tai (0 là tốt nhất; ${than} nói 50% cho mọi việc: 0,25).`,
    )
    en.push(
      `Brier score ${b} over hazard claims: ${hazard.length} (0 is best; ${thanEn} saying 50% of everything: 0,25).`,
    )
  }
  if (counts.length) {
    vi.push(`${within}/${counts.length} số liệu nằm trong khoảng đã nêu (mong đợi 80%).`)
    en.push(`${within} of ${counts.length} figures lay within their interval (80% expected).`)
  }
  if (unjudged) {
    vi.push(`${unjudged} nhận định chưa chấm được vì không có số liệu.`)
    en.push(`Claims that cannot be judged for want of data: ${unjudged}.`)
  }
  if (!claims.length) {
    vi.push('Không có nhận định nào để chấm.')
    en.push('There is no claim to score.')
  }
  return {
    results,
    brier,
    hazards: hazard.length,
    within,
    counts: counts.length,
    unjudged,
    vi: vi.join(' '),
    en: en.join(' '),
  }
}
