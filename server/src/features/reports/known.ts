import {
  addDays,
  dailyLosses,
  isLossElement,
  type KnownFigure,
  knownFigures,
  type Period,
  periodDays,
  type ReportForm,
} from '@tusom/domain'
import { type KnownRow, knownCounts, knownLosses, type Tx } from '@tusom/store'
import { formatDateTime } from '@tusom/vi-text'

/** A figure the system knows already, offered beside its cell: never typed by itself, a person takes it. */
export type KnownValue = { element: string; value: number; vi: string; en: string; href: string | null }

const pages: Record<KnownFigure, string | null> = {
  'tasks.done': '/nhiem-vu',
  'tasks.late': '/nhiem-vu',
  'tasks.given': '/nhiem-vu',
  'warnings.issued': '/canh-bao',
  'households.moved': '/ho-dan',
  'people.moved': '/ho-dan',
  'incidents.opened': '/su-co',
}

/** What the system knows of the figures that this form asks for, over the days of the period. */
export async function readKnown(tx: Tx, form: ReportForm, period: Period, unitId: number): Promise<KnownValue[]> {
  const wanted = form.elements.flatMap(e =>
    e.known && e.known in knownFigures ? [{ code: e.code, known: e.known }] : [],
  )
  const losses = form.elements.some(e => isLossElement(e.code)) ? await readLosses(tx, form, period, unitId) : []
  if (!wanted.length) return losses
  const counts: KnownRow = await knownCounts(tx, unitId, period.start, period.end)
  const counted = wanted.map(({ code, known }) => ({
    element: code,
    value: counts[known],
    vi: `${knownFigures[known].vi} (${periodDays(period)}), đếm từ hệ thống`,
    en: `${knownFigures[known].en} (${periodDays(period)}), counted by the system`,
    href: pages[known],
  }))
  return [...counted, ...losses]
}

/** What the unit reported in an incident up to the end of the period: cumulative there as on the form. */
async function readLosses(tx: Tx, form: ReportForm, period: Period, unitId: number): Promise<KnownValue[]> {
  const from = new Date(`${period.start}T00:00:00+07:00`)
  const to = new Date(`${addDays(period.end, 1)}T00:00:00+07:00`)
  const rows = await knownLosses(tx, unitId, from, to)
  const reports = rows.map(r => ({ id: r.id, communeId: unitId, asOf: r.asOf.getTime(), figures: r.figures }))
  const asked = new Set(form.elements.filter(e => !e.known).map(e => e.code))
  return dailyLosses(reports, unitId, to.getTime()).flatMap(loss => {
    const row = rows.find(r => r.id === loss.reportId)
    if (!row || !asked.has(loss.element)) return []
    const time = formatDateTime(loss.asOf)
    return [
      {
        element: loss.element,
        value: loss.value,
        vi: `số đã báo ở sự cố "${row.title}", tính đến ${time}, ${row.byName} nhập`,
        en: `reported in the incident "${row.title}", as of ${time}, typed by ${row.byName}`,
        href: `/su-co/${row.incidentId}`,
      },
    ]
  })
}
