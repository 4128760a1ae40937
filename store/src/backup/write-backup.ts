import { createHash } from 'node:crypto'
import { type FileHandle, open, rename, rm, stat, statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import pg from 'pg'
import { txOf } from '../database.ts'
import { StoreError } from '../errors.ts'
import { ArchiveWriter, FIRST } from './archive.ts'
import { copyRows } from './copy-rows.ts'
import { keyId, sealKey } from './data-key.ts'
import { type AuditHead, FORMAT, type Manifest, type TablePart } from './manifest.ts'
import { plainText, tablesInOrder } from './tables.ts'

const pack = promisify(gzip)
const sha256 = (body: Buffer): string => createHash('sha256').update(body).digest('hex')

export type BackupOptions = {
  ownerUrl: string
  /** must not be there yet */
  file: string
  dataKey: Buffer
  /** the data key goes into the backup only under this; null leaves it out */
  passphrase: string | null
  now: Date
  /** what must stay free on the disk, for the database itself */
  keepFree?: number
  signal?: AbortSignal
  progress?: (table: string, rows: number) => void
}
export type BackupMade = {
  file: string
  bytes: number
  rows: number
  tables: number
  withKey: boolean
  auditHeads: AuditHead[]
}

const readme = `Từ Sớm: bản sao lưu · a backup

Khôi phục · restore:   tusom restore TỆP-NÀY.tar --data ./data-moi
Kiểm tra · check:      tusom restore TỆP-NÀY.tar --check

tables/*/NNNNN.copy.gz   rows of one table in PostgreSQL's COPY text form, compressed by gzip
manifest.json            version, migrations, counts and SHA-256 of all parts; written last: without it this is no backup
manifest.sha256          of manifest.json
`

/**
 * Writes everything into one file: a snapshot of one moment (one REPEATABLE READ, READ ONLY transaction), while the program
 * serves. The file carries its name only when it is whole and on the disk; a kill in the middle leaves a `.part` that nobody
 * takes for a backup. Months of readings are read one by one and never through their parent table: its lock would make the
 * first reading of a new month wait until the backup has ended.
 */
export async function writeBackup(o: BackupOptions): Promise<BackupMade> {
  if (await stat(o.file).catch(() => null))
    throw new StoreError(
      'backup.there',
      `Đã có tệp ${o.file}: chọn tên khác, bản sao lưu không ghi đè. · ${o.file} is there already: choose another name.`,
    )
  const partial = `${o.file}.${process.pid}.part`
  const client = new pg.Client({ connectionString: o.ownerUrl, application_name: 'tusom backup' })
  client.on('error', () => {})
  let file: FileHandle | null = null
  try {
    file = await open(partial, 'wx', 0o600)
    await client.connect()
    const made = await writeAll(o, client, file)
    await file.close()
    file = null
    await rename(partial, o.file)
    await syncFolder(dirname(o.file))
    return made
  } catch (e) {
    await file?.close().catch(() => {})
    await rm(partial, { force: true }).catch(() => {})
    throw said(e, o.file)
  } finally {
    await client.end().catch(() => {})
  }
}

async function writeAll(o: BackupOptions, client: pg.Client, file: FileHandle): Promise<BackupMade> {
  const tx = txOf(client)
  await client.query(`begin isolation level repeatable read read only; ${plainText}`)
  const there = await tx.one<{ there: string | null }>(`select to_regclass('public.schema_migrations')::text as there`)
  if (!there.there)
    throw new StoreError(
      'backup.nothing',
      'Cơ sở dữ liệu chưa có gì để sao lưu: chạy «tusom serve» trước. · There is nothing to back up yet: run `tusom serve` first.',
    )
  const manifest: Manifest = {
    format: FORMAT,
    madeAt: o.now.toISOString(),
    provinces: (
      await tx.query<{ name: string }>(`select full_name as name from units where kind = 'province' order by id`)
    ).map(r => r.name),
    postgres: (await tx.one<{ server_version: string }>('show server_version')).server_version,
    migrations: await tx.query<{ name: string; sha256: string }>(
      'select name, sha256 from schema_migrations order by name',
    ),
    tables: [],
    sequences: [],
    auditHeads: await tx.query<AuditHead>(
      `select province_id as "provinceId", seq, encode(hash, 'hex') as hash from audit_heads order by 1`,
    ),
    key: { id: keyId(o.dataKey), sealed: o.passphrase === null ? null : await sealKey(o.dataKey, o.passphrase) },
  }
  const archive = new ArchiveWriter(file, o.now)
  await archive.add(FIRST, Buffer.from(readme))
  for (const table of await tablesInOrder(tx)) {
    const parts: TablePart['parts'] = []
    const copied = await copyRows(client, table, async body => {
      o.signal?.throwIfAborted()
      const packed = await pack(body, { level: 5 })
      await refuseFullDisk(o, packed.length)
      const name = `tables/${table.name}/${String(parts.length + 1).padStart(5, '0')}.copy.gz`
      await archive.add(name, packed)
      parts.push({ name, size: packed.length, raw: body.length, sha256: sha256(packed) })
    })
    manifest.tables.push({ ...table, ...copied, parts })
    o.progress?.(table.name, copied.rows)
  }
  // after the rows: a sequence stands outside transactions, and may only be ahead of what was read
  manifest.sequences = await tx.query<{ name: string; value: number }>(
    `select sequencename::text as name, last_value as value from pg_sequences where schemaname = 'public' and last_value is not null order by 1`,
  )
  await client.query('commit')
  const text = Buffer.from(JSON.stringify(manifest, null, 1))
  await archive.add('manifest.json', text)
  await archive.add('manifest.sha256', Buffer.from(`${sha256(text)}  manifest.json\n`))
  await archive.end()
  return {
    file: o.file,
    bytes: archive.bytes,
    rows: manifest.tables.reduce((sum, t) => sum + t.rows, 0),
    tables: manifest.tables.length,
    withKey: manifest.key.sealed !== null,
    auditHeads: manifest.auditHeads,
  }
}

async function refuseFullDisk(o: BackupOptions, next: number): Promise<void> {
  const disk = await statfs(dirname(o.file))
  if (disk.bavail * disk.bsize - next < (o.keepFree ?? 256 * 1024 * 1024))
    throw Object.assign(new Error('disk full'), { code: 'ENOSPC' })
}

/** The name itself must survive a power cut, not only the bytes under it. Windows has no such call. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null)
  await handle?.sync().catch(() => {})
  await handle?.close()
}

function said(e: unknown, file: string): unknown {
  const code = (e as NodeJS.ErrnoException).code
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new StoreError(
      'backup.disk-full',
      `Ổ đĩa của ${dirname(file)} sắp đầy, bản sao lưu đã dừng và không để lại gì: dọn chỗ, hoặc chọn ổ khác. · The disk of ${dirname(file)} is nearly full; the backup stopped and left nothing: make room or choose another disk.`,
    )
  if (code === 'ENOENT' || code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOTDIR')
    return new StoreError(
      'backup.cannot-write',
      `Không ghi được vào ${dirname(file)} (${code}): tạo thư mục, cấp quyền ghi, hoặc chọn nơi khác. · Cannot write into ${dirname(file)}: create the folder, grant access, or choose another.`,
    )
  return e
}
