import { basename } from 'node:path'
import pg from 'pg'
import type { BackupMade } from '../backup/write-backup.ts'
import { type Tx, txOf } from '../database.ts'

export type BackupCause = 'daily' | 'by-hand' | 'command'
export type BackupRow = {
  id: number
  startedAt: Date
  endedAt: Date | null
  cause: BackupCause
  byName: string | null
  file: string
  bytes: number | null
  savedRows: number | null
  withKey: boolean | null
  fault: string | null
}

export const backupBegan = async (
  tx: Tx,
  b: { at: Date; cause: BackupCause; byName: string | null; file: string },
): Promise<number> =>
  (
    await tx.one<{ id: number }>(
      'insert into backups (started_at, cause, by_name, file) values ($1, $2, $3, $4) returning id',
      [b.at, b.cause, b.byName, b.file],
    )
  ).id

export async function backupEnded(
  tx: Tx,
  id: number,
  at: Date,
  how: { bytes: number; rows: number; withKey: boolean } | { fault: string },
): Promise<void> {
  const made = 'fault' in how ? null : how
  await tx.query(
    'update backups set ended_at = $2, bytes = $3, saved_rows = $4, with_key = $5, fault = $6 where id = $1',
    [id, at, made?.bytes ?? null, made?.rows ?? null, made?.withKey ?? null, 'fault' in how ? how.fault : null],
  )
  await tx.query(`select app.tell('backups', 0)`)
}

/** One backup at a time over the whole cluster, and for as long as the transaction lasts. */
export const holdBackups = async (tx: Tx): Promise<boolean> =>
  (await tx.one<{ held: boolean }>('select pg_try_advisory_xact_lock(720313) as held')).held

/** Whoever holds the lock knows that nobody else is at it: what has no end was killed. */
export const closeInterrupted = async (tx: Tx, at: Date): Promise<void> => {
  await tx.query(`update backups set ended_at = $1, fault = 'backup.interrupted' where ended_at is null`, [at])
}

export const listBackups = (tx: Tx, limit: number): Promise<BackupRow[]> =>
  tx.query<BackupRow>(
    `select id, started_at as "startedAt", ended_at as "endedAt", cause, by_name as "byName", file, bytes, saved_rows as "savedRows",
       with_key as "withKey", fault
     from backups order by id desc limit $1`,
    [limit],
  )
export const lastGoodBackup = (tx: Tx): Promise<BackupRow | null> =>
  tx.maybe<BackupRow>(
    `select id, started_at as "startedAt", ended_at as "endedAt", cause, by_name as "byName", file, bytes, saved_rows as "savedRows",
       with_key as "withKey", fault
     from backups where fault is null and ended_at is not null order by id desc limit 1`,
  )

/** A backup made by command, told to the page; a database that is older than this program has no place for it, and that is no fault. */
export async function rememberBackup(ownerUrl: string, made: BackupMade, at: Date): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  client.on('error', () => {})
  await client.connect()
  try {
    const tx = txOf(client)
    if (!(await tx.one<{ there: boolean }>(`select to_regclass('public.backups') is not null as there`)).there) return
    await client.query('begin')
    const id = await backupBegan(tx, { at, cause: 'command', byName: null, file: basename(made.file) })
    await backupEnded(tx, id, new Date(), made)
    await client.query('commit')
  } finally {
    await client.end()
  }
}
