import type { AwardLevel, CommendationState } from '@tusom/domain'
import type { Tx } from '../database.ts'

export type CommendationRecord = {
  id: number
  unitId: number
  toId: number
  reach: number[]
  kind: 'collective' | 'person'
  subjectId: number
  groupName: string
  sealKey: string
  nameSealed: Buffer | null
  positionSealed: Buffer | null
  merit: string
  award: AwardLevel
  linkKind: 'task' | 'report' | 'incident' | null
  linkId: number | null
  purpose: string
  legalBasis: string
  deleteAfter: string
  erasedAt: Date | null
  state: CommendationState
  reviewText: string
  decisionNumber: string | null
  decisionDate: string | null
  proposedAt: Date
  proposedBy: number
  proposedByName: string
  stateAt: Date
  sample: boolean
}
const columns = `id, unit_id as "unitId", to_id as "toId", reach, kind, subject_id as "subjectId", group_name as "groupName", seal_key as "sealKey",
  name_sealed as "nameSealed", position_sealed as "positionSealed", merit, award, link_kind as "linkKind", link_id as "linkId", purpose,
  legal_basis as "legalBasis", delete_after as "deleteAfter", erased_at as "erasedAt", state, review_text as "reviewText",
  decision_number as "decisionNumber", decision_date as "decisionDate", proposed_at as "proposedAt", proposed_by as "proposedBy",
  proposed_by_name as "proposedByName", state_at as "stateAt", sample`

export const listCommendations = (tx: Tx, limit = 1000) =>
  tx.query<CommendationRecord>(
    `select ${columns} from commendations order by state in ('awarded', 'declined', 'withdrawn'), proposed_at desc, id desc limit $1`,
    [limit],
  )
export const commendationsOf = (tx: Tx, ids: readonly number[]) =>
  tx.query<CommendationRecord>(`select ${columns} from commendations where id = any ($1::int[]) order by id`, [ids])
export const lockCommendation = (tx: Tx, id: number) =>
  tx.maybe<CommendationRecord>(`select ${columns} from commendations where id = $1 for update`, [id])
/** Whose it is and who has a part in it, whoever asks: for `permit`. Asked by the system. */
export const commendationTarget = (tx: Tx, runId: number, id: number) =>
  tx.maybe<{ unitId: number; reach: number[] }>(
    'select unit_id as "unitId", reach from commendations where run_id = $1 and id = $2',
    [runId, id],
  )

export type CommendationFields = Pick<
  CommendationRecord,
  | 'kind'
  | 'subjectId'
  | 'groupName'
  | 'nameSealed'
  | 'positionSealed'
  | 'merit'
  | 'award'
  | 'linkKind'
  | 'linkId'
  | 'deleteAfter'
>
const values = (c: CommendationFields) => [
  c.kind,
  c.subjectId,
  c.groupName,
  c.nameSealed,
  c.positionSealed,
  c.merit,
  c.award,
  c.linkKind,
  c.linkId,
  c.deleteAfter,
]
export const insertCommendation = (
  tx: Tx,
  c: CommendationFields &
    Pick<CommendationRecord, 'unitId' | 'toId' | 'reach' | 'sealKey' | 'purpose' | 'legalBasis'> & {
      provinceId: number
      at: Date
      byId: number
      byName: string
      sample?: boolean
    },
) =>
  tx.one<{ id: number }>(
    `insert into commendations (kind, subject_id, group_name, name_sealed, position_sealed, merit, award, link_kind, link_id, delete_after, province_id, unit_id,
       to_id, reach, seal_key, purpose, legal_basis, proposed_at, state_at, proposed_by, proposed_by_name, sample)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $18, $19, $20, $21) returning id`,
    [
      ...values(c),
      c.provinceId,
      c.unitId,
      c.toId,
      c.reach,
      c.sealKey,
      c.purpose,
      c.legalBasis,
      c.at,
      c.byId,
      c.byName,
      c.sample ?? false,
    ],
  )
export const changeCommendation = (tx: Tx, id: number, c: CommendationFields, at: Date) =>
  tx.query(
    `update commendations set kind = $1, subject_id = $2, group_name = $3, name_sealed = $4, position_sealed = $5, merit = $6, award = $7, link_kind = $8,
       link_id = $9, delete_after = $10, state = 'proposed', review_text = '', state_at = $12 where id = $11`,
    [...values(c), id, at],
  )
export const setCommendation = (
  tx: Tx,
  id: number,
  s: { state: CommendationState; text: string; decision: { number: string; date: string } | null; byName: string },
  at: Date,
) =>
  tx.query(
    `update commendations set state = $2, review_text = $3, decision_number = $4, decision_date = $5, reviewed_at = $6, reviewed_by_name = $7, state_at = $6 where id = $1`,
    [id, s.state, s.text, s.decision?.number ?? null, s.decision?.date ?? null, at, s.byName],
  )
const erasing = `erased_at = $2, name_sealed = null, position_sealed = null, group_name = '', merit = ''`
/** Taken back: what names somebody is erased at once. */
export const withdrawCommendation = (tx: Tx, id: number, at: Date) =>
  tx.query(`update commendations set state = 'withdrawn', state_at = $2, ${erasing} where id = $1`, [id, at])
/** By the system, on the day that stands beside it. Counts of what was proposed and decided stay. */
export const eraseCommendations = (tx: Tx, day: string, at: Date) =>
  tx.query<{ id: number }>(
    `update commendations set ${erasing} where erased_at is null and delete_after < $1::date returning id`,
    [day, at],
  )

export type CommendationStep = {
  commendationId: number
  act: string
  at: Date
  byName: string
  unitId: number
  text: string
}
export const commendationSteps = (tx: Tx, ids: readonly number[]) =>
  tx.query<CommendationStep>(
    `select commendation_id as "commendationId", act, at, by_name as "byName", unit_id as "unitId", text
     from commendation_steps where commendation_id = any ($1::int[]) order by id`,
    [ids],
  )
export const addCommendationStep = (tx: Tx, s: CommendationStep & { byId: number }) =>
  tx.query(
    `insert into commendation_steps (commendation_id, act, at, by_id, by_name, unit_id, text) values ($1, $2, $3, $4, $5, $6, $7)`,
    [s.commendationId, s.act, s.at, s.byId, s.byName, s.unitId, s.text],
  )

/** What waits for a word, without what names anybody: for digests. By the system. */
export const openCommendations = (tx: Tx) =>
  tx.query<{ id: number; unitId: number; toId: number; state: CommendationState; stateAt: Date }>(
    `select id, unit_id as "unitId", to_id as "toId", state, state_at as "stateAt" from commendations
     where state in ('proposed', 'returned', 'supported') order by id`,
  )
