import { policies, type Role } from '@tusom/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exceptions } from './testing/rights/exceptions.ts'
import type { Probe } from './testing/rights/probe.ts'
import { probes } from './testing/rights/probes.ts'
import { allRoles, type Case, lets, type Relation, type Seat, seats, standsOf } from './testing/rights/relations.ts'
import { makeWorld, takeSeats, type World } from './testing/rights/world.ts'
import { createTestApp, type Person, type TestApp } from './testing/test-app.ts'

/**
 * Walks every route that acts on something × every role × every relation the thing can have to the actor's unit, over HTTP
 * with real objects. Refused is 401, 403, or 404 where row-level security hides it; everything else got through, except a 500,
 * which is a fault. What is expected comes from the rule in relations.ts and the exceptions, both written by hand.
 */

let t: TestApp
let w: World
let person: (seat: Seat, role: Role) => Person
beforeAll(async () => {
  t = await createTestApp()
  w = await makeWorld(t)
  person = await takeSeats(t, Object.keys(seats) as Seat[])
})
afterAll(() => t.close())

const policyOf = (probe: Probe) => {
  const entry = t.app.routeTable.find(r => `${r.method} ${r.url}` === probe.route)
  return entry?.policy === undefined ? undefined : policies[entry.policy]
}
const used = new Set<unknown>()
function expected(probe: Probe, c: Case): 'refused' | 'through' {
  const policy = policyOf(probe)
  if (!policy) throw new Error(`${probe.route} is not a route with a policy`)
  const exception = exceptions.find(e => e.routes.includes(probe.route) && e.when(c))
  const rule = (): 'refused' | 'through' => {
    if (policy.roles !== 'any' && !policy.roles.includes(c.role)) return 'refused'
    if (policy.reach !== 'none') return lets[policy.reach].includes(c.relation) ? 'through' : 'refused'
    if (probe.rows === 'province') return c.relation === 'unrelated' ? 'refused' : 'through'
    if (!probe.rows)
      throw new Error(`${probe.route}: the policy has no target; say in the probe which rows may be seen`)
    return lets[probe.rows].includes(c.relation) ? 'through' : 'refused'
  }
  if (exception && exception.becomes !== rule()) {
    used.add(exception)
    return exception.becomes
  }
  return rule()
}

type Answer = Case & { status: number; code: string; was: 'refused' | 'through' | 'fault' }

async function answer(probe: Probe, c: Case): Promise<Answer> {
  const stand = standsOf(c.seat).find(([r]) => r === c.relation)?.[1]
  if (!stand) throw new Error(`${c.seat} has no ${c.relation}`)
  const { url, body, headers } = await probe.ask(w, stand, c.seat)
  const { status, body: reply } = await person(c.seat, c.role).call(
    probe.route.split(' ')[0] as 'GET',
    url,
    body,
    headers,
  )
  const was = [401, 403, 404].includes(status) ? 'refused' : status >= 500 ? 'fault' : 'through'
  return { ...c, status, code: (reply as { error?: { code: string } } | null)?.error?.code ?? '', was }
}

const said = (a: Answer) => `${a.seat} ${a.role} ${a.relation}: ${a.status} ${a.code}`

/** Every relation that the kind of object can have, from each seat of the probe. */
const casesOf = (probe: Probe): { seat: Seat; relation: Relation }[] =>
  (probe.seats ?? (['commune'] as const)).flatMap(seat =>
    standsOf(seat).flatMap(([relation, stand]) =>
      probe.skip?.(stand, relation) === undefined ? [{ seat, relation }] : [],
    ),
  )

let walked = 0
describe('every route with a target × every role × every relation', () => {
  it('each such route has one probe, and each probe a route', () => {
    const needed = t.app.routeTable
      .filter(r => r.policy && (policies[r.policy]?.reach !== 'none' || r.url.includes('/:')))
      .map(r => `${r.method} ${r.url}`)
    expect(probes.map(p => p.route).sort()).toEqual(needed.sort())
  })
  for (const probe of probes)
    it(probe.route, async () => {
      const cases = casesOf(probe)
      expect(cases.length).toBeGreaterThan(0)
      const answers: Answer[] = []
      // three at a time: one person may not have more than four costly things under way
      for (const role of allRoles)
        for (let i = 0; i < cases.length; i += 3)
          answers.push(...(await Promise.all(cases.slice(i, i + 3).map(c => answer(probe, { ...c, role })))))
      walked += answers.length
      expect(
        answers.filter(a => a.was !== expected(probe, a)).map(a => `${said(a)}, should be ${expected(probe, a)}`),
      ).toEqual([])
      // a request that is never well-formed, or a thing that is never in the right state, would prove nothing
      const through = answers.filter(a => a.was === 'through')
      expect(through.filter(a => a.status === 400).map(said)).toEqual([])
      for (const c of cases) {
        const here = through.filter(a => a.seat === c.seat && a.relation === c.relation)
        if (here.length) expect(here.some(a => a.status < 300) ? '' : here.map(said).join('\n')).toBe('')
      }
    })
  it('every exception is one', () => {
    expect(exceptions.filter(e => !used.has(e)).map(e => e.why)).toEqual([])
    expect(walked).toBeGreaterThan(2500)
  })
})
