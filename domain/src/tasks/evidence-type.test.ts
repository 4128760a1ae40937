import { describe, expect, it } from 'vitest'
import { evidenceName, sniffEvidence } from './evidence-type.ts'

const bytes = (s: string) => Uint8Array.from(s, c => c.charCodeAt(0))

/** A zip directory with these names; the files themselves are not there. */
function zipOf(...names: string[]): Uint8Array {
  const head = bytes('PK\u0003\u0004rest')
  const entries = names.map(n => {
    const e = new Uint8Array(46 + n.length)
    const v = new DataView(e.buffer)
    v.setUint32(0, 0x02014b50, true)
    v.setUint16(28, n.length, true)
    e.set(bytes(n), 46)
    return e
  })
  const end = new Uint8Array(22)
  const v = new DataView(end.buffer)
  v.setUint32(0, 0x06054b50, true)
  v.setUint16(10, names.length, true)
  v.setUint32(16, head.length, true)
  const all = [head, ...entries, end]
  const out = new Uint8Array(all.reduce((n, a) => n + a.length, 0))
  let p = 0
  for (const a of all) {
    out.set(a, p)
    p += a.length
  }
  return out
}

describe('what a file is, by its bytes', () => {
  it.each([
    ['%PDF-1.7', 'pdf'],
    ['\u0089PNG\r\n\u001a\n', 'png'],
    ['\u00ff\u00d8\u00ff\u00e0', 'jpg'],
    ['RIFFxxxxWEBPVP8 ', 'webp'],
    ['\u0000\u0000\u0000\u0018ftypmp42', 'mp4'],
    ['<html><script>alert(1)</script>', null],
    ['<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>', null],
    ['MZ\u0090', null],
    ['PK\u0003\u0004 cut short', null],
    ['', null],
  ])('%j', (s, type) => expect(sniffEvidence(bytes(s))).toBe(type))
  it('an Office file is told by its parts; one with macros is not taken', () => {
    expect(sniffEvidence(zipOf('[Content_Types].xml', 'word/document.xml'))).toBe('docx')
    expect(sniffEvidence(zipOf('xl/workbook.xml'))).toBe('xlsx')
    expect(sniffEvidence(zipOf('word/document.xml', 'word/vbaProject.bin'))).toBeNull()
    expect(sniffEvidence(zipOf('index.html'))).toBeNull()
  })
  it('never reads outside the file, whatever stands in it', () => {
    const good = zipOf('word/document.xml', 'a')
    let seed = 7
    const next = () => (seed = (seed * 48271) % 2147483647)
    for (let i = 0; i < 3000; i++) {
      const b = Uint8Array.from(good)
      for (let k = 0; k < 3; k++) b[4 + (next() % (b.length - 4))] = next() % 256
      expect([null, 'docx', 'xlsx']).toContain(sniffEvidence(b.subarray(0, 4 + (next() % (b.length - 3)))))
    }
  })
})

it.each([
  ['../../etc/passwd', 'pdf', 'passwd.pdf'],
  ['C:\\Ảnh\\Ngầm Na Hoa.JPG', 'jpg', 'Ngầm Na Hoa.jpg'],
  ['bao-cao.html', 'pdf', 'bao-cao.pdf'],
  ['\u202Egpj.exe', 'png', 'gpj.png'],
  ['"\r\nset-cookie: x', 'pdf', 'set-cookie x.pdf'],
  ['', 'docx', 'tep.docx'],
] as const)('the name of %j as %s', (given, type, name) => expect(evidenceName(given, type)).toBe(name))
