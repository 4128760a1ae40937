import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestApp, type Person, testPassword, type TestApp } from '../testing/test-app.ts'

let t: TestApp
let port: number
beforeAll(async () => {
  t = await createTestApp()
  await t.app.listen({ port: 0, host: '127.0.0.1' })
  port = (t.app.server.address() as AddressInfo).port
})
afterAll(() => t.close())

const cookieOf = async (p: Person) => {
  const { username } = (await p.call('GET', '/api/session')).body as { username: string }
  const reply = await t.app.inject({
    method: 'POST',
    url: '/api/session',
    payload: { username, password: testPassword },
  })
  return reply.cookies.map(c => `${c.name}=${c.value}`).join('; ')
}
/** An upload that has begun and sends no more. */
const begin = (cookie: string) => {
  const req = request({
    port,
    method: 'POST',
    path: '/api/document-check',
    headers: { cookie, 'content-type': 'multipart/form-data; boundary=x', 'content-length': 1000 },
  })
  const answered = new Promise<number>(resolve => {
    req.on('response', reply => {
      reply.resume()
      resolve(reply.statusCode ?? 0)
    })
    req.on('error', () => resolve(0))
  })
  req.write('--x\r\ncontent-disposition: form-data; name="file"; filename="a.docx"\r\n\r\nPK')
  return { answered, end: () => req.destroy() }
}

it('one person has four costly things under way and not one more; others are not held up; a broken one makes room', async () => {
  const [one, two] = [await cookieOf(await t.person('leader', '20A')), await cookieOf(await t.person('leader', '20B'))]
  const open = [1, 2, 3, 4].map(() => begin(one))
  const fifth = async (cookie: string) => {
    const reply = await fetch(`http://127.0.0.1:${port}/api/report-templates/standard.docx`, { headers: { cookie } })
    await reply.arrayBuffer()
    return reply.status
  }
  // the four have arrived when the fifth is refused
  let status = 0
  for (let i = 0; i < 200 && status !== 429; i++) status = await fifth(one)
  expect(status).toBe(429)
  expect(await fifth(two)).not.toBe(429)
  const other = await fetch(`http://127.0.0.1:${port}/api/tasks`, { headers: { cookie: one } })
  expect(other.status).toBe(200)
  open[0]?.end()
  for (let i = 0; i < 200 && status === 429; i++) status = await fifth(one)
  expect(status).not.toBe(429)
  for (const o of open) o.end()
  await Promise.all(open.map(o => o.answered))
})
