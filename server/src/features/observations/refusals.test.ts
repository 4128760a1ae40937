import type { ReadingNameOut, RefusalOut, RefusalSummary, ResendResult } from '@tusom/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApp, type Person, type TestApp } from '../../testing/test-app.ts'

let t: TestApp
let duty: Person
let commune: Person
let stranger: Person
beforeAll(async () => {
  t = await createTestApp()
  duty = await t.person('duty-officer', '20', 'Trực ban tỉnh')
  commune = await t.person('duty-officer', '20A')
  stranger = await t.person('duty-officer', '19A')
})
afterAll(() => t.close())

const level = (at: string, value: number, over = {}) => ({
  station: 'GAUGE-A',
  indicator: 'water_level',
  at: `2025-10-08T${at}+07:00`,
  value,
  ...over,
})
const send = (who: Person, readings: unknown[], source?: string) =>
  who.call('POST', '/api/observations', { readings, ...(source ? { source } : {}) })
const list = async (who: Person, query = '') =>
  (await who.call('GET', `/api/observations/refusals${query}`)).body as RefusalOut[]
const summary = async (who: Person) =>
  (await who.call('GET', '/api/observations/refusals/summary')).body as RefusalSummary
const post = (who: Person, path: string, body: unknown) => who.call('POST', `/api/observations/refusals${path}`, body)
const stored = async () =>
  t.database.db.asSystem(async tx =>
    (
      await tx.query<{ at: Date; value: number }>('select at, value from observations where run_id = 0 order by at')
    ).map(r => `${r.at.toISOString().slice(11, 16)} ${r.value}`),
  )
const lastAudit = () =>
  t.database.db.asSystem(tx =>
    tx.one<{ command: string; body: string }>(
      `select command, body from audit_entries where command not like 'session.%' order by province_id desc, seq desc limit 1`,
    ),
  )

describe('the dead-letter list', () => {
  it('401, 403 for a leader, and nothing of others', async () => {
    expect((await t.app.inject({ method: 'GET', url: '/api/observations/refusals' })).statusCode).toBe(401)
    const leader = await t.person('leader', '20')
    expect((await leader.call('GET', '/api/observations/refusals')).status).toBe(403)
    await send(
      duty,
      [
        level('01:00', 2016),
        level('02:00', 17),
        { station: 'HO-1', indicator: 'water_level', at: '2025-10-08T01:00+07:00', value: 1 },
      ],
      'đài tỉnh',
    )
    expect((await list(duty)).map(r => `${r.code} ${r.source} ${r.unitName} ${r.reading.value}`)).toEqual([
      'reading.unknown-station http@20:đài tỉnh Tỉnh Thử 1',
      'reading.out-of-range http@20:đài tỉnh Tỉnh Thử 2016',
    ])
    expect([await list(commune), await list(stranger)]).toEqual([[], []])
    const ids = (await list(duty)).map(r => r.id)
    expect((await post(stranger, '/discard', { ids, reason: 'không rõ' })).status).toBe(403)
    expect((await post(stranger, '/resend', { ids })).status).toBe(403)
    expect((await post(commune, `/${ids[0]}/mend`, level('01:00', 1))).status).toBe(403)
  })
  it('400 or 404 for nothing, both ways of naming at once, what is not there, a reason too short', async () => {
    expect((await post(duty, '/resend', {})).status).toBe(400)
    expect((await post(duty, '/resend', { ids: [1], alike: { code: 'x' } })).status).toBe(400)
    expect((await post(duty, '/resend', { alike: { code: 'không có' } })).status).toBe(404)
    expect((await post(duty, '/resend', { ids: [999_999] })).status).toBe(404)
    expect((await post(duty, '/discard', { ids: [1], reason: '' })).status).toBe(400)
    expect((await post(duty, '/1/mend', { station: 'GAUGE-A' })).status).toBe(400)
  })
  it('mended and still wrong: the row stays, with the reason of today, and no second row comes', async () => {
    const row = (await list(duty, '?code=reading.out-of-range'))[0] as RefusalOut
    const { body } = await post(duty, `/${row.id}/mend`, level('01:00', 16.1, { indicator: 'rain', value: 400 }))
    expect(body).toMatchObject({ sent: 0, stillRefused: [{ id: row.id, code: 'reading.out-of-range' }] })
    const after = await list(duty)
    expect(after).toHaveLength(2)
    expect(after.find(r => r.id === row.id)?.message).toContain('400 mm')
    expect(after.find(r => r.id === row.id)?.triedAt).not.toBeNull()
  })
  it('mended, with its unit, is stored once and audited; a second time it is refused', async () => {
    const row = (await list(duty, '?code=reading.out-of-range'))[0] as RefusalOut
    const fixed = level('01:00', 1610, { unit: 'cm' })
    expect((await post(duty, `/${row.id}/mend`, fixed)).body).toEqual({ sent: 1, stillRefused: [], gone: 0 })
    expect(await stored()).toEqual(['18:00 16.1', '19:00 17'])
    const { command, body } = await lastAudit()
    expect(command).toBe('refusal.mend')
    expect(JSON.parse(body).detail).toMatchObject({ sent: 1, was: { value: 2016 }, now: { value: 1610 }, unit: 'cm' })
    const again = await post(duty, `/${row.id}/mend`, fixed)
    expect([again.status, (again.body as { error: { code: string } }).error.code]).toEqual([409, 'refusals.handled'])
    expect((await list(duty, '?state=resent')).map(r => [r.id, r.handledByName])).toEqual([[row.id, 'Trực ban tỉnh']])
  })
  it('"station X is station Y" holds for all alike, from then on, for the unit and those below', async () => {
    for (const h of ['02', '03'])
      await send(duty, [{ station: 'HO-1', indicator: 'Mực nước', at: `2025-10-08T${h}:00+07:00`, value: 18.5 }])
    const name = { unitId: t.unit('20'), kind: 'station', name: 'HO-1', means: 'GAUGE-A' }
    expect((await stranger.call('POST', '/api/observations/names', name)).status).toBe(403)
    expect((await commune.call('POST', '/api/observations/names', name)).status).toBe(403)
    expect((await duty.call('POST', '/api/observations/names', { ...name, means: 'NOWHERE' })).status).toBe(422)
    expect((await duty.call('POST', '/api/observations/names', { ...name, name: 'GAUGE-A' })).status).toBe(422)
    const { body } = await duty.call('POST', '/api/observations/names', name)
    expect(body).toMatchObject({ waiting: 3 })
    expect((await lastAudit()).command).toBe('reading-name.set')
    const sent = (await post(duty, '/resend', { alike: { station: 'HO-1' } })).body as ResendResult
    // the one of 01:00 says 1 m, the reading mended before says 16.1: of two the higher stands
    expect(sent).toMatchObject({ sent: 3, stillRefused: [] })
    expect(await stored()).toEqual(['18:00 16.1', '19:00 18.5', '20:00 18.5'])
    expect((await summary(duty)).open).toBe(0)
    expect(
      (await send(commune, [{ station: 'HO-1', indicator: 'water_level', at: '2025-10-08T01:30+07:00', value: 15 }]))
        .body,
    ).toMatchObject({ accepted: 1 })
    expect(
      (await send(stranger, [{ station: 'HO-1', indicator: 'water_level', at: '2025-10-08T01:40+07:00', value: 15 }]))
        .body,
    ).toMatchObject({
      accepted: 0,
      refused: [{ code: 'reading.unknown-station' }],
    })
  })
  it('a name taken away holds no more', async () => {
    const names = (await duty.call('GET', '/api/observations/names')).body as ReadingNameOut[]
    expect(names.map(n => `${n.name}=${n.means}`)).toEqual(['HO-1=GAUGE-A'])
    expect((await commune.call('GET', '/api/observations/names')).body as ReadingNameOut[]).toEqual([])
    expect((await commune.call('DELETE', `/api/observations/names/${names[0]?.id}`)).status).toBe(403)
    expect((await duty.call('DELETE', `/api/observations/names/${names[0]?.id}`)).status).toBe(200)
    expect(
      (await send(duty, [{ station: 'HO-1', indicator: 'water_level', at: '2025-10-08T01:50+07:00', value: 15 }])).body,
    ).toMatchObject({ accepted: 0 })
  })
  it('discarded with a reason, kept for the record', async () => {
    const ids = (await list(duty)).map(r => r.id)
    expect(ids).toHaveLength(1)
    expect((await post(duty, '/discard', { ids, reason: 'Thiết bị thử của nhà thầu' })).body).toEqual({ discarded: 1 })
    expect((await list(duty, '?state=discarded')).map(r => r.reason)).toEqual(['Thiết bị thử của nhà thầu'])
    expect((await post(duty, '/discard', { ids, reason: 'lần nữa' })).status).toBe(409)
  })
  it('of many alike the first 300 are kept and the rest counted; the answer lists 1,000', async () => {
    const lines = Array.from({ length: 5000 }, (_, i) => `LA-${i % 7},rain,2025-10-08 01:00,${i}`).join('\n')
    const { body } = await duty.call(
      'POST',
      '/api/observations',
      `station,indicator,at,value\n${lines}\nGAUGE-A,rain,2025-10-08 01:00,2`,
      {
        'content-type': 'text/csv',
      },
    )
    const r = body as { accepted: number; refused: unknown[]; refusedCount: number }
    expect([r.accepted, r.refused.length, r.refusedCount]).toEqual([1, 1000, 5000])
    const rows = await list(duty)
    expect([rows.length, rows.filter(x => x.alike > 0).map(x => x.alike)]).toEqual([301, [4700]])
    expect((await summary(duty)).open).toBe(5000)
    const counted = rows.find(x => x.alike > 0)?.id
    expect((await post(duty, '/resend', { ids: [counted] })).status).toBe(422)
    expect((await post(duty, '/discard', { alike: { source: 'csv@20' }, reason: 'tệp thử' })).body).toEqual({
      discarded: 301,
    })
    expect((await summary(duty)).open).toBe(0)
  })
  it('an exercise has a list of its own', async () => {
    const made = await duty.call('POST', '/api/runs', { name: 'Thử', clockAt: '2025-10-08T03:00:00+07:00', speed: 1 })
    const run = { 'x-run': String((made.body as { id: number }).id) }
    await duty.call('POST', '/api/observations', { readings: [level('01:00', 99)] }, run)
    const inside = (await duty.call('GET', '/api/observations/refusals', undefined, run)).body as RefusalOut[]
    expect(inside.map(r => r.reading.value)).toEqual([99])
    expect((await list(duty, '?code=reading.out-of-range')).length).toBe(0)
    expect((await post(duty, '/resend', { ids: [inside[0]?.id] })).status).toBe(404)
  })
})
