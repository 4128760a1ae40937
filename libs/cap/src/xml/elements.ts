import type { CapVersion } from '../alert.ts'

/**
 * How the text of an element is taken over. `text`: as it stands; `word`: surrounding white space does not count;
 * `name`: identifier and sender; `choice`: one of a list of words; `time`; `decimal` and `integer`; `pair`: valueName
 * and value; `pairText`: `NAME=value` of CAP 1.0.
 */
export type ElementKind =
  | 'text'
  | 'name'
  | 'word'
  | 'choice'
  | 'time'
  | 'decimal'
  | 'integer'
  | 'pair'
  | 'pairText'
  | 'resource'
  | 'area'
  | 'info'
export type ElementSpec = { name: string; kind: ElementKind; many: boolean }
export type Container = 'alert' | 'info' | 'resource' | 'area' | 'pair'

const one = (name: string, kind: ElementKind = 'text'): ElementSpec => ({ name, kind, many: false })
const many = (name: string, kind: ElementKind = 'text'): ElementSpec => ({ name, kind, many: true })

/** The children each container may have, in the order they must stand in. */
export type ElementTable = Record<Container, ElementSpec[]>

function tableOf(version: CapVersion): ElementTable {
  const first = version === '1.0'
  const pairs: ElementKind = first ? 'pairText' : 'pair'
  return {
    alert: [
      one('identifier', 'name'),
      one('sender', 'name'),
      one('sent', 'time'),
      one('status', 'choice'),
      one('msgType', 'choice'),
      ...(first ? [one('password')] : []),
      one('source'),
      one('scope', 'choice'),
      one('restriction'),
      one('addresses'),
      many('code'),
      one('note'),
      one('references'),
      one('incidents'),
      many('info', 'info'),
    ],
    info: [
      one('language', 'word'),
      many('category', 'choice'),
      one('event'),
      ...(first ? [] : [many('responseType', 'choice')]),
      one('urgency', 'choice'),
      one('severity', 'choice'),
      one('certainty', 'choice'),
      one('audience'),
      many('eventCode', pairs),
      one('effective', 'time'),
      one('onset', 'time'),
      one('expires', 'time'),
      one('senderName'),
      one('headline'),
      one('description'),
      one('instruction'),
      one('web', 'word'),
      one('contact'),
      many('parameter', pairs),
      many('resource', 'resource'),
      many('area', 'area'),
    ],
    resource: [
      one('resourceDesc'),
      one('mimeType', 'word'),
      one('size', 'integer'),
      one('uri', 'word'),
      ...(first ? [] : [one('derefUri')]),
      one('digest', 'word'),
    ],
    area: [
      one('areaDesc'),
      many('polygon'),
      many('circle'),
      many('geocode', pairs),
      one('altitude', 'decimal'),
      one('ceiling', 'decimal'),
    ],
    pair: [one('valueName'), one('value')],
  }
}

const tables: Record<CapVersion, ElementTable> = { '1.0': tableOf('1.0'), '1.1': tableOf('1.1'), '1.2': tableOf('1.2') }
export const elementsOf = (version: CapVersion): ElementTable => tables[version]

type Positions = Record<Container, Map<string, number>>
const positionsIn = (table: ElementTable): Positions => {
  const of = (container: Container) => new Map(table[container].map((spec, i) => [spec.name, i]))
  return { alert: of('alert'), info: of('info'), resource: of('resource'), area: of('area'), pair: of('pair') }
}
const positions: Record<CapVersion, Positions> = {
  '1.0': positionsIn(tables['1.0']),
  '1.1': positionsIn(tables['1.1']),
  '1.2': positionsIn(tables['1.2']),
}
/** Where each child stands in the order of its container. */
export const positionsOf = (version: CapVersion): Positions => positions[version]

/** Without a prototype: a namespace may be called "constructor". */
export const NAMESPACES: Readonly<Record<string, CapVersion | undefined>> = Object.assign(Object.create(null), {
  'http://www.incident.com/cap/1.0': '1.0',
  'urn:oasis:names:tc:emergency:cap:1.1': '1.1',
  'urn:oasis:names:tc:emergency:cap:1.2': '1.2',
})
export const XSI = 'http://www.w3.org/2001/XMLSchema-instance'
export const XMLDSIG = 'http://www.w3.org/2000/09/xmldsig#'

/** Elements whose number always stands in a path, one or many. */
const NUMBERED = new Set(['info', 'resource', 'area', 'eventCode', 'parameter', 'geocode'])
const FEED_NUMBERED = new Set(['entry', 'item', 'contentObject'])
export const isNumbered = (name: string): boolean => NUMBERED.has(name) || FEED_NUMBERED.has(name)
