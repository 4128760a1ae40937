import { describe, expect, it } from 'vitest'
import { communeUnits } from '../units/units.ts'
import { sixMonthPeriod, week } from './periods.ts'
import { reportElements } from './report-elements.ts'
import { type ReportFigure, currentPeriodDrafts, reportHistory, weeklyScamHistory } from './report-history.ts'

const history = reportHistory({ periodStart: '2026-06-15' })
const at = (list: readonly ReportFigure[], unit: string, start: string) =>
  new Map(list.filter(f => f.unitCode === unit && f.periodStart === start).map(f => [f.element, f.value]))

describe('periods', () => {
  it('run from the 15th to the 14th; weeks from Monday to Sunday', () => {
    expect(sixMonthPeriod('2026-06-15').end).toBe('2026-12-14')
    expect(sixMonthPeriod('2025-12-15').end).toBe('2026-06-14')
    expect(week('2026-11-16').end).toBe('2026-11-22')
  })

  it('refuse any other day with a sentence', () => {
    expect(() => sixMonthPeriod('2026-07-01')).toThrow('begins on 15/6 or 15/12')
    expect(() => week('2026-11-17')).toThrow('begins on a Monday')
    expect(() => week('2026-02-30')).toThrow('is not a day')
  })
})

describe('reportHistory', () => {
  it('holds the period before and the same period a year before, nothing else, and is the same every time', () => {
    expect([...new Set(history.map(f => f.periodStart))].sort()).toEqual(['2025-06-15', '2025-12-15'])
    expect(reportHistory({ periodStart: '2026-06-15' })).toEqual(history)
  })

  it('knows its elements and units, each figure once, whole counts, nothing negative', () => {
    const elements = new Map(reportElements.map(e => [e.code, e]))
    const units = new Set(communeUnits.map(c => c.code))
    const keys = history.map(f => `${f.element} ${f.unitCode} ${f.periodStart}`)
    expect(new Set(keys).size).toBe(keys.length)
    for (const f of history) {
      expect(elements.get(f.element)?.form).toBe('six-month')
      expect(units.has(f.unitCode)).toBe(true)
      expect(f.value).toBeGreaterThanOrEqual(0)
      if (elements.get(f.element)!.kind === 'count') expect(Number.isInteger(f.value)).toBe(true)
    }
  })

  it('has gaps: whole communes that sent nothing, single figures missing, and real zeros beside them', () => {
    expect(at(history, '06148', '2025-06-15').size).toBe(0)
    expect(at(history, '06637', '2025-12-15').size).toBe(0)
    const sent = new Set(history.filter(f => f.periodStart === '2025-12-15').map(f => f.unitCode))
    expect(sent.size).toBe(63)
    const cells = history.filter(f => f.periodStart === '2025-12-15').length
    expect(cells).toBeGreaterThan(63 * 13 * 0.9)
    expect(cells).toBeLessThan(63 * 13)
    expect(history.some(f => f.value === 0)).toBe(true)
  })

  it('keeps parts and whole together: no case, no loss, nobody involved', () => {
    for (const c of communeUnits)
      for (const start of ['2025-06-15', '2025-12-15']) {
        const f = at(history, c.code, start)
        if (f.get('fire.cases') === 0) expect(f.get('fire.damage') ?? 0).toBe(0)
        if (f.get('scam.cases') === 0) expect(f.get('scam.damage') ?? 0).toBe(0)
        if (f.get('order.incidents') === 0) expect(f.get('order.people') ?? 0).toBe(0)
      }
  })
})

describe('currentPeriodDrafts', () => {
  it('has five communes on their way, one with a loss to ask about', () => {
    const drafts = currentPeriodDrafts({ periodStart: '2026-06-15' })
    const size = (code: string) => drafts.filter(f => f.unitCode === code).length
    expect([size('06184'), size('06040'), size('06385'), size('06415'), size('06427')]).toEqual([13, 13, 11, 6, 3])
    expect(at(drafts, '06385', '2026-06-15').get('fire.damage')).toBe(285)
  })
})

describe('weeklyScamHistory', () => {
  it('gives eight weeks before the current one, with gaps, rising in Đông Kinh, Đồng Đăng and Hữu Lũng', () => {
    const weekly = weeklyScamHistory({ weekStart: '2026-11-16' })
    const starts = [...new Set(weekly.map(f => f.periodStart))].sort()
    expect(starts).toHaveLength(8)
    expect(starts[0]).toBe('2026-09-21')
    expect(starts.at(-1)).toBe('2026-11-09')
    const reports = weekly.filter(f => f.element === 'scam.week.reports')
    expect(reports.length).toBeGreaterThan(65 * 8 * 0.85)
    expect(reports.length).toBeLessThan(65 * 8)
    for (const code of ['05977', '06184', '06385']) {
      const sum = (weeks: readonly string[]) =>
        reports.filter(f => f.unitCode === code && weeks.includes(f.periodStart)).reduce((a, f) => a + f.value, 0)
      expect(sum(starts.slice(5)), code).toBeGreaterThan(sum(starts.slice(0, 5)))
    }
  })
})
