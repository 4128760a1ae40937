import { makeSigner, readCap } from '@tusom/cap/xml'
import type { BulletinReading, CapSigning, WarningFull } from '@tusom/contract'
import { X509Certificate } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApp, type Person, type TestApp } from '../../testing/test-app.ts'

let t: TestApp
let duty: Person
let chief: Person
let admin: Person
beforeAll(async () => {
  t = await createTestApp()
  duty = await t.person('duty-officer', '20')
  chief = await t.person('leader', '20')
  admin = await t.person('administrator', '20')
  const ring = [
    [106.3, 21.4],
    [106.5, 21.4],
    [106.5, 21.6],
    [106.3, 21.6],
    [106.3, 21.4],
  ]
  await t.database.db.asSystem(tx =>
    tx.query(`update units set boundary = $1 where code = '20A'`, [
      JSON.stringify({ type: 'Polygon', coordinates: [ring] }),
    ]),
  )
  const reading = { station: 'GAUGE-A', indicator: 'water_level', at: '2025-10-08T02:50+07:00', value: 19.26 }
  expect((await duty.call('POST', '/api/observations', { readings: [reading] })).body).toMatchObject({ refused: [] })
})
afterAll(() => t.close())

const code = (r: { body: never }) => (r.body as { error?: { code: string } }).error?.code
const pemOf = (s: ReturnType<typeof makeSigner>) => ({
  privateKey: s.key.export({ type: 'pkcs8', format: 'pem' }).toString(),
  certificate: s.certificate.toString(),
})
const keys = async (who: Person = admin) => (await who.call('GET', '/api/cap-signing')).body as CapSigning
/** Drafted, submitted, approved: waiting to leave. */
async function approved(): Promise<number> {
  const { id } = (await duty.call('POST', '/api/warnings', { unitIds: [t.unit('20A')], hazard: 'flood' })).body as {
    id: number
  }
  expect((await duty.call('POST', `/api/warnings/${id}/submit`, { version: 1 })).status).toBe(200)
  expect((await chief.call('POST', `/api/warnings/${id}/approve`, { version: 1 })).status).toBe(200)
  return id
}
const issue = (id: number) => duty.call('POST', `/api/warnings/${id}/issue`)
const capOf = async (id: number) => (await duty.call('GET', `/api/warnings/${id}/cap.xml`)).raw.toString('utf8')

describe('a CAP message leaves signed', () => {
  it('the first one makes the province a key of its own; its certificate verifies the message, the feed and the public file', async () => {
    expect((await keys()).own).toBeNull()
    const id = await approved()
    expect((await issue(id)).status).toBe(200)
    const { own } = await keys(duty)
    expect(own).toMatchObject({ origin: 'made', inForce: true })
    const trust = { trust: { trusted: [own?.pem as string] } }
    const xml = await capOf(id)
    expect(readCap(xml, trust).messages[0]).toMatchObject({ valid: true, signature: { state: 'valid' } })
    expect(readCap(xml.replace('19,26', '16,26'), trust).messages[0]?.signature.state).toBe('invalid')
    const feed = await t.app.inject({ method: 'GET', url: '/canh-bao/atom.xml' })
    expect(feed.statusCode).toBe(200)
    // what the feed names or carries is the signed text itself
    const read = readCap(feed.rawPayload, trust)
    const carried = read.messages.map(m => m.signature.state)
    for (const link of read.links) {
      const one = await t.app.inject({ method: 'GET', url: new URL(link.url, 'http://x').pathname })
      carried.push(readCap(one.rawPayload, trust).messages[0]?.signature.state ?? 'unsigned')
    }
    expect(carried).toEqual(['valid'])
    const kept = await t.database.db.asSystem(tx =>
      tx.one<{ clear: boolean }>(`select private_key_sealed::text like '%PRIVATE%' as clear from cap_signing_keys`),
    )
    expect(kept.clear).toBe(false)
  })
  it('a key is given by an administrator only, with the certificate that belongs to it, in force and strong', async () => {
    const made = makeSigner('Sở thử', '2020-01-01T00:00:00', '2040-01-01T00:00:00')
    const give = (who: Person, body: object) => who.call('POST', '/api/cap-signing', body)
    expect((await give(duty, pemOf(made))).status).toBe(403)
    expect(code(await give(admin, { certificate: pemOf(made).certificate }))).toBe('cap-signing.key')
    expect(
      code(
        await give(admin, {
          ...pemOf(made),
          privateKey: pemOf(makeSigner('Khác', '2020-01-01T00:00:00', '2040-01-01T00:00:00')).privateKey,
        }),
      ),
    ).toBe('cap-signing.key')
    expect(code(await give(admin, pemOf(makeSigner('Cũ', '2020-01-01T00:00:00', '2021-01-01T00:00:00'))))).toBe(
      'cap-signing.key',
    )
    expect((await give(admin, pemOf(made))).status).toBe(200)
    expect((await keys()).own).toMatchObject({
      name: 'Sở thử',
      origin: 'given',
      fingerprint: made.certificate.fingerprint256,
    })
    const [entry] = await t.database.db.asSystem(tx =>
      tx.query<{ body: string }>(
        `select body::text from audit_entries where body::text like '%cap-signing.key%' order by seq desc limit 1`,
      ),
    )
    expect(entry?.body).toContain(made.certificate.fingerprint256)
    expect(entry?.body).not.toContain('PRIVATE')
    const id = await approved()
    expect((await issue(id)).status).toBe(200)
    expect(readCap(await capOf(id), { trust: { trusted: [made.certificate] } }).messages[0]?.signature.state).toBe(
      'valid',
    )
  })
  it('one that cannot be signed stays here, and says so', async () => {
    await t.database.db.asSystem(tx =>
      tx.query(`update cap_signing_keys set private_key_sealed = '\\x01' where retired_at is null`),
    )
    await t.database.db.asSystem(tx => tx.query(`select app.tell('cap-signing', 0)`))
    const id = await approved()
    await expect.poll(async () => code(await issue(id))).toBe('warning.not-signed')
    expect(((await duty.call('GET', `/api/warnings/${id}`)).body as WarningFull).state).toBe('approved')
    expect((await admin.call('POST', '/api/cap-signing', {})).status).toBe(200)
    await expect.poll(async () => (await issue(id)).status).toBe(200)
  })
})

describe('whom a province believes', () => {
  const station = makeSigner('Đài KTTV thử', '2020-01-01T00:00:00', '2040-01-01T00:00:00')
  const trust = (who: Person, certificate: string, name = 'Đài KTTV tỉnh') =>
    who.call('POST', '/api/cap-trusted', { name, certificate })
  const signatureOf = async (xml: string) =>
    ((await duty.call('POST', '/api/bulletins/read', { text: xml })).body as BulletinReading).cap?.signature
  it('is an administrator’s to say; what is no certificate, or is believed already, is refused', async () => {
    expect((await trust(duty, station.certificate.toString())).status).toBe(403)
    expect(code(await trust(admin, pemOf(station).privateKey))).toBe('cap-signing.certificate')
    expect((await trust(admin, station.certificate.toString())).status).toBe(200)
    expect(code(await trust(admin, station.certificate.toString()))).toBe('cap-signing.trusted')
    expect((await keys(duty)).trusted).toMatchObject([{ label: 'Đài KTTV tỉnh', name: 'Đài KTTV thử', inForce: true }])
  })
  it('an alert that came in says whether its signature is right and believed', async () => {
    const id = await approved()
    await expect.poll(async () => (await issue(id)).status).toBe(200)
    const xml = await capOf(id)
    // our own new key is nobody whom we were told to believe
    expect((await signatureOf(xml))?.state).toBe('valid-untrusted')
    const { own } = await keys()
    const believed = await trust(admin, own?.pem as string, 'Chính mình')
    expect((await signatureOf(xml))?.state).toBe('valid')
    expect((await signatureOf(xml.replace('19,26', '16,26')))?.state).toBe('invalid')
    const { id: trusted } = believed.body as { id: number }
    expect((await admin.call('DELETE', `/api/cap-trusted/${trusted}`)).status).toBe(200)
    expect((await signatureOf(xml))?.state).toBe('valid-untrusted')
    expect((await admin.call('DELETE', `/api/cap-trusted/${trusted}`)).status).toBe(404)
    expect(new X509Certificate(own?.pem as string).fingerprint256).toBe(own?.fingerprint)
  })
})
