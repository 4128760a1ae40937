import type { DifficultyDetail, DifficultyList, DigestList, OwedList } from '@tusom/contract'
import { difficultiesRaised } from '@tusom/store'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { turnTaskClock } from '../tasks/task-clock.ts'
import { createTestApp, type Person, type TestApp } from '../../testing/test-app.ts'

let t: TestApp
let commune: Person
let agency: Person
let farming: Person
let health: Person
let chair: Person
/** Everybody signs in at this time: a session does not last over days. */
const at = async (iso: string) => {
  t.setNow(iso)
  commune = await t.person('commune-officer', '20A', 'Cán bộ xã A')
  agency = await t.person('standing-agency', '20-CA', 'Thường trực')
  farming = await t.person('department-officer', '20-NN', 'Cán bộ Sở NN')
  health = await t.person('department-officer', '20-YT', 'Cán bộ Sở YT')
  chair = await t.person('leader', '20', 'Chủ tịch tỉnh')
}
const start = '2025-10-08T03:00:00+07:00'
beforeAll(async () => {
  t = await createTestApp(start)
  await at(start)
})
afterAll(() => t.close())

const said = (r: { status: number; body: never }) => [
  r.status,
  (r.body as { error?: { code: string } }).error?.code ?? null,
]
const body = (to: string, over: Record<string, unknown> = {}) => ({
  unitId: t.unit('20A'),
  toId: t.unit(to),
  title: 'Xã thiếu 03 xuồng máy cho mùa lũ',
  text: 'Hai xuồng hiện có đã hỏng.',
  ...over,
})
const raise = async (who: Person, to: string, over = {}) => {
  const r = await who.call('POST', '/api/difficulties', body(to, over))
  expect(said(r)).toEqual([200, null])
  return (r.body as { id: number }).id
}
const handle = (who: Person, id: number, b: unknown) => who.call('POST', `/api/difficulties/${id}/handle`, b)
const respond = (who: Person, id: number, b: unknown) => who.call('POST', `/api/difficulties/${id}/respond`, b)
const one = async (who: Person, id: number) =>
  (await who.call('GET', `/api/difficulties/${id}`)).body as DifficultyDetail
const list = async (who: Person) => (await who.call('GET', '/api/difficulties')).body as DifficultyList
const audit = (id: number) =>
  t.database.db.asSystem(tx =>
    tx.query<{ command: string; unit: number; detail: Record<string, unknown> }>(
      `select command, unit_id as unit, (body::jsonb) -> 'detail' as detail from audit_entries where subject = $1 order by seq`,
      [`difficulty/${id}`],
    ),
  )

describe('a difficulty is raised upward', () => {
  it('refused: no session, another unit’s, from above in its place, a unit that is not competent, a day gone by', async () => {
    expect((await t.app.inject({ method: 'GET', url: '/api/difficulties' })).statusCode).toBe(401)
    const post = (who: Person, b: unknown) => who.call('POST', '/api/difficulties', b)
    expect(said(await post(await t.person('administrator', '20A'), body('20')))).toEqual([403, 'rights.role'])
    expect(said(await post(await t.person('commune-officer', '20B'), body('20')))).toEqual([403, 'rights.reach'])
    expect(said(await post(chair, body('20-NN')))).toEqual([403, 'difficulty.not-own'])
    for (const to of ['20B', '20A-T01', '19', '20A'])
      expect(said(await post(commune, body(to)))).toEqual([422, 'difficulty.not-competent'])
    for (const dueOn of ['2025-10-07', '2026-10-08', '2025-19-40'])
      expect(said(await post(commune, body('20', { dueOn })))).toEqual([422, 'difficulty.due'])
    expect((await post(commune, body('20', { title: ' ' }))).status).toBe(400)
    expect((await list(commune)).rows).toEqual([])
  })
  it('says whom one may ask; the day comes from the rules, which only the province’s leader sets', async () => {
    const { raising, rules } = await list(commune)
    expect(raising.map(r => [r.unit.id, r.to.map(u => u.kind)])).toEqual([
      [t.unit('20A'), ['province', 'department', 'department', 'department']],
    ])
    expect(rules).toMatchObject({ answerDays: 15, proposed: true, mayChange: false })
    const set = (who: Person, days: number) =>
      who.call('PUT', `/api/difficulty-rules/${t.unit('20')}`, { answerDays: days, passOnDays: 5, soonDays: 3 })
    expect(said(await set(await t.person('leader', '20A'), 5))).toEqual([403, 'rights.reach'])
    expect(said(await set(farming, 5))).toEqual([403, 'rights.role'])
    expect((await set(chair, 10)).status).toBe(200)
    expect((await list(commune)).rules).toMatchObject({ answerDays: 10, proposed: false })
    const r = await commune.call('POST', '/api/difficulties', body('20-NN'))
    expect(r.body).toMatchObject({ dueOn: '2025-10-18' })
    await respond(commune, (r.body as { id: number }).id, { act: 'withdraw', text: 'Nêu nhầm' })
  })
})

describe('answered, passed on, asked back, settled', () => {
  it('passed on by who has it, asked back, answered late with a task; settled by the raiser alone; all is kept', async () => {
    const id = await raise(commune, '20-NN', { dueOn: '2025-10-12' })
    // seen by both sides, the standing agency and those above; by nobody else
    for (const who of [commune, farming, agency, chair]) expect((await one(who, id)).difficulty.id).toBe(id)
    expect(said(await health.call('GET', `/api/difficulties/${id}`))).toEqual([403, 'rights.reach'])
    expect((await list(health)).rows.some(r => r.id === id)).toBe(false)
    const pass = { act: 'pass-on', toId: t.unit('20-YT'), text: 'Thuộc lĩnh vực Sở Y tế' }
    expect(said(await handle(agency, id, pass))).toEqual([403, 'difficulty.not-yours'])
    expect(said(await handle(chair, id, pass))).toEqual([403, 'difficulty.not-yours'])
    expect(said(await handle(health, id, pass))).toEqual([403, 'rights.reach'])
    expect(said(await handle(farming, id, { ...pass, toId: t.unit('20B') }))).toEqual([422, 'difficulty.not-competent'])
    expect(said(await handle(farming, id, { ...pass, toId: t.unit('20-NN') }))).toEqual([422, 'difficulty.same-unit'])
    expect((await handle(farming, id, pass)).status).toBe(200)
    // five days at least for the next unit; the first day stays beside it
    expect((await one(commune, id)).difficulty).toMatchObject({
      dueOn: '2025-10-13',
      firstDueOn: '2025-10-12',
      passes: 1,
      to: { id: t.unit('20-YT') },
    })
    expect(said(await handle(farming, id, { ...pass, toId: t.unit('20') }))).toEqual([403, 'difficulty.not-yours'])

    expect((await handle(health, id, { act: 'ask-back', text: 'Xã cần xuồng loại nào?' })).status).toBe(200)
    expect(said(await respond(commune, id, { act: 'settle' }))).toEqual([409, 'difficulty.state'])
    await at('2025-10-10T09:00:00+07:00')
    expect((await respond(commune, id, { act: 'reply', text: 'Xuồng 6 người' })).status).toBe(200)
    expect((await one(health, id)).difficulty).toMatchObject({ dueOn: '2025-10-15', state: 'open', mine: true })

    await at('2025-10-17T09:00:00+07:00')
    expect((await one(agency, id)).difficulty.due).toEqual({ kind: 'late', days: -2 })
    const answer = { act: 'answer', outcome: 'partly', text: 'Cấp 01 xuồng trong tháng 10' }
    expect(
      said(await handle(health, id, { ...answer, task: { title: 'Cấp xuồng', leadIds: [t.unit('20B')] } })),
    ).toEqual([403, 'task.lead-outside'])
    const task = { title: 'Cấp 01 xuồng cho Xã A', leadIds: [t.unit('20-YT')], dueAt: '2025-10-31T17:00:00+07:00' }
    expect((await handle(health, id, { ...answer, task })).status).toBe(200)
    expect(said(await respond(chair, id, { act: 'settle' }))).toEqual([403, 'difficulty.not-own'])
    expect(said(await respond(farming, id, { act: 'settle' }))).toEqual([403, 'rights.reach'])
    const answered = await one(commune, id)
    expect(answered.difficulty).toMatchObject({ state: 'answered', outcome: 'partly', mine: true })
    expect(answered.may).toEqual(['settle', 'not-settled'])
    // the task is its lead's and giver's: the commune reads that there is one
    expect(answered.task).toMatchObject({ mayOpen: false })
    expect((await one(health, id)).task).toMatchObject({ mayOpen: true, title: task.title, state: 'assigned' })

    expect((await respond(commune, id, { act: 'not-settled', text: 'Một xuồng chưa đủ' })).status).toBe(200)
    expect((await one(health, id)).difficulty).toMatchObject({ reopened: 1, dueOn: '2025-10-27', state: 'open' })
    expect((await handle(health, id, { ...answer, outcome: 'accepted', text: 'Cấp thêm 02 xuồng' })).status).toBe(200)
    expect((await respond(commune, id, { act: 'settle' })).status).toBe(200)
    expect(said(await respond(commune, id, { act: 'settle' }))).toEqual([409, 'difficulty.state'])
    const done = await one(agency, id)
    expect(done.steps.map(s => [s.act, s.by])).toEqual([
      ['raise', 'Cán bộ xã A'],
      ['pass-on', 'Cán bộ Sở NN'],
      ['ask-back', 'Cán bộ Sở YT'],
      ['reply', 'Cán bộ xã A'],
      ['answer', 'Cán bộ Sở YT'],
      ['not-settled', 'Cán bộ xã A'],
      ['answer', 'Cán bộ Sở YT'],
      ['settle', 'Cán bộ xã A'],
    ])
    const entries = await audit(id)
    expect(entries.map(e => [e.command, e.unit])).toEqual([
      ['difficulty.raise', t.unit('20A')],
      ['difficulty.pass-on', t.unit('20-NN')],
      ['difficulty.ask-back', t.unit('20-YT')],
      ['difficulty.reply', t.unit('20A')],
      ['difficulty.answer', t.unit('20-YT')],
      ['difficulty.not-settled', t.unit('20A')],
      ['difficulty.answer', t.unit('20-YT')],
      ['difficulty.settle', t.unit('20A')],
    ])
    expect(entries[4]?.detail).toMatchObject({ outcome: 'partly', late: true })
    // for the consolidated report: what was raised in the days asked for, with what came of it
    const gathered = await t.database.db.as(
      { userId: agency.userId, units: [t.unit('20-CA')], watch: [], runId: 0 },
      tx => difficultiesRaised(tx, [t.unit('20A'), t.unit('20B')], '2025-10-01', '2025-10-31'),
    )
    expect(gathered.map(d => [d.unitId, d.state, d.outcome])).toEqual([[t.unit('20A'), 'settled', 'accepted']])
  })
  it('asked of the province: its standing agency answers for it, and the history says so', async () => {
    const id = await raise(commune, '20')
    expect((await one(agency, id)).difficulty.mine).toBe(true)
    expect(
      (await handle(agency, id, { act: 'answer', outcome: 'not', text: 'Chưa bố trí được kinh phí' })).status,
    ).toBe(200)
    expect((await one(commune, id)).steps.at(-1)).toMatchObject({ unit: 'Công an tỉnh', outcome: 'not' })
  })
  it('a hamlet asks its commune, which passes it on', async () => {
    const head = await t.person('hamlet-head', '20A-T01')
    const post = (to: string) => head.call('POST', '/api/difficulties', body(to, { unitId: t.unit('20A-T01') }))
    expect(said(await post('20-NN'))).toEqual([422, 'difficulty.not-competent'])
    const { id } = (await post('20A')).body as { id: number }
    expect(
      (await handle(commune, id, { act: 'pass-on', toId: t.unit('20-NN'), text: 'Xã không có xuồng' })).status,
    ).toBe(200)
    expect((await one(farming, id)).may).toEqual(['pass-on', 'ask-back', 'answer'])
    expect((await one(head, id)).may).toEqual(['withdraw'])
  })
})

describe('from a sentence of a report', () => {
  it('linked to report, part and sentence; only the own report, only what it says, only once', async () => {
    const made = await commune.call('POST', '/api/reports', {
      form: 'anptt-six-month',
      period: '2025-H2',
      unitId: t.unit('20A'),
    })
    expect(said(made)).toEqual([200, null])
    const reportId = (made.body as { id: number }).id
    const sentence = 'Đề nghị Sở Y tế tập huấn cho cán bộ xã.'
    const saved = await commune.call('PUT', `/api/reports/${reportId}/narratives`, {
      parts: [{ part: 'proposals', text: `- Kinh phí còn thiếu.\n- ${sentence}`, seen: 0 }],
    })
    expect(saved.status).toBe(200)
    const source = { reportId, part: 'proposals', sentence }
    const post = (who: Person, over: Record<string, unknown>, unit = '20A') =>
      who.call('POST', '/api/difficulties', body('20-YT', { unitId: t.unit(unit), title: sentence, source, ...over }))
    expect(said(await post(await t.person('commune-officer', '20B'), {}, '20B'))).toEqual([404, 'not-found'])
    expect(said(await post(commune, { source: { ...source, sentence: 'Không có câu này' } }))).toEqual([
      422,
      'difficulty.sentence',
    ])
    expect(said(await post(commune, { source: { ...source, part: 'situation' } }))).toEqual([
      422,
      'difficulty.sentence',
    ])
    const r = await post(commune, {})
    expect(r.status).toBe(200)
    expect(said(await post(commune, {}))).toEqual([409, 'difficulty.raised-already'])
    const { id } = r.body as { id: number }
    // who answers reads the sentence, not the report
    expect((await one(health, id)).source).toMatchObject({ sentence, href: null })
    expect((await one(commune, id)).source?.href).toBe(`/bao-cao/anptt-six-month/2025-H2/${t.unit('20A')}`)
    expect((await audit(id))[0]?.detail).toMatchObject({ report: reportId, part: 'proposals' })
  })
})

describe('what is late is told', () => {
  it('in the morning’s digest and among what is owed: who must answer, who watches, and the raiser when it is answered', async () => {
    const id = await raise(commune, '20-NN', { dueOn: '2025-10-18' })
    await at('2025-10-20T07:00:00+07:00')
    expect((await turnTaskClock(t.app.ctx, 0))?.digests).toBeGreaterThan(0)
    const told = async (who: Person) =>
      ((await who.call('GET', '/api/digests')).body as DigestList).digests.flatMap(d =>
        d.followUps.lines.filter(l => l.id === id).map(l => [l.what, l.days, l.unit.id]),
      )
    expect(await told(farming)).toEqual([['answer-late', -2, t.unit('20A')]])
    expect(await told(agency)).toEqual([['others-late', -2, t.unit('20-NN')]])
    expect(await told(commune)).toEqual([])
    expect(await told(health)).toEqual([])
    const tiles = async (who: Person) =>
      ((await who.call('GET', '/api/owed')).body as OwedList)
        .filter(x => x.key.startsWith('difficulties'))
        .map(x => [x.key, x.late])
    expect(await tiles(farming)).toEqual([['difficulties-mine', true]])
    expect(await tiles(agency)).toEqual([['difficulties-late', true]])
    expect((await handle(farming, id, { act: 'answer', outcome: 'accepted', text: 'Cấp ngay' })).status).toBe(200)
    // the hamlet's item is still with it, and not late
    expect(await tiles(farming)).toEqual([['difficulties-mine', false]])
    expect(await tiles(commune)).toContainEqual(['difficulties-raised', false])
    t.setNow('2025-10-21T07:00:00+07:00')
    await turnTaskClock(t.app.ctx, 0)
    await at('2025-10-21T07:00:00+07:00')
    expect(await told(commune)).toEqual([['settle', -3, t.unit('20-NN')]])
  })
})

describe('in the database too', () => {
  it('steps are never changed, nothing crosses runs, no scope sees nothing', async () => {
    const id = await raise(commune, '20-NN')
    const scope = { userId: commune.userId, units: [t.unit('20A')], watch: [], runId: 0 }
    const { db } = t.database
    await expect(db.as(scope, tx => tx.query(`update difficulty_steps set text = ''`))).rejects.toThrow(
      /permission denied/,
    )
    await expect(db.as(scope, tx => tx.query('delete from difficulties'))).rejects.toThrow(/permission denied/)
    await expect(
      db.as(scope, tx => tx.query('update difficulties set title = $1', ['Đã sửa tiêu đề'])),
    ).rejects.toThrow(/permission denied/)
    const seen = (s: typeof scope) => db.as(s, tx => tx.query('select id from difficulties where id = $1', [id]))
    expect(await seen(scope)).toHaveLength(1)
    expect(await seen({ ...scope, runId: 7 })).toEqual([])
    expect(await seen({ ...scope, units: [] })).toEqual([])
  })
})
