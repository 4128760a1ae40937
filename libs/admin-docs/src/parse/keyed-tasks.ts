import { cooperatingIn, dueIn, otherDuesIn, productIn, roleOf, targetOf } from './details.ts'
import { isSection, isTitle, withoutClosingMark } from './outline.ts'
import { splitCell } from './task-table.ts'
import { readUnitLine } from './unit-line.ts'
import type { Node } from './outline.ts'
import type { Context } from './tasks.ts'

type Key = 'lead' | 'cooperate' | 'due' | 'product'

const keys: [Key, RegExp][] = [
  ['cooperate', /^(?:(?:các\s+)?(?:cơ quan|đơn vị)\s+)?phối hợp(?:\s+thực hiện)?\s*:\s*/iu],
  [
    'lead',
    /^(?:(?:cơ quan|đơn vị|bộ phận|người)\s+)?(?:chủ trì|chịu trách nhiệm|phụ trách)(?:\s+(?:thực hiện|tham mưu))?\s*:\s*/iu,
  ],
  ['lead', /^(?:cơ quan|đơn vị)\s+(?:thực hiện|đầu mối|tham mưu)\s*:\s*/iu],
  ['due', /^(?:thời gian|thời hạn|tiến độ|hạn)(?:\s+(?:thực hiện|hoàn thành))?\s*:\s*/iu],
  ['product', /^(?:sản phẩm|kết quả|đầu ra)(?:\s+(?:đầu ra|dự kiến|hoàn thành|thực hiện))?\s*:\s*/iu],
]

function keyOf(text: string): { key: Key; value: string } | null {
  for (const [key, pattern] of keys) {
    const m = pattern.exec(text)
    if (m) return { key, value: text.slice(m[0].length).replace(/[\s.;,]+$/, '') }
  }
  return null
}

/**
 * Tasks that say who does them in lines of their own: "Rà soát quy chế." / "- Cơ quan chủ trì: Công an tỉnh." / "- Thời gian hoàn thành:
 * Quý II/2026." The task is the sentence before those lines, or the heading above them.
 */
export function walkKeyed(node: Node, context: Context) {
  const list = node.children
  for (let i = 0; i < list.length; i++) {
    const first = list[i] as Node
    if (first.children.length > 0 || keyOf(first.text) === null) continue
    const fields: Partial<Record<Key, string>> = {}
    const lines: Node[] = []
    for (let k = i; k < list.length; k++) {
      const line = list[k] as Node
      const found = line.children.length === 0 ? keyOf(line.text) : null
      if (!found || fields[found.key] !== undefined) break
      fields[found.key] = found.value
      lines.push(line)
    }
    const before = list[i - 1]
    i += lines.length - 1
    if (fields.lead === undefined || fields.lead === '') continue
    const source =
      before && before.style !== 'row' && !context.found.taken.has(before) ? before : isSection(node) ? node : null
    if (!source || source.text === '') continue
    give(source, lines, fields, context)
  }
}

function give(source: Node, lines: Node[], fields: Partial<Record<Key, string>>, context: Context) {
  const lead = fields.lead ?? ''
  const due = dueIn(fields.due ?? source.text, context.documentDate)
  const heads = readUnitLine(lead)
  const last = lines.at(-1) ?? source
  for (const n of lines) context.found.taken.add(n)
  if (!isSection(source) || !isTitle(source)) context.found.taken.add(source)
  context.found.assignments.push({
    unit: lead,
    units: heads && heads.workAt === null ? heads.units : lead.split(/;\s*/),
    label: source.label,
    asked: false,
    tasks: [
      {
        label: source.label,
        text: withoutClosingMark(source.text),
        role: roleOf(source.text) === 'cooperate' ? 'cooperate' : 'lead',
        cooperating: fields.cooperate ? splitCell(fields.cooperate) : cooperatingIn(source.text),
        due: due.due,
        dueText: fields.due ?? due.dueText,
        otherDues: otherDuesIn(fields.due ?? source.text, due.due),
        dueTime: due.dueTime,
        recurs: due.recurs,
        target: targetOf(source.text),
        product: fields.product ?? productIn(source.text),
        source: 'text',
        span: { start: source.textStart, end: last.end },
        footnotes: source.notes,
      },
    ],
    span: { start: source.textStart, end: last.end },
    certain: true,
  })
}
