import { textWidth } from '../write/units-of-length.ts'
import { shorten } from './look-rules.ts'
import { lineUnder } from './mend.ts'
import { child, childrenOf, descendants } from './xml-tree.ts'
import type { Anatomy } from './anatomy.ts'
import type { Fault } from './finding.ts'
import type { Bit, Model } from './model.ts'
import type { Element } from './xml-tree.ts'

type Line = { rule: string; vi: string; en: string; share: [number, number]; set: number; says: string }

/** The line under a part: drawn, or the border of a paragraph or cell, or a row of underscores. An underline is none. */
export function lineFault(model: Model, a: Anatomy, bit: Bit, line: Line): Fault[] {
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
  const drawnHere = model.paragraphs.some(
    q => q.drawn && q.index <= Math.max(a.headEnd, p.index) + 2 && near(q.index, p.index, bit, q.cell),
  )
  const bordered =
    p.borders.bottom ||
    (next?.name === 'w:p' && hasBorder(next, 'w:top')) ||
    (next?.name === 'w:p' && emptyWithBorder(next))
  const typed = next?.name === 'w:p' && /^[\s_–—-]{3,}$/.test(wordsOf(next))
  if (drawnHere || typed || hasCellBorder(model, p.element)) return []
  if (bordered) return []
  return say(bit.runs.some(r => r.look.underline) ? 'gạch chân chữ' : 'không có đường kẻ')
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
