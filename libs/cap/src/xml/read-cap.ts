import type { Alert, CapVersion } from '../alert.ts'
import { collectAlert } from '../check-alert.ts'
import { type Budget, newBudget } from '../crossing.ts'
import { Collector, type Finding } from '../finding.ts'
import { findReferenceCircle, parseReferences, type Reference } from '../references.ts'
import { AlertBuilder } from './build-alert.ts'
import { checkFeed } from './check-feed.ts'
import {
  alertsIn,
  checkContainer,
  checkEnvelope,
  type ContainerKind,
  containerOf,
  entriesOf,
  type FeedLink,
  guessContainer,
  withoutAlert,
} from './containers.ts'
import { SecondOpinion } from './second-opinion.ts'
import { isNumbered, NAMESPACES } from './elements.ts'
import { openSource, type Source } from './open-source.ts'
import { mendGeometry } from './read-leniently.ts'
import { scanXml } from './scan-xml.ts'
import { addSchemaFindings, elementAt } from './schema-findings.ts'
import { reportSignature } from './signature/report-signature.ts'
import { type SignatureReport, UNSIGNED } from './signature/signature-report.ts'
import { type Trust, trustedCertificates } from './signature/trust.ts'
import { verifySignature } from './signature/verify-signature.ts'
import { lineCounter, pathOf, type XmlElement, XmlFault } from './tree.ts'

/** One message of a file, with what was found about it. */
export type ReadMessage = {
  /** as far as it could be read */
  alert: Alert
  /** `/feed/entry[2]/content/alert` */
  path: string
  line: number
  /** null if the namespace is none of CAP; it was read as 1.2 then */
  version: CapVersion | null
  /** false when the schema or a normative rule is broken in this message */
  valid: boolean
  findings: Finding[]
  /** those of the findings that say what was taken or read otherwise than it stands */
  leniencies: Finding[]
  /** the earlier messages it names, as far as they are triples */
  references: Reference[]
  signature: SignatureReport
}

export type CapReading = {
  /** null if the file is none of the four */
  container: ContainerKind | null
  /** of the first alert; null if there is none */
  version: CapVersion | null
  /** as far as they could be read, in document order, findings or not */
  alerts: Alert[]
  /** the same, each with its findings, references and signature */
  messages: ReadMessage[]
  /** entries that name an alert by its address only */
  links: FeedLink[]
  /** in the order of their lines */
  findings: Finding[]
}

export type ReadOptions = {
  /** whose signatures are believed; without it every signature that holds is `valid-untrusted` */
  trust?: Trust
  /**
   * asks libxml2 about every document, also where our own reading is beyond doubt; the answer is the same (the fuzz test
   * compares), at about half the speed
   */
  thorough?: boolean
}

// A message this wrong is invalid already; asking the schema would cost more than its size (libxml2 counts siblings for each error).
const ENOUGH_ERRORS = { alert: 100, file: 400 }
/** Each costs a parse and a check with a public key; no feed signs so many. */
const MOST_SIGNATURES = 200

/** Each is a document of its own. */
const MOST_ESCAPED = 2000

const NO_FINDINGS: Finding[] = []
const NO_REFERENCES: Reference[] = []

/** A document that is being read: the file, or one that stands as text inside it, `shift` lines further down. */
type OpenDocument = {
  root: XmlElement
  source: Source
  opinion: SecondOpinion
  lineAt: (offset: number) => number
  shift: number
}

class Reader {
  readonly out = new Collector(true)
  readonly messages: ReadMessage[] = []
  links: FeedLink[] = []
  container: ContainerKind | null = null
  version: CapVersion | null = null
  private readonly options: ReadOptions
  private readonly budget: Budget = newBudget()
  private signatures = 0

  constructor(options: ReadOptions) {
    this.options = options
  }

  read(input: Uint8Array | string): void {
    const source = openSource(input, this.out)
    if (source) this.document(source, null)
  }

  /** @param holder the element whose text this document is; null for the file itself */
  private document(source: Source, holder: { element: XmlElement; line: number } | null): void {
    const { out } = this
    const count = lineCounter(source.text)
    const lineAt = holder ? (offset: number) => holder.line + count(offset) - 1 : count
    const notWellFormed = (code: string, value: string, line: number) => {
      if (!holder) this.guess(source.text)
      out.report(code, holder ? pathOf(holder.element, isNumbered) : '', { value })
      const last = out.findings.at(-1)
      if (last && line > 0) last.line ??= line
    }
    let root: XmlElement
    const opinion = new SecondOpinion(source.forLibxml)
    try {
      const scan = scanXml(source.text)
      root = scan.root
      const fault = scan.plain && !this.options.thorough ? null : opinion.open()
      if (fault) {
        notWellFormed('xml.not-well-formed', fault.message, holder ? holder.line + fault.line - 1 : fault.line)
        return
      }
      if (holder) root.parent = holder.element
      const alerts = alertsIn(root)
      const entries = holder ? [] : this.openContainer(root, alerts.length, lineAt)
      const text: OpenDocument = { root, source, opinion, lineAt, shift: holder ? holder.line - 1 : 0 }
      alerts.forEach((element, i) => this.alert(element, i, text))
      if (!holder) this.closeContainer(root, entries, lineAt)
    } catch (error) {
      if (!(error instanceof XmlFault)) throw error
      notWellFormed(error.code, error.message, lineAt(error.at))
    } finally {
      opinion.close()
    }
  }

  private guess(text: string): void {
    const guess = guessContainer(text)
    this.container = guess.container
    this.version = guess.version as CapVersion | null
  }

  private openContainer(root: XmlElement, alerts: number, lineAt: (offset: number) => number): XmlElement[] {
    const { out } = this
    const kind = containerOf(root)
    this.container = kind
    const entries = kind ? entriesOf(root, kind) : []
    if (kind) checkContainer(out, root, kind, entries)
    else {
      const code = alerts > 0 ? 'container.unknown' : root.name === 'EncryptedData' ? 'cap.encrypted' : 'cap.absent'
      out.report(code, `/${root.name}`, { value: root.name })
    }
    // What was said of the file as a whole stands at its first element.
    this.addLines(0, root, `/${root.name}`, lineAt)
    return entries
  }

  /** What can be said only after all alerts were read. */
  private closeContainer(root: XmlElement, entries: XmlElement[], lineAt: (offset: number) => number): void {
    const { out, container, messages } = this
    if (container === 'cap' || container === null) return this.together(root, lineAt)
    const { links, escaped } = withoutAlert(entries, container)
    this.links = links
    if (escaped.length > MOST_ESCAPED)
      out.report('xml.limit', `/${root.name}`, { value: `more than ${MOST_ESCAPED} alerts as escaped text` })
    for (const { holder, text, skipped } of escaped.slice(0, MOST_ESCAPED)) {
      const from = out.findings.length
      const line = lineAt(holder.start)
      out.report('feed.escaped', pathOf(holder, isNumbered), { name: holder.name })
      this.addLines(from, root, `/${root.name}`, lineAt)
      this.document({ text, forLibxml: text }, { element: holder, line: line + skipped })
    }
    const from = out.findings.length
    const path = `/${root.name}`
    if (links.length > 0) out.report('feed.links', path, { value: links.length })
    else if (messages.length === 0) out.report('feed.no-alert', path)
    if (container === 'edxl') checkEnvelope(out, root, messages)
    this.addLines(from, root, path, lineAt)
    this.together(root, lineAt)
  }

  private together(root: XmlElement, lineAt: (offset: number) => number): void {
    const { out, messages } = this
    if (messages.length < 2) return
    const from = out.findings.length
    checkFeed(out, messages)
    const circle = findReferenceCircle(messages.map(message => message.alert))
    if (circle) out.report('references.circle', `/${root.name}`, { value: circle.join(' → ') })
    this.addLines(from, root, `/${root.name}`, lineAt)
    // What was found by comparing messages belongs to the one it is about.
    const byPath = new Map(messages.map(message => [message.path, message]))
    for (const finding of out.findings.slice(from)) {
      const message = byPath.get(finding.path) ?? byPath.get(finding.path.slice(0, finding.path.lastIndexOf('/')))
      if (!message) continue
      message.findings = [...message.findings, finding]
      if (finding.severity === 'error') message.valid = false
    }
  }

  private addLines(from: number, element: XmlElement, base: string, lineAt: (offset: number) => number): void {
    const { findings } = this.out
    for (let i = from; i < findings.length; i += 1) {
      const finding = findings[i]!
      finding.line ??= lineAt(elementAt(element, base, finding.path).start)
    }
  }

  private alert(element: XmlElement, index: number, document: OpenDocument): void {
    const { out } = this
    const { lineAt } = document
    const known = NAMESPACES[element.ns]
    const version = known ?? '1.2'
    this.version ??= known ?? null
    const from = out.findings.length
    const errors = out.errors
    const path = pathOf(element, isNumbered)
    if (!known) out.report('alert.namespace', path, { value: element.ns })
    const builder = new AlertBuilder(out, version, element.ns)
    const alert = builder.build(element)
    collectAlert(alert, out, { intake: true, version, base: path, budget: this.budget })
    mendGeometry(alert, out, from)
    const signature = this.signature(builder.signatures, element, document.source, alert, path)
    this.addLines(from, element, path, lineAt)
    const wrong = out.errors - errors
    // Without an error of ours, CAP 1.1 and 1.2 written plainly cannot break the schema (test/fuzz-cap.ts holds us to it).
    const doubt = wrong > 0 || !builder.plain || version === '1.0' || this.options.thorough === true
    if (known && doubt && wrong < ENOUGH_ERRORS.alert && out.errors < ENOUGH_ERRORS.file) {
      const messages = document.opinion.validate(index, element === document.root, version)
      for (const message of messages) message.line += document.shift
      addSchemaFindings(out, messages, out.findings.slice(from), version, element, lineAt)
    }
    const findings = out.findings.length === from ? NO_FINDINGS : out.findings.slice(from)
    this.messages.push({
      alert,
      path,
      line: lineAt(element.start),
      version: known ?? null,
      valid: out.errors === errors,
      findings,
      leniencies: findings.length === 0 ? NO_FINDINGS : findings.filter(finding => finding.leniency === true),
      references: alert.references ? parseReferences(alert.references).references : NO_REFERENCES,
      signature,
    })
  }

  private signature(
    signatures: readonly XmlElement[],
    element: XmlElement,
    source: Source,
    alert: Alert,
    path: string,
  ): SignatureReport {
    if (signatures.length === 0) return UNSIGNED
    this.signatures += 1
    const report = verifySignature(element, signatures, source.text, {
      ...this.options.trust,
      sent: alert.sent,
      refused: this.signatures > MOST_SIGNATURES,
    })
    reportSignature(this.out, report, `${path}/Signature`)
    return report
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
 * @throws TrustError if a trusted certificate of `options` cannot be read
 */
export function readCap(input: Uint8Array | string, options: ReadOptions = {}): CapReading {
  trustedCertificates(options.trust?.trusted)
  const reader = new Reader(options)
  const { out, messages } = reader
  try {
    reader.read(input)
  } catch (error) {
    // Nothing known leads here; a stranger's file must not stop the receiver all the same.
    out.report('xml.unreadable', '', { value: error instanceof Error ? error.message : String(error) })
  }
  if (out.dropped > 0) out.report('findings.more', '', { value: out.dropped })
  let { findings } = out
  if (findings.length > 1)
    findings = findings
      .map((finding, i) => ({ finding, i }))
      .sort((a, b) => (a.finding.line ?? 0) - (b.finding.line ?? 0) || a.i - b.i)
      .map(({ finding }) => finding)
  const { container, version, links } = reader
  return { container, version, alerts: messages.map(message => message.alert), messages, links, findings }
}
