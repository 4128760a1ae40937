import { readCap } from '@tusom/cap/xml'
import { bareLevel, preparedReady, unknownGap } from '@tusom/domain'
import { accounts, communeShapes, units } from '@tusom/sample'
import { listTemplates, listWarnings, publicFeed, upsertUnits, upsertUser, verifyAudit } from '@tusom/store'
import { createTestDatabase, type TestDatabase } from '@tusom/store/testing'
import { fold } from '@tusom/vi-text'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { loadWarnings } from './load-warnings.ts'
import { preparedTexts } from './prepared-texts.ts'

let t: TestDatabase
const ids = new Map<string, number>()
const id = (code: string) => ids.get(code) as number
const at = new Date('2026-10-08T03:00:00Z')
beforeAll(async () => {
  t = await createTestDatabase()
  const shapes = new Map(communeShapes().map(s => [s.properties.code, s.geometry]))
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
        boundary: shapes.get(u.code) ?? null,
        attrs: { sample: true, nameEn: u.nameEn },
      })),
    )
    for (const u of await tx.query<{ id: number; code: string }>('select id, code from units')) ids.set(u.code, u.id)
    for (const a of accounts)
      await upsertUser(
        tx,
        { username: a.login, passwordHash: 'x', displayName: a.displayName, sample: true, createdAt: at },
        [{ unitId: id(a.unitCode), role: a.role }],
      )
  })
  await loadWarnings(t.db, id, at, Buffer.alloc(32, 7))
})
afterAll(() => t.drop())

it('one calm warning in force, valid, marked as sample, approved by a second person', async () => {
  const [list, feed, chain] = await Promise.all([
    t.db.as({ userId: 1, units: [...ids.values()], watch: [], runId: 0 }, tx => listWarnings(tx, {})),
    t.db.asPublic(0, tx => publicFeed(tx, at)),
    t.db.asSystem(tx => verifyAudit(tx)),
  ])
  expect(list).toHaveLength(1)
  const [w] = list
  expect(w).toMatchObject({
    state: 'issued',
    sample: true,
    level: { level: 1, status: 'official' },
    drafterName: 'Vi Đức Toàn',
    approverName: 'Nông Thị Thu Hiền',
    acknowledged: 2,
  })
  expect(w?.asked).toBeGreaterThan(10)
  const read = readCap(feed[0]?.cap ?? '')
  expect(read.findings.map(f => f.code)).toEqual(['signature.untrusted'])
  expect(read.alerts[0]).toMatchObject({ sender: 'langson.mau.tusom.invalid', note: 'Dữ liệu mẫu, không phải thật' })
  expect(read.alerts[0]?.info[0]?.area?.map(a => a.polygon?.length)).toEqual([1, 1, 1, 1])
  expect(chain.faults).toEqual([])
})
it('every commune of the sample has a polygon that CAP takes', async () => {
  const { capPolygons } = await import('@tusom/domain')
  for (const s of communeShapes()) expect(capPolygons(s.geometry), s.properties.name).toHaveLength(1)
})
it('prepared texts: three ready, one waiting for its second person', async () => {
  const list = await t.db.as({ userId: 1, units: [id('20')], watch: [], runId: 0 }, listTemplates)
  expect(
    list.map(x => preparedReady({ drafterId: x.drafterId, approvals: x.approvals, retired: false })).sort(),
  ).toEqual([false, true, true, true])
  for (const words of preparedTexts) {
    expect(unknownGap(words)).toBeNull()
    for (const text of [words.headline, words.description, words.instruction]) expect(bareLevel(text)).toBeNull()
    expect(words.instruction.split('\n').length).toBe(words.instructionEn.split('\n').length)
  }
})
