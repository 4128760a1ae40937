import { isoDate, isIsoDate } from '@tusom/vi-text'
import { kindOfLine, kindOfNumber } from './kinds.ts'
import { formWords, isCapitals, readMarker } from './markers.ts'
import type { Line } from './clean-lines.ts'
import type { Layout } from './paragraphs.ts'
import type { Secrecy } from './types.ts'

export type Header = {
  kind: string | null
  number: string | null
  /** the number is written with its sequence left blank: "Số:      /KH-UBND" */
  numberBlank: boolean
  date: string | null
  /** the date line is there but the day or month is blank */
  dateBlank: boolean
  place: string | null
  issuer: string[]
  title: string
  addressees: string[]
  urgency: string | null
  exercise: boolean
  /** index of the first line of the body */
  bodyAt: number
  /** lines as they shall stand in the normalised text */
  shown: string[]
}

const nation = /(?:CỘNG HÒA|CỘNG HOÀ|CỘNG HOA)\s+XÃ HỘI CHỦ NGHĨA VIỆT NAM/u
const party = /ĐẢNG CỘNG SẢN VIỆT NAM/u
const motto = /Độc\s+lập\s*[-–—.]\s*Tự\s+do\s*[-–—.]\s*Hạnh\s+phúc/iu
const numberLine =
  /Số\s*:?\s*((?:\d{1,5}|[.…_\s]{0,24})\s*(?:\/\s*\d{4})?\s*[/-]\s*[\p{Lu}][\p{L}\d]*(?:\s?[-/]\s?[\p{Lu}][\p{L}\d]*){0,4}(?:\s?\([\p{Lu}\d]{1,6}\))?)/u
// bounded words: from every letter of a long line the reader looks ahead for a date, which must stay short
const dateLine =
  /(?:((?:\p{Lu}[\p{L}.]{0,30})(?:[ -]\p{Lu}[\p{L}.]{0,30}){0,5})\s*,?\s*)?(?:(?:hồi|lúc)\s+)?(?:\d{1,2}\s*(?:giờ|h|:)\s*(?:\d{1,2}\s*(?:phút|')?)?\s*,?\s*)?ngày\s*([\d.…_]{0,10})\s*tháng\s*([\d.…_]{0,10})\s*năm\s*(\d{4}|[.…_]{0,10}|20)/u
const subjectLine = /V\/v\s*:?\s*/iu
const urgencyWord = /^(HỎA TỐC HẸN GIỜ|HỎA TỐC|HOẢ TỐC|THƯỢNG KHẨN|KHẨN)$/u

/** The mark of a state secret, standing alone in a line or cell, or named by "Độ mật". */
export function secrecyOf(lines: Line[]): Secrecy | null {
  let found: Secrecy | null = null
  const order: Secrecy[] = ['MẬT', 'TỐI MẬT', 'TUYỆT MẬT']
  for (const line of lines) {
    for (const piece of piecesOf(line)) {
      const m = /^[\s"“([*]*(?:Độ\s+mật\s*:?\s*(.{0,12})|(TUYỆT MẬT|TỐI MẬT|MẬT))[\s"”)\].*]*$/iu.exec(piece)
      const word = (m?.[1] ?? m?.[2] ?? '').trim().replace(/[.)]+$/, '')
      // Without "Độ mật" only capitals count: "Mật" may stand in a list of anything.
      if (!m || (m[2] !== undefined && m[2] !== m[2].toUpperCase())) continue
      const level = order.find(o => o === word.toUpperCase())
      if (level && (!found || order.indexOf(level) > order.indexOf(found))) found = level
    }
  }
  return found
}

/** A header line may hold two columns: cells, or text set apart by wide space. */
function piecesOf(line: Line): string[] {
  // Wide space parts columns, but not where a number or a day was left blank.
  const text = line.text.replace(/(Số\s*:?) +(?=\/)/u, '$1 ').replace(/(ngày|tháng|năm) +(?=tháng|năm|\d)/gu, '$1 ')
  const cells = line.cells ?? text.split(/ {3,}/)
  return cells
    .flatMap(c => c.split('\n'))
    .map(c => c.trim())
    .filter(Boolean)
}

const headerEnd = 60

/** "Hải Dương, ngày" / "19 tháng 01 năm 2021": what a web page broke inside the head is put together again. */
export function mendHead(lines: Line[]): Line[] {
  const out: Line[] = []
  lines.forEach((line, i) => {
    const last = out.at(-1)
    const broken =
      last &&
      i < 40 &&
      !last.cells &&
      !line.cells &&
      ((/ngày\s*$/u.test(last.text) && /^\d{1,2}\s+tháng\s/u.test(line.text)) ||
        (/^Số\s*:$/u.test(last.text) && /^\d{1,5}\s?[/-]/.test(line.text)) ||
        // words of the head that a page of a legal site broke where its source was broken
        (/^(?:[ỦU]Y|UỶ)$/u.test(last.text) && /^BAN\s/u.test(line.text)) ||
        (/^(?:[ỦU]Y BAN|UỶ BAN|HỘI ĐỒNG)(?: NHÂN)?$/u.test(last.text) && /^(?:NHÂN )?DÂN(?!\p{L})/u.test(line.text)) ||
        (/^CỘNG(?: HÒA| HOÀ)?$/u.test(last.text) && /^(?:HÒA |HOÀ )?XÃ HỘI|^H(?:ÒA|OÀ)\s/u.test(line.text)) ||
        (/^\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)?$/u.test(last.text) &&
          /^\p{Lu}[\p{L} ]{0,30},\s*ngày\s.{1,30}năm\s\d{4}$/u.test(line.text)))
    if (broken) out[out.length - 1] = { ...last, text: `${last.text} ${line.text}` }
    else out.push(line)
  })
  return out
}

export function readHeader(lines: Line[], layout: Layout): Header {
  const header: Header = {
    kind: null,
    number: null,
    numberBlank: false,
    date: null,
    dateBlank: false,
    place: null,
    issuer: [],
    title: '',
    addressees: [],
    urgency: null,
    exercise: false,
    bodyAt: 0,
    shown: [],
  }
  const kindAt = findKind(lines)
  const toAt = lines.findIndex(
    (line, i) =>
      i < headerEnd &&
      (line.text.startsWith('Kính gửi') ||
        // "thủy điện" ends many a line: only capitals or a colon make it the word of a dispatch
        (/^(?:.{0,60}\s)?(?:điện\s*:|ĐIỆN\s*:?)\s*$/u.test(line.text) && readMarker(line.text) === null)),
  )
  const limit = kindAt ?? (toAt >= 0 ? toAt : guessEnd(lines))
  const subject: string[] = []
  let inSubject = false
  for (const line of lines.slice(0, limit)) {
    for (const piece of piecesOf(line)) inSubject = readPiece(piece, header, subject, inSubject)
    header.shown.push(piecesOf(line).join(line.cells ? ' | ' : '   '))
  }
  header.issuer = splitIssuer(header.issuer)
  header.bodyAt = limit
  if (kindAt !== null) readTitle(lines, kindAt, header, layout)
  if (!header.title) header.title = subject.join(' ').replace(/\s+/g, ' ').trim()
  if (!header.number || !header.date) readLate(lines, header)
  // Minutes are dated by the meeting: "Thời gian bắt đầu: 14 giờ 00, ngày 02 tháng 10 năm 2026".
  if (header.kind === 'BB' && !header.date)
    for (const line of lines.slice(header.bodyAt, header.bodyAt + 12)) {
      const date = /^(?:Thời gian|Hôm nay|Vào hồi|Hồi)/u.test(line.text) ? dateLine.exec(line.text) : null
      if (date && !header.date) {
        readDate([date[0], '', ...date.slice(2)] as unknown as RegExpExecArray, header)
      }
    }
  header.kind ??= header.number ? kindOfNumber(header.number) : null
  if (!header.kind && (subject.length > 0 || toAt >= 0)) header.kind = 'CV'
  readAddressees(lines, header)
  return header
}

function findKind(lines: Line[]): number | null {
  for (let i = 0; i < Math.min(lines.length, headerEnd); i++) {
    const line = lines[i]
    if (!line) continue
    if (readMarker(line.text)?.style === 'roman') return null
    for (const piece of piecesOf(line)) {
      const found = kindOfLine(piece)
      if (found && (isCapitals(piece.slice(0, found.name.length), 3) || found.rest === '')) return i
    }
  }
  return null
}

/** Without a kind and without "Kính gửi" the header ends before the first running sentence or label. */
function guessEnd(lines: Line[]): number {
  let end = 0
  for (let i = 0; i < Math.min(lines.length, 25); i++) {
    const t = lines[i]?.text ?? ''
    if (nation.test(t) || motto.test(t) || party.test(t) || numberLine.test(t) || dateLine.test(t)) end = i + 1
  }
  return end
}

/** Reads one cell of the header; returns whether the subject of a công văn ("V/v …") goes on. */
function readPiece(piece: string, header: Header, subject: string[], inSubject: boolean): boolean {
  const rest = piece.replace(nation, ' ').replace(party, ' ').replace(motto, ' ').trim()
  const number = numberLine.exec(rest)
  const date = dateLine.exec(number ? rest.replace(number[0], ' ').trim() : rest)
  if (number) readNumber(number[1] ?? '', header)
  if (date) readDate(date, header)
  let left = rest
  if (number) left = left.replace(number[0], ' ')
  if (date) left = left.replace(date[0], ' ')
  left = left.replace(/\s+/g, ' ').trim()
  const v = subjectLine.exec(left)
  if (v) {
    subject.push(left.slice(v.index + v[0].length))
    return true
  }
  if (number || date || !left) return inSubject && !number
  // The nation's name broken over two lines
  if (
    /^(?:CỘNG|CỘNG H[ÒO]A|CỘNG HOÀ|C[ỘO]NG H[ÒO]A XÃ HỘI|CỘNG HOÀ XÃ HỘI|H[ÒO]A XÃ HỘI|XÃ HỘI CHỦ NGHĨA|XÃ HỘI CHỦ NGHĨA VIỆT NAM|CHỦ NGHĨA VIỆT NAM|VIỆT NAM)$/u.test(
      left,
    )
  )
    return inSubject
  if (/^DIỄN TẬP$/.test(left)) header.exercise = true
  else if (urgencyWord.test(left)) header.urgency = left.replace('HOẢ', 'HỎA')
  else if (/^(?:TUYỆT |TỐI )?MẬT$/.test(left) || /^\W*$/.test(left)) return inSubject
  else if (isCapitals(left, 2) && subject.length === 0)
    header.issuer.push(left.replace(/^[^\p{L}]+|[^\p{L}\d).]+$/gu, ''))
  else if (inSubject) subject.push(left)
  return inSubject
}

function readNumber(text: string, header: Header) {
  if (header.number || header.numberBlank) return
  const number = text.replace(/[\s.…_]+/g, '')
  if (/^\d/.test(number)) header.number = number.replace(/\([^)]*\)$/, '')
  else {
    header.numberBlank = true
    header.kind ??= kindOfNumber(number)
  }
}

function readDate(m: RegExpExecArray, header: Header) {
  if (header.date || header.dateBlank) return
  header.place = m[1]?.trim() || header.place
  const iso = isoDate(Number(m[4]), Number(m[3]), Number(m[2]))
  if (/^\d+$/.test(m[2] ?? '') && isIsoDate(iso)) header.date = iso
  else header.dateBlank = true
}

/** Cells that hold two lines in one: the body's name, then its place or the office below it. */
function splitIssuer(issuer: string[]): string[] {
  return issuer.flatMap(line =>
    line
      .replace(
        /((?:ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN))\s+(?=(?:TỈNH|THÀNH PHỐ|XÃ|PHƯỜNG|ĐẶC KHU|HUYỆN|QUẬN|THỊ XÃ|THỊ TRẤN)\s)/u,
        '$1\n',
      )
      .replace(
        /(?<=\S)\s+(?=(?:SỞ|ỦY BAN NHÂN DÂN|BAN CHỈ HUY|BAN CHỈ ĐẠO|VĂN PHÒNG|CHI CỤC|TRUNG TÂM)\s)(?<!VĂN PHÒNG\s|CỦA\s|CÁC\s)/gu,
        '\n',
      )
      .split('\n')
      .map(s => s.trim())
      .filter(Boolean),
  )
}

const bodyOpening =
  /^(?:Căn cứ|Thực hiện|Trên cơ sở|Theo|Ngày|Trong|Để|Nhằm|Xét|Qua|Tiếp tục|Thời gian|UBND|Ủy ban|Uỷ ban|Chủ tịch|Ban |Sở |Công an|Hiện nay|Tính đến|Từ ngày|Hồi|Vừa qua|CHỦ TỊCH|ỦY BAN|GIÁM ĐỐC|HỘI ĐỒNG|BỘ TRƯỞNG)/u

/** The title stands under the kind, often centred over several short lines, and ends without a full stop. */
function readTitle(lines: Line[], kindAt: number, header: Header, layout: Layout) {
  const first = lines[kindAt]
  if (!first) return
  const parts: string[] = []
  for (const piece of piecesOf(first)) {
    const found = kindOfLine(piece)
    if (found && !header.shown.includes(found.name)) {
      header.kind = found.kind
      header.shown.push(found.name)
      if (found.rest) parts.push(found.rest)
    } else readPiece(piece, header, [], false)
  }
  let i = kindAt + 1
  const usualGap = layout.doubleSpaced ? 2 : layout.wrapped ? 0 : Number.POSITIVE_INFINITY
  for (; i < Math.min(lines.length, kindAt + 14); i++) {
    const line = lines[i]
    if (!line || line.cells) break
    const text = line.text
    const number = numberLine.exec(text)
    const date = dateLine.exec(text)
    // Công điện and some plans put the number, or the place and date, under the kind.
    if (parts.length === 0 && (number || (date && date[1]))) {
      readPiece(text, header, [], false)
      header.shown.push(text)
      continue
    }
    if (readMarker(text) || formWords.test(text)) break
    const previous = lines[i - 1]?.text ?? ''
    if (parts.length > 0) {
      const small = /^[\p{Ll}(]/u.test(text)
      const joined = parts.join(' ')
      if (/[.;:]$/.test(previous) || (isCapitals(joined) && !isCapitals(text) && !small)) break
      if (!small && !/[,–-]$/.test(previous)) {
        // A title in capitals goes on in capitals, however its lines were broken.
        const shouting = isCapitals(joined) && isCapitals(text) && line.gap <= Math.max(1, usualGap)
        if (bodyOpening.test(text) || (!shouting && (line.gap > usualGap || !layout.wrapped))) break
        if (!shouting && (text.length > layout.width * 0.92 || previous.length > layout.width * 0.92)) break
      }
      if (small && !layout.wrapped && text.length > 200) break
    } else if (text.length > 500 || /^(?:Căn cứ|Kính gửi)/.test(text)) break
    parts.push(text)
  }
  header.title = parts
    .join(' ')
    .replace(/^V\/v\s*:?\s*/i, '')
    .replace(/\s+/g, ' ')
    .trim()
  if (header.title) header.shown.push(header.title)
  header.bodyAt = i
}

/** Drafts carry number and date in odd places; look over the first page for them. */
function readLate(lines: Line[], header: Header) {
  for (const line of lines.slice(0, 30)) {
    for (const piece of piecesOf(line)) {
      if (!header.number && /^Số\s*:?/.test(piece)) {
        const number = numberLine.exec(piece)
        if (number) readNumber(number[1] ?? '', header)
      }
      const date = dateLine.exec(piece)
      if (!header.date && date?.[1] && date.index === 0 && date[0].length >= piece.length - 2) readDate(date, header)
    }
  }
}

/** "Kính gửi: …" in one line, or a list under it; a công điện names them before or after "điện". */
function readAddressees(lines: Line[], header: Header) {
  for (let i = header.bodyAt; i < Math.min(lines.length, header.bodyAt + 12); i++) {
    const text = lines[i]?.text ?? ''
    const m = /^(?:Kính gửi|.{0,80}(?<![\p{L}])(?:điện|ĐIỆN))\s*:?\s*(.*)$/u.exec(text)
    if (!m || (!text.startsWith('Kính gửi') && (m[1] !== '' || header.kind !== 'CĐ' || readMarker(text)))) continue
    const names: string[] = []
    if (m[1]) names.push(...m[1].split(/;\s*/))
    let j = i + 1
    for (; j < Math.min(lines.length, i + 40); j++) {
      const line = lines[j]
      if (!line) break
      const bullet = /^[-–+•]\s*(.+)$/u.exec(line.text)
      if (bullet) names.push(bullet[1] ?? '')
      else if (names.length > 0 && /^\p{Ll}/u.test(line.text) && !/[.:]$/.test(names.at(-1) ?? '.'))
        names.push(`${names.pop() ?? ''} ${line.text}`)
      else break
    }
    header.addressees = names
      .flatMap(n => n.split(/;\s+/))
      .map(n => n.replace(/^[-–+•\s]+|[;.,\s]+$/g, ''))
      .filter(Boolean)
    header.shown.push(...lines.slice(header.bodyAt, j).map(line => line.text))
    header.bodyAt = j
    return
  }
}
