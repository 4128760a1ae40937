import { withoutNotes } from './footnotes.ts'
import { isBullet, isCapitals } from './markers.ts'
import { isSection, isTitle } from './outline.ts'
import { walkKeyed } from './keyed-tasks.ts'
import { assignTitle, barred, isDescriptive } from './standing.ts'
import { capitalise, fromSentence, hollow, isReport, markTaken, sentences, splitCalls } from './sentences.ts'
import { walkTables } from './table-assignments.ts'
import { collectTasks, introOf, nothing, taskFrom, taskOf } from './tasks.ts'
import { isEverybody, readUnitLine } from './unit-line.ts'
import { readUnits } from './units.ts'
import type { Node } from './outline.ts'
import type { Context, Found } from './tasks.ts'
import type { UnitLine } from './unit-line.ts'
import type { Assignment } from './types.ts'

/** Headings among units that are none. */
const notUnit =
  /^(?:kinh phí|chế độ|thời gian|công tác|thông tin|báo cáo|tổ chức|yêu cầu|nguồn|khen thưởng|kiểm tra|điều khoản|mục|quy định|nhiệm vụ|giải pháp|nội dung|cơ chế|phương thức|lộ trình|tiến độ|hiệu lực|chế tài|sơ kết|về |phòng,? (?:chống|ngừa)|bảo đảm|đảm bảo|tăng cường|xây dựng|hình thành|hoàn thiện|nâng cao|đẩy mạnh)/iu

const sendsReport =
  /^(?:Báo cáo|Kết quả|Văn bản|Hồ sơ|Ý kiến|Danh sách|Kế hoạch|Nội dung)\s[^;]{0,160}(?:gửi|về)\s[^;]{0,260}(?:trước|chậm nhất|ngày)\s/u

/** Finds the work a document gives to named units: unit headings, sentences, and task tables, in document order. */
export function findAssignments(root: Node, options: Omit<Context, 'found'>): Found {
  const found: Found = { assignments: [], taken: new Set(), warnings: [] }
  const context = { ...options, found }
  walkChildren(root, context, false)
  // The closing sentences may still give work by name: "Giao Văn phòng … đôn đốc, tổng hợp."
  for (const node of context.closing) sentences(node, context)
  found.assignments = merge(found.assignments)
  return found
}

function walkChildren(node: Node, context: Context, inAssign: boolean) {
  const majority = inAssign && mostlyUnits(node.children)
  walkTables(node, context)
  walkKeyed(node, context)
  let call: UnitLine | null = null
  let collected: Assignment | null = null
  for (const child of node.children) {
    if (child.style === 'row' || context.found.taken.has(child)) continue
    if (context.closing.has(child) && !(call && sendsReport.test(child.text))) continue
    const opened = openingCall(child, context)
    if (opened) {
      call = opened.line
      collected = {
        unit: call.unit,
        units: call.units,
        label: child.label,
        asked: call.asked,
        tasks: [],
        span: opened.span,
        certain: true,
      }
      if (child.children.length > 0) {
        // "1. Yêu cầu các sở, ngành:" with its own list below
        collectTasks(child, collected, nothing, context)
        if (collected.tasks.length > 0) take(child, collected, context)
        call = null
      }
      continue
    }
    if (walk(child, context, inAssign, majority)) continue
    // "Báo cáo gửi về Công an tỉnh trước ngày …" behind the list that those addressed have to do
    if (call && collected && collected.tasks.length > 0 && child.style === 'text' && sendsReport.test(child.text)) {
      collected.tasks.push(taskOf(child, child.label, nothing, context))
      markTaken(child, context)
      continue
    }
    if (
      call &&
      collected &&
      child.style !== 'text' &&
      !['roman', 'part', 'annex', 'upper', 'article'].includes(child.style) &&
      !isDescriptive(child)
    ) {
      if (collected.tasks.length === 0) context.found.assignments.push(collected)
      if (isTitle(child) && child.children.length > 0) collectTasks(child, collected, nothing, context)
      else collected.tasks.push(taskOf(child, child.label, nothing, context))
      markTaken(child, context)
      continue
    }
    if (child.style !== 'text')
      walkChildren(child, context, (inAssign || assignTitle.test(child.text)) && !isDescriptive(child))
  }
}

function mostlyUnits(children: Node[]): boolean {
  const headings = children.filter(c => isSection(c))
  const units = headings.filter(c => readUnitLine(c.text) !== null).length
  return headings.length >= 3 && units >= 2 && units / headings.length >= 0.5
}

/** Handles one node; true when it is an assignment and its subtree is done. */
function walk(node: Node, context: Context, inAssign: boolean, majority: boolean): boolean {
  if (barred(node, context)) return false
  // Minutes tell what each unit said; only what is expressly given is work.
  if (context.kind === 'BB') return isSection(node) && isTitle(node) ? false : sentences(node, context)
  const line = readUnitLine(withoutNotes(node.text, node.notes))
  if (!line) {
    if (isSection(node) && isTitle(node) && mostlyUnitHeadings(node)) return false
    if (
      majority &&
      isSection(node) &&
      isTitle(node) &&
      node.text.length <= 120 &&
      !notUnit.test(node.text) &&
      node.children.length > 0
    )
      return uncertain(node, context)
    if (node.style === 'text' || isBullet(node.style) || isSection(node)) return sentences(node, context)
    return false
  }
  // In a report only an order counts: "Công an xã đã …" tells what was done.
  if (isReport(context.kind) && line.asked) return false
  const callsByName = /^(?:Giao|Riêng|Yêu cầu|Đề nghị|Phân công|Tiếp tục giao|Thống nhất giao|Đồng ý giao)/u.test(
    node.text,
  )
  if (line.workAt !== null) {
    const listed = isBullet(node.style) || isSection(node)
    if (!listed && !callsByName && !(line.leadIn && inAssign) && line.units.every(isEverybody)) return false
    if (!callsByName && !inAssign && !isReport(context.kind)) {
      if (!(listed && ordersHere(node, context)) && !ordersByName(node, line)) return false
    } else if (!callsByName && !inAssign) return false
    if (/^(?:căn cứ\s.{0,60})?chịu trách nhiệm (?:tổ chức )?thi hành/iu.test(node.text.slice(line.workAt))) return true
    // "Yêu cầu các đơn vị nghiêm túc thực hiện …" gives nothing to do by itself.
    if (
      callsByName &&
      line.units.every(isEverybody) &&
      /^(?:khẩn trương,? )?nghiêm túc/iu.test(node.text.slice(line.workAt))
    )
      return sentences(node, context)
    if (hollow.test(node.text.slice(line.workAt))) return false
    return runInBlock(node, line, context)
  }
  const capitalsGroup = isCapitals(node.text, 4) && node.children.some(c => readUnitLine(c.text)?.workAt === null)
  if (capitalsGroup || mostlyUnitHeadings(node)) return false
  if (node.children.length === 0) {
    if (inAssign && isSection(node)) {
      context.found.warnings.push(
        `Mục ${node.label ? `${node.label}. ` : ''}${line.unit}: không đọc được nhiệm vụ nào dưới tên đơn vị này.`,
      )
      context.found.assignments.push(block(node, line))
      return true
    }
    return false
  }
  const assignment = block(node, line)
  collectTasks(node, assignment, nothing, context)
  take(node, assignment, context)
  return true
}

/** "1. Các sở, ban, ngành" over "1.1. Sở Y tế", "1.2. Sở Nội vụ": a group, its units are below. */
function mostlyUnitHeadings(node: Node): boolean {
  const inner = node.children.filter(c => c.style !== 'text' && c.style !== 'row')
  const units = inner.filter(c => {
    const line = readUnitLine(c.text)
    return line !== null && (line.workAt === null || isSection(c)) && (c.children.length > 0 || line.workAt !== null)
  })
  return units.length >= 2 && units.length / inner.length > 0.5
}

/** A list that opens with units outside "Tổ chức thực hiện": letters, notices, dispatches give orders this way. */
function ordersHere(node: Node, context: Context): boolean {
  if (['CV', 'CĐ', 'TB', 'CT', 'KL', 'QĐ', 'NQ', null].includes(context.kind)) return true
  return node.parent !== null && mostlyUnits(node.parent.children)
}

/** "Công an tỉnh phân luồng giao thông …" under a heading of work: a named unit and a verb that is no statement of fact. */
function ordersByName(node: Node, line: UnitLine): boolean {
  return (
    node.parent !== null &&
    node.parent.style !== 'root' &&
    line.certain !== false &&
    !line.units.some(isEverybody) &&
    !/^(?:đã|đang|được|là|gồm|như|về|tại|theo|khi|nếu|phải|cần|sẽ|không|trong|vào|kể|nhằm|để|hằng|hàng|trước|sau)(?!\p{L})/u.test(
      node.text.slice(line.workAt ?? 0),
    )
  )
}

function uncertain(node: Node, context: Context): boolean {
  const unit = node.text.replace(/[\s:.]+$/, '')
  const assignment: Assignment = {
    unit,
    units: [unit],
    label: node.label,
    asked: false,
    tasks: [],
    span: { start: node.textStart, end: node.textStart + unit.length },
    certain: false,
  }
  collectTasks(node, assignment, nothing, context)
  take(node, assignment, context)
  return true
}

function block(node: Node, line: UnitLine): Assignment {
  return {
    unit: line.unit,
    units: line.units,
    label: node.label,
    asked: line.asked,
    tasks: [],
    span: { start: node.textStart + line.start, end: node.textStart + Math.min(line.end, node.text.length) },
    certain: line.certain !== false,
  }
}

function take(node: Node, assignment: Assignment, context: Context) {
  context.found.assignments.push(assignment)
  if (!assignment.certain)
    context.found.warnings.push(`«${assignment.unit}»: chưa chắc là tên đơn vị; xin kiểm tra lại.`)
  markTaken(node, context)
}

/** "Sở Y tế: Tham mưu …" or "Giao Công an tỉnh chủ trì …", with whatever is listed below it. */
function runInBlock(node: Node, line: UnitLine, context: Context): boolean {
  const work = node.text.slice(line.workAt ?? 0)
  const at = line.leadIn ? 0 : (line.workAt ?? 0)
  if (/(?:chịu trách nhiệm|căn cứ Quyết định này)\s.{0,20}thi hành/iu.test(work) && context.kind === 'QĐ') return false
  const assignment = block(node, line)
  const inherited = introOf(work, context)
  if (/:["”]?$/.test(work) && node.children.length > 0) {
    collectTasks(node, assignment, inherited, context)
  } else {
    const parts = splitCalls(node, at)
    const first = parts[0]
    if (first)
      assignment.tasks.push(
        taskFrom(
          capitalise(node.text.slice(first.start, first.end)),
          '',
          first.start,
          first.end,
          node,
          nothing,
          context,
        ),
      )
    if (node.children.some(c => isBullet(c.style) || isSection(c))) collectTasks(node, assignment, nothing, context)
    take(node, assignment, context)
    for (const part of parts.slice(1)) fromSentence(node, part, context)
    return true
  }
  take(node, assignment, context)
  return true
}

/** "UBND tỉnh yêu cầu các sở, ban, ngành thực hiện các nội dung sau:" opens a list of tasks for the units it names. */
function openingCall(node: Node, context: Context): { line: UnitLine; span: { start: number; end: number } } | null {
  if (isTitle(node) && isSection(node) && node.children.length === 0) return null
  if (!/:["”]?$/.test(node.text) || isReport(context.kind)) return null
  if (!['text', 'number', 'letter', 'dash', 'heading'].includes(node.style) || barred(node, context)) return null
  if (readUnitLine(node.text)) return null
  const calls = [
    ...node.text.matchAll(
      /(?<!\p{L})(?<!(?:bàn|chuyển|được|ban)\s)(?:yêu cầu|đề nghị|giao(?!\s+(?:ban|thông|lưu|dịch|nhận|nộp|mùa|tiếp)(?!\p{L}))|chỉ đạo)(?:\s*:|\s+)/giu,
    ),
  ]
  const last = calls.at(-1)
  if (!last) return null
  const at = last.index + last[0].length
  const { units, end } = readUnits(node.text, at)
  const asked = /đề nghị/iu.test(last[0])
  const first = units[0]
  if (first) {
    const unit = node.text.slice(first.start, units.at(-1)?.end ?? first.end)
    return {
      line: { unit, units: units.map(u => u.text), asked, start: first.start, end, workAt: null },
      span: { start: node.textStart + first.start, end: node.textStart + end },
    }
  }
  // "Chủ tịch UBND tỉnh yêu cầu:" speaks to those the letter is addressed to.
  if (node.text.slice(at).trim() === '' && context.addressees.length > 0)
    return {
      line: { unit: context.addressees.join('; '), units: context.addressees, asked, start: 0, end: 0, workAt: null },
      span: { start: node.textStart, end: node.textStart + node.text.length },
    }
  return null
}

/** Sentences that follow one another and name the same unit are one assignment. */
function merge(list: Assignment[]): Assignment[] {
  const out: Assignment[] = []
  for (const a of list.toSorted((x, y) => x.span.start - y.span.start)) {
    const last = out.at(-1)
    const sameKind = last?.tasks[0]?.source === a.tasks[0]?.source
    if (
      last &&
      last.unit === a.unit &&
      last.asked === a.asked &&
      last.certain === a.certain &&
      last.tasks.length > 0 &&
      sameKind
    )
      last.tasks.push(...a.tasks)
    else out.push(a)
  }
  return out
}
