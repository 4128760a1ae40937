import { checkDocument } from '@tusom/admin-docs'
import type { LossOverview } from '@tusom/contract'
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
      expect(checkDocument(raw).findings?.filter(f => f.severity === 'error')).toEqual([])
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
