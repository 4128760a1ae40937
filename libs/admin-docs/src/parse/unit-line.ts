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
  /** a clause stands before the unit: "Căn cứ Kế hoạch này, các sở … xây dựng …"; it belongs to the work */
  leadIn?: boolean
}

/** "các đơn vị", "Các sở, ban, ngành": everybody, hence nobody in particular. */
export const isEverybody = (unit: string) =>
  /^(?:(?:[Cc]ác|[Nn]hững|[Tt]oàn thể)\s+)?(?:sở|[Đđ]ơn vị|[Cc]ơ quan(?!\s+(?:báo chí|thông tin|truyền thông|thường trực|Trung ương|công an|quân sự))|địa phương|[Tt]ổ chức|ngành|cấp|phòng, ban|(?:thôn|bản|xã|phường),\s*(?:\p{L}+,\s*)?(?:cơ quan|đơn vị))(?!\p{L})/u.test(
    unit,
  )

const callers =
  /^(?:\(?(?:Kính\s+)?[Đđ]ề nghị(?:\s+(?:đồng chí|các đồng chí))?|Giao(?:\s+(?:nhiệm vụ\s+)?cho)?|Yêu cầu|Trách nhiệm của|Nhiệm vụ của|Nhiệm vụ cụ thể của|Đối với|Phân công|Ủy quyền|Riêng|Đồng ý giao|Thống nhất giao|Trước mắt,? giao|Tiếp tục giao)(?:\s*:)?\s+/u
const callersCapital = /^(?:ĐỀ NGHỊ|GIAO|YÊU CẦU|TRÁCH NHIỆM CỦA|NHIỆM VỤ CỦA|ĐỐI VỚI)\s+/u
const opensWork = new RegExp(`^(?:,\\s*)?(?:${verbs}|là)(?!\\p{L})`, 'u')
/** A name that has come to its end by itself: whatever small word follows is what the unit does. */
const closedName =
  /(?:tỉnh|xã|phường|huyện|thành phố|đặc khu|Chính phủ|Việt Nam|Y tế|Tài chính|Xây dựng|Nội vụ|Tư pháp|Công [Tt]hương|Ngoại vụ|Môi trường|Công nghệ|Đào tạo|Du lịch|Tôn giáo)$/u
const noWork =
  /^(?:và|với|cùng|của|các|những|thuộc|trên|có|hoặc|về|liên quan|nơi|đã|đang|được|gồm|như|ở|khi|từ|do|bằng|này|nêu|khu vực|biên giới|chưa|không|cũng|còn|vẫn|rất|sau|bạn|quản lý|trực thuộc|đóng|mới|cũ|thì|mà|hay|nào|đó|chỉ|qua|yêu cầu|đề nghị|giao)(?!\p{L})/u

const leadIn =
  /^(?:Căn cứ|Trên cơ sở|Theo|Khi|Định kỳ|Hằng|Hàng|Trong quá trình|Sau khi|Ngoài ra|Đồng thời|Trong trường hợp|Trước|Khi có|Trong thời gian)\s[^,.;:]{2,110},\s+/u

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
  if ((!first || !last) && start === 0) {
    const clause = leadIn.exec(text)
    const behind = clause ? readUnits(text, clause[0].length) : null
    const one = behind?.units[0]
    if (clause && behind && one && opensWork.test(text.slice(behind.end).trimStart())) {
      const gap = /^[\s,]*/.exec(text.slice(behind.end))?.[0].length ?? 0
      return {
        unit: text.slice(one.start, behind.end),
        units: behind.units.map(u => u.text),
        asked: false,
        start: one.start,
        end: behind.end,
        workAt: behind.end + gap,
        leadIn: true,
      }
    }
  }
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
  if (colon) {
    const please = /^[Đđ]ề nghị\s+/u.exec(rest.slice(colon[0].length))?.[0] ?? ''
    return { ...base, asked: asked || please !== '', workAt: restAt + colon[0].length + please.length }
  }
  const gap = /^[\s,]+/.exec(rest)?.[0].length ?? 0
  const work = rest.slice(gap)
  if (opensWork.test(work) || called || (closedName.test(unit) && /^\p{Ll}/u.test(work) && !noWork.test(work)))
    return { ...base, workAt: restAt + gap }
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
