import { describe, expect, it } from 'vitest'
import { checkTaskRules, proposedTaskRules, stepsReached } from './escalation.ts'

const now = new Date('2026-05-10T09:00:00+07:00')
const late = (due: string, over = {}) =>
  stepsReached({ state: 'doing', kind: 'plan', dueAt: new Date(due), ...over }, now, proposedTaskRules).map(s => s.to)

describe('who hears of late work', () => {
  it('nobody before a whole day has passed, then one after the other', () => {
    expect(late('2026-05-10T08:00:00+07:00')).toEqual([])
    expect(late('2026-05-09T23:59:59+07:00')).toEqual(['lead-leader'])
    expect(late('2026-05-07T23:59:59+07:00')).toEqual(['lead-leader', 'standing-agency'])
    expect(late('2026-05-03T23:59:59+07:00')).toEqual(['lead-leader', 'standing-agency', 'province-leader'])
  })
  it('nobody for what is done, has no deadline, or is a step of a scenario', () => {
    expect(late('2026-05-01T00:00:00+07:00', { state: 'done' })).toEqual([])
    expect(late('2026-05-01T00:00:00+07:00', { dueAt: null })).toEqual([])
    expect(late('2026-05-01T00:00:00+07:00', { kind: 'scenario' })).toEqual([])
  })
})

it('rules that would tell the province before the unit itself are refused; an order of typing does not matter', () => {
  const of = (...escalation: (typeof proposedTaskRules)['escalation']) => ({ ...proposedTaskRules, escalation })
  expect(() =>
    checkTaskRules(of({ afterDays: 1, to: 'province-leader' }, { afterDays: 2, to: 'lead-leader' })),
  ).toThrow('task.rules-order')
  expect(() => checkTaskRules(of({ afterDays: 1, to: 'lead-leader' }, { afterDays: 2, to: 'lead-leader' }))).toThrow(
    'task.rules-order',
  )
  expect(
    checkTaskRules(of({ afterDays: 5, to: 'province-leader' }, { afterDays: 2, to: 'lead-leader' })).escalation[0]?.to,
  ).toBe('lead-leader')
})

it('a holiday that the province entered is no day of being late; a weekend is', () => {
  const task = { state: 'doing' as const, kind: 'plan' as const, dueAt: new Date('2026-02-13T16:59:59Z') }
  const on = (day: string, holidays: string[] = []) =>
    stepsReached(task, new Date(`${day}T10:00:00+07:00`), proposedTaskRules, new Set(holidays)).map(s => s.to)
  expect(on('2026-02-20')).toEqual(['lead-leader', 'standing-agency', 'province-leader'])
  const tet = ['2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20']
  expect(on('2026-02-20', tet)).toEqual(['lead-leader'])
  expect(on('2026-02-21', tet)).toEqual(['lead-leader', 'standing-agency'])
  // a holiday before it was due, or still to come, changes nothing
  expect(on('2026-02-20', ['2026-02-10', '2026-02-23'])).toEqual(['lead-leader', 'standing-agency', 'province-leader'])
})
