import type { Tx } from '../database.ts'

export type DayOffRow = { day: string; kind: 'holiday' | 'workday'; name: string; at: Date; byName: string }

/** Holidays and working Saturdays of a province, oldest first. */
export const listDaysOff = (tx: Tx, provinceId: number) =>
  tx.query<DayOffRow>(
    'select day, kind, name, at, by_name as "byName" from report_days_off where province_id = $1 order by day',
    [provinceId],
  )

export const keepDayOff = (
  tx: Tx,
  d: {
    provinceId: number
    ownerId: number
    day: string
    kind: DayOffRow['kind']
    name: string
    at: Date
    byName: string
  },
) =>
  tx.query(
    `insert into report_days_off (province_id, day, kind, name, owner_id, at, by_name) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (province_id, day) do update set kind = excluded.kind, name = excluded.name, owner_id = excluded.owner_id, at = excluded.at, by_name = excluded.by_name`,
    [d.provinceId, d.day, d.kind, d.name, d.ownerId, d.at, d.byName],
  )

/** Takes a day out again; false when it was not there. */
export const dropDayOff = async (tx: Tx, provinceId: number, day: string): Promise<boolean> =>
  (await tx.query('delete from report_days_off where province_id = $1 and day = $2 returning day', [provinceId, day]))
    .length === 1
