import type { Tx } from '../database.ts'

export type BulletinOrigin = 'typed' | 'text' | 'file' | 'fetched'

/** A bulletin as it was filed, with what was read in it. */
export type FiledBulletinRow = {
  id: number
  issuer: string
  number: string | null
  hazard: string
  issuedAt: Date
  nextAt: Date | null
  expiresAt: Date | null
  validUntil: Date | null
  endsAt: Date | null
  text: string
  origin: BulletinOrigin
  reading: Record<string, unknown> | null
  enteredByName: string
  enteredAt: Date
}

const columns = `b.id, b.issuer, b.number, b.hazard, b.issued_at as "issuedAt", b.next_at as "nextAt", b.expires_at as "expiresAt", b.valid_until as "validUntil",
  b.ends_at as "endsAt", b.text, b.origin, b.reading, b.entered_by_name as "enteredByName", b.entered_at as "enteredAt"`

export const fileBulletin = (
  tx: Tx,
  b: {
    runId: number
    provinceId: number
    issuer: string
    number: string | null
    hazard: string
    issuedAt: Date
    nextAt: Date | null
    expiresAt: Date | null
    validUntil: Date
    endsAt: Date
    text: string
    origin: BulletinOrigin
    reading: unknown
    enteredBy: number
    enteredByName: string
    enteredAt: Date
  },
) =>
  tx.one<{ id: number }>(
    `insert into bulletins (run_id, province_id, issuer, number, hazard, issued_at, next_at, expires_at, valid_until, ends_at, text, origin, reading, entered_by, entered_by_name, entered_at)
     values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16) returning id`,
    [
      b.runId,
      b.provinceId,
      b.issuer,
      b.number,
      b.hazard,
      b.issuedAt,
      b.nextAt,
      b.expiresAt,
      b.validUntil,
      b.endsAt,
      b.text,
      b.origin,
      b.reading === null ? null : JSON.stringify(b.reading),
      b.enteredBy,
      b.enteredByName,
      b.enteredAt,
    ],
  )

export const filedBulletins = (tx: Tx) =>
  tx.query<FiledBulletinRow>(`select ${columns} from bulletins b order by b.issued_at desc, b.id desc limit 100`)

export const filedBulletin = (tx: Tx, id: number) =>
  tx.maybe<FiledBulletinRow>(`select ${columns} from bulletins b where b.id = $1`, [id])

/** The same bulletin filed before: of one issuer, hazard and hour. */
export const filedBefore = (tx: Tx, issuer: string, hazard: string, issuedAt: Date) =>
  tx.maybe<{ id: number; enteredByName: string; enteredAt: Date }>(
    `select id, entered_by_name as "enteredByName", entered_at as "enteredAt" from bulletins where lower(issuer) = lower($1) and hazard = $2 and issued_at = $3 order by id desc limit 1`,
    [issuer, hazard, issuedAt],
  )

/** Bulletins whose words still hold or that ran out of date not long ago, newest first: what forecasts are taken from. */
export const livingBulletins = (tx: Tx, now: Date) =>
  tx.query<FiledBulletinRow>(
    `select ${columns} from bulletins b where b.issued_at <= $1 and coalesce(b.ends_at, b.issued_at + interval '48 hours') > $1
     order by b.issued_at desc, b.id desc limit 60`,
    [now],
  )

/** When bulletins of each hazard were issued lately. */
export const issuedLately = (tx: Tx, since: Date) =>
  tx.query<{ hazard: string; issuedAt: Date; nextAt: Date | null }>(
    `select h as hazard, b.issued_at as "issuedAt", b.next_at as "nextAt" from bulletins b
     cross join lateral (select b.hazard as h union select l->>'hazard' from jsonb_array_elements(coalesce(b.reading->'levels', '[]')) l) x
     where b.issued_at >= $1`,
    [since],
  )

/** Which official levels come from which bulletin, and until when that one is in date. */
export const officialBulletins = (tx: Tx, now: Date) =>
  tx.query<{
    areaId: number
    hazard: string
    level: number
    since: Date
    bulletinId: number
    issuedAt: Date
    nextAt: Date | null
    expiresAt: Date | null
    validUntil: Date | null
  }>(
    `select s.area_id as "areaId", s.hazard, s.level, s.since, b.id as "bulletinId", b.issued_at as "issuedAt", b.next_at as "nextAt", b.expires_at as "expiresAt", b.valid_until as "validUntil"
     from level_states s join bulletins b on b.id = s.bulletin_id and b.run_id = s.run_id
     where s.status = 'official' and s.level >= 1 and (s.expires_at is null or s.expires_at > $1)`,
    [now],
  )

export type BulletinSourceRow = {
  id: number
  unitId: number
  name: string
  url: string
  kind: 'cap' | 'page'
  everyMinutes: number | null
  enabled: boolean
  changedAt: Date
  changedByName: string
  nextAt: Date | null
  triedAt: Date | null
  succeededAt: Date | null
  failures: number
  lastError: string | null
  lastErrorEn: string | null
  etag: string | null
}
const source = `s.id, s.unit_id as "unitId", s.name, s.url, s.kind, s.every_minutes as "everyMinutes", s.enabled, s.changed_at as "changedAt", s.changed_by_name as "changedByName",
  s.next_at as "nextAt", s.tried_at as "triedAt", s.succeeded_at as "succeededAt", s.failures, s.last_error as "lastError", s.last_error_en as "lastErrorEn", s.etag`

export const bulletinSources = (tx: Tx) =>
  tx.query<BulletinSourceRow>(`select ${source} from bulletin_sources s order by s.name, s.id`)
export const bulletinSource = (tx: Tx, id: number) =>
  tx.maybe<BulletinSourceRow>(`select ${source} from bulletin_sources s where s.id = $1`, [id])

export type BulletinSourceChange = Pick<BulletinSourceRow, 'name' | 'url' | 'kind' | 'everyMinutes' | 'enabled'> & {
  changedAt: Date
  changedByName: string
}
export const addBulletinSource = (tx: Tx, unitId: number, s: BulletinSourceChange) =>
  tx.maybe<{ id: number }>(
    `insert into bulletin_sources (unit_id, name, url, kind, every_minutes, enabled, changed_at, changed_by_name, next_at)
     values ($1,$2,$3,$4,$5,$6,$7,$8, case when $5::int is null then null else $7::timestamptz end) on conflict (unit_id, url) do nothing returning id`,
    [unitId, s.name, s.url, s.kind, s.everyMinutes, s.enabled, s.changedAt, s.changedByName],
  )
/** Another address starts afresh: failures and what was known of the last answer belong to the old one. */
export const changeBulletinSource = (tx: Tx, id: number, s: BulletinSourceChange) =>
  tx.maybe<{ id: number }>(
    `update bulletin_sources set name = $2, url = $3, kind = $4, every_minutes = $5, enabled = $6, changed_at = $7, changed_by_name = $8,
       next_at = case when $5::int is null then null else $7::timestamptz end, failures = 0, last_error = null, last_error_en = null, etag = null
     where id = $1 and not exists (select from bulletin_sources o where o.id <> $1 and o.unit_id = bulletin_sources.unit_id and o.url = $3) returning id`,
    [id, s.name, s.url, s.kind, s.everyMinutes, s.enabled, s.changedAt, s.changedByName],
  )
export const dropBulletinSource = (tx: Tx, id: number) =>
  tx.maybe<{ id: number }>('delete from bulletin_sources where id = $1 returning id', [id])

/** Takes the sources that are due, so that no other process fetches them too: they are due again after a lease. System only. */
export const claimDueSources = (tx: Tx, now: Date, lease: Date) =>
  tx.query<BulletinSourceRow>(
    `update bulletin_sources s set next_at = $2 where s.id in (select id from bulletin_sources where enabled and every_minutes is not null and next_at <= $1 order by next_at limit 20 for update skip locked)
     returning ${source}`,
    [now, lease],
  )
/** How a fetch went. System only: a person may not write these. */
export const fetchedSource = (
  tx: Tx,
  id: number,
  outcome: {
    at: Date
    nextAt: Date | null
    failures: number
    error: string | null
    errorEn: string | null
    etag: string | null
  },
) =>
  tx.query(
    `update bulletin_sources set tried_at = $2, succeeded_at = case when $5::text is null then $2 else succeeded_at end, next_at = case when every_minutes is null then null else $3::timestamptz end,
       failures = $4, last_error = $5, last_error_en = $6, etag = coalesce($7, etag) where id = $1`,
    [id, outcome.at, outcome.nextAt, outcome.failures, outcome.error, outcome.errorEn, outcome.etag],
  )

export type BulletinArrivalRow = {
  id: number
  unitId: number
  sourceId: number
  sourceName: string
  arrivedAt: Date
  title: string | null
  kind: string | null
  issuedAt: Date | null
  state: 'new' | 'confirmed' | 'discarded'
  handledAt: Date | null
  handledByName: string | null
  bulletinId: number | null
  leniencies: { vi: string; en: string }[]
  signature: { state: string; message: string; messageVi: string; subject: string | null } | null
}
const arrival = `a.id, a.unit_id as "unitId", a.source_id as "sourceId", s.name as "sourceName", a.arrived_at as "arrivedAt", a.title, a.kind, a.issued_at as "issuedAt", a.state,
  a.handled_at as "handledAt", a.handled_by_name as "handledByName", a.bulletin_id as "bulletinId", a.leniencies, a.signature`

export const addArrival = (
  tx: Tx,
  a: {
    unitId: number
    sourceId: number
    digest: string
    arrivedAt: Date
    title: string | null
    kind: string | null
    issuedAt: Date | null
    content: string
    alert: unknown
    leniencies: readonly { vi: string; en: string }[]
    signature: unknown
  },
) =>
  tx.maybe<{ id: number }>(
    `insert into bulletin_arrivals (unit_id, source_id, digest, arrived_at, title, kind, issued_at, content, alert, leniencies, signature)
     values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11) on conflict (source_id, digest) do nothing returning id`,
    [
      a.unitId,
      a.sourceId,
      a.digest,
      a.arrivedAt,
      a.title,
      a.kind,
      a.issuedAt,
      a.content,
      a.alert === null ? null : JSON.stringify(a.alert),
      JSON.stringify(a.leniencies),
      a.signature === null ? null : JSON.stringify(a.signature),
    ],
  )
export const bulletinArrivals = (tx: Tx, state: 'new' | 'all') =>
  tx.query<BulletinArrivalRow>(
    `select ${arrival} from bulletin_arrivals a join bulletin_sources s on s.id = a.source_id where $1 = 'all' or a.state = 'new' order by a.arrived_at desc, a.id desc limit 100`,
    [state],
  )
export const bulletinArrival = (tx: Tx, id: number) =>
  tx.maybe<BulletinArrivalRow & { content: string; alert: unknown }>(
    `select ${arrival}, a.content, a.alert from bulletin_arrivals a join bulletin_sources s on s.id = a.source_id where a.id = $1`,
    [id],
  )
/** Null when somebody else was first. */
export const handleArrival = (
  tx: Tx,
  id: number,
  state: 'confirmed' | 'discarded',
  at: Date,
  name: string,
  bulletinId: number | null,
) =>
  tx.maybe<{ id: number }>(
    `update bulletin_arrivals set state = $2, handled_at = $3, handled_by_name = $4, bulletin_id = $5 where id = $1 and state = 'new' returning id`,
    [id, state, at, name, bulletinId],
  )

/** Readings of several series over a time, in order. */
export const stagesBetween = (tx: Tx, runId: number, seriesIds: readonly number[], from: Date, to: Date) =>
  tx.query<{ seriesId: number; at: Date; value: number }>(
    `select series_id as "seriesId", at, value from observations where run_id = $1 and series_id = any ($2::int[]) and at >= $3 and at <= $4 order by series_id, at`,
    [runId, seriesIds, from, to],
  )
