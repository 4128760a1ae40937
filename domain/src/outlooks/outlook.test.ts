import { describe, expect, it } from 'vitest'
import { periodOf, previousPeriod, samePeriodLastYear } from '../reports/period.ts'
import type { Claim, KeptClaim } from './claim.ts'
import { draftOutlook, outlookText } from './draft-outlook.ts'
import { daysApartInYear, floodSeasons, inSeason, middleDay } from './flood-season.ts'
import type { OutlookFacts, SeenLevel } from './outlook-facts.ts'
import { chanceOf, comparablePeriods } from './probability.ts'
import { scoreOutlook } from './score-outlook.ts'

const period = (key: string) => {
  const p = periodOf(key)
  if (!p) throw new Error(`no period ${key}`)
  return p
}
const before = (key: string, n: number) => {
  const list = [previousPeriod(period(key))]
  while (list.length < n) list.push(previousPeriod(list.at(-1) as (typeof list)[0]))
  return list
}
const seen = (periodKey: string, level: number, hazard = 'flood'): SeenLevel => ({
  periodKey,
  hazard,
  level,
  communes: 2,
  days: 3,
})
const flood = { hazard: 'flood', nameVi: 'Lũ, ngập lụt', nameEn: 'Flood', disaster: true }
const facts = (over: Partial<OutlookFacts> = {}): OutlookFacts => ({
  unit: { name: 'Xã Thử' },
  period: period('2025-M08'),
  next: period('2025-M09'),
  yearBefore: samePeriodLastYear(period('2025-M08')),
  until: '2025-08-10',
  seasons: floodSeasons('20'),
  hazards: [flood],
  observed: before('2025-M08', 24),
  watched: true,
  seen: [],
  peaks: [],
  warnings: 0,
  series: [],
  ...over,
})
const claimsOf = (f: OutlookFacts) => draftOutlook(f).flatMap(s => (s.claim ? [s.claim] : []))
const hazardClaim = (probability: number, level = 1): KeptClaim => ({
  id: `h${probability}`,
  vi: '',
  en: '',
  claim: { kind: 'hazard', hazard: 'flood', level, probability, until: '2025-09-14', happened: 0, of: 1 },
})
const countClaim = (low: number, high: number): KeptClaim => ({
  id: `c${low}`,
  vi: '',
  en: '',
  claim: { kind: 'count', form: 'f', element: 'e', low, high, level: 0.8, until: '2025-09-14' },
})

describe('nothing is said of what nobody can know', () => {
  it('no claim where no earlier period was observed, and the sentence says so', () => {
    const f = facts({ observed: [], seen: [seen('2025-M08', 2)] })
    expect(claimsOf(f)).toEqual([])
    expect(outlookText(draftOutlook(f))).toContain('chưa có kỳ nào trước đây so sánh được')
  })
  it('a period without any reading is not called calm', () => {
    expect(draftOutlook(facts({ watched: false }))[0]?.vi).toContain('không nói được tình hình')
    expect(draftOutlook(facts())[0]?.vi).toContain('không ghi nhận cấp nào')
  })
  it('five figures make no forecast, six do', () => {
    const series = { form: 'f', element: 'e', nameVi: 'Số vụ', nameEn: 'Cases', unitVi: 'vụ', unitEn: 'cases' }
    expect(claimsOf(facts({ series: [{ ...series, values: [null, 4, 5, 4, 6, 5] }] }))).toEqual([])
    const [claim] = claimsOf(facts({ series: [{ ...series, values: [4, 5, 4, 6, 5, 4] }] })) as [Claim]
    expect(claim).toMatchObject({ kind: 'count', form: 'f', element: 'e', level: 0.8, until: '2025-09-14' })
    if (claim.kind !== 'count') throw new Error('a count')
    expect(claim.low).toBeLessThanOrEqual(4)
    expect(claim.high).toBeGreaterThanOrEqual(5)
  })
  it('an unknown province has no flood season; the time of year is compared instead', () => {
    expect(floodSeasons('99')).toEqual([])
    const near = comparablePeriods('flood', period('2025-M09'), before('2025-M09', 24), [])
    expect(near.map(p => p.key)).toEqual(['2025-M08', '2024-M10', '2024-M09', '2024-M08', '2023-M10', '2023-M09'])
  })
})

describe('probability of a hazard', () => {
  it('compares with the periods in the same flood season (15/6 to 31/10 in the north)', () => {
    expect(middleDay(period('2025-M09'))).toBe('2025-08-30')
    expect(inSeason('2025-10-31', floodSeasons('20'))).toBe(true)
    expect(inSeason('2025-11-01', floodSeasons('20'))).toBe(false)
    const list = comparablePeriods('flood', period('2025-M09'), before('2025-M09', 12), floodSeasons('20'))
    expect(list.map(p => p.key)).toEqual(['2025-M08', '2025-M07', '2024-M11', '2024-M10', '2024-M09'])
    expect(daysApartInYear('2024-12-30', '2025-01-02')).toBe(3)
  })
  it('level 3 out of season says nothing of level 3 in it', () => {
    expect(claimsOf(facts({ seen: [seen('2025-M03', 3)] }))).toMatchObject([{ level: 1, happened: 0, of: 10 }])
  })
  it('years are all comparable, whichever day is in their middle', () => {
    const list = comparablePeriods('flood', period('2026-Y'), before('2025-Y', 2), floodSeasons('20'))
    expect(list.map(p => p.key)).toEqual(['2024-Y', '2023-Y'])
  })
  it('by Laplace: two of eight is 3/10, none of three 1/5', () => {
    const eight = before('2025-M09', 8)
    const two = [seen('2025-M08', 1), seen('2025-M05', 2), seen('2025-M04', 1, 'storm')]
    expect(chanceOf('flood', 1, eight, two)).toEqual({ happened: 2, of: 8, probability: 0.3 })
    expect(chanceOf('flood', 3, eight.slice(0, 3), two)).toEqual({ happened: 0, of: 3, probability: 0.2 })
  })
  it('the running period is no evidence yet; the draft counts the earlier ones and names both', () => {
    const f = facts({ seen: [seen('2025-M08', 3), seen('2024-M08', 2)] })
    // in season before 2025-M08: 2025-M07, 2024-M11 … M07, 2023-M11 … M08: ten
    expect(claimsOf(f)).toMatchObject([
      { level: 1, happened: 1, of: 10, probability: 2 / 12 },
      { level: 3, happened: 0, of: 10, probability: 1 / 12 },
    ])
    expect(outlookText(draftOutlook(f))).toContain(
      'cao nhất cấp độ rủi ro 3, 2 xã, 3 ngày. Cùng kỳ năm trước: cao nhất cấp độ rủi ro 2, 2 xã, 3 ngày.',
    )
  })
})

describe('scoring', () => {
  const outcome = { observed: true, levels: [{ hazard: 'flood', level: 2 }], counts: [] }
  it('cannot judge what nobody measured', () => {
    const s = scoreOutlook([hazardClaim(0.9), countClaim(1, 2)], { observed: false, levels: [], counts: [] })
    expect(s).toMatchObject({ brier: null, counts: 0, unjudged: 2 })
    expect(s.vi).toContain('2 nhận định chưa chấm được')
    expect(scoreOutlook([], outcome).vi).toBe('Không có nhận định nào để chấm.')
  })
  it('Brier by hand: 0,8 happened and 0,3 at level 3 did not: (0,04 + 0,09) / 2', () => {
    const s = scoreOutlook([hazardClaim(0.8), hazardClaim(0.3, 3)], outcome)
    expect(s.brier).toBeCloseTo(0.065, 10)
    expect(s.results.map(r => r.held)).toEqual([true, false])
    expect(s.vi).toBe(
      'Điểm Brier 0,065 trên 2 nhận định thiên tai (0 là tốt nhất; tốt hơn nói 50% cho mọi việc: 0,25).',
    )
    expect(scoreOutlook([hazardClaim(0.2)], outcome).vi).toContain(
      '0,64 trên 1 nhận định thiên tai (0 là tốt nhất; kém hơn',
    )
  })
  it('counts: the ends of the interval belong to it', () => {
    const of = (value: number) => ({ ...outcome, counts: [{ form: 'f', element: 'e', value }] })
    expect([2, 3, 7, 8].map(v => scoreOutlook([countClaim(3, 7)], of(v)).within)).toEqual([0, 1, 1, 0])
  })
})
