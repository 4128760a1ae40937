import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { parseDocument } from '../parse/parse-document.ts'
import { plan } from '../../test/support/sample-documents.ts'
import { readText } from '../read/read-text.ts'
import { compareWords } from './compare-words.ts'
import { writeDocument } from './write-document.ts'
import type { OutDocument } from './out-document.ts'

const buildDocument = (over: Partial<OutDocument> = {}): OutDocument => ({
  kind: 'BC',
  issuer: { name: ['ỦY BAN NHÂN DÂN', 'XÃ SUỐI ĐÁ'] },
  number: { sequence: 5, code: 'BC-UBND' },
  place: 'Suối Đá',
  date: '2026-01-05',
  title: 'Kết quả công tác năm 2025',
  body: [
    { type: 'heading', level: 1, text: 'Tình hình' },
    { type: 'paragraph', text: [{ text: 'Xảy ra ' }, { text: '06 vụ', bold: true }, { text: '.' }] },
  ],
  recipients: ['UBND tỉnh (để báo cáo);', 'Lãnh đạo xã'],
  archive: 'VT',
  signer: { prefix: ['TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH'], position: 'PHÓ CHỦ TỊCH', name: 'Giàng A Sính' },
  ...over,
})

async function write(over: Partial<OutDocument> = {}) {
  const bytes = await writeDocument(buildDocument(over))
  const read = readText(bytes, 'a.docx')
  if (read.error) throw new Error(read.error.en)
  const files = unzipSync(bytes)
  const part = (name: string) => strFromU8(files[name] ?? new Uint8Array())
  const headers = Object.keys(files)
    .filter(f => /^word\/header\d*\.xml$/.test(f))
    .map(part)
  const footers = Object.keys(files)
    .filter(f => /^word\/footer\d*\.xml$/.test(f))
    .map(part)
  return { text: read.text, parsed: parseDocument(read.text), xml: part('word/document.xml'), headers, footers }
}

test('what is written is read back: head, signer, recipients', async () => {
  const { parsed } = await write()
  expect(parsed).toMatchObject({
    kind: 'BC',
    number: '05/BC-UBND',
    date: '2026-01-05',
    place: 'Suối Đá',
    issuer: ['ỦY BAN NHÂN DÂN', 'XÃ SUỐI ĐÁ'],
    title: 'Kết quả công tác năm 2025',
    sections: [{ label: 'I', title: 'TÌNH HÌNH', text: 'Xảy ra 06 vụ./.' }],
    recipients: ['UBND tỉnh (để báo cáo)', 'Lãnh đạo xã'],
    archive: 'VT',
    signer: { prefix: 'KT. CHỦ TỊCH', position: 'PHÓ CHỦ TỊCH', name: 'Giàng A Sính', onBehalf: 'TM. ỦY BAN NHÂN DÂN' },
  })
})

test('the page of Decree 30: A4, margins, first page without a number, page number above', async () => {
  const { xml, headers } = await write()
  expect(xml).toMatch(/<w:pgSz[^>]*w:w="11906"[^>]*w:h="16838"/)
  const margins = /<w:pgMar ([^>]*)\/>/.exec(xml)?.[1] ?? ''
  const twips = (side: string) => Number(new RegExp(`w:${side}="(\\d+)"`).exec(margins)?.[1])
  // 20–25, 30–35 and 15–20 mm at 56.7 twips
  expect(twips('top')).toBeGreaterThanOrEqual(1134 - 1)
  expect(twips('bottom')).toBeGreaterThanOrEqual(1134 - 1)
  expect(twips('left')).toBeGreaterThanOrEqual(1701 - 1)
  expect(twips('right')).toBeLessThanOrEqual(1134)
  expect(xml).toContain('<w:titlePg/>')
  expect(headers.filter(h => h.includes('PAGE'))).toHaveLength(1)
  expect(xml).toContain('w:ascii="Times New Roman"')
})

test('no number yet, day not known: the places stay open', async () => {
  const { text, parsed } = await write({ number: { sequence: null, code: 'BC-UBND' }, date: '2026-06' })
  expect(text).toMatch(/Số:\s{2,}\/BC-UBND/)
  expect(text).toMatch(/ngày\s{2,}tháng 6 năm 2026/)
  expect(parsed.warnings).toContain('Số văn bản để trống.')
})

test('headings are counted I. 1. a) and brought labels are kept', async () => {
  const { text } = await write({
    body: [
      { type: 'heading', level: 1, text: 'Một' },
      { type: 'heading', level: 2, text: 'Hai' },
      { type: 'heading', level: 3, text: 'Ba' },
      { type: 'heading', level: 3, text: 'Bốn' },
      { type: 'heading', level: 1, text: 'Năm' },
      { type: 'heading', level: 2, text: 'Sáu' },
      { type: 'heading', level: 2, text: '7. Bảy' },
      { type: 'heading', level: 1, text: 'Tám', label: '' },
      { type: 'paragraph', text: 'Hết' },
    ],
  })
  for (const line of ['I. MỘT', '1. Hai', 'a) Ba', 'b) Bốn', 'II. NĂM', '1. Sáu', '7. Bảy', 'TÁM', 'Hết./.'])
    expect(text.split('\n')).toContain(line)
})

describe('kinds', () => {
  test('công văn: subject under the number, addressees as a list, no name of kind', async () => {
    const { parsed, text } = await write({
      kind: 'CV',
      number: { sequence: 1214, code: 'UBND-KT' },
      title: 'rà soát hộ vùng ngập',
      to: ['Trưởng các thôn', 'Công an xã;'],
    })
    expect(text).toContain('V/v rà soát hộ vùng ngập')
    expect(parsed).toMatchObject({
      kind: 'CV',
      number: '1214/UBND-KT',
      title: 'rà soát hộ vùng ngập',
      addressees: ['Trưởng các thôn', 'Công an xã'],
    })
  })

  test('công điện: urgency in a red frame, who sends to whom', async () => {
    const { parsed, xml } = await write({
      kind: 'CĐ',
      number: { sequence: 3, code: 'CĐ-UBND' },
      urgency: 'HỎA TỐC',
      authority: 'Chủ tịch Ủy ban nhân dân xã',
      to: ['Trưởng các thôn'],
    })
    expect(parsed).toMatchObject({ kind: 'CĐ', urgency: 'HỎA TỐC', addressees: ['Trưởng các thôn'] })
    expect(xml).toMatch(/FF0000[\s\S]{0,2000}HỎA TỐC/)
  })

  test('quyết định: grounds in italics closed by ";" and ".", articles counted', async () => {
    const { parsed, text } = await write({
      kind: 'QĐ',
      number: { sequence: 45, code: 'QĐ-UBND' },
      authority: 'Chủ tịch Ủy ban nhân dân xã Suối Đá',
      basis: ['Căn cứ Nghị định số 66/2021/NĐ-CP', 'Theo đề nghị của Trưởng phòng Kinh tế;'],
      body: [
        { type: 'article', text: 'Thành lập Tổ xung kích.' },
        { type: 'article', text: 'Có hiệu lực từ ngày ký' },
      ],
    })
    expect(text).toContain('Căn cứ Nghị định số 66/2021/NĐ-CP;\nTheo đề nghị của Trưởng phòng Kinh tế.\nQUYẾT ĐỊNH:')
    expect(parsed.sections.map(s => s.label)).toEqual(['Điều 1', 'Điều 2'])
    expect(parsed.basis).toEqual(['66/2021/NĐ-CP'])
  })
})

test('an exercise says so at the top and in the head of every page, annexes too', async () => {
  const { text, headers, parsed } = await write({
    exercise: true,
    annexes: [{ title: 'Danh sách', body: [{ type: 'paragraph', text: 'Một.' }] }],
  })
  expect(text.trim().startsWith('DIỄN TẬP')).toBe(true)
  expect(headers).toHaveLength(4)
  for (const header of headers) expect(header).toContain('DIỄN TẬP')
  expect(parsed.exercise).toBe(true)
  const actual = await write()
  expect([...actual.headers, actual.text].join('')).not.toContain('DIỄN TẬP')
})

test('sample figures are marked on every page', async () => {
  const { footers } = await write({ sample: true })
  expect(footers).toHaveLength(2)
  for (const footer of footers) expect(footer).toContain('Số liệu mẫu, không phải thật')
})

test('tables repeat their head; annexes count their pages and number themselves', async () => {
  const table = {
    type: 'table' as const,
    columns: [{ title: 'TT' }, { title: 'Chỉ tiêu', width: 4 }],
    rows: [['1', 'Số vụ']],
  }
  const { xml, text, parsed } = await write({
    annexes: [
      { title: 'Biểu số liệu', landscape: true, body: [table] },
      { title: 'Danh sách', body: [table] },
    ],
  })
  expect(xml.match(/<w:tblHeader\/>/g)).toHaveLength(2)
  expect(xml).toContain('w:orient="landscape"')
  expect(xml.match(/<w:pgNumType w:start="1"\/>/g)).toHaveLength(3)
  expect(text).toContain('(Kèm theo Báo cáo số 05/BC-UBND ngày 05/01/2026 của Ủy ban nhân dân xã Suối Đá)')
  const department = await write({
    issuer: { name: ['SỞ Y TẾ'] },
    annexes: [{ title: 'Biểu số liệu', body: [table] }],
  })
  expect(department.text).toMatch(/\(Kèm theo .* của Sở Y tế\)/)
  expect(parsed.sections.map(s => [s.label, s.title])).toEqual([
    ['I', 'TÌNH HÌNH'],
    ['Phụ lục I', 'BIỂU SỐ LIỆU'],
    ['Phụ lục II', 'DANH SÁCH'],
  ])
})

test('the text ends with "./." once, whatever it ended with', async () => {
  for (const text of ['Hết', 'Hết.', 'Hết./.', 'Hết;']) {
    const { parsed } = await write({ body: [{ type: 'paragraph', text }] })
    expect(parsed.normalizedText.match(/Hết[^\n]*/)?.[0]).toBe('Hết./.')
  }
})

test('characters that XML cannot hold do not spoil the file', async () => {
  const { text } = await write({ body: [{ type: 'paragraph', text: 'a\u0000b\u0008c <d> & \ud800e' }] })
  expect(text).toContain('abc <d> & e')
})

test.each([
  [6, 4, 'vụ', 'tăng 02 vụ'],
  [7, 11, 'đối tượng', 'giảm 04 đối tượng'],
  [6, 6, 'vụ', 'không tăng, không giảm'],
  [6, null, 'vụ', 'kỳ trước thiếu số'],
  [null, 6, 'vụ', 'kỳ này chưa có số'],
  [3300, 2850, 'lượt', 'tăng 450 lượt'],
  [5000, 2850, '', 'tăng 2.150'],
  [0.3, 0.1, 'ha', 'tăng 0,2 ha'],
  [0, 6, 'vụ', 'giảm 06 vụ'],
])('%j against %j %s: %s', (now, before, unit, words) => {
  expect(compareWords(now, before, unit)).toBe(words)
})

test('a letter opens its recipients with "Như trên", and a text with annexes points to them', async () => {
  const { annexes: _, ...bare } = plan
  const body = [{ type: 'paragraph' as const, text: 'Các thôn thực hiện.' }]
  const words = async (doc: OutDocument) => readText(await writeDocument(doc), 'a.docx').text ?? ''
  expect(await words({ ...bare, kind: 'BC', to: ['Ủy ban nhân dân tỉnh Mẫu'], body })).toContain('- Như trên;')
  expect(await words({ ...bare, body })).not.toContain('Như trên')
  expect(await words({ ...bare, body })).not.toContain('phụ lục')
  expect(await words({ ...plan, body })).toContain('(Có các phụ lục kèm theo)./.')
})
