import { letterLabel } from '@tusom/vi-text'
import { AlignmentType, Paragraph, Table, TableCell, TableRow, VerticalAlignTable, WidthType } from 'docx'
import { readMarker } from '../parse/markers.ts'
import { toRoman } from '../parse/roman.ts'
import { line, plain, run, runs } from './pieces.ts'
import { page } from './units-of-length.ts'
import type { TextRun } from 'docx'
import type { Block, Column, Inline } from './out-document.ts'

const alignments = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT }

/**
 * Blocks as paragraphs and tables; headings and articles are counted from 1 in each call. `width` in twips.
 * `signed`: the signature follows, and the last words stay with it, so that no page holds a signature alone.
 */
export function bodyOf(blocks: Block[], width: number, signed = false): (Paragraph | Table)[] {
  const counts = [0, 0, 0]
  let article = 0
  return blocks.flatMap((block, i): (Paragraph | Table)[] => {
    const keepNext = signed && i >= blocks.length - 2 && block.type !== 'table'
    switch (block.type) {
      case 'heading':
        return [heading(block, counts)]
      case 'paragraph':
        return [
          new Paragraph({
            alignment: block.align ? alignments[block.align] : AlignmentType.JUSTIFIED,
            ...(block.indent === false || block.align ? {} : { indent: { firstLine: page.indent } }),
            spacing: { before: page.gap },
            keepNext,
            children: runs(block.text),
          }),
        ]
      case 'bullet':
        return [body([run(block.level === 2 ? '+ ' : '- '), ...runs(block.text)], keepNext)]
      case 'article':
        article++
        counts[1] = 0
        counts[2] = 0
        return [
          body(
            [
              run(`Điều ${article}. `, { bold: true }),
              ...(block.title ? [run(`${block.title} `, { bold: true })] : []),
              ...runs(block.text),
            ],
            keepNext,
          ),
        ]
      case 'table':
        return tableOf(block, width)
    }
  })
}

const body = (children: TextRun[], keepNext: boolean) =>
  new Paragraph({
    keepNext,
    alignment: AlignmentType.JUSTIFIED,
    indent: { firstLine: page.indent },
    spacing: { before: page.gap },
    children,
  })

function heading(block: Extract<Block, { type: 'heading' }>, counts: number[]): Paragraph {
  const { level } = block
  counts[level - 1] = (counts[level - 1] ?? 0) + 1
  for (let i = level; i < 3; i++) counts[i] = 0
  const n = counts[level - 1] ?? 1
  // A text that brings its own label ("II. …") is not numbered twice.
  const own = readMarker(block.text) !== null
  const label = own
    ? ''
    : (block.label ?? (level === 1 ? toRoman(n) : level === 2 ? String(n) : (letterLabel(n - 1) ?? String(n))))
  const prefix = label === '' ? '' : level === 3 ? `${label}) ` : `${label}. `
  const text = level === 1 ? block.text.toUpperCase() : block.text
  return new Paragraph({
    alignment: AlignmentType.JUSTIFIED,
    indent: { firstLine: page.indent },
    spacing: { before: level === 1 ? 180 : page.gap },
    keepNext: true,
    outlineLevel: level - 1,
    // A point (điểm) is upright and not bold: Phụ lục I, Mục II, khoản 6.
    children: [run(`${prefix}${text}`, { bold: level < 3 })],
  })
}

function tableOf(block: Extract<Block, { type: 'table' }>, width: number): (Paragraph | Table)[] {
  const { columns, rows } = block
  const size = (block.size ?? 13) * 2
  const shares = columns.map(c => c.width ?? 1)
  const whole = shares.reduce((a, b) => a + b, 0)
  const widths = shares.map(s => Math.floor((s / whole) * width))
  const cell = (inline: Inline, i: number, head: boolean) =>
    new TableCell({
      width: { size: widths[i] ?? 0, type: WidthType.DXA },
      verticalAlign: VerticalAlignTable.CENTER,
      margins: { top: 40, bottom: 40, left: 80, right: 80 },
      children: [
        new Paragraph({
          alignment: head ? AlignmentType.CENTER : alignments[columns[i]?.align ?? 'left'],
          spacing: { before: 0, after: 0 },
          children: runs(inline, { size, ...(head ? { bold: true } : {}) }),
        }),
      ],
    })
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: columns.map((c: Column, i) => cell(c.title, i, true)),
  })
  const out: (Paragraph | Table)[] = []
  out.push(
    block.caption
      ? line(block.caption, { bold: true }, { spacing: { before: 180, after: 80 }, keepNext: true })
      : new Paragraph({ spacing: { before: 0, after: 0, line: 120, lineRule: 'exact' }, children: [] }),
  )
  out.push(
    new Table({
      width: { size: widths.reduce((a, b) => a + b, 0), type: WidthType.DXA },
      columnWidths: widths,
      layout: 'fixed',
      rows: [
        head,
        ...rows.map(
          r => new TableRow({ cantSplit: true, children: columns.map((_, i) => cell(r[i] ?? '', i, false)) }),
        ),
      ],
    }),
    new Paragraph({ spacing: { before: 0, after: 0, line: 120, lineRule: 'exact' }, children: [] }),
  )
  return out
}

/** The body with "./." after its last sentence, as the form closes every text (Phụ lục III, các mẫu). */
export function closed(blocks: Block[]): Block[] {
  const last = blocks.at(-1)
  if (!last) return blocks
  if (last.type === 'table' || last.type === 'heading')
    return [...blocks, { type: 'paragraph', text: './.', align: 'right' }]
  return [...blocks.slice(0, -1), { ...last, text: closeText(last.text) }]
}

function closeText(inline: Inline): Inline {
  if (typeof inline === 'string') return `${inline.replace(/[\s.;,]*(?:\/\.)?\s*$/, '')}./.`
  if (plain(inline).trim() === '') return './.'
  const lastIndex = inline.findLastIndex(r => r.text.trim() !== '')
  return inline
    .slice(0, lastIndex + 1)
    .map((r, i) => (i === lastIndex ? { ...r, text: closeText(r.text) as string } : r))
}
