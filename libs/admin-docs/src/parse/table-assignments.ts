import { cooperatingIn, dueIn, otherDuesIn, productIn, roleOf, targetOf } from './details.ts'
import { readTaskTable } from './task-table.ts'
import { readUnitLine } from './unit-line.ts'
import type { Node } from './outline.ts'
import type { Context } from './tasks.ts'

/** The rows of the tables directly under a node, each an assignment of its own. */
export function walkTables(node: Node, context: Context) {
  const rows = node.children.filter(c => c.style === 'row')
  if (rows.length === 0) return
  let without = 0
  let above = 0
  for (const row of readTaskTable(rows.map(r => r.cells ?? []))) {
    const source = rows[row.row]
    if (!source) continue
    if (!row.lead) {
      without++
      continue
    }
    if (row.above) above++
    const due = dueIn(row.dueText ?? row.text, context.documentDate)
    const role = /^phối hợp(?!\p{L})/iu.test(row.text)
      ? 'cooperate'
      : row.does && roleOf(row.text) !== 'lead'
        ? 'do'
        : 'lead'
    const heads = readUnitLine(row.lead)
    context.found.taken.add(source)
    context.found.assignments.push({
      unit: row.lead,
      units: heads && heads.workAt === null ? heads.units : row.lead.split(/;\s*/),
      label: row.label,
      asked: false,
      tasks: [
        {
          label: row.label,
          text: row.text,
          role,
          cooperating: row.cooperating.length > 0 ? row.cooperating : cooperatingIn(row.text),
          due: due.due,
          dueText: row.dueText ?? due.dueText,
          otherDues: otherDuesIn(row.dueText ?? row.text, due.due),
          dueTime: due.dueTime,
          recurs: due.recurs,
          target: targetOf(row.text),
          product: row.product ?? productIn(row.text),
          source: 'table',
          span: { start: source.start, end: source.end },
          footnotes: source.notes,
        },
      ],
      span: { start: source.start, end: source.end },
      certain: row.above !== true,
    })
  }
  if (above > 0)
    context.found.warnings.push(
      `Bảng nhiệm vụ có ${above} dòng để trống đơn vị chủ trì, đọc theo đơn vị của dòng trên (ô gộp); xin kiểm tra.`,
    )
  if (without > 0)
    context.found.warnings.push(
      `Bảng nhiệm vụ có ${without} dòng không ghi đơn vị chủ trì; các dòng đó không được giao cho ai.`,
    )
}
