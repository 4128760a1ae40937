import type { XmlElement as LibElement } from 'libxml2-wasm'
import type { Alert, CapVersion } from '../alert.ts'
import { collectAlert } from '../check-alert.ts'
import { type Budget, newBudget } from '../crossing.ts'
import { Collector, type Finding } from '../finding.ts'
import { findReferenceCircle } from '../references.ts'
import { AlertBuilder } from './build-alert.ts'
import { alertsIn, checkContainer, type ContainerKind, containerOf, guessContainer } from './containers.ts'
import { decodeXml } from './decode.ts'
import { isNumbered, NAMESPACES } from './elements.ts'
import { lineCounter, pathOf, scanXml, type XmlElement, XmlFault } from './tree.ts'
import { validate, withDocument, type XmlMessage } from './validator.ts'

/** Larger files are refused unread: 8 MB hold a thousand times what an alert is. */
export const MAX_BYTES = 8 * 1024 * 1024

export type CapReading = {
  /** null if the file is none of the four */
  container: ContainerKind | null
  /** of the first alert; null if there is none */
  version: CapVersion | null
  /** as far as they could be read, in document order, findings or not */
  alerts: Alert[]
  /** in the order of their lines */
  findings: Finding[]
}

// A message this wrong is invalid already; asking the schema would cost more than its size (libxml2 counts siblings for each error).
const ENOUGH_ERRORS = { alert: 100, file: 400 }

/** The element a finding's path leads to, or the nearest one above it that exists. */
function elementAt(start: XmlElement, base: string, path: string): XmlElement {
  let element = start
  if (!path.startsWith(base)) return element
  for (const step of path.slice(base.length).split('/')) {
    if (step === '') continue
    const [, name, number] = /^([^[]+)(?:\[(\d+)\])?$/.exec(step) ?? []
    let wanted = Number(number ?? 1)
    const next = element.children.find(child => child.name === name && --wanted === 0)
    if (!next) break
    element = next
  }
  return element
}

/** What the schema says that our rules did not already say in plainer words. */
function addSchemaFindings(out: Collector, messages: XmlMessage[], own: Finding[], version: CapVersion, path: string) {
  const errors = own.filter(finding => finding.severity === 'error')
  const lines = new Set(errors.map(finding => finding.line))
  const names = new Set(errors.map(finding => /([^/[]+)(?:\[\d+\])?$/.exec(finding.path)?.[1]))
  const structure = errors.some(finding => /\.missing$|^element\.|^text\.stray$/.test(finding.code))
  for (const { message, line } of messages) {
    if (lines.has(line) || names.has(/^Element '([^']+)'/.exec(message)?.[1])) continue
    if (structure && /not expected|Missing child|not allowed/.test(message)) continue
    out.report('schema.invalid', path, { value: message, other: version })
    const last = out.findings.at(-1)
    if (last?.code === 'schema.invalid' && last.line === undefined) last.line = line
  }
}

type Source = { text: string; forLibxml: string | Uint8Array }

function open(input: Uint8Array | string, out: Collector): Source | null {
  const size = typeof input === 'string' ? input.length : input.byteLength
  if (size > MAX_BYTES) {
    out.report('xml.too-large', '', { other: MAX_BYTES })
    return null
  }
  let text: string
  let forLibxml: string | Uint8Array
  if (typeof input === 'string') {
    text = input.startsWith('\ufeff') ? input.slice(1) : input
    forLibxml = text
  } else {
    const decoded = decodeXml(input)
    if (decoded.text === null) {
      out.report('xml.encoding', '', { value: decoded.encoding.toUpperCase() })
      return null
    }
    if (decoded.encoding !== 'utf-8') out.report('xml.encoding-other', '', { value: decoded.encoding.toUpperCase() })
    text = decoded.text
    forLibxml = decoded.encoding === 'utf-8' ? input : text
  }
  if (text.trim() === '') {
    out.report('xml.empty', '')
    return null
  }
  if (!text.includes('\r')) return { text, forLibxml }
  const normal = text.replace(/\r\n?/g, '\n')
  // libxml2 does not count a lone carriage return as a line end.
  return { text: normal, forLibxml: /\r(?!\n)/.test(text) ? normal : forLibxml }
}

class Reader {
  readonly out = new Collector(true)
  readonly alerts: Alert[] = []
  container: ContainerKind | null = null
  version: CapVersion | null = null
  private readonly budget: Budget = newBudget()

  read(input: Uint8Array | string): void {
    const source = open(input, this.out)
    if (!source) return
    const lineAt = lineCounter(source.text)
    let root: XmlElement
    try {
      root = scanXml(source.text)
    } catch (error) {
      if (!(error instanceof XmlFault)) throw error
      this.guess(source.text)
      this.out.report(error.code, '', { value: error.message })
      this.atLine(lineAt(error.at))
      return
    }
    const outcome = withDocument(source.forLibxml, document => {
      this.container = containerOf(root)
      const elements = alertsIn(root)
      if (this.container === null) this.out.report('cap.absent', `/${root.name}`, { value: root.name })
      else checkContainer(this.out, root, this.container, elements.length)
      this.addLines(0, root, `/${root.name}`, lineAt)
      let targets: LibElement[] | null = null
      elements.forEach((element, i) => {
        this.alert(element, lineAt, version => {
          if (element === root) return validate(document, version)
          // The outermost elements named alert, which is the order alertsIn gives them in.
          targets ??= document.find('//*[local-name()="alert"][not(ancestor::*[local-name()="alert"])]') as LibElement[]
          const target = targets[i]
          return target ? validate(target, version) : []
        })
      })
      const circle = findReferenceCircle(this.alerts)
      const before = this.out.findings.length
      if (circle) this.out.report('references.circle', `/${root.name}`, { value: circle.join(' → ') })
      this.addLines(before, root, `/${root.name}`, lineAt)
    })
    if (outcome.fault) {
      this.guess(source.text)
      this.out.report('xml.not-well-formed', '', { value: outcome.fault.message })
      this.atLine(outcome.fault.line)
    }
  }

  private guess(text: string): void {
    const guess = guessContainer(text)
    this.container = guess.container
    this.version = guess.version as CapVersion | null
  }

  private atLine(line: number): void {
    const last = this.out.findings.at(-1)
    if (last && line > 0) last.line = line
  }

  private addLines(from: number, element: XmlElement, base: string, lineAt: (offset: number) => number): void {
    for (const finding of this.out.findings.slice(from))
      finding.line ??= lineAt(elementAt(element, base, finding.path).start)
  }

  private alert(
    element: XmlElement,
    lineAt: (offset: number) => number,
    schema: (version: CapVersion) => XmlMessage[],
  ): void {
    const { out } = this
    const known = NAMESPACES[element.ns]
    const version = known ?? '1.2'
    this.version ??= known ?? null
    const from = out.findings.length
    const errors = out.errors
    const base = pathOf(element, isNumbered)
    if (!known) out.report('alert.namespace', base, { value: element.ns })
    const alert = new AlertBuilder(out, version, element.ns).build(element)
    this.alerts.push(alert)
    collectAlert(alert, out, { intake: true, version, base, budget: this.budget })
    this.addLines(from, element, base, lineAt)
    if (known && out.errors - errors < ENOUGH_ERRORS.alert && out.errors < ENOUGH_ERRORS.file)
      addSchemaFindings(out, schema(version), out.findings.slice(from), version, base)
  }
}

/**
 * Reads CAP 1.0, 1.1 and 1.2, alone or inside Atom, RSS or EDXL-DE, and says all that is wrong with it.
 *
 * Never throws and never reaches outside: a DOCTYPE is refused before anything is resolved, files over 8 MB are not
 * read. What others got slightly wrong is read and named. An alert with an `error` is still handed back, as far as it
 * could be read; decide by `findings` whether to use it.
 *
 * @param input the bytes of the file, or its text
 */
export function readCap(input: Uint8Array | string): CapReading {
  const reader = new Reader()
  const { out } = reader
  try {
    reader.read(input)
  } catch (error) {
    // Nothing known leads here; a stranger's file must not stop the receiver all the same.
    out.report('xml.unreadable', '', { value: error instanceof Error ? error.message : String(error) })
  }
  if (out.dropped > 0) out.report('findings.more', '', { value: out.dropped })
  const findings = out.findings
    .map((finding, i) => ({ finding, i }))
    .sort((a, b) => (a.finding.line ?? 0) - (b.finding.line ?? 0) || a.i - b.i)
    .map(({ finding }) => finding)
  return { container: reader.container, version: reader.version, alerts: reader.alerts, findings }
}
