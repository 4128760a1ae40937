import { Collector } from '../finding.ts'
import { isNumbered, NAMESPACES } from './elements.ts'
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
}

export const containerOf = (root: XmlElement): ContainerKind | null => ROOTS[root.name] ?? null

/** Guesses the container of a file that cannot be parsed, so that the report can still name it. */
export function guessContainer(text: string): { container: ContainerKind | null; version: string | null } {
  const head = text.slice(0, 65_536)
  const name = /<(?:[A-Za-z_][\w.-]{0,30}:)?(alert|feed|entry|rss|RDF|EDXLDistribution)[\s>]/.exec(head)?.[1]
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

function requireChildren(out: Collector, element: XmlElement, names: readonly string[]): void {
  for (const name of names)
    if (!element.children.some(child => child.name === name))
      out.report('feed.element-missing', () => pathOf(element, isNumbered), { name, value: element.name })
}

/** What the format of the container requires (RFC 4287; RSS 2.0; EDXL-DE 1.0), as warnings: it does not make a message wrong. */
export function checkContainer(out: Collector, root: XmlElement, kind: ContainerKind, alerts: number): void {
  if (kind === 'cap') return
  let linked = 0
  const countLinks = (entries: XmlElement[]) => {
    for (const entry of entries) if (alertsIn(entry).length === 0 && named(entry, 'link').length > 0) linked += 1
  }
  if (kind === 'atom') {
    const entries = root.name === 'entry' ? [root] : named(root, 'entry')
    for (const element of new Set([root, ...entries])) requireChildren(out, element, ['id', 'title', 'updated'])
    countLinks(entries)
  } else if (kind === 'rss') {
    const channels = named(root, 'channel')
    if (channels.length === 0) requireChildren(out, root, ['channel'])
    for (const channel of channels) requireChildren(out, channel, ['title', 'link', 'description'])
    countLinks([...named(root, 'item'), ...channels.flatMap(channel => named(channel, 'item'))])
  } else
    requireChildren(out, root, [
      'distributionID',
      'senderID',
      'dateTimeSent',
      'distributionStatus',
      'distributionType',
      'combinedConfidentiality',
    ])
  const path = `/${root.name}`
  if (linked > 0) out.report('feed.links', path, { value: linked })
  else if (alerts === 0) out.report('feed.no-alert', path)
}
