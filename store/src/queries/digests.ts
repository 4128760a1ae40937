import type { Tx } from '../database.ts'

export type DigestRow = { unitId: number; day: string; madeAt: Date; content: unknown }
/** Digests of units, newest first. */
export const digestsOf = (tx: Tx, unitIds: readonly number[], limit: number) =>
  tx.query<DigestRow>(
    `select unit_id as "unitId", day, made_at as "madeAt", content from digests where unit_id = any ($1) order by day desc, unit_id limit $2`,
    [unitIds, limit],
  )
export type UrgentRow = { id: number; unitId: number; at: Date; kind: string; taskIds: number[]; detail: string }
export const urgentOf = (tx: Tx, unitIds: readonly number[], since: Date, limit: number) =>
  tx.query<UrgentRow>(
    `select id, unit_id as "unitId", at, kind, task_ids as "taskIds", detail from urgent_notices where unit_id = any ($1) and at > $2 order by at desc, id desc limit $3`,
    [unitIds, since, limit],
  )
/** When the reader last looked, a unit each. */
export const digestReads = (tx: Tx) =>
  tx.query<{ unitId: number; seenAt: Date }>('select unit_id as "unitId", seen_at as "seenAt" from digest_reads')
export const markDigestsRead = (tx: Tx, runId: number, userId: number, unitIds: readonly number[], at: Date) =>
  tx.query(
    `insert into digest_reads (run_id, user_id, unit_id, seen_at) select $1, $2, u, $4 from unnest($3::int[]) u
     on conflict (run_id, user_id, unit_id) do update set seen_at = greatest(digest_reads.seen_at, excluded.seen_at)`,
    [runId, userId, unitIds, at],
  )
/** What of them is new since the reader last looked. */
export const unreadCount = (tx: Tx, unitIds: readonly number[]) =>
  tx.one<{ digests: number; urgent: number }>(
    `select (select count(*)::int from digests d left join digest_reads r on r.unit_id = d.unit_id where d.unit_id = any ($1) and (r.seen_at is null or d.made_at > r.seen_at)) as digests,
       (select count(*)::int from urgent_notices n left join digest_reads r on r.unit_id = n.unit_id where n.unit_id = any ($1) and (r.seen_at is null or n.at > r.seen_at)) as urgent`,
    [unitIds],
  )
