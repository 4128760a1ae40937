import {
  checkReport,
  type Cells,
  type FigureHistory,
  foreignFigure,
  formulaFigures,
  historyOf,
  isReportEditable,
  type OwnHistory,
  parseFormula,
  previousPeriod,
  Refusal,
  type ReportForm,
  type ReportToReview,
  type ReviewMark,
  reviewReports,
} from '@tusom/domain'
import {
  correctedFigures,
  earlierFiguresOf,
  reportFigures,
  reportNarratives,
  reportsOf,
  reportUnitSums,
  reportValues,
  type Tx,
} from '@tusom/store'
import type { CommuneReport, Consolidation } from './consolidate.ts'
import type { FormBook } from './forms.ts'
import { asCells, asNarratives, groupBy, historyPeriods } from './report-file.ts'

/** So many reports are read together; a province has about a hundred communes. */
const mostUnits = 400

/** The marks on every report of one form and period: what its own checks found and what only shows beside the others. */
export async function reviewOf(tx: Tx, c: Consolidation, book: FormBook): Promise<Map<number, ReviewMark[]>> {
  const { form, period } = c
  if (c.communes.length > mostUnits) throw new Refusal('report.too-many-units', { most: mostUnits })
  const there = c.communes.filter(x => x.report !== null)
  const unitIds = there.map(x => x.unit.id)
  const reportIds = there.flatMap(x => x.report?.id ?? [])
  const before = previousPeriod(period)
  const values = groupBy(await reportValues(tx, reportIds, c.sight))
  const earlier = await earlierFiguresOf(tx, {
    formCode: form.code,
    unitIds,
    before: period.start,
    count: historyPeriods,
  })
  const figures = await reportFigures(
    tx,
    { formCode: form.code, periodKeys: [before.key, ...(c.yearBefore ? [c.yearBefore.key] : [])], unitIds },
    c.sight,
  )
  const cellsAt = (key: string | undefined, unitId: number): Cells | null => {
    const row = figures.find(f => f.periodKey === key && f.unitId === unitId)
    return row
      ? new Map([...row.figures].map(([e, value]) => [e, { value, notApplicable: false, reason: null }]))
      : null
  }
  const earlierReports = await reportsOf(tx, form.code, [before.key], unitIds)
  const earlierWords = groupBy(
    await reportNarratives(
      tx,
      earlierReports.map(r => r.id),
    ),
  )
  const others = await figuresOfOthers(tx, form, c, unitIds)
  const corrections = groupBy(await correctedFigures(tx, reportIds))
  const toReview = there.map((x): ReportToReview => {
    const report = x.report as NonNullable<CommuneReport['report']>
    const own = book.form(form.code, report.formVersion)
    const cells = asCells(values.get(report.id) ?? [])
    const last = earlierReports.find(r => r.unitId === x.unit.id)
    return {
      unitId: x.unit.id,
      name: x.unit.fullName,
      state: report.state,
      cells,
      narratives: x.narratives,
      previousNarratives: asNarratives(last ? (earlierWords.get(last.id) ?? []) : []),
      findings: checkReport(own, cells, x.narratives, {
        previous: cellsAt(before.key, x.unit.id),
        lastYear: cellsAt(c.yearBefore?.key, x.unit.id),
        history: usual(own, earlier.get(x.unit.id) ?? []),
        others: others.get(x.unit.id) ?? new Map(),
      }),
      corrections: (corrections.get(report.id) ?? []).map(({ element, from, to, by, at }) => ({
        element,
        from,
        to,
        by,
        at: at.toISOString(),
      })),
    }
  })
  const marks = reviewReports(form, toReview)
  return c.sight.exact ? marks : withoutSensitive(marks, new Set(c.sight.sensitive))
}

function usual(form: ReportForm, earlier: readonly ReadonlyMap<string, number>[]): OwnHistory {
  const history = new Map<string, FigureHistory>()
  for (const e of form.elements) {
    const own = historyOf(earlier.flatMap(f => f.get(e.code) ?? []))
    if (own) history.set(e.code, own)
  }
  return history
}

/** Figures of other forms that this form's rules name, over the days of the period, for every unit in one query a form. */
async function figuresOfOthers(
  tx: Tx,
  form: ReportForm,
  c: Consolidation,
  unitIds: readonly number[],
): Promise<Map<number, Map<string, number | null>>> {
  const named = new Map<string, Set<string>>()
  for (const check of form.checks)
    for (const figure of check.kind === 'rule' ? formulaFigures(parseFormula(check.formula, 'truth')) : []) {
      const foreign = foreignFigure(figure)
      if (foreign) named.set(foreign.form, (named.get(foreign.form) ?? new Set()).add(foreign.element))
    }
  const units = new Map<number, Map<string, number | null>>()
  for (const [code, set] of named) {
    const elements = [...set]
    const rows = await reportUnitSums(
      tx,
      { formCode: code, from: c.period.start, to: c.period.end, unitIds, elements },
      c.sight,
    )
    for (const row of rows)
      elements.forEach((e, i) => {
        const own = units.get(row.unitId) ?? new Map<string, number | null>()
        units.set(row.unitId, own.set(`${code}:${e}`, row.totals[i] ?? null))
      })
  }
  return units
}

/** To who may not see every figure, a mark could tell one. */
function withoutSensitive(
  marks: ReadonlyMap<number, ReviewMark[]>,
  withheld: ReadonlySet<string>,
): Map<number, ReviewMark[]> {
  return new Map(
    [...marks].flatMap(([unitId, list]): [number, ReviewMark[]][] => {
      const open = list.filter(m => m.elements.length > 0 && !m.elements.some(e => withheld.has(e)))
      return open.length ? [[unitId, open]] : []
    }),
  )
}

/** Reports that wait and have no mark. */
export const cleanOf = (c: Consolidation, marks: ReadonlyMap<number, ReviewMark[]>): { id: number; sentAt: string }[] =>
  c.communes.flatMap(x =>
    x.report && x.state === 'submitted' && x.report.sentAt && !marks.has(x.unit.id)
      ? [{ id: x.report.id, sentAt: x.report.sentAt.toISOString() }]
      : [],
  )

/** What the page lists: reports that were sent, and drafts in which something cannot be. */
export const shownIn = (x: CommuneReport, marks: readonly ReviewMark[]): boolean =>
  x.report !== null && (marks.length > 0 || !isReportEditable(x.report.state))
