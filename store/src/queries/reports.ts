import type { Tx } from '../database.ts'
import { releasedFigures, type Sight } from './report-figures.ts'

/** Units that consolidate the reports of any of these units (their ancestors included by the caller). */
export const consolidatorsOf = async (tx: Tx, unitIds: readonly number[]): Promise<number[]> =>
  (
    await tx.query<{ id: number }>(
      `select distinct unit_id as id from mandates where purpose = 'consolidates' and over_id = any ($1::int[]) order by 1`,
      [unitIds],
    )
  ).map(r => r.id)

/** Units over which any of these units consolidates. */
export const consolidatedOver = async (tx: Tx, unitIds: readonly number[]): Promise<number[]> =>
  (
    await tx.query<{ id: number }>(
      `select distinct over_id as id from mandates where purpose = 'consolidates' and unit_id = any ($1::int[]) order by 1`,
      [unitIds],
    )
  ).map(r => r.id)

export type ReportRow = {
  id: number
  formCode: string
  formVersion: string
  periodKey: string
  periodStart: string
  periodEnd: string
  unitId: number
  reach: number[]
  state: 'draft' | 'submitted' | 'returned' | 'accepted' | 'reopened'
  dueAt: Date
  firstSentAt: Date | null
  sentAt: Date | null
  acceptedAt: Date | null
  sample: boolean
}

const columns = `id, form_code as "formCode", form_version as "formVersion", period_key as "periodKey", period_start as "periodStart", period_end as "periodEnd",
  unit_id as "unitId", reach, state, due_at as "dueAt", first_sent_at as "firstSentAt", sent_at as "sentAt", accepted_at as "acceptedAt", sample`

/** Opens the report of (form, period, unit), or finds the one that is there: two people opening it at once get the same. */
export async function openReport(
  tx: Tx,
  r: {
    formCode: string
    formVersion: string
    periodKey: string
    periodStart: string
    periodEnd: string
    unitId: number
    reach: readonly number[]
    dueAt: Date
    createdAt: Date
    createdBy: number
  },
): Promise<{ report: ReportRow; made: boolean }> {
  const made = await tx.maybe<ReportRow>(
    `insert into reports (run_id, form_code, form_version, period_key, period_start, period_end, unit_id, reach, due_at, created_at, created_by, sample)
     values (0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, coalesce((select sample from users where id = $10), false))
     on conflict (run_id, form_code, period_key, unit_id) do nothing returning ${columns}`,
    [
      r.formCode,
      r.formVersion,
      r.periodKey,
      r.periodStart,
      r.periodEnd,
      r.unitId,
      r.reach,
      r.dueAt,
      r.createdAt,
      r.createdBy,
    ],
  )
  if (made) return { report: made, made: true }
  const there = await findReportOf(tx, r.formCode, r.periodKey, r.unitId)
  if (!there) throw new Error('the report was neither made nor found')
  return { report: there, made: false }
}

export const findReport = (tx: Tx, id: number) =>
  tx.maybe<ReportRow>(`select ${columns} from reports where id = $1`, [id])

/** The same, held until the end of the transaction: writers of one report wait for each other. */
export const lockReport = (tx: Tx, id: number) =>
  tx.maybe<ReportRow>(`select ${columns} from reports where id = $1 for update`, [id])

export const findReportOf = (tx: Tx, formCode: string, periodKey: string, unitId: number) =>
  tx.maybe<ReportRow>(`select ${columns} from reports where form_code = $1 and period_key = $2 and unit_id = $3`, [
    formCode,
    periodKey,
    unitId,
  ])

/**
 * How far reports are, without their figures: how many of the figures always asked for say something, which of the parts of a breakdown do,
 * which of their totals are above zero, how many reasons there are, and the last time anything was typed.
 */
export const reportProgress = (
  tx: Tx,
  reportIds: readonly number[],
  of: { always: readonly string[]; options: readonly string[]; wholes: readonly string[] },
) =>
  tx.query<{
    reportId: number
    filled: number
    options: string[]
    positive: string[]
    reasons: number
    touchedAt: Date
  }>(
    `select report_id as "reportId", touched_at as "touchedAt", reasons, filled, parts as options, positive from app.report_progress($1, $2, $3, $4)`,
    [reportIds, of.always, of.options, of.wholes],
  )

/** Who typed one figure in each of these reports. */
export const reportValuesOf = (tx: Tx, reportIds: readonly number[], elements: readonly string[]) =>
  tx.query<ReportValueRow>(
    `select report_id as "reportId", element, value, not_applicable as "notApplicable", reason, version, at, by_name as "byName"
     from report_values where run_id = 0 and report_id = any ($1::int[]) and element = any ($2::text[]) order by report_id, element`,
    [reportIds, elements],
  )

/** Reports of some units for some periods of one form. */
export const reportsOf = (tx: Tx, formCode: string, periodKeys: readonly string[], unitIds: readonly number[]) =>
  tx.query<ReportRow>(
    `select ${columns} from reports where form_code = $1 and period_key = any ($2::text[]) and unit_id = any ($3::int[]) order by id`,
    [formCode, periodKeys, unitIds],
  )

export type ReportValueRow = {
  reportId: number
  element: string
  value: number | null
  notApplicable: boolean
  reason: string | null
  version: number
  at: Date
  byName: string
  /** withheld from this reader: whether and what stands there is not said */
  hidden?: boolean
}

/** What stands in the cells of some reports, as far as this reader may see. */
export async function reportValues(tx: Tx, reportIds: readonly number[], sight: Sight): Promise<ReportValueRow[]> {
  const rows = await tx.query<ReportValueRow>(
    `select report_id as "reportId", element, value, not_applicable as "notApplicable", reason, version, at, by_name as "byName"
     from report_values where run_id = 0 and report_id = any ($1::int[]) order by report_id, element`,
    [reportIds],
  )
  if (sight.exact || !sight.sensitive.length) return rows
  const sensitive = new Set(sight.sensitive)
  const open = rows.filter(r => !sensitive.has(r.element))
  const told = await releasedFigures(tx, reportIds, sight.overId)
  for (const { reportId, at, figures } of told)
    for (const element of sight.sensitive) {
      const value = figures?.get(element)
      if (figures && value === undefined) continue
      const none = { reportId, element, notApplicable: false, reason: null, version: 0, at, byName: '' }
      open.push(typeof value === 'number' ? { ...none, value } : { ...none, value: null, hidden: true })
    }
  return open
}

export type ReportNarrativeRow = {
  reportId: number
  part: string
  text: string
  version: number
  at: Date
  byName: string
}

export const reportNarratives = (tx: Tx, reportIds: readonly number[]) =>
  tx.query<ReportNarrativeRow>(
    `select report_id as "reportId", part, text, version, at, by_name as "byName"
     from report_narratives where run_id = 0 and report_id = any ($1::int[]) order by report_id, part`,
    [reportIds],
  )

/** What stood in each cell when the report was last accepted. */
export const acceptedValues = (tx: Tx, reportId: number, acceptedAt: Date) =>
  tx.query<{ element: string; value: number | null; notApplicable: boolean }>(
    `select distinct on (element) element, value, not_applicable as "notApplicable"
     from report_value_changes where run_id = 0 and report_id = $1 and at <= $2 order by element, version desc`,
    [reportId, acceptedAt],
  )

export type NewReportValue = {
  element: string
  value: number | null
  notApplicable: boolean
  reason: string | null
  version: number
}

/** Writes cells and what was typed, with who and when. The caller holds the report and has compared the versions. */
export async function saveReportValues(
  tx: Tx,
  reportId: number,
  cells: readonly NewReportValue[],
  by: { userId: number; name: string; at: Date },
): Promise<void> {
  if (!cells.length) return
  const given = `jsonb_to_recordset($2::jsonb) as x(element text, value float8, "notApplicable" boolean, reason text, version int)`
  const values = [reportId, JSON.stringify(cells), by.at, by.userId, by.name]
  await tx.query(
    `insert into report_values as v (run_id, report_id, element, value, not_applicable, reason, version, at, by_id, by_name)
     select 0, $1, element, value, "notApplicable", reason, version, $3, $4, $5 from ${given}
     on conflict (run_id, report_id, element) do update set value = excluded.value, not_applicable = excluded.not_applicable, reason = excluded.reason,
       version = excluded.version, at = excluded.at, by_id = excluded.by_id, by_name = excluded.by_name`,
    values,
  )
  await tx.query(
    `insert into report_value_changes (run_id, report_id, element, version, value, not_applicable, reason, at, by_id, by_name)
     select 0, $1, element, version, value, "notApplicable", reason, $3, $4, $5 from ${given}`,
    values,
  )
}

export const saveReportNarrative = (
  tx: Tx,
  reportId: number,
  part: { part: string; text: string; version: number },
  by: { userId: number; name: string; at: Date },
) =>
  tx.query(
    `insert into report_narratives (run_id, report_id, part, text, version, at, by_id, by_name) values (0, $1, $2, $3, $4, $5, $6, $7)
     on conflict (run_id, report_id, part) do update set text = excluded.text, version = excluded.version, at = excluded.at, by_id = excluded.by_id, by_name = excluded.by_name`,
    [reportId, part.part, part.text, part.version, by.at, by.userId, by.name],
  )

/** Moves a report to its next state and leaves the trace. */
export async function moveReport(
  tx: Tx,
  r: {
    id: number
    state: ReportRow['state']
    act: 'submit' | 'return' | 'accept' | 'reopen'
    remark: string
    at: Date
    userId: number
    name: string
    unitId: number
  },
): Promise<void> {
  await tx.query(
    `update reports set state = $2, sent_at = case when $3 = 'submit' then $4 else sent_at end,
       first_sent_at = case when $3 = 'submit' then coalesce(first_sent_at, $4) else first_sent_at end,
       accepted_at = case when $3 = 'accept' then $4 else accepted_at end where id = $1`,
    [r.id, r.state, r.act, r.at],
  )
  await tx.query(
    `insert into report_events (run_id, report_id, at, by_id, by_name, unit_id, act, remark) values (0, $1, $2, $3, $4, $5, $6, $7)`,
    [r.id, r.at, r.userId, r.name, r.unitId, r.act, r.remark],
  )
  await countReports(tx, [r.id])
}

/** Totals follow: what counts of these reports stands in every sum when the transaction commits. */
export const countReports = (tx: Tx, ids: readonly number[]) => tx.query('select app.count_reports($1::int[])', [ids])

export type ReportEventRow = { reportId: number; at: Date; byName: string; unitId: number; act: string; remark: string }

export const reportEvents = (tx: Tx, reportIds: readonly number[]) =>
  tx.query<ReportEventRow>(
    `select report_id as "reportId", at, by_name as "byName", unit_id as "unitId", act, remark from report_events where report_id = any ($1::int[]) order by id`,
    [reportIds],
  )

/** Reports of some units over a range of days, with how many of some figures each gives or says do not apply: completeness and timeliness. */
export const reportsBetween = (
  tx: Tx,
  formCode: string,
  unitIds: readonly number[],
  from: string,
  to: string,
  elements: readonly string[],
) =>
  tx.query<{
    unitId: number
    periodKey: string
    state: ReportRow['state']
    dueAt: Date
    firstSentAt: Date | null
    figures: number
  }>(
    `with wanted as (select array_agg(pos) as pos from report_positions where form_code = $1 and element = any ($5::text[]))
     select r.unit_id as "unitId", r.period_key as "periodKey", r.state, r.due_at as "dueAt", r.first_sent_at as "firstSentAt",
       coalesce((select count(*) from unnest(w.pos) p where f.figures[p] is not null or p = any (f.na)), 0)::int as figures
     from reports r cross join wanted w left join report_figures f on f.run_id = 0 and f.report_id = r.id
     where r.form_code = $1 and r.unit_id = any ($2::int[]) and r.period_start >= $3 and r.period_end <= $4`,
    [formCode, unitIds, from, to, elements],
  )
