import { isIsoDate, isoDate } from '@tusom/vi-text'
import type { Line } from './clean-lines.ts'

/** What a legal site says of a document above its text: "Số hiệu | 14/KH-UBND |", "Người ký | …". */
export type WebCard = {
  number: string | null
  date: string | null
  signer: string | null
  issuer: string | null
  /** the site's own title: "Kế hoạch 14/KH-UBND năm 2025 thực hiện … do tỉnh … ban hành" */
  title: string | null
}

const fields: [keyof WebCard | null, RegExp][] = [
  ['number', /^Số hiệu\s*:?$/u],
  ['date', /^Ngày ban hành\s*:?$/u],
  ['signer', /^Người ký\s*:?$/u],
  ['issuer', /^(?:Cơ quan|Nơi) ban hành\s*:?$/u],
  [
    null,
    /^(?:Ngày (?:có |hết )?hiệu lực|Loại văn bản|Lĩnh vực(?:, ngành)?|Tình trạng(?: hiệu lực)?|Ngày công báo|Số công báo|Ngày đăng|Đã biết|Ngày hết hiệu lực)\s*:?$/u,
  ],
]
const siteTitle =
  /^(?:Kế hoạch|Quyết định|Công văn|Chỉ thị|Công điện|Thông báo|Báo cáo|Chương trình|Đề án|Nghị quyết|Tờ trình|Hướng dẫn)\s+\d{1,5}[/-]\S+\s+(?:năm\s+\d{4}\s+)?(.{8,600}?)(?:\s+do\s+.{3,80}\s+ban hành)?$/u

/** Takes the card off the first lines; `null` when there is none. Its fields only fill what the text itself does not say. */
export function takeWebCard(lines: Line[]): { lines: Line[]; card: WebCard | null } {
  const card: WebCard = { number: null, date: null, signer: null, issuer: null, title: null }
  const taken = new Set<number>()
  for (let i = 0; i < Math.min(lines.length, 40); i++) {
    const cells = lines[i]?.cells?.map(c => c.trim()).filter(Boolean)
    if (!cells || cells.length < 1 || cells.length > 6) continue
    // Two fields may share a row: "Số hiệu: | 2165/QĐ-UBND | Loại văn bản: | Quyết định |"
    let found = false
    for (let k = 0; k < cells.length; k += 2) {
      const field = fields.find(([, pattern]) => pattern.test(cells[k] ?? ''))
      if (!field) break
      found = true
      if (field[0]) card[field[0]] ??= cells[k + 1] ?? null
    }
    if (found) taken.add(i)
  }
  if (taken.size < 2) return { lines, card: null }
  const first = Math.min(...taken)
  for (let i = 0; i < first; i++) {
    const m = siteTitle.exec(lines[i]?.text ?? '')
    if (m?.[1]) {
      card.title ??= m[1]
      taken.add(i)
    }
  }
  const day = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(card.date ?? '')
  const iso = day ? isoDate(Number(day[3]), Number(day[2]), Number(day[1])) : ''
  card.date = isIsoDate(iso) ? iso : null
  return { lines: lines.filter((_, i) => !taken.has(i)), card }
}
