import { parseDocument, readText } from '@tusom/admin-docs'
import type {
  OwnPlanDetail,
  OwnPlanList,
  PlanCoverage,
  PlanDetail,
  PlanObjectives,
  RegisterDetail,
  RegisterList,
  TaskList,
} from '@tusom/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApp, type Person, type TestApp } from '../../testing/test-app.ts'
import { turnTaskClock } from '../tasks/task-clock.ts'
import { parseInWorker, parseLimits } from './parse-in-worker.ts'
import { planText } from './plan-text.testing.ts'

let t: TestApp
let agency: Person
let leader: Person
let communeA: Person
let communeB: Person
let health: Person
let planId = 0
let plan: PlanDetail
beforeAll(async () => {
  t = await createTestApp('2025-09-08T09:00:00+07:00')
  agency = await t.person('standing-agency', '20-CA', 'Cán bộ thường trực')
  leader = await t.person('leader', '20')
  communeA = await t.person('commune-officer', '20A', 'Cán bộ xã A')
  communeB = await t.person('commune-officer', '20B')
  health = await t.person('department-officer', '20-YT')
  // the clock moves by months here; nobody signs in anew
  await t.database.db.asSystem(tx => tx.query(`update sessions set expires_at = '2100-01-01'`))
  planId = ((await agency.call('POST', '/api/plans', { text: planText })).body as { id: number }).id
  plan = (await agency.call('GET', `/api/plans/${planId}`)).body as PlanDetail
})
afterAll(() => t.close())

const errorOf = (reply: { status: number; body: unknown }) => [
  reply.status,
  (reply.body as { error: { code: string } }).error?.code,
]
const ask = (who: Person, units: string[], dueOn = '2025-09-30') =>
  who.call('POST', `/api/plans/${planId}/ask`, { unitIds: units.map(t.unit), dueOn })
const mine = async (who: Person) => ((await who.call('GET', '/api/own-plans')).body as OwnPlanList).plans
const detail = async (who: Person, id: number) => (await who.call('GET', `/api/own-plans/${id}`)).body as OwnPlanDetail
const coverage = async (who: Person) => (await who.call('GET', `/api/plans/${planId}/coverage`)).body as PlanCoverage
let ownA = 0

describe('asking for own plans', () => {
  it('401, 400, 403 come first; nobody asks the own unit or another province', async () => {
    expect((await t.app.inject({ method: 'POST', url: `/api/plans/${planId}/ask`, payload: {} })).statusCode).toBe(401)
    expect(errorOf(await agency.call('POST', `/api/plans/${planId}/ask`, { unitIds: [], dueOn: 'x' }))[0]).toBe(400)
    expect(errorOf(await ask(communeA, ['20B']))).toEqual([403, 'rights.reach'])
    expect(errorOf(await ask(agency, ['20-CA']))).toEqual([422, 'own-plan.self'])
    expect(errorOf(await ask(agency, ['19A']))).toEqual([403, 'task.lead-outside'])
    expect(errorOf(await ask(agency, ['20A'], '2025-09-01'))).toEqual([422, 'own-plan.due-past'])
  })
  it('each unit sees its own and nobody else’s; asking again only moves the day', async () => {
    expect((await ask(agency, ['20A', '20B', '20-YT'])).body).toEqual({ asked: 3, changed: 0 })
    expect((await ask(agency, ['20A'], '2025-10-05')).body).toEqual({ asked: 0, changed: 1 })
    const list = await mine(communeA)
    expect(list.map(p => [p.unit.fullName, p.state, p.dueOn, p.mayWrite, p.mayReview])).toEqual([
      ['Xã A', 'asked', '2025-10-05', true, false],
    ])
    ownA = list[0]?.id as number
    expect((await mine(agency)).length).toBe(3)
    expect(errorOf(await communeB.call('GET', `/api/own-plans/${ownA}`))).toEqual([403, 'rights.reach'])
    // it reads the plan that it has to carry out
    expect((await communeA.call('GET', `/api/plans/${planId}`)).status).toBe(200)
  })
})

const line = (itemId: number, over = {}) => ({
  itemId,
  title: 'Rà soát hộ ở nơi nguy hiểm và gửi danh sách',
  lead: 'Công an xã',
  cooperating: 'Trưởng các thôn',
  due: '2025-10-20',
  product: 'Danh sách',
  figure: '2 thôn',
  cost: 5_000_000,
  ...over,
})
const draft = (lines: object[]) => ({
  title: 'Phòng ngừa lũ, sạt lở đất năm 2025 trên địa bàn xã A',
  purpose: 'Không để ai ở lại nơi nguy hiểm.',
  lines,
  signer: { position: 'CHỦ TỊCH', name: 'Nông Văn Thử' },
})
const focal = { name: 'Hoàng Thị Đầu Mối', post: 'Phó Chủ tịch UBND xã' }
const save = (who: Person, id: number, lines: object[], f = focal) =>
  who.call('PUT', `/api/own-plans/${id}/draft`, { focal: f, draft: draft(lines) })

describe('a commune writes its plan from the province’s', () => {
  it('is offered what is its own: work of all communes and the objectives', async () => {
    const d = await detail(communeA, ownA)
    expect(d.items.map(i => [i.kind, i.part])).toEqual([
      ['task', 'lead'],
      ['objective', 'all'],
    ])
    expect(d.draft).toMatchObject({ title: plan.plan.title, lines: [] })
    expect(d.number).toBeNull()
  })
  it('what is not its own, and filing without a person or without anything chosen, is refused', async () => {
    const health = plan.items.find(i => i.unitText === 'Sở Y tế')?.id as number
    expect(errorOf(await save(communeA, ownA, [line(health)]))).toEqual([422, 'own-plan.line-unknown'])
    expect(errorOf(await save(communeB, ownA, []))).toEqual([403, 'rights.reach'])
    expect(errorOf(await save(agency, ownA, []))).toEqual([403, 'rights.reach'])
    const file = () => communeA.call('POST', `/api/own-plans/${ownA}/file`, {})
    expect(errorOf(await file())).toEqual([422, 'own-plan.no-focal'])
    expect((await save(communeA, ownA, [])).status).toBe(200)
    expect(errorOf(await file())).toEqual([422, 'own-plan.nothing-chosen'])
  })
  it('comes out as a Word document of the commune, numbered by its register, that names what it carries out', async () => {
    const d = await detail(communeA, ownA)
    await save(communeA, ownA, [line(d.items[0]?.id as number)])
    const taken = await communeA.call('POST', '/api/register', {
      direction: 'out',
      kind: 'KH',
      code: 'KH-UBND',
      title: 'Phòng ngừa lũ, sạt lở đất năm 2025',
      source: { kind: 'own-plan', id: ownA },
    })
    expect(taken.status).toBe(200)
    const reply = await communeA.call('GET', `/api/own-plans/${ownA}/draft.docx`)
    expect(reply.status).toBe(200)
    const doc = parseDocument(readText(reply.raw, 'x.docx').text ?? '')
    expect([doc.kind, doc.number, doc.date, doc.basis]).toEqual(['KH', '01/KH-UBND', '2025-09-08', ['12/KH-UBND']])
    expect(doc.assignments.flatMap(a => a.tasks.map(x => [a.unit, x.due]))).toContainEqual(['Công an xã', '2025-10-20'])
    // a draft is the unit's own business
    expect(errorOf(await agency.call('GET', `/api/own-plans/${ownA}/draft.docx`))).toEqual([403, 'rights.reach'])
    expect((await detail(agency, ownA)).draft.lines).toEqual([])
  })
})

describe('filing and review', () => {
  it('filed, it is a document of its own that the reviewer reads; filing over a review is refused', async () => {
    const filed = await communeA.call('POST', `/api/own-plans/${ownA}/file`, { note: 'lần đầu' })
    expect(filed.body).toMatchObject({ version: 1 })
    const documentId = (filed.body as { documentId: number }).documentId
    const there = (await agency.call('GET', `/api/plans/${documentId}`)).body as PlanDetail
    expect(there.plan).toMatchObject({ number: '01/KH-UBND', kind: 'KH', mayEdit: false })
    expect(errorOf(await communeA.call('POST', `/api/own-plans/${ownA}/file`, {}))).toEqual([409, 'own-plan.waiting'])
    expect(errorOf(await communeB.call('GET', `/api/plans/${documentId}`))).toEqual([403, 'rights.reach'])
    // the book of the commune holds it under its number, with the plan that it carries out
    const book = (await communeA.call('GET', '/api/register')).body as RegisterList
    expect(book.entries.map(e => [e.number, e.documentId])).toEqual([['01/KH-UBND', documentId]])
    expect(book.loose).toEqual([])
    const entry = (await communeA.call('GET', `/api/register/${book.entries[0]?.id}`)).body as RegisterDetail
    expect(entry.restsOn.map(l => [l.kind, l.number])).toEqual([['carries-out', '12/KH-UBND']])
    // the commune can give its own plan to its hamlets
    expect(((await communeA.call('GET', `/api/plans/${documentId}`)).body as PlanDetail).plan.mayEdit).toBe(true)
  })
  it('nobody judges the own plan; returning says why; then it comes again as version 2 and is accepted', async () => {
    const judge = (who: Person, act: string, remark?: string) =>
      who.call('POST', `/api/own-plans/${ownA}/${act}`, remark === undefined ? {} : { remark })
    expect(errorOf(await judge(communeA, 'accept'))).toEqual([403, 'rights.reach'])
    expect(errorOf(await judge(health, 'accept'))).toEqual([403, 'rights.reach'])
    expect(errorOf(await judge(agency, 'return'))).toEqual([422, 'own-plan.remark-missing'])
    expect((await judge(agency, 'return', 'Thiếu mục tiêu 100 % thôn')).status).toBe(200)
    expect((await coverage(agency)).items.every(i => i.covered === 0)).toBe(true)
    const d = await detail(communeA, ownA)
    await save(
      communeA,
      ownA,
      d.items.map(i => line(i.id, { title: i.title })),
    )
    expect((await communeA.call('POST', `/api/own-plans/${ownA}/file`, { note: 'bổ sung' })).body).toMatchObject({
      version: 2,
    })
    expect((await judge(leader, 'accept')).status).toBe(200)
    expect(errorOf(await judge(agency, 'accept'))).toEqual([409, 'own-plan.not-filed'])
    const after = await detail(agency, ownA)
    // the book holds the version that stands; the one before is no loose paper
    const book = (await communeA.call('GET', '/api/register')).body as RegisterList
    expect([book.entries[0]?.documentId, book.loose]).toEqual([after.ownPlan.documentId, []])
    expect(after.versions.map(v => [v.version, v.covers, v.note])).toEqual([
      [2, 2, 'bổ sung'],
      [1, 1, 'lần đầu'],
    ])
    expect(after.events.map(e => e.act)).toEqual(['accept', 'file', 'return', 'file', 'due', 'ask'])
  })
  it('coverage names who carries out what, who left it out, who has filed nothing, and whom nobody asked', async () => {
    const c = await coverage(agency)
    expect(c.totals).toMatchObject({ asked: 3, filed: 1, accepted: 1, late: 0 })
    const communes = c.items.find(i => i.unitText.startsWith('Ủy ban nhân dân các xã'))
    expect(communes).toMatchObject({ expected: 2, covered: 1, gaps: [] })
    expect(communes?.unfiled.map(u => u.fullName)).toEqual(['Xã B'])
    expect(c.notAsked.map(u => u.fullName)).toEqual(['Xã C'])
    // a commune sees its own line of it
    expect((await coverage(communeA)).units.map(u => u.unit.fullName)).toEqual(['Xã A'])
  })
  it('an uploaded plan of its own can be filed instead; another’s cannot', async () => {
    const own = (await mine(communeB))[0]?.id as number
    await save(communeB, own, [])
    const text = planText.replace('TỈNH THỬ', 'XÃ B').replace('12/KH-UBND', '03/KH-UBND')
    const mineToo = (await communeB.call('POST', '/api/plans', { text })).body as { id: number }
    const file = (documentId: number) => communeB.call('POST', `/api/own-plans/${own}/file`, { documentId })
    expect(errorOf(await file(planId))).toEqual([422, 'own-plan.document'])
    expect((await file(mineToo.id)).body).toEqual({ documentId: mineToo.id, version: 1 })
    expect((await agency.call('GET', `/api/plans/${mineToo.id}`)).status).toBe(200)
  })
  it('who is late with the plan, and what waits for review, is in the digests', async () => {
    t.setNow('2025-10-02T08:00:00+07:00')
    await turnTaskClock(t.app.ctx, 0)
    type Digests = { digests: { ownPlans: { lines: { what: string; unit: { fullName: string } }[] } }[] }
    const lines = async (who: Person) =>
      ((await who.call('GET', '/api/digests')).body as Digests).digests[0]?.ownPlans.lines.map(l => [
        l.what,
        l.unit.fullName,
      ])
    expect(await lines(health)).toEqual([['late', 'Sở Y tế']])
    expect(await lines(agency)).toEqual([['review', 'Xã B']])
  })
  it('lines of its own become tasks that it gives itself; an amendment changes them, and cancels what it leaves out', async () => {
    const own = (await mine(health))[0]?.id as number
    const named = (await detail(health, own)).items[0]?.id as number
    const extra = (key: string, title: string, due: string | null = null) => line(0, { itemId: null, key, title, due })
    const file = async (lines: object[]) => {
      expect((await save(health, own, [line(named), ...lines])).status).toBe(200)
      return (await health.call('POST', `/api/own-plans/${own}/file`, {})).status
    }
    expect(errorOf(await save(health, own, [extra('r1', 'Một việc'), extra('r1', 'Việc khác')]))).toEqual([
      422,
      'own-plan.line-twice',
    ])
    expect(await file([extra('r1', 'Tập huấn sơ cứu cho trạm y tế', '2025-10-10'), extra('r2', 'Mua thêm cáng')])).toBe(
      200,
    )
    const tasks = async () =>
      ((await health.call('GET', `/api/tasks?side=lead&plan=${planId}`)).body as TaskList).tasks
        .filter(x => x.source.ownPlanId === own)
        .map(x => [x.title, x.state, x.dueAt?.slice(0, 10) ?? null])
    expect(await tasks()).toEqual([
      ['Tập huấn sơ cứu cho trạm y tế', 'assigned', '2025-10-10'],
      ['Mua thêm cáng', 'assigned', null],
    ])
    // they are no work of the province's plan: its coverage counts what it names
    expect((await coverage(agency)).items.find(i => i.unitText === 'Sở Y tế')).toMatchObject({ expected: 1 })
    await agency.call('POST', `/api/own-plans/${own}/return`, { remark: 'Bỏ việc mua cáng' })
    expect(await file([extra('r1', 'Tập huấn sơ cứu cho trạm y tế', '2025-10-15')])).toBe(200)
    expect(await tasks()).toEqual([
      ['Tập huấn sơ cứu cho trạm y tế', 'assigned', '2025-10-15'],
      ['Mua thêm cáng', 'cancelled', null],
    ])
    await agency.call('POST', `/api/own-plans/${own}/accept`, {})
  })
})

describe('objectives', () => {
  it('are measured each period by those who answer for them', async () => {
    const goal = plan.items.find(i => i.kind === 'objective')
    await agency.call('PATCH', `/api/plans/${planId}/items`, {
      ids: [goal?.id],
      set: { unitIds: [t.unit('20A'), t.unit('20B')], state: 'confirmed' },
    })
    await agency.call('POST', `/api/plans/${planId}/assign`, {})
    const measure = async (who: Person, periodKey: string, value: number) => {
      const { tasks } = (await who.call('GET', `/api/tasks?side=lead&plan=${planId}`)).body as TaskList
      const task = tasks.find(x => x.target !== null)
      return (await who.call('POST', `/api/tasks/${task?.id}/measures`, { periodKey, value })).status
    }
    expect(await measure(communeA, '2025-Q3', 60)).toBe(200)
    expect(await measure(communeA, '2025-Q4', 100)).toBe(200)
    expect(await measure(communeB, '2025-Q4', 75)).toBe(200)
    const found = (await agency.call('GET', `/api/plans/${planId}/objectives`)).body as PlanObjectives
    expect(found.periods.map(p => p.key)).toEqual(['2025-Q3', '2025-Q4'])
    expect(found.rows).toMatchObject([
      {
        units: 2,
        target: { value: 100 },
        cells: [
          { periodKey: '2025-Q3', told: 1, reached: 0, least: 60, most: 60 },
          { periodKey: '2025-Q4', told: 2, reached: 1, least: 75, most: 100 },
        ],
      },
    ])
  })
})

describe('documents of other kinds', () => {
  const letter = `ỦY BAN NHÂN DÂN\nTỈNH THỬ\nSố: 512/UBND-NC\nV/v báo cáo kết quả rà soát ngầm, tràn\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nThử, ngày 05 tháng 9 năm 2025\n\nKính gửi:\n- Sở Y tế;\n- Ủy ban nhân dân các xã, phường.\n\nThực hiện Kế hoạch số 12/KH-UBND ngày 05/9/2025 của UBND tỉnh, Chủ tịch UBND tỉnh yêu cầu:\n1. Sở Y tế rà soát cơ số thuốc tại các trạm y tế, hoàn thành trước ngày 20/12/2025.\n2. Ủy ban nhân dân các xã, phường kiểm tra ngầm, tràn trên địa bàn.\nCác đơn vị báo cáo kết quả về UBND tỉnh (qua Công an tỉnh) trước ngày 30/12/2025 để tổng hợp./.\n\nNơi nhận:\n- Như trên;\n- Lưu: VT, NC.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Văn A\n`
  it('a letter that asks for a report gives a request with its deadline, for all to whom it goes', async () => {
    const { id } = (await agency.call('POST', '/api/plans', { text: letter })).body as { id: number }
    const d = (await agency.call('GET', `/api/plans/${id}`)).body as PlanDetail
    expect(d.plan).toMatchObject({ kind: 'CV', addressees: { length: 2 }, basis: ['12/KH-UBND'] })
    const request = d.items.find(i => i.kind === 'report-request')
    expect(request).toMatchObject({ due: '2025-12-30', dueText: 'trước ngày 30/12/2025' })
    expect(request?.unitIds.length).toBe(4)
    expect(d.text.slice(request?.start, request?.end)).toBe(request?.sentence)
    await agency.call('PATCH', `/api/plans/${id}/items`, { ids: [request?.id], set: { state: 'confirmed' } })
    await agency.call('POST', `/api/plans/${id}/assign`, {})
    const { tasks } = (await communeA.call('GET', `/api/tasks?side=lead&plan=${id}`)).body as TaskList
    expect(tasks).toMatchObject([
      { product: 'Báo cáo', source: { reportRequest: true, documentNumber: '512/UBND-NC' } },
    ])
  })
  it('read by a commune, its part is its own', async () => {
    const { id } = (await communeA.call('POST', '/api/plans', { text: letter })).body as { id: number }
    const d = (await communeA.call('GET', `/api/plans/${id}`)).body as PlanDetail
    expect(d.items.find(i => i.kind === 'report-request')?.unitIds).toEqual([t.unit('20A')])
  })
  it('a document that takes too long or too much is refused, and the server goes on', async () => {
    // long enough that no machine has read it after a millisecond
    const long = `${planText}\n`.repeat(900)
    await expect(parseInWorker({ text: long }, { ...parseLimits, ms: 1 })).rejects.toMatchObject({
      code: 'plan.too-heavy',
    })
    await expect(parseInWorker({ text: long }, { ...parseLimits, memoryMb: 8 })).rejects.toMatchObject({
      code: 'plan.too-heavy',
    })
    expect((await parseInWorker({ text: planText })).doc.number).toBe('12/KH-UBND')
  })
})
