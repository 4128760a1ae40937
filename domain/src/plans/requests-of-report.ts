import type { ParsedDocument, Span } from '@tusom/admin-docs'
import { parseDeadline } from '@tusom/vi-text'
import { type Matcher, settled, type UnitMatch } from './match-units.ts'

/** What a report asks of another body: "Đề nghị Sở Y tế cấp thêm 300 viên khử khuẩn trước ngày 12/12/2026". */
export type ReportAsk = {
  sentence: string
  span: Span
  label: string
  /** as written: "Sở Y tế" */
  unitText: string
  lead: UnitMatch
  /** what is asked: "cấp thêm 300 viên khử khuẩn trước ngày 12/12/2026" */
  work: string
  due: string | null
  dueText: string | null
  recurs: string | null
}

/** Kinds that tell and propose: reports and submissions upwards. */
const proposing = new Set(['BC', 'TTr'])
const opening = /^(?:(?:xin|kính)\s+)?(?:đề nghị|kiến nghị|đề xuất)(?:\s+(?:với|lên|tới|đối với))?[:,]?\s+/iu
/** A heading that says that requests follow; its lines may leave the verb out: "- UBND tỉnh quan tâm …". */
const requestsFollow = /(?<!\p{L})(?:đề xuất|kiến nghị|đề nghị)(?!\p{L})/iu
const body =
  /^(?:các\s+)?(?:Ủy ban|UBND|HĐND|Hội đồng nhân dân|Sở|Công an|Bộ Chỉ huy|Ban Chỉ huy|Bộ đội|Ban Chỉ đạo|BCĐ|Bộ|Chính phủ|Tỉnh ủy|Đảng ủy|Mặt trận|UBMTTQ|Trung tâm|Chi cục|Văn phòng|Phòng|PV01|CAT|cấp trên|cấp có thẩm quyền|cấp thẩm quyền)(?!\p{L})/u
const LABEL = /^\s*(?:[-–+•*]|\(?(?:\d{1,2}(?:\.\d{1,2})*|\p{Ll})[.)])\s+/u
/** Words at which the name of a body has ended and what is asked of it begins. */
const begins =
  /(?<!\p{L})(?:quan tâm|xem xét|cấp|bố trí|hỗ trợ|chỉ đạo|sớm|tiếp tục|tăng cường|đầu tư|hướng dẫn|tham mưu|ban hành|bổ sung|mở|tổ chức|trang bị|điều chỉnh|có|cho|phối hợp|triển khai|nghiên cứu|sửa chữa|xây dựng|khảo sát|kiểm tra|tạo điều kiện|giải quyết|phê duyệt|kịp thời|ưu tiên|cử|giao|thống nhất|nâng cấp|khắc phục|di dời|mua|lắp đặt|cung cấp|đẩy mạnh|thường xuyên)(?!\p{L})/iu
const NAME_WORDS = 14
const LINE_MAX = 1200

/**
 * Requests in a report, in its order: sentences that begin with the verb, and lines under a heading of requests that begin with the name of a
 * body. Nobody is guessed: a name that matches no unit stays open, and a wish that names no body at all is left in the text.
 */
export function requestsOfReport(doc: ParsedDocument, match: Matcher): ReportAsk[] {
  if (doc.kind === null || !proposing.has(doc.kind)) return []
  const taken = doc.assignments.flatMap(a => a.tasks.map(t => t.span))
  const year = doc.date ? Number(doc.date.slice(0, 4)) : null
  const found: ReportAsk[] = []
  let at = 0
  let under = false
  for (const line of doc.normalizedText.split('\n')) {
    const from = at
    at += line.length + 1
    const label = LABEL.exec(line)?.[0] ?? ''
    const text = line.slice(label.length)
    if (isHeading(line, text)) {
      under = requestsFollow.test(text)
      continue
    }
    if (line.length > LINE_MAX) continue
    let start = from + label.length
    for (const sentence of text.split(/(?<=[.;])\s+(?=\p{Lu})/u)) {
      const begin = doc.normalizedText.indexOf(sentence, start)
      start = begin + sentence.length
      const verb = opening.exec(sentence)?.[0] ?? ''
      const rest = sentence.slice(verb.length)
      if ((!verb && !under) || !body.test(rest)) continue
      if (taken.some(s => begin < s.end && start > s.start)) continue
      const { unitText, lead } = whoIn(rest, match)
      const work = rest.slice(unitText.length).replace(/^[\s,:;]+/u, '')
      if (!unitText || work.length < 8) continue
      const d = parseDeadline(sentence, year === null ? {} : { year })
      found.push({
        sentence,
        span: { start: begin, end: start },
        label: label.trim(),
        unitText,
        lead,
        work,
        due: d.date,
        dueText: d.text,
        recurs: d.recurs,
      })
    }
  }
  return found
}

/** A heading is short, ends without a full stop, and is numbered or in capitals: "IV. ĐỀ XUẤT, KIẾN NGHỊ", "3. Kiến nghị". */
function isHeading(line: string, text: string): boolean {
  if (!text.trim() || text.length > 120 || /[.;,]\s*$/u.test(text)) return false
  return text === text.toLocaleUpperCase('vi') || /^\s*(?:[IVX]{1,5}|\d{1,2}(?:\.\d{1,2})*)[.)]\s/u.test(line)
}

/** The longest opening that names a unit; else what stands before the words of asking. */
function whoIn(rest: string, match: Matcher): { unitText: string; lead: UnitMatch } {
  const words = [...rest.matchAll(/\S+/gu)].slice(0, NAME_WORDS)
  for (let n = words.length; n > 0; n--) {
    const last = words[n - 1]
    const name = rest.slice(0, (last?.index ?? 0) + (last?.[0].length ?? 0)).replace(/[,;:.]+$/u, '')
    const lead = match.lead(name)
    if (settled(lead)) return { unitText: name, lead }
  }
  const end = begins.exec(rest)?.index ?? -1
  const unitText =
    end > 0
      ? rest
          .slice(0, end)
          .trim()
          .replace(/[,;:]+$/u, '')
      : ''
  return { unitText, lead: unitText ? match.lead(unitText) : { how: 'none', unitIds: [], candidates: [] } }
}
