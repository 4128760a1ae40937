import type { CapVersion } from '../alert.ts'
import type { Finding } from '../finding.ts'
import type { ContainerKind } from './containers.ts'
import { readCap } from './read-cap.ts'

/** A finding as `tusom cap check --json` prints it. */
export type CapCheckFinding = Pick<Finding, 'code' | 'path' | 'line' | 'message' | 'messageVi'>

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
}

/**
 * Checks the bytes of one file. Never throws.
 * @param file the name to put into the result
 */
export function checkCapFile(bytes: Uint8Array | string, file: string): CapCheckResult {
  const { container, version, alerts, findings } = readCap(bytes)
  const of = (severity: Finding['severity']): CapCheckFinding[] =>
    findings
      .filter(finding => finding.severity === severity)
      .map(({ code, path, line, message, messageVi }) => ({
        code,
        path,
        ...(line === undefined ? {} : { line }),
        message,
        messageVi,
      }))
  const errors = of('error')
  return {
    file,
    container,
    alerts: alerts.length,
    version,
    valid: errors.length === 0,
    errors,
    warnings: of('warning'),
  }
}
