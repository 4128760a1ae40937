import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import pg from 'pg'
import { StoreError } from './errors.ts'

const folder = new URL('../migrations/', import.meta.url)

/** The numbered files in order, with the digest under which a database remembers them. */
export async function migrationFiles(): Promise<{ name: string; sql: string; sha256: string }[]> {
  const names = (await readdir(folder)).filter(f => f.endsWith('.sql')).sort()
  const misnamed = names.find(f => !/^\d{12}_[a-z0-9-]+\.sql$/.test(f))
  if (misnamed)
    throw new StoreError(
      'database.migration-name',
      `Tệp ${misnamed} phải có tên dạng 202611212200_ten.sql. · ${misnamed} must be named YYYYMMDDHHMM_name.sql.`,
    )
  return Promise.all(
    names.map(async name => {
      const sql = await readFile(new URL(name, folder), 'utf8')
      return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

/**
 * Applies the numbered .sql files that are not yet in the database, each in one transaction, in order of name.
 * A file that was applied and changed since is a fault: write a new one.
 */
export async function migrate(ownerUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query('select pg_advisory_lock(720311)')
    return await applyMigrations(client)
  } finally {
    await client.end()
  }
}

/** The same over an open connection; `only` names the files of an older state (a backup's), `outer` leaves the transaction to the caller. */
export async function applyMigrations(
  client: pg.ClientBase,
  only?: ReadonlySet<string>,
  o: { transaction: 'each' | 'outer' } = { transaction: 'each' },
): Promise<string[]> {
  const files = (await migrationFiles()).filter(f => !only || only.has(f.name))
  const done: string[] = []
  const step = (sql: string) => (o.transaction === 'each' ? client.query(sql) : null)
  await client.query(
    'create table if not exists public.schema_migrations (name text primary key, sha256 text not null, applied_at timestamptz not null default now())',
  )
  const had = new Map<string, string>(
    (await client.query('select name, sha256 from schema_migrations')).rows.map(r => [r.name, r.sha256]),
  )
  for (const { name, sql, sha256 } of files) {
    const before = had.get(name)
    if (before === sha256) continue
    if (before)
      throw new StoreError(
        'database.migration-changed',
        `Tệp ${name} đã chạy rồi mà nay khác: viết tệp mới thay vì sửa. · ${name} was applied and has changed since: write a new file.`,
      )
    await step('begin')
    try {
      await client.query(sql)
      await client.query('insert into schema_migrations (name, sha256) values ($1, $2)', [name, sha256])
      await step('commit')
    } catch (e) {
      await step('rollback')
      throw new StoreError('database.migration-failed', `Không áp dụng được ${name}: ${(e as Error).message}`)
    }
    done.push(name)
  }
  return done
}
