import { describe, expect, it } from 'vitest'
import type { Cell } from './cell.ts'
import type { ReportForm } from './form.ts'
import { shippedForms } from './forms.ts'
import { assertStood } from './life.ts'
import { type ReportToReview, reviewReports } from './review-reports.ts'

const form = shippedForms.find(f => f.code === 'anptt-six-month') as ReportForm
const cells = (of: Record<string, number>) =>
  new Map(Object.entries(of).map(([k, value]): [string, Cell] => [k, { value, notApplicable: false, reason: null }]))
const report = (unitId: number, over: Partial<ReportToReview> = {}): ReportToReview => ({
  unitId,
  name: `Xã ${unitId}`,
  state: 'submitted',
  cells: cells(Object.fromEntries(form.elements.map((e, i) => [e.code, 10 + ((unitId * 31 + i * 17) % 89)]))),
  narratives: new Map(),
  previousNarratives: new Map(),
  findings: [],
  corrections: [],
  ...over,
})
const many = (...more: ReportToReview[]) => [...more, ...Array.from({ length: 10 }, (_, i) => report(100 + i))]
const codes = (reports: readonly ReportToReview[], unitId: number) =>
  (reviewReports(form, reports).get(unitId) ?? []).map(m => m.code)

describe('review of all reports of a period', () => {
  it('ordinary reports have no mark', () => {
    expect([...reviewReports(form, many())]).toEqual([])
  })
  it('a figure far above every other unit’s is marked though the unit has no history, and only its own', () => {
    const odd = report(1, { cells: new Map([...report(1).cells, ...cells({ 'health.cases': 900 })]) })
    expect(codes(many(odd), 1)).toEqual(['above-others'])
    expect(reviewReports(form, many(odd)).size).toBe(1)
    // among a handful of units nothing stands out
    expect(codes([odd, report(2), report(3)], 1)).toEqual([])
  })
  it('the same figures, the same words: both units are named', () => {
    const text =
      'Địa bàn ổn định; ba đợt mưa lớn làm ngập các ngầm tràn, không có thiệt hại về người, đã khắc phục xong.'
    const twins = [
      report(1, { cells: report(9).cells, narratives: new Map([['situation', text]]) }),
      report(2, { cells: report(9).cells, narratives: new Map([['situation', ` ${text.toUpperCase()}`]]) }),
    ]
    expect(codes(many(...twins), 1)).toEqual(['same-figures', 'text-of-another'])
    expect(codes(many(...twins), 2)).toEqual(['same-figures', 'text-of-another'])
    expect(reviewReports(form, many(...twins)).get(1)?.[0]?.vi).toContain('Xã 2')
    const again = report(3, {
      narratives: new Map([['situation', text]]),
      previousNarratives: new Map([['situation', text]]),
    })
    expect(codes(many(again), 3)).toEqual(['text-as-last'])
    const short = new Map([['situation', 'Ổn định.']])
    expect(codes(many(report(4, { narratives: short, previousNarratives: short })), 4)).toEqual([])
  })
  it('what was asked stays marked with the reason given; of a draft only what cannot be is told', () => {
    const asked = {
      code: 'outlier',
      effect: 'ask' as const,
      elements: ['fire.damage'],
      part: null,
      vi: 'Gấp 9 lần',
      en: '9 times',
      answered: true,
    }
    const blocked = { ...asked, code: 'fire-damage', effect: 'block' as const, answered: false }
    const required = { ...blocked, code: 'required' }
    const told = new Map([['fire.damage', { value: 90, notApplicable: false, reason: 'Cháy chợ' }]])
    const reports = many(
      report(1, { findings: [asked], cells: told }),
      report(2, { state: 'draft', findings: [required, blocked, asked] }),
    )
    expect(reviewReports(form, reports).get(1)?.[0]).toMatchObject({
      code: 'outlier',
      reason: 'Cháy chợ',
      vi: 'Mục 3.1, Thiệt hại do cháy, nổ: 90 triệu đồng. Gấp 9 lần',
    })
    expect(codes(reports, 2)).toEqual(['fire-damage'])
  })
  it('a figure changed after acceptance says from what to what', () => {
    const correction = { element: 'fire.cases', from: 12, to: 2, by: 'Chu Thị Lan', at: '2026-06-20T02:00:00Z' }
    const [mark] = reviewReports(form, many(report(1, { corrections: [correction] }))).get(1) ?? []
    expect(mark?.vi).toContain('12 thành 2 (Chu Thị Lan)')
  })
})

describe('a unit that did not stand', () => {
  it('reports neither for a period before the merger nor for one after its end', () => {
    const made = { validFrom: '2025-07-01', validTo: null }
    const before = { start: '2024-12-15', end: '2025-06-14' }
    const over = { start: '2025-06-15', end: '2025-12-14' }
    expect(() => assertStood(made, before)).toThrow('report.not-standing')
    expect(() => assertStood(made, over)).not.toThrow()
    const ended = { validFrom: '2000-01-01', validTo: '2025-07-01' }
    expect(() => assertStood(ended, before)).not.toThrow()
    expect(() => assertStood(ended, { start: '2025-12-15', end: '2026-06-14' })).toThrow('report.not-standing')
  })
})
