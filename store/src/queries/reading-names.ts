import type { Tx } from '../database.ts'

export type ReadingName = {
  id: number
  unitId: number
  kind: 'station' | 'indicator'
  name: string
  means: string
  setAt: Date
  setByName: string
}
const columns = `id, unit_id as "unitId", kind, name, means, set_at as "setAt", set_by_name as "setByName"`

export const listReadingNames = (tx: Tx) =>
  tx.query<ReadingName>(`select ${columns} from reading_names order by kind, name, unit_id limit 5000`)
export const readingNameById = (tx: Tx, id: number) =>
  tx.maybe<ReadingName>(`select ${columns} from reading_names where id = $1`, [id])
/** Names that hold for a unit: its own and those of the units above it. Read by the system: a unit does not see its superiors' rows. */
export const readingNamesFor = (tx: Tx, unitIds: readonly number[]) =>
  tx.query<{ unitId: number; kind: 'station' | 'indicator'; name: string; means: string }>(
    `select unit_id as "unitId", kind, name, means from reading_names where unit_id = any ($1::int[])`,
    [unitIds],
  )
export const setReadingName = (
  tx: Tx,
  n: { unitId: number; kind: string; name: string; means: string; at: Date; userId: number; userName: string },
) =>
  tx.one<{ id: number }>(
    `insert into reading_names (unit_id, kind, name, means, set_at, set_by, set_by_name) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (unit_id, kind, name) do update set means = excluded.means, set_at = excluded.set_at, set_by = excluded.set_by,
       set_by_name = excluded.set_by_name returning id`,
    [n.unitId, n.kind, n.name, n.means, n.at, n.userId, n.userName],
  )
export const dropReadingName = (tx: Tx, id: number) => tx.query('delete from reading_names where id = $1', [id])

export type StoredMapping = { mapping: unknown; fileName: string; usedAt: Date; usedByName: string; times: number }
export const findMapping = (tx: Tx, unitId: number, fingerprint: string) =>
  tx.maybe<StoredMapping>(
    `select mapping, file_name as "fileName", used_at as "usedAt", used_by_name as "usedByName", times from reading_mappings
     where unit_id = $1 and fingerprint = $2`,
    [unitId, fingerprint],
  )
export const rememberMapping = (
  tx: Tx,
  m: { unitId: number; fingerprint: string; mapping: unknown; fileName: string; at: Date; userName: string },
) =>
  tx.query(
    `insert into reading_mappings (unit_id, fingerprint, mapping, file_name, used_at, used_by_name) values ($1, $2, $3, $4, $5, $6)
     on conflict (unit_id, fingerprint) do update set mapping = excluded.mapping, file_name = excluded.file_name,
       used_at = excluded.used_at, used_by_name = excluded.used_by_name, times = reading_mappings.times + 1`,
    [m.unitId, m.fingerprint, JSON.stringify(m.mapping), m.fileName, m.at, m.userName],
  )
