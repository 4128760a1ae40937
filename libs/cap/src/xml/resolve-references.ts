import { XmlFault } from './tree.ts'

// amp last: what it stands for must not begin another.
const NAMED = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['amp', '&'],
])
/** Resolves the references of XML itself; any other entity would need a DOCTYPE, which is refused. */
export function resolveReferences(raw: string, at: number): string {
  if (!raw.includes('&')) return raw
  if (!/&(?!(?:amp|lt|gt|quot|apos);)/.test(raw)) {
    let text = raw
    for (const [name, character] of NAMED) text = text.replaceAll(`&${name};`, character)
    return text
  }
  return raw.replace(/&([^;&<\s]{0,40})(;?)/g, (whole, name: string, end: string, offset: number) => {
    if (end !== ';') throw new XmlFault('xml.not-well-formed', at + offset, 'a bare "&"; write &amp;')
    const named = NAMED.get(name)
    if (named !== undefined) return named
    const digits = /^#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}))$/.exec(name)
    if (!digits) throw new XmlFault('xml.entity', at + offset, whole)
    const code = digits[1] === undefined ? Number(digits[2]) : Number.parseInt(digits[1], 16)
    const character =
      code === 9 || code === 10 || code === 13 || (code >= 32 && code < 0xd800) || (code > 0xdfff && code < 0xfffe)
    if (!character && (code < 0x10000 || code > 0x10ffff))
      throw new XmlFault('xml.not-well-formed', at + offset, `${whole} is no character`)
    return String.fromCodePoint(code)
  })
}
