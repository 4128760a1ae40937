import { checkDocument, readText, writeDocument } from '@tusom/admin-docs'
import { describe, expect, it } from 'vitest'
import { checkDeleteAfter, commendationAfter, reviewerOf, usualDeleteAfter } from './commendation.ts'
import { commendationList, type CommendationListFacts } from './list-document.ts'

describe('steps', () => {
  it('reviewed before it is decided; what was returned is mended by who proposed', () => {
    expect(commendationAfter('support', 'proposed')).toBe('supported')
    expect(commendationAfter('award', 'supported')).toBe('awarded')
    expect(commendationAfter('return', 'proposed')).toBe('returned')
    expect(commendationAfter('change', 'returned')).toBe('proposed')
    for (const [act, state] of [
      ['award', 'proposed'],
      ['change', 'supported'],
      ['withdraw', 'awarded'],
      ['support', 'returned'],
      ['decline', 'awarded'],
    ] as const)
      expect(() => commendationAfter(act, state)).toThrow('commendation.state')
  })
  it('goes to the standing agency, else to the unit above; never to oneself', () => {
    expect(reviewerOf({ id: 2, parentId: 1 }, [10])).toBe(10)
    expect(reviewerOf({ id: 10, parentId: 1 }, [10])).toBe(1)
    expect(reviewerOf({ id: 2, parentId: 1 }, [])).toBe(1)
    expect(reviewerOf({ id: 1, parentId: null }, [])).toBe(null)
  })
  it('personal data has a day of deletion: ahead, at most five years', () => {
    expect(usualDeleteAfter('2025-10-08')).toBe('2027-12-31')
    checkDeleteAfter('2025-10-09', '2025-10-08')
    for (const day of ['2025-10-08', '2031-01-01', '2027-02-40'])
      expect(() => checkDeleteAfter(day, '2025-10-08')).toThrow('commendation.delete-after')
  })
})

describe('the list in Word', () => {
  const facts = (over: Partial<CommendationListFacts> = {}): CommendationListFacts => ({
    unit: { kind: 'commune', name: 'Hữu Lũng', fullName: 'Xã Hữu Lũng' },
    province: { kind: 'province', name: 'Lạng Sơn', fullName: 'Tỉnh Lạng Sơn' },
    to: ['Công an tỉnh'],
    lines: [
      {
        kind: 'collective',
        name: 'Tổ xung kích thôn Na Hoa',
        position: '',
        unit: 'Thôn Na Hoa',
        merit: 'Đưa 45 hộ ra khỏi vùng ngập trong đêm 07/10',
        award: 'province',
      },
      {
        kind: 'person',
        name: 'Nông Thị Thử',
        position: 'Trưởng thôn',
        unit: 'Thôn Na Hoa',
        merit: 'Báo sớm sạt lở, vận động 12 hộ di dời',
        award: 'commune',
      },
    ],
    date: '2025-10',
    sample: false,
    ...over,
  })
  it('in the legal form by our own checker, with both parts or one of them', async () => {
    const all = facts()
    for (const f of [
      all,
      facts({ lines: all.lines.slice(0, 1) }),
      facts({ lines: all.lines.slice(1), sample: true }),
      facts({
        unit: { kind: 'department', name: 'Công an tỉnh', fullName: 'Công an tỉnh' },
        to: ['Ủy ban nhân dân tỉnh Lạng Sơn'],
      }),
    ]) {
      const file = Buffer.from(await writeDocument(commendationList(f)))
      expect(checkDocument(file, 'cv.docx')).toEqual({ ok: true, findings: [] })
    }
  })
  it('says how many, who, and what is proposed', async () => {
    const { text } = readText(Buffer.from(await writeDocument(commendationList(facts()))), 'cv.docx') as {
      text: string
    }
    for (const part of [
      '01 tập thể và 01 cá nhân',
      'Nông Thị Thử',
      'Trưởng thôn',
      'Bằng khen của Chủ tịch UBND tỉnh',
      'DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG',
    ])
      expect(text).toContain(part)
  })
})
