import { accounts, units } from '@tusom/sample'
import { countReports, type NewUnit, reportsOf, reportUnitSums, upsertUnits, upsertUser } from '@tusom/store'
import { createTestDatabase, type TestDatabase } from '@tusom/store/testing'
import { fold } from '@tusom/vi-text'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadReports } from './load-reports.ts'

let t: TestDatabase
const ids = new Map<string, number>()
const at = new Date('2026-11-21T22:00:00+07:00')
beforeAll(async () => {
  t = await createTestDatabase()
  await t.db.asSystem(async tx => {
    await upsertUnits(
      tx,
      units
        .filter(u => u.kind !== 'hamlet')
        .map((u): NewUnit => ({ ...u, aliases: [...u.aliases], search: fold(u.fullName) })),
    )
    for (const r of await tx.query<{ id: number; code: string }>('select id, code from units')) ids.set(r.code, r.id)
    await tx.query(`insert into mandates (unit_id, over_id, purpose) values ($1, $2, 'consolidates')`, [
      ids.get('20-CA'),
      ids.get('20'),
    ])
    for (const a of accounts.filter(x => ids.has(x.unitCode)))
      await upsertUser(
        tx,
        { username: a.login, passwordHash: 'x', displayName: a.displayName, sample: true, createdAt: at },
        [{ unitId: ids.get(a.unitCode) as number, role: a.role }],
      )
  })
  await loadReports(t.db, code => ids.get(code) as number, at)
})
afterAll(() => t.drop())

const communes = () => [...ids].filter(([code]) => /^\d{5}$/.test(code)).map(([, id]) => id)
const of = (form: string, period: string) => t.db.asSystem(tx => reportsOf(tx, form, [period], communes()))

describe('the sample’s reports', () => {
  it('the half-year that ended last waits but for those read on the first morning; earlier ones are accepted', async () => {
    const states = async (form: string, period: string) => {
      const n = new Map<string, number>()
      for (const r of await of(form, period)) n.set(r.state, (n.get(r.state) ?? 0) + 1)
      return Object.fromEntries(n)
    }
    // 65 communes less two that sent nothing; two are blocked, one was opened again after acceptance
    expect(await states('anptt-six-month', '2026-H1')).toEqual({ accepted: 9, submitted: 52, draft: 2 })
    for (const period of ['2024-H2', '2025-H1', '2025-H2'])
      expect((await states('anptt-six-month', period)).accepted, period).toBeGreaterThan(57)
    expect((await states('order-monthly', '2024-M12')).accepted).toBeGreaterThan(60)
    expect((await states('safe-order-criteria', '2025-Y')).draft).toBe(1)
  })
  it('five communes are under way in the running one, two of them have sent', async () => {
    const now = await of('anptt-six-month', '2026-H2')
    expect(now.map(r => r.state).toSorted()).toEqual(['accepted', 'draft', 'draft', 'draft', 'submitted'])
  })
  it('weekly reports: two years with gaps, some late, nothing in the future, all marked as sample and seen by the agency', async () => {
    const rows = await t.db.asSystem(tx =>
      tx.query<{ late: boolean; future: boolean; sample: boolean; reach: number[]; week: string }>(
        `select first_sent_at > due_at as late, sent_at > $1 or accepted_at > $1 as future, sample, reach, period_key as week from reports where form_code = 'scam-weekly'`,
        [at],
      ),
    )
    expect(new Set(rows.map(r => r.week)).size).toBe(104)
    expect(rows.length).toBeLessThan(104 * 65)
    expect(rows.some(r => r.late)).toBe(true)
    expect(rows.some(r => r.future)).toBe(false)
    expect(rows.every(r => r.sample && r.reach.includes(ids.get('20-CA') as number))).toBe(true)
  })
  it('missing figures of sent reports are rows with a reason, not zeros', async () => {
    const rows = await t.db.asSystem(tx =>
      tx.query<{ reason: string | null; n: number }>(
        `select v.reason is null as none, count(*)::int as n from report_values v join reports r on r.id = v.report_id where r.state = 'accepted' and v.value is null and not v.not_applicable group by 1`,
      ),
    )
    expect(rows).toHaveLength(1)
    expect(rows[0]?.n).toBeGreaterThan(20)
  })
  it('years by commune are the sums of their periods, whatever days are asked for, also after a report was returned', async () => {
    const element = 'scam.week.reports'
    const pos = await t.db.asSystem(tx =>
      tx.one<{ pos: number }>(`select pos from report_positions where form_code = 'scam-weekly' and element = $1`, [
        element,
      ]),
    )
    const compare = async (from: string, to: string) => {
      const own = await t.db.asSystem(tx =>
        reportUnitSums(
          tx,
          { formCode: 'scam-weekly', from, to, unitIds: communes(), elements: [element] },
          { exact: true },
        ),
      )
      const plain = await t.db.asSystem(tx =>
        tx.query<{ unitId: number; reports: number; total: number; n: number }>(
          `select unit_id as "unitId", count(*)::int as reports, sum(figures[$3]) as total, count(figures[$3])::int as n from report_figures
           where form_code = 'scam-weekly' and period_start >= $1 and period_end <= $2 group by 1 order by 1`,
          [from, to, pos.pos],
        ),
      )
      expect(plain.length).toBe(65)
      expect(own.map(r => ({ unitId: r.unitId, reports: r.reports, total: r.totals[0], n: r.counts[0] }))).toEqual(
        plain,
      )
    }
    const ranges = [
      ['2025-01-01', '2025-12-31'],
      ['2024-12-02', '2026-06-30'],
      ['2024-11-01', '2025-12-31'],
      ['2025-02-03', '2025-11-30'],
    ] as const
    for (const [from, to] of ranges) await compare(from, to)
    const [report] = (await of('scam-weekly', '2025-W20')).filter(r => r.state === 'accepted')
    await t.db.asSystem(async tx => {
      await tx.query(`update reports set state = 'returned' where id = $1`, [report?.id])
      await countReports(tx, [report?.id as number])
    })
    for (const [from, to] of ranges) await compare(from, to)
    await t.db.asSystem(async tx => {
      await tx.query(`update reports set state = 'accepted' where id = $1`, [report?.id])
      await countReports(tx, [report?.id as number])
    })
    for (const [from, to] of ranges) await compare(from, to)
  })
  it('loading twice changes nothing', async () => {
    const count = () =>
      t.db.asSystem(tx => tx.one<{ n: number }>('select count(*)::int as n from report_value_changes'))
    const before = await count()
    await loadReports(t.db, code => ids.get(code) as number, at)
    expect(await count()).toEqual(before)
  })
})
