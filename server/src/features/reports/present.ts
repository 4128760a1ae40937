import type { PeriodOut, ReportOut, ReportOverview } from '@tusom/contract'
import {
  type FigureComparison,
  compareCells,
  comparisonWords,
  type ElementTotal,
  figureOf,
  orderedElements,
  type Period,
  type PairedComparison,
  scoreCriteria,
  smallCell,
  stateWords,
  timeliness,
  writeUnitReport,
  type ReportText,
  isReportEditable,
  reportDay,
} from '@tusom/domain'
import type { ReportValueRow, UnitRow } from '@tusom/store'
import type { UnitTree } from '../../core/unit-tree.ts'
import type { Consolidation } from './consolidate.ts'
import type { ReportFile } from './report-file.ts'

export const presentPeriod = (p: Period): PeriodOut => ({
  kind: p.kind,
  key: p.key,
  start: p.start,
  end: p.end,
  nameVi: p.nameVi,
  nameEn: p.nameEn,
  yearBefore: p.yearBefore,
})

export const hrefOf = (form: string, period: string, unitId: number): string => `/bao-cao/${form}/${period}/${unitId}`

export function presentReport(
  file: ReportFile,
  province: UnitRow | null,
  tree: UnitTree,
  may: ReportOut['may'],
  now: Date,
): ReportOut {
  const { report, unit } = file
  const state = report?.state ?? 'none'
  const sent = report?.firstSentAt ?? null
  const words = stateWords(state, file.dueAt, sent, now)
  const earlier = (cells: ReportFile['previous']): ReportOut['previous'] =>
    cells &&
    [...cells].map(([element, c]) => ({
      element,
      value: c.value,
      notApplicable: c.notApplicable,
      reason: c.reason,
      ...(c.hidden ? { hidden: true } : {}),
    }))
  return {
    id: report?.id ?? null,
    form: file.form,
    period: presentPeriod(file.period),
    previousPeriod: presentPeriod(file.before),
    lastYearPeriod: file.yearBefore && presentPeriod(file.yearBefore),
    unit: { id: unit.id, code: unit.code, name: unit.name, fullName: unit.fullName },
    province: { name: province?.name ?? '', fullName: province?.fullName ?? '' },
    state,
    stateVi: words.vi,
    stateEn: words.en,
    timeliness: timeliness(state, file.dueAt, sent, now),
    dueAt: file.dueAt.toISOString(),
    sentAt: report?.sentAt?.toISOString() ?? null,
    acceptedAt: report?.acceptedAt?.toISOString() ?? null,
    sample: report?.sample ?? false,
    now: now.toISOString(),
    cells: file.values.map(v => {
      const was = file.accepted.get(v.element)
      const changed = was !== undefined && (was.value !== v.value || was.notApplicable !== v.notApplicable)
      return {
        element: v.element,
        value: v.value,
        notApplicable: v.notApplicable,
        reason: v.reason,
        version: v.version,
        at: v.at.toISOString(),
        by: v.byName,
        accepted: changed ? was : null,
        ...(v.hidden ? { hidden: true } : {}),
      }
    }),
    narratives: file.narrativeRows.map(n => ({
      part: n.part,
      text: n.text,
      version: n.version,
      at: n.at.toISOString(),
      by: n.byName,
    })),
    previous: earlier(file.previous),
    lastYear: earlier(file.lastYear),
    comparisons: orderedElements(file.form).map(e => ({
      element: e.code,
      ...comparisonWords(
        compareCells(file.cells.get(e.code), file.yearBefore ? file.lastYear?.get(e.code) : null),
        e.kind,
      ),
    })),
    history: [...file.history].map(([element, h]) => ({ element, ...h })),
    others: [...file.others].map(([figure, value]) => ({ figure, value })),
    known: [...file.known],
    findings: file.findings,
    filled: file.filled,
    total: file.total,
    events: file.events.map(e => ({
      at: e.at.toISOString(),
      by: e.byName,
      unit: tree.byId.get(e.unitId)?.fullName ?? '',
      act: e.act,
      remark: e.remark,
    })),
    may,
  }
}

/** The unit's report as text. Until when the figures stand: the day it was sent, or today, while the period still runs. */
export function unitText(file: ReportFile, province: UnitRow | null, now: Date): ReportText {
  const { report } = file
  const day = reportDay(report?.sentAt && !isReportEditable(report.state) ? report.sentAt : now)
  return writeUnitReport({
    form: file.form,
    period: file.period,
    unitName: file.unit.fullName,
    place: file.unit.name,
    provinceName: province?.fullName ?? 'tỉnh',
    cells: file.cells,
    narratives: file.narratives,
    previous: file.previous,
    lastYear: file.yearBefore ? file.lastYear : 'no-period',
    until: day < file.period.end ? day : null,
    sample: report?.sample ?? false,
  })
}

const paired = (p: PairedComparison | null, kind: ElementTotal['element']['kind']) =>
  p && { now: p.now, before: p.before, units: p.units, ...pairedWords(p.comparison, p.units, kind) }

function pairedWords(c: FigureComparison, units: number, kind: ElementTotal['element']['kind']) {
  if (units === 0) return { vi: 'không đơn vị nào có cả hai kỳ', en: 'no unit has both' }
  return comparisonWords(c, kind)
}

export function presentOverview(c: Consolidation, mayRelease: boolean): ReportOverview {
  const { form } = c
  const is = (...states: string[]) => c.communes.filter(x => states.includes(x.state)).length
  return {
    form: {
      code: form.code,
      version: form.version,
      titleVi: form.titleVi,
      titleEn: form.titleEn,
      statusVi: form.statusVi,
      statusEn: form.statusEn,
      periodNoteVi: form.periodNoteVi,
      periodNoteEn: form.periodNoteEn,
      dueNoteVi: form.due.noteVi,
      dueNoteEn: form.due.noteEn,
    },
    period: presentPeriod(c.period),
    lastYearPeriod: c.yearBefore && presentPeriod(c.yearBefore),
    over: { id: c.over.id, fullName: c.over.fullName },
    dueAt: c.dueAt.toISOString(),
    asOf: c.asOf.toISOString(),
    sample: c.sample,
    counts: {
      communes: c.communes.length,
      sent: is('submitted', 'accepted'),
      accepted: is('accepted'),
      waiting: is('submitted'),
      late: c.communes.filter(x => x.timeliness === 'late').length,
      cameLate: c.communes.filter(x => x.timeliness === 'came-late').length,
    },
    communes: c.communes.map(x => ({
      unitId: x.unit.id,
      code: x.unit.code,
      name: x.unit.name,
      fullName: x.unit.fullName,
      reportId: x.report?.id ?? null,
      state: x.state,
      stateVi: x.words.vi,
      stateEn: x.words.en,
      timeliness: x.timeliness,
      sentAt: x.report?.sentAt?.toISOString() ?? null,
      acceptedAt: x.report?.acceptedAt?.toISOString() ?? null,
      touchedAt: x.touchedAt?.toISOString() ?? null,
      filled: x.filled,
      total: x.total,
      reasons: x.reasons,
      href: hrefOf(form.code, c.period.key, x.unit.id),
    })),
    totals: c.totals.map(t => ({
      element: t.element.code,
      label: t.element.label,
      nameVi: t.element.nameVi,
      nameEn: t.element.nameEn,
      unitVi: t.element.unitVi,
      unitEn: t.element.unitEn,
      kind: t.element.kind,
      total: t.total,
      n: t.parts.length,
      of: t.of,
      missing: t.missing,
      notApplicable: t.notApplicable,
      hidden: t.hidden,
      withheld: t.withheld,
      lastYear: paired(t.lastYear, t.element.kind),
      previous: paired(t.previous, t.element.kind),
    })),
    indicators: c.indicators.map(({ indicator: i, value, n }) => ({
      code: i.code,
      nameVi: i.nameVi,
      nameEn: i.nameEn,
      unitVi: i.unitVi,
      unitEn: i.unitEn,
      value,
      n,
      of: c.communes.length,
    })),
    criteria: gradesOf(c),
    treeDay: c.treeDay,
    divided: c.divided.map(u => ({ unitId: u.id, name: u.name })),
    small: {
      exact: c.sight.exact,
      threshold: smallCell,
      sensitive: c.form.elements.filter(e => e.sensitive).length,
      releasedAt: c.release?.releasedAt.toISOString() ?? null,
      releasedBy: c.release?.byName ?? null,
      mayRelease,
    },
  }
}

/** How many communes came to which grade of each set of criteria. */
function gradesOf(c: Consolidation): ReportOverview['criteria'] {
  return c.form.criteria.map(set => {
    const scored = c.communes.flatMap(x =>
      x.cells
        ? [{ unitId: x.unit.id, name: x.unit.name, grade: scoreCriteria(c.form, set, x.cells, x.narratives).grade }]
        : [],
    )
    const units = (of: (typeof scored)[number]['grade']) =>
      scored.filter(x => x.grade?.nameVi === of?.nameVi).map(({ unitId, name }) => ({ unitId, name }))
    return {
      code: set.code,
      titleVi: set.titleVi,
      titleEn: set.titleEn,
      grades: set.grades.map(g => ({ nameVi: g.nameVi, nameEn: g.nameEn, units: units(g) })),
      ungraded: units(null),
    }
  })
}

/** Sentence → figure → commune → who typed it. */
export function presentFigure(c: Consolidation, code: string, typed: ReadonlyMap<string, ReportValueRow>) {
  const t = c.totals.find(x => x.element.code === code)
  if (!t) throw new RangeError(`no total for ${code}`)
  return {
    element: code,
    nameVi: t.element.nameVi,
    nameEn: t.element.nameEn,
    total: t.total,
    of: t.of,
    units: c.communes.flatMap(x => {
      const value = figureOf(x.cells?.get(code))
      const own = x.report && typed.get(`${x.report.id}/${code}`)
      if (!own || value === null || !x.report) return []
      return [
        {
          unitId: x.unit.id,
          name: x.unit.name,
          reportId: x.report.id,
          value,
          by: own.byName,
          at: own.at.toISOString(),
          reason: own.reason,
          href: hrefOf(c.form.code, c.period.key, x.unit.id),
        },
      ]
    }),
    missing: t.missing,
    notApplicable: t.notApplicable,
  }
}
