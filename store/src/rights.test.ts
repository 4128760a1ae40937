import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts'
import { upsertUnits } from './queries/units.ts'

let t: TestDatabase
let a = 0
let b = 0
beforeAll(async () => {
  t = await createTestDatabase()
  await t.db.asSystem(async tx => {
    for (const code of ['A', 'B'])
      await upsertUnits(tx, [
        { code, kind: 'commune', name: code, fullName: code, parentCode: null, validFrom: '2025-07-01', search: code },
      ])
    a = (await tx.one<{ id: number }>(`select id from units where code = 'A'`)).id
    b = (await tx.one<{ id: number }>(`select id from units where code = 'B'`)).id
    for (const area of [a, b])
      await tx.query(
        `insert into level_states (run_id, area_id, hazard, status, level, since, known_at, rule) values (0, $1, 'flood', 'suggested', 2, now(), now(), 'x')`,
        [area],
      )
  })
})
afterAll(() => t.drop())

const count = 'select area_id from level_states order by area_id'
describe('row-level security fails closed', () => {
  it('shows only the units that were set', async () => {
    const rows = await t.db.as({ userId: 1, units: [a], watch: [], runId: 0 }, tx => tx.query(count))
    expect(rows).toEqual([{ area_id: a }])
  })
  it('shows nothing in another run', async () => {
    expect(await t.db.as({ userId: 1, units: [a, b], watch: [], runId: 7 }, tx => tx.query(count))).toEqual([])
  })
  it('shows nothing where nothing, nonsense or an empty text is set, also on a connection used before', async () => {
    for (const units of ['', 'nonsense', '{}', '{1;drop}']) {
      const rows = await t.db.as({ userId: 1, units: [a, b], watch: [], runId: 0 }, async tx => {
        await tx.query(`select set_config('app.units', $1, true)`, [units])
        return tx.query(count)
      })
      expect(rows).toEqual([])
    }
    const client = await t.db.as({ userId: 1, units: [a], watch: [], runId: 0 }, async tx => tx.client)
    expect((await client.query('select 1 as one').catch(() => ({ rows: [] }))).rows.length).toBeLessThanOrEqual(1)
  })
  it('a request connection cannot shed its role for the owner’s rows without asking for it', async () => {
    await expect(
      t.db.as({ userId: 1, units: [a], watch: [], runId: 0 }, tx => tx.query('select * from sessions')),
    ).rejects.toThrow(/permission denied/)
    await expect(
      t.db.as({ userId: 1, units: [a], watch: [], runId: 0 }, tx => tx.query('select password_hash from users')),
    ).rejects.toThrow(/permission denied/)
    await expect(
      t.db.as({ userId: 1, units: [a], watch: [], runId: 0 }, tx =>
        tx.query(`insert into observations values (0, 1, now(), 1, 0)`),
      ),
    ).rejects.toThrow(/permission denied/)
    await expect(
      t.db.as({ userId: 1, units: [a], watch: [], runId: 0 }, tx => tx.query(`delete from audit_entries`)),
    ).rejects.toThrow(/permission denied|append-only/)
  })
  it('audit entries cannot be changed, even by the owner', async () => {
    await t.db.asSystem(tx => tx.query(`select app.audit(1, '2025-01-01', null, null, 0, 'x', 'y', '{}')`))
    await expect(t.db.asSystem(tx => tx.query(`update audit_entries set body = '{}'`))).rejects.toThrow(/append-only/)
  })
})
