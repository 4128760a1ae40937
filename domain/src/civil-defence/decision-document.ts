import type { Block, OutDocument } from '@tusom/admin-docs'
import { formatDate, localParts } from '@tusom/vi-text'
import { type CivilDefenceLevel, criteria, type CriterionKey, levelRule } from './civil-defence.ts'

export type DecisionFacts = {
  level: CivilDefenceLevel
  lift: boolean
  unit: { kind: string; name: string; fullName: string }
  incident: string
  scope: string
  criteria: Record<CriterionKey, string>
  lacks: string
  /** of lifting */
  liftReason: string
  proposedBy: { unit: string; at: number }
  decision: { number: string; date: string } | null
  /** number and date of the decision that is lifted */
  declared: { number: string; date: string } | null
  at: number
  exercise: boolean
  sample: boolean
}

/** "Xã Hữu Lũng" within a sentence. */
const within = (fullName: string) => fullName.charAt(0).toLocaleLowerCase('vi') + fullName.slice(1)
/** "12/QĐ-UBND": the clerk's number; else the place stays open. */
const sequenceOf = (number: string | undefined): number | null => {
  const digits = /^\d{1,6}/.exec((number ?? '').trim())?.[0]
  return digits === undefined ? null : Number(digits)
}
const ended = (text: string) => text.trim().replace(/[.;]+$/, '')

/**
 * The decision to declare or lift a civil-defence level as a document in the form of Nghị định 30/2020/NĐ-CP, for the Chair to read,
 * change and sign. null for level 3: that decision is the Prime Minister's. No hour of a deadline stands in it: none has a source.
 */
export function decisionDocument(f: DecisionFacts): OutDocument | null {
  if (f.level === 3) return null
  const rule = levelRule(f.level)
  const place = within(f.unit.fullName)
  const verb = f.lift ? 'bãi bỏ' : 'ban bố'
  const what = `phòng thủ dân sự cấp độ ${f.level} đối với ${ended(f.incident)}`
  const articles: Block[] = f.lift
    ? [
        {
          type: 'article',
          text: `Bãi bỏ ${what} trên địa bàn ${place}${f.declared?.number ? ` đã ban bố tại Quyết định số ${f.declared.number} ngày ${formatDate(f.declared.date)}` : ''}. Lý do: ${ended(f.liftReason)}.`,
        },
      ]
    : [
        { type: 'article', text: `Ban bố ${what} trên địa bàn ${place}. Phạm vi: ${ended(f.scope)}.` },
        {
          type: 'article',
          text: `Căn cứ xác định cấp độ: tình hình ${rule.test.vi}; các tiêu chí theo khoản 2 Điều 7 Luật Phòng thủ dân sự:`,
        },
        ...criteria.map((c): Block => ({ type: 'bullet', text: `${c.vi}: ${ended(f.criteria[c.key])}.` })),
        { type: 'bullet', text: `Lực lượng, phương tiện còn thiếu: ${ended(f.lacks)}.` },
        {
          type: 'article',
          text: `Ban Chỉ huy Phòng thủ dân sự ${place} tổ chức các biện pháp ứng phó theo phương châm bốn tại chỗ, thông tin bằng tiếng Việt và khi cần bằng tiếng dân tộc thiểu số đến người dân, báo cáo diễn biến lên cấp trên.`,
        },
      ]
  return {
    kind: 'QĐ',
    issuer: { name: ['ỦY BAN NHÂN DÂN', f.unit.fullName] },
    number: { sequence: sequenceOf(f.decision?.number), code: 'QĐ-UBND' },
    place: f.unit.name,
    date: f.decision?.date ?? localParts(f.at).date.slice(0, 7),
    title: `Về việc ${verb} ${what}`,
    authority: `CHỦ TỊCH ỦY BAN NHÂN DÂN ${f.unit.fullName.toLocaleUpperCase('vi')}`,
    basis: [
      'Căn cứ Luật Phòng thủ dân sự số 18/2023/QH15',
      'Căn cứ Nghị định số 200/2025/NĐ-CP ngày 09 tháng 7 năm 2025 của Chính phủ',
      `Theo đề nghị của ${f.proposedBy.unit} ngày ${formatDate(localParts(f.proposedBy.at).date)}`,
    ],
    body: [
      ...articles,
      { type: 'article', text: 'Quyết định này có hiệu lực từ ngày ký.' },
      {
        type: 'article',
        text: `Ban Chỉ huy Phòng thủ dân sự ${place}, các cơ quan, đơn vị và cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này.`,
      },
    ],
    recipients:
      f.level === 1
        ? ['Như trên', 'Ban Chỉ huy PTDS tỉnh', 'Đảng ủy, HĐND xã']
        : ['Như trên', 'Ban Chỉ đạo PTDS quốc gia', 'Tỉnh ủy, HĐND tỉnh', 'UBND các xã, phường'],
    archive: 'VT, BCH',
    signer: { position: 'CHỦ TỊCH', name: null },
    exercise: f.exercise,
    sample: f.sample,
  }
}
