import { formWords, isCapitals, readMarker } from './markers.ts'
import { opensWithVerb } from './unit-words.ts'
import { readUnitLine } from './unit-line.ts'
import type { Line } from './clean-lines.ts'

export type Paragraph = { text: string; cells: string[] | null }

/** How the lines of a text were made: wrapped by a page layout, or one paragraph a line. */
export type Layout = {
  wrapped: boolean
  /** characters of a full line */
  width: number
  /** blank lines stand between all lines and part nothing */
  doubleSpaced: boolean
}

/**
 * A page layout shows itself by lines that begin in the middle of a sentence and by a common width. Texts taken from Word
 * have long lines of any length, and next to none that begins with a small letter.
 */
export function layoutOf(lines: Line[]): Layout {
  const running = lines.filter(line => !line.cells)
  const lengths = running.map(line => line.text.length).sort((a, b) => a - b)
  const width = lengths[Math.floor(lengths.length * 0.9)] ?? 80
  const small = running.filter(line => startsSmall(line.text)).length
  const pairs = running.slice(1)
  const apart = pairs.filter(line => line.gap > 0).length
  return {
    wrapped: running.length >= 8 ? small / running.length >= 0.12 && width <= 140 : small >= 2 && width <= 140,
    width,
    doubleSpaced: pairs.length > 0 && apart / pairs.length >= 0.7,
  }
}

const startsSmall = (text: string) => /^[\p{Ll}]/u.test(text) && !readMarker(text)

/** Words after which no sentence ends, so that what follows belongs to it whatever it looks like. */
const hanging =
  /(?:[,(“/–-]|(?<![\p{L}])(?:và|của|các|với|về|cho|tại|trong|theo|để|là|từ|đến|trên|do|bởi|hoặc|nhất là|như|số|ngày|tháng|năm|khoản|điểm|Điều|mục|Mục|quý|Quý|tỉnh|xã|phường|huyện|gửi|gửi về|báo cáo về|thông qua|phối hợp|chủ trì|nhằm|được))$/u
/** Where a citation is broken, the next line may start like a label: "khoản" / "1. Điều 5". */
const citing = /(?<![\p{L}])(?:khoản|điểm|Điều|điều|mục|Mục|số|ngày|tháng|năm|Quý|quý|Chương|Phần|và|,|tại|theo)$/u
const ended = /(?:[.;:!?…]|\.\/\.)["”’)]?$/u

const closingWords =
  /^(?:Trong quá trình (?:tổ chức |triển khai )?thực hiện|Trên đây là|Vậy,|Nhận được|Căn cứ|Yêu cầu các)/u

const halfName =
  /^(?:\S{1,6}\s+)?(?:Đề nghị\s+)?(?:Các\s+)?(?:Sở|Bộ|Cục|Vụ|Chi cục|Ủy ban|Uỷ ban|Trung tâm|Ngân hàng|Liên đoàn|Văn phòng|Bộ Chỉ huy|Ban Chỉ huy)$/u

/** "2. Phòng Kinh tế, Văn phòng HĐND và UBND xã" over "Thực hiện …": a line that is nothing but its units, and what they do. */
function unitHeading(before: string, next: string): boolean {
  const marker = readMarker(before)
  if (!marker || before.length > 200 || !opensWithVerb(next)) return false
  // behind "trên địa bàn tỉnh" a name may follow, but no verb
  if (/(?<!\p{L})(?:tỉnh|xã|phường|huyện)$/u.test(before) && before.length < 160) return true
  return readUnitLine(before.slice(marker.textAt))?.workAt === null
}

/** Whether `line` goes on with the paragraph that ends in `previous`. */
function continues(previous: Line, line: Line, text: string, layout: Layout): boolean {
  if (line.cells || previous.cells || formWords.test(line.text)) return false
  const before = previous.text
  const open = !ended.test(before)
  // "2. Sở" / "Khoa học và Công nghệ": the first word of a name alone is never a line of its own
  if (open && /^\p{Lu}/u.test(line.text) && halfName.test(before)) return true
  const marker = readMarker(line.text)
  const firstWord = line.text.split(' ', 1)[0]?.length ?? 0
  const fill = (before.length + 1 + firstWord) / layout.width
  if (marker) {
    if (!open || !layout.wrapped) return false
    if (marker.style === 'dash') return fill >= 0.8 && /^[-–]\s\p{Ll}/u.test(line.text)
    if (marker.style === 'letter' || marker.style === 'number') return citing.test(before)
    return marker.style === 'article' && citing.test(before)
  }
  const small = /^\p{Ll}/u.test(line.text)
  if (!small && open && unitHeading(before, line.text)) return false
  if (!layout.wrapped) {
    // One paragraph a line, but cut where a page ended.
    if (small) return open
    return (
      open &&
      (text.length > 60 || (/(?:ngày|số)$/u.test(before) && /^\d/.test(line.text))) &&
      hanging.test(before) &&
      !isCapitals(line.text)
    )
  }
  const parted = !layout.doubleSpaced && line.gap > 0 && !line.newPage
  if (small) return !(parted && !open)
  if (isCapitals(line.text) && isCapitals(before)) return open && !parted && line.gap <= (layout.doubleSpaced ? 1 : 0)
  if (isCapitals(before) && readMarker(text)) return false
  if (hanging.test(before) && open) return true
  if (/^[^\p{L}]/u.test(line.text) && open) return true
  if (parted || line.indent >= previous.indent + 4) return false
  if (!open && /^(?:Trên đây là|Trong quá trình)\s/u.test(line.text)) return false
  if (/:["”]?$/.test(before)) return text.lastIndexOf('(') > text.lastIndexOf(')')
  // Between bullets a plain paragraph of its own is rare, a sentence that ends near the margin is not.
  return fill >= (open ? 0.8 : readMarker(text) && !closingWords.test(line.text) ? 0.86 : 0.94)
}

/** No real paragraph comes near; without a bound, a file without any structure would take quadratic time. */
const maxParagraph = 20_000

/** Joins the lines of a body into paragraphs. */
export function joinLines(lines: Line[], layout: Layout): Paragraph[] {
  const out: Paragraph[] = []
  let previous: Line | null = null
  for (const line of lines) {
    const last = out.at(-1)
    if (last && previous && last.text.length < maxParagraph && continues(previous, line, last.text, layout)) {
      // "NQ-" / "CP": a reference broken at its hyphen is one word
      const glue = /[A-ZĐ]-$/.test(last.text) && /^[A-ZĐ]/.test(line.text) ? '' : ' '
      last.text = `${last.text}${glue}${line.text}`
    } else out.push({ text: line.text, cells: line.cells })
    previous = line
  }
  return out.map(p => ({ ...p, text: p.text.replace(/[ ]{2,}/g, ' ').trim() }))
}
