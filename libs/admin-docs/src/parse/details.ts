import { parseDeadline, parseDeadlines, parseNumber } from '@tusom/vi-text'
import { readUnits } from './units.ts'
import type { Target, TaskRole } from './types.ts'

/** Phrases that may stand before the verb which tells the role. */
const opening =
  /^(?:(?:Tiếp tục|Chủ động|Tích cực|Thường xuyên|Kịp thời|Khẩn trương|Nghiêm túc|Hằng năm|Hàng năm|Hằng quý|Định kỳ|Đồng thời|Tập trung|có trách nhiệm|có nhiệm vụ|chịu trách nhiệm|được giao|Là (?:cơ quan|đơn vị)(?: thường trực| đầu mối)?,?)(?:\s*,\s*|\s+)|(?:Theo|Căn cứ|Trên cơ sở|Trong phạm vi)\s(?:[^.;:,]{0,80},\s*){0,2}?(?:[^.;:,]{0,60}(?:nhiệm vụ|được giao|quy định|quản lý|Kế hoạch này)(?:\s*,\s*|\s+)(?=chủ trì|phối hợp|tham)))/iu

/** Lead when a sentence of the task opens with "Chủ trì", cooperate when the task opens with "Phối hợp", else do. */
export function roleOf(text: string): TaskRole {
  const whole = text.split(/(?<=[.;])\s+/u)
  if (whole.some(s => /^(?:là|làm)\s+(?:(?:cơ quan|đơn vị)\s+)?(?:chủ trì|đầu mối)(?!\p{L})/iu.test(s))) return 'lead'
  const sentences = whole.map(skipOpening)
  if (
    sentences.some(s =>
      /^(?:chủ trì|làm đầu mối|đầu mối(?! liên hệ)|là (?:cơ quan|đơn vị) (?:chủ trì|đầu mối|thường trực)|là đầu mối)(?!\p{L})/iu.test(
        s,
      ),
    )
  )
    return 'lead'
  if (/^(?:phối hợp|tham gia,? phối hợp|cùng phối hợp|hiệp đồng với)(?!\p{L})/iu.test(sentences[0] ?? ''))
    return 'cooperate'
  return 'do'
}

function skipOpening(sentence: string): string {
  let s = sentence.replace(/^[-+–\s]+/, '')
  for (let i = 0; i < 3; i++) s = s.replace(opening, '')
  return s
}

const cooperation =
  /(?<!\p{L})(?:phối hợp|hiệp đồng)(?:\s+(?:chặt chẽ|hiệu quả|tốt|cùng|thống nhất|hiệp đồng))*(?:,\s+hỗ trợ)?(?:\s+(?:với|cùng))?(?:\s+với)?\s*:?\s+|(?<!\p{L})(?:với|có)\s+sự\s+(?:phối hợp|tham gia|hỗ trợ|phối hợp, hỗ trợ|phối hợp, tham gia)(?:\s+chặt chẽ)?\s+của\s+/giu

/** The units after "phối hợp (với)", each as written, once. */
export function cooperatingIn(text: string): string[] {
  const found: string[] = []
  for (const m of text.matchAll(cooperation)) {
    for (const unit of readUnits(text, m.index + m[0].length).units)
      if (!found.includes(unit.text)) found.push(unit.text)
  }
  return found
}

const countUnits =
  'lớp|cuộc|buổi|đợt|lần|lượt|mô hình|xã|phường|thôn|bản|hộ|người|trạm|điểm|tin|bài|tin, bài|trường|cơ sở|đội|tổ|km|ha|tỷ đồng|triệu đồng|phút|giờ|ngày|kịch bản|phương án|công trình|hồ chứa|tình nguyện viên|cán bộ|đơn vị'
const percent = /(?<![\d.,])(\d{1,3}(?:[.,]\d{1,3})?)\s?(?:%|phần trăm)/u
const count = new RegExp(
  `(?:ít nhất|tối thiểu|không dưới|phấn đấu|đạt|trên)\\s+(?:(?:có|đạt|tổ chức|xây dựng|thành lập)\\s+){0,2}(?:từ\\s+)?(\\d{1,3}(?:\\.\\d{3})*|\\d{1,6})\\s+(${countUnits})(?!\\p{L})`,
  'iu',
)
/** "ít nhất 03 phòng kiểm nghiệm": after words that only stand before a measure, any noun is counted. */
const least =
  /(?:ít nhất|tối thiểu|không dưới|không ít hơn)\s+(?:(?:có|đạt|tổ chức|xây dựng|thành lập)\s+){0,2}(\d{1,3}(?:\.\d{3})*|\d{1,6})\s+(\p{Ll}+)/iu
/** Where the thing that is counted ends. */
const ofEnd =
  /(?<!\p{L})(?:được|có|đạt|hoàn thành|xây dựng|tham gia|thực hiện|bảo đảm|đảm bảo|tổ chức|triển khai|trở lên|biết|nắm|kết nối|lắp|ban hành|sử dụng|phải|không|là|và\s+\d|cập nhật|nhận|tiếp cận|trước|so với|trong vòng|trong năm|vào|duy trì|sẵn sàng|đến năm)(?!\p{L})|[,;.:()]/u

/** The first measure of a sentence; percentages first, counts only where a word says they are a goal. */
export function targetOf(text: string): Target | null {
  const p = percent.exec(text)
  if (p) {
    const value = parseNumber(p[1] ?? '') ?? Number((p[1] ?? '').replace(',', '.'))
    return Number.isFinite(value) ? { value, unit: '%', of: countedAfter(text.slice(p.index + p[0].length)) } : null
  }
  const c = count.exec(text) ?? least.exec(text)
  const value = c ? parseNumber(c[1] ?? '') : null
  if (!c || value === null) return null
  return { value, unit: c[2] ?? '', of: countedAfter(text.slice(c.index + c[0].length)) }
}

function countedAfter(text: string): string | null {
  const rest = text
    .replace(/^\s+(?:trở lên|của|các|số)?\s*(?=\S)/u, m => (m.includes('số') ? ' số ' : ' '))
    .slice(0, 160)
  const stop = ofEnd.exec(rest)
  const words = (stop ? rest.slice(0, stop.index) : rest).trim()
  return words === '' || words === 'số' ? null : words
}

/** "Sản phẩm: Báo cáo chuyên đề" inside a task. */
export function productIn(text: string): string | null {
  const m = /(?<!\p{L})[Ss]ản phẩm(?:\s+(?:đầu ra|hoàn thành|dự kiến))?\s*(?::|là|gồm)\s*([^.;)\n]{2,200})/u.exec(text)
  return m?.[1]?.trim() ?? null
}

/** The due date with the year of the document used where the text has none, and only if it does not lie before it. */
export function dueIn(text: string, documentDate: string | null) {
  const year = documentDate ? Number(documentDate.slice(0, 4)) : undefined
  const d = parseDeadline(text, year === undefined ? {} : { year })
  const before = d.yearAssumed && d.date !== null && documentDate !== null && d.date < documentDate
  return {
    due: before ? null : d.date,
    dueText: d.text,
    dueTime: d.time,
    recurs: d.recurs,
    assumed: d.yearAssumed && d.date !== null,
    before,
  }
}

/** Deadlines of a task beside the one in `due`: each once, those without a year left out. */
export function otherDuesIn(text: string, due: string | null): { due: string; dueText: string }[] {
  const out: { due: string; dueText: string }[] = []
  if (due === null) return out
  for (const d of parseDeadlines(text))
    if (!d.yearAssumed && d.date !== due && !out.some(o => o.due === d.date)) out.push({ due: d.date, dueText: d.text })
  return out
}
