import {
  type EntitySet,
  entitySets,
  entityTypes,
  parseQuery,
  parseResourcePath,
  type Query,
  readQueryString,
  Refusal,
} from '@tusom/domain'
import { pageStatement } from '@tusom/store'

/** No case may take longer, whatever it holds. */
const MOST_MS = 1000

/** Words of which filters are made, good and bad; `canary` must never be seen in a statement's text. */
// biome-ignore format: a list to read, not a column
const words = [
  'result', 'name', 'phenomenonTime', 'resultTime', 'resultQuality', 'validTime', 'location', 'feature', 'properties/code', 'parameters/battery',
  'Datastream/name', 'Datastream/Thing/properties/a/b', 'Datastreams/Observations/result', 'Things/Datastreams/id', 'FeatureOfInterest/feature', 'id', '@iot.id',
  'eq', 'ne', 'gt', 'ge', 'lt', 'le', 'and', 'or', 'not', 'add', 'sub', 'mul', 'div', 'mod', '(', ')', ',', '/', '-', ';', '$', '\\', '\u0000', '\ud800', '%', "'", '"', '--',
  'null', 'true', 'false', '1', '-1', '0', '1e308', '1e999', '9'.repeat(400), '0.1', '5.', "'canary'", "'it''s canary'", "''", "'%_\\'", "'x' or 1=1", "'; drop table stations; --'",
  '2025-10-08', '2025-10-08T03:00:00Z', '2025-10-08T03:00:00+07:00', '2025-02-30', '2025-10-08T03:00:00Z/2025-10-08T04:00:00Z', '03:00', "duration'PT6H'", "duration'P9'",
  "geography'POINT(106 21)'", "geography'POLYGON((0 0,1 0,1 1,0 0))'", "geography'POINT('", "geography'LINESTRING(0 0,1 1)'",
  'substringof(', 'contains(', 'startswith(', 'length(', 'indexof(', 'substring(', 'tolower(', 'trim(', 'concat(', 'year(', 'hour(', 'date(', 'time(', 'now()', 'round(', 'floor(',
  'geo.distance(', 'geo.length(', 'st_within(', 'st_intersects(', 'during(', 'overlaps(', 'before(', 'frob(', '__proto__', 'constructor', 'toString(', 'hasOwnProperty', 'Trạm', '…',
  '((((((((((((((((', 'not not not not ', ' '.repeat(300), 'a/'.repeat(50), 'properties/'.repeat(30),
] as const

/** Filters that are right, to be broken at one place. */
const right = [
  'result gt 5 and phenomenonTime ge 2025-10-08T00:00:00Z',
  "Datastream/Thing/name eq 'canary' or (result add 1) mul 2 le 7",
  "not (substringof('canary', Datastream/name)) and length(Datastream/name) gt 3",
  "geo.distance(FeatureOfInterest/feature, geography'POINT(106.4 21.5)') lt 0.5",
  "st_within(FeatureOfInterest/feature, geography'POLYGON((0 0, 10 0, 10 10, 0 0),(1 1, 2 1, 2 2, 1 1))')",
  'during(phenomenonTime, 2025-10-08T00:00:00Z/2025-10-09T00:00:00Z) and hour(phenomenonTime) lt 6',
  "phenomenonTime gt now() sub duration'PT6H' and resultTime sub phenomenonTime lt duration'P1D'",
  "parameters/battery lt 3.5 and parameters/note eq 'canary' and parameters/ok eq true",
  "substring(concat(Datastream/name, 'canary'), 1, 2) eq toupper('ab') and round(result div 3) eq 2",
  "Datastream/Observations/result gt 5 and Datastream/ObservedProperty/properties/indicator eq 'rain'",
] as const

/** Numbers from a seed (mulberry32), so that a case that fails can be made again. */
export function numbers(seed: number): (below: number) => number {
  let s = seed >>> 0
  return below => {
    s = (s + 0x6d2b79f5) >>> 0
    let t = Math.imul(s ^ (s >>> 15), 1 | s)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}
type Next = (below: number) => number
const pick = <T>(list: readonly T[], next: Next): T => list[next(list.length)] as T

/** What each set can be asked for, by the kind of value; over links too. */
const asked: Record<EntitySet, { text: string[]; number: string[]; time: string[]; place: string[] }> = {
  Things: {
    text: ['name', 'properties/code', 'Datastreams/name'],
    number: ['id', 'Datastreams/Observations/result'],
    time: ['HistoricalLocations/time'],
    place: ['Locations/location'],
  },
  Locations: {
    text: ['name', 'Things/name'],
    number: ['id', 'Things/id'],
    time: ['HistoricalLocations/time'],
    place: ['location'],
  },
  HistoricalLocations: {
    text: ['Thing/name'],
    number: ['id', 'Thing/id'],
    time: ['time'],
    place: ['Locations/location'],
  },
  Datastreams: {
    text: ['name', 'unitOfMeasurement/symbol', 'Sensor/metadata'],
    number: ['id', 'properties/min'],
    time: ['phenomenonTime', 'resultTime'],
    place: ['observedArea'],
  },
  Sensors: {
    text: ['name', 'metadata'],
    number: ['id', 'Datastreams/id'],
    time: ['Datastreams/phenomenonTime'],
    place: ['Datastreams/observedArea'],
  },
  ObservedProperties: {
    text: ['definition', 'properties/indicator'],
    number: ['id'],
    time: ['Datastreams/resultTime'],
    place: ['Datastreams/observedArea'],
  },
  Observations: {
    text: ['resultQuality', 'parameters/note', 'Datastream/Thing/name'],
    number: ['result', 'Datastream/id', 'parameters/a/b'],
    time: ['phenomenonTime', 'resultTime', 'validTime'],
    place: ['FeatureOfInterest/feature'],
  },
  FeaturesOfInterest: {
    text: ['name', 'encodingType'],
    number: ['id', 'Observations/result'],
    time: ['Observations/phenomenonTime'],
    place: ['feature'],
  },
}
const signs = ['eq', 'ne', 'gt', 'ge', 'lt', 'le'] as const
const moments = [
  '2025-10-07T03:00:00Z',
  '2025-10-07',
  '2025-10-07T03:00:00Z/2025-10-07T09:00:00+07:00',
  "now() sub duration'PT6H'",
] as const
const shapes = [
  "geography'POINT(106.35 21.55)'",
  "geography'LINESTRING(106 21,107 22)'",
  "geography'POLYGON((106 21,107 21,107 22,106 22,106 21),(106.4 21.4,106.5 21.4,106.5 21.5,106.4 21.4))'",
] as const

/** A condition by the rules of the grammar, nearly always right. */
function condition(set: EntitySet, next: Next, depth = 0): string {
  const of = asked[set]
  const text = (): string =>
    pick(
      [
        () => pick(of.text, next),
        () => "'canary'",
        () => `tolower(${pick(of.text, next)})`,
        () => `concat(${pick(of.text, next)}, 'canary')`,
        () => `substring(${pick(of.text, next)}, ${next(4)})`,
      ],
      next,
    )()
  const number = (): string =>
    pick(
      [
        () => pick(of.number, next),
        () => String(next(2000) / 10 - 50),
        () => `(${pick(of.number, next)} ${pick(['add', 'sub', 'mul', 'div', 'mod'], next)} ${next(5)})`,
        () => `length(${text()})`,
        () => `hour(${pick(of.time, next)})`,
        () => `round(${pick(of.number, next)})`,
        () => `geo.distance(${pick(of.place, next)}, ${pick(shapes, next)})`,
      ],
      next,
    )()
  switch (next(depth > 3 ? 5 : 8)) {
    case 0:
      return `${text()} ${pick(signs, next)} ${text()}`
    case 1:
      return `${number()} ${pick(signs, next)} ${number()}`
    case 2:
      return `${pick(of.time, next)} ${pick(signs, next)} ${pick(moments, next)}`
    case 3:
      return `${pick(['before', 'after', 'meets', 'during', 'overlaps', 'starts', 'finishes'], next)}(${pick(of.time, next)}, ${pick(moments, next)})`
    case 4:
      return next(2)
        ? `${pick(['st_within', 'st_intersects', 'st_disjoint', 'st_equals'], next)}(${pick(of.place, next)}, ${pick(shapes, next)})`
        : `${pick(['startswith', 'contains', 'endswith', 'substringof'], next)}(${text()}, ${text()})`
    case 5:
      return `not (${condition(set, next, depth + 1)})`
    default:
      return `(${condition(set, next, depth + 1)}) ${pick(['and', 'or'], next)} ${condition(set, next, depth + 1)}`
  }
}

function oddText(next: Next, set: EntitySet): string {
  const way = next(5)
  if (way > 2) return condition(set, next)
  if (way === 0) return Array.from({ length: 1 + next(12) }, () => pick(words, next)).join(next(4) ? ' ' : '')
  let text: string = pick(right, next)
  for (let i = next(3); i > 0; i--) {
    const at = next(text.length + 1)
    text = text.slice(0, at) + (next(2) ? pick(words, next) : '') + text.slice(at + next(6))
  }
  return way === 1 ? text : `${text} ${pick(['and', 'or', 'add'], next)} ${pick(right, next)}`
}

/** One odd question: the set, and its options as they would be read from an address. */
export function oddQuestion(next: Next): { set: EntitySet; options: [string, string][] } {
  const set = next(2) ? 'Observations' : pick(entitySets, next)
  const options: [string, string][] = [['$filter', oddText(next, set)]]
  const link = pick(Object.keys(entityTypes[set].links), next)
  if (next(4) === 0) options.push(['$orderby', `${pick(words, next)}${next(2) ? ' desc' : ''},${pick(words, next)}`])
  if (next(4) === 0)
    options.push([
      '$expand',
      next(2)
        ? `${link}($filter=${oddText(next, entityTypes[set].links[link]?.to ?? set)};$top=${next(5)})`
        : `${link}/${pick(words, next)}`,
    ])
  if (next(6) === 0)
    options.push([
      pick(['$top', '$skip', '$select', '$count', '$skiptoken', '$resultFormat', '$x'], next),
      pick(words, next),
    ])
  return { set, options }
}

/** The statement a question becomes; null where it is refused. Anything but a refusal is thrown on. */
export function statementOf(set: EntitySet, options: [string, string][]): { sql: string; values: unknown[] } | null {
  let query: Query
  try {
    query = parseQuery(options, set)
  } catch (e) {
    if (e instanceof Refusal) return null
    throw e
  }
  const properties = Object.keys(entityTypes[set].properties)
  return pageStatement(
    { set, from: null, each: false, query, ids: null, properties, links: [], runId: 0, now: new Date(0) },
    10,
  )
}

/**
 * Asks odd questions: each is refused with a sentence or becomes a statement, within a second, and nothing that was sent stands in
 * the statement's text. Throws with the seed and the number of the case where that is not so; returns how many became statements.
 */
export function fuzzSensorThings(seed: number, cases: number): number {
  const next = numbers(seed)
  let accepted = 0
  for (let i = 0; i < cases; i++) {
    const { set, options } = oddQuestion(next)
    const said = `fuzzSensorThings(${seed}): case ${i}`
    const shown = JSON.stringify([set, options]).slice(0, 600)
    const began = performance.now()
    try {
      const statement = statementOf(set, options)
      if (statement) accepted++
      if (statement?.sql.includes('canary')) throw new Error('what was sent stands in the statement')
      oddAddress(options[0]?.[1] ?? '')
    } catch (e) {
      throw new Error(`${said} threw ${String(e)} on ${shown}`, { cause: e })
    }
    const took = performance.now() - began
    if (took > MOST_MS) throw new Error(`${said} took ${Math.round(took)} ms: ${shown}`)
  }
  return accepted
}

/** The same text as an address and as a query string: read or refused. */
function oddAddress(text: string): void {
  for (const read of [
    () => parseResourcePath(text),
    () => parseResourcePath(`Things(1)/${text}`),
    () => readQueryString(text),
  ])
    try {
      read()
    } catch (e) {
      if (!(e instanceof Refusal)) throw e
    }
}
