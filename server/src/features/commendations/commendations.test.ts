import { checkDocument, readText } from '@tusom/admin-docs'
import type { CommendationList, OwedList } from '@tusom/contract'
import { eraseCommendations } from '@tusom/store'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { turnTaskClock } from '../tasks/task-clock.ts'
import { createTestApp, type Person, type TestApp } from '../../testing/test-app.ts'

let t: TestApp
let commune: Person
let agency: Person
let chair: Person
let other: Person
beforeAll(async () => {
  t = await createTestApp()
  commune = await t.person('commune-officer', '20A', 'Cán bộ xã A')
  agency = await t.person('standing-agency', '20-CA', 'Thường trực')
  chair = await t.person('leader', '20', 'Chủ tịch tỉnh')
  other = await t.person('commune-officer', '20B')
})
afterAll(() => t.close())

const said = (r: { status: number; body: never }) => [
  r.status,
  (r.body as { error?: { code: string } }).error?.code ?? null,
]
const fields = (over: Record<string, unknown> = {}) => ({
  subjectId: t.unit('20A-T01'),
  kind: 'person',
  name: 'Nông Thị Thử',
  position: 'Trưởng thôn',
  merit: 'Báo sớm sạt lở, vận động 12 hộ di dời trong đêm',
  award: 'province',
  ...over,
})
const post = (who: Person, over: Record<string, unknown> = {}, unit = '20A') =>
  who.call('POST', '/api/commendations', { unitId: t.unit(unit), ...fields(over) })
const propose = async (who: Person, over = {}, unit = '20A') => {
  const r = await post(who, over, unit)
  expect(said(r)).toEqual([200, null])
  return (r.body as { id: number }).id
}
const review = (who: Person, id: number, b: unknown) => who.call('POST', `/api/commendations/${id}/review`, b)
const list = async (who: Person) => (await who.call('GET', '/api/commendations')).body as CommendationList
const row = async (who: Person, id: number) => (await list(who)).rows.find(r => r.id === id)
const system = <R extends Record<string, unknown>>(sql: string, values: unknown[] = []) =>
  t.database.db.asSystem(tx => tx.query<R>(sql, values))

describe('a commendation is proposed', () => {
  it('refused: no session, no role, another’s people, no name, a day of deletion that is none, a link that is not there', async () => {
    expect((await t.app.inject({ method: 'GET', url: '/api/commendations' })).statusCode).toBe(401)
    expect(said(await (await t.person('duty-officer', '20A')).call('GET', '/api/commendations'))).toEqual([
      403,
      'rights.role',
    ])
    expect(said(await post(other))).toEqual([403, 'rights.reach'])
    expect(said(await post(commune, { subjectId: t.unit('20B-T01') }))).toEqual([422, 'commendation.unit'])
    expect(said(await post(commune, { name: ' ' }))).toEqual([422, 'commendation.name'])
    expect(said(await post(commune, { deleteAfter: '2025-10-08' }))).toEqual([422, 'commendation.delete-after'])
    expect(said(await post(commune, { deleteAfter: '2040-01-01' }))).toEqual([422, 'commendation.delete-after'])
    expect(said(await post(commune, { link: { kind: 'incident', id: 99 } }))).toEqual([422, 'commendation.link'])
    expect((await post(commune, { merit: 'Tốt' })).status).toBe(400)
    expect((await post(commune, { birthday: '1980-01-01' })).status).toBe(400)
    const run = (
      await chair.call('POST', '/api/runs', { name: 'Diễn tập', clockAt: '2025-10-08T03:00:00+07:00', speed: 1 })
    ).body as { id: number }
    const there = await commune.call(
      'POST',
      '/api/commendations',
      { unitId: t.unit('20A'), ...fields() },
      { 'x-run': String(run.id) },
    )
    expect(said(there)).toEqual([409, 'run.actual-only'])
    expect((await list(commune)).rows).toEqual([])
  })

  let id = 0
  it('names are sealed, in no audit entry, and every reading of them is noted', async () => {
    id = await propose(commune)
    const [kept] = await system<{ name_sealed: Buffer; delete_after: string; legal_basis: string; purpose: string }>(
      'select * from commendations where id = $1',
      [id],
    )
    expect(kept?.name_sealed.toString('utf8')).not.toContain('Nông')
    expect([kept?.legal_basis, kept?.delete_after, kept?.purpose]).toEqual([
      '19.1c',
      '2027-12-31',
      'Đề nghị khen thưởng',
    ])
    expect(await row(agency, id)).toMatchObject({
      name: 'Nông Thị Thử',
      position: 'Trưởng thôn',
      to: { id: t.unit('20-CA') },
    })
    const reads = await system('select user_id as "userId", records, unit_id as "unitId" from personal_reads')
    expect(reads).toContainEqual({ userId: agency.userId, records: 1, unitId: t.unit('20A') })
    expect((await list(other)).rows).toEqual([])
    const entries = await system<{ command: string; body: string }>(
      'select command, body from audit_entries where subject = $1 order by seq',
      [`commendation/${id}`],
    )
    expect(entries.map(e => e.command)).toEqual(['commendation.propose'])
    expect(entries[0]?.body).not.toContain('Nông')
  })

  it('waits among what is owed and in the digest, without a name', async () => {
    const tiles = async (who: Person) =>
      ((await who.call('GET', '/api/owed')).body as OwedList).filter(x => x.key.startsWith('commendations'))
    expect((await tiles(agency)).map(x => [x.key, x.count, x.detailVi])).toEqual([['commendations-waiting', 1, 'Xã A']])
    expect(await tiles(commune)).toEqual([])
    t.setNow('2025-10-08T07:00:00+07:00')
    await turnTaskClock(t.app.ctx, 0)
    const digests = (await agency.call('GET', '/api/digests')).raw.toString('utf8')
    expect(digests).toContain('"what":"review"')
    expect(digests).not.toContain('Nông')
  })

  it('reviewed by the agency it went to, returned, mended, supported; decided with its number by another person', async () => {
    expect(said(await review(commune, id, { act: 'support' }))).toEqual([403, 'rights.role'])
    expect(said(await review(await t.person('leader', '20A'), id, { act: 'support' }))).toEqual([
      403,
      'commendation.not-reviewer',
    ])
    expect(said(await review(agency, id, { act: 'award', number: '1/QĐ', date: '2025-10-08' }))).toEqual([
      409,
      'commendation.state',
    ])
    expect((await review(agency, id, { act: 'return', text: 'Bổ sung số người' })).status).toBe(200)
    expect((await row(commune, id))?.may).toEqual(['change', 'withdraw'])
    const put = (who: Person) =>
      who.call('PUT', `/api/commendations/${id}`, fields({ merit: 'Vận động 12 hộ, 47 người di dời trong đêm' }))
    expect(said(await put(other))).toEqual([403, 'rights.reach'])
    expect((await put(commune)).status).toBe(200)
    expect((await review(agency, id, { act: 'support' })).status).toBe(200)
    expect(said(await put(commune))).toEqual([409, 'commendation.state'])
    const award = { act: 'award', number: '1520/QĐ-UBND', date: '2025-10-09' }
    expect(said(await review(chair, id, award))).toEqual([422, 'commendation.decision-date'])
    expect((await review(chair, id, { ...award, date: '2025-10-08' })).status).toBe(200)
    const done = await row(commune, id)
    expect(done).toMatchObject({ state: 'awarded', decision: { number: '1520/QĐ-UBND', date: '2025-10-08' }, may: [] })
    expect(done?.steps.map(s => s.act)).toEqual(['propose', 'return', 'change', 'support', 'award'])
    const own = await propose(agency, { subjectId: t.unit('20-CA'), kind: 'collective', name: '' }, '20-CA')
    const same = await propose(chair, { subjectId: t.unit('20-YT'), kind: 'collective' }, '20')
    expect((await row(chair, own))?.to.id).toBe(t.unit('20'))
    expect(said(await review(chair, same, { act: 'support' }))).toEqual([409, 'commendation.same-person'])
  })

  it('linked to a task that the proposer may see', async () => {
    const given = await chair.call('POST', '/api/tasks', {
      title: 'Di dời thôn A1',
      dueAt: null,
      leadIds: [t.unit('20A')],
      ownerId: t.unit('20'),
    })
    const taskId = (given.body as { taskIds: number[] }).taskIds[0] as number
    const link = { kind: 'task', id: taskId }
    const linked = await propose(commune, { kind: 'collective', groupName: 'Tổ xung kích thôn A1', link })
    expect((await row(commune, linked))?.link).toEqual({
      ...link,
      title: 'Di dời thôn A1',
      href: `/nhiem-vu/${taskId}`,
    })
    expect(said(await post(other, { subjectId: t.unit('20B'), link }, '20B'))).toEqual([422, 'commendation.link'])
  })

  it('the list in Word by our own checker; a stranger’s rows are not in it', async () => {
    const rows = (await list(commune)).rows.map(r => r.id)
    const paper = await commune.call('GET', `/api/commendations/list.docx?ids=${rows.join(',')}`)
    expect(paper.status).toBe(200)
    expect(checkDocument(paper.raw, 'cv.docx')).toEqual({ ok: true, findings: [] })
    const { text } = readText(paper.raw, 'cv.docx') as { text: string }
    for (const part of ['01 tập thể và 01 cá nhân', 'Nông Thị Thử', 'Tổ xung kích thôn A1', 'Kính gửi: Công an tỉnh'])
      expect(text).toContain(part)
    expect(said(await other.call('GET', `/api/commendations/list.docx?ids=${rows[0]}`))).toEqual([404, 'not-found'])
    expect((await commune.call('GET', '/api/commendations/list.docx?ids=1;drop')).status).toBe(400)
  })

  it('erased on its day and at once when taken back; what was decided still counts', async () => {
    const taken = await propose(commune, { name: 'Hoàng Văn Thử' })
    expect((await commune.call('POST', `/api/commendations/${taken}/withdraw`)).status).toBe(200)
    expect(await row(commune, taken)).toMatchObject({ state: 'withdrawn', name: null, merit: '', erased: true })
    const erased = await t.database.db.asSystem(tx => eraseCommendations(tx, '2027-12-31', new Date()))
    expect(erased).toEqual([])
    expect(
      (await t.database.db.asSystem(tx => eraseCommendations(tx, '2028-01-01', new Date()))).length,
    ).toBeGreaterThan(1)
    expect(await row(commune, id)).toMatchObject({ state: 'awarded', name: null, position: null, erased: true })
    expect(said(await commune.call('GET', `/api/commendations/list.docx?ids=${id}`))).toEqual([
      409,
      'commendation.erased',
    ])
  })

  it('in the database too: no exercise holds one, steps stay', async () => {
    await expect(
      system(
        `insert into commendation_steps (run_id, commendation_id, act, at, by_id, by_name, unit_id) values (3, $1, 'change', now(), 1, 'x', 1)`,
        [id],
      ),
    ).rejects.toThrow(/check constraint/)
    const scope = { userId: commune.userId, units: [t.unit('20A')], watch: [], runId: 0 }
    await expect(t.database.db.as(scope, tx => tx.query(`update commendation_steps set text = ''`))).rejects.toThrow(
      /permission denied/,
    )
  })
})
