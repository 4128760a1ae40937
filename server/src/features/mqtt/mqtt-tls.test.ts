import type { NewMqttConnection } from '@tusom/contract'
import mqtt from 'mqtt'
import { pbkdf2Sync, randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Broker, makeCertificates, startBroker } from './mosquitto.testing.ts'
import { code, mosquittoOrSaySo, mqttWorld, until } from './mqtt-world.testing.ts'

vi.setConfig({ testTimeout: 200_000 })
const mosquitto = mosquittoOrSaySo()
const { t, admin, draft, make, one, remove, connected, stored } = await mqttWorld()
afterAll(() => t.close())

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
  })
})

/** A line of mosquitto's password file: PBKDF2-SHA512, 101 rounds, as mosquitto_passwd writes it ($7$). */
function passwordLine(user: string, password: string): string {
  const salt = randomBytes(12)
  const hash = pbkdf2Sync(password, salt, 101, 64, 'sha512')
  return `${user}:$7$101$${salt.toString('base64')}$${hash.toString('base64')}\n`
}
