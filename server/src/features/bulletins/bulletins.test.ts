import type { BulletinFiling, BulletinReading } from '@tusom/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApp, type Person, type TestApp } from '../../testing/test-app.ts'

let t: TestApp
let duty: Person
let commune: Person
let nn: Person
beforeAll(async () => {
  t = await createTestApp('2025-10-08T10:00:00+07:00')
  duty = await t.person('duty-officer', '20', 'Trực ban tỉnh')
  commune = await t.person('duty-officer', '20A', 'Trực ban xã')
  nn = await t.person('department-officer', '20-NN', 'Sở NN')
  // the test province is called "Thử"; its gauge "Trạm thử" stands on "Sông Thử"
})
afterAll(() => t.close())

const text = `ĐÀI KHÍ TƯỢNG THỦY VĂN TỈNH THỬ
TIN LŨ TRÊN SÔNG THỬ
Lúc 09h ngày 08/10, mực nước trên sông Thử tại trạm Thử 18,4m, trên BĐ2 0,4m.
Đến 19h ngày 08/10, mực nước tại trạm Thử lên mức 19,2m, trên BĐ3 0,2m.
Từ 10h ngày 08/10 đến 10h ngày 09/10, khu vực tỉnh Thử có mưa với lượng mưa phổ biến 50-100mm, có nơi trên 150mm.
Nguy cơ ngập lụt tại các xã: A, B.
Cấp độ rủi ro thiên tai do lũ: cấp 2; riêng xã B cấp 1.
Tin phát lúc 09h30 ngày 08/10/2025
Bản tin tiếp theo lúc 15h30`
/** Another time. Sessions do not outlast a night, so the duty officer signs in anew. */
const jump = async (iso: string) => {
  t.setNow(iso)
  duty = await t.person('duty-officer', '20', 'Trực ban tỉnh')
}
const read = async (who = duty, body: unknown = { text }) => {
  const r = await who.call('POST', '/api/bulletins/read', body)
  return { status: r.status, body: r.body as BulletinReading & { error?: { code: string; message: string } } }
}
const filing = (b: BulletinReading, over: Partial<BulletinFiling> = {}): BulletinFiling => ({
  issuer: b.issuer ?? 'Đài',
  number: b.number,
  hazard: b.kind ?? 'flood',
  title: b.title,
  issuedAt: b.issuedAt ?? '2025-10-08T09:30:00+07:00',
  nextAt: b.nextAt,
  expiresAt: b.expiresAt,
  final: b.final,
  text: b.text,
  origin: b.origin,
  arrivalId: b.arrivalId,
  levels: b.levels
    .filter(l => l.unitIds.length > 0 && l.hazard !== null)
    .map(l => ({ hazard: l.hazard as string, level: l.level, unitIds: l.unitIds })),
  forecasts: b.forecasts,
  rain: b.rain,
  storm: b.storm,
  readings: [],
  ...over,
})

describe('reading a bulletin stores nothing', () => {
  it('refuses what is no text, too long, or a file that cannot be read', async () => {
    expect((await read(duty, { text: '' })).status).toBe(400)
    expect((await read(duty, { text: 'x'.repeat(100_001) })).status).toBe(400)
    expect((await read(duty, { text: '<alert><broken' })).body.error?.code).toBe('bulletin.unreadable')
    const edge = 'edge'
    const upload = (name: string, body: string) =>
      duty.call(
        'POST',
        '/api/bulletins/read',
        Buffer.from(
          `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n${body}\r\n--${edge}--\r\n`,
        ),
        {
          'content-type': `multipart/form-data; boundary=${edge}`,
        },
      )
    expect((await upload('hong.docx', 'PK hỏng')).status).toBe(422)
    const ok = await upload('tin.txt', text)
    expect(ok.status).toBe(200)
    expect(ok.body).toMatchObject({ origin: 'file', kind: 'flood' })
  })
  it('a hamlet head or an administrator does not read bulletins', async () => {
    const head = await t.person('hamlet-head', '20A-T01')
    expect((await read(head)).body.error?.code).toBe('rights.role')
  })
  it('gives names their communes, gauges their series, levels their communes', async () => {
    const { status, body } = await read()
    expect(status).toBe(200)
    expect(body).toMatchObject({
      kind: 'flood',
      issuer: 'ĐÀI KHÍ TƯỢNG THỦY VĂN TỈNH THỬ',
      issuedAt: '2025-10-08T09:30:00+07:00',
      nextAt: '2025-10-08T15:30:00+07:00',
      warnings: [],
      levels: [
        { hazard: 'flood', level: 2, unitIds: [t.unit('20A')] },
        { hazard: 'flood', level: 1, areas: ['xã B'], unitIds: [t.unit('20B')] },
      ],
      areas: {
        found: [
          { name: 'A', unitIds: [t.unit('20A')] },
          { name: 'B', unitIds: [t.unit('20B')] },
        ],
        open: [],
      },
      observations: [
        { value: 18.4, alarm: 2, series: { station: 'GAUGE-A', indicator: 'water_level', may: true, stored: null } },
      ],
      forecasts: [{ value: 19.2, alarm: 3, unitIds: [t.unit('20A')] }],
      rain: [{ min: 50, max: 100, local: 150, wider: false, unitIds: [t.unit('20A'), t.unit('20B'), t.unit('20C')] }],
    })
    expect(await t.database.db.asSystem(tx => tx.query('select 1 from bulletins'))).toEqual([])
  })
  it('a name that is not known is asked, and one of another province is none of ours', async () => {
    const { body } = await read(duty, {
      text: 'TIN LŨ QUÉT\nNguy cơ lũ quét tại các xã: A, Không Có.\nCấp độ rủi ro thiên tai do lũ quét: cấp 1; Cao Bằng cấp 2.\nTin phát lúc 09h00 ngày 08/10/2025',
    })
    expect(body.areas.open).toMatchObject([{ name: 'Không Có', why: 'unknown' }])
    expect(body.levels).toMatchObject([
      { level: 1, unitIds: [t.unit('20A')] },
      { level: 2, unitIds: [], elsewhere: ['Cao Bằng'] },
    ])
  })
})

describe('confirming a bulletin', () => {
  it('refuses a commune, an hour in the future, a next before this one, a commune with two levels, a bulletin of nothing', async () => {
    const { body } = await read()
    const code = async (who: Person, over: Partial<BulletinFiling>) =>
      ((await who.call('POST', '/api/bulletins/confirm', filing(body, over))).body as { error?: { code: string } })
        .error?.code
    expect(await code(commune, {})).toBe('rights.reach')
    expect(await code(nn, {})).toBe('rights.role')
    expect(await code(duty, { issuedAt: '2025-10-08T11:00:00+07:00' })).toBe('bulletin.future')
    expect(await code(duty, { nextAt: '2025-10-08T09:30:00+07:00' })).toBe('bulletin.next-before')
    const twice = [1, 2].map(level => ({ hazard: 'flood', level, unitIds: [t.unit('20A')] }))
    expect(await code(duty, { levels: twice })).toBe('bulletin.commune-twice')
    expect(await code(duty, { levels: [], forecasts: [], rain: [], storm: [] })).toBe('bulletin.no-levels')
    expect(await code(duty, { levels: [{ hazard: 'flood', level: 2, unitIds: [t.unit('19A')] }] })).toBe('rights.reach')
    expect(await code(duty, { arrivalId: 999 })).toBe('not-found')
    expect(await t.database.db.asSystem(tx => tx.query('select 1 from bulletins'))).toEqual([])
  })

  it('sets the official levels beside ours, keeps forecasts and rain, stores only what was ticked, and says so in the audit', async () => {
    const { body } = await read()
    const reply = await duty.call(
      'POST',
      '/api/bulletins/confirm',
      filing(body, {
        readings: [{ station: 'GAUGE-A', indicator: 'water_level', at: '2025-10-08T09:00:00+07:00', value: 18.4 }],
      }),
    )
    expect(reply.status).toBe(200)
    const { id, readings } = reply.body as { id: number; readings: { accepted: number; levelChanges: number } }
    expect(readings).toMatchObject({ accepted: 1 })
    const levels = (await duty.call('GET', '/api/levels')).body as {
      levels: { unitCode: string; hazard: string; official: unknown; suggested: unknown }[]
    }
    const a = levels.levels.find(l => l.unitCode === '20A' && l.hazard === 'flood')
    expect(a).toMatchObject({
      official: { level: 2, article: 'Điều 45', bulletin: { outOfDateSince: null } },
      suggested: { level: 2 },
    })
    expect(levels.levels.find(l => l.unitCode === '20B')).toMatchObject({ official: { level: 1 } })
    const [stored] = await t.database.db.asSystem(tx =>
      tx.query<{ value: number }>('select value from observations where run_id = 0'),
    )
    expect(stored).toEqual({ value: 18.4 })
    const detail = (await duty.call('GET', `/api/bulletins/${id}`)).body
    expect(detail).toMatchObject({
      origin: 'text',
      levels: [{ level: 2 }, { level: 1 }],
      forecasts: [{ value: 19.2 }],
      outOfDate: false,
    })
    const audit = await t.database.db.asSystem(tx =>
      tx.query<{ body: string }>(`select body::text from audit_entries where body::text like '%bulletin.confirm%'`),
    )
    expect(audit).toHaveLength(1)
    expect(audit[0]?.body).toContain(`bulletin/${id}`)
    // read again: what is stored for that time already stands beside it, and that it was filed
    const again = (await read()).body
    expect(again.observations[0]?.series?.stored).toBe(18.4)
    expect(again.filed).toMatchObject({ id, by: 'Trực ban tỉnh' })
  })

  it('the same bulletin confirmed once more corrects it: a commune left out loses the level it gave', async () => {
    const { body } = await read()
    const official = async (code: string) =>
      ((await duty.call('GET', `/api/levels/${t.unit(code)}/flood`)).body as { official: { level: number } | null })
        .official?.level
    const onlyA = [{ hazard: 'flood', level: 3, unitIds: [t.unit('20A')] }]
    expect((await duty.call('POST', '/api/bulletins/confirm', filing(body, { levels: onlyA }))).status).toBe(200)
    expect([await official('20A'), await official('20B')]).toEqual([3, 0])
    expect((await duty.call('POST', '/api/bulletins/confirm', filing(body))).status).toBe(200)
    expect([await official('20A'), await official('20B')]).toEqual([2, 1])
  })

  it('an older bulletin found late does not put back the level of a newer one', async () => {
    const { body } = await read(duty, {
      text: text
        .replace('09h30 ngày', '07h30 ngày')
        .replace('Lúc 09h', 'Lúc 07h')
        .replace('do lũ: cấp 2', 'do lũ: cấp 1'),
    })
    expect((await duty.call('POST', '/api/bulletins/confirm', filing(body))).status).toBe(200)
    const why = (await duty.call('GET', `/api/levels/${t.unit('20A')}/flood`)).body as { official: { level: number } }
    expect(why.official.level).toBe(2)
  })

  it('what the next hours may bring is told to the commune, its hamlets and nobody else’s', async () => {
    const url = `/api/bulletins/outlook/${t.unit('20A')}`
    const stranger = await t.person('duty-officer', '19A')
    expect((await stranger.call('GET', url)).status).toBe(403)
    const outlook = (await commune.call('GET', url)).body
    expect(outlook).toMatchObject({
      bulletins: [{ hazard: 'flood', outOfDate: false, forecasts: [{ value: 19.2 }], rain: [{ min: 50 }] }],
    })
    // the gauge speaks for A only; the rain is of the whole province
    expect((await duty.call('GET', `/api/bulletins/outlook/${t.unit('20C')}`)).body).toMatchObject({
      bulletins: [{ forecasts: [], rain: [{ min: 50 }] }],
    })
    await jump('2025-10-08T20:00:00+07:00')
    expect((await duty.call('GET', url)).body).toMatchObject({
      bulletins: [{ outOfDate: true, forecasts: [], rain: [{ min: 50 }] }],
    })
    await jump('2025-10-09T10:30:00+07:00')
    expect((await duty.call('GET', url)).body).toMatchObject({ bulletins: [] })
    await jump('2025-10-08T10:00:00+07:00')
  })

  it('an official level out of date is shown as such, and ends a day after', async () => {
    const official = async () =>
      (
        (await duty.call('GET', `/api/levels/${t.unit('20A')}/flood`)).body as {
          official: { bulletin: { outOfDateSince: string | null } } | null
        }
      ).official
    await jump('2025-10-08T16:29:00+07:00')
    expect((await official())?.bulletin.outOfDateSince).toBeNull()
    await jump('2025-10-08T16:31:00+07:00')
    expect((await official())?.bulletin.outOfDateSince).toBe('2025-10-08T09:30:00.000Z')
    const list = (await duty.call('GET', '/api/bulletins')).body as { outOfDate: boolean; issuedAt: string }[]
    expect(list.find(b => b.issuedAt === '2025-10-08T02:30:00.000Z')).toMatchObject({ outOfDate: true })
    await jump('2025-10-09T16:31:00+07:00')
    expect(await official()).toBeNull()
    await jump('2025-10-08T10:00:00+07:00')
  })

  it('a bulletin that should have come and did not is named, also after the official level only', async () => {
    const overdue = async () =>
      ((await duty.call('GET', '/api/bulletins/overdue')).body as { overdue: { id: string; dueAt: string }[] }).overdue
    expect(await overdue()).toEqual([])
    await jump('2025-10-08T15:44:00+07:00')
    expect(await overdue()).toEqual([])
    await jump('2025-10-08T15:46:00+07:00')
    // the gauge has been silent since 09:00: only the official level asks
    expect(await overdue()).toMatchObject([
      { id: 'flood-warning', dueAt: '2025-10-08T15:30:00+07:00', lateMinutes: 16, why: 'stated' },
    ])
    await t.app.ingest.take(
      [
        {
          index: 0,
          reading: { station: 'GAUGE-A', indicator: 'water_level', at: '2025-10-08T15:00:00+07:00', value: 19.5 },
        },
      ],
      [],
      {
        runId: 0,
        now: new Date('2025-10-08T15:46:00+07:00'),
        userId: null,
        unitId: null,
        provinceId: t.unit('20'),
        source: 'thử',
      },
    )
    expect(await overdue()).toMatchObject([{ id: 'flood-urgent', dueAt: '2025-10-08T15:30:00+07:00', why: 'alarm' }])
    await jump('2025-10-08T10:00:00+07:00')
  })

  it('a final bulletin offers to end what stands, and ends it', async () => {
    const { body } = await read(duty, {
      text: 'TIN CUỐI CÙNG VỀ ĐỢT LŨ TRÊN SÔNG THỬ\nTin phát lúc 09h45 ngày 08/10/2025\nĐài Khí tượng Thủy văn tỉnh Thử',
    })
    expect(body).toMatchObject({ final: true, standing: [t.unit('20A'), t.unit('20B')] })
    const reply = await duty.call(
      'POST',
      '/api/bulletins/confirm',
      filing(body, { levels: [{ hazard: 'flood', level: 0, unitIds: body.standing }] }),
    )
    expect(reply.status).toBe(200)
    const levels = (await duty.call('GET', '/api/levels')).body as { levels: { official: unknown }[] }
    expect(levels.levels.filter(l => l.official)).toEqual([])
  })
})

describe('a bulletin typed by hand', () => {
  it('still works, with an end of its own', async () => {
    const r = await duty.call('POST', '/api/bulletins', {
      issuer: 'Đài Khí tượng Thủy văn tỉnh',
      number: '7',
      hazard: 'heavy-rain',
      issuedAt: '2025-10-08T09:00:00+07:00',
      nextAt: null,
      level: 1,
      unitIds: [t.unit('20C')],
      text: 'mưa lớn',
    })
    expect(r.status).toBe(200)
    const [row] = await t.database.db.asSystem(tx =>
      tx.query<{ ends: Date }>(`select expires_at as ends from level_states where hazard = 'heavy-rain'`),
    )
    // the rarest hour of that hazard after 09:00 is 15:30, an hour of grace, a day
    expect(row?.ends.toISOString()).toBe(new Date('2025-10-09T16:30:00+07:00').toISOString())
    const list = (await duty.call('GET', '/api/bulletins')).body as { hazard: string; origin: string }[]
    expect(list.find(b => b.hazard === 'heavy-rain')).toMatchObject({
      origin: 'typed',
      levels: [{ level: 1, communes: 1 }],
    })
  })
})
