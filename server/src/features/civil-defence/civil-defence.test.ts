import { checkDocument, readText } from '@tusom/admin-docs'
import type { CivilDefenceList, CommuneLevels, LevelList } from '@tusom/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApp, type Person, type TestApp } from '../../testing/test-app.ts'

let t: TestApp
let officer: Person
let chair: Person
let provinceChair: Person
let provinceVice: Person
beforeAll(async () => {
  t = await createTestApp()
  officer = await t.person('commune-officer', '20A')
  chair = await t.person('leader', '20A', 'Chủ tịch xã A')
  provinceChair = await t.person('leader', '20')
  provinceVice = await t.person('leader', '20')
})
afterAll(() => t.close())
const proposal = (level: number, unit: string, over: Record<string, unknown> = {}) => ({
  level,
  unitId: t.unit(unit),
  incident: 'lũ, ngập lụt',
  scope: 'các thôn ven sông',
  criteria: {
    extent: 'ngập 3 thôn, có thể lan rộng',
    place: 'thôn bị chia cắt, 1.200 người',
    course: 'nước lên 20 cm mỗi giờ',
    capacity: 'chỉ có 2 xuồng',
  },
  lacks: 'thiếu 3 xuồng máy và 40 người',
  ...over,
})
const said = (r: { status: number; body: never }) => [
  r.status,
  (r.body as { error?: { code: string } }).error?.code ?? null,
]
const list = async (who: Person, headers: Record<string, string> = {}) =>
  (await who.call('GET', '/api/civil-defence', undefined, headers)).body as CivilDefenceList
const propose = async (who: Person, level: number, unit: string, over = {}) => {
  const r = await who.call('POST', '/api/civil-defence', proposal(level, unit, over))
  expect(r.status).toBe(200)
  return (r.body as { id: number }).id
}
const decide = (who: Person, id: number, body: Record<string, unknown>) =>
  who.call('POST', `/api/civil-defence/${id}/decide`, body)

describe('a civil-defence level is a decision by an authority', () => {
  it('refused: no session, a stranger’s commune, the wrong kind of place, a criterion left out', async () => {
    expect((await t.app.inject({ method: 'GET', url: '/api/civil-defence' })).statusCode).toBe(401)
    const post = (body: unknown) => officer.call('POST', '/api/civil-defence', body)
    expect(said(await post(proposal(1, '20B')))).toEqual([403, 'rights.reach'])
    const head = await t.person('hamlet-head', '20A-T01')
    expect(said(await head.call('POST', '/api/civil-defence', proposal(1, '20A')))).toEqual([403, 'rights.role'])
    expect(said(await provinceChair.call('POST', '/api/civil-defence', proposal(1, '20')))).toEqual([
      422,
      'civil-defence.place',
    ])
    expect(said(await provinceChair.call('POST', '/api/civil-defence', proposal(2, '20A')))).toEqual([
      422,
      'civil-defence.place',
    ])
    expect((await post(proposal(1, '20A', { criteria: { extent: 'ngập' } }))).status).toBe(400)
    expect((await list(officer)).rows).toEqual([])
  })
  it('level 1: the commune proposes; neither who proposed nor the province decides; its chair does; all is kept', async () => {
    const id = await propose(officer, 1, '20A')
    expect(said(await officer.call('POST', '/api/civil-defence', proposal(1, '20A')))).toEqual([
      409,
      'civil-defence.standing',
    ])
    expect(said(await decide(officer, id, { act: 'declare' }))).toEqual([403, 'rights.role'])
    expect(said(await decide(provinceChair, id, { act: 'declare' }))).toEqual([403, 'civil-defence.not-the-authority'])
    const neighbour = await t.person('commune-officer', '20B')
    expect((await list(neighbour)).rows).toEqual([])
    expect((await list(chair)).rows[0]).toMatchObject({ may: ['declare', 'turn-down'], stands: false })
    const dated = { act: 'declare', number: '15/QĐ-UBND', date: '2025-10-09' }
    expect(said(await decide(chair, id, dated))).toEqual([422, 'civil-defence.date'])
    expect((await decide(chair, id, { ...dated, date: '2025-10-08' })).status).toBe(200)
    expect(said(await decide(chair, id, { act: 'declare' }))).toEqual([409, 'civil-defence.state'])
    // it stands beside the hazards: in the duty room and on the commune's page, with who decided and by which paper
    const beside = {
      level: 1,
      unit: { id: t.unit('20A') },
      decided: { name: 'Chủ tịch xã A' },
      decision: { number: '15/QĐ-UBND', date: '2025-10-08' },
      liftProposed: false,
    }
    const room = (await chair.call('GET', '/api/levels')).body as LevelList
    expect(room.civilDefence).toMatchObject([beside])
    const page = async (unit: string) =>
      ((await provinceChair.call('GET', `/api/levels/${t.unit(unit)}`)).body as CommuneLevels).civilDefence
    expect(await page('20A')).toMatchObject([beside])
    expect(await page('20B')).toEqual([])
    // a declared level is told to everybody of the province, and to no other
    expect((await list(neighbour)).rows[0]).toMatchObject({ stands: true, may: [], level: 1 })
    expect((await list(await t.person('leader', '19'))).rows).toEqual([])
  })
  it('lifted by the same authority, on somebody else’s proposal; a refused proposal leaves it standing', async () => {
    const { id } = (await list(chair)).rows[0] as { id: number }
    expect(said(await decide(chair, id, { act: 'lift' }))).toEqual([409, 'civil-defence.state'])
    const lift = (who: Person) => who.call('POST', `/api/civil-defence/${id}/lift`, { reason: 'nước đã rút' })
    expect((await lift(chair)).status).toBe(200)
    expect(said(await decide(chair, id, { act: 'lift' }))).toEqual([409, 'civil-defence.same-person'])
    const vice = await t.person('leader', '20A', 'Phó Chủ tịch xã A')
    expect((await decide(vice, id, { act: 'keep', remark: 'mai còn mưa' })).status).toBe(200)
    expect((await list(chair)).rows[0]).toMatchObject({ state: 'declared', liftReason: null })
    expect((await lift(officer)).status).toBe(200)
    expect((await decide(chair, id, { act: 'lift' })).status).toBe(200)
    expect(((await chair.call('GET', '/api/levels')).body as LevelList).civilDefence).toEqual([])
    const row = (await list(chair)).rows[0]
    expect(row?.steps.map(s => s.act)).toEqual(['propose', 'declare', 'propose-lift', 'keep', 'propose-lift', 'lift'])
    expect(row).toMatchObject({ state: 'lifted', stands: false, may: [] })
    await expect(
      t.database.db.as({ userId: chair.userId, units: [t.unit('20A')], watch: [], runId: 0 }, tx =>
        tx.query(`update civil_defence_steps set remark = ''`),
      ),
    ).rejects.toThrow(/permission denied/)
  })
  it('level 3 is the Prime Minister’s: recorded by the number of his decision, never drafted', async () => {
    const id = await propose(provinceChair, 3, '20')
    expect(said(await decide(provinceChair, id, { act: 'declare', number: '1/QĐ-TTg' }))).toEqual([
      409,
      'civil-defence.same-person',
    ])
    expect(said(await decide(provinceVice, id, { act: 'declare' }))).toEqual([422, 'civil-defence.number-needed'])
    const paper = await provinceChair.call('GET', `/api/civil-defence/${id}/decision.docx`)
    expect(said(paper)).toEqual([409, 'civil-defence.not-ours'])
    expect((await decide(provinceVice, id, { act: 'declare', number: '2100/QĐ-TTg', date: '2025-10-08' })).status).toBe(
      200,
    )
    expect((await list(officer)).rows.find(r => r.id === id)?.decision).toEqual({
      number: '2100/QĐ-TTg',
      date: '2025-10-08',
    })
  })
  it('the decision as a document: legal form, basis, no hour of a deadline; a stranger has none', async () => {
    const id = await propose(officer, 1, '20A', { incident: 'sạt lở đất' })
    const url = `/api/civil-defence/${id}/decision.docx`
    const paper = await chair.call('GET', url)
    expect(paper.status).toBe(200)
    const { text } = readText(paper.raw, 'qd.docx') as { text: string }
    for (const part of [
      'QUYẾT ĐỊNH',
      'Luật Phòng thủ dân sự số 18/2023/QH15',
      'Nghị định số 200/2025/NĐ-CP',
      'ban bố phòng thủ dân sự cấp độ 1 đối với sạt lở đất',
      'thiếu 3 xuồng máy',
    ])
      expect(text).toContain(part)
    expect(text).not.toMatch(/\d+ giờ/)
    expect(checkDocument(paper.raw, 'qd.docx').findings?.filter(f => f.severity === 'error')).toEqual([])
    expect(said(await (await t.person('commune-officer', '20B')).call('GET', url))).toEqual([404, 'not-found'])
    expect(said(await chair.call('GET', `${url}?lift=1`))).toEqual([409, 'civil-defence.state'])
  })
  it('an exercise has its own, and its paper says so', async () => {
    const run = (
      await provinceChair.call('POST', '/api/runs', {
        name: 'Diễn tập',
        clockAt: '2025-10-08T03:00:00+07:00',
        speed: 1,
      })
    ).body as { id: number }
    const x = { 'x-run': String(run.id) }
    const made = await provinceChair.call('POST', '/api/civil-defence', proposal(2, '20'), x)
    expect(made.status).toBe(200)
    const { id } = made.body as { id: number }
    const there = await list(provinceVice, x)
    expect([there.exercise, there.rows.map(r => r.id)]).toEqual([true, [id]])
    expect((await list(provinceVice)).rows.some(r => r.id === id)).toBe(false)
    const paper = await provinceChair.call('GET', `/api/civil-defence/${id}/decision.docx`, undefined, x)
    expect(String(paper.headers['content-disposition'])).toContain('DIEN TAP')
    expect((readText(paper.raw, 'qd.docx') as { text: string }).text).toContain('DIỄN TẬP')
  })
})
