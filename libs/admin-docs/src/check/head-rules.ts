import { textWidth } from '../write/units-of-length.ts'
import { lookFaults, shorten } from './look-rules.ts'
import { lineUnder, replaceIn, setWords } from './mend.ts'
import { child, childrenOf, descendants } from './xml-tree.ts'
import type { Anatomy } from './anatomy.ts'
import type { Fault } from './finding.ts'
import type { Bit, Model } from './model.ts'
import type { Element } from './xml-tree.ts'

const nationWords = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'
const mottoWords = 'Độc lập - Tự do - Hạnh phúc'

/** The head: Phụ lục I, Phần I, Mục II, khoản 1, 2 and 5, with the lines under its parts. */
export function headFaults(model: Model, a: Anatomy): Fault[] {
  return [...nationFaults(model, a), ...issuerFaults(model, a), ...titleFaults(model, a)]
}

const missing = (rule: string, vi: string, en: string, expected: string): Fault => ({
  rule,
  severity: 'error',
  message: `Thiếu ${vi}.`,
  messageEn: `${en} is missing.`,
  where: 'trang 1',
  found: '',
  expected,
})

function nationFaults(model: Model, a: Anatomy): Fault[] {
  const out: Fault[] = []
  if (!a.nation) out.push(missing('ND30.II.1.nation-missing', 'Quốc hiệu', 'The national name', nationWords))
  else {
    const bit = a.nation
    out.push(
      ...lookFaults([bit], {
        rule: 'ND30.II.1.nation',
        vi: 'Quốc hiệu',
        en: 'National name',
        size: [12, 13],
        bold: true,
        italic: false,
        capitals: true,
        center: true,
      }),
    )
    if (bit.text.toUpperCase().replace('HOÀ', 'HÒA') !== nationWords)
      out.push(words('ND30.II.1.nation-text', 'Quốc hiệu', 'National name', bit, nationWords))
  }
  if (!a.motto) out.push(missing('ND30.II.1.motto-missing', 'Tiêu ngữ', 'The motto', mottoWords))
  else {
    const bit = a.motto
    out.push(
      ...lookFaults([bit], {
        rule: 'ND30.II.1.motto',
        vi: 'Tiêu ngữ',
        en: 'Motto',
        size: [13, 14],
        bold: true,
        italic: false,
        center: true,
      }),
    )
    if (bit.text !== mottoWords) out.push(words('ND30.II.1.motto-text', 'Tiêu ngữ', 'Motto', bit, mottoWords))
    out.push(
      ...lineFault(model, a, bit, {
        rule: 'ND30.II.1.motto-line',
        vi: 'Tiêu ngữ',
        en: 'The motto',
        share: [0.8, 1.25],
        set: 1,
        says: 'dài bằng dòng chữ',
      }),
    )
  }
  return out
}

function words(rule: string, vi: string, en: string, bit: Bit, expected: string): Fault {
  return {
    rule,
    severity: 'error',
    message: `${vi} phải viết đúng «${expected}».`,
    messageEn: `${en} must read "${expected}".`,
    where: `«${shorten(bit.text)}»`,
    found: bit.text,
    expected,
    fix: () => setWords(bit, expected),
  }
}

function issuerFaults(model: Model, a: Anatomy): Fault[] {
  const last = a.issuer.at(-1)
  if (!last)
    return [missing('ND30.II.2.issuer-missing', 'tên cơ quan ban hành', 'The name of the issuer', 'ỦY BAN NHÂN DÂN …')]
  return [
    ...lookFaults(a.superior, {
      rule: 'ND30.II.2.superior',
      vi: 'Tên cơ quan chủ quản',
      en: 'Superior body',
      size: [12, 13],
      bold: false,
      italic: false,
      capitals: true,
      center: true,
    }),
    ...lookFaults(a.issuer, {
      rule: 'ND30.II.2.issuer',
      vi: 'Tên cơ quan ban hành',
      en: 'Issuer',
      size: [12, 13],
      bold: true,
      italic: false,
      capitals: true,
      center: true,
    }),
    ...lineFault(model, a, last, {
      rule: 'ND30.II.2.issuer-line',
      vi: 'Tên cơ quan ban hành',
      en: 'The issuer',
      share: [0.25, 0.6],
      set: 0.42,
      says: 'dài từ 1/3 đến 1/2 dòng chữ',
    }),
  ]
}

function titleFaults(model: Model, a: Anatomy): Fault[] {
  const out: Fault[] = []
  if (a.kind === 'CV') {
    out.push(
      ...lookFaults(a.subject, {
        rule: 'ND30.II.5.subject',
        vi: 'Trích yếu công văn',
        en: 'Subject of the letter',
        size: [12, 13],
        bold: false,
        italic: false,
        center: true,
      }),
    )
    const first = a.subject[0]
    if (!first)
      out.push(
        missing(
          'ND30.II.5.subject-missing',
          'trích yếu công văn («V/v …»)',
          'The subject of the letter ("V/v …")',
          'V/v …',
        ),
      )
    else if (!/^V\/v\s+(?=\S)/u.test(first.text))
      out.push({
        rule: 'ND30.II.5.subject-form',
        severity: 'error',
        message: 'Trích yếu công văn phải mở đầu bằng «V/v » và một dấu cách.',
        messageEn: 'The subject of a letter must open with "V/v" and one space.',
        where: `«${shorten(first.text)}»`,
        found: first.text.slice(0, 12),
        expected: 'V/v …',
        fix: () => replaceIn(first.runs, /^\s*V\s*\/\s*v\s*:?\s*/iu, 'V/v '),
      })
    return out
  }
  const name = a.kindName
  if (!name) return out
  out.push(
    ...lookFaults([name], {
      rule: 'ND30.II.5.kind',
      vi: 'Tên loại văn bản',
      en: 'Name of the kind',
      size: [13, 14],
      bold: true,
      italic: false,
      capitals: true,
      center: true,
    }),
  )
  const last = a.title.at(-1)
  if (!last) {
    // A công điện and an invitation may do without.
    if (a.kind !== 'CĐ' && a.kind !== 'GM')
      out.push(
        missing(
          'ND30.II.5.title-missing',
          'trích yếu nội dung dưới tên loại',
          'The summary under the name of the kind',
          'Về việc …',
        ),
      )
    return out
  }
  out.push(
    ...lookFaults(a.title, {
      rule: 'ND30.II.5.title',
      vi: 'Trích yếu',
      en: 'Summary',
      size: [13, 14],
      bold: true,
      italic: false,
      capitals: false,
      center: true,
    }),
  )
  if (/[.;,]$/.test(last.text))
    out.push({
      rule: 'ND30.II.5.title-end',
      severity: 'warning',
      message: 'Trích yếu là một cụm từ, không có dấu câu ở cuối.',
      messageEn: 'The summary is a phrase and ends without a stop.',
      where: `«${shorten(last.text)}»`,
      found: last.text.slice(-1),
      expected: 'không có dấu câu',
      fix: () => replaceIn([...last.runs].reverse(), /[.;,]+\s*$/u, ''),
    })
  out.push(
    ...lineFault(model, a, last, {
      rule: 'ND30.II.5.title-line',
      vi: 'Trích yếu',
      en: 'The summary',
      share: [0.2, 0.62],
      set: 0.4,
      says: 'dài từ 1/3 đến 1/2 dòng chữ',
    }),
  )
  return out
}

type Line = { rule: string; vi: string; en: string; share: [number, number]; set: number; says: string }

/** The line under a part: drawn, or the border of a paragraph or cell, or a row of underscores. An underline is none. */
function lineFault(model: Model, a: Anatomy, bit: Bit, line: Line): Fault[] {
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
      severity: 'error',
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
