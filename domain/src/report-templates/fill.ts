import { formatDate, formatDateTime } from '@tusom/vi-text'
import { type Cell, cellState } from '../reports/cell.ts'
import { compareCells } from '../reports/compare.ts'
import type { FormElement } from '../reports/element.ts'
import { type FormSentence, orderedElements } from '../reports/form.ts'
import type { Period } from '../reports/period.ts'
import { gatherNarratives, narrativeAuthors, type NarrativeGroup } from '../reports/gather-narratives.ts'
import { inSentence, narrativeBlocks, plainText } from '../reports/report-text.ts'
import type { ElementTotal } from '../reports/roll-up.ts'
import type { ConsolidatedReport, UnitReport } from '../reports/write-report.ts'
import { sectionSentences, writeTotalSentence, writeUnitSentence } from '../reports/write-sentence.ts'
import type { Chart } from '../briefings/chart.ts'
import { chartNames } from '../briefings/report-charts.ts'
import { cellWords, changeWords, type FigureFacts, figureName, putFigure } from './figure-names.ts'
import { chartMark, condition, noChart, type TemplateData, withheldFigure } from './template-data.ts'

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

/** A name for each chart that the form may have: the chart's place, or words where there is nothing to draw. */
function putCharts(data: TemplateData, form: UnitReport['form'], communes: boolean, charts: readonly Chart[]): void {
  const there = new Set(charts.map(c => c.code))
  for (const { code } of chartNames(form, communes))
    data.values[`bieu-do.${code}`] = there.has(code) ? chartMark(code) : noChart
}

/** What a unit's own report is made of. */
export function fillUnit(r: UnitReport, at: Date, charts: readonly Chart[] = []): TemplateData {
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
      've-viec-thuong': form.aboutVi.slice(0, 1).toLowerCase() + form.aboutVi.slice(1),
      'chua-ket-thuc': r.until ? ', kỳ chưa kết thúc' : '',
    },
    lists: { 'chi-tieu': [] },
    sources: {},
  }
  putCharts(data, form, false, charts)
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
      sources: { dong: { part: p.code, unitIds: [] } },
    }))
  for (const s of form.sections.flatMap(x => sectionSentences(form, x)))
    putSentence(data, s, plainText(writeUnitSentence(form, s, r.cells, r.lastYear, period.yearBefore)))
  return data
}

function putSentence(data: TemplateData, s: FormSentence, text: string): void {
  const name = `cau.${s.code}`.toLowerCase()
  data.values[name] = text
  if (data.sources) data.sources[name] = { figures: s.elements }
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
    sources: Object.fromEntries(
      ['ky-nay', 'ky-truoc', 'cung-ky', 'so-sanh', 'ghi-chu', 'so-don-vi'].map(n => [n, { figures: [e.code] }]),
    ),
  })
}

const asCell = (value: number | null, hidden: boolean): Cell => ({
  value,
  notApplicable: false,
  reason: null,
  ...(hidden ? { hidden: true } : {}),
})

/** What the report over all communes is made of. */
export function fillConsolidated(r: ConsolidatedReport, charts: readonly Chart[] = []): TemplateData {
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
      've-viec-thuong': form.aboutVi.slice(0, 1).toLowerCase() + form.aboutVi.slice(1),
      'chua-ket-thuc': r.asOf.getTime() < Date.parse(`${period.end}T23:59:59+07:00`) ? ', kỳ chưa kết thúc' : '',
      'so-xa': String(r.communes.length),
      'so-xa-da-gui': String(r.communes.length - unsent.length),
      'ten-xa-chua-gui': unsent.map(c => c.name).join(', '),
    },
    lists: { 'chi-tieu': [], 'co-xa-chua-gui': condition(unsent.length > 0) },
    sources: {},
  }
  putCharts(data, form, true, charts)
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
    for (const suffix of ['so-don-vi', 'so-don-vi-so-sanh', 'thieu'])
      (data.sources ??= {})[figureName(e.code, suffix)] = { figures: [e.code] }
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
      ...Object.fromEntries(orderedElements(form).map(e => [figureName(e.code, ''), communeCell(c, e)])),
    },
    lists: {},
    sources: {
      ...Object.fromEntries(['ten', 'ten-day-du', 'tinh-trang', 'gui-luc'].map(n => [n, { unitId: c.unitId }])),
      ...Object.fromEntries(
        orderedElements(form).map(e => [figureName(e.code, ''), { figures: [e.code], unitId: c.unitId }]),
      ),
    },
  }))
  for (const p of form.parts) {
    const told = r.communes.filter(c => c.cells && (c.narratives.get(p.code) ?? '').trim() !== '')
    data.values[`so-xa-neu.${p.code}`.toLowerCase()] = String(told.length)
    data.lists[`loi.${p.code}`.toLowerCase()] = gatherNarratives(
      told.map(unit => ({ unit, text: unit.narratives.get(p.code) ?? '' })),
    ).map(g => narrativeLines(g, p.code))
  }
  for (const s of form.sections.flatMap(x => sectionSentences(form, x))) {
    putSentence(data, s, plainText(writeTotalSentence(form, s, totals, period.yearBefore)))
    // who sent a report without the figure; who sent none is named once, at the top
    const silent = s.elements.flatMap(code => {
      const t = totals.get(code)
      const names =
        t?.missing.filter(m => r.communes.some(c => c.cells && c.unitId === m.unitId)).map(m => m.name) ?? []
      return t && names.length ? [`${t.element.nameVi} (${names.join(', ')})`] : []
    })
    data.lists[`thieu.${s.code}`.toLowerCase()] = silent.length
      ? [{ values: { dong: silent.join('; ') }, lists: {}, sources: { dong: { figures: s.elements } } }]
      : []
  }
  return data
}

/** A commune's figure in a table: "chưa gửi" is not a missing figure. */
const communeCell = (c: ConsolidatedReport['communes'][number], e: FormElement): string => {
  if (!c.cells) return 'chưa gửi'
  const cell = c.cells.get(e.code)
  return cellState(cell) === 'missing' ? 'thiếu' : cellState(cell) === 'not-applicable' ? 'K' : cellWords(e, cell, true)
}

/** One thing that communes wrote, under their names. One line stands beside the names, more stand below them. */
function narrativeLines(g: NarrativeGroup<ConsolidatedReport['communes'][number]>, part: string): TemplateData {
  const { bold, names } = narrativeAuthors(g.by)
  const source = { part, unitIds: g.by.map(u => u.unitId) }
  const many = g.lines.length > 1
  const dong = g.lines.map(l => l.text).join(' ')
  return {
    values: { ai: bold, 'ten-xa': names, dong, 'mot-dong': many ? '' : dong },
    lists: { y: many ? g.lines.map(l => ({ values: { dong: l.text }, lists: {}, sources: { dong: source } })) : [] },
    sources: Object.fromEntries(['ai', 'ten-xa', 'dong', 'mot-dong'].map(n => [n, source])),
  }
}
