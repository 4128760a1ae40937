import { randomBytes } from 'node:crypto'
import { mkdtemp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { txOf } from '../database.ts'
import { writeAudit } from '../queries/audit.ts'
import { createTestDatabase, serverUrl, type TestDatabase } from '../testing/test-database.ts'
import { copyRows } from './copy-rows.ts'
import { openKey } from './data-key.ts'
import { readManifest } from './manifest.ts'
import { checkBackup, openBackup } from './read-backup.ts'
import { restoreBackup } from './restore-backup.ts'
import { plainText, tablesInOrder } from './tables.ts'
import { type BackupOptions, writeBackup } from './write-backup.ts'

const now = new Date('2026-11-22T05:00:00Z')
const dataKey = Buffer.alloc(32, 7)
let folder: string
let source: TestDatabase
let shared: string
const empties: string[] = []

async function admin(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl() })
  await client.connect()
  await client.query(sql).finally(() => client.end())
}
async function emptyDatabase(): Promise<string> {
  const name = `t_${randomBytes(6).toString('hex')}`
  await admin(`create database ${name} template template0`)
  empties.push(name)
  const url = new URL(serverUrl())
  url.pathname = `/${name}`
  return url.href
}
const backup = (name: string, more: Partial<BackupOptions> = {}) =>
  writeBackup({ ownerUrl: source.url, file: join(folder, name), dataKey, passphrase: 'mật khẩu sao lưu', now, ...more })
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'nothing',
    e => (e as { code?: string }).code ?? String(e),
  )

/** Every table of a database as the bytes PostgreSQL writes for it, and every sequence. */
async function contents(url: string): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(`begin; ${plainText}`)
  const all: Record<string, string> = {}
  for (const t of await tablesInOrder(txOf(client))) {
    let text = ''
    await copyRows(client, t, body => void (text += body.toString('latin1')))
    all[t.name] = text
  }
  for (const r of (
    await client.query(
      `select sequencename as name, last_value as v from pg_sequences where schemaname = 'public' order by 1`,
    )
  ).rows)
    all[`sequence ${r.name}`] = String(r.v)
  await client.end()
  return all
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tusom-backup-'))
  source = await createTestDatabase()
  await source.db.asSystem(async tx => {
    // awkward on purpose: line ends, tabs, backslashes, what COPY itself writes for null and for its end, a parent that comes later
    await tx.query(
      `insert into units (code, kind, name, full_name, parent_id, valid_from, search, attrs, aliases, lat) values
       ('20', 'province', 'Thử', E'Tỉnh Thử\\n\\\\.\\n', null, '2025-07-01', 'thu', '{"a": "\\\\N"}', array['', 'tab\tin', null, '"'], 0.1 + 0.2),
       ('20A', 'commune', E'\\\\N', '', 3, '2025-07-01', '', '{}', '{}', 'NaN'),
       ('20B', 'commune', 'B', 'Xã B', 1, '2025-07-01', 'b', '{}', '{}', 1e-300)`,
    )
    await tx.query(`insert into stations (code, name, province_id, lat, lon) values ('S', 'Trạm', 1, 21, 106)`)
    await tx.query(
      `insert into series (station_id, indicator, unit, min_value, max_value, every_minutes) values (1, 'rain', 'mm', 0, 300, 10)`,
    )
    await tx.query(
      `insert into users (username, password_hash, display_name, created_at) values ('a', '$argon2id$', 'A', now())`,
    )
    await tx.query(
      `insert into sessions (token_sha256, user_id, created_at, expires_at, seen_at) values ('\\x01', 1, now(), now(), now())`,
    )
    for (const month of ['2026-09-01', '2026-10-01', '2026-11-01'])
      await tx.query('select app.ensure_partition($1)', [month])
    await tx.query(
      `insert into observations (run_id, series_id, at, value) select 0, 1, timestamptz '2026-09-02' + n * interval '1 minute', random() * 300 from generate_series(1, 60000) n`,
    )
    for (let i = 0; i < 30; i++)
      await writeAudit(tx, {
        provinceId: 1,
        at: now,
        userId: 1,
        unitId: 1,
        runId: 0,
        command: 'test',
        subject: `n/${i}`,
        detail: { i },
      })
  })
  shared = (await backup('shared.tar')).file
})
afterAll(async () => {
  await source.drop()
  for (const name of empties) await admin(`drop database ${name} with (force)`)
  await rm(folder, { recursive: true, force: true })
})

describe('backup and restore', () => {
  it('brings back every table byte by byte, every sequence, and an audit chain that holds', async () => {
    const made = await backup('whole.tar')
    const target = await emptyDatabase()
    const opened = await openBackup(made.file)
    expect(await checkBackup(opened)).toEqual({ rows: made.rows, tables: made.tables, withKey: true })
    const restored = await restoreBackup(opened, target, { known: made.auditHeads })
    await opened.close()
    expect(restored).toMatchObject({ rows: made.rows, auditEntries: 30, auditHeads: made.auditHeads, migrated: [] })
    const [before, after] = [await contents(source.url), await contents(target)]
    expect(Object.keys(before).length).toBeGreaterThan(90)
    for (const [name, rows] of Object.entries(before)) expect(after[name] === rows, name).toBe(true)
    expect(Object.keys(after)).toEqual(Object.keys(before))

    const client = new pg.Client({ connectionString: target })
    await client.connect()
    const one = async (sql: string) => (await client.query(sql)).rows[0]
    // triggers are awake again, constraints stand, sequences go on, sessions did not come back
    await expect(client.query('delete from audit_entries')).rejects.toThrow('append-only')
    await expect(client.query(`insert into assignments values (77, 1, 'leader')`)).rejects.toThrow('foreign key')
    expect(
      (
        await one(
          `insert into users (username, password_hash, display_name, created_at) values ('b', '', 'B', now()) returning id`,
        )
      ).id,
    ).toBe(2)
    expect((await one('select count(*)::int as n from sessions')).n).toBe(0)
    await client.query('set role tusom_app')
    expect((await one('select count(*)::int as n from households')).n).toBe(0)
    await client.end()
  })

  it('is one moment: what is written meanwhile is not in it, and nobody waits, not even the first reading of a new month', async () => {
    const { rows } = await backup('moment.tar', { passphrase: null })
    // the same again, with a writer between the first table and the last
    let during: Promise<unknown> | null = null
    const again = await backup('moment-2.tar', {
      passphrase: null,
      progress: () => {
        during ??= source.db.asSystem(async tx => {
          await tx.query(`select app.ensure_partition('2027-01-01')`)
          await tx.query(
            `insert into observations (run_id, series_id, at, value) values (0, 1, '2027-01-05', 1), (0, 1, '2026-09-01', 1)`,
          )
          await tx.query(
            `insert into units (code, kind, name, full_name, valid_from, search) values ('21', 'province', '', '', '2025-07-01', '')`,
          )
        })
      },
    })
    await during
    expect(again.rows).toBe(rows)
    const opened = await openBackup(again.file)
    expect(await restoreBackup(opened, await emptyDatabase())).toMatchObject({ rows })
    await opened.close()
  })

  it('restores only into an empty database', async () => {
    const opened = await openBackup(shared)
    const other = await createTestDatabase()
    expect(await refusal(restoreBackup(opened, other.url))).toBe('restore.not-empty')
    await opened.close()
    await other.drop()
    expect(await refusal(backup('shared.tar'))).toBe('backup.there')
  })

  it('says what is damaged, cut short, no backup at all, or of a newer program', async () => {
    const good = await readFile(shared)
    const judge = async (bytes: Buffer) => {
      const path = join(folder, 'judged.tar')
      await writeFile(path, bytes)
      return refusal(
        (async () => {
          const opened = await openBackup(path)
          await checkBackup(opened).finally(() => opened.close())
        })(),
      )
    }
    expect(await judge(good)).toBe('nothing')
    for (const share of [0.001, 0.3, 0.9, 0.9999])
      expect(await judge(good.subarray(0, Math.floor(good.length * share)))).toBe('backup.cut-short')
    expect(await judge(Buffer.alloc(0))).toBe('backup.cut-short')
    expect(await judge(Buffer.from('không phải sao lưu '.repeat(99)))).toBe('backup.not-a-backup')
    // one bit, anywhere from the first part to the last digest
    const readme = 1024 + 512
    for (let i = 0; i < 60; i++) {
      const at = readme + Math.floor(((good.length - 1024 - readme - 512) * i) / 60)
      const bad = Buffer.from(good)
      bad[at] = (bad[at] as number) ^ 4
      const said = await judge(bad)
      // what fills up a block carries nothing
      if (said === 'nothing') expect(good[at]).toBe(0)
      else expect(['backup.damaged', 'backup.cut-short']).toContain(said)
    }
    const swapped = (from: string, to: string) => Buffer.from(good.toString('latin1').replace(from, to), 'latin1')
    expect(await judge(swapped('"format": 1', '"format": 2'))).toBe('backup.damaged')
    expect(await refusal((async () => readManifest('{"format":2,"madeAt":7}'))())).toBe('backup.newer')
    for (const odd of ['', '{', 'null', '[]', '{"format":1}', '7'])
      expect(await refusal((async () => readManifest(odd))())).toBe('backup.damaged')
  })

  it('refuses migrations that this program does not know, and a manifest that was made to run other SQL', async () => {
    const target = await emptyDatabase()
    const opened = await openBackup(shared)
    const { manifest } = opened
    const first = manifest.migrations[0] as { name: string; sha256: string }
    const last = { name: '203001010000_later.sql', sha256: first.sha256 }
    expect(
      await refusal(
        restoreBackup({ ...opened, manifest: { ...manifest, migrations: [...manifest.migrations, last] } }, target),
      ),
    ).toBe('backup.newer')
    const changed = [{ ...first, sha256: '0'.repeat(64) }, ...manifest.migrations.slice(1)]
    expect(await refusal(restoreBackup({ ...opened, manifest: { ...manifest, migrations: changed } }, target))).toBe(
      'restore.other-schema',
    )
    const tables = manifest.tables.map(t => (t.name === 'units' ? { ...t, rows: t.rows + 1 } : t))
    expect(await refusal(restoreBackup({ ...opened, manifest: { ...manifest, tables } }, target))).toBe(
      'backup.damaged',
    )
    const heads = manifest.auditHeads.map(h => ({ ...h, hash: 'f'.repeat(64) }))
    expect(await refusal(restoreBackup({ ...opened, manifest: { ...manifest, auditHeads: heads } }, target))).toBe(
      'restore.audit',
    )
    expect(
      await refusal(restoreBackup(opened, target, { known: [{ provinceId: 1, seq: 99, hash: 'a'.repeat(64) }] })),
    ).toBe('restore.audit')
    // each of them left nothing behind
    expect(await restoreBackup(opened, target)).toMatchObject({ tables: manifest.tables.length })
    await opened.close()
  })

  it('keeps the data key under the passphrase only', async () => {
    const file = shared
    const bytes = (await readFile(file)).toString('latin1')
    for (const form of [dataKey.toString('latin1'), dataKey.toString('hex'), dataKey.toString('base64')])
      expect(bytes).not.toContain(form)
    const opened = await openBackup(file)
    const { id, sealed } = opened.manifest.key
    await opened.close()
    if (!sealed) throw new Error('no key')
    expect(await openKey(id, sealed, 'mật khẩu sao lưu'.normalize('NFD'))).toEqual(dataKey)
    expect(await refusal(openKey(id, sealed, 'mat khau'))).toBe('backup.passphrase-wrong')
    expect(await refusal(openKey(id, { ...sealed, memory: 2 ** 24 }, 'x'))).toBe('backup.damaged')
    const without = await openBackup((await backup('no-key.tar', { passphrase: null })).file)
    expect(without.manifest.key.sealed).toBeNull()
    await without.close()
  })

  it('leaves nothing behind when it is stopped, when the disk is nearly full, or when the folder is not there', async () => {
    const stop = new AbortController()
    stop.abort()
    expect(await refusal(backup('stopped.tar', { signal: stop.signal }))).not.toBe('nothing')
    expect(await refusal(backup('full.tar', { keepFree: Number.MAX_SAFE_INTEGER }))).toBe('backup.disk-full')
    expect(await refusal(backup('no/such/folder.tar'))).toBe('backup.cannot-write')
    expect((await readdir(folder)).filter(f => /stopped|full|part/.test(f))).toEqual([])
  })

  it('reads every part of the file with nothing but tar and gunzip in mind', async () => {
    const handle = await open(shared)
    const { listEntries } = await import('./archive.ts')
    const names = (await listEntries(handle)).map(e => e.name)
    await handle.close()
    expect(names[0]).toBe('README.txt')
    expect(names.at(-1)).toBe('manifest.sha256')
    expect(names.filter(n => n.startsWith('tables/observations_202609/')).length).toBeGreaterThan(0)
  })
})
