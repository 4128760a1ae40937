import type { RefusalOut } from '@tusom/contract'
import { openDatabase } from '@tusom/store'
import type { MqttClient } from 'mqtt'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { buildApp } from '../../app.ts'
import { type Broker, startBroker } from './mosquitto.testing.ts'
import { dial, mosquittoOrSaySo, mqttWorld, publishTo, reading, until } from './mqtt-world.testing.ts'

vi.setConfig({ testTimeout: 200_000 })
const mosquitto = mosquittoOrSaySo()
const { t, admin, draft, make, all, one, remove, connected, query, stored, clean } = await mqttWorld()
afterAll(() => t.close())

describe.skipIf(!mosquitto)('against a real broker', () => {
  let broker: Broker
  let publisher: MqttClient
  const url = () => `mqtt://127.0.0.1:${broker.port}`
  const publish = (...args: Parameters<ReturnType<typeof publishTo>>) => publishTo(publisher)(...args)
  beforeAll(async () => {
    broker = await startBroker(mosquitto as string, () => ['allow_anonymous true'])
    publisher = await dial(url())
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
    const other = await dial(url())
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
})
