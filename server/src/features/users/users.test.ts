import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApp, type Person, testPassword, type TestApp } from '../../testing/test-app.ts'

let t: TestApp
let admin: Person
let communeAdmin: Person
beforeAll(async () => {
  t = await createTestApp()
  admin = await t.person('administrator', '20')
  communeAdmin = await t.person('administrator', '20A')
})
afterAll(() => t.close())
const officer = (username: string, unit: string, role = 'commune-officer') => ({
  username,
  displayName: 'Nguyễn Văn Thử',
  password: 'mot cau dai de nho',
  assignments: [{ unitId: t.unit(unit), role }],
})

describe('accounts', () => {
  it('400 short password, 403 outside the subtree, 409 taken', async () => {
    expect((await admin.call('POST', '/api/users', { ...officer('x.y.z', '20A'), password: 'ngan' })).status).toBe(400)
    expect((await communeAdmin.call('POST', '/api/users', officer('can-bo.b', '20B'))).status).toBe(403)
    expect((await communeAdmin.call('POST', '/api/users', officer('leo-thang', '20', 'administrator'))).status).toBe(
      403,
    )
    expect((await admin.call('POST', '/api/users', officer('can-bo.b', '20B'))).status).toBe(200)
    expect((await admin.call('POST', '/api/users', officer('can-bo.b', '20C'))).status).toBe(409)
  })
  it('a new account signs in; a locked one does not and its session ends; the audit says so', async () => {
    const { body } = await admin.call('POST', '/api/users', officer('can-bo.a', '20A'))
    const { id } = body as { id: number }
    const signIn = () =>
      t.app.inject({
        method: 'POST',
        url: '/api/session',
        payload: { username: 'can-bo.a', password: 'mot cau dai de nho' },
      })
    const cookie = String((await signIn()).headers['set-cookie']).split(';')[0] as string
    expect((await t.app.inject({ url: '/api/session', headers: { cookie } })).statusCode).toBe(200)
    expect((await communeAdmin.call('PUT', `/api/users/${id}`, { active: false })).status).toBe(200)
    expect((await t.app.inject({ url: '/api/session', headers: { cookie } })).statusCode).toBe(401)
    expect((await signIn()).statusCode).toBe(401)
    const { body: audit } = await admin.call('GET', `/api/audit?subject=user/${id}`)
    expect((audit as { entries: { command: string }[] }).entries.map(e => e.command)).toEqual([
      'session.refused',
      'user.change',
      'session.open',
      'user.create',
    ])
  })
  it('a commune administrator sees and changes only people of the commune', async () => {
    const { body } = await communeAdmin.call('GET', '/api/users')
    expect((body as { username: string }[]).map(u => u.username)).not.toContain('can-bo.b')
    const all = (await admin.call('GET', '/api/users')).body as { id: number; username: string }[]
    const b = all.find(u => u.username === 'can-bo.b')
    expect((await communeAdmin.call('PUT', `/api/users/${b?.id}`, { active: false })).status).toBe(403)
  })
  it('nobody locks themselves out', async () => {
    expect((await admin.call('PUT', `/api/users/${admin.userId}`, { active: false })).status).toBe(422)
  })
  it('a person changes the own password, knowing the old one', async () => {
    expect(
      (await admin.call('POST', '/api/session/password', { current: 'sai roi ban oi', next: 'mot cau moi rat dai' }))
        .status,
    ).toBe(422)
    expect(
      (await admin.call('POST', '/api/session/password', { current: testPassword, next: 'mot cau moi rat dai' }))
        .status,
    ).toBe(200)
  })
  it('too many wrong passwords are stopped for a while', async () => {
    for (let i = 0; i < 8; i++)
      await t.app.inject({ method: 'POST', url: '/api/session', payload: { username: 'can-bo.b', password: 'sai' } })
    const reply = await t.app.inject({
      method: 'POST',
      url: '/api/session',
      payload: { username: 'can-bo.b', password: 'mot cau dai de nho' },
    })
    expect([reply.statusCode, reply.json().error.code]).toEqual([429, 'sign-in.too-many'])
  })
  it('a new password ends the other sessions of that person, not the one at work', async () => {
    const person = await t.person('duty-officer', '20A')
    const name = ((await person.call('GET', '/api/session')).body as { username: string }).username
    const other = await t.app.inject({
      method: 'POST',
      url: '/api/session',
      payload: { username: name, password: testPassword },
    })
    const cookie = String(other.headers['set-cookie']).split(';')[0] as string
    const stolen = () => t.app.inject({ url: '/api/session', headers: { cookie } })
    expect((await stolen()).statusCode).toBe(200)
    await person.call('POST', '/api/session/password', { current: testPassword, next: 'mot cau moi rat dai' })
    expect((await stolen()).statusCode).toBe(401)
    expect((await person.call('GET', '/api/session')).status).toBe(200)
  })
  it('tries sent at the same moment are counted like any others, right ones are not counted', async () => {
    const attempt = (password: string) =>
      t.app.inject({ method: 'POST', url: '/api/session', payload: { username: 'can-bo.c', password } })
    const many = await Promise.all(Array.from({ length: 20 }, () => attempt('sai')))
    expect(many.filter(r => r.statusCode === 401).length).toBe(8)
    const person = await t.person('hamlet-head', '20A-T01')
    const username = ((await person.call('GET', '/api/session')).body as { username: string }).username
    for (let i = 0; i < 10; i++) {
      const right = await t.app.inject({
        method: 'POST',
        url: '/api/session',
        payload: { username, password: testPassword },
      })
      expect(right.statusCode).toBe(200)
    }
  })
  it('a session begun over https is sent over https only, also behind a proxy', async () => {
    const person = await t.person('duty-officer', '20B')
    const { username } = (await person.call('GET', '/api/session')).body as { username: string }
    const cookie = async (origin: string) => {
      const reply = await t.app.inject({
        method: 'POST',
        url: '/api/session',
        headers: { host: 'tinh.example', origin },
        payload: { username, password: testPassword },
      })
      return String(reply.headers['set-cookie'])
    }
    expect(await cookie('https://tinh.example')).toContain('; Secure')
    expect(await cookie('http://tinh.example')).not.toContain('; Secure')
  })
})
