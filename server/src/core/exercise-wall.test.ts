import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApp, type TestApp } from '../testing/test-app.ts'

let t: TestApp
beforeAll(async () => {
  t = await createTestApp()
})
afterAll(() => t.close())

describe('what an exercise shares with the actual run cannot be changed inside an exercise', () => {
  const shared = (method: string, url: string) =>
    method !== 'GET' && /^\/api\/(users|shelters|households|warning-templates|warning-settings)(\/|$)/.test(url)
  /** not changes of what is shared: a warning of the exercise itself, and the reading of one household (refused there by its own rule) */
  const own = new Set(['/api/warning-templates/:id/issue', '/api/households/:id/open'])

  it('refuses every such route before anything else is looked at', async () => {
    const admin = await t.person('administrator', '20')
    const leader = await t.person('leader', '20')
    const made = await leader.call('POST', '/api/runs', { name: 'DT', clockAt: '2026-01-01T00:00:00+07:00', speed: 1 })
    const run = { 'x-run': String((made.body as { id: number }).id) }
    const routes = t.app.routeTable.filter(r => shared(r.method, r.url) && !own.has(r.url))
    expect(routes.length).toBeGreaterThanOrEqual(12)
    for (const { method, url } of routes) {
      const who = /users|settings/.test(url) ? admin : leader
      const answer = await who.call(method as 'POST', url.replace(':id', '1'), {}, run)
      expect({ url, code: (answer.body as { error: { code: string } }).error.code }).toEqual({
        url,
        code: 'run.actual-only',
      })
    }
  })
})
