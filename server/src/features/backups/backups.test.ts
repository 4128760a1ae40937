import type { BackupsOut } from '@tusom/contract'
import { checkBackup, listBackups, openBackup } from '@tusom/store'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildApp } from '../../app.ts'
import { createTestApp, type Person, type TestApp } from '../../testing/test-app.ts'
import { BackupDesk, type BackupSettings } from './backup-desk.ts'

let t: TestApp
let folder: string
let admin: Person
let settings: BackupSettings
let desk: BackupDesk
const rows = () => t.database.db.asSystem(tx => listBackups(tx, 50))
// the clock jumps by days, and a session holds for hours: whoever asks has just signed in
const get = async () => (await (await t.person('administrator', '20')).call('GET', '/api/backups')).body as BackupsOut

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tusom-desk-'))
  settings = {
    folder: join(folder, 'backups'),
    dataDir: folder,
    passphrase: 'bốn tại chỗ 2026',
    daily: { at: '02:30', days: 2, weeks: 0 },
  }
  t = await createTestApp('2026-11-20T09:00:00+07:00')
  admin = await t.person('administrator', '20')
  desk = new BackupDesk(t.app.ctx, settings)
})
afterAll(async () => {
  await desk.stop()
  await t.close()
  await rm(folder, { recursive: true, force: true })
})

describe('saving the installation', () => {
  it('is for administrators, and refused where the server does not save', async () => {
    expect((await t.app.inject({ method: 'GET', url: '/api/backups' })).statusCode).toBe(401)
    const leader = await t.person('leader', '20')
    expect(await leader.call('GET', '/api/backups')).toMatchObject({ status: 403 })
    expect(await leader.call('POST', '/api/backups')).toMatchObject({ status: 403 })
    expect(await admin.call('POST', '/api/backups')).toMatchObject({
      status: 409,
      body: { error: { code: 'backup.off' } },
    })
    expect(await get()).toMatchObject({ standing: 'none', daily: null, last: null })
  })

  it('makes the one of the night up, keeps what retention says, and removes what a kill left', async () => {
    expect(await desk.due(new Date('2026-11-20T09:00:00+07:00'))).toBe(true)
    await mkdir(settings.folder, { recursive: true })
    await writeFile(join(settings.folder, 'tusom-20261119-023000.tar.4.part'), 'half')
    await writeFile(join(settings.folder, 'nguoi-khac.txt'), 'not ours')
    for (const day of ['20', '21', '22']) {
      t.setNow(`2026-11-${day}T03:00:00+07:00`)
      expect(await desk.due(t.app.ctx.clock())).toBe(true)
      const { began, done } = desk.begin('daily', null)
      expect(began && desk.running).toBe(true)
      expect(desk.begin('by-hand', 'x').began).toBe(false)
      expect(await done).toBe(true)
      expect(await desk.due(t.app.ctx.clock())).toBe(false)
    }
    expect((await readdir(settings.folder)).sort()).toEqual([
      'nguoi-khac.txt',
      'tusom-20261121-030000.tar',
      'tusom-20261122-030000.tar',
    ])
    const opened = await openBackup(join(settings.folder, 'tusom-20261122-030000.tar'))
    expect(await checkBackup(opened)).toMatchObject({ withKey: true })
    await opened.close()
    const said = await get()
    expect(said).toMatchObject({
      standing: 'fine',
      last: { file: 'tusom-20261122-030000.tar', fault: null, withKey: true },
    })
    expect(said.last?.bytes).toBeGreaterThan(1000)
  })

  it('is loud about a failure, tries again after an hour, and says when a try was killed', async () => {
    t.setNow('2026-11-23T03:00:00+07:00')
    const broken = new BackupDesk(
      { ...t.app.ctx, log: () => {} },
      { ...settings, folder: join(folder, 'backups', 'nguoi-khac.txt') },
    )
    expect(await broken.begin('daily', null).done).toBe(false)
    expect(await get()).toMatchObject({ standing: 'failed', last: { file: 'tusom-20261122-030000.tar' } })
    expect((await get()).backups[0]?.fault).toMatch(/^backup\.(cannot-write|failed)$/)
    expect(await desk.due(new Date('2026-11-23T03:30:00+07:00'))).toBe(false)
    expect(await desk.due(new Date('2026-11-23T04:01:00+07:00'))).toBe(true)
    // as a kill leaves it
    await t.database.db.asSystem(tx =>
      tx.query(
        `insert into backups (started_at, cause, file) values ('2026-11-23T04:05:00+07:00', 'daily', 'tusom-20261123-040500.tar')`,
      ),
    )
    t.setNow('2026-11-23T05:00:00+07:00')
    expect(await desk.begin('daily', null).done).toBe(true)
    expect((await rows()).map(b => b.fault).slice(0, 2)).toEqual([null, 'backup.interrupted'])
    expect(await get()).toMatchObject({ standing: 'fine' })
    t.setNow('2026-11-25T05:01:00+07:00')
    expect(await get()).toMatchObject({ standing: 'old' })
  })

  it('is made when an administrator asks, with an audit entry, one at a time', async () => {
    const app = await buildApp({
      db: t.database.db,
      dataKey: Buffer.alloc(32, 7),
      clock: t.app.ctx.clock,
      backups: settings,
    })
    try {
      const me = { username: `administrator.20.1`, password: 'mat-khau-thu-nghiem' }
      const signedIn = await app.inject({ method: 'POST', url: '/api/session', payload: me })
      const cookie = String(signedIn.headers['set-cookie']).split(';')[0] as string
      const ask = async () => (await app.inject({ method: 'POST', url: '/api/backups', headers: { cookie } })).json()
      expect(await ask()).toEqual({ ok: true })
      expect(await ask()).toMatchObject({ error: { code: 'backup.running' } })
    } finally {
      await app.close()
    }
    expect((await rows())[0]).toMatchObject({ cause: 'by-hand', byName: 'administrator.20.1' })
    const entries = await t.database.db.asSystem(tx =>
      tx.query(`select command, subject from audit_entries where command = 'backup.make'`),
    )
    expect(entries).toEqual([{ command: 'backup.make', subject: 'installation' }])
  })
})
