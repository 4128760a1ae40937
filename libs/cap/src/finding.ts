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
  const text = String(value)
  const line = (text.length > 80 ? `${text.slice(0, 77)}…` : text).replace(/\s+/g, ' ')
  return line.toWellFormed().replace(/\p{Cc}/gu, '?')
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
  report(
    code: string,
    path: string | (() => string),
    values: Record<string, string | number> = {},
    severity?: FindingSeverity,
  ): void {
    const entry = messages[code] ?? messages[`*${code.slice(code.lastIndexOf('.'))}`]
    if (!entry) throw new Error(`No sentence for the finding ${code}`)
    const level = severity ?? (entry[0] === 'outgoing' ? (this.intake ? 'warning' : 'error') : entry[0])
    const count = level === 'error' ? ++this.errors : ++this.warnings
    if (count > MOST[level]) {
      this.dropped += 1
      return
    }
    const fill = (template: string) =>
      template.replace(/\{(\w+)\}/g, (_, key: string) =>
        key === 'allowed' ? String(values[key]) : brief(values[key] ?? ''),
      )
    const where = typeof path === 'string' ? path : path()
    this.findings.push({ code, path: where, severity: level, message: fill(entry[1]), messageVi: fill(entry[2]) })
  }
}
