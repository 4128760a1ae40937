import { describe, expect, it } from 'vitest'
import { Refusal } from '../refusals/refusal.ts'
import { changeItem, mergeItems, splitItem, type StoredItem } from './edit-items.ts'
import { taskTitle } from './task-title.ts'

const item = (over: Partial<StoredItem> = {}): StoredItem => {
  const text = over.text ?? 'Lập danh sách hộ trước ngày 30/6/2026; tập huấn cho đội xung kích trong quý III năm 2026.'
  return {
    id: 1,
    state: 'found',
    kind: 'task',
    unitText: 'Sở Y tế',
    unitLabel: '3',
    label: '-',
    asked: false,
    sentence: text,
    title: taskTitle(text),
    text,
    start: 100,
    end: 100 + text.length,
    role: 'do',
    cooperatingText: '',
    cooperatingIds: [],
    due: '2026-06-30',
    dueText: 'trước ngày 30/6/2026',
    recurs: null,
    target: null,
    product: null,
    doubts: ['several'],
    unitIds: [7],
    how: 'name',
    candidates: [],
    ...over,
  }
}
const code = (work: () => unknown) => {
  try {
    work()
  } catch (e) {
    return e instanceof Refusal ? e.code : String(e)
  }
  return 'allowed'
}

describe('changing an item', () => {
  it('confirms only what somebody leads', () => {
    expect(code(() => changeItem(item({ unitIds: [] }), { state: 'confirmed' }))).toBe('plan.no-lead')
    expect(
      changeItem(item({ unitIds: [], doubts: ['unit-open', 'vague'] }), { state: 'confirmed', unitIds: [4] }),
    ).toMatchObject({
      state: 'confirmed',
      how: 'chosen',
      doubts: ['vague'],
    })
  })
  it('refuses to touch what has been given', () =>
    expect(code(() => changeItem(item({ state: 'assigned' }), { due: null }))).toBe('plan.item-assigned'))
  it('a lead does not cooperate with itself', () =>
    expect(changeItem(item({ cooperatingIds: [4, 5] }), { unitIds: [4] }).cooperatingIds).toEqual([5]))
})

describe('splitting', () => {
  const whole = item()
  const [a, b] = splitItem(whole, whole.text.indexOf(';') + 1, 2026)
  it('each half has its own deadline and its own part of the sentence', () => {
    expect([a.due, b.due]).toEqual(['2026-06-30', '2026-09-30'])
    expect(b.text.startsWith('Tập huấn')).toBe(true)
    expect(whole.sentence.slice(b.start - 100, b.end - 100)).toBe('tập huấn cho đội xung kích trong quý III năm 2026.')
    expect(whole.sentence.slice(a.start - 100, a.end - 100)).toBe('Lập danh sách hộ trước ngày 30/6/2026')
  })
  it('is refused at an end of the text', () => {
    for (const at of [0, 1, whole.text.length, 4.5, -3])
      expect(code(() => splitItem(whole, at, null))).toBe('plan.bad-split')
  })
  it('merging the halves gives the work back, with the later deadline and a doubt', () => {
    const { kept, absorbed } = mergeItems([{ ...b, id: 2, state: 'found' }, a])
    expect(kept).toMatchObject({ id: 1, start: 100, end: 100 + whole.text.length, due: '2026-09-30' })
    expect(kept.doubts).toContain('merged-dues')
    expect(absorbed).toEqual([2])
  })
  it('one item cannot be merged with itself', () => expect(code(() => mergeItems([item()]))).toBe('plan.bad-merge'))
})

describe('titles', () => {
  it.each([
    [
      'Chủ trì, phối hợp với Công an tỉnh, Sở Xây dựng ban hành kịch bản khung ứng phó lũ; hoàn thành trước ngày 30/11/2026.',
      ['Công an tỉnh', 'Sở Xây dựng'],
      'Ban hành kịch bản khung ứng phó lũ',
    ],
    [
      'Chủ trì khảo sát các điểm có nguy cơ sạt lở, lập bản đồ; đến hết quý II.',
      [],
      'Khảo sát các điểm có nguy cơ sạt lở, lập bản đồ',
    ],
    [
      'Phối hợp với các sở, ban, ngành kiện toàn hệ thống cơ quan điều hành.',
      ['các sở, ban, ngành'],
      'Kiện toàn hệ thống cơ quan điều hành',
    ],
    ['Phối hợp với đơn vị lạ làm việc gì đó thật dài.', [], 'Phối hợp với đơn vị lạ làm việc gì đó thật dài'],
  ])('%s', (sentence, cooperating, title) => expect(taskTitle(sentence, cooperating)).toBe(title))
  it('cuts at a word', () => {
    const title = taskTitle(`Xây dựng ${'kế hoạch '.repeat(40)}`)
    expect(title.length).toBeLessThanOrEqual(140)
    expect(title.endsWith('kế hoạch…') || title.endsWith('kế…')).toBe(true)
  })
})
