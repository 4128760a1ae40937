import { checkDocument, readText } from '@tusom/admin-docs'
import type { DigestList, InspectionDetail, InspectionList, OwedList } from '@tusom/contract'
import { openFindings } from '@tusom/store'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { turnTaskClock } from '../tasks/task-clock.ts'
import { createTestApp, type Person, type TestApp } from '../../testing/test-app.ts'

let t: TestApp
let health: Person
let commune: Person
let other: Person
let agency: Person
let chair: Person
const at = async (iso: string) => {
  t.setNow(iso)
  health = await t.person('department-officer', '20-YT', 'Cán bộ Sở YT')
  commune = await t.person('commune-officer', '20A', 'Cán bộ xã A')
  other = await t.person('commune-officer', '20B', 'Cán bộ xã B')
  agency = await t.person('standing-agency', '20-CA')
  chair = await t.person('leader', '20')
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
const plan = (over: Record<string, unknown> = {}) => ({
  unitIds: [t.unit('20A')],
  subject: 'Công tác phòng, chống dịch bệnh mùa mưa lũ',
  decisionKind: 'plan',
  decisionNumber: '15/KH-SYT',
  decisionDate: '2025-09-01',
  team: 'Phó Giám đốc Sở (Trưởng đoàn)',
  fromOn: '2025-10-06',
  toOn: '2025-10-08',
  ...over,
})
const finding = (over: Record<string, unknown> = {}) => ({
  unitId: t.unit('20A'),
  menderId: t.unit('20A'),
  kind: 'limit',
  severity: 'serious',
  what: 'Cơ số thuốc khử khuẩn chỉ đủ 02 ngày',
  basis: 'Phương án bốn tại chỗ của xã',
  recommendation: 'Bổ sung đủ cơ số 07 ngày',
  dueOn: '2025-10-15',
  ...over,
})
const post = (who: Person, url: string, body: unknown) => who.call('POST', `/api/inspections${url}`, body)
const make = async (who: Person, unit: string, over = {}) => {
  const r = await post(who, '', { unitId: t.unit(unit), ...plan(over) })
  expect(said(r)).toEqual([200, null])
  return (r.body as { id: number }).id
}
const one = async (who: Person, id: number) =>
  (await who.call('GET', `/api/inspections/${id}`)).body as InspectionDetail
const list = async (who: Person) => (await who.call('GET', '/api/inspections')).body as InspectionList
const put = async (who: Person, id: number, findings: unknown[], over: Record<string, unknown> = {}) =>
  who.call('PUT', `/api/inspections/${id}`, {
    ...plan(),
    version: (await one(who, id)).version,
    assessment: 'Xã đã có kế hoạch và phân công trực.',
    findings,
    ...over,
  })
const commands = (id: number) =>
  t.database.db.asSystem(tx =>
    tx.query<{ command: string; unit: number }>(
      'select command, unit_id as unit from audit_entries where subject = $1 order by seq',
      [`inspection/${id}`],
    ),
  )

describe('an inspection', () => {
  it('refused: no session, another’s name, whom one may not inspect, days in the wrong order', async () => {
    expect((await t.app.inject({ method: 'GET', url: '/api/inspections' })).statusCode).toBe(401)
    const ask = (who: Person, unit: string, over = {}) => post(who, '', { unitId: t.unit(unit), ...plan(over) })
    expect(said(await ask(await t.person('hamlet-head', '20A-T01'), '20A-T01'))).toEqual([403, 'rights.role'])
    expect(said(await ask(commune, '20-YT'))).toEqual([403, 'rights.reach'])
    expect(said(await ask(health, '20-YT', { unitIds: [t.unit('19A')] }))).toEqual([422, 'inspection.unit'])
    expect(said(await ask(health, '20-YT', { unitIds: [t.unit('20')] }))).toEqual([422, 'inspection.unit'])
    expect(said(await ask(commune, '20A', { unitIds: [t.unit('20B')] }))).toEqual([422, 'inspection.unit'])
    expect(said(await ask(health, '20-YT', { toOn: '2025-10-01' }))).toEqual([422, 'inspection.days'])
    expect((await ask(health, '20-YT', { subject: ' ' })).status).toBe(400)
    expect((await list(health)).rows).toEqual([])
    expect((await list(health)).deciding.map(d => d.units.length)).toEqual([5])
  })

  let id = 0
  it('the plan is told at once, the findings when it is concluded; two who write are told of each other', async () => {
    id = await make(health, '20-YT')
    expect(said(await put(health, id, [finding({ unitId: t.unit('20B') })]))).toEqual([422, 'inspection.finding-unit'])
    expect(said(await put(health, id, [finding({ menderId: t.unit('19') })]))).toEqual([422, 'inspection.finding-unit'])
    expect(said(await put(health, id, [finding({ dueOn: '2025-10-07' })]))).toEqual([422, 'inspection.finding-due'])
    expect(said(await put(health, id, [], { version: 7 }))).toEqual([409, 'inspection.changed'])
    expect(said(await post(health, `/${id}/conclude`, { version: 1 }))).toEqual([422, 'inspection.no-assessment'])
    expect((await put(health, id, [finding(), finding({ what: 'Thiếu sổ trực', severity: 'minor' })])).status).toBe(200)
    expect((await put(health, id, [finding()])).status).toBe(200)

    const seen = await one(commune, id)
    expect([seen.inspection.subject, seen.inspection.findings, seen.findings, seen.assessment]).toEqual([
      plan().subject,
      null,
      [],
      '',
    ])
    expect(said(await commune.call('GET', `/api/inspections/${id}/notice.docx`))).toEqual([
      409,
      'inspection.not-concluded',
    ])
    expect(said(await other.call('GET', `/api/inspections/${id}`))).toEqual([403, 'rights.reach'])
    expect((await list(other)).rows).toEqual([])
    const own = (await one(health, id)).findings[0]
    expect(said(await post(health, `/${id}/findings/${own?.id}/follow`, { act: 'close' }))).toEqual([
      409,
      'inspection.state',
    ])
    const conclude = { version: (await one(health, id)).version, number: 12, date: '2025-10-08' }
    expect(said(await post(commune, `/${id}/conclude`, conclude))).toEqual([403, 'rights.reach'])
    expect((await post(health, `/${id}/conclude`, conclude)).status).toBe(200)
    expect(said(await put(health, id, []))).toEqual([409, 'inspection.state'])
    expect((await one(commune, id)).findings[0]).toMatchObject({ may: ['mend'], due: { kind: 'ahead' } })
    expect((await list(commune)).rows[0]).toMatchObject({ mine: true, findings: { total: 1, open: 1 } })
    // the standing agency consolidates the commune
    expect((await one(agency, id)).findings[0]?.may).toEqual([])
  })

  it('the notice is in the legal form by our own checker', async () => {
    const paper = await commune.call('GET', `/api/inspections/${id}/notice.docx`)
    expect(paper.status).toBe(200)
    expect(checkDocument(paper.raw, 'tb.docx')).toEqual({ ok: true, findings: [] })
    const { text } = readText(paper.raw, 'tb.docx') as { text: string }
    for (const part of ['Số: 12/TB-SYT', 'Kế hoạch số 15/KH-SYT', 'Bổ sung đủ cơ số 07 ngày', '15/10/2025', 'Xã A'])
      expect(text).toContain(part)
  })

  it('a finding: late, mended with evidence by its unit alone, sent back, given more time, closed', async () => {
    await at('2025-10-18T09:00:00+07:00')
    const f = (await one(commune, id)).findings[0] as InspectionDetail['findings'][0]
    expect(f.due).toEqual({ kind: 'late', days: -3 })
    expect(await t.database.db.asSystem(tx => openFindings(tx, 0))).toMatchObject([
      { id: f.id, deciderId: t.unit('20-YT'), menderId: t.unit('20A') },
    ])
    await turnTaskClock(t.app.ctx, 0)
    const told = async (who: Person) =>
      ((await who.call('GET', '/api/digests')).body as DigestList).digests.flatMap(d =>
        d.followUps.lines.map(l => [l.what, l.id, l.days]),
      )
    expect(await told(commune)).toEqual([['mend-late', id, -3]])
    expect(await told(health)).toEqual([['mend-others-late', id, -3]])
    const tiles = async (who: Person) =>
      ((await who.call('GET', '/api/owed')).body as OwedList)
        .filter(x => x.key.startsWith('inspections'))
        .map(x => [x.key, x.late])
    expect(await tiles(commune)).toEqual([['inspections-mine', true]])
    expect(await tiles(health)).toEqual([['inspections-theirs', true]])
    expect(await tiles(other)).toEqual([])
    const url = `/${id}/findings/${f.id}`
    const follow = (who: Person, b: unknown) => post(who, `${url}/follow`, b)
    const mend = (who: Person) => post(who, `${url}/mend`, { text: 'Đã nhập đủ 07 ngày' })
    expect(said(await follow(health, { act: 'extend', text: 'Đường bị chia cắt', dueOn: '2025-10-17' }))).toEqual([
      422,
      'inspection.finding-due',
    ])
    expect((await follow(health, { act: 'extend', text: 'Đường bị chia cắt', dueOn: '2025-10-25' })).status).toBe(200)
    expect(said(await mend(chair))).toEqual([403, 'inspection.not-mender'])
    expect(said(await mend(health))).toEqual([403, 'inspection.not-mender'])
    expect(said(await mend(other))).toEqual([403, 'rights.reach'])
    expect(said(await follow(commune, { act: 'close' }))).toEqual([403, 'rights.reach'])

    const form = (name: string, bytes: Buffer) => ({
      body: Buffer.concat([
        Buffer.from(
          `--x\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: image/png\r\n\r\n`,
        ),
        bytes,
        Buffer.from('\r\n--x--\r\n'),
      ]),
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
    })
    const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0])
    const send = (bytes: Buffer) => {
      const { body, headers } = form('phieu-nhap.png', bytes)
      return commune.call('POST', `/api/inspections${url}/files`, body, headers)
    }
    expect(said(await send(Buffer.from('<script>')))).toEqual([422, 'task.file-type'])
    expect((await send(png)).body).toEqual({ already: false })
    expect((await send(png)).body).toEqual({ already: true })
    expect((await mend(commune)).status).toBe(200)
    expect(said(await mend(commune))).toEqual([409, 'inspection.state'])
    expect((await one(health, id)).findings[0]).toMatchObject({ state: 'mended', may: ['close', 'send-back'] })
    expect((await follow(health, { act: 'send-back', text: 'Thiếu phiếu nhập kho' })).status).toBe(200)
    expect((await mend(commune)).status).toBe(200)
    expect((await follow(health, { act: 'close' })).status).toBe(200)
    const done = (await one(agency, id)).findings[0]
    expect(done).toMatchObject({ state: 'closed', firstDueOn: '2025-10-15', dueOn: '2025-10-25' })
    expect(done?.steps.map(s => s.act)).toEqual(['extend', 'file', 'mend', 'send-back', 'mend', 'close'])
    const file = await health.call('GET', `/api/inspections${url}/files/${done?.files[0]?.id}`)
    expect([file.status, file.raw.equals(png)]).toEqual([200, true])
    expect(String(file.headers['content-security-policy'])).toContain('sandbox')
    expect(said(await other.call('GET', `/api/inspections${url}/files/${done?.files[0]?.id}`))).toEqual([
      403,
      'rights.reach',
    ])
    expect((await commands(id)).map(c => c.command)).toEqual([
      'inspection.plan',
      'inspection.change',
      'inspection.change',
      'inspection.conclude',
      'inspection.extend',
      'inspection.file',
      'inspection.file',
      'inspection.mend',
      'inspection.send-back',
      'inspection.mend',
      'inspection.close',
    ])
  })

  it('cancelled with a reason before it is concluded; an exercise has its own and its paper says so', async () => {
    const dropped = await make(chair, '20')
    expect((await post(chair, `/${dropped}/cancel`, { reason: 'Lũ về, hoãn' })).status).toBe(200)
    expect(said(await post(chair, `/${dropped}/cancel`, { reason: 'Lũ về, hoãn' }))).toEqual([409, 'inspection.state'])
    expect((await commands(dropped)).map(c => c.command)).toEqual(['inspection.plan', 'inspection.cancel'])
    const run = (
      await chair.call('POST', '/api/runs', { name: 'Diễn tập', clockAt: '2025-10-18T03:00:00+07:00', speed: 1 })
    ).body as { id: number }
    const x = { 'x-run': String(run.id) }
    const made = (await chair.call('POST', '/api/inspections', { unitId: t.unit('20'), ...plan() }, x)).body as {
      id: number
    }
    expect((await list(chair)).rows.some(r => r.id === made.id)).toBe(false)
    const paper = await chair.call('GET', `/api/inspections/${made.id}/notice.docx`, undefined, x)
    expect((readText(paper.raw, 'tb.docx') as { text: string }).text).toContain('DIỄN TẬP')
  })

  it('in the database too: steps stay, a finding of a concluded inspection is not taken away', async () => {
    const scope = { userId: health.userId, units: [t.unit('20-YT')], watch: [], runId: 0 }
    const { db } = t.database
    await expect(db.as(scope, tx => tx.query(`update inspection_steps set text = ''`))).rejects.toThrow(/permission/)
    const gone = await db.as(scope, tx => tx.query('delete from inspection_findings returning id'))
    expect(gone).toEqual([])
  })
})
