import type { PlanItemOut } from '@tusom/contract'
import { describe, expect, it } from 'vitest'
import { readDay } from './day.ts'
import { groupsOf, isSettled } from './groups.ts'
import { likelySplit } from './likely-split.ts'

const item = (over: Partial<PlanItemOut>): PlanItemOut =>
  ({
    id: 1,
    kind: 'task',
    unitText: 'Sở Y tế',
    unitLabel: '3',
    state: 'found',
    mergedInto: null,
    ...over,
  }) as PlanItemOut

describe('groups of a document', () => {
  it('stand under the unit that the document names, goals apart, what was merged away left out', () => {
    const groups = groupsOf([
      item({ id: 1 }),
      item({ id: 2 }),
      item({ id: 3, mergedInto: 2, state: 'dropped' }),
      item({ id: 4, unitText: 'Sở Nội vụ', unitLabel: '4' }),
      item({ id: 5, kind: 'objective', unitText: '', unitLabel: '' }),
    ])
    expect(groups.map(g => [g.unitText, g.goals, g.items.map(i => i.id)])).toEqual([
      ['Sở Y tế', false, [1, 2]],
      ['Sở Nội vụ', false, [4]],
      ['', true, [5]],
    ])
  })
  it('the same name in two places of a document stays two groups', () =>
    expect(groupsOf([item({}), item({ unitText: 'Sở Nội vụ' }), item({})])).toHaveLength(3))
  it('what was dropped is settled too', () =>
    expect((['found', 'confirmed', 'dropped', 'assigned'] as const).map(state => isSettled(item({ state })))).toEqual([
      false,
      true,
      true,
      true,
    ]))
})

describe('a day as people type it', () => {
  it.each([
    ['30/6/2026', '2026-06-30'],
    [' 01-02-2027 ', '2027-02-01'],
    ['', null],
    ['31/2/2026', undefined],
    ['30/6/26', undefined],
    ['mai', undefined],
  ])('%s', (text, day) => expect(readDay(text)).toBe(day))
})

it('a split is offered after the first clause, else in the middle', () => {
  expect('Lập danh sách; tập huấn'.slice(0, likelySplit('Lập danh sách; tập huấn'))).toBe('Lập danh sách;')
  expect(likelySplit('không có dấu')).toBe(6)
})
