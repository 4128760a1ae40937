import { describe, expect, it } from 'vitest'
import type { Actor, Role } from '../permissions/roles.ts'
import {
  actingUnit,
  checkDueDay,
  competentFor,
  difficultyStanding,
  dueAfter,
  passOnTo,
  proposedDifficultyRules as rules,
  saysSentence,
  stateAfter,
} from './difficulty.ts'

const u = (id: number, kind: string, parentId: number | null) => ({ id, kind, parentId })
const [province, commune, hamlet] = [u(1, 'province', null), u(2, 'commune', 1), u(3, 'hamlet', 2)]
const departments = [u(10, 'department', 1), u(11, 'department', 1)]

describe('who may be asked', () => {
  it('the unit above and the departments; a hamlet its commune; a province only who stands above it', () => {
    expect(competentFor([commune, province], departments)).toEqual([1, 10, 11])
    expect(competentFor([u(10, 'department', 1), province], departments)).toEqual([1, 11])
    expect(competentFor([hamlet, commune, province], departments)).toEqual([2])
    expect(competentFor([province], departments)).toEqual([])
  })
  it('passed on to anybody above the raiser or a department, never to the raiser nor to where it is', () => {
    expect(passOnTo([hamlet, commune, province], departments, 2)).toEqual([1, 10, 11])
    expect(passOnTo([commune, province], departments, 10)).toEqual([1, 11])
  })
})

describe('the day to answer by', () => {
  it('late from the day after, only while it waits for an answer', () => {
    const at = (state: 'open' | 'asked-back' | 'answered', today: string) =>
      difficultyStanding({ state, dueOn: '2025-10-10' }, today, rules)
    expect(at('open', '2025-10-06')).toEqual({ kind: 'ahead', days: 4 })
    expect(at('open', '2025-10-07')).toEqual({ kind: 'soon', days: 3 })
    expect(at('open', '2025-10-10')).toEqual({ kind: 'soon', days: 0 })
    expect(at('open', '2025-10-11')).toEqual({ kind: 'late', days: -1 })
    expect(at('asked-back', '2025-10-20').kind).toBe('none')
    expect(at('answered', '2025-10-20').kind).toBe('none')
  })
  it('passing on does not move it unless the next unit would have too little time', () => {
    const due = (today: string) => dueAfter('pass-on', { dueOn: '2025-10-20', askedBackOn: null }, today, rules)
    expect(due('2025-10-10')).toBe('2025-10-20')
    expect(due('2025-10-19')).toBe('2025-10-24')
    expect(due('2025-10-30')).toBe('2025-11-04')
  })
  it('the days the raiser took are not counted; what was not settled starts anew, over the end of a month', () => {
    expect(dueAfter('reply', { dueOn: '2025-10-30', askedBackOn: '2025-10-20' }, '2025-10-24', rules)).toBe(
      '2025-11-03',
    )
    expect(dueAfter('not-settled', { dueOn: '2025-10-10', askedBackOn: null }, '2025-10-24', rules)).toBe('2025-11-08')
    expect(dueAfter('answer', { dueOn: '2025-10-10', askedBackOn: null }, '2025-10-24', rules)).toBe('2025-10-10')
  })
  it('refused: yesterday, in more than half a year, no day at all', () => {
    expect(checkDueDay('2025-10-08', '2025-10-08')).toBe('2025-10-08')
    for (const day of ['2025-10-07', '2026-04-07', '2025-13-40'])
      expect(() => checkDueDay(day, '2025-10-08')).toThrow('difficulty.due')
  })
})

describe('steps', () => {
  it('each act only from its states', () => {
    expect(stateAfter('answer', 'open')).toBe('answered')
    expect(stateAfter('answer', 'asked-back')).toBe('answered')
    expect(stateAfter('not-settled', 'answered')).toBe('open')
    for (const [act, state] of [
      ['settle', 'open'],
      ['pass-on', 'asked-back'],
      ['withdraw', 'answered'],
      ['answer', 'settled'],
      ['reply', 'open'],
    ] as const)
      expect(() => stateAfter(act, state)).toThrow('difficulty.state')
  })
  it('the raiser is that very unit, the answer comes from who was asked or its standing agency', () => {
    const actor = (role: Role, unitId: number, below: number[] = []): Actor => ({
      userId: 1,
      displayName: '',
      homeUnitId: unitId,
      provinceId: 1,
      assignments: [{ unitId, role, units: new Set([unitId, ...below]) }],
      watch: new Set(),
    })
    const d = { unitId: 2, toId: 10 }
    expect(actingUnit(actor('commune-officer', 2), 'raiser', d, [])).toBe(2)
    expect(actingUnit(actor('leader', 1, [2, 10]), 'raiser', d, [])).toBe(null)
    expect(actingUnit(actor('leader', 1, [2, 10]), 'addressee', d, [])).toBe(null)
    expect(actingUnit(actor('department-officer', 10), 'addressee', d, [])).toBe(10)
    expect(actingUnit(actor('administrator', 10), 'addressee', d, [])).toBe(null)
    expect(actingUnit(actor('standing-agency', 11), 'addressee', { unitId: 2, toId: 1 }, [11])).toBe(11)
    expect(actingUnit(actor('hamlet-head', 3), 'raiser', { unitId: 3, toId: 2 }, [])).toBe(3)
  })
  it('a sentence is found however its lines are broken', () => {
    expect(
      saysSentence(
        'Thiếu xuồng.\n- Đề nghị Sở  Nông nghiệp\ncấp thêm 03 xuồng.',
        'Đề nghị Sở Nông nghiệp cấp thêm 03 xuồng.',
      ),
    ).toBe(true)
    expect(saysSentence('Thiếu xuồng.', 'Đề nghị cấp xuồng')).toBe(false)
  })
})
