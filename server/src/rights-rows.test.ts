import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { documentTables } from './testing/rights/document-tables.ts'
import { areaTables } from './testing/rights/area-probes.ts'
import { outlookTables } from './testing/rights/outlook-probes.ts'
import { difficultyTables } from './testing/rights/difficulty-probes.ts'
import { commendationTables } from './testing/rights/commendation-probes.ts'
import { inspectionTables } from './testing/rights/inspection-probes.ts'
import { peopleTables } from './testing/rights/people-tables.ts'
import { reportTables } from './testing/rights/report-probes.ts'
import { templateTables } from './testing/rights/template-probes.ts'
import { bulletinTables } from './testing/rights/bulletin-probes.ts'
import { packTables } from './testing/rights/pack-probes.ts'
import { signingTables } from './testing/rights/signing-probes.ts'
import { readingTables } from './testing/rights/reading-probes.ts'
import { lets, type Relation, type Seat, seats, type Stand, standsOf } from './testing/rights/relations.ts'
import { closedTables, openTables, type Table } from './testing/rights/table.ts'
import { workTables } from './testing/rights/work-tables.ts'
import { makeWorld, type World } from './testing/rights/world.ts'
import { createTestApp, type TestApp } from './testing/test-app.ts'

/**
 * The second wall: what PostgreSQL shows and lets change when the server's own `permit` is left out. Every table × every
 * relation; expected by hand, as in the walk over HTTP.
 */

const tables = [
  ...workTables,
  ...peopleTables,
  ...reportTables,
  ...templateTables,
  ...documentTables,
  ...areaTables,
  ...outlookTables,
  ...difficultyTables,
  ...commendationTables,
  ...inspectionTables,
  ...readingTables,
  ...bulletinTables,
  ...packTables,
  ...signingTables,
]
let t: TestApp
let w: World
beforeAll(async () => {
  t = await createTestApp()
  w = await makeWorld(t)
})
afterAll(() => t.close())

const scopeOf = (seat: Seat, runId = 0) => {
  const id = t.unit(seats[seat].unit)
  const tree = t.app.ctx.tree()
  return { userId: 0, units: [...tree.subtree(id)], watch: [...tree.watch(id)], runId }
}
const may = (rule: Table['sees'], relation: Relation, stand: Stand): boolean =>
  rule === 'all' || (rule === 'province' ? stand.owner.startsWith('20') : lets[rule].includes(relation))

const casesOf = (table: Table): { seat: Seat; relation: Relation; stand: Stand }[] =>
  (Object.keys(seats) as Seat[]).flatMap(seat =>
    standsOf(seat).flatMap(([relation, stand]) =>
      table.skip?.(stand, relation) === undefined ? [{ seat, relation, stand }] : [],
    ),
  )

describe('row-level security by relation', () => {
  it('every table is walked, or open with a reason, or closed to requests', async () => {
    const there = await t.database.db.asSystem(tx =>
      tx.query<{ name: string; rls: boolean; read: boolean }>(
        `select relname as name, relrowsecurity as rls, has_any_column_privilege('tusom_app', oid, 'select') as read
         from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition`,
      ),
    )
    const walked = new Set(tables.map(x => x.table))
    const own = there.filter(x => !x.name.startsWith('tusom_') && !['schema_migrations', 'migrations'].includes(x.name))
    expect(own.filter(x => walked.has(x.name) && !x.rls)).toEqual([])
    expect(own.filter(x => closedTables.includes(x.name) && x.read)).toEqual([])
    expect(own.filter(x => !walked.has(x.name) && !(x.name in openTables) && !closedTables.includes(x.name))).toEqual(
      [],
    )
    expect(tables.filter(x => !own.some(o => o.name === x.table))).toEqual([])
  })

  for (const table of tables)
    it(`${table.table}${table.when ?? ''}`, async () => {
      const wrong: string[] = []
      for (const { seat, relation, stand } of casesOf(table)) {
        const { where, values } = await table.make(w, stand, seat)
        const count = (runId = 0) =>
          t.database.db.as(scopeOf(seat, runId), async tx =>
            Number((await tx.one(`select count(*)::int as n from ${table.table} where ${where}`, values)).n),
          )
        const sees = (await count()) > 0
        if (sees !== may(table.sees, relation, stand)) wrong.push(`${seat} ${relation}: ${sees ? 'seen' : 'hidden'}`)
        if (sees && !table.everyRun && (await count(9)) > 0) wrong.push(`${seat} ${relation}: seen from another run`)
        const changed = table.change
          ? await t.database.db.as(scopeOf(seat), async tx =>
              Number(
                (await tx.client.query(`update ${table.table} set ${table.change?.set} where ${where}`, values))
                  .rowCount,
              ),
            )
          : 0
        if (changed > 0 !== (table.change !== undefined && may(table.change.by, relation, stand)))
          wrong.push(`${seat} ${relation}: ${changed ? 'changed' : 'not changed'}`)
      }
      expect(wrong).toEqual([])
    })
})
