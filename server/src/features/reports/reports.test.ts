import { readText } from '@tusom/admin-docs'
import type { CellsSaved, NarrativesSaved, ReportDue, ReportOut, ReportOverview, ReportTrace } from '@tusom/contract'
import { shippedForms } from '@tusom/domain'
import { verifyAudit } from '@tusom/store'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApp, type Person, type TestApp } from '../../testing/test-app.ts'

let t: TestApp
/** commune officers of A and B, the leader of A */
let a: Person
let b: Person
let leaderA: Person
/** Công an tỉnh, the standing agency: not above the communes, it consolidates them */
let agency: Person
let provinceLeader: Person
const form = shippedForms.find(f => f.code === 'anptt-six-month')!
const url = (period: string, unit: string, code = 'anptt-six-month') => `/api/reports/${code}/${period}/${t.unit(unit)}`

beforeAll(async () => {
  // a day of the half-year 15/6/2025–14/12/2025
  t = await createTestApp('2025-11-21T10:00:00+07:00')
  await signIn()
})
/** Sessions end while the clock jumps: everybody signs in anew. */
async function signIn(): Promise<void> {
  a = await t.person('commune-officer', '20A', 'Cán bộ A')
  b = await t.person('commune-officer', '20B', 'Cán bộ B')
  leaderA = await t.person('leader', '20A')
  agency = await t.person('standing-agency', '20-CA')
  provinceLeader = await t.person('leader', '20')
}
const later = async (iso: string) => {
  t.setNow(iso)
  await signIn()
}
afterAll(() => t.close())

const code = (reply: { body: unknown }) => (reply.body as { error: { code: string } }).error?.code
const audit = (command: string) =>
  t.database.db.asSystem(tx =>
    tx.query<{ subject: string; body: string }>(
      'select subject, body from audit_entries where command = $1 order by seq',
      [command],
    ),
  )
async function open(who: Person, unit: string, period = '2025-H2', formCode = 'anptt-six-month'): Promise<number> {
  const reply = await who.call('POST', '/api/reports', { form: formCode, period, unitId: t.unit(unit) })
  expect(reply.status).toBe(200)
  return (reply.body as { id: number }).id
}
const put = (who: Person, id: number, cells: unknown[]) => who.call('PUT', `/api/reports/${id}/values`, { cells })
const read = async (who: Person, unit: string, period = '2025-H2') =>
  (await who.call('GET', url(period, unit))).body as ReportOut
/** Fills every cell with a figure and every required part with words. */
async function fillAll(
  who: Person,
  unit: string,
  over: Record<string, number> = {},
  period = '2025-H2',
): Promise<number> {
  const id = await open(who, unit, period)
  const now = await read(who, unit, period)
  const seen = new Map(now.cells.map(c => [c.element, c.version]))
  const reply = await put(
    who,
    id,
    form.elements.map(e => ({ element: e.code, value: over[e.code] ?? 5, seen: seen.get(e.code) ?? 0 })),
  )
  expect((reply.body as CellsSaved).refused).toEqual([])
  const told = new Map(now.narratives.map(n => [n.part, n.version]))
  await who.call('PUT', `/api/reports/${id}/narratives`, {
    parts: form.parts
      .filter(p => p.required)
      .map(p => ({ part: p.code, text: `${p.titleVi} của ${unit}.`, seen: told.get(p.code) ?? 0 })),
  })
  return id
}

describe('rights', () => {
  it('401 without a session on every route', async () => {
    for (const [method, path] of [
      ['GET', '/api/reports/due'],
      ['GET', '/api/reports/forms'],
      ['GET', '/api/reports/overview?form=anptt-six-month&period=2025-H2'],
      ['GET', '/api/reports/consolidated.docx?form=anptt-six-month&period=2025-H2'],
      ['GET', '/api/reports/consolidated/trace?form=anptt-six-month&period=2025-H2'],
      ['GET', url('2025-H2', '20A')],
      ['GET', '/api/reports/1/document.docx'],
      ['POST', '/api/reports'],
      ['PUT', '/api/reports/1/values'],
      ['PUT', '/api/reports/1/narratives'],
      ['POST', '/api/reports/1/submit'],
      ['POST', '/api/reports/1/accept'],
    ] as const) {
      const reply = await t.app.inject({ method, url: path, ...(method === 'GET' ? {} : { payload: {} }) })
      expect(`${path} ${reply.statusCode}`).toBe(`${path} 401`)
    }
  })
  it('400 for a body of the wrong shape; nothing is coerced', async () => {
    const id = await open(a, '20A')
    for (const body of [
      {},
      { cells: [] },
      { cells: [{ element: 'fire.cases', value: '5', seen: 0 }] },
      { cells: [{ element: 'fire.cases', seen: 0 }] },
      { cells: [{ element: 'fire.cases', value: 5, seen: 0, more: 1 }] },
    ])
      expect((await a.call('PUT', `/api/reports/${id}/values`, body)).status).toBe(400)
    expect((await a.call('POST', '/api/reports', { form: 'x' })).status).toBe(400)
  })
  it('404 for a form or period that is not there, 409 for one that has not begun', async () => {
    expect(code(await a.call('GET', url('2025-H2', '20A', 'nothing')))).toBe('report.no-form')
    expect(code(await a.call('GET', url('2025-W01', '20A')))).toBe('report.no-period')
    expect(code(await a.call('GET', url('2027-H1', '20A')))).toBe('report.not-begun')
    expect(code(await a.call('GET', url('2025-H2', '20-NN')))).toBe('report.not-commune')
  })
  it('403 for a sibling commune, for a department and for a hamlet head', async () => {
    const id = await open(a, '20A')
    expect((await b.call('GET', url('2025-H2', '20A'))).status).toBe(403)
    expect((await b.call('GET', `/api/reports/${id}/document.docx`)).status).toBe(403)
    expect(code(await put(b, id, [{ element: 'fire.cases', value: 1, seen: 0 }]))).toBe('rights.reach')
    expect(code(await b.call('POST', `/api/reports/${id}/submit`, {}))).toBe('rights.reach')
    expect(
      code(await b.call('POST', '/api/reports', { form: form.code, period: '2025-H2', unitId: t.unit('20A') })),
    ).toBe('rights.reach')
    const health = await t.person('department-officer', '20-YT')
    expect((await health.call('GET', url('2025-H2', '20A'))).status).toBe(403)
    const head = await t.person('hamlet-head', '20A-T01')
    expect((await head.call('GET', url('2025-H2', '20A'))).status).toBe(403)
  })
  it('the province reads but does not type a commune’s figures; a commune does not judge its own', async () => {
    const id = await open(a, '20A')
    expect((await provinceLeader.call('GET', url('2025-H2', '20A'))).status).toBe(200)
    expect(code(await put(provinceLeader, id, [{ element: 'fire.cases', value: 1, seen: 0 }]))).toBe('report.not-own')
    expect(code(await leaderA.call('POST', `/api/reports/${id}/accept`, {}))).toBe('report.own-judge')
    expect(code(await a.call('POST', `/api/reports/${id}/accept`, {}))).toBe('rights.role')
    expect((await a.call('GET', '/api/reports/overview?form=anptt-six-month&period=2025-H2')).status).toBe(403)
    expect(code(await leaderA.call('GET', '/api/reports/overview?form=anptt-six-month&period=2025-H2'))).toBe(
      'report.no-consolidation',
    )
  })
  it('the standing agency reads its siblings’ reports; PostgreSQL itself hides them from a sibling commune', async () => {
    await open(a, '20A')
    const seen = await read(agency, '20A')
    expect(seen.may).toEqual({ fill: false, submit: false, judge: true })
    const rows = (unit: string) =>
      t.database.db.as({ userId: 1, units: [t.unit(unit)], watch: [t.unit('20A')], runId: 0 }, tx =>
        tx.query('select id from reports'),
      )
    expect(await rows('20-CA')).toHaveLength(1)
    expect(await rows('20B')).toEqual([])
    expect(await rows('20-YT')).toEqual([])
  })
  it('there are no periodic reports in an exercise', async () => {
    const run = (
      (
        await provinceLeader.call('POST', '/api/runs', {
          name: 'Diễn tập',
          clockAt: '2026-01-01T00:00:00+07:00',
          speed: 1,
        })
      ).body as { id: number }
    ).id
    const header = { 'x-run': String(run) }
    expect(code(await a.call('GET', url('2025-H2', '20A'), undefined, header))).toBe('report.actual-only')
    expect((await a.call('GET', '/api/reports/due', undefined, header)).body).toEqual([])
  })
})

describe('what is due', () => {
  it('names forms, periods, deadlines and how far one is; what is late stands first', async () => {
    const due = (await b.call('GET', '/api/reports/due')).body as ReportDue[]
    const line = (d: ReportDue) =>
      `${d.formCode} ${d.periodKey} ${d.dueAt} ${d.state} ${d.timeliness} ${d.filled}/${d.total}`
    expect(due.map(line)).toEqual([
      'scam-weekly 2025-W45 2025-11-10T05:00:00.000Z none late 0/2',
      'scam-weekly 2025-W46 2025-11-17T05:00:00.000Z none late 0/2',
      'scam-weekly 2025-W47 2025-11-24T05:00:00.000Z none waiting 0/2',
      'anptt-six-month 2025-H2 2025-12-16T10:00:00.000Z none waiting 0/19',
    ])
    expect(due[0]?.stateVi).toBe('chưa bắt đầu, quá hạn 10 ngày')
    expect(due[3]?.href).toBe(`/bao-cao/anptt-six-month/2025-H2/${t.unit('20B')}`)
    // the half-year before ended before the commune existed (01/7/2025)
    expect(due.some(d => d.periodKey === '2025-H1')).toBe(false)
    expect((await agency.call('GET', '/api/reports/due')).body).toEqual([])
  })
})

describe('GET /api/owed', () => {
  it('tells the agency who has not reported and a commune what it has to send', async () => {
    type Tile = { key: string; count: number; late: boolean; detailVi: string; href: string }
    const tiles = async (who: Person) =>
      ((await who.call('GET', '/api/owed')).body as Tile[]).filter(x => x.key.startsWith('reports'))
    expect(await tiles(agency)).toMatchObject([
      {
        key: 'reports-late',
        count: 3,
        late: true,
        detailVi: 'tuần 46 năm 2025: 3 (hạn 17/11) · tuần 45 năm 2025: 3 (hạn 10/11)',
        href: '/bao-cao?form=scam-weekly&period=2025-W45',
      },
    ])
    // two weeks that are over; what is due in more than three days is not pressing yet
    expect(await tiles(b)).toMatchObject([{ key: 'reports-mine', count: 2, late: true }])
    expect(await tiles(await t.person('department-officer', '20-YT'))).toEqual([])
  })
})

describe('typing', () => {
  it('zero, missing and not applicable are three things and come back as typed', async () => {
    const id = await open(b, '20B')
    const reply = await put(b, id, [
      { element: 'fire.cases', value: 0, seen: 0 },
      { element: 'animal.culled', value: null, notApplicable: true, reason: 'Không chăn nuôi', seen: 0 },
      { element: 'health.cases', value: null, reason: 'Trạm y tế chưa gửi', seen: 0 },
    ])
    expect(reply.status).toBe(200)
    const { cells, filled, findings } = await read(b, '20B')
    expect(cells.map(c => `${c.element} ${c.value} ${c.notApplicable} ${c.reason} v${c.version} ${c.by}`)).toEqual([
      'animal.culled null true Không chăn nuôi v1 Cán bộ B',
      'fire.cases 0 false null v1 Cán bộ B',
      'health.cases null false Trạm y tế chưa gửi v1 Cán bộ B',
    ])
    expect(filled).toBe(3)
    expect(findings.filter(f => f.elements.includes('traffic.accidents')).map(f => f.code)).toEqual(['required'])
  })
  it('keeps the good cells and refuses the others by name', async () => {
    const id = await open(b, '20B')
    const { saved, refused } = (
      await put(b, id, [
        { element: 'traffic.accidents', value: 2, seen: 0 },
        { element: 'fire.damage', value: -1, seen: 0 },
        { element: 'order.incidents', value: 1.5, seen: 0 },
        { element: 'no.such', value: 1, seen: 0 },
      ])
    ).body as CellsSaved
    expect(saved).toEqual([{ element: 'traffic.accidents', version: 1 }])
    expect(refused.map(r => `${r.element} ${r.code}`)).toEqual([
      'fire.damage report.range',
      'order.incidents report.range',
      'no.such report.unknown-element',
    ])
  })
  it('a concurrent edit is told and not lost; the same sent twice changes nothing', async () => {
    const id = await open(a, '20A')
    const first = (await put(a, id, [{ element: 'scam.cases', value: 3, seen: 0 }])).body as CellsSaved
    expect(first.saved).toEqual([{ element: 'scam.cases', version: 1 }])
    const second = (await put(leaderA, id, [{ element: 'scam.cases', value: 4, seen: 0 }])).body as CellsSaved
    expect(second.saved).toEqual([])
    expect(second.conflicts).toMatchObject([{ element: 'scam.cases', value: 3, version: 1, by: 'Cán bộ A' }])
    const before = (await audit('report.fill')).length
    expect((await put(a, id, [{ element: 'scam.cases', value: 3, seen: 0 }])).body).toMatchObject({
      saved: [{ element: 'scam.cases', version: 1 }],
      conflicts: [],
    })
    expect((await audit('report.fill')).length).toBe(before)
    expect((await put(leaderA, id, [{ element: 'scam.cases', value: 4, seen: 1 }])).body).toMatchObject({
      saved: [{ element: 'scam.cases', version: 2 }],
    })
    // two people typing into the same new cell at the same moment: one is saved, the other is told
    const both = await Promise.all([
      put(a, id, [{ element: 'health.cases', value: 1, seen: 0 }]),
      put(leaderA, id, [{ element: 'health.cases', value: 2, seen: 0 }]),
    ])
    const outcome = both.map(r => r.body as CellsSaved)
    expect(outcome.flatMap(o => o.saved)).toHaveLength(1)
    expect(outcome.flatMap(o => o.conflicts)).toHaveLength(1)
  })
  it('narratives too', async () => {
    const id = await open(a, '20A')
    const write = async (who: Person, text: string, seen: number, part = 'situation') =>
      (await who.call('PUT', `/api/reports/${id}/narratives`, { parts: [{ part, text, seen }] }))
        .body as NarrativesSaved
    expect((await write(a, 'Tình hình ổn định.', 0)).saved).toEqual([{ part: 'situation', version: 1 }])
    expect((await write(leaderA, 'Khác.', 0)).conflicts).toMatchObject([
      { part: 'situation', text: 'Tình hình ổn định.', version: 1 },
    ])
    expect((await write(leaderA, 'Khác.', 1)).saved).toEqual([{ part: 'situation', version: 2 }])
    expect((await write(a, 'x', 0, 'nothing')).refused).toMatchObject([
      { part: 'nothing', code: 'report.unknown-part' },
    ])
  })
  it('writes one audit entry a command, with the cells and no figure', async () => {
    const entries = await audit('report.fill')
    const last = JSON.parse(entries[0]?.body ?? '{}') as { detail: { cells: string[] }; unit: number }
    expect(last.detail.cells).toEqual(['fire.cases@1', 'animal.culled@1', 'health.cases@1'])
    expect(last.unit).toBe(t.unit('20B'))
  })
})

describe('from submitted to locked', () => {
  it('cannot be sent with holes: the refusal says how many and the first', async () => {
    const id = await open(b, '20B')
    const reply = await b.call('POST', `/api/reports/${id}/submit`, {})
    expect([reply.status, code(reply)]).toEqual([422, 'report.incomplete'])
    expect((reply.body as { error: { message: string } }).error.message).toMatch(/còn \d+ điều: Mục 1 /)
  })
  it('a question is answered by a reason, a contradiction is not', async () => {
    const id = await fillAll(a, '20A', { 'order.people': 3, 'fire.cases': 0, 'fire.damage': 12 })
    const findings = (await read(a, '20A')).findings
    expect(findings.map(f => `${f.effect} ${f.code}`)).toEqual(['ask people-cases', 'block fire-damage'])
    const version = (e: string, r: ReportOut) => r.cells.find(c => c.element === e)?.version ?? 0
    const now = await read(a, '20A')
    await put(a, id, [
      { element: 'order.people', value: 3, reason: 'Hai vụ chưa rõ người', seen: version('order.people', now) },
      { element: 'fire.damage', value: 0, seen: version('fire.damage', now) },
    ])
    const sent = await a.call('POST', `/api/reports/${id}/submit`, {})
    expect(sent.body).toMatchObject({ state: 'submitted' })
    expect((await audit('report.submit')).length).toBe(1)
  })
  it('sent: no more typing; returned with a remark; sent again; accepted: locked', async () => {
    const { id } = await read(a, '20A')
    const cell = [{ element: 'fire.cases', value: 9, seen: 1 }]
    expect(code(await put(a, id!, cell))).toBe('report.sent')
    expect(code(await agency.call('POST', `/api/reports/${id}/return`, {}))).toBe('report.remark-needed')
    expect((await agency.call('POST', `/api/reports/${id}/return`, { remark: 'Xem lại số hộ sơ tán' })).status).toBe(
      200,
    )
    const due = (await a.call('GET', '/api/reports/due')).body as ReportDue[]
    expect(due.find(d => d.periodKey === '2025-H2')).toMatchObject({
      state: 'returned',
      remark: 'Xem lại số hộ sơ tán',
    })
    expect((await a.call('POST', `/api/reports/${id}/submit`, {})).status).toBe(200)
    expect((await agency.call('POST', `/api/reports/${id}/accept`, {})).body).toMatchObject({ state: 'accepted' })
    expect(code(await put(a, id!, cell))).toBe('report.locked')
    expect(code(await a.call('POST', `/api/reports/${id}/submit`, {}))).toBe('report.locked')
    expect(code(await agency.call('POST', `/api/reports/${id}/accept`, {}))).toBe('report.state')
    // the lock is in PostgreSQL too
    await expect(
      t.database.db.as({ userId: a.userId, units: [t.unit('20A')], watch: [], runId: 0 }, tx =>
        tx.query(
          `insert into report_values (run_id, report_id, element, value, version, at, by_id, by_name) values (0, $1, 'x', 1, 1, now(), $2, 'x')`,
          [id, a.userId],
        ),
      ),
    ).rejects.toThrow(/row-level security/)
  })
  it('reopened with a trace; a figure that changed since the acceptance shows what was accepted', async () => {
    const { id } = await read(a, '20A')
    t.setNow('2025-11-21T11:00:00+07:00')
    await agency.call('POST', `/api/reports/${id}/reopen`, { remark: 'Bổ sung vụ cháy ngày 20/11' })
    t.setNow('2025-11-21T11:05:00+07:00')
    const now = await read(a, '20A')
    expect(now.state).toBe('reopened')
    await put(a, id!, [
      { element: 'traffic.accidents', value: 6, seen: now.cells.find(c => c.element === 'traffic.accidents')!.version },
    ])
    const after = await read(agency, '20A')
    expect(after.cells.filter(c => c.accepted).map(c => [c.element, c.value, c.accepted?.value])).toEqual([
      ['traffic.accidents', 6, 5],
    ])
    expect(after.events.map(e => e.act)).toEqual(['submit', 'return', 'submit', 'accept', 'reopen'])
    expect(after.events.at(-1)).toMatchObject({ unit: 'Công an tỉnh', remark: 'Bổ sung vụ cháy ngày 20/11' })
    await a.call('POST', `/api/reports/${id}/submit`, {})
    await agency.call('POST', `/api/reports/${id}/accept`, {})
  })
})

describe('rolled up', () => {
  const query = '?form=anptt-six-month&period=2025-H2'
  it('says who has sent, n of N, and names who is missing', async () => {
    const o = (await agency.call('GET', `/api/reports/overview${query}`)).body as ReportOverview
    expect(o.counts).toEqual({ communes: 3, sent: 1, accepted: 1, waiting: 0, late: 0, cameLate: 0 })
    const traffic = o.totals.find(x => x.element === 'traffic.accidents')!
    expect(traffic).toMatchObject({ total: 6, n: 1, of: 3, missing: [{ name: 'B' }, { name: 'C' }] })
    // nothing of last year: no comparison is made up
    expect(traffic.lastYear).toMatchObject({ units: 0, vi: 'không đơn vị nào có cả hai kỳ' })
    expect((await provinceLeader.call('GET', `/api/reports/overview${query}`)).status).toBe(200)
  })
  it('after the deadline the silent ones are late, since when', async () => {
    await later('2025-12-19T18:00:00+07:00')
    const o = (await agency.call('GET', `/api/reports/overview${query}`)).body as ReportOverview
    expect(o.counts).toMatchObject({ sent: 1, late: 2 })
    expect(o.communes.map(c => `${c.name} ${c.stateVi}`)).toEqual([
      'A đã duyệt, khóa',
      'B đang nhập, quá hạn 3 ngày',
      'C chưa bắt đầu, quá hạn 3 ngày',
    ])
  })
  it('a sum is its parts, each traced to who typed it', async () => {
    await fillAll(b, '20B', { 'fire.cases': 2, 'fire.damage': 10.5 })
    const now = await read(b, '20B')
    await put(b, now.id!, [
      {
        element: 'animal.culled',
        value: null,
        notApplicable: true,
        reason: 'Không chăn nuôi',
        seen: now.cells.find(c => c.element === 'animal.culled')!.version,
      },
    ])
    expect((await b.call('POST', `/api/reports/${now.id}/submit`, {})).status).toBe(200)
    const trace = (await agency.call('GET', `/api/reports/consolidated/trace${query}`)).body as ReportTrace
    const fire = trace.sentences.find(s => s.code === 'fire')!
    expect(fire.text).toContain('02 vụ (2/3 xã, phường có số liệu')
    const damage = fire.figures.find(f => f.element === 'fire.damage')!
    expect(damage.units.map(u => `${u.name} ${u.value} ${u.by}`)).toEqual(['A 0 Cán bộ A', 'B 10.5 Cán bộ B'])
    expect(damage.total).toBe(damage.units.reduce((sum, u) => sum + u.value, 0))
    expect(trace.sentences.find(s => s.code === 'animal')!.figures[0]).toMatchObject({
      missing: [{ name: 'C' }],
      notApplicable: [{ name: 'B' }],
    })
    for (const s of trace.sentences)
      for (const f of s.figures) expect(f.units.length + f.missing.length + f.notApplicable.length).toBe(f.of)
  })
  it('a year later compares only communes that have both', async () => {
    await later('2026-12-10T08:00:00+07:00')
    const id = await fillAll(a, '20A', { 'fire.cases': 4, 'fire.damage': 1 }, '2026-H2')
    expect((await read(a, '20A', '2026-H2')).comparisons.find(c => c.element === 'fire.cases')).toMatchObject({
      vi: 'tăng 04',
      en: 'up 04',
    })
    await a.call('POST', `/api/reports/${id}/submit`, {})
    const c = await t.person('commune-officer', '20C')
    const other = await fillAll(c, '20C', {}, '2026-H2')
    await c.call('POST', `/api/reports/${other}/submit`, {})
    const o = (await agency.call('GET', '/api/reports/overview?form=anptt-six-month&period=2026-H2'))
      .body as ReportOverview
    expect(o.totals.find(x => x.element === 'fire.cases')).toMatchObject({
      total: 9,
      n: 2,
      lastYear: { now: 4, before: 0, units: 1, vi: 'tăng 04' },
    })
  })
})

describe('documents', () => {
  it('the commune’s report opens and holds the sentences', async () => {
    const { id } = await read(a, '20A', '2026-H2')
    const reply = await a.call('GET', `/api/reports/${id}/document.docx`)
    expect(reply.status).toBe(200)
    expect(decodeURIComponent(String(reply.headers['content-disposition']))).toContain(
      'Báo cáo 6 tháng cuối năm 2026 - Xã A.docx',
    )
    const { text } = readText(reply.raw, 'bao-cao.docx')
    expect(text).toContain('ỦY BAN NHÂN DÂN')
    expect(text).toContain('XÃ A')
    expect(text).toContain('xảy ra 04 vụ (tăng 04 vụ so với cùng kỳ năm 2025)')
    expect(text).toContain('đến ngày 10/12/2026, kỳ chưa kết thúc')
    expect(text).toContain('Tình hình chung của 20A.')
  })
  it('the consolidated report says n of N, names the missing and attributes narratives; nothing sent is refused', async () => {
    const reply = await agency.call('GET', '/api/reports/consolidated.docx?form=anptt-six-month&period=2025-H2')
    expect(reply.status).toBe(200)
    const { text } = readText(reply.raw, 'tong-hop.docx')
    expect(text).toContain('tổng hợp từ báo cáo của 2/3 xã, phường')
    expect(text).toContain('Chưa có báo cáo: C.')
    expect(text).toContain('Xã B: Dự báo tình hình của 20B.')
    expect(text).toContain('chưa gửi')
    expect(code(await agency.call('GET', '/api/reports/consolidated.docx?form=scam-weekly&period=2026-W40'))).toBe(
      'report.nothing-sent',
    )
  })
})

it('the audit chain holds', async () => {
  expect((await t.database.db.asSystem(tx => verifyAudit(tx))).faults).toEqual([])
})
