import type { MqttConnectionOut, NewMqttConnection } from '@tusom/contract'
import mqtt, { type MqttClient } from 'mqtt'
import { expect, it, vi } from 'vitest'
import { findMosquitto } from '../../../../scripts/system-tools.ts'
import { createTestApp } from '../../testing/test-app.ts'

/** The broker of this machine. Where there is none a test says that the others were left out, and why. */
export function mosquittoOrSaySo(): string | null {
  const path = findMosquitto()
  if (!path)
    it.skip(
      'LEFT OUT: everything against a real broker, because this machine has no mosquitto and none could be installed (name one with MOSQUITTO_PATH)',
    )
  return path
}

/** Asks until it is so. */
export const until = (what: () => Promise<unknown>) => vi.waitFor(what, { timeout: 150_000, interval: 50 })
export const code = (r: { body: unknown }) => (r.body as { error?: { code: string } }).error?.code
/** A reading so many minutes after one o'clock, in our own shape. */
export const reading = (minute: number, value: number, over = {}) => ({
  station: 'GAUGE-A',
  indicator: 'water_level',
  at: new Date(Date.parse('2025-10-07T18:00:00Z') + minute * 60_000).toISOString(),
  value,
  ...over,
})
export const publishTo =
  (client: MqttClient) =>
  (topic: string, body: unknown, qos: 0 | 1 = 1) =>
    client.publishAsync(topic, typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body), { qos })
export const dial = (url: string): Promise<MqttClient> => mqtt.connectAsync(url, { protocolVersion: 5 })

/** A server with its administrator, and what tests of brokers ask of them. */
export async function mqttWorld() {
  const t = await createTestApp()
  const admin = await t.person('administrator', '20', 'Quản trị tỉnh')
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
  const make = async (over: Partial<NewMqttConnection>): Promise<number> => {
    const { status, body } = await admin.call('POST', '/api/mqtt', draft({ enabled: true, ...over }))
    expect([status, body]).toEqual([200, { id: expect.any(Number) }])
    return (body as { id: number }).id
  }
  const all = async (who = admin) => (await who.call('GET', '/api/mqtt')).body as MqttConnectionOut[]
  const one = async (id: number) => (await all()).find(c => c.id === id) as MqttConnectionOut
  const remove = (id: number) => admin.call('DELETE', `/api/mqtt/${id}`)
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
  return { t, admin, draft, make, all, one, remove, connected, query, stored, clean }
}
