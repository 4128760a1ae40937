import { toLocalIso } from '@tusom/vi-text'
import { describe, expect, it } from 'vitest'
import { nextRound, stepDueOf } from './step-clock.ts'
import type { StepClock } from './scenario.ts'

const due = (clock: StepClock, from: string) => {
  const d = stepDueOf(clock, Date.parse(from))
  return `${toLocalIso(d.at).slice(0, 16)} ${d.flag ?? '-'} ${d.recurs ?? '-'} ${d.textVi}`
}

describe('stepDueOf', () => {
  it('counts minutes, hours and days from activation', () => {
    expect(due({ kind: 'after-activation', minutes: 30 }, '2025-10-08T23:45:00+07:00')).toBe(
      '2025-10-09T00:15 - - trong 30 phút kể từ khi kích hoạt',
    )
    expect(due({ kind: 'after-activation', minutes: 180 }, '2025-10-08T03:00:00+07:00')).toContain('trong 3 giờ')
    expect(due({ kind: 'after-activation', minutes: 21_600 }, '2025-10-08T03:00:00+07:00')).toBe(
      '2025-10-23T03:00 - - trong 15 ngày kể từ khi kích hoạt',
    )
  })
  it('before 17:00 is today at noon, tomorrow and flagged after 17:00, whatever the zone of the process', () => {
    const clock: StepClock = { kind: 'before-time', time: '17:00' }
    expect(due(clock, '2025-10-08T12:00:00+07:00')).toBe('2025-10-08T17:00 - - trước 17:00 ngày 08/10/2025')
    expect(due(clock, '2025-10-08T18:30:00+07:00')).toBe('2025-10-09T17:00 next-day - trước 17:00 ngày 09/10/2025')
    expect(due(clock, '2025-10-08T17:00:00+07:00')).toContain('next-day')
    // 23:30 UTC is already the next morning in Vietnam
    expect(due(clock, '2025-10-07T23:30:00Z')).toBe('2025-10-08T17:00 - - trước 17:00 ngày 08/10/2025')
    expect(due(clock, '2025-12-31T18:00:00+07:00')).toContain('2026-01-01T17:00')
  })
  it('a daily report and an hourly measurement come again', () => {
    expect(due({ kind: 'daily-before', time: '19:00' }, '2025-10-08T20:00:00+07:00')).toBe(
      '2025-10-09T19:00 next-day daily trước 19:00 hằng ngày',
    )
    expect(due({ kind: 'every', minutes: 60 }, '2025-10-08T03:00:00+07:00')).toBe(
      '2025-10-08T04:00 - PT60M cứ 1 giờ một lần',
    )
  })
  it('work of the dry season is due before the next season', () => {
    const clock: StepClock = { kind: 'before-season', monthDay: '06-15' }
    expect(due(clock, '2025-03-01T08:00:00+07:00')).toContain('2025-06-15T23:59 -')
    expect(due(clock, '2025-10-08T08:00:00+07:00')).toContain('2026-06-15T23:59 next-year')
  })
})

describe('nextRound', () => {
  const ms = (t: string) => Date.parse(`2025-10-08T${t}:00+07:00`)
  it('never lies in the past and does not pile up missed rounds', () => {
    expect(nextRound('PT60M', ms('04:00'), ms('03:50'))).toBe(ms('05:00'))
    expect(nextRound('PT60M', ms('04:00'), ms('04:10'))).toBe(ms('05:00'))
    expect(nextRound('PT60M', ms('04:00'), ms('07:30'))).toBe(ms('08:00'))
    expect(nextRound('daily', ms('17:00'), ms('16:40'))).toBe(ms('17:00') + 86_400_000)
    expect(nextRound(null, ms('04:00'), ms('04:10'))).toBeNull()
    expect(nextRound('monthly', ms('04:00'), ms('04:10'))).toBeNull()
  })
})
