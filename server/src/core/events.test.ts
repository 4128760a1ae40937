import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestApp, testPassword, type TestApp } from '../testing/test-app.ts'

let t: TestApp
beforeAll(async () => {
  t = await createTestApp()
})
afterAll(() => t.close())

it('one person opens forty streams and not one more; a closed one makes room', async () => {
  const person = await t.person('hamlet-head', '20A-T01')
  const { username } = (await person.call('GET', '/api/session')).body as { username: string }
  const signedIn = await t.app.inject({
    method: 'POST',
    url: '/api/session',
    payload: { username, password: testPassword },
  })
  const cookie = String(signedIn.headers['set-cookie']).split(';')[0] as string
  const address = await t.app.listen({ port: 0, host: '127.0.0.1' })
  const streams: AbortController[] = []
  const open = async () => {
    const stream = new AbortController()
    streams.push(stream)
    return (await fetch(`${address}/api/events`, { headers: { cookie }, signal: stream.signal })).status
  }
  for (let i = 0; i < 40; i++) expect(await open()).toBe(200)
  expect(await open()).toBe(429)
  streams[0]?.abort()
  await expect.poll(open).toBe(200)
  for (const s of streams) s.abort()
})
