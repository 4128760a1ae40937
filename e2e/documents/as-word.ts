import { crc32 } from 'node:zlib'

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
const runs = (text: string) => `<w:r><w:t xml:space="preserve">${escape(text)}</w:t></w:r>`
const paragraph = (text: string) => `<w:p>${runs(text)}</w:p>`
const cell = (text: string) => `<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>${paragraph(text)}</w:tc>`
const table = (rows: string[][]) =>
  `<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>${rows
    .map(r => `<w:tr>${r.map(cell).join('')}</w:tr>`)
    .join('')}</w:tbl>`

/** Lines of a document: a run of tabbed lines is the head table, of lines between strokes a table of an annex. */
export function blocksOf(text: string): (string | string[][])[] {
  const blocks: (string | string[][])[] = []
  for (const line of text.split('\n')) {
    const row = line.includes('\t') ? line.split('\t') : /^\|.*\|$/.test(line) ? line.slice(1, -1).split('|') : null
    if (!row) {
      blocks.push(line)
      continue
    }
    if (row.every(c => /^[\s-]*$/.test(c))) continue
    const last = blocks.at(-1)
    const cells = row.map(c => c.trim())
    if (Array.isArray(last) && last[0]?.length === cells.length) last.push(cells)
    else blocks.push([cells])
  }
  return blocks
}

/** The text as a person's Word file: paragraphs, and real tables where it has tables. Nothing of ours writes it. */
export function asWord(text: string): Buffer {
  const body = blocksOf(text)
    .map(b => (typeof b === 'string' ? paragraph(b) : table(b)))
    .join('')
  const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
  return zip([
    [
      '[Content_Types].xml',
      `${xml}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    ],
    [
      '_rels/.rels',
      `${xml}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    ],
    [
      'word/document.xml',
      `${xml}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}<w:sectPr/></w:body></w:document>`,
    ],
  ])
}

/** A zip of stored entries (APPNOTE 4.3). */
function zip(files: readonly (readonly [string, string])[]): Buffer {
  const parts: Buffer[] = []
  const central: Buffer[] = []
  let at = 0
  for (const [name, text] of files) {
    const [label, data] = [Buffer.from(name), Buffer.from(text)]
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(0x0800, 2)
    common.writeUInt16LE(0x21, 8)
    common.writeUInt32LE(crc32(data), 10)
    common.writeUInt32LE(data.length, 14)
    common.writeUInt32LE(data.length, 18)
    common.writeUInt16LE(label.length, 22)
    parts.push(Buffer.from([0x50, 0x4b, 3, 4]), common, label, data)
    const entry = Buffer.alloc(14)
    entry.writeUInt32LE(at, 10)
    central.push(Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), common, entry, label)
    at += 4 + common.length + label.length + data.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(files.length, 8)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...parts, directory, end])
}
