import { cooperatingIn, dueIn } from './details.ts'
import { readUnits } from './units.ts'
import type { TaskRole } from './types.ts'

const bracket = /\(([^()]{6,400})\)[\s.;]*$/u
const leads = /^\s*(?:là\s+(?:cơ quan|đơn vị)\s+)?(?:chủ trì|làm đầu mối|chịu trách nhiệm)(?!\p{L})/u
const does = /^\s*(?:thực hiện|phụ trách|tham mưu|triển khai|tổ chức thực hiện)(?!\p{L})/u

/**
 * Who does a task, in brackets at its end: "(Công an tỉnh chủ trì, phối hợp với Sở Tư pháp; hoàn thành trong Quý IV/2025)". A bare name
 * counts only when a time stands behind it ("(Sở Y tế; thường xuyên)"): else it may be an example.
 */
export function readBracket(
  text: string,
): { at: number; unit: string; role: TaskRole; cooperating: string[]; rest: string } | null {
  const m = bracket.exec(text)
  if (!m) return null
  const inner = (m[1] ?? '').replace(/^(?:giao|do)\s+/iu, '')
  const { units, end } = readUnits(inner, 0)
  const first = units[0]
  if (!first || first.start !== 0) return null
  const rest = inner.slice(end)
  const lead = leads.test(rest)
  if (!lead && !does.test(rest)) {
    const due = /^\s*[;,]/u.test(rest) ? dueIn(rest, null) : null
    if (!due || (due.dueText === null && !/thường xuyên|hằng năm|liên tục/iu.test(rest))) return null
  }
  return { at: m.index, unit: inner.slice(0, end), role: lead ? 'lead' : 'do', cooperating: cooperatingIn(rest), rest }
}
