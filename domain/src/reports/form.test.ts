import { describe, expect, it } from 'vitest'
import { libraryForms, shippedBreakdowns, shippedElements } from './catalogue.ts'
import type { Cell } from './cell.ts'
import { checkReport, filledCount } from './check-report.ts'
import { scoreCriteria } from './criteria.ts'
import { expandElement, optionCode, optionGroups } from './element.ts'
import { formOf, type ReportForm } from './form.ts'
import { findFormFaults, formFaults } from './form-faults.ts'
import { shippedForms } from './forms.ts'
import { historyOf, isFarFromHistory, isZeroUnusual } from './history.ts'
import { indicatorTotal, indicatorValue, readIndicators } from './indicator.ts'
import { withOptions, withoutOptions } from './with-options.ts'

const v = (value: number | null, reason: string | null = null): Cell => ({ value, notApplicable: false, reason })
const cells = (of: Record<string, number>) => new Map(Object.entries(of).map(([k, x]) => [k, v(x)]))
const form = (code: string): ReportForm =>
  structuredClone([...libraryForms, ...shippedForms].find(f => f.code === code)!) as ReportForm
const breakdowns = new Map(shippedBreakdowns.map(b => [b.code, b]))
const none = { previous: null, lastYear: null }

describe('what ships', () => {
  it('the library is sound as it is and with its breakdowns written out', () => {
    for (const f of libraryForms) {
      expect(formFaults(f)).toEqual([])
      expect(formFaults(withOptions(f))).toEqual([])
      expect(f.status).toBe('proposal')
    }
  })
  it('the figures of a shipped form say the same as the catalogue', () => {
    for (const f of [...shippedForms, ...libraryForms])
      for (const { label: _, ...e } of f.elements)
        if (e.kind !== 'score') expect(shippedElements.find(x => x.code === e.code)).toEqual(e)
  })
  it('a form of before these fields existed is read as it was meant', () => {
    const { asked: _, cumulative: __, breakdowns: ___, indicators: ____, criteria: _____, ...old } = form('scam-weekly')
    expect(formOf(old)).toMatchObject({ asked: 'calendar', cumulative: false, indicators: [], criteria: [] })
  })
})

describe('breakdowns', () => {
  const people = { ...shippedElements.find(e => e.code === 'order.people.handled')!, label: '3' }
  it('are figures of their own behind their total, crossed where two stand together', () => {
    const list = expandElement(people, breakdowns)
    expect(list.map(e => `${e.label} ${e.code}`)).toEqual([
      '3 order.people.handled',
      '3.a order.people.handled/outcome:prosecuted',
      '3.b order.people.handled/outcome:fined',
      '3.c order.people.handled/outcome:reminded',
      '3.d order.people.handled/outcome:pending',
      '3.e order.people.handled/sex:male',
      '3.f order.people.handled/sex:female',
    ])
    expect(list[1]?.nameVi).toBe('Người đã xử lý: xử lý hình sự')
    expect(list[1]?.sensitive).toBe(true)
    expect(optionGroups(list)).toHaveLength(2)
    const crossed = expandElement({ ...people, breakdowns: [['sex', 'outcome']] }, breakdowns)
    expect(crossed).toHaveLength(9)
    expect(crossed.at(-1)?.code).toBe(optionCode('order.people.handled', { sex: 'female', outcome: 'pending' }))
  })
  it('are written out once and taken back for editing', () => {
    const f = withOptions(form('order-monthly'))
    expect(f.elements.length).toBeGreaterThan(form('order-monthly').elements.length)
    expect(withOptions(f)).toEqual(f)
    expect(withoutOptions(f).elements).toEqual(form('order-monthly').elements)
    expect(f.breakdowns.map(b => b.code)).toEqual(['sex', 'age', 'outcome'])
  })
  it('must add up to their total; parts of a zero need not be filled', () => {
    const f = withOptions(form('order-monthly'))
    const all = (over: Record<string, number>) =>
      checkReport(f, cells(over), new Map(), none).filter(
        x => x.code === 'options-sum' || x.elements[0]?.startsWith('order.people.handled'),
      )
    expect(all({ 'order.people.handled': 0 })).toEqual([])
    expect(
      all({ 'order.people.handled': 5, 'order.people.handled/sex:male': 3, 'order.people.handled/sex:female': 1 }).map(
        x => x.code,
      ),
    ).toContain('options-sum')
    expect(all({ 'order.people.handled': 5, 'order.people.handled/sex:male': 6 }).map(x => x.code)).toContain(
      'options-sum',
    )
    const [found] = checkReport(
      f,
      cells({ 'order.people.handled': 5, 'order.people.handled/sex:male': 6 }),
      new Map(),
      none,
    ).filter(x => x.code === 'options-sum')
    expect(found?.vi).toContain('cộng lại 6, tổng ghi 5')
    const zero = filledCount(f, cells({ 'order.people.handled': 0 }), new Map())
    expect(filledCount(f, cells({ 'order.people.handled': 5 }), new Map()).total).toBe(zero.total + 6)
  })
})

describe('faults of a form', () => {
  it('are said in both languages, each once', () => {
    const f = form('order-monthly')
    f.code = 'Mẫu 1'
    f.due.time = '25:00'
    f.indicators.push(
      { ...f.indicators[0]!, code: 'x', formula: '#{gone} / 2' },
      { ...f.indicators[0]!, code: 'y', formula: '1 +' },
    )
    f.checks.push({ code: 'r', kind: 'rule', formula: '#{work.done}', effect: 'ask', vi: 'x', en: 'x' })
    f.elements[0]!.breakdowns = [['colour']]
    const faults = findFormFaults(f)
    expect(faults.map(x => x.en)).toEqual([
      'the code "Mẫu 1" is not one',
      'the due time is written 17:00',
      'element "order.cases.crime" names an unknown breakdown',
      'check r, character 1: The formula must be a comparison.',
      'indicator x names "gone", which the form does not have',
      'indicator y, character 4: The formula breaks off.',
    ])
    expect(faults.every(x => x.vi.length > 10)).toBe(true)
  })
  it('a free period is asked for, never by itself', () => {
    const f = form('order-monthly')
    f.period = 'free'
    expect(formFaults(f)).toEqual(['a free period is asked for by call'])
  })
})

describe('rules, sums and other forms', () => {
  const f = form('order-monthly')
  const rule = (effect: 'ask' | 'block', formula: string) => {
    f.checks = [{ code: 'r', kind: 'rule', formula, effect, vi: 'x', en: 'x' }]
    return f
  }
  const codes = (of: Record<string, number>, others?: ReadonlyMap<string, number | null>) =>
    checkReport(f, cells(of), new Map(), { ...none, ...(others ? { others } : {}) })
      .filter(x => x.code === 'r')
      .map(x => `${x.effect} ${x.elements.join()}`)
  it('a rule that is broken names its figures; with a figure missing nothing can be said', () => {
    rule('block', '#{order.cases.solved} <= #{order.cases.crime}')
    expect(codes({ 'order.cases.solved': 5, 'order.cases.crime': 4 })).toEqual([
      'block order.cases.solved,order.cases.crime',
    ])
    expect(codes({ 'order.cases.solved': 5 })).toEqual([])
  })
  it('figures of another form are taken from there', () => {
    rule('ask', '#{order.cases.crime} >= #{scam-weekly:scam.week.reports}')
    expect(formFaults(f)).toEqual([])
    expect(codes({ 'order.cases.crime': 4 }, new Map([['scam-weekly:scam.week.reports', 9]]))).toEqual([
      'ask order.cases.crime',
    ])
    expect(codes({ 'order.cases.crime': 4 })).toEqual([])
  })
  it('a sum is exact once every part is there', () => {
    f.checks = [
      {
        code: 'r',
        kind: 'sum',
        whole: 'fire.cases',
        parts: ['fire.dead', 'fire.injured'],
        effect: 'block',
        vi: 'x',
        en: 'x',
      },
    ]
    expect(codes({ 'fire.cases': 5, 'fire.dead': 2 })).toEqual([])
    expect(codes({ 'fire.cases': 5, 'fire.dead': 2, 'fire.injured': 3 })).toEqual([])
    expect(codes({ 'fire.cases': 5, 'fire.dead': 2, 'fire.injured': 2 })).toHaveLength(1)
    expect(codes({ 'fire.cases': 5, 'fire.dead': 6 })).toHaveLength(1)
  })
})

describe('a unit’s own history', () => {
  it('is the middle and the usual distance from it; three figures at the least', () => {
    expect(historyOf([1, 2])).toBeNull()
    expect(historyOf([10, 12, 11, 9, 10, 400])).toEqual({ median: 10.5, spread: 1.4826 * 1, high: 400, n: 6 })
  })
  it('asks about a figure far above or below, not about small counts', () => {
    const h = historyOf([200, 210, 190, 205, 195, 200, 198])!
    expect([2000, 20, 260, 150].map(x => isFarFromHistory(x, h, 3, 10))).toEqual([true, true, false, false])
    const small = historyOf([0, 1, 0, 0, 1, 0, 0])!
    expect([5, 12].map(x => isFarFromHistory(x, small, 3, 10))).toEqual([false, true])
    // what is usually nothing is measured by the most there ever was
    const rare = historyOf([0, 0, 40, 0, 0, 0])!
    expect([90, 121].map(x => isFarFromHistory(x, rare, 3, 10))).toEqual([false, true])
    // a first loss is no alarm
    expect(isFarFromHistory(80, historyOf([0, 0, 0])!, 3, 10, 'money')).toBe(false)
    const f = form('order-monthly')
    const found = checkReport(f, cells({ 'patrol.rounds': 20 }), new Map(), {
      ...none,
      history: new Map([['patrol.rounds', h]]),
    })
    expect(found.find(x => x.code === 'outlier')?.vi).toContain('Thấp khác thường: 7 kỳ gần đây thường quanh 200 lượt')
  })
})

describe('few figures, zeros and copies', () => {
  const six = form('anptt-six-month')
  const outreach = (n: number, more: Record<string, number> = {}) => cells({ 'outreach.sessions': n, ...more })
  const codes = (now: ReturnType<typeof cells>, earlier: Parameters<typeof checkReport>[3]) =>
    checkReport(six, now, new Map(), earlier).flatMap(f => (f.effect === 'ask' ? [`${f.code} ${f.elements[0]}`] : []))

  it('three half-years that happen to be alike do not make the fourth an alarm; ten times as many do', () => {
    const h = historyOf([12, 12, 12])!
    expect(h.spread).toBe(0)
    expect([18, 30, 36].map(x => isFarFromHistory(x, h, 3, 10))).toEqual([false, false, false])
    expect(isFarFromHistory(120, h, 3, 10)).toBe(true)
    // money has no usual distance: three times the most there ever was
    const m = historyOf([20, 30, 25])!
    expect([85, 260].map(x => isFarFromHistory(x, m, 3, 10, 'money'))).toEqual([false, true])
  })
  it('zero where there are always some is asked about: none, or no figure? Not where none is nothing odd', () => {
    expect([historyOf([12, 9, 14])!, historyOf([2, 0, 3])!].map(h => isZeroUnusual(h, 'count'))).toEqual([true, false])
    expect(isZeroUnusual(historyOf([40, 90, 60])!, 'money')).toBe(false)
    const history = new Map([['outreach.sessions', historyOf([12, 9, 14])!]])
    expect(codes(outreach(0), { ...none, history })).toEqual(['zero-usual outreach.sessions'])
    expect(codes(outreach(7), { ...none, history })).toEqual([])
  })
  it('last time’s report sent again is asked about; a few figures that agree are not', () => {
    const last = cells(Object.fromEntries(six.elements.map((e, i) => [e.code, i + 1])))
    expect(codes(last, { ...none, previous: last })).toContain('same-as-last order.incidents')
    expect(codes(new Map([...last, ...outreach(3)]), { ...none, previous: last })).not.toContain(
      'same-as-last order.incidents',
    )
    const few = cells({ 'order.incidents': 2, 'order.people': 3 })
    expect(codes(few, { ...none, previous: few })).toEqual([])
  })
})

describe('indicators', () => {
  const f = form('order-monthly')
  const [solved] = readIndicators(f)
  it('are computed from the figures, and missing where one is', () => {
    expect(indicatorValue(solved!, code => ({ 'order.cases.solved': 2, 'order.cases.crime': 3 })[code] ?? null)).toBe(
      66.7,
    )
    expect(indicatorValue(solved!, () => null)).toBeNull()
  })
  it('over units: added first, over the units that have both halves', () => {
    const unit = (a: number | null, b: number | null) => (code: string) => (code === 'order.cases.solved' ? a : b)
    expect(indicatorTotal(solved!, [unit(1, 2), unit(3, 4), unit(null, 90)])).toEqual({ value: 66.7, n: 2 })
    expect(indicatorTotal(solved!, [unit(0, 0)])).toEqual({ value: null, n: 1 })
  })
})

describe('criteria', () => {
  const f = form('safe-order-criteria')
  const set = f.criteria[0]!
  const scores = { 'criteria.c1': 20, 'criteria.c2': 20, 'criteria.c3': 15, 'criteria.c4': 20, 'criteria.c5': 10 }
  it('come to a share and a grade once all are scored; what does not apply is left out', () => {
    expect(scoreCriteria(f, set, cells(scores), new Map())).toMatchObject({
      score: 85,
      highest: 100,
      percent: 85,
      grade: { nameVi: 'đạt' },
    })
    const { 'criteria.c5': _, ...some } = scores
    expect(scoreCriteria(f, set, cells(some), new Map())).toMatchObject({
      percent: null,
      grade: null,
      missing: ['criteria.c5'],
    })
    const na = new Map([...cells(some), ['criteria.c5', { value: null, notApplicable: true, reason: 'x' }]])
    expect(scoreCriteria(f, set, na, new Map())).toMatchObject({ score: 75, highest: 80, percent: 93.8 })
  })
  it('a score without its evidence cannot be sent', () => {
    expect(scoreCriteria(f, set, cells(scores), new Map()).withoutEvidence).toHaveLength(5)
    const blocks = (told: Map<string, string>) =>
      checkReport(f, cells(scores), told, none)
        .filter(x => x.code === 'evidence')
        .map(x => x.part)
    expect(blocks(new Map())).toHaveLength(5)
    expect(blocks(new Map([['evidence.c1', 'BB 12/BB-CAX ngày 03/6/2026']]))).not.toContain('evidence.c1')
  })
})
