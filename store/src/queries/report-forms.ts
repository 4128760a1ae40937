import type { Tx } from '../database.ts'

type FormBody = { code: string; version: string; elements: readonly { code: string }[] }

const place = (tx: Tx, form: FormBody) =>
  tx.query('select app.place_figures($1, $2::text[])', [form.code, form.elements.map(e => e.code)])

/** Loads forms that ship with the program; a version that is there is left as it is. */
export async function loadReportForms(tx: Tx, forms: readonly FormBody[], at: Date): Promise<void> {
  for (const f of forms) {
    await tx.query(
      'insert into report_forms (code, version, body, loaded_at) values ($1, $2, $3, $4) on conflict do nothing',
      [f.code, f.version, JSON.stringify(f), at],
    )
    await place(tx, f)
  }
}

export type ReportFormRow = {
  code: string
  version: string
  body: unknown
  provinceId: number | null
  at: Date
  byName: string
  note: string
}

/** Every version of every form that a province may meet: its own before what ships, the newest of a code first. */
export const listReportForms = (tx: Tx, provinceId: number) =>
  tx.query<ReportFormRow>(
    `select code, version, body, province_id as "provinceId", loaded_at as at, by_name as "byName", note from report_forms
     where province_id is null or province_id = $1
     order by code, province_id is null, loaded_at desc, length(version) desc, version desc`,
    [provinceId],
  )

/** Puts a version in force. It is never changed afterwards. */
export async function addReportForm(
  tx: Tx,
  form: FormBody,
  by: { provinceId: number; ownerId: number; name: string; note: string; at: Date },
): Promise<void> {
  await tx.query(
    `insert into report_forms (code, version, body, loaded_at, province_id, owner_id, by_name, note) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [form.code, form.version, JSON.stringify(form), by.at, by.provinceId, by.ownerId, by.name, by.note],
  )
  await place(tx, form)
}

/** How many versions of a form a province has of its own. Held until the end of the transaction, so that two people make two. */
export async function countFormVersions(tx: Tx, code: string, provinceId: number): Promise<number> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('report form ' || $1 || ' ' || $2, 0))`, [
    code,
    String(provinceId),
  ])
  return (
    await tx.one<{ n: number }>('select count(*)::int as n from report_forms where code = $1 and province_id = $2', [
      code,
      provinceId,
    ])
  ).n
}

export type CatalogueRow = {
  kind: 'element' | 'breakdown'
  code: string
  version: number
  body: unknown
  retired: boolean
  at: Date
  byName: string
}

/** The newest version of each element and breakdown that a province keeps. */
export const listCatalogue = (tx: Tx, provinceId: number) =>
  tx.query<CatalogueRow>(
    `select distinct on (kind, code) kind, code, version, body, retired, at, by_name as "byName"
     from report_catalogue where province_id = $1 order by kind, code, version desc`,
    [provinceId],
  )

/** Adds a version of an element or breakdown; false when somebody else changed it since `seen` (0: it was not there). */
export async function addCatalogueEntry(
  tx: Tx,
  e: {
    provinceId: number
    ownerId: number
    kind: CatalogueRow['kind']
    code: string
    seen: number
    body: unknown
    retired: boolean
    at: Date
    name: string
  },
): Promise<boolean> {
  const rows = await tx.query(
    `insert into report_catalogue (province_id, kind, code, version, body, retired, owner_id, at, by_name)
     select $1, $2, $3, $4 + 1, $5, $6, $7, $8, $9
     where (select coalesce(max(version), 0) from report_catalogue where province_id = $1 and kind = $2 and code = $3) = $4
     on conflict do nothing returning version`,
    [e.provinceId, e.kind, e.code, e.seen, JSON.stringify(e.body), e.retired, e.ownerId, e.at, e.name],
  )
  return rows.length === 1
}

export type ReportCallRow = {
  id: number
  formCode: string
  provinceId: number
  ownerId: number
  fromDay: string
  toDay: string | null
  unitIds: number[] | null
  dueAt: Date | null
  note: string
  createdAt: Date
  createdByName: string
  endedAt: Date | null
}
const callColumns = `id, form_code as "formCode", province_id as "provinceId", owner_id as "ownerId", from_day as "fromDay", to_day as "toDay",
  unit_ids as "unitIds", due_at as "dueAt", note, created_at as "createdAt", created_by_name as "createdByName", ended_at as "endedAt"`

/** What a province asked for besides the calendar, the newest first. */
export const listCalls = (tx: Tx, provinceId: number) =>
  tx.query<ReportCallRow>(
    `select ${callColumns} from report_calls where province_id = $1 order by from_day desc, id desc limit 200`,
    [provinceId],
  )

export const findCall = (tx: Tx, id: number) =>
  tx.maybe<ReportCallRow>(`select ${callColumns} from report_calls where id = $1`, [id])

export const addCall = async (
  tx: Tx,
  c: Omit<ReportCallRow, 'id' | 'endedAt'> & { createdBy: number },
): Promise<number> =>
  (
    await tx.one<{ id: number }>(
      `insert into report_calls (run_id, form_code, province_id, owner_id, from_day, to_day, unit_ids, due_at, note, created_at, created_by, created_by_name)
       values (0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning id`,
      [
        c.formCode,
        c.provinceId,
        c.ownerId,
        c.fromDay,
        c.toDay,
        c.unitIds,
        c.dueAt,
        c.note,
        c.createdAt,
        c.createdBy,
        c.createdByName,
      ],
    )
  ).id

/** Ends a call: of a form of days, `lastDay` is the last one asked for. */
export const endCall = (tx: Tx, id: number, at: Date, lastDay: string) =>
  tx.query(
    `update report_calls set ended_at = $2, to_day = greatest(from_day, least(coalesce(to_day, $3::date), $3::date)) where id = $1 and ended_at is null`,
    [id, at, lastDay],
  )

/** How many reports each version of each form has, of those the reader sees. */
export const countReportsOf = (tx: Tx) =>
  tx.query<{ formCode: string; formVersion: string; n: number }>(
    'select form_code as "formCode", form_version as "formVersion", count(*)::int as n from reports group by 1, 2',
  )
