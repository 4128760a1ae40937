import type { Tx } from '../database.ts'

export type IncidentRow = {
  id: number
  title: string
  hazard: string
  level: number | null
  ownerId: number
  leadId: number
  communeIds: number[]
  reach: number[]
  state: 'open' | 'closed'
  openedAt: Date
  openedByName: string
  closedAt: Date | null
  closedByName: string | null
  closeReason: string | null
}
const columns = `i.id, i.title, i.hazard, i.level, i.owner_id as "ownerId", i.lead_id as "leadId", i.commune_ids as "communeIds", i.reach, i.state, i.opened_at as "openedAt", i.opened_by_name as "openedByName",
  i.closed_at as "closedAt", i.closed_by_name as "closedByName", i.close_reason as "closeReason"`

export type IncidentListRow = IncidentRow & {
  entries: number
  lastEntryAt: Date | null
  lastEntry: string | null
  tasksOpen: number
  tasksLate: number
  tasksDone: number
}
/** Open ones first, newest first; with the last line of the log and the clocks of its tasks, as far as the reader sees them. */
export const listIncidents = (tx: Tx, now: Date, state: 'open' | 'closed' | null) =>
  tx.query<IncidentListRow>(
    `select ${columns}, e.n as entries, e.at as "lastEntryAt", e.text as "lastEntry", coalesce(t.open, 0) as "tasksOpen", coalesce(t.late, 0) as "tasksLate", coalesce(t.done, 0) as "tasksDone"
     from incidents i
     left join lateral (select count(*)::int as n, max(x.at) as at, (array_agg(x.text order by x.id desc))[1] as text from incident_entries x where x.incident_id = i.id) e on true
     left join lateral (
       select count(*) filter (where state in ('assigned', 'accepted', 'doing'))::int as open, count(*) filter (where state in ('assigned', 'accepted', 'doing') and due_at < $1)::int as late, count(*) filter (where state = 'done')::int as done
       from tasks t where t.state <> 'cancelled' and (t.kind = 'scenario' and (t.source ->> 'activationId')::int in (select a.id from scenario_activations a where a.incident_id = i.id)
         or t.id in (select l.ref_id from incident_links l where l.incident_id = i.id and l.kind = 'task'))) t on true
     where $2::text is null or i.state = $2 order by i.state = 'open' desc, i.opened_at desc, i.id desc limit 200`,
    [now, state],
  )

export const findIncident = (tx: Tx, id: number) =>
  tx.maybe<IncidentRow>(`select ${columns} from incidents i where i.id = $1`, [id])

/** Which unit owns it and who has a part in it, outside row-level security: what a permission is asked about. */
export const incidentTarget = (tx: Tx, runId: number, id: number) =>
  tx.maybe<{ ownerId: number; reach: number[]; communeIds: number[] }>(
    `select owner_id as "ownerId", reach, commune_ids as "communeIds" from incidents where run_id = $1 and id = $2`,
    [runId, id],
  )
export const activationTarget = (tx: Tx, runId: number, id: number) =>
  tx.maybe<{ ownerId: number; reach: number[] }>(
    `select owner_id as "ownerId", reach from scenario_activations where run_id = $1 and id = $2`,
    [runId, id],
  )

export const insertIncident = async (
  tx: Tx,
  runId: number,
  i: {
    title: string
    hazard: string
    level: number | null
    ownerId: number
    leadId: number
    communeIds: number[]
    reach: number[]
    key: string
  },
  by: { userId: number; name: string; at: Date },
): Promise<{ id: number; added: boolean }> => {
  const made = await tx.maybe<{ id: number }>(
    `insert into incidents (run_id, title, hazard, level, owner_id, lead_id, commune_ids, reach, opened_at, opened_by, opened_by_name, key)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict (run_id, key) do nothing returning id`,
    [runId, i.title, i.hazard, i.level, i.ownerId, i.leadId, i.communeIds, i.reach, by.at, by.userId, by.name, i.key],
  )
  if (made) return { id: made.id, added: true }
  return { ...(await tx.one<{ id: number }>('select id from incidents where key = $1', [i.key])), added: false }
}

/** Communes join, units are called in: the reach only grows. */
export const widenIncident = (tx: Tx, id: number, communeIds: readonly number[], reach: readonly number[]) =>
  tx.query(
    `update incidents set commune_ids = coalesce((select array_agg(distinct x) from unnest(commune_ids || $2::int[]) x), '{}'), reach = coalesce((select array_agg(distinct x) from unnest(reach || $3::int[]) x), '{}') where id = $1`,
    [id, communeIds, reach],
  )

export const closeIncident = (tx: Tx, id: number, reason: string, by: { name: string; at: Date }) =>
  tx.query(
    `update incidents set state = 'closed', closed_at = $2, closed_by_name = $3, close_reason = $4 where id = $1 and state = 'open'`,
    [id, by.at, by.name, reason],
  )

export type IncidentUnitRow = { unitId: number; part: string; note: string; since: Date; byName: string }
export const incidentUnits = (tx: Tx, id: number) =>
  tx.query<IncidentUnitRow>(
    `select unit_id as "unitId", part, note, since, by_name as "byName" from incident_units where incident_id = $1 order by since, unit_id`,
    [id],
  )
export const putIncidentUnit = (
  tx: Tx,
  runId: number,
  id: number,
  u: { unitId: number; part: string; note: string },
  by: { name: string; at: Date },
) =>
  tx.query(
    `insert into incident_units (run_id, incident_id, unit_id, part, note, since, by_name) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (incident_id, unit_id) do update set part = excluded.part, note = excluded.note, since = excluded.since, by_name = excluded.by_name`,
    [runId, id, u.unitId, u.part, u.note, by.at, by.name],
  )

export const incidentLinks = (tx: Tx, id: number) =>
  tx.query<{ kind: 'warning' | 'task'; refId: number }>(
    `select kind, ref_id as "refId" from incident_links where incident_id = $1 order by kind, ref_id`,
    [id],
  )
export const addIncidentLink = (tx: Tx, runId: number, id: number, kind: string, refId: number) =>
  tx.query(
    'insert into incident_links (run_id, incident_id, kind, ref_id) values ($1, $2, $3, $4) on conflict do nothing',
    [runId, id, kind, refId],
  )

/** Tasks that an earlier activation gave and that this incident also relies on: shown under both, given once. */
export const shareTasks = (tx: Tx, runId: number, id: number, taskIds: readonly number[]) =>
  tx.query(
    `insert into incident_links (run_id, incident_id, kind, ref_id)
     select $1, $2, 'task', t.id from tasks t left join scenario_activations a on a.id = (t.source ->> 'activationId')::int and a.run_id = t.run_id
     where t.id = any ($3) and a.incident_id is distinct from $2 on conflict do nothing`,
    [runId, id, taskIds],
  )

export type EntryRow = {
  id: number
  at: Date
  recordedAt: Date
  kind: 'decision' | 'report' | 'observation' | 'resource'
  text: string
  source: string
  communeId: number | null
  correctsId: number | null
  link: { kind: string; id: number } | null
  byName: string
  unitId: number
  key: string
}
const entryColumns = `id, at, recorded_at as "recordedAt", kind, text, source, commune_id as "communeId", corrects_id as "correctsId", link, by_name as "byName", unit_id as "unitId", key`

/** Newest first; `before` is the id to go on from. */
export const incidentEntries = (tx: Tx, incidentId: number, before: number | null, limit: number) =>
  tx.query<EntryRow>(
    `select ${entryColumns} from incident_entries where incident_id = $1 and ($2::bigint is null or id < $2) order by id desc limit $3`,
    [incidentId, before, limit],
  )

export type NewEntry = {
  at: Date
  recordedAt: Date
  kind: EntryRow['kind']
  text: string
  source: string
  communeId: number | null
  correctsId: number | null
  link: { kind: string; id: number } | null
  key: string
}
/** One line of the log. The same key again adds nothing: `added` is false and the line that stands is returned. */
export async function addEntry(
  tx: Tx,
  runId: number,
  incidentId: number,
  e: NewEntry,
  by: { userId: number; name: string; unitId: number },
): Promise<{ entry: EntryRow; added: boolean }> {
  const made = await tx.maybe<EntryRow>(
    `insert into incident_entries (run_id, incident_id, at, recorded_at, kind, text, source, commune_id, corrects_id, link, by_id, by_name, unit_id, key)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) on conflict (incident_id, key) do nothing returning ${entryColumns}`,
    [
      runId,
      incidentId,
      e.at,
      e.recordedAt,
      e.kind,
      e.text,
      e.source,
      e.communeId,
      e.correctsId,
      e.link ? JSON.stringify(e.link) : null,
      by.userId,
      by.name,
      by.unitId,
      e.key,
    ],
  )
  if (made) return { entry: made, added: true }
  const entry = await tx.one<EntryRow>(
    `select ${entryColumns} from incident_entries where incident_id = $1 and key = $2`,
    [incidentId, e.key],
  )
  return { entry, added: false }
}
export const findEntry = (tx: Tx, incidentId: number, id: number) =>
  tx.maybe<EntryRow>(`select ${entryColumns} from incident_entries where incident_id = $1 and id = $2`, [
    incidentId,
    id,
  ])

export type DamageRow = {
  id: number
  communeId: number
  asOf: Date
  recordedAt: Date
  figures: Record<string, number | null>
  reason: string
  source: string
  byName: string
}
const damageColumns = `id, commune_id as "communeId", as_of as "asOf", recorded_at as "recordedAt", figures, reason, source, by_name as "byName"`
export const incidentDamage = (tx: Tx, incidentId: number) =>
  tx.query<DamageRow>(`select ${damageColumns} from incident_damage where incident_id = $1 order by as_of, id`, [
    incidentId,
  ])
export async function addDamage(
  tx: Tx,
  runId: number,
  incidentId: number,
  d: Omit<DamageRow, 'id' | 'byName'> & { key: string },
  by: { userId: number; name: string },
): Promise<{ id: number; added: boolean }> {
  const made = await tx.maybe<{ id: number }>(
    `insert into incident_damage (run_id, incident_id, commune_id, as_of, recorded_at, figures, reason, source, by_id, by_name, key)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (incident_id, key) do nothing returning id`,
    [
      runId,
      incidentId,
      d.communeId,
      d.asOf,
      d.recordedAt,
      JSON.stringify(d.figures),
      d.reason,
      d.source,
      by.userId,
      by.name,
      d.key,
    ],
  )
  if (made) return { id: made.id, added: true }
  const had = await tx.one<{ id: number }>('select id from incident_damage where incident_id = $1 and key = $2', [
    incidentId,
    d.key,
  ])
  return { id: had.id, added: false }
}

export type IncidentTextRow = { part: string; text: string; at: Date; byName: string }
export const incidentTexts = (tx: Tx, incidentId: number, unitId: number) =>
  tx.query<IncidentTextRow>(
    `select part, text, at, by_name as "byName" from incident_texts where incident_id = $1 and unit_id = $2 order by part`,
    [incidentId, unitId],
  )
export const putIncidentText = (
  tx: Tx,
  runId: number,
  incidentId: number,
  unitId: number,
  part: string,
  text: string,
  by: { name: string; at: Date },
) =>
  tx.query(
    `insert into incident_texts (run_id, incident_id, unit_id, part, text, at, by_name) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (incident_id, unit_id, part) do update set text = excluded.text, at = excluded.at, by_name = excluded.by_name`,
    [runId, incidentId, unitId, part, text, by.at, by.name],
  )

export type SitrepRow = {
  id: number
  unitId: number
  number: number
  asOf: Date
  sentAt: Date
  byName: string
  fileName: string
  sha256: string
}
const sitrepColumns = `id, unit_id as "unitId", number, as_of as "asOf", sent_at as "sentAt", by_name as "byName", file_name as "fileName", encode(sha256, 'hex') as sha256`
export const incidentSitreps = (tx: Tx, incidentId: number) =>
  tx.query<SitrepRow>(
    `select ${sitrepColumns} from incident_sitreps where incident_id = $1 order by sent_at desc, id desc`,
    [incidentId],
  )
export const findSitrep = (tx: Tx, incidentId: number, id: number) =>
  tx.maybe<SitrepRow & { content: unknown; file: Buffer }>(
    `select ${sitrepColumns}, content, file from incident_sitreps where incident_id = $1 and id = $2`,
    [incidentId, id],
  )
/** Held until commit, so that two people who send at once get two numbers. */
export const nextSitrepNumber = async (tx: Tx, incidentId: number, unitId: number): Promise<number> => {
  await tx.query('select pg_advisory_xact_lock(hashtext($1))', [`sitrep ${incidentId} ${unitId}`])
  return (
    await tx.one<{ n: number }>(
      'select coalesce(max(number), 0)::int + 1 as n from incident_sitreps where incident_id = $1 and unit_id = $2',
      [incidentId, unitId],
    )
  ).n
}
export async function insertSitrep(
  tx: Tx,
  runId: number,
  incidentId: number,
  s: {
    unitId: number
    number: number
    asOf: Date
    content: unknown
    file: Buffer
    fileName: string
    sha256: Buffer
    key: string
  },
  by: { userId: number; name: string; at: Date },
): Promise<number> {
  const { id } = await tx.one<{ id: number }>(
    `insert into incident_sitreps (run_id, incident_id, unit_id, number, as_of, sent_at, by_id, by_name, content, file, file_name, sha256, key) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) returning id`,
    [
      runId,
      incidentId,
      s.unitId,
      s.number,
      s.asOf,
      by.at,
      by.userId,
      by.name,
      JSON.stringify(s.content),
      s.file,
      s.fileName,
      s.sha256,
      s.key,
    ],
  )
  return id
}
export const sitrepByKey = (tx: Tx, incidentId: number, key: string) =>
  tx.maybe<SitrepRow>(`select ${sitrepColumns} from incident_sitreps where incident_id = $1 and key = $2`, [
    incidentId,
    key,
  ])

export type IncidentWarningRow = {
  id: number
  number: number | null
  headline: string
  msgType: string
  state: string
  issuedAt: Date
  expiresAt: Date
}
/** Warnings that were issued for any of the communes since a time, and those linked by hand; oldest first. */
export const incidentWarnings = (tx: Tx, communeIds: readonly number[], since: Date, linked: readonly number[]) =>
  tx.query<IncidentWarningRow>(
    `select id, number, headline, msg_type as "msgType", state, issued_at as "issuedAt", expires_at as "expiresAt" from warnings
     where issued_at is not null and (id = any ($3) or (area_ids && $1::int[] and issued_at >= $2)) order by issued_at, id limit 200`,
    [communeIds, since, linked],
  )

/** Whether the reader can see what is to be linked, in this run. */
export const canSee = async (tx: Tx, kind: 'warning' | 'task', id: number): Promise<boolean> =>
  (await tx.maybe(kind === 'task' ? 'select 1 from tasks where id = $1' : 'select 1 from warnings where id = $1', [
    id,
  ])) !== null

/** Puts an activation under an incident; false when it is under one already or not the reader's to move. */
export const linkActivation = async (tx: Tx, incidentId: number, activationId: number): Promise<boolean> =>
  (
    await tx.query(
      'update scenario_activations set incident_id = $1 where id = $2 and incident_id is null returning 1',
      [incidentId, activationId],
    )
  ).length > 0

/** Whether an account belongs to the sample: what it works with must carry the mark. */
export const isSampleUser = async (tx: Tx, userId: number): Promise<boolean> =>
  (await tx.one<{ sample: boolean }>('select sample from users where id = $1', [userId])).sample
