import { describe, expect, it } from 'vitest'
import { comesRound, firstRound, roundDue, taskPeriod, taskRecurrences } from './recurrence.ts'

describe('periods of recurring work', () => {
  it.each([
    ['weekly', '2026-05-03', '2026-04-27', '2026-05-03'],
    ['weekly', '2026-05-04', '2026-05-04', '2026-05-10'],
    ['monthly', '2028-02-29', '2028-02-01', '2028-02-29'],
    ['quarterly', '2026-05-03', '2026-04-01', '2026-06-30'],
    ['half-yearly', '2026-12-31', '2026-07-01', '2026-12-31'],
    ['yearly', '2026-01-01', '2026-01-01', '2026-12-31'],
  ] as const)('%s of %s is %s to %s', (recurs, day, start, end) => {
    expect(taskPeriod(recurs, day)).toMatchObject({ start, end })
  })
  it('days of one period have one key, and periods follow one another without a gap', () => {
    for (const recurs of taskRecurrences) {
      let last = taskPeriod(recurs, '2026-01-01')
      for (let t = Date.UTC(2026, 0, 2); t < Date.UTC(2028, 2, 1); t += 86_400_000) {
        const day = new Date(t).toISOString().slice(0, 10)
        const p = taskPeriod(recurs, day)
        expect(p.start <= day && day <= p.end).toBe(true)
        if (p.key !== last.key) {
          expect(Date.parse(p.start) - Date.parse(last.end)).toBe(86_400_000)
          last = p
        } else expect(p).toEqual(last)
      }
    }
  })
  it('daily work and steps of scenarios make no rows of their own', () => {
    expect(['daily', 'PT60M', null, 'monthly'].map(comesRound)).toEqual([false, false, false, true])
  })
})

describe('the first coming', () => {
  it('is due at the end of its period', () => {
    expect(firstRound('quarterly', null, '2026-05-03')).toMatchObject({ due: '2026-06-30', until: null, offset: 0 })
  })
  it('a deadline beyond the period says until when', () => {
    expect(firstRound('yearly', '2030-12-31', '2026-05-03')).toMatchObject({ due: '2026-12-31', until: '2030-12-31' })
  })
  it('a deadline inside it is the day of every period', () => {
    expect(firstRound('quarterly', '2026-06-25', '2026-05-03')).toMatchObject({ due: '2026-06-25', offset: 25 })
  })
  it('a deadline that has passed says nothing about what comes', () => {
    expect(firstRound('monthly', '2026-05-01', '2026-05-03')).toMatchObject({ due: '2026-05-31', offset: 0 })
  })
})

describe('the next coming', () => {
  const series = { recurs: 'quarterly', lastStart: '2026-04-01', until: null, offset: 25 } as const
  it('waits until the period is over', () => {
    expect(roundDue(series, '2026-06-30')).toBeNull()
    expect(roundDue(series, '2026-07-01')).toMatchObject({ due: '2026-09-25', period: { key: '2026-Q3' } })
  })
  it('comes once after a long silence, for the period that is now', () => {
    expect(roundDue(series, '2027-11-20')).toMatchObject({ due: '2027-12-25', period: { key: '2027-Q4' } })
  })
  it('ends when the series ends, and is due no later than that', () => {
    expect(roundDue({ ...series, until: '2026-08-15' }, '2026-07-02')).toMatchObject({ due: '2026-08-15' })
    expect(roundDue({ ...series, until: '2026-06-30' }, '2026-07-02')).toBeNull()
  })
  it('keeps the day as people mean it: the 25th, the last day, the 15th of the middle month, the Friday', () => {
    const next = (recurs: 'weekly' | 'monthly' | 'quarterly' | 'yearly', due: string, day: string) => {
      const first = firstRound(recurs, due, taskPeriod(recurs, due).start)
      return roundDue({ recurs, lastStart: first.period.start, until: first.until, offset: first.offset }, day)?.due
    }
    expect(next('monthly', '2025-10-25', '2025-11-01')).toBe('2025-11-25')
    expect(next('monthly', '2026-01-30', '2026-02-01')).toBe('2026-02-28')
    expect(next('monthly', '2026-02-28', '2026-03-02')).toBe('2026-03-31')
    expect(next('quarterly', '2026-05-15', '2026-07-01')).toBe('2026-08-15')
    expect(next('yearly', '2026-06-30', '2027-01-01')).toBe('2027-06-30')
    expect(next('weekly', '2026-05-08', '2026-05-11')).toBe('2026-05-15')
  })
})
