import type { FindingKind, FindingSeverity, FindingState, InspectionState } from '@tusom/domain'
import type { Tx } from '../database.ts'

export type InspectionRecord = {
  id: number
  provinceId: number
  unitId: number
  unitIds: number[]
  reach: number[]
  subject: string
  decisionKind: 'plan' | 'decision'
  decisionNumber: string
  decisionDate: string | null
  team: string
  fromOn: string
  toOn: string
  state: InspectionState
  assessment: string
  noticeNumber: number | null
  noticeDate: string | null
  concludedAt: Date | null
  concludedByName: string | null
  version: number
  sample: boolean
}
const columns = `id, province_id as "provinceId", unit_id as "unitId", unit_ids as "unitIds", reach, subject, decision_kind as "decisionKind",
  decision_number as "decisionNumber", decision_date as "decisionDate", team, from_on as "fromOn", to_on as "toOn", state, assessment,
  notice_number as "noticeNumber", notice_date as "noticeDate", concluded_at as "concludedAt", concluded_by_name as "concludedByName", version, sample`

export const listInspections = (tx: Tx, limit = 1000) =>
  tx.query<InspectionRecord>(`select ${columns} from inspections order by from_on desc, id desc limit $1`, [limit])
export const findInspection = (tx: Tx, id: number) =>
  tx.maybe<InspectionRecord>(`select ${columns} from inspections where id = $1`, [id])
export const lockInspection = (tx: Tx, id: number) =>
  tx.maybe<InspectionRecord>(`select ${columns} from inspections where id = $1 for update`, [id])
/** Whose it is and who has a part in it, whoever asks: for `permit`. Asked by the system. */
export const inspectionTarget = (tx: Tx, runId: number, id: number) =>
  tx.maybe<{ unitId: number; reach: number[] }>(
    'select unit_id as "unitId", reach from inspections where run_id = $1 and id = $2',
    [runId, id],
  )

export type InspectionPlan = Pick<
  InspectionRecord,
  'unitIds' | 'reach' | 'subject' | 'decisionKind' | 'decisionNumber' | 'decisionDate' | 'team' | 'fromOn' | 'toOn'
>
export const insertInspection = (
  tx: Tx,
  i: InspectionPlan & {
    runId: number
    provinceId: number
    unitId: number
    at: Date
    byId: number
    byName: string
    sample?: boolean
  },
) =>
  tx.one<{ id: number }>(
    `insert into inspections (run_id, province_id, unit_id, reach, unit_ids, subject, decision_kind, decision_number, decision_date, team, from_on, to_on,
       created_at, created_by, created_by_name, sample)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) returning id`,
    [
      i.runId,
      i.provinceId,
      i.unitId,
      i.reach,
      i.unitIds,
      i.subject,
      i.decisionKind,
      i.decisionNumber,
      i.decisionDate,
      i.team,
      i.fromOn,
      i.toOn,
      i.at,
      i.byId,
      i.byName,
      i.sample ?? false,
    ],
  )
export const changeInspection = (tx: Tx, id: number, i: InspectionPlan & { assessment: string }) =>
  tx.query(
    `update inspections set reach = $2, unit_ids = $3, subject = $4, decision_kind = $5, decision_number = $6, decision_date = $7, team = $8, from_on = $9,
       to_on = $10, assessment = $11, version = version + 1 where id = $1`,
    [
      id,
      i.reach,
      i.unitIds,
      i.subject,
      i.decisionKind,
      i.decisionNumber,
      i.decisionDate,
      i.team,
      i.fromOn,
      i.toOn,
      i.assessment,
    ],
  )
export const concludeInspection = (
  tx: Tx,
  id: number,
  notice: { number: number | null; date: string | null },
  at: Date,
  byName: string,
) =>
  tx.query(
    `update inspections set state = 'concluded', notice_number = $2, notice_date = $3, concluded_at = $4, concluded_by_name = $5, version = version + 1 where id = $1`,
    [id, notice.number, notice.date, at, byName],
  )
export const cancelInspection = (tx: Tx, id: number) =>
  tx.query(`update inspections set state = 'cancelled', version = version + 1 where id = $1`, [id])

export type FindingRecord = {
  id: number
  inspectionId: number
  unitId: number
  menderId: number
  kind: FindingKind
  severity: FindingSeverity
  what: string
  basis: string
  recommendation: string
  firstDueOn: string
  dueOn: string
  state: FindingState
  mendedText: string | null
  stateAt: Date
}
const findingColumns = `f.id, f.inspection_id as "inspectionId", f.unit_id as "unitId", f.mender_id as "menderId", f.kind, f.severity, f.what, f.basis,
  f.recommendation, f.first_due_on as "firstDueOn", f.due_on as "dueOn", f.state, f.mended_text as "mendedText", f.state_at as "stateAt"`
export const findingsOf = (tx: Tx, inspectionIds: readonly number[]) =>
  tx.query<FindingRecord>(
    `select ${findingColumns} from inspection_findings f where f.inspection_id = any ($1::int[]) order by f.id`,
    [inspectionIds],
  )
export const lockFinding = (tx: Tx, inspectionId: number, id: number) =>
  tx.maybe<FindingRecord>(
    `select ${findingColumns} from inspection_findings f where f.inspection_id = $1 and f.id = $2 for update`,
    [inspectionId, id],
  )
/** All findings of an inspection that is being written, in place of those before. */
export async function putFindings(
  tx: Tx,
  runId: number,
  inspectionId: number,
  findings: readonly Omit<FindingRecord, 'id' | 'inspectionId' | 'firstDueOn' | 'state' | 'mendedText' | 'stateAt'>[],
  at: Date,
): Promise<void> {
  await tx.query('delete from inspection_findings where inspection_id = $1', [inspectionId])
  for (const f of findings)
    await tx.query(
      `insert into inspection_findings (run_id, inspection_id, unit_id, mender_id, kind, severity, what, basis, recommendation, first_due_on, due_on, state_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, $11)`,
      [runId, inspectionId, f.unitId, f.menderId, f.kind, f.severity, f.what, f.basis, f.recommendation, f.dueOn, at],
    )
}
export const changeFinding = (
  tx: Tx,
  id: number,
  f: { state: FindingState; dueOn: string; mendedText: string | null },
  at: Date,
) =>
  tx.query(`update inspection_findings set state = $2, due_on = $3, mended_text = $4, state_at = $5 where id = $1`, [
    id,
    f.state,
    f.dueOn,
    f.mendedText,
    at,
  ])

export type InspectionStep = {
  findingId: number | null
  act: string
  at: Date
  byName: string
  unitId: number
  text: string
  dueOn: string | null
}
export const inspectionSteps = (tx: Tx, inspectionId: number) =>
  tx.query<InspectionStep>(
    `select finding_id as "findingId", act, at, by_name as "byName", unit_id as "unitId", text, due_on as "dueOn"
     from inspection_steps where inspection_id = $1 order by id`,
    [inspectionId],
  )
export const addInspectionStep = (
  tx: Tx,
  s: {
    runId: number
    inspectionId: number
    findingId?: number | null
    act: string
    at: Date
    byId: number
    byName: string
    unitId: number
    text?: string
    dueOn?: string | null
  },
) =>
  tx.query(
    `insert into inspection_steps (run_id, inspection_id, finding_id, act, at, by_id, by_name, unit_id, text, due_on)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      s.runId,
      s.inspectionId,
      s.findingId ?? null,
      s.act,
      s.at,
      s.byId,
      s.byName,
      s.unitId,
      s.text ?? '',
      s.dueOn ?? null,
    ],
  )

export type FindingFileRow = {
  id: number
  findingId: number
  name: string
  kind: string
  size: number
  at: Date
  byName: string
  unitId: number
}
const fileColumns = `x.id, x.finding_id as "findingId", x.name, x.kind, x.size, x.at, x.by_name as "byName", x.unit_id as "unitId"`
export const findingFiles = (tx: Tx, findingIds: readonly number[]) =>
  tx.query<FindingFileRow>(
    `select ${fileColumns} from inspection_files x where x.finding_id = any ($1::int[]) order by x.id`,
    [findingIds],
  )
export const findFindingFile = (tx: Tx, inspectionId: number, findingId: number, id: number) =>
  tx.maybe<FindingFileRow & { content: Buffer }>(
    `select ${fileColumns}, x.content from inspection_files x join inspection_findings f on f.id = x.finding_id
     where f.inspection_id = $1 and x.finding_id = $2 and x.id = $3`,
    [inspectionId, findingId, id],
  )
/** Null where the same file is there already: sending it twice keeps it once. */
export const addFindingFile = (
  tx: Tx,
  f: Omit<FindingFileRow, 'id' | 'size'> & { runId: number; sha256: Buffer; content: Buffer; byId: number },
) =>
  tx.maybe<{ id: number }>(
    `insert into inspection_files (run_id, finding_id, name, kind, size, sha256, content, at, by_id, by_name, unit_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (run_id, finding_id, sha256) do nothing returning id`,
    [f.runId, f.findingId, f.name, f.kind, f.content.length, f.sha256, f.content, f.at, f.byId, f.byName, f.unitId],
  )

export type OpenFinding = FindingRecord & { deciderId: number; subject: string }
/** Findings that somebody owes a step on, for digests. By the system: outside row-level security, names its run. */
export const openFindings = (tx: Tx, runId: number) =>
  tx.query<OpenFinding>(
    `select ${findingColumns}, i.unit_id as "deciderId", i.subject from inspection_findings f join inspections i on i.id = f.inspection_id
     where f.run_id = $1 and i.state = 'concluded' and f.state in ('open', 'mended') order by f.due_on, f.id`,
    [runId],
  )
