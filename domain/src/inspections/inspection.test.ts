import { checkDocument, readText, writeDocument } from '@tusom/admin-docs'
import { describe, expect, it } from 'vitest'
import type { Actor, Role } from '../permissions/roles.ts'
import { checkDays, checkFindingDue, findingAfter, findingStanding, mayInspect, mendsFor } from './inspection.ts'
import { type NoticeFacts, noticeDocument } from './notice-document.ts'

describe('whom one may inspect', () => {
  const commune = { id: 2, kind: 'commune', province: 1 }
  const decider = (id: number, kind: string, below: number[]) => ({
    id,
    kind,
    province: 1,
    subtree: new Set([id, ...below]),
  })
  it('what stands below; a department in its province wherever it stands; never itself, never above, never abroad', () => {
    expect(mayInspect(decider(1, 'province', [2, 10]), commune)).toBe(true)
    expect(mayInspect(decider(10, 'department', []), commune)).toBe(true)
    expect(mayInspect(decider(10, 'department', []), { id: 11, kind: 'department', province: 1 })).toBe(true)
    expect(mayInspect(decider(10, 'department', []), { id: 10, kind: 'department', province: 1 })).toBe(false)
    expect(mayInspect(decider(10, 'department', []), { id: 1, kind: 'province', province: 1 })).toBe(false)
    expect(mayInspect(decider(10, 'department', []), { id: 9, kind: 'commune', province: 8 })).toBe(false)
    expect(mayInspect(decider(2, 'commune', [3]), { id: 3, kind: 'hamlet', province: 1 })).toBe(true)
    expect(mayInspect(decider(2, 'commune', [3]), { id: 4, kind: 'commune', province: 1 })).toBe(false)
  })
})

describe('a finding until it is closed', () => {
  it('moves only once the inspection is concluded, each act from its states', () => {
    expect(findingAfter('mend', 'concluded', 'open')).toBe('mended')
    expect(findingAfter('send-back', 'concluded', 'mended')).toBe('open')
    expect(findingAfter('close', 'concluded', 'mended')).toBe('closed')
    expect(findingAfter('close', 'concluded', 'open')).toBe('closed')
    for (const [act, inspection, state] of [
      ['mend', 'planned', 'open'],
      ['mend', 'concluded', 'closed'],
      ['send-back', 'concluded', 'open'],
      ['extend', 'concluded', 'mended'],
      ['close', 'cancelled', 'open'],
    ] as const)
      expect(() => findingAfter(act, inspection, state)).toThrow('inspection.state')
  })
  it('late from the day after, while it is open and concluded', () => {
    const at = (today: string, state: 'open' | 'mended' = 'open', i: 'planned' | 'concluded' = 'concluded') =>
      findingStanding({ state, dueOn: '2025-10-31' }, i, today)
    expect(at('2025-10-25').kind).toBe('ahead')
    expect(at('2025-10-26').kind).toBe('soon')
    expect(at('2025-11-02')).toEqual({ kind: 'late', days: -2 })
    expect(at('2025-11-02', 'mended').kind).toBe('none')
    expect(at('2025-11-02', 'open', 'planned').kind).toBe('none')
  })
  it('refused: an end before the start, a day gone by', () => {
    expect(() => checkDays('2025-10-02', '2025-10-01')).toThrow('inspection.days')
    checkDays('2025-10-01', '2025-10-01')
    expect(() => checkFindingDue('2025-10-07', '2025-10-08')).toThrow('inspection.finding-due')
    checkFindingDue('2025-10-08', '2025-10-08')
  })
  it('mended by its unit or the commune above a hamlet, never by who inspected', () => {
    const actor = (role: Role, unitId: number, units: number[]): Actor => ({
      userId: 1,
      displayName: '',
      homeUnitId: unitId,
      provinceId: 1,
      assignments: [{ unitId, role, units: new Set(units) }],
      watch: new Set(),
    })
    expect(mendsFor(actor('commune-officer', 2, [2, 3]), 3, 10)).toBe(true)
    expect(mendsFor(actor('hamlet-head', 3, [3]), 3, 10)).toBe(true)
    expect(mendsFor(actor('leader', 1, [1, 2, 3, 10]), 2, 10)).toBe(false)
    expect(mendsFor(actor('department-officer', 10, [10]), 2, 10)).toBe(false)
  })
})

describe('the notice', () => {
  const facts = (over: Partial<NoticeFacts> = {}): NoticeFacts => ({
    unit: { kind: 'department', name: 'Sở Y tế', fullName: 'Sở Y tế' },
    province: { kind: 'province', name: 'Lạng Sơn', fullName: 'Tỉnh Lạng Sơn' },
    subject: 'Công tác phòng, chống dịch bệnh mùa mưa lũ',
    decision: { kind: 'plan', number: '15/KH-SYT', date: '2025-09-01' },
    team: 'Phó Giám đốc Sở (Trưởng đoàn), Trung tâm Kiểm soát bệnh tật tỉnh',
    fromOn: '2025-10-01',
    toOn: '2025-10-03',
    units: ['Xã Hữu Lũng', 'Xã Tuấn Sơn'],
    assessment: 'Các xã đã có kế hoạch.\n- Trạm y tế trực đủ người.',
    findings: [
      {
        unit: 'Xã Hữu Lũng',
        mender: 'Xã Hữu Lũng',
        kind: 'limit',
        severity: 'serious',
        what: 'Cơ số thuốc khử khuẩn chỉ đủ 02 ngày.',
        basis: 'Phương án bốn tại chỗ của xã',
        recommendation: 'Bổ sung đủ cơ số 07 ngày',
        dueOn: '2025-10-31',
      },
    ],
    number: null,
    date: '2025-10',
    exercise: false,
    sample: false,
    ...over,
  })
  it('in the legal form by our own checker, from a department, a commune, the police; with and without findings', async () => {
    for (const f of [
      facts(),
      facts({ findings: [], number: 7, date: '2025-10-08' }),
      facts({ unit: { kind: 'commune', name: 'Hữu Lũng', fullName: 'Xã Hữu Lũng' }, units: ['Thôn Na Hoa'] }),
      facts({ unit: { kind: 'department', name: 'Công an tỉnh', fullName: 'Công an tỉnh' }, exercise: true }),
      facts({ unit: { kind: 'province', name: 'Lạng Sơn', fullName: 'Tỉnh Lạng Sơn' }, sample: true }),
    ]) {
      const file = Buffer.from(await writeDocument(noticeDocument(f)))
      expect(checkDocument(file, 'tb.docx')).toEqual({ ok: true, findings: [] })
    }
  })
  it('says what was found, who mends it and by when', async () => {
    const { text } = readText(Buffer.from(await writeDocument(noticeDocument(facts()))), 'tb.docx') as { text: string }
    for (const part of [
      'THÔNG BÁO',
      'Kế hoạch số 15/KH-SYT ngày 01/09/2025',
      'từ ngày 01/10/2025 đến ngày 03/10/2025',
      'Hạn chế, tồn tại (đáng kể): Cơ số thuốc khử khuẩn chỉ đủ 02 ngày',
      'Bổ sung đủ cơ số 07 ngày',
      '31/10/2025',
    ])
      expect(text).toContain(part)
  })
})
