import type { Tx } from '../database.ts'
import { figurePositions } from './report-figures.ts'
import { countReports, type ReportRow } from './reports.ts'

/** The last figures of some units before a day, newest first: what is usual for each. */
export async function earlierFiguresOf(
  tx: Tx,
  of: { formCode: string; unitIds: readonly number[]; before: string; count: number },
): Promise<Map<number, Map<string, number>[]>> {
  const elements = await figurePositions(tx, of.formCode)
  const rows = await tx.query<{ unitId: number; figures: (number | null)[] }>(
    `select u.id as "unitId", f.figures from unnest($2::int[]) u(id) cross join lateral (
       select figures from report_figures where run_id = 0 and form_code = $1 and unit_id = u.id and period_end < $3 order by period_start desc limit $4) f`,
    [of.formCode, of.unitIds, of.before, of.count],
  )
  const units = new Map<number, Map<string, number>[]>()
  for (const r of rows) {
    const figures = new Map(
      r.figures.flatMap((v, i): [string, number][] => (v === null ? [] : [[elements[i] as string, v]])),
    )
    const list = units.get(r.unitId)
    if (list) list.push(figures)
    else units.set(r.unitId, [figures])
  }
  return units
}

/** Figures that stand otherwise than when their report was accepted for the first time, with who changed them. */
export const correctedFigures = (tx: Tx, reportIds: readonly number[]) =>
  tx.query<{
    reportId: number
    element: string
    from: number | null
    to: number | null
    by: string
    at: Date
  }>(
    `with first as (
       select report_id, min(at) as at from report_events where report_id = any ($1::int[]) and act = 'accept' group by 1),
     was as (
       select distinct on (c.report_id, c.element) c.report_id, c.element, c.value, c.not_applicable
       from report_value_changes c join first f on f.report_id = c.report_id and c.at <= f.at
       where c.run_id = 0 order by c.report_id, c.element, c.version desc)
     select v.report_id as "reportId", v.element, was.value as "from", v.value as "to", v.by_name as by, v.at
     from report_values v join first f on f.report_id = v.report_id and v.at > f.at
       left join was on was.report_id = v.report_id and was.element = v.element
     where v.run_id = 0 and v.report_id = any ($1::int[])
       and (v.value is distinct from was.value or v.not_applicable is distinct from coalesce(was.not_applicable, false))
     order by v.report_id, v.element`,
    [reportIds],
  )

/** Some reports, held in the order of their ids until the end of the transaction. */
export const lockReports = (tx: Tx, ids: readonly number[]) =>
  tx.query<Pick<ReportRow, 'id' | 'state' | 'sentAt'>>(
    `select id, state, sent_at as "sentAt" from reports where id = any ($1::int[]) order by id for update`,
    [ids],
  )

/** Accepts reports that the caller holds and has judged, and leaves the trace on each; their sums are made once for all. */
export async function acceptReports(
  tx: Tx,
  ids: readonly number[],
  by: { at: Date; userId: number; name: string; unitId: number },
): Promise<void> {
  if (!ids.length) return
  await tx.query(`update reports set state = 'accepted', accepted_at = $2 where id = any ($1::int[])`, [ids, by.at])
  await tx.query(
    `insert into report_events (run_id, report_id, at, by_id, by_name, unit_id, act, remark)
     select 0, id, $2, $3, $4, $5, 'accept', '' from unnest($1::int[]) id`,
    [ids, by.at, by.userId, by.name, by.unitId],
  )
  await countReports(tx, ids)
}
