import { describe, expect, it } from 'vitest'
import { Refusal } from '../refusals/refusal.ts'
import { pathsOf } from './expression.ts'
import { expressionLimits, parseFilter, parseOrder } from './parse-expression.ts'
import { parseQuery } from './query.ts'
import { readIsoDuration, readIsoTime } from './read-iso-time.ts'
import { readSpan } from './read-span.ts'
import { readWkt } from './read-wkt.ts'
import { parseResourcePath, readQueryString } from './resource-path.ts'

/** `character why` of the refusal. */
const fault = (work: () => unknown): string => {
  try {
    work()
  } catch (e) {
    if (e instanceof Refusal) return `${e.params.at ?? ''} ${e.params.whyEn}`.trim()
    throw e
  }
  return 'taken'
}
const filter = (text: string, set: Parameters<typeof parseFilter>[1] = 'Observations') =>
  fault(() => parseFilter(text, set))

describe('$filter: what is refused, and at which character', () => {
  it.each([
    ['', '1 a value is missing at the end'],
    ['result', '1 a condition, true or false, is needed here'],
    ['result gtt 5', '8 “gtt” is not understood: compare with eq, ne, gt, ge, lt, le'],
    ['result gt', '10 a value is missing at the end'],
    ['result gt 5 and', '16 a value is missing at the end'],
    ['result gt 5 6', '13 something is left over'],
    ['(result gt 5', '13 “)” is missing'],
    ['result gt (5', '13 “)” is missing'],
    ["resultQuality eq 'abc", '18 a quote is opened and never closed'],
    ['result = 5', '8 the character “=” has no meaning here'],
    ['result gt 5; drop table x', '12 the character “;” has no meaning here'],
    ['nothing eq 1', '1 Observation has no “nothing”'],
    ['constructor eq 1', '1 Observation has no “constructor”'],
    ['__proto__ eq 1', '1 Observation has no “__proto__”'],
    ['Datastream eq 1', '1 a link must lead to a property'],
    ['Datastream/ eq 1', '13 Datastream has no “eq”'],
    ['Datastream/nothing eq 1', '12 Datastream has no “nothing”'],
    ['result/x eq 1', '7 there is nothing below “result”'],
    ["result eq 'five'", '8 the two sides of “eq” are of kinds that cannot be compared'],
    ["phenomenonTime gt 'yesterday'", '16 the two sides of “gt” are of kinds that cannot be compared'],
    ['phenomenonTime gt 2025-02-30T00:00:00Z', '19 there is no such date or time'],
    ['phenomenonTime gt 2025-13-01', '19 there is no such date or time'],
    ['during(phenomenonTime, 2025-02-01/2025-01-01)', '24 the interval ends before it begins'],
    ['result gt null', '8 the two sides of “gt” are of kinds that cannot be compared'],
    ['not result', '5 a condition, true or false, is needed here'],
    ['result gt 5 or result', '16 a condition, true or false, is needed here'],
    ['frob(result) gt 1', '1 there is no function frob'],
    ['st_crosses(1, 2)', '1 there is no function st_crosses'],
    ['contains(resultQuality) eq true', '23 contains lacks a value'],
    ["contains(resultQuality, 'a', 'b')", '30 contains takes no more'],
    ['length(result) gt 1', '8 length needs another kind of value here'],
    ["startswith(result, 'a')", '12 startswith needs another kind of value here'],
    ['now(1) gt 1', '5 now takes no more'],
    ['12abc gt 1', '3 “a” after a number'],
    ['result gt 1e999', '11 the number is too large'],
    ["phenomenonTime gt now() sub duration'P1Y'", '29 a duration is like PT6H or P1D'],
    ["result add 'a' gt 1", '8 “add” does not fit these two kinds of values'],
  ])('%s', (text, why) => expect(filter(text)).toBe(why))

  it.each([
    ["st_within(location, geography'POLYGON((0 0, 1 0))')", 'Locations'],
    ["st_within(location, geography'CIRCLE(0 0)')", 'Locations'],
    ["geo.distance(location, geography'POINT(200 10)') lt 1", 'Locations'],
    ['geo.distance(location, location) lt 1', 'Locations'],
    ["geo.distance(geography'POINT(1 1)', geography'POINT(1 2)') lt 1", 'Locations'],
    ["location eq geography'POINT(1 1)'", 'Locations'],
    ['location lt 5', 'Locations'],
  ] as const)('%s', (text, set) => expect(filter(text, set)).not.toBe('taken'))

  it('depth, length and size are bounded', () => {
    expect(filter(`${'('.repeat(1000)}result gt 1${')'.repeat(1000)}`)).toContain(
      `nested deeper than ${expressionLimits.depth}`,
    )
    expect(filter(`${'not '.repeat(900)}result gt 1`)).toContain('nested deeper')
    expect(filter(`result gt ${'-'.repeat(900)}1`)).toContain('nested deeper')
    expect(filter('x'.repeat(5000))).toContain('longer than 4000')
    expect(filter(Array.from({ length: 200 }, () => 'result gt 1').join(' or '))).toContain('more than 300 parts')
    expect(filter('Datastream/Thing/Datastreams/Thing/Datastreams/Thing/Datastreams/name eq 1')).toContain(
      'more than 6 links',
    )
  })
})

describe('$filter: what is taken', () => {
  it.each([
    'result gt 5',
    'result gt -5.5e2 and result le 7',
    '(result gt 5 or result lt 2) and not (result eq 3)',
    'not (result gt 5) and not result lt 2',
    'result add 5 mul 2 gt 10 mod 3',
    '((result add 1) div 2) ge 3',
    'result eq null',
    'resultTime ne null',
    'phenomenonTime gt 2025-10-08T00:00:00+07:00',
    'phenomenonTime gt 2025-10-08T00:00:00 07:00',
    'phenomenonTime ge 2025-10-08',
    'date(phenomenonTime) eq 2025-10-08',
    'time(phenomenonTime) lt 06:30',
    "phenomenonTime gt now() sub duration'PT6H'",
    'during(phenomenonTime, 2025-10-08T00:00:00Z/2025-10-09T00:00:00Z)',
    'hour(phenomenonTime) ge 22',
    "Datastream/Thing/name eq 'Trạm ''A'''",
    "Datastream/Thing/properties/code eq 'GAUGE-A'",
    'Datastream/properties/min lt 1',
    "substringof('Hữu', Datastream/Thing/name)",
    "toupper(trim(concat(Datastream/name, ' '))) eq 'X'",
    "substring(Datastream/name, 1, 2) eq 'ab'",
    'round(result) eq 3 and floor(result) eq 2 and ceiling(result) eq 3',
    "geo.distance(FeatureOfInterest/feature, geography'POINT(106.4 21.5)') lt 0.1",
    "st_within(FeatureOfInterest/feature, geography'POLYGON((0 0, 10 0, 10 10, 0 0),(1 1, 2 1, 2 2, 1 1))')",
    "id eq '1-1759863600000'",
    "@iot.id ne '1-1'",
  ])('%s', text => expect(filter(text)).toBe('taken'))
  it('over links to many, from a Thing', () => {
    const e = parseFilter(
      "Datastreams/Observations/result gt 5 and Datastreams/ObservedProperty/name eq 'Rain'",
      'Things',
    )
    expect(
      pathsOf(e)
        .map(p => p.links.map(l => l.name).join('/'))
        .sort(),
    ).toEqual(['Datastreams/Observations', 'Datastreams/ObservedProperty'])
  })
  it('and binds closer than or, in parentheses as well', () => {
    for (const text of ['result eq 1 or result eq 2 and result eq 3', '(result eq 1 or result eq 2 and result eq 3)'])
      expect(parseFilter(text, 'Observations')).toMatchObject({
        kind: 'any',
        of: [{ kind: 'compare' }, { kind: 'all' }],
      })
  })
})

describe('$orderby, $expand, $select and numbers', () => {
  const query = (set: Parameters<typeof parseQuery>[1], ...options: [string, string][]) =>
    fault(() => parseQuery(options, set))
  it.each([
    [['$top', '-1'], '1 must be a whole number from 0'],
    [['$top', '1.5'], '1 must be a whole number from 0'],
    [['$skip', '999999999'], '1 at most 100000: follow @iot.nextLink, or add a $filter'],
    [['$count', 'yes'], '1 must be true or false'],
    [['$orderby', 'nothing'], '1 Observation has no “nothing”'],
    [['$orderby', 'result down'], '8 something is left over'],
    [['$orderby', 'result,null'], '8 a property to order by is needed'],
    [['$orderby', 'result gt 5'], '8 something is left over'],
    [['$orderby', 'result,result,result,result,result,result'], '36 at most 5 columns to order by'],
    [['$select', 'result,nothing'], '8 Observation has no “nothing”'],
    [['$expand', 'Thing'], '1 Observation has no link “Thing”'],
    [['$expand', 'Datastream('], '11 something is left over after the link'],
    [['$expand', 'Datastream($top=x)'], '17 must be a whole number from 0'],
    [['$expand', 'Datastream($filter=nothing eq 1)'], '20 Datastream has no “nothing”'],
    [['$expand', 'Datastream(top=1)'], '12 an option like $top=1 is needed here'],
    [['$resultFormat', 'csv'], '1 only dataArray is known'],
    [['$skiptoken', 'x'], '1 only taken from an @iot.nextLink'],
    [['$search', 'x'], '1 there is no such option'],
  ] as [[string, string], string][])('%j', (option, why) => expect(query('Observations', option)).toBe(why))
  it('an option given twice, an order over many, and a chain too deep', () => {
    expect(query('Things', ['$top', '1'], ['$top', '2'])).toBe('1 given twice')
    expect(query('Things', ['$orderby', 'Datastreams/name'])).toBe('1 only links to one entity can be ordered by')
    expect(query('Things', ['$expand', 'Datastreams/Thing/Datastreams/Thing/Datastreams/Thing'])).toContain(
      'nested deeper',
    )
    expect(query('Things', ['$expand', Array.from({ length: 25 }, () => 'Datastreams').join(',')])).toContain(
      'more than 20 links',
    )
  })
  it('a nested expand with its own options; the same link named twice is one', () => {
    const q = parseQuery(
      [
        [
          '$expand',
          "Datastreams($filter=name eq 'a;b(c)';$top=2;$expand=Observations($orderby=phenomenonTime desc;$top=1)),Locations",
        ],
      ],
      'Things',
    )
    expect(q.expand.map(e => e.link)).toEqual(['Datastreams', 'Locations'])
    expect(q.expand[0]?.query).toMatchObject({
      top: 2,
      expand: [{ link: 'Observations', query: { top: 1, order: [{ down: true }] } }],
    })
    const two = parseQuery([['$expand', 'Datastreams/Sensor,Datastreams/ObservedProperty']], 'Things')
    expect(two.expand.map(e => e.query.expand.map(x => x.link))).toEqual([['Sensor', 'ObservedProperty']])
  })
  it('$top is cut to what a page may hold; what is not the standard’s is left alone', () => {
    expect(
      parseQuery(
        [
          ['$top', '99999999'],
          ['run', '3'],
        ],
        'Things',
      ).top,
    ).toBe(1000)
  })
  it('an order by several columns', () => {
    expect(parseOrder('Datastream/name, result desc,phenomenonTime asc', 'Observations').map(o => o.down)).toEqual([
      false,
      true,
      false,
    ])
  })
})

describe('addresses', () => {
  it.each([
    ['', 'a set like Things is missing'],
    ['Nothing', 'there is no set “Nothing”'],
    ['Things(abc)', '“Things(abc)” is not understood'],
    ['Things/Datastreams', 'Things needs a key, like Things(1)'],
    ['Things(1)/Sensor', 'Thing has no “Sensor”'],
    ['Datastreams(1)/Thing(2)', 'Thing is one and takes no key'],
    ['Things(1)/name/x', 'there is nothing below “name”'],
    ['Things(1)/constructor', 'Thing has no “constructor”'],
    ['x'.repeat(600), 'longer than 500 characters'],
    [
      'Things(1)/Datastreams(1)/Thing/Datastreams(1)/Thing/Datastreams(1)/Thing/Datastreams(1)/Thing',
      'more than 8 steps',
    ],
  ])('%s', (path, why) => expect(fault(() => parseResourcePath(path))).toBe(why))
  it('steps, properties, values and references', () => {
    const path = (p: string) => {
      const { steps, ...rest } = parseResourcePath(p)
      return { steps: steps.map(s => `${s.name}:${s.set}${s.key === null ? '' : `=${s.key}`}`), ...rest }
    }
    expect(path("Things(1)/Datastreams(2)/Observations('2-5')")).toMatchObject({
      steps: ['Things:Things=1', 'Datastreams:Datastreams=2', 'Observations:Observations=2-5'],
    })
    expect(path('Datastreams(1)/Thing/name/$value')).toMatchObject({
      steps: ['Datastreams:Datastreams=1', 'Thing:Things'],
      property: 'name',
      raw: true,
    })
    expect(path('Things(1)/properties/a/b')).toMatchObject({ property: 'properties', sub: ['a', 'b'], raw: false })
    expect(path('Things(1)/Datastreams/$ref')).toMatchObject({ ref: true, property: null })
  })
  it('options: + is a space, %2B is a plus, a broken % is refused', () => {
    expect(readQueryString('$filter=a+b&$top=1%2B1')).toEqual([
      ['$filter', 'a b'],
      ['$top', '1+1'],
    ])
    expect(fault(() => readQueryString('$filter=%zz'))).toBe('it holds a % that encodes nothing')
  })
})

describe('times, durations and shapes', () => {
  it.each([
    ['2025-10-08T03:00:00+07:00', '2025-10-07T20:00:00.000Z'],
    ['2025-10-08T03:00+0700', '2025-10-07T20:00:00.000Z'],
    ['2025-10-08T03:00:00 07:00', '2025-10-07T20:00:00.000Z'],
    ['2025-10-07T20:00:00.250Z', '2025-10-07T20:00:00.250Z'],
    ['2025-10-07T12:00:00-08:00', '2025-10-07T20:00:00.000Z'],
    ['2025-10-08T03:00:00', '2025-10-07T20:00:00.000Z'],
    ['2025-10-08', '2025-10-07T17:00:00.000Z'],
    ['2024-02-29', '2024-02-28T17:00:00.000Z'],
    ['0099-01-01T00:00:00Z', '0099-01-01T00:00:00.000Z'],
  ])('%s', (text, utc) => expect(new Date(readIsoTime(text)).toISOString()).toBe(utc))
  it.each([
    '2025-02-29',
    '2025-04-31T00:00:00Z',
    '2025-10-08T24:00:00Z',
    '2025-10-08T03:00:00+19:00',
    '2025-10-08T03',
    'now',
    '8/10/2025',
    '0000-01-01',
  ])('%s is none', text => expect(readIsoTime(text)).toBeNaN())
  it('durations of fixed length', () => {
    expect(['PT6H', 'P1D', 'P1DT1H30M', '-PT0.5S', 'P2W'].map(readIsoDuration)).toEqual([
      21_600, 86_400, 91_800, -0.5, 1_209_600,
    ])
    expect(['P1M', 'P1Y', 'P', 'PT', 'P1DT', '6H'].map(readIsoDuration)).toEqual([
      Number.NaN,
      Number.NaN,
      Number.NaN,
      Number.NaN,
      Number.NaN,
      Number.NaN,
    ])
  })
  it('a span in either form', () => {
    expect(readSpan('2025-10-08T01:00:00Z/2025-10-08T02:00:00Z')).toEqual({
      from: Date.UTC(2025, 9, 8, 1),
      to: Date.UTC(2025, 9, 8, 2),
    })
    expect(readSpan('2025-10-08T01:00:00Z')).toEqual({ from: Date.UTC(2025, 9, 8, 1), to: Date.UTC(2025, 9, 8, 1) })
    expect([
      readSpan('2025-10-08T02:00:00Z/2025-10-08T01:00:00Z'),
      readSpan('a/b'),
      readSpan('2025-10-08/2025-10-09/2025-10-10'),
    ]).toEqual([null, null, null])
  })
  it('well-known text', () => {
    expect(readWkt('SRID=4326;POINT (106.4 21.5)')).toEqual({ type: 'point', at: [106.4, 21.5] })
    expect(readWkt('POINT Z(106.4 21.5 100)')).toEqual({ type: 'point', at: [106.4, 21.5] })
    expect(readWkt('LINESTRING(0 0, 1 1)')).toMatchObject({ type: 'line' })
    expect(readWkt('polygon((0 0, 1 0, 1 1, 0 0), (0 0, 1 0, 1 1, 0 0))')).toMatchObject({
      type: 'polygon',
      rings: [[], []].map(() => expect.any(Array)),
    })
    for (const bad of [
      'POINT()',
      'POINT(1)',
      'POINT(a b)',
      'POINT(200 0)',
      'POINT(1 2, 3 4)',
      'LINESTRING(1 1)',
      'POLYGON(0 0, 1 1, 2 2, 0 0)',
      'POLYGON(((0 0, 1 0, 1 1, 0 0)))',
      '',
    ])
      expect([bad, readWkt(bad)]).toEqual([bad, { why: expect.any(String), whyEn: expect.any(String) }])
    expect(readWkt(`LINESTRING(${Array.from({ length: 1200 }, (_, i) => `0 0.0${i}`).join(',')})`)).toMatchObject({
      whyEn: 'the shape has more than 1000 points',
    })
  })
})
