import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Person, TestApp } from '../../testing/test-app.ts'
import { get, said, send, sta, staApp } from './sta.testing.ts'

let t: TestApp
let duty: Person
beforeAll(async () => {
  const made = await staApp()
  t = made
  duty = made.duty
})
afterAll(() => t.close())

const post = (body: unknown, address = '/Observations', who = duty) => send(who, 'POST', address, body)
const rain = (over: Record<string, unknown> = {}) => ({
  phenomenonTime: '2025-10-07T12:00:00Z',
  result: 4,
  Datastream: { '@iot.id': 2 },
  ...over,
})
const refusedSince = async (id: number) =>
  await t.database.db.asSystem(tx =>
    tx.query<{ id: number; code: string; message: string; source: string }>(
      'select id, code, message, source from reading_refusals where id > $1 order by id',
      [id],
    ),
  )
const lastRefusal = async () =>
  (
    await t.database.db.asSystem(tx =>
      tx.one<{ id: number }>('select coalesce(max(id), 0) as id from reading_refusals'),
    )
  ).id
const observation = async (id: unknown, expand = '') => (await get(duty, `/Observations('${id}')${expand}`)).body

describe('POST of an Observation: refusals first', () => {
  it('401 without a session, 403 for a role that sends no readings', async () => {
    expect((await t.app.inject({ method: 'POST', url: `${sta}/Observations`, payload: rain() })).statusCode).toBe(401)
    expect(said(await post(rain(), '/Observations', await t.person('leader', '20')))).toBe('403 rights.role')
    expect(said(await post(rain(), '/Observations', await t.person('hamlet-head', '20A-T01')))).toBe('403 rights.role')
  })
  it.each([
    [rain({ result: 1000 }), '422 sensorthings.reading-refused', 'reading.out-of-range', '300'],
    [
      rain({ phenomenonTime: '2025-10-08T12:00:00Z' }),
      '422 sensorthings.reading-refused',
      'reading.future',
      'tương lai',
    ],
    [rain({ phenomenonTime: '1930-01-01T00:00:00Z' }), '422 sensorthings.reading-refused', 'reading.too-old', '1950'],
    [rain({ phenomenonTime: 'yesterday' }), '422 sensorthings.reading-refused', 'reading.malformed', 'phenomenonTime'],
    [
      rain({ phenomenonTime: '2025-10-07T12:00:00Z/2025-10-07T11:00:00Z' }),
      '422 sensorthings.reading-refused',
      'reading.malformed',
      'phenomenonTime',
    ],
    [
      rain({ resultTime: '2025-02-30T00:00:00Z' }),
      '422 sensorthings.reading-refused',
      'reading.malformed',
      'resultTime',
    ],
    [rain({ result: 'four' }), '422 sensorthings.reading-refused', 'reading.malformed', 'result'],
    [rain({ result: null }), '422 sensorthings.reading-refused', 'reading.malformed', 'result'],
    [rain({ surprise: 1 }), '422 sensorthings.reading-refused', 'reading.malformed', 'surprise'],
    [
      rain({ Datastream: { '@iot.id': 9999 } }),
      '422 sensorthings.reading-refused',
      'reading.malformed',
      'Datastreams(9999)',
    ],
    [rain({ Datastream: undefined }), '422 sensorthings.reading-refused', 'reading.malformed', 'Thiếu Datastream'],
    [
      rain({ FeatureOfInterest: { '@iot.id': 9999 } }),
      '422 sensorthings.reading-refused',
      'reading.malformed',
      'FeaturesOfInterest(9999)',
    ],
    [
      rain({ parameters: { long: 'x'.repeat(30_000) } }),
      '422 sensorthings.reading-refused',
      'reading.malformed',
      '20 kB',
    ],
    [[], '422 sensorthings.reading-refused', 'reading.malformed', ''],
  ])('%j', async (body, status, code, word) => {
    const before = await lastRefusal()
    const answer = await post(body)
    expect(said(answer)).toBe(status)
    expect(answer.body.error.message).toContain(word)
    expect(answer.body.error.messageEn).not.toBe('')
    // it waits on the list of refusals with its sentence and where it came from
    expect(await refusedSince(before)).toMatchObject([
      { code, message: answer.body.error.message, source: expect.stringContaining('sensorthings@20') },
    ])
  })
  it('a station of strangers is refused by name, 403', async () => {
    const other = await t.person('duty-officer', '19')
    const answer = await post(rain(), '/Observations', other)
    expect([said(answer), answer.body.error.message]).toEqual([
      '403 sensorthings.reading-strange',
      expect.stringContaining('GAUGE-A'),
    ])
  })
  it('the place of another station is no feature of this one', async () => {
    const feature = (await get(duty, "/FeaturesOfInterest?$filter=name eq 'Trạm GAUGE-B'")).body.value[0]?.['@iot.id']
    expect(said(await post(rain({ FeatureOfInterest: { '@iot.id': feature } })))).toBe(
      '422 sensorthings.reading-refused',
    )
  })
  it('what an address cannot take', async () => {
    expect(said(await post(rain(), "/Observations('1-5')"))).toBe('405 sensorthings.not-here')
    expect(said(await post(rain(), '/Things(1)/Datastreams(2)/Observations'))).toBe('405 sensorthings.not-here')
    expect(said(await send(duty, 'DELETE', "/Observations('1-1759795200000')"))).toBe('405 sensorthings.kept')
  })
  it('broken JSON is one sentence', async () => {
    expect(
      (await send(duty, 'POST', '/Observations', '{"result":', { 'content-type': 'application/json' })).status,
    ).toBe(400)
  })
})

describe('POST of an Observation', () => {
  it('answers 201 with its address, and is judged and audited like every reading', async () => {
    const before = await t.database.db.asSystem(tx =>
      tx.one<{ n: number }>(`select count(*)::int as n from audit_entries where command = 'observations.take'`),
    )
    const { status, headers, body } = await post({
      phenomenonTime: '2025-10-07T12:30:00Z',
      result: 19.4,
      Datastream: { '@iot.id': 1 },
    })
    expect([status, body['@iot.id'], String(headers.location)]).toEqual([
      201,
      '1-1759840200000',
      expect.stringContaining(`${sta}/Observations('1-1759840200000')`),
    ])
    expect((await get(duty, String(headers.location))).body).toMatchObject({
      result: 19.4,
      phenomenonTime: '2025-10-07T12:30:00.000Z',
      resultTime: null,
      resultQuality: 'measured',
    })
    const after = await t.database.db.asSystem(tx =>
      tx.one<{ n: number }>(`select count(*)::int as n from audit_entries where command = 'observations.take'`),
    )
    expect(after.n).toBe(before.n + 1)
    // 19,4 m stands above alarm 3 of the gauge: the level rose
    const levels = (await duty.call('GET', '/api/levels')).body as {
      levels: { unitName: string; hazard: string; suggested: { level: number } }[]
    }
    expect(levels.levels.find(l => l.hazard === 'flood')).toMatchObject({ unitName: 'A', suggested: { level: 3 } })
  })
  it('by the address of its Datastream', async () => {
    const { status, body } = await post(
      { phenomenonTime: '2025-10-07T12:40:00Z', result: 5 },
      '/Datastreams(2)/Observations',
    )
    expect([status, body['@iot.id']]).toEqual([201, '2-1759840800000'])
    expect((await observation(body['@iot.id'], '?$expand=Datastream')).Datastream).toMatchObject({ '@iot.id': 2 })
  })
  it.each([
    ['2025-10-07T20:00:00+07:00', '2025-10-07T13:00:00.000Z'],
    ['2025-10-07T06:10:00-07:00', '2025-10-07T13:10:00.000Z'],
    ['2025-10-07T20:20:00', '2025-10-07T13:20:00.000Z'],
    ['2025-10-07T13:30:00.250Z', '2025-10-07T13:30:00.250Z'],
  ])('the time %s is %s', async (phenomenonTime, utc) => {
    const { body } = await post(rain({ phenomenonTime }))
    expect((await observation(body['@iot.id'])).phenomenonTime).toBe(utc)
  })
  it('without a time it is of now', async () => {
    const { body } = await post(rain({ phenomenonTime: undefined }))
    expect((await observation(body['@iot.id'])).phenomenonTime).toBe('2025-10-07T20:00:00.000Z')
  })
  it('an interval is kept at its end, where rain over a time is counted, and shown whole', async () => {
    const { body } = await post(
      rain({
        phenomenonTime: '2025-10-07T14:00:00Z/2025-10-07T15:00:00Z',
        result: 12,
        resultTime: '2025-10-07T22:01:00+07:00',
        validTime: '2025-10-07T15:00:00Z/2025-10-07T16:00:00Z',
        parameters: { battery: 3.7 },
        resultQuality: { code: 'good' },
      }),
    )
    expect(body['@iot.id']).toBe('2-1759849200000')
    expect(await observation(body['@iot.id'])).toMatchObject({
      phenomenonTime: '2025-10-07T14:00:00.000Z/2025-10-07T15:00:00.000Z',
      resultTime: '2025-10-07T15:01:00.000Z',
      validTime: '2025-10-07T15:00:00.000Z/2025-10-07T16:00:00.000Z',
      parameters: { battery: 3.7 },
      resultQuality: '{"code": "good"}',
      result: 12,
    })
    expect((await get(duty, '/Datastreams(2)')).body.resultTime).toBe(
      '2025-10-07T15:01:00.000Z/2025-10-07T15:01:00.000Z',
    )
  })
  it('"corrected" replaces what was measured, also downwards; sending again changes nothing', async () => {
    const at = { phenomenonTime: '2025-10-07T16:00:00Z' }
    await post(rain({ ...at, result: 50 }))
    await post(rain({ ...at, result: 40 }))
    const id = '2-1759852800000'
    expect(await observation(id)).toMatchObject({ result: 50, resultQuality: 'measured' })
    expect((await post(rain({ ...at, result: 8, resultQuality: 'corrected' }))).status).toBe(201)
    expect(await observation(id)).toMatchObject({ result: 8, resultQuality: 'corrected' })
    expect((await post(rain({ ...at, result: 60, parameters: { late: true } }))).status).toBe(201)
    expect(await observation(id)).toMatchObject({ result: 8, parameters: null })
  })
  it('PATCH of result is a correction; the lower of two corrections is refused with a sentence', async () => {
    await post(
      rain({ phenomenonTime: '2025-10-07T16:30:00Z/2025-10-07T17:00:00Z', result: 30, parameters: { battery: 3 } }),
    )
    const id = "Observations('2-1759856400000')"
    const patched = await send(duty, 'PATCH', `/${id}`, { result: 3 })
    expect([patched.status, patched.body]).toMatchObject([
      200,
      {
        result: 3,
        resultQuality: 'corrected',
        phenomenonTime: '2025-10-07T16:30:00.000Z/2025-10-07T17:00:00.000Z',
        parameters: { battery: 3 },
      },
    ])
    expect(said(await send(duty, 'PATCH', `/${id}`, { result: 2 }))).toBe('409 sensorthings.not-corrected')
    expect(said(await send(duty, 'PATCH', `/${id}`, { result: 2000 }))).toBe('422 sensorthings.reading-refused')
    expect(said(await send(duty, 'PATCH', `/${id}`, { phenomenonTime: '2025-10-07T17:00:00Z', result: 4 }))).toBe(
      '400 sensorthings.body',
    )
    expect(said(await send(duty, 'PATCH', "/Observations('2-5')", { result: 4 }))).toBe('404 not-found')
    expect(said(await send(await t.person('duty-officer', '19'), 'PATCH', `/${id}`, { result: 4 }))).toBe(
      '404 not-found',
    )
  })
  it('a feature sent inside is made where the sender may, and linked; else the place of the station is it', async () => {
    const feature = {
      name: 'Suối Cạn',
      encodingType: 'application/geo+json',
      feature: { type: 'Point', coordinates: [106.4, 21.6] },
    }
    expect(said(await post(rain({ phenomenonTime: '2025-10-07T17:10:00Z', FeatureOfInterest: feature })))).toBe(
      '403 rights.role',
    )
    const admin = await t.person('administrator', '20')
    const { status, body } = await post(
      rain({ phenomenonTime: '2025-10-07T17:10:00Z', FeatureOfInterest: feature }),
      '/Observations',
      admin,
    )
    expect(status).toBe(201)
    const shown = await observation(body['@iot.id'], '?$expand=FeatureOfInterest')
    expect(shown.FeatureOfInterest).toMatchObject({ name: 'Suối Cạn' })
    const id = (shown.FeatureOfInterest as Record<string, unknown>)['@iot.id']
    expect((await get(duty, `/FeaturesOfInterest(${id})/Observations`)).body.value.map(v => v['@iot.id'])).toEqual([
      body['@iot.id'],
    ])
    const again = await post(
      { phenomenonTime: '2025-10-07T17:20:00Z', result: 1, Datastream: { '@iot.id': 2 } },
      `/FeaturesOfInterest(${id})/Observations`,
    )
    expect((await get(duty, `/FeaturesOfInterest(${id})/Observations`)).body.value.map(v => v['@iot.id'])).toEqual([
      body['@iot.id'],
      again.body['@iot.id'],
    ])
  })
  it('in an exercise it goes to the exercise, never to the actual run', async () => {
    const leader = await t.person('leader', '20')
    const made = await leader.call('POST', '/api/runs', { name: 'Thử', clockAt: '2025-10-08T03:00:00+07:00', speed: 1 })
    const run = String((made.body as { id: number }).id)
    const at = '2025-10-07T18:00:00Z'
    expect(
      (
        await send(
          duty,
          'POST',
          '/Observations',
          rain({ phenomenonTime: at, result: 77, parameters: { exercise: true } }),
          { 'x-run': run },
        )
      ).status,
    ).toBe(201)
    expect(said(await get(duty, "/Observations('2-1759860000000')"))).toBe('404 not-found')
    expect((await get(duty, `/Observations?run=${run}`)).body.value).toMatchObject([
      { result: 77, parameters: { exercise: true } },
    ])
  })
})

describe('CreateObservations', () => {
  const send2 = (body: unknown, who = duty) => post(body, '/CreateObservations', who)
  it.each([
    [{}, '400 sensorthings.body'],
    [[], '400 sensorthings.body'],
    [[{ Datastream: { '@iot.id': 2 }, components: ['phenomenonTime'], dataArray: [] }], '400 sensorthings.body'],
    [[{ Datastream: { '@iot.id': 2 }, components: ['result', 'colour'], dataArray: [] }], '400 sensorthings.body'],
    [[{ Datastream: 2, components: ['result'], dataArray: [] }], '400 sensorthings.body'],
  ])('%j', async (body, why) => expect(said(await send2(body))).toBe(why))
  it('one answer a row, in order: the address, or error with the sentence; the rest is kept', async () => {
    const before = await lastRefusal()
    const { status, body } = await send2([
      {
        Datastream: { '@iot.id': 2 },
        components: ['phenomenonTime', 'result', 'resultTime', 'FeatureOfInterest/id'],
        'dataArray@iot.count': 3,
        dataArray: [
          ['2025-10-07T18:10:00Z', 1, '2025-10-07T18:11:00Z', null],
          ['2025-10-07T18:20:00Z', 1000, null, null],
          ['2025-10-07T18:30:00Z', 'x', null, null],
        ],
      },
      {
        Datastream: { '@iot.id': 1 },
        components: ['result', 'phenomenonTime'],
        dataArray: [[12.5, '2025-10-07T18:10:00Z'], [12.5]],
      },
      {
        Datastream: { '@iot.id': 4 },
        components: ['result', 'phenomenonTime'],
        dataArray: [[7, '2025-10-07T18:10:00Z']],
      },
    ])
    const answers = body as unknown as string[]
    expect(status).toBe(201)
    expect(answers.map(a => (a.startsWith('error') ? 'error' : a.replace(/.*Observations/, '')))).toEqual([
      "('2-1759860600000')",
      'error',
      'error',
      "('1-1759860600000')",
      "('1-1759867200000')",
      'error',
    ])
    expect(answers[1]).toContain('300')
    expect(answers[5]).toContain('GAUGE-19')
    expect((await refusedSince(before)).map(r => r.code).sort()).toEqual([
      'reading.malformed',
      'reading.not-yours',
      'reading.out-of-range',
    ])
    expect(await observation('2-1759860600000')).toMatchObject({ result: 1, resultTime: '2025-10-07T18:11:00.000Z' })
  })
})

describe('keys of machines', () => {
  it('a station with a key sends and reads its own; another unit’s key does neither', async () => {
    const admin = await t.person('administrator', '20')
    const key = async (unit: string) =>
      (
        (
          await admin.call('POST', '/api/api-tokens', {
            unitId: t.unit(unit),
            role: 'station-data',
            name: `Trạm ${unit}`,
          })
        ).body as { token: string }
      ).token
    const ask = (token: string, method: 'GET' | 'POST', url: string, payload?: object) =>
      t.app.inject({
        method,
        url: `${sta}${url}`,
        headers: { authorization: `Bearer ${token}` },
        ...(payload ? { payload } : {}),
      })
    const [a, b] = [await key('20A'), await key('20B')]
    const sent = await ask(a, 'POST', '/Datastreams(2)/Observations', {
      phenomenonTime: '2025-10-07T19:00:00Z',
      result: 2,
    })
    expect(sent.statusCode).toBe(201)
    expect((await ask(a, 'GET', '/Things')).json().value).toHaveLength(1)
    expect(
      (await ask(b, 'POST', '/Datastreams(2)/Observations', { phenomenonTime: '2025-10-07T19:10:00Z', result: 2 }))
        .statusCode,
    ).toBe(403)
    expect((await ask(b, 'GET', "/Observations('2-1759863600000')")).statusCode).toBe(404)
    expect(
      (await ask(a, 'POST', '/Sensors', { name: 'x', encodingType: 'text/plain', metadata: '' })).json().error.code,
    ).toBe('rights.role')
    const entries = await t.database.db.asSystem(tx =>
      tx.query<{ body: string }>(
        `select body from audit_entries where command = 'observations.take' order by seq desc limit 2`,
      ),
    )
    expect(entries.some(e => e.body.includes('Trạm 20A'))).toBe(true)
  })
})
