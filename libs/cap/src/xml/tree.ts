/** A small tree of a well-formed document, with positions. */

/** `ns` is '' for an attribute without a prefix. */
export type XmlAttribute = { name: string; prefix: string; ns: string; value: string }

export type XmlElement = {
  /** local name */
  name: string
  prefix: string
  /** namespace, '' for none */
  ns: string
  attributes: XmlAttribute[]
  children: XmlElement[]
  /** the character data directly inside, pieces joined; white space between children is left out */
  text: string
  /** offset of `<` in the text that was scanned */
  start: number
  /** offset behind the `>` of the start tag */
  inside: number
  /** offset behind the `>` of the end tag */
  end: number
  parent: XmlElement | null
}

/** Why a document was refused. `code` is a finding's code, `detail` fills its sentence. */
export class XmlFault extends Error {
  readonly code: string
  readonly at: number
  constructor(code: string, at: number, detail = '') {
    super(detail)
    this.code = code
    this.at = at
  }
}

/** Line numbers, from 1, by offset. Built only when something is to be reported. */
export function lineCounter(source: string): (offset: number) => number {
  let starts: number[] | null = null
  return offset => {
    if (!starts) {
      starts = [0]
      for (let i = source.indexOf('\n'); i >= 0; i = source.indexOf('\n', i + 1)) starts.push(i + 1)
    }
    let low = 0
    let high = starts.length
    while (high - low > 1) {
      const mid = (low + high) >> 1
      if (starts[mid]! <= offset) low = mid
      else high = mid
    }
    return low + 1
  }
}

/** Number among the siblings of its name, and whether there are several. Counted once a parent: feeds are long. */
const numberings = new WeakMap<XmlElement, Map<XmlElement, { index: number; several: boolean }>>()

function numberingOf(parent: XmlElement): Map<XmlElement, { index: number; several: boolean }> {
  let numbering = numberings.get(parent)
  if (!numbering) {
    const counts = new Map<string, number>()
    for (const child of parent.children) counts.set(child.name, (counts.get(child.name) ?? 0) + 1)
    const seen = new Map<string, number>()
    numbering = new Map()
    for (const child of parent.children) {
      const index = (seen.get(child.name) ?? 0) + 1
      seen.set(child.name, index)
      numbering.set(child, { index, several: (counts.get(child.name) ?? 0) > 1 })
    }
    numberings.set(parent, numbering)
  }
  return numbering
}

const families = new WeakMap<XmlElement, Map<string, XmlElement[]>>()

/** The `number`th child of that name, from 1. Sorted once a parent, like the numbers, where there are many. */
export function childNamed(parent: XmlElement, name: string, number: number): XmlElement | undefined {
  if (parent.children.length < 64) {
    let wanted = number
    for (const child of parent.children) if (child.name === name && --wanted === 0) return child
    return undefined
  }
  let family = families.get(parent)
  if (!family) {
    family = new Map()
    for (const child of parent.children) {
      const namesakes = family.get(child.name)
      if (namesakes) namesakes.push(child)
      else family.set(child.name, [child])
    }
    families.set(parent, family)
  }
  return family.get(name)?.[number - 1]
}

/** The path of an element as findings write it; repeated elements carry their number among those of their name. */
export function pathOf(element: XmlElement, numbered: (name: string) => boolean): string {
  const { parent, name } = element
  if (!parent) return `/${name}`
  const { index, several } = numberingOf(parent).get(element) ?? { index: 1, several: false }
  return `${pathOf(parent, numbered)}/${several || numbered(name) ? `${name}[${index}]` : name}`
}
