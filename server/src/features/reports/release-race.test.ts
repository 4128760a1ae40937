import { libraryForms } from '@tusom/domain'
import { insertWholeReports, lockReleases, type WholeReport } from '@tusom/store'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { createTestApp, type Person, type TestApp } from '../../testing/test-app.ts'

let t: TestApp
let agency: Person
const now = '2026-02-10T09:00:00+07:00'
const weekly = libraryForms.find(f => f.code === 'disease-weekly')
const dengue = weekly?.elements.find(e => e.sensitive && (e.kind === 'count' || e.kind === 'people') && !e.of)
  ?.code as string
beforeAll(async () => {
  t = await createTestApp(now)
  agency = await t.person('standing-agency', '20-CA')
})
afterAll(() => t.close())

const at = new Date(now)
const whole = (formCode: string, periodKey: string, periodStart: string, periodEnd: string): WholeReport => ({
  formCode,
  formVersion: '20.1',
  periodKey,
  periodStart,
  periodEnd,
  unitId: t.unit('20A'),
  reach: [t.unit('20A'), t.unit('20-CA')],
  state: 'accepted',
  dueAt: at,
  sentAt: at,
  acceptedAt: at,
  createdAt: at,
  by: { userId: agency.userId, name: 'x' },
  acceptedBy: { userId: agency.userId, name: 'x', unitId: t.unit('20-CA') },
  sample: true,
  cells: [{ element: dengue, value: 60, notApplicable: false, reason: null, at }],
  narratives: [],
})

it('two releases over the same days at the same moment: the figure is in one of them, so the two cannot be subtracted', async () => {
  const free = { ...weekly, code: 'dot-xuat', period: 'free', asked: 'call' }
  for (const form of [weekly, free])
    expect((await agency.call('POST', '/api/reports/forms', { form, base: null, note: '' })).status).toBe(200)
  const days = '2026-01-20_2026-02-05'
  await t.database.db.asSystem(tx =>
    insertWholeReports(tx, [
      whole('disease-weekly', '2026-W05', '2026-01-26', '2026-02-01'),
      whole('dot-xuat', days, '2026-01-20', '2026-02-05'),
    ]),
  )
  // both are held where they take their turn, so that neither can be through before the other begins
  const { db } = t.database
  const both = await db.asSystem(async tx => {
    await lockReleases(tx, t.unit('20'))
    const sent = [
      agency.call('POST', '/api/reports/releases', { form: 'disease-weekly', period: '2026-W05' }),
      agency.call('POST', '/api/reports/releases', { form: 'dot-xuat', period: days }),
    ]
    await vi.waitFor(
      async () =>
        expect(
          await tx.query(`select 1 from pg_locks where locktype = 'advisory' and not granted and database = (
            select oid from pg_database where datname = current_database())`),
        ).toHaveLength(2),
      { timeout: 30_000 },
    )
    return { sent }
  })
  const replies = await Promise.all(both.sent)
  expect(replies.map(r => r.status)).toEqual([200, 200])
  const leftOut = replies.filter(r => (r.body as { leftOut: string[] }).leftOut.includes(dengue))
  expect(leftOut).toHaveLength(1)
})
