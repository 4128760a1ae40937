import type { WarningFigure, WarningLevel, WarningMsgType, WarningState, WarningText } from '@tusom/domain'
import type { Tx } from '../database.ts'

export type WarningRow = WarningText & {
  id: number
  runId: number
  msgType: WarningMsgType
  state: WarningState
  provinceId: number
  ownerId: number
  draftUnitId: number
  office: number[]
  areaIds: number[]
  reach: number[]
  hazard: string
  level: WarningLevel
  figures: WarningFigure[]
  sample: boolean
  templateId: number | null
  version: number
  authors: number[]
  editsSinceApproval: number
  drafterId: number
  drafterName: string
  draftedAt: Date
  editedAt: Date
  submittedAt: Date | null
  returnedRemark: string | null
  approverId: number | null
  approverName: string | null
  approvedAt: Date | null
  issuerId: number | null
  issuerName: string | null
  issuedAt: Date | null
  reviewDueAt: Date | null
  reviewedAt: Date | null
  reviewerName: string | null
  reviewOutcome: 'stands' | 'objected' | null
  reviewRemark: string | null
  number: number | null
  identifier: string | null
  endedAt: Date | null
  endedById: number | null
}

const columns = `w.id, w.run_id as "runId", w.msg_type as "msgType", w.state, w.province_id as "provinceId", w.owner_id as "ownerId", w.draft_unit_id as "draftUnitId",
  w.office, w.area_ids as "areaIds", w.reach, w.hazard, w.basis as level, w.figures, w.headline, w.description, w.instruction, w.headline_en as "headlineEn",
  w.description_en as "descriptionEn", w.instruction_en as "instructionEn", w.urgency, w.severity, w.certainty, w.responses, w.effective_at as "effectiveAt",
  w.expires_at as "expiresAt", w.sample, w.template_id as "templateId", w.version, w.authors, w.edits_since_approval as "editsSinceApproval", w.drafter_id as "drafterId",
  w.drafter_name as "drafterName", w.drafted_at as "draftedAt", w.edited_at as "editedAt", w.submitted_at as "submittedAt", w.returned_remark as "returnedRemark",
  w.approver_id as "approverId", w.approver_name as "approverName", w.approved_at as "approvedAt", w.issuer_id as "issuerId", w.issuer_name as "issuerName",
  w.issued_at as "issuedAt", w.review_due_at as "reviewDueAt", w.reviewed_at as "reviewedAt", w.reviewer_name as "reviewerName", w.review_outcome as "reviewOutcome",
  w.review_remark as "reviewRemark", w.number, w.identifier, w.ended_at as "endedAt", w.ended_by_id as "endedById"`

export type NewWarning = WarningText & {
  runId: number
  msgType: WarningMsgType
  provinceId: number
  ownerId: number
  draftUnitId: number
  office: number[]
  areaIds: number[]
  reach: number[]
  hazard: string
  level: WarningLevel
  figures: readonly WarningFigure[]
  sample: boolean
  templateId: number | null
  drafterId: number
  drafterName: string
  at: Date
}

export const addWarning = (tx: Tx, w: NewWarning) =>
  tx.one<{ id: number }>(
    `insert into warnings (run_id, msg_type, state, province_id, owner_id, draft_unit_id, office, area_ids, reach, hazard, level, basis, figures, headline, description,
       instruction, headline_en, description_en, instruction_en, urgency, severity, certainty, responses, effective_at, expires_at, sample, template_id, authors, drafter_id,
       drafter_name, drafted_at, edited_at)
     values ($1,$2,'draft',$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20,$21,$22,$23,$24,$25,$26,array[$27::int],$27,$28,$29,$29) returning id`,
    [
      w.runId,
      w.msgType,
      w.provinceId,
      w.ownerId,
      w.draftUnitId,
      w.office,
      w.areaIds,
      w.reach,
      w.hazard,
      w.level.level,
      JSON.stringify(w.level),
      JSON.stringify(w.figures),
      w.headline,
      w.description,
      w.instruction,
      w.headlineEn,
      w.descriptionEn,
      w.instructionEn,
      w.urgency,
      w.severity,
      w.certainty,
      w.responses,
      w.effectiveAt,
      w.expiresAt,
      w.sample,
      w.templateId,
      w.drafterId,
      w.drafterName,
      w.at,
    ],
  )

/** One warning; `lock` holds it until the end of the transaction, so that two people do not act on it at once. */
export const findWarning = (tx: Tx, id: number, lock = false) =>
  tx.maybe<WarningRow>(`select ${columns} from warnings w where w.id = $1${lock ? ' for update' : ''}`, [id])

export type WarningFilter = {
  states?: readonly WarningState[] | undefined
  hazard?: string | undefined
  areaId?: number | undefined
  /** issued, not past its time, no cancellation */
  inForceAt?: Date | undefined
  limit?: number | undefined
}
export type WarningListRow = WarningRow & { asked: number; acknowledged: number; oldestUnacknowledgedAt: Date | null }

export const listWarnings = (tx: Tx, f: WarningFilter) =>
  tx.query<WarningListRow>(
    `select ${columns}, coalesce(r.asked, 0) as asked, coalesce(r.acknowledged, 0) as acknowledged, r.oldest as "oldestUnacknowledgedAt"
     from warnings w left join lateral (
       select count(*)::int as asked, count(acknowledged_at)::int as acknowledged, min(told_at) filter (where acknowledged_at is null) as oldest
       from warning_receipts where warning_id = w.id) r on true
     where ($1::text[] is null or w.state = any ($1)) and ($2::text is null or w.hazard = $2) and ($3::int is null or w.area_ids @> array[$3::int])
       and ($4::timestamptz is null or (w.state = 'issued' and w.msg_type <> 'Cancel' and w.expires_at > $4))
     order by coalesce(w.issued_at, w.edited_at) desc, w.id desc limit $5`,
    [f.states ?? null, f.hazard ?? null, f.areaId ?? null, f.inForceAt ?? null, f.limit ?? 200],
  )

export type WarningTextChange = WarningText & {
  figures: readonly WarningFigure[]
  level: WarningLevel
  areaIds: number[]
  reach: number[]
}
export const changeWarningText = (tx: Tx, id: number, t: WarningTextChange, at: Date) =>
  tx.query(
    `update warnings set headline = $2, description = $3, instruction = $4, headline_en = $5, description_en = $6, instruction_en = $7, urgency = $8, severity = $9,
       certainty = $10, responses = $11, effective_at = $12, expires_at = $13, figures = $14, area_ids = $15, reach = $16, edited_at = $17, basis = $18, level = $19 where id = $1`,
    [
      id,
      t.headline,
      t.description,
      t.instruction,
      t.headlineEn,
      t.descriptionEn,
      t.instructionEn,
      t.urgency,
      t.severity,
      t.certainty,
      t.responses,
      t.effectiveAt,
      t.expiresAt,
      JSON.stringify(t.figures),
      t.areaIds,
      t.reach,
      at,
      JSON.stringify(t.level),
      t.level.level,
    ],
  )

/** Columns that a step of the life cycle may write, by their name in the domain. */
const stepColumns = {
  state: 'state',
  version: 'version',
  authors: 'authors',
  editsSinceApproval: 'edits_since_approval',
  returnedRemark: 'returned_remark',
  submittedAt: 'submitted_at',
  approverId: 'approver_id',
  approverName: 'approver_name',
  approvedAt: 'approved_at',
  issuerId: 'issuer_id',
  issuerName: 'issuer_name',
  issuedAt: 'issued_at',
  reviewDueAt: 'review_due_at',
  reviewedAt: 'reviewed_at',
  reviewerId: 'reviewer_id',
  reviewerName: 'reviewer_name',
  reviewOutcome: 'review_outcome',
  reviewRemark: 'review_remark',
  number: 'number',
  identifier: 'identifier',
  cap: 'cap',
  endedAt: 'ended_at',
  endedById: 'ended_by_id',
} as const
export type WarningStep = { [K in keyof typeof stepColumns]?: unknown }

/** Writes what a step of the life cycle changed. */
export async function stepWarning(tx: Tx, id: number, step: WarningStep): Promise<void> {
  const names = Object.keys(step) as (keyof WarningStep)[]
  if (!names.length) return
  const set = names.map((name, i) => `${stepColumns[name]} = $${i + 2}`).join(', ')
  await tx.query(`update warnings set ${set} where id = $1`, [id, ...names.map(name => step[name])])
}

export const addWarningEvent = (
  tx: Tx,
  e: {
    runId: number
    warningId: number
    at: Date
    act: string
    byId: number
    byName: string
    version: number
    remark?: string | null
  },
) =>
  tx.query(
    `insert into warning_events (run_id, warning_id, at, act, by_id, by_name, version, remark) values ($1,$2,$3,$4,$5,$6,$7,$8)`,
    [e.runId, e.warningId, e.at, e.act, e.byId, e.byName, e.version, e.remark ?? null],
  )
export type WarningEventRow = { at: Date; act: string; byName: string; version: number; remark: string | null }
export const warningEvents = (tx: Tx, warningId: number) =>
  tx.query<WarningEventRow>(
    `select at, act, by_name as "byName", version, remark from warning_events where warning_id = $1 order by id`,
    [warningId],
  )

/** Notes which earlier messages this one replaces or takes back. */
export const nameWarnings = (tx: Tx, runId: number, warningId: number, namedIds: readonly number[]) =>
  tx.query(`insert into warning_names (run_id, warning_id, named_id) select $1, $2, unnest($3::int[])`, [
    runId,
    warningId,
    namedIds,
  ])
export type NamedWarning = {
  id: number
  number: number | null
  identifier: string | null
  state: WarningState
  msgType: WarningMsgType
  headline: string
  cap: string | null
}
const namedColumns = `n.id, n.number, n.identifier, n.state, n.msg_type as "msgType", n.headline, n.cap`
export const namedWarnings = (tx: Tx, warningId: number, lock = false) =>
  tx.query<NamedWarning>(
    `select ${namedColumns} from warning_names x join warnings n on n.id = x.named_id where x.warning_id = $1 order by n.id${lock ? ' for update of n' : ''}`,
    [warningId],
  )
/** Later messages that name this one and are not thrown away. */
export const warningsNaming = (tx: Tx, warningId: number) =>
  tx.query<Omit<NamedWarning, 'cap'>>(
    `select n.id, n.number, n.identifier, n.state, n.msg_type as "msgType", n.headline from warning_names x join warnings n on n.id = x.warning_id
     where x.named_id = $1 and n.state <> 'discarded' order by n.id`,
    [warningId],
  )

/** Warnings in force of the same hazard for any of these communes, other than those named. */
export const overlappingWarnings = (
  tx: Tx,
  hazard: string,
  areaIds: readonly number[],
  except: readonly number[],
  now: Date,
) =>
  tx.query<{ id: number; number: number; areaIds: number[] }>(
    `select id, number, area_ids as "areaIds" from warnings
     where state = 'issued' and msg_type <> 'Cancel' and expires_at > $4 and hazard = $1 and area_ids && $2::int[] and not id = any ($3::int[]) order by issued_at desc`,
    [hazard, areaIds, except, now],
  )

export const warningCap = (tx: Tx, id: number) =>
  tx.maybe<{ cap: string | null }>(`select cap from warnings where id = $1`, [id])

export const nextWarningNumber = async (tx: Tx, runId: number, provinceId: number, year: number): Promise<number> =>
  (await tx.one<{ n: number }>(`select app.next_warning_number($1, $2, $3) as n`, [runId, provinceId, year])).n

export const askForReceipts = (tx: Tx, runId: number, warningId: number, unitIds: readonly number[], at: Date) =>
  tx.query(
    `insert into warning_receipts (run_id, warning_id, unit_id, told_at) select $1, $2, unnest($3::int[]), $4 on conflict do nothing`,
    [runId, warningId, unitIds, at],
  )
export type ReceiptRow = {
  unitId: number
  toldAt: Date
  acknowledgedAt: Date | null
  byName: string | null
  how: 'self' | 'phone' | null
}
export const receiptsOf = (tx: Tx, warningId: number) =>
  tx.query<ReceiptRow>(
    `select unit_id as "unitId", told_at as "toldAt", acknowledged_at as "acknowledgedAt", by_name as "byName", how from warning_receipts where warning_id = $1 order by unit_id`,
    [warningId],
  )
/** Marks units as having received it; those that had are left as they were. Returns how many were new. */
export async function acknowledgeWarning(
  tx: Tx,
  warningId: number,
  unitIds: readonly number[],
  by: { id: number; name: string; at: Date; how: 'self' | 'phone' },
): Promise<number> {
  const rows = await tx.query(
    `update warning_receipts set acknowledged_at = $3, by_id = $4, by_name = $5, how = $6
     where warning_id = $1 and unit_id = any ($2::int[]) and acknowledged_at is null returning unit_id`,
    [warningId, unitIds, by.at, by.id, by.name, by.how],
  )
  return rows.length
}
/** Of these units, those nobody of whom has an account in a role that may acknowledge. */
export const unitsWithoutPeople = (tx: Tx, unitIds: readonly number[]) =>
  tx.query<{ id: number }>(
    `select u.id from unnest($1::int[]) as u(id) where not exists (select from assignments a where a.unit_id = u.id
       and a.role in ('leader', 'duty-officer', 'commune-officer', 'hamlet-head'))`,
    [unitIds],
  )

/** People who could approve: leaders at the owner or above it. */
export const leadersOf = (tx: Tx, unitIds: readonly number[]) =>
  tx.query<{ id: number; name: string; unitId: number }>(
    `select u.id, u.display_name as name, a.unit_id as "unitId" from assignments a join users u on u.id = a.user_id
     where a.role = 'leader' and u.active and a.unit_id = any ($1::int[]) order by u.display_name`,
    [unitIds],
  )

export type WarningSummaryRow = {
  inForce: number
  drafts: number
  waiting: number
  approved: number
  reviewDue: number
  reviewLate: number
  unacknowledged: number
  oldestUnacknowledgedAt: Date | null
}
/** What waits, for the home pages. Receipts that count are those of the units held, of warnings still in force. */
export const warningSummary = (tx: Tx, now: Date) =>
  tx.one<WarningSummaryRow>(
    `select (select count(*)::int from warnings where state = 'issued' and msg_type <> 'Cancel' and expires_at > $1) as "inForce",
       (select count(*)::int from warnings where state = 'draft') as drafts,
       (select count(*)::int from warnings where state = 'submitted') as waiting,
       (select count(*)::int from warnings where state = 'approved') as approved,
       (select count(*)::int from warnings where state = 'issued' and review_due_at >= $1 and reviewed_at is null) as "reviewDue",
       (select count(*)::int from warnings where state = 'issued' and review_due_at < $1 and reviewed_at is null) as "reviewLate",
       r.n as unacknowledged, r.oldest as "oldestUnacknowledgedAt"
     from (select count(*)::int as n, min(r.told_at) as oldest from warning_receipts r join warnings w on w.id = r.warning_id
       where r.acknowledged_at is null and w.state = 'issued' and w.expires_at > $1 and r.unit_id = any ((select app.units())::int[])) r`,
    [now],
  )

export type WarningSettingsRow = {
  provinceId: number
  sender: string
  identifierPrefix: string
  senderName: string
  senderNameEn: string
  senderShort: string
  hotline: string | null
  contact: string | null
  webBase: string | null
  wordsPerMinute: number
}
export const warningSettings = (tx: Tx, provinceId: number) =>
  tx.maybe<WarningSettingsRow>(
    `select province_id as "provinceId", sender, identifier_prefix as "identifierPrefix", sender_name as "senderName", sender_name_en as "senderNameEn",
       sender_short as "senderShort", hotline, contact, web_base as "webBase", words_per_minute as "wordsPerMinute" from warning_settings where province_id = $1`,
    [provinceId],
  )
export const saveWarningSettings = (tx: Tx, s: WarningSettingsRow, at: Date, byName: string) =>
  tx.query(
    `insert into warning_settings (province_id, sender, identifier_prefix, sender_name, sender_name_en, sender_short, hotline, contact, web_base, words_per_minute, updated_at, updated_by_name)
     values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12)
     on conflict (province_id) do update set sender = excluded.sender, identifier_prefix = excluded.identifier_prefix, sender_name = excluded.sender_name,
       sender_name_en = excluded.sender_name_en, sender_short = excluded.sender_short, hotline = excluded.hotline, contact = excluded.contact, web_base = excluded.web_base,
       words_per_minute = excluded.words_per_minute, updated_at = excluded.updated_at, updated_by_name = excluded.updated_by_name`,
    [
      s.provinceId,
      s.sender,
      s.identifierPrefix,
      s.senderName,
      s.senderNameEn,
      s.senderShort,
      s.hotline,
      s.contact,
      s.webBase,
      s.wordsPerMinute,
      at,
      byName,
    ],
  )

/** Boundaries of communes as GeoJSON, for the polygons of a warning. */
export const boundariesOf = (tx: Tx, unitIds: readonly number[]) =>
  tx.query<{ id: number; boundary: unknown }>(`select id, boundary from units where id = any ($1::int[])`, [unitIds])

/** The last reading of series up to an instant, and the one an hour before it (55 minutes to 3 hours). */
export const latestReadings = (tx: Tx, runId: number, seriesIds: readonly number[], now: Date) =>
  tx.query<{ seriesId: number; at: Date; value: number; before: number | null; beforeAt: Date | null }>(
    `select s.id as "seriesId", l.at, l.value, b.value as before, b.at as "beforeAt"
     from unnest($2::int[]) as s(id)
     cross join lateral (select at, value from observations o where o.run_id = $1 and o.series_id = s.id and o.at <= $3 order by at desc limit 1) l
     left join lateral (select at, value from observations o where o.run_id = $1 and o.series_id = s.id and o.at <= l.at - interval '55 minutes'
       and o.at >= l.at - interval '3 hours' order by at desc limit 1) b on true`,
    [runId, seriesIds, now],
  )
