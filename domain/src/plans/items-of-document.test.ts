import { parseDocument } from '@tusom/admin-docs'
import { describe, expect, it } from 'vitest'
import { itemsOfDocument } from './items-of-document.ts'
import { makeMatcher } from './match-units.ts'

const text = `ỦY BAN NHÂN DÂN
TỈNH THỬ
Số: 12/KH-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Thử, ngày 05 tháng 3 năm 2026

KẾ HOẠCH
Phòng ngừa thiên tai năm 2026

I. MỤC TIÊU

1. Đến hết năm 2026, 100% thôn có danh sách hộ ở nơi nguy hiểm.

II. TỔ CHỨC THỰC HIỆN

1. Sở Y tế

- Chủ trì, phối hợp với Công an tỉnh lập danh sách người cần hỗ trợ, hoàn thành trước ngày 30/6/2026.

- Nghiên cứu, đề xuất bố trí nguồn lực phù hợp với tình hình thực tế.

2. Hội Bạn đọc tỉnh

- Vận động hội viên tham gia trước ngày 01/02/2026.

3. Ủy ban nhân dân các xã, phường

- Xây dựng kế hoạch của địa phương trước ngày 30/4/2026.
`
const units = [
  { id: 1, kind: 'department' as const, name: 'Sở Y tế', fullName: 'Sở Y tế', aliases: [], valid: true },
  { id: 2, kind: 'department' as const, name: 'Công an tỉnh', fullName: 'Công an tỉnh', aliases: [], valid: true },
  { id: 3, kind: 'commune' as const, name: 'Một', fullName: 'Xã Một', aliases: [], valid: true },
  { id: 4, kind: 'commune' as const, name: 'Hai', fullName: 'Phường Hai', aliases: [], valid: true },
]
const doc = parseDocument(text)
const items = itemsOfDocument(doc, {
  match: makeMatcher(units, { provinceName: 'Thử' }),
  mayLead: id => id !== 4,
  today: '2026-03-10',
})

describe('items of a plan', () => {
  it('each keeps its sentence, and the offsets point at it', () => {
    for (const i of items) expect(doc.normalizedText.slice(i.start, i.end)).toBe(i.sentence)
  })
  it('lead, cooperating unit and deadline are read', () =>
    expect(items[0]).toMatchObject({
      unitIds: [1],
      how: 'name',
      cooperatingIds: [2],
      due: '2026-06-30',
      doubts: [],
      title: 'Lập danh sách người cần hỗ trợ',
    }))
  it('doubts are named, never hidden', () => {
    expect(items.map(i => i.doubts)).toEqual([
      [],
      ['vague'],
      ['unit-open', 'due-past'],
      ['unit-outside'],
      ['goal-without-lead'],
    ])
  })
  it('"UBND các xã, phường" are all communes', () => expect(items[3]).toMatchObject({ unitIds: [3, 4], how: 'group' }))
  it('a measurable goal waits for a lead', () =>
    expect(items[4]).toMatchObject({
      kind: 'objective',
      due: '2026-12-31',
      unitIds: [],
      target: { value: 100, unit: '%' },
    }))
})
