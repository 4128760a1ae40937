import type { ReportOut, ReportReview, ReportsAccepted } from '@tusom/contract'
import { shippedForms } from '@tusom/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApp, type Person, type TestApp } from '../../testing/test-app.ts'

let t: TestApp
let officers: Record<'20A' | '20B' | '20C', Person>
let agency: Person
let duty: Person
const form = shippedForms.find(f => f.code === 'anptt-six-month')!
const period = '2025-H2'
const query = `?form=${form.code}&period=${period}`

beforeAll(async () => {
  t = await createTestApp('2025-12-15T10:00:00+07:00')
  officers = {
    '20A': await t.person('commune-officer', '20A', 'Cán bộ A'),
    '20B': await t.person('commune-officer', '20B', 'Cán bộ B'),
    '20C': await t.person('commune-officer', '20C', 'Cán bộ C'),
  }
  agency = await t.person('standing-agency', '20-CA')
  duty = await t.person('duty-officer', '20')
})
afterAll(() => t.close())

const code = (reply: { body: unknown }) => (reply.body as { error: { code: string } }).error?.code
const words = (unit: string) =>
  `Xã ${unit}: địa bàn ổn định, ba đợt mưa lớn làm ngập các ngầm tràn, đã rào chắn kịp thời.`
async function fill(unit: keyof typeof officers, over: Record<string, number>, text = words(unit)): Promise<number> {
  const who = officers[unit]
  const { id } = (await who.call('POST', '/api/reports', { form: form.code, period, unitId: t.unit(unit) })).body as {
    id: number
  }
  await who.call('PUT', `/api/reports/${id}/values`, {
    cells: form.elements.map((e, i) => ({ element: e.code, value: over[e.code] ?? 20 + i, seen: 0 })),
  })
  await who.call('PUT', `/api/reports/${id}/narratives`, {
    parts: form.parts.filter(p => p.required).map(p => ({ part: p.code, text: `${p.titleVi}. ${text}`, seen: 0 })),
  })
  return id
}
const send = (unit: keyof typeof officers, id: number) => officers[unit].call('POST', `/api/reports/${id}/submit`, {})
const review = async (who = agency) => (await who.call('GET', `/api/reports/review${query}`)).body as ReportReview
const codes = (r: ReportReview, name: string) => r.units.find(u => u.name.endsWith(name))?.marks.map(m => m.code)

describe('review before acceptance', () => {
  const ids: Record<string, number> = {}
  it('is for those who consolidate; acceptance for those who judge', async () => {
    const anyone = { reports: [{ id: 1, sentAt: '2025-12-15T03:00:00Z' }] }
    expect((await t.app.inject({ method: 'GET', url: `/api/reports/review${query}` })).statusCode).toBe(401)
    const stranger = await t.app.inject({ method: 'POST', url: '/api/reports/accept', payload: anyone })
    expect(stranger.statusCode).toBe(401)
    expect((await agency.call('POST', '/api/reports/accept', { reports: [] })).status).toBe(400)
    expect(code(await officers['20A'].call('GET', `/api/reports/review${query}`))).toBe('rights.role')
    expect(code(await officers['20A'].call('POST', '/api/reports/accept', anyone))).toBe('rights.role')
    expect(code(await agency.call('POST', '/api/reports/accept', anyone))).toBe('not-found')
  })
  it('a draft in which something cannot be is told; what is not written yet is not', async () => {
    ids.c = await fill('20C', { 'outreach.sessions': 300, 'outreach.attendance': 20 })
    expect(codes(await review(), 'C')).toEqual(['attendance-sessions'])
    expect(code(await send('20C', ids.c))).toBe('report.incomplete')
  })
  it('the same figures and words in two units are marked with the other’s name; a report like no other is clean', async () => {
    const text = words('nào đó')
    ids.a = await fill('20A', {}, text)
    ids.b = await fill('20B', {}, text)
    expect([(await send('20A', ids.a)).status, (await send('20B', ids.b)).status]).toEqual([200, 200])
    const both = await review()
    expect(new Set(codes(both, 'A'))).toEqual(new Set(['same-figures', 'text-of-another']))
    expect(both.clean).toEqual([])
    expect(both.units.find(u => u.name.endsWith('A'))?.marks[0]?.vi).toContain('B')
    await agency.call('POST', `/api/reports/${ids.b}/return`, { remark: 'Báo cáo trùng với xã A: kiểm tra lại' })
    const after = await review()
    expect(codes(after, 'A')).toEqual([])
    expect(after.clean.map(c => c.id)).toEqual([ids.a])
  })
  it('a report that is sent again comes back to be looked at', async () => {
    expect((await send('20B', ids.b as number)).status).toBe(200)
    expect(codes(await review(), 'B')).toContain('text-of-another')
  })
  it('accepted together: what was sent anew since it was looked at is left waiting; the trace and the audit say so', async () => {
    const { units } = await review()
    const seen = units.flatMap(u => (u.state === 'submitted' ? [{ id: u.reportId, sentAt: u.sentAt as string }] : []))
    expect(seen).toHaveLength(2)
    const stale = seen.map(x => (x.id === ids.b ? { ...x, sentAt: '2025-12-15T02:00:00.000Z' } : x))
    const reply = await agency.call('POST', '/api/reports/accept', { reports: stale })
    expect(reply.body).toEqual({ accepted: [ids.a as number], changed: [ids.b as number] } satisfies ReportsAccepted)
    const report = (await agency.call('GET', `/api/reports/${form.code}/${period}/${t.unit('20A')}`)).body as ReportOut
    expect(report.state).toBe('accepted')
    expect(report.events.at(-1)).toMatchObject({ act: 'accept', unit: 'Công an tỉnh' })
    const [audit] = await t.database.db.asSystem(tx =>
      tx.query<{ body: string }>(`select body from audit_entries where command = 'report.accept-many'`),
    )
    expect(JSON.parse(audit?.body ?? '{}')).toMatchObject({ detail: { accepted: [ids.a] } })
    // twice changes nothing
    expect((await agency.call('POST', '/api/reports/accept', { reports: stale })).body).toMatchObject({ accepted: [] })
  })
  it('a figure changed after acceptance is marked from what to what', async () => {
    t.setNow('2025-12-15T11:00:00+07:00')
    await agency.call('POST', `/api/reports/${ids.a}/reopen`, { remark: 'Đối chiếu số vụ cháy' })
    const { cells } = (await officers['20A'].call('GET', `/api/reports/${form.code}/${period}/${t.unit('20A')}`))
      .body as ReportOut
    const cell = (element: string) => cells.find(c => c.element === element)!
    t.setNow('2025-12-15T11:10:00+07:00')
    await officers['20A'].call('PUT', `/api/reports/${ids.a}/values`, {
      cells: ['fire.cases', 'health.cases'].map(e => ({ element: e, value: 2, seen: cell(e).version })),
    })
    await send('20A', ids.a as number)
    const marks = (await review()).units.find(u => u.name.endsWith('A'))?.marks
    const corrected = marks?.filter(m => m.code === 'corrected') ?? []
    expect(corrected.map(m => m.elements)).toEqual([['fire.cases'], ['health.cases']])
    expect(corrected[0]?.vi).toContain(`${cell('fire.cases').value} thành 2 (Cán bộ A)`)
    // to who may not see sensitive figures no mark tells one
    const open = (await review(duty)).units.find(u => u.name.endsWith('A'))?.marks ?? []
    expect(open.filter(m => m.code === 'corrected').map(m => m.elements)).toEqual([['fire.cases']])
  })
  it('a unit made by a merger does not report for a period before it', async () => {
    const reply = await officers['20A'].call('POST', '/api/reports', {
      form: form.code,
      period: '2025-H1',
      unitId: t.unit('20A'),
    })
    const made = await t.database.db.asSystem(tx =>
      tx.one<{ from: string }>('select valid_from as "from" from units where id = $1', [t.unit('20A')]),
    )
    expect(made.from > '2025-06-14').toBe(true)
    expect(code(reply)).toBe('report.not-standing')
  })
})
