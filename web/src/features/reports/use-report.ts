import type { ReportOut } from '@tusom/contract'
import {
  type Cell,
  checkReport,
  type Cells,
  figureOf,
  filledCount,
  formOf,
  indicatorValue,
  isReportEditable,
  type Period,
  readIndicators,
  type ReportFinding,
  type ReportForm,
  type ReportState,
  reportDay,
  type ReportText,
  type ScoredSet,
  scoreCriteria,
  writeUnitReport,
} from '@tusom/domain'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { api } from '../../api/client.ts'
import { useNow } from '../../api/clock.ts'
import { useMe } from '../../app/session.ts'
import { draftSession } from './draft-session.ts'
import type { DraftState, PendingCell, PendingPart, ReportDraft } from './draft.ts'

/** One report as the server has it; kept for when there is no signal. */
export function useReport(form: string, period: string, unit: string) {
  const path = `/api/reports/${form}/${period}/${unit}`
  return useQuery({ queryKey: ['reports', 'one', form, period, unit], queryFn: () => api.getKept<ReportOut>(path) })
}

/** The draft of the report on this page: typed here, kept here, sent by itself, tried again every few seconds. */
export function useDraft(report: ReportOut): { draft: ReportDraft; state: DraftState } {
  const { userId } = useMe()
  const [form, period, unit] = [report.form.code, report.period.key, report.unit.id]
  // one session a report: `report` itself changes with every answer of the server
  const session = useMemo(() => draftSession({ userId, form, period, unit }), [userId, form, period, unit])
  useEffect(session.start, [session])
  useEffect(() => session.draft.knowId(report.id), [session, report.id])
  return { draft: session.draft, state: useSyncExternalStore(session.draft.subscribe, session.draft.snapshot) }
}

/** A cell as this page shows it: what is typed here lies over what the province has. */
export type ShownCell = Cell & {
  version: number
  pending: PendingCell | null
  at: string | null
  by: string | null
  accepted: { value: number | null; notApplicable: boolean } | null
  /** counted by the system already, offered with its source */
  known: { value: number; vi: string; en: string; href: string | null } | null
}
export type ShownPart = {
  text: string
  version: number
  pending: PendingPart | null
  at: string | null
  by: string | null
}

export type LiveReport = {
  form: ReportForm
  period: Period
  cells: ReadonlyMap<string, ShownCell>
  parts: ReadonlyMap<string, ShownPart>
  previous: Cells | null
  lastYear: Cells | null | 'no-period'
  findings: ReportFinding[]
  filled: number
  total: number
  indicators: { code: string; nameVi: string; nameEn: string; unitVi: string; unitEn: string; value: number | null }[]
  criteria: ScoredSet[]
  text: ReportText
  editable: boolean
}

const asCells = (list: ReportOut['previous']): Cells | null =>
  list &&
  new Map(
    list.map(c => [
      c.element,
      { value: c.value, notApplicable: c.notApplicable, reason: c.reason, ...(c.hidden ? { hidden: true } : {}) },
    ]),
  )

/** The report as it stands with everything typed so far: checks and the Word text by the same functions as the server's. */
export function useLiveReport(report: ReportOut, draft: DraftState): LiveReport {
  const clock = useNow(60)
  return useMemo(() => {
    const form = formOf(report.form)
    const period = report.period as Period
    const stored = new Map(report.cells.map(c => [c.element, c]))
    const cells = new Map<string, ShownCell>()
    const known = new Map(report.known.map(k => [k.element, k]))
    for (const { code } of form.elements) {
      const server = stored.get(code)
      const sent = draft.sentCells.get(code)
      const pending = draft.cells.get(code) ?? null
      const base = sent && sent.version > (server?.version ?? 0) ? sent : server
      if (!base && !pending && !known.has(code)) continue
      const from = pending ?? base
      cells.set(code, {
        value: from?.value ?? null,
        notApplicable: from?.notApplicable ?? false,
        reason: from?.reason ?? null,
        version: server?.version ?? 0,
        pending,
        at: server?.at ?? null,
        by: server?.by ?? null,
        accepted: server?.accepted ?? null,
        known: known.get(code) ?? null,
        ...(server?.hidden ? { hidden: true } : {}),
      })
    }
    const storedParts = new Map(report.narratives.map(n => [n.part, n]))
    const parts = new Map<string, ShownPart>()
    for (const { code } of form.parts) {
      const server = storedParts.get(code)
      const sent = draft.sentParts.get(code)
      const pending = draft.parts.get(code) ?? null
      const base = sent && sent.version > (server?.version ?? 0) ? sent : server
      parts.set(code, {
        text: pending?.text ?? base?.text ?? '',
        version: server?.version ?? 0,
        pending,
        at: server?.at ?? null,
        by: server?.by ?? null,
      })
    }
    const narratives = new Map([...parts].map(([code, p]) => [code, p.text]))
    const previous = asCells(report.previous)
    const lastYear = report.lastYearPeriod ? asCells(report.lastYear) : ('no-period' as const)
    const editable = report.may.fill && (report.state === 'none' || isReportEditable(report.state as ReportState))
    const day = reportDay(!editable && report.sentAt ? new Date(report.sentAt) : new Date(clock))
    return {
      form,
      period,
      cells,
      parts,
      previous,
      lastYear,
      editable,
      findings: checkReport(form, cells, narratives, {
        previous,
        lastYear: lastYear === 'no-period' ? null : lastYear,
        history: new Map(report.history.map(h => [h.element, h])),
        others: new Map(report.others.map(o => [o.figure, o.value])),
      }),
      indicators: readIndicators(form).map(i => ({
        code: i.code,
        nameVi: i.nameVi,
        nameEn: i.nameEn,
        unitVi: i.unitVi,
        unitEn: i.unitEn,
        value: indicatorValue(i, code => figureOf(cells.get(code))),
      })),
      criteria: form.criteria.map(set => scoreCriteria(form, set, cells, narratives)),
      ...filledCount(form, cells, narratives),
      text: writeUnitReport({
        form,
        period,
        unitName: report.unit.fullName,
        place: report.unit.name,
        provinceName: report.province.fullName,
        cells,
        narratives,
        previous,
        lastYear,
        until: day < period.end ? day : null,
        sample: report.sample,
      }),
    }
  }, [report, draft, clock])
}
