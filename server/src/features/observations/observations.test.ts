import { verifyAudit } from '@tusom/store'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApp, type Person, type TestApp } from '../../testing/test-app.ts'

let t: TestApp
let duty: Person
beforeAll(async () => {
  t = await createTestApp()
  duty = await t.person('duty-officer', '20')
})
afterAll(() => t.close())

const send = (who: Person, readings: unknown[], run?: number) =>
  who.call('POST', '/api/observations', { readings }, run ? { 'x-run': String(run) } : {})
const level = (at: string, value: number, over = {}) => ({
  station: 'GAUGE-A',
  indicator: 'water_level',
  at,
  value,
  ...over,
})
const flood = async (who: Person, run?: number) => {
  const { body } = await who.call('GET', '/api/levels', undefined, run ? { 'x-run': String(run) } : {})
  return (body as { levels: { unitName: string; hazard: string; suggested: { level: number | null } | null }[] }).levels
    .filter(l => l.hazard === 'flood')
    .map(l => `${l.unitName} ${l.suggested?.level}`)
}

describe('POST /api/observations', () => {
  it('401 without a session', async () => {
    const reply = await t.app.inject({ method: 'POST', url: '/api/observations', payload: { readings: [] } })
    expect([reply.statusCode, reply.json().error.code]).toEqual([401, 'sign-in.needed'])
  })
  it('403 for a hamlet head', async () => {
    const head = await t.person('hamlet-head', '20A-T01')
    expect((await send(head, [level('2025-10-08T02:00+07:00', 16)])).status).toBe(403)
  })
  it('400 when the envelope is wrong', async () => {
    expect((await duty.call('POST', '/api/observations', { readings: null })).status).toBe(400)
  })
  it('refuses by name what is out of range, from the future, of an unknown station or malformed, and keeps the rest', async () => {
    const { status, body } = await send(duty, [
      level('2025-10-08T01:00+07:00', 16.2),
      level('2025-10-08T01:30+07:00', 2016),
      level('2025-10-09T01:30+07:00', 16.4),
      { ...level('2025-10-08T01:00+07:00', 1), station: 'NOWHERE' },
      level('2025-10-08T02:00+07:00', null as never),
      level('yesterday', 16),
    ])
    expect(status).toBe(200)
    const r = body as { accepted: number; refused: { index: number; code: string; message: string }[] }
    expect(r.accepted).toBe(1)
    expect(r.refused.map(x => `${x.index} ${x.code}`)).toEqual([
      '1 reading.out-of-range',
      '2 reading.future',
      '3 reading.unknown-station',
      '4 reading.malformed',
      '5 reading.bad-time',
    ])
    expect(r.refused[0]?.message).toContain('2016 m')
  })
  it('sending a batch twice changes nothing, in one audit entry a batch', async () => {
    const batch = [level('2025-10-08T02:00+07:00', 17.2), level('2025-10-08T02:30+07:00', 19.26)]
    const first = await send(duty, batch)
    expect(first.body).toMatchObject({ accepted: 2, unchanged: 0, levelChanges: 1 })
    expect(await flood(duty)).toEqual(['A 3'])
    const before = await t.database.db.asSystem(tx =>
      tx.one<{ n: number }>('select count(*)::int as n from audit_entries'),
    )
    expect((await send(duty, batch)).body).toMatchObject({ accepted: 0, unchanged: 2, levelChanges: 0 })
    const after = await t.database.db.asSystem(tx =>
      tx.one<{ n: number }>('select count(*)::int as n from audit_entries'),
    )
    expect(after.n).toBe(before.n)
  })
  it('a corrected reading takes a level back, as a new entry and not by rewriting the old', async () => {
    expect((await send(duty, [level('2025-10-08T02:30+07:00', 16.9, { quality: 'corrected' })])).body).toMatchObject({
      accepted: 1,
      levelChanges: 1,
    })
    expect(await flood(duty)).toEqual([])
    const changes = await t.database.db.asSystem(tx =>
      tx.query<{ from_level: number; to_level: number; correction: boolean }>(
        'select from_level, to_level, correction from level_changes order by id',
      ),
    )
    expect(changes.map(c => `${c.from_level}>${c.to_level}${c.correction ? ' corrected' : ''}`)).toEqual([
      '0>3',
      '3>0 corrected',
    ])
  })
  it('the levels are the same after the memory is thrown away', async () => {
    await send(duty, [level('2025-10-08T02:45+07:00', 18.1)])
    t.app.ingest.forget()
    expect(await flood(duty)).toEqual(['A 2'])
    expect((await send(duty, [level('2025-10-08T02:50+07:00', 18.3)])).body).toMatchObject({
      accepted: 1,
      levelChanges: 0,
    })
  })
  it('takes CSV and names the line that is wrong', async () => {
    const { body, status } = await duty.call(
      'POST',
      '/api/observations',
      'station,indicator,at,value\nGAUGE-A,rain,2025-10-08 01:00,"4,5"\nGAUGE-A,rain,2025-10-08 02:00,x\n',
      { 'content-type': 'text/csv' },
    )
    expect(status).toBe(200)
    expect(body).toMatchObject({ accepted: 1, refused: [{ index: 3, code: 'reading.malformed' }] })
  })
  it('an exercise never touches the actual levels, nor the actual its', async () => {
    const leader = await t.person('leader', '20')
    const made = await leader.call('POST', '/api/runs', {
      name: 'Diễn tập thử',
      clockAt: '2026-01-01T00:00:00+07:00',
      speed: 1,
    })
    const run = (made.body as { id: number }).id
    await send(duty, [level('2025-12-31T22:00+07:00', 21)], run)
    expect(await flood(duty, run)).toEqual(['A 3'])
    expect(await flood(duty)).toEqual(['A 2'])
  })
  it('a row that cannot even be stored as refused does not cost the good ones', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    const good = JSON.stringify({
      station: 'GAUGE-A',
      indicator: 'water_level',
      at: '2025-10-07T00:10:00+07:00',
      value: 14.2,
    })
    const nul = JSON.stringify({
      station: 'A\u0000',
      indicator: 'rain\ud800',
      at: '2025-10-07T00:10:00+07:00',
      value: 1,
    })
    const { status, body } = await duty.call('POST', '/api/observations', `{"readings":[${good},${nul},${deep}]}`, {
      'content-type': 'application/json',
    })
    expect(status).toBe(200)
    const result = body as { accepted: number; refused: { index: number }[] }
    expect([result.accepted, result.refused.map(r => r.index)]).toEqual([1, [1, 2]])
  })
  it('a bulletin that names a commune twice is refused, not a fault', async () => {
    const { status } = await duty.call('POST', '/api/bulletins', {
      issuer: 'Đài',
      number: null,
      hazard: 'flood',
      issuedAt: '2025-10-07T00:10:00+07:00',
      nextAt: null,
      level: 1,
      unitIds: [t.unit('20A'), t.unit('20A')],
      text: '',
    })
    expect(status).toBe(400)
  })
  it('the audit chain holds, and an altered row is found', async () => {
    const { db } = t.database
    expect((await db.asSystem(tx => verifyAudit(tx))).faults).toEqual([])
    const { seq } = await db.asSystem(tx =>
      tx.one<{ seq: string }>(
        `select seq::text from audit_entries where command = 'observations.take' order by seq limit 1`,
      ),
    )
    await db.asSystem(async tx => {
      await tx.query('alter table audit_entries disable trigger audit_append_only')
      await tx.query(
        `update audit_entries set body = replace(body, 'observations.take', 'observations.lost') where command = 'observations.take' and seq = $1`,
        [seq],
      )
      await tx.query('alter table audit_entries enable trigger audit_append_only')
    })
    expect((await db.asSystem(tx => verifyAudit(tx))).faults.map(f => `${f.seq} ${f.what}`)).toEqual([`${seq} altered`])
  })
})
