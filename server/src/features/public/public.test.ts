import type { CapSigning } from '@tusom/contract'
import { readCap } from '@tusom/cap/xml'
import { brotliCompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApp, type Person, type TestApp } from '../../testing/test-app.ts'
import { escapeHtml, html } from './html.ts'
import { communePage, provincePage } from './page.ts'

let t: TestApp
let duty: Person
let leader: Person
beforeAll(async () => {
  t = await createTestApp()
  duty = await t.person('duty-officer', '20', 'Trực ban tỉnh')
  leader = await t.person('leader', '20', 'Chủ tịch tỉnh')
  await rise(0)
})
afterAll(() => t.close())

const run = (id: number): Record<string, string> => (id === 0 ? {} : { 'x-run': String(id) })
const get = (url: string) => t.app.inject({ method: 'GET', url })
const rise = (id: number) =>
  duty.call(
    'POST',
    '/api/observations',
    { readings: [{ station: 'GAUGE-A', indicator: 'water_level', at: '2025-10-08T02:50+07:00', value: 19.26 }] },
    run(id),
  )
async function issue(id = 0, change: object = {}, units = ['20A']): Promise<{ id: number; identifier: string }> {
  const made = (await duty.call('POST', '/api/warnings', { unitIds: units.map(t.unit), hazard: 'flood' }, run(id)))
    .body as { id: number }
  await duty.call('PATCH', `/api/warnings/${made.id}`, { version: 1, change }, run(id))
  await duty.call('POST', `/api/warnings/${made.id}/submit`, { version: 2 }, run(id))
  const out = await leader.call('POST', `/api/warnings/${made.id}/approve`, { version: 2, issue: true }, run(id))
  expect(out.body).toMatchObject({ state: 'issued' })
  return (await duty.call('GET', `/api/warnings/${made.id}`, undefined, run(id))).body
}
const cancel = async (id: number) => {
  const made = (await duty.call('POST', `/api/warnings/${id}/cancel`, { reason: 'Nước đã rút.' })).body as {
    id: number
  }
  expect(
    (await leader.call('POST', `/api/warnings/${made.id}/approve`, { version: 1, issue: true })).body,
  ).toMatchObject({ state: 'issued' })
  return made.id
}
const startRun = async (name: string): Promise<number> =>
  (
    (await duty.call('POST', '/api/runs', { name, clockAt: '2025-10-08T03:00:00+07:00', speed: 1 })).body as {
      id: number
    }
  ).id
/** Believes the key that the province signs with. */
const ourTrust = async () => {
  const { own } = (await duty.call('GET', '/api/cap-signing')).body as CapSigning
  return { trust: { trusted: own ? [own.pem] : [] } }
}
const feed = async (root = '') => readCap((await get(`${root}/canh-bao/atom.xml`)).rawPayload, await ourTrust())

describe('before any warning', () => {
  it('says there is none, as of when, and whom to call; without sign-in or script', async () => {
    for (const path of ['/cong-khai/20', '/cong-khai/20A', '/cong-khai/20A-T01']) {
      const page = await get(path)
      expect([page.statusCode, page.headers['content-type']], path).toEqual([200, 'text/html; charset=utf-8'])
      expect(page.body).toContain('Hiện không có cảnh báo')
      expect(page.body).toContain('03:00 08/10/2025')
      expect(page.body).toContain('href="tel:112"')
      expect(page.body).not.toMatch(/<script|javascript:|https?:\/\//)
    }
    expect((await get('/cong-khai/20A')).body).toContain('Chưa có danh sách điểm sơ tán')
    expect((await get('/cong-khai/20A?lang=en')).body).toContain('No warning at present')
  })
  it('an unknown commune is a 404 with a way out, hostile or not', async () => {
    for (const path of [
      '/cong-khai/99999',
      '/cong-khai/%3Cscript%3Ealert(1)%3C%2Fscript%3E',
      '/dien-tap/77/cong-khai',
      '/canh-bao/cap/x.xml',
    ]) {
      const page = await get(path)
      expect(page.statusCode, path).toBe(404)
      expect(page.body).not.toContain('<script')
      expect(page.body).toContain('/cong-khai')
    }
  })
  it('the feed is valid and empty', async () => {
    expect(await feed()).toMatchObject({ container: 'atom', alerts: [] })
    expect((await feed()).findings.filter(f => f.severity === 'error')).toEqual([])
  })
  it('a commune is found by its name without marks, and what is typed is escaped', async () => {
    const found = await get('/cong-khai?q=xa%20a')
    expect([found.statusCode, found.headers.location]).toEqual([302, '/cong-khai/20A'])
    expect((await get('/cong-khai/20?q=xa')).body).toContain('/cong-khai/20B')
    const hostile = await get(`/cong-khai?q=${encodeURIComponent('"><img src=x onerror=alert(1)>')}`)
    expect(hostile.body).toContain('value="&quot;&gt;&lt;img')
    expect(hostile.body).not.toContain('<img')
    expect(hostile.body).toContain('Không có xã, phường nào khớp')
  })
})

describe('with a warning', () => {
  it('shows number, word and colour, what happens, what to do numbered, where to go; small', async () => {
    const w = await issue()
    await t.database.db.asSystem(tx =>
      tx.query(
        `insert into shelters (commune_id, code, name, kind, capacity, safe_from, updated_at) values ($1, 'S1', 'Trường Tiểu học số 1', 'school', 120, '{flood}', now()),
         ($1, 'S2', 'Nhà văn hoá trên đồi', 'hall', 60, '{landslide}', now())`,
        [t.unit('20A')],
      ),
    )
    const page = (await get('/cong-khai/20A')).body
    for (const text of [
      'Lũ, ngập lụt · rủi ro cấp 3 (lớn)',
      'class="band l3 sug"',
      'mức gợi ý từ số đo',
      'Cảnh báo số 01',
      '19,26 m',
      '<ol><li>',
      'Trường Tiểu học số 1',
      '120 chỗ',
      'có hiệu lực đến',
    ])
      expect(page).toContain(text)
    expect(page).not.toContain('Nhà văn hoá trên đồi') // not safe from a flood
    const english = (await get('/cong-khai/20A?lang=en')).body
    for (const text of ['Flood · risk level 3 (high)', '19.26 m', 'leave low ground', 'lang="en"'])
      expect(english).toContain(text)
    expect((await get('/cong-khai/20B')).body).toContain('Hiện không có cảnh báo')
    expect((await get('/cong-khai/20')).body).toContain('Đang có cảnh báo: 1/3')
    expect(brotliCompressSync(Buffer.from(page)).length).toBeLessThan(12_000)

    const read = await feed()
    expect(read.findings).toEqual([])
    expect(read.alerts.map(a => [a.identifier, a.status, a.scope])).toEqual([[w.identifier, 'Actual', 'Public']])
    const cap = await get(`/canh-bao/cap/${w.identifier}.xml`)
    expect(cap.headers['content-type']).toBe('application/cap+xml; charset=utf-8')
    expect(readCap(cap.rawPayload, await ourTrust())).toMatchObject({
      findings: [],
      alerts: [{ identifier: w.identifier }],
    })
    await cancel(w.id)
  })
  it('words that people wrote are escaped wherever they stand', async () => {
    const odd = 'nước < 3 m & lên "nhanh"'
    const w = await issue(0, { headline: `Lũ ${odd}`, description: odd, instruction: `1. ${odd}`, headlineEn: odd })
    const escaped = 'nước &lt; 3 m &amp; lên &quot;nhanh&quot;'
    for (const path of ['/cong-khai/20A', '/cong-khai/20A?lang=en']) {
      const { body } = await get(path)
      expect(body).toContain(escaped)
      expect(body).not.toContain('nước < 3')
    }
    expect((await feed()).findings).toEqual([])
    expect((await feed()).alerts[0]?.info[0]?.description).toBe(odd)
    expect((await get(`/canh-bao/cap/${w.identifier}.xml`)).body).toContain('nước &lt; 3 m &amp; lên')
    await cancel(w.id)
  })
  it('markup in a warning does not even leave, and a page would not carry it', async () => {
    const evil = '<script>alert(1)</script>'
    const made = (await duty.call('POST', '/api/warnings', { unitIds: [t.unit('20A')], hazard: 'flood' })).body as {
      id: number
    }
    await duty.call('PATCH', `/api/warnings/${made.id}`, { version: 1, change: { description: evil } })
    expect((await duty.call('POST', `/api/warnings/${made.id}/submit`, { version: 2 })).status).toBe(422)
    const unit = { code: evil, name: evil, fullName: evil, nameEn: evil }
    const level = {
      level: 3,
      status: 'official',
      article: null,
      pack: null,
      rule: null,
      bulletin: null,
      alarm: null,
    } as const
    const row = {
      id: 1,
      msgType: 'Alert',
      state: 'issued',
      provinceId: 1,
      areaIds: [1],
      hazard: evil,
      level,
      headline: evil,
      description: evil,
      instruction: evil,
      headlineEn: evil,
      descriptionEn: evil,
      instructionEn: evil,
      severity: evil,
      effectiveAt: null,
      expiresAt: new Date(0),
      sample: false,
      issuedAt: new Date(0),
      number: 1,
      identifier: evil,
      endedAt: null,
    } as const
    for (const language of ['vi', 'en'] as const) {
      const frame = {
        language,
        root: '/dien-tap/1',
        exercise: evil,
        sample: true,
        now: new Date(0),
        path: `/cong-khai/${evil}`,
      }
      const event = { vi: evil, en: evil }
      const office = { name: evil, nameEn: evil, hotline: evil }
      const warned = { row: { ...row, areaIds: [1] }, event }
      const commune = communePage({
        frame,
        commune: unit,
        province: unit,
        warnings: [warned],
        cancelled: [warned.row],
        shelters: [{ name: evil, capacity: 1, left: 1 }],
        official: [{ level: 3, event, issuer: evil, issuedAt: new Date(0), actions: [event] }],
        office,
      })
      const standing = communePage({
        frame,
        commune: unit,
        province: unit,
        warnings: [],
        cancelled: [],
        shelters: [],
        official: [{ level: 3, event, issuer: evil, issuedAt: new Date(0), actions: [event] }],
        office,
      })
      const province = provincePage({
        frame,
        province: unit,
        communes: [unit],
        worst: new Map([[evil, warned]]),
        official: [{ unit: { ...unit, code: 'x' }, level: 3, event }],
        cancelled: [warned.row],
        query: evil,
        matches: [unit],
        office,
      })
      for (const page of [commune, standing, province]) {
        expect(page).not.toContain('<script')
        expect(page).toContain('&lt;script&gt;')
      }
    }
  })
  it('what is cancelled or expired is not shown as active; that it is over is said for a day', async () => {
    const w = await issue()
    expect((await get('/cong-khai/20A')).body).toContain('rủi ro cấp 3')
    await cancel(w.id)
    const after = (await get('/cong-khai/20A')).body
    expect(after).toContain('Hiện không có cảnh báo')
    expect(after).toContain('Đã hết nguy hiểm')
    expect(after).not.toContain('rủi ro cấp 3')
    const read = await feed()
    expect(read.findings).toEqual([])
    expect(read.alerts.every(a => a.msgType === 'Cancel')).toBe(true)
    await issue(0, { expiresAt: '2025-10-08T05:00:00+07:00' }, ['20B'])
    expect((await get('/cong-khai/20B')).body).toContain('Cảnh báo số')
    t.setNow('2025-10-08T05:00:00+07:00')
    expect((await get('/cong-khai/20B')).body).toContain('Hiện không có cảnh báo')
    t.setNow('2025-10-09T04:00:00+07:00')
    expect((await feed()).alerts).toEqual([])
    expect((await get('/cong-khai/20A')).body).not.toContain('Đã hết nguy hiểm')
    t.setNow('2025-10-08T03:00:00+07:00')
  })
})

describe('an official level without a warning in force', () => {
  it('is not shown as calm, and the duty room owes a warning', async () => {
    const duty = await t.person('duty-officer', '20')
    const run = await startRun('Cấp chính thức')
    const made = await duty.call(
      'POST',
      '/api/bulletins',
      {
        issuer: 'Đài KTTV',
        number: null,
        hazard: 'flood',
        issuedAt: '2025-10-08T02:30:00+07:00',
        nextAt: null,
        level: 3,
        unitIds: [t.unit('20C')],
        text: '',
      },
      { 'x-run': String(run) },
    )
    expect(made.status).toBe(200)
    const page = (await get(`/dien-tap/${run}/cong-khai/20C`)).body
    expect(page).toContain('rủi ro cấp 3')
    expect(page).toContain('rủi ro cấp 3 (lớn)')
    expect(page).toContain('Bản tin chính thức')
    expect(page).toContain('Làm ngay')
    expect(page).not.toContain('Hiện không có cảnh báo')
    const whole = (await get(`/dien-tap/${run}/cong-khai/20`)).body
    expect(whole).toContain('rủi ro cấp 3 (lớn)')
    expect(whole).not.toContain('Hiện không có cảnh báo')
    expect((await get('/cong-khai/20C')).body).toContain('Hiện không có cảnh báo')
    const owed = await duty.call('GET', '/api/owed', undefined, { 'x-run': String(run) })
    expect((owed.body as { key: string; count: number }[]).find(o => o.key === 'levels-without-warning')?.count).toBe(1)
  })
})

describe('the wall', () => {
  it('an exercise shows only under its own address, marked on top; the actual page and feed never show it', async () => {
    const [one, two] = [await startRun('Diễn tập <b>lũ</b>'), await startRun('Cuộc khác')]
    await rise(one)
    const before = [(await get('/cong-khai/20')).body, (await get('/canh-bao/atom.xml')).body]
    const w = await issue(one, {}, ['20C'])
    expect((await get('/cong-khai/20C')).body).toContain('Hiện không có cảnh báo')
    expect([(await get('/cong-khai/20')).body, (await get('/canh-bao/atom.xml')).body]).toEqual(before)
    expect((await get(`/canh-bao/cap/${w.identifier}.xml`)).statusCode).toBe(404)
    // nor by asking for the run in another way
    for (const headers of [{ 'x-run': String(one) }])
      expect((await t.app.inject({ method: 'GET', url: `/cong-khai/20C?run=${one}`, headers })).body).toContain(
        'Hiện không có cảnh báo',
      )

    const root = `/dien-tap/${one}`
    const page = (await get(`${root}/cong-khai/20C`)).body
    expect(page).toContain('<div class="ex" role="note">DIỄN TẬP')
    expect(page).toContain('Diễn tập &lt;b&gt;lũ&lt;/b&gt;')
    expect(page).toContain('Cảnh báo số 01')
    expect(page).toContain(`href="${root}/cong-khai"`)
    expect(page.indexOf('DIỄN TẬP')).toBeLessThan(page.indexOf('Cảnh báo số'))
    const read = await feed(root)
    expect(read.findings).toEqual([])
    expect(read.alerts.map(a => a.status)).toEqual(['Exercise'])
    expect((await get(`${root}/canh-bao/cap/${w.identifier}.xml`)).statusCode).toBe(200)
    // another exercise, and an actual warning inside an exercise, are not there either
    expect((await get(`/dien-tap/${two}/cong-khai/20C`)).body).toContain('Hiện không có cảnh báo')
    const actual = await issue(0, {}, ['20B'])
    expect((await feed(root)).alerts.map(a => a.identifier)).toEqual([w.identifier])
    expect((await get(`${root}/cong-khai/20B`)).body).toContain('Hiện không có cảnh báo')
    expect((await get(`${root}/canh-bao/cap/${actual.identifier}.xml`)).statusCode).toBe(404)
  })
  it('the public role reads nothing of drafts, people or receipts', async () => {
    const made = (await duty.call('POST', '/api/warnings', { unitIds: [t.unit('20A')], hazard: 'flood' })).body as {
      id: number
    }
    const { db } = t.database
    expect(await db.asPublic(0, tx => tx.query('select id from warnings where id = $1', [made.id]))).toEqual([])
    for (const sql of [
      'select drafter_name from warnings',
      'select * from warning_receipts',
      'select * from warning_events',
      'select sender from warning_settings',
      'select * from warning_templates',
    ])
      await expect(
        db.asPublic(0, tx => tx.query(sql)),
        sql,
      ).rejects.toThrow(/permission denied/)
    await expect(db.asPublic(0, tx => tx.query(`update warnings set headline = 'x'`))).rejects.toThrow(
      /permission denied/,
    )
  })
})

describe('markup', () => {
  it('escapes what is put in and keeps what it built', () => {
    expect(escapeHtml(`<a href="x" title='y'>&</a>`)).toBe(
      '&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;&lt;/a&gt;',
    )
    expect(html`<p>${'<'}${html`<b>${'&'}</b>`}${null}${false}${['<', html`<i></i>`]}${0}</p>`.markup).toBe(
      '<p>&lt;<b>&amp;</b>&lt;<i></i>0</p>',
    )
  })
})
