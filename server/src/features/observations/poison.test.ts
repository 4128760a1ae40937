import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestApp, type Person, type TestApp } from '../../testing/test-app.ts'

let t: TestApp
let sender: Person
beforeAll(async () => {
  t = await createTestApp('2025-10-12T00:00:00+07:00')
  sender = await t.person('department-officer', '20-NN')
})
afterAll(() => t.close())

const good = (minute: number) => ({
  station: 'GAUGE-A',
  indicator: 'water_level',
  at: new Date(Date.parse('2025-10-08T00:00:00+07:00') + minute * 60_000).toISOString(),
  value: 14,
})
let minute = 0

/** What one bad item may look like; the good reading beside it must be stored. */
const items: [string, string][] = [
  ['a NUL in a text', '{"station":"GAUGE-A\\u0000","indicator":"water_level","at":"2025-10-08T00:00:00Z","value":1}'],
  ['a NUL in a name of a field', '{"a\\u0000b":1}'],
  ['half a character', '{"station":"\\ud800","indicator":"water_level","at":"2025-10-08T00:00:00Z","value":1}'],
  ['half a character in a malformed item', '{"x":"\\udc00"}'],
  [
    'a number out of range',
    '{"station":"GAUGE-A","indicator":"water_level","at":"2025-10-08T00:00:00Z","value":1e400}',
  ],
  ['a text of a hundred thousand', `{"x":"${'x'.repeat(100_000)}"}`],
  ['twenty thousand brackets', `{"x":${'['.repeat(20_000)}${']'.repeat(20_000)}}`],
  ['a year far away', '{"station":"GAUGE-A","indicator":"water_level","at":"+275760-09-13T00:00:00Z","value":1}'],
]
it.each(items)('%s is refused by itself, the reading beside it is stored', async (_name, item) => {
  const body = `{"readings":[${JSON.stringify(good(minute++))},${item}]}`
  const reply = await sender.call('POST', '/api/observations', Buffer.from(body), {
    'content-type': 'application/json',
  })
  expect([reply.status, reply.body]).toMatchObject([200, { accepted: 1, refusedCount: 1 }])
  expect((await sender.call('GET', '/api/observations/refusals')).status).toBe(200)
})
