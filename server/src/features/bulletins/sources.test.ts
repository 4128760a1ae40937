import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestApp, type Person, type TestApp } from '../../testing/test-app.ts'
import { fetchDue, nextTry } from './bulletin-clock.ts'
import { fetchLimits } from './fetch-source.ts'

let t: TestApp
let admin: Person
let duty: Person
let station: Server
let base = ''
/** what the station answers now, and which paths it was asked for */
let answer: RequestListener = (_q, r) => r.end()
let asked: string[] = []
beforeAll(async () => {
  t = await createTestApp('2025-10-08T10:00:00+07:00')
  admin = await t.person('administrator', '20')
  duty = await t.person('duty-officer', '20')
  station = createServer((q, r) => {
    asked.push(q.url ?? '')
    answer(q, r)
  })
  await new Promise<void>(resolve => station.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(station.address() as AddressInfo).port}`
})
afterAll(async () => {
  station.closeAllConnections()
  await new Promise(resolve => station.close(resolve))
  await t.close()
})
beforeEach(async () => {
  asked = []
  t.setNow('2025-10-08T10:00:00+07:00')
  await t.database.db.asSystem(tx => tx.query('delete from bulletin_sources'))
})

const alert = (
  identifier: string,
  extra = '',
) => `<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>${identifier}</identifier><sender>kttv@example.vn</sender>
<sent>2025-10-08T09:30:00+07:00</sent><status>Actual</status><msgType>Alert</msgType><scope>Public</scope>
<info><language>vi-VN</language><category>Met</category><event>Lũ</event><urgency>Immediate</urgency><severity>Severe</severity><certainty>Observed</certainty>
<senderName>Đài KTTV tỉnh Thử</senderName><headline>TIN LŨ TRÊN SÔNG THỬ</headline>
<description>Lúc 09h ngày 08/10, mực nước tại trạm Thử 18,4m, trên BĐ2 0,4m. Cấp độ rủi ro thiên tai do lũ: cấp 2.</description>${extra}
<area><areaDesc>Xã A</areaDesc></area></info></alert>`
const atom = (...entries: string[]) =>
  `<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom"><id>f</id><title>KTTV</title><updated>2025-10-08T09:31:00+07:00</updated>${entries.join('')}</feed>`
const entry = (inner: string) =>
  `<entry><id>e</id><title>Tin</title><updated>2025-10-08T09:31:00+07:00</updated>${inner}</entry>`
const inline = (id: string) => entry(`<content type="application/cap+xml">${alert(id)}</content>`)

const add = async (over: Record<string, unknown> = {}) => {
  const r = await admin.call('POST', '/api/bulletin-sources', {
    name: 'Đài thử',
    url: `${base}/feed`,
    kind: 'cap',
    everyMinutes: 30,
    enabled: true,
    ...over,
  })
  return { status: r.status, ...(r.body as { id: number; error?: { code: string } }) }
}
const pull = async (id: number, who = duty) => {
  const r = await who.call('POST', `/api/bulletin-sources/${id}/fetch`)
  return {
    status: r.status,
    ...(r.body as { arrived: number; known: number; skipped: number; error?: { code: string; message: string } }),
  }
}
const state = async (id: number) =>
  (
    (await duty.call('GET', '/api/bulletin-sources')).body as {
      id: number
      failures: number
      lastError: string | null
      nextAt: string | null
    }[]
  ).find(s => s.id === id)

describe('addresses', () => {
  it('only an administrator sets them, only http and https, each once, never in an exercise', async () => {
    const denied = await duty.call('POST', '/api/bulletin-sources', {
      name: 'x',
      url: base,
      kind: 'cap',
      everyMinutes: null,
      enabled: true,
    })
    expect(denied.status).toBe(403)
    for (const url of [
      'ftp://kttv.vn/x',
      'file:///etc/passwd',
      'javascript:alert(1)',
      'https://a:b@kttv.vn/',
      'http://169.254.169.254/latest/meta-data/',
      'http://2852039166/latest/',
      'http://[::ffff:169.254.169.254]/',
      'http://[fe80::1]/',
      'không phải',
    ]) {
      const r = await add({ url })
      expect([url, r.error?.code ?? r.status]).toEqual([
        url,
        url.length < 8 ? 'request.invalid' : 'bulletin.source-url',
      ])
    }
    const { id } = await add()
    expect((await add()).error?.code).toBe('bulletin.source-there')
    expect(
      (
        await admin.call('PUT', `/api/bulletin-sources/${id}`, {
          name: 'Đài mới',
          url: `${base}/khac`,
          kind: 'page',
          everyMinutes: null,
          enabled: true,
        })
      ).status,
    ).toBe(200)
    expect(await state(id)).toMatchObject({ name: 'Đài mới', kind: 'page', everyMinutes: null, nextAt: null })
    expect((await admin.call('DELETE', `/api/bulletin-sources/${id}`)).status).toBe(200)
    expect(await state(id)).toBeUndefined()
  })
})

describe('one fetch', () => {
  it('nothing inside the wall is called that was not allowed, wherever a name or a redirect leads', async () => {
    let called = 0
    const inner = createServer((_q, r) => (called++, r.end(atom(inline('tin.x')))))
    await new Promise<void>(resolve => inner.listen(0, '127.0.0.2', resolve))
    const { port } = inner.address() as AddressInfo
    for (const url of [
      `http://127.0.0.2:${port}/feed`,
      'http://192.168.77.1/feed',
      'http://[::1]:1/feed',
      'http://10.0.0.5/feed',
    ]) {
      const { id } = await add({ url })
      expect([url, (await pull(id)).error?.message]).toEqual([url, expect.stringContaining('mạng nội bộ')])
    }
    expect(called).toBe(0)
    inner.closeAllConnections()
    await new Promise(resolve => inner.close(resolve))
  })
  it('no other host is called, whatever the redirect or the feed says', async () => {
    const other = createServer((_q, r) => r.end('không được gọi tới'))
    await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve))
    let called = 0
    other.on('request', () => called++)
    const elsewhere = `http://127.0.0.1:${(other.address() as AddressInfo).port}`
    const { id } = await add()
    answer = (_q, r) => r.writeHead(302, { location: `${elsewhere}/x` }).end()
    expect(await pull(id)).toMatchObject({
      status: 502,
      error: { code: 'bulletin.fetch', message: expect.stringContaining('máy chủ khác') },
    })
    answer = (_q, r) => r.writeHead(302, { location: base.replace('http:', 'file:') }).end()
    expect((await pull(id)).status).toBe(502)
    answer = (_q, r) =>
      r.end(atom(entry(`<link rel="alternate" type="application/cap+xml" href="${elsewhere}/a.xml"/>`)))
    expect(await pull(id)).toMatchObject({ status: 200, arrived: 0, skipped: 1 })
    expect(called).toBe(0)
    other.closeAllConnections()
    await new Promise(resolve => other.close(resolve))
  })
  it('endless redirects, too much, nothing readable and a status of failure are each one sentence', async () => {
    const { id } = await add()
    answer = (_q, r) => r.writeHead(302, { location: '/feed' }).end()
    expect((await pull(id)).error?.message).toContain('quá nhiều lần')
    expect(asked.length).toBeLessThanOrEqual(fetchLimits.redirects + 1)
    answer = (_q, r) => {
      const piece = Buffer.alloc(256 * 1024, 0x20)
      const write = () => {
        while (!r.destroyed && r.write(piece));
        if (!r.destroyed) r.once('drain', write)
      }
      write()
    }
    expect((await pull(id)).error?.message).toContain('quá 4 MB')
    answer = (_q, r) => r.end('không phải xml')
    expect((await pull(id)).error?.message).toContain('không phải CAP')
    answer = (_q, r) =>
      r.end('<?xml version="1.0"?><!DOCTYPE feed [<!ENTITY x SYSTEM "file:///etc/passwd">]><feed>&x;</feed>')
    expect((await pull(id)).status).toBe(502)
    answer = (_q, r) => r.writeHead(503).end()
    expect((await pull(id)).error?.message).toContain('503')
    expect(await state(id)).toMatchObject({ failures: 5, lastError: expect.stringContaining('503') })
    answer = (_q, r) => r.end(atom(inline('tin.1')))
    expect(await pull(id)).toMatchObject({ status: 200, arrived: 1 })
    expect(await state(id)).toMatchObject({ failures: 0, lastError: null })
  })
  it('a message comes in once; links on the same host are followed; the signature and leniencies are told', async () => {
    const { id } = await add()
    answer = (q, r) =>
      r.end(
        q.url === '/a.xml'
          ? alert('tin.2').replace('Actual', 'actual')
          : atom(inline('tin.1'), entry('<link rel="alternate" type="application/cap+xml" href="/a.xml"/>')),
      )
    expect(await pull(id)).toMatchObject({ arrived: 2, known: 0 })
    expect(await pull(id)).toMatchObject({ arrived: 0, known: 2 })
    const list = (await duty.call('GET', '/api/bulletin-arrivals')).body as {
      id: number
      title: string
      leniencies: { vi: string }[]
      signature: { state: string }
    }[]
    expect(list).toHaveLength(2)
    expect(list.some(a => a.leniencies.length > 0)).toBe(true)
    expect(list[0]).toMatchObject({ title: 'TIN LŨ TRÊN SÔNG THỬ', signature: { state: 'unsigned' } })
  })
  it('a page is read as text; a page without a bulletin brings nothing', async () => {
    const { id } = await add({ url: `${base}/trang`, kind: 'page' })
    answer = (_q, r) =>
      r
        .setHeader('content-type', 'text/html; charset=utf-8')
        .end('<html><head><title>Trang chủ</title></head><body><p>Hiện không có tin.</p></body></html>')
    expect(await pull(id)).toMatchObject({ arrived: 0, skipped: 1 })
    const page = (now: string) =>
      `<html><script>var x='TIN BÃO'</script><body><div>Bây giờ là ${now}</div><h1>TIN LŨ TRÊN SÔNG THỬ</h1><p>Lúc 09h ngày 08/10, mực nước t&#7841;i tr&#7841;m Thử 18,4m.</p><table><tr><td>Trạm</td><td>Lượng mưa (mm)</td></tr><tr><td>Thử</td><td>120</td></tr></table><p>Cấp độ rủi ro thiên tai do lũ: cấp 2</p><p>Tin phát lúc 09h30 ngày 08/10/2025</p></body></html>`
    answer = (_q, r) => r.setHeader('content-type', 'text/html; charset=utf-8').end(page('10:00'))
    expect(await pull(id)).toMatchObject({ arrived: 1 })
    // the clock on the page is no news
    answer = (_q, r) => r.setHeader('content-type', 'text/html; charset=utf-8').end(page('10:07'))
    expect(await pull(id)).toMatchObject({ arrived: 0, known: 1 })
  })
})

describe('what came in waits for a person', () => {
  it('is read like a pasted one, confirmed once, and the second to confirm is told who was first', async () => {
    const { id } = await add()
    answer = (_q, r) => r.end(atom(inline('tin.9')))
    await pull(id)
    const [arrival] = (await duty.call('GET', '/api/bulletin-arrivals')).body as { id: number }[]
    const reading = (await duty.call('GET', `/api/bulletin-arrivals/${arrival?.id}`)).body as Record<string, never>
    expect(reading).toMatchObject({
      origin: 'fetched',
      arrivalId: arrival?.id,
      kind: 'flood',
      cap: { signature: { state: 'unsigned' } },
      levels: [{ level: 2, unitIds: [t.unit('20A')] }],
      observations: [{ series: { station: 'GAUGE-A' } }],
    })
    const body = {
      issuer: 'Đài KTTV tỉnh Thử',
      number: null,
      hazard: 'flood',
      title: 'TIN LŨ',
      issuedAt: '2025-10-08T09:30:00+07:00',
      nextAt: null,
      expiresAt: null,
      final: false,
      text: 'TIN LŨ',
      origin: 'fetched',
      arrivalId: arrival?.id,
      levels: [{ hazard: 'flood', level: 2, unitIds: [t.unit('20A')] }],
      forecasts: [],
      rain: [],
      storm: [],
      readings: [],
    }
    expect((await duty.call('POST', '/api/bulletins/confirm', body)).status).toBe(200)
    const again = await duty.call('POST', '/api/bulletins/confirm', body)
    expect([again.status, (again.body as { error: { code: string } }).error.code]).toEqual([409, 'bulletin.handled'])
    expect(await t.database.db.asSystem(tx => tx.query('select 1 from bulletins'))).toHaveLength(1)
    expect((await duty.call('GET', '/api/bulletin-arrivals')).body).toEqual([])
    expect((await duty.call('POST', `/api/bulletin-arrivals/${arrival?.id}/discard`, {})).status).toBe(409)
  })
  it('a source with confirmed bulletins can be dropped; the bulletins stay', async () => {
    const { id } = await add()
    answer = (_q, r) => r.end(atom(inline('tin.10')))
    await pull(id)
    const [arrival] = (await duty.call('GET', '/api/bulletin-arrivals')).body as { id: number }[]
    expect((await duty.call('POST', `/api/bulletin-arrivals/${arrival?.id}/discard`, {})).status).toBe(200)
    expect((await admin.call('DELETE', `/api/bulletin-sources/${id}`)).status).toBe(200)
    expect(await t.database.db.asSystem(tx => tx.query('select 1 from bulletins'))).toHaveLength(1)
  })
})

describe('the clock', () => {
  it('waits twice as long after each failure, six hours at most', () => {
    expect([0, 1, 2, 3, 9, 50].map(n => nextTry(30, n) / 60_000)).toEqual([30, 60, 120, 240, 360, 360])
  })
  it('asks what is due, leaves what is not, and one failure is not another’s', async () => {
    const good = await add({ url: `${base}/tot`, everyMinutes: 30 })
    const bad = await add({ url: `${base}/hong`, everyMinutes: 30 })
    const byHand = await add({ url: `${base}/tay`, everyMinutes: null })
    const off = await add({ url: `${base}/tat`, everyMinutes: 30, enabled: false })
    answer = (q, r) => (q.url === '/hong' ? r.writeHead(500).end() : r.end(atom(inline(`tin.${q.url}`))))
    expect(await fetchDue(t.app.ctx)).toBe(2)
    expect(asked.sort()).toEqual(['/hong', '/tot'])
    expect(await state(good.id)).toMatchObject({ failures: 0, nextAt: '2025-10-08T03:30:00.000Z' })
    expect(await state(bad.id)).toMatchObject({ failures: 1, nextAt: '2025-10-08T04:00:00.000Z' })
    expect(await state(byHand.id)).toMatchObject({ triedAt: null })
    expect(await state(off.id)).toMatchObject({ triedAt: null })
    expect(await fetchDue(t.app.ctx)).toBe(0)
    t.setNow('2025-10-08T10:31:00+07:00')
    asked = []
    expect(await fetchDue(t.app.ctx)).toBe(1)
    expect(asked).toEqual(['/tot'])
  })
  it('two processes do not both ask', async () => {
    await add({ everyMinutes: 30 })
    answer = (_q, r) => r.end(atom(inline('tin.hai')))
    const turns = await Promise.all([fetchDue(t.app.ctx), fetchDue(t.app.ctx)])
    expect(turns.sort()).toEqual([0, 1])
  })
})
