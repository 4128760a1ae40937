import type { Alert, Status } from './alert.ts'
import { CapError, Collector } from './finding.ts'
import { readTime } from './time.ts'
import { alertElement, escapeAttribute, escapeText } from './write-alert.ts'
import { forbiddenCharacter } from './check-values.ts'

/** One message of a feed. Times with a zone (`2025-10-08T03:45:00+07:00`), addresses full http or https ones. */
export type AtomEntry = {
  /** a URI that never changes, such as urn:oid:… or tag:… */
  id: string
  title: string
  updated: string
  published?: string
  summary?: string
  /** where the CAP document is */
  alertUrl: string
  /** encloses the message itself beside the link */
  alert?: Alert
  /** the text of `alert` as it was signed: enclosed as it stands, because writing it anew would lose the signature */
  alertXml?: string
}

export type AtomFeed = {
  id: string
  title: string
  updated: string
  /** the address of the feed itself */
  self: string
  /** who publishes; the title if left out, because Atom requires an author */
  author?: string
  /** what the enclosed alerts must be; an exercise feed is never the actual one */
  status?: Status
  entries: readonly AtomEntry[]
}

/** Only such a message may reach the public. */
export const mayReachPublic = (alert: Alert): boolean => alert.status === 'Actual' && alert.scope === 'Public'

function isWebAddress(text: string): boolean {
  try {
    return /^https?:$/.test(new URL(text).protocol) && !/\s/.test(text)
  } catch {
    return false
  }
}

function checkFeed(feed: AtomFeed): void {
  const out = new Collector(false)
  const text = (name: string, value: string | undefined, path: string) => {
    if (!value?.trim()) out.report('feed.text', path, { name })
    const character = forbiddenCharacter(value ?? '')
    if (character) out.report('text.control', path, { name, value: character })
  }
  const time = (name: string, value: string, path: string) => {
    const { instant, fault } = readTime(value)
    if (instant === null || fault === 'format') out.report('feed.time', path, { name, value })
  }
  text('id', feed.id, '/feed/id')
  text('title', feed.title, '/feed/title')
  if (feed.author !== undefined) text('author', feed.author, '/feed/author/name')
  time('updated', feed.updated, '/feed/updated')
  if (!isWebAddress(feed.self)) out.report('feed.link', '/feed/link', { value: feed.self })
  const status = feed.status ?? 'Actual'
  feed.entries.forEach((entry, i) => {
    const path = `/feed/entry[${i + 1}]`
    text('id', entry.id, `${path}/id`)
    text('title', entry.title, `${path}/title`)
    time('updated', entry.updated, `${path}/updated`)
    if (entry.published !== undefined) time('published', entry.published, `${path}/published`)
    if (entry.summary !== undefined) text('summary', entry.summary, `${path}/summary`)
    if (!isWebAddress(entry.alertUrl)) out.report('feed.link', `${path}/link`, { value: entry.alertUrl })
    const alert = entry.alert
    if (!alert) return
    if (alert.status !== status)
      out.report('feed.status', `${path}/content/alert/status`, { value: alert.status, other: status })
    if (alert.scope !== 'Public') out.report('feed.scope', `${path}/content/alert/scope`, { value: alert.scope })
  })
  if (out.errors > 0) throw new CapError(out.findings)
}

/**
 * Writes an Atom feed (RFC 4287) of alerts: each entry links to its CAP document as `application/cap+xml` and may
 * enclose it.
 *
 * @throws CapError if a text, time or address is missing or malformed, an enclosed alert breaks a rule, is not of the
 *   feed's status (an exercise never enters the actual feed) or not public
 */
export function writeAtomFeed(feed: AtomFeed): string {
  checkFeed(feed)
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    `  <id>${escapeText(feed.id)}</id>`,
    `  <title>${escapeText(feed.title)}</title>`,
    `  <updated>${escapeText(feed.updated)}</updated>`,
    `  <author><name>${escapeText(feed.author ?? feed.title)}</name></author>`,
    `  <link rel="self" type="application/atom+xml" href="${escapeAttribute(feed.self)}"/>`,
  ]
  for (const entry of feed.entries) {
    lines.push(
      '  <entry>',
      `    <id>${escapeText(entry.id)}</id>`,
      `    <title>${escapeText(entry.title)}</title>`,
      `    <updated>${escapeText(entry.updated)}</updated>`,
    )
    if (entry.published !== undefined) lines.push(`    <published>${escapeText(entry.published)}</published>`)
    if (entry.summary !== undefined) lines.push(`    <summary>${escapeText(entry.summary)}</summary>`)
    lines.push(`    <link rel="alternate" type="application/cap+xml" href="${escapeAttribute(entry.alertUrl)}"/>`)
    if (entry.alert)
      lines.push('    <content type="application/cap+xml">', enclosed(entry.alert, entry.alertXml), '    </content>')
    lines.push('  </entry>')
  }
  lines.push('</feed>')
  return `${lines.join('\n')}\n`
}

/** The text as it stands without its declaration: what a signature covers is the element, exclusively canonicalised. */
const enclosed = (alert: Alert, xml: string | undefined): string =>
  xml === undefined ? alertElement(alert, 3) : xml.replace(/^\uFEFF?\s*<\?xml[^>]*\?>\s*/, '').trimEnd()
