import { fold } from '@tusom/vi-text'
import { dueIn } from './details.ts'
import { isSection } from './outline.ts'
import { nothing, taskFrom } from './tasks.ts'
import { isEverybody, readUnitLine } from './unit-line.ts'
import { readUnits } from './units.ts'
import type { Node } from './outline.ts'
import type { Context } from './tasks.ts'
import type { UnitLine } from './unit-line.ts'
import type { Assignment } from './types.ts'

/** Marks a node and all below it as read into an assignment. */
export function markTaken(node: Node, context: Context) {
  if (context.closing.has(node)) return
  context.found.taken.add(node)
  for (const child of node.children) markTaken(child, context)
}

const maxSentences = 120

/**
 * A paragraph may give work to several units in turn: it is cut where a sentence begins with "Giao", "Yêu cầu", "Đề nghị", or with
 * another unit and what it does.
 */
export function splitCalls(node: Node, from: number): { start: number; end: number }[] {
  const cuts = [from]
  let looks = 0
  for (const m of node.text.slice(from).matchAll(/(?<=[.;:]["”)]?\s{1,3})(?=\p{L})/gu)) {
    const at = from + m.index
    const call = capitalise(node.text.slice(at, at + 1000))
    const called = /^(?:Giao|Yêu cầu|Đề nghị)\s+\p{L}/u.test(call)
    if (
      !called &&
      ((from === 0 && !/^(?:Giao|Yêu cầu|Đề nghị)\s/u.test(node.text)) || !/^\p{Lu}/u.test(node.text.slice(at, at + 1)))
    )
      continue
    // no real paragraph has so many sentences; each look costs
    if (looks++ > maxSentences) break
    const line = readUnitLine(call)
    if (!line?.workAt) continue
    if (called || (!line.units.some(isEverybody) && line.certain !== false && !fact.test(call.slice(line.workAt))))
      cuts.push(at)
  }
  return cuts
    .map((start, i) => ({ start, end: cuts[i + 1] ?? node.text.length }))
    .map(p => ({ start: p.start, end: p.start + node.text.slice(p.start, p.end).trimEnd().length }))
}

/** "chủ trì, phối hợp với các sở thực hiện, hoàn thành …": says who and when, not what */
function isHandOver(work: string): boolean {
  const lead = /^(?:(?:chủ trì|làm đầu mối)(?=[\s,;.]),?\s*)?(phối hợp(?:\s+(?:chặt chẽ\s+)?với|\s+cùng)?\s+)?/iu.exec(
    work,
  )
  let at = lead?.[0].length ?? 0
  if (lead?.[1]) at = readUnits(work, at).end
  return /^[\s,]*(?:(?:tham mưu|tổ chức|triển khai)[\s,]+)*(?:thực hiện)?\s*(?:[,;.]|$)/iu.test(work.slice(at))
}

/** "nghiêm túc thực hiện": an order without a task */
export const hollow =
  /^(?:khẩn trương,?\s+)?nghiêm túc\s+(?:(?:triển khai|tổ chức|phối hợp),?\s+)*(?:thực hiện|chấp hành)(?:\s+(?:Kế hoạch|Quyết định|Chỉ thị|Thông báo|Công điện|Công văn|các nội dung)(?:\s+(?:này|trên|nêu trên))?)?[\s./;]*$/iu
const fact = /^(?:đã|đang|được|là|gồm|như|về|tại|khi|nếu|không|có(?! trách nhiệm| nhiệm vụ))(?!\p{L})/u

/** Orders in running text: sentences that begin with "Giao", "Yêu cầu", "Đề nghị" and a unit. */
export function sentences(node: Node, context: Context): boolean {
  if (/(?<!\p{L})(?:[Gg]iao|[Yy]êu cầu|[Đđ]ề nghị|Riêng)\s/u.test(node.text) === false) return false
  const parts = splitCalls(node, 0)
  let any = false
  for (const part of parts) any = fromSentence(node, part, context) || any
  if (any && (!isSection(node) || node.children.length === 0)) markTaken(node, context)
  return any && node.children.length === 0
}

export function fromSentence(node: Node, part: { start: number; end: number }, context: Context): boolean {
  const sentence = node.text.slice(part.start, part.end)
  const givers = giverIn(sentence, context)
  const call = capitalise(sentence.slice(givers))
  const line = /^(?:Giao|Yêu cầu|Đề nghị|Riêng)\s/u.test(call) || part.start > 0 ? readUnitLine(call) : null
  if (!line || line.workAt === null || line.workAt >= call.length) return false
  if (isReport(context.kind) && line.asked) return false
  const work = call.slice(line.workAt)
  if (work.length < 12) return false
  // At the end of a document everybody is asked to carry it out; only a report by a day is a task of its own.
  if (context.closing.has(node) && line.units.some(isEverybody)) {
    const due = dueIn(work, context.documentDate)
    if (!/^(?:gửi|báo cáo|xây dựng kế hoạch)/iu.test(work) || (due.due === null && due.recurs === null)) return false
  }
  if (hollow.test(work)) return false
  const offset = part.start + givers
  // "Khảo sát 18 cửa hàng; giao Phòng Quản lý thương mại thực hiện, xong trước ngày …": what is to be done stands before
  if (part.start > 0 && isHandOver(work)) {
    const whole: Assignment = { ...blockOf(node, line, offset), tasks: [] }
    const task = taskFrom(node.text.slice(0, part.end), node.label, 0, part.end, node, nothing, context)
    whole.tasks.push(/^chủ trì/iu.test(work) ? { ...task, role: 'lead' } : task)
    context.found.assignments.push(whole)
    return true
  }
  // "Yêu cầu các đơn vị nghiêm túc thực hiện; Văn phòng … theo dõi": the order is in what follows.
  const rest = line.units.some(isEverybody)
    ? /^(?:khẩn trương,? )?nghiêm túc (?:triển khai,? )?thực hiện[^;]{0,60};\s+/iu.exec(work)
    : null
  if (rest) {
    const from = offset + line.workAt + rest[0].length
    const next = readUnitLine(capitalise(node.text.slice(from, part.end)))
    if (!next || next.workAt === null) return false
    const own: Assignment = { ...blockOf(node, next, from), tasks: [] }
    own.tasks.push(
      taskFrom(capitalise(node.text.slice(from + next.workAt, part.end)), '', from, part.end, node, nothing, context),
    )
    context.found.assignments.push(own)
    return true
  }
  const assignment: Assignment = {
    ...blockOf(node, line, offset),
    tasks: [],
  }
  assignment.tasks.push(taskFrom(capitalise(work), '', part.start, part.end, node, nothing, context))
  context.found.assignments.push(assignment)
  return true
}

/** What an assignment says of its unit, where the words stand `offset` behind the start of the node's text. */
const blockOf = (node: Node, line: UnitLine, offset: number) => ({
  unit: line.unit,
  units: line.units,
  label: node.label,
  asked: line.asked,
  span: { start: node.textStart + offset + line.start, end: node.textStart + offset + line.end },
  certain: line.certain !== false,
})

/**
 * How much of a sentence comes before the order: "UBND tỉnh giao Sở Y tế …", "Thực hiện Kế hoạch số …, Công an tỉnh đề nghị …". Behind a
 * clause only the issuer itself counts: what others once asked is history.
 */
function giverIn(sentence: string, context: Context): number {
  const first = /^(?:[^.;:]{2,60}?\s)?(?=(?:giao|yêu cầu|đề nghị)\s)/u.exec(sentence)
  if (first && first[0] !== '' && readUnits(sentence, 0).end >= first[0].trimEnd().length - 1) return first[0].length
  if (isReport(context.kind)) return 0
  for (const m of sentence.slice(0, 600).matchAll(/(?<=\s)(?:giao|yêu cầu|đề nghị)\s/gu)) {
    const clause = /(?:^|[,;]\s*)([^,;]{2,100})$/u.exec(
      sentence
        .slice(0, m.index)
        .replace(/\s*\([^)]*\)\s*$/u, '')
        .trimEnd(),
    )
    const name = clause?.[1]?.trim() ?? ''
    if (name !== '' && readUnits(name, 0).end >= name.length - 1 && isIssuer(name, context.issuer)) return m.index
  }
  return 0
}

function isIssuer(name: string, issuer: string[]): boolean {
  const key = fold(name).replace(/^ubnd/, 'uy ban nhan dan')
  const own = fold(issuer.join(' ')).replace(/\bubnd\b/g, 'uy ban nhan dan')
  return (
    own !== '' && (own.includes(key) || key.includes(own) || (key.startsWith('chu tich') && own.includes('uy ban')))
  )
}

export const isReport = (kind: string | null) => kind === 'BC' || kind === 'TTr'

export const capitalise = (s: string) => s.charAt(0).toUpperCase() + s.slice(1)
