import type { Tx } from '../database.ts'

/** Run 0 is the actual one; every other is an exercise with its own clock. */
export type RunRow = {
  id: number
  name: string
  ownerId: number | null
  clockAt: Date | null
  anchorAt: Date | null
  speed: number
  startedAt: Date
  endedAt: Date | null
}

const columns =
  'id, name, owner_id as "ownerId", clock_at as "clockAt", anchor_at as "anchorAt", speed, started_at as "startedAt", ended_at as "endedAt"'
export const findRun = (tx: Tx, id: number) => tx.maybe<RunRow>(`select ${columns} from runs where id = $1`, [id])
/** Exercises that have not ended. */
export const openExercises = (tx: Tx) =>
  tx.query<RunRow>(`select ${columns} from runs where id <> 0 and ended_at is null order by id`)
export const listRuns = (tx: Tx) => tx.query<RunRow>(`select ${columns} from runs order by id desc limit 100`)
export const startRun = (tx: Tx, r: { name: string; ownerId: number; clockAt: Date; now: Date; speed: number }) =>
  tx.one<RunRow>(
    `insert into runs (id, name, owner_id, clock_at, anchor_at, speed, started_at) values (nextval('run_ids'), $1, $2, $3, $4, $5, $4) returning ${columns}`,
    [r.name, r.ownerId, r.clockAt, r.now, r.speed],
  )
export const setRunClock = (tx: Tx, id: number, clockAt: Date, now: Date, speed: number) =>
  tx.query(`update runs set clock_at = $2, anchor_at = $3, speed = $4 where id = $1`, [id, clockAt, now, speed])
export const endRun = (tx: Tx, id: number, now: Date) =>
  tx.query(
    `update runs set ended_at = $2, clock_at = clock_at + ($2 - anchor_at) * speed, anchor_at = $2 where id = $1`,
    [id, now],
  )
