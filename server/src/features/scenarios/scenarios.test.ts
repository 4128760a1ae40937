import type { ActivateIn, ActivationDetail, ActivationPreview, ActivationResult, ScenarioOut } from '@tusom/contract'
import type { ScenarioStep } from '@tusom/domain'
import { addScenario, putFunctions } from '@tusom/store'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApp, type Person, type TestApp } from '../../testing/test-app.ts'

let t: TestApp
let leader: Person
let scenarioId: number
const step = (code: string, over: Partial<ScenarioStep> = {}): ScenarioStep => ({
  code,
  phase: 'warning',
  hazards: ['flood'],
  level: { from: 1, to: 5 },
  titleVi: `Bước ${code}`,
  titleEn: `Step ${code}`,
  doneWhenVi: 'Mọi hộ đã đi',
  doneWhenEn: 'All have left',
  lead: 'commune.police',
  cooperating: [],
  clock: { kind: 'after-activation', minutes: 30 },
  source: { status: 'sourced', text: 'Luật Phòng, chống thiên tai, Điều 29' },
  ...over,
})

beforeAll(async () => {
  t = await createTestApp('2025-10-08T18:30:00+07:00')
  scenarioId = await t.database.db.asSystem(async tx => {
    await putFunctions(tx, t.unit('20'), [
      { code: 'commune.police', nameVi: 'Công an xã', nameEn: 'Commune police', carrier: { kind: 'commune' } },
      { code: 'commune.force', nameVi: 'Đội xung kích', nameEn: 'Shock team', carrier: { kind: 'force' } },
      { code: 'hamlet.head', nameVi: 'Trưởng thôn', nameEn: 'Hamlet head', carrier: { kind: 'each-hamlet' } },
      { code: 'dept.health', nameVi: 'Sở Y tế', nameEn: 'Health', carrier: { kind: 'unit', unitId: t.unit('20-YT') } },
    ])
    return addScenario(tx, {
      provinceId: t.unit('20'),
      ownerId: t.unit('20-NN'),
      code: 'KB',
      version: '1',
      nameVi: 'Lũ thử',
      nameEn: 'Test flood',
      hazards: ['flood'],
      phases: [
        { code: 'warning', nameVi: 'Cảnh báo', nameEn: 'Warning' },
        { code: 'during', nameVi: 'Trong thiên tai', nameEn: 'During' },
      ],
      steps: [
        step('W1', { cooperating: ['hamlet.head'] }),
        step('W2', { clock: { kind: 'before-time', time: '17:00' }, level: { from: 2, to: 5 } }),
        step('W3', { lead: 'hamlet.head', clock: { kind: 'every', minutes: 60 } }),
        step('D1', { phase: 'during', lead: 'commune.force' }),
        step('D2', {
          phase: 'during',
          lead: 'commune.police',
          cooperating: ['dept.health'],
          level: { from: 3, to: 5 },
        }),
        step('D3', { phase: 'during', lead: 'dept.health' }),
      ],
      source: 'thử',
      invented: true,
      loadedAt: new Date('2025-10-01T00:00:00Z'),
    })
  })
  leader = await t.person('leader', '20')
})
afterAll(() => t.close())

const ask = (over: Partial<ActivateIn> = {}): ActivateIn => ({
  unitIds: [t.unit('20A'), t.unit('20B')],
  hazard: 'flood',
  level: 2,
  phases: ['warning'],
  ...over,
})
const activate = (who: Person, over: Partial<ActivateIn> = {}, run?: number) =>
  who.call('POST', `/api/scenarios/${scenarioId}/activate`, ask(over), run ? { 'x-run': String(run) } : {})
const tasksIn = async (run = 0) =>
  t.database.db.asSystem(tx =>
    tx.query<{ step: string; unit: string; state: string; due: Date; id: number }>(
      `select t.id, t.source ->> 'step' as step, u.code as unit, t.state, t.due_at as due from tasks t join units u on u.id = t.lead_id where t.run_id = $1 order by t.id`,
      [run],
    ),
  )
const brief = async (run = 0) => (await tasksIn(run)).map(x => `${x.step} ${x.unit}`)

describe('reading scenarios', () => {
  it('401 without a session', async () => {
    expect((await t.app.inject({ method: 'GET', url: '/api/scenarios' })).statusCode).toBe(401)
  })
  it('404 for one that is not there, and for one of another province', async () => {
    expect((await leader.call('GET', '/api/scenarios/999')).status).toBe(404)
    const stranger = await t.person('leader', '19')
    expect((await stranger.call('GET', `/api/scenarios/${scenarioId}`)).status).toBe(404)
    expect((await stranger.call('GET', '/api/scenarios')).body).toEqual({ scenarios: [] })
  })
  it('shows steps with who leads, source marks and the gaps by name', async () => {
    const head = await t.person('hamlet-head', '20A-T01')
    const { status, body } = await head.call('GET', `/api/scenarios/${scenarioId}`)
    expect(status).toBe(200)
    const s = body as ScenarioOut
    expect(s).toMatchObject({ steps: 6, sourced: 6, communes: 3, sample: true, owner: { id: t.unit('20-NN') } })
    expect(s.stepList[0]).toMatchObject({
      code: 'W1',
      lead: { vi: 'Công an xã' },
      cooperating: [{ vi: 'Trưởng thôn' }],
      dueVi: 'trong 30 phút kể từ khi kích hoạt',
    })
    expect(s.gaps.map(g => g.vi)).toEqual(['Bước D1: không có đơn vị làm Đội xung kích (chủ trì) ở Xã A, Xã B, Xã C.'])
  })
})

describe('POST /api/scenarios/:id/activate', () => {
  it('401 without a session', async () => {
    const reply = await t.app.inject({
      method: 'POST',
      url: `/api/scenarios/${scenarioId}/activate`,
      payload: ask(),
    })
    expect(reply.statusCode).toBe(401)
  })
  it('400 when the body is not what the contract says', async () => {
    expect((await activate(leader, { unitIds: [] })).status).toBe(400)
    expect((await activate(leader, { level: 6 })).status).toBe(400)
    expect((await activate(leader, { phases: ['later' as never] })).status).toBe(400)
  })
  it('403 for an officer, a hamlet head, a sibling commune and another province', async () => {
    const sibling = await t.person('leader', '20C')
    for (const who of [
      await t.person('commune-officer', '20A'),
      await t.person('hamlet-head', '20A-T01'),
      sibling,
      await t.person('leader', '19'),
    ]) {
      expect((await activate(who, { unitIds: [t.unit('20A')] })).status).toBe(403)
      expect(
        (await who.call('POST', `/api/scenarios/${scenarioId}/preview`, ask({ unitIds: [t.unit('20A')] }))).status,
      ).toBe(403)
    }
    expect(await brief()).toEqual([])
  })
  it('422 for a unit that is no commune, another hazard and a level without steps', async () => {
    const bad = await activate(leader, { unitIds: [t.unit('20A-T01')] })
    expect([bad.status, (bad.body as { error: { code: string } }).error.code]).toEqual([422, 'scenario.not-a-commune'])
    expect((await activate(leader, { hazard: 'storm' })).status).toBe(422)
    expect((await activate(leader, { phases: ['after'] })).status).toBe(422)
  })
  it('previews how many tasks for whom, what has no unit, and what falls due tomorrow', async () => {
    const { status, body } = await leader.call(
      'POST',
      `/api/scenarios/${scenarioId}/preview`,
      ask({ phases: ['warning', 'during'] }),
    )
    expect(status).toBe(200)
    const p = body as ActivationPreview
    expect(p).toMatchObject({ tasks: 9, units: 7, already: 0, widened: 0, above: [] })
    expect(p.byStep.find(s => s.step === 'W2')).toMatchObject({
      flag: 'next-day',
      dueAt: '2025-10-09T10:00:00.000Z',
      dueText: 'trước 17:00 ngày 09/10/2025',
    })
    expect(p.gaps).toMatchObject([
      { step: 'D1', part: 'lead', functionName: 'Đội xung kích', communes: [{ name: 'Xã A' }, { name: 'Xã B' }] },
    ])
    expect(await brief()).toEqual([])
  })
  it('gives tasks to real units in one transaction, with one audit entry', async () => {
    const { status, body } = await activate(leader)
    expect(status).toBe(200)
    expect(body as ActivationResult).toMatchObject({ given: 8, widened: 0, already: 0 })
    expect(await brief()).toEqual([
      'W1 20A',
      'W1 20B',
      'W2 20A',
      'W2 20B',
      'W3 20A-T01',
      'W3 20A-T02',
      'W3 20B-T01',
      'W3 20B-T02',
    ])
    const entry = await t.database.db.asSystem(tx =>
      tx.one<{ body: string }>(`select body from audit_entries where command = 'scenario.activate'`),
    )
    expect(JSON.parse(entry.body)).toMatchObject({
      run: 0,
      detail: { scenario: 'KB', hazard: 'flood', level: 2, given: 8, already: 0 },
    })
  })
  it('again gives nothing; a higher level and another phase give only what is new', async () => {
    expect((await activate(leader)).body).toMatchObject({ given: 0, already: 8 })
    expect((await tasksIn()).length).toBe(8)
    const more = await activate(leader, { level: 3, phases: ['warning', 'during'] })
    expect(more.body).toMatchObject({ given: 3, already: 8 })
    expect((await brief()).slice(8)).toEqual(['D2 20A', 'D2 20B', 'D3 20-YT'])
    const third = await activate(leader, { unitIds: [t.unit('20C')], level: 3, phases: ['during'] })
    expect(third.body).toMatchObject({ given: 1, widened: 1 })
    expect((await brief()).slice(11)).toEqual(['D2 20C'])
  })
  it('two at once give every task once', async () => {
    const before = (await tasksIn()).length
    const both = await Promise.all([
      activate(leader, { unitIds: [t.unit('20C')] }),
      activate(leader, { unitIds: [t.unit('20C')] }),
    ])
    expect(both.map(r => r.status)).toEqual([200, 200])
    expect((await tasksIn()).length - before).toBe(4)
  })
  it('a department that cooperates sees its scenario task, and no other; its watcher sees all', async () => {
    const open = (await leader.call('GET', '/api/activations?state=open')).body as {
      activations: { id: number; level: number; tasks: object }[]
    }
    expect(open.activations).toHaveLength(1)
    const id = open.activations[0]?.id
    const health = await t.person('department-officer', '20-YT')
    const seen = (await health.call('GET', `/api/activations/${id}`)).body as ActivationDetail
    expect(seen.tasks.map(x => `${x.step} ${x.lead.name}`).toSorted()).toEqual([
      'D2 Xã A',
      'D2 Xã B',
      'D2 Xã C',
      'D3 Sở Y tế',
    ])
    const agri = await t.person('department-officer', '20-NN')
    expect(((await agri.call('GET', `/api/activations/${id}`)).body as ActivationDetail).tasks.length).toBe(16)
    const sibling = await t.person('commune-officer', '20C')
    const own = (await sibling.call('GET', `/api/activations/${id}`)).body as ActivationDetail
    expect(new Set(own.tasks.map(x => x.lead.name))).toEqual(new Set(['Xã C', 'Thôn C1', 'Thôn C2', 'Sở Y tế']))
    const stranger = await t.person('leader', '19')
    expect((await stranger.call('GET', `/api/activations/${id}`)).status).toBe(404)
  })
  it('a commune gives its own tasks, asks for what a body of the province leads, and its second activation adds nothing', async () => {
    const chair = await t.person('leader', '20B')
    const { body } = await chair.call('POST', `/api/scenarios/${scenarioId}/preview`, {
      ...ask({ unitIds: [t.unit('20B')], level: 3, phases: ['during'] }),
    })
    expect(body as ActivationPreview).toMatchObject({
      tasks: 0,
      already: 1,
      above: [{ step: 'D3', functionName: 'Sở Y tế' }],
    })
  })
})

describe('a task that comes again', () => {
  it('a round is noted and the clock moves on; others are refused', async () => {
    const task = (await tasksIn()).find(x => x.step === 'W3' && x.unit === '20A-T01')
    const activation = ((await leader.call('GET', '/api/activations')).body as { activations: { id: number }[] })
      .activations[0]?.id
    const url = `/api/activations/${activation}/tasks/${task?.id}/round`
    const other = await t.person('hamlet-head', '20B-T01')
    expect((await other.call('POST', url, { text: '' })).status).toBe(404)
    const head = await t.person('hamlet-head', '20A-T01')
    t.setNow('2025-10-08T19:40:00+07:00')
    const done = await head.call('POST', url, { text: '42 mm' })
    expect([done.status, (done.body as { dueAt: string }).dueAt]).toEqual([200, '2025-10-08T13:30:00.000Z'])
    const notes = await t.database.db.asSystem(tx => tx.query('select text, state from task_notes'))
    expect(notes).toEqual([{ text: '42 mm', state: 'doing' }])
    const once = (await tasksIn()).find(x => x.step === 'W1' && x.unit === '20A')
    const refused = await leader.call('POST', `/api/activations/${activation}/tasks/${once?.id}/round`, { text: '' })
    expect((refused.body as { error: { code: string } }).error.code).toBe('scenario.no-rounds')
    t.setNow('2025-10-08T18:30:00+07:00')
  })
})

describe('exercise and end', () => {
  it('an exercise never meets the actual tasks, on a clock of its own', async () => {
    const made = await leader.call('POST', '/api/runs', {
      name: 'Diễn tập',
      clockAt: '2026-01-01T06:00:00+07:00',
      speed: 1,
    })
    const run = (made.body as { id: number }).id
    const actual = (await tasksIn()).length
    const { body } = await activate(leader, {}, run)
    expect(body).toMatchObject({ given: 8, already: 0 })
    expect((await tasksIn()).length).toBe(actual)
    expect((await tasksIn(run)).find(x => x.step === 'W2')?.due.toISOString()).toBe('2026-01-01T10:00:00.000Z')
    const list = (await leader.call('GET', '/api/activations')).body as { activations: unknown[] }
    expect(list.activations).toHaveLength(1)
  })
  it('stopping: refusals first, then open tasks are cancelled with the reason, done ones stay', async () => {
    const { activations } = (await leader.call('GET', '/api/activations')).body as { activations: { id: number }[] }
    const url = `/api/activations/${activations[0]?.id}/stop`
    expect((await t.app.inject({ method: 'POST', url, payload: { reason: 'thử' } })).statusCode).toBe(401)
    expect((await leader.call('POST', url, { reason: ' ' })).status).toBe(400)
    expect((await (await t.person('leader', '20A')).call('POST', url, { reason: 'thôi' })).status).toBe(403)
    expect((await leader.call('POST', '/api/activations/999/stop', { reason: 'thôi' })).status).toBe(404)

    // commune B has activated for itself: what it also asks for stays open, under its own activation
    const chair = await t.person('leader', '20B')
    expect((await activate(chair, { unitIds: [t.unit('20B')], level: 2 })).body).toMatchObject({ given: 0, already: 4 })
    await t.database.db.asSystem(tx => tx.query(`update tasks set state = 'done', done_at = now() where id = $1`, [1]))
    const stopped = await leader.call('POST', url, { reason: 'nước đã rút' })
    expect(stopped.body).toEqual({ cancelled: 11, kept: 4 })
    const after = await tasksIn()
    expect(after.filter(x => x.state === 'cancelled').length).toBe(11)
    expect(after.filter(x => x.state !== 'cancelled').map(x => `${x.step} ${x.unit} ${x.state}`)).toEqual([
      'W1 20A done',
      'W1 20B assigned',
      'W2 20B assigned',
      'W3 20B-T01 assigned',
      'W3 20B-T02 assigned',
    ])
    const again = await leader.call('POST', url, { reason: 'nước đã rút' })
    expect([again.status, (again.body as { error: { code: string } }).error.code]).toEqual([409, 'scenario.stopped'])
    expect((await activate(leader)).body).toMatchObject({ given: 4, already: 4 })
  })
})
