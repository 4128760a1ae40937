import type { Tx } from '../database.ts'

export type ApiTokenRow = {
  id: number
  unitId: number
  role: 'station-data' | 'station-manager'
  name: string
  hint: string
  createdAt: Date
  createdBy: string
  expiresAt: Date
  lastUsedAt: Date | null
  revokedAt: Date | null
  revokedBy: string | null
}

/** Keys of the reader's units, as row-level security shows them; those that still hold first. */
export const listApiTokens = (tx: Tx) =>
  tx.query<ApiTokenRow>(
    `select id, unit_id as "unitId", role, name, hint, created_at as "createdAt", created_by_name as "createdBy", expires_at as "expiresAt",
       last_used_at as "lastUsedAt", revoked_at as "revokedAt", revoked_by_name as "revokedBy"
     from api_tokens order by revoked_at is not null, id desc limit 2000`,
  )

export const insertApiToken = (
  tx: Tx,
  t: {
    unitId: number
    role: string
    name: string
    tokenSha256: Buffer
    hint: string
    at: Date
    byId: number
    byName: string
    expiresAt: Date
  },
) =>
  tx.one<{ id: number }>(
    `insert into api_tokens (unit_id, role, name, token_sha256, hint, created_at, created_by, created_by_name, expires_at)
     values ($1,$2,$3,$4,$5,$6,$7,$8,$9) returning id`,
    [t.unitId, t.role, t.name, t.tokenSha256, t.hint, t.at, t.byId, t.byName, t.expiresAt],
  )

export const apiTokenById = (tx: Tx, id: number) =>
  tx.maybe<{ id: number; unitId: number; revokedAt: Date | null }>(
    `select id, unit_id as "unitId", revoked_at as "revokedAt" from api_tokens where id = $1`,
    [id],
  )

export const revokeApiToken = (tx: Tx, id: number, at: Date, byName: string) =>
  tx.query(`update api_tokens set revoked_at = $2, revoked_by_name = $3 where id = $1 and revoked_at is null`, [
    id,
    at,
    byName,
  ])

/** Whose key this is, when it holds now. That it was used is noted at most every five minutes. */
export async function findApiToken(
  tx: Tx,
  tokenSha256: Buffer,
  now: Date,
): Promise<{ id: number; unitId: number; role: 'station-data' | 'station-manager'; name: string } | null> {
  const row = await tx.maybe<{
    id: number
    unitId: number
    role: 'station-data' | 'station-manager'
    name: string
    lastUsedAt: Date | null
  }>(
    `select id, unit_id as "unitId", role, name, last_used_at as "lastUsedAt" from api_tokens
     where token_sha256 = $1 and revoked_at is null and expires_at > $2`,
    [tokenSha256, now],
  )
  if (row && (row.lastUsedAt === null || now.getTime() - row.lastUsedAt.getTime() > 300_000))
    await tx.query('update api_tokens set last_used_at = $2 where id = $1', [row.id, now])
  return row
}
