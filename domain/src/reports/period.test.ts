import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import {
  type DueRule,
  reportDueAt,
  openPeriods,
  periodAt,
  periodDays,
  periodOf,
  previousPeriod,
  samePeriodLastYear,
  weeksInYear,
} from './period.ts'

const working: DueRule = { days: 2, count: 'working', time: '17:00', status: 'set-locally', noteVi: '', noteEn: '' }
const monday: DueRule = { days: 1, count: 'calendar', time: '12:00', status: 'set-locally', noteVi: '', noteEn: '' }

describe('half-years', () => {
  it('run from 15/12 to 14/6 and from 15/6 to 14/12', () => {
    expect(periodOf('2026-H1')).toMatchObject({
      start: '2025-12-15',
      end: '2026-06-14',
      nameVi: '6 tháng đầu năm 2026',
    })
    expect(periodOf('2026-H2')).toMatchObject({
      start: '2026-06-15',
      end: '2026-12-14',
      nameVi: '6 tháng cuối năm 2026',
    })
    expect(periodDays(periodAt('half-year', '2026-01-01'))).toBe('15/12/2025 – 14/06/2026')
  })
  it('the 14th ends one and the 15th begins the next', () => {
    expect(['2025-12-14', '2025-12-15', '2026-06-14', '2026-06-15'].map(d => periodAt('half-year', d).key)).toEqual([
      '2025-H2',
      '2026-H1',
      '2026-H1',
      '2026-H2',
    ])
  })
  it('know the one before and the same of last year', () => {
    const p = periodAt('half-year', '2026-03-01')
    expect([previousPeriod(p).key, samePeriodLastYear(p)?.key]).toEqual(['2025-H2', '2025-H1'])
  })
  it('are due two working days after the cut-off: a Friday cut-off is due on Tuesday', () => {
    expect(reportDueAt(working, periodOf('2026-H2')!).toISOString()).toBe('2026-12-16T10:00:00.000Z')
    // 14/6/2024 was a Friday
    expect(reportDueAt(working, periodOf('2024-H1')!).toISOString()).toBe('2024-06-18T10:00:00.000Z')
  })
})

describe('weeks', () => {
  it('belong to the year of their Thursday', () => {
    expect(
      ['2024-12-29', '2024-12-30', '2025-01-05', '2027-01-01', '2027-01-04'].map(d => periodAt('week', d).key),
    ).toEqual(['2024-W52', '2025-W01', '2025-W01', '2026-W53', '2027-W01'])
    expect([2020, 2024, 2025, 2026].map(weeksInYear)).toEqual([53, 52, 52, 53])
  })
  it('week 53 has no counterpart in a year of 52 weeks, and such a week is not a period', () => {
    expect(samePeriodLastYear(periodOf('2026-W53')!)).toBeNull()
    expect(periodOf('2025-W53')).toBeNull()
    expect(previousPeriod(periodOf('2027-W01')!).key).toBe('2026-W53')
  })
  it('are due on Monday noon', () => {
    expect(reportDueAt(monday, periodOf('2026-W47')!).toISOString()).toBe('2026-11-23T05:00:00.000Z')
  })
  it('nonsense names no period', () => {
    expect(['', '2026', '2026-H3', '2026-W00', '2026-W1', '1999-H1', 'x'].map(periodOf)).toEqual(Array(7).fill(null))
    expect(() => periodAt('week', '2026-02-30')).toThrow('is not a day')
  })
})

it('the day turns at midnight in Vietnam, not in Greenwich', () => {
  expect(openPeriods('half-year', new Date('2026-06-14T16:59:59Z'), 1).map(p => p.key)).toEqual(['2026-H1', '2025-H2'])
  expect(openPeriods('half-year', new Date('2026-06-14T17:00:00Z'), 1).map(p => p.key)).toEqual(['2026-H2', '2026-H1'])
})

it('is the same under UTC, +7 and a negative zone', () => {
  const script = `
    const p = await import(${JSON.stringify(new URL('./period.ts', import.meta.url).href)})
    const days = []
    for (let t = Date.UTC(2024, 11, 1); t < Date.UTC(2027, 1, 1); t += 86400000) {
      const d = new Date(t).toISOString().slice(0, 10)
      days.push(p.periodAt('week', d).key + p.periodAt('half-year', d).start)
    }
    console.log(days.join(), p.openPeriods('week', new Date('2026-12-31T17:00:00Z'), 3).map(x => x.end).join())`
  const run = (TZ: string) =>
    execFileSync(process.execPath, ['--conditions=tusom-source', '--input-type=module', '-e', script], {
      env: { ...process.env, TZ },
      encoding: 'utf8',
    })
  const utc = run('UTC')
  expect(utc).toContain('2026-W53')
  expect(run('Asia/Ho_Chi_Minh')).toBe(utc)
  expect(run('America/Los_Angeles')).toBe(utc)
})
