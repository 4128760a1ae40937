import { lookFaults, shorten } from './look-rules.ts'
import { pPrOf, setColor } from './mend.ts'
import { child, childrenOf, descendants, element, ensure, orders, remove } from './xml-tree.ts'
import type { Fault } from './finding.ts'
import type { Bit, Model, Paragraph } from './model.ts'
import type { Element } from './xml-tree.ts'

const perMm = 56.6929
/** width of the frame of each degree of urgency, in mm; all are 8 mm high */
const widths: Record<string, number> = { 'HỎA TỐC': 30, 'THƯỢNG KHẨN': 40, KHẨN: 20 }
const urgency = /^(?:HỎA TỐC|HOẢ TỐC|THƯỢNG KHẨN|KHẨN)$/iu
const circulation = /^(?:XEM XONG TRẢ LẠI|LƯU HÀNH NỘI BỘ)$/iu

/** Degree of urgency and who may see it: Phụ lục I, Phần I, Mục III, khoản 2 (boxes 10b and 11). */
export function stampFaults(model: Model): Fault[] {
  const top = model.paragraphs.filter(p => p.index < 70).flatMap(p => p.bits)
  const urgent = top.filter(b => urgency.test(b.text))
  const limited = model.paragraphs.flatMap(p => p.bits).filter(b => circulation.test(b.text))
  return [
    ...stamp(model, urgent, 'ND30.III.2.urgency', 'Dấu chỉ mức độ khẩn', 'Mark of urgency'),
    ...colour(urgent),
    ...measures(model, urgent),
    ...stamp(model, limited, 'ND30.III.2.circulation', 'Chỉ dẫn phạm vi lưu hành', 'Limits of circulation'),
  ]
}

function stamp(model: Model, bits: Bit[], rule: string, vi: string, en: string): Fault[] {
  const out = lookFaults(bits, { rule, vi, en, size: [13, 14], bold: true, italic: false, capitals: true })
  const bare = bits.filter(b => !framed(model, b.paragraph))
  const first = bare[0]
  if (first)
    out.push({
      rule: `${rule}-frame`,
      severity: 'error',
      message: `${vi} phải đặt trong khung hình chữ nhật viền đơn.`,
      messageEn: `${en} must stand in a frame of a single line.`,
      where: `«${shorten(first.text)}»`,
      found: 'không có khung',
      expected: 'khung viền đơn',
      fix: () => bare.forEach(b => frame(b.paragraph)),
    })
  return out
}

/** Borders on four sides: of the paragraph, its cell, its table, or a text box round it. */
function framed(model: Model, p: Paragraph): boolean {
  if (p.box) return true
  const four = (e: Element | undefined) =>
    ['top', 'bottom', 'left', 'right'].every(
      side =>
        !/^(?:nil|none|)$/.test(
          (child(e, `w:${side}`) ?? child(e, side === 'left' ? 'w:start' : 'w:end'))?.attributes.get('w:val') ?? '',
        ),
    )
  if (four(child(child(p.element, 'w:pPr'), 'w:pBdr'))) return true
  const at = cellOf(model, p)
  return (
    at !== null &&
    (four(child(child(at.cell, 'w:tcPr'), 'w:tcBorders')) || four(child(child(at.table, 'w:tblPr'), 'w:tblBorders')))
  )
}

function cellOf(model: Model, p: Paragraph) {
  if (p.cell === null) return null
  for (const table of descendants(model.body, 'w:tbl').reverse())
    for (const row of descendants(table, 'w:tr'))
      for (const cell of childrenOf(row))
        if (cell.name === 'w:tc' && childrenOf(cell).includes(p.element)) return { table, row, cell }
  return null
}

function frame(p: Paragraph) {
  const pPr = pPrOf(p)
  remove(pPr, 'w:pBdr')
  const edge = (side: string) =>
    element(`w:${side}`, { 'w:val': 'single', 'w:sz': '8', 'w:space': '4', 'w:color': 'FF0000' })
  ensure(pPr, 'w:pBdr', orders.pPr).children = ['top', 'left', 'bottom', 'right'].map(edge)
}

function colour(bits: Bit[]): Fault[] {
  const wrong = bits.filter(b => b.runs.some(r => !/^[C-F][0-9A-F][0-4][0-9A-F][0-4][0-9A-F]$/i.test(r.look.color)))
  const first = wrong[0]
  if (!first) return []
  return [
    {
      rule: 'ND30.III.2.urgency-colour',
      severity: 'warning',
      message: 'Dấu chỉ mức độ khẩn dùng mực màu đỏ tươi.',
      messageEn: 'The mark of urgency is bright red.',
      where: `«${shorten(first.text)}»`,
      found: first.runs[0]?.look.color === 'auto' ? 'đen' : `#${first.runs[0]?.look.color ?? ''}`,
      expected: 'đỏ tươi',
      fix: () => wrong.forEach(b => b.runs.forEach(r => setColor(r, 'FF0000'))),
    },
  ]
}

/** 30 × 8, 40 × 8, 20 × 8 mm: looked at where the frame is a cell of its own and says its width. */
function measures(model: Model, bits: Bit[]): Fault[] {
  for (const bit of bits) {
    const at = cellOf(model, bit.paragraph)
    const word = bit.text.toUpperCase().replace('HOẢ', 'HỎA')
    const wanted = widths[word]
    if (!at || wanted === undefined || descendants(at.table, 'w:tc').length > 1) continue
    const width = Number(child(child(at.cell, 'w:tcPr'), 'w:tcW')?.attributes.get('w:w'))
    const height = Number(child(child(at.row, 'w:trPr'), 'w:trHeight')?.attributes.get('w:val'))
    const off = (twips: number, mm: number) => Number.isFinite(twips) && Math.abs(twips / perMm - mm) > 2
    if (!off(width, wanted) && !off(height, 8)) continue
    const show = (twips: number) => (Number.isFinite(twips) ? String(Math.round(twips / perMm)) : '?')
    return [
      {
        rule: 'ND30.III.2.urgency-frame-size',
        severity: 'warning',
        message: `Khung dấu «${word}» kích thước ${wanted} mm × 8 mm.`,
        messageEn: `The frame of "${word}" measures ${wanted} × 8 mm.`,
        where: `«${shorten(bit.text)}»`,
        found: `${show(width)} × ${show(height)} mm`,
        expected: `${wanted} × 8 mm`,
        fix: () => {
          const set = Math.round(wanted * perMm)
          child(child(at.cell, 'w:tcPr'), 'w:tcW')?.attributes.set('w:w', String(set))
          child(child(at.table, 'w:tblPr'), 'w:tblW')?.attributes.set('w:w', String(set))
          for (const g of descendants(at.table, 'w:gridCol')) g.attributes.set('w:w', String(set))
          child(child(at.row, 'w:trPr'), 'w:trHeight')?.attributes.set('w:val', String(Math.round(8 * perMm)))
        },
      },
    ]
  }
  return []
}
