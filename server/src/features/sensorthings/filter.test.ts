import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Person, TestApp } from '../../testing/test-app.ts'
import { get, names, said, send, staApp } from './sta.testing.ts'

let t: TestApp
let duty: Person
beforeAll(async () => {
  const made = await staApp()
  t = made
  duty = made.duty
  // an interval, a correction and what a sender adds: for the functions on times and on JSON
  await send(duty, 'POST', '/Observations', {
    phenomenonTime: '2025-10-07T10:00:00Z/2025-10-07T12:00:00Z',
    resultTime: '2025-10-07T12:05:00Z',
    validTime: '2025-10-07T12:00:00Z/2025-10-07T18:00:00Z',
    result: 200,
    parameters: { battery: 3.7, note: 'Pin yếu', ok: false },
    Datastream: { '@iot.id': 2 },
  })
  await send(duty, 'POST', '/Observations', {
    phenomenonTime: '2025-10-07T07:30:00Z',
    result: 100,
    resultQuality: 'corrected',
    Datastream: { '@iot.id': 2 },
  })
})
afterAll(() => t.close())

/** Results of the readings that match, in order. */
const results = async (filter: string, of = '/Observations') => {
  const a = await get(duty, `${of}?$orderby=result&$top=1000&$select=result&$filter=${filter}`)
  return a.status === 200 ? a.body.value.map(v => v.result) : said(a)
}
const rain = (from: number, to: number) =>
  [...Array.from({ length: 24 }, (_, i) => 2 * i + 1).filter(v => v !== 45), 100, 200].filter(v => v >= from && v <= to)

describe('comparison, logic and arithmetic on readings', () => {
  it.each([
    ['result gt 14', [14.2, 14.4, 14.6, ...rain(14.01, 999)]],
    ['result ge 14.6 and result lt 20', [14.6, ...rain(14.6, 20)]],
    ['result eq 100 or result eq 1', [1, 100]],
    ['not (result lt 100)', [100, 200]],
    ['result ne 200 and result gt 47', [100]],
    ['result add 1 eq 101', [100]],
    ['result sub 1 eq 99 or result mul 2 eq 400', [100, 200]],
    ['result div 2 eq 50', [100]],
    ['result mod 100 eq 0', [100, 200]],
    ['(result add 10) mul 2 gt 219 and result lt 200', [100]],
    ['-result lt -99', [100, 200]],
    ['result div 0 eq 1', []],
    ['result eq 10.2', [10.2]],
    ['round(result) eq 14', [13.6, 13.8, 14, 14.2, 14.4]],
    ['floor(result) eq 14 and ceiling(result) eq 15', [14.2, 14.4, 14.6]],
    ['round(result div 2) eq 8 and result lt 16', [15]],
    ["resultQuality eq 'corrected'", [100]],
    ["not (resultQuality eq 'measured')", [100]],
    ['resultTime ne null', [200]],
    ['result eq null', []],
    ["parameters/battery gt 3 and parameters/note eq 'Pin yếu' and parameters/ok eq false", [200]],
    ["parameters/battery eq '3.7'", [200]],
    ['parameters/nothing eq 1', []],
  ])('%s', async (filter, expected) => expect(await results(filter)).toEqual(expected))
})

describe('times', () => {
  it.each([
    ['phenomenonTime lt 2025-10-07T00:30:00Z', [1, 10, 10.2]],
    ['phenomenonTime lt 2025-10-07T07:30:00+07:00', [1, 10, 10.2]],
    ['phenomenonTime lt 2025-10-06T17:30:00-07:00', [1, 10, 10.2]],
    ['phenomenonTime lt 2025-10-07T07:30:00', [1, 10, 10.2]],
    ['phenomenonTime le 2025-10-07T00:20:00Z and phenomenonTime gt 2025-10-07T00:00:00Z', [1, 10.2]],
    ['2025-10-07T00:00:00Z eq phenomenonTime', [10]],
    ['phenomenonTime gt 2025-10-07T07:40:00Z', [47, 200]],
    // the interval 10:00/12:00 has begun, but not ended
    ['phenomenonTime gt 2025-10-07T11:00:00Z', []],
    ['phenomenonTime lt 2025-10-07T11:00:00Z and result gt 99', [100]],
    ['phenomenonTime eq 2025-10-07T10:00:00Z/2025-10-07T12:00:00Z', [200]],
    ['phenomenonTime eq 2025-10-07T12:00:00Z', []],
    ['phenomenonTime ge 2025-10-07T07:30:00Z', [14.6, 47, 100, 200]],
    ['during(phenomenonTime, 2025-10-07T00:00:00Z/2025-10-07T00:20:00Z)', [1, 10, 10.2]],
    ['overlaps(phenomenonTime, 2025-10-07T11:00:00Z/2025-10-07T11:30:00Z)', [200]],
    ['before(phenomenonTime, 2025-10-07T00:10:00Z)', [10]],
    ['after(phenomenonTime, 2025-10-07T07:40:00Z)', [47, 200]],
    ['meets(phenomenonTime, 2025-10-07T12:00:00Z/2025-10-07T13:00:00Z)', [200]],
    ['starts(phenomenonTime, 2025-10-07T10:00:00Z/2025-10-07T11:00:00Z)', [200]],
    ['finishes(phenomenonTime, 2025-10-07T11:00:00Z/2025-10-07T12:00:00Z)', [200]],
    ['overlaps(validTime, 2025-10-07T17:00:00Z/2025-10-08T17:00:00Z)', [200]],
    ['resultTime gt 2025-10-07T12:00:00Z', [200]],
    ["resultTime sub phenomenonTime eq duration'PT2H5M'", [200]],
    ["phenomenonTime add duration'PT8H' gt 2025-10-07T15:30:00Z", [14.6, 47, 200]],
    // 03:00 of 8 October in Hà Nội is now: 20:00 of the 7th
    ["phenomenonTime gt now() sub duration'PT12H30M'", [14.6, 47, 200]],
    ['phenomenonTime gt now()', []],
    ['phenomenonTime gt mindatetime() and phenomenonTime lt maxdatetime() and result gt 99', [100, 200]],
    [
      'year(phenomenonTime) eq 2025 and month(phenomenonTime) eq 10 and day(phenomenonTime) eq 7 and hour(phenomenonTime) eq 7 and minute(phenomenonTime) ge 30',
      [14.6, 47, 100],
    ],
    ['second(phenomenonTime) gt 0', []],
    ['fractionalseconds(phenomenonTime) gt 0', []],
    ['totaloffsetminutes(phenomenonTime) ne 0', []],
    ['date(phenomenonTime) ne 2025-10-07', []],
    ['time(phenomenonTime) lt 00:20:00', [1, 10]],
  ])('%s', async (filter, expected) => expect(await results(filter)).toEqual(expected))
})

describe('words', () => {
  const things = async (filter: string) => {
    const a = await get(duty, `/Things?$orderby=id&$filter=${filter}`)
    return a.status === 200 ? names(a) : said(a)
  }
  it.each([
    ["name eq 'Trạm thử'", ['Trạm thử']],
    ["name ne 'Trạm thử'", ['Trạm GAUGE-B']],
    ["name gt 'Trạm GAUGE-A' and name lt 'Trạm GAUGE-C'", ['Trạm GAUGE-B']],
    ["substringof('thử', name)", ['Trạm thử']],
    ["contains(name, 'GAUGE')", ['Trạm GAUGE-B']],
    ["startswith(name, 'Trạm ')", ['Trạm thử', 'Trạm GAUGE-B']],
    ["endswith(name, '-B')", ['Trạm GAUGE-B']],
    ["not endswith(name, '-B')", ['Trạm thử']],
    ['length(name) eq 8', ['Trạm thử']],
    ["indexof(name, 'thử') eq 5", ['Trạm thử']],
    ["indexof(name, 'x') eq -1", ['Trạm thử', 'Trạm GAUGE-B']],
    ["substring(name, 5) eq 'thử'", ['Trạm thử']],
    ["substring(name, 0, 4) eq 'Trạm'", ['Trạm thử', 'Trạm GAUGE-B']],
    ["substring(name, -3, -2) eq ''", ['Trạm thử', 'Trạm GAUGE-B']],
    ["toupper(name) eq 'TRẠM THỬ'", ['Trạm thử']],
    ["tolower(name) eq 'trạm gauge-b'", ['Trạm GAUGE-B']],
    ["trim('  Trạm thử ') eq name", ['Trạm thử']],
    ["concat(concat(name, ','), properties/code) eq 'Trạm thử,GAUGE-A'", ['Trạm thử']],
    ["properties/code eq 'GAUGE-A'", ['Trạm thử']],
    ['properties/river eq null', ['Trạm GAUGE-B']],
    ["contains(name, '%') or contains(name, '_') or contains(name, '\\')", []],
    ["name eq ''' or 1=1 --'", []],
    ["name eq '''; drop table stations; --'", []],
    // over links to many: one of them is enough
    ["Datastreams/properties/indicator eq 'water_level'", ['Trạm thử']],
    ["Datastreams/ObservedProperty/name eq 'Lượng mưa · Rain'", ['Trạm thử', 'Trạm GAUGE-B']],
    ['Datastreams/Observations/result gt 150', ['Trạm thử']],
    ['not (Datastreams/Observations/result gt 150)', ['Trạm GAUGE-B']],
    ["Datastreams/unitOfMeasurement/symbol eq 'mm' and Datastreams/unitOfMeasurement/symbol eq 'm'", ['Trạm thử']],
    ['Locations/HistoricalLocations/time gt 2020-01-01T00:00:00Z', ['Trạm thử', 'Trạm GAUGE-B']],
  ])('%s', async (filter, expected) => expect(await things(filter)).toEqual(expected))
  it('the table is still there', async () => expect(await things('id gt 0')).toHaveLength(2))
  it.each([
    ["Datastream/Thing/name eq 'Trạm GAUGE-B'", 0],
    [
      "Datastream/Thing/properties/code eq 'GAUGE-A' and Datastream/ObservedProperty/properties/indicator eq 'rain'",
      25,
    ],
    ['Datastream/Sensor/id eq 1', 49],
    ['Datastream/id eq 1 or Datastream/id eq 2', 49],
    ["FeatureOfInterest/name eq 'Trạm thử'", 49],
    ['Datastream/Thing/Datastreams/Observations/result eq 200', 49],
    ["id eq '1-1759795200000'", 1],
  ])('of readings: %s', async (filter, n) => {
    expect((await get(duty, `/Observations?$count=true&$top=0&$filter=${filter}`)).body['@iot.count']).toBe(n)
  })
})

describe('shapes', () => {
  const box = (a: number, b: number, c: number, d: number) =>
    `POLYGON((${a} ${b}, ${c} ${b}, ${c} ${d}, ${a} ${d}, ${a} ${b}))`
  const places = async (filter: string) => {
    const a = await get(duty, `/Locations?$orderby=id&$filter=${filter}`)
    return a.status === 200 ? names(a) : said(a)
  }
  const [A, B] = ['Trạm thử', 'Trạm GAUGE-B']
  it.each([
    [`st_within(location, geography'${box(106, 21, 106.5, 22)}')`, [A]],
    [`st_within(location, geography'${box(106, 21, 107, 22)}')`, [A, B]],
    // A lies on the border: it touches, but is not within
    [`st_within(location, geography'${box(106.35, 21, 106.5, 22)}')`, []],
    [`st_intersects(location, geography'${box(106.35, 21, 106.5, 22)}')`, [A]],
    [`geo.intersects(location, geography'${box(106.35, 21, 106.5, 22)}')`, [A]],
    [`st_disjoint(location, geography'${box(106, 21, 106.5, 22)}')`, [B]],
    [
      `st_within(location, geography'POLYGON((106 21, 107 21, 107 22, 106 22, 106 21),(106.3 21.5, 106.4 21.5, 106.4 21.6, 106.3 21.6, 106.3 21.5))')`,
      [B],
    ],
    [
      `st_intersects(location, geography'POLYGON((106 21, 107 21, 107 22, 106 22, 106 21),(106.35 21.5, 106.4 21.5, 106.4 21.6, 106.35 21.6, 106.35 21.5))')`,
      [A, B],
    ],
    [`st_equals(location, geography'POINT(106.35 21.55)')`, [A]],
    [`st_intersects(location, geography'LINESTRING(106.3 21.5, 106.4 21.6)')`, [A]],
    [`geo.distance(location, geography'POINT(106.35 21.65)') lt 0.11`, [A]],
    [`geo.distance(location, geography'POINT(106.35 21.65)') lt 0.09`, []],
    [`geo.distance(location, geography'LINESTRING(106 21.6, 107 21.6)') lt 0.06`, [A]],
    [`geo.distance(location, geography'${box(106, 21, 106.5, 22)}') eq 0`, [A]],
    [`geo.distance(location, geography'${box(106.4, 21, 106.5, 22)}') lt 0.06 and id gt 0`, [A]],
    [`geo.length(geography'LINESTRING(0 0, 3 4, 3 5)') eq 6`, [A, B]],
    ['geo.length(location) eq 0', [A, B]],
    [`not st_within(location, geography'${box(106, 21, 106.5, 22)}')`, [B]],
  ])('%s', async (filter, expected) => expect(await places(filter)).toEqual(expected))
  it('over links: Things by place, readings by feature', async () => {
    const within = `geography'${box(106, 21, 106.5, 22)}'`
    expect(names(await get(duty, `/Things?$filter=st_within(Locations/location, ${within})`))).toEqual([A])
    expect(
      (await get(duty, `/Observations?$count=true&$top=0&$filter=st_within(FeatureOfInterest/feature, ${within})`))
        .body['@iot.count'],
    ).toBe(49)
    expect(
      (await get(duty, `/Datastreams?$count=true&$top=0&$filter=st_within(observedArea, ${within})`)).body[
        '@iot.count'
      ],
    ).toBe(2)
    expect(names(await get(duty, `/Things?$orderby=id&$filter=Datastreams/resultTime ne null`))).toEqual([A])
  })
})
