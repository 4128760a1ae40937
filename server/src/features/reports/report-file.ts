import {
  type Cell,
  type Cells,
  checkReport,
  countsInTotals,
  filledCount,
  type FigureHistory,
  foreignFigure,
  formulaFigures,
  historyOf,
  type Narratives,
  type OwnHistory,
  parseFormula,
  type Period,
  previousPeriod,
  type ReportFinding,
  reportDueAt,
  type ReportForm,
  samePeriodLastYear,
} from '@tusom/domain'
import {
  acceptedValues,
  earlierFigures,
  figuresWithin,
  consolidatorsOf,
  reportEvents,
  type ReportEventRow,
  reportNarratives,
  type ReportNarrativeRow,
  type ReportRow,
  reportsOf,
  reportValues,
  type ReportValueRow,
  type Sight,
  type Tx,
  type UnitRow,
} from '@tusom/store'
import { type KnownValue, readKnown } from './known.ts'
import type { UnitTree } from '../../core/unit-tree.ts'

export const asCells = (rows: readonly ReportValueRow[]): Map<string, Cell> =>
  new Map(
    rows.map(r => [
      r.element,
      { value: r.value, notApplicable: r.notApplicable, reason: r.reason, ...(r.hidden ? { hidden: true } : {}) },
    ]),
  )
export const asNarratives = (rows: readonly ReportNarrativeRow[]): Map<string, string> =>
  new Map(rows.map(r => [r.part, r.text]))

export function groupBy<T extends { reportId: number }>(rows: readonly T[]): Map<number, T[]> {
  const groups = new Map<number, T[]>()
  for (const row of rows) {
    const list = groups.get(row.reportId)
    if (list) list.push(row)
    else groups.set(row.reportId, [row])
  }
  return groups
}

/** Who sees a unit's reports besides the tree above it: the unit and those who consolidate it. */
export async function reachOf(tx: Tx, tree: UnitTree, unitId: number): Promise<number[]> {
  return [
    unitId,
    ...(await consolidatorsOf(
      tx,
      tree.ancestors(unitId).map(u => u.id),
    )),
  ]
}

/** One report with all that is shown beside it and all that the checks need. */
export type ReportFile = {
  form: ReportForm
  period: Period
  before: Period
  yearBefore: Period | null
  unit: UnitRow
  /** null: nothing was typed yet */
  report: ReportRow | null
  dueAt: Date
  values: ReportValueRow[]
  cells: Cells
  narrativeRows: ReportNarrativeRow[]
  narratives: Narratives
  /** only from reports that count: a draft of last year is no figure */
  previous: Cells | null
  lastYear: Cells | null
  events: ReportEventRow[]
  /** what stood in the cells at the last acceptance */
  accepted: Map<string, { value: number | null; notApplicable: boolean }>
  /** what is usual for this unit, and its figures in other forms: what the checks compare with */
  history: OwnHistory
  others: ReadonlyMap<string, number | null>
  known: readonly KnownValue[]
  findings: ReportFinding[]
  filled: number
  total: number
}

/** How many earlier periods say what is usual. */
export const historyPeriods = 12

async function readHistory(tx: Tx, form: ReportForm, period: Period, unitId: number): Promise<OwnHistory> {
  const earlier = await earlierFigures(tx, { formCode: form.code, unitId, before: period.start, count: historyPeriods })
  const history = new Map<string, FigureHistory>()
  for (const e of form.elements) {
    const own = historyOf(earlier.flatMap(f => f.get(e.code) ?? []))
    if (own) history.set(e.code, own)
  }
  return history
}

/** Figures of other forms that this form's rules name, over the days of the period. */
async function readOthers(
  tx: Tx,
  form: ReportForm,
  period: Period,
  unitId: number,
): Promise<Map<string, number | null>> {
  const wanted = form.checks.flatMap(c => (c.kind === 'rule' ? formulaFigures(parseFormula(c.formula, 'truth')) : []))
  const others = new Map<string, number | null>()
  for (const figure of new Set(wanted)) {
    const named = foreignFigure(figure)
    if (!named) continue
    const sums = await figuresWithin(tx, {
      formCode: named.form,
      unitId,
      from: period.start,
      to: period.end,
      elements: [named.element],
    })
    others.set(figure, sums.get(named.element) ?? null)
  }
  return others
}

/** `due`: when the report is due where nobody has begun it. */
export async function readReport(
  tx: Tx,
  form: ReportForm,
  period: Period,
  unit: UnitRow,
  sight: Sight,
  due = reportDueAt(form.due, period),
): Promise<ReportFile> {
  const before = previousPeriod(period)
  const yearBefore = samePeriodLastYear(period)
  const keys = [period.key, before.key, ...(yearBefore ? [yearBefore.key] : [])]
  const rows = await reportsOf(tx, form.code, keys, [unit.id])
  const ids = rows.map(r => r.id)
  const values = groupBy(await reportValues(tx, ids, sight))
  const report = rows.find(r => r.periodKey === period.key) ?? null
  const cellsOf = (key: string | undefined): Cells | null => {
    const r = rows.find(x => x.periodKey === key)
    return r && countsInTotals(r.state) ? asCells(values.get(r.id) ?? []) : null
  }
  const own = report ? (values.get(report.id) ?? []) : []
  const cells = asCells(own)
  const narrativeRows = report ? await reportNarratives(tx, [report.id]) : []
  const narratives = asNarratives(narrativeRows)
  const previous = cellsOf(before.key)
  const lastYear = cellsOf(yearBefore?.key)
  const accepted = new Map(
    report?.acceptedAt
      ? (await acceptedValues(tx, report.id, report.acceptedAt))
          .filter(a => sight.exact || !sight.sensitive.includes(a.element))
          .map(a => [a.element, { value: a.value, notApplicable: a.notApplicable }])
      : [],
  )
  // what is checked and offered is for those who fill; to who may not see every figure a finding could tell one
  const history: OwnHistory = sight.exact ? await readHistory(tx, form, period, unit.id) : new Map()
  const others = sight.exact ? await readOthers(tx, form, period, unit.id) : new Map<string, number | null>()
  const known = sight.exact ? await readKnown(tx, form, period, unit.id) : []
  const withheld = new Set(sight.exact ? [] : sight.sensitive)
  return {
    form,
    period,
    before,
    yearBefore,
    unit,
    report,
    dueAt: report?.dueAt ?? due,
    values: own,
    cells,
    narrativeRows,
    narratives,
    previous,
    lastYear,
    events: report ? await reportEvents(tx, [report.id]) : [],
    accepted,
    history,
    others,
    known,
    findings: checkReport(form, cells, narratives, { previous, lastYear, history, others }).filter(
      f => !f.elements.some(e => withheld.has(e)) && (sight.exact || !f.elements.length || f.code !== 'rule'),
    ),
    ...filledCount(form, cells, narratives),
  }
}
