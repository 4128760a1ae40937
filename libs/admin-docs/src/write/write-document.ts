import { formatDate, isIsoDate } from '@tusom/vi-text'
import {
  AlignmentType,
  Document,
  Footer,
  Header,
  LineRuleType,
  PageNumber,
  PageOrientation,
  Packer,
  Paragraph,
  TextRun,
} from 'docx'
import { addressees, dateText, grounds, head, numberText } from './head.ts'
import { bodyOf, closed } from './body.ts'
import { clean, layoutTable, line, run } from './pieces.ts'
import { kindNames } from './out-document.ts'
import { mm, page } from './units-of-length.ts'
import { sentenceCase } from '../check/sentence-case.ts'
import { toRoman } from '../parse/roman.ts'
import type { ISectionOptions, Table } from 'docx'
import type { Annex, Block, OutDocument } from './out-document.ts'

/**
 * Writes a document as .docx in the form of Nghị định 30/2020/NĐ-CP, Phụ lục I and III: page, type, header, title, body closed
 * by "./.", recipients level with the signature, annexes with a page count of their own. Works in Node and in browsers.
 */
export async function writeDocument(doc: OutDocument): Promise<Uint8Array> {
  const file = new Document({
    creator: 'Từ Sớm',
    title: clean(`${kindNames[doc.kind]} ${doc.title}`.trim()),
    styles: {
      default: {
        document: {
          run: { font: page.font, size: page.size, language: { value: 'vi-VN' } },
          paragraph: { spacing: { line: 252, lineRule: LineRuleType.AUTO } },
        },
      },
    },
    sections: [main(doc), ...(doc.annexes ?? []).map((annex, i) => annexSection(doc, annex, i))],
  })
  return new Uint8Array(await Packer.toArrayBuffer(file))
}

function main(doc: OutDocument): ISectionOptions {
  const blocks = closed(pointing(doc))
  return {
    ...pageSetup(doc, false),
    children: [
      ...head(doc),
      ...(doc.kind === 'QĐ' ? [] : addressees(doc)),
      ...grounds(doc),
      ...bodyOf(blocks, page.width, true),
      new Paragraph({ spacing: { before: 0, after: 0, line: 240, lineRule: 'exact' }, keepNext: true, children: [] }),
      ending(doc),
    ],
  }
}

/** A text with annexes has to point to them (Mục III, khoản 1 điểm a); where its writer did not, a line at the end does. */
function pointing(doc: OutDocument): Block[] {
  const annexes = doc.annexes ?? []
  if (annexes.length === 0 || /phụ lục/iu.test(JSON.stringify([doc.basis, doc.body]))) return doc.body
  return [
    ...doc.body,
    { type: 'paragraph', text: annexes.length > 1 ? '(Có các phụ lục kèm theo)' : '(Có phụ lục kèm theo)' },
  ]
}

/** Page 1 carries no number; the others have it centred in the top margin. */
function pageSetup(doc: OutDocument, landscape: boolean): Omit<ISectionOptions, 'children'> {
  const mark = doc.exercise ? [line('DIỄN TẬP', { bold: true, size: 28, color: '5B2A86' })] : []
  const footer = doc.sample ? [line('Số liệu mẫu, không phải thật', { italics: true, size: 20, color: '595959' })] : []
  const number = new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ children: [PageNumber.CURRENT], font: page.font, size: 26 })],
  })
  const empty = () => new Paragraph({ children: [] })
  return {
    properties: {
      titlePage: true,
      page: {
        size: { width: mm(210), height: mm(297), ...(landscape ? { orientation: PageOrientation.LANDSCAPE } : {}) },
        margin: landscape
          ? { top: mm(30), bottom: mm(20), left: mm(20), right: mm(20), header: mm(10), footer: mm(8) }
          : { ...page.margins, header: mm(10), footer: mm(8) },
        pageNumbers: { start: 1 },
      },
    },
    headers: {
      first: new Header({ children: mark.length > 0 ? [...mark] : [empty()] }),
      default: new Header({
        children: [number, ...(doc.exercise ? [line('DIỄN TẬP', { bold: true, size: 28, color: '5B2A86' })] : [])],
      }),
    },
    footers: {
      first: new Footer({ children: footer.length > 0 ? footer : [empty()] }),
      default: new Footer({
        children: doc.sample
          ? [line('Số liệu mẫu, không phải thật', { italics: true, size: 20, color: '595959' })]
          : [empty()],
      }),
    },
  }
}

/** Boxes 7 and 9b: recipients on the left, level with the capacity of the signer on the right. */
function ending(doc: OutDocument): Table {
  const small = (text: string) =>
    new Paragraph({
      alignment: AlignmentType.LEFT,
      spacing: { before: 0, after: 0 },
      children: [run(text, { size: 22 })],
    })
  const left = [
    new Paragraph({
      alignment: AlignmentType.LEFT,
      spacing: { before: 0, after: 0 },
      children: [run('Nơi nhận:', { bold: true, italics: true, size: 24 })],
    }),
    ...recipientsOf(doc).map(r => small(`- ${clean(r).replace(/[;.,\s]+$/, '')};`)),
    small(`- Lưu: ${clean(doc.archive).replace(/[;.,\s]+$/, '')}.`),
  ]
  const { prefix, position, name } = doc.signer
  const right = [
    ...[...(prefix ?? []), position].map(text => line(text.toUpperCase(), { bold: true, size: 28 })),
    // Room for the signature and the seal: five lines of 14 pt.
    new Paragraph({ spacing: { before: 0, after: 0, line: 1400, lineRule: 'exact' }, children: [] }),
    line(name ?? '', { bold: true, size: 28 }),
  ]
  return layoutTable([4400, page.width - 4400], [[left, right]])
}

/** Letters and reports that name their addressees above open the list with "Như trên" (Mục II, khoản 9 điểm b). */
function recipientsOf(doc: OutDocument): string[] {
  const above = (doc.kind === 'CV' || doc.kind === 'BC') && (doc.to ?? []).length > 0
  return above && !doc.recipients.some(r => /^như (?:trên|kính gửi)/iu.test(r.trim()))
    ? ['Như trên', ...doc.recipients]
    : doc.recipients
}

function annexSection(doc: OutDocument, annex: Annex, index: number): ISectionOptions {
  const many = (doc.annexes?.length ?? 0) > 1
  const landscape = annex.landscape ?? annex.body.some(b => b.type === 'table' && b.columns.length > 5)
  const width = landscape ? mm(297 - 40) : page.width
  return {
    ...pageSetup(doc, landscape),
    children: [
      line(many ? `Phụ lục ${toRoman(index + 1)}` : 'Phụ lục', { bold: true, size: 28 }),
      line(annex.title.toUpperCase(), { bold: true, size: 28 }),
      line(`(${annex.note ?? attachedTo(doc)})`, { italics: true, size: 28 }, { spacing: { after: 160 } }),
      ...bodyOf(annex.body, width),
    ],
  }
}

/** "ỦY BAN NHÂN DÂN" / "XÃ SUỐI ĐÁ" → "Ủy ban nhân dân xã Suối Đá" */
function issuerInText(doc: OutDocument): string {
  const words = clean(doc.issuer.name.join(' ')).toLowerCase()
  const place = /(?<!\p{L})(?:tỉnh|thành phố|xã|phường|đặc khu)\s+(.+)$/u.exec(words)?.[1] ?? ''
  const office = sentenceCase(words.slice(0, words.length - place.length))
  return office + place.replace(/(?<!\p{L})\p{L}/gu, c => c.toUpperCase())
}

/** "Kèm theo Báo cáo số 05/BC-UBND ngày 05/01/2026 của Ủy ban nhân dân xã …". */
function attachedTo(doc: OutDocument): string {
  const kind =
    doc.kind === 'CV' ? 'Công văn' : kindNames[doc.kind].charAt(0) + kindNames[doc.kind].slice(1).toLowerCase()
  const date = isIsoDate(doc.date) ? `ngày ${formatDate(doc.date)}` : dateText(doc.date)
  return `Kèm theo ${kind} ${numberText(doc).replace('Số:', 'số')} ${date} của ${issuerInText(doc)}`
}
