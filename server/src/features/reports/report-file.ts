import {
  type Cell,
  type Cells,
  checkReport,
  countsInTotals,
  filledCount,
  type Narratives,
  type Period,
  previousPeriod,
  type ReportFinding,
  reportDueAt,
  type ReportForm,
  samePeriodLastYear,
} from '@tusom/domain'
import {
  acceptedValues,
  consolidatorsOf,
  reportEvents,
  type ReportEventRow,
  reportNarratives,
  type ReportNarrativeRow,
  type ReportRow,
  reportsOf,
  reportValues,
  type ReportValueRow,
  type Tx,
  type UnitRow,
} from '@tusom/store'
import type { UnitTree } from '../../core/unit-tree.ts'

export const asCells = (rows: readonly ReportValueRow[]): Map<string, Cell> =>
  new Map(rows.map(r => [r.element, { value: r.value, notApplicable: r.notApplicable, reason: r.reason }]))
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
  findings: ReportFinding[]
  filled: number
  total: number
}

export async function readReport(tx: Tx, form: ReportForm, period: Period, unit: UnitRow): Promise<ReportFile> {
  const before = previousPeriod(period)
  const yearBefore = samePeriodLastYear(period)
  const keys = [period.key, before.key, ...(yearBefore ? [yearBefore.key] : [])]
  const rows = await reportsOf(tx, form.code, keys, [unit.id])
  const ids = rows.map(r => r.id)
  const values = groupBy(await reportValues(tx, ids))
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
      ? (await acceptedValues(tx, report.id, report.acceptedAt)).map(a => [
          a.element,
          { value: a.value, notApplicable: a.notApplicable },
        ])
      : [],
  )
  return {
    form,
    period,
    before,
    yearBefore,
    unit,
    report,
    dueAt: report?.dueAt ?? reportDueAt(form.due, period),
    values: own,
    cells,
    narrativeRows,
    narratives,
    previous,
    lastYear,
    events: report ? await reportEvents(tx, [report.id]) : [],
    accepted,
    findings: checkReport(form, cells, narratives, { previous, lastYear }),
    ...filledCount(form, cells, narratives),
  }
}
