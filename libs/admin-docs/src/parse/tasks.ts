import { cooperatingIn, dueIn, otherDuesIn, productIn, roleOf, targetOf } from './details.ts'
import { withoutNotes } from './footnotes.ts'
import { isBullet } from './markers.ts'
import { endWithin, isSection, isTitle, runInTitle, withoutClosingMark } from './outline.ts'
import type { Node } from './outline.ts'
import type { Assignment, ParsedTask, TaskRole } from './types.ts'

export type Found = {
  assignments: Assignment[]
  /** nodes that are inside an assignment, so that they are not counted as general tasks too */
  taken: Set<Node>
  warnings: string[]
}

export type Context = {
  documentDate: string | null
  kind: string | null
  normalized: string
  found: Found
  addressees: string[]
  issuer: string[]
  closing: Set<Node>
}
/** What a line that announces a list hands down to its items. */
export type Inherited = { role: TaskRole | null; cooperating: string[]; due: ReturnType<typeof dueIn> | null }

/** Nothing handed down. */
export const nothing: Inherited = { role: null, cooperating: [], due: null }

export function introOf(text: string, context: Context): Inherited {
  const role = roleOf(text)
  return { role: role === 'do' ? null : role, cooperating: cooperatingIn(text), due: dueIn(text, context.documentDate) }
}

/** Every bullet, point or paragraph under a unit is a task; one that only announces a list hands its role down. */
export function collectTasks(node: Node, assignment: Assignment, inherited: Inherited, context: Context, path = '') {
  let now = inherited
  for (const child of node.children) {
    if (context.closing.has(child) || child.style === 'row') continue
    const label = isBullet(child.style) || path === '' ? child.label : `${path}${child.label}`
    const announces = /:["”]?$/.test(child.text)
    if (announces && child.children.length === 0) {
      if (child.style === 'text' || isBullet(child.style)) now = introOf(child.text, context)
      continue
    }
    const headed = isSection(child) && isTitle(child)
    if ((announces || headed) && child.children.length > 0) {
      const intro = introOf(child.text, context)
      const mixed: Inherited = {
        role: intro.role ?? now.role,
        cooperating: intro.cooperating.length > 0 ? intro.cooperating : now.cooperating,
        due: intro.due?.dueText || intro.due?.recurs ? intro.due : now.due,
      }
      collectTasks(child, assignment, mixed, context)
      continue
    }
    assignment.tasks.push(taskOf(child, label, now, context))
  }
}

/** One task of a node and all that is listed under it. */
export function taskOf(node: Node, label: string, inherited: Inherited, context: Context): ParsedTask {
  const end = endWithin(node, context.closing)
  const run = isSection(node) ? runInTitle(node.text) : 0
  const task = taskFrom(
    context.normalized.slice(node.textStart, end),
    label,
    0,
    end - node.textStart,
    node,
    inherited,
    context,
  )
  if (run > 0 && task.role === 'do') task.role = roleOf(node.text.slice(run + 2))
  return task
}

function notesUnder(node: Node): string[] {
  return [...node.notes, ...node.children.flatMap(notesUnder)]
}

export function taskFrom(
  text: string,
  label: string,
  start: number,
  end: number,
  node: Node,
  inherited: Inherited,
  context: Context,
): ParsedTask {
  const notes = notesUnder(node).filter(note => text.includes(note))
  const plain = withoutNotes(text, notes)
  const own = dueIn(plain, context.documentDate)
  const due = own.dueText === null && own.recurs === null && inherited.due ? inherited.due : own
  if (due.assumed) context.found.warnings.push(dueWarning(due))
  const others = otherDuesIn(plain, due.due)
  if (others.length > 0)
    context.found.warnings.push(
      `Nhiệm vụ «${plain.slice(0, 60)}» có nhiều hạn (${[due.due, ...others.map(o => o.due)].join(', ')}): hạn chính lấy hạn đầu.`,
    )
  const role = roleOf(plain)
  const cooperating = cooperatingIn(plain)
  return {
    label,
    text: withoutClosingMark(text),
    role: role === 'do' ? (inherited.role ?? role) : role,
    cooperating: cooperating.length > 0 ? cooperating : inherited.cooperating,
    due: due.due,
    dueText: due.dueText,
    otherDues: others,
    dueTime: due.dueTime,
    recurs: due.recurs,
    target: targetOf(plain),
    product: productIn(plain),
    source: 'text',
    span: { start: node.textStart + start, end: node.textStart + end },
    footnotes: notes,
  }
}

function dueWarning(due: ReturnType<typeof dueIn>): string {
  return due.before
    ? `Hạn «${due.dueText}» không ghi năm và đã qua nếu tính theo năm của văn bản; để trống, xin nhập tay.`
    : `Hạn «${due.dueText}» không ghi năm, tính theo năm của văn bản: ${due.due?.slice(0, 4)}.`
}
