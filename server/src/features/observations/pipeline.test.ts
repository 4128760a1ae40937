import { verifyAudit } from '@tusom/store'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestApp, type TestApp } from '../../testing/test-app.ts'

let t: TestApp
beforeAll(async () => {
  t = await createTestApp('2025-10-12T00:00:00+07:00')
})
afterAll(() => t.close())

const start = Date.parse('2025-10-08T00:00:00+07:00')
const meta = () => ({
  runId: 0,
  now: new Date(start),
  userId: null,
  unitId: null,
  provinceId: t.unit('20'),
  source: 'test',
})
const stored = async () =>
  (await t.database.db.asSystem(tx => tx.one<{ n: number }>('select count(*)::int as n from observations'))).n

it('many batches sent at once are judged in order, stored once and audited each; readings sent twice change nothing', async () => {
  const { ingest } = t.app
  const id = (await ingest.catalogue()).rows.find(r => r.stationCode === 'GAUGE-A' && r.indicator === 'water_level')
    ?.id as number
  const batch = (n: number) =>
    Array.from({ length: 50 }, (_, i) => ({
      seriesId: id,
      at: start + (n * 50 + i) * 60_000,
      value: 15 + 5 * Math.sin((n * 50 + i) / 60),
      quality: 0,
    }))
  // twenty new ones at the same moment, every fourth sent again right behind
  const sent = Array.from({ length: 20 }, (_, n) => [batch(n), ...(n % 4 === 0 ? [batch(n)] : [])]).flat()
  const results = await Promise.all(sent.map(b => ingest.store(b, meta())))
  expect(results.reduce((n, r) => n + r.accepted, 0)).toBe(1000)
  expect(await stored()).toBe(1000)
  const levels = await t.database.db.asSystem(tx =>
    tx.query<{ from: number; to: number }>(
      `select from_level as "from", to_level as "to" from level_changes where hazard = 'flood' order by id`,
    ),
  )
  expect(levels.length).toBeGreaterThan(3)
  // each change takes up where the one before left off
  levels.reduce((level, c) => {
    expect(c.from).toBe(level)
    return c.to
  }, 0)
  const audit = await t.database.db.asSystem(tx => verifyAudit(tx))
  expect(audit.faults).toEqual([])
})

it('a batch of which one reading is there already is merged; a failed batch does not stop those behind it', async () => {
  const { ingest } = t.app
  const id = (await ingest.catalogue()).rows.find(r => r.stationCode === 'GAUGE-A' && r.indicator === 'water_level')
    ?.id as number
  const at = (m: number) => ({ seriesId: id, at: start + (2000 + m) * 60_000, value: 14, quality: 0 })
  ingest.forget()
  const bad = { seriesId: id, at: start + 3000 * 60_000, value: 14, quality: 99_999 }
  const [a, b, c] = await Promise.allSettled([
    ingest.store([at(1), at(2)], meta()),
    ingest.store([at(3), bad], meta()),
    ingest.store([at(2), at(4)], meta()),
  ])
  expect([a.status, b.status, c.status]).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(c.status === 'fulfilled' && c.value.accepted).toBe(1)
  expect(await stored()).toBe(1003)
})
