import { openDatabase } from '@tusom/store'
import type { MqttClient } from 'mqtt'
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { buildApp } from '../../app.ts'
import { createTestApp } from '../../testing/test-app.ts'
import { type Broker, startBroker } from './mosquitto.testing.ts'
import { dial, mosquittoOrSaySo, mqttWorld, publishTo, reading, until } from './mqtt-world.testing.ts'

// a server of its own starts in a process of its own: long on a busy machine
vi.setConfig({ testTimeout: 200_000 })
const mosquitto = mosquittoOrSaySo()
const { t, draft, make, one, remove, connected, stored } = await mqttWorld()
afterAll(() => t.close())

describe.skipIf(!mosquitto)('what was received and not stored is delivered again', () => {
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
  })
})
