import { XmlFault, decodeEntities, xmlEvents } from '../read/xml-events.ts'

/** An element of an XML part, to be read and changed. Names keep their prefix ("w:p"). */
export type Element = { name: string; attributes: Map<string, string>; children: (Element | string)[] }

/** Deeper parts are refused: Word itself stops far earlier. */
const maxDepth = 400
const maxNodes = 3_000_000

/** Parses a part into a tree. Throws `XmlFault` on anything that is no well-formed XML without a document type. */
export function parseXml(xml: string): Element {
  const holder: Element = { name: '', attributes: new Map(), children: [] }
  const stack: Element[] = [holder]
  let nodes = 0
  for (const event of xmlEvents(xml)) {
    const top = stack.at(-1) as Element
    if (event.type === 'text') {
      if (stack.length > 1) top.children.push(event.text)
    } else if (event.type === 'open') {
      if (++nodes > maxNodes || stack.length > maxDepth) throw new XmlFault('too deep')
      const element: Element = { name: event.name, attributes: readAttributes(event.attributes), children: [] }
      top.children.push(element)
      stack.push(element)
    } else {
      if (top.name !== event.name || stack.length < 2) throw new XmlFault('not nested')
      stack.pop()
    }
  }
  const root = holder.children.find((c): c is Element => typeof c !== 'string')
  if (!root || stack.length !== 1) throw new XmlFault('no root')
  return root
}

function readAttributes(text: string): Map<string, string> {
  const out = new Map<string, string>()
  for (const m of text.matchAll(/([^\s=]{1,200})\s*=\s*(?:"([^"]*)"|'([^']*)')/g))
    out.set(m[1] ?? '', decodeEntities(m[2] ?? m[3] ?? ''))
  return out
}

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\t': '&#9;',
}
const escapeText = (s: string) => s.replace(/[&<>]/g, c => escapes[c] ?? c)
const escapeValue = (s: string) => s.replace(/[&<>"\n\t]/g, c => escapes[c] ?? c)

export function writeXml(root: Element): string {
  const out: string[] = ['<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n']
  const write = (e: Element) => {
    out.push('<', e.name)
    for (const [k, v] of e.attributes) out.push(' ', k, '="', escapeValue(v), '"')
    if (e.children.length === 0) {
      out.push('/>')
      return
    }
    out.push('>')
    for (const child of e.children) {
      if (typeof child === 'string') out.push(escapeText(child))
      else write(child)
    }
    out.push('</', e.name, '>')
  }
  write(root)
  return out.join('')
}

export const element = (
  name: string,
  attributes: Record<string, string> = {},
  children: (Element | string)[] = [],
): Element => ({
  name,
  attributes: new Map(Object.entries(attributes)),
  children,
})

export const childrenOf = (e: Element | undefined): Element[] =>
  e ? e.children.filter((c): c is Element => typeof c !== 'string') : []
export const child = (e: Element | undefined, name: string): Element | undefined =>
  e?.children.find((c): c is Element => typeof c !== 'string' && c.name === name)
export const value = (e: Element | undefined, name: string): string | undefined =>
  child(e, name)?.attributes.get('w:val')

/** All elements of a name, at any depth, in document order. */
export function descendants(e: Element, name: string, out: Element[] = []): Element[] {
  for (const c of childrenOf(e)) {
    if (c.name === name) out.push(c)
    descendants(c, name, out)
  }
  return out
}

/**
 * The child of that name, made when it is not there. `order`: the sequence the schema wants; the new child goes before the first that
 * must follow it, because Word refuses properties out of order.
 */
export function ensure(e: Element, name: string, order: readonly string[]): Element {
  const found = child(e, name)
  if (found) return found
  const made = element(name)
  const rank = order.indexOf(name)
  const at = e.children.findIndex(c => typeof c !== 'string' && rank >= 0 && order.indexOf(c.name) > rank)
  if (at < 0) e.children.push(made)
  else e.children.splice(at, 0, made)
  return made
}

export function remove(e: Element, name: string) {
  e.children = e.children.filter(c => typeof c === 'string' || c.name !== name)
}

/** Sequences of the schema (ECMA-376 Part 1, 17.3.1.26, 17.3.2.28, 17.6.17), as far as we write them. */
export const orders = {
  pPr: 'pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange'
    .split(' ')
    .map(n => `w:${n}`),
  rPr: 'rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath'
    .split(' ')
    .map(n => `w:${n}`),
  sectPr:
    'headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings'
      .split(' ')
      .map(n => `w:${n}`),
} as const
