import { kindOfLine, kindOfNumber } from '../parse/kinds.ts'
import { readMarker } from '../parse/markers.ts'
import { namesIn } from './sentence-case.ts'
import type { Bit, Model, Paragraph } from './model.ts'

/** The parts of a document as the layout diagram of Decree 30 names them (Phụ lục I, Phần I, Mục IV). */
export type Anatomy = {
  /** box 1 */
  nation: Bit | null
  motto: Bit | null
  /** box 2: superior bodies, then the issuer's lines */
  superior: Bit[]
  issuer: Bit[]
  /** box 3, 4 */
  number: Bit | null
  date: Bit | null
  /** box 5a */
  kind: string | null
  kindName: Bit | null
  title: Bit[]
  /** box 5b */
  subject: Bit[]
  /** box 9a */
  to: Paragraph | null
  toList: Paragraph[]
  /** box 6 */
  grounds: Paragraph[]
  body: Paragraph[]
  /** box 7 */
  capacity: Bit[]
  signer: Bit | null
  /** box 9b */
  recipientsHead: Bit | null
  recipients: Bit[]
  annexes: Annex[]
  /** paragraphs of the head, for lines drawn beside it */
  headEnd: number
  /** names written with capitals inside sentences, by their small letters */
  names: Map<string, string>
}

export type Annex = { head: Bit; title: Bit[]; note: Bit | null; section: number }

const nationText = /cộng\s*h(?:òa|oà)\s*xã\s*hội\s*chủ\s*nghĩa\s*việt\s*nam/iu
const mottoText = /độc\s*lập.{0,6}tự\s*do.{0,6}hạnh\s*phúc/iu
const dateText = /ngày\s*[\d.…_ ]{0,8}\s*(?:tháng|[/-])\s*[\d.…_ ]{0,8}\s*(?:năm|[/-])/iu
const capacityText = /^(?:(?:TM|KT|TL|TUQ|Q)\s?\.|T\/M|K\/T|T\/L|(?:TM|KT|TL|TUQ)\s)/iu
const positionText =
  /^(?:PHÓ\s+)?(?:CHỦ TỊCH|CHỦ NHIỆM|GIÁM ĐỐC|TRƯỞNG|CHI CỤC TRƯỞNG|CỤC TRƯỞNG|CHÁNH|BÍ THƯ|HIỆU TRƯỞNG|CHỈ HUY|TỔ TRƯỞNG|VIỆN TRƯỞNG|BỘ TRƯỞNG|THỨ TRƯỞNG|TRẠM TRƯỞNG)/u
const isAnnexHead = (t: string) => /^phụ lục(?:\s+(?:số\s+)?[\dIVXLCA-Z]{1,6})?\s*[.:]?$/iu.test(t)
const order = /^QUYẾT ĐỊNH\s*:?$/u

/** Finds the parts, by their words first and their places second, so that a part set wrongly is still found. */
export function dissect(model: Model): Anatomy {
  const ps = model.paragraphs
  const bits = ps.flatMap(p => p.bits)
  const head = bits.filter(b => b.paragraph.index < 60 && !b.paragraph.box)
  const upper = (b: Bit) => b.text.toUpperCase()
  const nation = head.find(b => nationText.test(b.text)) ?? null
  const motto = head.find(b => mottoText.test(b.text)) ?? null
  const number = head.find(b => /^Số\s*[:.]?\s*(?:[\d.…_\s]{0,20}[/-])/iu.test(b.text)) ?? null
  const limit = Math.max(nation?.paragraph.index ?? 0, motto?.paragraph.index ?? 0, number?.paragraph.index ?? 0)
  const date =
    head.find(
      b =>
        dateText.test(b.text) &&
        b.text.length < 90 &&
        b.paragraph.index <= limit + 6 &&
        !/^Căn cứ|^Thực hiện/u.test(b.text),
    ) ?? null
  const to = ps.find(p => p.index < 70 && !p.box && /^\s*Kính gửi/iu.test(p.text)) ?? null
  const kindName =
    head.find(b => !b.paragraph.cell && kindOfLine(upper(b))?.rest === '' && b !== nation && b.paragraph.index > 0) ??
    head.find(b => kindOfLine(upper(b))?.rest === '' && b !== number) ??
    null
  const subjectAt = head.findIndex(b => /^V\s*\/\s*v/iu.test(b.text))
  const subject: Bit[] = []
  for (let i = subjectAt; subjectAt >= 0 && i < head.length; i++) {
    const b = head[i] as Bit
    const first = head[subjectAt] as Bit
    if (i > subjectAt && (!sameCell(b, first) || !first.paragraph.cell || b === date || b === number)) break
    subject.push(b)
  }
  const byNumber = number ? kindOfNumber(number.text.replace(/^Số\s*[:.]?\s*/iu, '').replace(/\s/g, '')) : null
  const kind = kindName ? (kindOfLine(upper(kindName))?.kind ?? null) : subject.length > 0 ? 'CV' : byNumber

  const headEnd = Math.max(limit, date?.paragraph.index ?? 0, subject.at(-1)?.paragraph.index ?? 0)
  const issuers = readIssuer(head, nation, number, headEnd, [motto, date, kindName, ...subject])
  const title = readTitle(ps, kindName)
  const recipientsHead = bits.findLast(b => /^Nơi (?:nhận|gửi)\s*:?\s*$/iu.test(b.text) && !b.paragraph.box) ?? null
  const firstHead = bits.find(b => /^Nơi (?:nhận|gửi)\s*:?\s*$/iu.test(b.text) && !b.paragraph.box) ?? recipientsHead
  const end = firstHead
  const annexAt =
    ps.find(p => p.index > (end?.paragraph.index ?? headEnd) && isAnnexHead(p.text.trim()))?.index ?? ps.length
  const signature = readSignature(ps, end, annexAt)
  const bodyFrom = Math.max(headEnd, kindName?.paragraph.index ?? 0, title.at(-1)?.paragraph.index ?? 0) + 1
  // "CHỦ TỊCH … ĐIỆN:" stands for "Kính gửi" in a công điện.
  const sender =
    ps.find(
      p =>
        kind === 'CĐ' &&
        p !== kindName?.paragraph &&
        p.index < 70 &&
        p.text.length < 160 &&
        /(?<!\p{L})điện\s*:?\s*$/iu.test(p.text),
    ) ?? null
  const toList = readToList(ps, to ?? sender)
  const bodyTo = Math.min(end?.paragraph.index ?? annexAt, signature.from, annexAt)
  const body = ps.filter(
    p =>
      p.index >= bodyFrom &&
      p.index < bodyTo &&
      !p.cell &&
      !p.box &&
      p.text.trim() !== '' &&
      p !== to &&
      p !== sender &&
      !toList.includes(p) &&
      !order.test(p.text.trim()) &&
      !/^[\s_–—-]+$/.test(p.text),
  )
  const firstSection = body.findIndex(p => ['roman', 'article', 'part'].includes(readMarker(labelled(p))?.style ?? ''))
  const grounds = body.slice(0, firstSection < 0 ? body.length : firstSection).filter(p => isGround(p.text.trim()))
  return {
    nation,
    motto,
    ...issuers,
    number,
    date,
    kind,
    kindName,
    title,
    subject,
    to,
    toList,
    grounds,
    body: body.filter(p => !grounds.includes(p)),
    capacity: signature.capacity,
    signer: signature.signer,
    recipientsHead: end,
    recipients: signature.recipients,
    annexes: readAnnexes(ps, annexAt),
    headEnd,
    names: namesIn(ps.map(p => p.text.replace(/\s+/g, ' ')).filter(t => t.length > 40)),
  }
}

/** "Căn cứ …;" is a ground; "Căn cứ …, UBND xã ban hành Kế hoạch như sau:" opens the text. */
const isGround = (text: string) =>
  /^(?:Căn cứ\s|Theo đề nghị|Xét đề nghị)/iu.test(text) &&
  !/:$|,\s*(?:UBND|Ủy ban|Uỷ ban|Sở|Công an|Ban|Chủ tịch)[^,;]{0,80}\s(?:ban hành|xây dựng|báo cáo|đề nghị|yêu cầu)/u.test(
    text,
  )

/** The paragraph with the number Word counts for it. */
export const labelled = (p: Paragraph) => `${p.label === '' ? '' : `${p.label} `}${p.text.trim()}`

const sameCell = (a: Bit, b: Bit) => {
  const [x, y] = [a.paragraph.cell, b.paragraph.cell]
  return x !== null && y !== null && x.table === y.table && x.row === y.row && x.column === y.column
}

const ownBody =
  /^(?:SỞ|CHI CỤC|CỤC|TRUNG TÂM|BAN|PHÒNG|VĂN PHÒNG|CÔNG AN|BỘ CHỈ HUY|TRƯỜNG|TRẠM|BỆNH VIỆN|THANH TRA|HẠT|TỔ|ĐỘI|ỦY BAN|UỶ BAN|HỘI ĐỒNG|ĐẢNG ỦY)(?!\p{L})/iu

/** Lines left of the nation's name, down to the number: superior bodies and the issuer. */
function readIssuer(
  head: Bit[],
  nation: Bit | null,
  number: Bit | null,
  headEnd: number,
  other: (Bit | null)[],
): { superior: Bit[]; issuer: Bit[] } {
  const cell = nation?.paragraph.cell ?? null
  const stop = number ? head.indexOf(number) : head.length
  const lines = head.filter((b, i) => {
    if (b === nation || b === number || other.includes(b) || b.paragraph.index > headEnd || /^[\s_–—-]+$/.test(b.text))
      return false
    if (
      /^(?:HỎA TỐC|HOẢ TỐC|THƯỢNG KHẨN|KHẨN|MẬT|TỐI MẬT|TUYỆT MẬT|DIỄN TẬP|DỰ THẢO|XEM XONG TRẢ LẠI|LƯU HÀNH NỘI BỘ)$/iu.test(
        b.text,
      )
    )
      return false
    if (cell)
      return (
        b.paragraph.cell?.table === cell.table &&
        b.paragraph.cell.row === cell.row &&
        b.paragraph.cell.column < cell.column &&
        i < Math.max(stop, 1)
      )
    return i < stop && b.text === b.text.toUpperCase() && /\p{L}{2}/u.test(b.text)
  })
  // "ỦY BAN NHÂN DÂN / XÃ …" is one name in two lines; a line that opens a body of its own has its superior above it.
  let from = 0
  for (let i = 1; i < lines.length; i++) {
    const [before, now] = [lines[i - 1]?.text ?? '', lines[i]?.text ?? '']
    if (ownBody.test(now) && !/(?:CỦA|VÀ|CÁC|,)$/iu.test(before)) from = i
  }
  return { superior: lines.slice(0, from), issuer: lines.slice(from) }
}

/** The summary stands under the name of the kind until a line drawn, an empty paragraph after it, or the first words of the body. */
function readTitle(ps: Paragraph[], kindName: Bit | null): Bit[] {
  if (!kindName) return []
  const out: Bit[] = kindName.paragraph.bits.slice(kindName.paragraph.bits.indexOf(kindName) + 1)
  for (let i = kindName.paragraph.index + 1; i < Math.min(ps.length, kindName.paragraph.index + 8); i++) {
    const p = ps[i] as Paragraph
    if (p.box) continue
    const text = p.text.trim()
    if (text === '') {
      if (out.length > 0) break
      continue
    }
    if (p.cell !== kindName.paragraph.cell && (p.cell?.table ?? -1) !== (kindName.paragraph.cell?.table ?? -1)) break
    if (/^[\s_–—-]+$/.test(text) || readMarker(labelled(p)) || /^(?:Kính gửi|Căn cứ\s|Số\s*:)/iu.test(text)) break
    if (out.length > 0 && (p.look.align !== 'center' || !p.runs.some(r => r.look.bold))) break
    out.push(...p.bits)
  }
  return out
}

function readToList(ps: Paragraph[], to: Paragraph | null): Paragraph[] {
  if (!to || !/(?::|điện)\s*$/iu.test(to.text)) return []
  const out: Paragraph[] = []
  for (let i = to.index + 1; i < ps.length && out.length < 60; i++) {
    const p = ps[i] as Paragraph
    if (p.text.trim() === '') {
      if (out.length > 0) break
      continue
    }
    if (!/^[-–+•]/.test(labelled(p))) break
    out.push(p)
  }
  return out
}

function readSignature(ps: Paragraph[], end: Bit | null, annexAt: number) {
  const at = end?.paragraph
  const zone = ps.filter(p => p.index >= Math.max(0, (at?.index ?? ps.length) - 8) && p.index < annexAt && !p.box)
  const inTable = at?.cell ?? null
  const right = zone
    .filter(p => (inTable ? p.cell?.table === inTable.table && p.cell.column > inTable.column : true))
    .flatMap(p => p.bits)
  const left = zone
    .filter(p =>
      at
        ? inTable
          ? p.cell?.table === inTable.table && p.cell.column === inTable.column && p.index >= at.index
          : p.index >= at.index
        : false,
    )
    .flatMap(p => p.bits)
  const capacity = right.filter(b => capacityText.test(b.text) || positionText.test(b.text.toUpperCase()))
  // A post this reader does not know stands in capitals at the head of the column.
  if (capacity.length === 0 && inTable)
    for (const b of right) {
      if (b.text !== b.text.toUpperCase() || !/\p{L}{3}/u.test(b.text)) break
      capacity.push(b)
    }
  const signed = capacity.at(-1)
  const after = signed
    ? right.slice(right.indexOf(signed) + 1).filter(b => !/^[([]/.test(b.text) && !/^[-–+•]/.test(b.text))
    : []
  const signer =
    after.findLast(
      b =>
        b.text.split(/\s+/).length >= 2 &&
        b.text.length < 60 &&
        !/[;:.]$/.test(b.text) &&
        !/^Nơi nhận|^Lưu/iu.test(b.text),
    ) ?? null
  const from = Math.min(capacity[0]?.paragraph.index ?? ps.length, at?.index ?? ps.length)
  const recipients = left.filter(
    b =>
      b !== end &&
      !capacity.includes(b) &&
      b !== signer &&
      /^[-–+•]|^Lưu(?:\s*:|\s+VT(?!\p{L}))/iu.test(labelledBit(b)),
  )
  return { capacity, signer, recipients, from }
}

const labelledBit = (b: Bit) => (b.paragraph.label === '' ? b.text : `${b.paragraph.label} ${b.text}`)

function readAnnexes(ps: Paragraph[], from: number): Annex[] {
  const out: Annex[] = []
  for (const p of ps) {
    const head = p.bits[0]
    if (p.index < from || p.cell || p.box || !head || !isAnnexHead(head.text)) continue
    const annex: Annex = { head, title: p.bits.slice(1), note: null, section: p.section }
    for (let i = p.index + 1; i < Math.min(ps.length, p.index + 8); i++) {
      const next = ps[i] as Paragraph
      if (next.cell || next.text.trim() === '') {
        if (next.cell) break
        continue
      }
      if (/^\(\s*(?:ban hành\s+)?kèm theo/iu.test(next.text.trim())) {
        annex.note = next.bits[0] ?? null
        break
      }
      if (readMarker(labelled(next)) || next.look.align !== 'center') break
      annex.title.push(...next.bits)
    }
    out.push(annex)
  }
  return out
}
