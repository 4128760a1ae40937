import type { IndicatorSet, LevelWhy, ObservedEventOut, PackHistory, PackList } from '@tusom/contract'
import { type BandHazard, defaultPack, type RulePack, type StageHazard } from '@tusom/domain'
import { loadPack } from '@tusom/store'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestApp, type Person, type TestApp } from '../../testing/test-app.ts'

let t: TestApp
let leader: Person
let second: Person
let officer: Person
beforeAll(async () => {
  t = await createTestApp()
  await t.database.db.asSystem(tx => loadPack(tx, defaultPack.id, defaultPack.version, defaultPack))
  leader = await t.person('leader', '20', 'Lãnh đạo A')
  second = await t.person('leader', '20', 'Lãnh đạo B')
  officer = await t.person('duty-officer', '20', 'Trực ban')
})
afterAll(() => t.close())

let n = 0
const own = (change: (flood: StageHazard) => void = f => (f.hysteresis = 0.1)): RulePack => {
  const pack = structuredClone(defaultPack)
  pack.version = `tinh-${++n}`
  pack.base = { id: defaultPack.id, version: defaultPack.version }
  change(pack.hazards[0] as StageHazard)
  return pack
}
const code = (r: { body: never }) => (r.body as { error?: { code: string } }).error?.code
const save = (who: Person, pack: unknown) => who.call('POST', '/api/packs', { pack, note: 'Thử ngưỡng của tỉnh' })
const propose = (who: Person, version: string) =>
  who.call('POST', '/api/packs/choices', { packId: 'qd18-2021', version, reason: 'Sau trận lũ tháng 10' })
const list = async (who: Person) => (await who.call('GET', '/api/packs')).body as PackList
const waiting = async () => (await list(leader)).choices.find(c => c.state === 'proposed')?.id as number
const why = async () => (await leader.call('GET', `/api/levels/${t.unit('20A')}/flood`)).body as LevelWhy

describe('a version of the province', () => {
  it('is refused where it is no pack, without a base, unchanged, or named like one that is there', async () => {
    expect(code(await save(officer, { id: 'x' }))).toBe('pack.faults')
    expect(code(await save(officer, { ...own(), base: null }))).toBe('pack.base-unknown')
    expect(code(await save(officer, { ...own(), base: { id: 'qd18-2021', version: 'không có' } }))).toBe(
      'pack.base-unknown',
    )
    expect(
      code(
        await save(
          officer,
          own(() => {}),
        ),
      ),
    ).toBe('pack.unchanged')
    const taken = { ...own(), version: defaultPack.version }
    expect(code(await save(officer, taken))).toBe('pack.version-taken')
    expect((await save(await t.person('commune-officer', '20A'), own())).status).toBe(403)
  })
  it('is kept beside its base, its changed hazards marked as the province’s own, with an audit entry', async () => {
    const pack = own()
    expect((await save(officer, pack)).status).toBe(200)
    const found = (await list(leader)).versions.find(v => v.version === pack.version)
    expect(found).toMatchObject({ province: 'Tỉnh Thử', base: defaultPack.version, madeBy: 'Trực ban' })
    expect(found?.hazards.filter(h => h.status === 'local').map(h => h.hazard)).toEqual(['flood'])
    const body = await leader.call('GET', `/api/packs/body?id=qd18-2021&version=${pack.version}`)
    expect((body.body as { pack: RulePack }).pack.hazards[0]).toMatchObject({ status: 'local', hysteresis: 0.1 })
    const [entry] = await t.database.db.asSystem(tx =>
      tx.query<{ body: string }>(`select body::text from audit_entries where body::text like '%pack.make%' limit 1`),
    )
    expect(entry?.body).toContain('pack.make')
  })
})

describe('which version is in force', () => {
  let version: string
  beforeEach(async () => {
    const pack = own(f => ((f.rows[0] as { level: number }).level = 4))
    version = pack.version
    await save(officer, pack)
  })
  it('is refused for what is in force, unknown, or while another waits; and for the proposer’s own approval', async () => {
    expect(code(await propose(officer, defaultPack.version))).toBe('pack.already-in-force')
    expect((await propose(officer, 'khong-co')).status).toBe(404)
    expect((await propose(leader, version)).status).toBe(200)
    expect(code(await propose(officer, version))).toBe('pack.choice-waiting')
    const id = await waiting()
    expect((await officer.call('POST', `/api/packs/choices/${id}/approve`, {})).status).toBe(403)
    expect(code(await leader.call('POST', `/api/packs/choices/${id}/approve`, {}))).toBe('pack.two-people')
    expect((await second.call('POST', `/api/packs/choices/${id}/turn-down`, {})).status).toBe(200)
    expect(code(await second.call('POST', `/api/packs/choices/${id}/approve`, {}))).toBe('pack.choice-decided')
    expect((await list(leader)).inForce[0]).toMatchObject({ version: defaultPack.version, since: null })
  })
  it('changes levels once a second person approves: at once, from the choice on, citing the version', async () => {
    const before = await officer.call('POST', '/api/observations', {
      readings: [{ station: 'GAUGE-A', indicator: 'water_level', at: '2025-10-08T02:30:00+07:00', value: 17.2 }],
    })
    expect(before.status).toBe(200)
    // alarm 1 to 2, zone 3: row 1a
    expect(await why()).toMatchObject({
      suggested: { level: 1, rule: `qd18-2021@${defaultPack.version}/flood/1a` },
      rule: { pack: `qd18-2021 ${defaultPack.version}`, status: 'sourced' },
    })
    await propose(leader, version)
    const approved = await second.call('POST', `/api/packs/choices/${await waiting()}/approve`, {})
    expect(approved.body).toEqual({ levelChanges: 1 })
    const after = await why()
    expect(after).toMatchObject({
      suggested: { level: 4, rule: `qd18-2021@${version}/flood/1a`, since: '2025-10-07T20:00:00.000Z' },
      rule: { pack: `qd18-2021 ${version}`, status: 'local' },
    })
    // what was known before stays known
    expect(after.changes.map(c => [c.from, c.to])).toEqual([
      [1, 4],
      [0, 1],
    ])
    expect((await list(officer)).inForce[0]).toMatchObject({ packId: 'qd18-2021', version, ofActual: false })
    // the indicator set names the version that the province judges by, the neighbour's the one that ships
    const uses = async (who: Person) =>
      ((await who.call('GET', '/api/indicators')).body as IndicatorSet).rows
        .find(r => r.kind === 'stage')
        ?.uses.map(u => u.pack)
    expect(await uses(officer)).toContain(`qd18-2021 ${version}`)
    expect(await uses(await t.person('leader', '19'))).toContain(`qd18-2021 ${defaultPack.version}`)
    // the next reading is judged by it too
    await officer.call('POST', '/api/observations', {
      readings: [{ station: 'GAUGE-A', indicator: 'water_level', at: '2025-10-08T02:50:00+07:00', value: 16 }],
    })
    expect((await why()).suggested).toMatchObject({ level: 0, rule: `qd18-2021@${version}/flood/none` })
  })
  it('the bounds drawn in the chart are those of the version in force', async () => {
    const bounds = async () =>
      ((await leader.call('GET', `/api/levels/${t.unit('20A')}/heavy-rain`)).body as LevelWhy).series.map(s => s.bounds)
    expect(await bounds()).toEqual([[100, 200, 400]])
    const pack = own()
    const rain = pack.hazards.find(h => h.method === 'rain-band') as BandHazard
    ;(rain.bands[0] as BandHazard['bands'][number]).mm24.from = 70
    await save(officer, pack)
    await propose(leader, pack.version)
    expect((await second.call('POST', `/api/packs/choices/${await waiting()}/approve`, {})).status).toBe(200)
    expect(await bounds()).toEqual([[70, 200, 400]])
  })
  it('an open exercise that chose nothing follows, on its own clock; an ended one does not', async () => {
    const clockAt = '2025-09-01T08:00:00+07:00'
    const start = async () =>
      ((await leader.call('POST', '/api/runs', { name: 'Diễn tập', clockAt, speed: 1 })).body as { id: number }).id
    const [open, ended] = [await start(), await start()]
    const x = (run: number) => ({ 'x-run': String(run) })
    for (const run of [open, ended]) {
      const readings = [{ station: 'GAUGE-A', indicator: 'water_level', at: '2025-09-01T07:50:00+07:00', value: 17.2 }]
      expect((await officer.call('POST', '/api/observations', { readings }, x(run))).body).toMatchObject({
        refused: [],
      })
    }
    expect((await leader.call('POST', `/api/runs/${ended}/end`, {}, x(ended))).status).toBe(200)
    const pack = own(f => ((f.rows[0] as { level: number }).level = 5))
    await save(officer, pack)
    await propose(leader, pack.version)
    expect((await second.call('POST', `/api/packs/choices/${await waiting()}/approve`, {})).status).toBe(200)
    const level = async (run: number) =>
      ((await leader.call('GET', `/api/levels/${t.unit('20A')}/flood`, undefined, x(run))).body as LevelWhy).suggested
    const followed = await level(open)
    expect(followed).toMatchObject({ level: 5, rule: `qd18-2021@${pack.version}/flood/1a` })
    expect(followed?.since.slice(0, 10)).toBe('2025-09-01')
    expect((await level(ended))?.level).not.toBe(5)
  })
  it('the neighbour province keeps the version that ships', async () => {
    const other = await t.person('leader', '19')
    expect((await list(other)).inForce[0]).toMatchObject({ version: defaultPack.version, since: null })
  })
})

describe('a past period', () => {
  const at = (hours: number) => new Date(Date.parse('2025-10-08T00:00:00+07:00') + hours * 3_600_000).toISOString()
  it('is refused turned round, endless, or to a hamlet', async () => {
    const ask = (who: Person, from: string, to: string) => who.call('GET', `/api/packs/history?from=${from}&to=${to}`)
    expect(code(await ask(officer, at(2), at(1)))).toBe('pack.period')
    expect(code(await ask(officer, at(0), at(24 * 401)))).toBe('pack.period')
    expect((await ask(await t.person('hamlet-head', '20A-T01'), at(0), at(1))).status).toBe(403)
  })
  it('comes with its readings, stations and communes; what is out of sight is counted', async () => {
    const r = await officer.call('GET', `/api/packs/history?from=${at(0)}&to=${at(24)}`)
    const body = r.body as PackHistory
    expect(body.readings.value).toEqual([17.2, 16])
    expect(body.readings.at[1]).toBe(Date.parse('2025-10-08T02:50:00+07:00') / 1000)
    expect(body.defs.map(d => d.indicator)).toEqual(['water_level', 'rain'])
    expect([body.areas.length, body.unseen]).toEqual([3, 0])
    const far = await t.person('commune-officer', '20B')
    const theirs = (await far.call('GET', `/api/packs/history?from=${at(0)}&to=${at(24)}`)).body as PackHistory
    expect([theirs.readings.value.length, theirs.unseen]).toEqual([0, 1])
  })
})

describe('what happened', () => {
  const event = (over: Record<string, unknown> = {}) => ({
    hazard: 'flood',
    unitIds: [t.unit('20A')],
    startsAt: '2025-10-07T22:00:00+07:00',
    endsAt: '2025-10-08T01:00:00+07:00',
    level: 2,
    title: 'Ngập thôn A1',
    source: 'Báo cáo xã A',
    origin: 'typed',
    originKey: null,
    ...over,
  })
  const add = (who: Person, ...events: unknown[]) => who.call('POST', '/api/observed-events', { events })
  const period = 'from=2025-10-01T00:00:00Z&to=2025-10-20T00:00:00Z'
  it('is refused in the future, backwards, for what is no commune, and for a stranger’s commune in a batch', async () => {
    const commune = await t.person('commune-officer', '20A')
    expect(code(await add(commune, event({ startsAt: '2025-10-09T00:00:00+07:00', endsAt: null })))).toBe('event.times')
    expect(code(await add(commune, event({ endsAt: '2025-10-07T01:00:00+07:00' })))).toBe('event.times')
    expect(code(await add(officer, event({ unitIds: [t.unit('20')] })))).toBe('event.place')
    expect((await add(commune, event(), event({ unitIds: [t.unit('20B')] }))).status).toBe(403)
  })
  it('is entered, listed, taken over once from an incident, and taken out with an audit entry', async () => {
    expect((await add(officer, event())).body).toEqual({ added: 1, there: 0 })
    const taken = event({ origin: 'incident', originKey: '7' })
    await add(officer, taken)
    expect(code(await add(officer, taken))).toBe('event.there')
    const rows = (await officer.call('GET', `/api/observed-events?${period}`)).body as ObservedEventOut[]
    expect(rows.map(e => [e.title, e.level, e.origin, e.enteredBy])).toEqual([
      ['Ngập thôn A1', 2, 'incident', 'Trực ban'],
      ['Ngập thôn A1', 2, 'typed', 'Trực ban'],
    ])
    expect((await officer.call('DELETE', `/api/observed-events/${rows[0]?.id}`)).status).toBe(200)
    expect(((await officer.call('GET', `/api/observed-events?${period}`)).body as unknown[]).length).toBe(1)
  })
})
