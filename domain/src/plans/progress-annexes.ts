import type { Annex, Inline } from '@tusom/admin-docs'
import { compareVi, formatDate, formatNumber } from '@tusom/vi-text'
import {
  daysLate,
  lastNote,
  type ProgressFacts,
  type ProgressLine,
  type ProgressTask,
  reasonOf,
  type Standing,
  standingOf,
} from './progress-facts.ts'
import { bare, dayOf } from './progress-sentences.ts'

/** `rowTasks`: the tasks behind each row of its table */
export type TracedAnnex = Annex & { rowTasks: number[][] }

const words: Record<Standing, string> = {
  done: 'Đã hoàn thành',
  doing: 'Đang thực hiện',
  unaccepted: 'Chưa nhận',
  late: 'Quá hạn',
  cannot: 'Không thực hiện được',
}

/** I: every task with its state; II, for the whole plan: every unit with its counts. */
export function progressAnnexes(f: ProgressFacts): TracedAnnex[] {
  return f.scope === 'whole' ? [taskTable(f), unitTable(f)] : [taskTable(f)]
}

function taskTable(f: ProgressFacts): TracedAnnex {
  const asOf = new Date(f.asOf)
  const whole = f.scope === 'whole'
  return {
    title: 'Tình hình thực hiện từng nhiệm vụ',
    landscape: true,
    rowTasks: f.lines.map(l => [l.taskId]),
    body: [
      {
        type: 'table',
        size: 11,
        columns: [
          { title: 'TT', width: 4, align: 'center' },
          { title: 'Nhiệm vụ', width: 30 },
          { title: whole ? 'Chủ trì' : 'Người, bộ phận thực hiện', width: 14 },
          { title: 'Thời hạn', width: 10, align: 'center' },
          { title: 'Tình trạng', width: 16 },
          { title: 'Sản phẩm; chỉ tiêu, đạt được', width: 16 },
          { title: 'Ghi chú', width: 18 },
        ],
        rows: f.lines.map((line, i): Inline[] => {
          const only = line.tasks.length === 1 ? line.tasks[0] : undefined
          return [
            String(i + 1),
            `${bare(line.title)}${line.period ? ` (${line.period})` : ''}`,
            whole ? (only?.lead ?? `${formatNumber(line.tasks.length)} đơn vị (Phụ lục II)`) : (line.own?.lead ?? ''),
            dueOf(line),
            only ? stateCell(only, asOf) : countsCell(line, asOf),
            productCell(line),
            only ? noteCell(only, asOf) : '',
          ]
        }),
      },
    ],
  }
}

const dueOf = (line: ProgressLine): string => {
  const days = [...new Set(line.tasks.flatMap(t => (t.dueAt ? dayOf(t.dueAt) : [])))]
  const own = line.own?.due ? formatDate(line.own.due) : null
  const given = days.length > 1 ? `${days[0]} …` : (days[0] ?? '')
  return own && own !== given ? [given, `(đơn vị đặt: ${own})`].filter(Boolean).join(' ') : given
}

function stateCell(t: ProgressTask, asOf: Date): string {
  const s = standingOf(t, asOf)
  const days = daysLate(t, asOf)
  if (s === 'late')
    return `${words.late} ${formatNumber(days ?? 0)} ngày${t.progress ? `, làm được ${t.progress}%` : ''}`
  if (s === 'doing')
    return `${t.state === 'doing' ? words.doing : 'Đã nhận'} từ ${dayOf(t.stateAt)}${t.progress ? `, ${t.progress}%` : ''}`
  return `${words[s]}${s === 'unaccepted' ? '' : ` ${dayOf(t.doneAt ?? t.stateAt)}`}`
}

function countsCell(line: ProgressLine, asOf: Date): string {
  const n = new Map<Standing, number>()
  for (const t of line.tasks) n.set(standingOf(t, asOf), (n.get(standingOf(t, asOf)) ?? 0) + 1)
  return (Object.keys(words) as Standing[])
    .filter(s => n.get(s))
    .map(s => `${words[s]}: ${formatNumber(n.get(s) as number)}`)
    .join('; ')
}

function productCell(line: ProgressLine): string {
  const { target } = line
  const unit = target?.unit === '%' ? '%' : ` ${target?.unit ?? ''}`
  const last = line.tasks.length === 1 ? line.tasks[0]?.measures.at(-1) : undefined
  return [
    line.product ? bare(line.product) : '',
    target ? `chỉ tiêu ${formatNumber(target.value)}${unit}` : '',
    last ? `đạt ${formatNumber(last.value)}${unit} (${last.period})` : '',
    line.own?.figure ? `đơn vị đặt: ${line.own.figure}` : '',
  ]
    .filter(Boolean)
    .join('; ')
}

function noteCell(t: ProgressTask, asOf: Date): string {
  if (t.state === 'cannot') return bare(t.stateReason ?? '')
  const note = (daysLate(t, asOf) === null ? null : reasonOf(t)) ?? lastNote(t)
  return note ? bare(note.text) : ''
}

function unitTable(f: ProgressFacts): TracedAnnex {
  const asOf = new Date(f.asOf)
  const units = new Map<number, ProgressTask[]>()
  for (const t of f.lines.flatMap(l => l.tasks)) units.set(t.leadId, [...(units.get(t.leadId) ?? []), t])
  const rows = [...units.values()].map(tasks => {
    const n = (s: Standing) => tasks.filter(t => standingOf(t, asOf) === s).length
    return { tasks, name: tasks[0]?.lead ?? '', n }
  })
  rows.sort((a, b) => b.n('late') - a.n('late') || compareVi(a.name, b.name))
  const figure = (n: number) => (n ? formatNumber(n) : '0')
  return {
    title: 'Kết quả theo đơn vị',
    landscape: false,
    rowTasks: rows.map(r => r.tasks.map(t => t.id)),
    body: [
      {
        type: 'table',
        size: 11,
        columns: [
          { title: 'TT', width: 7, align: 'center' },
          { title: 'Đơn vị', width: 33 },
          { title: 'Được giao', width: 12, align: 'right' },
          { title: 'Hoàn thành', width: 12, align: 'right' },
          { title: 'Đang làm', width: 12, align: 'right' },
          { title: 'Chưa nhận', width: 12, align: 'right' },
          { title: 'Quá hạn', width: 12, align: 'right' },
          { title: 'Không làm được', width: 12, align: 'right' },
        ],
        rows: rows.map((r, i): Inline[] => [
          String(i + 1),
          r.name,
          figure(r.tasks.length),
          ...(['done', 'doing', 'unaccepted', 'late', 'cannot'] as const).map(s => figure(r.n(s))),
        ]),
      },
    ],
  }
}
