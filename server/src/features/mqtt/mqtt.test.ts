import type { MqttConnectionOut, NewMqttConnection, RefusalOut } from '@tusom/contract'
import { openDatabase } from '@tusom/store'
import mqtt, { type MqttClient } from 'mqtt'
import { spawn } from 'node:child_process'
import { pbkdf2Sync, randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { findMosquitto } from '../../../../scripts/system-tools.ts'
import { buildApp } from '../../app.ts'
import { createTestApp, type Person, type TestApp } from '../../testing/test-app.ts'
import { type Broker, makeCertificates, startBroker } from './mosquitto.testing.ts'

const mosquitto = findMosquitto()
if (!mosquitto)
  it.skip(
    'LEFT OUT: everything against a real broker, because this machine has no mosquitto and none could be installed (name one with MOSQUITTO_PATH)',
  )

let t: TestApp
let admin: Person
beforeAll(async () => {
  t = await createTestApp()
  admin = await t.person('administrator', '20', 'Quản trị tỉnh')
})
afterAll(() => t.close())

const draft = (over: Partial<NewMqttConnection> = {}): NewMqttConnection => ({
  unitId: t.unit('20'),
  name: 'Đài thử',
  url: 'mqtt://127.0.0.1:1',
  username: null,
  ca: null,
  clientCert: null,
  topic: 'tram/#',
  shareGroup: null,
  mapping: { kind: 'tusom' },
  sessionHours: 24,
  enabled: false,
  ...over,
})
const code = (r: { body: unknown }) => (r.body as { error?: { code: string } }).error?.code
const make = async (over: Partial<NewMqttConnection>): Promise<number> => {
  const { status, body } = await admin.call('POST', '/api/mqtt', draft({ enabled: true, ...over }))
  expect([status, body]).toEqual([200, { id: expect.any(Number) }])
  return (body as { id: number }).id
}
const all = async (who = admin) => (await who.call('GET', '/api/mqtt')).body as MqttConnectionOut[]
const one = async (id: number) => (await all()).find(c => c.id === id) as MqttConnectionOut
const remove = (id: number) => admin.call('DELETE', `/api/mqtt/${id}`)
/** Asks until it is so. */
const until = (what: () => Promise<unknown>) => vi.waitFor(what, { timeout: 50_000, interval: 50 })
const connected = (id: number, n = 1) =>
  until(async () => expect((await one(id)).sessions.filter(s => s.state === 'connected')).toHaveLength(n))
const query = <R extends Record<string, unknown>>(sql: string, values: unknown[] = []) =>
  t.database.db.asSystem(tx => tx.query<R>(sql, values))
const stored = async () =>
  (
    await query<{ code: string; indicator: string; at: Date; value: number }>(
      `select st.code, s.indicator, o.at, o.value from observations o join series s on s.id = o.series_id join stations st on st.id = s.station_id
       where run_id = 0 order by s.indicator, o.at`,
    )
  ).map(r => `${r.indicator} ${r.at.toISOString().slice(11, 19)} ${r.value}`)
const clean = () => query('delete from observations').then(() => t.app.ingest.forget())

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
    const { unitId: _unit, ...change } = draft({ name: 'Tên mới' })
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

describe.skipIf(!mosquitto)('against a real broker', () => {
  let broker: Broker
  let publisher: MqttClient
  const reading = (minute: number, value: number, over = {}) => ({
    station: 'GAUGE-A',
    indicator: 'water_level',
    at: new Date(Date.parse('2025-10-07T18:00:00Z') + minute * 60_000).toISOString(),
    value,
    ...over,
  })
  const url = () => `mqtt://127.0.0.1:${broker.port}`
  const publish = (topic: string, body: unknown, qos: 0 | 1 = 1) =>
    publisher.publishAsync(topic, typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body), {
      qos,
    })
  const dial = () => mqtt.connectAsync(url(), { protocolVersion: 5 })
  beforeAll(async () => {
    broker = await startBroker(mosquitto as string, () => ['allow_anonymous true'])
    publisher = await dial()
  })
  afterAll(async () => {
    await publisher.endAsync(true)
    await broker.remove()
  })

  it('stores what comes, at QoS 1 and 0, and what cannot be read is refused with its content and blocks nothing', async () => {
    const id = await make({ url: url() })
    await connected(id)
    await publish('tram/1', reading(0, 16))
    await publish('tram/1', 'không phải JSON')
    await publish('tram/1', Buffer.from([0, 255, 254, 1]))
    await publish('tram/1', '')
    await publish('tram/1', [
      reading(1, 16.1),
      { station: 'GAUGE-A' },
      reading(2, 999),
      reading(3, 1, { station: 'NOWHERE' }),
    ])
    await publish('tram/1', 'x'.repeat(300_000))
    await publish('tram/1', reading(4, 16.4), 0)
    await until(async () =>
      expect(await stored()).toEqual([
        'water_level 18:00:00 16',
        'water_level 18:01:00 16.1',
        'water_level 18:04:00 16.4',
      ]),
    )
    const refused = (await admin.call('GET', '/api/observations/refusals')).body as RefusalOut[]
    expect(refused.map(r => r.code).sort()).toEqual([
      'reading.malformed',
      'reading.malformed',
      'reading.malformed',
      'reading.malformed',
      'reading.malformed',
      'reading.out-of-range',
      'reading.unknown-station',
    ])
    expect(new Set(refused.map(r => r.source))).toEqual(new Set(['mqtt@20:Đài thử']))
    expect(refused.find(r => r.content?.includes('không phải JSON'))?.content).toBe('tram/1 ← không phải JSON')
    await until(async () =>
      expect((await one(id)).sessions[0]).toMatchObject({
        state: 'connected',
        received: 7,
        stored: 3,
        refused: 7,
        lastError: null,
      }),
    )
    const [audit] = await query<{ body: string }>(
      `select body from audit_entries where command = 'observations.take' order by seq limit 1`,
    )
    expect(JSON.parse(audit?.body ?? '{}')).toMatchObject({ user: null, unit: t.unit('20'), run: 0 })
    await remove(id)
    await clean()
  })

  it('a message refused as a whole is read anew after its mapping was mended', async () => {
    const id = await make({ url: url(), name: 'Đài khác', topic: 'khac/#' })
    await connected(id)
    await publish('khac/GAUGE-A/rain', '4,5')
    await until(async () =>
      expect(
        (await admin.call('GET', '/api/observations/refusals?source=mqtt@20:Đài khác')).body as RefusalOut[],
      ).toHaveLength(1),
    )
    const { unitId: _unit, ...change } = draft({
      url: url(),
      name: 'Đài khác',
      topic: 'khac/#',
      enabled: true,
      mapping: { kind: 'value', topic: 'khac/{station}/{indicator}', indicator: null, unit: null, decimal: 'comma' },
    })
    expect((await admin.call('PUT', `/api/mqtt/${id}`, change)).status).toBe(200)
    const again = await admin.call('POST', '/api/observations/refusals/resend', {
      alike: { source: 'mqtt@20:Đài khác' },
    })
    expect(again.body).toEqual({ sent: 1, stillRefused: [], gone: 0 })
    // the time of arrival is that of the first time
    expect(await stored()).toEqual(['rain 20:00:00 4.5'])
    await remove(id)
    await clean()
  })

  it('a broker of one unit cannot send for the stations of another', async () => {
    const abroad = await t.person('administrator', '19')
    const { body } = await abroad.call(
      'POST',
      '/api/mqtt',
      draft({ unitId: t.unit('19'), url: url(), topic: 'la/#', enabled: true }),
    )
    await until(async () => expect((await all(abroad))[0]?.sessions[0]?.state).toBe('connected'))
    await publish('la/1', reading(0, 16))
    await until(async () =>
      expect(((await abroad.call('GET', '/api/observations/refusals')).body as RefusalOut[]).map(r => r.code)).toEqual([
        'reading.not-yours',
      ]),
    )
    expect(await stored()).toEqual([])
    await abroad.call('DELETE', `/api/mqtt/${(body as { id: number }).id}`)
  })

  it('10,000 messages are each stored once', async () => {
    const id = await make({ url: url(), topic: 'nhieu' })
    await connected(id)
    await Promise.all(Array.from({ length: 10_000 }, (_, i) => publish('nhieu', reading(-i, (i % 300) / 100))))
    await until(async () => expect(await query('select count(*)::int as n from observations')).toEqual([{ n: 10_000 }]))
    await until(async () =>
      expect((await one(id)).sessions[0]).toMatchObject({ received: 10_000, stored: 10_000, refused: 0 }),
    )
    await remove(id)
    await clean()
  })

  it('what comes while we are away comes later: paused, and through a restart of the broker', async () => {
    const id = await make({ url: url(), topic: 'vang' })
    await connected(id)
    const { unitId: _unit, ...same } = draft({ url: url(), topic: 'vang' })
    await admin.call('PUT', `/api/mqtt/${id}`, { ...same, enabled: false })
    await until(async () => expect((await one(id)).sessions[0]?.state).toBe('stopped'))
    await publish('vang', reading(10, 17))
    await admin.call('PUT', `/api/mqtt/${id}`, { ...same, enabled: true })
    await until(async () => expect(await stored()).toEqual(['water_level 18:10:00 17']))
    await broker.stop()
    await until(async () => expect((await one(id)).sessions[0]).toMatchObject({ state: 'waiting' }))
    await broker.start()
    const other = await dial()
    await other.publishAsync('vang', JSON.stringify(reading(11, 17.1)), { qos: 1 })
    await other.endAsync()
    await until(async () => expect(await stored()).toEqual(['water_level 18:10:00 17', 'water_level 18:11:00 17.1']))
    await remove(id)
    await clean()
  })

  it('two processes share a subscription: each message is stored once, and both take part', async () => {
    const db = openDatabase(t.database.url)
    const second = await buildApp({
      db,
      dataKey: Buffer.alloc(32, 7),
      clock: () => new Date('2025-10-08T03:00:00+07:00'),
    })
    const id = await make({ url: url(), topic: 'chia/#', shareGroup: 'tusom' })
    await connected(id, 2)
    await Promise.all(Array.from({ length: 600 }, (_, i) => publish(`chia/${i}`, reading(-i, 1))))
    await until(async () => expect(await query('select count(*)::int as n from observations')).toEqual([{ n: 600 }]))
    await until(async () => {
      const { sessions } = await one(id)
      expect(sessions.map(s => s.slot)).toEqual([0, 1])
      expect(sessions.reduce((n, s) => n + s.received, 0)).toBe(600)
      expect(sessions.every(s => s.received > 0)).toBe(true)
    })
    await second.close()
    await db.end()
    // the slot of the process that ended, with its session, is taken over
    await query(`select app.tell('mqtt-config', 0)`)
    await connected(id, 2)
    await remove(id)
    await clean()
  })

  for (const moment of ['before', 'after'] as const)
    it(`killed ${moment} the commit: delivered again, stored once, at the time of its first arrival`, async () => {
      const own = await createTestApp()
      const sql = <R extends Record<string, unknown>>(text: string) => own.database.db.asSystem(tx => tx.query<R>(text))
      const session = async () =>
        (await sql<{ state: string; redelivered: number }>('select state, redelivered from mqtt_sessions'))[0]
      const readings = async () =>
        (await sql<{ at: Date; value: number }>('select at, value from observations')).map(
          r => `${r.at.toISOString().slice(11, 16)} ${r.value}`,
        )
      const owner = await own.person('administrator', '20')
      const topic = `chet/${moment}/{station}/{indicator}`
      const mapping = { kind: 'value' as const, topic, indicator: null, unit: null, decimal: 'point' as const }
      await owner.call('POST', '/api/mqtt', {
        ...draft({ url: url(), topic: `chet/${moment}/#`, mapping, enabled: true }),
        unitId: own.unit('20'),
      })
      await own.app.close()

      const script = fileURLToPath(new URL('./killed-intake.testing.ts', import.meta.url))
      const child = spawn(
        process.execPath,
        ['--conditions=tusom-source', script, own.database.url, moment, '2025-10-07T19:00:00Z'],
        { stdio: ['ignore', 'inherit', 'inherit'] },
      )
      const ended = new Promise(resolve => child.once('exit', (_, signal) => resolve(signal)))
      await until(async () => expect((await session())?.state).toBe('connected'))
      await publish(`chet/${moment}/GAUGE-A/rain`, '4.5')
      expect(await ended).toBe('SIGKILL')
      expect(await readings()).toEqual(moment === 'after' ? ['19:00 4.5'] : [])

      // an hour later another process takes over
      const db = openDatabase(own.database.url)
      const next = await buildApp({ db, dataKey: Buffer.alloc(32, 7), clock: () => new Date('2025-10-07T20:00:00Z') })
      await until(async () => expect(await session()).toEqual({ state: 'connected', redelivered: 1 }))
      expect(await readings()).toEqual(['19:00 4.5'])
      await next.close()
      await db.end()
      await own.database.drop()
    })

  it('a database that does not answer: nothing is acknowledged, and it is stored when it does', async () => {
    const id = await make({ url: url(), topic: 'kho' })
    await connected(id)
    const store = vi.spyOn(t.app.ingest, 'store').mockRejectedValueOnce(new Error('the database is away'))
    await publish('kho', reading(20, 18))
    await until(async () => expect(await stored()).toEqual(['water_level 18:20:00 18']))
    expect(store).toHaveBeenCalledTimes(2)
    await until(async () => expect((await one(id)).sessions[0]?.lastErrorEn).toContain('the database is away'))
    store.mockRestore()
    await remove(id)
    await clean()
  })
})

describe.skipIf(!mosquitto)('TLS', () => {
  let broker: Broker
  let certificates: ReturnType<typeof makeCertificates>
  beforeAll(async () => {
    broker = await startBroker(mosquitto as string, folder => {
      certificates = makeCertificates(folder)
      // "dai" / "mat-khau-dai" in mosquitto's own form
      writeFileSync(join(folder, 'passwords'), passwordLine('dai', 'mat-khau-dai'))
      return [
        'allow_anonymous false',
        `password_file ${folder}/passwords`,
        `cafile ${folder}/ca.pem`,
        `certfile ${folder}/server.pem`,
        `keyfile ${folder}/server.key`,
        'require_certificate true',
      ]
    })
  })
  afterAll(() => broker.remove())
  const good = () => ({
    url: `mqtts://localhost:${broker.port}`,
    ca: certificates.ca,
    clientCert: certificates.client,
    clientKey: certificates.clientKey,
    username: 'dai',
    password: 'mat-khau-dai',
  })
  const fails = async (over: Partial<NewMqttConnection>, words: RegExp) => {
    const id = await make({ ...good(), ...over })
    await until(async () => expect((await one(id)).sessions[0]?.lastErrorEn).toMatch(words))
    expect((await one(id)).sessions[0]?.state).not.toBe('connected')
    await remove(id)
  }

  it('a certificate of strangers, none of our own, a wrong password: said by name', async () => {
    await fails({ ca: certificates.strangerCa }, /cannot be trusted/)
    await fails({ ca: null }, /cannot be trusted/)
    await fails({ password: 'sai' }, /name and password/)
    await fails({ clientCert: null, clientKey: null }, /TLS could not be set up|does not answer|Connection error/)
    const wrong = await admin.call('POST', '/api/mqtt', draft({ ...good(), clientKey: certificates.ca }))
    expect(code(wrong)).toBe('mqtt.key')
  })
  it('the right CA, client certificate, name and password: readings come in', async () => {
    const id = await make(good())
    await connected(id)
    const { ca, clientCert, clientKey, username, password, url } = good()
    const publisher = await mqtt.connectAsync(url, {
      protocolVersion: 5,
      ca,
      cert: clientCert,
      key: clientKey,
      username,
      password,
    })
    await publisher.publishAsync(
      'tram/x',
      JSON.stringify({ station: 'GAUGE-A', indicator: 'rain', at: '2025-10-08T02:00', value: 3 }),
      { qos: 1 },
    )
    await publisher.endAsync()
    await until(async () => expect(await stored()).toEqual(['rain 19:00:00 3']))
    await remove(id)
    await clean()
  })
})

/** A line of mosquitto's password file: PBKDF2-SHA512, 101 rounds, as mosquitto_passwd writes it ($7$). */
function passwordLine(user: string, password: string): string {
  const salt = randomBytes(12)
  const hash = pbkdf2Sync(password, salt, 101, 64, 'sha512')
  return `${user}:$7$101$${salt.toString('base64')}$${hash.toString('base64')}\n`
}
