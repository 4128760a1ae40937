import { describe, expect, it } from 'vitest'
import { type Actor, type Role } from '../permissions/roles.ts'
import { Refusal } from '../refusals/refusal.ts'
import { addFigures, type Cell, cellFault, cellState, isFilled } from './cell.ts'
import { checkReport, filledCount, openFindings } from './check-report.ts'
import { compareCells, comparisonWords } from './compare.ts'
import type { ReportForm } from './form.ts'
import { formFaults } from './form-faults.ts'
import { shippedForms } from './forms.ts'
import { stateWords, timeliness } from './lateness.ts'
import { assertEditable, assertOther, assertOwn, nextReportState } from './life.ts'
import { periodOf } from './period.ts'
import { plainText } from './report-text.ts'
import { rollUp } from './roll-up.ts'
import { writeConsolidatedReport, writeUnitReport } from './write-report.ts'
import { writeTotalSentence, writeUnitSentence } from './write-sentence.ts'

const form = shippedForms.find(f => f.code === 'anptt-six-month') as ReportForm
const element = (code: string) => form.elements.find(e => e.code === code)!
const sentence = (code: string) => form.sections.flatMap(s => s.sentences).find(s => s.code === code)!
const v = (value: number, reason: string | null = null): Cell => ({ value, notApplicable: false, reason })
const na = (reason: string | null = null): Cell => ({ value: null, notApplicable: true, reason })
const empty: Cell = { value: null, notApplicable: false, reason: null }
const cells = (of: Record<string, number | Cell>) =>
  new Map(Object.entries(of).map(([k, x]) => [k, typeof x === 'number' ? v(x) : x]))
const full = (over: Record<string, number | Cell> = {}) =>
  cells({ ...Object.fromEntries(form.elements.map(e => [e.code, 5])), ...over })
const written = new Map(form.parts.map(p => [p.code, 'Đã viết.']))
const none = { previous: null, lastYear: null }
const codes = (...given: Parameters<typeof checkReport>) =>
  checkReport(...given).map(f => `${f.effect} ${f.code} ${f.elements[0] ?? f.part}`)

describe('the shipped forms', () => {
  it('are sound, versioned and marked as set by the province', () => {
    for (const f of shippedForms) {
      expect(formFaults(f)).toEqual([])
      expect(f.status).toBe('set-locally')
      expect(f.statusVi).toContain('không phải biểu mẫu của luật')
      expect(f.due.status).toBe('set-locally')
    }
    expect(form.elements).toHaveLength(13)
  })
  it('a broken form names what is wrong', () => {
    const broken = structuredClone(form)
    broken.elements.pop()
    broken.checks.push({ code: 'x', kind: 'at-least', left: 'a', right: 'order.people', effect: 'ask', vi: '', en: '' })
    expect(formFaults(broken).join()).toContain('evacuation.households')
    expect(formFaults(broken).join()).toContain('check x names "a"')
  })
})

describe('a cell', () => {
  it('zero, missing and not applicable are three things', () => {
    expect([v(0), empty, na(), undefined].map(cellState)).toEqual(['value', 'missing', 'not-applicable', 'missing'])
    expect([v(0), empty, na(), { ...empty, reason: 'Trạm y tế chưa gửi' }].map(isFilled)).toEqual([
      true,
      false,
      true,
      true,
    ])
  })
  it('refuses what cannot be, by unit of measure', () => {
    const fault = (code: string, n: number) => cellFault(element(code), v(n))?.vi ?? null
    expect(fault('order.incidents', -1)).toContain('không thể âm')
    expect(fault('order.incidents', 1.5)).toContain('số nguyên')
    expect(fault('fire.damage', 85.5)).toBeNull()
    expect(fault('fire.damage', 85.55)).toContain('một chữ số thập phân')
    expect(fault('fire.cases', 85_000_000)).toContain('kiểm tra đơn vị tính')
    expect(fault('fire.cases', Number.NaN)).toContain('Không phải số')
    expect(cellFault(element('fire.cases'), { value: 1, notApplicable: true, reason: null })?.vi).toContain(
      'không áp dụng',
    )
  })
  it('sums decimals without noise', () => {
    expect(addFigures([0.1, 0.2, 285.5])).toBe(285.8)
  })
})

describe('checks', () => {
  it('a full report with its narratives may be sent', () => {
    expect(codes(form, full(), written, none)).toEqual([])
  })
  it('an empty cell blocks; zero, not applicable with a reason, or a reason for missing do not', () => {
    expect(codes(form, full({ 'fire.cases': empty }), written, none)).toEqual(['block required fire.cases'])
    const ok = full({
      'traffic.accidents': 0,
      'animal.culled': na('Phường không có chăn nuôi'),
      'health.cases': { ...empty, reason: 'Trạm y tế chưa gửi' },
    })
    expect(openFindings(checkReport(form, ok, written, none))).toEqual([])
  })
  it('not applicable asks why', () => {
    expect(codes(form, full({ 'animal.culled': na() }), written, none)).toEqual(['ask not-applicable animal.culled'])
  })
  it('fewer people than cases asks; a loss without a case blocks', () => {
    expect(codes(form, full({ 'order.people': 4 }), written, none)).toEqual(['ask people-cases order.people'])
    const [found] = checkReport(form, full({ 'order.people': v(4, 'Hai vụ chưa rõ người') }), written, none)
    expect(found?.answered).toBe(true)
    expect(codes(form, full({ 'fire.cases': 0, 'fire.damage': 12 }), written, none)).toEqual([
      'block fire-damage fire.damage',
    ])
  })
  it('a figure far above what the unit had before asks, with the figure it is compared with', () => {
    const before = { previous: full({ 'fire.damage': 0 }), lastYear: full({ 'fire.damage': 35 }) }
    const [found] = checkReport(form, full({ 'fire.damage': 285 }), written, before)
    expect(found).toMatchObject({ code: 'outlier', effect: 'ask', answered: false })
    expect(found?.vi).toContain('Gấp 8 lần')
    expect(found?.vi).toContain('35 triệu đồng')
    expect(codes(form, full({ 'fire.damage': 60 }), written, before)).toEqual([])
    expect(codes(form, full({ 'fire.damage': 285 }), written, none)).toEqual([])
  })
  it('an unwritten required part blocks, and the count says how far one is', () => {
    const some = new Map([...written, ['outlook', ' ']])
    expect(codes(form, full(), some, none)).toEqual(['block part-empty outlook'])
    expect(filledCount(form, cells({ 'fire.cases': 0 }), new Map())).toEqual({ filled: 1, total: 19 })
  })
})

describe('comparison words', () => {
  const words = (now: Cell | undefined, before: Cell | undefined | null, kind: 'count' | 'money' = 'count') =>
    comparisonWords(compareCells(now, before), kind).vi
  it('are those reports use', () => {
    expect([
      words(v(6), v(6)),
      words(v(7), v(11)),
      words(v(2), v(0)),
      words(v(1530), v(20)),
      words(v(85.5), v(0), 'money'),
      words(v(1), empty),
      words(v(1), undefined),
      words(v(1), na()),
      words(v(1), null),
      words(empty, v(3)),
    ]).toEqual([
      'không tăng, không giảm',
      'giảm 04',
      'tăng 02',
      'tăng 1.510',
      'tăng 85,5',
      'kỳ trước thiếu số',
      'kỳ trước thiếu số',
      'không so sánh được',
      'năm trước không có kỳ này',
      '',
    ])
  })
})

describe('sentences of a unit', () => {
  const say = (code: string, now: Record<string, number | Cell>, before: Record<string, number | Cell> | null) =>
    plainText(writeUnitSentence(form, sentence(code), cells(now), before && cells(before), 2025))
  it('compare as reports do: the first figure names the period, the next ones do not', () => {
    expect(
      say('order', { 'order.incidents': 6, 'order.people': 7 }, { 'order.incidents': 6, 'order.people': 11 }),
    ).toBe(
      'Trật tự, an toàn xã hội: xảy ra 06 vụ việc liên quan đến an ninh, trật tự (không tăng, không giảm so với cùng kỳ năm 2025), 07 người liên quan (giảm 04).',
    )
  })
  it('zero, missing and not applicable read differently', () => {
    expect(say('traffic', { 'traffic.accidents': 0 }, { 'traffic.accidents': 2 })).toBe(
      'Tai nạn giao thông: không xảy ra (giảm 02 so với cùng kỳ năm 2025).',
    )
    expect(say('traffic', { 'traffic.accidents': 0 }, { 'traffic.accidents': 0 })).toBe(
      'Tai nạn giao thông: không xảy ra (cùng kỳ năm 2025 cũng không có).',
    )
    expect(say('traffic', {}, { 'traffic.accidents': 2 })).toBe('Tai nạn giao thông: chưa có số liệu.')
    expect(say('fire', {}, { 'fire.cases': 2 })).toBe('Cháy, nổ: chưa có số liệu.')
    expect(say('animal', { 'animal.culled': na('Phường không có chăn nuôi.') }, null)).toBe(
      'Dịch bệnh ở vật nuôi: không áp dụng (Phường không có chăn nuôi).',
    )
    expect(say('scam', { 'scam.cases': 0, 'scam.damage': na() }, null)).toBe(
      'Lừa đảo trên không gian mạng: không ghi nhận vụ nào (cùng kỳ năm 2025 không có số liệu), thiệt hại do lừa đảo không áp dụng.',
    )
    expect(say('fire', { 'fire.cases': 1 }, null)).toBe(
      'Cháy, nổ: xảy ra 01 vụ (cùng kỳ năm 2025 không có số liệu), chưa có số liệu thiệt hại do cháy, nổ.',
    )
  })
  it('every figure names the element it comes from', () => {
    const runs = writeUnitSentence(form, sentence('fire'), full(), null, 2025)
    expect(runs.flatMap(r => r.figures ?? [])).toEqual(['fire.cases', 'fire.damage'])
  })
})

const unit = (unitId: number, given: ReturnType<typeof cells> | null) => ({
  unitId,
  name: `Xã ${unitId}`,
  cells: given,
})
describe('roll-up', () => {
  const units = [
    unit(1, full({ 'fire.cases': 2, 'fire.damage': 0.1 })),
    unit(2, full({ 'fire.cases': 0, 'fire.damage': 0.2 })),
    unit(3, full({ 'fire.cases': empty })),
    unit(4, full({ 'fire.cases': na('không có') })),
    unit(5, null),
  ]
  const lastYear = new Map([
    [1, full({ 'fire.cases': 5 })],
    [3, full({ 'fire.cases': 100 })],
    [5, full({ 'fire.cases': 100 })],
  ])
  const totals = rollUp(form, units, { lastYear, previous: null })
  const fire = totals.find(t => t.element.code === 'fire.cases')!

  it('totals equal their parts, and name what is missing', () => {
    for (const t of totals) {
      expect(t.total).toBe(addFigures(t.parts.map(p => p.value)))
      expect(t.parts.length + t.missing.length + t.notApplicable.length).toBe(t.of)
    }
    expect(fire.total).toBe(2)
    expect(fire.missing.map(m => m.name)).toEqual(['Xã 3', 'Xã 5'])
    expect(fire.notApplicable.map(m => m.name)).toEqual(['Xã 4'])
    expect(totals.find(t => t.element.code === 'fire.damage')?.total).toBe(10.3)
  })
  it('compares only units that have both', () => {
    expect(fire.lastYear).toMatchObject({ now: 2, before: 5, units: 1, comparison: { kind: 'down', by: 3 } })
    expect(fire.previous).toBeNull()
  })
  it('says so in the sentence', () => {
    const said = plainText(
      writeTotalSentence(form, sentence('fire'), new Map(totals.map(t => [t.element.code, t])), 2025),
    )
    expect(said).toBe(
      'Cháy, nổ: xảy ra 02 vụ (2/5 xã, phường có số liệu; giảm 03 so với cùng kỳ năm 2025, tính trên 1 xã, phường có số liệu cả hai kỳ), 10,3 triệu đồng thiệt hại (4/5 xã, phường có số liệu; giảm 4,9 triệu đồng, tính trên 2 xã, phường có số liệu cả hai kỳ).',
    )
  })
  it('nothing sent is no zero', () => {
    const nothing = rollUp(form, [unit(1, null)], { lastYear: null, previous: null })
    expect(nothing.every(t => t.total === null && t.missing.length === 1)).toBe(true)
  })
  it('one unit is never added twice, and shares are never added', () => {
    expect(() => rollUp(form, [unit(1, null), unit(1, null)], { lastYear: null, previous: null })).toThrow('twice')
    const shares = structuredClone(form)
    shares.elements = shares.elements.map(e => ({ ...e, kind: 'share' }))
    expect(rollUp(shares, units, { lastYear, previous: null })[0]).toMatchObject({ total: null, lastYear: null })
  })
})

describe('the life of a report', () => {
  const refusal = (work: () => unknown) => {
    try {
      work()
    } catch (e) {
      if (e instanceof Refusal) return e.code
      throw e
    }
    return 'allowed'
  }
  it('draft → submitted → returned → submitted → accepted → reopened', () => {
    expect(nextReportState('draft', 'submit', '')).toBe('submitted')
    expect(nextReportState('submitted', 'return', 'Thiếu số cháy')).toBe('returned')
    expect(nextReportState('submitted', 'accept', '')).toBe('accepted')
    expect(nextReportState('accepted', 'reopen', 'Công an báo sửa số')).toBe('reopened')
    expect(nextReportState('reopened', 'submit', '')).toBe('submitted')
  })
  it('refuses the rest by name', () => {
    expect(refusal(() => nextReportState('accepted', 'submit', ''))).toBe('report.locked')
    expect(refusal(() => nextReportState('draft', 'accept', ''))).toBe('report.state')
    expect(refusal(() => nextReportState('submitted', 'return', ' '))).toBe('report.remark-needed')
    expect(refusal(() => assertEditable('accepted'))).toBe('report.locked')
    expect(refusal(() => assertEditable('submitted'))).toBe('report.sent')
    expect(refusal(() => assertEditable('returned'))).toBe('allowed')
  })
  const actor = (role: Role, unitId: number, units: number[]): Actor => ({
    userId: 1,
    displayName: '',
    homeUnitId: unitId,
    provinceId: 1,
    assignments: [{ unitId, role, units: new Set(units) }],
    watch: new Set(),
  })
  it('figures are typed by the unit itself, and judged by another', () => {
    const commune = actor('standing-agency', 10, [10, 100])
    const province = actor('leader', 1, [1, 2, 10, 100])
    const agency = actor('standing-agency', 2, [2])
    const report = { unitId: 10, reach: [10, 2] }
    const roles = ['standing-agency', 'leader']
    expect(refusal(() => assertOwn(commune, 10))).toBe('allowed')
    expect(refusal(() => assertOwn(province, 10))).toBe('report.not-own')
    expect(refusal(() => assertOther(commune, roles, report))).toBe('report.own-judge')
    expect(refusal(() => assertOther(agency, roles, report))).toBe('allowed')
    expect(refusal(() => assertOther(province, roles, report))).toBe('allowed')
    expect(refusal(() => assertOther(actor('standing-agency', 3, [3]), roles, report))).toBe('report.own-judge')
  })
  it('late is said with since when; a report that came late stays so', () => {
    const due = new Date('2026-06-16T17:00+07:00')
    const at = (iso: string) => new Date(iso)
    expect(timeliness('none', due, null, at('2026-06-16T16:59+07:00'))).toBe('waiting')
    expect(stateWords('none', due, null, at('2026-06-19T18:00+07:00')).vi).toBe('chưa bắt đầu, quá hạn 3 ngày')
    expect(stateWords('submitted', due, at('2026-06-17T17:30+07:00'), at('2026-07-01T00:00+07:00')).vi).toBe(
      'đã gửi, chờ duyệt (gửi chậm 24 giờ)',
    )
    expect(timeliness('accepted', due, at('2026-06-15T08:00+07:00'), at('2026-07-01T00:00+07:00'))).toBe('in-time')
    expect(timeliness('returned', due, at('2026-06-15T08:00+07:00'), at('2026-06-16T08:00+07:00'))).toBe('waiting')
  })
})

describe('documents', () => {
  const period = periodOf('2026-H2')!
  const unitReport = (given: ReturnType<typeof cells>, narratives = written) =>
    writeUnitReport({
      form,
      period,
      unitName: 'Xã Mẫu A',
      place: 'Mẫu A',
      provinceName: 'Tỉnh Mẫu',
      cells: given,
      narratives,
      previous: null,
      lastYear: full(),
      until: '2026-11-21',
      sample: true,
    })
  it('the unit’s report has every section, says what is missing and until when the figures stand', () => {
    const text = unitReport(full({ 'fire.cases': empty }), new Map([['situation', '- Dòng một\n+ Dòng hai\nDòng ba']]))
    const lines = text.body.map(b => (b.type === 'table' ? '' : b.type === 'heading' ? b.text : plainText(b.text)))
    expect(
      lines.filter((_, i) => text.body[i]?.type === 'heading' && (text.body[i] as { level: number }).level === 1),
    ).toEqual(form.sections.map(s => s.titleVi))
    expect(lines[0]).toContain('đến ngày 21/11/2026, kỳ chưa kết thúc')
    expect(lines).toContain(
      'Cháy, nổ: chưa có số liệu, 5 triệu đồng thiệt hại (không tăng, không giảm so với cùng kỳ năm 2025).',
    )
    expect(lines).toContain('Dòng một')
    expect(lines).toContain('(chưa viết)')
    expect(text.annexes[0]?.body[0]).toMatchObject({ type: 'table' })
    expect(text.sample).toBe(true)
    expect(text.issuer.name).toEqual(['ỦY BAN NHÂN DÂN', 'XÃ MẪU A'])
  })
  it('the consolidated report names who is missing, gathers and attributes narratives, and its annex adds up', () => {
    const communes = [1, 2, 3].map(n => ({
      unitId: n,
      name: `Xã ${n}`,
      fullName: `Xã ${n}`,
      cells: n === 3 ? null : full({ 'fire.cases': n }),
      narratives: new Map([
        ['outlook', 'Mưa lớn.'],
        ...(n === 1 ? [['proposals', 'Cấp thêm một xuồng máy.'] as const] : []),
      ] as const),
      stateVi: n === 3 ? 'chưa gửi' : 'đã duyệt',
      sentAt: null,
    }))
    const text = writeConsolidatedReport({
      form,
      period,
      provinceName: 'Tỉnh Mẫu',
      place: 'Mẫu',
      totals: rollUp(form, communes, { lastYear: null, previous: null }),
      communes,
      asOf: new Date('2026-12-20T08:00+07:00'),
      sample: false,
    })
    const all = text.body.map(b => (b.type === 'table' || b.type === 'heading' ? '' : plainText(b.text))).join('\n')
    expect(all).toContain('tổng hợp từ báo cáo của 2/3 xã, phường, tính đến 20/12/2026 08:00.')
    expect(all).toContain('Chưa có báo cáo: Xã 3.')
    expect(all).toContain('Xã 1: Cấp thêm một xuồng máy.')
    expect(all).toContain('Xã 1, xã 2: Mưa lớn.')
    expect(all).toContain('năm trước không có kỳ tương ứng')
    const annex = text.annexes[0]?.body[0]
    if (annex?.type !== 'table') throw new Error('the annex is a table')
    expect(text.annexes[0]?.landscape).toBe(true)
    const rows = annex.rows.map(r => r.map(plainText))
    const fireColumn = annex.columns.findIndex(c => c.title.startsWith('Cháy, nổ'))
    expect(rows.map(r => r[fireColumn])).toEqual(['1', '2', 'chưa gửi', '3', '2/3'])
  })
})
