import { toNfc } from '@tusom/vi-text'

/** Longer texts are cut: the longest real bulletin (700 communes by name) is about 20,000 characters. */
export const MAX_BULLETIN_CHARS = 100_000

/** A line that ends so goes on in the next. */
const hanging =
  /(?:^|[\s(])(?:tại|trạm|sông|suối|hồ|xã|phường|huyện|tỉnh|trên|dưới|ở|mức|là|từ|đến|và|các|lúc|ngày|tháng|năm|giờ|khoảng|do|của|với|cấp|khu vực|phổ biến|có nơi|lượng mưa|mực nước|báo động|bđ|trong)$/iu
const opensNew = /^(?:[•·▪◦*+–-]|[-–]\s|\(?\d{1,2}[.)]\s|[IVX]{1,4}[.)]\s|[a-zđ][.)]\s|\|)/u
const capitals = /^[^\p{Ll}]*\p{Lu}[^\p{Ll}]*$/u
const labelled =
  /^(?:tin phát|bản tin|phát lúc|thời gian|dự báo viên|người|nơi nhận|cấp độ|cảnh báo|dự báo|hiện trạng)/iu

/** Whether `next` is the rest of the line `prev`, broken by a page layout. */
function goesOn(prev: string, next: string, width: number): boolean {
  if (prev === '' || next === '' || prev.includes('|') || next.includes('|')) return false
  if (opensNew.test(next) || capitals.test(prev) !== capitals.test(next)) return false
  if (capitals.test(prev)) return false
  if (/[.;:!?…]$/u.test(prev)) return false
  if (/^\p{Ll}/u.test(next)) return true
  if (/[,(]$/u.test(prev) || hanging.test(prev)) return true
  return prev.length >= width && !labelled.test(next)
}

/**
 * The text on which everything is read and to which spans point: NFC, plain spaces and dashes, no marks of web pages (bold,
 * pictures), broken lines joined. `cut` says that it was too long.
 */
export function cleanBulletin(raw: string): { text: string; cut: boolean } {
  const cut = raw.length > MAX_BULLETIN_CHARS
  const flat = toNfc(cut ? raw.slice(0, MAX_BULLETIN_CHARS) : raw)
    .replace(/\r\n?|\u2028|\u2029|\v|\f/g, '\n')
    .replace(/[\u00a0\u202f\u2009\u2007\u3000\t]/g, ' ')
    .replace(/\u200b|\u200c|\u200d|\u200e|\u200f|\u2060|\ufeff|\u00ad|\ufe0e|\ufe0f/g, '')
    .replace(/[‐‑‒–—−]/g, '-')
    .replace(/[’‘′]/g, "'")
    // a picture at the head of a line is a bullet
    .replace(/^ *\p{Extended_Pictographic}[\p{Extended_Pictographic} ]*/gmu, '• ')
    .replace(/\p{Extended_Pictographic}/gu, ' ')
    .replace(/\*\*|__|^#{1,6} /gm, '')
    .replace(/ {2,}/g, ' ')
  // a text broken into lines has many of one length; where lines are paragraphs, only long ones may be broken
  const lengths = flat
    .split('\n')
    .map(l => l.trim().length)
    .filter(n => n > 0)
    .sort((a, b) => a - b)
  const width = Math.min(55, Math.max(30, Math.round((lengths[Math.floor(lengths.length * 0.9)] ?? 55) * 0.75)))
  const out: string[] = []
  let blank = false
  for (const broken of flat.split('\n')) {
    const line = broken.trim()
    const last = out.at(-1)
    if (line === '') {
      blank = true
      continue
    }
    // an empty line ends a paragraph; text out of a PDF has none inside one
    if (last !== undefined && !blank && last.length < 3000 && goesOn(last, line, width))
      out[out.length - 1] = `${last} ${line}`
    else out.push(line)
    blank = false
  }
  return { text: out.join('\n'), cut }
}

/** A sentence or a line, with where it stands in the text. */
export type Sentence = { text: string; start: number; lineStart: boolean }

const abbreviations = /(?:^|[\s(])(?:TP|Tp|T|P|X|H|TT|TX|Tx|Q|ĐT|QL|BĐ|ThS|TS|KT|TL|TM)$/u

/** The sentences of a text: lines, and inside them what ends with a full stop before a capital letter. */
export function sentencesOf(text: string): Sentence[] {
  const out: Sentence[] = []
  let at = 0
  for (const line of text.split('\n')) {
    let from = 0
    for (const m of line.matchAll(/[.!?…] (?=[\p{Lu}\d"“(•-])/gu)) {
      const end = m.index + 1
      if (abbreviations.test(line.slice(Math.max(from, m.index - 5), m.index))) continue
      out.push({ text: line.slice(from, end), start: at + from, lineStart: from === 0 })
      from = end + 1
    }
    if (from < line.length) out.push({ text: line.slice(from), start: at + from, lineStart: from === 0 })
    at += line.length + 1
  }
  return out
}
