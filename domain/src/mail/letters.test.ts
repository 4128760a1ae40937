import { describe, expect, it } from 'vitest'
import type { DigestContent } from '../digests/compose-digests.ts'
import { codeLetter, digestLetter, isMailAddress, isMailHost, urgentLetter } from './letters.ts'

const none = { count: 0, lines: [] }
const content: DigestContent = {
  late: { count: 14, lines: [{ taskId: 7, title: 'Thống kê giếng', dueAt: '2026-11-20T16:59:59Z', days: -2 }] },
  soon: none,
  given: none,
  cannot: none,
  escalated: { count: 1, lines: [{ unitId: 3, count: 2, days: 9, taskIds: [1, 2] }] },
  followUps: {
    count: 1,
    lines: [{ kind: 'difficulty', id: 4, unitId: 3, title: 'Thiếu xuồng', what: 'answer-late', days: -2 }],
  },
  ownPlans: { count: 1, lines: [{ ownPlanId: 5, unitId: 3, planTitle: 'Phòng lũ', what: 'returned', days: 1 }] },
}
const digests = [{ unit: 'Xã Mẫu', content, unitName: () => 'Xã Khác' }]

describe('letters', () => {
  it('a digest is one letter that counts, names, and links where it may', () => {
    const letter = digestLetter('2026-11-22', digests, { site: 'https://tusom.example.vn', exercise: null })
    expect(letter.subject).toBe('[Từ Sớm] Nhắc việc ngày 22/11/2026: 14 việc quá hạn')
    expect(letter.text).toContain('- Thống kê giếng (hạn 20/11/2026) https://tusom.example.vn/nhiem-vu/7')
    expect(letter.text).toContain('- và 13 việc khác')
    expect(letter.text).toContain('- Xã Khác: 2 việc, lâu nhất 9 ngày')
    expect(letter.text).toContain('- Xã Khác: Phòng lũ – bị trả lại, cần sửa')
    expect(letter.text).toContain(
      '- Xã Khác: Thiếu xuồng – phải trả lời, quá 2 ngày https://tusom.example.vn/kien-nghi/4',
    )
    expect(letter.text).toContain('Thôi nhận')
    expect(digestLetter('2026-11-22', digests, { site: null, exercise: null }).text).not.toContain('http')
  })
  it('an exercise says so before anything else', () => {
    const about = { site: null, exercise: 'Lũ 2026' }
    const letter = digestLetter('2026-11-22', digests, about)
    expect(letter.subject).toMatch(/^\[DIỄN TẬP\] /)
    expect(letter.text.split('\n')[0]).toBe('ĐÂY LÀ DIỄN TẬP (Lũ 2026), KHÔNG PHẢI VIỆC THẬT.')
    const urgent = urgentLetter(
      {
        unit: 'Xã Mẫu',
        kind: 'given',
        taskIds: [1, 2],
        titles: ['Di dời hộ'],
        detail: 'HỎA TỐC',
        at: new Date('2026-11-22T01:00:00Z'),
      },
      about,
    )
    expect(urgent.subject).toBe('[DIỄN TẬP] 2 việc gấp vừa giao cho Xã Mẫu')
    expect(urgent.text).toContain('- và 1 việc khác')
  })
  it('a code says what it is for', () =>
    expect(codeLetter('012345', { site: null, exercise: null }).text).toContain('012345'))
})
describe('addresses and hosts', () => {
  it.each(['a.b@tinh.gov.vn', 'can-bo+nhac@xa.langson.gov.vn'])('%s is one', a => expect(isMailAddress(a)).toBe(true))
  it.each(['a@b', 'a b@c.vn', 'a@c.vn\nBcc: x@y.vn', '"a"@c.vn', '@c.vn', `${'a'.repeat(65)}@c.vn`])('%j is none', a =>
    expect(isMailAddress(a)).toBe(false),
  )
  it('a host is a name or an address, never a link', () => {
    expect(['mail.tinh.vn', 'localhost', '10.1.2.3', '::1'].map(isMailHost)).toEqual([true, true, true, true])
    expect(['smtp://x', 'a b', 'x/y', '', 'x:25'].map(isMailHost)).toEqual([false, false, false, false, false])
  })
})
