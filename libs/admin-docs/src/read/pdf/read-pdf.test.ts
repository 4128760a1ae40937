import fc from 'fast-check'
import { zlibSync } from 'fflate'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseDocument } from '../../parse/parse-document.ts'
import { readFileText } from '../read-text.ts'

const sample = readFileSync(new URL('../../../test/labelled/14-pdf-bang-hai-trang/input.pdf', import.meta.url))

/** A PDF by hand: one page, these operators, with Helvetica as F1. */
function pdf(content: string, extra = ''): Uint8Array {
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${content.length}>>stream\n${content}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ]
  let out = '%PDF-1.4\n'
  const offsets: number[] = []
  objects.forEach((o, i) => {
    offsets.push(out.length)
    out += `${i + 1} 0 obj\n${o}\nendobj\n`
  })
  const xref = out.length
  out += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map(o => `${String(o).padStart(10, '0')} 00000 n \n`).join('')}trailer<</Size ${objects.length + 1}/Root 1 0 R${extra}>>\nstartxref\n${xref}\n%%EOF`
  return new TextEncoder().encode(out)
}
const at = (x: number, y: number, text: string, size = 12) => `BT /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm (${text}) Tj ET\n`
const textOf = async (bytes: Uint8Array) => {
  const read = await readFileText(bytes, 'a.pdf')
  if (read.error) throw new Error(read.error.en)
  return read.text.split('\n')
}

describe('.pdf', () => {
  test('head in two columns, page numbers gone, a table over two pages whose rows are mended, its head not twice', async () => {
    const lines = await textOf(sample)
    expect(lines.slice(0, 3)).toEqual(['ỦY BAN NHÂN DÂN', 'TỈNH HẢI SƠN', 'Số: 230/KH-UBND'])
    expect(lines.filter(l => /^\d+$/.test(l))).toEqual([])
    const rows = lines.filter(l => l.startsWith('| '))
    expect(rows.filter(l => l.includes('Đơn vị chủ trì'))).toHaveLength(1)
    expect(rows.map(l => l.split(' | ')[0])).toEqual(['| STT', '| 1', '| 2', '| 3', '| 4', '| 5'])
    expect(
      parseDocument(lines.join('\n'))
        .assignments.flatMap(a => a.tasks)
        .filter(t => t.source === 'table'),
    ).toHaveLength(5)
  })

  test('two columns of running text are read one after the other', async () => {
    const line = (n: number, side: string) => `${side}${n} mot hai ba bon nam sau bay tam chin`
    let content = ''
    for (let n = 0; n < 20; n++) content += at(60, 760 - n * 16, line(n, 'T')) + at(320, 760 - n * 16, line(n, 'P'))
    const text = (await textOf(pdf(content))).join(' ')
    expect(text.indexOf('T19')).toBeLessThan(text.indexOf('P0 '))
  })

  test('footnotes join their sentence by a mark, raised figures of units stay', async () => {
    const content =
      at(60, 700, 'Ban hanh quy che phoi hop giua cac don vi lien quan trong pham vi toan tinh') +
      at(60, 684, 'va to chuc thuc hien') +
      at(172, 690, '1', 7) +
      at(180, 684, 'trong nam.') +
      at(60, 90, '1', 6) +
      at(66, 88, 'Theo nghi quyet cua tinh.', 9)
    const lines = await textOf(pdf(content))
    expect(lines.at(-1)).toBe('[^1]: Theo nghi quyet cua tinh.')
    expect(lines.join(' ')).toContain('[^1] trong nam.')
  })

  test('a table without lines, by the places of its titles', async () => {
    const row = (y: number, ...cells: [number, string][]) => cells.map(([x, t]) => at(x, y, t, 10)).join('')
    const content =
      row(700, [60, 'TT'], [90, 'Nhiem vu'], [300, 'Chu tri'], [420, 'Thoi gian']) +
      row(680, [60, '1'], [90, 'Ra soat ho dap'], [300, 'So Xay dung'], [420, 'Quy I/2026']) +
      row(666, [90, 'tren dia ban']) +
      row(650, [60, '2'], [90, 'Dien tap'], [300, 'Cong an tinh'], [420, 'Thang 5/2026'])
    expect(await textOf(pdf(content))).toEqual([
      '| TT | Nhiem vu | Chu tri | Thoi gian |',
      '| 1 | Ra soat ho dap tren dia ban | So Xay dung | Quy I/2026 |',
      '| 2 | Dien tap | Cong an tinh | Thang 5/2026 |',
    ])
  })
})

/** The page's operators packed, as often as told. */
function packed(content: Uint8Array, times = 1, filter = '/FlateDecode'): Uint8Array {
  let data = content
  for (let i = 0; i < times; i++) data = zlibSync(data, { level: 9 })
  const head = new TextEncoder().encode(
    `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj\n5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n4 0 obj<</Length ${data.length}/Filter[${filter.repeat(times)}]>>stream\n`,
  )
  const tail = new TextEncoder().encode('\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF')
  const out = new Uint8Array(head.length + data.length + tail.length)
  out.set(head)
  out.set(data, head.length)
  out.set(tail, head.length + data.length)
  return out
}

/** Runs without the test runner's ear for rejected promises, as the command line does; what nobody takes fails the test. */
async function alone(work: () => Promise<void>) {
  const strays: string[] = []
  const hear = (reason: unknown) => void strays.push(String(reason))
  const before = process.listeners('unhandledRejection')
  process.removeAllListeners('unhandledRejection')
  process.on('uncaughtException', hear)
  try {
    await work()
    expect(strays).toEqual([])
  } finally {
    process.off('uncaughtException', hear)
    for (const listener of before) process.on('unhandledRejection', listener)
  }
}

describe('a bomb in what the pages are drawn with', () => {
  const blanks = (n: number) => new Uint8Array(n).fill(32)
  test('a packed page is read', async () => {
    expect(await textOf(packed(new TextEncoder().encode(at(60, 700, 'Ke hoach'))))).toEqual(['Ke hoach'])
  })
  test.each([
    ['64 MB of blanks in 64 kB', packed(blanks(64_000_000))],
    ['packed twice', packed(blanks(64_000_000), 2)],
    ['runs of one letter', packed(blanks(2_000_000), 1, '/FlateDecode/RunLengthDecode')],
    ['more runs of text than a page has', packed(new TextEncoder().encode(at(60, 700, 'a').repeat(90_000)))],
  ])('%s', async (_, bytes) => {
    const { error } = await readFileText(bytes, 'a.pdf')
    expect(error?.code).toBe('too-large')
    expect(error?.vi.endsWith('.')).toBe(true)
  })
})

describe('what is refused, in one sentence each', () => {
  const code = async (bytes: Uint8Array, name = 'a.pdf') => (await readFileText(bytes, name)).error?.code

  test('a scan, a damaged file, a file of another kind, an empty one', async () => {
    expect(await code(pdf('0 0 100 100 re f'))).toBe('scanned')
    expect(await code(new TextEncoder().encode('%PDF-1.7 rest lost'))).toBe('damaged')
    expect(await code(new TextEncoder().encode('xin chao'))).toBe('damaged')
    expect(await code(new Uint8Array())).toBe('damaged')
    for (const bytes of [pdf(''), new Uint8Array([37, 80, 68, 70])]) {
      const { error } = await readFileText(bytes, 'a.pdf')
      expect(error?.vi.endsWith('.') && error.en.endsWith('.')).toBe(true)
    }
  })

  test('one that only a password opens', async () => {
    // Standard security handler, revision 2: no user password makes these values, so every key fails.
    const o = 'A'.repeat(32)
    const locked = pdf(at(60, 700, 'chu'), `/Encrypt<</Filter/Standard/V 1/R 2/O(${o})/U(${o})/P -44>>/ID[(abc)(abc)]`)
    expect(await code(locked)).toBe('password')
  })

  test('a promise that pdf.js leaves rejected on a damaged file does not end the program', async () => {
    await alone(async () => {
      for (let from = 200; from < sample.length; from += 1_500) {
        const bytes = new Uint8Array(sample)
        bytes.fill(0, from, from + 1_200)
        await readFileText(bytes, 'a.pdf')
      }
      expect(process.listeners('unhandledRejection')).toEqual([])
    })
  }, 60_000)

  test('any change of bytes: never rejects', async () => {
    const good = pdf(at(60, 700, 'chu'))
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 8 }), async changes => {
        const bytes = good.slice()
        for (const [i, value] of changes) bytes[i] = value
        await readFileText(bytes, 'a.pdf')
      }),
      { numRuns: 60 },
    )
    await fc.assert(
      fc.asyncProperty(fc.nat(sample.length), fc.nat(2_000), (from, length) =>
        alone(async () => {
          const bytes = new Uint8Array(sample)
          bytes.fill(0, from, from + length)
          await readFileText(bytes, 'a.pdf')
        }),
      ),
      { numRuns: 15 },
    )
  }, 60_000)
})
