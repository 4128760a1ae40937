export type XmlEvent =
  | { type: 'open'; name: string; attributes: string; empty: boolean }
  | { type: 'close'; name: string }
  | { type: 'text'; text: string }

/** The part is no XML that we read: a document type (entities) is refused, so is a tag without an end. */
export class XmlFault extends Error {}

const names: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** The five entities of XML and numeric references; there can be no others, since a DOCTYPE is refused. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(
    /&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/g,
    (_, hex?: string, dec?: string, name?: string) => {
      if (name) return names[name] ?? ''
      const code = hex ? Number.parseInt(hex, 16) : Number(dec)
      return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : ''
    },
  )
}

/** Walks through an XML part from left to right, keeping nothing: no tree, no entities, no recursion. */
export function* xmlEvents(xml: string): Generator<XmlEvent> {
  let at = 0
  for (;;) {
    const open = xml.indexOf('<', at)
    if (open < 0) return
    if (open > at) yield { type: 'text', text: decodeEntities(xml.slice(at, open)) }
    if (xml.startsWith('<!--', open)) at = after(xml, '-->', open + 4)
    else if (xml.startsWith('<![CDATA[', open)) {
      const end = after(xml, ']]>', open + 9)
      yield { type: 'text', text: xml.slice(open + 9, end - 3) }
      at = end
    } else if (xml.startsWith('<?', open)) at = after(xml, '?>', open + 2)
    else if (xml.startsWith('<!', open)) throw new XmlFault('document type')
    else {
      const end = tagEnd(xml, open)
      if (xml[open + 1] === '/') yield { type: 'close', name: xml.slice(open + 2, end).trim() }
      else {
        const empty = xml[end - 1] === '/'
        const tag = xml.slice(open + 1, empty ? end - 1 : end)
        const space = tag.search(/\s/)
        const name = space < 0 ? tag : tag.slice(0, space)
        yield { type: 'open', name, attributes: space < 0 ? '' : tag.slice(space), empty }
        if (empty) yield { type: 'close', name }
      }
      at = end + 1
    }
  }
}

function after(xml: string, mark: string, from: number): number {
  const at = xml.indexOf(mark, from)
  if (at < 0) throw new XmlFault('not closed')
  return at + mark.length
}

/** The ">" of a tag; one inside a quoted value does not count. */
function tagEnd(xml: string, open: number): number {
  let quote = ''
  for (let i = open + 1; i < xml.length; i++) {
    const c = xml[i]
    if (quote) {
      if (c === quote) quote = ''
    } else if (c === '"' || c === "'") quote = c
    else if (c === '>') return i
  }
  throw new XmlFault('not closed')
}

/** Value of an attribute by its local name ("val" finds w:val); null when it is not there. */
export function attribute(attributes: string, local: string): string | null {
  const m = new RegExp(`(?:^|[\\s:])${local}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes)
  return m ? decodeEntities(m[1] ?? m[2] ?? '') : null
}

/** "w:p" → "p" */
export const localName = (name: string) => name.slice(name.indexOf(':') + 1)
