import type { CapVersion } from '../alert.ts'
import type { Collector, Finding } from '../finding.ts'
import type { XmlElement } from './tree.ts'
import type { XmlMessage } from './validator.ts'

/** The element a finding's path leads to, or the nearest one above it that exists. */
export function elementAt(start: XmlElement, base: string, path: string): XmlElement {
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
export function addSchemaFindings(
  out: Collector,
  messages: XmlMessage[],
  own: Finding[],
  version: CapVersion,
  path: string,
): void {
  const errors = own.filter(finding => finding.severity === 'error')
  const lines = new Set(errors.map(finding => finding.line))
  const names = new Set(errors.map(finding => /([^/[]+)(?:\[\d+\])?$/.exec(finding.path)?.[1]))
  const structure = errors.some(finding => /\.missing$|^element\.|^text\.stray$/.test(finding.code))
  for (const { message, line } of messages) {
    if (lines.has(line) || names.has(/^Element '([^']+)'/.exec(message)?.[1])) continue
    if (structure && /not expected|Missing child|not allowed/.test(message)) continue
    const before = out.findings.length
    out.report('schema.invalid', path, { value: message, other: version })
    const last = out.findings[before]
    if (last && last.line === undefined) last.line = line
  }
}
