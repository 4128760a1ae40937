import { describe, expect, it } from 'vitest'
import { damageIndicators } from '../incidents/damage-indicators.ts'
import { lossByDay, lossCorrections } from './corrections.ts'
import { eventSummaryDue, lossDays } from './daily-due.ts'
import { libraryForms } from '../reports/catalogue.ts'
import { dailyLosses, dailyLossForm } from './daily-form.ts'
import { lossFormCode, lossFormOf, lossForms, lossGroups } from './forms.ts'
import { missingOverAYear } from './missing-people.ts'

const at = (iso: string) => Date.parse(`${iso}+07:00`)
const states = (days: ReturnType<typeof lossDays>) => days.map(d => `${d.day} ${d.state}`)

describe('forms of TTLT 43/2015', () => {
  it('have the numbers of the circular and the suffix of the level', () => {
    expect(lossForms.map(f => f.number)).toEqual(['01', '02', '03', '04', '05', '06', '07', '08'])
    expect(lossFormCode(lossFormOf('flood') ?? lossForms[7], 'X')).toBe('01/TKTH-X')
    expect(lossFormCode(lossFormOf('thunderstorm') ?? lossForms[7], 'T')).toBe('02/TKTH-T')
    expect(lossFormOf('epidemic')).toBe(null)
  })
  it('hold every figure of the system in one group and no other', () => {
    expect(lossGroups.flatMap(g => g.indicators).sort()).toEqual(damageIndicators.map(i => i.code).sort())
    expect(lossGroups).toHaveLength(14)
  })
})

describe('daily reports', () => {
  const onset = at('2025-10-07T20:00:00')
  const sent = (iso: string, asOf = iso) => ({ asOf: at(asOf), sentAt: at(iso) })
  it('are due at 17:00 for a commune and 19:00 for a province, first within a day of the onset', () => {
    for (let h = 0; h < 24; h++) {
      const begin = at('2025-10-07T00:30:00') + h * 3_600_000
      const first = lossDays('commune', begin, null, [], begin)[0]
      expect(first?.dueAt).toBeGreaterThan(begin)
      expect((first?.dueAt ?? 0) - begin).toBeLessThanOrEqual(86_400_000)
    }
    expect(lossDays('province', onset, null, [], onset)[0]?.dueAt).toBe(at('2025-10-08T19:00:00'))
  })
  it('are on time, late, missing or open', () => {
    const now = at('2025-10-11T12:00:00')
    const reports = [sent('2025-10-08T16:59:00'), sent('2025-10-09T18:10:00')]
    expect(states(lossDays('commune', onset, null, reports, now))).toEqual([
      '2025-10-08 on-time',
      '2025-10-09 late',
      '2025-10-10 missing',
      '2025-10-11 open',
    ])
    expect(states(lossDays('commune', onset, null, [], now))).toEqual([
      '2025-10-08 missing',
      '2025-10-09 missing',
      '2025-10-10 missing',
      '2025-10-11 open',
    ])
  })
  it('belong to the day that they speak for, not to the hour in which they came', () => {
    const now = at('2025-10-10T18:00:00')
    const reports = [
      // of the night of the onset: the first day's
      sent('2025-10-07T22:00:00'),
      // the day before was missed: a report of today by today's deadline is today's
      sent('2025-10-10T09:00:00'),
    ]
    expect(states(lossDays('commune', onset, null, reports, now))).toEqual([
      '2025-10-08 on-time',
      '2025-10-09 missing',
      '2025-10-10 on-time',
      '2025-10-11 open',
    ])
    // sent today for yesterday: late for yesterday, and nothing for today
    const after = [sent('2025-10-10T09:00:00', '2025-10-09T16:00:00')]
    expect(states(lossDays('commune', onset, null, after, now))).toEqual([
      '2025-10-08 missing',
      '2025-10-09 late',
      '2025-10-10 missing',
      '2025-10-11 open',
    ])
  })
  it('stop with the event, whose sum is due within 15 days', () => {
    const end = at('2025-10-09T10:00:00')
    expect(states(lossDays('commune', onset, end, [], at('2025-10-20T12:00:00')))).toEqual([
      '2025-10-08 missing',
      '2025-10-09 missing',
    ])
    expect(eventSummaryDue(end)).toBe(at('2025-10-24T23:59:59'))
    expect(eventSummaryDue(null)).toBe(null)
  })
  it('do not count what was not sent yet', () => {
    const now = at('2025-10-08T12:00:00')
    expect(states(lossDays('commune', onset, null, [sent('2025-10-08T13:00:00')], now))).toEqual(['2025-10-08 open'])
  })
})

describe('cumulative figures', () => {
  const report = (id: number, communeId: number, day: string, figures: Record<string, number | null>) => ({
    id,
    communeId,
    asOf: at(`${day}T16:00:00`),
    recordedAt: at(`${day}T16:30:00`),
    figures,
  })
  const reports = [
    report(1, 1, '2025-10-08', { 'people.dead': 2, 'house.flooded': 40 }),
    report(2, 2, '2025-10-08', { 'people.dead': 1 }),
    report(3, 1, '2025-10-09', { 'people.dead': 1, 'house.flooded': 55 }),
    report(4, 2, '2025-10-09', { 'people.dead': null }),
  ]
  it('keep what a correction replaced', () => {
    expect(lossCorrections(reports).map(c => [c.communeId, c.indicator, c.before, c.after])).toEqual([
      [1, 'people.dead', 2, 1],
      [2, 'people.dead', 1, null],
    ])
  })
  it('show an earlier day put right, up or down, beside what was told that day', () => {
    const later = {
      ...report(5, 1, '2025-10-08', { 'house.flooded': 45 }),
      recordedAt: at('2025-10-10T09:00:00'),
    }
    const all = [...reports, later]
    expect(lossCorrections(all).at(-1)).toMatchObject({ before: 40, after: 45, earlier: true, reportId: 5 })
    expect(lossCorrections(reports).every(c => !c.earlier)).toBe(true)
    const days = ['2025-10-08', '2025-10-09'].map(day => ({ day, dueAt: at(`${day}T17:00:00`) }))
    const by = lossByDay(all, [1, 2], days, ['house.flooded'])
    expect(by.map(d => [d.values, d.corrected])).toEqual([
      [[40], [45]],
      [[55], [55]],
    ])
  })
  it('are offered to the daily form, houses of a kind added, what nobody reported left out', () => {
    const more = [...reports, report(6, 1, '2025-10-09', { 'house.solid.partial': 3, 'house.solid.heavy': 1 })]
    const of = (until: string) => dailyLosses(more, 1, at(until)).map(l => [l.element, l.value])
    expect(of('2025-10-08T23:59:00')).toEqual([
      ['disaster.dead', 2],
      ['disaster.house.flooded', 40],
    ])
    expect(of('2025-10-09T23:59:00')).toEqual([
      ['disaster.dead', 1],
      ['disaster.house.solid', 4],
      ['disaster.house.flooded', 55],
    ])
    const form = libraryForms.find(f => f.code === dailyLossForm)
    for (const [element] of of('2025-10-09T23:59:00')) expect(form?.elements.map(e => e.code)).toContain(element)
  })
  it('never add two reports of one unit, and say from how many they come', () => {
    const days = ['2025-10-07', '2025-10-08', '2025-10-09'].map(day => ({ day, dueAt: at(`${day}T17:00:00`) }))
    const by = lossByDay(reports, [1, 2, 3], days, ['people.dead', 'house.flooded', 'crops.rice'])
    expect(by.map(d => [d.values, d.reported, d.of])).toEqual([
      [[null, null, null], 0, 3],
      [[3, 40, null], 2, 3],
      [[1, 55, null], 2, 3],
    ])
  })
})

describe('a missing person', () => {
  const now = at('2026-10-10T00:00:00')
  it('counts as dead after a year, as many as were missing all through it', () => {
    const since = (...stood: [string, number | null][]) =>
      missingOverAYear(
        stood.map(([day, value]) => ({ at: at(`${day}T00:00:00`), value })),
        now,
      )
    expect(since(['2025-10-08', 3])).toBe(3)
    expect(since(['2025-10-10', 3])).toBe(3)
    expect(since(['2025-10-11', 3])).toBe(0)
    expect(since(['2025-10-08', 3], ['2025-12-01', 1], ['2026-02-01', 2])).toBe(1)
    expect(since(['2025-10-08', 3], ['2026-01-01', null])).toBe(0)
    expect(since()).toBe(0)
  })
})
