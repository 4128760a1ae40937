import { describe, expect, it } from 'vitest'
import { communeUnits } from '../units/units.ts'
import { sampleForms } from './forms.ts'
import { plantedFaults } from './planted-faults.ts'
import { faultPeriod, sampleReports } from './plant-faults.ts'
import { cleanReports } from './reports.ts'
import { keyOf, type SampleReport } from './sample-report.ts'

const today = '2026-11-22'
const clean = cleanReports(today)
const periods = (form: string) => [...new Set(clean.filter(r => r.form.code === form).map(r => r.period.key))].sort()
const figure = (r: SampleReport, code: string) => r.cells.get(code)?.value ?? null

describe('two years of reports', () => {
  it('every form has every period of two years, and half-years one year more to compare with', () => {
    expect(periods('scam-weekly')).toHaveLength(104)
    expect(periods('order-monthly')).toHaveLength(24)
    expect(periods('safe-order-criteria')).toEqual(['2024-Y', '2025-Y'])
    expect(periods('anptt-six-month')).toEqual(['2024-H2', '2025-H1', '2025-H2', '2026-H1', '2026-H2'])
  })
  it('grows with the day on which it is loaded', () => {
    expect(faultPeriod('half', '2027-01-05').key).toBe('2026-H2')
    expect(sampleReports('2027-01-05').length).toBeGreaterThan(8000)
  })
  it('each report once, each cell of its form, nothing negative, parts that add up, a reason where a figure is missing', () => {
    expect(new Set(clean.map(keyOf)).size).toBe(clean.length)
    for (const r of clean) {
      for (const [code, c] of r.cells) {
        const e = r.form.elements.find(x => x.code === code)
        expect(e, code).toBeDefined()
        expect(c.value === null ? c.reason : c.value >= 0, `${keyOf(r)} ${code}`).toBeTruthy()
      }
      const members = figure(r, 'movement.members')
      if (members !== null)
        expect(['male', 'female'].reduce((s, x) => s + (figure(r, `movement.members/sex:${x}`) ?? 0), 0)).toBe(members)
    }
  })
  it('has gaps: communes that sent nothing, single figures missing, and real zeros beside them', () => {
    const sent = new Set(clean.filter(r => r.period.key === '2025-H2').map(r => r.unitCode))
    expect(sent.size).toBeLessThan(communeUnits.length)
    expect(sent.size).toBeGreaterThan(58)
    const cells = clean.flatMap(r => [...r.cells.values()])
    const missing = cells.filter(c => c.value === null).length / cells.length
    expect(missing).toBeGreaterThan(0.002)
    expect(missing).toBeLessThan(0.02)
    expect(cells.some(c => c.value === 0)).toBe(true)
  })
  it('figures of a half-year are those of its months and weeks together', () => {
    const half = clean.find(r => r.period.key === '2026-H1' && r.unitCode === '06415') as SampleReport
    const months = clean.filter(
      r =>
        r.form.code === sampleForms.month.code &&
        r.unitCode === '06415' &&
        r.period.start >= half.period.start &&
        r.period.end <= half.period.end,
    )
    const sum = months.reduce((s, r) => s + (figure(r, 'traffic.accidents') ?? 0), 0)
    expect(figure(half, 'traffic.accidents')).toBeGreaterThanOrEqual(sum)
  })
})

describe('planted faults', () => {
  it('are named once each and change only the reports that they name', () => {
    expect(new Set(plantedFaults.map(f => f.id)).size).toBe(plantedFaults.length)
    const before = new Map(
      clean.map(r => [keyOf(r), JSON.stringify([[...r.cells], [...r.narratives], r.state, r.lateHours, r.corrected])]),
    )
    const touched = new Set(plantedFaults.map(f => f.unitCode))
    for (const r of sampleReports(today)) {
      const same =
        before.get(keyOf(r)) === JSON.stringify([[...r.cells], [...r.narratives], r.state, r.lateHours, r.corrected])
      expect(same || touched.has(r.unitCode), keyOf(r)).toBe(true)
    }
  })
})
