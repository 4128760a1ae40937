import { readInner } from './task-bracket.ts'
import { splitCell } from './task-table.ts'
import { readUnits } from './units.ts'

export type Key = 'assign' | 'lead' | 'cooperate' | 'due' | 'product' | 'content'
export type Fields = Partial<Record<Key, string>>

const body = '(?:các\\s+)?(?:cơ quan|đơn vị|bộ phận|sở|ngành)(?:,\\s*(?:đơn vị|cơ quan|cá nhân))?'
const does = '(?:\\s+(?:thực hiện|tham mưu|chính|tham gia))?'
const keys: [Key, string][] = [
  ['assign', 'phân công(?:\\s+(?:thực hiện|nhiệm vụ|cụ thể|chủ trì))?|(?:tổ chức|đơn vị|cơ quan)\\s+thực hiện'],
  ['cooperate', `(?:${body}\\s+)?phối hợp${does}`],
  ['lead', `(?:(?:${body}|người)\\s+)?(?:chủ trì|chịu trách nhiệm|phụ trách)${does}(?:\\s+và\\s+phối hợp)?`],
  ['lead', `${body}\\s+(?:đầu mối|tham mưu|được giao)`],
  [
    'due',
    '(?:thời gian|thời hạn|tiến độ|thời điểm|lộ trình|hạn)(?:\\s+(?:thực hiện|hoàn thành|trình|báo cáo|xong))?|hoàn thành',
  ],
  ['product', '(?:sản phẩm|kết quả|đầu ra)(?:\\s+(?:đầu ra|dự kiến|hoàn thành|thực hiện|cần đạt))?'],
  ['content', 'nội dung(?:\\s+(?:thực hiện|nhiệm vụ|công việc))?'],
]
const anyKey = new RegExp(
  `(?<=^|[.;,(–-]\\s{0,2}|[.;,]["”)]?\\s{1,2})(?:${keys.map(([, k], i) => `(?<k${i}>${k})`).join('|')})\\s{0,2}:\\s{0,2}(?=\\S)`,
  'giu',
)

/**
 * What a line says under the keys of a task: "… hồ xung yếu. Cơ quan chủ trì: Sở A; cơ quan phối hợp: Sở B; thời gian: trước 30/4/2026."
 * `before` is what stands before the first key. null where no key is in it, or the first is not one that names who leads and words stand
 * before it.
 */
export function readKeyedLine(text: string): { before: string; fields: Fields } | null {
  const hits = [...text.slice(0, 3000).matchAll(anyKey)].map(m => ({
    key: keys[Object.entries(m.groups ?? {}).findIndex(([, v]) => v !== undefined)]?.[0] ?? 'content',
    at: m.index,
    end: m.index + m[0].length,
  }))
  const first = hits[0]
  if (!first) return null
  const from = first.at === 0 ? 0 : hits.findIndex(h => h.key === 'lead' || h.key === 'assign')
  const start = hits[from]
  if (!start) return null
  const fields: Fields = {}
  hits.slice(from).forEach((h, i, list) => {
    fields[h.key] ??= text
      .slice(h.end, list[i + 1]?.at ?? text.length)
      .replace(/\)(?=[\s.;,]*$)(?<!\([^()]*\))/u, '')
      .replace(/[\s.;,(–-]+$/u, '')
  })
  settleAssigned(fields)
  return {
    before: text
      .slice(0, start.at)
      .replace(/[\s(–-]+$/u, '')
      .trim(),
    fields,
  }
}

/** "Phân công: Sở Nội vụ chủ trì; Công an tỉnh phối hợp" fills the keys it stands for; a bare name leads. */
function settleAssigned(fields: Fields) {
  const { assign } = fields
  delete fields.assign
  if (assign === undefined) return
  const assigned = readInner(assign)
  if (assigned) {
    fields.lead ??= assigned.unit
    if (assigned.cooperating.length > 0) fields.cooperate ??= assigned.cooperating.join('; ')
    if (/(?:thời|hoàn thành|xong|trước|trong|h[ằà]ng|quý|tháng|năm)(?!\p{L})/iu.test(assigned.rest))
      fields.due ??= assigned.rest
    return
  }
  const { units, end } = readUnits(assign, 0)
  if (units.length > 0 && end >= assign.length - 1) fields.lead ??= assign
}

/** The units of a value, each by itself. */
export const unitsOf = (value: string) => splitCell(value)
