import { isCapitals } from './markers.ts'
import { sticky, verbAt, verbs } from './unit-words.ts'
import { readUnits } from './units.ts'

export type UnitLine = {
  /** as written, without "Đề nghị", "Giao" … */
  unit: string
  units: string[]
  asked: boolean
  start: number
  end: number
  /** where the work begins, when the unit and its work stand in one line; null when the line is only the unit */
  workAt: number | null
  /** false where the name is none this reader knows */
  certain?: boolean
}

/** "các đơn vị", "Các sở, ban, ngành": everybody, hence nobody in particular. */
export const isEverybody = (unit: string) =>
  /^(?:(?:[Cc]ác|[Nn]hững|[Tt]oàn thể)\s+)?(?:sở|[Đđ]ơn vị|[Cc]ơ quan|địa phương|[Tt]ổ chức|ngành|cấp|phòng, ban)(?!\p{L})/u.test(
    unit,
  )

const callers =
  /^(?:\(?(?:Kính\s+)?[Đđ]ề nghị(?:\s+(?:đồng chí|các đồng chí))?|Giao(?:\s+(?:nhiệm vụ\s+)?cho)?|Yêu cầu|Trách nhiệm của|Nhiệm vụ của|Nhiệm vụ cụ thể của|Đối với|Phân công|Ủy quyền|Riêng|Đồng ý giao|Thống nhất giao|Trước mắt,? giao|Tiếp tục giao)(?:\s*:)?\s+/u
const callersCapital = /^(?:ĐỀ NGHỊ|GIAO|YÊU CẦU|TRÁCH NHIỆM CỦA|NHIỆM VỤ CỦA|ĐỐI VỚI)\s+/u
const opensWork = new RegExp(`^(?:,\\s*)?(?:${verbs}|là)(?!\\p{L})`, 'u')

/**
 * Reads a heading or sentence that opens with a unit: "13. Đề nghị Ngân hàng …" (only the unit), "Sở Y tế: Tham mưu …",
 * "Giao Công an tỉnh chủ trì, …". null when it opens with something else.
 */
export function readUnitLine(text: string): UnitLine | null {
  const lead = callers.exec(text) ?? callersCapital.exec(text)
  const start = lead?.[0].length ?? 0
  const called = /^(?:Giao|Yêu cầu|Phân công|Chỉ đạo|Riêng|.*giao)/u.test(lead?.[0] ?? '')
  const asked = /đề nghị/iu.test(lead?.[0] ?? '')
  const capitals = capitalsHeading(text, start)
  if (capitals) return { ...capitals, asked, start, end: text.length }
  const { units, end } = readUnits(text, start)
  const first = units[0]
  const last = units.at(-1)
  if (!first || !last)
    return /^(?:Giao|Phân công|.*giao)(?!\p{L})/u.test(lead?.[0] ?? '') ? unknownUnit(text, start) : null
  const unit = text
    .slice(first.start, last.end)
    .replace(/\s*\([^)]*\)\s*$/, '')
    .replace(/[\s,;:]+$/, '')
  const rest = text.slice(end).replace(/^\s*\([^)]{0,160}\)/, '')
  const restAt = text.length - rest.length
  const base = { unit, units: units.map(u => u.text), asked, start: first.start, end }
  if (/^[\s.;:,]*$/.test(rest)) return text.endsWith('.') && unit.length > 160 ? null : { ...base, workAt: null }
  const colon = /^\s*:\s*/.exec(rest)
  if (colon) return { ...base, workAt: restAt + colon[0].length }
  const gap = /^[\s,]+/.exec(rest)?.[0].length ?? 0
  if (opensWork.test(rest.slice(gap)) || called) return { ...base, workAt: restAt + gap }
  return null
}

/** "Giao đồng chí … chủ trì": a name this reader does not know, taken up to the verb. */
function unknownUnit(text: string, start: number): UnitLine | null {
  if (!/^(?:\p{Lu}|đồng chí|đ\/c|ông|bà)/u.test(text.slice(start))) return null
  for (const m of text.slice(start, start + 160).matchAll(/[\s:]+/gu)) {
    const at = start + m.index + m[0].length
    if (m[0].includes(':') || sticky(verbAt, text, at) > 0) {
      const unit = text.slice(start, start + m.index).replace(/[,;]+$/, '')
      return /[.;]/.test(unit)
        ? null
        : { unit, units: [unit], asked: false, start, end: start + unit.length, workAt: at, certain: false }
    }
  }
  return null
}

/** "1. CÔNG AN TỈNH": in capitals the small words cannot be told, so the whole line is the name. */
function capitalsHeading(text: string, start: number): { unit: string; units: string[]; workAt: null } | null {
  const body = text.slice(start).replace(/[\s.:;]+$/, '')
  if (!isCapitals(body, 4) || body.length > 140) return null
  const lower = body.toLowerCase()
  const sentence = lower.charAt(0).toUpperCase() + lower.slice(1)
  if (
    /^(?:Phòng,?\s*(?:chống|ngừa|thủ)|Ban hành|Bảo (?:đảm|vệ)|Hội nghị|Tổ chức|Báo cáo|Cơ sở|Bộ máy|Đơn giản)/u.test(
      sentence,
    )
  )
    return null
  return /^(?:Các\s+)?(?:sở|công an|bộ chỉ huy|bộ|ban|ủy ban|uỷ ban|ubnd|ubmttq|mặt trận|văn phòng|chi cục|cục|thanh tra|kho bạc|ngân hàng|bảo hiểm|thuế|đài|báo|trung tâm|bệnh viện|viện|tòa án|trường|phòng|đội|công ty|chủ tịch|giám đốc|thủ trưởng|hội|đoàn|tỉnh đoàn|liên đoàn|đơn vị|cơ quan|địa phương|lực lượng|đồn)(?!\p{L})/iu.test(
    sentence,
  )
    ? { unit: body, units: [body], workAt: null }
    : null
}
