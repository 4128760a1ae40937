import type { Block, OutDocument } from '@tusom/admin-docs'
import { formatDate } from '@tusom/vi-text'
import { documentCode, bodySign } from '../documents/register.ts'
import { bodyName, letterhead, type Office, signerOf } from '../plans/letterhead.ts'
import { inSentence } from '../plans/plan-name.ts'
import { annexNote } from './annex-note.ts'
import { findingKinds, type FindingKind, findingSeverities, type FindingSeverity } from './inspection.ts'

export type NoticeFinding = {
  unit: string
  mender: string
  kind: FindingKind
  severity: FindingSeverity
  what: string
  basis: string
  recommendation: string
  dueOn: string
}
export type NoticeFacts = {
  unit: Office
  province: Office
  subject: string
  /** the plan or decision by which it was made */
  decision: { kind: 'plan' | 'decision'; number: string; date: string | null }
  team: string
  fromOn: string
  toOn: string
  units: readonly string[]
  assessment: string
  findings: readonly NoticeFinding[]
  /** of the notice; null: not numbered yet */
  number: number | null
  /** "YYYY-MM-DD", or "YYYY-MM" where the day is left to the clerk */
  date: string
  exercise: boolean
  sample: boolean
}

const ended = (text: string) => text.trim().replace(/[.;,]+$/, '')
const lower = (text: string) => text.charAt(0).toLocaleLowerCase('vi') + text.slice(1)
const paragraphs = (text: string): Block[] =>
  text
    .split(/\n+/)
    .map(l => l.trim())
    .filter(Boolean)
    .map(l =>
      /^[-–+•]\s*/.test(l) ? { type: 'bullet', text: l.replace(/^[-–+•]\s*/, '') } : { type: 'paragraph', text: l },
    )

/**
 * The notice of an inspection's conclusion (thông báo kết luận kiểm tra) in the form of Nghị định 30/2020/NĐ-CP: what was looked at, the
 * assessment, what was found by unit, and a table of who mends what by when.
 */
export function noticeDocument(f: NoticeFacts): OutDocument {
  const who = bodyName(f.unit)
  const committee = f.unit.kind === 'commune' || f.unit.kind === 'province'
  const { decision: d } = f
  const basis = `${d.kind === 'plan' ? 'Kế hoạch' : 'Quyết định'} số ${d.number}${d.date ? ` ngày ${formatDate(d.date)}` : ''}`
  const days =
    f.fromOn === f.toOn
      ? `ngày ${formatDate(f.fromOn)}`
      : `từ ngày ${formatDate(f.fromOn)} đến ngày ${formatDate(f.toOn)}`
  const byUnit = Map.groupBy(f.findings, x => x.unit)
  const body: Block[] = [
    {
      type: 'paragraph',
      text: `Thực hiện ${basis} của ${who}, ${days}, đoàn kiểm tra${f.team.trim() ? ` gồm ${lower(ended(f.team))}` : ''} đã kiểm tra ${lower(ended(f.subject))} tại ${f.units.map(inSentence).join(', ')}. ${who} thông báo kết luận kiểm tra như sau:`,
    },
    { type: 'heading', level: 1, text: 'Đánh giá chung' },
    ...paragraphs(f.assessment),
    { type: 'heading', level: 1, text: 'Hạn chế, tồn tại, vi phạm' },
  ]
  if (!f.findings.length) body.push({ type: 'paragraph', text: 'Qua kiểm tra chưa phát hiện hạn chế, vi phạm.' })
  for (const [unit, findings] of byUnit) {
    body.push({ type: 'heading', level: 2, text: unit })
    for (const x of findings) {
      const kind = findingKinds.find(k => k.code === x.kind)?.vi ?? ''
      const severity = findingSeverities.find(s => s.code === x.severity)?.vi ?? ''
      body.push({
        type: 'bullet',
        text: `${kind} (${severity}): ${ended(x.what)}${x.basis.trim() ? `. Căn cứ: ${ended(x.basis)}` : ''}.`,
      })
    }
  }
  body.push(
    { type: 'heading', level: 1, text: 'Kiến nghị và tổ chức thực hiện' },
    ...(f.findings.length
      ? [
          {
            type: 'paragraph' as const,
            text: `${who} yêu cầu các đơn vị khắc phục theo nội dung và thời hạn tại Phụ lục kèm theo; xong từng việc báo cáo kết quả kèm tài liệu chứng minh về ${who}.`,
          },
        ]
      : []),
    {
      type: 'paragraph',
      text: `Các đơn vị được kiểm tra tiếp tục phát huy kết quả đạt được. ${who} thông báo để các đơn vị biết, thực hiện.`,
    },
  )
  const number = { sequence: f.number, code: documentCode('TB', bodySign(f.unit)) }
  return {
    kind: 'TB',
    issuer: letterhead(f.unit, f.province),
    number,
    place: committee ? f.unit.name : f.province.name,
    date: f.date,
    title: `Kết luận kiểm tra ${lower(ended(f.subject))}`,
    body,
    recipients: [...f.units, ...(f.unit.kind === 'province' ? [] : [`UBND ${inSentence(f.province.fullName)}`])],
    archive: 'VT',
    signer: signerOf(f.unit, { position: '', name: '' }),
    ...(f.findings.length
      ? {
          annexes: [
            {
              title: 'Nội dung phải khắc phục',
              note: annexNote('Thông báo', number, f.date, who),
              landscape: true,
              body: [
                {
                  type: 'table' as const,
                  size: 12,
                  columns: [
                    { title: 'TT', width: 4, align: 'center' as const },
                    { title: 'Đơn vị được kiểm tra', width: 15 },
                    { title: 'Nội dung', width: 28 },
                    { title: 'Kiến nghị khắc phục', width: 28 },
                    { title: 'Đơn vị khắc phục', width: 14 },
                    { title: 'Thời hạn', width: 11, align: 'center' as const },
                  ],
                  rows: f.findings.map((x, i) => [
                    String(i + 1),
                    x.unit,
                    x.what,
                    x.recommendation,
                    x.mender,
                    formatDate(x.dueOn),
                  ]),
                },
              ],
            },
          ],
        }
      : {}),
    ...(f.exercise ? { exercise: true } : {}),
    ...(f.sample ? { sample: true } : {}),
  }
}
