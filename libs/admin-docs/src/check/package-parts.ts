import { strFromU8, strToU8 } from 'fflate'
import { element, writeXml } from './xml-tree.ts'
import type { Element } from './xml-tree.ts'

const namespace = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const name = 'header-so-trang.xml'

/** A paragraph that shows the number of its page, centred, 13 pt, upright. */
export function numberParagraph(): Element {
  const run = (inner: Element) =>
    element('w:r', {}, [
      element('w:rPr', {}, [
        element('w:rFonts', { 'w:ascii': 'Times New Roman', 'w:hAnsi': 'Times New Roman', 'w:cs': 'Times New Roman' }),
        element('w:i', { 'w:val': '0' }),
        element('w:sz', { 'w:val': '26' }),
        element('w:szCs', { 'w:val': '26' }),
      ]),
      inner,
    ])
  const mark = (type: string) => run(element('w:fldChar', { 'w:fldCharType': type }))
  return element('w:p', {}, [
    element('w:pPr', {}, [
      element('w:spacing', { 'w:before': '0', 'w:after': '0' }),
      element('w:ind', { 'w:left': '0', 'w:firstLine': '0' }),
      element('w:jc', { 'w:val': 'center' }),
    ]),
    mark('begin'),
    run(element('w:instrText', { 'xml:space': 'preserve' }, [' PAGE '])),
    mark('separate'),
    run(element('w:t', {}, ['2'])),
    mark('end'),
  ])
}

/** Adds a header with nothing but the page number in the middle of the top margin, and its relationship `id`. */
export function addHeader(files: Map<string, Uint8Array>, id: string) {
  const header = writeXml(element('w:hdr', { 'xmlns:w': namespace }, [numberParagraph()]))
  files.set(`word/${name}`, strToU8(header))
  insert(
    files,
    'word/_rels/document.xml.rels',
    '</Relationships>',
    `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="${name}"/>`,
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>',
  )
  insert(
    files,
    '[Content_Types].xml',
    '</Types>',
    `<Override PartName="/word/${name}" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/>`,
    '',
  )
  const document = strFromU8(files.get('word/document.xml') ?? new Uint8Array())
  // The reference needs the namespace of relationships, which a document without pictures or headers may not declare.
  if (!/xmlns:r=/.test(document.slice(0, 20_000)))
    files.set(
      'word/document.xml',
      strToU8(
        document.replace(
          '<w:document',
          '<w:document xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
        ),
      ),
    )
}

function insert(files: Map<string, Uint8Array>, part: string, before: string, what: string, empty: string) {
  const text = strFromU8(files.get(part) ?? new Uint8Array()) || empty
  if (text.includes(what)) return
  const at = text.lastIndexOf(before)
  if (at >= 0) files.set(part, strToU8(text.slice(0, at) + what + text.slice(at)))
}
