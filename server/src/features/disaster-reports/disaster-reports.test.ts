import { checkDocument } from '@tusom/admin-docs'
import type { LossOverview, ReportOut } from '@tusom/contract'
import { dailyLossForm, libraryForms } from '@tusom/domain'
import PizZip from 'pizzip'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApp, type Person, type TestApp } from '../../testing/test-app.ts'

let t: TestApp
let leader: Person
let a: Person
let id = 0
beforeAll(async () => {
  t = await createTestApp('2025-10-07T20:00:00+07:00')
  leader = await t.person('leader', '20')
  a = await t.person('commune-officer', '20A')
  const opened = await leader.call('POST', '/api/incidents', {
    key: 'su-co-thu-1',
    title: 'Lũ trên Sông Thử',
    hazard: 'flood',
    level: 2,
    leadId: t.unit('20'),
    unitIds: ['20A', '20B'].map(t.unit),
  })
  id = (opened.body as { id: number }).id
  expect(`${opened.status} ${JSON.stringify(opened.body)}`).toMatch(/^200/)
})
afterAll(() => t.close())

const code = (reply: { body: unknown }) => (reply.body as { error: { code: string } }).error?.code
/** Sets the clock and signs in again: a session does not last over days. */
const at = async (iso: string) => {
  t.setNow(iso)
  leader = await t.person('leader', '20')
  a = await t.person('commune-officer', '20A')
}
const damage = async (asOf: string, figures: Record<string, number | null>, reason = '') => {
  await at(asOf)
  const reply = await a.call('POST', `/api/incidents/${id}/damage`, {
    key: `thiet-hai-${Date.parse(asOf)}`,
    communeId: t.unit('20A'),
    asOf,
    figures,
    reason,
    source: 'thử',
  })
  expect(`${reply.status} ${JSON.stringify(reply.body)}`).toMatch(/^200/)
}
const words = (file: Uint8Array): string =>
  [...(new PizZip(file).file('word/document.xml')?.asText() ?? '').matchAll(/<w:p[ >]|<w:t(?: [^<>]*)?>([^<]*)</g)]
    .map(m => m[1] ?? '\n')
    .join('')

describe('losses of an event', () => {
  it('are refused to who has no part in it, for units that have none, and as a sum before the end', async () => {
    const stranger = await t.person('leader', '19')
    expect((await stranger.call('GET', `/api/disaster-reports/${id}`)).status).toBe(403)
    expect((await leader.call('GET', '/api/disaster-reports/999999')).status).toBe(404)
    expect(code(await leader.call('GET', `/api/disaster-reports/${id}?unit=${t.unit('20C')}`))).toBe('loss.no-part')
    expect(code(await leader.call('GET', `/api/disaster-reports/${id}/document.docx?kind=event`))).toBe(
      'loss.not-ended',
    )
  })
  it('say who reported by the hour, what is missing, and what was corrected; two reports of one unit are never added', async () => {
    await damage('2025-10-08T16:30:00+07:00', { 'people.dead': 2, 'house.flooded': 40 })
    await damage('2025-10-09T18:30:00+07:00', { 'people.dead': 1, 'house.flooded': 55 }, 'đếm trùng')
    await at('2025-10-09T19:30:00+07:00')
    const { body } = await leader.call('GET', `/api/disaster-reports/${id}`)
    const l = body as LossOverview
    expect(l).toMatchObject({
      reported: 1,
      of: 2,
      form: { commune: '01/TKTH-X', province: '01/TKTH-T' },
      summaryDueAt: null,
    })
    expect(l.days.map(d => `${d.day} ${d.state}`)).toEqual([
      '2025-10-08 missing',
      '2025-10-09 missing',
      '2025-10-10 open',
    ])
    expect(l.communes.map(c => [c.name, ...c.days.map(d => d.state)])).toEqual([
      ['A', 'on-time', 'late', 'open'],
      ['B', 'missing', 'missing', 'open'],
    ])
    const people = l.groups[0]?.figures
    expect(people?.find(f => f.code === 'people.dead')).toMatchObject({ value: 1, reported: 1, of: 2 })
    expect(people?.find(f => f.code === 'people.missing')?.value).toBe(null)
    expect(l.groups.find(g => g.vi === 'Thủy sản')?.figures).toEqual([])
    expect(l.corrections).toMatchObject([{ commune: 'A', before: 2, after: 1, reason: 'đếm trùng' }])
  })
  it('are offered to the daily form with their source; where the form says something else, both are shown', async () => {
    const agency = await t.person('standing-agency', '20-CA')
    const form = libraryForms.find(f => f.code === dailyLossForm)
    const published = await agency.call('POST', '/api/reports/forms', { form, base: null, note: '' })
    expect(`${published.status} ${JSON.stringify(published.body)}`).toMatch(/^200/)
    const call = { form: dailyLossForm, from: '2025-10-08', to: null, unitIds: [t.unit('20A')], dueAt: null, note: '' }
    expect((await agency.call('POST', '/api/reports/calls', call)).status).toBe(200)
    const address = `/api/reports/${dailyLossForm}/2025-10-09/${t.unit('20A')}`
    const offered = (await a.call('GET', address)).body as ReportOut
    expect(offered.known.find(k => k.element === 'disaster.house.flooded')).toMatchObject({
      value: 55,
      vi: expect.stringContaining('sự cố "Lũ trên Sông Thử", tính đến 09/10/2025 18:30'),
      href: `/su-co/${id}`,
    })
    // nobody reported it: nothing is offered, least of all a zero
    expect(offered.known.some(k => k.element === 'disaster.missing')).toBe(false)

    const made = await a.call('POST', '/api/reports', {
      form: dailyLossForm,
      period: '2025-10-09',
      unitId: t.unit('20A'),
    })
    const report = (made.body as { id: number }).id
    const known = new Map(offered.known.map(k => [k.element, k.value]))
    const cells = (form?.elements ?? []).map(e => ({
      element: e.code,
      value: e.code === 'disaster.house.flooded' ? 50 : (known.get(e.code) ?? 0),
      seen: 0,
    }))
    expect((await a.call('PUT', `/api/reports/${report}/values`, { cells })).status).toBe(200)
    const parts = (form?.parts ?? []).map(p => ({ part: p.code, text: 'Nước rút chậm.', seen: 0 }))
    expect((await a.call('PUT', `/api/reports/${report}/narratives`, { parts })).status).toBe(200)
    const sent = await a.call('POST', `/api/reports/${report}/submit`, {})
    expect(`${sent.status} ${JSON.stringify(sent.body)}`).toMatch(/^200/)
    const l = (await leader.call('GET', `/api/disaster-reports/${id}`)).body as LossOverview
    expect(l.differences).toMatchObject([{ commune: 'A', day: '2025-10-09', form: 50, incident: 55 }])
  })
  it('show an earlier day put right beside what was told that day', async () => {
    await a.call('POST', `/api/incidents/${id}/damage`, {
      key: 'sua-ngay-truoc',
      communeId: t.unit('20A'),
      asOf: '2025-10-08T16:30:00+07:00',
      figures: { 'house.flooded': 44 },
      reason: 'thôn gửi bổ sung',
      source: 'thử',
    })
    const l = (await leader.call('GET', `/api/disaster-reports/${id}`)).body as LossOverview
    expect(l.corrections.at(-1)).toMatchObject({ before: 40, after: 44, earlier: true, reason: 'thôn gửi bổ sung' })
    const flooded = l.byDay.figures.findIndex(f => f.code === 'house.flooded')
    expect(l.byDay.days.map(d => [d.day, d.values[flooded], d.corrected[flooded]])).toEqual([
      ['2025-10-08', 40, 44],
      // the province's hour is 19:00: the report of 18:30 is in
      ['2025-10-09', 55, 55],
    ])
  })
  it('are a document in five sections that passes the check of form', async () => {
    for (const unit of ['20', '20A']) {
      const { raw, status } = await leader.call(
        'GET',
        `/api/disaster-reports/${id}/document.docx?kind=quick&unit=${t.unit(unit)}`,
      )
      expect(status).toBe(200)
      const text = words(raw)
      for (const s of [
        'I. TÌNH HÌNH THIÊN TAI',
        'II. CÔNG TÁC CHỈ HUY, ỨNG PHÓ',
        'III. THỐNG KÊ THIỆT HẠI',
        'IV. KHẮC PHỤC HẬU QUẢ',
        'V. ĐỀ XUẤT, KIẾN NGHỊ',
      ])
        expect(text).toContain(s)
      expect(text).toContain('chưa có trong hệ thống')
      expect(text).toContain('chưa có số liệu')
      expect(text).toContain(unit === '20' ? '01/TKTH-T' : '01/TKTH-X')
      if (unit === '20') expect(text).toContain('1/2 xã, phường đã báo cáo; chưa báo cáo: B')
      expect(checkDocument(raw).findings).toEqual([])
    }
  })
  it('have a sum of the event after its end, due within 15 days', async () => {
    await at('2025-10-10T08:00:00+07:00')
    expect((await leader.call('POST', `/api/incidents/${id}/close`, { reason: 'nước đã rút' })).status).toBe(200)
    const { body } = await leader.call('GET', `/api/disaster-reports/${id}`)
    expect((body as LossOverview).summaryDueAt).toBe(new Date('2025-10-25T23:59:59+07:00').toISOString())
    const { raw } = await leader.call('GET', `/api/disaster-reports/${id}/document.docx?kind=event`)
    expect(words(raw)).toContain('SỐ ĐÃ ĐÍNH CHÍNH')
  })
})
