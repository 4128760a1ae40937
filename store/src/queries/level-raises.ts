import type { Tx } from '../database.ts'

export type LevelRaise = {
  id: number
  areaId: number
  hazards: string[]
  base: number
  by: number
  reason: string
  at: Date
  userName: string
}
const columns = `id, area_id as "areaId", hazards, base, by_steps as by, reason, at, user_name as "userName"`

/** The raise that stands for a commune. */
export const standingRaise = (tx: Tx, areaId: number) =>
  tx.maybe<LevelRaise>(`select ${columns} from level_raises where area_id = $1 and ended_at is null`, [areaId])

export const endRaise = (tx: Tx, areaId: number, at: Date, name: string) =>
  tx.maybe<{ id: number }>(
    'update level_raises set ended_at = $2, ended_by_name = $3 where area_id = $1 and ended_at is null returning id',
    [areaId, at, name],
  )

export const insertRaise = (
  tx: Tx,
  r: {
    runId: number
    areaId: number
    hazards: string[]
    base: number
    by: number
    reason: string
    at: Date
    userId: number
    userName: string
  },
) =>
  tx.one<{ id: number }>(
    `insert into level_raises (run_id, area_id, hazards, base, by_steps, reason, at, user_id, user_name) values ($1,$2,$3,$4,$5,$6,$7,$8,$9) returning id`,
    [r.runId, r.areaId, r.hazards, r.base, r.by, r.reason, r.at, r.userId, r.userName],
  )
