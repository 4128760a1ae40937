import { type KnownFigure, knownFigures, type Period, periodDays, type ReportForm } from '@tusom/domain'
import { type KnownRow, knownCounts, type Tx } from '@tusom/store'

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
  if (!wanted.length) return []
  const counts: KnownRow = await knownCounts(tx, unitId, period.start, period.end)
  return wanted.map(({ code, known }) => ({
    element: code,
    value: counts[known],
    vi: `${knownFigures[known].vi} (${periodDays(period)}), đếm từ hệ thống`,
    en: `${knownFigures[known].en} (${periodDays(period)}), counted by the system`,
    href: pages[known],
  }))
}
