import type { MoveResult, ObservationResult } from '@tusom/contract'
import { policies, type Role } from '@tusom/domain'
import { upsertStation } from '@tusom/store'
import { randomUUID } from 'node:crypto'
import type { Static } from 'typebox'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeHousehold } from './testing/rights/people-probes.ts'
import { communeNear } from './testing/rights/probe.ts'
import { allRoles, lets, type Relation, type Seat, type Stand, standsOf } from './testing/rights/relations.ts'
import { makeWorld, takeSeats, type World } from './testing/rights/world.ts'
import { createTestApp, type Person, type TestApp } from './testing/test-app.ts'

/** Batches: no target of the whole, each item judged by itself. A stranger's item is refused by name and the rest is kept. */

let t: TestApp
let w: World
let person: (seat: Seat, role: Role) => Person
beforeAll(async () => {
  t = await createTestApp()
  w = await makeWorld(t)
  person = await takeSeats(t, ['commune', 'hamlet', 'watcher'])
})
afterAll(() => t.close())

/** Routes that change something and name no target, with what judges them instead. */
const judgedOtherwise: Record<string, string> = {
  'POST /api/moves': 'each move, below',
  'POST /api/key-areas/import': 'each line, by the communes it names; see key-areas/key-areas.test.ts',
  'POST /api/observations': 'each reading, below',
  'POST /api/sensorthings/v1.1/*':
    'each entity and each reading, in features/sensorthings/write.test.ts and observations.test.ts',
  'PATCH /api/sensorthings/v1.1/*': 'each entity, in features/sensorthings/write.test.ts',
  'DELETE /api/sensorthings/v1.1/*': 'each entity, in features/sensorthings/write.test.ts',
  'POST /api/observations/files/look': 'the file itself and how the own unit reads such files; see files.test.ts',
  'POST /api/observations/files/check': 'each reading, as below; see files.test.ts',
  'POST /api/observations/files/import': 'each reading, as below; see files.test.ts',
  'POST /api/bulletins/read': 'reads a text or a file that was given; nothing is stored',
  'POST /api/digests/seen': 'the reader’s own mark, at the units where they sit',
  'POST /api/mqtt/try': 'reads a message that was typed; nothing is looked up or stored',
  'POST /api/dataValueSets': 'each value, by the unit it names (E7617); see reports/design.test.ts',
  'POST /api/dataValueSets/csv': 'the same values, read from CSV',
  'POST /api/dataValueSets/adx': 'the same values, read from ADX',
  'POST /api/backups': 'saves the installation as a whole; what it answers holds no data of any unit',
  'POST /api/demo': 'opens an exercise of the sample; a real installation has none',
  'DELETE /api/session': 'the reader’s own',
  'POST /api/session/password': 'the reader’s own',
  'PUT /api/mail/own': 'the reader’s own address',
  'PATCH /api/mail/own': 'the reader’s own address',
  'DELETE /api/mail/own': 'the reader’s own address',
  'POST /api/mail/own/confirm': 'the reader’s own address',
}

const mayRole = (policy: string, role: Role) => {
  const { roles } = policies[policy] as (typeof policies)[string]
  return roles === 'any' || roles.includes(role)
}
/** Sends one item for each stand in one batch; says which relations were kept. */
async function walk(
  seat: Seat,
  stands: readonly [Relation, Stand][],
  send: (who: Person, stands: readonly Stand[]) => Promise<{ status: number; refused: Set<number> }>,
  expected: (role: Role, relation: Relation) => boolean | 403,
): Promise<void> {
  for (const role of allRoles) {
    const { status, refused } = await send(
      person(seat, role),
      stands.map(([, s]) => s),
    )
    const got = stands.map(([relation], i) => `${role} ${relation} ${status === 403 ? 403 : !refused.has(i)}`)
    expect(got).toEqual(stands.map(([relation]) => `${role} ${relation} ${expected(role, relation)}`))
  }
}

describe('batches', () => {
  it('every changing route without a target is judged otherwise', () => {
    const there = t.app.routeTable
      .filter(r => r.method !== 'GET' && r.policy && policies[r.policy]?.reach === 'none')
      .map(r => `${r.method} ${r.url}`)
    expect(there.sort()).toEqual(Object.keys(judgedOtherwise).sort())
  })

  it('POST /api/moves: households of the subtree only', async () => {
    const hamletOf = (s: Stand) => (s.owner.includes('-') ? s.owner : `${communeNear(s.owner)}-T01`)
    const send = async (who: Person, stands: readonly Stand[]) => {
      const moves = []
      for (const s of stands)
        moves.push({
          id: randomUUID(),
          householdId: await w.once(`household ${hamletOf(s)}`, () => makeHousehold(w, hamletOf(s))),
          kind: 'left',
          at: '2025-10-08T02:59:00+07:00',
        })
      const { status, body } = await who.call('POST', '/api/moves', { moves })
      const refused = status === 200 ? (body as Static<typeof MoveResult>).refused : []
      return { status, refused: new Set(refused.map(r => r.index)) }
    }
    for (const [seat, relations] of [
      ['commune', ['own', 'child', 'sibling', 'parent']],
      ['hamlet', ['own', 'sibling', 'unrelated']],
    ] as const) {
      const stands = standsOf(seat).filter(([r]) => (relations as readonly Relation[]).includes(r))
      await walk(seat, stands, send, (role, relation) =>
        mayRole('evacuation.move', role) ? lets.subtree.includes(relation) : 403,
      )
    }
  })

  it('POST /api/observations: stations that speak for a place held or watched', async () => {
    const code = (s: Stand) => `TRAM-${communeNear(s.owner)}`
    for (const commune of ['20A', '20B', '20C', '19A'])
      await t.database.db.asSystem(tx =>
        upsertStation(tx, {
          code: `TRAM-${commune}`,
          name: `Trạm ${commune}`,
          river: null,
          provinceId: t.unit(commune.slice(0, 2)),
          communeIds: [t.unit(commune)],
          invented: true,
          series: [{ indicator: 'rain', unit: 'mm', min: 0, max: 300, everyMinutes: 60 }],
        }),
      )
    const send = async (who: Person, stands: readonly Stand[]) => {
      const readings = stands.map(s => ({
        station: code(s),
        indicator: 'rain',
        at: '2025-10-08T02:00:00+07:00',
        value: 1,
      }))
      const { status, body } = await who.call('POST', '/api/observations', { readings })
      const refused = status === 200 ? (body as Static<typeof ObservationResult>).refused : []
      expect(refused.filter(r => r.code !== 'reading.not-yours')).toEqual([])
      return { status, refused: new Set(refused.map(r => r.index)) }
    }
    for (const [seat, relations] of [
      ['commune', ['own', 'child', 'sibling', 'parent', 'unrelated']],
      ['watcher', ['watched', 'unrelated']],
    ] as const) {
      const stands = standsOf(seat).filter(([r]) => (relations as readonly Relation[]).includes(r))
      await walk(seat, stands, send, (role, relation) =>
        mayRole('observations.write', role) ? lets.watch.includes(relation) : 403,
      )
    }
  })
})
