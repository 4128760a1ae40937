import type { ShelterRecord } from '@tusom/domain'
import type { Tx } from '../database.ts'

export type ShelterRow = {
  id: number
  communeId: number
  hamletId: number | null
  code: string
  name: string
  nameEn: string | null
  kind: ShelterRecord['kind']
  capacity: number
  lat: number | null
  lon: number | null
  safeFrom: ShelterRecord['safeFrom']
  hasWater: boolean
  hasToilet: boolean
  hasPower: boolean
  active: boolean
  invented: boolean
  /** people there now, in this run */
  there: number
  /** people told to come who are not there yet */
  coming: number
}

const columns = `s.id, s.commune_id as "communeId", s.hamlet_id as "hamletId", s.code, s.name, s.name_en as "nameEn", s.kind, s.capacity, s.lat, s.lon,
  s.safe_from as "safeFrom", s.has_water as "hasWater", s.has_toilet as "hasToilet", s.has_power as "hasPower", s.active, s.invented,
  coalesce(l.there, 0) as there, coalesce(l.coming, 0) as coming`

/** Shelters of communes, with how full they are in the run. */
export const listShelters = (tx: Tx, communeIds: readonly number[]) =>
  tx.query<ShelterRow>(
    `select ${columns} from shelters s left join app.shelter_load() l on l.shelter_id = s.id
     where s.commune_id = any ($1::int[]) order by s.commune_id, s.code`,
    [communeIds],
  )

export type PublicShelter = {
  id: number
  communeId: number
  name: string
  nameEn: string | null
  kind: ShelterRecord['kind']
  lat: number | null
  lon: number | null
  safeFrom: ShelterRecord['safeFrom']
  capacity: number
  there: number
  placesLeft: number
}

/** For the public page (role tusom_public): open shelters of a commune and places left now. No person, no address of one. */
export const publicShelters = (tx: Tx, communeId: number) =>
  tx.query<PublicShelter>(
    `select s.id, s.commune_id as "communeId", s.name, s.name_en as "nameEn", s.kind, s.lat, s.lon, s.safe_from as "safeFrom", s.capacity,
       coalesce(l.there, 0) as there, greatest(0, s.capacity - coalesce(l.there, 0)) as "placesLeft"
     from shelters s left join app.shelter_load() l on l.shelter_id = s.id
     where s.active and s.commune_id = $1 order by s.code`,
    [communeId],
  )

export type NewShelter = ShelterRecord & { communeId: number; invented?: boolean; source?: string | null }

/** Inserts or updates by (commune, code), in one statement. Returns how many were new and changed. */
export const upsertShelters = (tx: Tx, rows: readonly NewShelter[], at: Date, by: number | null) =>
  tx.one<{ added: number; changed: number }>(
    `with x as (select * from jsonb_to_recordset($1::jsonb) as x("communeId" int, "hamletId" int, code text, name text, "nameEn" text, kind text, capacity int,
        point jsonb, "safeFrom" text[], "hasWater" boolean, "hasToilet" boolean, "hasPower" boolean, invented boolean, source text)),
     w as (
       insert into shelters (commune_id, hamlet_id, code, name, name_en, kind, capacity, lat, lon, safe_from, has_water, has_toilet, has_power, invented, source, updated_at, updated_by)
       select "communeId", "hamletId", code, name, "nameEn", kind, capacity, (point->>'lat')::float8, (point->>'lon')::float8, "safeFrom", "hasWater", "hasToilet", "hasPower",
         coalesce(invented, false), source, $2, $3 from x
       on conflict (commune_id, code) do update set hamlet_id = excluded.hamlet_id, name = excluded.name, name_en = excluded.name_en, kind = excluded.kind,
         capacity = excluded.capacity, lat = excluded.lat, lon = excluded.lon, safe_from = excluded.safe_from, has_water = excluded.has_water,
         has_toilet = excluded.has_toilet, has_power = excluded.has_power, active = true, invented = excluded.invented, source = excluded.source,
         updated_at = excluded.updated_at, updated_by = excluded.updated_by
       returning (xmax = 0) as new)
     select count(*) filter (where new)::int as added, count(*) filter (where not new)::int as changed from w`,
    [JSON.stringify(rows), at, by],
  )

export const setShelterActive = (tx: Tx, id: number, active: boolean, at: Date, by: number) =>
  tx.maybe<{ id: number }>(
    'update shelters set active = $2, updated_at = $3, updated_by = $4 where id = $1 returning id',
    [id, active, at, by],
  )

export const shelterCommune = (tx: Tx, id: number) =>
  tx.maybe<{ communeId: number }>('select commune_id as "communeId" from shelters where id = $1', [id])
