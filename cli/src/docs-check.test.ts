import { writeDocument } from '@tusom/admin-docs'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { docsCheck } from './docs-check.ts'
import type { OutDocument } from '@tusom/admin-docs'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tusom-check-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function run(...args: string[]) {
  let out = ''
  let err = ''
  const code = await docsCheck.run(args, { out: t => (out += t), err: t => (err += t), env: {} })
  return { code, out, err }
}

const letter: OutDocument = {
  kind: 'TB',
  issuer: { name: ['ỦY BAN NHÂN DÂN', 'XÃ SUỐI MƠ'] },
  number: { sequence: 3, code: 'TB-UBND' },
  place: 'Suối Mơ',
  date: '2026-01-09',
  title: 'Lịch trực Tết',
  body: [{ type: 'paragraph', text: 'Các đơn vị thực hiện theo lịch.' }],
  recipients: ['Các thôn'],
  archive: 'VT',
  signer: { position: 'CHỦ TỊCH', name: 'Lò Văn Mẫu' },
}

async function file(name: string, over: Partial<OutDocument> = {}): Promise<string> {
  const path = join(folder, name)
  writeFileSync(path, await writeDocument({ ...letter, ...over }))
  return path
}

test('usage, a missing file, the file itself as its own copy: 2 and one sentence', async () => {
  expect((await run()).code).toBe(2)
  expect((await run('a.docx', 'b.docx')).code).toBe(2)
  expect((await run('a.docx', '--fix')).code).toBe(2)
  expect((await run('a.docx', '--html')).err).toContain('--html')
  expect((await run(join(folder, 'khong-co.docx'))).err).toContain('không có tệp này')
  const path = await file('chinh-no.docx')
  expect((await run(path, '--fix', path)).code).toBe(2)
})

test('what is no .docx is at fault: 1, nothing on stdout', async () => {
  const path = join(folder, 'a.docx')
  writeFileSync(path, 'xin chào')
  const { code, out, err } = await run(path, '--json')
  expect([code, out]).toEqual([1, ''])
  expect(err).toContain('.docx')
})

test('a good document: 0, no findings', async () => {
  const { code, out, err } = await run(await file('tot.docx'), '--json')
  expect([code, err]).toEqual([0, ''])
  expect(JSON.parse(out)).toEqual({ ok: true, findings: [] })
})

test('a faulty one: 1, its findings, and a copy that is right', async () => {
  // The writer sets a title as it is given: one in capitals is a fault that only the text can have.
  const path = await file('sai.docx', { title: 'LỊCH TRỰC TẾT' })
  const to = join(folder, 'dung.docx')
  const { code, out } = await run(path, '--json', '--fix', to)
  expect(code).toBe(1)
  expect(JSON.parse(out)).toMatchObject({
    ok: false,
    findings: [{ rule: 'ND30.II.5.title-case', severity: 'error', found: 'LỊCH TRỰC TẾT', expected: 'Lịch trực tết' }],
    fixed: { file: to, remaining: [] },
  })
  expect(existsSync(to)).toBe(true)
  expect((await run(to, '--json')).code).toBe(0)
  expect((await run(path)).out).toContain('LỖI ND30.II.5.title-case')
})
