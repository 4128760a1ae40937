import { checkDocument } from '@tusom/admin-docs'
import type {
  ReportCharts,
  ReportDocument,
  ReportTemplateList,
  ReportTemplateNames,
  ReportTemplateTaken,
} from '@tusom/contract'
import { libraryForms, type ReportForm, shippedForms, withOptions } from '@tusom/domain'
import { insertWholeReports } from '@tusom/store'
import ExcelJS from 'exceljs'
import PizZip from 'pizzip'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { upload } from '../../testing/sheet-file.testing.ts'
import { createTestApp, type Person, type TestApp } from '../../testing/test-app.ts'
import { checkInWorker, fillInWorker, templateWorkLimits } from './in-worker.ts'
import { standardFile } from './standard-file.ts'

let t: TestApp
let agency: Person
let second: Person
let officer: Person
const form = shippedForms.find(f => f.code === 'anptt-six-month') as ReportForm
const period = '2026-H1'
const now = '2026-06-13T09:00:00+07:00'

beforeAll(async () => {
  t = await createTestApp(now)
  agency = await t.person('standing-agency', '20-CA')
  second = await t.person('standing-agency', '20-CA')
  officer = await t.person('commune-officer', '20A')
  const first = form.elements[0]?.code
  const at = new Date(now)
  await t.database.db.asSystem(tx =>
    insertWholeReports(
      tx,
      (['2026-H1', '2025-H1'] as const).flatMap(key =>
        ['20A', '20B'].map(unit => ({
          formCode: form.code,
          formVersion: form.version,
          periodKey: key,
          periodStart: key === '2026-H1' ? '2025-12-15' : '2024-12-15',
          periodEnd: key === '2026-H1' ? '2026-06-14' : '2025-06-14',
          unitId: t.unit(unit),
          reach: [t.unit(unit), t.unit('20-CA')],
          state: 'accepted' as const,
          dueAt: at,
          sentAt: at,
          acceptedAt: at,
          createdAt: at,
          by: { userId: agency.userId, name: 'Thử' },
          acceptedBy: { userId: agency.userId, name: 'Thử', unitId: t.unit('20-CA') },
          sample: true,
          // the second figure is missing everywhere, the third is zero
          cells: form.elements
            .filter((_, i) => i !== 1)
            .map((e, i) => ({
              element: e.code,
              value: e.code === first ? (key === '2026-H1' ? 3 : 7) : i === 1 ? 0 : 2,
              notApplicable: false,
              reason: null,
              at,
            })),
          // the second line is the same everywhere
          narratives: form.parts.map(p => ({ part: p.code, text: `Nội dung ${unit} một.\n- Nội dung hai {x}.`, at })),
        })),
      ),
    ),
  )
})
afterAll(() => t.close())

const code = (reply: { body: unknown }) => (reply.body as { error: { code: string } }).error?.code
const of = (kind: 'unit' | 'consolidated') => `form=${form.code}&kind=${kind}`
const send = (who: Person, file: Buffer, kind: 'unit' | 'consolidated' = 'unit', name = 'mau.docx') => {
  const { body, headers } = upload(file, name)
  return who.call('POST', `/api/report-templates?${of(kind)}`, body, headers)
}
/** The standard template with its document part changed. */
async function changed(change: (xml: string) => string, also: (zip: PizZip) => void = () => {}): Promise<Buffer> {
  const zip = new PizZip(await standardFile(form, 'unit'))
  zip.file('word/document.xml', change(zip.file('word/document.xml')?.asText() ?? ''))
  also(zip)
  return zip.generate({ type: 'nodebuffer' })
}
const words = (file: Uint8Array): string =>
  [...(new PizZip(file).file('word/document.xml')?.asText() ?? '').matchAll(/<w:p[ >]|<w:t(?: [^<>]*)?>([^<]*)</g)]
    .map(m => m[1] ?? '\n')
    .join('')
const withText = (text: string) => (xml: string) => xml.replace(/{can-cu}/, text)
const faultsOf = async (text: string): Promise<string[]> => {
  const reply = await send(agency, await changed(withText(text)))
  return (reply.body as ReportTemplateTaken).faults.map(f => f.vi)
}

describe('a template is refused', () => {
  it('from whoever does not keep the forms of the province', async () => {
    const file = await standardFile(form, 'unit')
    expect((await send(officer, file)).status).toBe(403)
    const stranger = await t.person('leader', '19')
    expect((await send(stranger, file)).status).toBe(403)
  })
  it('without a file, larger than allowed, and when it is no Word file', async () => {
    expect(code(await agency.call('POST', `/api/report-templates?${of('unit')}`, {}))).toBe('template.no-file')
    expect(code(await send(agency, Buffer.alloc(4_000_001)))).toBe('template.too-large')
    for (const bad of [Buffer.from('x'), Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3]), Buffer.from('PK\u0003\u0004')])
      expect(code(await send(agency, bad))).toBe('template.unreadable')
  })
  it('when it holds macros, embedded objects, links or entities', async () => {
    const with_ = (name: string, text: string) =>
      changed(
        x => x,
        z => z.file(name, text),
      )
    for (const file of [
      await with_('word/vbaProject.bin', 'x'),
      await with_('word/embeddings/oleObject1.bin', 'x'),
      await with_('word/custom.xml', '<!DOCTYPE a [<!ENTITY b "c">]><a/>'),
      await with_(
        'word/_rels/settings.xml.rels',
        '<Relationships><Relationship Id="a" Type="http://x/attachedTemplate" Target="http://x/a.dotm" TargetMode="External"/></Relationships>',
      ),
      await changed(x =>
        x.replace('<w:body>', '<w:body><w:p><w:r><w:instrText>DDEAUTO c:\\\\x</w:instrText></w:r></w:p>'),
      ),
    ])
      expect(code(await send(agency, file))).toBe('template.active')
  })
  it('when it unpacks to more than is allowed', async () => {
    const bomb = await changed(
      x => x,
      z => z.file('word/media/a.xml', Buffer.alloc(45_000_000)),
    )
    const small = new PizZip(bomb).generate({ type: 'nodebuffer', compression: 'DEFLATE' })
    expect(small.length).toBeLessThan(400_000)
    expect(code(await send(agency, small))).toBe('template.unreadable')
  })
  it('for each name, loop and brace that is wrong, with the place', async () => {
    expect(await faultsOf('{don-vii}')).toEqual([
      expect.stringMatching(/^Đoạn \d+ ".*": không có tên "\{don-vii\}"; có phải "\{don-vi\}"\.$/u),
    ])
    expect(await faultsOf('{#xa}')).toEqual([
      expect.stringContaining('không có tên "{xa}"'),
      expect.stringContaining('"{#xa}" chưa đóng'),
    ])
    expect(await faultsOf('{/chi-tieu}')).toEqual([expect.stringContaining('không có chỗ mở')])
    expect(await faultsOf('{dong}')).toEqual([expect.stringContaining('chỉ dùng được bên trong {#loi.')])
    expect(await faultsOf('{#don-vi}a{/don-vi}')).toEqual([expect.stringContaining('không lặp được')])
    expect(await faultsOf('a } b')).toEqual([expect.stringContaining('dấu "}" không có cặp')])
    expect(await faultsOf('a { b')).toEqual([expect.stringContaining('dấu "{" không có cặp')])
  })
  it('for expressions, raw XML, other delimiters and inherited names', async () => {
    for (const text of ['{1+1}', '{don-vi.constructor("x")()}', '{@don-vi}', '{=&lt;% %&gt;=}', '{-w:p don-vi}'])
      expect((await faultsOf(text)).length).toBeGreaterThan(0)
    for (const text of ['{constructor}', '{__proto__}', '{toString}', '{hasownproperty}'])
      expect((await faultsOf(text)).length).toBe(1)
  })
  it('when it needs more time or memory than there is', async () => {
    const file = await standardFile(form, 'unit')
    await expect(checkInWorker(file, 'x.docx', [], { ...templateWorkLimits, ms: 1 })).rejects.toMatchObject({
      code: 'template.too-heavy',
    })
    const wide = Array.from({ length: 400_000 }, (_, i) => ({ values: { dong: `dòng ${i}` }, lists: {} }))
    const part = `loi.${form.parts[0]?.code}`
    await expect(
      fillInWorker(file, { values: {}, lists: { [part]: wide } }, '', [], { ...templateWorkLimits, memoryMb: 48 }),
    ).rejects.toMatchObject({ code: 'template.too-heavy' })
  })
})

describe('a template', () => {
  it('that ships passes its own check for every form, and says every name that there is', async () => {
    for (const f of [...shippedForms, ...libraryForms.map(x => withOptions(structuredClone(x)) as ReportForm)])
      for (const kind of ['unit', 'consolidated'] as const) {
        const { templateNames } = await import('@tusom/domain')
        const answer = await checkInWorker(await standardFile(f, kind), 'x.docx', templateNames(f, kind))
        expect({ form: f.code, kind, faults: answer.faults }).toEqual({ form: f.code, kind, faults: [] })
      }
    const { body, status } = await officer.call('GET', `/api/report-templates/names?${of('consolidated')}`)
    expect(status).toBe(200)
    expect((body as ReportTemplateNames).map(n => n.name)).toContain('xa')
  })
  it('edited by the office is taken, tried, approved, used, and its versions are kept', async () => {
    const mine = await changed(xml => xml.replace(/{can-cu}, /, 'Theo đề nghị riêng của {DON-VI}, '))
    const taken = (await send(agency, mine)).body as ReportTemplateTaken
    expect(taken).toMatchObject({ version: 1, faults: [], warnings: [] })
    const preview = `/api/report-templates/${taken.id}/preview.docx?period=${period}&unit=${t.unit('20A')}`
    expect(words((await agency.call('GET', preview)).raw)).toContain(
      'Theo đề nghị riêng của XÃ A, Ủy ban nhân dân xã A',
    )
    const filled = `/api/report-templates/filled/unit.docx?form=${form.code}&period=${period}&unit=${t.unit('20A')}`
    expect(words((await officer.call('GET', filled)).raw)).not.toContain('đề nghị riêng')
    expect((await officer.call('POST', `/api/report-templates/${taken.id}/approve`, {})).status).toBe(403)
    expect(code(await agency.call('POST', `/api/report-templates/${taken.id}/approve`, {}))).toBe('template.own')
    expect((await second.call('POST', `/api/report-templates/${taken.id}/approve`, {})).status).toBe(200)
    expect(words((await officer.call('GET', filled)).raw)).toContain('đề nghị riêng')
    expect(code(await second.call('POST', `/api/report-templates/${taken.id}/approve`, {}))).toBe('template.state')
    const next = (await send(agency, mine)).body as ReportTemplateTaken
    await second.call('POST', `/api/report-templates/${next.id}/approve`, {})
    const list = (await officer.call('GET', '/api/report-templates')).body as ReportTemplateList
    expect(list.mayKeep).toBe(false)
    expect(list.templates.map(x => `${x.version} ${x.state}`)).toEqual(['2 approved', '1 retired'])
    expect((await officer.call('GET', `/api/report-templates/${taken.id}/file.docx`)).raw.equals(mine)).toBe(true)
    await agency.call('POST', `/api/report-templates/${next.id}/retire`, {})
    expect(words((await officer.call('GET', filled)).raw)).not.toContain('đề nghị riêng')
  })
  it('filled says figures, what is missing, the comparison in words, and passes the check of form', async () => {
    const { raw } = await officer.call(
      'GET',
      `/api/report-templates/filled/unit.docx?form=${form.code}&period=${period}&unit=${t.unit('20A')}`,
    )
    const text = words(raw)
    const [first, second] = form.elements
    expect(text).toContain(`(giảm 04 ${first?.unitVi} so với cùng kỳ năm 2025)`)
    expect(text).toContain('(chưa có số liệu)')
    expect(text).toContain(second?.nameVi)
    expect(text).toContain('Nội dung hai {x}.')
    expect(text.replaceAll('{x}', '')).not.toMatch(/[{}]|undefined|null/)
    expect(checkDocument(raw).findings).toEqual([])
    expect(new PizZip(raw).file(/footer/).some(f => f.asText().includes('Số liệu mẫu, không phải thật'))).toBe(true)
  })
  it('without a place for the mark of sample figures is marked all the same', async () => {
    const file = await changed(
      x => x,
      z => {
        for (const f of z.file(/footer/)) z.file(f.name, f.asText().replaceAll('{mau}', ''))
      },
    )
    const { id } = (await send(agency, file)).body as ReportTemplateTaken
    const { raw } = await agency.call(
      'GET',
      `/api/report-templates/${id}/preview.docx?period=${period}&unit=${t.unit('20A')}`,
    )
    expect(words(raw)).toMatch(/^\s*Số liệu mẫu, không phải thật/)
  })
  it('over all communes names who is missing and attributes their words', async () => {
    const filled = `/api/report-templates/filled/consolidated.docx?form=${form.code}&period=${period}`
    expect((await officer.call('GET', filled)).status).toBe(403)
    const { raw } = await agency.call('GET', filled)
    const text = words(raw)
    expect(text).toContain('tổng hợp từ báo cáo của 2/3 xã, phường')
    expect(text).toContain('Chưa có báo cáo: C.')
    expect(text).toContain('- Xã A, xã B: Nội dung hai {x}.')
    expect(text).toContain('- Xã A: Nội dung 20A một.')
    expect(text.match(/Nội dung hai {x}/g)).toHaveLength(form.parts.length)
    expect(text).toContain(`(giảm 08 ${form.elements[0]?.unitVi}`.slice(1))
    expect(text.replaceAll('{x}', '')).not.toMatch(/[{}]|undefined/)
    expect(checkDocument(raw).findings).toEqual([])
  })
  it('holds native charts with their figures and says from how many units they come', async () => {
    const { raw } = await agency.call(
      'GET',
      `/api/report-templates/filled/consolidated.docx?form=${form.code}&period=${period}`,
    )
    const zip = new PizZip(raw)
    const charts = zip.file(/^word\/charts\/[^/]*\.xml$/).map(f => f.asText())
    const sent = charts.find(x => x.includes('Tình hình gửi báo cáo')) ?? ''
    expect([...sent.matchAll(/<c:v>([^<]*)<\/c:v>/g)].map(m => m[1])).toEqual([
      'Số xã, phường',
      'Gửi đúng hạn (66,7%)',
      'Chưa đến hạn (33,3%)',
      '2',
      '1',
    ])
    // the year before stands beside: three a commune now, seven before
    const compared = charts.find(x => x.includes('So với cùng kỳ năm 2025 (vụ)')) ?? ''
    expect(compared).toMatch(/<c:v>14<\/c:v>.*<c:v>6<\/c:v>/)
    expect(words(raw)).toContain(`${form.elements[0]?.nameVi} 2/3`)
    expect(words(raw)).not.toMatch(/[\ue000-\uf8ff]/u)
    const body = zip.file('word/document.xml')?.asText() ?? ''
    expect(body.match(/<c:chart /g)).toHaveLength(charts.length)
    const rels = zip.file('word/_rels/document.xml.rels')?.asText() ?? ''
    for (const [, id] of body.matchAll(/<c:chart [^>]*r:id="([^"]*)"/g)) expect(rels).toContain(`Id="${id}"`)
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(zip.file('word/embeddings/tusom1.xlsx')?.asArrayBuffer() as never)
    expect(book.worksheets[0]?.getCell('B2').value).toBe(2)
  })
  it('is seen in the browser as it will come out of Word, each figure with where it comes from', async () => {
    const address = `/api/report-templates/filled/consolidated?form=${form.code}&period=${period}`
    expect((await officer.call('GET', address)).status).toBe(403)
    const { body, status } = await agency.call('GET', address)
    expect(status).toBe(200)
    const view = body as ReportDocument
    const runs = view.blocks.flatMap(b => (b.type === 'paragraph' ? b.runs : []))
    const said = runs.find(r => r.text.startsWith('06 '))
    expect(view.sources[said?.source ?? -1]).toEqual({ figures: [form.elements[0]?.code] })
    const both = runs.find(r => r.text === 'Nội dung hai {x}.')
    expect(view.sources[both?.source ?? -1]).toEqual({
      part: form.parts[0]?.code,
      unitIds: [t.unit('20A'), t.unit('20B')],
    })
    expect(view.blocks.filter(b => b.type === 'chart')).toHaveLength(view.charts.length)
    const own = (
      await officer.call(
        'GET',
        `/api/report-templates/filled/unit?form=${form.code}&period=${period}&unit=${t.unit('20A')}`,
      )
    ).body as ReportDocument
    expect(own).toMatchObject({ unit: { id: t.unit('20A') }, template: null, draft: false, sample: true })
    expect(JSON.stringify(own.blocks)).toContain('Nội dung hai {x}.')
  })
  it('has the charts that a briefing shows, for who may see them', async () => {
    const over = `/api/briefings/consolidated?form=${form.code}&period=${period}`
    expect((await officer.call('GET', over)).status).toBe(403)
    const all = (await agency.call('GET', over)).body as ReportCharts
    expect(all).toMatchObject({ sample: true, unitName: 'Tỉnh Thử' })
    const compared = all.charts.find(c => c.code === 'so-sanh.vu')
    expect(compared?.series.map(s => s.values[0])).toEqual([14, 6])
    expect(compared?.covers.vi).toContain(`${form.elements[0]?.nameVi} 2/3`)
    const other = await t.person('commune-officer', '20B')
    const own = `/api/briefings/unit?form=${form.code}&period=${period}&unit=${t.unit('20A')}`
    expect((await other.call('GET', own)).status).toBe(403)
    const mine = (await officer.call('GET', own)).body as ReportCharts
    expect(mine.charts.map(c => c.code)).toContain(`theo-ky.${form.elements[0]?.code}`)
    expect(mine.charts.map(c => c.code)).not.toContain('tinh-hinh-gui')
  })
})
