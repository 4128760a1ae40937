import { cooperatingIn, dueIn, otherDuesIn, productIn, roleOf, targetOf } from './details.ts'
import { withoutNotes } from './footnotes.ts'
import { readKeyedLine, unitsOf } from './keyed-line.ts'
import { isSection, isTitle, withoutClosingMark } from './outline.ts'
import { barred } from './standing.ts'
import { readBracket } from './task-bracket.ts'
import { readUnitLine } from './unit-line.ts'
import { readUnits } from './units.ts'
import type { Fields } from './keyed-line.ts'
import type { Node } from './outline.ts'
import type { Context } from './tasks.ts'
import type { TaskRole } from './types.ts'

/**
 * Tasks that say who does them in lines of their own: "Rà soát quy chế." / "- Cơ quan chủ trì: Công an tỉnh." / "- Thời gian hoàn thành:
 * Quý II/2026.", in the same line, or in brackets behind it: "… (Công an tỉnh chủ trì; hoàn thành trong Quý IV/2025)". The task is the
 * sentence before those words, or the heading above them.
 */
export function walkKeyed(node: Node, context: Context) {
  const list = node.children
  for (let i = 0; i < list.length; i++) {
    const first = list[i] as Node
    if (first.style === 'row' || context.found.taken.has(first) || context.closing.has(first)) continue
    const own = readKeyedLine(first.text)
    if (first.children.length > 0 && !own?.before) continue
    if (own === null) {
      bracketed(first, context)
      continue
    }
    if (own.before !== '') {
      const more = takeLines(list, i + 1, own.fields)
      if (own.fields.lead) give(first, own.before, [first, ...more], own.fields, context)
      i += more.length
      continue
    }
    const fields: Fields = {}
    const lines = takeLines(list, i, fields)
    const before = list[i - 1]
    i += Math.max(0, lines.length - 1)
    if (!fields.lead) continue
    const free = before && before.style !== 'row' && !context.found.taken.has(before) && before.children.length === 0
    const source = free ? before : isSection(node) || node.style === 'dash' ? node : null
    if (source && source.text !== '') {
      const heading =
        source === node && fields.content ? `${source.text.replace(/[\s.:]+$/, '')}: ${fields.content}` : source.text
      give(source, heading, lines, fields, context)
      // "* Phân công: …" under several dashes speaks of them all
      if (first.style !== source.style && first.style === 'star')
        for (const other of list.slice(0, list.indexOf(source)))
          if (other.style === source.style && other.children.length === 0 && !context.found.taken.has(other))
            give(other, other.text, [other], fields, context)
    } else if (fields.content) give(first, fields.content, lines, fields, context)
  }
}

/** The lines from `from` on that hold nothing but keys not yet filled; their values are put into `fields`. */
function takeLines(list: Node[], from: number, fields: Fields): Node[] {
  const lines: Node[] = []
  for (let i = from; i < list.length; i++) {
    const line = list[i] as Node
    const found = line.children.length === 0 && line.style !== 'row' ? readKeyedLine(line.text) : null
    if (!found || found.before !== '' || Object.keys(found.fields).some(k => k in fields)) break
    Object.assign(fields, found.fields)
    lines.push(line)
  }
  return lines
}

/** "… (Công an tỉnh chủ trì, phối hợp với Sở Tư pháp; hoàn thành trong Quý IV/2025)." */
function bracketed(node: Node, context: Context) {
  if (barred(node, context)) return
  const plain = withoutNotes(node.text, node.notes)
  const bracket = readBracket(plain)
  if (!bracket || readUnitLine(plain)?.workAt === null) return
  give(
    node,
    plain.slice(0, bracket.at).trim(),
    [node],
    { lead: bracket.unit, due: bracket.rest },
    context,
    bracket.role,
    bracket.cooperating,
  )
}

function give(
  source: Node,
  text: string,
  lines: Node[],
  fields: Fields,
  context: Context,
  role?: TaskRole,
  cooperating?: string[],
) {
  const lead = fields.lead ?? ''
  const named = fields.due === undefined ? null : dueIn(fields.due, context.documentDate)
  const due = named && (named.dueText !== null || cooperating === undefined) ? named : dueIn(text, context.documentDate)
  const heads = readUnits(lead, 0)
  const last = lines.at(-1) ?? source
  for (const n of lines) context.found.taken.add(n)
  if (!isSection(source) || !isTitle(source) || lines.includes(source)) context.found.taken.add(source)
  context.found.assignments.push({
    unit: lead,
    units: heads.units.length > 0 && heads.end >= lead.length - 1 ? heads.units.map(u => u.text) : lead.split(/;\s*/),
    label: source.label,
    asked: false,
    tasks: [
      {
        label: source.label,
        text: withoutClosingMark(text),
        role: role ?? (roleOf(text) === 'cooperate' ? 'cooperate' : 'lead'),
        cooperating: cooperating ?? (fields.cooperate ? unitsOf(fields.cooperate) : cooperatingIn(text)),
        due: due.due,
        dueText: cooperating === undefined ? (fields.due ?? due.dueText) : due.dueText,
        otherDues: otherDuesIn(fields.due ?? text, due.due),
        dueTime: due.dueTime,
        recurs: due.recurs,
        target: targetOf(text),
        product: fields.product ?? productIn(text),
        source: 'text',
        span: { start: source.textStart, end: last.end },
        footnotes: source.notes,
      },
    ],
    span: { start: source.textStart, end: last.end },
    certain: true,
  })
}
