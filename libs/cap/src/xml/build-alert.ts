import type { Alert, CapVersion } from '../alert.ts'
import { Collector } from '../finding.ts'
import { type Container, type ElementSpec, elementsOf, isNumbered, positionsOf, XMLDSIG } from './elements.ts'
import { pathOf, type XmlElement } from './tree.ts'

const DECIMAL = /^[+-]?(?:\d{1,40}\.?\d{0,40}|\.\d{1,40})$/
const CHILD: Partial<Record<ElementSpec['kind'], Container>> = {
  info: 'info',
  resource: 'resource',
  area: 'area',
  pair: 'pair',
}

/**
 * Takes an alert element over into the model, naming on the way what is out of place: unknown, repeated, too late,
 * nested, stray text, attributes. What can be read is kept: a receiver in the rain needs the rest of the message.
 */
export class AlertBuilder {
  private readonly out: Collector
  private readonly version: CapVersion
  private readonly ns: string

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
    for (const { name, prefix } of element.attributes) {
      const location = name === 'schemaLocation' || name === 'noNamespaceSchemaLocation'
      if (!(location && prefix !== '')) {
        const full = prefix === '' ? name : `${prefix}:${name}`
        this.out.report('attribute.unknown', this.path(element), { name: element.name, value: full })
      }
    }
  }

  private container(element: XmlElement, container: Container): Record<string, unknown> {
    const model: Record<string, unknown> = {}
    const specs = elementsOf(this.version)[container]
    const positions = positionsOf(this.version)[container]
    if (element.attributes.length > 0) this.attributes(element)
    if (element.text.trim() !== '')
      this.out.report('text.stray', this.path(element), { name: element.name, value: element.text.trim() })
    let last = -1
    let lastName = ''
    for (const child of element.children) {
      if (child.ns === XMLDSIG && container === 'alert' && this.version === '1.2') {
        this.out.report('signature.unverified', this.path(child))
        last = specs.length
        lastName = child.name
        continue
      }
      const position = child.ns === this.ns ? positions.get(child.name) : undefined
      const spec = position === undefined ? undefined : specs[position]
      if (position === undefined || !spec) {
        this.out.report('element.unknown', this.path(child), { name: child.name, parent: element.name })
        continue
      }
      if (position < last) this.out.report('element.order', this.path(child), { name: child.name, other: lastName })
      if (!spec.many && model[spec.name] !== undefined) {
        this.out.report('element.repeated', this.path(child), { name: child.name })
        continue
      }
      if (position >= last) {
        last = position
        lastName = child.name
      }
      if (spec.name === 'password') {
        this.out.report('password.deprecated', this.path(child))
        continue
      }
      const value = this.value(child, spec)
      if (spec.many) {
        const list = (model[spec.name] ??= []) as unknown[]
        list.push(value)
      } else model[spec.name] = value
    }
    return model
  }

  private value(element: XmlElement, spec: ElementSpec): unknown {
    const inner = CHILD[spec.kind]
    if (inner) return this.container(element, inner)
    if (element.attributes.length > 0) this.attributes(element)
    if (element.children.length > 0) this.out.report('element.nested', this.path(element), { name: element.name })
    const { text } = element
    switch (spec.kind) {
      case 'word':
        return this.word(element, text.trim())
      case 'number': {
        const trimmed = text.trim()
        return DECIMAL.test(trimmed) ? Number(trimmed) : Number.NaN
      }
      case 'pairText':
        return this.pairText(element)
      default:
        return text
    }
  }

  private word(element: XmlElement, text: string): string {
    if (this.version === '1.0' && element.name === 'certainty' && text === 'Very Likely') {
      this.out.report('certainty.very-likely', this.path(element))
      return 'Likely'
    }
    return text
  }

  private pairText(element: XmlElement): { valueName: string; value: string } {
    const equals = element.text.indexOf('=')
    if (equals > 0)
      return { valueName: element.text.slice(0, equals).trim(), value: element.text.slice(equals + 1).trim() }
    this.out.report('pair.format', this.path(element), { name: element.name, value: element.text.trim() })
    return { valueName: element.name, value: element.text.trim() }
  }
}
