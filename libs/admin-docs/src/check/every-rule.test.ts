import fc from 'fast-check'
import { strFromU8, unzipSync } from 'fflate'
import { beforeAll, describe, expect, test } from 'vitest'
import { around, changePart, indented, lineBehind, says, sized, spaced } from '../../test/support/break-docx.ts'
import { samples } from '../../test/support/sample-documents.ts'
import { writeDocument } from '../write/write-document.ts'
import { checkDocument, fixDocument } from './check-document.ts'
import type { How } from '../../test/support/break-docx.ts'

const good: Record<string, Uint8Array> = {}
beforeAll(async () => {
  for (const [kind, document] of Object.entries(samples)) good[kind] = await writeDocument(document)
  const centred = (text: string) => ({
    type: 'paragraph' as const,
    text: [{ text, bold: true }],
    align: 'center' as const,
    indent: false,
  })
  good.PHAN = await writeDocument({
    ...(samples.TB as (typeof samples)['TB'] & object),
    body: [
      centred('Phần I'),
      centred('QUY ĐỊNH CHUNG'),
      { type: 'paragraph', text: 'Các thôn thực hiện thống nhất.' },
      centred('Phần II'),
      centred('TỔ CHỨC THỰC HIỆN'),
      { type: 'paragraph', text: 'Công an xã theo dõi.' },
    ],
  })
})

const rules = (bytes: Uint8Array) => checkDocument(bytes, 'a.docx').findings?.map(f => f.rule)
const main = 'word/document.xml'
const doc = (kind: string, how: How) => changePart(good[kind] as Uint8Array, main, how)
const plain: How = p => p.replaceAll('<w:b/>', '').replaceAll('<w:bCs/>', '')
const black: How = p => p.replaceAll('FF0000', '000000')
const unframed: How = x => {
  const from = x.lastIndexOf('<w:tbl>', x.indexOf('HỎA TỐC'))
  const to = x.indexOf('</w:tbl>', from)
  return x.slice(0, from) + x.slice(from, to).replaceAll('w:val="single"', 'w:val="none"') + x.slice(to)
}
const paragraph = (text: string, halfPoints: number) =>
  `<w:p><w:pPr><w:spacing w:before="0" w:after="0"/></w:pPr><w:r><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/><w:sz w:val="${halfPoints}"/></w:rPr><w:t>${text}</w:t></w:r></w:p>`
const behind =
  (words: string, made: string): How =>
  x => {
    const at = x.indexOf('</w:p>', x.indexOf(words)) + 6
    return x.slice(0, at) + made + x.slice(at)
  }

type Planted = [rule: string, kind: string, how: How, mended?: false]

const planted: Planted[] = [
  ['ND30.II.1.motto-line-length', 'KH', lineBehind('Độc lập - Tự do', indented(2000, 2000))],
  ['ND30.II.2.issuer-line-length', 'KH', lineBehind('XÃ SUỐI MƠ', indented(0, 0))],
  ['ND30.II.5.title-line-length', 'KH', lineBehind('trên địa bàn xã năm 2026', indented(100, 100))],
  ['ND30.II.5.subject-gap', 'CV', around('V/v rà soát', spaced(0))],
  [
    'ND30.II.5.subject-case',
    'CV',
    says('V/v rà soát hộ dân vùng có nguy cơ sạt lở đất', 'V/v RÀ SOÁT HỘ DÂN VÙNG CÓ NGUY CƠ SẠT LỞ ĐẤT'),
  ],
  ['ND30.II.6.number-order', 'KH', says('II. TỔ CHỨC', 'III. TỔ CHỨC'), false],
  ['ND30.II.6.letter-order', 'KH', says('b) Cắm', 'c) Cắm'), false],
  ['ND30.II.6.part-bold', 'PHAN', around('Phần II', plain)],
  ['ND30.II.6.part-case', 'PHAN', says('>Phần II<', '>PHẦN II<')],
  ['ND30.II.6.part-title-case', 'PHAN', says('QUY ĐỊNH CHUNG', 'Quy định chung')],
  ['ND30.II.9.to-lines', 'BC', says('tỉnh Mẫu.', 'tỉnh Mẫu; Công an tỉnh Mẫu.'), false],
  ['ND30.II.9.as-above', 'CV', says('- Như trên;', '- Đảng ủy xã;'), false],
  ['ND30.II.9.recipients-dash', 'KH', says('- Lưu: VT, CA.', 'Lưu: VT, CA.')],
  ['ND30.III.1.annex-mention', 'KH', says(' (có các phụ lục kèm theo)', ''), false],
  ['ND30.III.1.annex-note-missing', 'KH', around('(Kèm theo', () => ''), false],
  ['ND30.III.2.urgency-size', 'CĐ', around('HỎA TỐC', sized(12))],
  ['ND30.III.2.urgency-bold', 'CĐ', around('HỎA TỐC', plain)],
  ['ND30.III.2.urgency-case', 'CĐ', says('HỎA TỐC', 'Hỏa tốc')],
  ['ND30.III.2.urgency-colour', 'CĐ', around('HỎA TỐC', black)],
  ['ND30.III.2.urgency-frame', 'CĐ', unframed],
  [
    'ND30.III.2.urgency-frame-size',
    'CĐ',
    x => x.replaceAll('w:w="1701"', 'w:w="2835"').replace('w:left="2835"', 'w:left="1701"'),
  ],
  [
    'ND30.III.2.circulation-frame',
    'TB',
    behind('Suối Mơ, ngày', paragraph('LƯU HÀNH NỘI BỘ', 26).replace('<w:rFonts', '<w:b/><w:rFonts')),
  ],
  ['ND30.III.3.drafter-size', 'KH', behind('- Lưu: VT', paragraph('PL.300', 24))],
  ['ND30.III.3.drafter-case', 'KH', behind('- Lưu: VT', paragraph('pl.300', 22))],
]

describe('each planted fault is found alone, cites its clause, and is mended where it can be', () => {
  test.each(planted)('%s in %s', (rule, kind, how, mended) => {
    const bad = doc(kind, how)
    expect(rules(bad)).toEqual([rule])
    expect(checkDocument(bad).findings?.[0]?.clause).toMatch(
      /^Nghị định 30\/2020\/NĐ-CP, Phụ lục I, Phần I, Mục (?:I|II|III), khoản \d/,
    )
    const fixed = fixDocument(bad)
    expect(fixed.findings?.map(f => [f.rule, f.fixable])).toEqual([[rule, mended !== false]])
    expect(fixed.remaining?.map(f => f.rule)).toEqual(mended === false ? [rule] : [])
  })
})

describe('the address of the issuer, at the foot of page 1', () => {
  const words = 'Địa chỉ: thôn Mẫu, xã Suối Mơ; Điện thoại: 0000 000 000'
  const line = '<w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
  const foot =
    (text: string): How =>
    x =>
      x.replace(/<w:p>[\s\S]*<\/w:p>|<w:p\/>/, text)
  const lined = (size: number) => paragraph(words, size).replace('<w:pPr>', `<w:pPr>${line}`)
  const footer = (type: string) => {
    const files = unzipSync(good.KH as Uint8Array)
    const id =
      new RegExp(`<w:footerReference w:type="${type}" r:id="(\\w+)"`).exec(strFromU8(files[main] as Uint8Array))?.[1] ??
      ''
    const rels = strFromU8(files['word/_rels/document.xml.rels'] as Uint8Array)
    return `word/${new RegExp(`Id="${id}"[^>]*Target="([^"]+)"|Target="([^"]+)"[^>]*Id="${id}"`).exec(rels)?.slice(1).find(Boolean) ?? ''}`
  }
  test.each<[string, string, string[]]>([
    ['first', lined(22), []],
    ['first', lined(24), []],
    ['first', lined(28), ['ND30.III.4.address-size']],
    ['first', paragraph(words, 22), ['ND30.III.4.address-line']],
    ['default', lined(22), ['ND30.III.4.address-place']],
  ])('in the %s footer', (type, text, found) => {
    expect(rules(changePart(good.KH as Uint8Array, footer(type), foot(text)))).toEqual(found)
  })
})

describe('whatever the decree allows has no fault', () => {
  const mm = (n: number) => Math.round(n * 56.6929)
  const one = (...sizes: number[]) => fc.constantFrom(...sizes)
  const allowed = fc.record({
    kind: fc.constantFrom('KH', 'BC', 'CV', 'CĐ', 'TB', 'GM', 'QĐ'),
    top: fc.integer({ min: 20, max: 25 }),
    bottom: fc.integer({ min: 20, max: 25 }),
    left: fc.integer({ min: 30, max: 35 }),
    right: fc.integer({ min: 15, max: 20 }),
    nation: one(12, 13),
    motto: one(13, 14),
    issuer: one(12, 13),
    date: one(13, 14),
    title: one(13, 14),
    indent: one(567, 720),
    gap: fc.integer({ min: 120, max: 240 }),
    line: fc.integer({ min: 240, max: 360 }),
    name: one(13, 14),
  })
  test('margins, sizes, indents, gaps and lines within their bounds', () => {
    fc.assert(
      fc.property(allowed, v => {
        const made = doc(v.kind, x =>
          [
            (t: string) =>
              t.replace(
                /<w:pgMar w:top="\d+" w:right="\d+" w:bottom="\d+" w:left="1701"/g,
                `<w:pgMar w:top="${mm(v.top)}" w:right="${mm(v.right)}" w:bottom="${mm(v.bottom)}" w:left="${mm(v.left)}"`,
              ),
            around('CỘNG HÒA', sized(v.nation)),
            around('Độc lập - Tự do', sized(v.motto)),
            (t: string) =>
              around('XÃ SUỐI MƠ', p => (p.replace(/<[^>]+>/g, '') === 'XÃ SUỐI MƠ' ? sized(v.issuer)(p) : p))(t),
            around('Suối Mơ, ngày', sized(v.date)),
            around('Lò Văn Mẫu', sized(v.name)),
            (t: string) => t.replaceAll('w:firstLine="720"', `w:firstLine="${v.indent}"`),
            (t: string) =>
              t.replaceAll(/<w:spacing (?:w:after="0" )?w:before="120"/g, m => m.replace('120', String(v.gap))),
          ].reduce((t, f) => f(t), x),
        )
        const styled = changePart(made, 'word/styles.xml', x => `${x.replace('w:line="252"', `w:line="${v.line}"`)} `)
        expect(rules(styled)).toEqual([])
      }),
      { numRuns: 60 },
    )
  })
})

test('the archive without dash and colon is still the archive: the line before it keeps its semicolon', () => {
  const bad = doc('KH', says('- Lưu: VT, CA.', 'Lưu VT, CA.'))
  expect(rules(bad)).toEqual(['ND30.II.9.recipients-dash', 'ND30.II.9.archive-form'])
  const fixed = fixDocument(bad)
  expect(fixed.remaining).toEqual([])
  expect(strFromU8(unzipSync(fixed.bytes as Uint8Array)[main] as Uint8Array)).toContain('- Các thôn;')
})

test('a heading in capitals set small keeps the names the document writes', () => {
  const bad = doc(
    'KH',
    says(
      'Phòng ngừa, ứng phó sạt lở đất trên địa bàn xã năm 2026',
      'KẾ HOẠCH CỦA CÔNG AN XÃ VÀ BAN CHỈ HUY QUÂN SỰ XÃ SUỐI MƠ NĂM 2026',
    ),
  )
  expect(rules(bad)).toEqual(['ND30.II.5.title-case'])
  const text = strFromU8(unzipSync(fixDocument(bad).bytes as Uint8Array)[main] as Uint8Array)
  expect(text).toContain('Kế hoạch của Công an xã và Ban Chỉ huy Quân sự xã Suối Mơ năm 2026')
})
