import type {
  DamageOut,
  EntryList,
  IncidentList,
  IncidentOut,
  IncidentPeople,
  IncidentTasks,
  SitrepDraft,
} from '@tusom/contract'
import { parseDocument, readText } from '@tusom/admin-docs'
import { addScenario, putFunctions } from '@tusom/store'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApp, type Person, type TestApp } from '../../testing/test-app.ts'

let t: TestApp
let leader: Person
let duty: Person
let chairA: Person
let scenarioId: number
beforeAll(async () => {
  t = await createTestApp('2025-10-08T03:00:00+07:00')
  leader = await t.person('leader', '20')
  duty = await t.person('duty-officer', '20')
  chairA = await t.person('leader', '20A')
  scenarioId = await t.database.db.asSystem(async tx => {
    await putFunctions(tx, t.unit('20'), [
      { code: 'commune.police', nameVi: 'Công an xã', nameEn: 'Police', carrier: { kind: 'commune' } },
      { code: 'dept.health', nameVi: 'Sở Y tế', nameEn: 'Health', carrier: { kind: 'unit', unitId: t.unit('20-YT') } },
    ])
    return addScenario(tx, {
      provinceId: t.unit('20'),
      ownerId: t.unit('20-NN'),
      code: 'KB',
      version: '1',
      nameVi: 'Lũ thử',
      nameEn: 'Test',
      hazards: ['flood'],
      phases: [{ code: 'warning', nameVi: 'Cảnh báo', nameEn: 'Warning' }],
      steps: [
        {
          code: 'W1',
          phase: 'warning',
          hazards: ['flood'],
          level: { from: 1, to: 5 },
          titleVi: 'Đọc loa cảnh báo',
          titleEn: 'Read the warning',
          doneWhenVi: 'Mọi thôn đã nhận',
          doneWhenEn: 'All told',
          lead: 'commune.police',
          cooperating: ['dept.health'],
          clock: { kind: 'after-activation', minutes: 30 },
          source: { status: 'proposal', text: 'thử' },
        },
      ],
      source: 'thử',
      invented: true,
      loadedAt: new Date('2025-10-01T00:00:00Z'),
    })
  })
})
afterAll(() => t.close())

const opening = (over: object = {}) => ({
  title: 'Lũ trên sông Thử',
  hazard: 'flood',
  level: 3,
  unitIds: [t.unit('20A'), t.unit('20B')],
  leadId: t.unit('20-NN'),
  ...over,
})
const open = async (who: Person, over: object = {}) =>
  (await who.call('POST', '/api/incidents', opening(over))).body as { id: number; added: boolean }
let n = 0
const line = (text: string, over: object = {}) => ({
  key: `test-key-${++n}`,
  kind: 'report',
  text,
  source: 'điện thoại trưởng thôn',
  ...over,
})
const code = (reply: { body: unknown }) => (reply.body as { error?: { code: string } }).error?.code
const audits = (command: string) =>
  t.database.db.asSystem(tx =>
    tx.query<{ body: string }>('select body from audit_entries where command = $1', [command]),
  )

describe('opening', () => {
  it('401, 400, 403 for a sibling commune and for roles that do not command, 422', async () => {
    const bare = await t.app.inject({ method: 'POST', url: '/api/incidents', payload: opening() })
    expect(bare.statusCode).toBe(401)
    expect((await leader.call('POST', '/api/incidents', opening({ unitIds: [] }))).status).toBe(400)
    expect((await chairA.call('POST', '/api/incidents', opening({ unitIds: [t.unit('20B')] }))).status).toBe(403)
    const officer = await t.person('commune-officer', '20A')
    expect((await officer.call('POST', '/api/incidents', opening({ unitIds: [t.unit('20A')] }))).status).toBe(403)
    expect(code(await leader.call('POST', '/api/incidents', opening({ unitIds: [t.unit('20A-T01')] })))).toBe(
      'incident.not-a-commune',
    )
    expect((await leader.call('POST', '/api/incidents', opening({ leadId: t.unit('19A') }))).status).toBe(404)
  })
  it('opens several at once; the same key opens one', async () => {
    const first = await open(duty, { key: 'opening-one' })
    expect(await open(duty, { key: 'opening-one' })).toEqual({ id: first.id, added: false })
    const second = await open(chairA, {
      title: 'Sạt lở thôn A1',
      hazard: 'flash-flood-landslide',
      unitIds: [t.unit('20A')],
    })
    const list = (await leader.call('GET', '/api/incidents')).body as IncidentList
    expect(list.incidents.map(i => `${i.id} ${i.title}`)).toEqual([
      `${second.id} Sạt lở thôn A1`,
      `${first.id} Lũ trên sông Thử`,
    ])
    expect(list.incidents[1]).toMatchObject({ owner: { name: 'Tỉnh Thử' }, entries: 1, tasksOpen: 0, state: 'open' })
    const entry = (await audits('incident.open'))[0]
    expect(JSON.parse(entry?.body ?? '{}')).toMatchObject({ detail: { hazard: 'flood', level: 3, added: true } })
  })
  it('is seen by its communes, its lead and those who watch; not by a sibling, not by another province', async () => {
    const { id } = await open(duty)
    for (const [who, status] of [
      [await t.person('commune-officer', '20A'), 200],
      [await t.person('department-officer', '20-NN'), 200],
      [await t.person('standing-agency', '20-CA'), 200],
      [await t.person('department-officer', '20-YT'), 403],
      [await t.person('leader', '20C'), 403],
      [await t.person('leader', '19'), 403],
    ] as const) {
      expect((await who.call('GET', `/api/incidents/${id}`)).status).toBe(status)
      const listed = ((await who.call('GET', '/api/incidents')).body as IncidentList).incidents.some(i => i.id === id)
      expect(listed).toBe(status === 200)
    }
    expect((await leader.call('GET', '/api/incidents/999999')).status).toBe(404)
  })
})

describe('the shared log', () => {
  let id: number
  const url = () => `/api/incidents/${id}/entries`
  beforeAll(async () => {
    id = (await open(duty)).id
  })
  it('401, 400, 403', async () => {
    expect((await t.app.inject({ method: 'POST', url: url(), payload: line('x') })).statusCode).toBe(401)
    expect((await duty.call('POST', url(), line(' '))).status).toBe(400)
    expect((await duty.call('POST', url(), { ...line('x'), key: 'short' })).status).toBe(400)
    expect((await (await t.person('leader', '20C')).call('POST', url(), line('x'))).status).toBe(403)
    expect((await (await t.person('hamlet-head', '20A-T01')).call('POST', url(), line('x'))).status).toBe(403)
  })
  it('takes a line once however often it is sent', async () => {
    const officer = await t.person('commune-officer', '20A', 'Chu Thị Lan')
    const sent = line('Nước vào sân nhà văn hóa', { communeId: t.unit('20A'), at: '2025-10-08T02:40:00+07:00' })
    const first = await officer.call('POST', url(), sent)
    expect(first.body).toMatchObject({ added: true, entry: { by: 'Chu Thị Lan', unit: { name: 'Xã A' } } })
    const again = await officer.call('POST', url(), sent)
    expect(again.body).toMatchObject({
      added: false,
      entry: { id: (first.body as { entry: { id: number } }).entry.id },
    })
    const list = (await leader.call('GET', url())).body as EntryList
    expect(list.entries.map(e => e.text)).toEqual(['Nước vào sân nhà văn hóa', 'Mở sự cố: Lũ trên sông Thử.'])
  })
  it('corrects with a new line that names the old one, which stays', async () => {
    const wrong = (await duty.call('POST', url(), line('12 hộ bị cô lập'))).body as { entry: { id: number } }
    const right = await duty.call('POST', url(), line('21 hộ bị cô lập', { correctsId: wrong.entry.id }))
    expect(right.body).toMatchObject({ entry: { correctsId: wrong.entry.id } })
    const list = (await leader.call('GET', url())).body as EntryList
    expect(list.entries.map(e => e.text)).toContain('12 hộ bị cô lập')
    expect(code(await duty.call('POST', url(), line('x', { correctsId: 999_999 })))).toBe('incident.bad-correction')
    await expect(t.database.db.asSystem(tx => tx.query(`update incident_entries set text = 'khác'`))).rejects.toThrow(
      /append-only/,
    )
    expect((await audits('incident.correct')).length).toBe(1)
  })
  it('refuses a time in the future and a place outside', async () => {
    expect(code(await duty.call('POST', url(), line('x', { at: '2025-10-08T04:00:00+07:00' })))).toBe('incident.future')
    expect(code(await duty.call('POST', url(), line('x', { communeId: t.unit('20C') })))).toBe(
      'incident.commune-outside',
    )
  })
  it('pages backwards', async () => {
    const first = (await duty.call('GET', `${url()}?limit=2`)).body as EntryList
    expect(first.entries.length).toBe(2)
    const rest = (await duty.call('GET', `${url()}?limit=50&before=${first.next}`)).body as EntryList
    expect(rest.next).toBeNull()
    expect(new Set([...first.entries, ...rest.entries].map(e => e.id)).size).toBe(4)
  })
  it('a unit that is called in can read and write from then on', async () => {
    const health = await t.person('department-officer', '20-YT')
    expect((await health.call('POST', url(), line('x'))).status).toBe(403)
    const call = { unitId: t.unit('20-YT'), part: 'supports', note: '2 xe cứu thương' }
    expect((await chairA.call('POST', `/api/incidents/${id}/units`, call)).status).toBe(403)
    expect((await duty.call('POST', `/api/incidents/${id}/units`, call)).status).toBe(200)
    expect((await health.call('POST', url(), line('Đã tới nơi', { kind: 'resource' }))).status).toBe(200)
    const seen = (await health.call('GET', `/api/incidents/${id}`)).body as IncidentOut
    expect(seen.units).toMatchObject([{ unit: { name: 'Sở Y tế' }, part: 'supports', note: '2 xe cứu thương' }])
    expect(seen.may).toMatchObject({ log: true, change: false, damage: [], sitreps: [] })
  })
  it('an exercise has incidents of its own', async () => {
    const made = await leader.call('POST', '/api/runs', { name: 'DT', clockAt: '2026-01-01T06:00:00+07:00', speed: 1 })
    const run = { 'x-run': String((made.body as { id: number }).id) }
    expect(((await leader.call('GET', '/api/incidents', undefined, run)).body as IncidentList).incidents).toEqual([])
    expect((await leader.call('GET', `/api/incidents/${id}`, undefined, run)).status).toBe(404)
    expect((await leader.call('POST', url(), line('x'), run)).status).toBe(404)
  })
  it('closes with a reason, after which the log is shut', async () => {
    const close = `/api/incidents/${id}/close`
    expect((await chairA.call('POST', close, { reason: 'nước rút' })).status).toBe(403)
    expect((await duty.call('POST', close, { reason: '' })).status).toBe(400)
    expect((await duty.call('POST', close, { reason: 'nước đã rút' })).status).toBe(200)
    expect(code(await duty.call('POST', url(), line('x')))).toBe('incident.closed')
    expect(code(await duty.call('POST', close, { reason: 'nước đã rút' }))).toBe('incident.closed')
    const seen = (await duty.call('GET', `/api/incidents/${id}`)).body as IncidentOut
    expect(seen.incident).toMatchObject({ state: 'closed', closeReason: 'nước đã rút' })
    expect(seen.may.log).toBe(false)
  })
})

describe('losses', () => {
  let id: number
  const url = () => `/api/incidents/${id}/damage`
  const report = (unit: string, figures: Record<string, number | null>, over: object = {}) => ({
    key: `damage-key-${++n}`,
    communeId: t.unit(unit),
    figures,
    reason: '',
    source: '',
    ...over,
  })
  beforeAll(async () => {
    id = (await open(duty, { unitIds: ['20A', '20B', '20C'].map(t.unit) })).id
  })
  it('401, 400, 403 for a sibling commune, 422', async () => {
    const good = report('20A', { 'people.dead': 0 })
    expect((await t.app.inject({ method: 'POST', url: url(), payload: good })).statusCode).toBe(401)
    expect((await chairA.call('POST', url(), report('20A', {}))).status).toBe(400)
    expect((await chairA.call('POST', url(), report('20A', { 'people.dead': -1 }))).status).toBe(400)
    expect((await chairA.call('POST', url(), report('20B', { 'people.dead': 1 }))).status).toBe(403)
    expect(code(await chairA.call('POST', url(), report('20A', { 'people.dead': 1.5 })))).toBe(
      'incident.damage-not-a-count',
    )
    expect(code(await chairA.call('POST', url(), report('20A', { cows: 1 })))).toBe('incident.damage-unknown')
  })
  it('adds communes and never two reports of one; silence is told apart from zero', async () => {
    const officer = await t.person('commune-officer', '20A')
    const first = report('20A', { 'people.dead': 0, 'house.flooded': 26 })
    expect((await officer.call('POST', url(), first)).body).toMatchObject({ added: true })
    expect((await officer.call('POST', url(), first)).body).toMatchObject({ added: false })
    t.setNow('2025-10-08T05:00:00+07:00')
    await officer.call('POST', url(), report('20A', { 'house.flooded': 43 }))
    await duty.call('POST', url(), report('20B', { 'house.flooded': 7 }, { source: 'bộ đàm' }))
    const seen = (await leader.call('GET', url())).body as DamageOut
    expect(seen).toMatchObject({ reported: 2, of: 3 })
    const total = (code: string) => seen.totals.find(x => x.indicator === code)
    expect(total('house.flooded')).toMatchObject({ value: 50, reported: 2, of: 3 })
    expect(total('people.dead')).toMatchObject({ value: 0, reported: 1, of: 3 })
    expect(total('people.missing')).toMatchObject({ value: null, reported: 0 })
    expect(seen.communes.find(c => c.commune.name === 'Xã C')).toMatchObject({ lastAt: null, figures: {} })
  })
  it('a figure that falls asks for the reason', async () => {
    expect(code(await chairA.call('POST', url(), report('20A', { 'house.flooded': 31 })))).toBe(
      'incident.damage-needs-reason',
    )
    expect(
      (await chairA.call('POST', url(), report('20A', { 'house.flooded': 31 }, { reason: 'đếm trùng thôn A2' })))
        .status,
    ).toBe(200)
    const seen = (await leader.call('GET', url())).body as DamageOut
    expect(seen.totals.find(x => x.indicator === 'house.flooded')?.value).toBe(38)
    const entry = (await audits('incident.damage')).at(-1)
    expect(JSON.parse(entry?.body ?? '{}')).toMatchObject({ detail: { reason: 'đếm trùng thôn A2' } })
  })
})

describe('the situation report', () => {
  let id: number
  const draft = async (who: Person, unit = '20', headers = {}) =>
    who.call('GET', `/api/incidents/${id}/sitrep?unitId=${t.unit(unit)}`, undefined, headers)
  const sayings = (d: SitrepDraft, key: string) =>
    (d.content.sections.find(s => s.key === key)?.blocks ?? []).map(b => ('text' in b ? b.text : '')).join('\n')
  beforeAll(async () => {
    // half a day later: sessions have ended, people sign in anew
    t.setNow('2025-10-08T16:00:00+07:00')
    leader = await t.person('leader', '20')
    duty = await t.person('duty-officer', '20')
    chairA = await t.person('leader', '20A')
    id = (await open(duty)).id
    await duty.call('POST', '/api/observations', {
      readings: [{ station: 'GAUGE-A', indicator: 'water_level', at: '2025-10-08T15:30:00+07:00', value: 19.26 }],
    })
    await duty.call('POST', '/api/bulletins', {
      issuer: 'Đài KTTV thử',
      number: '12',
      hazard: 'flood',
      issuedAt: '2025-10-08T15:00:00+07:00',
      nextAt: null,
      level: 2,
      unitIds: [t.unit('20A')],
      text: '',
    })
    await leader.call('POST', `/api/scenarios/${scenarioId}/activate`, {
      unitIds: [t.unit('20A'), t.unit('20B')],
      hazard: 'flood',
      level: 2,
      phases: ['warning'],
      incidentId: id,
    })
    await duty.call(
      'POST',
      `/api/incidents/${id}/entries`,
      line('Cấm ngầm tràn Na Hoa', { kind: 'decision', source: 'Chủ tịch UBND tỉnh' }),
    )
    await chairA.call('POST', `/api/incidents/${id}/damage`, {
      key: 'sitrep-damage',
      communeId: t.unit('20A'),
      figures: { 'people.dead': 0, 'people.missing': 1, 'house.flooded': 43, 'house.weak.heavy': 3 },
      reason: '',
      source: '',
    })
    t.setNow('2025-10-08T16:45:00+07:00')
  })
  it('401, 400, 403 for one who only cooperates, 404 for a unit outside', async () => {
    const url = `/api/incidents/${id}/sitrep`
    expect((await t.app.inject({ method: 'GET', url: `${url}?unitId=1` })).statusCode).toBe(401)
    expect((await leader.call('GET', url)).status).toBe(400)
    expect((await draft(await t.person('department-officer', '20-YT'))).status).toBe(403)
    expect((await draft(chairA)).status).toBe(403)
    expect((await draft(leader, '20C')).status).toBe(404)
  })
  it('says what the data say, each with its time and of how many; official and suggested apart', async () => {
    const { status, body } = await draft(leader)
    expect(status).toBe(200)
    const d = body as SitrepDraft
    expect(d.content.sections.map(s => s.key)).toEqual([
      'situation',
      'direction',
      'evacuation',
      'damage',
      'recovery',
      'proposals',
      'annex-damage',
    ])
    expect(sayings(d, 'situation')).toContain(
      'Theo bản tin số 12 của Đài KTTV thử phát lúc 15 giờ 00 ngày 08/10/2025: rủi ro do lũ, ngập lụt cấp 2 (trung bình) tại 1 xã, phường: A.',
    )
    expect(sayings(d, 'situation')).toContain(
      'không thay bản tin chính thức:\nRủi ro do lũ, ngập lụt: cấp 3 (lớn) tại 1 xã, phường: A.',
    )
    expect(sayings(d, 'direction')).toContain('Đã giao 2 nhiệm vụ: 0 đã xong, 2 chưa xong, trong đó 2 quá hạn.')
    expect(sayings(d, 'direction')).toContain('Cấm ngầm tràn Na Hoa (Chủ tịch UBND tỉnh).')
    expect(sayings(d, 'damage')).toContain('1/2 xã, phường đã báo, tính đến 16 giờ 00 ngày 08/10/2025')
    expect(sayings(d, 'damage')).toContain(
      'Người chết: 0 người; mất tích: 1 người; bị thương: chưa có số liệu; nhà hư hại: 3 nhà; nhà bị ngập: 43 nhà.',
    )
    expect(sayings(d, 'damage')).toContain('Chưa báo: B.')
    expect(sayings(d, 'evacuation')).toContain('Chưa có số liệu')
    expect(d.content.figures.find(f => f.label === 'Nhà bị ngập')).toMatchObject({
      value: '43 nhà',
      source: 'báo cáo của 1/2 xã',
    })
    expect(d.dueAt).toBe('2025-10-08T12:00:00.000Z')
    const watcher = (await draft(await t.person('department-officer', '20-NN'))).body as SitrepDraft
    expect(watcher.content.sections).toEqual(d.content.sections)
  })
  it('counts people moved from what the hamlets told, states apart, silent communes named', async () => {
    await t.database.db.asSystem(async tx => {
      for (const [i, commune] of ['20A', '20A', '20B'].entries()) {
        const { id: household } = await tx.one<{ id: number }>(
          `insert into households (commune_id, hamlet_id, code, people, house_type, hazards, purpose, legal_basis, delete_after, updated_at)
           values ($1, $2, $3, 4, 'đơn sơ', '{flood}', 'sơ tán', '19.1a', '2030-01-01', now()) returning id`,
          [t.unit(commune), t.unit(`${commune}-T01`), `H${i}`],
        )
        await tx.query(
          `insert into evacuation_places (run_id, commune_id, household_id, hamlet_id, people, rank, transport, reason, unplaced) values (0, $1, $2, $3, 4, 1, false, '{}', 'test')`,
          [t.unit(commune), household, t.unit(`${commune}-T01`)],
        )
        if (i > 0) continue
        await tx.query(
          `insert into household_states (run_id, household_id, commune_id, hamlet_id, state, since) values (0, $1, $2, $3, 'arrived', $4)`,
          [household, t.unit(commune), t.unit(`${commune}-T01`), '2025-10-08T16:30:00+07:00'],
        )
        await tx.query(
          `insert into household_moves (run_id, id, household_id, commune_id, hamlet_id, kind, at, known_at, by_id, by_name) values (0, gen_random_uuid(), $1, $2, $3, 'arrived', $4, $4, $5, 'x')`,
          [household, t.unit(commune), t.unit(`${commune}-T01`), '2025-10-08T16:30:00+07:00', leader.userId],
        )
      }
    })
    const d = (await draft(leader)).body as SitrepDraft
    expect(sayings(d, 'evacuation')).toContain(
      'Theo phương án phải sơ tán 3 hộ, 12 người; đã ở nơi đến 1 hộ, 4 người. 1/2 xã, phường đã báo, tính đến 16 giờ 30 ngày 08/10/2025.',
    )
    expect(sayings(d, 'evacuation')).toContain('Chưa báo: B.')
    const live = (await leader.call('GET', `/api/incidents/${id}/people`)).body as IncidentPeople
    expect(live.people).toMatchObject({
      total: { households: 3, people: 12 },
      planned: { households: 2, people: 8 },
      arrived: { households: 1, people: 4 },
      reported: 1,
      of: 2,
      silent: ['B'],
      asOf: '2025-10-08T09:30:00.000Z',
    })
    const own = (await chairA.call('GET', `/api/incidents/${id}/people`)).body as IncidentPeople
    expect(own).toMatchObject({ communes: 1, people: { total: { households: 2 }, of: 1 } })
  })
  it('a commune reports for itself, before 17:00', async () => {
    const d = (await draft(chairA, '20A')).body as SitrepDraft
    expect(d.dueAt).toBe('2025-10-08T10:00:00.000Z')
    expect(sayings(d, 'damage')).toContain('Số liệu cộng dồn từ đầu đợt, tính đến 16 giờ 00 ngày 08/10/2025.')
    expect(sayings(d, 'direction')).toContain('Đã giao 1 nhiệm vụ')
  })
  it('keeps what a person types, as typed', async () => {
    const put = (who: Person, unit: string, text: string) =>
      who.call('PUT', `/api/incidents/${id}/sitrep/texts`, { unitId: t.unit(unit), part: 'proposals', text })
    expect((await put(chairA, '20', 'x')).status).toBe(403)
    expect((await put(await t.person('department-officer', '20-NN'), '20', 'x')).status).toBe(403)
    const words = 'Đề nghị cấp 3 xuồng máy.\n- Hỗ trợ 500 áo phao'
    expect((await put(duty, '20', words)).status).toBe(200)
    const d = (await draft(leader)).body as SitrepDraft
    expect(d.content.sections.find(s => s.key === 'proposals')?.blocks[0]).toMatchObject({ type: 'typed', text: words })
  })
  it('what was sent stays as it was, file and all, and sending twice sends once', async () => {
    const url = `/api/incidents/${id}/sitreps`
    expect((await chairA.call('POST', url, { unitId: t.unit('20'), key: 'send-key-0' })).status).toBe(403)
    const sent = (await duty.call('POST', url, { unitId: t.unit('20'), key: 'send-key-1' })).body as {
      id: number
      number: number
      sha256: string
      fileName: string
    }
    expect(sent).toMatchObject({ number: 1, fileName: 'bao-cao-nhanh-so-1-tinh-thu-2025-10-08-1645.docx' })
    expect((await duty.call('POST', url, { unitId: t.unit('20'), key: 'send-key-1' })).body).toMatchObject({
      id: sent.id,
    })
    const file = () => leader.call('GET', `${url}/${sent.id}/file`)
    const first = (await file()).raw
    t.setNow('2025-10-08T18:00:00+07:00')
    await chairA.call('POST', `/api/incidents/${id}/damage`, {
      key: 'sitrep-damage-2',
      communeId: t.unit('20A'),
      figures: { 'house.flooded': 90 },
      reason: '',
      source: '',
    })
    expect((await file()).raw.equals(first)).toBe(true)
    const d = (await draft(leader)).body as SitrepDraft
    expect(d.sent).toMatchObject([{ number: 1, sha256: sent.sha256 }])
    expect(sayings(d, 'damage')).toContain('90 nhà')
    const text = wordText(first)
    expect(text).toContain('43')
    expect(text).not.toContain('90 nhà')
    await expect(t.database.db.asSystem(tx => tx.query(`delete from incident_sitreps`))).rejects.toThrow(/append-only/)
    expect((await audits('sitrep.send')).length).toBe(2)
    // numbered afterwards: the paper bears it, the file as it was sent does not change
    const numbered = async () => (await leader.call('GET', `${url}/${sent.id}/file?numbered=true`)).raw
    expect((await numbered()).equals(first)).toBe(true)
    const taken = await duty.call('POST', '/api/register', {
      direction: 'out',
      kind: 'BC',
      code: 'BC-BCHPTDS',
      title: 'Báo cáo nhanh lần 1',
      source: { kind: 'sitrep', id: sent.id },
    })
    expect(taken.status).toBe(200)
    expect(wordText(first)).not.toMatch(/\d\/BC-BCHPTDS/)
    const paper = wordText(await numbered())
    expect(paper).toMatch(/0?1\/BC-BCHPTDS/)
    expect(paper).not.toContain('90 nhà')
    expect((await file()).raw.equals(first)).toBe(true)
    expect((await chairA.call('GET', `${url}/${sent.id}/file`)).status).toBe(403)
  })
  it('the Word file, opened again, is a report in the form of Decree 30 with the same figures', async () => {
    const word = await leader.call('GET', `/api/incidents/${id}/sitrep.docx?unitId=${t.unit('20')}`)
    expect(word.status).toBe(200)
    expect(word.headers['content-disposition']).toContain('bao-cao-nhanh-du-thao-tinh-thu-2025-10-08-1800.docx')
    const text = wordText(word.raw)
    const doc = parseDocument(text)
    expect(doc.kind).toBe('BC')
    expect(text).toContain('BAN CHỈ HUY')
    expect(text).toContain('IV. THIỆT HẠI')
    expect(text).toContain('nhà bị ngập: 90 nhà')
    expect(text).toContain('Đề nghị cấp 3 xuồng máy.')
    expect(text).not.toContain('DIỄN TẬP')
  })
  it('an exercise says so on the page and in the name of the file', async () => {
    const made = await leader.call('POST', '/api/runs', { name: 'DT', clockAt: '2026-01-01T06:00:00+07:00', speed: 1 })
    const run = { 'x-run': String((made.body as { id: number }).id) }
    const own = (await leader.call('POST', '/api/incidents', opening(), run)).body as { id: number }
    const word = await leader.call('GET', `/api/incidents/${own.id}/sitrep.docx?unitId=${t.unit('20')}`, undefined, run)
    expect(word.headers['content-disposition']).toContain('"DIEN TAP - bao-cao-nhanh')
    expect(wordText(word.raw)).toContain('DIỄN TẬP')
  })
  it('a second incident that needs what is already given shares the tasks instead of giving them again', async () => {
    const other = await open(duty, { unitIds: [t.unit('20A')] })
    const again = await leader.call('POST', `/api/scenarios/${scenarioId}/activate`, {
      unitIds: [t.unit('20A')],
      hazard: 'flood',
      level: 2,
      phases: ['warning'],
      incidentId: other.id,
    })
    expect(again.body).toMatchObject({ given: 0, already: 1 })
    const seen = (await leader.call('GET', `/api/incidents/${other.id}/tasks`)).body as IncidentTasks
    expect(seen.tasks.map(x => x.lead.name)).toEqual(['Xã A'])
  })
  it('tasks of the incident stand with their clocks', async () => {
    const seen = (await leader.call('GET', `/api/incidents/${id}/tasks`)).body as IncidentTasks
    expect(seen.counts).toMatchObject({ all: 2, open: 2, late: 2 })
    expect(seen.tasks[0]).toMatchObject({ lead: { name: 'Xã A' }, functionName: 'Công an xã', late: true })
    const page = (await leader.call('GET', `/api/incidents/${id}`)).body as IncidentOut
    expect(page.activations).toMatchObject([{ level: 2, tasks: { all: 2 } }])
    const log = (await leader.call('GET', `/api/incidents/${id}/entries`)).body as EntryList
    expect(log.entries.map(e => e.text)).toContain(
      'Kích hoạt kịch bản “Lũ thử” cấp 2 cho 2 xã, phường: giao 2 nhiệm vụ.',
    )
  })
})

/** The words of a .docx as the product's own reader finds them. */
function wordText(file: Buffer): string {
  const read = readText(file, 'bao-cao.docx')
  if (read.text === null) throw new Error(read.error.en)
  return read.text
}
