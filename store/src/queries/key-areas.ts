import type { Tx } from '../database.ts'

export type KeyArea = {
  id: number
  provinceId: number
  ownerId: number
  code: string
  name: string
  communeIds: number[]
  fields: string[]
  why: string
  source: string
  invented: boolean
  updatedAt: Date
  updatedByName: string
}
const columns = `id, province_id as "provinceId", owner_id as "ownerId", code, name, commune_ids as "communeIds", fields, why, source, invented,
  updated_at as "updatedAt", updated_by_name as "updatedByName"`

/** The areas in sight, by code. */
export const keyAreas = (tx: Tx) =>
  tx.query<KeyArea>(
    `select ${columns} from key_areas where retired_at is null order by code collate "C", id limit 1000`,
  )

export const keyArea = (tx: Tx, id: number) =>
  tx.maybe<KeyArea>(`select ${columns} from key_areas where id = $1 and retired_at is null`, [id])

export type NewKeyArea = Omit<KeyArea, 'id' | 'updatedAt'> & { updatedAt: Date; updatedBy: number | null }

/** null where the code is taken. */
export const insertKeyArea = (tx: Tx, a: NewKeyArea) =>
  tx.maybe<{ id: number }>(
    `insert into key_areas (province_id, owner_id, code, name, commune_ids, fields, why, source, invented, updated_at, updated_by, updated_by_name)
     values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12) on conflict do nothing returning id`,
    [
      a.provinceId,
      a.ownerId,
      a.code,
      a.name,
      a.communeIds,
      a.fields,
      a.why,
      a.source,
      a.invented,
      a.updatedAt,
      a.updatedBy,
      a.updatedByName,
    ],
  )

export const changeKeyArea = (
  tx: Tx,
  id: number,
  a: Pick<KeyArea, 'name' | 'communeIds' | 'fields' | 'why' | 'source' | 'updatedAt' | 'updatedByName'> & {
    updatedBy: number
  },
) =>
  tx.maybe<{ id: number }>(
    `update key_areas set name = $2, commune_ids = $3, fields = $4, why = $5, source = $6, updated_at = $7, updated_by = $8, updated_by_name = $9
     where id = $1 and retired_at is null returning id`,
    [id, a.name, a.communeIds, a.fields, a.why, a.source, a.updatedAt, a.updatedBy, a.updatedByName],
  )

export const retireKeyArea = (tx: Tx, id: number, at: Date, userId: number, name: string) =>
  tx.maybe<{ id: number }>(
    `update key_areas set retired_at = $2, updated_at = $2, updated_by = $3, updated_by_name = $4 where id = $1 and retired_at is null returning id`,
    [id, at, userId, name],
  )

/**
 * Who sent counts whose codes begin so, and for which days: newest first, one row a unit and form. That a report came is no
 * figure of it, so this is asked by the system and not by the rights of reports.
 */
export const sentCounts = (tx: Tx, unitIds: readonly number[], begins: readonly string[]) =>
  tx.query<{ unitId: number; start: string; end: string; figures: number }>(
    `with wanted as (select form_code, array_agg(pos) as pos from report_positions p
       where exists (select from unnest($2::text[]) b where starts_with(p.element, b)) group by form_code)
     select distinct on (f.unit_id, f.form_code) f.unit_id as "unitId", f.period_start::text as start, f.period_end::text as end,
       (select count(*) from unnest(w.pos) x where f.figures[x] is not null)::int as figures
     from report_figures f join wanted w using (form_code)
     where f.run_id = 0 and f.unit_id = any ($1::int[]) and exists (select from unnest(w.pos) x where f.figures[x] is not null)
     order by f.unit_id, f.form_code, f.period_end desc`,
    [unitIds, begins],
  )
