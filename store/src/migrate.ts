import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import pg from 'pg'
import { StoreError } from './errors.ts'

const folder = new URL('../migrations/', import.meta.url)

/**
 * Applies the numbered .sql files that are not yet in the database, each in one transaction, in order of name.
 * A file that was applied and changed since is a fault: write a new one.
 */
export async function migrate(ownerUrl: string): Promise<string[]> {
  const files = (await readdir(folder)).filter(f => f.endsWith('.sql')).sort()
  const misnamed = files.find(f => !/^\d{12}_[a-z0-9-]+\.sql$/.test(f))
  if (misnamed)
    throw new StoreError(
      'database.migration-name',
      `Tệp ${misnamed} phải có tên dạng 202611212200_ten.sql. · ${misnamed} must be named YYYYMMDDHHMM_name.sql.`,
    )
  const client = new pg.Client({ connectionString: ownerUrl })
  client.on('error', () => {})
  await client.connect()
  const done: string[] = []
  try {
    await client.query('select pg_advisory_lock(720311)')
    await client.query(
      'create table if not exists public.schema_migrations (name text primary key, sha256 text not null, applied_at timestamptz not null default now())',
    )
    const had = new Map<string, string>(
      (await client.query('select name, sha256 from schema_migrations')).rows.map(r => [r.name, r.sha256]),
    )
    for (const file of files) {
      const sql = await readFile(new URL(file, folder), 'utf8')
      const sha = createHash('sha256').update(sql).digest('hex')
      const before = had.get(file)
      if (before === sha) continue
      if (before)
        throw new StoreError(
          'database.migration-changed',
          `Tệp ${file} đã chạy rồi mà nay khác: viết tệp mới thay vì sửa. · ${file} was applied and has changed since: write a new file.`,
        )
      await client.query('begin')
      try {
        await client.query(sql)
        await client.query('insert into schema_migrations (name, sha256) values ($1, $2)', [file, sha])
        await client.query('commit')
      } catch (e) {
        await client.query('rollback')
        throw new StoreError('database.migration-failed', `Không áp dụng được ${file}: ${(e as Error).message}`)
      }
      done.push(file)
    }
  } finally {
    await client.end()
  }
  return done
}
