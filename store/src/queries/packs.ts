import type { Tx } from '../database.ts'

export type PackRow = {
  id: string
  version: string
  body: unknown
  provinceId: number | null
  baseId: string | null
  baseVersion: string | null
  note: string | null
  madeByName: string | null
  madeAt: Date | null
  loadedAt: Date
}
const columns = `id, version, body, province_id as "provinceId", base_id as "baseId", base_version as "baseVersion", note, made_by_name as "madeByName", made_at as "madeAt", loaded_at as "loadedAt"`

export const packVersions = (tx: Tx) =>
  tx.query<PackRow>(`select ${columns} from rule_packs order by id, loaded_at desc, version desc`)

export const packVersion = (tx: Tx, id: string, version: string) =>
  tx.maybe<PackRow>(`select ${columns} from rule_packs where id = $1 and version = $2`, [id, version])

/** False where the version is there already: none is ever overwritten. */
export const addPackVersion = async (
  tx: Tx,
  p: {
    id: string
    version: string
    body: unknown
    provinceId: number
    baseId: string
    baseVersion: string
    note: string
    userId: number
    userName: string
    at: Date
  },
): Promise<boolean> =>
  (
    await tx.query(
      `insert into rule_packs (id, version, body, province_id, base_id, base_version, note, made_by, made_by_name, made_at, loaded_at)
       values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$10) on conflict do nothing returning id`,
      [
        p.id,
        p.version,
        JSON.stringify(p.body),
        p.provinceId,
        p.baseId,
        p.baseVersion,
        p.note,
        p.userId,
        p.userName,
        p.at,
      ],
    )
  ).length > 0

export type PackChoiceRow = {
  id: number
  runId: number
  provinceId: number
  packId: string
  version: string
  insteadOf: string
  reason: string
  proposedAt: Date
  proposedBy: number
  proposedByName: string
  state: 'proposed' | 'approved' | 'turned-down'
  decidedAt: Date | null
  decidedByName: string | null
  levelChanges: number | null
}
const choiceColumns = `id, run_id as "runId", province_id as "provinceId", pack_id as "packId", version, instead_of as "insteadOf", reason, proposed_at as "proposedAt",
  proposed_by as "proposedBy", proposed_by_name as "proposedByName", state, decided_at as "decidedAt", decided_by_name as "decidedByName", level_changes as "levelChanges"`

export const packChoices = (tx: Tx) =>
  tx.query<PackChoiceRow>(`select ${choiceColumns} from pack_choices order by proposed_at desc, id desc limit 200`)

export const packChoice = (tx: Tx, id: number) =>
  tx.maybe<PackChoiceRow>(`select ${choiceColumns} from pack_choices where id = $1 for update`, [id])

/** The last approved choice of each province and pack; of an exercise, where it has none, that of the actual run. */
export const chosenPacks = (tx: Tx, runId: number) =>
  tx.query<{ provinceId: number; body: unknown; since: Date; own: boolean }>(
    `select distinct on (c.province_id, c.pack_id) c.province_id as "provinceId", p.body, c.decided_at as since, c.run_id = $1 as own
     from pack_choices c join rule_packs p on p.id = c.pack_id and p.version = c.version
     where c.state = 'approved' and c.run_id in (0, $1) order by c.province_id, c.pack_id, c.run_id desc, c.decided_at desc, c.id desc`,
    [runId],
  )

export const proposeChoice = (
  tx: Tx,
  c: {
    runId: number
    provinceId: number
    packId: string
    version: string
    insteadOf: string
    reason: string
    at: Date
    userId: number
    userName: string
  },
) =>
  tx.maybe<{ id: number }>(
    `insert into pack_choices (run_id, province_id, pack_id, version, instead_of, reason, proposed_at, proposed_by, proposed_by_name)
     values ($1,$2,$3,$4,$5,$6,$7,$8,$9) on conflict do nothing returning id`,
    [c.runId, c.provinceId, c.packId, c.version, c.insteadOf, c.reason, c.at, c.userId, c.userName],
  )

export const decideChoice = (
  tx: Tx,
  id: number,
  state: 'approved' | 'turned-down',
  by: { userId: number; name: string; at: Date },
) =>
  tx.query(
    `update pack_choices set state = $2, decided_at = $3, decided_by = $4, decided_by_name = $5 where id = $1 and state = 'proposed'`,
    [id, state, by.at, by.userId, by.name],
  )

export const tellPacks = (tx: Tx, runId: number) => tx.query(`select app.tell('packs', $1)`, [runId])

/** How many readings of some series a period holds, counted no further than `most` + 1. */
export const countReadings = async (
  tx: Tx,
  runId: number,
  ids: readonly number[],
  from: Date,
  to: Date,
  most: number,
) =>
  (
    await tx.one<{ n: number }>(
      `select count(*) as n from (select 1 from observations where run_id = $1 and series_id = any ($2::int[]) and at >= $3 and at <= $4 limit $5) x`,
      [runId, ids, from, to, most + 1],
    )
  ).n

export const readingsBetween = (tx: Tx, runId: number, ids: readonly number[], from: Date, to: Date) =>
  tx.query<{ seriesId: number; at: Date; value: number }>(
    `select series_id as "seriesId", at, value from observations where run_id = $1 and series_id = any ($2::int[]) and at >= $3 and at <= $4 order by at, series_id`,
    [runId, ids, from, to],
  )

export type ObservedEventRow = {
  id: number
  hazard: string
  areaIds: number[]
  startsAt: Date
  endsAt: Date | null
  level: number | null
  title: string
  source: string
  origin: 'typed' | 'file' | 'incident' | 'bulletin'
  originKey: string | null
  enteredAt: Date
  enteredByName: string
}
const eventColumns = `id, hazard, area_ids as "areaIds", starts_at as "startsAt", ends_at as "endsAt", level, title, source, origin, origin_key as "originKey", entered_at as "enteredAt", entered_by_name as "enteredByName"`

export const observedEvents = (tx: Tx, from: Date, to: Date) =>
  tx.query<ObservedEventRow>(
    `select ${eventColumns} from observed_events where starts_at <= $2 and coalesce(ends_at, starts_at) >= $1 order by starts_at desc, id desc limit 2000`,
    [from, to],
  )

export const observedEvent = (tx: Tx, id: number) =>
  tx.maybe<ObservedEventRow>(`select ${eventColumns} from observed_events where id = $1`, [id])

export const addObservedEvent = (
  tx: Tx,
  e: Omit<ObservedEventRow, 'id' | 'enteredByName'> & { runId: number; userId: number; userName: string },
) =>
  tx.maybe<{ id: number }>(
    `insert into observed_events (run_id, hazard, area_ids, starts_at, ends_at, level, title, source, origin, origin_key, entered_at, entered_by, entered_by_name)
     values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13) on conflict do nothing returning id`,
    [
      e.runId,
      e.hazard,
      e.areaIds,
      e.startsAt,
      e.endsAt,
      e.level,
      e.title,
      e.source,
      e.origin,
      e.originKey,
      e.enteredAt,
      e.userId,
      e.userName,
    ],
  )

export const dropObservedEvent = (tx: Tx, id: number) => tx.query('delete from observed_events where id = $1', [id])

export type EventCandidateRow = {
  origin: 'incident' | 'bulletin'
  originKey: string
  hazard: string
  areaIds: number[]
  startsAt: Date
  endsAt: Date | null
  level: number | null
  title: string
}

/** What may be taken over into the register: incidents, and the times over which an official level stood. */
export const eventCandidates = (tx: Tx, from: Date, to: Date) =>
  tx.query<EventCandidateRow>(
    `with official as (
       select area_id, hazard, at, to_level, lead(at) over w as next, coalesce(lag(to_level) over w, 0) as before from level_changes where status = 'official' window w as (partition by area_id, hazard order by at, id)),
     runs_of as (
       select *, count(*) filter (where coalesce(before, 0) = 0 and to_level >= 1) over (partition by area_id, hazard order by at) as n from official),
     stood as (
       select area_id, hazard, n, min(at) as starts, max(to_level) as level, case when bool_or(to_level = 0) then max(at) filter (where to_level = 0) end as ends
       from runs_of where n > 0 group by area_id, hazard, n)
     select 'incident' as origin, i.id::text as "originKey", i.hazard, i.commune_ids as "areaIds", i.opened_at as "startsAt", i.closed_at as "endsAt", nullif(i.level, 0) as level, i.title
       from incidents i where i.opened_at <= $2 and coalesce(i.closed_at, i.opened_at) >= $1
         and not exists (select from observed_events o where o.origin = 'incident' and o.origin_key = i.id::text)
     union all
     select 'bulletin', s.hazard || '/' || extract(epoch from s.starts)::bigint, s.hazard, array_agg(s.area_id order by s.area_id), s.starts, max(s.ends), max(s.level), ''
       from stood s where s.starts <= $2 and coalesce(s.ends, s.starts) >= $1
         and not exists (select from observed_events o where o.origin = 'bulletin' and o.origin_key = s.hazard || '/' || extract(epoch from s.starts)::bigint)
       group by s.hazard, s.starts
     order by 5 desc limit 500`,
    [from, to],
  )

/** A level that stands as before is judged by another version from now on. */
export const citeAgain = (tx: Tx, runId: number, rows: readonly { areaId: number; hazard: string; rule: string }[]) =>
  tx.query(
    `update level_states s set rule = x.rule from jsonb_to_recordset($2::jsonb) as x("areaId" int, hazard text, rule text)
     where s.run_id = $1 and s.status = 'suggested' and s.area_id = x."areaId" and s.hazard = x.hazard and s.rule <> x.rule`,
    [runId, JSON.stringify(rows)],
  )

/** The engine's hand inside a transaction of a person: levels follow from a decision in the same transaction. */
export async function asEngineOf<T>(tx: Tx, runId: number, back: number, work: () => Promise<T>): Promise<T> {
  await tx.query(`select set_config('app.run', $1, true)`, [String(runId)])
  await tx.query('set local role tusom_ingest')
  const result = await work()
  await tx.query('set local role tusom_app')
  await tx.query(`select set_config('app.run', $1, true)`, [String(back)])
  return result
}
