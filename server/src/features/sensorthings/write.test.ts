import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Person, TestApp } from '../../testing/test-app.ts'
import { get, names, said, send, sta, staApp } from './sta.testing.ts'

let t: TestApp
let duty: Person
let admin: Person
beforeAll(async () => {
  const made = await staApp()
  t = made
  duty = made.duty
  admin = await t.person('administrator', '20')
  // commune A has a border, so that a place can be found in it
  const ring = [
    [106.3, 21.5],
    [106.4, 21.5],
    [106.4, 21.6],
    [106.3, 21.6],
    [106.3, 21.5],
  ]
  await t.database.db.asSystem(tx =>
    tx.query('update units set boundary = $1 where id = $2', [
      JSON.stringify({ type: 'Polygon', coordinates: [ring] }),
      t.unit('20A'),
    ]),
  )
})
afterAll(() => t.close())

const post = (address: string, body: unknown, who = admin) => send(who, 'POST', address, body)
const patch = (address: string, body: unknown, who = admin) => send(who, 'PATCH', address, body)
const drop = (address: string, who = admin) => send(who, 'DELETE', address)
const audit = async (subject: string) =>
  (
    await t.database.db.asSystem(tx =>
      tx.query<{ command: string }>('select command from audit_entries where subject = $1 order by seq', [subject]),
    )
  ).map(r => r.command)
const place = (lon = 106.35, lat = 21.52) => ({
  name: 'Cầu Sẩy',
  description: 'mố trái',
  encodingType: 'application/geo+json',
  location: { type: 'Point', coordinates: [lon, lat] },
})
const soil = (over: Record<string, unknown> = {}) => ({
  name: 'Độ ẩm đất',
  description: 'sâu 30 cm',
  unitOfMeasurement: { name: 'phần trăm', symbol: '%', definition: 'http://qudt.org/vocab/unit/PERCENT' },
  observationType: 'http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement',
  properties: { min: 0, max: 100, everyMinutes: 30, depthCm: 30 },
  ObservedProperty: {
    name: 'Độ ẩm đất',
    definition: 'http://example.org/soil-moisture',
    properties: { indicator: 'soil_moisture' },
  },
  Sensor: {
    name: 'Đầu đo SM-1',
    description: 'thử',
    encodingType: 'application/pdf',
    metadata: 'http://example.org/sm1.pdf',
  },
  ...over,
})

describe('registering stations: refusals first', () => {
  it('401 without a session; 403 for roles that do not manage stations', async () => {
    for (const method of ['POST', 'PATCH', 'DELETE'] as const)
      expect((await t.app.inject({ method, url: `${sta}/Things(1)` })).statusCode).toBe(401)
    for (const role of ['leader', 'commune-officer', 'standing-agency', 'hamlet-head'] as const)
      expect(said(await post('/Things', { name: 'x' }, await t.person(role, '20')))).toBe('403 rights.role')
    for (const [method, address] of [
      ['POST', '/Things'],
      ['PATCH', '/Things(1)'],
      ['DELETE', '/Things(1)'],
    ] as const)
      expect(said(await send(duty, method, address, method === 'DELETE' ? undefined : { name: 'x' }))).toBe(
        '403 rights.role',
      )
  })
  it('every role × relation to the station, for making, changing and deleting', async () => {
    const seats = { own: '20A', province: '20', sibling: '20B', stranger: '19A', watcher: '20-NN' } as const
    const got: string[] = []
    for (const role of ['administrator', 'department-officer', 'duty-officer', 'leader', 'commune-officer'] as const)
      for (const [relation, seat] of Object.entries(seats)) {
        const who = await t.person(role, seat)
        const made = await post(
          '/Things',
          { name: 'Trạm quyền', properties: { code: `R-${role}-${relation}`, communes: ['20A'] } },
          who,
        )
        const changed = await patch('/Things(1)', { description: 'x' }, who)
        const dropped = await drop('/Things(1)', who)
        got.push(`${role} ${relation} ${[made, changed, dropped].map(a => a.status).join(' ')}`)
      }
    const may = '201 200 409' // deleting is refused for its readings, not for its rights
    const no = '403 403 403'
    expect(got).toEqual(
      ['administrator', 'department-officer', 'duty-officer', 'leader', 'commune-officer'].flatMap(role =>
        Object.keys(seats).map(relation => {
          const managing = role === 'administrator' || role === 'department-officer'
          return `${role} ${relation} ${managing && ['own', 'province', 'watcher'].includes(relation) ? may : no}`
        }),
      ),
    )
    await patch('/Things(1)', { description: '' })
  })
  it.each([
    ['/Things', {}, '400 sensorthings.body', 'name'],
    ['/Things', { name: 'x', surprise: 1 }, '400 sensorthings.body', 'surprise'],
    ['/Things', { name: 'x', properties: { communes: ['99Z'] } }, '400 sensorthings.unknown-link', '99Z'],
    ['/Things', { name: 'x', properties: { communes: 'A' } }, '400 sensorthings.body', 'communes'],
    ['/Things', { name: 'x', properties: { communes: ['20A', '19A'] } }, '400 sensorthings.body', 'một tỉnh'],
    ['/Things', { name: 'x', properties: { code: 'GAUGE-A' } }, '409 sensorthings.taken', 'GAUGE-A'],
    ['/Things', { name: 'x', properties: { code: 7 } }, '400 sensorthings.body', 'code'],
    ['/Things', { name: 'x', properties: { big: 'x'.repeat(30_000) } }, '400 sensorthings.body', '20 kB'],
    [
      '/Things',
      { name: 'x', Locations: [{ ...place(), location: { type: 'Polygon', coordinates: [] } }] },
      '400 sensorthings.body',
      'location',
    ],
    ['/Things', { name: 'x', Locations: [place(500, 21)] }, '400 sensorthings.body', 'kinh độ'],
    ['/Things', { name: 'x', Datastreams: [soil({ properties: {} })] }, '400 sensorthings.body', 'min và max'],
    ['/Things', { name: 'x', Datastreams: [soil({ properties: { min: 5, max: 5 } })] }, '400 sensorthings.body', 'min'],
    [
      '/Things',
      { name: 'x', Datastreams: [soil({ Sensor: { '@iot.id': 999 } })] },
      '400 sensorthings.unknown-link',
      'Sensors(999)',
    ],
    [
      '/Things',
      { name: 'x', Datastreams: [soil({ Observations: [{ result: 500 }] })] },
      '400 sensorthings.body',
      '100',
    ],
    [
      '/Things',
      {
        name: 'x',
        Datastreams: [
          soil({ observationType: 'http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_TruthObservation' }),
        ],
      },
      '400 sensorthings.body',
      'observationType',
    ],
    ['/Locations', place(), '400 sensorthings.body', 'Things(1)/Locations'],
    ['/Things(999)/Locations', place(), '400 sensorthings.unknown-link', 'Things(999)'],
    ['/Datastreams', soil(), '400 sensorthings.body', 'Thing'],
    ['/Datastreams', soil({ Thing: { '@iot.id': 999 } }), '400 sensorthings.unknown-link', 'Things(999)'],
    [
      '/Things(1)/Datastreams',
      soil({ ObservedProperty: { '@iot.id': 999 } }),
      '400 sensorthings.unknown-link',
      'ObservedProperties(999)',
    ],
    [
      '/Things(1)/Datastreams',
      soil({ ObservedProperty: { '@iot.id': 1 }, unitOfMeasurement: { name: 'm', symbol: 'm' } }),
      '409 sensorthings.taken',
      'water_level',
    ],
    ['/ObservedProperties', { name: 'Rain', definition: 'x' }, '409 sensorthings.taken', 'rain'],
    ['/HistoricalLocations', { time: '2025-10-08T00:00:00Z' }, '405 sensorthings.kept', 'HistoricalLocations'],
    ['/Sensors', { name: 'x', encodingType: 'text/plain' }, '400 sensorthings.body', 'metadata'],
    ['/Sensors(1)', { name: 'x' }, '405 sensorthings.not-here', 'Sensors(1)'],
    ['/Things(1)/Sensors', {}, '400 sensorthings.path', 'Sensors'],
    ['/Things(1)/name', {}, '405 sensorthings.not-here', ''],
    ['/Things', null, '400 sensorthings.body', ''],
  ])('%s %j', async (address, body, why, word) => {
    const before = (await get(admin, '/Datastreams?$count=true&$top=0')).body['@iot.count']
    const answer = await post(address, body === null ? 'null' : body, admin)
    const asJson =
      body === null ? await send(admin, 'POST', address, 'null', { 'content-type': 'application/json' }) : answer
    expect(said(asJson)).toBe(why)
    expect(asJson.body.error.message).toContain(word)
    // nothing of it is left behind
    expect((await get(admin, '/Datastreams?$count=true&$top=0')).body['@iot.count']).toBe(before)
  })
  it('stations are not registered inside an exercise', async () => {
    const leader = await t.person('leader', '20')
    const made = await leader.call('POST', '/api/runs', { name: 'Thử', clockAt: '2026-01-01T00:00:00+07:00', speed: 1 })
    const run = String((made.body as { id: number }).id)
    expect(said(await send(admin, 'POST', '/Things', { name: 'x' }, { 'x-run': run }))).toBe('409 run.actual-only')
  })
})

describe('deep insert', () => {
  it('a Thing with its Location, Datastream, Sensor, ObservedProperty and Observations, in one audited step', async () => {
    const { status, headers, body } = await post('/Things', {
      name: 'Hữu Lũng (cầu Sẩy)',
      description: 'trạm mới',
      properties: { river: 'Sông Trung', owner: 'Đài tỉnh' },
      Locations: [place()],
      Datastreams: [
        soil({
          Observations: [
            { phenomenonTime: '2025-10-07T10:00:00Z', result: 41.5 },
            { phenomenonTime: '2025-10-07T10:30:00Z', result: 42 },
          ],
        }),
      ],
    })
    expect([status, String(headers.location)]).toEqual([201, String(body['@iot.selfLink'])])
    // the commune is the one in which it stands; the code is made of the name
    expect(body).toMatchObject({
      name: 'Hữu Lũng (cầu Sẩy)',
      description: 'trạm mới',
      properties: {
        code: 'HUU-LUNG-CAU-SAY',
        river: 'Sông Trung',
        owner: 'Đài tỉnh',
        communes: ['20A'],
        source: 'SensorThings',
      },
    })
    const id = body['@iot.id'] as number
    expect(await audit(`station/${id}`)).toEqual(['sensorthings.create'])
    const all = await get(
      duty,
      `/Things(${id})?$expand=Locations,HistoricalLocations,Datastreams($expand=Sensor,ObservedProperty,Observations($orderby=phenomenonTime))`,
    )
    expect(all.body).toMatchObject({
      Locations: [{ name: 'Cầu Sẩy', description: 'mố trái', location: { coordinates: [106.35, 21.52] } }],
      HistoricalLocations: [{ time: '2025-10-07T20:00:00.000Z' }],
      Datastreams: [
        {
          name: 'Độ ẩm đất',
          unitOfMeasurement: { name: 'phần trăm', symbol: '%', definition: 'http://qudt.org/vocab/unit/PERCENT' },
          properties: { min: 0, max: 100, everyMinutes: 30, indicator: 'soil_moisture', depthCm: 30 },
          Sensor: { name: 'Đầu đo SM-1', metadata: 'http://example.org/sm1.pdf' },
          ObservedProperty: { name: 'Độ ẩm đất', properties: { indicator: 'soil_moisture' } },
          Observations: [{ result: 41.5 }, { result: 42 }],
        },
      ],
    })
    // and it is a station like any other
    const stations = (await duty.call('GET', '/api/stations')).body as {
      station: string
      indicator: string
      lastAt: string
    }[]
    expect(stations.find(s => s.station === 'HUU-LUNG-CAU-SAY')).toMatchObject({
      indicator: 'soil_moisture',
      lastAt: '2025-10-07T10:30:00.000Z',
    })
  })
  it('a Datastream by the address of its Thing, linked to what is there; limits come from others of its indicator', async () => {
    const thing = (await get(admin, "/Things?$filter=properties/code eq 'HUU-LUNG-CAU-SAY'")).body.value[0]?.['@iot.id']
    const { status, body } = await post(`/Things(${thing})/Datastreams`, {
      name: 'Mưa',
      unitOfMeasurement: { name: 'milimét', symbol: 'mm', definition: null },
      ObservedProperty: { '@iot.id': 2 },
    })
    expect([status, body]).toMatchObject([
      201,
      { properties: { indicator: 'rain', min: 0, max: 300, everyMinutes: 60 } },
    ])
    const again = await post('/Datastreams', {
      name: 'Mưa',
      unitOfMeasurement: { symbol: 'mm' },
      ObservedProperty: { '@iot.id': 2 },
      Thing: { '@iot.id': thing },
      Sensor: { '@iot.id': 1 },
    })
    expect(said(again)).toBe('409 sensorthings.taken')
    expect(
      (
        await send(duty, 'POST', `/Datastreams(${body['@iot.id']})/Observations`, {
          phenomenonTime: '2025-10-07T11:00:00Z',
          result: 3,
        })
      ).status,
    ).toBe(201)
    expect(names(await get(duty, `/Datastreams(${body['@iot.id']})/Thing/Datastreams?$orderby=id`))).toEqual([
      'Độ ẩm đất',
      'Mưa',
    ])
  })
  it('a place of its own, and a key that may register stations', async () => {
    const key = (
      await admin.call('POST', '/api/api-tokens', { unitId: t.unit('20A'), role: 'station-manager', name: 'Cổng IoT' })
    ).body as { id: number; token: string }
    const reply = await t.app.inject({
      method: 'POST',
      url: `${sta}/Things`,
      headers: { authorization: `Bearer ${key.token}` },
      payload: { name: 'Trạm cổng', properties: { communes: ['20A'] } },
    })
    expect(reply.statusCode).toBe(201)
    const entry = await t.database.db.asSystem(tx =>
      tx.one<{ body: string }>('select body from audit_entries where subject = $1', [
        `station/${reply.json()['@iot.id']}`,
      ]),
    )
    expect(JSON.parse(entry.body)).toMatchObject({
      user: null,
      unit: t.unit('20A'),
      detail: { machine: { id: key.id, name: 'Cổng IoT' } },
    })
    const strange = await t.app.inject({
      method: 'POST',
      url: `${sta}/Things`,
      headers: { authorization: `Bearer ${key.token}` },
      payload: { name: 'Trạm cổng', properties: { code: 'X', communes: ['20B'] } },
    })
    expect(strange.statusCode).toBe(403)
  })
})

describe('changing', () => {
  it('PATCH changes what is given and leaves the rest', async () => {
    const { body } = await patch('/Things(1)', { name: 'Trạm thử mới', properties: { river: 'Sông Thương', note: 1 } })
    expect(body).toMatchObject({ name: 'Trạm thử mới', properties: { code: 'GAUGE-A', river: 'Sông Thương', note: 1 } })
    expect((await audit('station/1')).at(-1)).toBe('sensorthings.change')
    await patch('/Things(1)', { name: 'Trạm thử', properties: { river: 'Sông Thử' } })
  })
  it('what was read can be sent back; code, communes and unit stay', async () => {
    const thing = (await get(admin, '/Things(1)')).body
    expect((await patch('/Things(1)', { properties: thing.properties })).status).toBe(200)
    for (const properties of [{ code: 'OTHER' }, { communes: ['20B'] }])
      expect(said(await patch('/Things(1)', { properties }))).toBe('400 sensorthings.body')
    const stream = (await get(admin, '/Datastreams(1)')).body
    expect(
      (await patch('/Datastreams(1)', { properties: stream.properties, unitOfMeasurement: stream.unitOfMeasurement }))
        .status,
    ).toBe(200)
    expect(said(await patch('/Datastreams(1)', { unitOfMeasurement: { symbol: 'cm' } }))).toBe('400 sensorthings.body')
    expect(said(await patch('/Datastreams(1)', { properties: { max: -5 } }))).toBe('400 sensorthings.body')
  })
  it('new limits of a Datastream hold for the next reading', async () => {
    expect((await patch('/Datastreams(1)', { name: 'Mực nước', properties: { max: 25 } })).body).toMatchObject({
      name: 'Mực nước',
      properties: { max: 25, min: 0 },
    })
    expect(
      said(
        await send(duty, 'POST', '/Observations', {
          phenomenonTime: '2025-10-07T12:00:00Z',
          result: 30,
          Datastream: { '@iot.id': 1 },
        }),
      ),
    ).toBe('422 sensorthings.reading-refused')
  })
  it('a Thing that moves gets a HistoricalLocation; readings keep the place where they were made', async () => {
    t.setNow('2025-10-08T04:00:00+07:00')
    const before = (await get(admin, '/Things(1)/HistoricalLocations')).body.value.length
    expect((await post('/Things(1)/Locations', place(106.38, 21.58))).status).toBe(201)
    const { body } = await get(
      admin,
      '/Things(1)?$expand=Locations,HistoricalLocations($orderby=time desc;$expand=Locations)',
    )
    expect(body.Locations).toMatchObject([{ location: { coordinates: [106.38, 21.58] } }])
    expect(body.HistoricalLocations).toHaveLength(before + 1)
    expect((body.HistoricalLocations as { time: string }[]).map(h => h.time)).toContain('2025-10-07T21:00:00.000Z')
    t.setNow('2025-10-08T05:00:00+07:00')
    await patch('/Things(1)', { Locations: [place(106.39, 21.59)] })
    expect((await get(admin, '/Things(1)/Locations')).body.value).toMatchObject([
      { location: { coordinates: [106.39, 21.59] } },
    ])
    await send(duty, 'POST', '/Observations', {
      phenomenonTime: '2025-10-07T21:30:00Z',
      result: 6,
      Datastream: { '@iot.id': 2 },
    })
    await send(duty, 'POST', '/Observations', {
      phenomenonTime: '2025-10-07T22:00:00Z',
      result: 7,
      Datastream: { '@iot.id': 2 },
    })
    const feature = async (ms: number) => (await get(duty, `/Observations('2-${ms}')/FeatureOfInterest`)).body.feature
    expect(await feature(Date.UTC(2025, 9, 7, 21, 30))).toMatchObject({ coordinates: [106.38, 21.58] })
    expect(await feature(Date.UTC(2025, 9, 7, 22))).toMatchObject({ coordinates: [106.39, 21.59] })
  })
  it('PATCH of a Location mends the point on the map; it is no move', async () => {
    const [now] = (await get(admin, '/Things(1)/Locations')).body.value
    const history = (await get(admin, '/Things(1)/HistoricalLocations')).body.value.length
    const { body } = await patch(`/Locations(${now?.['@iot.id']})`, {
      location: { type: 'Point', coordinates: [106.391, 21.591] },
    })
    expect(body).toMatchObject({ location: { coordinates: [106.391, 21.591] }, name: 'Cầu Sẩy' })
    expect((await get(admin, '/Things(1)/HistoricalLocations')).body.value).toHaveLength(history)
    const at = await t.database.db.asSystem(tx => tx.one('select lat, lon from stations where id = 1'))
    expect(at).toEqual({ lat: 21.591, lon: 106.391 })
  })
  it('Sensors, ObservedProperties and FeaturesOfInterest', async () => {
    const sensor = (await post('/Sensors', { name: 'S', encodingType: 'text/html', metadata: { model: 'M1' } })).body[
      '@iot.id'
    ]
    expect((await patch(`/Sensors(${sensor})`, { metadata: 'http://x', name: 'S2' })).body).toMatchObject({
      name: 'S2',
      metadata: 'http://x',
      encodingType: 'text/html',
    })
    expect((await patch('/Datastreams(1)', { Sensor: { '@iot.id': sensor } })).status).toBe(200)
    expect((await get(duty, '/Datastreams(1)/Sensor')).body.name).toBe('S2')
    expect(said(await patch('/Sensors(1)', { name: 'x' }))).toBe('405 sensorthings.not-here')
    expect((await patch('/ObservedProperties(1)', { definition: 'http://vocab/water-level' })).body).toMatchObject({
      definition: 'http://vocab/water-level',
      name: 'Mực nước · Water level',
    })
    expect(said(await patch('/ObservedProperties(1)', { properties: { indicator: 'other' } }))).toBe(
      '400 sensorthings.body',
    )
    const feature = (
      await post('/FeaturesOfInterest', {
        name: 'Hồ',
        encodingType: 'application/geo+json',
        feature: {
          type: 'Polygon',
          coordinates: [
            [
              [106, 21],
              [107, 21],
              [107, 22],
              [106, 21],
            ],
          ],
        },
      })
    ).body['@iot.id']
    expect((await patch(`/FeaturesOfInterest(${feature})`, { description: 'hồ chứa' })).body).toMatchObject({
      description: 'hồ chứa',
      feature: { type: 'Polygon' },
    })
    expect(said(await patch(`/Sensors(${sensor})`, { name: 'x' }, await t.person('administrator', '19')))).toBe(
      '403 rights.reach',
    )
    for (const what of ['Things', 'Datastreams', 'Locations', 'Sensors', 'ObservedProperties', 'FeaturesOfInterest'])
      expect(said(await patch(`/${what}(9999)`, { name: 'x' }))).toBe('404 not-found')
    expect(said(await patch('/HistoricalLocations(1)', { time: '2025-10-08T00:00:00Z' }))).toBe('405 sensorthings.kept')
  })
})

describe('deleting', () => {
  it('what holds or held readings, or is named by something, is refused with a sentence', async () => {
    for (const what of [
      'Things(1)',
      'Datastreams(1)',
      'ObservedProperties(2)',
      'Locations(1)',
      'FeaturesOfInterest(1)',
    ]) {
      const answer = await drop(`/${what}`)
      expect([what, said(answer), answer.body.error.message.includes(what)]).toEqual([
        what,
        '409 sensorthings.in-use',
        true,
      ])
    }
    const sensor = (await get(duty, '/Datastreams(1)/Sensor')).body['@iot.id']
    expect(said(await drop(`/Sensors(${sensor})`))).toBe('409 sensorthings.in-use')
    expect(said(await drop('/HistoricalLocations(1)'))).toBe('405 sensorthings.kept')
    expect(said(await drop('/Things(9999)'))).toBe('404 not-found')
    expect(said(await drop('/Things'))).toBe('405 sensorthings.not-here')
  })
  it('what never measured anything goes, with its audit entry', async () => {
    const made = await post('/Things', {
      name: 'Ghi nhầm',
      properties: { communes: ['20A'] },
      Locations: [place()],
      Datastreams: [soil({ ObservedProperty: { '@iot.id': 2 }, unitOfMeasurement: { symbol: 'mm' }, properties: {} })],
    })
    const id = made.body['@iot.id']
    const stream = (await get(admin, `/Things(${id})/Datastreams`)).body.value[0]
    expect((await drop(`/Datastreams(${stream?.['@iot.id']})`)).status).toBe(200)
    expect((await drop(`/Things(${id})`)).status).toBe(200)
    expect(said(await get(admin, `/Things(${id})`))).toBe('404 not-found')
    expect(await audit(`station/${id}`)).toEqual(['sensorthings.create', 'sensorthings.delete'])
    const loose = (await post('/Sensors', { name: 'S', encodingType: 'text/plain', metadata: '' })).body['@iot.id']
    expect((await drop(`/Sensors(${loose})`)).status).toBe(200)
  })
})
