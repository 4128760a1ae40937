import { describe, expect, it } from 'vitest'
import { Refusal } from '../refusals/refusal.ts'
import { changeState, stepsFrom } from './change-state.ts'
import { partsOf, type TaskPart } from './parts.ts'
import { type TaskFacts, taskStates } from './task.ts'
import { taskReach } from './task-reach.ts'

const task = (over: Partial<TaskFacts> = {}): TaskFacts => ({
  ownerId: 1,
  leadId: 2,
  cooperatingIds: [3],
  state: 'assigned',
  progress: 0,
  dueAt: null,
  parts: 0,
  ...over,
})
const is = (...parts: TaskPart[]) => new Set(parts)
const code = (work: () => unknown) => {
  try {
    work()
  } catch (e) {
    return e instanceof Refusal ? e.code : String(e)
  }
  return 'allowed'
}

describe('the life of a task', () => {
  it('runs from given to done in the hands of its lead', () => {
    expect(changeState(task(), is('lead'), 'accepted', null)).toMatchObject({ state: 'accepted', progress: 0 })
    expect(changeState(task({ state: 'doing', progress: 40 }), is('lead'), 'done', null)).toEqual({
      state: 'done',
      reason: null,
      progress: 100,
      done: true,
    })
  })
  it('is refused to a cooperating unit, and cancelling to all but the owner', () => {
    expect(code(() => changeState(task(), is('cooperating'), 'done', null))).toBe('task.not-lead')
    expect(code(() => changeState(task(), is('lead'), 'cancelled', 'x'))).toBe('task.not-owner')
    expect(code(() => changeState(task(), is('owner'), 'done', null))).toBe('task.not-lead')
    expect(code(() => changeState(task(), is('owner'), 'cancelled', 'giao nhầm'))).toBe('allowed')
  })
  it('asks for a reason where history would not explain itself', () => {
    expect(code(() => changeState(task(), is('lead'), 'cannot', '  '))).toBe('task.reason-missing')
    expect(changeState(task(), is('lead'), 'cannot', ' thiếu xuồng ').reason).toBe('thiếu xuồng')
    expect(code(() => changeState(task({ state: 'done', progress: 100 }), is('owner'), 'doing', null))).toBe(
      'task.reason-missing',
    )
    expect(changeState(task({ state: 'done', progress: 100 }), is('owner'), 'doing', 'chưa đủ thôn').progress).toBe(90)
  })
  it('refuses what is no step, the same state, and a task that lives in its parts', () => {
    expect(code(() => changeState(task({ state: 'done' }), is('lead'), 'accepted', 'x'))).toBe('task.no-such-step')
    expect(code(() => changeState(task(), is('lead'), 'assigned', null))).toBe('task.same-state')
    expect(code(() => changeState(task({ parts: 65 }), is('lead', 'owner'), 'done', null))).toBe('task.has-parts')
  })
  it('offers exactly the steps that it allows', () => {
    for (const state of taskStates)
      for (const part of ['owner', 'lead', 'cooperating'] as const) {
        const offered = stepsFrom(task({ state }), is(part)).map(s => s.to)
        const allowed = taskStates.filter(
          to => code(() => changeState(task({ state }), is(part), to, 'lý do')) === 'allowed',
        )
        expect(offered.sort()).toEqual(allowed.sort())
      }
  })
})

it('reach names every unit with a part, once', () => expect(taskReach(5, 2, [3, 5], [9])).toEqual([2, 3, 5, 9]))

it('a superior holds the parts of those below it', () => {
  const actor = {
    userId: 1,
    displayName: '',
    homeUnitId: 10,
    provinceId: 10,
    watch: new Set<number>(),
    assignments: [{ unitId: 10, role: 'leader' as const, units: new Set([10, 2]) }],
  }
  expect([...partsOf(actor, task())]).toEqual(['lead'])
})
