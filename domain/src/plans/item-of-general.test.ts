import { expect, it } from 'vitest'
import { itemOfGeneral } from './item-of-general.ts'

const text =
  'I. NHIỆM VỤ\n- Xây dựng kế hoạch tuyên truyền, hoàn thành trước ngày 30/6.\n- Tăng cường kiểm tra¹ các hồ chứa.\n'

it('keeps its sentence, its place and its deadline; whose it is stays open', () => {
  const item = itemOfGeneral(
    { label: '-', text: 'Xây dựng kế hoạch tuyên truyền, hoàn thành trước ngày 30/6.' },
    text,
    2026,
  )
  expect(item).toMatchObject({ due: '2026-06-30', unitIds: [], doubts: ['unit-open'], unitText: 'Nhiệm vụ chung' })
  expect(text.slice(item.start, item.end)).toBe(item.sentence)
})
it('a sentence with a note inside is found by its beginning; one that is nowhere points at nothing', () => {
  const noted = itemOfGeneral({ label: '-', text: 'Tăng cường kiểm tra các hồ chứa.' }, text, null)
  expect([noted.start, noted.end]).toEqual([0, 0])
  const long = 'Tăng cường công tác kiểm tra an toàn các hồ chứa nước trước mùa mưa lũ'
  const found = itemOfGeneral({ label: '-', text: `${long} năm nay.` }, `${text}- ${long}¹ năm nay.\n`, null)
  expect(`${text}- ${long}¹ năm nay.\n`.slice(found.start, found.end)).toBe(`${long}¹ năm nay.`)
})
