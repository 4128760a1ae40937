import type { ReportDaysOff, ReportFormList } from '@tusom/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApp, type Person, type TestApp } from '../../testing/test-app.ts'

let t: TestApp
let agency: Person
let officer: Person
beforeAll(async () => {
  t = await createTestApp('2025-11-21T10:00:00+07:00')
  agency = await t.person('standing-agency', '20-CA', 'Triệu Quang Huy')
  officer = await t.person('commune-officer', '20A')
})
afterAll(() => t.close())

const code = (reply: { body: unknown }) => (reply.body as { error: { code: string } }).error?.code
const due = async () =>
  ((await officer.call('GET', '/api/reports/forms')).body as ReportFormList)
    .find(f => f.code === 'anptt-six-month')
    ?.periods.find(p => p.key === '2025-H2')?.dueAt
const day = '/api/reports/days-off/2025-12-15'

describe('days off', () => {
  it('are entered by who keeps the forms, nobody else', async () => {
    expect((await t.app.inject({ method: 'PUT', url: day, payload: {} })).statusCode).toBe(401)
    expect((await agency.call('PUT', day, { kind: 'feast', name: 'x' })).status).toBe(400)
    expect(code(await officer.call('PUT', day, { kind: 'holiday', name: 'x' }))).toBe('rights.role')
    expect(code(await agency.call('DELETE', day))).toBe('not-found')
  })
  it('move every deadline of working days, a Saturday worked in exchange brings it back; the audit says who', async () => {
    // the half-year ends on Sunday 14/12/2025: two working days are Monday and Tuesday
    expect(await due()).toBe('2025-12-16T10:00:00.000Z')
    expect((await agency.call('PUT', day, { kind: 'holiday', name: 'Nghỉ bù' })).status).toBe(200)
    expect(await due()).toBe('2025-12-17T10:00:00.000Z')
    await agency.call('PUT', '/api/reports/days-off/2025-12-17', { kind: 'holiday', name: 'Nghỉ' })
    await agency.call('PUT', '/api/reports/days-off/2025-12-18', { kind: 'holiday', name: 'Nghỉ' })
    await agency.call('PUT', '/api/reports/days-off/2025-12-19', { kind: 'holiday', name: 'Nghỉ' })
    await agency.call('PUT', '/api/reports/days-off/2025-12-20', { kind: 'workday', name: 'Làm bù' })
    expect(await due()).toBe('2025-12-20T10:00:00.000Z')
    const list = (await officer.call('GET', '/api/reports/days-off')).body as ReportDaysOff
    expect(list.mayKeep).toBe(false)
    expect(list.days.map(d => [d.day, d.kind, d.by])[0]).toEqual(['2025-12-15', 'holiday', 'Triệu Quang Huy'])
    const audit = await t.database.db.asSystem(tx =>
      tx.query<{ subject: string }>(`select subject from audit_entries where command = 'report-day.keep' order by seq`),
    )
    expect(audit[0]?.subject).toBe('report-day/2025-12-15')
    // Monday and Tuesday again
    expect((await agency.call('DELETE', day)).status).toBe(200)
    expect(await due()).toBe('2025-12-16T10:00:00.000Z')
  })
})
