import { checkDocument, parseDocument, readText } from '@tusom/admin-docs'
import type {
  PlanDetail,
  ProgressReportDetail,
  ProgressReports,
  RegisterDetail,
  RegisterList,
  TaskList,
} from '@tusom/contract'
import { type ProgressDocument, progressDocument, type ProgressTexts } from '@tusom/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApp, type Person, type TestApp } from '../../testing/test-app.ts'
import { planText } from './plan-text.testing.ts'

let t: TestApp
let agency: Person
let leader: Person
let communeA: Person
let communeB: Person
let planId = 0
let reportId = 0
beforeAll(async () => {
  t = await createTestApp('2025-09-08T09:00:00+07:00')
  agency = await t.person('standing-agency', '20-CA', 'Cán bộ thường trực')
  leader = await t.person('leader', '20')
  communeA = await t.person('commune-officer', '20A', 'Cán bộ xã A')
  communeB = await t.person('commune-officer', '20B')
  await t.database.db.asSystem(tx => tx.query(`update sessions set expires_at = '2100-01-01'`))
  planId = ((await agency.call('POST', '/api/plans', { text: planText })).body as { id: number }).id
})
afterAll(() => t.close())

const errorOf = (reply: { status: number; body: unknown }) => [
  reply.status,
  (reply.body as { error: { code: string } }).error?.code,
]
const make = (who: Person, periodKey = '2025-H2') => who.call('POST', `/api/plans/${planId}/progress`, { periodKey })
const detail = async (who: Person, id: number) =>
  (await who.call('GET', `/api/progress-reports/${id}`)).body as ProgressReportDetail
const textOf = (d: ProgressReportDetail) => wordsOf(progressDocument(d.facts, d.texts as ProgressTexts, d.number))
const wordsOf = (doc: ProgressDocument) =>
  doc.body.flatMap(b => ('text' in b ? (typeof b.text === 'string' ? b.text : b.text.map(r => r.text).join('')) : []))
/** Faults of form. The line under a name of one letter cannot be half as long as it: no real unit is called so. */
const faultsOf = async (file: Buffer) =>
  (await checkDocument(file)).findings?.filter(f => f.rule !== 'ND30.II.2.issuer-line-length')
const audited = async () =>
  (
    await t.database.db.asSystem(tx =>
      tx.one<{ command: string }>('select command from audit_entries order by seq desc limit 1'),
    )
  ).command
const mine = async (who: Person) =>
  ((await who.call('GET', `/api/tasks?side=lead&plan=${planId}`)).body as TaskList).tasks

describe('writing a report', () => {
  it('401, 400, 404 come first; without work there is nothing to report', async () => {
    const url = `/api/plans/${planId}/progress`
    expect((await t.app.inject({ method: 'POST', url, payload: {} })).statusCode).toBe(401)
    expect(errorOf(await communeA.call('POST', url, { periodKey: 1 }))[0]).toBe(400)
    expect(errorOf(await make(communeA))).toEqual([404, 'not-found'])
    expect(errorOf(await make(agency, '2026-H1'))).toEqual([422, 'task.bad-period'])
    expect(errorOf(await make(agency))).toEqual([422, 'progress.no-tasks'])
    expect(errorOf(await agency.call('GET', '/api/progress-reports/99'))).toEqual([404, 'not-found'])
  })
  it('is the unit’s own, of what it leads; the same plan and period give the same report', async () => {
    const plan = (await agency.call('GET', `/api/plans/${planId}`)).body as PlanDetail
    const ids = plan.items.filter(i => i.kind === 'task' && i.unitIds.length).map(i => i.id)
    await agency.call('PATCH', `/api/plans/${planId}/items`, { ids, set: { state: 'confirmed' } })
    await agency.call('POST', `/api/plans/${planId}/assign`, {})
    const [task] = await mine(communeA)
    await communeA.call('POST', `/api/tasks/${task?.id}/state`, { state: 'doing' })
    await communeA.call('POST', `/api/tasks/${task?.id}/notes`, { text: 'Đã rà soát 1/2 thôn.', progress: 50 })
    await communeA.call('POST', `/api/tasks/${task?.id}/notes`, { text: 'Đề nghị cấp thêm 02 áo phao', ask: true })
    reportId = ((await make(communeA)).body as { id: number }).id
    expect(await audited()).toBe('progress-report.make')
    expect((await make(communeA)).body).toEqual({ id: reportId })
    const d = await detail(communeA, reportId)
    expect(d.facts).toMatchObject({ scope: 'own', unit: { fullName: 'Xã A' }, previous: null })
    expect(d.facts.lines.map(l => l.tasks.map(x => x.lead))).toEqual([['Xã A']])
    expect(d.texts.to).toBe('Ủy ban nhân dân tỉnh Thử (qua Công an tỉnh)')
    const words = textOf(d)
    expect(words).toContainEqual(
      expect.stringMatching(/đang thực hiện từ ngày 08\/09\/2025; tiến độ 50%; đã rà soát 1\/2 thôn/),
    )
    expect(words).toContainEqual(expect.stringMatching(/^Đề nghị cấp thêm 02 áo phao \(/))
  })
  it('every sentence that states something names the tasks and notes that it rests on', async () => {
    const d = await detail(communeA, reportId)
    const doc = progressDocument(d.facts, d.texts as ProgressTexts, d.number)
    const [task] = await mine(communeA)
    const notes = new Map(d.facts.lines.flatMap(l => l.tasks.flatMap(x => x.notes.map(n => [n.text, n.id]))))
    const why = (start: RegExp) =>
      doc.body.find(
        b => 'text' in b && start.test(typeof b.text === 'string' ? b.text : b.text.map(r => r.text).join('')),
      )?.why
    expect(why(/đang thực hiện từ/)).toEqual({ tasks: [task?.id], notes: [notes.get('Đã rà soát 1/2 thôn.')] })
    expect(why(/^Đề nghị cấp/)).toEqual({ tasks: [task?.id], notes: [notes.get('Đề nghị cấp thêm 02 áo phao')] })
    for (const block of doc.body.slice(0, -1)) if (block.type !== 'heading') expect(block.why).toBeDefined()
    expect(doc.annexes[0]?.rowTasks).toEqual([[task?.id]])
  })
  it('a late task is told with its days and the reason that was written down; without one the answer says so', async () => {
    t.setNow('2025-11-20T08:00:00+07:00')
    const [task] = await mine(communeA)
    expect(task?.due.kind).toBe('late')
    const late = async () => textOf(await detail(communeA, reportId)).find(w => /quá hạn từ ngày/.test(w)) ?? ''
    expect(await late()).not.toMatch(/nguyên nhân/)
    await communeA.call('POST', `/api/tasks/${task?.id}/notes`, { text: 'Đường vào thôn 2 bị sạt, chưa vào được.' })
    expect(await late()).toMatch(/nguyên nhân, tình hình: đường vào thôn 2 bị sạt, chưa vào được\./)
  })
  it('nobody else reads a draft; what is typed stands in the document, which has no fault of form', async () => {
    expect(errorOf(await communeB.call('GET', `/api/progress-reports/${reportId}`))).toEqual([403, 'rights.reach'])
    expect(errorOf(await agency.call('GET', `/api/progress-reports/${reportId}`))).toEqual([403, 'rights.reach'])
    expect((await leader.call('GET', `/api/progress-reports/${reportId}`)).status).toBe(200)
    const d = await detail(communeA, reportId)
    const texts = {
      ...d.texts,
      situation: 'Mưa lớn ba đợt trong tháng 9.',
      difficulties: '- Thiếu xuồng máy.\n+ Thôn 2 chỉ có một đường vào.',
      signer: { position: 'Phó Chủ tịch', name: 'Nông Văn Thử' },
    }
    expect(errorOf(await communeB.call('PUT', `/api/progress-reports/${reportId}`, texts))).toEqual([
      403,
      'rights.reach',
    ])
    expect((await communeA.call('PUT', `/api/progress-reports/${reportId}`, texts)).status).toBe(200)
    expect(await audited()).toBe('progress-report.write')
    const reply = await communeA.call('GET', `/api/progress-reports/${reportId}/document.docx`)
    expect(reply.status).toBe(200)
    expect(await faultsOf(reply.raw)).toEqual([])
    const doc = parseDocument(readText(reply.raw, 'x.docx').text ?? '')
    expect([doc.kind, doc.number, doc.basis, doc.signer]).toMatchObject([
      'BC',
      null,
      ['12/KH-UBND'],
      { prefix: 'KT. CHỦ TỊCH', position: 'PHÓ CHỦ TỊCH', name: 'Nông Văn Thử' },
    ])
  })
})

describe('the number', () => {
  it('comes from the register in one press, keeps the figures, and lets those above read', async () => {
    expect(errorOf(await communeB.call('POST', `/api/progress-reports/${reportId}/number`))).toEqual([
      403,
      'rights.reach',
    ])
    expect(errorOf(await communeA.call('POST', `/api/progress-reports/${reportId}/refresh`))).toEqual([
      409,
      'progress.not-numbered',
    ])
    expect((await communeA.call('POST', `/api/progress-reports/${reportId}/number`)).body).toEqual({
      number: '01/BC-UBND',
    })
    expect(await audited()).toBe('progress-report.number')
    expect(errorOf(await communeA.call('POST', `/api/progress-reports/${reportId}/number`))).toEqual([
      409,
      'register.numbered',
    ])
    const reply = await agency.call('GET', `/api/progress-reports/${reportId}/document.docx`)
    const doc = parseDocument(readText(reply.raw, 'x.docx').text ?? '')
    expect([doc.number, doc.date]).toEqual(['01/BC-UBND', '2025-11-20'])
    expect(await faultsOf(reply.raw)).toEqual([])
    expect(errorOf(await communeB.call('GET', `/api/progress-reports/${reportId}`))).toEqual([403, 'rights.reach'])
    const book = (await communeA.call('GET', '/api/register')).body as RegisterList
    const entry = (await communeA.call('GET', `/api/register/${book.entries[0]?.id}`)).body as RegisterDetail
    expect([entry.entry.title, entry.restsOn.map(l => l.number)]).toEqual([
      expect.stringMatching(/^Kết quả 6\s*tháng cuối năm 2025 thực hiện Kế hoạch số 12\/KH-UBND/),
      ['12/KH-UBND'],
    ])
  })
  it('what is done afterwards changes it only when somebody takes the figures anew', async () => {
    const [task] = await mine(communeA)
    await communeA.call('POST', `/api/tasks/${task?.id}/state`, { state: 'done' })
    expect((await detail(communeA, reportId)).facts.lines[0]?.tasks[0]?.state).toBe('doing')
    expect((await communeA.call('POST', `/api/progress-reports/${reportId}/refresh`)).status).toBe(200)
    expect(await audited()).toBe('progress-report.refresh')
    const d = await detail(communeA, reportId)
    expect([d.facts.lines[0]?.tasks[0]?.state, d.number?.sequence]).toEqual(['done', 1])
    expect(textOf(d)).toContainEqual(
      expect.stringMatching(/hoàn thành ngày 20\/11\/2025, chậm \d+ ngày so với thời hạn/),
    )
  })
  it('the next report says what came since the last', async () => {
    t.setNow('2026-01-10T08:00:00+07:00')
    const next = ((await make(communeA, '2025')).body as { id: number }).id
    expect(textOf(await detail(communeA, next))).toContainEqual(
      expect.stringMatching(
        /^So với Báo cáo số 01\/BC-UBND \(6 tháng cuối năm 2025: hoàn thành 1\/1\), số nhiệm vụ hoàn thành không đổi/,
      ),
    )
  })
})

describe('the whole plan', () => {
  it('its office reports on every unit: how many of how many, who is late and since when', async () => {
    const id = ((await make(agency, '2025')).body as { id: number }).id
    const d = await detail(agency, id)
    expect(d.facts.scope).toBe('whole')
    expect(textOf(d)).toContainEqual(
      expect.stringMatching(/1\/3 đơn vị hoàn thành \(33,3%\).*quá hạn: Xã B \(chậm \d+ ngày\), Xã C/),
    )
    const reply = await agency.call('GET', `/api/progress-reports/${id}/document.docx`)
    expect(await faultsOf(reply.raw)).toEqual([])
    const list = (await agency.call('GET', `/api/plans/${planId}/progress`)).body as ProgressReports
    expect(list.reports.map(r => [r.unit.fullName, r.number, r.mine])).toEqual([
      ['Xã A', '01/BC-UBND', false],
      ['Công an tỉnh', null, true],
    ])
  })
})
