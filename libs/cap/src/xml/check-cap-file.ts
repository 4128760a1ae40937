import type { CapVersion } from '../alert.ts'
import type { Finding } from '../finding.ts'
import type { ContainerKind } from './containers.ts'
import { readCap, type ReadMessage, type ReadOptions } from './read-cap.ts'
import type { SignatureReport, SignatureState } from './signature/signature-report.ts'

/** A finding as `tusom cap check --json` prints it. */
export type CapCheckFinding = Pick<Finding, 'code' | 'path' | 'line' | 'leniency' | 'message' | 'messageVi'>

/** The object of `tusom cap check --json`, one a file. */
export type CapCheckResult = {
  file: string
  /** null for a file that is none of these */
  container: ContainerKind | null
  /** how many alerts it holds */
  alerts: number
  /** of the first alert */
  version: CapVersion | null
  /** false when the schema or a normative rule of the standard is broken */
  valid: boolean
  errors: CapCheckFinding[]
  warnings: CapCheckFinding[]
  /** of the alert, of the worst one where there are several; null where there is none */
  signature: SignatureReport | null
}

export type CheckFileOptions = ReadOptions

const WORST: readonly SignatureState[] = ['invalid', 'unsupported', 'unsigned', 'valid-untrusted', 'valid']

function worstSignature(messages: readonly ReadMessage[]): SignatureReport | null {
  let worst: SignatureReport | null = null
  for (const { signature } of messages)
    if (!worst || WORST.indexOf(signature.state) < WORST.indexOf(worst.state)) worst = signature
  return worst
}

/**
 * Checks the bytes of one file. Never throws, but for a trusted certificate that cannot be read (TrustError).
 * @param file the name to put into the result
 */
export function checkCapFile(bytes: Uint8Array | string, file: string, options: CheckFileOptions = {}): CapCheckResult {
  const { container, version, messages, findings } = readCap(bytes, options)
  const errors: CapCheckFinding[] = []
  const warnings: CapCheckFinding[] = []
  for (const { severity, ...finding } of findings) (severity === 'error' ? errors : warnings).push(finding)
  return {
    file,
    container,
    alerts: messages.length,
    version,
    valid: errors.length === 0,
    errors,
    warnings,
    signature: worstSignature(messages),
  }
}
