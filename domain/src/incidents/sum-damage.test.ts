import { describe, expect, it } from 'vitest'
import { damageIndicators } from './damage-indicators.ts'
import { type DamageReport, faultOfDamage, sumDamage } from './sum-damage.ts'

let id = 0
const report = (communeId: number, asOf: number, figures: Record<string, number | null>): DamageReport => ({
  id: ++id,
  communeId,
  asOf,
  figures,
})
const total = (reports: DamageReport[], communes: number[], code: string) =>
  sumDamage(reports, communes).totals.find(t => t.indicator === code)

describe('sumDamage', () => {
  it('never adds two reports of one commune', () => {
    const reports = [
      report(1, 100, { 'house.flooded': 26 }),
      report(1, 200, { 'house.flooded': 43 }),
      report(2, 150, { 'house.flooded': 7 }),
    ]
    expect(total(reports, [1, 2, 3], 'house.flooded')).toEqual({
      indicator: 'house.flooded',
      value: 50,
      reported: 2,
      of: 3,
      oldest: 150,
      newest: 200,
    })
  })
  it('silence is not zero, and zero is a report', () => {
    const reports = [report(1, 100, { 'people.dead': 0 })]
    expect(total(reports, [1, 2], 'people.dead')).toMatchObject({ value: 0, reported: 1, of: 2 })
    expect(total(reports, [1, 2], 'people.missing')).toMatchObject({ value: null, reported: 0, of: 2 })
    expect(sumDamage(reports, [1, 2])).toMatchObject({ reported: [1], silent: [2] })
  })
  it('the time a figure speaks for decides, not the order in which reports arrive', () => {
    const late = [report(1, 200, { 'house.flooded': 43 }), report(1, 100, { 'house.flooded': 26, 'people.injured': 2 })]
    expect(total(late, [1], 'house.flooded')?.value).toBe(43)
    expect(total(late, [1], 'people.injured')?.value).toBe(2)
  })
  it('a figure that was taken back no longer counts, and communes outside are left out', () => {
    const reports = [
      report(1, 100, { 'people.dead': 1 }),
      report(1, 200, { 'people.dead': null }),
      report(9, 100, { 'people.dead': 5 }),
    ]
    expect(total(reports, [1], 'people.dead')).toMatchObject({ value: null, reported: 0 })
  })
})

describe('faultOfDamage', () => {
  const before = new Map([['house.flooded', { value: 40, asOf: 1, reportId: 1 }]])
  it('asks for a reason when a cumulative figure falls or is taken back', () => {
    expect(faultOfDamage({ 'house.flooded': 31 }, before, '')).toMatchObject({ code: 'needs-reason', says: '40 → 31' })
    expect(faultOfDamage({ 'house.flooded': null }, before, ' ')).toMatchObject({ code: 'needs-reason' })
    expect(faultOfDamage({ 'house.flooded': 31 }, before, 'đếm trùng thôn 2')).toBeNull()
    expect(faultOfDamage({ 'house.flooded': 41 }, before, '')).toBeNull()
  })
  it('refuses what is no count', () => {
    expect(faultOfDamage({ 'people.dead': 1.5 }, undefined, '')?.code).toBe('not-a-count')
    expect(faultOfDamage({ 'people.dead': -1 }, undefined, '')?.code).toBe('not-a-count')
    expect(faultOfDamage({ 'people.ghosts': 1 }, undefined, '')?.code).toBe('unknown')
    expect(faultOfDamage({ 'crops.rice': 12.5 }, undefined, '')).toBeNull()
  })
  it('has codes that are unique, and the sixteen kinds of damaged house', () => {
    expect(new Set(damageIndicators.map(i => i.code)).size).toBe(damageIndicators.length)
    expect(damageIndicators.filter(i => /^house\.\S+\./.test(i.code)).length).toBe(16)
  })
})
