import { describe, expect, it } from 'vitest'
import { expectedInterval, learnInterval, seriesHealth } from './series-health.ts'

const at = (text: string) => Date.parse(`2025-10-08T${text}:00Z`)

describe('seriesHealth', () => {
  it('never heard, reporting, late, silent', () => {
    expect(seriesHealth(null, 60, at('03:00'))).toEqual({ state: 'never', since: null, missed: 0 })
    expect(seriesHealth(at('02:00'), 60, at('03:30'))).toEqual({ state: 'reporting', since: at('02:00'), missed: 0 })
    expect(seriesHealth(at('02:00'), 60, at('03:31'))).toEqual({ state: 'late', since: at('03:00'), missed: 1 })
    expect(seriesHealth(at('02:00'), 60, at('05:00'))).toMatchObject({ state: 'late', missed: 3 })
    expect(seriesHealth(at('02:00'), 60, at('05:01'))).toEqual({ state: 'silent', since: at('02:00'), missed: 3 })
  })
  it('a reading a little ahead of our clock is heard', () => {
    expect(seriesHealth(at('03:04'), 10, at('03:00')).state).toBe('reporting')
  })
})

describe('the interval that is expected', () => {
  const every = (minutes: number, n: number) => Array.from({ length: n }, (_, i) => i * minutes * 60_000)
  it('is learnt from nine readings on, whatever their order, and not from a broken rhythm', () => {
    expect(learnInterval(every(10, 8))).toBeNull()
    expect(learnInterval(every(10, 9).reverse())).toBe(10)
    expect(learnInterval([...every(10, 12), 12 * 600_000 + 86_400_000])).toBe(10)
    expect(learnInterval([0, 1, 20, 25, 80, 81, 200, 201, 400, 402].map(m => m * 60_000))).toBeNull()
    expect(learnInterval([0, 0, 0, 0, 0, 0, 0, 0, 0, 0])).toBeNull()
  })
  it('what an officer set counts most; a habit only makes us notice earlier', () => {
    expect(expectedInterval(60, 10, 30)).toEqual({ minutes: 30, from: 'set' })
    expect(expectedInterval(60, 10, null)).toEqual({ minutes: 10, from: 'learnt' })
    expect(expectedInterval(60, 180, null)).toEqual({ minutes: 60, from: 'registered' })
  })
})
