import type { DigestList, TaskBoard, TaskDetail, TaskOverview, TaskRulesOut } from '@tusom/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApp, type Person, type TestApp } from '../../testing/test-app.ts'
import { turnTaskClock } from './task-clock.ts'

const start = '2025-10-08T08:00:00+07:00'
let t: TestApp
let agency: Person
let leader: Person
let communeA: Person
let communeB: Person
let agriculture: Person
beforeAll(async () => {
  t = await createTestApp(start)
  agency = await t.person('standing-agency', '20-CA', 'Cán bộ thường trực')
  leader = await t.person('leader', '20')
  communeA = await t.person('commune-officer', '20A', 'Cán bộ xã A')
  communeB = await t.person('commune-officer', '20B')
  agriculture = await t.person('department-officer', '20-NN')
  // the clock moves by months here; nobody signs in anew
  await t.database.db.asSystem(tx => tx.query(`update sessions set expires_at = '2100-01-01'`))
})
afterAll(() => t.close())

const errorOf = (reply: { status: number; body: unknown }) => [
  reply.status,
  (reply.body as { error: { code: string } }).error?.code,
]
const lastAudit = () =>
  t.database.db.asSystem(tx =>
    tx.one<{ command: string; subject: string }>(
      'select command, subject from audit_entries order by seq desc limit 1',
    ),
  )
const give = (who: Person, over: Record<string, unknown> = {}) =>
  who.call('POST', '/api/tasks', {
    title: 'Rà soát ngầm tràn',
    leadIds: [t.unit('20A')],
    dueAt: '2025-10-15T17:00:00+07:00',
    ...over,
  })
const made = async (who: Person, over: Record<string, unknown> = {}): Promise<number> =>
  ((await give(who, over)).body as { taskIds: number[] }).taskIds[0] as number
const one = async (who: Person, id: number): Promise<TaskDetail> =>
  (await who.call('GET', `/api/tasks/${id}`)).body as TaskDetail
const turn = (run = 0) => turnTaskClock(t.app.ctx, run)
const digests = async (who: Person): Promise<DigestList> => (await who.call('GET', '/api/digests')).body as DigestList

const send = (who: Person, id: number, name: string, bytes: Buffer) => {
  const edge = 'x-edge-x'
  const body = Buffer.concat([
    Buffer.from(
      `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: image/png\r\n\r\n`,
    ),
    bytes,
    Buffer.from(`\r\n--${edge}--\r\n`),
  ])
  return who.call('POST', `/api/tasks/${id}/files`, body, { 'content-type': `multipart/form-data; boundary=${edge}` })
}
const png = (mark: string) => Buffer.concat([Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1'), Buffer.from(mark)])

describe('a unit of another province', () => {
  it('cannot be named as cooperating, neither when a task is given nor later', async () => {
    expect(errorOf(await give(agency, { cooperatingIds: [t.unit('19A')] }))).toEqual([422, 'task.other-province'])
    const id = await made(agency)
    const change = { cooperatingIds: [t.unit('19A')], reason: 'thử' }
    expect(errorOf(await agency.call('PATCH', `/api/tasks/${id}`, change))).toEqual([422, 'task.other-province'])
  })
})

describe('evidence', () => {
  let id = 0
  beforeAll(async () => {
    id = await made(agency, { cooperatingIds: [t.unit('20-NN')] })
  })
  it('401, then what is no file, no evidence, empty, too large', async () => {
    expect((await t.app.inject({ method: 'POST', url: `/api/tasks/${id}/files` })).statusCode).toBe(401)
    expect(errorOf(await communeA.call('POST', `/api/tasks/${id}/files`, {}))[0]).toBeGreaterThanOrEqual(400)
    for (const bad of ['<html><script>1</script>', '<svg onload="x()"/>', 'MZ\u0090', 'PK\u0003\u0004'])
      expect(errorOf(await send(communeA, id, 'anh.png', Buffer.from(bad, 'latin1')))).toEqual([422, 'task.file-type'])
    expect(errorOf(await send(communeA, id, 'anh.png', Buffer.alloc(0)))).toEqual([413, 'task.file-size'])
    expect(errorOf(await send(communeA, id, 'anh.png', png('x'.repeat(11_000_000))))).toEqual([413, 'task.file-size'])
    expect(errorOf(await send(communeB, id, 'anh.png', png('b')))).toEqual([403, 'rights.reach'])
  })
  it('is kept under its name with the ending of what it is, once, and audited', async () => {
    const first = await send(communeA, id, '../Ngầm Na Hoa.html', png('một'))
    expect(first.body).toMatchObject({ already: false })
    expect(await lastAudit()).toEqual({ command: 'task.file', subject: `task/${id}` })
    expect((await send(communeA, id, 'khac.png', png('một'))).body).toEqual({ id: null, already: true })
    expect((await one(agency, id)).files).toMatchObject([{ name: 'Ngầm Na Hoa.png', kind: 'png', by: 'Cán bộ xã A' }])
  })
  it('goes out as a file to save that can run nothing, to those who see the task and to nobody else', async () => {
    const [file] = (await one(agency, id)).files
    const url = `/api/tasks/${id}/files/${file?.id}`
    for (const who of [agency, communeA, agriculture, leader]) {
      const reply = await who.call('GET', url)
      expect(reply.status).toBe(200)
      expect(reply.raw.equals(png('một'))).toBe(true)
      expect(reply.headers).toMatchObject({
        'content-type': 'image/png',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
      })
      expect(reply.headers['content-disposition']).toMatch(/^attachment; /)
    }
    expect(errorOf(await communeB.call('GET', url))).toEqual([403, 'rights.reach'])
    // by the number of another task
    const other = await made(agency, { leadIds: [t.unit('20B')] })
    expect(errorOf(await communeB.call('GET', `/api/tasks/${other}/files/${file?.id}`))).toEqual([404, 'not-found'])
  })
})

describe('figures of a target', () => {
  it('are told by the lead, a period each; the last one stands; who cooperates tells none', async () => {
    const target = { value: 100, unit: '%', of: 'số thôn' }
    const id = await made(agency, { target, cooperatingIds: [t.unit('20-NN')] })
    const measure = (who: Person, body: object) => who.call('POST', `/api/tasks/${id}/measures`, body)
    expect(errorOf(await measure(agriculture, { periodKey: '2025-Q4', value: 50 }))).toEqual([403, 'task.not-lead'])
    expect(errorOf(await measure(communeA, { periodKey: '2026-Q1', value: 50 }))).toEqual([422, 'task.bad-period'])
    expect((await measure(communeA, { periodKey: '2025-Q4', value: 40 })).status).toBe(200)
    expect((await measure(communeA, { periodKey: '2025-Q4', value: 62.5, note: 'thêm 2 thôn' })).status).toBe(200)
    const after = await one(agency, id)
    expect(after.task.measured).toMatchObject({ value: 62.5, periodKey: '2025-Q4' })
    expect(after.measures.map(m => [m.periodVi, m.value])).toEqual([
      ['quý IV/2025', 62.5],
      ['quý IV/2025', 40],
    ])
    const none = await made(agency)
    expect(
      errorOf(await communeA.call('POST', `/api/tasks/${none}/measures`, { periodKey: '2025', value: 1 })),
    ).toEqual([422, 'task.no-target'])
  })
})

describe('what its giver changes', () => {
  it('needs a reason, is told in the history, reaches the open parts, and is nobody else’s', async () => {
    const id = await made(agency, { leadIds: [t.unit('20A'), t.unit('20B')] })
    const body = {
      dueAt: '2025-11-01T17:00:00+07:00',
      costEstimate: 12_000_000,
      field: 'disaster',
      reason: 'Mưa kéo dài',
    }
    expect(errorOf(await agency.call('PATCH', `/api/tasks/${id}`, { ...body, reason: '' }))).toEqual([
      400,
      'request.invalid',
    ])
    expect(errorOf(await communeA.call('PATCH', `/api/tasks/${id}`, body))).toEqual([403, 'rights.reach'])
    expect((await agency.call('PATCH', `/api/tasks/${id}`, body)).status).toBe(200)
    expect(await lastAudit()).toEqual({ command: 'task.mend', subject: `task/${id}` })
    const [part] = (await one(agency, id)).parts
    expect(part).toMatchObject({ costEstimate: 12_000_000, field: 'disaster' })
    const history = (await one(communeA, part?.id as number)).history
    expect(history[0]?.text).toContain('Lý do: Mưa kéo dài')
    expect(history[0]?.text).toContain('01/11/2025')
    // who was taken out of it still reads what was said
    const alone = await made(agency, { cooperatingIds: [t.unit('20-NN')] })
    await agency.call('PATCH', `/api/tasks/${alone}`, { cooperatingIds: [], reason: 'không cần' })
    expect((await agriculture.call('GET', `/api/tasks/${alone}`)).status).toBe(200)
  })
})

describe('asking the level above', () => {
  it('is the lead’s; stands open on the leader’s page until its giver answers, once', async () => {
    const id = await made(agency, { cooperatingIds: [t.unit('20-NN')] })
    const note = (who: Person, body: object) => who.call('POST', `/api/tasks/${id}/notes`, body)
    expect(errorOf(await note(agriculture, { text: 'xin xuồng', ask: true }))).toEqual([403, 'task.not-lead'])
    await note(communeA, { text: 'Đề nghị tỉnh cấp 2 xuồng', ask: true })
    const overview = async () => (await leader.call('GET', '/api/tasks/overview')).body as TaskOverview
    const [ask] = (await overview()).asks.filter(a => a.taskId === id)
    expect(ask).toMatchObject({ text: 'Đề nghị tỉnh cấp 2 xuồng', unit: 'Xã A' })
    expect(errorOf(await note(communeA, { text: 'x', answerTo: ask?.id }))).toEqual([403, 'task.not-owner'])
    expect((await note(agency, { text: 'Sẽ cấp trước 20/10', answerTo: ask?.id })).status).toBe(200)
    expect(errorOf(await note(agency, { text: 'x', answerTo: ask?.id }))).toEqual([422, 'task.no-ask'])
    expect((await overview()).asks.filter(a => a.taskId === id)).toEqual([])
  })
})

describe('work that comes round', () => {
  it('is given for the period that runs, and comes again when the next begins, once, with its parts', async () => {
    t.setNow(start)
    const id = await made(agency, {
      title: 'Báo cáo số vụ lừa đảo',
      leadIds: [t.unit('20A'), t.unit('20B')],
      recurs: 'monthly',
      dueAt: '2025-10-25T17:00:00+07:00',
    })
    const first = await one(agency, id)
    expect(first.task).toMatchObject({ dueAt: '2025-10-25T10:00:00.000Z', period: { nameVi: 'tháng 10/2025' } })
    await turn()
    const count = () =>
      t.database.db.asSystem(async tx =>
        tx.query<{ key: string; n: number }>(
          `select period_key as key, count(*)::int as n from tasks where series_id = $1 group by 1 order by 1`,
          [id],
        ),
      )
    expect(await count()).toEqual([{ key: '2025-10', n: 3 }])
    t.setNow('2025-11-01T00:30:00+07:00')
    // two servers at once
    await Promise.all([turn(), turn(), turn()])
    await turn()
    expect(await count()).toEqual([
      { key: '2025-10', n: 3 },
      { key: '2025-11', n: 3 },
    ])
    const list = (await communeA.call('GET', '/api/tasks?side=lead&text=lua dao')).body as { tasks: { id: number }[] }
    const mine = await one(communeA, list.tasks[1]?.id as number)
    expect(mine.task).toMatchObject({ state: 'assigned', progress: 0, dueAt: '2025-11-25T16:59:59.000Z' })
    expect(mine.series.map(s => s.periodKey)).toEqual(['2025-10'])
    // words in any order, without marks
    const found = (await communeA.call('GET', '/api/tasks?side=lead&text=dao so bao')).body as { tasks: unknown[] }
    expect(found.tasks.length).toBe(2)
  })
  it('ends when its giver lets the whole go', async () => {
    t.setNow('2025-11-02T08:00:00+07:00')
    const id = await made(agency, { recurs: 'weekly', dueAt: null, title: 'Tuần' })
    await agency.call('POST', `/api/tasks/${id}/state`, { state: 'cancelled', reason: 'gộp vào việc khác' })
    t.setNow('2025-11-10T08:00:00+07:00')
    await turn()
    const rows = await t.database.db.asSystem(tx => tx.query('select id from tasks where series_id = $1', [id]))
    expect(rows.length).toBe(1)
  })
})

describe('late work', () => {
  let id = 0
  it('is told step by step, once; a new deadline begins anew', async () => {
    t.setNow('2025-12-01T08:00:00+07:00')
    id = await made(agency, { title: 'Dọn cống', dueAt: '2025-12-02T17:00:00+07:00', leadIds: [t.unit('20B')] })
    const told = async () => (await one(agency, id)).told.map(x => [x.to, x.unit])
    await turn()
    expect(await told()).toEqual([])
    t.setNow('2025-12-03T08:00:00+07:00')
    await turn()
    expect(await told()).toEqual([['lead-leader', 'Xã B']])
    t.setNow('2025-12-09T08:00:00+07:00')
    await turn()
    await turn()
    expect((await told()).sort()).toEqual([
      ['lead-leader', 'Xã B'],
      ['province-leader', 'Tỉnh Thử'],
      ['standing-agency', 'Công an tỉnh'],
    ])
    const overview = (await leader.call('GET', '/api/tasks/overview')).body as TaskOverview
    expect(overview.late.find(u => u.unit.fullName === 'Xã B')?.tasks.map(x => x.title)).toContain('Dọn cống')
    await agency.call('PATCH', `/api/tasks/${id}`, { dueAt: '2025-12-20T17:00:00+07:00', reason: 'lùi hạn' })
    t.setNow('2025-12-22T08:00:00+07:00')
    await turn()
    expect((await told()).filter(([to]) => to === 'lead-leader').length).toBe(2)
  })
  it('comes as one digest a unit and day, to those who hear of it, and is read by its own unit', async () => {
    const b = await digests(communeB)
    const days = b.digests.map(d => d.day)
    expect(new Set(days).size).toBe(days.length)
    expect(b.digests[0]).toMatchObject({ day: '2025-12-22', unread: true })
    expect(b.digests[0]?.late.lines.map(l => l.title)).toContain('Dọn cống')
    const province = (await digests(leader)).digests.find(d => d.day === '2025-12-09')
    expect(province?.escalated.lines.map(l => l.unit.fullName)).toContain('Xã B')
    // the leader of the province sits above, and is told only what is the province's
    expect((await digests(leader)).digests.every(d => d.unit.fullName === 'Tỉnh Thử')).toBe(true)
    const badge = async () => (await communeB.call('GET', '/api/digests/badge')).body as { digests: number }
    expect((await badge()).digests).toBeGreaterThan(0)
    expect((await communeB.call('POST', '/api/digests/seen')).status).toBe(200)
    expect(await badge()).toEqual({ digests: 0, urgent: 0 })
    expect((await digests(communeB)).digests[0]?.unread).toBe(false)
    // what one has seen is one's own: a colleague of the same unit still has it before them
    const colleague = await t.person('leader', '20B')
    expect((await digests(colleague)).digests[0]?.unread).toBe(true)
    const seen = await t.database.db.as({ userId: colleague.userId, units: [t.unit('20')], watch: [], runId: 0 }, tx =>
      tx.query('select * from digest_reads'),
    )
    expect(seen).toEqual([])
  })
  it('before offices open there is none yet', async () => {
    t.setNow('2025-12-23T06:00:00+07:00')
    expect(await turn()).toMatchObject({ digests: 0 })
    t.setNow('2025-12-23T06:31:00+07:00')
    expect((await turn())?.digests).toBeGreaterThan(0)
    expect(await turn()).toMatchObject({ digests: 0, signals: 0, urgent: 0, rounds: 0 })
  })
})

describe('urgent things', () => {
  it('are said at once and once: little time, and what cannot be done; thirty tasks are one notice', async () => {
    t.setNow('2026-01-05T08:00:00+07:00')
    await turn()
    const before = (await digests(communeA)).urgent.length
    for (let i = 0; i < 30; i++) await made(agency, { title: `Gấp ${i}`, dueAt: '2026-01-05T20:00:00+07:00' })
    expect(await turn()).toMatchObject({ urgent: 1 })
    expect(await turn()).toMatchObject({ urgent: 0 })
    const mine = (await digests(communeA)).urgent
    expect(mine.length).toBe(before + 1)
    expect(mine[0]).toMatchObject({ kind: 'given', taskIds: { length: 30 } })
    const id = mine[0]?.taskIds[0] as number
    await communeA.call('POST', `/api/tasks/${id}/state`, { state: 'cannot', reason: 'đường sạt' })
    await turn()
    expect((await digests(agency)).urgent[0]).toMatchObject({ kind: 'cannot', taskIds: [id], detail: 'đường sạt' })
  })
})

describe('in an exercise', () => {
  it('the clock of the exercise decides, and the actual run hears nothing', async () => {
    t.setNow('2026-01-06T08:00:00+07:00')
    const run = (
      (await leader.call('POST', '/api/runs', { name: 'DT', clockAt: '2026-06-01T08:00:00+07:00', speed: 1 })).body as {
        id: number
      }
    ).id
    const inRun = { 'x-run': String(run) }
    const reply = await agency.call(
      'POST',
      '/api/tasks',
      { title: 'Tập', leadIds: [t.unit('20A')], dueAt: '2026-06-02T08:00:00+07:00', recurs: 'monthly' },
      inRun,
    )
    expect(reply.status).toBe(200)
    await leader.call('POST', `/api/runs/${run}/clock`, { clockAt: '2026-07-01T09:00:00+07:00', speed: 1 }, inRun)
    expect(await turn(run)).toMatchObject({ rounds: 1 })
    const there = (await communeA.call('GET', '/api/digests', undefined, inRun)).body as DigestList
    expect(there.digests[0]?.late.lines.map(l => l.title)).toEqual(['Tập'])
    expect((await digests(communeA)).digests.some(d => d.late.lines.some(l => l.title === 'Tập'))).toBe(false)
    await leader.call('POST', `/api/runs/${run}/end`, undefined, inRun)
    expect(await turn(run)).toBeNull()
  })
})

describe('boards and rules', () => {
  it('each board counts the same work', async () => {
    const board = async (by: string) => (await leader.call('GET', `/api/tasks/board?by=${by}`)).body as TaskBoard
    const totals = []
    for (const by of ['unit', 'plan', 'field', 'state'])
      totals.push((await board(by)).rows.reduce((n, r) => n + r.total, 0))
    expect(new Set(totals).size).toBe(1)
    expect((await board('field')).rows.map(r => r.nameVi)).toContain('Chưa xếp lĩnh vực')
    expect(errorOf(await leader.call('GET', '/api/tasks/board?by=mood'))).toEqual([400, 'request.invalid'])
  })
  it('are a proposal until the province’s leader sets them; an order that makes no sense is refused', async () => {
    const rules = async () => (await agency.call('GET', '/api/task-rules')).body as TaskRulesOut
    expect(await rules()).toMatchObject({ proposed: true, mayChange: false })
    const put = (who: Person, escalation: object[]) =>
      who.call('PUT', `/api/task-rules/${t.unit('20')}`, { soonDays: 5, urgentHours: 12, escalation })
    expect(errorOf(await put(agency, []))).toEqual([403, 'rights.role'])
    expect(
      errorOf(
        await put(leader, [
          { afterDays: 1, to: 'province-leader' },
          { afterDays: 2, to: 'lead-leader' },
        ]),
      ),
    ).toEqual([422, 'task.rules-order'])
    expect((await put(leader, [{ afterDays: 2, to: 'standing-agency' }])).status).toBe(200)
    expect(await rules()).toMatchObject({ proposed: false, rules: { soonDays: 5 } })
  })
})
