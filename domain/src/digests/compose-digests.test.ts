import { describe, expect, it } from 'vitest'
import { proposedTaskRules } from '../tasks/escalation.ts'
import { composeDigests, DIGEST_LINES, type DigestTask } from './compose-digests.ts'

const now = new Date('2026-05-10T07:00:00+07:00')
const task = (over: Partial<DigestTask> = {}): DigestTask => ({
  id: 1,
  title: 'Rà soát ngầm',
  kind: 'plan',
  ownerId: 10,
  leadId: 20,
  state: 'doing',
  stateReason: null,
  dueAt: new Date('2026-05-20T23:59:59+07:00'),
  createdAt: new Date('2026-05-01T00:00:00Z'),
  ...over,
})
const compose = (tasks: DigestTask[], over: Partial<Parameters<typeof composeDigests>[0]> = {}) =>
  composeDigests({
    tasks,
    ownPlans: [],
    escalated: [],
    rules: () => proposedTaskRules,
    now,
    today: '2026-05-10',
    since: new Date('2026-05-09T07:00:00+07:00'),
    ...over,
  })

describe('one digest a unit', () => {
  it('a unit with nothing to hear gets none', () => expect(compose([task()]).size).toBe(0))
  it('late, soon and newly given, each under its own head', () => {
    const made = compose([
      task({ id: 1, dueAt: new Date('2026-05-08T23:59:59+07:00') }),
      task({ id: 2, dueAt: new Date('2026-05-12T23:59:59+07:00') }),
      task({ id: 3, dueAt: null, createdAt: new Date('2026-05-09T09:00:00+07:00') }),
    ])
    expect([...made.keys()]).toEqual([20])
    expect(made.get(20)).toMatchObject({
      late: { count: 1, lines: [{ taskId: 1, days: -2 }] },
      soon: { count: 1, lines: [{ taskId: 2, days: 2 }] },
      given: { count: 1, lines: [{ taskId: 3 }] },
    })
  })
  it('what cannot be done is for its giver, with the reason', () => {
    const made = compose([task({ state: 'cannot', stateReason: 'thiếu xuồng' })])
    expect(made.get(10)?.cannot.lines).toMatchObject([{ unitId: 20, reason: 'thiếu xuồng' }])
    expect(made.has(20)).toBe(false)
  })
  it('late work of many units comes to who hears of it as one line a unit, the latest first', () => {
    const tasks = [3, 4, 5].map(n => task({ id: n, leadId: 20 + n, dueAt: new Date(`2026-05-0${n}T12:00:00+07:00`) }))
    const escalated = [...tasks, tasks[0]!].map(t => ({ taskId: t.id, unitId: 99 }))
    expect(compose(tasks, { escalated }).get(99)?.escalated).toEqual({
      count: 3,
      lines: [
        { unitId: 23, count: 1, days: 7, taskIds: [3] },
        { unitId: 24, count: 1, days: 6, taskIds: [4] },
        { unitId: 25, count: 1, days: 5, taskIds: [5] },
      ],
    })
  })
  it('a hundred late tasks are one digest that names a dozen and counts the rest', () => {
    const tasks = Array.from({ length: 100 }, (_, i) => task({ id: i + 1, dueAt: new Date('2026-05-01T00:00:00Z') }))
    expect(compose(tasks).get(20)?.late).toMatchObject({ count: 100, lines: { length: DIGEST_LINES } })
  })
  it('own plans: due and late to the unit, filed to who reviews, returned to the unit', () => {
    const plan = (id: number, state: 'asked' | 'filed' | 'returned' | 'accepted', dueOn: string) => ({
      id,
      unitId: 20,
      reviewerIds: [99],
      planTitle: 'KH 41',
      state,
      dueOn,
    })
    const made = compose([], {
      ownPlans: [
        plan(1, 'asked', '2026-05-12'),
        plan(2, 'asked', '2026-05-08'),
        plan(3, 'asked', '2026-07-01'),
        plan(4, 'returned', '2026-05-01'),
        plan(5, 'filed', '2026-05-01'),
        plan(6, 'accepted', '2026-05-01'),
      ],
    })
    expect(made.get(20)?.ownPlans.lines.map(l => [l.ownPlanId, l.what])).toEqual([
      [1, 'due'],
      [2, 'late'],
      [4, 'returned'],
    ])
    expect(made.get(99)?.ownPlans.lines.map(l => [l.ownPlanId, l.what])).toEqual([[5, 'review']])
  })
})

it('what waits after a difficulty, an inspection or a commendation is told to the unit it waits for', () => {
  const line = { kind: 'difficulty', id: 7, unitId: 2, title: 'Thiếu xuồng', what: 'answer-late', days: -3 } as const
  const made = composeDigests({
    tasks: [],
    ownPlans: [],
    escalated: [],
    followUps: [{ ...line, hears: 5 }],
    rules: () => proposedTaskRules,
    now: new Date('2025-10-08T00:00:00Z'),
    today: '2025-10-08',
    since: new Date('2025-10-07T00:00:00Z'),
  })
  expect([...made.keys()]).toEqual([5])
  expect(made.get(5)?.followUps).toEqual({ count: 1, lines: [line] })
})
