import { messages } from './messages.ts'

/** `error`: the schema or a normative rule is broken. `warning`: a person should look, the message may be used. */
export type FindingSeverity = 'error' | 'warning'

/** One thing wrong with a message: a stable code, where it is, and a sentence in English and in Vietnamese. */
export type Finding = {
  /** stable, dotted: `polygon.not-closed` */
  code: string
  /** `/alert/info[1]/area[2]/polygon`; empty where the file as a whole is meant */
  path: string
  /** line in the file that was read, from 1 */
  line?: number
  severity: FindingSeverity
  /**
   * true where what others sent was taken all the same, or read otherwise than it stands (`read.word`: "actual" read as
   * Actual). Always a warning; where the standard is broken an error stands beside it.
   */
  leniency?: true
  message: string
  messageVi: string
}

/** Thrown when something that breaks a rule was about to leave; `findings` says what, and where. */
export class CapError extends Error {
  readonly findings: Finding[]
  constructor(findings: Finding[]) {
    const first = findings[0]
    const more = findings.length > 1 ? ` (and ${findings.length - 1} more)` : ''
    super(first ? `${first.path}: ${first.message}${more}` : 'The message breaks a rule.')
    this.name = 'CapError'
    this.findings = findings
  }
}

/** More than this from one file helps nobody, and a hostile file must not make us write a million sentences. */
const MOST = { error: 500, warning: 200 }

/** Values put into a sentence are cut: the reader has the path, and a polygon may be a megabyte. */
function brief(value: string | number): string {
  if (typeof value === 'number' || /^[\w .,:+-]{0,80}$/.test(value)) return String(value)
  const line = (value.length > 80 ? `${value.slice(0, 77)}…` : value).replace(/\s+/g, ' ')
  return line.toWellFormed().replace(/\p{Cc}/gu, '?')
}

type Values = Record<string, string | number>

/** Sentences cut at their gaps, once: text, name, text, name, … text. */
const cut = new Map<string, string[]>()

function fill(template: string, values: Values): string {
  let parts = cut.get(template)
  if (!parts) cut.set(template, (parts = template.split(/\{(\w+)\}/)))
  let text = parts[0] ?? ''
  for (let i = 1; i < parts.length; i += 2) {
    const key = parts[i] ?? ''
    text += key === 'allowed' ? String(values[key]) : brief(values[key] ?? '')
    text += parts[i + 1] ?? ''
  }
  return text
}

/** Gathers findings. `intake` is lenient where the catalogue says so: what we would not send, others may have sent. */
export class Collector {
  readonly findings: Finding[] = []
  readonly intake: boolean
  errors = 0
  warnings = 0
  dropped = 0

  constructor(intake: boolean) {
    this.intake = intake
  }

  /**
   * Reports `code` at `path` (a function where the path costs something to find out).
   * `values` fill the sentence; `severity` overrides the catalogue.
   */
  report(code: string, path: string | (() => string), values: Values = {}, severity?: FindingSeverity): void {
    const entry = messages[code] ?? messages[`*${code.slice(code.lastIndexOf('.'))}`]
    if (!entry) throw new Error(`No sentence for the finding ${code}`)
    const [kind, english, vietnamese] = entry
    const level =
      severity ?? (kind === 'outgoing' ? (this.intake ? 'warning' : 'error') : kind === 'lenient' ? 'warning' : kind)
    const count = level === 'error' ? ++this.errors : ++this.warnings
    if (count > MOST[level]) {
      this.dropped += 1
      return
    }
    const finding: Finding = {
      code,
      path: typeof path === 'string' ? path : path(),
      severity: level,
      message: fill(english, values),
      messageVi: fill(vietnamese, values),
    }
    if (this.intake && level === 'warning' && (kind === 'outgoing' || kind === 'lenient')) finding.leniency = true
    this.findings.push(finding)
  }
}
