import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { parseDocument } from '../parse/parse-document.ts'
import { readFileText, readText } from './read-text.ts'
import { zipLimits } from './zip.ts'

const w =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
const p = (text: string, properties = '') =>
  `<w:p>${properties ? `<w:pPr>${properties}</w:pPr>` : ''}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`
const body = (inner: string) => `<?xml version="1.0"?><w:document ${w}><w:body>${inner}</w:body></w:document>`
const docx = (document: string, parts: Record<string, string> = {}) =>
  zipSync({
    'word/document.xml': strToU8(document),
    ...Object.fromEntries(Object.entries(parts).map(([k, v]) => [k, strToU8(v)])),
  })
const textOf = (bytes: Uint8Array) => {
  const result = readText(bytes, 'a.docx')
  if (result.error) throw new Error(result.error.en)
  return result.text
}

describe('.docx', () => {
  test('paragraphs, tabs, breaks, entities; deleted words and the second copy of a text box are left out', () => {
    const text = textOf(
      docx(
        body(
          `${p('A &amp; B &#x1EC7;')}<w:p><w:r><w:t>một</w:t><w:tab/><w:t>hai</w:t><w:br/><w:t>ba</w:t></w:r><w:del><w:r><w:delText>bỏ</w:delText><w:t>bỏ</w:t></w:r></w:del></w:p>` +
            `<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>${p('HỎA TỐC')}</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>${p('HỎA TỐC')}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>`,
        ),
      ),
    )
    expect(text.split('\n').filter(Boolean)).toEqual(['A & B ệ', 'một\thai', 'ba', 'HỎA TỐC'])
  })

  test('rows become cells; merged cells repeat, spans keep the columns', () => {
    const cell = (text: string, properties = '') =>
      `<w:tc><w:tcPr>${properties}</w:tcPr>${text
        .split('/')
        .map(t => p(t))
        .join('')}</w:tc>`
    const table = `<w:tbl><w:tr>${cell('Sở Y tế', '<w:vMerge w:val="restart"/>')}${cell('một/hai')}${cell('3')}</w:tr><w:tr>${cell('', '<w:vMerge/>')}${cell('rộng', '<w:gridSpan w:val="2"/>')}</w:tr></w:tbl>`
    expect(textOf(docx(body(table)))).toBe('| Sở Y tế | một<br>hai | 3 |\n| Sở Y tế | rộng |  |')
  })

  test('automatic numbers of Word are written out, from the paragraph or its style', () => {
    const numbering = `<w:numbering ${w}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl><w:lvl w:ilvl="2"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl></w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num></w:numbering>`
    const styles = `<w:styles ${w}><w:style w:styleId="Muc"><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style><w:style w:styleId="MucCon"><w:basedOn w:val="Muc"/></w:style></w:styles>`
    const at = (level: number) => `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="7"/></w:numPr>`
    const text = textOf(
      docx(
        body(
          p('Mục đích', '<w:pStyle w:val="MucCon"/>') +
            p('Một', at(1)) +
            p('Hai', at(1)) +
            p('gạch', at(2)) +
            p('Nhiệm vụ', at(0)) +
            p('Lại từ đầu', at(1)),
        ),
        {
          'word/numbering.xml': numbering,
          'word/styles.xml': styles,
        },
      ),
    )
    expect(text.split('\n')).toEqual(['I. Mục đích', '1. Một', '2. Hai', '- gạch', 'II. Nhiệm vụ', '1. Lại từ đầu'])
  })

  test('footnotes join their sentence, and a mark of secrecy in the page header is seen', () => {
    const document = `<w:p><w:r><w:t>KẾ HOẠCH</w:t></w:r></w:p>${p('Thử')}${p('I. NHIỆM VỤ')}<w:p><w:r><w:t>- Kiện toàn các Ban Chỉ đạo</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>, phân công rõ.</w:t></w:r></w:p>`
    const footnotes = `<w:footnotes ${w}><w:footnote w:type="separator" w:id="-1">${p('')}</w:footnote><w:footnote w:id="2">${p('Gồm ba ban.')}</w:footnote></w:footnotes>`
    const d = parseDocument(
      textOf(
        docx(body(document), {
          'word/footnotes.xml': footnotes,
          'word/header1.xml': `<w:hdr ${w}>${p('MẬT')}</w:hdr>`,
        }),
      ),
    )
    expect(d.generalTasks).toMatchObject([
      { text: 'Kiện toàn các Ban Chỉ đạo, phân công rõ. (chú thích: Gồm ba ban.)', footnotes: ['Gồm ba ban.'] },
    ])
    expect(d.secrecy).toBe('MẬT')
  })

  test('other prefixes of the namespace are understood', () => {
    const text = textOf(
      docx(
        '<x:document xmlns:x="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><x:body><x:p><x:r><x:t>chữ</x:t></x:r></x:p></x:body></x:document>',
      ),
    )
    expect(text).toBe('chữ')
  })
})

describe('what is refused, in one sentence each', () => {
  const code = (bytes: Uint8Array, name = 'a.docx') => readText(bytes, name).error?.code

  test('a zip bomb, whatever size it claims', () => {
    const bomb = zipSync({ 'word/document.xml': new Uint8Array(zipLimits.partBytes + 1_000_000) }, { level: 9 })
    expect(bomb.length).toBeLessThan(200_000)
    expect(code(bomb)).toBe('too-large')
    // The same with a small size written into the table of contents
    const view = new DataView(bomb.buffer, bomb.byteOffset)
    for (let i = 0; i + 4 < bomb.length; i++)
      if (view.getUint32(i, true) === 0x02014b50) view.setUint32(i + 24, 10, true)
    expect(code(bomb)).toBe('too-large')
  })

  test('entities, missing parts, no zip, old Word, PDF, other types, legacy letters', () => {
    expect(code(docx(`<!DOCTYPE x [<!ENTITY a "b">]>${body(p('&a;'))}`))).toBe('damaged')
    expect(code(docx('<w:document'))).toBe('damaged')
    expect(code(zipSync({ 'xl/workbook.xml': strToU8('<a/>') }))).toBe('damaged')
    expect(code(strToU8('xin chào'))).toBe('not-docx')
    expect(code(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1]), 'a.doc')).toBe('old-word')
    expect(code(strToU8('%PDF-1.7'), 'a.pdf')).toBe('pdf')
    expect(code(strToU8('a'), 'a.odt')).toBe('unsupported')
    expect(code(new Uint8Array([0xb5, 0xb8]), 'a.txt')).toBe('not-utf8')
    expect(code(new Uint8Array([65, 0, 66]), 'a.txt')).toBe('binary')
    for (const bytes of [strToU8('x'), strToU8('%PDF')]) {
      const { error } = readText(bytes, 'a.docx')
      expect(error?.vi.endsWith('.') && error.en.endsWith('.')).toBe(true)
    }
  })

  test('what the bytes are counts more than what the name says', async () => {
    const good = docx(body(p('chữ')))
    expect((await readFileText(good, 'a.pdf')).text).toBe('chữ')
    expect((await readFileText(good, 'a.txt')).text).toBe('chữ')
    expect((await readFileText(strToU8('%PDF-1.7 hỏng'), 'a.docx')).error?.code).toBe('damaged')
    const wide = [...'EncryptedPackage'].flatMap(c => [c.charCodeAt(0), 0])
    expect(code(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 9, ...wide]), 'a.docx')).toBe('password')
    expect(code(new Uint8Array(zipLimits.bytes + 1), 'a.docx')).toBe('too-large')
  })

  test('TCVN3 and VNI: in plain files, in pasted text, in runs of a .docx by their fonts', () => {
    const tcvn3 = '§éc lËp - Tù do - H¹nh phóc. Thùc hiÖn nhiÖm vô phßng, chèng thiªn tai'
    const right = 'Độc lập - Tự do - Hạnh phúc. Thực hiện nhiệm vụ phòng, chống thiên tai'
    expect(readText(new Uint8Array([...tcvn3].map(c => c.charCodeAt(0))), 'a.txt').text).toBe(right)
    expect(readText(strToU8(tcvn3), 'a.txt').text).toBe(right)
    expect(parseDocument(tcvn3).normalizedText).toBe(right)
    const run = (font: string, text: string) =>
      `<w:r><w:rPr><w:rFonts w:ascii="${font}" w:hAnsi="${font}"/></w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`
    const line = `<w:p>${run('.VnTimeH', 'ñy ban nh©n d©n')}${run('Times New Roman', ' xã ')}${run('VNI-Times', 'Bì')}${run('VNI-Times', 'nh Maã')}${run('.VnTime', 'u th')}<w:r><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr><w:softHyphen/></w:r></w:p>`
    expect(textOf(docx(body(line)))).toBe('ỦY BAN NHÂN DÂN xã Bình Mẫu thư')
  })

  test('UTF-16 with its mark and letters written apart are read', () => {
    const text = 'Đề nghị'
    const wide = new Uint8Array([
      0xff,
      0xfe,
      ...new Uint8Array(new Uint16Array([...text].map(c => c.charCodeAt(0))).buffer),
    ])
    expect(readText(wide, 'a.txt').text).toBe(text)
    expect(readText(strToU8(text.normalize('NFD')), 'a.md').text).toBe(text)
  })

  test('any bytes: never throws', () => {
    const good = docx(body(p('chữ')))
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.constantFrom('a.docx', 'a.txt', 'a.md', 'a'), (bytes, name) => {
        readText(bytes, name)
      }),
      { numRuns: 300 },
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 6 }), changes => {
        const bytes = good.slice()
        for (const [at, value] of changes) bytes[at] = value
        readText(bytes, 'a.docx')
      }),
      { numRuns: 300 },
    )
  })
})
