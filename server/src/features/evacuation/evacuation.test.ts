import type { CommunePlan, EvacuationSummary, HamletPage, MoveResult } from '@tusom/contract'
import { evacuationTotals, listShelters, publicShelters } from '@tusom/store'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildHost, buildHouseholds, buildShelter } from '../../testing/households.testing.ts'
import { createTestApp, type Person, type TestApp } from '../../testing/test-app.ts'
import { rederive } from './take-moves.ts'

let t: TestApp
let officer: Person
let head: Person
let province: Person
let department: Person
let sibling: Person
let ids: Map<string, number>
let school = 0
let host = 0
beforeAll(async () => {
  t = await createTestApp()
  officer = await t.person('commune-officer', '20A', 'Chu Thị Cán Bộ')
  head = await t.person('hamlet-head', '20A-T01', 'Trưởng thôn A1')
  province = await t.person('duty-officer', '20')
  department = await t.person('department-officer', '20-NN')
  sibling = await t.person('commune-officer', '20B')
  school = await buildShelter(t, '20A', { capacity: 10 })
  await buildShelter(t, '20A', { code: 'S2', name: 'Nhà văn hóa ven sông', safeFrom: ['landslide'], capacity: 50 })
  await buildShelter(t, '20B', { code: 'SB' })
  host = await buildHost(t, '20A-T02', { capacity: 5 })
  ids = await buildHouseholds(t, [
    { code: 'A1', hamlet: '20A-T01', vulnerable: { bedridden: 1 }, people: 4 },
    { code: 'A2', hamlet: '20A-T01', people: 5, headName: 'Lý Quang Đạt' },
    { code: 'A3', hamlet: '20A-T02', people: 4, hostId: host, headName: 'Bế Thị Sen' },
    { code: 'A4', hamlet: '20A-T02', people: 3, floodGroup: 2, headName: 'Vi Thị Hoa' },
    { code: 'A5', hamlet: '20A-T02', people: 2, hazards: ['landslide'], floodGroup: null, headName: 'Lô Văn Tài' },
    { code: 'B1', hamlet: '20B-T01', people: 6, headName: 'Hứa Văn Minh' },
  ])
})
afterAll(() => t.close())

const flood = {
  hazard: 'flood',
  level: null,
  alarm: 2,
  rising: true,
  everyone: false,
  dueAt: '2025-10-08T05:00:00+07:00',
}
const order = (who: Person, unit: string, body: object = flood, headers = {}) =>
  who.call('POST', `/api/evacuation/${t.unit(unit)}/order`, body, headers)
const plan = async (who: Person, unit = '20A', query = '') =>
  (await who.call('GET', `/api/evacuation/${t.unit(unit)}${query}`)).body as CommunePlan
const summary = async (who: Person) => (await who.call('GET', '/api/evacuation/summary')).body as EvacuationSummary
const move = (household: string, kind: string, at: string, over = {}) => ({
  id: randomUUID(),
  householdId: ids.get(household),
  kind,
  at: `2025-10-08T${at}:00+07:00`,
  ...over,
})
const send = async (who: Person, moves: unknown[], over = {}, headers = {}) => {
  const r = await who.call('POST', '/api/moves', { moves, ...over }, headers)
  return { status: r.status, body: r.body as MoveResult }
}
const audits = (command: string) =>
  t.database.db.asSystem(tx =>
    tx.query<{ body: string }>('select body from audit_entries where command = $1 order by seq', [command]),
  )
const where = (p: CommunePlan) => p.rows.map(r => `${r.household.code}>${r.destination?.label ?? r.unplaced}`).sort()

describe('in dry weather', () => {
  it('says what it would take to move everybody at once, and what is short', async () => {
    const all = await plan(officer)
    expect(all.totals).toMatchObject({ households: 5, people: 18, safeCapacity: 15, unsafeCapacity: 50 })
    expect(all.totals?.placesShort).toBeGreaterThanOrEqual(3)
    const p = await plan(officer, '20A', '?hazard=flood')
    expect(p).toMatchObject({ trial: true, rowsShown: true, named: true, mayOrder: true, orders: [] })
    expect(where(p)).toEqual(['A1>Trường 20A', 'A2>Trường 20A', 'A3>Ông Vi Văn Khoa', 'A4>family-too-large'])
    expect(p.totals).toMatchObject({
      households: 4,
      people: 16,
      placesShort: 3,
      safeCapacity: 15,
      unsafeCapacity: 50,
      transportHouseholds: 1,
      vehicles: null,
    })
    expect(p.rows[0]).toMatchObject({ needs: { vi: '1 người nằm một chỗ' }, transport: true, state: 'planned' })
    expect(where(await plan(officer, '20A', '?hazard=flood&alarm=2&rising=true'))).toEqual([
      'A1>Trường 20A',
      'A2>Trường 20A',
      'A3>Ông Vi Văn Khoa',
    ])
  })
  it('an administrator, who may not read households, gets counts and no row', async () => {
    const shown = await plan(await t.person('administrator', '20'))
    expect([shown.rowsShown, shown.rows.length]).toEqual([false, 0])
  })
  it('a department sees counts and shelters, no row; a sibling commune is refused', async () => {
    const p = await plan(department)
    expect(p).toMatchObject({ rowsShown: false, rows: [], totals: null, mayOrder: false })
    expect(p.shelters.map(s => [s.name, s.safe])).toContainEqual(['Nhà văn hóa ven sông', false])
    expect((await sibling.call('GET', `/api/evacuation/${t.unit('20A')}`)).status).toBe(403)
    expect((await officer.call('GET', `/api/evacuation/${t.unit('20A-T01')}`)).status).toBe(422)
  })
})

describe('POST /api/evacuation/:communeId/order', () => {
  it('401, 400, 403, 422 before anything else', async () => {
    expect(
      (await t.app.inject({ method: 'POST', url: `/api/evacuation/${t.unit('20A')}/order`, payload: flood }))
        .statusCode,
    ).toBe(401)
    expect((await order(officer, '20A', { hazard: 'storm' })).status).toBe(400)
    expect((await order(head, '20A')).status).toBe(403)
    expect((await order(department, '20A')).status).toBe(403)
    expect((await order(sibling, '20A')).status).toBe(403)
    expect((await order(officer, '20A', { ...flood, dueAt: '2025-10-08T01:00:00+07:00' })).body).toMatchObject({
      error: { code: 'evacuation.due-past' },
    })
    expect((await order(officer, '20A', { ...flood, alarm: 1 })).body).toMatchObject({
      error: { code: 'evacuation.nobody' },
    })
    expect((await plan(officer)).orders).toEqual([])
  })
  it('makes the plan of who must go and keeps it; one audit entry, no name in it', async () => {
    expect((await order(officer, '20A')).body).toEqual({ ok: true, households: 3, placesShort: 0 })
    const p = await plan(officer)
    expect(p).toMatchObject({
      trial: false,
      orders: [{ hazard: 'flood', alarm: 2, orderedBy: 'Chu Thị Cán Bộ' }],
      reported: 0,
      of: 2,
      asOf: null,
    })
    expect(where(p)).toEqual(['A1>Trường 20A', 'A2>Trường 20A', 'A3>Ông Vi Văn Khoa'])
    expect(p.rows.find(r => r.household.code === 'A1')).toMatchObject({
      reason: { code: 'flood-group-1-alarm' },
      why: 'nearest',
    })
    const [entry] = await audits('evacuation.order')
    expect(entry?.body).toContain('"households": 3')
    expect(entry?.body).not.toMatch(/Lan|Khoa|Đạt/)
  })
  it('the province sees the same plan under codes', async () => {
    const p = await plan(province)
    expect(p.named).toBe(false)
    expect(p.rows.map(r => r.household.label).sort()).toEqual(['Hộ A1', 'Hộ A2', 'Hộ A3'])
    expect(JSON.stringify(p)).not.toMatch(/Lan|Khoa|Đạt|09000/)
  })
})

describe('POST /api/moves', () => {
  it('401, 400 for a wrong envelope, 403 for a department', async () => {
    expect((await t.app.inject({ method: 'POST', url: '/api/moves', payload: { moves: [] } })).statusCode).toBe(401)
    expect((await send(head, [])).status).toBe(400)
    expect((await send(department, [move('A1', 'left', '02:50')])).status).toBe(403)
  })
  it('refuses each wrong event by its index and keeps the rest', async () => {
    const ok = move('A1', 'help', '02:30', { need: 'carry' })
    const { body } = await send(head, [
      ok,
      move('A3', 'left', '02:30'),
      move('A1', 'flies', '02:30'),
      move('A1', 'left', '09:00'),
      move('A1', 'left', '02:30', { people: 7 }),
      move('A1', 'arrived', '02:30', { place: { kind: 'shelter', id: 99999 } }),
      move('A1', 'undo', '02:30'),
      { ...move('A1', 'left', '02:30'), householdId: 999999 },
      { id: randomUUID(), kind: 'no-change', hamletId: t.unit('20B-T01'), at: '2025-10-08T02:30:00+07:00' },
      'nonsense',
    ])
    expect(body.accepted).toEqual([ok.id])
    expect(body.refused.map(r => `${r.index} ${r.code}`)).toEqual([
      '1 move.unknown-household',
      '2 move.malformed',
      '3 move.future',
      '4 move.people',
      '5 move.unknown-place',
      '6 move.malformed',
      '7 move.unknown-household',
      '8 rights.reach',
      '9 move.malformed',
    ])
  })
  it('a time before or beyond any calendar costs only its own event', async () => {
    const at = (text: string) => ({ ...move('A3', 'help', '02:30'), at: text })
    const { body } = await send(officer, [
      at('0000-01-01T00:00:00Z'),
      at('0001-01-01T00:00:00Z'),
      at('2016-12-31T23:59:60Z'),
    ])
    expect((body as MoveResult).refused.map(r => [r.index, r.code])).toEqual([
      [0, 'move.malformed'],
      [1, 'move.malformed'],
      [2, 'move.malformed'],
    ])
    const far = await send(officer, [at('1950-01-01T00:00:00Z')], { sentAt: '9999-01-01T00:00:00Z' })
    expect([far.status, (far.body as MoveResult).refused.length]).toEqual([200, 1])
  })
  it('sending twice and out of order gives the same state, with one audit entry for what was new', async () => {
    const left = move('A2', 'left', '02:35')
    const arrived = move('A2', 'arrived', '02:55', { place: { kind: 'shelter', id: school } })
    const before = (await audits('households.move')).length
    expect((await send(head, [arrived])).body.accepted).toEqual([arrived.id])
    expect((await send(head, [left, arrived, left])).body).toMatchObject({
      accepted: [left.id],
      unchanged: [arrived.id],
      refused: [],
    })
    expect((await send(head, [left, arrived])).body).toMatchObject({ accepted: [], unchanged: [left.id, arrived.id] })
    expect((await audits('households.move')).length).toBe(before + 2)
    const row = (await plan(officer)).rows.find(r => r.household.code === 'A2')
    expect(row).toMatchObject({
      state: 'arrived',
      since: '2025-10-07T19:55:00.000Z',
      at: { label: 'Trường 20A' },
      by: 'Trưởng thôn A1',
    })
  })
  it('believes the age that a phone tells, not its clock', async () => {
    const id = randomUUID()
    // a phone two years slow: pressed 10 minutes before it sent
    await send(head, [{ id, householdId: ids.get('A1'), kind: 'moving', at: '2023-01-01T00:00:00Z' }], {
      sentAt: '2023-01-01T00:10:00Z',
    })
    const row = (await plan(officer)).rows.find(r => r.household.code === 'A1')
    expect(row).toMatchObject({ state: 'moving', since: '2025-10-07T19:50:00.000Z', help: { need: 'carry' } })
    await send(
      head,
      [{ id: randomUUID(), householdId: ids.get('A1'), kind: 'undo', undoes: id, at: '2023-01-01T00:10:00Z' }],
      { sentAt: '2023-01-01T00:10:00Z' },
    )
    expect((await plan(officer)).rows.find(r => r.household.code === 'A1')?.state).toBe('planned')
  })
  it('two phones at once do not derive past each other', async () => {
    const events = [
      move('A3', 'left', '02:40'),
      move('A3', 'help', '02:41', { need: 'boat' }),
      move('A3', 'moving', '02:45'),
    ]
    await Promise.all(events.map(e => send(officer, [e])))
    expect((await plan(officer)).rows.find(r => r.household.code === 'A3')).toMatchObject({
      state: 'moving',
      help: { need: 'boat' },
    })
  })
  it('the state is a cache: thrown away and derived again it is the same', async () => {
    const all = () => t.database.db.asSystem(tx => tx.query('select * from household_states order by household_id'))
    const before = await all()
    expect(before.length).toBe(3)
    await t.database.db.asSystem(async tx => {
      await tx.query(
        `update household_states set state = 'planned', since = null, shelter_id = null, host_id = null, help = null, help_since = null, refused_since = null, by_name = null, last_id = null, people = null`,
      )
      await rederive(tx, 0, [...ids.values()])
    })
    expect(await all()).toEqual(before)
  })
  it('moves are append-only, and row-level security keeps other hamlets out', async () => {
    await expect(t.database.db.asSystem(tx => tx.query('delete from household_moves'))).rejects.toThrow(/append-only/)
    const seen = (unit: string, runId = 0) =>
      t.database.db.as({ userId: 1, units: [t.unit(unit)], watch: [], runId }, tx =>
        tx.one<{ m: number; s: number; p: number }>(
          'select (select count(*)::int from household_moves) as m, (select count(*)::int from household_states) as s, (select count(*)::int from evacuation_places) as p',
        ),
      )
    expect(await seen('20A-T02')).toEqual({ m: 3, s: 1, p: 1 })
    expect(await seen('20B-T01')).toEqual({ m: 0, s: 0, p: 0 })
    expect(await seen('20A-T02', 5)).toEqual({ m: 0, s: 0, p: 0 })
  })
})

describe('counts', () => {
  it('keep the states apart, say from how many of how many, and silence is not zero', async () => {
    await order(sibling, '20B')
    const s = await summary(province)
    const a = s.communes.find(c => c.unitName === 'Xã A')
    expect(a).toMatchObject({
      tally: {
        total: { households: 3, people: 13 },
        planned: { people: 4 },
        moving: { people: 4 },
        arrived: { people: 5 },
        left: { people: 0 },
        help: { households: 2 },
      },
      reportedHamlets: 2,
      ofHamlets: 2,
      transportLeft: { households: 1, people: 4 },
    })
    expect(s).toMatchObject({ reported: 1, of: 2, silent: ['Xã B'], asOf: '2025-10-07T20:00:00.000Z' })
    expect(s.communes.find(c => c.unitName === 'Xã B')).toMatchObject({ reportedAt: null, ofHamlets: 1 })
  })
  it('a hamlet that looked and saw nobody move has reported', async () => {
    const e = { id: randomUUID(), kind: 'no-change', hamletId: t.unit('20B-T01'), at: '2025-10-08T03:00:00+07:00' }
    expect((await send(sibling, [e])).body.accepted).toEqual([e.id])
    expect(await summary(province)).toMatchObject({
      reported: 2,
      of: 2,
      silent: [],
      total: { planned: { people: 10 } },
    })
  })
  it('a department that watches sees the same counts, a sibling commune its own', async () => {
    expect((await summary(department)).total.total).toEqual({ households: 4, people: 19 })
    expect((await summary(sibling)).communes.map(c => c.unitName)).toEqual(['Xã B'])
  })
  it('fill the shelters: for the commune and for the public, who see sums only', async () => {
    const [a] = await t.database.db.asPublic(0, tx => publicShelters(tx, t.unit('20A')))
    expect(a).toMatchObject({ there: 5, placesLeft: 5 })
    const [b] = await t.database.db.as({ userId: 1, units: [t.unit('20A')], watch: [], runId: 0 }, tx =>
      listShelters(tx, [t.unit('20A')]),
    )
    expect(b).toMatchObject({ there: 5, coming: 4 })
  })
  it('evacuationTotals gives other features the same, and null where there is no plan', async () => {
    const scope = { userId: 1, units: [t.unit('20'), t.unit('20A'), t.unit('20B'), t.unit('20C')], watch: [], runId: 0 }
    const totals = await t.database.db.as(scope, tx => evacuationTotals(tx, [t.unit('20A'), t.unit('20B')]))
    expect(totals).toMatchObject({ total: { households: 4, people: 19 }, arrived: { people: 5 }, reported: 2, of: 2 })
    expect(await t.database.db.as(scope, tx => evacuationTotals(tx, [t.unit('20C')]))).toBe(null)
  })
})

describe('GET /api/hamlet', () => {
  const page = (who: Person, unit?: string) => who.call('GET', `/api/hamlet${unit ? `?unitId=${t.unit(unit)}` : ''}`)
  it('403 for another hamlet, 422 where no hamlet is meant', async () => {
    expect((await page(head, '20A-T02')).status).toBe(403)
    expect((await page(department, '20A-T01')).status).toBe(403)
    expect((await page(officer)).status).toBe(422)
  })
  it('gives the head everything the page needs without a signal', async () => {
    const { body } = await page(head)
    const p = body as HamletPage
    expect(p).toMatchObject({
      named: true,
      hamlet: { name: 'A1', communeName: 'Xã A' },
      orders: [{ dueAt: '2025-10-07T22:00:00.000Z' }],
    })
    expect(p.households.map(h => [h.household.label, h.mustGo, h.destination?.label])).toEqual([
      ['Bà Hoàng Thị Lan', true, 'Trường 20A'],
      ['Bà Lý Quang Đạt', true, 'Trường 20A'],
    ])
    expect(p.households[0]).toMatchObject({
      alternate: { phone: '0900054321' },
      needs: { vi: '1 người nằm một chỗ' },
      transport: true,
    })
    expect(p.events.map(e => e.kind).sort()).toEqual(['arrived', 'help', 'left', 'moving', 'undo'])
    expect(p.places.map(x => x.label)).toContain('Trường 20A')
  })
})

describe('a changed order, and its end', () => {
  it('keeps those under way at their place and takes in who must go now', async () => {
    expect((await order(officer, '20A', { ...flood, alarm: 3 })).body).toMatchObject({ households: 4 })
    const p = await plan(officer)
    expect(p.orders.length).toBe(1)
    expect(p.rows.find(r => r.household.code === 'A2')).toMatchObject({
      why: 'on-the-way',
      destination: { label: 'Trường 20A' },
    })
    // the same evacuation goes on: who reported before has reported
    expect([p.reported, p.of]).toEqual([2, 2])
  })
  it('403 for a hamlet head; after the end only those who are away remain', async () => {
    const end = (who: Person) => who.call('POST', `/api/evacuation/${t.unit('20A')}/end`, { hazard: null })
    expect((await end(head)).status).toBe(403)
    expect((await end(officer)).body).toMatchObject({ households: 2 })
    expect((await end(officer)).body).toMatchObject({ error: { code: 'evacuation.no-order' } })
    const p = await plan(officer)
    expect(p).toMatchObject({
      trial: false,
      orders: [],
      progress: { arrived: { households: 1 }, moving: { households: 1 } },
    })
    await send(officer, [move('A2', 'returned', '03:00'), move('A3', 'returned', '03:00')])
    expect((await plan(officer)).progress).toMatchObject({
      returned: { households: 2, people: 9 },
      arrived: { households: 0 },
    })
  })
})

describe('an exercise', () => {
  it('has its own orders and moves, its own speed, and names nobody', async () => {
    const leader = await t.person('leader', '20')
    const made = await leader.call('POST', '/api/runs', {
      name: 'Diễn tập',
      clockAt: '2026-01-01T00:00:00+07:00',
      speed: 60,
    })
    const run = { 'x-run': String((made.body as { id: number }).id) }
    expect((await order(officer, '20B', { ...flood, dueAt: null }, run)).status).toBe(403)
    expect((await order(officer, '20A', { ...flood, dueAt: null }, run)).status).toBe(200)
    const id = randomUUID()
    await send(
      head,
      [{ id, householdId: ids.get('A1'), kind: 'moving', at: '2025-10-08T02:59:00+07:00' }],
      { sentAt: '2025-10-08T03:00:00+07:00' },
      run,
    )
    const { body } = await head.call('GET', '/api/hamlet', undefined, run)
    const p = body as HamletPage
    expect(p.named).toBe(false)
    expect(p.households.map(h => [h.household.label, h.household.phone, h.alternate, h.note])).toEqual([
      ['Hộ A1', null, null, null],
      ['Hộ A2', null, null, null],
    ])
    // one minute of the phone is one hour of this exercise
    expect(p.events).toMatchObject([{ id, at: '2025-12-31T16:00:00.000Z' }])
    expect((await summary(province)).communes.find(c => c.unitName === 'Xã A')?.tally.moving.households).toBe(0)
    const reads = await t.database.db.asSystem(tx => tx.query('select 1 from personal_reads where run_id <> 0'))
    expect(reads).toEqual([])
  })
})
