import { readText } from '@tusom/admin-docs'
import { readCap } from '@tusom/cap/xml'
import type { CapSigning, WarningFull, WarningList, WarningSummary } from '@tusom/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApp, type Person, type TestApp } from '../../testing/test-app.ts'

let t: TestApp
let duty: Person
let leader: Person
let secondLeader: Person
let department: Person
let commune: Person
let hamlet: Person
let stranger: Person

type Sent = {
  status: number
  body: { id: number; state: string; standing: string; version: number; error?: { code: string; message: string } }
}
const ring = (lon: number, lat: number) => ({
  type: 'Polygon',
  coordinates: [
    [
      [lon, lat],
      [lon + 0.1, lat],
      [lon + 0.1, lat + 0.1],
      [lon, lat + 0.1],
      [lon, lat],
    ],
  ],
})

beforeAll(async () => {
  t = await createTestApp()
  await t.database.db.asSystem(async tx => {
    for (const [code, lon] of [
      ['20A', 106.3],
      ['20B', 106.4],
    ] as const)
      await tx.query('update units set boundary = $2 where code = $1', [code, JSON.stringify(ring(lon, 21.5))])
  })
  duty = await t.person('duty-officer', '20', 'Trực ban tỉnh')
  leader = await t.person('leader', '20', 'Chủ tịch tỉnh')
  secondLeader = await t.person('leader', '20', 'Phó Chủ tịch tỉnh')
  department = await t.person('department-officer', '20-NN', 'Chuyên viên Sở')
  commune = await t.person('commune-officer', '20A', 'Cán bộ xã A')
  hamlet = await t.person('hamlet-head', '20A-T01', 'Trưởng thôn A1')
  stranger = await t.person('duty-officer', '19', 'Trực ban tỉnh khác')
  await rise('2025-10-08T01:50+07:00', 18.9)
  await rise('2025-10-08T02:50+07:00', 19.26)
})
afterAll(() => t.close())

const run = (id?: number): Record<string, string> => (id === undefined ? {} : { 'x-run': String(id) })
async function rise(at: string, value: number, runId?: number) {
  const reply = await duty.call(
    'POST',
    '/api/observations',
    { readings: [{ station: 'GAUGE-A', indicator: 'water_level', at, value }] },
    run(runId),
  )
  expect(reply.body).toMatchObject({ refused: [] })
}
const post = async (who: Person, path: string, body: unknown = {}, runId?: number): Promise<Sent> =>
  (await who.call('POST', `/api/warnings${path}`, body, run(runId))) as never
const draft = async (who = duty, units = ['20A'], runId?: number): Promise<number> => {
  const reply = await post(who, '', { unitIds: units.map(t.unit), hazard: 'flood' }, runId)
  expect(reply.status).toBe(200)
  return reply.body.id
}
const full = async (id: number, who = duty, runId?: number): Promise<WarningFull> =>
  (await who.call('GET', `/api/warnings/${id}`, undefined, run(runId))).body as never
const list = async (who: Person, query = '', runId?: number): Promise<number[]> =>
  ((await who.call('GET', `/api/warnings${query}`, undefined, run(runId))).body as WarningList).warnings.map(w => w.id)
/** A warning that went the whole way. */
const issue = async (units = ['20A'], runId?: number): Promise<number> => {
  const id = await draft(duty, units, runId)
  expect((await post(duty, `/${id}/submit`, { version: 1 }, runId)).body.state).toBe('submitted')
  expect((await post(leader, `/${id}/approve`, { version: 1 }, runId)).body.state).toBe('approved')
  const reply = await post(duty, `/${id}/issue`, undefined, runId)
  expect([reply.status, reply.body.state]).toEqual([200, 'issued'])
  return id
}
/** Believes the key that the province signs with. */
const ourTrust = async () => ({
  trust: { trusted: [((await duty.call('GET', '/api/cap-signing')).body as CapSigning).own?.pem as string] },
})
const startRun = async (): Promise<number> =>
  (
    (await duty.call('POST', '/api/runs', { name: 'Diễn tập lũ', clockAt: '2025-10-08T03:00:00+07:00', speed: 1 }))
      .body as { id: number }
  ).id
const lastAudit = () =>
  t.database.db.asSystem(tx =>
    tx.one<{ command: string; subject: string }>(
      'select command, subject from audit_entries where province_id = (select id from units where code = $1) order by seq desc limit 1',
      ['20'],
    ),
  )

describe('POST /api/warnings', () => {
  it('401, 400, 403, 422 in that order', async () => {
    expect((await t.app.inject({ method: 'POST', url: '/api/warnings', payload: {} })).statusCode).toBe(401)
    expect((await post(duty, '', { unitIds: [], hazard: 'flood' })).status).toBe(400)
    expect((await post(duty, '', { unitIds: [t.unit('20A')], hazard: 'flood', status: 'Actual' })).status).toBe(400)
    for (const who of [commune, hamlet, stranger])
      expect((await post(who, '', { unitIds: [t.unit('20A')], hazard: 'flood' })).status).toBe(403)
    expect((await post(duty, '', { unitIds: [t.unit('20A'), t.unit('19A')], hazard: 'flood' })).body.error?.code).toBe(
      'warning.areas',
    )
    expect((await post(duty, '', { unitIds: [t.unit('20A-T01')], hazard: 'flood' })).body.error?.code).toBe(
      'warning.areas',
    )
  })
  it('drafts from the level with the figures of the readings, in one call and one audit entry', async () => {
    const id = await draft()
    expect(await lastAudit()).toEqual({ command: 'warning.draft', subject: `warning/${id}` })
    const w = await full(id)
    expect(w).toMatchObject({
      state: 'draft',
      status: 'Actual',
      msgType: 'Alert',
      level: { level: 3, status: 'suggested', article: 'Điều 45 QĐ 18/2021/QĐ-TTg', alarm: 3 },
    })
    expect(w.description).toContain(
      'Nước sông Thử tại Trạm thử 19,26 m lúc 02:50 ngày 08/10, trên báo động 3 (19,00 m) là 0,26 m, lên 36 cm mỗi giờ.',
    )
    expect(w.description).toContain('Rủi ro do lũ cấp 3 (lớn), nước trên báo động 3')
    expect(w.checks.filter(c => c.severity === 'error')).toEqual([])
    expect(w.recipients).toMatchObject({ communes: 1, hamlets: 2 })
    expect(w.recipients.withoutPeople).toEqual(['Thôn A2'])
    expect(w.approvers.map(a => a.name)).toEqual(['Chủ tịch tỉnh', 'Phó Chủ tịch tỉnh'])
    expect(readCap(w.cap).findings).toEqual([])
  })
  it('a department that watches the province drafts for it; the warning is the province’s', async () => {
    const w = await full(await draft(department), department)
    expect([w.owner.code, w.can.includes('submit'), w.can.includes('approve')]).toEqual(['20', true, false])
  })
  it('a commune warns its own people in its own name, and nobody else’s', async () => {
    const own = await t.person('duty-officer', '20A', 'Trực ban xã A')
    const chair = await t.person('leader', '20A', 'Chủ tịch xã A')
    expect((await post(own, '', { unitIds: [t.unit('20B')], hazard: 'flood' })).status).toBe(403)
    const id = await draft(own)
    const w = await full(id, own)
    expect([w.owner.code, w.speaker.senderName]).toEqual(['20A', 'Ban Chỉ huy Phòng thủ dân sự xã A'])
    await post(own, `/${id}/submit`, { version: 1 })
    expect((await post(chair, `/${id}/approve`, { version: 1 })).body.state).toBe('approved')
    expect((await post(own, `/${id}/discard`)).body.state).toBe('discarded')
  })
  it('a province named stands for all its communes; a silent commune gives a draft that the checks block', async () => {
    expect((await full(await draft(duty, ['20']))).areas.map(a => a.code)).toEqual(['20A', '20B', '20C'])
    const id = await draft(duty, ['20C'])
    const w = await full(id)
    expect(w.level).toMatchObject({ level: null, status: 'none' })
    expect(w.checks.map(c => c.code)).toContain('level.none')
  })
})

describe('the life cycle', () => {
  it('draft, submitted, approved by another, issued: valid CAP stored, numbered, audited', async () => {
    const id = await issue()
    expect(await lastAudit()).toEqual({ command: 'warning.issue', subject: `warning/${id}` })
    const w = await full(id)
    expect(w).toMatchObject({
      standing: 'in-force',
      number: 1,
      identifier: 'vn.20.2025.1008.01',
      approver: 'Chủ tịch tỉnh',
      issuer: 'Trực ban tỉnh',
    })
    const read = readCap(w.cap, await ourTrust())
    expect(read.findings).toEqual([])
    expect(read.alerts[0]).toMatchObject({
      status: 'Actual',
      msgType: 'Alert',
      scope: 'Public',
      identifier: 'vn.20.2025.1008.01',
    })
    expect(read.alerts[0]?.info[0]?.area?.[0]).toMatchObject({
      areaDesc: 'Xã A',
      geocode: [{ valueName: 'vn.commune', value: '20A' }],
    })
    expect(read.alerts[0]?.info[0]?.area?.[0]?.polygon).toHaveLength(1)
    expect(w.history.map(h => `${h.act} ${h.by}`)).toEqual([
      'draft Trực ban tỉnh',
      'submit Trực ban tỉnh',
      'approve Chủ tịch tỉnh',
      'issue Trực ban tỉnh',
    ])
  })
  it('refuses what is not theirs to do', async () => {
    const id = await draft()
    for (const [who, path, body] of [
      [stranger, 'submit', { version: 1 }],
      [commune, 'submit', { version: 1 }],
      [department, 'approve', { version: 1 }],
      [duty, 'approve', { version: 1 }],
      [commune, 'issue', {}],
      [duty, 'review', { outcome: 'stands', remark: '' }],
    ] as const)
      expect((await post(who, `/${id}/${path}`, body)).status, path).toBeGreaterThanOrEqual(403)
    expect((await post(duty, `/${id}/issue`)).body.error?.code).toBe('warning.state')
    expect((await post(leader, `/${id}/approve`, { version: 1 })).body.error?.code).toBe('warning.state')
  })
  it('a leader who drafted or edited may not approve; the other one may, and may issue in the same stroke', async () => {
    const id = await draft(leader)
    await post(leader, `/${id}/submit`, { version: 1 })
    expect((await post(leader, `/${id}/approve`, { version: 1 })).body.error?.code).toBe('warning.own-approval')
    expect((await full(id, leader)).approvers.map(a => a.name)).toEqual(['Phó Chủ tịch tỉnh'])
    const edited = await duty.call('PATCH', `/api/warnings/${id}`, {
      version: 1,
      change: { headline: 'Lũ sông Thử: rời vùng thấp' },
    })
    expect(edited.body).toMatchObject({ state: 'draft', version: 2 })
    await post(duty, `/${id}/submit`, { version: 2 })
    expect((await post(secondLeader, `/${id}/approve`, { version: 1 })).body.error?.code).toBe('warning.changed')
    expect((await post(secondLeader, `/${id}/approve`, { version: 2, issue: true })).body.state).toBe('issued')
  })
  it('an edit after approval opens it again and counts', async () => {
    const id = await draft()
    await post(duty, `/${id}/submit`, { version: 1 })
    await post(leader, `/${id}/approve`, { version: 1 })
    const edited = await duty.call('PATCH', `/api/warnings/${id}`, {
      version: 1,
      change: { instruction: '1. Rời vùng thấp.' },
    })
    expect(edited.body).toMatchObject({ state: 'draft', version: 2 })
    expect(await full(id)).toMatchObject({ editsSinceApproval: 1, approver: null })
    expect((await post(duty, `/${id}/issue`)).body.error?.code).toBe('warning.state')
  })
  it('returned with a remark, which the drafter reads', async () => {
    const id = await draft()
    await post(duty, `/${id}/submit`, { version: 1 })
    expect((await post(leader, `/${id}/return`, { remark: ' ' })).body.error?.code).toBe('warning.no-remark')
    await post(leader, `/${id}/return`, { remark: 'Nêu rõ thôn.' })
    expect(await full(id)).toMatchObject({ standing: 'returned', returnedRemark: 'Nêu rõ thôn.' })
  })
  it('nothing that the checks refuse is submitted, and the refusal names the finding', async () => {
    const id = await draft()
    await duty.call('PATCH', `/api/warnings/${id}`, {
      version: 1,
      change: { description: 'Lũ cấp 3 trên sông.', instruction: '' },
    })
    const reply = await post(duty, `/${id}/submit`, { version: 2 })
    expect([reply.status, reply.body.error?.code]).toEqual([422, 'warning.checks'])
    expect(reply.body.error?.message).toContain('dễ hiểu nhầm là báo động')
    expect(reply.body.error?.message).toContain('Chưa có việc cần làm.')
  })
  it('an edit of a headline over 160 characters or of an unknown field is refused', async () => {
    const id = await draft()
    expect(
      (await duty.call('PATCH', `/api/warnings/${id}`, { version: 1, change: { headline: 'x'.repeat(161) } })).status,
    ).toBe(400)
    expect((await duty.call('PATCH', `/api/warnings/${id}`, { version: 1, change: { status: 'Actual' } })).status).toBe(
      400,
    )
  })
  it('figures are renewed on request, words stay', async () => {
    const id = await draft()
    await duty.call('PATCH', `/api/warnings/${id}`, {
      version: 1,
      change: { description: 'Đo được 19,26 m lúc 02:50 ngày 08/10. Chú ý.' },
    })
    await rise('2025-10-08T02:55+07:00', 19.4)
    expect((await full(id)).newerFigures.map(f => f.after)).toContain('19,40 m lúc 02:55 ngày 08/10')
    await post(duty, `/${id}/refresh`, { version: 2 })
    expect(await full(id)).toMatchObject({
      description: 'Đo được 19,40 m lúc 02:55 ngày 08/10. Chú ý.',
      newerFigures: [],
      version: 3,
    })
  })
  it('other communes: places in the text follow, the level is theirs, rights are asked', async () => {
    const id = await draft(duty, ['20A'])
    const change = (units: string[]) => ({ version: 1, change: { unitIds: units.map(t.unit) } })
    expect((await duty.call('PATCH', `/api/warnings/${id}`, change(['19A']))).status).toBe(403)
    await duty.call('PATCH', `/api/warnings/${id}`, change(['20A', '20B']))
    const w = await full(id)
    expect(w.areas.map(a => a.code)).toEqual(['20A', '20B'])
    expect(w.description).toContain('Nơi nhận: xã A và xã B.')
    expect(w.descriptionEn).toContain('Area: A and B.')
    await duty.call('PATCH', `/api/warnings/${id}`, { version: 2, change: { unitIds: [t.unit('20B')] } })
    expect((await full(id)).level).toMatchObject({ level: null, status: 'none' })
  })
  it('a discarded draft leaves the list and comes back', async () => {
    const id = await draft()
    await post(duty, `/${id}/discard`)
    expect(await list(duty)).not.toContain(id)
    expect(await list(duty, '?show=discarded')).toContain(id)
    expect((await post(duty, `/${id}/restore`)).body.state).toBe('draft')
  })
})

describe('update and cancel', () => {
  it('an update supersedes all it names, with references to each', async () => {
    const [first, second] = [await issue(['20A']), await issue(['20B'])]
    const update = await post(duty, `/${first}/update`, { alsoReplaces: [second] })
    expect(update.body.state).toBe('draft')
    const w = await full(update.body.id)
    expect(w.areas.map(a => a.code)).toEqual(['20A', '20B'])
    await post(duty, `/${w.id}/submit`, { version: 1 })
    expect((await full(first)).state).toBe('issued')
    await post(leader, `/${w.id}/approve`, { version: 1, issue: true })
    const [one, two, after] = [await full(first), await full(second), await full(w.id)]
    expect([one.state, two.state, after.standing]).toEqual(['superseded', 'superseded', 'in-force'])
    const alert = readCap(after.cap).alerts[0]
    expect(alert?.msgType).toBe('Update')
    for (const old of [one, two]) expect(alert?.references).toContain(`,${old.identifier},`)
    expect((await post(duty, `/${first}/cancel`)).body.error?.code).toBe('warning.state')

    // a cancellation of the update names all three
    const cancel = await post(duty, `/${w.id}/cancel`, { reason: 'Nước đã xuống dưới báo động 1.' })
    expect(cancel.body.state).toBe('submitted')
    expect((await post(duty, `/${cancel.body.id}/issue`)).body.error?.code).toBe('warning.state')
    expect((await full(w.id)).state).toBe('issued')
    await post(leader, `/${cancel.body.id}/approve`, { version: 1, issue: true })
    const gone = await full(cancel.body.id)
    expect((await full(w.id)).state).toBe('cancelled')
    const message = readCap(gone.cap, await ourTrust())
    expect(message.findings).toEqual([])
    expect(message.alerts[0]).toMatchObject({ msgType: 'Cancel', info: [{ responseType: ['AllClear'] }, {}] })
    for (const old of [one, two, after]) expect(message.alerts[0]?.references).toContain(`,${old.identifier},`)
    expect(gone.description).toContain('Nước đã xuống dưới báo động 1.')
    expect(await list(duty, '?show=in-force')).not.toContain(w.id)
  })
  it('a second warning for the same place and hazard is pointed to the first; an update of it is not', async () => {
    const id = await issue(['20C'])
    const codes = async (w: number) => (await full(w)).checks.map(c => c.code)
    expect(await codes(await draft(duty, ['20C', '20B']))).toContain('overlap')
    expect(await codes((await post(duty, `/${id}/update`)).body.id)).not.toContain('overlap')
  })
  it('two updates of one warning: the second to be issued is refused', async () => {
    const id = await issue()
    const [a, b] = [await post(duty, `/${id}/update`), await post(duty, `/${id}/update`)]
    for (const u of [a, b]) await post(duty, `/${u.body.id}/submit`, { version: 1 })
    expect((await post(leader, `/${a.body.id}/approve`, { version: 1, issue: true })).status).toBe(200)
    expect((await post(leader, `/${b.body.id}/approve`, { version: 1, issue: true })).body.error?.code).toBe(
      'warning.state',
    )
  })
  it('what was issued cannot be changed, in the database either', async () => {
    const id = await issue()
    expect((await duty.call('PATCH', `/api/warnings/${id}`, { version: 1, change: { headline: 'x' } })).status).toBe(
      409,
    )
    await expect(
      t.database.db.asSystem(tx => tx.query(`update warnings set headline = 'x' where id = $1`, [id])),
    ).rejects.toThrow(/not changed/)
    await expect(
      t.database.db.asSystem(tx => tx.query(`update warnings set state = 'draft' where id = $1`, [id])),
    ).rejects.toThrow(/draft again/)
  })
})

describe('a prepared text', () => {
  const words = {
    name: 'Lũ lên nhanh',
    kind: 'alert',
    hazard: 'flood',
    headline: 'Lũ lên nhanh tại {noi}: rời vùng thấp ven sông ngay',
    description: 'Nước đang lên nhanh tại {noi}, tính đến {luc}.',
    instruction: '1. Rời vùng thấp.\n2. Gọi 112 khi cần.',
    headlineEn: 'Fast flood at {noi}: leave low ground now',
    descriptionEn: 'The water is rising fast at {noi}.',
    instructionEn: '1. Leave low ground.',
    urgency: 'Immediate',
    severity: 'Severe',
    certainty: 'Observed',
    responses: ['Evacuate'],
    validHours: 6,
  }
  let template = 0
  const call = async (who: Person, path: string, body: unknown = {}) =>
    (await who.call('POST', `/api/warning-templates${path}`, body)) as never as Sent
  it('is approved by two people who did not write it, one a leader', async () => {
    expect((await call(commune, '', words)).status).toBe(403)
    expect((await call(duty, '', { ...words, headline: '{muc}' })).body.error?.code).toBe('warning.checks')
    template = (await call(department, '', words)).body.id
    expect((await call(department, `/${template}/approve`)).body.error?.code).toBe('warning.template-own')
    expect((await call(duty, `/${template}/issue`, { unitIds: [t.unit('20A')] })).body.error?.code).toBe(
      'warning.template-not-approved',
    )
    expect((await call(duty, `/${template}/approve`)).body).toMatchObject({ ready: false })
    expect((await call(duty, `/${template}/approve`)).body.error?.code).toBe('warning.template-twice')
    expect((await call(leader, `/${template}/approve`)).body).toMatchObject({ ready: true })
    expect(await lastAudit()).toEqual({ command: 'warning-template.approve', subject: `warning-template/${template}` })
  })
  it('is issued at once by one duty officer, reviewed within 15 minutes by a leader, late is told', async () => {
    expect((await call(commune, `/${template}/issue`, { unitIds: [t.unit('20A')] })).status).toBe(403)
    const { id, standing } = (await call(duty, `/${template}/issue`, { unitIds: [t.unit('20A')] })).body
    expect(standing).toBe('review-due')
    const w = await full(id)
    expect(w.headline).toBe('Lũ lên nhanh tại xã A: rời vùng thấp ven sông ngay')
    expect(readCap(w.cap, await ourTrust()).findings).toEqual([])
    expect((await leader.call('GET', '/api/warnings/summary')).body).toMatchObject({ reviewDue: 1, reviewLate: 0 })
    t.setNow('2025-10-08T03:16:00+07:00')
    expect((await full(id)).standing).toBe('review-late')
    expect((await leader.call('GET', '/api/warnings/summary')).body).toMatchObject({ reviewDue: 0, reviewLate: 1 })
    expect((await post(duty, `/${id}/review`, { outcome: 'stands', remark: '' })).status).toBe(403)
    expect((await post(leader, `/${id}/review`, { outcome: 'stands', remark: '' })).body.standing).toBe('in-force')
    t.setNow('2025-10-08T03:00:00+07:00')
  })
  it('an edit asks for both approvals again', async () => {
    const edited = await duty.call('PUT', `/api/warning-templates/${template}`, { ...words, name: 'Lũ lên rất nhanh' })
    expect(edited.body).toMatchObject({ version: 2, ready: false, approvals: [] })
    expect((await call(duty, `/${template}/issue`, { unitIds: [t.unit('20A')] })).body.error?.code).toBe(
      'warning.template-not-approved',
    )
  })
  it('of the kind cancel takes a warning back at once, with references', async () => {
    const made = (
      await call(department, '', {
        ...words,
        kind: 'cancel',
        name: 'Hết lũ',
        headline: 'Hết nguy hiểm tại {noi}',
        urgency: 'Past',
        responses: ['AllClear'],
      })
    ).body.id
    await call(leader, `/${made}/approve`)
    await call(secondLeader, `/${made}/approve`)
    const id = await issue()
    const cancelled = await post(duty, `/${id}/cancel`, { templateId: made })
    expect(cancelled.body).toMatchObject({ state: 'issued', standing: 'review-due' })
    expect((await full(id)).state).toBe('cancelled')
    expect(readCap((await full(cancelled.body.id)).cap).alerts[0]?.references).toContain((await full(id)).identifier)
  })
})

describe('acknowledgement', () => {
  it('each recipient says received; the office sees who has and who has not, since when', async () => {
    const id = await issue()
    expect((await commune.call('GET', '/api/warnings/summary')).body).toMatchObject({
      unacknowledged: expect.any(Number),
    })
    const before = (await full(id, commune)).owes.map(u => u.code)
    expect(before).toEqual(['20A'])
    t.setNow('2025-10-08T03:07:00+07:00')
    expect((await post(commune, `/${id}/acknowledge`)).body).toMatchObject({ acknowledged: 1 })
    expect((await post(commune, `/${id}/acknowledge`)).body).toMatchObject({ acknowledged: 0 })
    expect((await post(hamlet, `/${id}/acknowledge`)).body).toMatchObject({ acknowledged: 1 })
    expect((await post(stranger, `/${id}/acknowledge`)).status).toBe(404)
    const w = await full(id)
    expect(w.receipts.map(r => `${r.unitName} ${r.acknowledgedAt === null} ${r.minutes} ${r.by} ${r.how}`)).toEqual([
      'Xã A false 7 Cán bộ xã A self',
      'Thôn A1 false 7 Trưởng thôn A1 self',
      'Thôn A2 true 7 null null',
    ])
    // the office telephones
    expect((await post(duty, `/${id}/acknowledge`, { unitIds: [t.unit('20A-T02')] })).body).toEqual({
      acknowledged: 1,
      waiting: 0,
    })
    expect((await full(id)).receipts.at(-1)).toMatchObject({ how: 'phone', by: 'Trực ban tỉnh' })
    expect((await post(hamlet, `/${id}/acknowledge`, { unitIds: [t.unit('20A-T02')] })).status).toBe(403)
    t.setNow('2025-10-08T03:00:00+07:00')
  })
  it('the summary counts what waits for the reader’s units, with the oldest', async () => {
    const head = await t.person('hamlet-head', '20C-T01')
    const before = ((await head.call('GET', '/api/warnings/summary')).body as WarningSummary).unacknowledged
    await issue(['20C'])
    t.setNow('2025-10-08T03:12:00+07:00')
    expect((await head.call('GET', '/api/warnings/summary')).body).toMatchObject({
      unacknowledged: before + 1,
      oldestMinutes: 12,
    })
    t.setNow('2025-10-08T03:00:00+07:00')
  })
})

describe('who sees what', () => {
  it('drafts are the office’s; issued ones are seen by recipients and watchers, by nobody else', async () => {
    const open = await draft(duty, ['20A'])
    const out = await issue(['20A'])
    const other = await t.person('commune-officer', '20B')
    for (const who of [commune, hamlet, department]) {
      const seen = await list(who)
      expect([seen.includes(open), seen.includes(out)]).toEqual([false, true])
    }
    expect((await list(other)).includes(out)).toBe(false)
    expect(await list(stranger)).toEqual([])
    expect((await stranger.call('GET', `/api/warnings/${out}`)).status).toBe(404)
    const seen = await full(out, commune)
    expect([seen.history, seen.checks, seen.approvers]).toEqual([[], [], []])
  })
})

describe('the wall between actual and exercise', () => {
  it('status follows from the run, and neither side sees the other', async () => {
    const id = await startRun()
    const actual = await issue(['20A'])
    await rise('2025-10-08T02:50+07:00', 19.3, id)
    const exercise = await issue(['20A'], id)
    const w = await full(exercise, duty, id)
    expect(w.status).toBe('Exercise')
    expect(readCap(w.cap).alerts[0]).toMatchObject({ status: 'Exercise', note: expect.stringContaining('DIỄN TẬP') })
    expect(w.identifier).toBe(`vn.20.dien-tap-${id}.2025.1008.01`)
    for (const text of [w.messages.sms.text, w.messages.loudspeaker.text, w.messages.zalo.text])
      expect(text).toMatch(/^DIỄN TẬP/)
    expect(w.messages.smsPlain.text).toMatch(/^DIEN TAP/)
    expect((await duty.call('GET', `/api/warnings/${exercise}`)).status).toBe(404)
    expect((await duty.call('GET', `/api/warnings/${actual}`, undefined, run(id))).status).toBe(404)
    expect(await list(duty)).not.toContain(exercise)
    expect(await list(duty, '', id)).toEqual([exercise])
    expect((await post(duty, `/${actual}/update`, { alsoReplaces: [exercise] })).status).toBe(404)
    // even the owner of the database cannot make one point at the other
    await expect(
      t.database.db.asSystem(tx =>
        tx.query('insert into warning_names (run_id, warning_id, named_id) values (0, $1, $2)', [actual, exercise]),
      ),
    ).rejects.toThrow(/foreign key/)
    await expect(
      t.database.db.asSystem(tx =>
        tx.query(`update warnings set cap = replace(cap, 'Exercise', 'Actual'), state = 'issued' where id = $1`, [
          exercise,
        ]),
      ),
    ).rejects.toThrow()
  })
})

describe('documents', () => {
  it('the urgent dispatch exists once approved, as .docx that reads back', async () => {
    const id = await draft()
    expect((await duty.call('GET', `/api/warnings/${id}/cong-dien.docx`)).status).toBe(409)
    const out = await issue()
    const reply = await commune.call('GET', `/api/warnings/${out}/cong-dien.docx`)
    expect(reply.status).toBe(200)
    expect(reply.headers['content-disposition']).toMatch(/cong-dien-\d\d\.docx/)
    const { text } = await readText(reply.raw, 'cong-dien.docx')
    expect(text).toContain('CÔNG ĐIỆN')
    expect(text).toContain('19,40 m lúc 02:55 ngày 08/10')
    expect(text).toContain('1. ')
    expect(text).not.toContain('DIỄN TẬP')
  })
  it('bears the number of the register of whoever issues it, for every reader; another unit takes none for it', async () => {
    const out = await issue()
    const text = async (who: Person) =>
      (await readText((await who.call('GET', `/api/warnings/${out}/cong-dien.docx`)).raw, 'x.docx')).text ?? ''
    const take = (who: Person) =>
      who.call('POST', '/api/register', {
        direction: 'out',
        kind: 'CĐ',
        code: 'CĐ-BCH',
        title: 'Về việc ứng phó lũ',
        source: { kind: 'warning', id: out },
      })
    // not theirs to number
    expect((await take(commune)).status).toBe(404)
    expect(await text(commune)).not.toMatch(/\d\/CĐ-BCH/)
    await t.database.db.asSystem(tx => tx.query(`update sessions set expires_at = '2100-01-01'`))
    t.setNow('2025-10-09T03:00:00+07:00')
    const { number } = (await take(duty)).body as { number: string }
    expect(number).toMatch(/^\d+\/CĐ-BCH$/)
    const numbered = await text(commune)
    t.setNow('2025-10-08T03:00:00+07:00')
    expect(numbered).toContain(`Số: ${number}`)
    // the day of the number is the day of the document
    expect(numbered).toContain('ngày 09 tháng 10 năm 2025')
  })
  it('in an exercise file name and page say so', async () => {
    const id = await startRun()
    await rise('2025-10-08T02:50+07:00', 19.3, id)
    const out = await issue(['20A'], id)
    const reply = await duty.call('GET', `/api/warnings/${out}/cong-dien.docx`, undefined, run(id))
    expect(reply.headers['content-disposition']).toContain('DIEN TAP - ')
    expect((await readText(reply.raw, 'x.docx')).text).toContain('DIỄN TẬP')
  })
})

describe('settings', () => {
  const settings = {
    sender: 'canh-bao.thu.invalid',
    identifierPrefix: 'thu.20',
    senderName: 'Ban Chỉ huy Phòng thủ dân sự tỉnh Thử',
    senderNameEn: 'Command of Thử province',
    senderShort: 'UBND tỉnh Thử',
    hotline: '0200 000 000',
    contact: null,
    webBase: 'https://canh-bao.thu.invalid',
    wordsPerMinute: 140,
  }
  it('are an administrator’s, and used in what is issued next', async () => {
    const administrator = await t.person('administrator', '20')
    expect((await duty.call('PUT', '/api/warning-settings', settings)).status).toBe(403)
    expect((await administrator.call('PUT', '/api/warning-settings', { ...settings, sender: 'hai từ' })).status).toBe(
      400,
    )
    expect((await administrator.call('PUT', '/api/warning-settings', settings)).status).toBe(200)
    const w = await full(await issue())
    expect(w.identifier).toMatch(/^thu\.20\.2025\.1008\./)
    const alert = readCap(w.cap).alerts[0]
    expect([alert?.sender, alert?.info[0]?.senderName]).toEqual([settings.sender, settings.senderName])
    expect(w.messages.sms.text).toContain('0200 000 000')
  })
})
