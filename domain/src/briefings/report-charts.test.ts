import { describe, expect, it } from 'vitest'
import { periodOf } from '../reports/period.ts'
import { shippedForms } from '../reports/forms.ts'
import { orderedElements, type ReportForm } from '../reports/form.ts'
import type { Cell } from '../reports/cell.ts'
import type { Period } from '../reports/period.ts'
import { chartTicks } from './chart.ts'
import { type ChartFacts, chartNames, reportCharts } from './report-charts.ts'

const form = shippedForms.find(f => f.code === 'anptt-six-month') as ReportForm
const period = periodOf('2026-H1') as Period
const elements = orderedElements(form)
const first = elements[0]?.code as string
const cell = (value: number | null): Cell => ({ value, notApplicable: false, reason: null })
const figure = (value: number | null, before: number | null) => (element: (typeof elements)[number]) => ({
  element,
  now: value,
  units: value === null ? 0 : 18,
  of: 20,
  compared: before === null || value === null ? null : { now: value, before, units: 17 },
  withheld: false,
})
const facts = (change: Partial<ChartFacts> = {}): ChartFacts => ({
  form,
  period,
  asOf: new Date('2026-06-20T08:00:00+07:00'),
  sample: false,
  unitName: 'Tỉnh Mẫu',
  figures: elements.map(figure(90, 60)),
  communes: Array.from({ length: 20 }, (_, i) => ({
    name: `Xã ${String(i).padStart(2, '0')}`,
    cells: i < 18 ? new Map([[first, cell(i)]]) : null,
    timeliness: i < 15 ? ('in-time' as const) : i < 18 ? ('came-late' as const) : ('late' as const),
  })),
  history: [],
  ...change,
})
const chart = (code: string, change?: Partial<ChartFacts>) => reportCharts(facts(change)).find(c => c.code === code)

describe('charts of a report', () => {
  it('every one that can come out has a name for the template', () => {
    for (const communes of [true, false]) {
      const names = new Set(chartNames(form, communes).map(n => n.code))
      const made = reportCharts(facts(communes ? {} : { communes: null }))
      expect(made.length).toBeGreaterThan(2)
      for (const c of made) expect(names).toContain(c.code)
    }
  })
  it('say from how many of how many units and as of when, and that figures are of the sample', () => {
    for (const c of reportCharts(facts())) expect(c.covers.vi).toMatch(/20.*số liệu đến 20\/06\/2026 08:00$/)
    for (const c of reportCharts(facts({ sample: true }))) expect(c.covers.vi).toMatch(/Số liệu mẫu, không phải thật$/)
  })
  it('count who reported, late and not at all', () => {
    expect(chart('tinh-hinh-gui')).toMatchObject({
      categories: [{ vi: 'Gửi đúng hạn' }, { vi: 'Gửi chậm' }, { vi: 'Quá hạn, chưa gửi' }],
      series: [{ values: [15, 3, 2] }],
    })
  })
  it('compare over the units with both figures, and leave out what cannot be compared', () => {
    const compared = chart('so-sanh.vu', {
      figures: elements.map(e => figure(e.code === first ? 90 : null, e.code === first ? 60 : null)(e)),
    })
    expect(compared).toMatchObject({
      categories: [{ vi: elements[0]?.nameVi }],
      series: [{ values: [60] }, { values: [90] }],
    })
    expect(compared?.covers.vi).toContain(`${elements[0]?.nameVi} 17/20`)
    expect(chart('so-sanh.vu', { figures: elements.map(figure(90, null)) })).toBe(undefined)
  })
  it('by commune show the highest, count the others, and draw no zero as a bar', () => {
    const by = chart(`theo-xa.${first}`)
    expect(by?.categories).toHaveLength(15)
    expect(by?.series[0]?.values[0]).toBe(17)
    expect(by?.covers.vi).toContain('18/20 xã, phường có số liệu, cộng 90; 15 nơi cao nhất, 3 nơi khác thấp hơn')
  })
  it('withheld figures have none', () => {
    const withheld = elements.map(e => ({ ...figure(90, 60)(e), withheld: true, compared: null, now: null }))
    expect(reportCharts(facts({ figures: withheld })).map(c => c.code)).toEqual(['tinh-hinh-gui'])
  })
  it('over periods keep a missing one apart from zero', () => {
    const none = elements.map(() => null)
    const was = (now: number | null) => ({
      of: 20,
      now: elements.map(() => now),
      counts: elements.map(() => (now === null ? 0 : 18)),
    })
    const over = chart(`theo-ky.${first}`, {
      history: [
        { key: 'a', nameVi: 'kỳ a', nameEn: 'a', ...was(0), before: null },
        { key: 'b', nameVi: 'kỳ b', nameEn: 'b', of: 20, now: none, counts: none.map(() => 0), before: was(7) },
        { key: 'c', nameVi: 'kỳ c', nameEn: 'c', ...was(9), before: was(8) },
      ],
    })
    expect(over?.series.map(s => s.values)).toEqual([
      [null, 7, 8],
      [0, null, 9],
    ])
    expect(over?.series[1]?.covers).toEqual(['18/20', '0/20', '18/20'])
  })
  it('have axes of round steps, whole for things that are counted', () => {
    expect(chartTicks(314, true)).toEqual([0, 100, 200, 300, 400])
    expect(chartTicks(3, true)).toEqual([0, 1, 2, 3])
    expect(chartTicks(0.7, false).at(-1)).toBeGreaterThanOrEqual(0.7)
    expect(chartTicks(0, true)).toEqual([0, 1])
  })
})
