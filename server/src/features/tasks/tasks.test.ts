import type { OwedList, TaskDetail, TaskList, TaskOut, TaskSummary } from '@tusom/contract'
import { insertTasks, verifyAudit } from '@tusom/store'
import { fold } from '@tusom/vi-text'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApp, type Person, type TestApp } from '../../testing/test-app.ts'

let t: TestApp
let agency: Person
let leader: Person
let communeA: Person
let communeB: Person
let headA: Person
let health: Person
let agriculture: Person
let stranger: Person
beforeAll(async () => {
  t = await createTestApp()
  agency = await t.person('standing-agency', '20-CA', 'Cán bộ thường trực')
  leader = await t.person('leader', '20')
  communeA = await t.person('commune-officer', '20A', 'Cán bộ xã A')
  communeB = await t.person('commune-officer', '20B')
  headA = await t.person('hamlet-head', '20A-T01')
  health = await t.person('department-officer', '20-YT')
  agriculture = await t.person('department-officer', '20-NN')
  stranger = await t.person('leader', '19')
})
afterAll(() => t.close())

const errorOf = (reply: { status: number; body: unknown }) => [
  reply.status,
  (reply.body as { error: { code: string } }).error?.code,
]
const lastAudit = () =>
  t.database.db.asSystem(tx =>
    tx.one<{ command: string; subject: string; detail: unknown }>(
      `select command, subject, body::jsonb -> 'detail' as detail from audit_entries order by seq desc limit 1`,
    ),
  )
const give = (who: Person, over: Record<string, unknown> = {}) =>
  who.call('POST', '/api/tasks', {
    title: 'Rà soát hộ ở nơi có nguy cơ sạt lở',
    leadIds: [t.unit('20A')],
    dueAt: '2025-10-15T17:00:00+07:00',
    ...over,
  })
const made = async (who: Person, over: Record<string, unknown> = {}): Promise<number> =>
  ((await give(who, over)).body as { taskIds: number[] }).taskIds[0] as number
const list = async (who: Person, query = '', headers = {}): Promise<TaskList> =>
  (await who.call('GET', `/api/tasks?${query}`, undefined, headers)).body as TaskList
const one = async (who: Person, id: number): Promise<TaskDetail> =>
  (await who.call('GET', `/api/tasks/${id}`)).body as TaskDetail
const to = (who: Person, id: number, state: string, reason?: string) =>
  who.call('POST', `/api/tasks/${id}/state`, { state, ...(reason === undefined ? {} : { reason }) })

describe('POST /api/tasks', () => {
  it('401, 400, 403 come first', async () => {
    expect((await t.app.inject({ method: 'POST', url: '/api/tasks', payload: {} })).statusCode).toBe(401)
    expect(errorOf(await give(agency, { leadIds: [] }))).toEqual([400, 'request.invalid'])
    expect(errorOf(await give(agency, { title: '' }))).toEqual([400, 'request.invalid'])
    expect(errorOf(await give(agency, { dueAt: 'mai' }))).toEqual([400, 'request.invalid'])
    expect(errorOf(await give(headA))).toEqual([403, 'rights.role'])
    // in the name of a unit that is not one's own
    expect(errorOf(await give(communeA, { ownerId: t.unit('20B'), leadIds: [t.unit('20B-T01')] }))).toEqual([
      403,
      'rights.reach',
    ])
  })
  it('a commune gives no work to its sibling, a department none to a commune; the standing agency does, for the province', async () => {
    expect(errorOf(await give(communeA, { leadIds: [t.unit('20B')] }))).toEqual([403, 'task.lead-outside'])
    expect(errorOf(await give(health, { leadIds: [t.unit('20A')] }))).toEqual([403, 'task.lead-outside'])
    expect(errorOf(await give(agency, { leadIds: [t.unit('19A')] }))).toEqual([403, 'task.lead-outside'])
    expect((await give(agency)).status).toBe(200)
    expect((await give(communeA, { leadIds: [t.unit('20A-T01')] })).status).toBe(200)
  })
  it('a deadline in the past and a unit that is none are refused by name', async () => {
    expect(errorOf(await give(agency, { dueAt: '2025-10-01T00:00:00+07:00' }))).toEqual([422, 'task.due-past'])
    expect(errorOf(await give(agency, { leadIds: [999_999] }))).toEqual([422, 'task.unknown-unit'])
  })
  it('is audited', async () => {
    const id = await made(agency)
    expect(await lastAudit()).toMatchObject({ command: 'task.give', subject: `task/${id}`, detail: { leads: 1 } })
  })
})

describe('who sees a task', () => {
  let id = 0
  beforeAll(async () => {
    id = await made(agency, { title: 'Kiểm tra ngầm tràn', cooperatingIds: [t.unit('20-NN')] })
  })
  it('its giver, its lead, who cooperates, and those above them', async () => {
    for (const who of [agency, communeA, agriculture, leader])
      expect((await who.call('GET', `/api/tasks/${id}`)).status).toBe(200)
  })
  it('not a sibling, not an unrelated department, not a hamlet of the commune, not another province', async () => {
    for (const who of [communeB, health, headA, stranger]) {
      expect(errorOf(await who.call('GET', `/api/tasks/${id}`))).toEqual([403, 'rights.reach'])
      expect(errorOf(await to(who, id, 'accepted'))).toEqual([403, 'rights.reach'])
      expect(errorOf(await who.call('POST', `/api/tasks/${id}/notes`, { text: 'x' }))).toEqual([403, 'rights.reach'])
      expect((await list(who, 'text=ngam')).tasks).toEqual([])
    }
    expect(errorOf(await agency.call('GET', '/api/tasks/999999'))).toEqual([404, 'not-found'])
  })
  it('a cooperating unit outside the tree reads and writes notes, and does not set the state', async () => {
    expect((await list(agriculture, 'side=cooperating')).tasks.map(x => x.id)).toContain(id)
    expect((await agriculture.call('POST', `/api/tasks/${id}/notes`, { text: 'Đã cử cán bộ' })).status).toBe(200)
    expect(errorOf(await to(agriculture, id, 'done'))).toEqual([403, 'task.not-lead'])
    expect(errorOf(await agriculture.call('POST', `/api/tasks/${id}/notes`, { text: 'x', progress: 50 }))).toEqual([
      403,
      'task.not-lead',
    ])
    expect((await one(communeA, id)).history).toMatchObject([
      { text: 'Đã cử cán bộ', unit: 'Sở Nông nghiệp và Môi trường', state: null },
    ])
  })
})

describe('the life of a task', () => {
  it('given, accepted, in progress, done; each with an entry in its history and in the audit', async () => {
    const id = await made(agency)
    for (const state of ['accepted', 'doing']) expect((await to(communeA, id, state)).status).toBe(200)
    expect((await communeA.call('POST', `/api/tasks/${id}/notes`, { text: '2/3 thôn', progress: 66 })).status).toBe(200)
    expect((await one(agency, id)).task).toMatchObject({ state: 'doing', progress: 66 })
    expect((await to(communeA, id, 'done')).status).toBe(200)
    expect(await lastAudit()).toMatchObject({
      command: 'task.state',
      subject: `task/${id}`,
      detail: { from: 'doing', to: 'done' },
    })
    const after = await one(agency, id)
    expect(after.task).toMatchObject({ state: 'done', progress: 100, stateBy: 'Cán bộ xã A', due: { kind: 'closed' } })
    expect(after.history.map(h => h.state)).toEqual(['done', null, 'doing', 'accepted'])
  })
  it('"cannot" needs a reason, waits for the giver, who may hold to it or let it go', async () => {
    const id = await made(agency)
    expect(errorOf(await to(communeA, id, 'cannot'))).toEqual([422, 'task.reason-missing'])
    await to(communeA, id, 'cannot', 'thiếu 2 xuồng')
    expect(
      ((await agency.call('GET', '/api/tasks/summary')).body as TaskSummary).waiting.map(x => x.stateReason),
    ).toContain('thiếu 2 xuồng')
    expect(errorOf(await to(communeA, id, 'cancelled', 'x'))).toEqual([403, 'task.not-owner'])
    expect((await to(agency, id, 'assigned', 'đã điều xuồng về')).status).toBe(200)
    expect(errorOf(await to(agency, id, 'accepted'))).toEqual([403, 'task.not-lead'])
    expect((await one(communeA, id)).steps.map(s => s.to).sort()).toEqual(['accepted', 'cannot', 'doing', 'done'])
  })
  it('400 for a state that is none, 409 for the same state', async () => {
    const id = await made(agency)
    expect(errorOf(await to(communeA, id, 'forgotten'))).toEqual([400, 'request.invalid'])
    expect(errorOf(await to(communeA, id, 'assigned'))).toEqual([409, 'task.same-state'])
  })
  it('a task for many units lives in its parts: the whole follows, and cancelling it takes the open parts with it', async () => {
    const whole = await made(agency, { title: 'Trực 24/24', leadIds: ['20A', '20B', '20C'].map(t.unit) })
    const parts = (await one(agency, whole)).parts
    expect(parts.map(p => p.lead.fullName)).toEqual(['Xã A', 'Xã B', 'Xã C'])
    const [a, b] = parts as [TaskOut, TaskOut, TaskOut]
    expect(errorOf(await to(agency, whole, 'done'))).toEqual([409, 'task.has-parts'])
    // the commune does not see the whole, and yet the whole knows
    expect((await communeA.call('GET', `/api/tasks/${whole}`)).status).toBe(403)
    await to(communeA, a.id, 'done')
    expect((await one(agency, whole)).task).toMatchObject({
      state: 'doing',
      progress: 33,
      parts: { total: 3, done: 1 },
    })
    await to(agency, whole, 'cancelled', 'hết mưa')
    expect((await one(agency, b.id)).task.state).toBe('cancelled')
    expect((await one(agency, a.id)).task.state).toBe('done')
  })
})

describe('lists and counts', () => {
  it('given shows the whole once; ours shows our part; both count no task twice', async () => {
    await made(agency, { title: 'Cắm biển ở ngầm', leadIds: ['20A', '20B', '20C'].map(t.unit) })
    const given = await list(agency, 'side=given&text=cam+bien')
    expect(given.tasks.map(x => x.parts?.total)).toEqual([3])
    expect((await list(agency, 'side=all&text=cam+bien')).counts.total).toBe(3)
    expect((await list(communeA, 'side=mine&text=cam+bien')).tasks.map(x => x.lead.fullName)).toEqual(['Xã A'])
    expect((await list(leader, `unit=${t.unit('20B')}&text=cam+bien`)).counts.total).toBe(1)
  })
  it('finds words without marks, filters by state and lateness, and pages', async () => {
    const id = await made(agency, { title: 'Đặt loa ở thôn Đồng Bụt' })
    expect((await list(communeA, 'text=dong+but')).tasks.map(x => x.id)).toEqual([id])
    expect((await list(communeA, 'text=dong+but&state=done,cannot')).tasks).toEqual([])
    expect((await list(communeA, 'text=dong+but&state=open')).tasks).toHaveLength(1)
    expect(errorOf(await communeA.call('GET', '/api/tasks?state=forgotten'))).toEqual([400, 'request.invalid'])
    const first = await list(communeA, 'limit=2')
    const second = await list(communeA, 'limit=2&offset=2')
    expect(first.tasks).toHaveLength(2)
    expect(second.tasks.map(x => x.id)).not.toContain(first.tasks[0]?.id)
    expect(first.counts.total).toBe(second.counts.total)
  })
  it('late ones come first, with the unit and since when; the tile says so; done ones are never late', async () => {
    const id = await made(agency, { title: 'Gửi kế hoạch của xã', dueAt: '2025-10-08T05:00:00+07:00' })
    const finished = await made(agency, { title: 'Gửi danh sách', dueAt: '2025-10-08T05:00:00+07:00' })
    await to(communeA, finished, 'done')
    t.setNow('2025-10-08T14:00:00+07:00')
    const late = await list(communeA, 'side=mine&late=true')
    expect(late.tasks.map(x => [x.id, x.due.kind, x.due.minutes])).toEqual([[id, 'late', -540]])
    const summary = (await agency.call('GET', '/api/tasks/summary')).body as TaskSummary
    expect(summary.units[0]).toMatchObject({
      unit: { fullName: 'Xã A' },
      late: 1,
      lateSince: '2025-10-07T22:00:00.000Z',
      latest: [{ id }],
    })
    expect(summary.communes).toMatchObject({ total: 3, withTasks: 3 })
    const owed = (await agency.call('GET', '/api/owed')).body as OwedList
    expect(owed.find(x => x.key === 'tasks-late')).toMatchObject({ count: 1, late: true })
    expect(((await stranger.call('GET', '/api/owed')).body as OwedList).filter(x => x.key.startsWith('tasks'))).toEqual(
      [],
    )
    t.setNow('2025-10-08T03:00:00+07:00')
  })
  it('a task of a scenario counts minutes, and only in its own run', async () => {
    const run = (
      (await leader.call('POST', '/api/runs', { name: 'Diễn tập', clockAt: '2026-05-01T06:00:00+07:00', speed: 1 }))
        .body as { id: number }
    ).id
    await t.database.db.asSystem(tx =>
      insertTasks(
        tx,
        run,
        [
          {
            kind: 'scenario',
            title: 'Báo động đội xung kích',
            ownerId: t.unit('20'),
            leadId: t.unit('20A'),
            reach: [t.unit('20'), t.unit('20A')],
            dueAt: new Date('2026-05-01T06:30:00+07:00'),
            source: { activationId: 1, scenario: 'lu', step: 'D1', phase: 'during' },
          },
        ],
        { userId: leader.userId, name: 'x', at: new Date() },
      ),
    )
    const inRun = await list(communeA, '', { 'x-run': String(run) })
    expect(inRun.tasks).toMatchObject([{ kind: 'scenario', due: { kind: 'soon' }, source: { step: 'D1' } }])
    expect(inRun.tasks[0]?.due.minutes).toBeGreaterThan(20)
    expect((await list(communeA, 'kind=scenario')).tasks).toEqual([])
  })
})

it('the database folds Vietnamese as the program does', async () => {
  const text = 'ĐẶNG Thị Ngọc Ảnh, Nguyễn Hữu Lũng; ở Ỷ La, Quỳnh Sơn, ướt đẫm ỡ ỗ ặ ẵ Ủy Ỵ ỹ'
  const { folded } = await t.database.db.asSystem(tx =>
    tx.one<{ folded: string }>('select app.fold($1) as folded', [text]),
  )
  expect(folded).toBe(fold(text))
})

it('the audit chain holds', async () => {
  expect((await t.database.db.asSystem(tx => verifyAudit(tx))).faults).toEqual([])
})

describe('a piece passed on', () => {
  it('is given by who leads the whole, stands under it, and leaves its state and its count alone', async () => {
    const whole = await made(agency)
    const piece = { leadIds: [t.unit('20A-T01')], ownerId: t.unit('20A'), title: 'Rà soát ở thôn 1', ofTaskId: whole }
    expect(errorOf(await give(health, { ...piece, ownerId: t.unit('20-YT'), leadIds: [t.unit('20-YT')] }))[0]).toBe(404)
    expect(errorOf(await give(agency, { ...piece, ownerId: t.unit('20-CA'), leadIds: [t.unit('20A')] }))).toEqual([
      403,
      'task.not-lead',
    ])
    const id = await made(communeA, piece)
    expect((await lastAudit())?.detail).toMatchObject({ leads: 1 })
    const above = await one(communeA, whole)
    expect(above.below.map(b => [b.id, b.title, b.lead.fullName])).toEqual([[id, 'Rà soát ở thôn 1', 'Thôn A1']])
    expect([above.task.parts, above.task.state, above.mayPassOn]).toEqual([null, 'assigned', true])
    expect((await one(communeA, id)).of).toEqual({ id: whole, title: above.task.title })
    // the hamlet has its piece; the whole is not its to see
    expect(await one(headA, id)).toMatchObject({ of: null, mayPassOn: false })
    expect((await to(headA, id, 'done')).status).toBe(200)
    expect((await one(agency, whole)).task.state).toBe('assigned')
  })
})
