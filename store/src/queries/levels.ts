import type { Tx } from '../database.ts'

export type EvidenceRow = { station: string; indicator: string; value: number; at: string; says: string }
export type NewLevelChange = {
  areaId: number
  hazard: string
  at: Date
  from: number | null
  to: number | null
  rule: string
  article: string | null
  evidence: EvidenceRow[]
}

const asJson = (changes: readonly NewLevelChange[]) =>
  JSON.stringify(changes.map(c => ({ ...c, at: c.at.toISOString() })))
const columns =
  'x("areaId" int, hazard text, at timestamptz, "from" smallint, "to" smallint, rule text, article text, evidence jsonb)'

/** Puts suggested changes into the history that does not depend on the order of arrival. */
export async function recordHistory(
  tx: Tx,
  runId: number,
  changes: readonly NewLevelChange[],
  rewrittenFrom: Date | null,
): Promise<void> {
  if (rewrittenFrom) await tx.query('delete from level_history where run_id = $1 and at >= $2', [runId, rewrittenFrom])
  if (!changes.length) return
  const kept = await tx.query<{ same: boolean }>(
    `insert into level_history as h (run_id, area_id, hazard, at, from_level, to_level, rule, article, evidence)
     select $1, "areaId", hazard, at, "from", "to", rule, article, evidence from jsonb_to_recordset($2::jsonb) as ${columns}
     on conflict (run_id, area_id, hazard, at) do update set to_level = excluded.to_level, rule = excluded.rule, article = excluded.article, evidence = excluded.evidence
     returning from_level is not distinct from to_level as same`,
    [runId, asJson(changes)],
  )
  // two batches at one instant may have led back to where it began
  if (kept.some(k => k.same))
    await tx.query(
      `delete from level_history h using (select distinct "areaId", hazard, at from jsonb_to_recordset($2::jsonb) as ${columns}) x
       where h.run_id = $1 and h.area_id = x."areaId" and h.hazard = x.hazard and h.at = x.at and h.from_level is not distinct from h.to_level`,
      [runId, asJson(changes)],
    )
}

/** Appends what became known and sets the current state. `changes` holds at most one entry per area and hazard. */
export async function publishLevels(
  tx: Tx,
  runId: number,
  status: 'suggested' | 'official',
  changes: readonly NewLevelChange[],
  knownAt: Date,
  options: { correction?: boolean; userId?: number; bulletinId?: number; expiresAt?: Date | null } = {},
): Promise<void> {
  if (!changes.length) return
  await tx.query(
    `with x as (select * from jsonb_to_recordset($2::jsonb) as ${columns}),
     known as (
       insert into level_changes (run_id, area_id, hazard, status, at, known_at, from_level, to_level, rule, article, evidence, correction, user_id)
       select $1, "areaId", hazard, $3, at, $4, "from", "to", rule, article, evidence, $5, $6 from x)
     insert into level_states as s (run_id, area_id, hazard, status, level, since, known_at, expires_at, rule, article, evidence, bulletin_id)
     select $1, "areaId", hazard, $3, "to", at, $4, $7, rule, article, evidence, $8 from x
     on conflict (run_id, area_id, hazard, status) do update set level = excluded.level, since = excluded.since, known_at = excluded.known_at, expires_at = excluded.expires_at,
       rule = excluded.rule, article = excluded.article, evidence = excluded.evidence, bulletin_id = excluded.bulletin_id,
       holder_id = case when excluded.level = 0 then null else s.holder_id end, holder_name = case when excluded.level = 0 then null else s.holder_name end, held_at = case when excluded.level = 0 then null else s.held_at end`,
    [
      runId,
      asJson(changes),
      status,
      knownAt,
      options.correction ?? false,
      options.userId ?? null,
      options.expiresAt ?? null,
      options.bulletinId ?? null,
    ],
  )
}

export type LevelStateRow = {
  areaId: number
  hazard: string
  status: 'suggested' | 'official'
  level: number | null
  since: Date
  knownAt: Date
  expiresAt: Date | null
  rule: string
  article: string | null
  evidence: EvidenceRow[]
  holderName: string | null
  heldAt: Date | null
  bulletinIssuer: string | null
  bulletinNumber: string | null
  bulletinAt: Date | null
}

const stateColumns = `s.area_id as "areaId", s.hazard, s.status, s.level, s.since, s.known_at as "knownAt", s.expires_at as "expiresAt", s.rule, s.article, s.evidence,
  s.holder_name as "holderName", s.held_at as "heldAt", b.issuer as "bulletinIssuer", b.number as "bulletinNumber", b.issued_at as "bulletinAt"`

/** Levels that are not 0 now; an official level past its bulletin's time is no longer shown as standing. */
export const currentLevels = (tx: Tx, now: Date) =>
  tx.query<LevelStateRow>(
    `select ${stateColumns} from level_states s left join bulletins b on b.id = s.bulletin_id and b.run_id = s.run_id
     where s.level is distinct from 0 and (s.expires_at is null or s.expires_at > $1) order by s.area_id, s.hazard`,
    [now],
  )

export const levelsOf = (tx: Tx, areaId: number) =>
  tx.query<LevelStateRow>(
    `select ${stateColumns} from level_states s left join bulletins b on b.id = s.bulletin_id and b.run_id = s.run_id where s.area_id = $1 order by s.hazard, s.status`,
    [areaId],
  )

export type LevelChangeRow = {
  id: number
  areaId: number
  hazard: string
  status: string
  at: Date
  knownAt: Date
  from: number | null
  to: number | null
  rule: string
  article: string | null
  evidence: EvidenceRow[]
  correction: boolean
}

export const changesOf = (tx: Tx, areaId: number, hazard: string, limit = 50) =>
  tx.query<LevelChangeRow>(
    `select id, area_id as "areaId", hazard, status, at, known_at as "knownAt", from_level as "from", to_level as "to", rule, article, evidence, correction
     from level_changes where area_id = $1 and hazard = $2 order by known_at desc, id desc limit $3`,
    [areaId, hazard, limit],
  )

export const suggestedStates = (tx: Tx, runId: number) =>
  tx.query<{ areaId: number; hazard: string; level: number | null }>(
    `select area_id as "areaId", hazard, level from level_states where run_id = $1 and status = 'suggested'`,
    [runId],
  )

export const historyOf = (tx: Tx, runId: number) =>
  tx.query<{ areaId: number; hazard: string; at: Date; from: number | null; to: number | null; rule: string }>(
    `select area_id as "areaId", hazard, at, from_level as "from", to_level as "to", rule from level_history where run_id = $1 order by at, area_id, hazard`,
    [runId],
  )

export const holdLevel = (tx: Tx, areaId: number, hazard: string, userId: number, name: string, at: Date) =>
  tx.maybe<{ areaId: number }>(
    `update level_states set holder_id = $3, holder_name = $4, held_at = $5 where area_id = $1 and hazard = $2 and level is distinct from 0 returning area_id as "areaId"`,
    [areaId, hazard, userId, name, at],
  )

export const addBulletin = (
  tx: Tx,
  b: {
    runId: number
    provinceId: number
    issuer: string
    number: string | null
    hazard: string
    issuedAt: Date
    nextAt: Date | null
    text: string
    enteredBy: number
    enteredByName: string
    enteredAt: Date
  },
) =>
  tx.one<{ id: number }>(
    `insert into bulletins (run_id, province_id, issuer, number, hazard, issued_at, next_at, text, entered_by, entered_by_name, entered_at) values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11) returning id`,
    [
      b.runId,
      b.provinceId,
      b.issuer,
      b.number,
      b.hazard,
      b.issuedAt,
      b.nextAt,
      b.text,
      b.enteredBy,
      b.enteredByName,
      b.enteredAt,
    ],
  )

export type BulletinRow = {
  id: number
  issuer: string
  number: string | null
  hazard: string
  issuedAt: Date
  nextAt: Date | null
  text: string
  enteredByName: string
  enteredAt: Date
}
export const listBulletins = (tx: Tx) =>
  tx.query<BulletinRow>(
    `select id, issuer, number, hazard, issued_at as "issuedAt", next_at as "nextAt", text, entered_by_name as "enteredByName", entered_at as "enteredAt" from bulletins order by issued_at desc limit 100`,
  )

export const loadPack = (tx: Tx, id: string, version: string, body: unknown) =>
  tx.query('insert into rule_packs (id, version, body) values ($1, $2, $3) on conflict do nothing', [
    id,
    version,
    JSON.stringify(body),
  ])

/** The official levels from 1 up that stand over communes, the worst first; for people who have not signed in. */
export const publicOfficialLevels = (tx: Tx, areaIds: readonly number[], now: Date) =>
  tx.query<{ areaId: number; hazard: string; level: number; issuer: string; issuedAt: Date }>(
    `select s.area_id as "areaId", s.hazard, s.level, b.issuer, b.issued_at as "issuedAt" from level_states s join bulletins b on b.id = s.bulletin_id and b.run_id = s.run_id
     where s.area_id = any ($1::int[]) and s.status = 'official' and s.level >= 1 and (s.expires_at is null or s.expires_at > $2) order by s.level desc, s.hazard`,
    [areaIds, now],
  )

/** Communes in sight over which a level from `from` up stands while no issued warning for that hazard is in force. */
export const levelsWithoutWarning = (tx: Tx, now: Date, from: number) =>
  tx.query<{ areaId: number; hazard: string; level: number; since: Date }>(
    `select distinct on (s.area_id, s.hazard) s.area_id as "areaId", s.hazard, s.level, s.since from level_states s
     where s.level >= $2 and (s.expires_at is null or s.expires_at > $1)
       and not exists (select from warnings w where w.state = 'issued' and w.msg_type <> 'Cancel' and w.hazard = s.hazard and w.expires_at > $1 and s.area_id = any (w.area_ids))
     order by s.area_id, s.hazard, s.level desc`,
    [now, from],
  )
