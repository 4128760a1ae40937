import { describe, expect, it } from 'vitest'
import { dueStanding, endOfDay } from './task-due.ts'

const at = (iso: string) => new Date(iso)
const standing = (due: string | null, now: string, over: Partial<Parameters<typeof dueStanding>[0]> = {}) =>
  dueStanding({ state: 'assigned', kind: 'plan', dueAt: due ? at(due) : null, ...over }, at(now))

describe('how a deadline stands', () => {
  it('a day is kept until its last second in Viet Nam', () => {
    expect(endOfDay('2026-06-30').toISOString()).toBe('2026-06-30T16:59:59.000Z')
    expect(standing(endOfDay('2026-06-30').toISOString(), '2026-06-30T16:59:59Z').kind).toBe('soon')
    expect(standing(endOfDay('2026-06-30').toISOString(), '2026-06-30T17:00:00Z')).toMatchObject({
      kind: 'late',
      days: -1,
    })
  })
  it('counts days of the Vietnamese calendar, not of UTC', () => {
    expect(standing(endOfDay('2026-07-02').toISOString(), '2026-06-30T18:00:00Z').days).toBe(1)
    expect(standing(endOfDay('2026-07-07').toISOString(), '2026-06-30T01:00:00Z')).toMatchObject({
      kind: 'soon',
      days: 7,
    })
    expect(standing(endOfDay('2026-07-08').toISOString(), '2026-06-30T01:00:00Z')).toMatchObject({
      kind: 'ahead',
      days: 8,
    })
  })
  it('a scenario runs in minutes', () => {
    expect(standing('2026-06-30T10:00:00Z', '2026-06-30T08:30:00Z', { kind: 'scenario' })).toMatchObject({
      kind: 'ahead',
      minutes: 90,
    })
    expect(standing('2026-06-30T10:00:00Z', '2026-06-30T09:15:00Z', { kind: 'scenario' })).toMatchObject({
      kind: 'soon',
      minutes: 45,
    })
  })
  it('what is done is never late, and what waits for an answer neither', () => {
    expect(standing('2026-06-01T00:00:00Z', '2026-06-30T00:00:00Z', { state: 'done' }).kind).toBe('closed')
    expect(standing('2026-06-01T00:00:00Z', '2026-06-30T00:00:00Z', { state: 'cannot' }).kind).toBe('closed')
    expect(standing(null, '2026-06-30T00:00:00Z').kind).toBe('none')
  })
})
