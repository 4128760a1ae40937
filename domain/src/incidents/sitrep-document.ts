import type { Annex, Block, OutDocument } from '@tusom/admin-docs'
import { formatDateTime, localParts, stripDiacritics } from '@tusom/vi-text'
import type { SitrepBlock, SitrepContent } from './sitrep-content.ts'

/** Who sends a quick report, to whom, and under which name it is signed. */
export type SitrepIssuer = {
  kind: string
  /** "Tỉnh Lạng Sơn", "Xã Hữu Lũng" */
  fullName: string
  /** "Lạng Sơn": the place beside the date */
  name: string
  provinceName: string
  /** name of the person who signs; null leaves the place empty */
  signer: string | null
}

const emptyTyped: Record<string, string> = {
  recovery: 'Chưa có nội dung báo cáo về khắc phục hậu quả.',
  proposals: 'Chưa có đề xuất, kiến nghị.',
}

const isBlank = (b: SitrepBlock | undefined) => b?.type === 'typed' && !b.text.trim()

function toBlocks(blocks: readonly SitrepBlock[]): Block[] {
  return blocks.flatMap((b, i): Block[] => {
    switch (b.type) {
      case 'heading':
        // a heading over words that nobody has typed is left out on paper
        if (isBlank(blocks[i + 1])) return []
        return [{ type: 'heading', level: 2, text: b.text }]
      case 'text':
        return [{ type: 'paragraph', text: b.text }]
      case 'missing':
        return [{ type: 'paragraph', text: [{ text: b.text, italic: true }] }]
      case 'bullet':
        return [{ type: 'bullet', text: b.text }]
      case 'typed': {
        const lines = b.text
          .split(/\n+/)
          .map(l => l.trim())
          .filter(Boolean)
        if (!lines.length) {
          const none = emptyTyped[b.part]
          return none ? [{ type: 'paragraph', text: [{ text: none, italic: true }] }] : []
        }
        return lines.map(l =>
          /^[-–•+]\s/.test(l)
            ? { type: 'bullet' as const, text: l.replace(/^[-–•+]\s+/, '') }
            : { type: 'paragraph' as const, text: l },
        )
      }
      case 'table':
        return [
          {
            type: 'table',
            ...(b.caption ? { caption: b.caption } : {}),
            columns: b.columns,
            rows: b.rows,
            size: 12,
          },
        ]
    }
  })
}

/** What follows the stroke of the number. */
export const sitrepCode = (unitKind: string): string => (unitKind === 'commune' ? 'BC-UBND' : 'BC-BCHPTDS')

/**
 * The report as a document in the form of Nghị định 30/2020/NĐ-CP. The province reports in the name of its civil-defence
 * command, a commune in the name of its People's Committee. Number and day come from the clerk's register; the sequence stays open before.
 */
export function sitrepDocument(
  content: SitrepContent,
  issuer: SitrepIssuer,
  number: { sequence: number; code: string; on: string } | null = null,
): OutDocument {
  const commune = issuer.kind === 'commune'
  const annexes: Annex[] = content.sections
    .filter(s => s.key.startsWith('annex'))
    .map(s => ({ title: s.title, body: toBlocks(s.blocks) }))
  annexes.push({
    title: 'Nguồn của các số liệu',
    body: [
      {
        type: 'table',
        size: 11,
        columns: [
          { title: 'Số liệu', width: 3.8, align: 'left' },
          { title: 'Giá trị', width: 2.7, align: 'right' },
          { title: 'Tính đến', width: 2.9, align: 'center' },
          { title: 'Nguồn', width: 3.8, align: 'left' },
        ],
        rows: content.figures.map(f => [f.label, f.value, f.asOf ? formatDateTime(Date.parse(f.asOf)) : '', f.source]),
      },
    ],
  })
  const body = content.sections
    .filter(s => !s.key.startsWith('annex'))
    .flatMap((s): Block[] => [{ type: 'heading', level: 1, text: s.title }, ...toBlocks(s.blocks)])
  return {
    kind: 'BC',
    issuer: commune
      ? { name: ['Ủy ban nhân dân', issuer.fullName] }
      : { superior: `UBND ${issuer.fullName}`, name: ['Ban Chỉ huy', 'Phòng thủ dân sự'] },
    number: number
      ? { sequence: number.sequence, code: number.code }
      : { sequence: null, code: sitrepCode(issuer.kind) },
    place: issuer.name,
    date: number?.on ?? localParts(Date.parse(content.asOf)).date,
    title: content.title,
    to: commune
      ? [`Ban Chỉ huy Phòng thủ dân sự ${lower(issuer.provinceName)}`]
      : ['Ban Chỉ đạo Phòng thủ dân sự quốc gia', 'Bộ Nông nghiệp và Môi trường'],
    body: [
      ...body,
      {
        type: 'paragraph',
        text: `Trên đây là báo cáo nhanh${content.number === null ? '' : ` lần ${content.number}`} của ${commune ? `Ủy ban nhân dân ${lower(issuer.fullName)}` : `Ban Chỉ huy Phòng thủ dân sự ${lower(issuer.fullName)}`}`,
      },
    ],
    recipients: commune
      ? ['Như trên', `Thường trực Đảng ủy, HĐND, UBND ${lower(issuer.fullName)}`, 'Các thành viên Ban Chỉ huy PTDS']
      : ['Như trên', 'Thường trực Tỉnh ủy, HĐND, UBND tỉnh', 'Các thành viên Ban Chỉ huy', 'UBND các xã, phường'],
    archive: commune ? 'VT' : 'VT, VPTT',
    signer: commune
      ? { prefix: ['TM. ỦY BAN NHÂN DÂN'], position: 'CHỦ TỊCH', name: issuer.signer }
      : { prefix: ['TM. BAN CHỈ HUY'], position: 'TRƯỞNG BAN', name: issuer.signer },
    annexes,
    ...(content.exercise ? { exercise: true } : {}),
    ...(content.sample ? { sample: true } : {}),
  }
}

const lower = (name: string) => name.charAt(0).toLocaleLowerCase('vi') + name.slice(1)

/** "bao-cao-nhanh-so-2-huu-lung-2025-10-08-1700.docx"; an exercise begins with DIEN TAP. Letters every file system takes. */
export function sitrepFileName(content: SitrepContent): string {
  const p = localParts(Date.parse(content.asOf))
  const place = stripDiacritics(content.unit.name)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40)
  const which = content.number === null ? 'du-thao' : `so-${content.number}`
  return `${content.exercise ? 'DIEN TAP - ' : ''}bao-cao-nhanh-${which}-${place}-${p.date}-${p.time.replace(':', '')}.docx`
}

/** When the law wants the next quick report of a unit: a commune before 17:00, a province before 19:00 (TTLT 43/2015). */
export const sitrepHour = (kind: string): string => (kind === 'commune' ? '17:00' : '19:00')
export const sitrepArticle = 'TTLT 43/2015/TTLT-BNNPTNT-BKHĐT'
