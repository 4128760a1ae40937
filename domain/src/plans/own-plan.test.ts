import { parseDocument, readText, writeDocument } from '@tusom/admin-docs'
import { describe, expect, it } from 'vitest'
import { checkDraft, coverageOf, judgeOwnPlan, mayFile, type OwnPlanDraft } from './own-plan.ts'
import { ownPlanDocument } from './own-plan-document.ts'

const line = (itemId: number, over = {}) => ({
  itemId,
  title: 'Lập danh sách hộ ở nhà tạm ven suối',
  lead: 'Công an xã',
  cooperating: 'Trưởng các thôn',
  due: '2026-06-20',
  product: 'Danh sách',
  figure: '12 thôn',
  cost: 15_000_000,
  ...over,
})
const draft = (lines = [line(1)]): OwnPlanDraft => ({
  title: 'Phòng ngừa lũ, sạt lở đất năm 2026',
  purpose: '',
  lines,
  signer: { position: '', name: '' },
})

describe('filing and judging', () => {
  it('needs a focal person, and does not overtake the reviewer', () => {
    expect(() => mayFile('asked', null)).toThrow('own-plan.no-focal')
    expect(() => mayFile('filed', { name: 'A', post: '' })).toThrow('own-plan.waiting')
    for (const s of ['asked', 'returned', 'accepted'] as const) mayFile(s, { name: 'A', post: '' })
  })
  it('only what was filed is judged; returning says why', () => {
    expect(judgeOwnPlan('filed', 'accept', '')).toBe('accepted')
    expect(judgeOwnPlan('filed', 'return', 'thiếu hạn')).toBe('returned')
    expect(() => judgeOwnPlan('filed', 'return', ' ')).toThrow('own-plan.remark-missing')
    expect(() => judgeOwnPlan('asked', 'accept', '')).toThrow('own-plan.not-filed')
  })
  it('a draft holds each item of the unit once; a full one names who does it', () => {
    const ids = new Set([1, 2])
    checkDraft(draft([line(1), line(2)]), ids, true)
    expect(() => checkDraft(draft([line(3)]), ids, false)).toThrow('own-plan.line-unknown')
    expect(() => checkDraft(draft([line(1), line(1)]), ids, false)).toThrow('own-plan.line-twice')
    expect(() => checkDraft(draft([line(1, { lead: '' })]), ids, true)).toThrow('own-plan.line-lead')
    expect(() => checkDraft(draft([line(1, { due: '2026-02-30' })]), ids, false)).toThrow('own-plan.bad-day')
    expect(() => checkDraft(draft([]), ids, true)).toThrow('own-plan.nothing-chosen')
  })
})

describe('coverage', () => {
  const items = [
    { id: 1, unitIds: [10, 11, 12], kind: 'task' as const },
    { id: 2, unitIds: [11], kind: 'task' as const },
    { id: 3, unitIds: [], kind: 'objective' as const },
    { id: 4, unitIds: [], kind: 'task' as const },
  ]
  it('names who left an item out apart from who has filed nothing, and asks nobody for what is not theirs', () => {
    const found = coverageOf(items, [
      { unitId: 10, covers: [1, 3], state: 'accepted' },
      { unitId: 11, covers: [2], state: 'filed' },
      { unitId: 12, covers: [1], state: 'returned' },
    ])
    expect(found).toEqual([
      { itemId: 1, expected: [10, 11, 12], covered: [10], gaps: [11], unfiled: [12] },
      { itemId: 2, expected: [11], covered: [11], gaps: [], unfiled: [] },
      { itemId: 3, expected: [10, 11, 12], covered: [10], gaps: [11], unfiled: [12] },
      { itemId: 4, expected: [], covered: [], gaps: [], unfiled: [] },
    ])
  })
})

it('the written plan is a KH of the commune that names what it carries out, and is read back with its work', async () => {
  const file = await writeDocument(
    ownPlanDocument({
      unit: { kind: 'commune', name: 'Mẫu A', fullName: 'Xã Mẫu A' },
      province: { kind: 'province', name: 'Thử', fullName: 'Tỉnh Thử' },
      plan: {
        kind: 'KH',
        number: '12/KH-UBND',
        date: '2026-05-05',
        title: 'Phòng ngừa lũ, sạt lở đất năm 2026',
        issuer: 'ỦY BAN NHÂN DÂN TỈNH THỬ',
      },
      focal: { name: 'Nông Thị Thử', post: 'Phó Chủ tịch' },
      draft: draft([
        line(1),
        line(2, { title: 'Phân công người canh ngầm', lead: 'Ban Chỉ huy Quân sự xã', cost: null }),
      ]),
      number: { sequence: 7, code: 'KH-UBND' },
      date: '2026-05-20',
      exercise: false,
      sample: false,
    }),
  )
  const read = readText(file, 'ke-hoach.docx')
  const doc = parseDocument(read.text ?? '')
  expect([doc.kind, doc.number, doc.date]).toEqual(['KH', '07/KH-UBND', '2026-05-20'])
  expect(doc.issuer.join(' ')).toContain('XÃ MẪU A')
  expect(doc.basis).toContain('12/KH-UBND')
  expect(read.text).toContain('Nông Thị Thử, Phó Chủ tịch')
  expect(read.text).toContain('15.000.000')
  expect(doc.assignments.flatMap(a => a.tasks.map(t => [a.unit, t.due]))).toEqual(
    expect.arrayContaining([
      ['Công an xã', '2026-06-20'],
      ['Ban Chỉ huy Quân sự xã', '2026-06-20'],
    ]),
  )
})
