import {
  type Actor,
  type Cells,
  type ConsolidatedReport,
  countsInTotals,
  type ElementTotal,
  filledCount,
  type Narratives,
  type Period,
  plainText,
  previousPeriod,
  Refusal,
  reportDay,
  reportDueAt,
  type ReportForm,
  type ReportText,
  rollUp,
  samePeriodLastYear,
  stateWords,
  type Timeliness,
  timeliness,
} from '@tusom/domain'
import {
  consolidatedOver,
  reportNarratives,
  type ReportRow,
  reportsOf,
  reportValues,
  type ReportValueRow,
  type Tx,
  type UnitRow,
} from '@tusom/store'
import type { UnitTree } from '../../core/unit-tree.ts'
import { asCells, asNarratives, groupBy } from './report-file.ts'

/** The unit over whose communes the actor consolidates: by mandate, or because it is the province itself. */
export async function consolidationOf(tx: Tx, tree: UnitTree, actor: Actor): Promise<UnitRow> {
  const over = await consolidatedOver(
    tx,
    actor.assignments.map(a => a.unitId),
  )
  const own = actor.assignments.map(a => tree.byId.get(a.unitId)).find(u => u?.kind === 'province')
  const unit = over.map(id => tree.byId.get(id)).find(u => u !== undefined) ?? own
  if (!unit) throw new Refusal('report.no-consolidation')
  return unit
}

export type CommuneReport = {
  unit: UnitRow
  report: ReportRow | null
  state: ReportRow['state'] | 'none'
  words: { vi: string; en: string }
  timeliness: Timeliness
  values: ReportValueRow[]
  /** null: nothing of it counts */
  cells: Cells | null
  narratives: Narratives
  touchedAt: Date | null
  filled: number
  total: number
}

/** Everything about one form and period over all communes of a unit, read in one transaction. */
export type Consolidation = {
  form: ReportForm
  period: Period
  yearBefore: Period | null
  over: UnitRow
  dueAt: Date
  asOf: Date
  communes: CommuneReport[]
  totals: ElementTotal[]
  /** true when any figure comes from the sample */
  sample: boolean
}

export async function consolidate(
  tx: Tx,
  tree: UnitTree,
  form: ReportForm,
  period: Period,
  over: UnitRow,
  now: Date,
): Promise<Consolidation> {
  const today = reportDay(now)
  // Communes as they were on the last day of the period, or today while it runs: sums follow the history of units.
  const units = tree.communes(over.id, period.end < today ? period.end : today)
  const ids = units.map(u => u.id)
  const before = previousPeriod(period)
  const yearBefore = samePeriodLastYear(period)
  const rows = await reportsOf(tx, form.code, [period.key, before.key, ...(yearBefore ? [yearBefore.key] : [])], ids)
  const values = groupBy(
    await reportValues(
      tx,
      rows.map(r => r.id),
    ),
  )
  const current = rows.filter(r => r.periodKey === period.key)
  const narratives = groupBy(
    await reportNarratives(
      tx,
      current.map(r => r.id),
    ),
  )
  const earlier = (key: string): Map<number, Cells> =>
    new Map(
      rows
        .filter(r => r.periodKey === key && countsInTotals(r.state))
        .map(r => [r.unitId, asCells(values.get(r.id) ?? [])]),
    )
  const dueAt = reportDueAt(form.due, period)
  const byUnit = new Map(current.map(r => [r.unitId, r]))
  const communes = units.map((unit): CommuneReport => {
    const report = byUnit.get(unit.id) ?? null
    const own = report ? (values.get(report.id) ?? []) : []
    const told = asNarratives(report ? (narratives.get(report.id) ?? []) : [])
    const state = report?.state ?? 'none'
    const due = report?.dueAt ?? dueAt
    const sent = report?.firstSentAt ?? null
    return {
      unit,
      report,
      state,
      words: stateWords(state, due, sent, now),
      timeliness: timeliness(state, due, sent, now),
      values: own,
      cells: report && countsInTotals(report.state) ? asCells(own) : null,
      narratives: told,
      touchedAt: own.length ? new Date(Math.max(...own.map(v => v.at.getTime()))) : null,
      ...filledCount(form, asCells(own), told),
    }
  })
  return {
    form,
    period,
    yearBefore,
    over,
    dueAt,
    asOf: now,
    communes,
    totals: rollUp(
      form,
      communes.map(c => ({ unitId: c.unit.id, name: c.unit.name, cells: c.cells })),
      { lastYear: yearBefore ? earlier(yearBefore.key) : null, previous: earlier(before.key) },
    ),
    sample: rows.some(r => r.sample),
  }
}

/** What the document's writer needs of it. */
export function asConsolidatedReport(c: Consolidation): ConsolidatedReport {
  return {
    form: c.form,
    period: c.period,
    provinceName: c.over.fullName,
    place: c.over.name,
    totals: c.totals,
    communes: c.communes.map(x => ({
      unitId: x.unit.id,
      name: x.unit.name,
      fullName: x.unit.fullName,
      cells: x.cells,
      narratives: x.narratives,
      stateVi: x.words.vi,
      sentAt: x.report?.sentAt ?? null,
    })),
    asOf: c.asOf,
    sample: c.sample,
  }
}

/** Sentences of a written report with the figures that stand in them, section by section. */
export function sentencesOf(text: ReportText): { code: string; section: string; text: string; figures: string[] }[] {
  let section = ''
  return text.body.flatMap(block => {
    if (block.type === 'heading') {
      if (block.level === 1) section = block.text
      return []
    }
    if (block.type !== 'paragraph' || !block.sentence) return []
    return [
      {
        code: block.sentence,
        section,
        text: plainText(block.text),
        figures: block.text.flatMap(r => r.figures ?? []),
      },
    ]
  })
}
