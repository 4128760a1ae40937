import { checkCompleteness } from '@tusom/domain'
import { communeUnits, hamletsOf, units } from '@tusom/sample'
import { findScenario, listScenarios, scenarioFunctions, upsertUnits } from '@tusom/store'
import { createTestDatabase, type TestDatabase } from '@tusom/store/testing'
import { fold } from '@tusom/vi-text'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { loadScenarios } from './load-scenarios.ts'

let t: TestDatabase
const ids = new Map<string, number>()
const id = (code: string) => ids.get(code) as number
beforeAll(async () => {
  t = await createTestDatabase()
  await t.db.asSystem(async tx => {
    await upsertUnits(
      tx,
      units.map(u => ({
        code: u.code,
        kind: u.kind,
        name: u.name,
        fullName: u.fullName,
        parentCode: u.parentCode,
        validFrom: u.validFrom,
        search: fold(u.fullName),
      })),
    )
    for (const u of await tx.query<{ id: number; code: string }>('select id, code from units')) ids.set(u.code, u.id)
  })
})
afterAll(() => t.drop())

it('loads once, seen by a hamlet of the province, complete for every commune of the sample', async () => {
  const at = new Date('2026-01-01T00:00:00Z')
  await loadScenarios(t.db, id, at)
  await loadScenarios(t.db, id, at)
  const seen = await t.db.as({ userId: 1, units: [id('06385-T01')], watch: [], runId: 0 }, async tx => ({
    list: await listScenarios(tx),
    functions: await scenarioFunctions(tx),
  }))
  expect(seen.list.map(s => `${s.code} ${s.steps.length}`)).toEqual(['KB-LU-SATLO 27'])
  expect(seen.list[0]?.hazards).toEqual(['flood', 'flash-flood-landslide'])
  const scenario = seen.list[0]
  if (!scenario) throw new Error('no scenario')
  const check = checkCompleteness(
    scenario,
    seen.functions,
    communeUnits.map(c => ({
      id: id(c.code),
      name: c.name,
      fullName: c.fullName,
      hamletIds: hamletsOf(c.code).map(h => id(h.code)),
      forceIds: [id(`${c.code}-XK`)],
    })),
  )
  expect(check).toMatchObject({ steps: 27, communes: 65, gaps: [] })
})
it('another province does not see it', async () => {
  await t.db.asSystem(tx =>
    upsertUnits(tx, [
      {
        code: '19',
        kind: 'province',
        name: 'X',
        fullName: 'X',
        parentCode: null,
        validFrom: '2025-07-01',
        search: 'x',
      },
    ]),
  )
  const other = await t.db.asSystem(tx => tx.one<{ id: number }>(`select id from units where code = '19'`))
  const seen = await t.db.as({ userId: 1, units: [other.id], watch: [], runId: 0 }, async tx => [
    await listScenarios(tx),
    await findScenario(tx, 1),
  ])
  expect(seen).toEqual([[], null])
})
