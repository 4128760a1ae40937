import type { Tx } from '../database.ts'

export type SessionRow = {
  userId: number
  username: string
  displayName: string
  sample: boolean
  expiresAt: Date
  seenAt: Date
  assignments: { unitId: number; role: string }[]
}

const assignmentsOf = `coalesce((select json_agg(json_build_object('unitId', a.unit_id, 'role', a.role) order by a.unit_id, a.role) from assignments a where a.user_id = u.id), '[]')`

export const findUser = (tx: Tx, username: string) =>
  tx.maybe<{
    id: number
    username: string
    displayName: string
    passwordHash: string
    active: boolean
    homeUnitId: number | null
  }>(
    `select id, username, display_name as "displayName", password_hash as "passwordHash", active,
       (select min(a.unit_id) from assignments a where a.user_id = users.id) as "homeUnitId"
     from users where username = lower($1)`,
    [username],
  )

/** Where a try comes from: a key to count by, and the place behind it. */
export type TryOrigin = { key: string; place: string }

/**
 * Counts a try before its password is looked at, so that tries sent at the same moment are counted one after the other. `judge` says
 * from what was counted since then whether this one is answered; one that is not is not counted, so that waiting always helps.
 */
export async function countTry(
  tx: Tx,
  t: { username: string; origin: TryOrigin; at: Date; since: Date },
  judge: (tries: { origin: number; strangers: number; address: number }) => boolean,
): Promise<{ allowed: boolean; tries: { origin: number; strangers: number; address: number } }> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('sign-in ' || lower($1), 0))`, [t.username])
  await tx.query(`delete from sign_in_failures where at < $1::timestamptz - interval '1 day'`, [t.at])
  const tries = await tx.one<{ origin: number; strangers: number; address: number }>(
    `select count(*) filter (where username = lower($1) and origin = $2)::int as origin,
       count(*) filter (where username = lower($1) and origin like 'place %')::int as strangers,
       count(*) filter (where origin = $3)::int as address
     from sign_in_failures where at > $4 and (username = lower($1) or origin = $3)`,
    [t.username, t.origin.key, t.origin.place, t.since],
  )
  if (!judge(tries)) return { allowed: false, tries }
  await tx.query(`insert into sign_in_failures (username, at, origin) values (lower($1), $2, $3)`, [
    t.username.slice(0, 200),
    t.at,
    t.origin.key,
  ])
  return { allowed: true, tries }
}
export const forgetTry = (tx: Tx, username: string, at: Date, origin: string) =>
  tx.query(
    `delete from sign_in_failures where ctid in (select ctid from sign_in_failures where username = lower($1) and at = $2 and origin = $3 limit 1)`,
    [username, at, origin],
  )

export async function openSession(
  tx: Tx,
  tokenSha256: Buffer,
  userId: number,
  now: Date,
  expires: Date,
): Promise<void> {
  await tx.query(`delete from sessions where expires_at < $1`, [now])
  await tx.query(
    `insert into sessions (token_sha256, user_id, created_at, expires_at, seen_at) values ($1, $2, $3, $4, $3)`,
    [tokenSha256, userId, now, expires],
  )
}

export const findSession = (tx: Tx, tokenSha256: Buffer, now: Date) =>
  tx.maybe<SessionRow>(
    `select u.id as "userId", u.username, u.display_name as "displayName", u.sample, s.expires_at as "expiresAt", s.seen_at as "seenAt", ${assignmentsOf} as assignments
     from sessions s join users u on u.id = s.user_id where s.token_sha256 = $1 and s.expires_at > $2 and u.active`,
    [tokenSha256, now],
  )

export const closeSession = (tx: Tx, tokenSha256: Buffer) =>
  tx.query(`delete from sessions where token_sha256 = $1`, [tokenSha256])
/** Ends the sessions of a person; `keep` is the one in which the person is at work. */
export const closeSessionsOf = (tx: Tx, userId: number, keep: Buffer | null = null) =>
  tx.query(`delete from sessions where user_id = $1 and ($2::bytea is null or token_sha256 <> $2)`, [userId, keep])

export async function upsertUser(
  tx: Tx,
  user: { username: string; passwordHash: string; displayName: string; sample: boolean; createdAt: Date },
  assignments: readonly { unitId: number; role: string }[],
): Promise<number> {
  const { id } = await tx.one<{ id: number }>(
    `insert into users (username, password_hash, display_name, sample, created_at) values (lower($1), $2, $3, $4, $5)
     on conflict (username) do update set display_name = excluded.display_name returning id`,
    [user.username, user.passwordHash, user.displayName, user.sample, user.createdAt],
  )
  for (const a of assignments)
    await tx.query(`insert into assignments (user_id, unit_id, role) values ($1, $2, $3) on conflict do nothing`, [
      id,
      a.unitId,
      a.role,
    ])
  return id
}

export const anyAdministrator = (tx: Tx) =>
  tx.one<{ there: boolean }>(`select exists (select from assignments where role = 'administrator') as there`)
