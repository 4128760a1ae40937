import { policies } from '@tusom/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApp, type Person, type TestApp } from '../../testing/test-app.ts'

let t: TestApp
let admin: Person
beforeAll(async () => {
  t = await createTestApp()
  admin = await t.person('administrator', '20')
})
afterAll(() => t.close())

type Made = { id: number; token: string; expiresAt: string }
const make = async (unit = '20', over = {}) =>
  (
    await admin.call('POST', '/api/api-tokens', {
      unitId: t.unit(unit),
      role: 'station-data',
      name: 'Bộ ghi Hữu Lũng',
      ...over,
    })
  ).body as Made
const ask = (token: string, method: 'GET' | 'POST', url: string, payload?: object) =>
  t.app.inject({ method, url, headers: { authorization: `Bearer ${token}` }, ...(payload ? { payload } : {}) })
const reading = (station = 'GAUGE-A') => ({
  readings: [{ station, indicator: 'rain', at: '2025-10-08T02:00:00+07:00', value: 4 }],
})
const code = (r: { json: () => { error?: { code: string } } }) => r.json().error?.code

describe('keys of machines', () => {
  it('401 without a session, 403 for whoever is no administrator', async () => {
    expect((await t.app.inject({ method: 'GET', url: '/api/api-tokens' })).statusCode).toBe(401)
    const duty = await t.person('duty-officer', '20')
    const body = { unitId: t.unit('20'), role: 'station-data', name: 'x' }
    expect((await duty.call('POST', '/api/api-tokens', body)).status).toBe(403)
  })
  it('400 for a role of people, 403 for a unit outside the administrator’s', async () => {
    const body = { unitId: t.unit('20'), role: 'leader', name: 'x' }
    expect((await admin.call('POST', '/api/api-tokens', body)).status).toBe(400)
    const elsewhere = { unitId: t.unit('19'), role: 'station-data', name: 'x' }
    expect((await admin.call('POST', '/api/api-tokens', elsewhere)).status).toBe(403)
  })
  it('401 for a key that nobody gave, also beside a good cookie', async () => {
    const reply = await ask('tusom_wrong', 'POST', '/api/observations', reading())
    expect([reply.statusCode, code(reply)]).toEqual([401, 'api-token.wrong'])
    expect((await admin.call('GET', '/api/session', undefined, { authorization: 'Bearer x' })).status).toBe(401)
  })
  it('is shown once, kept as a hash, sends readings, and is audited', async () => {
    const { id, token } = await make()
    const reply = await ask(token, 'POST', '/api/observations', reading())
    expect(reply.json()).toMatchObject({ accepted: 1, refused: [] })
    const list = (await admin.call('GET', '/api/api-tokens')).raw.toString()
    expect(list).toContain('Bộ ghi Hữu Lũng')
    expect(list).not.toContain(token)
    const rows = await t.database.db.asSystem(tx =>
      tx.query<{ body: string }>(`select body from audit_entries where subject = $1`, [`api-token/${id}`]),
    )
    expect(rows.map(r => JSON.parse(r.body).command)).toEqual(['api-token.create'])
    expect(rows[0]?.body).not.toContain(token)
    const stored = await t.database.db.asSystem(tx => tx.query('select * from api_tokens where id = $1', [id]))
    expect(JSON.stringify(stored)).not.toContain(token)
    expect(stored[0]?.last_used_at).toEqual(new Date('2025-10-08T03:00:00+07:00'))
  })
  it('reaches the stations of its unit only', async () => {
    const { token } = await make('20B')
    const reply = await ask(token, 'POST', '/api/observations', reading())
    expect(reply.json()).toMatchObject({ accepted: 0, refused: [{ code: 'reading.not-yours' }] })
  })
  it('opens no route that does not say it takes machines', async () => {
    const { token } = await make('20', { role: 'station-manager' })
    const through: string[] = []
    for (const r of t.app.routeTable.filter(x => x.policy)) {
      const url = r.url.replace(/:[a-zA-Z]+(\.xml|\.docx)?/g, '999999$1').replace('*', 'x')
      const reply = await ask(token, r.method as 'GET', url)
      if (code(reply) !== 'api-token.not-here') through.push(`${r.method} ${r.url}`)
    }
    expect(through.sort()).toEqual([
      'DELETE /api/sensorthings/v1.1/*',
      'GET /api/sensorthings/v1.1',
      'GET /api/sensorthings/v1.1/*',
      'GET /api/stations',
      'PATCH /api/sensorthings/v1.1/*',
      'POST /api/observations',
      'POST /api/sensorthings/v1.1/*',
    ])
  })
  it('a machine holds no role that people’s policies name', () => {
    const named = Object.entries(policies)
      .filter(([, p]) => p.roles !== 'any' && p.roles.some(r => r === 'station-data' || r === 'station-manager'))
      .map(([name]) => name)
    expect(named.sort()).toEqual([
      'observations.of-station',
      'observations.write',
      'sensorthings.write',
      'stations.manage',
    ])
  })
  it('a revoked key and one past its day open nothing', async () => {
    const { id, token } = await make()
    expect((await admin.call('DELETE', `/api/api-tokens/${id}`)).status).toBe(200)
    expect(code(await ask(token, 'GET', '/api/stations'))).toBe('api-token.wrong')
    const again = await admin.call('DELETE', `/api/api-tokens/${id}`)
    expect([again.status, (again.body as { error: { code: string } }).error.code]).toEqual([409, 'api-token.revoked'])
    const short = await make('20', { days: 1 })
    t.setNow('2025-10-09T03:00:01+07:00')
    expect(code(await ask(short.token, 'GET', '/api/stations'))).toBe('api-token.wrong')
    t.setNow('2025-10-08T03:00:00+07:00')
  })
})
