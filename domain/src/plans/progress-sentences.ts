import type { Block, Run } from '@tusom/admin-docs'
import { compareVi, formatDate, formatNumber, localParts } from '@tusom/vi-text'
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

/** What a sentence of the report rests on: tasks and notes of their history, or words that a person typed. */
export type Why = { tasks: number[]; notes: number[]; typed?: string }
export type TracedBlock = Block & { why?: Why }

const NAMES = 12
export const dayOf = (iso: string): string => formatDate(localParts(Date.parse(iso)).date)
export const bare = (text: string): string => text.trim().replace(/[\s.;,]+$/u, '')
const lowerFirst = (text: string): string =>
  /^\p{Lu}\p{Ll}/u.test(text) && !/^(?:UBND|BCĐ|Ủy ban|Sở|Công an|Trạm|Ban|Phòng|Hội|Đảng)/u.test(text)
    ? text.charAt(0).toLocaleLowerCase('vi') + text.slice(1)
    : text

/** "Xã A, Xã B và 3 đơn vị khác": beyond a dozen names the annex has them all. */
export function namesOf(names: readonly string[]): string {
  if (names.length <= NAMES) return names.join(', ')
  return `${names.slice(0, NAMES).join(', ')} và ${names.length - NAMES} đơn vị khác (Phụ lục II)`
}
export const share = (part: number, whole: number): string =>
  whole === 0 ? '' : ` (${formatNumber(Math.round((1000 * part) / whole) / 10)}%)`

const bullet = (text: string | Run[], why: Why): TracedBlock => ({ type: 'bullet', text, why })
const ids = (tasks: readonly ProgressTask[]) => tasks.map(t => t.id)

/** What one piece of work came to, in one sentence. */
export function lineSentence(line: ProgressLine, facts: ProgressFacts): TracedBlock {
  const asOf = new Date(facts.asOf)
  const only = line.tasks.length === 1 ? line.tasks[0] : undefined
  const name = [bare(line.title), line.period ? ` (${line.period})` : ''].join('')
  return only ? single(line, only, name, facts, asOf) : many(line, name, asOf)
}

function single(line: ProgressLine, t: ProgressTask, name: string, facts: ProgressFacts, asOf: Date): TracedBlock {
  const standing = standingOf(t, asOf)
  const reason = reasonOf(t)
  const said = (standing === 'late' ? reason : null) ?? lastNote(t)
  const parts: string[] = [stateWords(t, standing, asOf)]
  if (standing === 'late') {
    if (t.progress > 0) parts.push(`đã làm được ${t.progress}%`)
    if (reason) parts.push(`nguyên nhân, tình hình: ${lowerFirst(bare(reason.text))}`)
    else {
      if (said) parts.push(`${lowerFirst(bare(said.text))} (ngày ${dayOf(said.at)})`)
      if (facts.scope === 'whole') parts.push('đơn vị chưa báo cáo lý do')
    }
  } else {
    if (standing === 'doing' && t.progress > 0) parts.push(`tiến độ ${t.progress}%`)
    if (said) parts.push(lowerFirst(bare(said.text)))
    if (standing === 'done' && line.product) parts.push(`sản phẩm: ${lowerFirst(bare(line.product))}`)
    if (standing === 'done' && t.files > 0) parts.push(`${formatNumber(t.files)} tài liệu minh chứng`)
    if (standing === 'doing' || standing === 'unaccepted') if (t.dueAt) parts.push(`thời hạn ${dayOf(t.dueAt)}`)
  }
  const who = facts.scope === 'whole' ? `${t.lead}: ` : ''
  return bullet([{ text: `${who}${name}`, bold: false }, { text: `: ${parts.join('; ')}.` }], {
    tasks: [t.id],
    notes: said ? [said.id] : [],
  })
}

function stateWords(t: ProgressTask, standing: Standing, asOf: Date): string {
  switch (standing) {
    case 'done': {
      const at = t.doneAt ?? t.stateAt
      const late = t.dueAt ? daysBetween(t.dueAt, at) : 0
      return `hoàn thành ngày ${dayOf(at)}${late > 0 ? `, chậm ${formatNumber(late)} ngày so với thời hạn` : ''}`
    }
    case 'cannot':
      return `không thực hiện được (từ ngày ${dayOf(t.stateAt)}), lý do: ${lowerFirst(bare(t.stateReason ?? 'chưa nêu'))}`
    case 'late': {
      const days = daysLate(t, asOf) ?? 0
      return `quá hạn từ ngày ${dayOf(t.dueAt as string)}${days > 0 ? ` (${formatNumber(days)} ngày)` : ''}${t.state === 'assigned' ? ', chưa nhận việc' : ''}`
    }
    case 'unaccepted':
      return 'mới được giao, chưa nhận việc'
    case 'doing':
      return `${t.state === 'doing' ? 'đang thực hiện' : 'đã nhận việc'} từ ngày ${dayOf(t.stateAt)}`
  }
}

const daysBetween = (from: string, to: string): number => {
  const n = (iso: string) => Date.parse(`${localParts(Date.parse(iso)).date}T00:00:00Z`) / 86_400_000
  return n(to) - n(from)
}

function many(line: ProgressLine, name: string, asOf: Date): TracedBlock {
  const by = new Map<Standing, ProgressTask[]>()
  for (const t of line.tasks) {
    const s = standingOf(t, asOf)
    by.set(s, [...(by.get(s) ?? []), t])
  }
  const of = (s: Standing) => by.get(s) ?? []
  const done = of('done')
  const words = [
    `${formatNumber(done.length)}/${formatNumber(line.tasks.length)} đơn vị hoàn thành${share(done.length, line.tasks.length)}`,
  ]
  const doing = of('doing').length
  if (doing) words.push(`${formatNumber(doing)} đơn vị đang thực hiện`)
  const unaccepted = of('unaccepted')
  if (unaccepted.length)
    words.push(
      `${formatNumber(unaccepted.length)} đơn vị chưa nhận việc${unaccepted.length < line.tasks.length ? `: ${namesOf(unaccepted.map(t => t.lead))}` : ''}`,
    )
  const late = of('late').sort(
    (a, b) => (daysLate(b, asOf) ?? 0) - (daysLate(a, asOf) ?? 0) || compareVi(a.lead, b.lead),
  )
  if (late.length)
    words.push(
      `${formatNumber(late.length)} đơn vị quá hạn: ${namesOf(late.map(t => `${t.lead} (chậm ${formatNumber(daysLate(t, asOf) ?? 0)} ngày)`))}`,
    )
  const cannot = of('cannot')
  if (cannot.length)
    words.push(
      `${formatNumber(cannot.length)} đơn vị không thực hiện được: ${namesOf(cannot.map(t => `${t.lead} (${lowerFirst(bare(t.stateReason ?? 'chưa nêu lý do'))})`))}`,
    )
  return bullet(`${name}: ${words.join('; ')}.`, { tasks: ids(line.tasks), notes: [] })
}

/** "Less is better" cannot be told from a number alone: where the words say so, nothing is judged. */
const downwards = /(?<!\p{L})(?:giảm|không quá|dưới|tối đa|hạn chế|không để)(?!\p{L})/iu

/** A measurable goal against what was measured, a figure a period. Null: the line has no target. */
export function targetSentence(line: ProgressLine): TracedBlock | null {
  const { target } = line
  if (!target) return null
  const unit = target.unit === '%' ? '%' : ` ${target.unit}`
  const name = bare(line.title)
  const goal = `chỉ tiêu ${formatNumber(target.value)}${unit}${target.of ? ` ${target.of}` : ''}`
  const judged = !downwards.test(`${line.title} ${line.sentence ?? ''}`)
  const measured = line.tasks.filter(t => t.measures.length)
  const why: Why = { tasks: ids(measured.length ? measured : line.tasks), notes: [] }
  if (!measured.length) return bullet(`${name} – ${goal}: chưa có số liệu đo.`, why)
  const only = line.tasks.length === 1 ? line.tasks[0] : undefined
  if (only) {
    const told = only.measures.map(
      (m, i) =>
        `${m.period}: ${formatNumber(m.value)}${unit}${changeFrom(only.measures[i - 1]?.value, m.value, target.unit)}`,
    )
    const last = only.measures.at(-1)?.value ?? 0
    return bullet(
      `${name} – ${goal}: ${told.join('; ')}${judged ? (last >= target.value ? ' – đạt' : ' – chưa đạt') : ''}.`,
      why,
    )
  }
  const keys = [...new Map(measured.flatMap(t => t.measures).map(m => [m.periodKey, m.period]))].sort(([a], [b]) =>
    a < b ? -1 : 1,
  )
  const told = keys.slice(-4).map(([key, period]) => {
    const values = measured.flatMap(t => t.measures.filter(m => m.periodKey === key).map(m => m.value))
    const reached = values.filter(v => v >= target.value).length
    const [least, most] = [Math.min(...values), Math.max(...values)]
    return `${period}: ${values.length}/${line.tasks.length} đơn vị có số${judged ? `, ${reached} đạt` : ''}, ${least === most ? `mức ${formatNumber(least)}${unit}` : `từ ${formatNumber(least)}${unit} đến ${formatNumber(most)}${unit}`}`
  })
  return bullet(`${name} – ${goal}: ${told.join('; ')}.`, why)
}

function changeFrom(before: number | undefined, now: number, unit: string): string {
  if (before === undefined || before === now) return ''
  const d = Math.round(Math.abs(now - before) * 100) / 100
  return ` (${now > before ? 'tăng' : 'giảm'} ${formatNumber(d)}${unit === '%' ? ' điểm %' : ''})`
}
