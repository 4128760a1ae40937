import { cooperatingIn, dueIn } from './details.ts'
import { readUnits } from './units.ts'
import type { TaskRole } from './types.ts'

const bracket = /\(([^()]{6,400})\)[\s.;]*$/u
const leads = /^\s*(?:là\s+(?:cơ quan|đơn vị)\s+)?(?:chủ trì|làm đầu mối|chịu trách nhiệm)(?!\p{L})/u
const does = /^\s*(?:thực hiện|phụ trách|tham mưu|triển khai|tổ chức thực hiện)(?!\p{L})/u

/**
 * Who does a task, in brackets at its end: "(Công an tỉnh chủ trì, phối hợp với Sở Tư pháp; hoàn thành trong Quý IV/2025)", or behind a
 * colon: "…: Sở Y tế chủ trì, Sở Tài chính phối hợp; thời gian: tháng 4/2026". A bare name counts only in brackets with a time behind it
 * ("(Sở Y tế; thường xuyên)"): else it may be an example.
 */
export function readBracket(text: string): Bracket | null {
  const m = bracket.exec(text)
  if (m) return readInner((m[1] ?? '').replace(/^(?:giao|do)\s+/iu, ''), m.index, true)
  // who does it is told in the last words of a task
  const tail = Math.max(0, text.length - 400)
  for (const c of text.slice(tail).matchAll(/[:;.]\s+(?=\p{Lu})/gu)) {
    const at = tail + c.index
    const found = readInner(text.slice(at + c[0].length), at, false)
    if (found && at >= 12) return found
  }
  return null
}

type Bracket = { at: number; unit: string; role: TaskRole; cooperating: string[]; rest: string }

/** "Công an tỉnh chủ trì, các sở, ngành phối hợp; hoàn thành …" */
export function readInner(inner: string, at = 0, brackets = true): Bracket | null {
  const { units, end } = readUnits(inner, 0)
  const first = units[0]
  if (!first || first.start !== 0) return null
  const rest = inner.slice(end)
  const lead = leads.test(rest)
  const cooperating = cooperatingIn(rest)
  let upTo = 0
  for (const c of rest.matchAll(/[,;]\s*/gu)) {
    // "Văn phòng Sở phối hợp"
    const from = c.index + c[0].length
    if (from <= upTo) continue
    const others = readUnits(rest, from)
    upTo = others.end
    if (others.units.length > 0 && /^\s*(?:cùng\s+)?phối hợp(?!\s+với)(?!\p{L})/u.test(rest.slice(others.end)))
      for (const u of others.units) if (!cooperating.includes(u.text)) cooperating.push(u.text)
  }
  if (!brackets && !(lead && nothingElse(rest))) return null
  if (!lead && !does.test(rest)) {
    const due = /^\s*[;,]/u.test(rest) ? dueIn(rest, null) : null
    if (!due || (due.dueText === null && !/thường xuyên|hằng năm|liên tục/iu.test(rest))) return null
  }
  return { at, unit: inner.slice(0, end), role: lead ? 'lead' : 'do', cooperating, rest }
}

/** Behind "chủ trì" stand only who cooperates and a time: the work itself came before. */
function nothingElse(rest: string): boolean {
  const behind = /^\s*chủ trì(?:\s+(?:thực hiện|tham mưu))?(?=[\s,;.]|$)/u.exec(rest)
  if (!behind) return false
  return rest
    .slice(behind[0].length)
    .split(/[;.]\s*|,\s+(?=phối hợp|\p{Lu}|thời|hoàn|xong|trong|trước)/u)
    .filter(part => part.trim() !== '')
    .every(part => {
      if (
        /^(?:thời|hoàn thành|xong|trong|trước|chậm nhất|hằng|hàng|quý|tháng|năm|thường xuyên)(?!\p{L})/iu.test(
          part.trim(),
        )
      )
        return true
      const with_ = /^\s*(?:các\s+(?:cơ quan|đơn vị)\s+)?phối hợp(?:\s+với|\s*:)?\s+/u.exec(part)
      const { units, end } = readUnits(part, with_?.[0].length ?? 0)
      return (
        units.length > 0 && /^[\s,]*(?:(?:cùng\s+)?phối hợp(?:\s+thực hiện)?|thực hiện)?[\s.,]*$/u.test(part.slice(end))
      )
    })
}
