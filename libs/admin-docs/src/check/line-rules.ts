import { textWidth } from '../write/units-of-length.ts'
import { shorten } from './look-rules.ts'
import { lineUnder } from './mend.ts'
import { child, childrenOf, descendants, ensure, orders } from './xml-tree.ts'
import type { Anatomy } from './anatomy.ts'
import type { Fault } from './finding.ts'
import type { Bit, Model, Paragraph } from './model.ts'
import type { Element } from './xml-tree.ts'

type Line = { rule: string; vi: string; en: string; share: [number, number]; set: number; says: string }

/** The line under a part: drawn, or the border of a paragraph or cell, or a row of underscores. An underline is none. */
export function lineFault(model: Model, a: Anatomy, bits: Bit[], line: Line): Fault[] {
  const bit = bits.at(-1)
  if (!bit) return []
  const p = bit.paragraph
  const place = placeOf(model, p.element)
  if (!place) return []
  const { parent, at } = place
  const next = childrenOf(parent)[at + 1]
  const width = available(model, p.element)
  const fix = () => {
    if (bit.runs.some(r => r.look.underline)) for (const r of bit.runs) removeUnderline(r.element)
    const size = bit.runs[0]?.look.size ?? 26
    const length = Math.min(width, textWidth(bit.text.slice(0, 70), size) * line.set)
    lineUnder(parent, p.element, Math.max(0, Math.round((width - length) / 2)))
  }
  const say = (found: string): Fault[] => [
    {
      rule: line.rule,
      // A line may stand in a picture or a drawing that is anchored elsewhere: a person looks.
      severity: 'warning',
      message: `${line.vi} phải có đường kẻ ngang nét liền bên dưới, ${line.says}.`,
      messageEn: `${line.en} must have a solid line under it, ${line.says === 'dài bằng dòng chữ' ? 'as long as the words' : '1/3 to 1/2 as long as the words'}.`,
      where: `«${shorten(bit.text)}»`,
      found,
      expected: `đường kẻ ${line.says}`,
      fix,
    },
  ]
  const drawnHere = drawings(model, a, bit).length > 0
  const bordered =
    p.borders.bottom ||
    (next?.name === 'w:p' && hasBorder(next, 'w:top')) ||
    (next?.name === 'w:p' && emptyWithBorder(next))
  const typed = next?.name === 'w:p' && /^[\s_–—-]{3,}$/.test(wordsOf(next))
  if (bordered || typed || drawnHere) {
    const length = typed
      ? typedLength(next)
      : bordered
        ? borderLength(model, p, next, width)
        : drawnLength(model, a, bit)
    return length === null
      ? []
      : lengthFault(bits, line, length, width, typed || drawnHere ? undefined : fixLength(next))
  }
  if (hasCellBorder(model, p.element)) return []
  return say(bit.runs.some(r => r.look.underline) ? 'gạch chân chữ' : 'không có đường kẻ')
}

/** Paragraphs whose drawing may be the line of this part. */
const drawings = (model: Model, a: Anatomy, bit: Bit) =>
  model.paragraphs.filter(
    q =>
      q.drawn &&
      q.index <= Math.max(a.headEnd, bit.paragraph.index) + 2 &&
      near(q.index, bit.paragraph.index, bit, q.cell),
  )

/** In twips; null where nothing says how long the line is. */
function drawnLength(model: Model, a: Anatomy, bit: Bit): number | null {
  const lengths = drawings(model, a, bit).flatMap(q =>
    descendants(q.element, 'wp:extent').flatMap(e => {
      const [cx, cy] = [Number(e.attributes.get('cx')), Number(e.attributes.get('cy'))]
      return cx > 0 && cy * 8 < cx ? [cx / 635] : []
    }),
  )
  const [only] = lengths
  return lengths.length === 1 && only !== undefined ? only : null
}

/** Half a em a stroke, a third for a hyphen. */
function typedLength(next: Element | undefined): number | null {
  if (!next) return null
  const words = wordsOf(next).trim()
  const size = Number(descendants(next, 'w:sz')[0]?.attributes.get('w:val') ?? 26)
  return [...words].reduce((n, c) => n + (c === '—' ? 1 : c === '-' ? 0.333 : c === ' ' ? 0.25 : 0.5) * size * 10, 0)
}

function borderLength(model: Model, p: Paragraph, next: Element | undefined, width: number): number | null {
  const at = p.borders.bottom ? p : model.paragraphs.find(q => q.element === next)
  return at ? width - at.look.left - at.look.right : null
}

const fixLength =
  (next: Element | undefined) =>
  (length: number, width: number): void => {
    const pPr = next && child(next, 'w:pPr')
    if (!pPr) return
    const side = String(Math.max(0, Math.round((width - length) / 2)))
    const ind = ensure(pPr, 'w:ind', orders.pPr)
    for (const [k, v] of [
      ['w:left', side],
      ['w:right', side],
      ['w:firstLine', '0'],
    ] as const)
      ind.attributes.set(k, v)
    for (const k of ['w:start', 'w:end', 'w:hanging']) ind.attributes.delete(k)
  }

/** A part of several lines may have its line measured by the last or by the longest of them. */
function lengthFault(
  bits: Bit[],
  line: Line,
  length: number,
  width: number,
  mend: ((length: number, width: number) => void) | undefined,
): Fault[] {
  const wide = bits.map(b => Math.min(width, textWidth(b.text, b.runs[0]?.look.size ?? 26)))
  const last = wide.at(-1) ?? 0
  const bit = bits.at(-1)
  if (!bit || last === 0) return []
  // our widths are of an average type, and a cell has edges of its own
  if ([last, Math.max(...wide)].some(w => length >= w * line.share[0] && length <= w * line.share[1])) return []
  const percent = Math.round((length / last) * 100)
  const [vi, en] =
    line.says === 'dài bằng dòng chữ'
      ? ['bằng dòng chữ', 'as long as the words']
      : ['từ 1/3 đến 1/2 dòng chữ', '1/3 to 1/2 as long as the words']
  return [
    {
      rule: `${line.rule}-length`,
      severity: 'warning',
      message: `${line.vi}: đường kẻ bên dưới dài ${vi}, đang khoảng ${percent}%.`,
      messageEn: `${line.en}: the line under it must be ${en}, it is about ${percent}%.`,
      where: `«${shorten(bit.text)}»`,
      found: `khoảng ${percent}%`,
      expected: vi,
      ...(mend ? { fix: () => mend(last * line.set, width) } : {}),
    },
  ]
}

/** A drawing belongs to the part in whose cell it is anchored; without cells, to the parts close above it. */
function near(at: number, part: number, bit: Bit, cell: Bit['paragraph']['cell']): boolean {
  const own = bit.paragraph.cell
  if (own && cell) return own.table === cell.table && own.column === cell.column
  return own === null && cell === null ? Math.abs(at - part) <= 3 : Math.abs(at - part) <= 3 && cell === null
}

const wordsOf = (e: Element) =>
  descendants(e, 'w:t')
    .flatMap(t => t.children)
    .filter(c => typeof c === 'string')
    .join('')
const hasBorder = (p: Element, side: string) =>
  !/^(?:nil|none|)$/.test(child(child(child(p, 'w:pPr'), 'w:pBdr'), side)?.attributes.get('w:val') ?? '')
const emptyWithBorder = (p: Element) => wordsOf(p).trim() === '' && (hasBorder(p, 'w:bottom') || hasBorder(p, 'w:top'))

function hasCellBorder(model: Model, p: Element): boolean {
  const cell = descendants(model.body, 'w:tc').findLast(tc => descendants(tc, 'w:p').includes(p))
  const borders = child(child(cell, 'w:tcPr'), 'w:tcBorders')
  return !/^(?:nil|none|)$/.test(child(borders, 'w:bottom')?.attributes.get('w:val') ?? '')
}

function placeOf(model: Model, p: Element): { parent: Element; at: number } | null {
  const find = (e: Element): Element | null => {
    if (e.children.includes(p)) return e
    for (const c of childrenOf(e)) {
      const inside = find(c)
      if (inside) return inside
    }
    return null
  }
  const parent = find(model.body)
  return parent ? { parent, at: childrenOf(parent).indexOf(p) } : null
}

/** Room for a line, in twips: the cell's width, or the page between its margins. */
function available(model: Model, p: Element): number {
  const cell = descendants(model.body, 'w:tc').findLast(tc => descendants(tc, 'w:p').includes(p))
  const own = Number(child(child(cell, 'w:tcPr'), 'w:tcW')?.attributes.get('w:w'))
  if (cell) return Number.isFinite(own) && own > 500 ? own : 4000
  return 9071
}

function removeUnderline(run: Element) {
  const rPr = child(run, 'w:rPr')
  if (rPr) rPr.children = rPr.children.filter(c => typeof c === 'string' || c.name !== 'w:u')
}
