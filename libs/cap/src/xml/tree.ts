/**
 * A small tree of a well-formed document, with positions.
 *
 * libxml2 remains the judge of what is well-formed and valid. This scanner runs before it for three reasons: a
 * DOCTYPE, the door for external entities and entity bombs, is refused before any other code sees it; the bounds below
 * keep hostile input from costing more than its size; and walking libxml2's own tree through WebAssembly takes longer
 * than parsing and validating together.
 */

export type XmlAttribute = { name: string; prefix: string; value: string }

export type XmlElement = {
  /** local name */
  name: string
  prefix: string
  /** namespace, '' for none */
  ns: string
  attributes: XmlAttribute[]
  children: XmlElement[]
  /** the character data directly inside, pieces joined */
  text: string
  /** offset of `<` in the text that was scanned */
  start: number
  parent: XmlElement | null
}

/** Why a document was refused. `code` is a finding's code, `detail` fills its sentence. */
export class XmlFault extends Error {
  readonly code: string
  readonly at: number
  constructor(code: string, at: number, detail = '') {
    super(detail)
    this.code = code
    this.at = at
  }
}

// Far above what alerts hold; libxml2's own limits (depth 256) are wider.
const MOST_ELEMENTS = 300_000
const MOST_DEPTH = 128
const MOST_ATTRIBUTES = 64
const MOST_NAMESPACES = 64

const NAMED: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
const XML_NS = 'http://www.w3.org/XML/1998/namespace'

/** Resolves the references of XML itself; any other entity would need a DOCTYPE, which is refused. */
function resolve(raw: string, at: number): string {
  if (!raw.includes('&')) return raw
  return raw.replace(/&([^;&<\s]{0,40})(;?)/g, (whole, name: string, end: string, offset: number) => {
    if (end !== ';') throw new XmlFault('xml.not-well-formed', at + offset, 'a bare "&"; write &amp;')
    const named = NAMED[name]
    if (named !== undefined) return named
    const digits = /^#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}))$/.exec(name)
    if (!digits) throw new XmlFault('xml.entity', at + offset, whole)
    const code = digits[1] === undefined ? Number(digits[2]) : Number.parseInt(digits[1], 16)
    if (
      code > 0x10ffff ||
      (code >= 0xd800 && code <= 0xdfff) ||
      (code < 32 && code !== 9 && code !== 10 && code !== 13)
    )
      throw new XmlFault('xml.not-well-formed', at + offset, `${whole} is no character`)
    return String.fromCodePoint(code)
  })
}

type Scope = Map<string, string>

function splitName(raw: string, at: number): [prefix: string, name: string] {
  const colon = raw.indexOf(':')
  if (colon < 0) return ['', raw]
  if (colon === 0 || colon === raw.length - 1 || raw.includes(':', colon + 1))
    throw new XmlFault('xml.not-well-formed', at, `"${raw}" is no name`)
  return [raw.slice(0, colon), raw.slice(colon + 1)]
}

/**
 * Scans a document into its root element.
 * @param source text with line ends already as `\n`
 * @throws XmlFault
 */
export function scanXml(source: string): XmlElement {
  const nameAt = /[^\s/>=<"'&]+/y
  const attributeAt = /\s+([^\s/>=<"'&]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y
  const tagEndAt = /\s*(\/?)>/y
  let root: XmlElement | null = null
  let current: XmlElement | null = null
  const scopes: Scope[] = [new Map([['xml', XML_NS]])]
  const opened: string[] = []
  let elements = 0
  let at = 0

  const text = (raw: string, from: number, literal: boolean) => {
    if (current) current.text += literal ? raw : resolve(raw, from)
    else if (literal || raw.trim() !== '')
      throw new XmlFault(
        'xml.not-well-formed',
        from,
        root ? 'text after the root element' : 'text before the root element',
      )
  }
  const skipTo = (mark: string, from: number, what: string): number => {
    const end = source.indexOf(mark, from)
    if (end < 0) throw new XmlFault('xml.not-well-formed', at, `${what} is never closed`)
    return end
  }

  const openTag = () => {
    nameAt.lastIndex = at + 1
    const raw = nameAt.exec(source)?.[0]
    if (raw === undefined) throw new XmlFault('xml.not-well-formed', at, 'a "<" that begins no tag; write &lt;')
    if (root && !current) throw new XmlFault('xml.not-well-formed', at, 'a second root element')
    elements += 1
    if (elements > MOST_ELEMENTS) throw new XmlFault('xml.limit', at, `more than ${MOST_ELEMENTS} elements`)
    if (opened.length >= MOST_DEPTH) throw new XmlFault('xml.limit', at, `elements nested more than ${MOST_DEPTH} deep`)
    const start = at
    at = nameAt.lastIndex
    const attributes: XmlAttribute[] = []
    let scope = scopes.at(-1)!
    const ownScope = scope
    // Nearly every tag of an alert ends right after its name.
    while (source.charCodeAt(at) !== 62) {
      attributeAt.lastIndex = at
      const match = attributeAt.exec(source)
      if (!match) break
      const rawName = match[1]!
      const value = resolve(match[2] ?? match[3] ?? '', at).replace(/[\t\n]/g, ' ')
      const [prefix, name] = splitName(rawName, at)
      if (rawName === 'xmlns' || prefix === 'xmlns') {
        if (scope === ownScope) scope = new Map(scope)
        scope.set(prefix === 'xmlns' ? name : '', value)
        if (scope.size > MOST_NAMESPACES) throw new XmlFault('xml.limit', at, `more than ${MOST_NAMESPACES} namespaces`)
      } else {
        if (attributes.some(a => a.name === name && a.prefix === prefix))
          throw new XmlFault('xml.not-well-formed', at, `attribute "${rawName}" stands twice`)
        attributes.push({ name, prefix, value })
      }
      if (attributes.length > MOST_ATTRIBUTES)
        throw new XmlFault('xml.limit', at, `more than ${MOST_ATTRIBUTES} attributes`)
      at = attributeAt.lastIndex
    }
    tagEndAt.lastIndex = at
    const end = tagEndAt.exec(source)
    if (!end) throw new XmlFault('xml.not-well-formed', start, `the tag <${raw.slice(0, 40)} is malformed`)
    at = tagEndAt.lastIndex
    const [prefix, name] = splitName(raw, start)
    const ns = scope.get(prefix)
    const declared = (used: string) => used === '' || scope.get(used)
    const undeclared = declared(prefix) ? attributes.find(a => !declared(a.prefix))?.prefix : prefix
    if (undeclared !== undefined)
      throw new XmlFault('xml.not-well-formed', start, `the prefix "${undeclared}:" is not declared`)
    const element: XmlElement = {
      name,
      prefix,
      ns: ns ?? '',
      attributes,
      children: [],
      text: '',
      start,
      parent: current,
    }
    if (current) current.children.push(element)
    else root = element
    if (end[1] === '') {
      current = element
      opened.push(raw)
      scopes.push(scope)
    }
  }

  const closeTag = () => {
    const last = opened.at(-1)
    if (last !== undefined && source.startsWith(last, at + 2) && source.charCodeAt(at + 2 + last.length) === 62) {
      opened.pop()
      scopes.pop()
      current = current?.parent ?? null
      at += last.length + 3
      return
    }
    nameAt.lastIndex = at + 2
    const raw = nameAt.exec(source)?.[0] ?? ''
    tagEndAt.lastIndex = at + 2 + raw.length
    const end = tagEndAt.exec(source)
    if (!end || end[1] !== '') throw new XmlFault('xml.not-well-formed', at, 'a malformed end tag')
    const expected = opened.pop()
    if (raw !== expected)
      throw new XmlFault(
        'xml.not-well-formed',
        at,
        expected === undefined ? `</${raw}> closes nothing` : `</${raw}> stands where </${expected}> should`,
      )
    scopes.pop()
    current = current?.parent ?? null
    at = tagEndAt.lastIndex
  }

  while (at < source.length) {
    const next = source.indexOf('<', at)
    if (next !== at) text(source.slice(at, next < 0 ? source.length : next), at, false)
    if (next < 0) break
    at = next
    const mark = source[at + 1]
    if (mark === '/') closeTag()
    else if (mark === '?') at = skipTo('?>', at + 2, 'a "<?" instruction') + 2
    else if (mark !== '!') openTag()
    else if (source.startsWith('<!--', at)) at = skipTo('-->', at + 4, 'a comment') + 3
    else if (source.startsWith('<![CDATA[', at)) {
      const end = skipTo(']]>', at + 9, 'a CDATA section')
      text(source.slice(at + 9, end), at, true)
      at = end + 3
    } else if (/^<!(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)/i.test(source.slice(at, at + 12)))
      throw new XmlFault('xml.doctype', at)
    else throw new XmlFault('xml.not-well-formed', at, 'a "<!" that begins nothing known')
  }
  if (current)
    throw new XmlFault('xml.not-well-formed', source.length, `<${(current as XmlElement).name}> is never closed`)
  if (!root) throw new XmlFault('xml.not-well-formed', source.length, 'there is no element')
  return root
}

/** Line numbers, from 1, by offset. Built only when something is to be reported. */
export function lineCounter(source: string): (offset: number) => number {
  let starts: number[] | null = null
  return offset => {
    if (!starts) {
      starts = [0]
      for (let i = source.indexOf('\n'); i >= 0; i = source.indexOf('\n', i + 1)) starts.push(i + 1)
    }
    let low = 0
    let high = starts.length
    while (high - low > 1) {
      const mid = (low + high) >> 1
      if (starts[mid]! <= offset) low = mid
      else high = mid
    }
    return low + 1
  }
}

/** Number among the siblings of its name, and whether there are several. Counted once a parent: feeds are long. */
const numberings = new WeakMap<XmlElement, Map<XmlElement, { index: number; several: boolean }>>()

function numberingOf(parent: XmlElement): Map<XmlElement, { index: number; several: boolean }> {
  let numbering = numberings.get(parent)
  if (!numbering) {
    const counts = new Map<string, number>()
    for (const child of parent.children) counts.set(child.name, (counts.get(child.name) ?? 0) + 1)
    const seen = new Map<string, number>()
    numbering = new Map()
    for (const child of parent.children) {
      const index = (seen.get(child.name) ?? 0) + 1
      seen.set(child.name, index)
      numbering.set(child, { index, several: (counts.get(child.name) ?? 0) > 1 })
    }
    numberings.set(parent, numbering)
  }
  return numbering
}

/** The path of an element as findings write it; repeated elements carry their number among those of their name. */
export function pathOf(element: XmlElement, numbered: (name: string) => boolean): string {
  const { parent, name } = element
  if (!parent) return `/${name}`
  const { index, several } = numberingOf(parent).get(element) ?? { index: 1, several: false }
  return `${pathOf(parent, numbered)}/${several || numbered(name) ? `${name}[${index}]` : name}`
}
