import type { CapVersion, ValuePair } from './alert.ts'
import type { Budget } from './crossing.ts'
import type { Collector } from './finding.ts'
import { readTime } from './time.ts'

/** What every rule needs: where to report, the path of the alert, whose rules, and the work left. */
export type Rules = { out: Collector; base: string; version: CapVersion; budget: Budget }

/** Alerts may come from JSON, where the types promise nothing. */
export const isText = (value: unknown): value is string => typeof value === 'string'

export const isFilled = (value: unknown): value is string => isText(value) && value.trim() !== ''

/** The entries of a list, none where there is no list. */
export const listOf = <T>(value: readonly T[] | undefined): readonly T[] => (Array.isArray(value) ? value : [])

// Tags by name, so that "mực nước < 5 m" and "a<b" stay plain text.
const HTML =
  /<\/?(?:p|br|b|i|u|a|div|span|strong|em|ul|ol|li|table|tbody|thead|tr|td|th|img|h[1-6]|font|script|style|iframe|hr|center|small|sub|sup|pre|blockquote|html|body|head)(?:\s[^<>]{0,500})?\/?>|&(?:[a-zA-Z]{2,8}|#\d{1,7}|#x[0-9a-fA-F]{1,6});/
// XML 1.0, production 2: what no document may hold, however escaped; lone surrogates among them.
const NOT_XML =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/

/** A character that no XML can carry, as `U+0007`; null if there is none. */
export function forbiddenCharacter(text: string): string | null {
  const at = text.search(NOT_XML)
  return at < 0 ? null : `U+${text.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0')}`
}

/** Text that people read: no HTML, nothing XML cannot carry; empty ones are named on intake. */
export function checkText(rules: Rules, name: string, value: string | undefined, base: string, step = name): void {
  if (!isText(value)) return
  if (value.trim() === '') {
    // On output an empty optional text is simply left out.
    if (rules.out.intake) rules.out.report('element.empty', `${base}/${step}`, { name })
    return
  }
  // What an XML parser let in, XML can carry.
  const character = rules.out.intake ? null : forbiddenCharacter(value)
  if (character) rules.out.report('text.control', `${base}/${step}`, { name, value: character })
  const html = value.includes('<') || value.includes('&') ? HTML.exec(value) : null
  if (html) rules.out.report('text.html', `${base}/${step}`, { name, value: html[0] })
}

/** As `checkText`, for an element that must be there. */
export function checkRequiredText(rules: Rules, name: string, value: string | undefined, base: string): void {
  if (!isText(value)) rules.out.report(`${name}.missing`, `${base}/${name}`, { name })
  else if (value.trim() === '') rules.out.report(`${name}.empty`, `${base}/${name}`, { name })
  else checkText(rules, name, value, base)
}

/** One of a list of words. */
export function checkChoice(
  rules: Rules,
  name: string,
  value: string | undefined,
  allowed: readonly string[],
  base: string,
  required: boolean,
  step = name,
): void {
  const path = `${base}/${step}`
  if (!isText(value)) {
    if (required) rules.out.report(`${name}.missing`, path, { name })
  } else if (!allowed.includes(value))
    rules.out.report(`${name}.value`, path, { name, value, allowed: allowed.join(', ') })
}

/** @returns the instant in milliseconds, or null where it cannot be known */
export function checkTime(
  rules: Rules,
  name: string,
  value: string | undefined,
  path: string,
  required = false,
): number | null {
  if (!isText(value)) {
    if (required) rules.out.report(`${name}.missing`, path, { name })
    return null
  }
  const { instant, fault } = readTime(value)
  if (fault === 'format') rules.out.report('time.format', path, { name, value })
  else if (fault !== null) {
    // 1.0 and 1.1 allow any XML dateTime; one without a zone still cannot be placed in time.
    if (rules.version === '1.2') rules.out.report(`time.${fault}`, path, { name, value })
    else if (fault === 'zone-missing') rules.out.report('time.zone-missing', path, { name, value }, 'warning')
  } else if (value.endsWith('+00:00')) rules.out.report('time.utc-plus', path, { name })
  return instant
}

/** `<addresses>`, `<incidents>`: words between spaces, quoted where one holds a space. */
export function checkList(rules: Rules, name: string, value: string | undefined, base: string): void {
  checkText(rules, name, value, base)
  if (isText(value) && (value.split('"').length - 1) % 2 === 1)
    rules.out.report(`${name}.quotes`, `${base}/${name}`, { name })
}

/** Name and value of eventCode, parameter and geocode. */
export function checkPairs(rules: Rules, name: string, pairs: readonly ValuePair[] | undefined, base: string): void {
  listOf(pairs).forEach((pair, i) => {
    const at = `${base}/${name}[${i + 1}]`
    checkRequiredText(rules, 'valueName', pair?.valueName, at)
    if (!isText(pair?.value)) rules.out.report('value.missing', `${at}/value`, { name: 'value' })
    else checkText(rules, 'value', pair.value, at)
  })
}

/** `<web>` and `<uri>`: a URI with a scheme. */
export function isAbsoluteUri(text: string): boolean {
  return /^[A-Za-z][A-Za-z0-9+.-]*:\S+$/.test(text) && isUri(text)
}

/** No white space, none of the characters RFC 3986 excludes, every % followed by two hexadecimal digits. Letters beyond ASCII pass (IRI). */
export function isUri(text: string): boolean {
  return text !== '' && !/[\s<>"{}|\\^`\p{Cc}]/u.test(text) && !/%(?![0-9A-Fa-f]{2})/.test(text) && !/#.*#/.test(text)
}
