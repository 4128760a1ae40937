import type { Tx } from '../database.ts'

export type CivilDefenceRecord = {
  id: number
  provinceId: number
  unitId: number
  level: 1 | 2 | 3
  incident: string
  scope: string
  criteria: { extent: string; place: string; course: string; capacity: string }
  lacks: string
  state: 'proposed' | 'turned-down' | 'declared' | 'lift-proposed' | 'lifted'
  proposedAt: Date
  proposedBy: number
  proposedByName: string
  proposedByUnit: number
  decidedAt: Date | null
  decidedByName: string | null
  decisionNumber: string | null
  decisionDate: string | null
  liftReason: string | null
  liftProposedAt: Date | null
  liftProposedBy: number | null
  liftProposedByName: string | null
  liftedAt: Date | null
  liftedByName: string | null
  liftNumber: string | null
  liftDate: string | null
}
const columns = `id, province_id as "provinceId", unit_id as "unitId", level, incident, scope, criteria, lacks, state, proposed_at as "proposedAt",
  proposed_by as "proposedBy", proposed_by_name as "proposedByName", proposed_by_unit as "proposedByUnit", decided_at as "decidedAt",
  decided_by_name as "decidedByName", decision_number as "decisionNumber", decision_date::text as "decisionDate", lift_reason as "liftReason",
  lift_proposed_at as "liftProposedAt", lift_proposed_by as "liftProposedBy", lift_proposed_by_name as "liftProposedByName",
  lifted_at as "liftedAt", lifted_by_name as "liftedByName", lift_number as "liftNumber", lift_date::text as "liftDate"`

/** Those in sight: what holds first, then what waits, then the newest. */
export const civilDefenceLevels = (tx: Tx) =>
  tx.query<CivilDefenceRecord>(
    `select ${columns} from civil_defence_levels
     order by array_position(array['declared', 'lift-proposed', 'proposed', 'lifted', 'turned-down'], state), level desc, proposed_at desc limit 200`,
  )
/** Those that hold now, the highest first. */
export const civilDefenceInForce = (tx: Tx) =>
  tx.query<CivilDefenceRecord>(
    `select ${columns} from civil_defence_levels where state in ('declared', 'lift-proposed') order by level desc, decided_at desc limit 100`,
  )
export const civilDefenceLevel = (tx: Tx, id: number) =>
  tx.maybe<CivilDefenceRecord>(`select ${columns} from civil_defence_levels where id = $1`, [id])
export const lockCivilDefenceLevel = (tx: Tx, id: number) =>
  tx.maybe<CivilDefenceRecord>(`select ${columns} from civil_defence_levels where id = $1 for update`, [id])

/** null where such a matter is open already. */
export const proposeCivilDefence = (
  tx: Tx,
  r: Pick<
    CivilDefenceRecord,
    | 'provinceId'
    | 'unitId'
    | 'level'
    | 'incident'
    | 'scope'
    | 'criteria'
    | 'lacks'
    | 'proposedAt'
    | 'proposedBy'
    | 'proposedByName'
    | 'proposedByUnit'
  > & { runId: number },
) =>
  tx.maybe<{ id: number }>(
    `insert into civil_defence_levels (run_id, province_id, unit_id, level, incident, scope, criteria, lacks, proposed_at, proposed_by, proposed_by_name, proposed_by_unit)
     values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12) on conflict do nothing returning id`,
    [
      r.runId,
      r.provinceId,
      r.unitId,
      r.level,
      r.incident,
      r.scope,
      JSON.stringify(r.criteria),
      r.lacks,
      r.proposedAt,
      r.proposedBy,
      r.proposedByName,
      r.proposedByUnit,
    ],
  )

type Who = { id: number; name: string; at: Date }
export const decideCivilDefence = (
  tx: Tx,
  id: number,
  state: 'declared' | 'turned-down',
  who: Who,
  decision: { number: string; date: string } | null,
) =>
  tx.query(
    `update civil_defence_levels set state = $2, decided_at = $3, decided_by = $4, decided_by_name = $5, decision_number = $6, decision_date = $7 where id = $1`,
    [id, state, who.at, who.id, who.name, decision?.number ?? null, decision?.date ?? null],
  )
export const proposeLift = (tx: Tx, id: number, who: Who, reason: string) =>
  tx.query(
    `update civil_defence_levels set state = 'lift-proposed', lift_reason = $2, lift_proposed_at = $3, lift_proposed_by = $4, lift_proposed_by_name = $5 where id = $1`,
    [id, reason, who.at, who.id, who.name],
  )
/** The proposal to lift is not followed: what was said stays among the steps. */
export const keepCivilDefence = (tx: Tx, id: number) =>
  tx.query(
    `update civil_defence_levels set state = 'declared', lift_reason = null, lift_proposed_at = null, lift_proposed_by = null, lift_proposed_by_name = null where id = $1`,
    [id],
  )
export const liftCivilDefence = (tx: Tx, id: number, who: Who, decision: { number: string; date: string } | null) =>
  tx.query(
    `update civil_defence_levels set state = 'lifted', lifted_at = $2, lifted_by = $3, lifted_by_name = $4, lift_number = $5, lift_date = $6 where id = $1`,
    [id, who.at, who.id, who.name, decision?.number ?? null, decision?.date ?? null],
  )

export type CivilDefenceStep = { levelId: number; act: string; at: Date; name: string; unitId: number; remark: string }
export const civilDefenceSteps = (tx: Tx, ids: readonly number[]) =>
  tx.query<CivilDefenceStep>(
    `select level_id as "levelId", act, at, by_name as name, unit_id as "unitId", remark from civil_defence_steps where level_id = any ($1::int[]) order by id`,
    [ids],
  )
export const addCivilDefenceStep = (
  tx: Tx,
  s: { runId: number; levelId: number; act: string; who: Who; unitId: number; remark: string },
) =>
  tx.query(
    'insert into civil_defence_steps (run_id, level_id, act, at, by_id, by_name, unit_id, remark) values ($1,$2,$3,$4,$5,$6,$7,$8)',
    [s.runId, s.levelId, s.act, s.who.at, s.who.id, s.who.name, s.unitId, s.remark],
  )
