import {
  type Chart,
  type ChartFigure,
  type ChartPeriod,
  figureOf,
  orderedElements,
  type Period,
  previousPeriod,
  reportCharts,
  type ReportForm,
  samePeriodLastYear,
} from '@tusom/domain'
import { reportSums, type Sight, type SumRow, type Tx } from '@tusom/store'
import type { UnitTree } from '../../core/unit-tree.ts'
import type { Consolidation } from '../reports/consolidate.ts'
import type { ReportFile } from '../reports/report-file.ts'
import { unitHistory } from '../reports/unit-history.ts'

/** How many periods a chart over time shows: as many as fit beside each other and say something. */
const shownPeriods = (kind: Period['kind']): number =>
  kind === 'week' || kind === 'day' ? 10 : kind.includes('month') ? 8 : 5

type Of = { form: ReportForm; period: Period; overId: number; treeDay: string; sight: Sight }

/** Sums of the periods up to this one, and of the same periods a year before. */
async function history(tx: Tx, tree: UnitTree, of: Of): Promise<ChartPeriod[]> {
  const { form, period } = of
  const periods = [period]
  while (periods.length < shownPeriods(period.kind) && period.kind !== 'free')
    periods.unshift(previousPeriod(periods[0] as Period))
  // an event has no same period of the year before
  const years = form.asked === 'call' || form.cumulative ? [] : periods.flatMap(p => samePeriodLastYear(p) ?? [])
  const range = {
    from: [...periods, ...years].reduce((a, p) => (p.start < a ? p.start : a), period.start),
    to: period.end,
  }
  const cover = (await unitHistory(tx, tree)).cover(of.overId, of.treeDay, range)
  const rows = await reportSums(
    tx,
    {
      formCode: form.code,
      ...range,
      nodes: cover.nodes.filter(id => !cover.leaves.has(id)),
      leaves: cover.nodes.filter(id => cover.leaves.has(id)),
      elements: orderedElements(form).map(e => e.code),
    },
    of.sight,
  )
  const units = [...cover.leaves].flatMap(id => tree.byId.get(id) ?? [])
  const told = (p: Period | null) => {
    const row = p && rows.find(r => r.periodKey === p.key)
    if (!p || !row) return null
    return {
      now: row.totals.map((t, i) => shownTotal(row, i, t)),
      counts: row.counts,
      of: units.filter(u => u.validFrom <= p.end && (u.validTo === null || u.validTo > p.end)).length,
    }
  }
  const none = orderedElements(form).map(() => null)
  return periods.map(p => {
    const own = told(p)
    return {
      key: p.key,
      nameVi: p.nameVi,
      nameEn: p.nameEn,
      of: own?.of ?? 0,
      now: own?.now ?? none,
      counts: own?.counts ?? none.map(() => 0),
      before: years.length ? told(samePeriodLastYear(p)) : null,
    }
  })
}

/** A sum of no figures is no zero. */
const shownTotal = (row: SumRow, i: number, total: number | null): number | null =>
  row.hidden[i] || !row.counts[i] ? null : total

/** Charts of what the communes sent, with what this reader may see. */
export async function consolidatedCharts(tx: Tx, tree: UnitTree, c: Consolidation): Promise<Chart[]> {
  return reportCharts({
    form: c.form,
    period: c.period,
    asOf: c.asOf,
    sample: c.sample,
    unitName: c.over.fullName,
    figures: c.totals.map(
      (t): ChartFigure => ({
        element: t.element,
        now: t.withheld ? null : t.total,
        units: t.parts.length + t.hidden.length,
        of: t.of,
        compared: t.withheld || !t.lastYear ? null : t.lastYear,
        withheld: t.withheld || t.hidden.length > 0,
      }),
    ),
    communes: c.communes.map(x => ({ name: x.unit.name, cells: x.cells, timeliness: x.timeliness })),
    history: await history(tx, tree, { ...c, overId: c.over.id }),
  })
}

/** Charts of one commune's report. */
export async function unitCharts(tx: Tx, tree: UnitTree, file: ReportFile, sight: Sight, now: Date): Promise<Chart[]> {
  return reportCharts({
    form: file.form,
    period: file.period,
    asOf: now,
    sample: file.report?.sample ?? false,
    unitName: file.unit.fullName,
    figures: orderedElements(file.form).map((element): ChartFigure => {
      const cell = file.cells.get(element.code)
      const value = figureOf(cell)
      const before = figureOf(file.lastYear?.get(element.code))
      return {
        element,
        now: value,
        units: value === null ? 0 : 1,
        of: 1,
        compared: value === null || before === null ? null : { now: value, before, units: 1 },
        withheld: cell?.hidden === true,
      }
    }),
    communes: null,
    history: await history(tx, tree, {
      form: file.form,
      period: file.period,
      overId: file.unit.id,
      treeDay: file.period.end,
      sight,
    }),
  })
}
