import type { Tx } from '../database.ts'

export type UnitRow = {
  id: number
  code: string
  kind: 'country' | 'province' | 'department' | 'commune' | 'hamlet' | 'force'
  name: string
  fullName: string
  parentId: number | null
  validFrom: string
  validTo: string | null
  aliases: string[]
  lat: number | null
  lon: number | null
  areaKm2: number | null
  attrs: Record<string, unknown>
  source: string | null
  invented: boolean
}

export const allUnits = (tx: Tx) =>
  tx.query<UnitRow>(`select id, code, kind, name, full_name as "fullName", parent_id as "parentId", valid_from as "validFrom", valid_to as "validTo",
    aliases, lat, lon, area_km2 as "areaKm2", attrs, source, invented from units order by id`)

export const allMandates = (tx: Tx) =>
  tx.query<{ unitId: number; overId: number; purpose: string }>(
    'select unit_id as "unitId", over_id as "overId", purpose from mandates',
  )

export type NewUnit = {
  code: string
  kind: UnitRow['kind']
  name: string
  fullName: string
  parentCode: string | null
  validFrom: string
  validTo?: string | null
  aliases?: string[]
  search: string
  lat?: number | null
  lon?: number | null
  areaKm2?: number | null
  boundary?: unknown
  attrs?: Record<string, unknown>
  source?: string | null
  invented?: boolean
}

/**
 * Inserts or updates many units by (code, valid_from), in one statement; parents are found by code among what is there and
 * what comes with it. Units must come parents first. Returns how many rows were written.
 */
export async function upsertUnits(tx: Tx, units: readonly NewUnit[]): Promise<number> {
  if (!units.length) return 0
  const rows = await tx.query<{ n: number }>(
    `with given as (
       select * from jsonb_to_recordset($1::jsonb) as x(code text, kind text, name text, "fullName" text, "validFrom" date, "validTo" date,
         aliases text[], search text, lat float8, lon float8, "areaKm2" float8, boundary jsonb, attrs jsonb, source text, invented boolean)
     ), written as (
       insert into units (code, kind, name, full_name, valid_from, valid_to, aliases, search, lat, lon, area_km2, boundary, attrs, source, invented)
       select code, kind, name, "fullName", "validFrom", "validTo", coalesce(aliases, '{}'), search, lat, lon, "areaKm2", boundary,
         coalesce(attrs, '{}'), source, coalesce(invented, false) from given
       on conflict (code, valid_from) do update set kind = excluded.kind, name = excluded.name, full_name = excluded.full_name, valid_to = excluded.valid_to,
         aliases = excluded.aliases, search = excluded.search, lat = coalesce(excluded.lat, units.lat), lon = coalesce(excluded.lon, units.lon),
         area_km2 = coalesce(excluded.area_km2, units.area_km2), boundary = coalesce(excluded.boundary, units.boundary),
         attrs = units.attrs || excluded.attrs, source = excluded.source, invented = excluded.invented
       returning 1)
     select count(*)::int as n from written`,
    [JSON.stringify(units)],
  )
  await tx.query(
    `update units u set parent_id = p.id
     from jsonb_to_recordset($1::jsonb) as x(code text, "validFrom" date, "parentCode" text)
     join lateral (select id from units where code = x."parentCode" order by valid_to is null desc, valid_from desc limit 1) p on true
     where u.code = x.code and u.valid_from = x."validFrom" and x."parentCode" is not null and u.parent_id is distinct from p.id`,
    [JSON.stringify(units.map(u => ({ code: u.code, validFrom: u.validFrom, parentCode: u.parentCode })))],
  )
  await tx.query(`select app.tell('units', 0)`)
  return rows[0]?.n ?? 0
}

/** What merged or abolished units became. */
export const allSuccessions = (tx: Tx) =>
  tx.query<{ oldId: number; newId: number }>('select old_id as "oldId", new_id as "newId" from unit_successions')
