import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { docsParse } from './docs-parse.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tusom-docs-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function run(...args: string[]) {
  let out = ''
  let err = ''
  const code = await docsParse.run(args, { out: t => (out += t), err: t => (err += t), env: {} })
  return { code, out, err }
}

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

test('a file that cannot be opened, or none, ends with 2 and one sentence', async () => {
  expect(await run()).toMatchObject({ code: 2, out: '' })
  const missing = await run(join(folder, 'khong-co.txt'), '--json')
  expect(missing).toMatchObject({ code: 2, out: '' })
  expect(missing.err).toContain('không có tệp này')
  expect((await run(folder, '--json')).code).toBe(2)
  expect((await run('a.txt', 'b.txt')).code).toBe(2)
  expect((await run('a.txt', '--xml')).err).toContain('--xml')
})

test('a file that is no document ends with 1, nothing on stdout', async () => {
  const broken = await run(file('hong.docx', 'PK not a zip'), '--json')
  expect(broken).toMatchObject({ code: 1, out: '' })
  expect(broken.err).toContain('.docx')
  expect((await run(file('tcvn3.txt', new Uint8Array([0xb5, 0xb6, 0xfe])), '--json')).code).toBe(1)
})

test('a damaged PDF, one that only bears the name, and an empty file: one sentence each', async () => {
  for (const [name, content] of [
    ['a.pdf', '%PDF-1.7'],
    ['b.pdf', 'xin chào'],
    ['c.txt', ''],
  ] as const) {
    const { code, out, err } = await run(file(name, content), '--json')
    expect([code, out]).toEqual([1, ''])
    expect(err.trim().split('\n')).toHaveLength(2)
    expect(err).toContain(name)
  }
})

test('a file over the limit is refused without being read whole', async () => {
  const path = file('to.docx', '')
  truncateSync(path, 200_000_000)
  const { code, err } = await run(path, '--json')
  expect(code).toBe(1)
  expect(err).toContain('50 MB')
})

test('--json prints the document and nothing else', async () => {
  const path = file(
    'kh.txt',
    'KẾ HOẠCH\nPhòng, chống lụt bão năm 2026\nI. TỔ CHỨC THỰC HIỆN\n1. Công an xã\n- Chủ trì, phối hợp với Ban Chỉ huy Quân sự xã lập chốt trước ngày 30/6/2026.\n',
  )
  const { code, out, err } = await run(path, '--json')
  expect([code, err]).toEqual([0, ''])
  expect(JSON.parse(out)).toMatchObject({
    kind: 'KH',
    title: 'Phòng, chống lụt bão năm 2026',
    assignments: [
      { unit: 'Công an xã', tasks: [{ role: 'lead', cooperating: ['Ban Chỉ huy Quân sự xã'], due: '2026-06-30' }] },
    ],
  })
  const plain = await run(path)
  expect(plain.out).toContain('Công an xã: 1 nhiệm vụ')
})

test('--help shows one example', async () => {
  expect(await run('--help')).toMatchObject({ code: 0, err: '' })
  expect((await run('--help')).out).toContain('Example:')
})
