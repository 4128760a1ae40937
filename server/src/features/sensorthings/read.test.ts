import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Person, TestApp } from '../../testing/test-app.ts'
import { get, names, said, sta, staApp } from './sta.testing.ts'

let t: TestApp
let duty: Person
beforeAll(async () => {
  const made = await staApp()
  t = made
  duty = made.duty
})
afterAll(() => t.close())

const ask = (address: string) => get(duty, address)
const plain = (address: unknown) => String(address).replace(/^http:\/\/localhost(:80)?/, '')

describe('refusals first', () => {
  it('401 without a session, at the root and below', async () => {
    for (const url of [sta, `${sta}/Things`, `${sta}/Things(1)`])
      expect((await t.app.inject({ method: 'GET', url })).statusCode).toBe(401)
  })
  it.each([
    ['/Nothing', '400 sensorthings.path'],
    ['/Things(9999)', '404 not-found'],
    ['/Things(99999999999)', '400 sensorthings.path'],
    ["/Observations('1-5')", '404 not-found'],
    ["/Observations('x')", '404 not-found'],
    ['/Observations(1)', '404 not-found'],
    ['/Things(1)/Datastreams(3)', '404 not-found'],
    ['/Things(1)/properties/nothing', '404 not-found'],
    ['/Things?$filter=name', '400 sensorthings.query'],
    ['/Things?$filter=%zz', '400 sensorthings.path'],
    ['/Things?$bogus=1', '400 sensorthings.query'],
    ['/Things?$resultFormat=dataArray', '400 sensorthings.query'],
    ['/Observations?$skip=1000000', '400 sensorthings.query'],
  ])('%s', async (address, why) =>
    expect(said(await get(duty, address.includes('%zz') ? `http://x${sta}${address}` : address))).toBe(why),
  )
  it('a wrong filter says where, in both languages', async () => {
    const { body } = await ask('/Observations?$filter=result gt 5 and nothing eq 1')
    expect(body.error).toMatchObject({
      message: '$filter sai ở ký tự 17: Observation không có “nothing”.',
      messageEn: '$filter is wrong at character 17: Observation has no “nothing”.',
      where: '$filter',
    })
  })
  it('stations, series and readings of another province are not there, by any way', async () => {
    for (const address of [
      '/Things',
      '/Datastreams',
      '/Locations',
      '/HistoricalLocations',
      '/Observations?$top=1000',
      '/FeaturesOfInterest',
      '/Things?$filter=Datastreams/Observations/result eq 99',
      '/ObservedProperties?$expand=Datastreams/Observations,Datastreams/Thing/Locations',
      '/Sensors(1)/Datastreams',
    ])
      expect([
        address,
        (await ask(address)).text.includes('GAUGE-19') || (await ask(address)).text.includes('"result":99,'),
      ]).toEqual([address, false])
    const other = await t.person('duty-officer', '19')
    expect(names(await get(other, '/Things'))).toEqual(['Trạm GAUGE-19'])
    const id = (await get(other, '/Things')).body.value[0]?.['@iot.id']
    expect(said(await ask(`/Things(${id})`))).toBe('404 not-found')
    expect(said(await ask(`/Things(${id})/Datastreams`))).toBe('404 not-found')
    const reading = (await get(other, '/Observations')).body.value[0]
    expect(said(await ask(`/Observations('${reading?.['@iot.id']}')`))).toBe('404 not-found')
  })
  it('a commune sees its own station, not its sibling’s; a hamlet sees that of its commune', async () => {
    expect(names(await get(await t.person('commune-officer', '20A'), '/Things'))).toEqual(['Trạm thử'])
    expect(names(await get(await t.person('hamlet-head', '20A-T01'), '/Things'))).toEqual(['Trạm thử'])
    expect(names(await get(await t.person('commune-officer', '20C'), '/Things'))).toEqual([])
    expect((await get(await t.person('commune-officer', '20C'), '/Observations?$count=true')).body).toMatchObject({
      '@iot.count': 0,
      value: [],
    })
  })
})

describe('service root and control information', () => {
  it('names the sets and what it conforms to', async () => {
    for (const address of ['', '/']) {
      const { status, body } = await ask(address)
      expect([status, body.value.map(v => v.name)]).toEqual([
        200,
        [
          'Things',
          'Locations',
          'HistoricalLocations',
          'Datastreams',
          'Sensors',
          'ObservedProperties',
          'Observations',
          'FeaturesOfInterest',
        ],
      ])
      expect((body.serverSettings as { conformance: string[] }).conformance).toContain(
        'http://www.opengis.net/spec/iot_sensing/1.1/req/data-array/data-array',
      )
    }
  })
  it('every link that is given leads somewhere', async () => {
    const open = (await ask('')).body.value.map(v => String(v.url))
    const seen = new Set<string>()
    let entities = 0
    for (let url = open.pop(); url !== undefined; url = open.pop()) {
      if (seen.has(url) || seen.size > 150) continue
      seen.add(url)
      const { status, body } = await get(duty, url)
      expect([url, status]).toEqual([url, 200])
      for (const entity of (body.value ?? [body]).slice(0, 3)) {
        entities++
        expect(entity['@iot.id']).toBeDefined()
        for (const [key, value] of Object.entries(entity))
          if (/@iot\.(selfLink|navigationLink|nextLink)$/.test(key)) open.push(String(value))
      }
    }
    expect(entities).toBeGreaterThan(80)
  })
  it('a Thing has the standard’s properties and links', async () => {
    const { body } = await ask('/Things(1)')
    expect(body).toMatchObject({
      '@iot.id': 1,
      name: 'Trạm thử',
      description: '',
      properties: { code: 'GAUGE-A', river: 'Sông Thử', communes: ['20A'], invented: true },
    })
    expect(plain(body['@iot.selfLink'])).toBe(`${sta}/Things(1)`)
    expect(plain(body['Datastreams@iot.navigationLink'])).toBe(`${sta}/Things(1)/Datastreams`)
  })
  it('a Datastream has its unit, its type, the limits of its readings and the span of their times', async () => {
    const { body } = await ask('/Datastreams(1)')
    expect(body).toMatchObject({
      observationType: 'http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement',
      unitOfMeasurement: { name: 'm', symbol: 'm', definition: '' },
      phenomenonTime: '2025-10-07T00:00:00.000Z/2025-10-07T07:40:00.000Z',
      resultTime: null,
      observedArea: { type: 'Point', coordinates: [106.35, 21.55] },
      properties: { indicator: 'water_level', min: 0, max: 40, everyMinutes: 30 },
    })
  })
  it('a Location is GeoJSON, and its Thing and history hang together', async () => {
    const { body } = await ask('/Things(1)/Locations?$expand=Things,HistoricalLocations/Thing')
    expect(body.value).toHaveLength(1)
    expect(body.value[0]).toMatchObject({
      encodingType: 'application/geo+json',
      location: { type: 'Point', coordinates: [106.35, 21.55] },
      Things: [{ '@iot.id': 1 }],
      HistoricalLocations: [{ Thing: { '@iot.id': 1 } }],
    })
  })
})

describe('paths', () => {
  it.each([
    ['/Things(1)/Datastreams', 2],
    ['/Things(1)/Datastreams(1)/Observations?$top=1000', 24],
    ['/Datastreams(1)/Thing/Datastreams', 2],
    ['/Things(1)/Datastreams(2)/Thing/Locations', 1],
    ['/ObservedProperties(1)/Datastreams', 1],
    ['/Sensors(1)/Datastreams', 3],
    ['/Things(1)/HistoricalLocations', 1],
    ['/Things(1)/Datastreams(1)/ObservedProperty/Datastreams', 1],
  ])('%s → %i', async (address, n) => expect((await ask(address)).body.value).toHaveLength(n))
  it.each([
    ['/Datastreams(2)/Thing', 'Trạm thử'],
    ['/Datastreams(2)/Sensor', 'Thiết bị chưa khai báo'],
    ['/Datastreams(2)/ObservedProperty', 'Lượng mưa · Rain'],
    ["/Observations('1-1759795200000')/Datastream/Thing", 'Trạm thử'],
    ["/Observations('1-1759795200000')/FeatureOfInterest", 'Trạm thử'],
    ["/Datastreams(1)/Observations('1-1759795200000')/Datastream", 'Trạm thử · Mực nước · Water level'],
  ])('%s is one entity', async (address, name) => expect((await ask(address)).body.name).toBe(name))
  it('an Observation of another Datastream is not found under this one', async () => {
    expect(said(await ask("/Datastreams(2)/Observations('1-1759795200000')"))).toBe('404 not-found')
  })
  it('a property, its bare value, one below properties, and nothing for null', async () => {
    expect((await ask('/Things(1)/name')).body).toEqual({ name: 'Trạm thử' })
    const raw = await ask('/Things(1)/name/$value')
    expect([raw.text, String(raw.headers['content-type'])]).toEqual(['Trạm thử', 'text/plain; charset=utf-8'])
    expect((await ask('/Things(1)/properties/communes')).body).toEqual({ communes: ['20A'] })
    expect((await ask("/Observations('1-1759795200000')/result/$value")).text).toBe('10')
    expect((await ask('/Datastreams(1)/phenomenonTime')).body).toEqual({
      phenomenonTime: '2025-10-07T00:00:00.000Z/2025-10-07T07:40:00.000Z',
    })
    expect((await ask('/Datastreams(1)/resultTime')).status).toBe(204)
    expect((await ask('/Things(1)/@iot.id')).body).toEqual({ '@iot.id': 1 })
  })
  it('$ref gives addresses only', async () => {
    const { body } = await ask('/Things(1)/Datastreams/$ref')
    expect(body.value.map(v => [Object.keys(v), plain(v['@iot.selfLink'])])).toEqual(
      [1, 2].map(i => [['@iot.selfLink'], `${sta}/Datastreams(${i})`]),
    )
    expect(Object.keys((await ask('/Datastreams(1)/Thing/$ref')).body)).toEqual(['@iot.selfLink'])
  })
})

describe('$select, $expand, $orderby, $top, $skip, $count', () => {
  it('$select shows just that', async () => {
    expect((await ask('/Things(1)?$select=name,id')).body).toEqual({
      '@iot.id': 1,
      '@iot.selfLink': expect.any(String),
      name: 'Trạm thử',
    })
    expect((await ask('/Things?$select=name')).body.value).toEqual([{ name: 'Trạm thử' }, { name: 'Trạm GAUGE-B' }])
    expect(Object.keys((await ask('/Things(1)?$select=name,Datastreams')).body)).toEqual([
      'name',
      'Datastreams@iot.navigationLink',
    ])
  })
  it('$expand to one and to many, nested, with options of its own', async () => {
    const { body } = await ask(
      '/Things?$filter=id eq 1&$expand=Datastreams($select=name;$orderby=id desc;$expand=Observations($top=2;$orderby=phenomenonTime desc;$select=result;$count=true),ObservedProperty($select=name))',
    )
    expect(body.value[0]?.Datastreams).toEqual([
      {
        name: 'Trạm thử · Lượng mưa · Rain',
        ObservedProperty: { name: 'Lượng mưa · Rain' },
        'Observations@iot.count': 24,
        Observations: [{ result: 47 }, { result: 45 }],
        'Observations@iot.nextLink': expect.stringContaining('/Datastreams(2)/Observations?'),
      },
      {
        name: 'Trạm thử · Mực nước · Water level',
        ObservedProperty: { name: 'Mực nước · Water level' },
        'Observations@iot.count': 24,
        Observations: [{ result: 14.6 }, { result: 14.4 }],
        'Observations@iot.nextLink': expect.any(String),
      },
    ])
    const [first] = (body.value[0]?.Datastreams ?? []) as Record<string, unknown>[]
    const next = await get(duty, String(first?.['Observations@iot.nextLink']))
    expect(next.body.value).toEqual([{ result: 43 }, { result: 41 }])
  })
  it('$expand of one entity, over several links', async () => {
    const { body } = await ask("/Observations('2-1759795800000')?$expand=Datastream/Thing/Locations,FeatureOfInterest")
    expect(body).toMatchObject({
      result: 1,
      Datastream: { Thing: { name: 'Trạm thử', Locations: [{ location: { coordinates: [106.35, 21.55] } }] } },
      FeatureOfInterest: { feature: { type: 'Point', coordinates: [106.35, 21.55] } },
    })
  })
  it('what is filtered out of an expanded link is not there', async () => {
    expect(
      (await ask("/Things(1)?$expand=Datastreams($filter=properties/indicator eq 'rain')")).body.Datastreams,
    ).toHaveLength(1)
    expect(
      (await ask('/Things?$expand=Datastreams($filter=id eq 1)&$orderby=id')).body.value.map(
        v => (v.Datastreams as unknown[]).length,
      ),
    ).toEqual([1, 0])
  })
  it('$orderby by several columns and over a link', async () => {
    expect(names(await ask('/Datastreams?$orderby=Thing/name desc,name'))).toEqual([
      'Trạm thử · Lượng mưa · Rain',
      'Trạm thử · Mực nước · Water level',
      'Trạm GAUGE-B · Lượng mưa · Rain',
    ])
    const { body } = await ask('/Observations?$orderby=result desc&$top=3&$select=result')
    expect(body.value).toEqual([{ result: 47 }, { result: 45 }, { result: 43 }])
  })
  it('$top=0 with $count counts only', async () => {
    expect((await ask('/Observations?$top=0&$count=true')).body).toMatchObject({ '@iot.count': 48, value: [] })
    expect((await ask("/Things?$count=true&$filter=name eq 'Trạm thử'")).body['@iot.count']).toBe(1)
    expect((await ask('/Datastreams(1)/Observations?$count=true&$top=1&$filter=result ge 14')).body['@iot.count']).toBe(
      4,
    )
  })
  it.each([
    '/Observations?$top=7',
    '/Observations?$top=7&$orderby=phenomenonTime desc',
    '/Observations?$top=7&$orderby=phenomenonTime',
    '/Observations?$top=7&$orderby=result',
    '/Datastreams(1)/Observations?$top=5&$orderby=phenomenonTime desc',
    "/Observations?$top=7&$filter=result gt 12 and Datastream/properties/indicator eq 'water_level'",
  ])('pages of %s join without gap or repeat', async address => {
    const whole = (await ask(address.replace(/\$top=\d+/, '$top=1000'))).body.value.map(v => v['@iot.id'])
    const seen: unknown[] = []
    let pages = 0
    for (let url: string | undefined = address; url; pages++) {
      const { body } = await get(duty, url)
      seen.push(...body.value.map(v => v['@iot.id']))
      url = body['@iot.nextLink'] as string | undefined
    }
    expect(seen).toEqual(whole)
    expect(pages).toBeGreaterThan(1)
  })
  it('a page that ends with the last entity has no next link', async () => {
    expect((await ask('/Datastreams(1)/Observations?$top=24')).body['@iot.nextLink']).toBeUndefined()
    expect((await ask('/Things?$top=1&$skip=1')).body['@iot.nextLink']).toBeUndefined()
    expect((await ask('/Things?$top=1')).body['@iot.nextLink']).toContain('$skip=1')
  })
  it('the data array has the columns that are selected, in their order, by Datastream', async () => {
    const { body } = await ask(
      '/Observations?$resultFormat=dataArray&$select=result,phenomenonTime&$filter=phenomenonTime lt 2025-10-07T00:30:00Z',
    )
    expect(
      body.value.map(v => ({ ...v, 'Datastream@iot.navigationLink': plain(v['Datastream@iot.navigationLink']) })),
    ).toEqual([
      {
        'Datastream@iot.navigationLink': `${sta}/Datastreams(1)`,
        components: ['result', 'phenomenonTime'],
        'dataArray@iot.count': 2,
        dataArray: [
          [10, '2025-10-07T00:00:00.000Z'],
          [10.2, '2025-10-07T00:20:00.000Z'],
        ],
      },
      {
        'Datastream@iot.navigationLink': `${sta}/Datastreams(2)`,
        components: ['result', 'phenomenonTime'],
        'dataArray@iot.count': 1,
        dataArray: [[1, '2025-10-07T00:10:00.000Z']],
      },
    ])
  })
  it('in an exercise asked by ?run=, links stay in it', async () => {
    const leader = await t.person('leader', '20')
    const made = await leader.call('POST', '/api/runs', { name: 'Thử', clockAt: '2026-01-01T00:00:00+07:00', speed: 1 })
    const run = (made.body as { id: number }).id
    const { body } = await ask(`/Things?run=${run}&$expand=Datastreams`)
    expect(String(body.value[0]?.['@iot.selfLink'])).toContain(`/Things(1)?run=${run}`)
    expect((await ask(`/Observations?run=${run}&$count=true`)).body['@iot.count']).toBe(0)
  })
})
