import { upsertStation } from '@tusom/store'
import { createTestApp, type Person, type TestApp } from '../../testing/test-app.ts'

export const sta = '/api/sensorthings/v1.1'
export type Answer = {
  status: number
  body: Record<string, unknown> & {
    value: Record<string, unknown>[]
    error: { code: string; message: string; messageEn: string }
  }
  headers: Record<string, unknown>
  text: string
}

/** Asks the service as a client writes it: spaces and quotes are encoded, `+` stays what it is. */
export async function get(who: Person, address: string): Promise<Answer> {
  const url = address.startsWith('http') ? address.replace(/^https?:\/\/[^/]+/, '') : `${sta}${encodeURI(address)}`
  const { status, body, headers, raw } = await who.call('GET', url)
  return { status, body: body as Answer['body'], headers, text: raw.toString('utf8') }
}
export async function send(
  who: Person,
  method: 'POST' | 'PATCH' | 'DELETE',
  address: string,
  body?: unknown,
  headers = {},
): Promise<Answer> {
  const reply = await who.call(method, `${sta}${encodeURI(address)}`, body, headers)
  return {
    status: reply.status,
    body: reply.body as Answer['body'],
    headers: reply.headers,
    text: reply.raw.toString('utf8'),
  }
}
export const said = (a: Answer) => `${a.status} ${a.body.error?.code ?? ''}`.trim()
export const names = (a: Answer) => a.body.value.map(v => v.name)

/** The test province with three gauges (A: water and rain at a known place; B and another province's), and readings of eight hours at A. */
export async function staApp(start?: string): Promise<TestApp & { duty: Person }> {
  const t = await createTestApp(start)
  await t.database.db.asSystem(async tx => {
    // where they stand is known since a month before
    await tx.query(`select set_config('app.now', '2025-09-01T00:00:00Z', true)`)
    await upsertStation(tx, {
      code: 'GAUGE-A',
      name: 'Trạm thử',
      river: 'Sông Thử',
      lat: 21.55,
      lon: 106.35,
      provinceId: t.unit('20'),
      communeIds: [t.unit('20A')],
      invented: true,
      series: [],
    })
    for (const [code, commune, lat, lon] of [
      ['GAUGE-B', '20B', 21.8, 106.8],
      ['GAUGE-19', '19A', 20.5, 105.5],
    ] as const)
      await upsertStation(tx, {
        code,
        name: `Trạm ${code}`,
        lat,
        lon,
        provinceId: t.unit(commune.slice(0, 2)),
        communeIds: [t.unit(commune)],
        invented: true,
        series: [{ indicator: 'rain', unit: 'mm', min: 0, max: 300, everyMinutes: 60 }],
      })
  })
  const duty = await t.person('duty-officer', '20')
  const readings = Array.from({ length: 48 }, (_, i) => ({
    station: 'GAUGE-A',
    indicator: i % 2 ? 'rain' : 'water_level',
    at: new Date(Date.parse('2025-10-07T00:00:00Z') + i * 600_000).toISOString(),
    value: i % 2 ? i : 10 + i / 10,
  }))
  t.app.ingest.forget()
  await duty.call('POST', '/api/observations', { readings })
  const neighbour = await t.person('duty-officer', '19')
  await neighbour.call('POST', '/api/observations', {
    readings: [{ station: 'GAUGE-19', indicator: 'rain', at: '2025-10-07T00:00:00Z', value: 99 }],
  })
  return Object.assign(t, { duty })
}
