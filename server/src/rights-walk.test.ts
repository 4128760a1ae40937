import { type Actor, type PersonRole, policies, refuse, type Role, roles, type Target } from '@tusom/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApp, type Person, type TestApp } from './testing/test-app.ts'

/**
 * Walks every policy × every role × every relation a unit can have to what is acted on, and every route × every role over
 * HTTP. What stands here as expected is written by hand from the rule, not taken from the code.
 */

/** The actor sits at commune 2 (its hamlet is 3, its sibling 4, its province 1); 9 lies in another province; 5 is watched by mandate. */
const relations = {
  own: { unitId: 2 },
  child: { unitId: 3 },
  sibling: { unitId: 4 },
  parent: { unitId: 1 },
  led: { unitId: 1, reach: [1, 2] },
  cooperating: { unitId: 4, reach: [4, 2] },
  watched: { unitId: 5 },
  unrelated: { unitId: 9, reach: [9] },
} satisfies Record<string, Target>
type Relation = keyof typeof relations

const allowed: Record<'none' | 'subtree' | 'reach' | 'watch', readonly Relation[]> = {
  none: ['own', 'child', 'sibling', 'parent', 'led', 'cooperating', 'watched', 'unrelated'],
  subtree: ['own', 'child'],
  reach: ['own', 'child', 'led', 'cooperating'],
  watch: ['own', 'child', 'watched'],
}

describe('every policy × role × relation', () => {
  for (const [name, policy] of Object.entries(policies)) {
    it(name, () => {
      for (const role of roles) {
        const actor: Actor = {
          userId: 1,
          displayName: '',
          homeUnitId: 2,
          provinceId: 1,
          assignments: [{ unitId: 2, role, units: new Set([2, 3]) }],
          watch: new Set([5]),
        }
        for (const relation of Object.keys(relations) as Relation[]) {
          const may = refuse(actor, policy, relations[relation]) === null
          const mayRole = policy.roles === 'any' || (policy.roles as readonly Role[]).includes(role)
          expect(`${name} ${role} ${relation} ${may}`).toBe(
            `${name} ${role} ${relation} ${mayRole && allowed[policy.reach].includes(relation)}`,
          )
        }
      }
    })
  }
})

describe('every route × role over HTTP', () => {
  let t: TestApp
  const people = new Map<Role, Person>()
  const home: Record<PersonRole, string> = {
    leader: '20A',
    'duty-officer': '20A',
    'standing-agency': '20-CA',
    'department-officer': '20-NN',
    'commune-officer': '20A',
    'hamlet-head': '20A-T01',
    administrator: '20A',
  }
  beforeAll(async () => {
    t = await createTestApp()
    for (const role of roles) people.set(role, await t.person(role, home[role]))
  })
  afterAll(() => t.close())

  it('every route names a policy or says why it is open', () => {
    const without = t.app.routeTable.filter(r => r.policy === undefined && r.open === undefined)
    expect(without).toEqual([])
    expect(t.app.routeTable.filter(r => r.policy).length).toBeGreaterThan(20)
  })

  it('401 everywhere for somebody who has not signed in', async () => {
    for (const route of t.app.routeTable.filter(r => r.policy)) {
      const reply = await t.app.inject({ method: route.method as 'GET', url: fillIn(route.url) })
      expect(`${route.method} ${route.url} ${reply.statusCode}`).toBe(`${route.method} ${route.url} 401`)
    }
  })

  it('403 for every role that the policy does not name, before anything else is looked at', async () => {
    let walked = 0
    for (const route of t.app.routeTable.filter(r => r.policy)) {
      const policy = policies[route.policy as string]
      for (const role of roles) {
        if (policy?.roles === 'any' || policy?.roles.includes(role)) continue
        const { status, body } = await (people.get(role) as Person).call(route.method as 'GET', fillIn(route.url))
        expect(
          `${route.method} ${route.url} ${role} ${status} ${(body as { error?: { code: string } }).error?.code}`,
        ).toBe(`${route.method} ${route.url} ${role} 403 rights.role`)
        walked++
      }
    }
    expect(walked).toBeGreaterThan(50)
  })
})

const fillIn = (url: string) => url.replace(/:[a-zA-Z]+(\.xml|\.docx)?/g, '999999$1').replace('*', 'x')
