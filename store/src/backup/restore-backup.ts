import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { txOf, type Tx } from '../database.ts'
import { StoreError } from '../errors.ts'
import { applyMigrations, migrate, migrationFiles } from '../migrate.ts'
import { verifyAudit } from '../queries/audit.ts'
import { damaged } from './archive.ts'
import { copyRows } from './copy-rows.ts'
import { type AuditHead, type Manifest, newer } from './manifest.ts'
import type { OpenBackup } from './read-backup.ts'
import { copySql, ownTable, plainText, quoted, tablesInOrder } from './tables.ts'

export type Restored = {
  rows: number
  tables: number
  auditEntries: number
  auditHeads: AuditHead[]
  migrated: string[]
}

/**
 * Puts a backup into an empty database: schema, rows, sequences and the check of all of it in ONE transaction, so that whatever
 * stops it half-way leaves the database as empty as it was. The rows are then read back and compared with the digests of the
 * manifest, and the audit chain is recomputed up to the head noted there (and `known`, noted elsewhere). Newer migrations run after.
 */
export async function restoreBackup(
  backup: OpenBackup,
  ownerUrl: string,
  o: {
    known?: readonly AuditHead[]
    beforeCommit?: () => Promise<void>
    progress?: (table: string, rows: number) => void
    signal?: AbortSignal
  } = {},
): Promise<Restored> {
  const { manifest } = backup
  await refuseOtherSchema(manifest)
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'tusom restore' })
  client.on('error', () => {})
  await client.connect()
  try {
    const tx = txOf(client)
    await client.query(`begin; ${plainText}`)
    await refuseFull(tx)
    await applyMigrations(client, new Set(manifest.migrations.map(m => m.name)), { transaction: 'outer' })
    await load(backup, client, tx, o)
    for (const s of manifest.sequences)
      await tx.query(`select setval($1::regclass, $2, true)`, [`public.${quoted(s.name)}`, s.value])
    for (const table of manifest.tables) {
      const found = await copyRows(client, table, () => o.signal?.throwIfAborted())
      if (found.rows !== table.rows || found.sha256 !== table.sha256)
        throw damaged(`${table.name}, sau khi nạp · after loading`)
    }
    const audit = await verifyAudit(tx, [...manifest.auditHeads, ...(o.known ?? [])])
    if (audit.faults.length) {
      const f = audit.faults[0]
      throw new StoreError(
        'restore.audit',
        `Chuỗi nhật ký trong bản sao lưu không khớp (tỉnh ${f?.provinceId}, dòng ${f?.seq}): bản này đã bị sửa, dùng bản khác; không có gì được nạp. · The audit chain in the backup does not hold: it was altered; nothing was restored.`,
      )
    }
    await o.beforeCommit?.()
    await client.query('commit')
    await client.query('analyze')
    return {
      rows: manifest.tables.reduce((sum, t) => sum + t.rows, 0),
      tables: manifest.tables.length,
      auditEntries: audit.entries,
      auditHeads: audit.heads,
      migrated: await migrate(ownerUrl),
    }
  } finally {
    await client.end().catch(() => {})
  }
}

/** The backup's schema is made by our own files of the same names and bytes; others are of a newer program, or of a changed one. */
async function refuseOtherSchema(manifest: Manifest): Promise<void> {
  const ours = new Map((await migrationFiles()).map(f => [f.name, f.sha256]))
  for (const m of manifest.migrations) {
    const sha = ours.get(m.name)
    if (!sha) throw newer()
    if (sha !== m.sha256)
      throw new StoreError(
        'restore.other-schema',
        `Bản sao lưu dùng tệp ${m.name} khác với chương trình này: dùng đúng bản chương trình đã sao lưu. · The backup was made with another ${m.name}: use the program that made it.`,
      )
  }
}

async function refuseFull(tx: Tx): Promise<void> {
  const { tables } = await tx.one<{ tables: number }>(
    `select count(*)::int as tables from pg_class c where c.relkind in ('r', 'p') and c.relnamespace in (select oid from pg_namespace where nspname in ('public', 'app')) and ${ownTable}`,
  )
  if (tables)
    throw new StoreError(
      'restore.not-empty',
      'Cơ sở dữ liệu đích đã có dữ liệu: khôi phục chỉ ghi vào nơi còn trống, hãy chọn thư mục mới (--data) hoặc cơ sở dữ liệu mới (DATABASE_URL). · The target database is not empty: restore only into a new data folder or a new database.',
    )
}

async function load(
  backup: OpenBackup,
  client: pg.Client,
  tx: Tx,
  o: { progress?: (table: string, rows: number) => void; signal?: AbortSignal },
): Promise<void> {
  const { manifest } = backup
  // the months of readings are tables that the intake makes as it needs them
  for (const t of manifest.tables) {
    const month = /^observations_(\d{4})(\d{2})$/.exec(t.name)
    if (month) await tx.query('select app.ensure_partition($1::date)', [`${month[1]}-${month[2]}-01`])
  }
  const ours = await tablesInOrder(tx)
  const theirs = new Map(manifest.tables.map(t => [t.name, t]))
  const fits = (t: { name: string; columns: string[] }) => {
    const there = theirs.get(t.name)
    return there && [...there.columns].sort().join() === [...t.columns].sort().join()
  }
  if (ours.length !== theirs.size || !ours.every(fits)) throw damaged('manifest.json: tables')
  // what triggers made of the rows, and what they refuse, happened before the backup
  const triggers = async (way: 'disable' | 'enable') => {
    for (const t of ours) await tx.query(`alter table public.${quoted(t.name)} ${way} trigger user`)
  }
  await triggers('disable')
  // rows that migrations put there are in the backup too, as they were at its time
  for (const t of [...ours].reverse()) await tx.query(`delete from public.${quoted(t.name)}`)
  for (const t of ours) {
    const table = theirs.get(t.name) as Manifest['tables'][number]
    if (table.rows) {
      const parts = async function* () {
        for (const p of table.parts) {
          o.signal?.throwIfAborted()
          yield await backup.part(p)
        }
      }
      await pipeline(
        Readable.from(parts(), { objectMode: false, highWaterMark: 1 }),
        client.query(copyFrom(copySql(table, 'from stdin'))),
      )
    }
    o.progress?.(t.name, table.rows)
  }
  await triggers('enable')
}
