import type { Alert, CapVersion } from '../alert.ts'
import type { Collector } from '../finding.ts'
import { readTime } from '../time.ts'
import {
  type Container,
  type ElementSpec,
  elementsOf,
  isNumbered,
  NAMESPACES,
  positionsOf,
  XMLDSIG,
  XSI,
} from './elements.ts'
import { isWord, meantTime, meantWord, VERY_LIKELY, wordsOf } from './read-leniently.ts'
import { trimXml } from './trim-xml.ts'
import { pathOf, type XmlElement } from './tree.ts'

const DECIMAL = /^[+-]?(?:\d{1,40}\.?\d{0,40}|\.\d{1,40})$/
const INTEGER = /^[+-]?\d{1,15}$/
const PLAIN_DECIMAL = /^[+-]?(?:\d{1,15}\.?\d{0,15}|\.\d{1,15})$/
const PLAIN_URI =
  /^[A-Za-z][A-Za-z0-9+.-]*:(?:\/\/[A-Za-z0-9.-]+(?::\d{1,5})?(?=[/?#]|$)|(?!\/\/))[A-Za-z0-9/._~!$&'()*+,;=:@%-]*(?:\?[A-Za-z0-9/._~!$&'()*+,;=:@%?-]*)?(?:#[A-Za-z0-9/._~!$&'()*+,;=:@%?-]*)?$/
const NAME = /^[^\s,<&\p{Cc}]+$/u
const CHILD: Partial<Record<ElementSpec['kind'], Container>> = {
  info: 'info',
  resource: 'resource',
  area: 'area',
  pair: 'pair',
}

/** The schema looks into a signature for elements it knows, and for its own attributes. */
function holdsCap(signature: XmlElement): boolean {
  const stack = [signature]
  for (let element = stack.pop(); element; element = stack.pop()) {
    if (NAMESPACES[element.ns] || element.attributes.some(attribute => attribute.ns === XSI)) return true
    for (const child of element.children) stack.push(child)
  }
  return false
}

/**
 * Takes an alert element over into the model, naming on the way what is out of place: unknown, repeated, too late,
 * nested, stray text, attributes. What can be read is kept: a receiver in the rain needs the rest of the message.
 */
export class AlertBuilder {
  /** children of the namespace of XML signatures */
  readonly signatures: XmlElement[] = []
  /** no attribute on any element, and no value whose lexical form needs a schema to judge */
  plain = true
  private readonly out: Collector
  private readonly version: CapVersion
  private readonly ns: string
  private strayNamespace = false

  constructor(out: Collector, version: CapVersion, ns: string) {
    this.out = out
    this.version = version
    this.ns = ns
  }

  build(element: XmlElement): Alert {
    const alert = this.container(element, 'alert')
    alert['info'] ??= []
    // The table of elements guarantees the shape; values may be missing or wrong, which checkAlert then tells.
    return alert as unknown as Alert
  }

  private path(element: XmlElement): () => string {
    return () => pathOf(element, isNumbered)
  }

  private attributes(element: XmlElement): void {
    this.plain = false
    for (const { name, prefix, ns } of element.attributes) {
      // Those of XML Schema itself (schemaLocation, type, nil) may stand anywhere; libxml2 judges what they say.
      if (ns === XSI) continue
      const full = prefix === '' ? name : `${prefix}:${name}`
      this.out.report('attribute.unknown', this.path(element), { name: element.name, value: full })
    }
  }

  /** Names of CAP in no namespace or that of another version are read all the same, and told once a message. */
  private belongs(child: XmlElement): boolean {
    if (child.ns === this.ns) return true
    if (child.ns !== '' && !NAMESPACES[child.ns]) return false
    if (!this.strayNamespace)
      this.out.report('element.namespace', this.path(child), { name: child.name, value: child.ns })
    this.strayNamespace = true
    return true
  }

  private container(element: XmlElement, container: Container): Record<string, unknown> {
    const model: Record<string, unknown> = {}
    const specs = elementsOf(this.version)[container]
    const positions = positionsOf(this.version)[container]
    if (element.attributes.length > 0) this.attributes(element)
    if (element.text !== '') {
      const stray = trimXml(element.text)
      if (stray !== '') this.out.report('text.stray', this.path(element), { name: element.name, value: stray })
    }
    let last = -1
    let lastName = ''
    let seen = 0
    for (const child of element.children) {
      if (child.ns === XMLDSIG && container === 'alert') {
        this.signatures.push(child)
        if (holdsCap(child)) this.plain = false
        if (this.version === '1.2') {
          last = specs.length
          lastName = child.name
          continue
        }
      }
      const position = positions.get(child.name)
      const spec = position === undefined || !this.belongs(child) ? undefined : specs[position]
      if (position === undefined || !spec) {
        this.out.report('element.unknown', this.path(child), { name: child.name, parent: element.name })
        continue
      }
      if (position < last) this.out.report('element.order', this.path(child), { name: child.name, other: lastName })
      if (!spec.many && (seen & (1 << position)) !== 0) {
        this.out.report('element.repeated', this.path(child), { name: child.name })
        continue
      }
      seen |= 1 << position
      if (position >= last) {
        last = position
        lastName = child.name
      }
      const value = this.value(child, spec)
      if (value === undefined) continue
      if (spec.many) {
        const list = model[spec.name] as unknown[] | undefined
        if (list) list.push(value)
        else model[spec.name] = [value]
      } else model[spec.name] = value
    }
    return model
  }

  /** undefined: it has nothing that could be taken over, as a finding says */
  private value(element: XmlElement, spec: ElementSpec): unknown {
    const inner = CHILD[spec.kind]
    if (inner) return this.container(element, inner)
    if (element.attributes.length > 0) this.attributes(element)
    if (element.children.length > 0) this.out.report('element.nested', this.path(element), { name: element.name })
    const { text } = element
    switch (spec.kind) {
      case 'choice':
        return this.choice(element, text)
      case 'time':
        return this.time(element, trimXml(text))
      case 'name':
        return this.name(element, text)
      case 'decimal':
      case 'integer':
        return this.number(element, spec.kind)
      case 'pairText':
        return this.pairText(element)
      case 'word': {
        const word = trimXml(text)
        if ((spec.name === 'web' || spec.name === 'uri') && !PLAIN_URI.test(word)) this.plain = false
        if (word !== '' || spec.name !== 'language') return word
        // The schema gives an empty <language> its default, en-US; one of white space it refuses.
        this.out.report(text === '' ? 'element.empty' : 'language.format', this.path(element), {
          name: element.name,
          value: text,
        })
        return undefined
      }
      default:
        if (spec.name !== 'password') return text
        this.out.report('password.deprecated', this.path(element))
        return undefined
    }
  }

  private choice(element: XmlElement, text: string): string {
    const { name } = element
    if (isWord(name, text)) return text
    if (this.version === '1.0' && name === 'certainty' && text === VERY_LIKELY) {
      this.out.report('certainty.very-likely', this.path(element))
      return 'Likely'
    }
    const meant = meantWord(name, text)
    if (meant === null) return text
    const path = pathOf(element, isNumbered)
    this.out.report(`${name}.value`, path, { name, value: text, allowed: wordsOf(name, this.version) })
    this.out.report('read.word', path, { name, value: meant })
    return meant
  }

  private time(element: XmlElement, text: string): string {
    const { name } = element
    const meant = readTime(text).fault === 'format' ? meantTime(text) : null
    if (meant === null) return text
    const path = pathOf(element, isNumbered)
    this.out.report('time.format', path, { name, value: text })
    this.out.report('read.time', path, { name, value: meant })
    return meant
  }

  private name(element: XmlElement, text: string): string {
    const { name } = element
    const trimmed = trimXml(text)
    if (trimmed === text || !NAME.test(trimmed)) return text
    const path = pathOf(element, isNumbered)
    this.out.report(`${name}.characters`, path, { name, value: text })
    this.out.report('read.word', path, { name, value: trimmed })
    return trimmed
  }

  private number(element: XmlElement, kind: 'decimal' | 'integer'): number | undefined {
    const { name } = element
    const text = trimXml(element.text)
    if (!PLAIN_DECIMAL.test(text)) this.plain = false
    if ((kind === 'integer' ? INTEGER : DECIMAL).test(text)) return Number(text)
    this.out.report(kind === 'integer' ? 'size.format' : `${name}.number`, this.path(element), { name, value: text })
    return undefined
  }

  private pairText(element: XmlElement): { valueName: string; value: string } {
    const text = trimXml(element.text)
    const equals = text.indexOf('=')
    if (equals > 0) return { valueName: trimXml(text.slice(0, equals)), value: trimXml(text.slice(equals + 1)) }
    this.out.report('pair.format', this.path(element), { name: element.name, value: text })
    return { valueName: element.name, value: text }
  }
}
