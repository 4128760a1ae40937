import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { type DueRule, reportDueAt } from './due.ts'
import {
  freePeriod,
  openPeriods,
  periodAt,
  periodDays,
  periodKinds,
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
    // days off as the province entered them; a Saturday worked in exchange counts
    const off = new Map([
      ['2026-12-15', 'holiday'],
      ['2026-12-16', 'holiday'],
      ['2026-12-19', 'workday'],
    ] as const)
    expect(reportDueAt(working, periodOf('2026-H2')!, off).toISOString()).toBe('2026-12-18T10:00:00.000Z')
    expect(reportDueAt({ ...working, days: 3 }, periodOf('2026-H2')!, off).toISOString()).toBe(
      '2026-12-19T10:00:00.000Z',
    )
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
    const nonsense = [
      '',
      '2026',
      '2026-H3',
      '2026-W00',
      '2026-W1',
      '1999-H1',
      'x',
      '2026-M13',
      '2026-C00',
      '2026-02-30',
    ]
    nonsense.push('2026-08-31_2026-01-01', '2026-01-01_2026-02-30', '2026-01-01_2040-01-01', '2026-01-01_2026-02-01_')
    for (const key of nonsense) expect(periodOf(key)).toBeNull()
    expect(() => periodAt('week', '2026-02-30')).toThrow('is not a day')
  })
})

describe('the months of Nghị định 09/2019', () => {
  const days = (key: string) => periodDays(periodOf(key)!)
  it('end on the 14th', () => {
    expect(['2026-M01', '2026-M03', '2026-Q1', '2026-Q4', '2026-N9', '2026-Y'].map(days)).toEqual([
      '15/12/2025 – 14/01/2026',
      '15/02/2026 – 14/03/2026',
      '15/12/2025 – 14/03/2026',
      '15/09/2026 – 14/12/2026',
      '15/12/2025 – 14/09/2026',
      '15/12/2025 – 14/12/2026',
    ])
    expect(periodOf('2026-Q2')?.nameVi).toBe('quý II năm 2026')
    // between 15/9 and 14/12 no nine months run: the last that began is named
    expect(periodAt('nine-month', '2026-11-01').key).toBe('2026-N9')
  })
  it('calendar periods are whole months', () => {
    expect(['2026-C02', '2024-C02', '2026-CQ3', '2026-CH1', '2026-CY'].map(days)).toEqual([
      '01/02/2026 – 28/02/2026',
      '01/02/2024 – 29/02/2024',
      '01/07/2026 – 30/09/2026',
      '01/01/2026 – 30/06/2026',
      '01/01/2026 – 31/12/2026',
    ])
  })
  it('periods of one kind follow each other without a gap, also over the end of a year', () => {
    for (const kind of periodKinds) {
      if (kind === 'free' || kind === 'nine-month') continue
      for (let p = periodAt(kind, '2028-03-01'); p.start > '2023-01-01'; p = previousPeriod(p)) {
        const before = previousPeriod(p)
        expect(Date.parse(p.start) - Date.parse(before.end)).toBe(86_400_000)
        expect(periodOf(p.key)).toEqual(p)
        expect([periodAt(kind, p.start).key, periodAt(kind, p.end).key]).toEqual([p.key, p.key])
      }
    }
  })
})

describe('free periods', () => {
  it('are named by their months when they begin with the year, by their days otherwise', () => {
    expect(freePeriod('2026-01-01', '2026-08-31')?.nameVi).toBe('8 tháng đầu năm 2026')
    expect(freePeriod('2025-12-15', '2026-08-14')?.nameVi).toBe('8 tháng đầu năm 2026')
    expect(freePeriod('2026-01-01', '2026-12-31')?.nameVi).toBe('12 tháng đầu năm 2026')
    expect(freePeriod('2026-10-07', '2026-10-12')?.nameVi).toBe('từ 07/10/2026 đến 12/10/2026')
  })
  it('have the same days a year before; the last of February stays the last', () => {
    expect(samePeriodLastYear(periodOf('2026-01-01_2026-08-31')!)?.key).toBe('2025-01-01_2025-08-31')
    expect(samePeriodLastYear(periodOf('2025-01-01_2025-02-28')!)?.end).toBe('2024-02-29')
    expect(samePeriodLastYear(periodOf('2024-02-29')!)).toBeNull()
    expect(samePeriodLastYear(periodOf('2026-06-15')!)?.key).toBe('2025-06-15')
  })
})

it('a daily report in a disaster is due at 17:00 of its own day', () => {
  const daily: DueRule = { ...monday, days: 0, time: '17:00', provinceTime: '19:00', status: 'sourced' }
  expect(reportDueAt(daily, periodOf('2026-10-08')!).toISOString()).toBe('2026-10-08T10:00:00.000Z')
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
