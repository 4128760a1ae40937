import type { ParsedDocument, Span } from '@tusom/admin-docs'
import { parseDeadline } from '@tusom/vi-text'

export type ReportRequest = {
  sentence: string
  span: Span
  due: string | null
  dueText: string | null
  recurs: string | null
}

const asksForReport =
  /(?<!\p{L})(?:báo cáo|gửi báo cáo|tổng hợp[^.;]{0,80}gửi|gửi (?:kết quả|danh sách|số liệu|ý kiến)|có văn bản gửi)(?!\p{L})/iu
/** Words that make it past or another's: "theo báo cáo của", "đã báo cáo". */
const tellsOfReport = /(?<!\p{L})(?:theo|căn cứ|xét|tại|qua) báo cáo|đã báo cáo|báo cáo số \d/iu
const SENTENCE_MAX = 1200
/** Kinds that tell and do not ask: reports, minutes, submissions upwards. */
const telling = new Set(['BC', 'BB', 'TTr'])

/**
 * Sentences that ask for a report by a day or every period ("… báo cáo kết quả về UBND tỉnh trước ngày 30/9/2025"), outside what
 * the reader has found as work of one unit. They are for all to whom the document is addressed. A sentence without a deadline or a
 * period is left alone: "báo cáo kịp thời" asks for nothing that can be late.
 */
export function reportRequests(doc: ParsedDocument): ReportRequest[] {
  if (doc.kind !== null && telling.has(doc.kind)) return []
  const taken = doc.assignments.flatMap(a => a.tasks.map(t => t.span))
  const inside = (start: number, end: number) => taken.some(s => start < s.end && end > s.start)
  const year = doc.date ? Number(doc.date.slice(0, 4)) : null
  const found: ReportRequest[] = []
  let at = 0
  for (const line of doc.normalizedText.split('\n')) {
    const from = at
    at += line.length + 1
    if (!asksForReport.test(line)) continue
    let start = from
    for (const sentence of line.split(/(?<=[.;])\s+(?=\p{Lu})/u)) {
      const begin = doc.normalizedText.indexOf(sentence, start)
      start = begin + sentence.length
      if (sentence.length > SENTENCE_MAX || !asksForReport.test(sentence) || tellsOfReport.test(sentence)) continue
      if (inside(begin, start)) continue
      const d = parseDeadline(sentence, year === null ? {} : { year })
      if (d.date === null && d.recurs === null) continue
      found.push({ sentence, span: { start: begin, end: start }, due: d.date, dueText: d.text, recurs: d.recurs })
    }
  }
  return found
}
