import { decodeLegacy, legacyFont } from '@tusom/vi-text'
import { readNumberedStyles, readNumbering } from './numbering.ts'
import { readLegacyStyles } from './legacy-styles.ts'
import { XmlFault, attribute, localName, xmlEvents } from './xml-events.ts'
import { readZip } from './zip.ts'
import type { LegacyStyles } from './legacy-styles.ts'
import type { NumberRef, Numbering } from './numbering.ts'

const maxText = 6_000_000
const wordNamespace =
  /xmlns:([\w.-]+)\s*=\s*["']http:\/\/(?:schemas\.openxmlformats\.org\/wordprocessingml\/2006\/main|purl\.oclc\.org\/ooxml\/wordprocessingml\/main)["']/

/**
 * The text of a .docx: one paragraph a line, rows of tables as cells parted by `|` (lines inside a cell by `<br>`), automatic
 * numbers and bullets written out, footnotes as `[^1]` with their text at the end, deleted revisions left out. Marks of secrecy
 * in page headers come first, so that they are never lost. Throws `ZipFault` or `XmlFault`.
 */
export function readDocx(data: Uint8Array): string {
  const parts = readZip(data, name => /^word\/(?:document|numbering|styles|footnotes|header\d*)\.xml$/.test(name))
  const decode = (name: string) => new TextDecoder().decode(parts.get(name) ?? new Uint8Array())
  const document = decode('word/document.xml')
  if (!document.includes('<')) throw new XmlFault('no word/document.xml')
  const context = {
    numbering: readNumbering(decode('word/numbering.xml')),
    styles: readNumberedStyles(decode('word/styles.xml')),
    legacy: readLegacyStyles(decode('word/styles.xml')),
  }
  const marks = new Set<string>()
  for (const name of parts.keys()) {
    if (!name.startsWith('word/header')) continue
    for (const line of walk(decode(name), context)) {
      const mark = /^[\s|]*(TUYỆT MẬT|TỐI MẬT|MẬT)[\s|]*$/u.exec(line.normalize('NFC'))
      if (mark?.[1]) marks.add(mark[1])
    }
  }
  const notes = readFootnotes(decode('word/footnotes.xml'), context)
  return [...marks, ...walk(document, context), ...notes].join('\n')
}

type Context = { numbering: Numbering; styles: Map<string, NumberRef>; legacy: LegacyStyles }
type Open = {
  text: string
  style: string | null
  numId: string | null
  level: number | null
  /** legacy text since the font last changed: a vowel and its mark may stand in two pieces */
  held: string
  font: string | null
}
type Cell = { lines: string[]; span: number; merged: boolean }
type OpenTable = { rows: string[][]; row: Cell[]; cell: Cell | null; above: string[] }

function readFootnotes(xml: string, context: Context): string[] {
  const out: string[] = []
  for (const m of xml.matchAll(/<(?:\w+:)?footnote\s([^>]*)>([\s\S]*?)<\/(?:\w+:)?footnote>/g)) {
    const id = attribute(m[1] ?? '', 'id')
    if (attribute(m[1] ?? '', 'type') || !id || Number(id) <= 0) continue
    const namespaces = /<[\w:]*footnotes\s[^>]*>/.exec(xml)?.[0].replace(/^<\S+|>$/g, '') ?? ''
    const text = walk(`<x ${namespaces}>${m[2] ?? ''}</x>`, context)
      .join(' ')
      .replace(/\s+/g, ' ')
      .trim()
    if (text) out.push(`[^${id}]: ${text}`)
  }
  return out
}

/** Goes through a part once; text boxes and tables may nest. */
function walk(xml: string, context: Context): string[] {
  const prefix = wordNamespace.exec(xml.slice(0, 20_000))?.[1] ?? 'w'
  const lines: string[] = []
  const paragraphs: Open[] = []
  const tables: OpenTable[] = []
  let inText = false
  let skip = 0
  let size = 0
  let runFont: string | null = null
  let runStyle: string | null = null
  /** Text in a font of a legacy encoding is held back until its font ends, then made Unicode. */
  const release = (p: Open) => {
    if (p.held === '') return
    const legacy = p.font === null ? null : legacyFont(p.font)
    p.text += legacy ? decodeLegacy(p.held, legacy.encoding, { capitals: legacy.capitals }) : p.held
    p.held = ''
  }
  const write = (p: Open, text: string) => {
    const font = runFont ?? context.legacy.fontOf(runStyle, p.style)
    if (font !== p.font) release(p)
    p.font = font
    if (font !== null && legacyFont(font)) p.held += text
    else p.text += text
  }
  const put = (p: Open, text: string) => {
    release(p)
    p.text += text
  }
  const emit = (line: string) => {
    size += line.length
    if (size > maxText) throw new XmlFault('too long')
    const cell = tables.at(-1)?.cell
    if (cell) cell.lines.push(line)
    else lines.push(line)
  }
  /** A character by its code; in a legacy font it is a letter (0xF0B5 is its 0xB5), elsewhere mostly a bullet. */
  const symbol = (p: Open, attributes: string) => {
    const font = attribute(attributes, 'font') ?? ''
    const code = Number.parseInt(attribute(attributes, 'char') ?? '', 16) & 0xff
    const before = runFont
    if (!legacyFont(font) || !(code > 31)) return put(p, '-')
    runFont = font
    write(p, String.fromCharCode(code))
    runFont = before
  }
  for (const event of xmlEvents(xml)) {
    if (event.type === 'text') {
      const top = paragraphs.at(-1)
      if (inText && skip === 0 && top) write(top, event.text)
      continue
    }
    const local = localName(event.name)
    // Word writes a text box twice, for new and old readers; the second is left out. So are deleted and moved words.
    const hidden = local === 'Fallback' || local === 'del' || local === 'moveFrom'
    if (hidden) skip += event.type === 'open' ? 1 : -1
    if (skip > 0 || (hidden && event.type === 'close') || event.name.slice(0, -local.length - 1) !== prefix) continue
    const top = paragraphs.at(-1)
    const table = tables.at(-1)
    if (event.type === 'open') {
      const value = () => attribute(event.attributes, 'val')
      if (local === 'p') paragraphs.push({ text: '', style: null, numId: null, level: null, held: '', font: null })
      else if (local === 'r') runFont = runStyle = null
      else if (local === 'rFonts')
        runFont = attribute(event.attributes, 'ascii') ?? attribute(event.attributes, 'hAnsi')
      else if (local === 'rStyle') runStyle = value()
      else if (local === 't') inText = !event.empty
      else if (top && local === 'tab' && !/\bval=/.test(event.attributes)) put(top, '\t')
      else if (top && (local === 'br' || local === 'cr'))
        put(top, attribute(event.attributes, 'type') === 'page' ? '\f' : '\n')
      else if (top && local === 'noBreakHyphen') put(top, '-')
      // Word takes the letter ư of TCVN3 (0xAD) for a soft hyphen.
      else if (top && local === 'softHyphen') write(top, '\u00ad')
      else if (top && local === 'sym') symbol(top, event.attributes)
      else if (top && local === 'footnoteReference') put(top, `[^${attribute(event.attributes, 'id') ?? ''}]`)
      else if (top && local === 'pStyle') top.style = value()
      else if (top && local === 'numId') top.numId = value()
      else if (top && local === 'ilvl') top.level = Number(value() ?? 0)
      else if (local === 'tbl') tables.push({ rows: [], row: [], cell: null, above: [] })
      else if (local === 'tr' && table) table.row = []
      else if (local === 'tc' && table) table.cell = { lines: [], span: 1, merged: false }
      else if (local === 'gridSpan' && table?.cell)
        table.cell.span = Math.min(64, Math.max(1, Number(value() ?? 1) || 1))
      else if (local === 'vMerge' && table?.cell) table.cell.merged = value() !== 'restart'
      continue
    }
    if (local === 't') inText = false
    else if (local === 'p' && top) {
      paragraphs.pop()
      release(top)
      emit(labelled(top, context))
    } else if (local === 'tc' && table?.cell) {
      table.row.push(table.cell)
      table.cell = null
    } else if (local === 'tr' && table) closeRow(table)
    else if (local === 'tbl' && table) {
      tables.pop()
      flatten(table, tables.length > 0).forEach(emit)
    }
  }
  return lines
}

/** A number of Word is put before the text, as it is on paper. */
function labelled(p: Open, context: Context): string {
  const style = p.style === null ? undefined : context.styles.get(p.style)
  const numId = p.numId ?? style?.numId ?? null
  const text = p.text.trim()
  if (numId === null || numId === '0' || text === '') return p.text
  const label = context.numbering.label(numId, p.level ?? style?.level ?? 0)
  return label === '' ? p.text : `${label} ${text}`
}

/** Cells that go on from the row above repeat its text; a cell over several columns leaves the others empty. */
function closeRow(table: OpenTable) {
  const row: string[] = []
  for (const cell of table.row) {
    const text = cell.merged
      ? (table.above[row.length] ?? '')
      : cell.lines
          .map(l => l.trim())
          .filter(Boolean)
          .join('\n')
    row.push(text, ...Array.from({ length: cell.span - 1 }, () => ''))
  }
  table.rows.push(row)
  table.above = row
}

function flatten(table: OpenTable, nested: boolean): string[] {
  return table.rows.flatMap(row => {
    // A table of one cell is a frame around plain text.
    if (row.length <= 1) return row
    const cells = row.map(cell =>
      cell
        .replace(/\|/g, '/')
        .replace(/\s*[\n\f]\s*/g, nested ? ' ' : '<br>')
        .replace(/\t/g, ' '),
    )
    return cells.every(c => c === '') ? [] : [nested ? cells.filter(Boolean).join('; ') : `| ${cells.join(' | ')} |`]
  })
}
