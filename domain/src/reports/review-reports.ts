import { formatNumber } from '@tusom/vi-text'
import { figureOf } from './cell.ts'
import type { Cells, Narratives, ReportFinding } from './check-report.ts'
import type { FormElement } from './element.ts'
import type { ReportForm } from './form.ts'
import { isReportEditable, type ReportState } from './life.ts'

/** Something that whoever consolidates should look at before accepting a report, and why. */
export type ReviewMark = {
  code: string
  elements: string[]
  part: string | null
  vi: string
  en: string
  /** what the unit said when it was asked */
  reason: string | null
}

/** A figure that stood otherwise when the report was accepted for the first time. */
export type Correction = { element: string; from: number | null; to: number | null; by: string; at: string }

/** One unit's report with what it is compared with. */
export type ReportToReview = {
  unitId: number
  name: string
  state: ReportState | 'none'
  cells: Cells
  narratives: Narratives
  previousNarratives: Narratives
  /** of `checkReport` over the unit's own earlier reports */
  findings: readonly ReportFinding[]
  corrections: readonly Correction[]
}

/** Of a report that is still being filled only what cannot be right is told: what is not written yet is no fault. */
const unfinished = new Set(['required', 'part-empty', 'not-applicable'])

/**
 * What each report should be looked at for: what its own checks found, though a reason was given; figures far above every other unit's;
 * the same figures or the same words as another unit's or as last time; figures changed after acceptance. Units without a mark are
 * clean: they can be accepted together.
 */
export function reviewReports(form: ReportForm, reports: readonly ReportToReview[]): Map<number, ReviewMark[]> {
  const marks = new Map<number, ReviewMark[]>()
  const add = (unitId: number, mark: ReviewMark) => {
    const list = marks.get(unitId)
    if (list) list.push(mark)
    else marks.set(unitId, [mark])
  }
  for (const r of reports) {
    if (r.state === 'none') continue
    const editing = isReportEditable(r.state)
    for (const f of r.findings) {
      if (unfinished.has(f.code) || (editing && f.effect === 'ask')) continue
      const reason = f.effect === 'ask' ? (r.cells.get(f.elements[0] ?? '')?.reason ?? null) : null
      add(r.unitId, { code: f.code, elements: f.elements, part: f.part, ...named(form, r.cells, f), reason })
    }
    for (const c of r.corrections) add(r.unitId, correctionMark(form, c))
  }
  const sent = reports.filter(r => r.state !== 'none' && !isReportEditable(r.state))
  for (const e of form.elements) for (const [unitId, mark] of peerMarks(form, e, sent)) add(unitId, mark)
  for (const [unitId, mark] of [...sameFigures(form, sent), ...sameWords(form, sent)]) add(unitId, mark)
  return marks
}

/** What is said beside a cell does not name its line; in a list it must. */
function named(form: ReportForm, cells: Cells, f: ReportFinding): { vi: string; en: string } {
  const e = form.elements.find(x => x.code === f.elements[0])
  if (!e || !['outlier', 'zero-usual', 'range'].includes(f.code)) return { vi: f.vi, en: f.en }
  const value = figureOf(cells.get(e.code))
  const [vi, en] = value ? [`: ${formatNumber(value)} ${e.unitVi}`, `: ${formatNumber(value)} ${e.unitEn}`] : ['', '']
  return {
    vi: `Mục ${e.label}, ${e.nameVi}${vi}. ${f.vi}`,
    en: `Line ${e.label}, ${e.nameEn}${en}. ${f.en}`,
  }
}

type Marked = [unitId: number, mark: ReviewMark]

function correctionMark(form: ReportForm, c: Correction): ReviewMark {
  const e = form.elements.find(x => x.code === c.element)
  const text = (v: number | null) => (v === null ? '—' : formatNumber(v))
  return {
    code: 'corrected',
    elements: [c.element],
    part: null,
    vi: `Mục ${e?.label ?? c.element} sửa sau khi đã duyệt: ${text(c.from)} thành ${text(c.to)} (${c.by}).`,
    en: `Line ${e?.label ?? c.element} was changed after acceptance: ${text(c.from)} became ${text(c.to)} (${c.by}).`,
    reason: null,
  }
}

/** So many units with a figure make a crowd that one can stand out of. */
const crowd = 8

/**
 * A figure more than `outlierTimes` the highest of all other units. Plain on purpose: whoever reads it can see it in the table; and one
 * wrong figure does not hide itself, as it would in a mean and a standard deviation (masking: Barnett and Lewis, Outliers in Statistical
 * Data, 3rd ed., 4.3). Two such figures in one line hide each other: then the units' own history tells.
 */
function peerMarks(form: ReportForm, e: FormElement, sent: readonly ReportToReview[]): Marked[] {
  if (e.kind === 'yes-no' || e.kind === 'score' || e.kind === 'share') return []
  const figures = sent.flatMap(r => {
    const value = figureOf(r.cells.get(e.code))
    return value === null ? [] : [{ r, value }]
  })
  if (figures.length < crowd) return []
  const [top, next] = figures.toSorted((a, b) => b.value - a.value)
  if (!top || !next || next.value === 0) return []
  if (top.value <= next.value * form.outlierTimes || top.value - next.value < form.outlierLeast) return []
  if (top.r.findings.some(f => f.code === 'outlier' && f.elements[0] === e.code)) return []
  const times = formatNumber(Math.round((top.value / next.value) * 10) / 10)
  return [
    [
      top.r.unitId,
      {
        code: 'above-others',
        elements: [e.code],
        part: null,
        vi: `Mục ${e.label} (${e.nameVi}): ${formatNumber(top.value)} ${e.unitVi}, gấp ${times} lần xã cao nhất còn lại (${next.r.name}: ${formatNumber(next.value)}).`,
        en: `Line ${e.label} (${e.nameEn}): ${formatNumber(top.value)} ${e.unitEn}, ${times} times the highest of the others (${next.r.name}: ${formatNumber(next.value)}).`,
        reason: top.r.cells.get(e.code)?.reason ?? null,
      },
    ],
  ]
}

/** So many figures above zero do not agree by chance. */
const agreeing = 6

/** Two units with the same figures throughout: one report sent for two, or one copied from the other. */
function sameFigures(form: ReportForm, sent: readonly ReportToReview[]): Marked[] {
  const byFigures = new Map<string, ReportToReview[]>()
  for (const r of sent) {
    const figures = form.elements.map(e => figureOf(r.cells.get(e.code)))
    if (figures.filter(v => v !== null && v > 0).length < agreeing) continue
    push(byFigures, figures.join(' '), r)
  }
  return [...byFigures.values()].flatMap(group =>
    group.length < 2
      ? []
      : group.map((r): Marked => {
          const others = namesBut(group, r)
          return [
            r.unitId,
            {
              code: 'same-figures',
              elements: [],
              part: null,
              vi: `Mọi số đều trùng với ${others}: một báo cáo gửi hai lần, hoặc chép của nhau.`,
              en: `Every figure equals that of ${others}: one report sent for two units, or one copied.`,
              reason: null,
            },
          ]
        }),
  )
}

/** A sentence shorter than this may be the same by chance ("Không có."). */
const ownWords = 60
const bare = (text: string): string => text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim()

/** The same words as another unit's, or as in the own report of the period before. */
function sameWords(form: ReportForm, sent: readonly ReportToReview[]): Marked[] {
  const found: Marked[] = []
  for (const p of form.parts) {
    const byText = new Map<string, ReportToReview[]>()
    for (const r of sent) {
      const text = bare(r.narratives.get(p.code) ?? '')
      if (text.length < ownWords) continue
      push(byText, text, r)
      if (text === bare(r.previousNarratives.get(p.code) ?? ''))
        found.push([
          r.unitId,
          {
            code: 'text-as-last',
            elements: [],
            part: p.code,
            vi: `Phần "${p.titleVi}" giống hệt kỳ trước, từng chữ.`,
            en: `"${p.titleEn}" is word for word that of the period before.`,
            reason: null,
          },
        ])
    }
    for (const group of byText.values())
      if (group.length > 1)
        for (const r of group)
          found.push([
            r.unitId,
            {
              code: 'text-of-another',
              elements: [],
              part: p.code,
              vi: `Phần "${p.titleVi}" giống hệt của ${namesBut(group, r)}.`,
              en: `"${p.titleEn}" is word for word that of ${namesBut(group, r)}.`,
              reason: null,
            },
          ])
  }
  return found
}

const namesBut = (group: readonly ReportToReview[], r: ReportToReview): string => {
  const names = group.filter(x => x !== r).map(x => x.name)
  return names.length > 3 ? `${names.slice(0, 3).join(', ')} …` : names.join(', ')
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}
