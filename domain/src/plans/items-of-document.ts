import type { ParsedDocument, ParsedTask } from '@tusom/admin-docs'
import { parseDeadline } from '@tusom/vi-text'
import { type Matcher, settled, type UnitMatch } from './match-units.ts'
import type { Doubt, PlanItem } from './plan-item.ts'
import { reportRequests } from './report-requests.ts'
import { requestsOfReport } from './requests-of-report.ts'
import { taskTitle } from './task-title.ts'

/** Verbs that open a wish rather than a piece of work, when neither product nor deadline follows. */
const vagueOpening =
  /^(?:nghiên cứu|quán triệt|tăng cường|phát huy|nâng cao|đẩy mạnh|tiếp tục|quan tâm|chú trọng|khuyến khích|tranh thủ|thường xuyên|chủ động|tích cực)(?!\p{L})/iu

/** What is asked for is the report itself. */
const reportOpening = /^(?:tổng hợp(?:, |,? )báo cáo|báo cáo|gửi báo cáo|xây dựng báo cáo|lập báo cáo)(?!\p{L})/iu

/**
 * What a person confirms: one item a task of the document, in its order, then what it asks reports for, then its measurable goals.
 * Units are matched, doubts named. `mayLead` says whether the one who reads may give work to a unit; `own` is the unit of the
 * one who reads: of a letter to many, its part is its own. `today` is an ISO date.
 */
export function itemsOfDocument(
  doc: ParsedDocument,
  options: { match: Matcher; mayLead: (unitId: number) => boolean; today: string; own?: number },
): PlanItem[] {
  const items: PlanItem[] = []
  for (const a of doc.assignments) {
    const lead = options.match.lead(a.unit, a.units)
    for (const task of a.tasks) {
      const cooperating = options.match.cooperating(task.cooperating)
      items.push({
        kind: reportOpening.test(task.text) && (task.due ?? task.recurs) !== null ? 'report-request' : 'task',
        unitText: a.unit,
        unitLabel: a.label,
        label: task.label,
        asked: a.asked,
        sentence: task.text,
        title: taskTitle(task.text, task.cooperating, task.dueText),
        text: task.text,
        start: task.span.start,
        end: task.span.end,
        role: task.role,
        cooperatingText: cooperating.open.join(', '),
        cooperatingIds: cooperating.unitIds.filter(id => !lead.unitIds.includes(id)),
        due: task.due,
        dueText: task.dueText,
        recurs: task.recurs,
        target: task.target,
        product: task.product,
        doubts: doubtsOf(task, lead, a.certain, options),
        unitIds: lead.unitIds,
        how: lead.how,
        candidates: lead.candidates,
      })
    }
  }
  items.push(...forAddressees(doc, options), ...askedInReport(doc, options))
  for (const goal of doc.objectives)
    items.push({
      kind: 'objective',
      unitText: '',
      unitLabel: '',
      label: goal.label,
      asked: false,
      sentence: goal.text,
      title: taskTitle(goal.text),
      text: goal.text,
      start: goal.span.start,
      end: goal.span.end,
      role: 'do',
      cooperatingText: '',
      cooperatingIds: [],
      due: goal.by,
      dueText: null,
      recurs: null,
      target: goal.target,
      product: null,
      doubts: ['goal-without-lead'],
      unitIds: [],
      how: 'none',
      candidates: [],
    })
  return items
}

/**
 * What a letter, dispatch or conclusion says to all to whom it goes: its requests for reports, and, where it gives work to nobody
 * by name, its numbered points. A person looks at the latter: they may be words of courtesy.
 */
function forAddressees(
  doc: ParsedDocument,
  options: { match: Matcher; mayLead: (unitId: number) => boolean; today: string; own?: number },
): PlanItem[] {
  const text = doc.addressees.join(', ')
  const all: UnitMatch = text ? options.match.lead(text, doc.addressees) : { how: 'none', unitIds: [], candidates: [] }
  const own = options.own
  const lead: UnitMatch =
    own !== undefined && all.unitIds.includes(own) ? { how: 'name', unitIds: [own], candidates: [] } : all
  const item = (
    kind: PlanItem['kind'],
    sentence: string,
    span: { start: number; end: number },
    d: { due: string | null; dueText: string | null; recurs: string | null },
    more: Doubt[],
    label = '',
  ): PlanItem => ({
    kind,
    unitText: text,
    unitLabel: '',
    label,
    asked: false,
    sentence,
    title: taskTitle(sentence, [], d.dueText),
    text: sentence,
    start: span.start,
    end: span.end,
    role: 'do',
    cooperatingText: '',
    cooperatingIds: [],
    ...d,
    target: null,
    product: null,
    doubts: [
      ...(settled(lead) ? [] : (['unit-open'] as const)),
      ...(lead.unitIds.some(id => !options.mayLead(id)) ? (['unit-outside'] as const) : []),
      ...(d.due !== null && d.due < options.today ? (['due-past'] as const) : []),
      ...more,
    ],
    unitIds: lead.unitIds,
    how: lead.how,
    candidates: lead.candidates,
  })
  const requests = reportRequests(doc)
  const points =
    doc.assignments.length === 0 && text
      ? doc.generalTasks.filter(g => !requests.some(r => r.span.start < g.span.end && r.span.end > g.span.start))
      : []
  return [
    ...points.map(g =>
      item('task', g.text, g.span, { due: g.due, dueText: g.dueText, recurs: g.recurs }, ['unit-uncertain'], g.label),
    ),
    ...requests.map(r =>
      item('report-request', r.sentence, r.span, { due: r.due, dueText: r.dueText, recurs: r.recurs }, []),
    ),
  ]
}

/** What a report asks of other bodies: offered as work asked of them, never given by itself. */
function askedInReport(
  doc: ParsedDocument,
  options: { match: Matcher; mayLead: (unitId: number) => boolean; today: string },
): PlanItem[] {
  return requestsOfReport(doc, options.match).map(ask => ({
    kind: 'task' as const,
    unitText: ask.unitText,
    unitLabel: '',
    label: ask.label,
    asked: true,
    sentence: ask.sentence,
    title: taskTitle(ask.work, [], ask.dueText),
    text: ask.sentence,
    start: ask.span.start,
    end: ask.span.end,
    role: 'do' as const,
    cooperatingText: '',
    cooperatingIds: [],
    due: ask.due,
    dueText: ask.dueText,
    recurs: ask.recurs,
    target: null,
    product: null,
    doubts: [
      ...(settled(ask.lead) ? [] : (['unit-open'] as const)),
      ...(ask.lead.unitIds.some(id => !options.mayLead(id)) ? (['unit-outside'] as const) : []),
      ...(ask.due !== null && ask.due < options.today ? (['due-past'] as const) : []),
    ],
    unitIds: ask.lead.unitIds,
    how: ask.lead.how,
    candidates: ask.lead.candidates,
  }))
}

function doubtsOf(
  task: ParsedTask,
  lead: UnitMatch,
  certain: boolean,
  options: { mayLead: (unitId: number) => boolean; today: string },
): Doubt[] {
  const found: Doubt[] = []
  if (!settled(lead)) found.push('unit-open')
  if (!certain) found.push('unit-uncertain')
  if (lead.unitIds.some(id => !options.mayLead(id))) found.push('unit-outside')
  if (task.due !== null && task.due < options.today) found.push('due-past')
  const measured = task.due ?? task.recurs ?? task.product ?? task.target
  if (measured === null && vagueOpening.test(task.text)) found.push('vague')
  if (severalIn(task.text)) found.push('several')
  return found
}

/** Two clauses with deadlines of their own, or three and more that are each long enough to be work of their own. */
function severalIn(text: string): boolean {
  const clauses = text.split(/;\s+|\.\s+(?=\p{Lu})/u)
  const dates = new Set(clauses.flatMap(c => parseDeadline(c).date ?? []))
  return dates.size > 1 || clauses.filter(c => c.trim().length >= 80).length >= 3
}
