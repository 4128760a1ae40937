import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestApp, type Person, type TestApp } from '../../testing/test-app.ts'
import { Ingest } from './ingest.ts'

let t: TestApp
let sender: Person
beforeAll(async () => {
  t = await createTestApp('2025-10-12T00:00:00+07:00')
  sender = await t.person('department-officer', '20-NN')
})
afterAll(() => t.close())

const start = Date.parse('2025-10-08T00:00:00+07:00')
const at = (minute: number) => new Date(start + minute * 60_000).toISOString()
const reading = (minute: number, value = 14) => ({
  station: 'GAUGE-A',
  indicator: 'water_level',
  at: at(minute),
  value,
})
const send = (...minutes: number[]) =>
  sender.call('POST', '/api/observations', { readings: minutes.map(m => reading(m)) })
const storedMinutes = async () =>
  (await t.database.db.asSystem(tx => tx.query<{ at: Date }>('select at from observations where run_id = 0'))).map(
    r => (r.at.getTime() - start) / 60_000,
  )

it('a batch with an old and a new reading, and the same new one right behind it: neither waits for the other', async () => {
  await send(0)
  for (let round = 1; round <= 20; round++) {
    const replies = await Promise.all([send(round * 10), send(0, round * 10 + 1), send(round * 10 + 1, round * 10 + 2)])
    expect(replies.map(r => r.status)).toEqual([200, 200, 200])
  }
})

it('two hundred senders at once, new and old readings mixed: all are answered, none is lost, none is counted twice', async () => {
  const base = 1000
  const batches = Array.from({ length: 200 }, (_, n) => [
    base + n,
    base + n + 1,
    base + Math.floor(n / 2),
    ...(n % 7 === 0 ? [0] : []),
  ])
  const replies = await Promise.all(batches.map(b => send(...b)))
  expect(new Set(replies.map(r => r.status))).toEqual(new Set([200]))
  const accepted = replies.reduce((n, r) => n + (r.body as { accepted: number }).accepted, 0)
  const there = (await storedMinutes()).filter(m => m >= base)
  expect(there.length).toBe(201)
  expect(accepted).toBe(201)
})

it('two processes that are sent the same readings, and a table of a new month made in between: nothing hangs, nothing is lost', async () => {
  const other = new Ingest(t.app.ctx)
  const { ingest } = t.app
  const id = (await ingest.catalogue()).rows.find(r => r.stationCode === 'GAUGE-A' && r.indicator === 'rain')
    ?.id as number
  const meta = (runId: number) => ({
    runId,
    now: new Date(start),
    userId: null,
    unitId: null,
    provinceId: t.unit('20'),
    source: 'test',
  })
  const row = (minute: number) => ({ seriesId: id, at: start + minute * 60_000, value: 1, quality: 0 })
  const newMonth = (n: number) => ({ ...row(0), at: Date.UTC(2024, n, 5) })
  const all: Promise<{ accepted: number }>[] = []
  for (let n = 0; n < 40; n++) {
    const batch = [row(n), row(n + 1), row(n + 2)]
    all.push(ingest.store(batch, meta(0)), other.store(batch.toReversed(), meta(0)))
    if (n % 10 === 5) all.push(other.store([newMonth(Math.floor(n / 10))], meta(0)))
  }
  const done = await Promise.all(all)
  expect(done.reduce((n, r) => n + r.accepted, 0)).toBe(42 + 4)
})

it('forty refused readings mended at the same moment: a person’s connection never waits for one that it keeps from the intake', async () => {
  await sender.call('POST', '/api/observations', {
    readings: Array.from({ length: 40 }, (_, n) => ({ ...reading(5000 + n), station: 'KHONG-CO' })),
  })
  const waiting = (await sender.call('GET', '/api/observations/refusals?code=reading.unknown-station'))
    .body as unknown as { id: number }[]
  expect(waiting.length).toBe(40)
  const mended = await Promise.all(
    waiting.map((r, n) =>
      sender.call('POST', `/api/observations/refusals/${r.id}/mend`, { ...reading(5000 + n), unit: null }),
    ),
  )
  expect(mended.map(m => [m.status, (m.body as { sent: number }).sent])).toEqual(waiting.map(() => [200, 1]))
})
