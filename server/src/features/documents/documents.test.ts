import type { RegisterDetail, RegisterList } from '@tusom/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApp, type Person, type TestApp } from '../../testing/test-app.ts'

let t: TestApp
let clerkA: Person
let clerkB: Person
beforeAll(async () => {
  t = await createTestApp('2025-12-30T09:00:00+07:00')
  clerkA = await t.person('commune-officer', '20A', 'Văn thư xã A')
  clerkB = await t.person('commune-officer', '20B')
  // the clock moves by months here; nobody signs in anew
  await t.database.db.asSystem(tx => tx.query(`update sessions set expires_at = '2100-01-01'`))
})
afterAll(() => t.close())

const errorOf = (reply: { status: number; body: unknown }) => [
  reply.status,
  (reply.body as { error: { code: string } }).error?.code,
]
const out = (who: Person, over: Record<string, unknown> = {}, headers = {}) =>
  who.call(
    'POST',
    '/api/register',
    { direction: 'out', kind: 'KH', code: 'KH-UBND', title: 'Kế hoạch thử', ...over },
    headers,
  )
const number = async (who: Person, over: Record<string, unknown> = {}, headers = {}) =>
  ((await out(who, over, headers)).body as { number: string }).number
const list = async (who: Person, query = ''): Promise<RegisterList> =>
  (await who.call('GET', `/api/register?${query}`)).body as RegisterList

describe('POST /api/register', () => {
  it('401, 400, 403 come first', async () => {
    expect((await t.app.inject({ method: 'POST', url: '/api/register', payload: {} })).statusCode).toBe(401)
    expect(errorOf(await out(clerkA, { title: '' }))).toEqual([400, 'request.invalid'])
    expect(errorOf(await out(clerkA, { unitId: t.unit('20B') }))).toEqual([403, 'rights.reach'])
    const head = await t.person('hamlet-head', '20A-T01')
    expect(errorOf(await out(head))).toEqual([403, 'rights.role'])
  })
  it('a sign that is none and a day that has not come are refused', async () => {
    expect(errorOf(await out(clerkA, { code: 'KH/UBND' }))).toEqual([422, 'register.bad-code'])
    expect(errorOf(await out(clerkA, { on: '2026-01-02' }))).toEqual([422, 'register.day-ahead'])
    // nothing was taken by what was refused
    expect(await number(clerkA)).toBe('01/KH-UBND')
  })
  it('numbers follow one another without a gap, also when twenty clerks press at once and some fail', async () => {
    const tries = Array.from({ length: 20 }, (_, i) => out(clerkA, i % 4 ? {} : { documentId: 999_999 }))
    const answers = await Promise.all(tries)
    expect(answers.filter(a => a.status === 404).length).toBe(5)
    const seqs = answers.flatMap(a => (a.status === 200 ? (a.body as { seq: number }).seq : []))
    expect(seqs.sort((a, b) => a - b)).toEqual(Array.from({ length: 15 }, (_, i) => i + 2))
  })
  it('each unit, each direction and each book of its own counts for itself', async () => {
    expect(await number(clerkB)).toBe('01/KH-UBND')
    expect(await number(clerkA, { book: 'BCH', code: 'CĐ-BCH', kind: 'CĐ' })).toBe('01/CĐ-BCH')
    const coming = await clerkA.call('POST', '/api/register', {
      direction: 'in',
      kind: 'CV',
      number: '512/UBND-NC',
      issuer: 'UBND tỉnh Thử',
      issuedOn: '2025-12-28',
      title: 'Báo cáo kết quả rà soát ngầm, tràn',
    })
    expect(coming.body).toMatchObject({ seq: 1, number: '512/UBND-NC' })
    expect(await number(clerkA, { kind: 'BC', code: 'BC-UBND' })).toBe('17/BC-UBND')
  })
  it('a day before the last entry of the book is refused', async () => {
    expect(errorOf(await out(clerkA, { on: '2025-12-29' }))).toEqual([422, 'register.day-back'])
    expect(await number(clerkA)).toBe('18/KH-UBND')
  })
  it('on 01/01 it begins at 01 again, by the Vietnamese day', async () => {
    t.setNow('2025-12-31T23:59:00+07:00')
    expect(await number(clerkA)).toBe('19/KH-UBND')
    t.setNow('2026-01-01T00:01:00+07:00')
    expect(await number(clerkA)).toBe('01/KH-UBND')
    // the last days of the old year can still be entered in the old book
    expect(await number(clerkA, { on: '2025-12-31' })).toBe('20/KH-UBND')
  })
  it('one thing of the system has one number; void frees the thing and never the number', async () => {
    const leader = await t.person('leader', '20A')
    const exercise = { name: 'Diễn tập xã A', clockAt: '2025-10-01T00:00:00Z', speed: 1 }
    const { id } = (await leader.call('POST', '/api/runs', exercise)).body as { id: number }
    const source = { kind: 'exercise', id }
    // not on the paper of another unit, and not on paper that is not there
    expect(errorOf(await out(clerkB, { source }))).toEqual([404, 'not-found'])
    for (const kind of ['own-plan', 'report', 'consolidated-report', 'warning', 'sitrep', 'exercise'])
      expect(errorOf(await out(clerkA, { source: { kind, id: 999_999 } }))).toEqual([404, 'not-found'])
    const first = (await out(clerkA, { source })).body as { id: number; number: string }
    expect(errorOf(await out(clerkA, { source }))).toEqual([409, 'register.numbered'])
    expect((await clerkA.call('GET', `/api/register/of?kind=exercise&id=${id}`)).body).toMatchObject({
      entry: { number: first.number },
    })
    expect(errorOf(await clerkB.call('POST', `/api/register/${first.id}/void`, { reason: 'nhầm' }))).toEqual([
      403,
      'rights.reach',
    ])
    expect((await clerkA.call('POST', `/api/register/${first.id}/void`, { reason: 'ghi nhầm' })).status).toBe(200)
    expect(errorOf(await clerkA.call('POST', `/api/register/${first.id}/void`, { reason: 'lần nữa' }))).toEqual([
      409,
      'register.void',
    ])
    const second = (await out(clerkA, { source })).body as { number: string }
    expect(Number.parseInt(second.number, 10)).toBe(Number.parseInt(first.number, 10) + 1)
  })
  it('an exercise has a register of its own', async () => {
    const leader = await t.person('leader', '20')
    const run = (
      (await leader.call('POST', '/api/runs', { name: 'DT', clockAt: '2026-01-02T08:00:00+07:00', speed: 1 })).body as {
        id: number
      }
    ).id
    const inRun = { 'x-run': String(run) }
    expect(await number(clerkA, {}, inRun)).toBe('01/KH-UBND')
    expect((await list(clerkA)).entries.some(e => e.enteredOn === '2026-01-02')).toBe(false)
  })
})

describe('finding and links', () => {
  it('by any words in any order, without marks; only the own books', async () => {
    const titles = async (text: string) =>
      (await list(clerkA, `text=${encodeURIComponent(text)}`)).entries.map(e => e.title)
    expect(await titles('tran ngam')).toEqual(['Báo cáo kết quả rà soát ngầm, tràn'])
    expect(await titles('512')).toEqual(['Báo cáo kết quả rà soát ngầm, tràn'])
    expect(await titles('UBND tinh RA SOAT')).toEqual(['Báo cáo kết quả rà soát ngầm, tràn'])
    expect(await titles('100% không có')).toEqual([])
    expect((await list(clerkB, `unitId=${t.unit('20A')}`)).entries).toEqual([])
  })
  it('what a document rests on is seen from both sides', async () => {
    const [coming] = (await list(clerkA, 'direction=in')).entries
    const made = (await out(clerkA, { title: 'Trả lời về ngầm, tràn', kind: 'CV', code: 'UBND-VP' })).body as {
      id: number
    }
    const link = (body: object) => clerkA.call('POST', `/api/register/${made.id}/links`, body)
    expect(errorOf(await link({ kind: 'answers' }))).toEqual([422, 'register.link'])
    expect(errorOf(await link({ kind: 'answers', toId: made.id }))).toEqual([422, 'register.link'])
    expect((await link({ kind: 'answers', toId: coming?.id })).status).toBe(200)
    expect((await link({ kind: 'basis', number: '41/KH-UBND' })).status).toBe(200)
    const detail = async (id: number) => (await clerkA.call('GET', `/api/register/${id}`)).body as RegisterDetail
    const from = await detail(made.id)
    expect(from.restsOn.map(l => [l.kind, l.number, l.other?.id ?? null])).toEqual([
      ['answers', '512/UBND-NC', coming?.id],
      ['basis', '41/KH-UBND', null],
    ])
    expect((await detail(coming?.id as number)).basisOf.map(l => [l.kind, l.other?.id])).toEqual([['answers', made.id]])
    const linkId = from.restsOn[1]?.id
    expect((await clerkA.call('DELETE', `/api/register/${made.id}/links/${linkId}`)).status).toBe(200)
    expect((await detail(made.id)).restsOn.length).toBe(1)
    expect(errorOf(await clerkB.call('GET', `/api/register/${made.id}`))).toEqual([403, 'rights.reach'])
  })
  it('a document that was uploaded goes into the book with what it rests on, once', async () => {
    const text = `ỦY BAN NHÂN DÂN\nXÃ A\nSố: /BC-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nA, ngày 01 tháng 01 năm 2026\n\nBÁO CÁO\nKết quả rà soát\n\nThực hiện Công văn số 512/UBND-NC ngày 28/12/2025 của UBND tỉnh, UBND xã báo cáo như sau:\n1. Kết quả\n- Đã rà soát.\n`
    const { id } = (await clerkA.call('POST', '/api/plans', { text })).body as { id: number }
    expect((await list(clerkA)).loose.map(d => d.id)).toContain(id)
    const made = (await out(clerkA, { documentId: id, kind: 'BC', code: 'BC-UBND', title: 'Kết quả rà soát' }))
      .body as { id: number }
    const detail = (await clerkA.call('GET', `/api/register/${made.id}`)).body as RegisterDetail
    expect(detail.restsOn.map(l => [l.number, l.other?.title])).toEqual([
      ['512/UBND-NC', 'Báo cáo kết quả rà soát ngầm, tràn'],
    ])
    expect(errorOf(await out(clerkA, { documentId: id }))).toEqual([409, 'register.numbered'])
    expect((await list(clerkA)).loose.map(d => d.id)).not.toContain(id)
  })
})
