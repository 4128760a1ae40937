import type { Alert } from '../alert.ts'
import type { Collector } from '../finding.ts'
import { isNumbered, NAMESPACES } from './elements.ts'
import { trimXml } from './trim-xml.ts'
import { pathOf, type XmlElement } from './tree.ts'

/** What carries the alerts: the document itself, a feed, or an EDXL-DE envelope. */
export type ContainerKind = 'cap' | 'atom' | 'rss' | 'edxl'

const ROOTS: Record<string, ContainerKind> = {
  alert: 'cap',
  feed: 'atom',
  entry: 'atom',
  rss: 'rss',
  RDF: 'rss',
  EDXLDistribution: 'edxl',
  edxlDistribution: 'edxl',
}
const EDXL_10 = 'urn:oasis:names:tc:emergency:EDXL:DE:1.0'

export const containerOf = (root: XmlElement): ContainerKind | null =>
  Object.hasOwn(ROOTS, root.name) ? (ROOTS[root.name] ?? null) : null

/** Guesses the container of a file that cannot be parsed, so that the report can still name it. */
export function guessContainer(text: string): { container: ContainerKind | null; version: string | null } {
  const head = text.slice(0, 65_536)
  const name = /<(?:[A-Za-z_][\w.-]{0,30}:)?(alert|feed|entry|rss|RDF|EDXLDistribution|edxlDistribution)[\s>]/.exec(
    head,
  )?.[1]
  const namespace = Object.keys(NAMESPACES).find(ns => head.includes(ns))
  return {
    container: (name === undefined ? undefined : ROOTS[name]) ?? null,
    version: namespace === undefined ? null : (NAMESPACES[namespace] ?? null),
  }
}

/** The alerts inside, outermost only, in document order. */
export function alertsIn(root: XmlElement): XmlElement[] {
  const found: XmlElement[] = []
  const stack = [root]
  while (stack.length > 0) {
    const element = stack.pop()!
    if (element.name === 'alert') found.push(element)
    else for (let i = element.children.length - 1; i >= 0; i -= 1) stack.push(element.children[i]!)
  }
  return found
}

const named = (element: XmlElement, name: string) => element.children.filter(child => child.name === name)
const textOf = (element: XmlElement, name: string): string | undefined => {
  const text = trimXml(named(element, name)[0]?.text ?? '')
  return text === '' ? undefined : text
}
const attributeOf = (element: XmlElement, name: string): string | undefined =>
  element.attributes.find(a => a.name === name && a.prefix === '')?.value

/** The entries of a feed, the objects of an envelope. */
export function entriesOf(root: XmlElement, kind: ContainerKind): XmlElement[] {
  if (kind === 'atom') return root.name === 'entry' ? [root] : named(root, 'entry')
  if (kind === 'rss')
    return [...named(root, 'item'), ...named(root, 'channel').flatMap(channel => named(channel, 'item'))]
  if (kind === 'cap') return []
  return [root, ...named(root, 'content')].flatMap(element => named(element, 'contentObject'))
}

/** An entry that names an alert instead of enclosing it: fetching is the caller's business. */
export type FeedLink = {
  /** as it stands; may be relative to the address of the feed */
  url: string
  path: string
  title?: string
  updated?: string
}

const isCap = (type: string | undefined) => type !== undefined && /\bcap\b/i.test(type)

function urlOf(entry: XmlElement, kind: ContainerKind): string | undefined {
  const links = named(entry, 'link')
  if (kind === 'atom') {
    const hrefs = links.filter(link => attributeOf(link, 'href')?.trim())
    const best =
      hrefs.find(link => isCap(attributeOf(link, 'type'))) ??
      hrefs.find(link => (attributeOf(link, 'rel') ?? 'alternate') === 'alternate') ??
      hrefs[0]
    const source = named(entry, 'content').map(content => attributeOf(content, 'src'))[0]
    return (best && attributeOf(best, 'href')?.trim()) ?? source
  }
  const enclosure = named(entry, 'enclosure').find(e => isCap(attributeOf(e, 'type')))
  const guid = named(entry, 'guid')[0]
  const permanent = guid && attributeOf(guid, 'isPermaLink') !== 'false' ? textOf(entry, 'guid') : undefined
  return (enclosure && attributeOf(enclosure, 'url')) ?? textOf(entry, 'link') ?? permanent
}

function linkOf(entry: XmlElement, kind: ContainerKind): FeedLink | null {
  const url = urlOf(entry, kind)
  if (url === undefined) return null
  const title = textOf(entry, 'title')
  const updated = textOf(entry, kind === 'atom' ? 'updated' : 'pubDate')
  return {
    url,
    path: pathOf(entry, isNumbered),
    ...(title === undefined ? {} : { title }),
    ...(updated === undefined ? {} : { updated }),
  }
}

/** What stands as text in an entry and may be an alert: escaped, or as the base64 of EDXL-DE. */
/** `skipped`: lines of white space between the tag and the text. */
export type EscapedAlert = { holder: XmlElement; text: string; skipped: number }

const LOOKS_LIKE_ALERT = /^<(?:\?xml[\s?]|!--|(?:[A-Za-z_][\w.-]{0,30}:)?alert[\s/>])/

const linesBefore = (text: string, trimmed: string) => text.slice(0, text.indexOf(trimmed)).split('\n').length - 1

/** The texts of an entry that hold an alert instead of its elements. */
function escapedIn(entry: XmlElement): EscapedAlert[] {
  const found: EscapedAlert[] = []
  const look = (holder: XmlElement, text: string) => {
    const trimmed = trimXml(text)
    if (LOOKS_LIKE_ALERT.test(trimmed) && /[<:]alert[\s/>]/.test(trimmed))
      found.push({ holder, text: trimmed, skipped: linesBefore(text, trimmed) })
  }
  const visit = (element: XmlElement, depth: number) => {
    if (element.name === 'contentData') {
      const dense = element.text.replace(/[ \t\r\n]+/g, '')
      if (dense.length > 0 && dense.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(dense))
        look(element, new TextDecoder().decode(Uint8Array.from(atob(dense), c => c.charCodeAt(0))))
    } else if (element.text !== '') look(element, element.text)
    if (depth < 4) for (const child of element.children) visit(child, depth + 1)
  }
  visit(entry, 0)
  return found
}

function requireChildren(out: Collector, element: XmlElement, names: readonly string[]): void {
  for (const name of names)
    if (!element.children.some(child => child.name === name))
      out.report('feed.element-missing', () => pathOf(element, isNumbered), { name, value: element.name })
}

/** What the format of the container requires (RFC 4287; RSS 2.0; EDXL-DE 1.0), as warnings: it does not make a message wrong. */
export function checkContainer(out: Collector, root: XmlElement, kind: ContainerKind, entries: XmlElement[]): void {
  if (kind === 'atom')
    for (const element of new Set([root, ...entries])) requireChildren(out, element, ['id', 'title', 'updated'])
  else if (kind === 'rss') {
    const channels = named(root, 'channel')
    if (channels.length === 0) requireChildren(out, root, ['channel'])
    for (const channel of channels) requireChildren(out, channel, ['title', 'link', 'description'])
  } else if (kind === 'edxl') {
    if (root.ns !== EDXL_10) out.report('edxl.version', `/${root.name}`, { value: root.ns })
    const names = ['distributionID', 'senderID', 'dateTimeSent', 'distributionStatus']
    const only10 = ['distributionType', 'combinedConfidentiality']
    requireChildren(out, root, root.ns === EDXL_10 ? [...names, ...only10] : names)
  }
}

/** What the entries without an alert have instead. */
export function withoutAlert(
  entries: XmlElement[],
  kind: ContainerKind,
): { links: FeedLink[]; escaped: EscapedAlert[] } {
  const links: FeedLink[] = []
  const escaped: EscapedAlert[] = []
  for (const entry of entries) {
    if (alertsIn(entry).length > 0) continue
    const texts = escapedIn(entry)
    if (texts.length > 0) {
      escaped.push(...texts)
      continue
    }
    const link = kind === 'edxl' ? null : linkOf(entry, kind)
    if (link) links.push(link)
  }
  return { links, escaped }
}

/** The envelope's own status, where it differs from the message's: an exercise must not look real. */
export function checkEnvelope(
  out: Collector,
  root: XmlElement,
  alerts: readonly { alert: Alert; path: string }[],
): void {
  const status = textOf(root, 'distributionStatus')
  if (status === undefined) return
  for (const { alert, path } of alerts)
    if (alert.status && alert.status !== status)
      out.report('edxl.status', `${path}/status`, { value: alert.status, other: status })
}
