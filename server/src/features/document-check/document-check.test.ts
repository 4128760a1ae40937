import { type OutDocument, writeDocument } from '@tusom/admin-docs'
import { type DocumentCheck, documentCheckBytes } from '@tusom/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { upload } from '../../testing/sheet-file.testing.ts'
import { createTestApp, type Person, type TestApp } from '../../testing/test-app.ts'
import { checkInWorker, checkLimits } from './check-in-worker.ts'

let t: TestApp
let clerk: Person
beforeAll(async () => {
  t = await createTestApp()
  clerk = await t.person('commune-officer', '20A')
})
afterAll(() => t.close())

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
const docx = async (over: Partial<OutDocument> = {}) => Buffer.from(await writeDocument({ ...letter, ...over }))
const check = (file: Buffer, name = 'thong-bao.docx', who = clerk) => {
  const { body, headers } = upload(file, name)
  return who.call('POST', '/api/document-check', body, headers)
}
const errorOf = (reply: { status: number; body: unknown }) => {
  const { error } = reply.body as { error: { code: string; message: string } }
  return [reply.status, error.code, error.message]
}

describe('POST /api/document-check', () => {
  it('401, 403, 400 come first', async () => {
    const { body, headers } = upload(await docx())
    const anybody = await t.app.inject({ method: 'POST', url: '/api/document-check', payload: body, headers })
    expect(anybody.statusCode).toBe(401)
    const head = await t.person('hamlet-head', '20A-T01')
    expect(errorOf(await check(await docx(), 'a.docx', head)).slice(0, 2)).toEqual([403, 'rights.role'])
    const bare = await clerk.call('POST', '/api/document-check', { text: 'x' })
    expect([400, 406, 415]).toContain(bare.status)
  })
  it('what is no .docx, by name or by content, gets one sentence', async () => {
    expect(errorOf(await check(Buffer.from('x'), 'ghi-chu.txt')).slice(0, 2)).toEqual([422, 'document-check.not-docx'])
    const [status, code, message] = errorOf(await check(Buffer.from('xin chào'), 'thong-bao.docx'))
    expect([status, code]).toEqual([422, 'document-check.unreadable'])
    expect(message).toContain('thong-bao.docx')
  })
  it('a file above the limit is not read to its end', async () => {
    expect(errorOf(await check(Buffer.alloc(documentCheckBytes + 1)))[0]).toBe(413)
  })
  it('a document marked secret is refused unread: no finding, no word of it', async () => {
    const reply = await check(
      await docx({
        body: [
          { type: 'paragraph', text: 'MẬT' },
          { type: 'paragraph', text: 'Nội dung riêng 4711.' },
        ],
        issuer: { name: ['ỦY BAN NHÂN DÂN', 'XÃ SUỐI MƠ', 'MẬT'] },
      }),
    )
    expect(errorOf(reply).slice(0, 2)).toEqual([422, 'document-check.secret'])
    expect(reply.raw.toString()).not.toContain('4711')
  })
  it('a good document has no findings and nothing to download', async () => {
    const reply = await check(await docx())
    expect([reply.status, reply.body]).toEqual([200, { ok: true, findings: [], fixed: null }])
  })
  it('a faulty one: what, where, the clause; its corrected copy is right when checked again', async () => {
    const body = (await check(await docx({ title: 'LỊCH TRỰC TẾT' }))).body as DocumentCheck
    expect(body).toMatchObject({
      ok: false,
      findings: [{ rule: 'ND30.II.5.title-case', severity: 'error', found: 'LỊCH TRỰC TẾT', fixable: true }],
      fixed: { remaining: [] },
    })
    const again = (await check(Buffer.from(body.fixed?.content ?? '', 'base64'))).body
    expect(again).toEqual({ ok: true, findings: [], fixed: null })
  })
  it('leaves nothing behind: no document, no audit entry', async () => {
    const rows = await t.database.db.asSystem(tx =>
      tx.query<{ documents: number; entries: number }>(
        `select (select count(*)::int from documents) as documents,
           (select count(*)::int from audit_entries where body like '%document-check%') as entries`,
      ),
    )
    expect(rows).toEqual([{ documents: 0, entries: 0 }])
  })
  it('one that takes too long or too much is refused, and the next is checked', async () => {
    const what = { bytes: await docx(), filename: 'a.docx' }
    const heavy = { code: 'document-check.too-heavy' }
    await expect(checkInWorker(what, { ...checkLimits, ms: 1 })).rejects.toMatchObject(heavy)
    await expect(checkInWorker(what, { ...checkLimits, memoryMb: 8 })).rejects.toMatchObject(heavy)
    expect((await checkInWorker(what)).ok).toBe(true)
  })
})
