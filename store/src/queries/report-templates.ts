import type { Tx } from '../database.ts'

export type ReportTemplateRow = {
  id: number
  formCode: string
  kind: 'unit' | 'consolidated'
  provinceId: number
  ownerId: number
  version: number
  filename: string
  bytes: number
  state: 'draft' | 'approved' | 'retired'
  note: string
  uploadedAt: Date
  uploadedBy: number
  uploadedByName: string
  approvedAt: Date | null
  approvedByName: string | null
}
const columns = `id, form_code as "formCode", kind, province_id as "provinceId", owner_id as "ownerId", version, filename,
  octet_length(body) as bytes, state, note, uploaded_at as "uploadedAt", uploaded_by as "uploadedBy", uploaded_by_name as "uploadedByName",
  approved_at as "approvedAt", approved_by_name as "approvedByName"`

export const listReportTemplates = (tx: Tx, provinceId: number) =>
  tx.query<ReportTemplateRow>(
    `select ${columns} from report_templates where province_id = $1 order by form_code, kind, version desc`,
    [provinceId],
  )

export const findReportTemplate = (tx: Tx, id: number, lock = false) =>
  tx.maybe<ReportTemplateRow>(`select ${columns} from report_templates where id = $1 ${lock ? 'for update' : ''}`, [id])

export const reportTemplateFile = async (tx: Tx, id: number): Promise<Buffer> =>
  (await tx.one<{ body: Buffer }>('select body from report_templates where id = $1', [id])).body

/** The template in use; null: the office uses the one that ships. */
export const templateInUse = (tx: Tx, provinceId: number, formCode: string, kind: ReportTemplateRow['kind']) =>
  tx.maybe<ReportTemplateRow>(
    `select ${columns} from report_templates where province_id = $1 and form_code = $2 and kind = $3 and state = 'approved'`,
    [provinceId, formCode, kind],
  )

/** Adds the next version. Two people who upload at once make two versions. */
export async function addReportTemplate(
  tx: Tx,
  t: {
    formCode: string
    kind: ReportTemplateRow['kind']
    provinceId: number
    ownerId: number
    filename: string
    body: Buffer
    note: string
    at: Date
    by: { id: number; name: string }
  },
): Promise<{ id: number; version: number }> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('report template ' || $1 || ' ' || $2, 0))`, [
    t.formCode,
    String(t.provinceId),
  ])
  return tx.one(
    `insert into report_templates (run_id, form_code, kind, province_id, owner_id, version, filename, body, note, uploaded_at, uploaded_by, uploaded_by_name)
     select app.run(), $1, $2, $3, $4,
       (select coalesce(max(version), 0) + 1 from report_templates where province_id = $3 and form_code = $1 and kind = $2),
       $5, $6, $7, $8, $9, $10
     returning id, version`,
    [t.formCode, t.kind, t.provinceId, t.ownerId, t.filename, t.body, t.note, t.at, t.by.id, t.by.name],
  )
}

/** Puts a version in use; the one before is retired and kept. */
export async function approveReportTemplate(
  tx: Tx,
  t: ReportTemplateRow,
  at: Date,
  by: { id: number; name: string },
): Promise<void> {
  await tx.query(
    `update report_templates set state = 'retired' where province_id = $1 and form_code = $2 and kind = $3 and state = 'approved'`,
    [t.provinceId, t.formCode, t.kind],
  )
  await tx.query(
    `update report_templates set state = 'approved', approved_at = $2, approved_by = $3, approved_by_name = $4 where id = $1`,
    [t.id, at, by.id, by.name],
  )
}

/** Takes the version in use out of use: the one that ships is used again. */
export const retireReportTemplate = (tx: Tx, id: number) =>
  tx.query(`update report_templates set state = 'retired' where id = $1 and state = 'approved'`, [id])
