import { decodeLegacy, detectLegacy, letterIndex } from '@tusom/vi-text'
import { findAssignments } from './assignments.ts'
import { cleanLines, maxCharacters } from './clean-lines.ts'
import { readEnding } from './ending.ts'
import { placeNotes, takeFootnotes, withoutNotes } from './footnotes.ts'
import { findGeneralTasks, findObjectives } from './goals.ts'
import { mendHead, readHeader, secrecyOf } from './header.ts'
import { kindOfNumber } from './kinds.ts'
import { buildOutline, isSection, liftTails, linesOf, toSections } from './outline.ts'
import { joinLines, layoutOf } from './paragraphs.ts'
import { findReferences } from './references.ts'
import { joinStackedTables } from './stacked-tables.ts'
import { isBullet, readMarker } from './markers.ts'
import { fromRoman } from './roman.ts'
import { takeWebCard } from './web-card.ts'
import type { BodyParagraph, Node } from './outline.ts'
import type { Ending } from './ending.ts'
import type { Header } from './header.ts'
import type { ParsedDocument } from './types.ts'
import type { WebCard } from './web-card.ts'

/**
 * Reads a Vietnamese administrative document (kế hoạch, công văn, thông báo kết luận, công điện, quyết định, báo cáo …)
 * given as text: from a PDF or a scan with broken lines and page numbers, from Word, or copied from a web page. It never
 * throws. What it cannot find is null or empty, and `warnings` (Vietnamese sentences) say what to check by eye.
 */
export function parseDocument(text: string): ParsedDocument {
  // Text pasted from an old document may still be in TCVN3 or VNI; there soft hyphens are letters, so it comes before all cleaning.
  const legacy = detectLegacy(text)
  const decoded = legacy ? decodeLegacy(text, legacy) : text
  const { lines: raw, card } = takeWebCard(mendHead(cleanLines(joinStackedTables(decoded.slice(0, maxCharacters)))))
  const layout = layoutOf(raw)
  const { lines, notes } = takeFootnotes(raw, layout.width, layout.wrapped)
  const header = readHeader(lines, layout)
  const ending = readEnding(lines, header.bodyAt)
  if (card) fillFromCard(card, header, ending)
  const body = joinLines(lines.slice(header.bodyAt, ending.at), layout)
  const annex = joinLines(lines.slice(ending.after), layout)

  const shown: string[] = [...header.shown]
  let offset = shown.reduce((n, s) => n + s.length + 1, 0)
  const place = (p: { text: string; cells: string[] | null }): BodyParagraph => {
    const placed = placeNotes(p.cells ? p.cells.map(c => c.replace(/\n/g, ' ')).join(' | ') : p.text, notes)
    const out = { text: placed.text, cells: p.cells, notes: placed.notes, start: offset }
    shown.push(placed.text)
    offset += placed.text.length + 1
    return out
  }
  const placedBody = body.map(place)
  for (const line of ending.shown) {
    shown.push(line)
    offset += line.length + 1
  }
  const placedAnnex = annex.map(place)
  const normalizedText = shown.join('\n')

  const root = buildOutline(placedBody)
  liftTails(root)
  const firstSection = root.children.findIndex(isSection)
  const preambleNodes =
    firstSection < 0 ? root.children.filter(n => n.style === 'text') : root.children.slice(0, firstSection)
  const closing = closingOf(root, firstSection)
  const annexRoot = buildOutline(placedAnnex)
  const all: Node = { ...root, children: [...root.children, ...annexRoot.children] }

  const found = findAssignments(all, {
    documentDate: header.date,
    kind: header.kind,
    normalized: normalizedText,
    addressees: header.addressees,
    issuer: header.issuer,
    closing,
  })
  const goals = {
    kind: header.kind,
    documentDate: header.date,
    normalized: normalizedText,
    taken: found.taken,
    closing,
  }
  const opening = preambleNodes.map(n => n.text).filter(t => !t.endsWith(':') || findReferences(t).length > 0)
  const basis = findReferences([header.title, ...opening].join('\n')).filter(r => r !== header.number)
  const cited = findReferences(
    [...placedBody, ...placedAnnex].map(p => p.text.slice(readMarker(p.text)?.textAt ?? 0)).join('\n'),
  )
  const secrecy = secrecyOf(lines)
  const result: ParsedDocument = {
    kind: header.kind,
    number: header.number,
    date: header.date,
    place: header.place,
    issuer: header.issuer,
    title: header.title,
    basis,
    basisText: preambleNodes.map(n => withoutNotes(n.text, n.notes)).filter(t => /^Căn cứ\s/u.test(t)),
    cited: cited.filter(r => !basis.includes(r) && r !== header.number),
    sections: toSections(withoutClosing(all, closing)),
    assignments: found.assignments,
    objectives: findObjectives(all, goals),
    generalTasks: findGeneralTasks(all, goals),
    secrecy,
    urgency: header.urgency,
    exercise: header.exercise,
    addressees: header.addressees,
    recipients: ending.recipients,
    archive: ending.archive,
    signer: ending.signer,
    preamble: preambleNodes.flatMap(linesOf).join('\n'),
    closing: [...closing].map(n => n.text).join('\n'),
    warnings: [],
    normalizedText,
  }
  result.warnings = warningsFor(result, header, ending, text, all, found.warnings)
  return result
}

/** A site's own card fills what its copy of the text has lost; it never overrules the text. */
function fillFromCard(card: WebCard, header: Header, ending: Ending) {
  if (!header.number && card.number && /^\d{1,5}[/-]/.test(card.number)) {
    header.number = card.number
    header.numberBlank = false
    header.kind ??= kindOfNumber(card.number)
  }
  if (!header.date && card.date) {
    header.date = card.date
    header.dateBlank = false
  }
  if (header.title === '' && card.title) header.title = card.title.charAt(0).toUpperCase() + card.title.slice(1)
  const place = /^(?:Tỉnh|Thành phố|Xã|Phường)\s.+/iu.exec(card.issuer ?? '')
  if (place && header.issuer.length === 1 && /^[ỦU]Y BAN NHÂN DÂN$/u.test(header.issuer[0] ?? ''))
    header.issuer.push(place[0].toUpperCase())
  if (card.signer && ending.signer?.name === null) ending.signer.name = card.signer
}

/**
 * Plain sentences at the very end ("Trong quá trình thực hiện … báo cáo UBND tỉnh … ./.") belong to the document, not to the
 * last unit whose list they happen to follow.
 */
function closingOf(root: Node, firstSection: number): Set<Node> {
  const closing = new Set<Node>()
  if (firstSection < 0) return closing
  let node = root
  for (;;) {
    const children = node.children
    for (let i = children.length - 1; i >= 0; i--) {
      const child = children[i] as Node
      if (child.style !== 'text') break
      const hasList = children.slice(0, i).some(c => isBullet(c.style) || isSection(c))
      if (hasList || isClosingSentence(child.text)) closing.add(child)
      else break
    }
    const last = children.findLast(c => !closing.has(c))
    if (!last || last.style === 'text' || last.style === 'row')
      return new Set([...closing].sort((a, b) => a.start - b.start))
    node = last
  }
}

function isClosingSentence(text: string): boolean {
  return (
    /^(?:Trong quá trình|Trên đây|Rất mong|Trân trọng|Căn cứ (?:Kế hoạch|nội dung|chức năng|Công điện|Công văn)|Nhận được|Yêu cầu (?:các|Thủ trưởng|Giám đốc)|Đề nghị (?:các|Thủ trưởng)|Vậy|Kế hoạch này|UBND .{2,40} (?:yêu cầu|đề nghị|thông báo|báo cáo)|Ủy ban nhân dân .{2,40} (?:yêu cầu|đề nghị|báo cáo)|Thông báo này|Công điện này|Giao )/u.test(
      text,
    ) && /\.\/\.?["”]?$|(?:báo cáo|kịp thời|nghiêm túc|thực hiện)[^.]*\.$/u.test(text)
  )
}

function withoutClosing(root: Node, closing: Set<Node>): Node {
  if (closing.size === 0) return root
  return { ...root, children: root.children.filter(c => !closing.has(c)).map(c => withoutClosing(c, closing)) }
}

function warningsFor(
  doc: ParsedDocument,
  header: Header,
  ending: Ending,
  text: string,
  root: Node,
  found: string[],
): string[] {
  const out: string[] = []
  const say = (condition: boolean, sentence: string) => {
    if (condition) out.push(sentence)
  }
  say(doc.normalizedText.trim() === '', 'Tệp không có chữ nào đọc được.')
  if (out.length > 0) return out
  say(text.length > maxCharacters, `Văn bản dài hơn ${maxCharacters / 1_000_000} triệu ký tự: chỉ đọc phần đầu.`)
  say(doc.secrecy !== null, `Văn bản có dấu độ mật «${doc.secrecy}»: không đưa vào hệ thống này.`)
  say(/\ufffd/.test(text), 'Có ký tự hỏng (�): tệp gốc có thể không phải UTF-8, xin kiểm tra chữ có dấu.')
  say(doc.kind === null, 'Không nhận ra loại văn bản.')
  say(header.numberBlank, 'Số văn bản để trống.')
  say(!header.numberBlank && doc.number === null, 'Không thấy số, ký hiệu văn bản.')
  say(header.dateBlank, 'Ngày ban hành để trống hoặc không đọc được.')
  say(!header.dateBlank && doc.date === null, 'Không thấy ngày ban hành.')
  say(doc.issuer.length === 0, 'Không thấy tên cơ quan ban hành.')
  say(doc.title === '', 'Không thấy trích yếu.')
  say(doc.signer === null, 'Không thấy người ký.')
  say(doc.signer !== null && doc.signer.name === null, 'Không đọc được họ tên người ký.')
  say(ending.recipients.length === 0, 'Không thấy nơi nhận.')
  if (doc.kind === 'KH' || doc.kind === 'CĐ')
    say(doc.assignments.length === 0, 'Không tìm thấy phần giao nhiệm vụ cho đơn vị.')
  out.push(...gaps(root), ...new Set(found))
  return out
}

/** Labels that skip ("3." then "5.") often mean a heading was lost in a broken line. */
function gaps(node: Node): string[] {
  const out: string[] = []
  const last = new Map<string, number>()
  for (const child of node.children) {
    const value = valueOf(child)
    if (value !== null) {
      const key = `${child.style}${child.rank}`
      const before = last.get(key)
      if (before !== undefined && value > before + 1)
        out.push(
          `Thứ tự đánh số nhảy đến «${child.label}» (sau mục thứ ${before})${node.label ? ` trong mục ${node.label}` : ''}: có thể đọc sót một đề mục.`,
        )
      last.set(key, value)
    }
    if (out.length < 20) out.push(...gaps(child))
  }
  return out
}

function valueOf(node: Node): number | null {
  if (node.style === 'roman') return fromRoman(node.label)
  if (node.style === 'number') return Number(node.label.split('.').at(-1))
  if (node.style === 'article') return Number(/\d+/.exec(node.label)?.[0])
  if (node.style === 'letter')
    return node.label.length === 1 && letterIndex(node.label) >= 0 ? letterIndex(node.label) + 1 : null
  return null
}
