import { policies, type Role } from '@tusom/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lists, publicLists } from './testing/rights/lists.ts'
import { makeTask } from './testing/rights/objects.ts'
import { makeHousehold } from './testing/rights/people-probes.ts'
import { allRoles, type Seat, standsOf } from './testing/rights/relations.ts'
import { makeWorld, takeSeats, type World } from './testing/rights/world.ts'
import { createTestApp, type Person, type TestApp } from './testing/test-app.ts'

/** Lists have no target to refuse: what belongs to a sibling, the province above or a stranger must not be among the rows. */

let t: TestApp
let w: World
let person: (seat: Seat, role: Role) => Person
const name = (i: number) => lists[i]?.route ?? ''
const mark = (i: number, relation: string) => `dau-${i}-${relation}`
beforeAll(async () => {
  t = await createTestApp()
  w = await makeWorld(t)
  person = await takeSeats(t, ['commune'])
  for (const [i, list] of lists.entries())
    for (const [relation, stand] of standsOf('commune'))
      if (list.skip?.(stand, relation) === undefined) await list.make(w, stand, mark(i, relation))
})
afterAll(() => t.close())

const get = async (who: Person, url: string) => {
  const { status, raw } = await who.call('GET', url)
  return { status, text: raw.toString('utf8') }
}
const mayAsk = (route: string, role: Role) => {
  const entry = t.app.routeTable.find(r => `${r.method} ${r.url}` === route)
  const policy = policies[entry?.policy ?? '']
  if (!policy) throw new Error(`${route} is not a route with a policy`)
  return policy.roles === 'any' || policy.roles.includes(role)
}

describe('every list × every role', () => {
  it('each list is walked, or holds nothing of a unit', () => {
    const there = t.app.routeTable
      .filter(r => r.method === 'GET' && r.policy && !r.url.includes('/:') && policies[r.policy]?.reach === 'none')
      .map(r => `${r.method} ${r.url}`)
    const walked = new Set([...lists.map(l => l.route), ...Object.keys(publicLists)])
    expect(there.filter(r => !walked.has(r))).toEqual([])
  })

  for (const [i, list] of lists.entries())
    it(`${name(i)}${list.url ? ' asked otherwise' : ''}`, async () => {
      const wrong: string[] = []
      let seen = 0
      for (const role of allRoles) {
        const { status, text } = await get(person('commune', role), list.url?.(w) ?? name(i).replace('GET ', ''))
        const allowed = mayAsk(list.route, role)
        expect(`${role} ${status}`).toBe(`${role} ${allowed ? 200 : 403}`)
        for (const [relation, stand] of standsOf('commune')) {
          if (list.skip?.(stand, relation) !== undefined) continue
          const shown = text.includes(list.knows?.(w, stand) ?? mark(i, relation))
          seen += Number(shown)
          if (shown !== (allowed && list.shows(relation, stand, role)))
            wrong.push(`${role} ${relation}: ${shown ? 'shown' : 'not shown'}`)
        }
      }
      expect(wrong).toEqual([])
      expect(seen).toBeGreaterThan(0)
    })

  it('counts are counts of what the lists show: late tasks of two lists in four relations', async () => {
    for (const role of allRoles) {
      const who = person('commune', role)
      const tiles = JSON.parse((await get(who, '/api/owed')).text) as { key: string; count: number }[]
      expect([role, tiles.find(x => x.key === 'tasks-late')?.count]).toEqual([role, 8])
      const summary = JSON.parse((await get(who, '/api/warnings/summary')).text) as { drafts: number }
      expect([role, summary.drafts]).toEqual([role, 4])
    }
  })
})

describe('two roles at two units', () => {
  it('what one role may list reaches no further than the unit at which that role is held', async () => {
    const who = await t.person('administrator', '20C', 'Hai vai')
    await w.insert('assignments', { user_id: who.userId, unit_id: t.unit('20A'), role: 'commune-officer' })
    for (const route of ['GET /api/users', 'GET /api/audit', 'GET /api/households/reads']) {
      const i = lists.findIndex(l => l.route === route)
      const { status, text } = await get(who, route.replace('GET ', ''))
      expect(`${route} ${status} ${text.includes(mark(i, 'own'))}`).toBe(`${route} 200 false`)
    }
    expect((await get(who, '/api/tasks')).text).toContain(mark(0, 'own'))
  })
  it('a task is moved in a role that may move tasks, held at its lead', async () => {
    const who = await t.person('administrator', '20B')
    await w.insert('assignments', { user_id: who.userId, unit_id: t.unit('20A'), role: 'commune-officer' })
    const id = await makeTask(w, { owner: '20B', lead: '20B', cooperating: ['20A'] })
    expect((await who.call('POST', `/api/tasks/${id}/notes`, { text: 'Đã gửi xe' })).status).toBe(200)
    expect((await who.call('POST', `/api/tasks/${id}/state`, { state: 'doing' })).status).toBe(403)
  })
  it('what one unit watches is not watched in a role held at another', async () => {
    const who = await t.person('hamlet-head', '20A-T01', 'Trưởng thôn và cán bộ sở')
    await w.insert('assignments', { user_id: who.userId, unit_id: t.unit('20-YT'), role: 'department-officer' })
    const draft = await who.call('POST', '/api/warnings', { unitIds: [t.unit('20A')], hazard: 'flood' })
    expect(draft.status).toBe(403)
    expect((await get(who, `/api/levels/${t.unit('20A')}/flood`)).status).toBe(200)
  })
})

describe('a hamlet head asks for the own commune', () => {
  it('gets the counts of the whole commune and no household', async () => {
    for (const [code, hamlet] of [
      ['DEM-1', '20A-T01'],
      ['DEM-2', '20A-T02'],
    ] as const)
      await makeHousehold(w, hamlet, code)
    const url = `/api/households/risk?unitIds=${t.unit('20A')}`
    const [head, officer] = [await t.person('hamlet-head', '20A-T01'), person('commune', 'commune-officer')]
    expect((await get(head, url)).text).toBe((await get(officer, url)).text)
    expect((await get(head, `/api/households?unitId=${t.unit('20A')}`)).status).toBe(403)
    expect((await get(head, `/api/households?unitId=${t.unit('20A-T02')}`)).status).toBe(403)
  })
})
