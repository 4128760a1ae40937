import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApp, type Person, type TestApp } from '../../testing/test-app.ts'

let t: TestApp
let here: Person
let stranger: Person
let run: number
beforeAll(async () => {
  t = await createTestApp()
  here = await t.person('duty-officer', '20')
  stranger = await t.person('leader', '19')
  const made = await here.call('POST', '/api/runs', { name: 'Diễn tập kín', clockAt: '2025-10-01T00:00:00Z', speed: 1 })
  run = (made.body as { id: number }).id
})
afterAll(() => t.close())

/** What is answered, but for the number that was asked for. */
const answer = async (who: Person, method: 'GET' | 'POST', url: string, id: number, body?: unknown) => {
  const { status, raw } = await who.call(
    method,
    url.replace(':id', String(id)),
    body,
    url.includes(':id') ? {} : { 'x-run': String(id) },
  )
  return [status, raw.toString('utf8').replaceAll(String(id), 'N')]
}

describe('an exercise of another province', () => {
  it('cannot be told from one that is not there, whatever is asked of it', async () => {
    for (const [method, url, body] of [
      ['GET', '/api/levels'],
      ['GET', '/api/tasks'],
      ['GET', '/api/warnings'],
      ['GET', '/api/session'],
      ['POST', '/api/runs/:id/end'],
      ['POST', '/api/runs/:id/clock', { clockAt: '2025-10-02T00:00:00Z', speed: 1 }],
    ] as const) {
      const there = await answer(stranger, method, url, run, body)
      expect(there, url).toEqual(await answer(stranger, method, url, 9_999_999, body))
      expect(there[0]).toBe(404)
      expect(there[1]).not.toContain('kín')
    }
    expect((await stranger.call('GET', `/api/levels?run=${run}`)).status).toBe(404)
    expect((await stranger.call('GET', '/api/runs')).body).toEqual([])
  })

  it('is open to its province, down to the hamlet', async () => {
    const hamlet = await t.person('hamlet-head', '20A-T01')
    expect((await hamlet.call('GET', '/api/session', undefined, { 'x-run': String(run) })).body).toMatchObject({
      run: { id: run },
    })
    // who may not change it is told so: it is no secret to them
    expect((await hamlet.call('POST', `/api/runs/${run}/end`)).status).toBe(403)
    expect((await here.call('POST', `/api/runs/${run}/end`)).status).toBe(200)
  })
})
