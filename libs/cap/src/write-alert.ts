import type { Alert, AlertArea, AlertInfo, AlertResource, ValuePair } from './alert.ts'
import { checkAlert } from './check-alert.ts'
import { forbiddenCharacter } from './check-values.ts'
import { CapError, Collector } from './finding.ts'

export const CAP_12 = 'urn:oasis:names:tc:emergency:cap:1.2'

/** Text as XML character data. A carriage return is written as a reference, or every parser would turn it into a line feed. */
export function escapeText(text: string): string {
  return text.replace(/[&<>\r]/g, c => (c === '&' ? '&amp;' : c === '<' ? '&lt;' : c === '>' ? '&gt;' : '&#13;'))
}

export const escapeAttribute = (text: string): string =>
  escapeText(text).replace(/["\t\n]/g, c => (c === '"' ? '&quot;' : c === '\t' ? '&#9;' : '&#10;'))

/** The lines of a message, indented; an absent or empty text writes nothing. */
class Lines {
  readonly lines: string[] = []
  depth: number
  constructor(depth: number) {
    this.depth = depth
  }
  text(name: string, value: string | number | undefined, keepEmpty = false): void {
    if (value === undefined) return
    const text = typeof value === 'number' ? plainNumber(value) : value
    if (text.trim() === '' && !keepEmpty) return
    this.lines.push(`${'  '.repeat(this.depth)}<${name}>${escapeText(text)}</${name}>`)
  }
  many(name: string, values: readonly string[] | undefined): void {
    for (const value of values ?? []) this.text(name, value)
  }
  block(name: string, attributes: string, inside: () => void): void {
    const pad = '  '.repeat(this.depth)
    this.lines.push(`${pad}<${name}${attributes}>`)
    this.depth += 1
    inside()
    this.depth -= 1
    this.lines.push(`${pad}</${name}>`)
  }
  pairs(name: string, pairs: readonly ValuePair[] | undefined): void {
    for (const pair of pairs ?? [])
      this.block(name, '', () => {
        this.text('valueName', pair.valueName)
        this.text('value', pair.value, true)
      })
  }
}

/** `xs:decimal` knows no exponent. */
function plainNumber(value: number): string {
  const text = String(value)
  if (!text.includes('e')) return text
  return Math.abs(value) < 1 ? value.toFixed(20) : BigInt(value).toString()
}

function writeResource(out: Lines, resource: AlertResource): void {
  out.text('resourceDesc', resource.resourceDesc)
  out.text('mimeType', resource.mimeType)
  out.text('size', resource.size)
  out.text('uri', resource.uri)
  out.text('derefUri', resource.derefUri)
  out.text('digest', resource.digest)
}

function writeArea(out: Lines, area: AlertArea): void {
  out.text('areaDesc', area.areaDesc)
  out.many('polygon', area.polygon)
  out.many('circle', area.circle)
  out.pairs('geocode', area.geocode)
  out.text('altitude', area.altitude)
  out.text('ceiling', area.ceiling)
}

function writeInfo(out: Lines, info: AlertInfo): void {
  out.text('language', info.language)
  out.many('category', info.category)
  out.text('event', info.event)
  out.many('responseType', info.responseType)
  out.text('urgency', info.urgency)
  out.text('severity', info.severity)
  out.text('certainty', info.certainty)
  out.text('audience', info.audience)
  out.pairs('eventCode', info.eventCode)
  out.text('effective', info.effective)
  out.text('onset', info.onset)
  out.text('expires', info.expires)
  out.text('senderName', info.senderName)
  out.text('headline', info.headline)
  out.text('description', info.description)
  out.text('instruction', info.instruction)
  out.text('web', info.web)
  out.text('contact', info.contact)
  out.pairs('parameter', info.parameter)
  for (const resource of info.resource ?? []) out.block('resource', '', () => writeResource(out, resource))
  for (const area of info.area ?? []) out.block('area', '', () => writeArea(out, area))
}

/** The alert element without the XML declaration, for a feed. Checked as `writeAlert` is. */
export function alertElement(alert: Alert, depth = 0): string {
  const errors = checkAlert(alert).filter(finding => finding.severity === 'error')
  if (errors.length > 0) throw new CapError(errors)
  const out = new Lines(depth)
  out.block('alert', ` xmlns="${CAP_12}"`, () => {
    out.text('identifier', alert.identifier)
    out.text('sender', alert.sender)
    out.text('sent', alert.sent)
    out.text('status', alert.status)
    out.text('msgType', alert.msgType)
    out.text('source', alert.source)
    out.text('scope', alert.scope)
    out.text('restriction', alert.restriction)
    out.text('addresses', alert.addresses)
    out.many('code', alert.code)
    out.text('note', alert.note)
    out.text('references', alert.references)
    out.text('incidents', alert.incidents)
    for (const info of alert.info) out.block('info', '', () => writeInfo(out, info))
  })
  const xml = out.lines.join('\n')
  const character = forbiddenCharacter(xml)
  if (character) {
    const collector = new Collector(false)
    collector.report('text.control', '/alert', { name: 'alert', value: character })
    throw new CapError(collector.findings)
  }
  return xml
}

/**
 * Writes an alert as a CAP 1.2 document: elements in the order of the standard, escaped, declared UTF-8, ending in a
 * line feed. Absent and empty optional texts are left out.
 *
 * @throws CapError with the findings, if `checkAlert` has an error: nothing leaves that does not pass
 * @see CAP 1.2, section 3.2
 */
export function writeAlert(alert: Alert): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${alertElement(alert)}\n`
}
