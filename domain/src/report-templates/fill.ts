import { formatDate, formatDateTime } from '@tusom/vi-text'
import type { Cell } from '../reports/cell.ts'
import { compareCells } from '../reports/compare.ts'
import { orderedElements } from '../reports/form.ts'
import type { Period } from '../reports/period.ts'
import { inSentence, narrativeBlocks, plainText } from '../reports/report-text.ts'
import type { ElementTotal } from '../reports/roll-up.ts'
import type { ConsolidatedReport, UnitReport } from '../reports/write-report.ts'
import { writeTotalSentence, writeUnitSentence } from '../reports/write-sentence.ts'
import { cellWords, changeWords, type FigureFacts, figureName, putFigure } from './figure-names.ts'
import { condition, type TemplateData, withheldFigure } from './template-data.ts'

export const sampleMark = 'Số liệu mẫu, không phải thật'

const month = (iso: string): string => {
  const m = Number(iso.slice(5, 7))
  return m <= 2 ? `0${m}` : String(m)
}
const common = (period: Period, sample: boolean, until: string | null, at: Date): Record<string, string> => ({
  // "6 tháng" is not torn apart at the end of a line
  ky: period.nameVi.replace(' ', '\u00a0'),
  'tu-ngay': formatDate(period.start),
  'den-ngay': formatDate(until ?? period.end),
  'ngay-thang': `ngày       tháng ${month(period.end)} năm ${period.end.slice(0, 4)}`,
  nam: period.end.slice(0, 4),
  'nam-truoc': String(period.yearBefore),
  'thoi-diem': formatDateTime(at.getTime()),
  mau: sample ? sampleMark : '',
})

/** Lines of a narrative as people wrote them, the dashes at their beginning taken away. */
const lines = (text: string): string[] =>
  narrativeBlocks(text, '').flatMap(b => (b.type === 'paragraph' || b.type === 'bullet' ? [plainText(b.text)] : []))

/** What a unit's own report is made of. */
export function fillUnit(r: UnitReport, at: Date): TemplateData {
  const { form, period } = r
  const lastYear = r.lastYear === 'no-period' ? null : r.lastYear
  const data: TemplateData = {
    values: {
      ...common(period, r.sample, r.until, at),
      'don-vi': r.unitName,
      'don-vi-thuong': inSentence(r.unitName),
      'dia-danh': r.place,
      tinh: r.provinceName,
      'tinh-thuong': inSentence(r.provinceName),
      'can-cu': form.basisVi,
      've-viec': form.aboutVi,
    },
    lists: { 'chi-tieu': [] },
  }
  orderedElements(form).forEach((e, i) => {
    const cell = r.cells.get(e.code)
    const facts: FigureFacts = {
      cell,
      previous: r.previous?.get(e.code),
      lastYear: lastYear?.get(e.code),
      withPrevious: compareCells(cell, r.previous?.get(e.code)),
      withLastYear: compareCells(cell, r.lastYear === 'no-period' ? null : lastYear?.get(e.code)),
    }
    putFigure(data, e, facts)
    row(data, i, e, facts, '')
  })
  for (const p of form.parts)
    data.lists[`loi.${p.code}`.toLowerCase()] = lines(r.narratives.get(p.code) ?? '').map(dong => ({
      values: { dong },
      lists: {},
    }))
  for (const s of form.sections.flatMap(x => x.sentences))
    data.values[`cau.${s.code}`.toLowerCase()] = plainText(
      writeUnitSentence(form, s, r.cells, r.lastYear, period.yearBefore),
    )
  return data
}

function row(
  data: TemplateData,
  i: number,
  e: ElementTotal['element'],
  f: FigureFacts,
  units: string,
  words = { now: cellWords(e, f.cell, true), change: changeWords(e, f.withLastYear) },
): void {
  data.lists['chi-tieu']?.push({
    values: {
      tt: String(i + 1),
      nhan: e.label,
      ten: e.nameVi,
      dv: e.unitVi,
      'ky-nay': words.now,
      'ky-truoc': cellWords(e, f.previous, true),
      'cung-ky': cellWords(e, f.lastYear, true),
      'so-sanh': words.change,
      'ghi-chu': (f.cell?.reason ?? '').trim(),
      'so-don-vi': units,
    },
    lists: {},
  })
}

const asCell = (value: number | null, hidden: boolean): Cell => ({
  value,
  notApplicable: false,
  reason: null,
  ...(hidden ? { hidden: true } : {}),
})

/** What the report over all communes is made of. */
export function fillConsolidated(r: ConsolidatedReport): TemplateData {
  const { form, period } = r
  const unsent = r.communes.filter(c => c.cells === null)
  const totals = new Map(r.totals.map(t => [t.element.code, t]))
  const data: TemplateData = {
    values: {
      ...common(period, r.sample, null, r.asOf),
      'don-vi': r.provinceName,
      'don-vi-thuong': inSentence(r.provinceName),
      'dia-danh': r.place,
      tinh: r.provinceName,
      'tinh-thuong': inSentence(r.provinceName),
      'can-cu': form.basisVi,
      've-viec': form.aboutVi,
      'so-xa': String(r.communes.length),
      'so-xa-da-gui': String(r.communes.length - unsent.length),
      'ten-xa-chua-gui': unsent.map(c => c.name).join(', '),
    },
    lists: { 'chi-tieu': [], 'co-xa-chua-gui': condition(unsent.length > 0) },
  }
  orderedElements(form).forEach((e, i) => {
    const t = totals.get(e.code)
    if (!t) throw new RangeError(`no total was made for ${e.code}`)
    const compared = (p: ElementTotal['lastYear']): FigureFacts['withLastYear'] =>
      p?.comparison ?? { kind: 'none', why: 'no-period' }
    const facts: FigureFacts = {
      cell: asCell(t.total, t.withheld),
      // over the units that are compared, and over no others
      previous: asCell(t.previous?.units ? t.previous.before : null, t.withheld),
      lastYear: asCell(t.lastYear?.units ? t.lastYear.before : null, t.withheld),
      withPrevious: compared(t.previous),
      withLastYear: compared(t.lastYear),
    }
    putFigure(data, e, facts)
    const units = `${t.parts.length + t.hidden.length}/${t.of}`
    data.values[figureName(e.code, 'so-don-vi')] = units
    data.values[figureName(e.code, 'so-don-vi-so-sanh')] = String(t.lastYear?.units ?? 0)
    data.values[figureName(e.code, 'thieu')] = t.missing.map(m => m.name).join(', ')
    row(data, i, e, facts, units, {
      now: cellWords(e, facts.cell, true),
      change: t.withheld ? withheldFigure : changeWords(e, facts.withLastYear),
    })
  })
  data.lists.xa = r.communes.map((c, i) => ({
    values: {
      tt: String(i + 1),
      ten: c.name,
      'ten-day-du': c.fullName,
      'tinh-trang': c.stateVi,
      'gui-luc': c.sentAt ? formatDateTime(c.sentAt.getTime()) : '',
      ...Object.fromEntries(
        orderedElements(form).map(e => [figureName(e.code, ''), cellWords(e, c.cells?.get(e.code), true)]),
      ),
    },
    lists: {},
  }))
  for (const p of form.parts)
    data.lists[`loi.${p.code}`.toLowerCase()] = r.communes.flatMap(c =>
      c.cells
        ? lines(c.narratives.get(p.code) ?? '').map(dong => ({ values: { ai: c.fullName, dong }, lists: {} }))
        : [],
    )
  for (const s of form.sections.flatMap(x => x.sentences))
    data.values[`cau.${s.code}`.toLowerCase()] = plainText(writeTotalSentence(form, s, totals, period.yearBefore))
  return data
}
