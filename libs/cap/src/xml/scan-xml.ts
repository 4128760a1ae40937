import { resolveReferences } from './resolve-references.ts'
import { isSpace } from './trim-xml.ts'
import { XmlFault, type XmlAttribute, type XmlElement } from './tree.ts'

/**
 * Scans a well-formed document into a small tree.
 *
 * libxml2 remains the judge of what is well-formed. This scanner runs before it for three reasons: a DOCTYPE, the door
 * for external entities and entity bombs, is refused before any other code sees it; the bounds below keep hostile input
 * from costing more than its size; and walking libxml2's own tree through WebAssembly takes longer than parsing and
 * validating together.
 *
 * It also says whether the document is `plain`: made only of constructs on whose well-formedness there can be no two
 * opinions (ASCII names, UTF-8, namespaces that are ordinary URIs …).
 * Nearly every alert is. libxml2 then need not be asked; test/fuzz-cap.ts compares both judges over millions of documents.
 */
export type Scan = { root: XmlElement; plain: boolean }

// Far above what alerts hold; libxml2's own limits (depth 256) are wider.
const MOST_ELEMENTS = 300_000
const MOST_DEPTH = 128
const MOST_ATTRIBUTES = 64
const MOST_NAMESPACES = 64
/** libxml2 refuses names beyond 50,000 characters. */
const PLAIN_NAME = 1000

const XML_NS = 'http://www.w3.org/XML/1998/namespace'
const XMLNS_NS = 'http://www.w3.org/2000/xmlns/'

/** Characters no document may hold; that surrogates stand in pairs was seen when the file was decoded. */
// oxlint-disable-next-line no-control-regex
const NOT_PLAIN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/
const PLAIN_INSTRUCTION = /<\?(?!xml[\t\n ?])[a-z][a-z0-9-]{0,40}(?:[\t\n ]|\?>)/y
const DECLARATION =
  /<\?xml[ \t\n]+version[ \t\n]*=[ \t\n]*(?:"1\.0"|'1\.0')(?:[ \t\n]+encoding=(?:"[uU][tT][fF]-8"|'[uU][tT][fF]-8'))?(?:[ \t\n]+standalone=(?:"yes"|'yes'|"no"|'no'))?[ \t\n]*\?>/y
const PLAIN_NAMESPACE =
  /^[A-Za-z][A-Za-z0-9+.-]{0,20}:(?:\/\/[A-Za-z0-9.-]{1,200}(?:\/[A-Za-z0-9/._:-]{0,400})?|(?!\/)[A-Za-z0-9/._:-]{1,400})#?$/

/** 1 begins a name, 2 continues one, 4 ends one; 0 is left to libxml2. */
const KIND = new Uint8Array(128)
for (let c = 0; c < 128; c += 1) {
  const char = String.fromCharCode(c)
  KIND[c] = /[A-Za-z_]/.test(char) ? 3 : /[0-9.-]/.test(char) ? 2 : /[\t\n\r />=<"'&]/.test(char) ? 4 : 0
}

/** A prefix and what it stands for, and those declared before it. */
type Binding = { prefix: string; uri: string; outer: Binding | null; count: number }
/** Namespaces in scope: the default one apart, because nearly every name uses it. */
type Scope = { standard: string; prefixes: Binding | null }

function uriOf(prefix: string, bindings: Binding | null): string | undefined {
  for (let b = bindings; b; b = b.outer) if (b.prefix === prefix) return b.uri
  return prefix === 'xml' ? XML_NS : undefined
}

const NO_CHILDREN: XmlElement[] = []
const NO_ATTRIBUTES: XmlAttribute[] = []

class Scanner {
  private readonly source: string
  private readonly endsCdata: boolean
  private plain: boolean
  private at = 0
  private root: XmlElement | null = null
  private current: XmlElement | null = null
  private scope: Scope = { standard: '', prefixes: null }
  /** names and outer scopes of the elements that are open */
  private readonly opened: string[] = []
  private readonly scopes: Scope[] = []
  private elements = 0
  private colon = -1

  constructor(source: string) {
    this.source = source
    this.plain = !NOT_PLAIN.test(source)
    this.endsCdata = source.includes(']]>')
  }

  scan(): Scan {
    const { source } = this
    if (source.startsWith('<?xml')) {
      DECLARATION.lastIndex = 0
      if (DECLARATION.test(source)) this.at = DECLARATION.lastIndex
    }
    while (this.at < source.length) {
      const next = source.indexOf('<', this.at)
      if (next !== this.at) this.text(this.at, next < 0 ? source.length : next)
      if (next < 0) break
      this.at = next
      const mark = source.charCodeAt(next + 1)
      if (mark === 47) this.closeTag()
      else if (mark === 33) this.declaration()
      else if (mark === 63) {
        PLAIN_INSTRUCTION.lastIndex = next
        if (!PLAIN_INSTRUCTION.test(source)) this.plain = false
        this.at = this.skipTo('?>', next + 2, 'a "<?" instruction') + 2
      } else this.openTag()
    }
    if (this.current) throw this.fault(source.length, `<${this.current.name}> is never closed`)
    if (!this.root) throw this.fault(source.length, 'there is no element')
    return { root: this.root, plain: this.plain }
  }

  private fault(at: number, detail: string): XmlFault {
    return new XmlFault('xml.not-well-formed', at, detail)
  }

  private text(from: number, to: number): void {
    const { source, current } = this
    let i = from
    while (i < to && isSpace(source.charCodeAt(i))) i += 1
    const white = i === to
    if (!current) {
      if (white) return
      throw this.fault(from, this.root ? 'text after the root element' : 'text before the root element')
    }
    if (white) {
      // Indentation: between children, and before the first one.
      const mark = source.charCodeAt(to + 1)
      if (current.children.length > 0 || (mark !== 47 && mark !== 33 && mark !== 63)) return
    }
    const raw = source.slice(from, to)
    if (this.endsCdata && raw.includes(']]>')) this.plain = false
    const text = resolveReferences(raw, from)
    current.text = current.text === '' ? text : current.text + text
  }

  private skipTo(mark: string, from: number, what: string): number {
    const end = this.source.indexOf(mark, from)
    if (end < 0) throw this.fault(this.at, `${what} is never closed`)
    return end
  }

  private declaration(): void {
    const { source, at } = this
    if (source.startsWith('<!--', at)) {
      const end = this.skipTo('-->', at + 4, 'a comment')
      if (source.indexOf('--', at + 4) !== end) this.plain = false
      this.at = end + 3
    } else if (source.startsWith('<![CDATA[', at)) {
      const end = this.skipTo(']]>', at + 9, 'a CDATA section')
      if (!this.current) throw this.fault(at, 'text outside the root element')
      this.current.text += source.slice(at + 9, end)
      this.at = end + 3
    } else if (/^<!(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)/i.test(source.slice(at, at + 12)))
      throw new XmlFault('xml.doctype', at)
    else throw this.fault(at, 'a "<!" that begins nothing known')
  }

  /** Where the name that begins at `from` ends; `this.colon` is where its colon stands, −1 for none. */
  private nameEnd(from: number): number {
    const { source } = this
    this.colon = -1
    let begins = true
    let i = from
    for (; i < source.length; i += 1) {
      const code = source.charCodeAt(i)
      if (code === 58) {
        if (this.colon >= 0 || begins) throw this.fault(from, `"${source.slice(from, i + 1)}" is no name`)
        this.colon = i
        begins = true
        continue
      }
      const kind = code < 128 ? KIND[code]! : 0
      if (kind === 4) break
      if (begins ? kind !== 3 : kind === 0) this.plain = false
      begins = false
    }
    if (this.colon === i - 1 && i > from) throw this.fault(from, `"${source.slice(from, i)}" is no name`)
    if (i - from > PLAIN_NAME) this.plain = false
    return i
  }

  private skipSpace(from: number): number {
    let i = from
    while (isSpace(this.source.charCodeAt(i))) i += 1
    return i
  }

  private openTag(): void {
    const { source } = this
    const start = this.at
    const end = this.nameEnd(start + 1)
    if (end === start + 1) throw this.fault(start, 'a "<" that begins no tag; write &lt;')
    const raw = source.slice(start + 1, end)
    const prefix = this.colon < 0 ? '' : source.slice(start + 1, this.colon)
    const name = this.colon < 0 ? raw : source.slice(this.colon + 1, end)
    if (this.root && !this.current) throw this.fault(start, 'a second root element')
    this.elements += 1
    if (this.elements > MOST_ELEMENTS) throw new XmlFault('xml.limit', start, `more than ${MOST_ELEMENTS} elements`)
    if (this.opened.length >= MOST_DEPTH)
      throw new XmlFault('xml.limit', start, `elements nested more than ${MOST_DEPTH} deep`)
    const outer = this.scope
    this.at = end
    // Nearly every tag of an alert ends right after its name.
    const attributes = source.charCodeAt(end) === 62 ? NO_ATTRIBUTES : this.attributes(start, raw)
    const empty = source.charCodeAt(this.at) === 47
    this.at += empty ? 2 : 1

    const { scope } = this
    const ns = prefix === '' ? scope.standard : uriOf(prefix, scope.prefixes)
    if (ns === undefined) throw this.fault(start, `the prefix "${prefix}:" is not declared`)
    for (const attribute of attributes) {
      if (attribute.prefix === '') continue
      const uri = uriOf(attribute.prefix, scope.prefixes)
      if (uri === undefined) throw this.fault(start, `the prefix "${attribute.prefix}:" is not declared`)
      attribute.ns = uri
    }
    const parent = this.current
    const element: XmlElement = {
      name,
      prefix,
      ns,
      attributes,
      children: NO_CHILDREN,
      text: '',
      start,
      inside: this.at,
      end: this.at,
      parent,
    }
    if (!parent) this.root = element
    else if (parent.children === NO_CHILDREN) parent.children = [element]
    else parent.children.push(element)
    if (empty) this.scope = outer
    else {
      this.current = element
      this.opened.push(raw)
      this.scopes.push(outer)
    }
  }

  /** Reads up to the `>` or `/>` of a tag, where `this.at` then stands. */
  private attributes(start: number, tag: string): XmlAttribute[] {
    const { source } = this
    const malformed = () => this.fault(start, `the tag <${tag.slice(0, 40)} is malformed`)
    const attributes: XmlAttribute[] = []
    const declared: string[] = []
    for (;;) {
      const from = this.skipSpace(this.at)
      const code = source.charCodeAt(from)
      if (code === 62 || (code === 47 && source.charCodeAt(from + 1) === 62)) {
        this.at = from
        return attributes
      }
      const nameEnd = this.nameEnd(from)
      if (from === this.at || nameEnd === from) throw malformed()
      const { colon } = this
      const equals = this.skipSpace(nameEnd)
      if (source.charCodeAt(equals) !== 61) throw malformed()
      const open = this.skipSpace(equals + 1)
      const quote = source.charCodeAt(open)
      const close = quote === 34 ? source.indexOf('"', open + 1) : quote === 39 ? source.indexOf("'", open + 1) : -1
      if (close < 0) throw malformed()
      let value = source.slice(open + 1, close)
      if (value.includes('<')) throw malformed()
      if (/[&\t\n]/.test(value)) value = resolveReferences(value.replace(/[\t\n]/g, ' '), open + 1)
      this.at = close + 1

      const full = source.slice(from, nameEnd)
      const prefix = colon < 0 ? '' : source.slice(from, colon)
      const name = colon < 0 ? full : source.slice(colon + 1, nameEnd)
      if (full === 'xmlns' || prefix === 'xmlns') {
        if (declared.includes(full)) throw this.fault(from, `attribute "${full}" stands twice`)
        this.bind(prefix === '' ? '' : name, value, declared.length === 0)
        declared.push(full)
      } else {
        if (attributes.some(a => a.name === name && a.prefix === prefix))
          throw this.fault(from, `attribute "${full}" stands twice`)
        // Two prefixes of one namespace may make one name of two.
        if (prefix !== '' && prefix !== 'xml') this.plain = false
        attributes.push({ name, prefix, ns: '', value })
      }
      if (attributes.length > MOST_ATTRIBUTES)
        throw new XmlFault('xml.limit', from, `more than ${MOST_ATTRIBUTES} attributes`)
      if ((this.scope.prefixes?.count ?? 0) > MOST_NAMESPACES)
        throw new XmlFault('xml.limit', from, `more than ${MOST_NAMESPACES} namespaces`)
    }
  }

  private bind(prefix: string, value: string, first: boolean): void {
    if (prefix === 'xml' || prefix === 'xmlns' || value === XML_NS || value === XMLNS_NS) this.plain = false
    if (value === '' ? prefix !== '' : !PLAIN_NAMESPACE.test(value)) this.plain = false
    if (first) this.scope = { standard: this.scope.standard, prefixes: this.scope.prefixes }
    if (prefix === '') this.scope.standard = value
    else {
      const outer = this.scope.prefixes
      this.scope.prefixes = { prefix, uri: value, outer, count: (outer?.count ?? 0) + 1 }
    }
  }

  private closeTag(): void {
    const { source, at } = this
    const expected = this.opened.pop()
    let end: number
    if (
      expected !== undefined &&
      source.startsWith(expected, at + 2) &&
      source.charCodeAt(at + 2 + expected.length) === 62
    )
      end = at + 3 + expected.length
    else {
      const nameEnd = this.nameEnd(at + 2)
      const close = this.skipSpace(nameEnd)
      if (source.charCodeAt(close) !== 62) throw this.fault(at, 'a malformed end tag')
      const raw = source.slice(at + 2, nameEnd)
      if (raw !== expected)
        throw this.fault(
          at,
          expected === undefined ? `</${raw}> closes nothing` : `</${raw}> stands where </${expected}> should`,
        )
      end = close + 1
    }
    const closed = this.current!
    closed.end = end
    this.current = closed.parent
    this.scope = this.scopes.pop()!
    this.at = end
  }
}

/**
 * Scans a document.
 * @param source text with line ends already as `\n`
 * @throws XmlFault
 */
export const scanXml = (source: string): Scan => new Scanner(source).scan()
