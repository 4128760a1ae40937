import {
  AlignmentType,
  BorderStyle,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx'
import { page, textWidth } from './units-of-length.ts'
import type { IParagraphOptions } from 'docx'
import type { Inline } from './out-document.ts'

type RunLook = { bold?: boolean; italics?: boolean; size?: number; color?: string; allCaps?: boolean }

/** Characters that XML 1.0 does not know would make Word refuse the whole file. */
const unwritable = /(?![\t\n\r])[\p{Cc}\p{Cs}\ufffe\uffff]/gu

export const clean = (text: string) =>
  text
    .normalize('NFC')
    .replace(unwritable, '')
    .replace(/\s*\n\s*/g, ' ')

export function run(text: string, look: RunLook = {}): TextRun {
  return new TextRun({ text: clean(text), font: page.font, size: page.size, ...look })
}

export function runs(inline: Inline, look: RunLook = {}): TextRun[] {
  if (typeof inline === 'string') return [run(inline, look)]
  return inline.map(r =>
    run(r.text, { ...look, ...(r.bold ? { bold: true } : {}), ...(r.italic ? { italics: true } : {}) }),
  )
}

export const plain = (inline: Inline) => (typeof inline === 'string' ? inline : inline.map(r => r.text).join(''))

export function line(text: string, look: RunLook = {}, options: IParagraphOptions = {}): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { before: 0, after: 0 },
    ...options,
    children: [run(text, look)],
  })
}

/** A rule of `share` of the width of `text`, centred in `available` twips: an empty small paragraph with a border on top. */
export function rule(text: string, halfPoints: number, share: number, available: number, before = 50): Paragraph {
  const width = Math.min(available, Math.max(200, Math.round(textWidth(text, halfPoints) * share)))
  const side = Math.max(0, Math.round((available - width) / 2))
  return new Paragraph({
    spacing: { before, after: 0, line: 80, lineRule: 'exact' },
    indent: { left: side, right: side },
    border: { top: { style: BorderStyle.SINGLE, size: 6, space: 0, color: '000000' } },
    children: [new TextRun({ text: '', size: 4 })],
  })
}

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }
export const noBorders = {
  top: none,
  bottom: none,
  left: none,
  right: none,
  insideHorizontal: none,
  insideVertical: none,
}

/** Side by side without borders: how the form keeps number and date, recipients and signature level. */
export function layoutTable(widths: number[], rows: Paragraph[][][]): Table {
  return new Table({
    width: { size: widths.reduce((a, b) => a + b, 0), type: WidthType.DXA },
    columnWidths: widths,
    borders: noBorders,
    margins: { left: 0, right: 0 },
    layout: 'fixed',
    rows: rows.map(
      cells =>
        new TableRow({
          cantSplit: true,
          children: cells.map(
            (children, i) =>
              new TableCell({
                width: { size: widths[i] ?? 0, type: WidthType.DXA },
                borders: { top: none, bottom: none, left: none, right: none },
                children,
              }),
          ),
        }),
    ),
  })
}

/** A framed word: urgency (red) or exercise. Width and height in twips. */
export function framed(
  word: string,
  width: number,
  height: number,
  color: string,
  size: number,
  center: boolean,
): Table {
  const edge = { style: BorderStyle.SINGLE, size: 12, color }
  return new Table({
    width: { size: width, type: WidthType.DXA },
    columnWidths: [width],
    layout: 'fixed',
    ...(center ? { alignment: AlignmentType.CENTER } : {}),
    rows: [
      new TableRow({
        height: { value: height, rule: 'atLeast' },
        children: [
          new TableCell({
            width: { size: width, type: WidthType.DXA },
            verticalAlign: VerticalAlignTable.CENTER,
            borders: { top: edge, bottom: edge, left: edge, right: edge },
            children: [line(word, { bold: true, size, color })],
          }),
        ],
      }),
    ],
  })
}
