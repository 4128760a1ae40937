import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { samples } from '../../test/support/sample-documents.ts'
import { wordDialect } from '../../test/support/word-dialect.ts'
import { readText } from '../read/read-text.ts'
import { writeDocument } from '../write/write-document.ts'
import { checkDocument, fixDocument } from './check-document.ts'

const good: Record<string, Uint8Array> = {}
beforeAll(async () => {
  for (const [kind, document] of Object.entries(samples)) good[kind] = await writeDocument(document)
})

const rules = (bytes: Uint8Array) => checkDocument(bytes, 'a.docx').findings?.map(f => f.rule)

/** Changes one part of a good document. */
function change(kind: string, part: string, how: (xml: string) => string): Uint8Array {
  const files = unzipSync(good[kind] as Uint8Array)
  const before = strFromU8(files[part] as Uint8Array)
  const after = how(before)
  expect(after, 'the change changes something').not.toBe(before)
  return zipSync({ ...files, [part]: strToU8(after) })
}

/** Changes the paragraphs in which the words stand. */
const around = (words: string, how: (p: string) => string) => (xml: string) =>
  xml.replace(/<w:p>(?:(?!<w:p>)[\s\S])*?<\/w:p>/g, p => (p.replace(/<[^>]+>/g, '').includes(words) ? how(p) : p))
const plain = (p: string) => p.replaceAll('<w:b/>', '').replaceAll('<w:bCs/>', '')
const bold = (p: string) => p.replaceAll('<w:rPr>', '<w:rPr><w:b/>')
const slanted = (p: string) => p.replaceAll('<w:rPr>', '<w:rPr><w:i/>')
const upright = (p: string) => p.replaceAll('<w:i/>', '').replaceAll('<w:iCs/>', '')
const sized = (n: number) => (p: string) => p.replaceAll(/<w:sz w:val="\d+"\/>/g, `<w:sz w:val="${n * 2}"/>`)
const aligned = (to: string) => (p: string) => p.replace(/<w:jc w:val="\w+"\/>/, `<w:jc w:val="${to}"/>`)
const says = (from: string, to: string) => (xml: string) => xml.replace(from, to)
const noLine = (words: string) => (xml: string) => {
  const at = xml.indexOf('<w:pBdr>', xml.indexOf(words))
  return xml.slice(0, at) + xml.slice(at).replace(/<w:pBdr>[\s\S]*?<\/w:pBdr>/, '')
}
const header = (files: Record<string, Uint8Array>) =>
  Object.keys(files).find(
    f => /^word\/header\d+\.xml$/.test(f) && strFromU8(files[f] as Uint8Array).includes('PAGE'),
  ) ?? ''

describe('what the writer writes', () => {
  test.each(Object.keys(samples))('%s has no fault', kind => {
    expect(checkDocument(good[kind] as Uint8Array)).toEqual({ ok: true, findings: [] })
  })
})

type Planted = [rule: string, kind: string, how: (xml: string) => string, mended?: false]

/** One fault each: found, found alone, and gone from the corrected copy. */
const planted: Planted[] = [
  ['ND30.I.1.paper-size', 'BC', says('w:w="11906" w:h="16838"', 'w:w="12240" w:h="15840"')],
  [
    'ND30.I.2.orientation',
    'CV',
    x => x.replace(/<w:pgSz [^>]*\/>/, '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'),
  ],
  ['ND30.I.5.margin-left', 'BC', says('w:left="1701"', 'w:left="1134"')],
  ['ND30.I.5.margin-right', 'TB', says('w:right="1134"', 'w:right="1701"')],
  ['ND30.I.5.margin-top', 'CV', says('w:top="1134"', 'w:top="850"')],
  ['ND30.I.5.margin-bottom', 'GM', says('w:bottom="1134"', 'w:bottom="1701"')],
  ['ND30.I.4.font', 'BC', around('Đã rà soát', p => p.replaceAll('Times New Roman', 'Arial'))],
  ['ND30.I.4.colour', 'BC', around('Đã rà soát', p => p.replaceAll('<w:rPr>', '<w:rPr><w:color w:val="1F4E79"/>'))],
  ['ND30.II.1.nation-text', 'KH', says('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA  VIỆT NAM.')],
  ['ND30.II.1.nation-size', 'KH', around('CỘNG HÒA', sized(14))],
  ['ND30.II.1.nation-bold', 'KH', around('CỘNG HÒA', plain)],
  ['ND30.II.1.nation-italic', 'KH', around('CỘNG HÒA', slanted)],
  ['ND30.II.1.nation-align', 'KH', around('CỘNG HÒA', aligned('right'))],
  ['ND30.II.1.nation-case', 'KH', says('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Cộng hòa xã hội chủ nghĩa Việt Nam')],
  ['ND30.II.1.motto-text', 'KH', says('Độc lập - Tự do - Hạnh phúc', 'Độc lập-Tự do-Hạnh phúc')],
  ['ND30.II.1.motto-size', 'KH', around('Độc lập', sized(12))],
  ['ND30.II.1.motto-bold', 'KH', around('Độc lập', plain)],
  ['ND30.II.1.motto-line', 'KH', noLine('Độc lập - Tự do')],
  ['ND30.II.2.issuer-bold', 'KH', around('XÃ SUỐI MƠ', plain)],
  ['ND30.II.2.issuer-size', 'KH', around('XÃ SUỐI MƠ', sized(14))],
  ['ND30.II.2.issuer-case', 'KH', says('XÃ SUỐI MƠ', 'Xã Suối Mơ')],
  ['ND30.II.2.issuer-line', 'KH', noLine('XÃ SUỐI MƠ')],
  ['ND30.II.3.number-zero', 'KH', says('07/KH-UBND', '7/KH-UBND')],
  ['ND30.II.3.number-spacing', 'KH', says('07/KH-UBND', '07/KH - UBND')],
  ['ND30.II.3.number-colon', 'KH', says('Số: 07', 'Số 07')],
  ['ND30.II.3.number-case', 'KH', says('07/KH-UBND', '07/KH-ubnd')],
  ['ND30.II.3.number-kind', 'KH', says('07/KH-UBND', '07/BC-UBND'), false],
  ['ND30.II.3.number-size', 'KH', around('Số: 07', sized(14))],
  ['ND30.II.3.number-bold', 'KH', around('Số: 07', bold)],
  ['ND30.II.4.date-day-zero', 'KH', says('ngày 05 tháng 02', 'ngày 5 tháng 02')],
  ['ND30.II.4.date-month-zero', 'KH', says('ngày 05 tháng 02', 'ngày 05 tháng 2')],
  ['ND30.II.4.date-month-extra-zero', 'BC', says('ngày 12 tháng 6', 'ngày 12 tháng 06')],
  ['ND30.II.4.date-comma', 'KH', says('Suối Mơ, ngày', 'Suối Mơ ngày')],
  ['ND30.II.4.date-words', 'KH', says('ngày 05 tháng 02 năm 2026', 'ngày 05/02/2026')],
  ['ND30.II.4.date-italic', 'KH', around('Suối Mơ, ngày', upright)],
  ['ND30.II.5.kind-case', 'KH', says('KẾ HOẠCH', 'Kế hoạch')],
  ['ND30.II.5.kind-bold', 'BC', around('BÁO CÁO', plain)],
  ['ND30.II.5.title-bold', 'KH', around('trên địa bàn xã năm 2026', plain)],
  ['ND30.II.5.title-size', 'KH', around('trên địa bàn xã năm 2026', sized(16))],
  ['ND30.II.5.title-end', 'KH', says('địa bàn xã năm 2026', 'địa bàn xã năm 2026.')],
  ['ND30.II.5.title-line', 'KH', noLine('địa bàn xã năm 2026')],
  ['ND30.II.5.subject-bold', 'CV', around('V/v', bold)],
  ['ND30.II.5.subject-size', 'CV', around('V/v', sized(14))],
  ['ND30.II.5.subject-form', 'CV', says('V/v rà soát', 'V/v: rà soát')],
  ['ND30.II.6.ground-italic', 'KH', around('Căn cứ Luật', upright)],
  ['ND30.II.6.ground-end', 'KH', says('chính quyền địa phương;', 'chính quyền địa phương.')],
  ['ND30.II.6.body-size', 'TB', around('Ngày 04/02/2026', sized(12))],
  ['ND30.II.6.body-align', 'TB', around('Ngày 04/02/2026', aligned('left'))],
  ['ND30.II.6.body-indent', 'TB', around('Ngày 04/02/2026', p => p.replace(/<w:ind [^>]*\/>/, ''))],
  [
    'ND30.II.6.body-spacing',
    'TB',
    around('- Tham mưu kế hoạch', p => p.replace(/<w:spacing [^>]*\/>/, '<w:spacing w:before="0" w:after="0"/>')),
  ],
  [
    'ND30.II.6.body-line',
    'TB',
    around('Ngày 04/02/2026', p =>
      p.replace(/<w:spacing [^>]*\/>/, '<w:spacing w:before="120" w:line="480" w:lineRule="auto"/>'),
    ),
  ],
  ['ND30.II.6.body-italic', 'TB', around('Ngày 04/02/2026', slanted)],
  ['ND30.II.6.section-bold', 'KH', around('MỤC ĐÍCH, YÊU CẦU', plain)],
  ['ND30.II.6.section-case', 'KH', says('I. MỤC ĐÍCH, YÊU CẦU', 'I. Mục đích, yêu cầu')],
  ['ND30.II.6.clause-bold', 'KH', around('1. Công an xã', plain)],
  ['ND30.II.6.article-bold', 'QĐ', around('Điều 2.', plain)],
  ['ND30.II.6.label-form', 'KH', says('1. Công an xã', '1/ Công an xã')],
  ['ND30.II.6.letter-order', 'KH', x => x.replace('a) Chủ trì', 'e) Chủ trì').replace('b) Cắm', 'f) Cắm'), false],
  ['ND30.II.6.end-mark', 'KH', says('15/3/2026./.', '15/3/2026.')],
  ['ND30.II.7.capacity-form', 'KH', says('KT. CHỦ TỊCH', 'K/T CHỦ TỊCH')],
  ['ND30.II.7.capacity-bold', 'KH', around('PHÓ CHỦ TỊCH', plain)],
  ['ND30.II.7.capacity-case', 'KH', says('>PHÓ CHỦ TỊCH<', '>Phó Chủ tịch<')],
  ['ND30.II.7.signer-bold', 'KH', around('Lò Văn Mẫu', plain)],
  ['ND30.II.7.signer-case', 'KH', says('Lò Văn Mẫu', 'LÒ VĂN MẪU')],
  ['ND30.II.7.signer-degree', 'KH', says('Lò Văn Mẫu', 'ThS. Lò Văn Mẫu')],
  ['ND30.II.9.to-list-end', 'CV', says('Công an xã;', 'Công an xã')],
  ['ND30.II.9.to-colon', 'BC', says('Kính gửi: Ủy ban', 'Kính gửi Ủy ban')],
  ['ND30.II.9.recipients-head-italic', 'KH', around('Nơi nhận:', upright)],
  ['ND30.II.9.recipients-head-size', 'KH', around('Nơi nhận:', sized(14))],
  ['ND30.II.9.recipients-colon', 'KH', says('Nơi nhận:', 'Nơi nhận')],
  ['ND30.II.9.recipients-size', 'KH', around('- UBND tỉnh', sized(13))],
  ['ND30.II.9.recipients-end', 'KH', says('- Lưu: VT, CA.', '- Lưu: VT, CA;')],
  ['ND30.II.9.archive-form', 'KH', says('- Lưu: VT, CA.', '- Lưu VT, CA.')],
  ['ND30.III.1.annex-word-case', 'KH', says('Phụ lục I<', 'PHỤ LỤC I<')],
  ['ND30.III.1.annex-word-size', 'KH', around('Phụ lục II', sized(13))],
  ['ND30.III.1.annex-number', 'KH', x => x.replace('Phụ lục I<', 'Phụ lục 1<')],
  ['ND30.III.1.annex-title-case', 'KH', says('DANH MỤC NHIỆM VỤ', 'Danh mục nhiệm vụ')],
  ['ND30.III.1.annex-note-italic', 'KH', x => around('(Kèm theo', upright)(x)],
  [
    'ND30.III.1.annex-page-number',
    'KH',
    x =>
      x.slice(0, x.lastIndexOf('w:start="1"')) +
      x.slice(x.lastIndexOf('w:start="1"')).replace('w:start="1"', 'w:fmt="decimal"'),
  ],
]

describe('each planted fault is found alone and mended', () => {
  test.each(planted)('%s in %s', (rule, kind, how, mended) => {
    const bad = change(kind, 'word/document.xml', how)
    expect(rules(bad)).toEqual([rule])
    const fixed = fixDocument(bad)
    expect(fixed.findings?.map(f => [f.rule, f.fixable])).toEqual([[rule, mended !== false]])
    expect(fixed.remaining?.map(f => f.rule)).toEqual(mended === false ? [rule] : [])
    expect(rules(fixed.bytes as Uint8Array)).toEqual(mended === false ? [rule] : [])
    expect(readText(fixed.bytes as Uint8Array, 'a.docx').error).toBeUndefined()
  })

  test.each<[string, (x: string) => string]>([
    ['ND30.I.7.page-number-align', aligned('left')],
    ['ND30.I.7.page-number-size', sized(10)],
    ['ND30.I.7.page-number-italic', slanted],
  ])('%s', (rule, how) => {
    const part = header(unzipSync(good.KH as Uint8Array))
    const bad = change('KH', part, how)
    expect(rules(bad)).toEqual([rule])
    expect(fixDocument(bad).remaining).toEqual([])
  })

  test('ND30.I.7.page-number-first-shown', () => {
    const bad = change('KH', 'word/document.xml', says('<w:titlePg/>', ''))
    expect(rules(bad)).toEqual(['ND30.I.7.page-number-first-shown'])
    expect(fixDocument(bad).remaining).toEqual([])
  })

  test('no page numbers in a long text, and numbers at the foot', () => {
    const none = change('KH', 'word/document.xml', x => x.replaceAll(/<w:headerReference [^>]*\/>/g, ''))
    expect(rules(none)).toEqual(['ND30.I.7.page-number-missing'])
    expect(fixDocument(none).remaining).toEqual([])
    const files = unzipSync(good.KH as Uint8Array)
    const number = strFromU8(files[header(files)] as Uint8Array)
    const foot = Object.keys(files).filter(f => /^word\/footer\d+\.xml$/.test(f))
    const moved = { ...files }
    for (const f of Object.keys(files).filter(n => /^word\/header\d+\.xml$/.test(n)))
      moved[f] = strToU8(strFromU8(files[f] as Uint8Array).replaceAll(/<w:r>[\s\S]*?<\/w:r>/g, ''))
    for (const f of foot) moved[f] = strToU8(number.replaceAll('w:hdr', 'w:ftr'))
    const bad = zipSync(moved)
    expect(rules(bad)).toEqual(['ND30.I.7.page-number-position'])
    const fixed = fixDocument(bad)
    expect(fixed.remaining).toEqual([])
    const after = unzipSync(fixed.bytes as Uint8Array)
    expect(
      Object.keys(after).filter(f => f.startsWith('word/footer') && strFromU8(after[f] as Uint8Array).includes('PAGE')),
    ).toEqual([])
  })

  test('several faults at once are all found and all mended', () => {
    const bad = change('KH', 'word/document.xml', x =>
      [
        says('w:left="1701"', 'w:left="1134"'),
        says('07/KH-UBND', '7/KH-UBND'),
        around('1. Công an xã', plain),
        says('15/3/2026./.', '15/3/2026'),
      ].reduce((t, f) => f(t), x),
    )
    expect(rules(bad)?.toSorted()).toEqual([
      'ND30.I.5.margin-left',
      'ND30.II.3.number-zero',
      'ND30.II.6.clause-bold',
      'ND30.II.6.end-mark',
    ])
    expect(fixDocument(bad).remaining).toEqual([])
  })
})

describe('as Word saves it', () => {
  test('styles, theme, split runs, drawings, automatic numbers, content controls: no fault', () => {
    expect(rules(wordDialect())).toEqual([])
  })

  test.each<[string, (body: string) => string]>([
    ['ND30.II.3.number-zero', b => b.replace('Số: 18/KH', 'Số: 8/KH')],
    ['ND30.II.4.date-month-zero', b => b.replace('tháng 4', 'tháng 1')],
    ['ND30.II.1.nation-bold', b => b.replace(/<w:b\/>(?=<w:sz w:val="24"\/>)/g, '')],
    ['ND30.II.6.end-mark', b => b.replace('2026./.', '2026.')],
    [
      'ND30.II.6.body-align',
      b =>
        b.replace(
          '<w:pPr></w:pPr><w:r w:rsidR="00A1B2C3"><w:t xml:space="preserve">- Chủ trì',
          '<w:pPr><w:jc w:val="left"/></w:pPr><w:r w:rsidR="00A1B2C3"><w:t xml:space="preserve">- Chủ trì',
        ),
    ],
    [
      'ND30.II.6.body-size',
      b =>
        b.replace(
          '<w:r w:rsidR="00A1B2C3"><w:t xml:space="preserve">- Chủ trì',
          '<w:r w:rsidR="00A1B2C3"><w:rPr><w:sz w:val="24"/></w:rPr><w:t xml:space="preserve">- Chủ trì',
        ),
    ],
    [
      'ND30.II.5.title-line',
      b => b.replace(/(năm 2026<\/w:t><\/w:r>)<w:r><mc:AlternateContent>[\s\S]*?<\/mc:AlternateContent><\/w:r>/, '$1'),
    ],
    ['ND30.II.9.recipients-end', b => b.replace('- Các thôn;', '- Các thôn')],
  ])('%s is found alone and mended', (rule, how) => {
    const bad = wordDialect(b => {
      const changed = how(b)
      expect(changed).not.toBe(b)
      return changed
    })
    expect(rules(bad)).toEqual([rule])
    expect(fixDocument(bad).remaining).toEqual([])
  })
})

describe('styles and defaults', () => {
  const withStyles = (styles: string, how: (x: string) => string) => {
    const files = unzipSync(good.TB as Uint8Array)
    return zipSync({
      ...files,
      'word/styles.xml': strToU8(styles),
      'word/document.xml': strToU8(how(strFromU8(files['word/document.xml'] as Uint8Array))),
    })
  }
  const ns = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
  const strip = around('Ngày 04/02/2026', p =>
    p.replaceAll(/<w:(?:sz|szCs|rFonts) [^>]*\/>/g, '').replaceAll(/<w:(?:jc|ind|spacing) [^>]*\/>/g, ''),
  )
  const paragraph =
    '<w:pPr><w:spacing w:before="120" w:after="0"/><w:ind w:firstLine="720"/><w:jc w:val="both"/></w:pPr>'
  const font = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/>'

  test('what a paragraph does not say comes from its style, the style below it, and the defaults', () => {
    const styles = (size: number) =>
      `<w:styles ${ns}><w:docDefaults><w:rPrDefault><w:rPr>${font}</w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:styleId="Goc">${paragraph}</w:style><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:basedOn w:val="Goc"/><w:rPr><w:sz w:val="${size}"/></w:rPr></w:style></w:styles>`
    expect(rules(withStyles(styles(28), strip))).toEqual([])
    expect(rules(withStyles(styles(24), strip))).toEqual(['ND30.II.6.body-size'])
  })

  test('a typeface named through the theme', () => {
    const styles = `<w:styles ${ns}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/><w:sz w:val="28"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal">${paragraph}</w:style></w:styles>`
    const files = unzipSync(withStyles(styles, strip))
    const theme = (name: string) =>
      strToU8(
        `<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements><a:fontScheme name="x"><a:majorFont><a:latin typeface="Cambria"/></a:majorFont><a:minorFont><a:latin typeface="${name}"/></a:minorFont></a:fontScheme></a:themeElements></a:theme>`,
      )
    expect(rules(zipSync({ ...files, 'word/theme/theme1.xml': theme('Calibri') }))).toEqual(['ND30.I.4.font'])
    expect(rules(zipSync({ ...files, 'word/theme/theme1.xml': theme('Times New Roman') }))).toEqual([])
  })

  test('bold of a paragraph style and bold of a character style cancel each other', () => {
    const styles = `<w:styles ${ns}><w:docDefaults><w:rPrDefault><w:rPr>${font}<w:sz w:val="28"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal">${paragraph}</w:style><w:style w:type="character" w:styleId="Dam"><w:rPr><w:b/></w:rPr></w:style></w:styles>`
    const plainHead = around('1. Công an xã', p => plain(p).replaceAll('<w:rPr>', '<w:rPr><w:rStyle w:val="Dam"/>'))
    expect(rules(withStyles(styles, plainHead))).toEqual([])
    expect(
      rules(withStyles(styles.replace('w:styleId="Normal">', 'w:styleId="Normal"><w:rPr><w:b/></w:rPr>'), plainHead)),
    ).toContain('ND30.II.6.clause-bold')
  })
})

describe('what cannot be checked says so', () => {
  test('no .docx, a damaged one, one with a password', () => {
    expect(checkDocument(strToU8('xin chào'), 'a.docx').error?.code).toBe('not-docx')
    expect(checkDocument(zipSync({ 'word/document.xml': strToU8('<w:document') }), 'a.docx').error?.code).toBe(
      'damaged',
    )
    const wide = [...'EncryptedPackage'].flatMap(c => [c.charCodeAt(0), 0])
    expect(checkDocument(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0, 0, ...wide]), 'a.docx').error?.code).toBe(
      'password',
    )
    expect(fixDocument(strToU8('x'), 'a.docx').bytes).toBe(null)
  })

  test('any change of bytes or of words: never throws', () => {
    const files = unzipSync(good.KH as Uint8Array)
    const xml = strFromU8(files['word/document.xml'] as Uint8Array)
    fc.assert(
      fc.property(fc.nat(xml.length - 1), fc.nat(400), fc.string({ maxLength: 20 }), (at, length, text) => {
        const bytes = zipSync(
          { 'word/document.xml': strToU8(xml.slice(0, at) + text + xml.slice(at + length)) },
          { level: 0 },
        )
        checkDocument(bytes)
        fixDocument(bytes)
      }),
      { numRuns: 60 },
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat((good.BC?.length ?? 1) - 1), fc.nat(255)), { maxLength: 6 }), changes => {
        const bytes = (good.BC as Uint8Array).slice()
        for (const [at, value] of changes) bytes[at] = value
        checkDocument(bytes)
      }),
      { numRuns: 100 },
    )
  })
})
