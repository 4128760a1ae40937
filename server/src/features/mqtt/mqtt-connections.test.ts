import { makeSigner } from '@tusom/cap/xml'
import { afterAll, describe, expect, it } from 'vitest'
import { code, mqttWorld, until } from './mqtt-world.testing.ts'

const { t, admin, draft, make, all, one, remove, query } = await mqttWorld()
afterAll(() => t.close())

describe('connections are configured by an administrator', () => {
  it('401, 403, 400, 422', async () => {
    expect((await t.app.inject({ method: 'GET', url: '/api/mqtt' })).statusCode).toBe(401)
    const duty = await t.person('duty-officer', '20')
    const stranger = await t.person('administrator', '19')
    expect((await duty.call('POST', '/api/mqtt', draft())).status).toBe(403)
    expect((await stranger.call('POST', '/api/mqtt', draft())).status).toBe(403)
    expect((await admin.call('POST', '/api/mqtt', { ...draft(), run: 1 })).status).toBe(400)
    expect((await admin.call('POST', '/api/mqtt', draft({ shareGroup: 'a/b' }))).status).toBe(400)
    for (const url of [
      'http://x:1883',
      'mqtt://a:b@x:1883',
      'mqtt://x:1883/path',
      'mqtt:xyzxyz',
      'wss://x:443',
      'mqtt://:1883',
    ])
      expect([url, code(await admin.call('POST', '/api/mqtt', draft({ url })))]).toEqual([url, 'mqtt.url'])
    expect(code(await admin.call('POST', '/api/mqtt', draft({ topic: 'a/#/b' })))).toBe('mqtt.topic')
    expect(code(await admin.call('POST', '/api/mqtt', draft({ ca: 'xin chào' })))).toBe('mqtt.certificate')
    expect(await all()).toEqual([])
  })
  it('an exercise cannot change them', async () => {
    const made = await admin.call('POST', '/api/runs', { name: 'Thử', clockAt: '2025-10-08T03:00:00+07:00', speed: 1 })
    const run = { 'x-run': String((made.body as { id: number }).id) }
    expect(code(await admin.call('POST', '/api/mqtt', draft(), run))).toBe('run.actual-only')
  })
  it('secrets go in sealed and never come out: not to the page, not to the audit, not to a query of a request', async () => {
    const secret = 'mat-khau-cua-dai'
    const id = await make({ enabled: false, username: 'dai', password: secret, url: 'mqtt://broker.example:1883' })
    const shown = await admin.call('GET', '/api/mqtt')
    expect(shown.raw.toString()).not.toContain(secret)
    expect((await one(id)).hasPassword).toBe(true)
    expect((await one(id)).plainPassword).toBe(true)
    const [row] = await query<{ password_sealed: Buffer }>('select password_sealed from mqtt_connections')
    expect(row?.password_sealed.toString('latin1')).not.toContain(secret)
    const audit = await query<{ body: string }>(`select body from audit_entries where command = 'mqtt.create'`)
    expect(audit).toHaveLength(1)
    expect(audit[0]?.body).not.toContain(secret)
    const scope = { userId: 1, units: [t.unit('20')], watch: [], runId: 0 }
    await expect(
      t.database.db.as(scope, tx => tx.query('select password_sealed from mqtt_connections')),
    ).rejects.toThrow(/permission denied/)
    // changed without naming the secret: it stays; null takes it away
    const { unitId: _unit, ...change } = draft({ name: 'Tên mới', url: 'mqtt://broker.example:1883' })
    // but never to another address: whoever may point the connection elsewhere would be sent it
    for (const url of ['mqtt://thief.example:1883', 'mqtt://broker.example:1884', 'mqtts://broker.example:1883'])
      expect(code(await admin.call('PUT', `/api/mqtt/${id}`, { ...change, url }))).toBe('mqtt.password-again')
    // nor to one that another authority vouches for
    const ca = makeSigner('Kẻ lạ', '2020-01-01T00:00:00', '2040-01-01T00:00:00').certificate.toString()
    expect(code(await admin.call('PUT', `/api/mqtt/${id}`, { ...change, ca }))).toBe('mqtt.password-again')
    expect((await admin.call('PUT', `/api/mqtt/${id}`, change)).status).toBe(200)
    expect(await one(id)).toMatchObject({ name: 'Tên mới', hasPassword: true })
    expect((await admin.call('PUT', `/api/mqtt/${id}`, { ...change, password: null })).status).toBe(200)
    expect((await one(id)).hasPassword).toBe(false)
    const stranger = await t.person('administrator', '19')
    expect(await all(stranger)).toEqual([])
    expect((await stranger.call('DELETE', `/api/mqtt/${id}`)).status).toBe(403)
    expect((await remove(id)).status).toBe(200)
    expect((await remove(id)).status).toBe(404)
  })
  it('a message is tried before anything is saved', async () => {
    const body = {
      mapping: { kind: 'value', topic: 'tram/{station}/{indicator}', indicator: null, unit: null, decimal: 'comma' },
      topic: 'tram/GAUGE-A/rain',
      payload: '4,5',
    }
    expect((await admin.call('POST', '/api/mqtt/try', body)).body).toEqual({
      fault: null,
      readings: [
        { station: 'GAUGE-A', indicator: 'rain', at: '2025-10-07T20:00:00.000Z', value: 4.5, unit: null, fault: null },
      ],
    })
    expect((await admin.call('POST', '/api/mqtt/try', { ...body, topic: 'x' })).body).toMatchObject({
      fault: { en: expect.stringContaining('not of the form') },
    })
    expect((await admin.call('POST', '/api/mqtt/try', { ...body, payload: '4.5' })).body).toMatchObject({
      readings: [{ value: null, fault: { en: expect.stringContaining('no number') } }],
    })
  })
  it('a broker that is not there is said, and tried again', async () => {
    const id = await make({})
    await until(async () =>
      expect((await one(id)).sessions[0]).toMatchObject({
        state: 'waiting',
        lastErrorEn: expect.stringContaining('refuses connections'),
      }),
    )
    await remove(id)
  })
})
