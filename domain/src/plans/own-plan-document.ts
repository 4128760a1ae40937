import type { Block, OutDocument } from '@tusom/admin-docs'
import { formatDate, formatNumber } from '@tusom/vi-text'
import { bodyName, letterhead, type Office, signerOf } from './letterhead.ts'
import type { Focal, OwnPlanDraft } from './own-plan.ts'
import { inSentence, type NamedPlan, planInSentence } from './plan-name.ts'

export type OwnPlanFacts = {
  unit: Office
  province: Office
  /** the plan that it carries out */
  plan: NamedPlan
  focal: Focal
  draft: OwnPlanDraft
  /** of the register; null: not numbered yet */
  number: { sequence: number; code: string } | null
  /** "YYYY-MM-DD", or "YYYY-MM" where the day is left to the clerk */
  date: string
  exercise: boolean
  sample: boolean
}

/**
 * The plan of a commune or department for the plan above it, in the form of Nghị định 30/2020/NĐ-CP (Phụ lục III, Mẫu 1.4): what it
 * rests on, what it is for, who does what by when (a table in an annex on its side), who answers for it. Every line keeps
 * the name of the work above, so that the two can be read side by side.
 */
export function ownPlanDocument(f: OwnPlanFacts): OutDocument {
  const committee = f.unit.kind === 'commune'
  const who = bodyName(f.unit)
  const above = planInSentence(f.plan, f.province.name)
  const leads = new Map<string, typeof f.draft.lines>()
  for (const line of f.draft.lines) leads.set(line.lead.trim(), [...(leads.get(line.lead.trim()) ?? []), line])
  const purpose = f.draft.purpose
    .split(/\n+/)
    .map(l => l.trim())
    .filter(Boolean)
  const total = f.draft.lines.reduce((n, l) => n + (l.cost ?? 0), 0)
  const body: Block[] = [
    { type: 'paragraph', text: `Thực hiện ${above}, ${who} ban hành Kế hoạch với các nội dung sau:` },
    { type: 'heading', level: 1, text: 'Mục đích, yêu cầu' },
    ...(purpose.length
      ? purpose.map((text): Block => ({ type: 'bullet', text: text.replace(/^[-–+•]\s*/, '') }))
      : [
          {
            type: 'bullet' as const,
            text: 'Giao rõ người làm, thời hạn và kết quả của từng việc được giao trong kế hoạch cấp trên.',
          },
        ]),
    { type: 'heading', level: 1, text: 'Nhiệm vụ và phân công' },
    ...(f.draft.lines.length
      ? [{ type: 'paragraph' as const, text: 'Thời hạn, sản phẩm và dự toán từng việc có tại Phụ lục kèm theo.' }]
      : []),
  ]
  for (const [lead, lines] of leads) {
    body.push({ type: 'heading', level: 2, text: lead })
    for (const line of lines)
      body.push({
        type: 'bullet',
        text: [
          line.title.replace(/[.;]+$/, ''),
          line.figure ? `chỉ tiêu: ${line.figure}` : '',
          line.cooperating ? `phối hợp: ${line.cooperating}` : '',
          line.due ? `hoàn thành trước ngày ${formatDate(line.due)}` : '',
        ]
          .filter(Boolean)
          .join('; ')
          .concat('.'),
      })
  }
  body.push(
    { type: 'heading', level: 1, text: 'Tổ chức thực hiện' },
    {
      type: 'bullet',
      text: `Đầu mối theo dõi, tổng hợp: ${[f.focal.name, f.focal.post].filter(Boolean).join(', ')}.`,
    },
    ...(total > 0
      ? [{ type: 'bullet' as const, text: `Dự toán các việc nêu trên: ${formatNumber(total)} đồng.` }]
      : []),
    {
      type: 'paragraph',
      text: `Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, các đơn vị báo cáo về ${who} qua đầu mối nêu trên để xem xét.`,
    },
  )
  return {
    kind: 'KH',
    issuer: letterhead(f.unit, f.province),
    number: f.number ?? { sequence: null, code: committee ? 'KH-UBND' : 'KH' },
    place: committee ? f.unit.name : f.province.name,
    date: f.date,
    title: f.draft.title,
    basis: [],
    body,
    recipients: [
      `UBND ${inSentence(f.province.fullName)}`,
      'Công an tỉnh',
      committee ? 'Thường trực Đảng ủy, HĐND xã' : 'Lãnh đạo đơn vị',
      'Các đơn vị có tên ở trên',
    ].map(r => (f.unit.fullName.startsWith('Phường') ? r.replace('HĐND xã', 'HĐND phường') : r)),
    archive: 'VT',
    signer: signerOf(f.unit, f.draft.signer),
    annexes:
      f.draft.lines.length > 0
        ? [
            {
              title: 'Bảng phân công nhiệm vụ',
              landscape: true,
              body: [
                {
                  type: 'table',
                  size: 12,
                  columns: [
                    { title: 'TT', width: 4, align: 'center' },
                    { title: 'Nhiệm vụ', width: 34 },
                    { title: 'Chủ trì', width: 15 },
                    { title: 'Phối hợp', width: 15 },
                    { title: 'Thời hạn', width: 11, align: 'center' },
                    { title: 'Sản phẩm, chỉ tiêu', width: 14 },
                    { title: 'Dự toán (đồng)', width: 10, align: 'right' },
                  ],
                  rows: f.draft.lines.map((l, i) => [
                    String(i + 1),
                    l.title,
                    l.lead,
                    l.cooperating,
                    l.due ? formatDate(l.due) : '',
                    [l.product, l.figure].filter(Boolean).join('; '),
                    l.cost === null ? '' : formatNumber(l.cost),
                  ]),
                },
              ],
            },
          ]
        : [],
    ...(f.exercise ? { exercise: true } : {}),
    ...(f.sample ? { sample: true } : {}),
  }
}
