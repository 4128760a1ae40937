import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApp, type Person, testPassword, type TestApp } from '../../testing/test-app.ts'
import { network } from './origin.ts'

let t: TestApp
beforeAll(async () => {
  t = await createTestApp()
})
afterAll(() => t.close())

const nameOf = async (p: Person) => ((await p.call('GET', '/api/session')).body as { username: string }).username
const tryIn = (username: string, password: string, from = '203.0.113.7', cookie = '') =>
  t.app.inject({
    method: 'POST',
    url: '/api/session',
    remoteAddress: from,
    headers: cookie ? { cookie } : {},
    payload: { username, password },
  })
const times = async (n: number, work: () => ReturnType<typeof tryIn>) => {
  const codes: number[] = []
  for (let i = 0; i < n; i++) codes.push((await work()).statusCode)
  return codes
}
const deviceOf = (reply: Awaited<ReturnType<typeof tryIn>>) =>
  reply.cookies
    .filter(c => c.name.startsWith('tusom_device_'))
    .map(c => `${c.name}=${c.value}`)
    .join('; ')
const audit = (userId: number) =>
  t.database.db.asSystem(tx =>
    tx.query<{ command: string; body: string }>(
      `select command, body from audit_entries where subject = $1 and command like 'session.%' order by seq`,
      [`user/${userId}`],
    ),
  )

describe('signing in', () => {
  it('a stranger who guesses is stopped, and the person still signs in on the usual device and from elsewhere', async () => {
    const person = await t.person('duty-officer', '20A')
    const username = await nameOf(person)
    const device = deviceOf(await tryIn(username, testPassword, '198.51.100.1'))
    expect(device).not.toBe('')
    expect(await times(9, () => tryIn(username, 'sai'))).toEqual([...Array(8).fill(401), 429])
    // the right password does not help the stranger's place, so that a guess that hits is not told
    expect((await tryIn(username, testPassword)).statusCode).toBe(429)
    expect((await tryIn(username, testPassword, '198.51.100.2')).statusCode).toBe(200)
    // now from five places at once: the name is closed to strangers, not to the device
    for (const n of [1, 2, 3, 4]) await times(8, () => tryIn(username, 'sai', `192.0.2.${n}`))
    expect((await tryIn(username, testPassword, '198.51.100.3')).statusCode).toBe(429)
    expect((await tryIn(username, testPassword, '203.0.113.7', device)).statusCode).toBe(200)
    expect(await times(9, () => tryIn(username, 'sai', '203.0.113.7', device))).toEqual([...Array(8).fill(401), 429])
    t.setNow('2025-10-08T03:16:00+07:00')
    expect((await tryIn(username, testPassword)).statusCode).toBe(200)
  })

  it('the mark of a device is nobody else’s, and cannot be made', async () => {
    const [one, two] = [await nameOf(await t.person('leader', '20B')), await nameOf(await t.person('leader', '20C'))]
    const device = deviceOf(await tryIn(one, testPassword, '198.51.100.1'))
    const [, value = ''] = device.split('=')
    const nameForTwo = deviceOf(await tryIn(two, testPassword, '198.51.100.1')).split('=')[0]
    await times(8, () => tryIn(two, 'sai'))
    for (const forged of [value, `${'0'.repeat(24)}.${'0'.repeat(32)}`, value.replace(/.$/, 'x'), 'x', ''])
      expect((await tryIn(two, testPassword, '203.0.113.7', `${nameForTwo}=${forged}`)).statusCode).toBe(429)
  })

  it('one address that tries many names is slowed, one name that is not there like any other', async () => {
    const tryOne = (i: number) => tryIn(`khong-co.${i}`, 'sai', '192.0.2.99')
    expect((await tryOne(0)).statusCode).toBe(401)
    // 118 more of the same kind, without their costly hashes
    await t.database.db.asSystem(tx =>
      tx.query(
        `insert into sign_in_failures (username, at, origin) select f.username || n, f.at, f.origin from sign_in_failures f, generate_series(1, 118) n
         where f.username = 'khong-co.0'`,
      ),
    )
    expect((await tryOne(1)).statusCode).toBe(401)
    expect((await tryOne(2)).statusCode).toBe(429)
    expect((await tryIn('khong-co.2', 'sai', '192.0.2.98')).statusCode).toBe(401)
    expect(await times(9, () => tryIn('khong-co-ai', 'sai', '192.0.2.50'))).toEqual([...Array(8).fill(401), 429])
  })

  it('coming, going and being refused stand in the audit, without the password and without the address', async () => {
    const person = await t.person('commune-officer', '20A')
    const username = await nameOf(person)
    await tryIn(username, 'mật khẩu gõ nhầm', '203.0.113.200')
    const back = await tryIn(username, testPassword, '203.0.113.200')
    const cookie = back.cookies.map(c => `${c.name}=${c.value}`).join('; ')
    await t.app.inject({ method: 'DELETE', url: '/api/session', headers: { cookie } })
    const entries = await audit(person.userId)
    expect(entries.map(e => e.command)).toEqual(['session.open', 'session.refused', 'session.open', 'session.close'])
    const admin = await t.person('administrator', '20')
    const listed = async (about: string) =>
      ((await admin.call('GET', `/api/audit?about=${about}`)).body as { entries: { command: string }[] }).entries
    expect((await listed('work')).filter(e => e.command.startsWith('session.'))).toEqual([])
    expect((await listed('sign-in')).filter(e => !e.command.startsWith('session.'))).toEqual([])
    expect((await listed('sign-in')).length).toBeGreaterThan(3)
    const last = JSON.parse((entries[2] as { body: string }).body) as { unit: number; user: number; detail: object }
    expect(last).toMatchObject({ unit: t.unit('20A'), user: person.userId, detail: { device: 'new', wrongBefore: 1 } })
    const all = JSON.stringify(entries)
    for (const secret of ['gõ nhầm', '203.0.113', testPassword]) expect(all).not.toContain(secret)
    const kept = await t.database.db.asSystem(tx => tx.query('select * from sign_in_failures'))
    expect(JSON.stringify(kept)).not.toContain('203.0.113')
  })

  it('the last try that is answered says so', async () => {
    const person = await t.person('commune-officer', '20B')
    await times(10, async () => tryIn(await nameOf(person), 'sai', '203.0.113.201'))
    const refused = (await audit(person.userId)).filter(e => e.command === 'session.refused')
    expect(refused.map(e => (JSON.parse(e.body) as { detail: { stopped?: true } }).detail.stopped ?? false)).toEqual([
      ...Array(7).fill(false),
      true,
    ])
  })

  it('the old password cannot be guessed from a stolen session', async () => {
    const person = await t.person('leader', '20A')
    const change = (current: string) =>
      person.call('POST', '/api/session/password', { current, next: 'mot cau moi rat dai' })
    for (let i = 0; i < 8; i++) expect((await change('sai')).status).toBe(422)
    expect((await change(testPassword)).status).toBe(429)
    expect((await tryIn(await nameOf(person), testPassword, '198.51.100.9')).statusCode).toBe(200)
  })

  it('an IPv6 address counts as its network', () => {
    expect(network('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64')
    expect(network('2001:db8::1')).toBe('2001:db8:0:0::/64')
    expect(network('::1')).toBe('0:0:0:0::/64')
    expect(network('fe80::1%eth0')).toBe('fe80:0:0:0::/64')
    expect(network('::ffff:192.0.2.1')).toBe('::ffff:192.0.2.1')
    expect(network('192.0.2.1')).toBe('192.0.2.1')
  })
})
