import {
  type Actor,
  type Cells,
  type Cell,
  type ConsolidatedReport,
  countsInTotals,
  type ElementTotal,
  figureOf,
  indicatorTotal,
  type Narratives,
  type Period,
  plainText,
  previousPeriod,
  readIndicators,
  type ReadIndicator,
  Refusal,
  reportDay,
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
  type FigureRow,
  findRelease,
  releasedNode,
  reportFigures,
  reportNarratives,
  reportProgress,
  type ReportRow,
  type ReleaseRow,
  reportsOf,
  type Sight,
  type Tx,
  type UnitRow,
} from '@tusom/store'
import type { UnitTree } from '../../core/unit-tree.ts'
import { asNarratives, groupBy } from './report-file.ts'
import { unitHistory } from './unit-history.ts'

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
  /** null: nothing of it counts */
  cells: Cells | null
  narratives: Narratives
  touchedAt: Date | null
  reasons: number
  filled: number
  total: number
}

/** Everything about one form and period over all communes of a unit, read in one transaction, as far as the reader may see. */
export type Consolidation = {
  form: ReportForm
  period: Period
  yearBefore: Period | null
  over: UnitRow
  reach: readonly number[]
  dueAt: Date
  asOf: Date
  /** the day whose tree of units is followed */
  treeDay: string
  communes: CommuneReport[]
  divided: UnitRow[]
  /** by unit, the same period of the year before; null: there is none */
  lastYear: ReadonlyMap<number, Cells> | null
  totals: ElementTotal[]
  indicators: { indicator: ReadIndicator; value: number | null; n: number }[]
  sight: Sight
  release: ReleaseRow | null
  /** true when any figure comes from the sample */
  sample: boolean
}

const asCells = (row: FigureRow): Cells => {
  const cells = new Map<string, Cell>()
  for (const [code, value] of row.figures) cells.set(code, { value, notApplicable: false, reason: null })
  for (const code of row.notApplicable) cells.set(code, { value: null, notApplicable: true, reason: null })
  for (const code of row.hidden) cells.set(code, { value: null, notApplicable: false, reason: null, hidden: true })
  return cells
}

export type ConsolidationOf = {
  form: ReportForm
  period: Period
  over: UnitRow
  reach: readonly number[]
  dueAt: Date
  /** communes asked; null: all of them */
  asked: ReadonlySet<number> | null
  sight: Sight
  /** follow the tree of this day instead of the period's last */
  treeDay?: string | undefined
  now: Date
}

export async function consolidate(tx: Tx, tree: UnitTree, of: ConsolidationOf): Promise<Consolidation> {
  const { form, period, over, now, sight } = of
  const today = reportDay(now)
  // Communes as they were on the last day of the period, or today while it runs; which of them belong here is a question to the tree
  // of a day: that of the period unless another is asked for.
  const lastDay = period.end < today ? period.end : today
  const treeDay = of.treeDay ?? lastDay
  const cover = (await unitHistory(tx, tree)).cover(over.id, treeDay)
  const stood = (u: UnitRow) => u.validFrom <= lastDay && (u.validTo === null || u.validTo > lastDay)
  const unitsOf = (ids: Iterable<number>) => [...ids].flatMap(id => tree.byId.get(id) ?? []).filter(stood)
  const units = unitsOf(cover.leaves)
    .filter(u => !of.asked || of.asked.has(u.id))
    .sort((a, b) => (a.code < b.code ? -1 : 1))
  const ids = units.map(u => u.id)
  const before = previousPeriod(period)
  const yearBefore = samePeriodLastYear(period)
  const current = await reportsOf(tx, form.code, [period.key], ids)
  const reportIds = current.map(r => r.id)
  const figures = await reportFigures(
    tx,
    {
      formCode: form.code,
      periodKeys: [period.key, before.key, ...(yearBefore ? [yearBefore.key] : [])],
      unitIds: ids,
    },
    sight,
  )
  const parts = form.elements.filter(e => e.of)
  const wholes = [...new Set(parts.flatMap(e => e.of ?? []))]
  const always = form.elements.filter(e => !e.of).map(e => e.code)
  const far = await reportProgress(tx, reportIds, { always, options: parts.map(e => e.code), wholes })
  const progress = new Map(far.map(p => [p.reportId, p]))
  const required = form.parts.filter(p => p.required)
  const narratives = groupBy(await reportNarratives(tx, reportIds))
  const cellsIn = (key: string) => new Map(figures.filter(f => f.periodKey === key).map(f => [f.unitId, asCells(f)]))
  const counted = cellsIn(period.key)
  const byUnit = new Map(current.map(r => [r.unitId, r]))
  const communes = units.map((unit): CommuneReport => {
    const report = byUnit.get(unit.id) ?? null
    const told = asNarratives(report ? (narratives.get(report.id) ?? []) : [])
    const far = report ? progress.get(report.id) : undefined
    // the parts of a total that is zero or missing are not asked for (`isAsked`)
    const asked = parts.filter(e => far?.positive.includes(e.of ?? ''))
    const state = report?.state ?? 'none'
    const due = report?.dueAt ?? of.dueAt
    const sent = report?.firstSentAt ?? null
    return {
      unit,
      report,
      state,
      words: stateWords(state, due, sent, now),
      timeliness: timeliness(state, due, sent, now),
      cells: report && countsInTotals(report.state) ? (counted.get(unit.id) ?? new Map()) : null,
      narratives: told,
      touchedAt: far?.touchedAt ?? null,
      reasons: far?.reasons ?? 0,
      filled:
        (far?.filled ?? 0) +
        asked.filter(e => far?.options.includes(e.code)).length +
        required.filter(p => (told.get(p.code) ?? '').trim() !== '').length,
      total: always.length + asked.length + required.length,
    }
  })
  const release = await findRelease(tx, form.code, period.key, over.id)
  const totals = rollUp(
    form,
    communes.map(c => ({ unitId: c.unit.id, name: c.unit.name, cells: c.cells })),
    { lastYear: yearBefore ? cellsIn(yearBefore.key) : null, previous: cellsIn(before.key) },
  )
  return {
    form,
    period,
    yearBefore,
    over,
    reach: of.reach,
    dueAt: of.dueAt,
    asOf: now,
    treeDay,
    communes,
    divided: unitsOf(cover.divided),
    lastYear: yearBefore ? cellsIn(yearBefore.key) : null,
    totals: sight.exact ? totals : await releasedTotals(tx, totals, of, sight, release),
    indicators: readIndicators(form).map(indicator => {
      // a rate needs every unit: with one withheld it would be made of the others and give nothing away, but say something else
      const withheld = indicator.figures.some(code => totals.find(t => t.element.code === code)?.withheld)
      const counting = communes.flatMap(c => (c.cells ? [(code: string) => figureOf(c.cells?.get(code))] : []))
      return { indicator, ...(withheld ? { value: null, n: 0 } : indicatorTotal(indicator, counting)) }
    }),
    sight,
    release,
    sample: current.some(r => r.sample),
  }
}

/** Totals that were released stand although figures of single communes are withheld. */
async function releasedTotals(
  tx: Tx,
  totals: ElementTotal[],
  of: ConsolidationOf,
  sight: Sight & { exact: false },
  release: ReleaseRow | null,
): Promise<ElementTotal[]> {
  if (!release || of.over.id !== sight.overId || of.treeDay !== undefined) return totals
  const told = await releasedNode(tx, of.form.code, of.period.key, of.over.id)
  return totals.map(t => {
    const value = told.get(t.element.code)
    if (!t.withheld || typeof value !== 'number') return t
    return { ...t, total: value, withheld: false }
  })
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
