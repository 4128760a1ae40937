import { households, units } from '@tusom/sample'
import { upsertUnits } from '@tusom/store'
import { createTestDatabase, type TestDatabase } from '@tusom/store/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { loadHouseholds } from './load-households.ts'

let t: TestDatabase
beforeAll(async () => {
  t = await createTestDatabase()
})
afterAll(() => t.drop())

it('loads every invented household, host and shelter, sealed, and twice is the same', async () => {
  const ids = new Map<string, number>()
  await t.db.asSystem(async tx => {
    await upsertUnits(
      tx,
      units.map(u => ({ ...u, aliases: [], search: u.name, attrs: {} })),
    )
    for (const r of await tx.query<{ id: number; code: string }>('select id, code from units')) ids.set(r.code, r.id)
  })
  const load = () => loadHouseholds(t.db, c => ids.get(c) as number, new Date('2026-01-01'), Buffer.alloc(32, 3))
  await load()
  await load()
  const n = await t.db.asSystem(tx =>
    tx.one(
      `select (select count(*)::int from households) as households, (select count(*)::int from host_households) as hosts, (select count(*)::int from shelters) as shelters,
         (select sum(people)::int from households) as people, (select count(*)::int from households where host_id is not null) as with_host, (select bool_and(invented) from households) as invented`,
    ),
  )
  expect(n).toEqual({
    households: 5000,
    hosts: 1380,
    shelters: 199,
    people: households().reduce((s, h) => s + h.people, 0),
    with_host: households().filter(h => h.preferredHostCode).length,
    invented: true,
  })
  const text = await t.db.asSystem(tx =>
    tx.one<{ all: string }>(`select string_agg(h::text, '') as all from households h where h.code like '06385-T01-%'`),
  )
  for (const h of households().filter(x => x.hamletCode === '06385-T01')) {
    expect(text.all).toContain(h.code)
    expect(text.all).not.toContain(h.headName)
    expect(text.all).not.toContain(Buffer.from(h.headName).toString('hex'))
  }
})
