import type { OutlookPage } from '@tusom/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApp, type Person, type TestApp } from '../../testing/test-app.ts'

let t: TestApp
let officer: Person
beforeAll(async () => {
  t = await createTestApp('2025-08-10T03:00:00+07:00')
  officer = await t.person('commune-officer', '20A', 'Cán bộ xã A')
})
afterAll(() => t.close())

const url = (unit = '20A') => `/api/outlooks/${t.unit(unit)}`
const said = (r: { status: number; body: never }) => [
  r.status,
  (r.body as { error?: { code: string } }).error?.code ?? null,
]
const page = async (who = officer, query = '', headers: Record<string, string> = {}) => {
  const r = await who.call('GET', `${url()}${query}`, undefined, headers)
  expect(r.status).toBe(200)
  return r.body as OutlookPage
}
const body = (p: OutlookPage, over: Record<string, unknown> = {}) => ({
  periodKey: p.draft.period.key,
  text: p.draft.text,
  stamp: p.draft.stamp,
  keep: p.draft.statements.flatMap(s => (s.claim ? [s.id] : [])),
  ...over,
})
/** A reading on a day: something was measured. */
const measured = (day: string, value = 12) =>
  t.database.db.asSystem(async tx => {
    await tx.query('select app.ensure_partition($1::date)', [day])
    await tx.query(
      `insert into observations (run_id, series_id, at, value) select 0, id, $1::timestamptz, $2 from series where indicator = 'water_level'`,
      [`${day}T05:00:00Z`, value],
    )
  })
/** The flood level of commune A, suggested by the readings. */
const level = (at: string, from: number, to: number) =>
  t.database.db.asSystem(tx =>
    tx.query(
      `insert into level_history (run_id, area_id, hazard, at, from_level, to_level, rule) values (0, $1, 'flood', $2, $3, $4, 'test')`,
      [t.unit('20A'), at, from, to],
    ),
  )

describe('the outlook of a unit', () => {
  it('refused: no session, a neighbour, a hamlet head, a hamlet, a period there is none of', async () => {
    expect((await t.app.inject({ method: 'GET', url: url() })).statusCode).toBe(401)
    expect(said(await officer.call('GET', url('20B')))).toEqual([403, 'rights.reach'])
    const head = await t.person('hamlet-head', '20A-T01')
    expect(said(await head.call('GET', url()))).toEqual([403, 'rights.role'])
    expect(said(await officer.call('GET', url('20A-T01')))).toEqual([422, 'outlook.unit'])
    expect((await officer.call('GET', `${url()}?kind=day`)).status).toBe(400)
    const p = await page()
    const post = (over: Record<string, unknown>) => officer.call('POST', url(), body(p, over))
    expect(said(await post({ periodKey: '2025-08-01' }))).toEqual([422, 'outlook.period'])
    expect(said(await post({ periodKey: '2025-M07' }))).toEqual([409, 'outlook.begun'])
    expect(said(await post({ periodKey: '2025-M09' }))).toEqual([409, 'outlook.begun'])
    expect(said(await post({ stamp: '0'.repeat(32) }))).toEqual([409, 'outlook.changed'])
    expect(said(await post({ keep: ['hazard:flood:5'] }))).toEqual([409, 'outlook.changed'])
    expect((await post({ text: '   ' })).status).toBe(400)
    expect(said(await officer.call('GET', `${url()}/text?period=2025-M01`))).toEqual([404, 'not-found'])
    expect((await page()).confirmed).toEqual([])
  })
  it('where nothing is stored nothing is said', async () => {
    const { draft } = await page()
    expect([draft.period.key, draft.next.key]).toEqual(['2025-M08', '2025-M09'])
    expect(draft.statements.filter(s => s.claim)).toEqual([])
    expect(draft.text).toContain('không nói được tình hình')
    expect(draft.text).toContain('Không có dữ liệu lưu nào cho phép nói trước')
  })
  it('drafts from levels and readings, counting only comparable periods in which something was measured', async () => {
    // in the flood season: 2024-M09, M10 and 2025-M07; 2025-M03 is not
    for (const day of ['2024-08-20', '2024-09-20', '2025-02-20', '2025-06-20', '2025-08-02']) await measured(day, 13.4)
    await level('2024-09-10T00:00:00+07:00', 0, 2)
    await level('2024-09-12T12:00:00+07:00', 2, 0)
    await level('2025-08-01T00:00:00+07:00', 0, 1)
    await level('2025-08-02T00:00:00+07:00', 1, 0)
    const { draft } = await page()
    expect(draft.statements.flatMap(s => (s.claim ? [s.claim] : []))).toEqual([
      { kind: 'hazard', hazard: 'flood', level: 1, probability: 2 / 5, until: '2025-09-14', happened: 1, of: 3 },
    ])
    expect(draft.text).toContain(
      'Lũ, ngập lụt: cao nhất cấp độ rủi ro 1, 1 xã, 1 ngày. Cùng kỳ năm trước: chưa có dữ liệu lưu.',
    )
    expect(draft.text).toContain('Mực nước cao nhất tại Trạm thử: 13,4 m (02/08/2025).')
    // the period of a year before, seen from the next one
    expect((await page(officer, '?kind=year')).draft.text).toContain('cao nhất cấp độ rủi ro 2, 1 xã, 3 ngày')
  })
  it('confirmed with what was kept, again until the next period begins; then closed, and scored when it has ended', async () => {
    const p = await page()
    const first = await officer.call('POST', url(), body(p, { keep: [] }))
    expect(first.status).toBe(200)
    const agency = await t.person('standing-agency', '20-CA', 'Thường trực')
    const second = await agency.call('POST', url(), body(p, { text: 'Nước còn lên trong tháng 9.' }))
    expect(second.body).toEqual(first.body)
    const [o] = (await page()).confirmed
    expect(o).toMatchObject({ text: 'Nước còn lên trong tháng 9.', confirmedByName: 'Thường trực', score: null })
    expect(o?.claims.map(c => c.id)).toEqual(['hazard:flood:1'])
    expect((await officer.call('GET', `${url()}/text?period=2025-M08`)).body).toEqual({
      period: '2025-M08',
      text: 'Nước còn lên trong tháng 9.',
      confirmed: true,
    })
    const notes = await t.database.db.asSystem(tx =>
      tx.query(`select command from audit_entries where command = 'outlooks.confirm'`),
    )
    expect(notes).toHaveLength(2)
    // sessions end with the days: somebody signs in anew
    const later = async (iso: string) => {
      t.setNow(iso)
      return t.person('commune-officer', '20A')
    }
    const next = await later('2025-08-15T00:10:00+07:00')
    expect(said(await next.call('POST', url(), body(p)))).toEqual([409, 'outlook.begun'])
    await measured('2025-09-01')
    await level('2025-09-05T00:00:00+07:00', 0, 1)
    await level('2025-09-06T00:00:00+07:00', 1, 0)
    expect((await page(await later('2025-09-14T23:50:00+07:00'))).confirmed[0]?.score).toBeNull()
    const score = (await page(await later('2025-09-15T00:10:00+07:00'))).confirmed[0]?.score
    // 0,4 was said and it happened: 0,6²
    expect(score?.brier).toBeCloseTo(0.36, 10)
    expect(score?.vi).toContain('Điểm Brier 0,36 trên 1 nhận định')
  })
})
