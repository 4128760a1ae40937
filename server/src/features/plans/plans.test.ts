import type { PlanDetail, PlanItemOut } from '@tusom/contract'
import { verifyAudit } from '@tusom/store'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApp, type Person, type TestApp } from '../../testing/test-app.ts'
import { planText } from './plan-text.testing.ts'

let t: TestApp
let agency: Person
let leader: Person
let communeA: Person
let health: Person
beforeAll(async () => {
  t = await createTestApp()
  agency = await t.person('standing-agency', '20-CA')
  leader = await t.person('leader', '20')
  communeA = await t.person('commune-officer', '20A')
  health = await t.person('department-officer', '20-YT')
})
afterAll(() => t.close())

const count = (table: string) =>
  t.database.db.asSystem(async tx => (await tx.one<{ n: number }>(`select count(*)::int as n from ${table}`)).n)
const lastAudit = () =>
  t.database.db.asSystem(tx =>
    tx.one<{ command: string; subject: string }>(
      'select command, subject from audit_entries order by seq desc limit 1',
    ),
  )
const file = (name: string, bytes: Buffer | string) => {
  const edge = 'x-edge-x'
  return {
    body: Buffer.concat([
      Buffer.from(
        `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`,
      ),
      Buffer.from(bytes),
      Buffer.from(`\r\n--${edge}--\r\n`),
    ]),
    headers: { 'content-type': `multipart/form-data; boundary=${edge}` },
  }
}
const sendFile = (who: Person, name: string, bytes: Buffer | string) => {
  const f = file(name, bytes)
  return who.call('POST', '/api/plans', f.body, f.headers)
}
const errorOf = (reply: { status: number; body: unknown }) => [
  reply.status,
  (reply.body as { error: { code: string } }).error?.code,
]
const detail = async (who: Person, id: number): Promise<PlanDetail> =>
  (await who.call('GET', `/api/plans/${id}`)).body as PlanDetail
const item = (plan: PlanDetail, start: string) =>
  plan.items.find(i => i.state !== 'dropped' && i.text.startsWith(start)) as PlanItemOut

describe('POST /api/plans', () => {
  it('401 without a session', async () => {
    const reply = await t.app.inject({ method: 'POST', url: '/api/plans', payload: { text: planText } })
    expect(reply.statusCode).toBe(401)
  })
  it('400 for an envelope that is none, 403 for a hamlet head', async () => {
    expect(errorOf(await agency.call('POST', '/api/plans', { words: 'x' }))).toEqual([400, 'request.invalid'])
    expect(errorOf(await agency.call('POST', '/api/plans', { text: '' }))).toEqual([400, 'request.invalid'])
    const head = await t.person('hamlet-head', '20A-T01')
    expect(errorOf(await head.call('POST', '/api/plans', { text: planText }))).toEqual([403, 'rights.role'])
  })
  it('a document marked secret is refused at the door, and nothing of it is stored', async () => {
    const before = [await count('documents'), await count('plan_items'), await count('audit_entries')]
    for (const mark of ['MẬT', 'TỐI MẬT', 'TUYỆT MẬT']) {
      const secret = planText.replace('Số: 12/KH-UBND', `${mark}\nSố: 12/KH-UBND`)
      for (const reply of [
        await agency.call('POST', '/api/plans', { text: secret }),
        await sendFile(agency, 'ke-hoach.txt', secret),
      ]) {
        expect(errorOf(reply)).toEqual([422, 'plan.secret'])
        expect((reply.body as { error: { message: string } }).error.message).toContain(`«${mark}»`)
      }
    }
    expect([await count('documents'), await count('plan_items'), await count('audit_entries')]).toEqual(before)
  })
  it.each([
    ['ke-hoach.docx', 'PK\u0003\u0004 cut short'],
    ['ke-hoach.doc', '\u00d0\u00cf\u0011\u00e0 old word'],
    ['ke-hoach.pdf', '%PDF-1.7'],
    ['anh.png', '\u0089PNG'],
    ['ke-hoach.txt', '\u00ff\u00c0\u00c1 not utf-8'],
  ])('a file that cannot be read (%s) gets one sentence', async (name, bytes) => {
    const reply = await sendFile(agency, name, Buffer.from(bytes, 'latin1'))
    expect(errorOf(reply)).toEqual([422, 'plan.unreadable'])
    const { message, messageEn } = (reply.body as { error: { message: string; messageEn: string } }).error
    expect(message.length).toBeGreaterThan(20)
    expect(messageEn.length).toBeGreaterThan(20)
  })
  it('an empty text is refused', async () => {
    expect(errorOf(await sendFile(agency, 'trong.txt', ' \n 12 \n'))).toEqual([422, 'plan.empty'])
  })
})

describe('a plan from reading to tasks', () => {
  let id = 0
  it('is read into items with their units, doubts and sentences, and its upload is audited', async () => {
    const reply = await sendFile(agency, 'ke-hoach.txt', planText)
    expect(reply.status).toBe(200)
    expect(reply.body).toMatchObject({ already: false, items: 5 })
    id = (reply.body as { id: number }).id
    expect(await lastAudit()).toEqual({ command: 'plan.upload', subject: `plan/${id}` })
    const plan = await detail(agency, id)
    expect(plan.plan).toMatchObject({ number: '12/KH-UBND', kind: 'KH', date: '2025-09-05', mayEdit: true })
    for (const i of plan.items) expect(plan.text.slice(i.start, i.end)).toBe(i.sentence)
    expect(plan.items.map(i => [i.unitText, i.how, i.unitIds.length, i.doubts])).toEqual([
      ['Sở Y tế', 'name', 1, []],
      ['Sở Y tế', 'name', 1, ['vague']],
      ['Hội Bạn đọc tỉnh', 'none', 0, ['unit-open']],
      ['Ủy ban nhân dân các xã, phường', 'group', 3, ['due-past', 'several']],
      ['', 'none', 0, ['goal-without-lead']],
    ])
    expect(item(plan, 'Chủ trì').cooperating.map(u => u.fullName)).toEqual(['Sở Nông nghiệp và Môi trường'])
  })
  it('the same text again is not stored twice', async () => {
    const again = await agency.call('POST', '/api/plans', { text: planText })
    expect(again.body).toMatchObject({ id, already: true })
    expect(await count('documents')).toBe(1)
  })
  it('before it is given, it is seen by its owner and those above, and changed by neither a sibling nor a commune', async () => {
    expect((await leader.call('GET', `/api/plans/${id}`)).status).toBe(200)
    for (const who of [health, communeA]) {
      expect(errorOf(await who.call('GET', `/api/plans/${id}`))).toEqual([403, 'rights.reach'])
      expect((await who.call('GET', '/api/plans')).body).toEqual({ plans: [] })
      expect(errorOf(await who.call('POST', `/api/plans/${id}/assign`))).toEqual([403, 'rights.reach'])
    }
    expect(errorOf(await agency.call('GET', '/api/plans/999999'))).toEqual([404, 'not-found'])
    expect(errorOf(await agency.call('POST', `/api/plans/${id}/assign`))).toEqual([422, 'plan.nothing-to-assign'])
  })
  it('an item without a lead is not confirmed; one is chosen for it', async () => {
    const plan = await detail(agency, id)
    const open = item(plan, 'Vận động')
    const patch = (ids: number[], set: object) => agency.call('PATCH', `/api/plans/${id}/items`, { ids, set })
    expect(errorOf(await patch([open.id], { state: 'confirmed' }))).toEqual([422, 'plan.no-lead'])
    expect(errorOf(await patch([open.id], {}))).toEqual([400, 'request.invalid'])
    expect(errorOf(await patch([open.id, 999999], { state: 'dropped' }))).toEqual([404, 'not-found'])
    expect(errorOf(await patch([open.id], { unitIds: [999999] }))).toEqual([422, 'task.unknown-unit'])
    const done = await patch([open.id], { unitIds: [t.unit('20-NN')], state: 'confirmed' })
    expect(done.body).toMatchObject({ items: [{ how: 'chosen', state: 'confirmed', doubts: [] }], undoable: 1 })
    expect(await lastAudit()).toEqual({ command: 'plan.change', subject: `plan/${id}` })
  })
  it('splitting gives two items with a deadline each; undo gives the one back; merging joins them', async () => {
    const whole = item(await detail(agency, id), 'Xây dựng kế hoạch')
    const at = whole.text.indexOf(';') + 1
    const split = () => agency.call('POST', `/api/plans/${id}/items/${whole.id}/split`, { at })
    expect(errorOf(await agency.call('POST', `/api/plans/${id}/items/${whole.id}/split`, { at: 1 }))).toEqual([
      422,
      'plan.bad-split',
    ])
    expect(((await split()).body as { items: PlanItemOut[] }).items.map(i => i.due)).toEqual([
      '2025-09-30',
      '2025-11-15',
    ])
    expect((await agency.call('POST', `/api/plans/${id}/undo`)).status).toBe(200)
    expect(item(await detail(agency, id), 'Xây dựng kế hoạch')).toEqual(whole)
    const [a, b] = ((await split()).body as { items: PlanItemOut[] }).items as [PlanItemOut, PlanItemOut]
    const merged = await agency.call('POST', `/api/plans/${id}/items/merge`, { ids: [a.id, b.id] })
    expect((merged.body as { items: PlanItemOut[] }).items.map(i => [i.state, i.due, i.mergedInto])).toEqual([
      ['found', '2025-11-15', null],
      ['dropped', '2025-11-15', a.id],
    ])
    await agency.call('POST', `/api/plans/${id}/undo`)
    expect(
      (await detail(agency, id)).items.filter(i => i.state === 'found' && i.unitText.startsWith('Ủy')),
    ).toHaveLength(2)
  })
  it('assigning makes one task a commune under one whole, once, whatever is pressed twice', async () => {
    const plan = await detail(agency, id)
    const ids = plan.items.filter(i => i.state === 'found' && i.unitIds.length).map(i => i.id)
    await agency.call('PATCH', `/api/plans/${id}/items`, { ids, set: { state: 'confirmed' } })
    const replies = await Promise.all([1, 2, 3].map(() => agency.call('POST', `/api/plans/${id}/assign`)))
    expect(replies.map(r => r.status)).toEqual([200, 200, 200])
    // Sở Y tế twice, the chosen one, and two for the communes: 3 + 2 × (1 + 3)
    expect(replies.map(r => (r.body as { tasks: number }).tasks).sort()).toEqual([0, 0, 11])
    expect(await count('tasks')).toBe(11)
    expect(await count('tasks where parent_id is not null')).toBe(6)
    expect((await agency.call('POST', `/api/plans/${id}/assign`)).body).toEqual({ items: 0, tasks: 0 })
    expect(await lastAudit()).toEqual({ command: 'plan.assign', subject: `plan/${id}` })
  })
  it('what was given cannot be edited, and nothing given is undone', async () => {
    const given = (await detail(agency, id)).items.find(i => i.state === 'assigned') as PlanItemOut
    expect(given.taskId).not.toBeNull()
    expect(
      errorOf(await agency.call('PATCH', `/api/plans/${id}/items`, { ids: [given.id], set: { due: null } })),
    ).toEqual([409, 'plan.item-assigned'])
    expect(errorOf(await agency.call('POST', `/api/plans/${id}/undo`))).toEqual([409, 'plan.nothing-to-undo'])
  })
  it('the units that were given work now read the plan, and may not change it', async () => {
    const plan = await detail(communeA, id)
    expect(plan.plan.mayEdit).toBe(false)
    // and are led to their own part, not to the whole that they cannot see
    const own = item(plan, 'Xây dựng')
    expect((await communeA.call('GET', `/api/tasks/${own.taskId}`)).body).toMatchObject({
      task: { lead: { id: t.unit('20A') } },
      document: { id, sentence: own.sentence },
    })
    expect(item(plan, 'Nghiên cứu').taskId).toBeNull()
    expect(errorOf(await communeA.call('POST', `/api/plans/${id}/assign`))).toEqual([403, 'rights.reach'])
    const other = await t.person('commune-officer', '19A')
    expect(errorOf(await other.call('GET', `/api/plans/${id}`))).toEqual([403, 'rights.reach'])
  })
  it('is found by words without marks', async () => {
    const found = async (text: string) =>
      ((await agency.call('GET', `/api/plans?text=${encodeURIComponent(text)}`)).body as { plans: unknown[] }).plans
        .length
    expect([await found('sat lo dat'), await found('SẠT LỞ'), await found('khong co dau'), await found('_')]).toEqual([
      1, 1, 0, 0,
    ])
  })
  it('a commune reads the plan for itself: "các xã, phường" are that commune, others are out of reach', async () => {
    const own = await communeA.call('POST', '/api/plans', { text: planText })
    const plan = await detail(communeA, (own.body as { id: number }).id)
    expect(item(plan, 'Xây dựng').unitIds).toEqual([t.unit('20A')])
    expect(item(plan, 'Chủ trì').doubts).toContain('unit-outside')
    await communeA.call('PATCH', `/api/plans/${plan.plan.id}/items`, {
      ids: [item(plan, 'Chủ trì').id],
      set: { state: 'confirmed' },
    })
    const refused = await communeA.call('POST', `/api/plans/${plan.plan.id}/assign`)
    expect(errorOf(refused)).toEqual([403, 'task.lead-outside'])
  })
  it('an exercise has its own plans', async () => {
    const made = await leader.call('POST', '/api/runs', {
      name: 'Diễn tập',
      clockAt: '2025-10-08T03:00:00+07:00',
      speed: 1,
    })
    const run = { 'x-run': String((made.body as { id: number }).id) }
    expect((await agency.call('GET', '/api/plans', undefined, run)).body).toEqual({ plans: [] })
    expect(errorOf(await agency.call('GET', `/api/plans/${id}`, undefined, run))).toEqual([404, 'not-found'])
  })
  it('its head is mended by its owner: number, day, title; the words stay', async () => {
    const url = `/api/plans/${id}`
    expect((await t.app.inject({ method: 'PATCH', url, payload: {} })).statusCode).toBe(401)
    expect((await agency.call('PATCH', url, {})).status).toBe(400)
    expect((await communeA.call('PATCH', url, { number: '1/KH' })).status).toBe(403)
    expect((await agency.call('PATCH', url, { date: '2025-02-30' })).status).toBe(422)
    const before = (await agency.call('GET', url)).body as PlanDetail
    expect((await agency.call('PATCH', url, { number: ' 77/KH-UBND ', date: '2025-09-01' })).status).toBe(200)
    expect((await lastAudit())?.command).toBe('plan.head')
    const after = (await agency.call('GET', url)).body as PlanDetail
    expect([after.plan.number, after.plan.date, after.plan.title]).toEqual([
      '77/KH-UBND',
      '2025-09-01',
      before.plan.title,
    ])
    expect(after.text).toBe(before.text)
  })
  it('a general task becomes an item whose unit is open, once; undo takes it away again', async () => {
    const general = planText
      .replace('12/KH-UBND', '13/KH-UBND')
      .replace(
        'II. TỔ CHỨC',
        'II. NHIỆM VỤ\n\n- Tuyên truyền đến từng hộ dân về dấu hiệu sạt lở đất trước ngày 30/10/2025.\n\nIII. TỔ CHỨC',
      )
    const made = (await agency.call('POST', '/api/plans', { text: general })).body as { id: number }
    const read = async () => (await agency.call('GET', `/api/plans/${made.id}`)).body as PlanDetail
    const before = await read()
    expect(before.generalTasks.map(g => g.text.slice(0, 12))).toEqual(['Tuyên truyền'])
    const add = () => agency.call('POST', `/api/plans/${made.id}/items/general`, { at: [0] })
    expect((await communeA.call('POST', `/api/plans/${made.id}/items/general`, { at: [0] })).status).toBe(403)
    expect(errorOf(await agency.call('POST', `/api/plans/${made.id}/items/general`, { at: [9] }))).toEqual([
      404,
      'not-found',
    ])
    expect((await add()).body).toMatchObject({ items: [{ due: '2025-10-30', unitIds: [], doubts: ['unit-open'] }] })
    expect((await lastAudit())?.command).toBe('plan.change')
    expect((await add()).body).toMatchObject({ items: [] })
    expect((await read()).items.length).toBe(before.items.length + 1)
    await agency.call('POST', `/api/plans/${made.id}/undo`)
    await agency.call('POST', `/api/plans/${made.id}/undo`)
    expect((await read()).items.length).toBe(before.items.length)
  })
  it('the audit chain holds', async () => {
    expect((await t.database.db.asSystem(tx => verifyAudit(tx))).faults).toEqual([])
  })
})
