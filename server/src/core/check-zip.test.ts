import { deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { checkZip } from './check-zip.ts'

type Entry = { name: string; bytes: Buffer }
const u16 = (...list: number[]) => Buffer.from(Uint16Array.from(list).buffer)
const u32 = (...list: number[]) => Buffer.from(Uint32Array.from(list).buffer)

/** A zip by hand; `over` bends its end record: how many entries and disks it names, and where it says the directory lies. */
function zip(entries: Entry[], over: { count?: number; disk?: number; at?: number; size?: number; gap?: number } = {}) {
  const files: Buffer[] = []
  const heads: Buffer[] = []
  let offset = 0
  for (const { name, bytes } of entries) {
    const packed = deflateRawSync(bytes)
    const common = [u16(20, 0, 8, 0, 0), u32(0, packed.length, bytes.length), u16(name.length, 0)]
    const file = Buffer.concat([u32(0x04034b50), ...common, Buffer.from(name), packed])
    heads.push(Buffer.concat([u32(0x02014b50), u16(20), ...common, u16(0, 0, 0), u32(0, offset), Buffer.from(name)]))
    files.push(file)
    offset += file.length
  }
  const directory = Buffer.concat(heads)
  const end = Buffer.concat([
    u32(0x06054b50),
    u16(over.disk ?? 0, 0, over.count ?? entries.length, over.count ?? entries.length),
    u32(over.size ?? directory.length, over.at ?? offset),
    u16(0),
  ])
  return Buffer.concat([...files, directory, Buffer.alloc(over.gap ?? 0), end])
}
const small = { name: 'xl/workbook.xml', bytes: Buffer.from('<workbook/>') }
const bomb = { name: 'xl/worksheets/sheet1.xml', bytes: Buffer.alloc(30 * 1024 * 1024) }
const limits = { entries: 10, bytes: 1024 * 1024 }

describe('a zip is measured as whoever unpacks it will find it', () => {
  it('takes what fits, refuses what does not', () => {
    expect(checkZip(zip([small]), limits)).toBeNull()
    expect(checkZip(zip([small, bomb]), limits)).toBe('too-large')
    expect(checkZip(Buffer.from('no zip'), limits)).toBe('not-zip')
  })
  it('a directory with more entries than its end record names hides nothing: JSZip reads them all', () => {
    expect(checkZip(zip([small, bomb], { count: 1 }), limits)).not.toBeNull()
    expect(checkZip(zip([small, bomb], { count: 0 }), limits)).not.toBeNull()
  })
  it('nor does a directory elsewhere than right before its end record, or an end record for large files', () => {
    expect(checkZip(zip([small], { gap: 40 }), limits)).toBe('not-zip')
    expect(checkZip(zip([small], { size: 10 }), limits)).toBe('not-zip')
    expect(checkZip(zip([small], { disk: 0xffff }), limits)).toBe('not-zip')
  })
})
