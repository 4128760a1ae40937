import type { MailServerOut, OwnMail } from '@tusom/contract'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApp, type Person, type TestApp } from '../../testing/test-app.ts'
import { makeCertificates } from '../mqtt/mosquitto.testing.ts'
import { turnTaskClock } from '../tasks/task-clock.ts'
import { turnMail } from './mail-clock.ts'
import { type Post, startPost } from './smtp.testing.ts'

let t: TestApp
let admin: Person
let officer: Person
let post: Post
beforeAll(async () => {
  post = await startPost({ allowInsecureAuth: true, disabledCommands: ['STARTTLS'] })
  t = await createTestApp('2025-10-07T09:00:00+07:00')
  admin = await t.person('administrator', '20', 'Quản trị')
  officer = await t.person('commune-officer', '20A', 'Cán bộ xã A')
  await t.database.db.asSystem(tx => tx.query(`update sessions set expires_at = '2100-01-01'`))
})
afterAll(async () => {
  await t.close()
  await post.stop()
})

const errorOf = (reply: { status: number; body: unknown }) => [
  reply.status,
  (reply.body as { error: { code: string } }).error?.code,
]
const url = () => `/api/mail/servers/${t.unit('20')}`
const server = (over = {}) => ({
  host: '127.0.0.1',
  port: post.port,
  security: 'none',
  username: 'tusom',
  password: 'mat-khau-thu',
  ca: null,
  fromAddress: 'nhac-viec@tinh-thu.vn',
  siteUrl: 'https://tusom.tinh-thu.vn/',
  enabled: true,
  ...over,
})
const withoutPassword = (over = {}) => {
  const { password: _password, ...rest } = server(over)
  return rest
}
const standing = async () => (await admin.call('GET', url())).body as MailServerOut
const own = async (who: Person) => (await who.call('GET', '/api/mail/own')).body as OwnMail
const turn = () => turnMail(t.app.ctx)
const lastAudit = () =>
  t.database.db.asSystem(tx =>
    tx.one<{ command: string; body: string }>('select command, body from audit_entries order by seq desc limit 1'),
  )
const give = (title: string, dueAt: string) =>
  t.person('leader', '20').then(leader => leader.call('POST', '/api/tasks', { title, leadIds: [t.unit('20A')], dueAt }))

describe('the mail server', () => {
  it('401, 400, 403 come first; what is no host, address or site is refused by name', async () => {
    expect((await t.app.inject({ method: 'PUT', url: url(), payload: server() })).statusCode).toBe(401)
    expect((await admin.call('PUT', url(), { host: 'x' })).status).toBe(400)
    expect(errorOf(await officer.call('PUT', url(), server()))).toEqual([403, 'rights.role'])
    expect(errorOf(await admin.call('PUT', `/api/mail/servers/${t.unit('19')}`, server()))).toEqual([
      403,
      'rights.reach',
    ])
    expect(errorOf(await admin.call('PUT', url(), server({ host: 'smtp://thu.vn' })))).toEqual([422, 'mail.host'])
    expect(errorOf(await admin.call('PUT', url(), server({ fromAddress: 'a@b' })))).toEqual([422, 'mail.address'])
    expect(errorOf(await admin.call('PUT', url(), server({ siteUrl: 'javascript:1' })))).toEqual([422, 'mail.site'])
    expect(errorOf(await admin.call('POST', `${url()}/test`, { to: 'thu@tinh-thu.vn' }))).toEqual([
      409,
      'mail.no-server',
    ])
    expect(errorOf(await officer.call('PUT', '/api/mail/own', { address: 'toi@xa-a.vn' }))).toEqual([
      409,
      'mail.no-server',
    ])
  })
  it('is saved with a sealed password that no answer and no audit entry holds, and does not follow to another place', async () => {
    expect((await admin.call('PUT', url(), server())).status).toBe(200)
    const audit = await lastAudit()
    expect([audit.command, audit.body.includes('mat-khau')]).toEqual(['mail.server', false])
    const s = await standing()
    expect(s.server).toMatchObject({
      host: '127.0.0.1',
      hasPassword: true,
      plainPassword: false,
      siteUrl: 'https://tusom.tinh-thu.vn',
    })
    expect(JSON.stringify(s)).not.toContain('mat-khau')
    const sealed = await t.database.db.asSystem(tx =>
      tx.one<{ p: Buffer }>('select password_sealed as p from mail_servers'),
    )
    expect(sealed.p.includes(Buffer.from('mat-khau'))).toBe(false)
    expect(errorOf(await admin.call('PUT', url(), withoutPassword({ port: 1 })))).toEqual([422, 'mail.password-again'])
    expect((await admin.call('PUT', url(), withoutPassword())).status).toBe(200)
  })
  it('the test letter goes through the real server and gives its receipt; a wrong password is said at once', async () => {
    const tested = await admin.call('POST', `${url()}/test`, { to: 'thu@tinh-thu.vn' })
    expect(tested.body).toMatchObject({ receipt: expect.stringMatching(/^250/) })
    expect(post.letters.at(-1)).toMatchObject({ to: ['thu@tinh-thu.vn'], subject: '[Từ Sớm] Thư thử' })
    const audit = await lastAudit()
    expect([audit.command, audit.body.includes('thu@tinh-thu.vn')]).toEqual(['mail.test', false])
    await admin.call('PUT', url(), server({ password: 'sai' }))
    const failed = await admin.call('POST', `${url()}/test`, { to: 'thu@tinh-thu.vn' })
    expect(errorOf(failed)).toEqual([422, 'mail.failed'])
    expect((failed.body as { error: { message: string } }).error.message).toMatch(/không nhận đăng nhập/)
    await admin.call('PUT', url(), server())
  })
  it('over TLS only a server whose certificate is trusted is spoken to', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tusom-mail-'))
    const { ca, strangerCa } = makeCertificates(folder)
    const safe = await startPost({
      secure: true,
      key: readFileSync(join(folder, 'server.key')),
      cert: readFileSync(join(folder, 'server.pem')),
    })
    const over = { host: 'localhost', port: safe.port, security: 'tls' }
    try {
      await admin.call('PUT', url(), server({ ...over, ca: strangerCa }))
      const failed = await admin.call('POST', `${url()}/test`, { to: 'thu@tinh-thu.vn' })
      expect((failed.body as { error: { message: string } }).error.message).toMatch(/chứng thư/)
      await admin.call('PUT', url(), server({ ...over, ca }))
      expect((await admin.call('POST', `${url()}/test`, { to: 'thu@tinh-thu.vn' })).status).toBe(200)
      expect(safe.letters.length).toBe(1)
    } finally {
      await admin.call('PUT', url(), server())
      await safe.stop()
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

describe('the own address', () => {
  const code = () => /Mã xác nhận: (\d{6})/.exec(post.letters.at(-1)?.text ?? '')?.[1] as string
  it('is sealed, known to nobody else, and gets nothing but a code before it is confirmed', async () => {
    expect(await own(officer)).toMatchObject({ possible: true, address: null, confirmed: false })
    expect((await officer.call('PUT', '/api/mail/own', { address: 'toi@xa-a.vn' })).status).toBe(200)
    const audit = await lastAudit()
    expect([audit.command, audit.body.includes('xa-a.vn')]).toEqual(['mail.give-address', false])
    expect(errorOf(await officer.call('PUT', '/api/mail/own', { address: 'toi@xa-a.vn' }))).toEqual([
      429,
      'mail.code-soon',
    ])
    await turn()
    expect(post.letters.at(-1)).toMatchObject({ to: ['toi@xa-a.vn'] })
    const raw = await t.database.db.asSystem(tx =>
      tx.one<{ a: Buffer }>('select address_sealed as a from mail_addresses'),
    )
    expect(raw.a.includes(Buffer.from('xa-a'))).toBe(false)
    expect((await own(admin)).address).toBeNull()
    // nor does the database show it to anybody but the person
    for (const [userId, n] of [
      [admin.userId, 0],
      [officer.userId, 1],
    ] as const) {
      const scope = { userId, units: [t.unit('20'), t.unit('20A')], watch: [], runId: 0 }
      const seen = await t.database.db.as(scope, async tx => [
        (await tx.query('select user_id from mail_addresses')).length,
        (await tx.query('select id from mail_messages')).length,
      ])
      expect(seen).toEqual([n, n])
    }
    expect(JSON.stringify(await standing())).not.toContain('xa-a')
  })
  it('five wrong codes are enough; a right one confirms', async () => {
    const wrong = code() === '000000' ? '000001' : '000000'
    for (let i = 0; i < 5; i++)
      expect(errorOf(await officer.call('POST', '/api/mail/own/confirm', { code: wrong }))).toEqual([422, 'mail.code'])
    expect(errorOf(await officer.call('POST', '/api/mail/own/confirm', { code: code() }))).toEqual([422, 'mail.code'])
    t.setNow('2025-10-07T09:05:00+07:00')
    await officer.call('PUT', '/api/mail/own', { address: 'toi@xa-a.vn' })
    await turn()
    expect((await officer.call('POST', '/api/mail/own/confirm', { code: code() })).status).toBe(200)
    expect((await lastAudit()).command).toBe('mail.confirm-address')
    expect(await own(officer)).toMatchObject({ address: 'toi@xa-a.vn', confirmed: true, daily: true, urgent: true })
    expect((await standing()).people).toBe(1)
  })
})

describe('letters', () => {
  it('urgent work is told at once, once', async () => {
    await give('Trực ngầm tràn Khuôn Pục', '2025-10-07T20:00:00+07:00')
    await turnTaskClock(t.app.ctx, 0)
    expect(await turn()).toMatchObject({ made: 1, sent: 1 })
    expect(post.letters.at(-1)?.subject).toBe('[Từ Sớm] 1 việc gấp vừa giao cho Xã A')
    expect(post.letters.at(-1)?.text).toMatch(/- Trực ngầm tràn Khuôn Pục https:\/\/tusom\.tinh-thu\.vn\/nhiem-vu\/\d+/)
    expect(await turn()).toEqual({ made: 0, sent: 0, failed: 0 })
  })
  it('one digest a day, whoever turns the clock and how often; the next day the next one', async () => {
    const count = () => post.letters.filter(l => /Nhắc việc ngày/.test(l.subject)).length
    t.setNow('2025-10-08T07:00:00+07:00')
    await turnTaskClock(t.app.ctx, 0)
    await Promise.all([turn(), turn(), turn()])
    await turn()
    expect(count()).toBe(1)
    expect(post.letters.at(-1)?.subject).toBe('[Từ Sớm] Nhắc việc ngày 08/10/2025: 1 việc quá hạn')
    expect(post.letters.at(-1)?.text).toContain('Thôi nhận')
    t.setNow('2025-10-09T07:00:00+07:00')
    await turnTaskClock(t.app.ctx, 0)
    await turn()
    expect(count()).toBe(2)
  })
  it('a server that does not take it is tried again, and what failed for good is shown to the person and the administrator', async () => {
    t.setNow('2025-10-10T07:00:00+07:00')
    await turnTaskClock(t.app.ctx, 0)
    post.refuse('451 later')
    expect(await turn()).toMatchObject({ made: 1, sent: 0, failed: 1 })
    expect((await own(officer)).last).toMatchObject({
      state: 'waiting',
      faultVi: expect.stringMatching(/tạm thời không nhận/),
    })
    // not before its time
    expect(await turn()).toMatchObject({ sent: 0, failed: 0 })
    post.refuse('550 no such mailbox')
    t.setNow('2025-10-10T07:03:00+07:00')
    expect(await turn()).toMatchObject({ failed: 1 })
    expect((await own(officer)).last).toMatchObject({ state: 'failed' })
    const s = await standing()
    expect(s.week.failed).toBe(1)
    expect(s.lastFault?.vi).toMatch(/không nhận địa chỉ này/)
    post.refuse(null)
    expect(await turn()).toMatchObject({ sent: 0 })
  })
  it('a letter that was taken when the machine stopped is not sent twice, and says that it is unclear', async () => {
    t.setNow('2025-10-11T07:00:00+07:00')
    await turnTaskClock(t.app.ctx, 0)
    const before = post.letters.length
    await t.database.db.asSystem(tx =>
      tx.query(
        `insert into mail_messages (run_id, user_id, unit_id, kind, ref, subject, body, state, next_at, made_at)
         select 0, $1, $2, 'digest', '2025-10-11', 'Nhắc việc', '…', 'sending', $3, $3`,
        [officer.userId, t.unit('20'), new Date('2025-10-11T06:50:00+07:00')],
      ),
    )
    await turn()
    expect(post.letters.length).toBe(before)
    expect((await own(officer)).last).toMatchObject({ state: 'unclear' })
    expect((await standing()).week.unclear).toBe(1)
  })
  it('an exercise is marked, and however fast its days go a person gets one digest of it a day', async () => {
    t.setNow('2025-10-12T07:00:00+07:00')
    const leader = await t.person('leader', '20')
    const run = (
      (await leader.call('POST', '/api/runs', { name: 'Lũ thử', clockAt: '2026-07-01T06:00:00+07:00', speed: 60 }))
        .body as {
        id: number
      }
    ).id
    await leader.call(
      'POST',
      '/api/tasks',
      { title: 'Di dời giả định', leadIds: [t.unit('20A')], dueAt: '2026-07-20T20:00:00+07:00' },
      { 'x-run': String(run) },
    )
    const before = post.letters.length
    // an hour on the wall is more than two days there
    for (const time of ['07:05', '07:30', '08:00']) {
      t.setNow(`2025-10-12T${time}:00+07:00`)
      await turnTaskClock(t.app.ctx, run)
      await turn()
    }
    const made = post.letters.slice(before).filter(l => /Nhắc việc ngày/.test(l.subject))
    expect(made.map(l => l.subject.slice(0, 10))).toEqual(['[DIỄN TẬP]'])
    expect(made[0]?.text).toMatch(/^ĐÂY LÀ DIỄN TẬP \(Lũ thử\)/)
    // one whose digests went no further is not told of again
    t.setNow('2025-10-13T06:00:00+07:00')
    await t.database.db.asSystem(tx =>
      tx.query('delete from digests where run_id = $1 and day > (select min(day) from digests where run_id = $1)', [
        run,
      ]),
    )
    const after = post.letters.length
    await turn()
    expect(post.letters.length).toBe(after)
  })
  it('taking one kind back stops it; taking the address back deletes it', async () => {
    await officer.call('PATCH', '/api/mail/own', { daily: false, urgent: true })
    t.setNow('2025-10-13T07:00:00+07:00')
    await turnTaskClock(t.app.ctx, 0)
    expect(await turn()).toMatchObject({ made: 0 })
    expect((await officer.call('DELETE', '/api/mail/own')).status).toBe(200)
    expect((await lastAudit()).command).toBe('mail.drop-address')
    expect(await t.database.db.asSystem(tx => tx.query('select 1 from mail_addresses'))).toEqual([])
    expect((await own(officer)).address).toBeNull()
  })
})
