import type { CapVersion } from '../alert.ts'
import type { Collector, Finding } from '../finding.ts'
import { isNumbered } from './elements.ts'
import { childNamed, pathOf, type XmlElement } from './tree.ts'
import type { XmlMessage } from './validator.ts'

/** The element a finding's path leads to, or the nearest one above it that exists. */
export function elementAt(start: XmlElement, base: string, path: string): XmlElement {
  let element = start
  if (!path.startsWith(base)) return element
  for (const step of path.slice(base.length).split('/')) {
    if (step === '') continue
    const [, name, number] = /^([^[]+)(?:\[(\d+)\])?$/.exec(step) ?? []
    const next = childNamed(element, name ?? '', Number(number ?? 1))
    if (!next) break
    element = next
  }
  return element
}

/** libxml2 says which element it means by its name and line only. */
function elementsByLine(alert: XmlElement, lineAt: (offset: number) => number): Map<string, XmlElement> {
  const found = new Map<string, XmlElement>()
  const stack = [alert]
  for (let element = stack.pop(); element; element = stack.pop()) {
    const key = `${element.name} ${lineAt(element.start)}`
    if (!found.has(key)) found.set(key, element)
    for (let i = element.children.length - 1; i >= 0; i -= 1) stack.push(element.children[i]!)
  }
  return found
}

/** What the schema says that our rules did not already say in plainer words. */
export function addSchemaFindings(
  out: Collector,
  messages: XmlMessage[],
  own: Finding[],
  version: CapVersion,
  alert: XmlElement,
  lineAt: (offset: number) => number,
): void {
  const errors = own.filter(finding => finding.severity === 'error')
  const lines = new Set(errors.map(finding => finding.line))
  const names = new Set(errors.map(finding => /([^/[]+)(?:\[\d+\])?$/.exec(finding.path)?.[1]))
  const structure = errors.some(finding => /\.missing$|^element\.|^text\.stray$/.test(finding.code))
  let elements: Map<string, XmlElement> | null = null
  for (const { message, line } of messages) {
    const name = /^Element '([^']+)'/.exec(message)?.[1]
    if (lines.has(line) || names.has(name)) continue
    if (structure && /not expected|Missing child|not allowed/.test(message)) continue
    elements ??= elementsByLine(alert, lineAt)
    const path = pathOf(elements.get(`${name} ${line}`) ?? alert, isNumbered)
    const before = out.findings.length
    out.report('schema.invalid', path, { value: message, other: version })
    const last = out.findings[before]
    if (last) last.line ??= line
  }
}
