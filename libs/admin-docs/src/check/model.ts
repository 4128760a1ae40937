import { readNumbering } from '../read/numbering.ts'
import { XmlFault } from '../read/xml-events.ts'
import { readLooks } from './looks.ts'
import { child, childrenOf, descendants, parseXml, value } from './xml-tree.ts'
import type { ParagraphLook, RunLook } from './looks.ts'
import type { Element } from './xml-tree.ts'

export type Run = { text: string; look: RunLook; element: Element }

/** A paragraph, or a part of one between tabs and line breaks: what stands on paper as one thing. */
export type Bit = {
  text: string
  runs: Run[]
  paragraph: Paragraph
}

export type Paragraph = {
  index: number
  element: Element
  look: ParagraphLook
  text: string
  /** label Word puts before it, "" when there is none */
  label: string
  runs: Run[]
  bits: Bit[]
  /** runs of fields (page numbers), which have no text of their own until they are counted */
  fields: Run[]
  /** place in a table of the body: which, row, column; null outside */
  cell: { table: number; row: number; column: number } | null
  /** inside a text box */
  box: boolean
  /** holds a drawing, a line or a picture */
  drawn: boolean
  borders: { top: boolean; bottom: boolean }
  pageBreak: boolean
  section: number
}

export type Section = { element: Element; index: number; first: number; last: number; annex: boolean; tables: number }

export type Model = {
  document: Element
  body: Element
  paragraphs: Paragraph[]
  sections: Section[]
  /** header and footer parts by relationship id */
  parts: Map<string, { name: string; root: Element; paragraphs: Paragraph[] }>
  pages: number | null
}

const decoder = new TextDecoder()

/** Builds what the rules look at. `file` gives a part of the package as text, "" when it is not there. */
export function buildModel(file: (name: string) => string): Model {
  const read = (name: string): Element | null => (file(name) === '' ? null : parseXml(file(name)))
  const document = read('word/document.xml')
  const body = child(document ?? undefined, 'w:body')
  if (!document || !body) throw new XmlFault('no body')
  const numberingXml = file('word/numbering.xml')
  const numbering = readNumbering(numberingXml)
  const levels = readLevels(numberingXml === '' ? null : parseXml(numberingXml))
  const styles = read('word/styles.xml')
  const numberOf = numberedBy(styles)
  const indentOf = (pPr: Element | undefined): Element | undefined => {
    const n = numberOf(pPr)
    return n ? levels.get(`${n.numId}/${n.level}`) : undefined
  }
  const looks = readLooks(styles, read('word/theme/theme1.xml'), indentOf)

  const walkPart = (root: Element): Paragraph[] => {
    const out: Paragraph[] = []
    let section = 0
    let tables = 0
    const visit = (e: Element, cell: Paragraph['cell'], box: boolean) => {
      for (const c of childrenOf(e)) {
        if (c.name === 'w:p') {
          out.push(toParagraph(c, cell, box, section, out.length))
          for (const inner of descendants(c, 'w:txbxContent')) if (!insideFallback(c, inner)) visit(inner, null, true)
          if (child(child(c, 'w:pPr'), 'w:sectPr')) section++
        } else if (c.name === 'w:tbl') {
          const table = tables++
          rowsOf(c).forEach((row, r) => {
            cellsOf(row).forEach((tc, column) => visit(tc, cell ?? { table, row: r, column }, box))
          })
        } else if (/^w:(?:sdt|sdtContent|ins|smartTag|customXml|moveTo)$/.test(c.name)) visit(c, cell, box)
      }
    }
    visit(root, null, false)
    return out
  }

  const toParagraph = (
    e: Element,
    cell: Paragraph['cell'],
    box: boolean,
    section: number,
    index: number,
  ): Paragraph => {
    const pPr = child(e, 'w:pPr')
    const look = looks.paragraph(pPr)
    const n = numberOf(pPr)
    const border = child(pPr, 'w:pBdr')
    const has = (side: string) => !/^(?:nil|none|)$/.test(child(border, side)?.attributes.get('w:val') ?? '')
    const p: Paragraph = {
      index,
      element: e,
      look,
      text: '',
      label: n ? numbering.label(n.numId, n.level) : '',
      runs: [],
      bits: [],
      fields: [],
      cell,
      box,
      drawn: false,
      borders: { top: has('w:top'), bottom: has('w:bottom') },
      pageBreak: child(pPr, 'w:pageBreakBefore') !== undefined,
      section,
    }
    readRuns(e, p, (rPr: Element | undefined) => looks.run(pPr, rPr))
    p.text = p.runs
      .map(r => r.text)
      .join('')
      .normalize('NFC')
    p.bits = bitsOf(p)
    return p
  }

  const paragraphs = walkPart(body)
  const rels = readRels(file('word/_rels/document.xml.rels'))
  const parts: Model['parts'] = new Map()
  for (const [id, name] of rels) {
    if (!/^(?:header|footer)[^/]*\.xml$/.test(name)) continue
    const root = read(`word/${name}`)
    if (root) parts.set(id, { name: `word/${name}`, root, paragraphs: walkPart(root) })
  }
  const app = /<Pages>(\d{1,5})<\/Pages>/.exec(file('docProps/app.xml'))
  return {
    document,
    body,
    paragraphs,
    sections: readSections(body, paragraphs),
    parts,
    pages: app ? Number(app[1]) : null,
  }
}

/** A text box stands twice in the file, once for old readers. */
function insideFallback(paragraph: Element, box: Element): boolean {
  return descendants(paragraph, 'mc:Fallback').some(f => descendants(f, 'w:txbxContent').includes(box))
}

const through = (e: Element, name: string): Element[] =>
  childrenOf(e).flatMap(c =>
    c.name === name ? [c] : /^w:(?:sdt|sdtContent|ins|customXml)$/.test(c.name) ? through(c, name) : [],
  )
export const rowsOf = (table: Element) => through(table, 'w:tr')
export const cellsOf = (row: Element) => through(row, 'w:tc')

function readRuns(e: Element, p: Paragraph, look: (rPr: Element | undefined) => RunLook) {
  for (const c of childrenOf(e)) {
    if (c.name === 'w:r') {
      let text = ''
      for (const t of childrenOf(c)) {
        if (t.name === 'w:t') text += t.children.filter(x => typeof x === 'string').join('')
        else if (t.name === 'w:tab') text += '\t'
        else if (t.name === 'w:br' || t.name === 'w:cr') {
          if (t.attributes.get('w:type') === 'page') p.pageBreak = true
          text += '\n'
        } else if (t.name === 'w:noBreakHyphen') text += '-'
        else if (t.name === 'w:sym') text += '-'
        else if (/^(?:w:drawing|w:pict|w:object|mc:AlternateContent)$/.test(t.name)) p.drawn = true
      }
      if (child(c, 'w:instrText') || child(c, 'w:pgNum'))
        p.fields.push({ text: '', look: look(child(c, 'w:rPr')), element: c })
      if (text !== '') p.runs.push({ text: text.normalize('NFC'), look: look(child(c, 'w:rPr')), element: c })
    } else if (/^w:(?:hyperlink|ins|smartTag|sdt|sdtContent|fldSimple|moveTo|customXml)$/.test(c.name))
      readRuns(c, p, look)
    else if (c.name === 'mc:AlternateContent') p.drawn = true
  }
}

function bitsOf(p: Paragraph): Bit[] {
  const out: Bit[] = []
  let bit: Bit = { text: '', runs: [], paragraph: p }
  const close = () => {
    if (bit.text.trim() !== '') out.push({ ...bit, text: bit.text.replace(/\s+/g, ' ').trim() })
    bit = { text: '', runs: [], paragraph: p }
  }
  for (const run of p.runs) {
    run.text.split(/([\t\n])/).forEach(part => {
      if (part === '\t' || part === '\n') close()
      else if (part !== '') {
        bit.text += part
        if (part.trim() !== '') bit.runs.push({ ...run, text: part })
      }
    })
  }
  close()
  return out
}

function readSections(body: Element, paragraphs: Paragraph[]): Section[] {
  const elements = paragraphs.flatMap(p => child(child(p.element, 'w:pPr'), 'w:sectPr') ?? [])
  const last = child(body, 'w:sectPr')
  return [...elements, ...(last ? [last] : [])].map((e, index) => {
    const own = paragraphs.filter(p => p.section === index)
    return {
      element: e,
      index,
      first: own[0]?.index ?? 0,
      last: own.at(-1)?.index ?? 0,
      annex:
        own
          .find(p => p.text.trim() !== '')
          ?.text.trim()
          .toUpperCase()
          .startsWith('PHỤ LỤC') ?? false,
      // Two columns side by side are mostly the head or the signature, not a table.
      tables: new Set(own.flatMap(p => (p.cell && p.cell.column >= 2 ? [p.cell.table] : []))).size,
    }
  })
}

function readRels(xml: string): Map<string, string> {
  const out = new Map<string, string>()
  for (const m of xml.matchAll(/<Relationship\s([^>]{1,2000})>/g)) {
    const id = /\bId="([^"]*)"/.exec(m[1] ?? '')?.[1]
    const target = /\bTarget="([^"]*)"/.exec(m[1] ?? '')?.[1]
    if (id && target) out.set(id, target.replace(/^\/?word\//, ''))
  }
  return out
}

type NumberRef = { numId: string; level: number }

/** The number a paragraph carries, directly or through its style. */
function numberedBy(styles: Element | null): (pPr: Element | undefined) => NumberRef | null {
  const byStyle = new Map<string, { ref: Partial<NumberRef>; base: string | null }>()
  for (const e of childrenOf(styles ?? undefined)) {
    const num = child(child(e, 'w:pPr'), 'w:numPr')
    const numId = value(num, 'w:numId')
    const level = value(num, 'w:ilvl')
    byStyle.set(e.attributes.get('w:styleId') ?? '', {
      ref: { ...(numId === undefined ? {} : { numId }), ...(level === undefined ? {} : { level: Number(level) }) },
      base: value(e, 'w:basedOn') ?? null,
    })
  }
  return pPr => {
    const num = child(pPr, 'w:numPr')
    let numId = value(num, 'w:numId')
    let level: number | undefined = value(num, 'w:ilvl') === undefined ? undefined : Number(value(num, 'w:ilvl'))
    let at = value(pPr, 'w:pStyle') ?? null
    for (let i = 0; at !== null && i < 12; i++) {
      const style = byStyle.get(at)
      numId ??= style?.ref.numId
      level ??= style?.ref.level
      at = style?.base ?? null
    }
    return numId === undefined || numId === '0' ? null : { numId, level: level ?? 0 }
  }
}

/** Paragraph properties (indents) of each level of each list. */
function readLevels(numbering: Element | null): Map<string, Element | undefined> {
  const out = new Map<string, Element | undefined>()
  const abstracts = new Map<string, Element>()
  for (const e of childrenOf(numbering ?? undefined))
    if (e.name === 'w:abstractNum') abstracts.set(e.attributes.get('w:abstractNumId') ?? '', e)
  for (const e of childrenOf(numbering ?? undefined)) {
    if (e.name !== 'w:num') continue
    const abstract = abstracts.get(value(e, 'w:abstractNumId') ?? '')
    for (const level of childrenOf(abstract))
      if (level.name === 'w:lvl')
        out.set(`${e.attributes.get('w:numId')}/${level.attributes.get('w:ilvl')}`, child(level, 'w:pPr'))
  }
  return out
}

export const decode = (bytes: Uint8Array | undefined) => (bytes ? decoder.decode(bytes) : '')
