import type { Block, OutDocument } from '@tusom/admin-docs'
import { formatDate, formatDateTime, formatNumber, localParts, twoDigits } from '@tusom/vi-text'
import { damageIndicator } from '../incidents/damage-indicators.ts'
import type { DamageSum } from '../incidents/sum-damage.ts'
import { inSentence } from '../reports/report-text.ts'
import type { LossCorrection, LossDayTotals } from './corrections.ts'
import { lossFormCode, type LossForm, lossGroups, notHeld } from './forms.ts'
import { lossIndicatorName } from './corrections.ts'

export type LossReport = {
  /** `quick`: as it stands now; `event`: of the whole event, after its end */
  kind: 'quick' | 'event'
  level: 'commune' | 'province'
  form: LossForm | null
  unitName: string
  place: string
  provinceName: string
  incident: { title: string; onset: number; end: number | null }
  at: number
  communes: readonly { id: number; name: string }[]
  sum: DamageSum
  corrections: readonly LossCorrection[]
  byDay: { indicators: readonly string[]; days: readonly LossDayTotals[] }
  /** what people typed: situation, direction, recovery, proposals */
  texts: ReadonlyMap<string, string>
  overAYear: number
  sample: boolean
  exercise: boolean
}

const noFigure = 'chưa có số liệu'
const typed = (text: string | undefined, none: string): Block[] => {
  const lines = (text ?? '')
    .split('\n')
    .map(l => l.trim())
    .filter(Boolean)
  if (!lines.length) return [{ type: 'paragraph', text: none }]
  return lines.map(
    (l): Block =>
      /^[-–•+]\s/.test(l) ? { type: 'bullet', text: l.replace(/^[-–•+]\s+/, '') } : { type: 'paragraph', text: l },
  )
}

function coverage(r: LossReport): string {
  const silent = r.communes.filter(c => r.sum.silent.includes(c.id))
  if (r.level === 'commune')
    return r.sum.reported.length
      ? `Số liệu cộng dồn từ đầu đợt đến ${formatDateTime(r.sum.newest ?? r.at)}.`
      : 'Chưa có báo cáo thiệt hại nào.'
  return `Số liệu cộng dồn từ đầu đợt, của ${r.sum.reported.length}/${r.communes.length} xã, phường đã báo cáo${
    silent.length ? `; chưa báo cáo: ${silent.map(c => c.name).join(', ')}` : ''
  }. Mỗi xã, phường chỉ tính số mới nhất của mình; chỗ chưa có số liệu không phải là số không.`
}

/** "40"; "40 (45)": told at the deadline, and what is known now of that time. */
const dayFigure = (told: number | null, now: number | null): string => {
  const shown = told === null ? '…' : formatNumber(told)
  return now === told ? shown : `${shown} (${now === null ? 'rút lại' : formatNumber(now)})`
}

/** In words: people first, then each figure above zero. */
function inWords(r: LossReport): Block[] {
  const told = r.sum.totals.flatMap(t => {
    const i = damageIndicator(t.indicator)
    return i && t.value !== null && t.value > 0 ? [`${i.vi.toLowerCase()}: ${formatNumber(t.value)} ${i.unit}`] : []
  })
  return [
    { type: 'paragraph', text: coverage(r) },
    {
      type: 'paragraph',
      text: told.length
        ? `Thiệt hại đã thống kê: ${told.join('; ')}.`
        : r.sum.reported.length
          ? 'Các đơn vị đã báo cáo chưa ghi nhận thiệt hại ở các chỉ tiêu đã nhập.'
          : 'Chưa có số liệu thiệt hại.',
    },
    ...(r.overAYear
      ? [
          {
            type: 'paragraph' as const,
            text: `Có ${formatNumber(r.overAYear)} người mất tích đã quá 01 năm: theo quy định tính là người chết, cần rà soát và sửa số.`,
          },
        ]
      : []),
  ]
}

/** Points to the annexes, and says in words how many figures of earlier days were put right. */
function annexMention(r: LossReport): Block[] {
  const parts = [
    ...(r.byDay.days.length ? ['số cộng dồn theo ngày'] : []),
    ...(r.corrections.length ? [`${twoDigits(r.corrections.length)} số đã đính chính`] : []),
  ]
  if (!parts.length) return []
  const text = parts.join(' và ')
  return [
    { type: 'paragraph', text: `${text.slice(0, 1).toUpperCase()}${text.slice(1)}: tại phụ lục kèm theo báo cáo này.` },
  ]
}

function groupsTable(r: LossReport): Block {
  const totals = new Map(r.sum.totals.map(t => [t.indicator, t]))
  const rows = lossGroups.flatMap((g, n) => {
    const head = [[{ text: String(n + 1), bold: true }], [{ text: g.vi, bold: true }]]
    if (!g.indicators.length) return [[...head, '', [{ text: notHeld.vi, italic: true }], '']]
    return [
      [...head, '', '', ''],
      ...g.indicators.map((code, i) => {
        const t = totals.get(code)
        const held = t?.value ?? null
        return [
          `${n + 1}.${i + 1}`,
          lossIndicatorName(code),
          damageIndicator(code)?.unit ?? '',
          held === null ? [{ text: noFigure, italic: true }] : formatNumber(held),
          `${t?.reported ?? 0}/${t?.of ?? 0}`,
        ]
      }),
    ]
  })
  return {
    type: 'table',
    size: 11,
    columns: [
      { title: 'TT', width: 7, align: 'center' },
      { title: 'Chỉ tiêu', width: 44, align: 'left' },
      { title: 'Đơn vị', width: 12, align: 'left' },
      { title: 'Cộng dồn', width: 20, align: 'right' },
      { title: 'Đơn vị có số', width: 13, align: 'center' },
    ],
    rows,
  }
}

/** The quick report, or the sum of the event, as a document: the five sections that the circular names. */
export function lossDocument(r: LossReport): OutDocument {
  const unit = inSentence(r.unitName)
  const event = r.kind === 'event'
  const names = new Map(r.communes.map(c => [c.id, c.name]))
  const span = `từ ${formatDateTime(r.incident.onset)} đến ${formatDateTime(r.incident.end ?? r.at)}`
  const body: Block[] = [
    { type: 'heading', level: 1, text: 'Tình hình thiên tai' },
    { type: 'paragraph', text: `${r.incident.title}, ${span}${r.incident.end === null ? ', chưa kết thúc' : ''}.` },
    ...typed(r.texts.get('situation'), 'Chưa có nội dung về tình hình.'),
    { type: 'heading', level: 1, text: 'Công tác chỉ huy, ứng phó' },
    ...typed(r.texts.get('direction'), 'Chưa có nội dung về chỉ huy, ứng phó.'),
    { type: 'heading', level: 1, text: 'Thống kê thiệt hại' },
    ...inWords(r),
    ...annexMention(r),
    groupsTable(r),
    { type: 'heading', level: 1, text: 'Khắc phục hậu quả' },
    ...typed(r.texts.get('recovery'), 'Chưa có nội dung về khắc phục hậu quả.'),
    { type: 'heading', level: 1, text: 'Đề xuất, kiến nghị' },
    ...typed(r.texts.get('proposals'), 'Chưa có đề xuất, kiến nghị.'),
    {
      type: 'paragraph',
      text: `Trên đây là ${event ? 'báo cáo tổng hợp đợt thiên tai' : 'báo cáo nhanh'} của ${unit}`,
    },
  ]
  const annexes: NonNullable<OutDocument['annexes']> = []
  if (r.byDay.days.length)
    annexes.push({
      title: 'Số cộng dồn theo ngày',
      landscape: r.byDay.days.length > 4,
      body: [
        {
          type: 'table',
          size: 10,
          columns: [
            { title: 'Chỉ tiêu', width: 30, align: 'left' },
            ...r.byDay.days.map(d => ({ title: formatDate(d.day).slice(0, 5), width: 10, align: 'right' as const })),
          ],
          rows: [
            ...r.byDay.indicators.map((code, i) => [
              lossIndicatorName(code),
              ...r.byDay.days.map(d => dayFigure(d.values[i] ?? null, d.corrected[i] ?? null)),
            ]),
            ['Số đơn vị đã báo cáo', ...r.byDay.days.map(d => `${d.reported}/${d.of}`)],
          ],
        },
        {
          type: 'paragraph',
          text: 'Số tại giờ báo cáo mỗi ngày, cộng dồn từ đầu đợt. "…": chưa có số liệu vào giờ đó. Số trong ngoặc: số của cùng thời điểm sau khi bổ sung, đính chính.',
        },
      ],
    })
  if (r.corrections.length)
    annexes.push({
      title: 'Số đã đính chính',
      landscape: false,
      body: [
        {
          type: 'table',
          size: 11,
          columns: [
            { title: 'Của thời điểm', width: 18, align: 'left' },
            { title: 'Sửa lúc', width: 18, align: 'left' },
            { title: 'Xã, phường', width: 18, align: 'left' },
            { title: 'Chỉ tiêu', width: 28, align: 'left' },
            { title: 'Số cũ', width: 9, align: 'right' },
            { title: 'Số mới', width: 9, align: 'right' },
          ],
          rows: r.corrections.map(c => [
            formatDateTime(c.at),
            formatDateTime(c.recordedAt),
            names.get(c.communeId) ?? `#${c.communeId}`,
            lossIndicatorName(c.indicator),
            c.before === null ? '…' : formatNumber(c.before),
            c.after === null ? 'rút lại' : formatNumber(c.after),
          ]),
        },
      ],
    })
  const code = r.form && lossFormCode(r.form, r.level === 'commune' ? 'X' : 'T')
  return {
    kind: 'BC',
    issuer: { name: ['ỦY BAN NHÂN DÂN', r.unitName.toUpperCase()] },
    number: { sequence: null, code: 'BC-UBND' },
    place: r.place,
    date: localParts(r.at).date,
    title: `${event ? 'Tổng hợp thiệt hại đợt thiên tai' : 'Nhanh về thiên tai và thiệt hại'}: ${r.incident.title}${code ? ` (nhóm biểu ${code})` : ''}`,
    body,
    recipients: [
      r.level === 'commune'
        ? `Ban Chỉ huy Phòng thủ dân sự ${inSentence(r.provinceName)}`
        : 'Bộ Nông nghiệp và Môi trường (báo cáo)',
      'Chủ tịch, các Phó Chủ tịch',
    ],
    archive: 'VT',
    signer: { prefix: ['TM. ỦY BAN NHÂN DÂN'], position: 'CHỦ TỊCH', name: null },
    annexes,
    sample: r.sample,
    exercise: r.exercise,
  }
}
