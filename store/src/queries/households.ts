import type { HouseholdHazard, HouseType, Vulnerable } from '@tusom/domain'
import type { Tx } from '../database.ts'

export type LegalBasis = 'consent' | '19.1a' | '19.1b' | '19.1c' | '19.1d' | '19.1đ'
/** Why a record is kept, by which point of Luật 91/2025/QH15 (Điều 19.1) or consent, and until when (YYYY-MM-DD). */
export type Grounds = { purpose: string; legalBasis: LegalBasis; deleteAfter: string }

export type NewHousehold = Grounds & {
  communeId: number
  hamletId: number
  code: string
  nameSealed: Buffer | null
  phoneSealed: Buffer | null
  alternateSealed: Buffer | null
  pointSealed: Buffer | null
  noteSealed: Buffer | null
  nameWords: Buffer[]
  phoneHashes: Buffer[]
  people: number
  usuallyAway: number
  vulnerable: Vulnerable
  houseType: HouseType
  floors: number
  raisedM: number
  hazards: HouseholdHazard[]
  floodGroup: 1 | 2 | null
  thresholdNote: string
  bigLivestock: number
  hostId: number | null
  shelterId: number | null
  invented?: boolean
  source?: string | null
}

const hex = (b: Buffer | null) => (b ? `\\x${b.toString('hex')}` : null)

/** Inserts or updates by (commune, code), in one statement. Returns how many were new and changed. */
export const upsertHouseholds = (tx: Tx, rows: readonly NewHousehold[], at: Date, by: number | null) =>
  tx.one<{ added: number; changed: number }>(
    `with x as (select * from jsonb_to_recordset($1::jsonb) as x("communeId" int, "hamletId" int, code text, "nameSealed" bytea, "phoneSealed" bytea, "alternateSealed" bytea,
        "pointSealed" bytea, "noteSealed" bytea, "nameWords" bytea[], "phoneHashes" bytea[], people int, "usuallyAway" int, vulnerable jsonb, "houseType" text, floors int,
        "raisedM" float8, hazards text[], "floodGroup" smallint, "thresholdNote" text, "bigLivestock" int, "hostId" int, "shelterId" int, purpose text, "legalBasis" text,
        "deleteAfter" date, invented boolean, source text)),
     w as (
       insert into households as h (commune_id, hamlet_id, code, name_sealed, phone_sealed, alternate_sealed, point_sealed, note_sealed, name_words, phone_hashes, people, usually_away,
         children_under_6, elderly, pregnant_or_infant, disabled, bedridden, poor, lives_alone, house_type, floors, raised_m, hazards, flood_group, threshold_note, big_livestock,
         host_id, shelter_id, purpose, legal_basis, delete_after, invented, source, updated_at, updated_by)
       select "communeId", "hamletId", code, "nameSealed", "phoneSealed", "alternateSealed", "pointSealed", "noteSealed", "nameWords", "phoneHashes", people, "usuallyAway",
         (vulnerable->>'childrenUnder6')::int, (vulnerable->>'elderly')::int, (vulnerable->>'pregnantOrInfant')::int, (vulnerable->>'disabled')::int, (vulnerable->>'bedridden')::int,
         (vulnerable->>'poor')::int, (vulnerable->>'livesAlone')::int, "houseType", floors, "raisedM", hazards, "floodGroup", "thresholdNote", "bigLivestock", "hostId", "shelterId",
         purpose, "legalBasis", "deleteAfter", coalesce(invented, false), source, $2, $3 from x
       on conflict (commune_id, code) do update set hamlet_id = excluded.hamlet_id, name_sealed = excluded.name_sealed, phone_sealed = excluded.phone_sealed,
         alternate_sealed = excluded.alternate_sealed, point_sealed = excluded.point_sealed, note_sealed = excluded.note_sealed, name_words = excluded.name_words,
         phone_hashes = excluded.phone_hashes, people = excluded.people, usually_away = excluded.usually_away, children_under_6 = excluded.children_under_6, elderly = excluded.elderly,
         pregnant_or_infant = excluded.pregnant_or_infant, disabled = excluded.disabled, bedridden = excluded.bedridden, poor = excluded.poor, lives_alone = excluded.lives_alone,
         house_type = excluded.house_type, floors = excluded.floors, raised_m = excluded.raised_m, hazards = excluded.hazards, flood_group = excluded.flood_group,
         threshold_note = excluded.threshold_note, big_livestock = excluded.big_livestock, host_id = excluded.host_id, shelter_id = excluded.shelter_id, purpose = excluded.purpose,
         legal_basis = excluded.legal_basis, delete_after = excluded.delete_after, active = true, erased_at = null, invented = excluded.invented, source = excluded.source,
         updated_at = excluded.updated_at, updated_by = excluded.updated_by
       returning (xmax = 0) as new)
     select count(*) filter (where new)::int as added, count(*) filter (where not new)::int as changed from w`,
    [
      JSON.stringify(
        rows.map(r => ({
          ...r,
          nameSealed: hex(r.nameSealed),
          phoneSealed: hex(r.phoneSealed),
          alternateSealed: hex(r.alternateSealed),
          pointSealed: hex(r.pointSealed),
          noteSealed: hex(r.noteSealed),
          nameWords: r.nameWords.map(hex),
          phoneHashes: r.phoneHashes.map(hex),
        })),
      ),
      at,
      by,
    ],
  )

export type NewHost = Grounds & {
  communeId: number
  hamletId: number
  code: string
  nameSealed: Buffer | null
  phoneSealed: Buffer | null
  pointSealed: Buffer | null
  nameWords: Buffer[]
  phoneHashes: Buffer[]
  capacity: number
  houseType: string
  floors: number
  safeFrom: HouseholdHazard[]
  invented?: boolean
  source?: string | null
}

export const upsertHosts = (tx: Tx, rows: readonly NewHost[], at: Date, by: number | null) =>
  tx.one<{ added: number; changed: number }>(
    `with x as (select * from jsonb_to_recordset($1::jsonb) as x("communeId" int, "hamletId" int, code text, "nameSealed" bytea, "phoneSealed" bytea, "pointSealed" bytea,
        "nameWords" bytea[], "phoneHashes" bytea[], capacity int, "houseType" text, floors int, "safeFrom" text[], purpose text, "legalBasis" text, "deleteAfter" date, invented boolean, source text)),
     w as (
       insert into host_households (commune_id, hamlet_id, code, name_sealed, phone_sealed, point_sealed, name_words, phone_hashes, capacity, house_type, floors, safe_from, purpose,
         legal_basis, delete_after, invented, source, updated_at, updated_by)
       select "communeId", "hamletId", code, "nameSealed", "phoneSealed", "pointSealed", "nameWords", "phoneHashes", capacity, "houseType", floors, "safeFrom", purpose, "legalBasis",
         "deleteAfter", coalesce(invented, false), source, $2, $3 from x
       on conflict (commune_id, code) do update set hamlet_id = excluded.hamlet_id, name_sealed = excluded.name_sealed, phone_sealed = excluded.phone_sealed, point_sealed = excluded.point_sealed,
         name_words = excluded.name_words, phone_hashes = excluded.phone_hashes, capacity = excluded.capacity, house_type = excluded.house_type, floors = excluded.floors,
         safe_from = excluded.safe_from, purpose = excluded.purpose, legal_basis = excluded.legal_basis, delete_after = excluded.delete_after, active = true, erased_at = null,
         invented = excluded.invented, source = excluded.source, updated_at = excluded.updated_at, updated_by = excluded.updated_by
       returning (xmax = 0) as new)
     select count(*) filter (where new)::int as added, count(*) filter (where not new)::int as changed from w`,
    [
      JSON.stringify(
        rows.map(r => ({
          ...r,
          nameSealed: hex(r.nameSealed),
          phoneSealed: hex(r.phoneSealed),
          pointSealed: hex(r.pointSealed),
          nameWords: r.nameWords.map(hex),
          phoneHashes: r.phoneHashes.map(hex),
        })),
      ),
      at,
      by,
    ],
  )

export type HouseholdRow = Vulnerable & {
  id: number
  communeId: number
  hamletId: number
  code: string
  nameSealed: Buffer | null
  phoneSealed: Buffer | null
  alternateSealed: Buffer | null
  pointSealed: Buffer | null
  noteSealed: Buffer | null
  people: number
  usuallyAway: number
  houseType: HouseType
  floors: number
  raisedM: number
  hazards: HouseholdHazard[]
  floodGroup: 1 | 2 | null
  thresholdNote: string
  bigLivestock: number
  hostId: number | null
  shelterId: number | null
  purpose: string
  legalBasis: LegalBasis
  deleteAfter: string
  invented: boolean
  updatedAt: Date
}

const householdColumns = `h.id, h.commune_id as "communeId", h.hamlet_id as "hamletId", h.code, h.name_sealed as "nameSealed", h.phone_sealed as "phoneSealed",
  h.alternate_sealed as "alternateSealed", h.point_sealed as "pointSealed", h.note_sealed as "noteSealed", h.people, h.usually_away as "usuallyAway",
  h.children_under_6 as "childrenUnder6", h.elderly, h.pregnant_or_infant as "pregnantOrInfant", h.disabled, h.bedridden, h.poor, h.lives_alone as "livesAlone",
  h.house_type as "houseType", h.floors, h.raised_m as "raisedM", h.hazards, h.flood_group as "floodGroup", h.threshold_note as "thresholdNote",
  h.big_livestock as "bigLivestock", h.host_id as "hostId", h.shelter_id as "shelterId", h.purpose, h.legal_basis as "legalBasis", h.delete_after as "deleteAfter",
  h.invented, h.updated_at as "updatedAt"`

/** Households of hamlets; `words` and `phone` are keyed hashes, all words must match. */
export const listHouseholds = (
  tx: Tx,
  hamletIds: readonly number[],
  find: { words?: Buffer[]; phone?: Buffer | null } = {},
) =>
  tx.query<HouseholdRow>(
    `select ${householdColumns} from households h
     where h.active and h.hamlet_id = any ($1::int[]) and ($2::bytea[] is null or h.name_words @> $2::bytea[]) and ($3::bytea is null or $3::bytea = any (h.phone_hashes))
     order by h.hamlet_id, h.code`,
    [hamletIds, find.words?.length ? find.words : null, find.phone ?? null],
  )

export const findHousehold = (tx: Tx, id: number) =>
  tx.maybe<HouseholdRow>(`select ${householdColumns} from households h where h.active and h.id = $1`, [id])

/** Which of these the reader may see, with where they belong. */
export const householdsById = (tx: Tx, ids: readonly number[]) =>
  tx.query<{ id: number; communeId: number; hamletId: number; people: number }>(
    'select id, commune_id as "communeId", hamlet_id as "hamletId", people from households where active and id = any ($1::int[])',
    [ids],
  )

export type HostRow = {
  id: number
  communeId: number
  hamletId: number
  code: string
  nameSealed: Buffer | null
  phoneSealed: Buffer | null
  pointSealed: Buffer | null
  capacity: number
  houseType: string
  floors: number
  safeFrom: HouseholdHazard[]
  invented: boolean
}
const hostColumns = `id, commune_id as "communeId", hamlet_id as "hamletId", code, name_sealed as "nameSealed", phone_sealed as "phoneSealed", point_sealed as "pointSealed",
  capacity, house_type as "houseType", floors, safe_from as "safeFrom", invented`

export const listHosts = (tx: Tx, hamletIds: readonly number[]) =>
  tx.query<HostRow>(
    `select ${hostColumns} from host_households where active and hamlet_id = any ($1::int[]) order by hamlet_id, code`,
    [hamletIds],
  )
export const hostsById = (tx: Tx, ids: readonly number[]) =>
  tx.query<HostRow>(`select ${hostColumns} from host_households where id = any ($1::int[]) order by id`, [ids])

/** Takes households off the register: what names them is erased at once, the counts of past evacuations stay. */
export const eraseHouseholds = (tx: Tx, ids: readonly number[], at: Date) =>
  tx.query<{ id: number }>(
    `update households set active = false, erased_at = $2, name_sealed = null, phone_sealed = null, alternate_sealed = null, point_sealed = null, note_sealed = null,
       name_words = '{}', phone_hashes = '{}', threshold_note = '', children_under_6 = 0, elderly = 0, pregnant_or_infant = 0, disabled = 0, bedridden = 0, poor = 0, lives_alone = 0
     where id = any ($1::int[]) and erased_at is null returning id`,
    [ids, at],
  )

/** Erases what is past its day of deletion (system role). Returns how many households and hosts. */
export async function erasePastDue(tx: Tx, day: string, at: Date): Promise<{ households: number; hosts: number }> {
  const due = await tx.query<{ id: number }>(
    'select id from households where erased_at is null and delete_after < $1::date',
    [day],
  )
  const households = await eraseHouseholds(
    tx,
    due.map(d => d.id),
    at,
  )
  const hosts = await tx.query(
    `update host_households set active = false, erased_at = $2, name_sealed = null, phone_sealed = null, point_sealed = null, name_words = '{}', phone_hashes = '{}'
     where erased_at is null and delete_after < $1::date returning id`,
    [day, at],
  )
  return { households: households.length, hosts: hosts.length }
}

/**
 * Notes that names were read: one row for one list or one household. A page that renews itself while it is open is one
 * reading: within `minutes` the same person, list and purpose are noted once.
 */
export const notePersonalRead = (
  tx: Tx,
  r: {
    at: Date
    userId: number
    userName: string
    unitId: number
    runId: number
    subject: string
    records: number
    purpose: string
  },
  minutes = 0,
) =>
  tx.query(
    `insert into personal_reads (at, user_id, user_name, unit_id, run_id, subject, records, purpose)
     select $1::timestamptz, $2::int, $3, $4::int, $5::int, $6, $7::int, $8
     where $9::int = 0 or not exists (select from personal_reads p where p.unit_id = $4 and p.user_id = $2 and p.subject = $6 and p.purpose = $8 and p.records >= $7
       and p.at > $1::timestamptz - make_interval(mins => $9::int) and p.at <= $1::timestamptz)`,
    [r.at, r.userId, r.userName, r.unitId, r.runId, r.subject, r.records, r.purpose, minutes],
  )

export const listPersonalReads = (tx: Tx, limit = 200) =>
  tx.query<{
    id: number
    at: Date
    userName: string
    unitId: number
    subject: string
    records: number
    purpose: string
  }>(
    `select id, at, user_name as "userName", unit_id as "unitId", subject, records, purpose from personal_reads order by at desc, id desc limit $1`,
    [limit],
  )

export type HouseholdCount = {
  communeId: number
  hamletId: number
  households: number
  people: number
  floodHouseholds: number
  floodPeople: number
  group1Households: number
  group1People: number
  landslideHouseholds: number
  landslidePeople: number
  childrenUnder6: number
  elderly: number
  pregnantOrInfant: number
  disabled: number
  bedridden: number
  poor: number
  livesAlone: number
  transportHouseholds: number
  bigLivestock: number
}

/** Counts by hamlet, for units held or watched: also for those who may not see a household. */
export const householdCounts = (tx: Tx) =>
  tx.query<HouseholdCount>(
    `select commune_id as "communeId", hamlet_id as "hamletId", households, people, flood_households as "floodHouseholds", flood_people as "floodPeople",
       group1_households as "group1Households", group1_people as "group1People", landslide_households as "landslideHouseholds", landslide_people as "landslidePeople",
       children_under_6 as "childrenUnder6", elderly, pregnant_or_infant as "pregnantOrInfant", disabled, bedridden, poor, lives_alone as "livesAlone",
       transport_households as "transportHouseholds", livestock as "bigLivestock" from app.household_counts() order by commune_id, hamlet_id`,
  )
