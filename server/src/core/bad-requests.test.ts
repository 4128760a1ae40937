import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApp, type Person, type TestApp } from '../testing/test-app.ts'
import { isUsableTime } from './validation.ts'

let t: TestApp
let admin: Person
let duty: Person
beforeAll(async () => {
  t = await createTestApp()
  admin = await t.person('administrator', '20')
  duty = await t.person('duty-officer', '20')
})
afterAll(() => t.close())

const anonymous = (headers: Record<string, string>, payload: object, url = '/api/session') =>
  t.app.inject({ method: 'POST', url, headers: { 'content-type': 'application/json', ...headers }, payload })

describe('what no schema catches is a bad request, not a fault', () => {
  it('a NUL in a text, a number beyond the database, a run that cannot be', async () => {
    expect((await anonymous({}, { username: 'a\u0000', password: 'mat-khau-dai-lam' })).statusCode).toBe(400)
    expect((await admin.call('GET', '/api/audit?before=1e300')).status).toBe(400)
    expect((await admin.call('GET', '/api/audit?subject=%00')).status).toBe(400)
    expect((await duty.call('GET', '/api/warnings?unitId=99999999999')).status).toBe(400)
    expect((await duty.call('GET', '/api/tasks?text=%00')).status).toBe(400)
    const far = await t.app.inject({ url: '/api/health', headers: { 'x-run': '99999999999' } })
    expect(far.statusCode).toBe(404)
  })

  it('an origin that is no address is another site', async () => {
    const answer = await anonymous({ origin: 'garbage' }, { username: 'a', password: 'b' })
    expect(answer.statusCode).toBe(403)
    expect(answer.json().error.code).toBe('request.cross-site')
  })

  it('a time that no calendar knows is refused at the door', async () => {
    const run = (clockAt: string) => duty.call('POST', '/api/runs', { name: 'DT', clockAt, speed: 100_000 })
    for (const at of [
      '2026-12-31T23:59:60Z',
      '0000-01-01T00:00:00Z',
      '9999-12-31T23:59:59-14:00',
      '2026-02-30T00:00:00Z',
    ]) {
      expect(isUsableTime(at)).toBe(false)
      expect((await run(at)).status).toBe(400)
    }
    for (const at of ['2026-02-28T23:59:59.123+07:00', '1971-08-20T00:00:00Z', '2028-02-29 00:00:00Z'])
      expect(isUsableTime(at)).toBe(true)
  })
})
