import { formatDateWords, isIsoDate } from '@tusom/vi-text'
import { AlignmentType, Paragraph } from 'docx'
import { clean, framed, layoutTable, line, rule, run } from './pieces.ts'
import { kindNames } from './out-document.ts'
import { mm, page } from './units-of-length.ts'
import type { Table } from 'docx'
import type { OutDocument } from './out-document.ts'

/** 3500 + 5571 twips: the national title at 12 pt keeps to one line. */
const columns: [number, number] = [3500, page.width - 3500]
const urgencyWidth = { 'HỎA TỐC': 30, 'THƯỢNG KHẨN': 40, KHẨN: 20 }

/** "Số: 05/BC-UBND"; without a sequence the place for it stays open. */
export function numberText(doc: OutDocument): string {
  const { sequence, code } = doc.number
  const shown = sequence === null ? '       ' : sequence < 10 ? `0${sequence}` : String(sequence)
  return `Số: ${shown}/${code}`
}

/** "ngày 05 tháng 01 năm 2026"; unknown parts stay open: "ngày      tháng 6 năm 2026". */
export function dateText(date: string): string {
  if (isIsoDate(date)) return formatDateWords(date)
  const m = /^(\d{4})(?:-(\d{2}))?$/.exec(date)
  const month = m?.[2] ? (Number(m[2]) <= 2 ? m[2] : String(Number(m[2]))) : '     '
  return `ngày       tháng ${month} năm ${m?.[1] ?? '       '}`
}

/** Boxes 1–5 and 10b of the layout diagram (Phụ lục I, Mục V): issuer, nation, number, place and date, urgency, subject. */
export function head(doc: OutDocument): (Paragraph | Table)[] {
  const bold = doc.issuer.name
  const last = bold.at(-1) ?? ''
  const left = [
    ...(doc.issuer.superior ? [line(doc.issuer.superior.toUpperCase(), { size: 26 })] : []),
    ...bold.map(name => line(name.toUpperCase(), { bold: true, size: 26 })),
    rule(last.toUpperCase(), 26, 0.42, columns[0]),
  ]
  const right = [
    line('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { bold: true, size: 24 }),
    line('Độc lập - Tự do - Hạnh phúc', { bold: true, size: 26 }),
    rule('Độc lập - Tự do - Hạnh phúc', 26, 1, columns[1]),
  ]
  const under = [line(numberText(doc), { size: 26 }, { spacing: { before: 60 } })]
  if (doc.kind === 'CV') under.push(line(`V/v ${doc.title}`, { size: 24 }, { spacing: { before: 120 } }))
  const placed = [line(`${doc.place}, ${dateText(doc.date)}`, { italics: true, size: 26 }, { spacing: { before: 60 } })]
  const out: (Paragraph | Table)[] = []
  if (doc.exercise) out.push(framed('DIỄN TẬP', mm(60), mm(11), '5B2A86', 36, true), spacer())
  out.push(
    layoutTable(columns, [
      [left, right],
      [under, placed],
    ]),
  )
  if (doc.urgency) out.push(spacer(), framed(doc.urgency, mm(urgencyWidth[doc.urgency]), mm(8), 'FF0000', 26, false))
  if (doc.kind !== 'CV') out.push(...name(doc))
  return out
}

export const spacer = () =>
  new Paragraph({ spacing: { before: 0, after: 0, line: 120, lineRule: 'exact' }, children: [] })

function name(doc: OutDocument): Paragraph[] {
  const longest = clean(doc.title).length > 60 ? doc.title.slice(0, 60) : doc.title
  return [
    line(kindNames[doc.kind], { bold: true, size: 28 }, { spacing: { before: 240 }, keepNext: true }),
    line(doc.title, { bold: true, size: 28 }, { spacing: { before: 0 }, keepNext: true }),
    rule(longest, 28, 0.4, page.width, 80),
  ]
}

/** Box 9a: one addressee in the line of "Kính gửi", several as a list. A công điện names its sender first. */
export function addressees(doc: OutDocument): Paragraph[] {
  const to = (doc.to ?? []).map(t => clean(t).replace(/[;.,\s]+$/, ''))
  if (doc.kind === 'CĐ') {
    const sender = (doc.authority ?? doc.issuer.name.join(' ')).toUpperCase()
    return [
      line(`${sender} ĐIỆN:`, { bold: true, size: 28 }, { spacing: { before: 120, after: 60 } }),
      ...list(to, mm(30)),
    ]
  }
  if (to.length === 0) return []
  if (to.length === 1) return [line(`Kính gửi: ${to[0]}.`, {}, { spacing: { before: 180, after: 60 } })]
  return [
    new Paragraph({
      alignment: AlignmentType.LEFT,
      indent: { left: mm(35) },
      spacing: { before: 180 },
      keepNext: true,
      children: [run('Kính gửi:')],
    }),
    // the dashes stand under the colon (Mục II, khoản 9 điểm d)
    ...list(to, mm(58)),
  ]
}

function list(items: string[], left: number): Paragraph[] {
  return items.map(
    (item, i) =>
      new Paragraph({
        indent: { left, hanging: mm(4) },
        spacing: { before: 40, after: i === items.length - 1 ? 60 : 0 },
        children: [run(`- ${item}${i === items.length - 1 ? '.' : ';'}`)],
      }),
  )
}

/** Decisions: who decides in capitals, the grounds in italics, each line closed by ";" and the last by ".". */
export function grounds(doc: OutDocument): Paragraph[] {
  const basis = (doc.basis ?? []).map(b => clean(b).replace(/[;.,\s]+$/, ''))
  const out: Paragraph[] = []
  if (doc.kind === 'QĐ' && doc.authority)
    out.push(line(doc.authority.toUpperCase(), { bold: true }, { spacing: { before: 180, after: 60 } }))
  basis.forEach((b, i) =>
    out.push(
      new Paragraph({
        alignment: AlignmentType.JUSTIFIED,
        indent: { firstLine: page.indent },
        spacing: { before: page.gap },
        children: [run(`${b}${i === basis.length - 1 ? '.' : ';'}`, { italics: true })],
      }),
    ),
  )
  if (doc.kind === 'QĐ')
    out.push(line('QUYẾT ĐỊNH:', { bold: true }, { spacing: { before: 180, after: 60 }, keepNext: true }))
  return out
}
