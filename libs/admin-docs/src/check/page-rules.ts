import { child, ensure, orders } from './xml-tree.ts'
import type { Anatomy } from './anatomy.ts'
import type { Fault } from './finding.ts'
import type { Model, Section } from './model.ts'

const perMm = 56.6929
const mm = (twips: number) => Math.round((twips / perMm) * 10) / 10
const show = (twips: number) => `${String(mm(twips)).replace('.', ',')} mm`

const sides = {
  top: { vi: 'Lề trên', en: 'Top margin', range: [20, 25], set: 20 },
  bottom: { vi: 'Lề dưới', en: 'Bottom margin', range: [20, 25], set: 20 },
  left: { vi: 'Lề trái', en: 'Left margin', range: [30, 35], set: 30 },
  right: { vi: 'Lề phải', en: 'Right margin', range: [15, 20], set: 20 },
} as const
/** A page on its side is turned a quarter: its top edge is where the sheet is bound. */
const turned = { top: [30, 35], bottom: [15, 20], left: [20, 25], right: [20, 25] } as const

/** Paper, orientation and margins: Phụ lục I, Phần I, Mục I, khoản 1–3. */
export function pageFaults(model: Model, anatomy: Anatomy): Fault[] {
  const annexFrom = anatomy.annexes[0]?.section ?? model.sections.length
  return model.sections.flatMap(s => sectionFaults(s, s.index >= annexFrom || s.annex))
}

function sectionFaults(section: Section, annex: boolean): Fault[] {
  const out: Fault[] = []
  const where = `section ${section.index + 1}`
  const size = child(section.element, 'w:pgSz')
  const width = Number(size?.attributes.get('w:w') ?? 12240)
  const height = Number(size?.attributes.get('w:h') ?? 15840)
  const landscape = width > height
  const [short, long] = [Math.min(width, height), Math.max(width, height)]
  const isA4 = Math.abs(mm(short) - 210) <= 2 && Math.abs(mm(long) - 297) <= 2
  if (!isA4)
    out.push({
      rule: 'ND30.I.1.paper-size',
      severity: 'error',
      message: 'Khổ giấy phải là A4 (210 mm × 297 mm).',
      messageEn: 'The paper must be A4 (210 mm × 297 mm).',
      where,
      found: `${Math.round(mm(short))} × ${Math.round(mm(long))} mm`,
      expected: '210 × 297 mm',
      fix: () => {
        const e = ensure(section.element, 'w:pgSz', orders.sectPr)
        e.attributes.set('w:w', landscape ? '16838' : '11906')
        e.attributes.set('w:h', landscape ? '11906' : '16838')
      },
    })
  if (landscape && !annex && section.tables < 1)
    out.push({
      rule: 'ND30.I.2.orientation',
      severity: 'error',
      message: 'Văn bản trình bày theo chiều dài của khổ A4; chỉ trang có bảng, biểu mới được đặt ngang.',
      messageEn: 'The page must stand upright; only pages with tables may lie on their side.',
      where,
      found: 'ngang',
      expected: 'đứng',
      fix: () => {
        const e = ensure(section.element, 'w:pgSz', orders.sectPr)
        e.attributes.set('w:w', '11906')
        e.attributes.set('w:h', '16838')
        e.attributes.delete('w:orient')
      },
    })
  const margin = child(section.element, 'w:pgMar')
  const of = (side: string) => Math.abs(Number(margin?.attributes.get(`w:${side}`) ?? 1440))
  const inside = (side: keyof typeof sides, range: readonly [number, number]) =>
    mm(of(side)) >= range[0] - 0.3 && mm(of(side)) <= range[1] + 0.3
  const names = Object.keys(sides) as (keyof typeof sides)[]
  if (landscape && names.every(s => inside(s, turned[s]))) return out
  for (const side of names) {
    const { vi, en, range, set } = sides[side]
    if (inside(side, range)) continue
    out.push({
      rule: `ND30.I.5.margin-${side}`,
      severity: 'error',
      message: `${vi} ${show(of(side))}, phải từ ${range[0]} đến ${range[1]} mm.`,
      messageEn: `${en} ${mm(of(side))} mm, must be ${range[0]} to ${range[1]} mm.`,
      where,
      found: show(of(side)).replace(',0 mm', ' mm'),
      expected: `${range[0]}–${range[1]} mm`,
      fix: () => {
        const e = child(section.element, 'w:pgMar') ?? newMargins(section)
        e.attributes.set(`w:${side}`, String(Math.round(set * perMm)))
      },
    })
  }
  return out
}

/** A section without margins has Word's own inch all round; header and footer must be named too. */
function newMargins(section: Section) {
  const e = ensure(section.element, 'w:pgMar', orders.sectPr)
  for (const side of ['top', 'bottom', 'left', 'right']) e.attributes.set(`w:${side}`, '1440')
  for (const [k, v] of [
    ['header', '567'],
    ['footer', '454'],
    ['gutter', '0'],
  ] as const)
    e.attributes.set(`w:${k}`, v)
  return e
}
