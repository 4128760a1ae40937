import {
  bodyName,
  type Office,
  type OwnPlanDraft,
  type ProgressFacts,
  type ProgressLine,
  type ProgressPeriod,
  type ProgressTask,
  tallyOf,
  taskPeriod,
  measurePeriod,
} from '@tusom/domain'
import {
  type DocumentRow,
  numberOfSource,
  ownPlansOf,
  type ProgressTaskRow,
  progressReportBefore,
  progressTasks,
  type Tx,
} from '@tusom/store'
import type { UnitTree } from '../../core/unit-tree.ts'
import { presentUnit } from '../tasks/present-task.ts'

export type Gathered = { facts: ProgressFacts; reach: number[] }

/**
 * What a report of `unitId` on a plan is written from, as of `now`: of the unit that answers for the plan all its work, of another
 * what it and the units below it lead. `reach`: who may read the report, once it is numbered: who gave the work and who has a part in it.
 */
export async function gatherProgress(
  tx: Tx,
  tree: UnitTree,
  ask: {
    runId: number
    now: Date
    unitId: number
    plan: DocumentRow
    period: ProgressPeriod
    /** 0 for one that is not stored yet */
    reportId: number
    consolidating: (unitId: number) => number[]
  },
): Promise<Gathered> {
  const { plan, unitId, period } = ask
  const whole = plan.ownerId === unitId || tree.subtree(unitId).has(plan.ownerId)
  const rows = await progressTasks(tx, plan.id, whole ? null : [...tree.subtree(unitId)], period)
  const plans = await ownPlansOf(tx, plan.id)
  const own = whole ? undefined : plans.find(p => p.unitId === unitId)
  const ownLines = own?.version ? ((own.draft as OwnPlanDraft | null)?.lines ?? []) : []
  const numberOf = async (kind: string, id: number) =>
    id ? await numberOfSource(tx, ask.runId, kind, id, unitId) : undefined
  const ownNumber = own ? await numberOf('own-plan', own.id) : undefined
  const before = await progressReportBefore(tx, plan.id, unitId, ask.reportId)
  const beforeNumber = before ? await numberOf('progress-report', before.id) : undefined
  const beforeFacts = before?.facts as ProgressFacts | undefined
  const beforeTally = beforeFacts && tallyOf(beforeFacts)
  const unit = office(tree, unitId)
  const province = tree.provinceOf(unitId)
  const facts: ProgressFacts = {
    asOf: ask.now.toISOString(),
    period,
    scope: whole ? 'whole' : 'own',
    unit,
    province: province ? office(tree, province.id) : unit,
    plan: {
      kind: plan.kind,
      number: plan.number,
      date: plan.issuedOn,
      title: plan.title,
      issuer: plan.issuer.join(' '),
    },
    ownPlan: own
      ? {
          id: own.id,
          state: own.state,
          number: ownNumber?.number ?? null,
          date: ownNumber?.enteredOn ?? null,
          covers: own.covers.length,
          focal: own.focalName ? [own.focalName, own.focalPost].filter(Boolean).join(', ') : null,
          dueOn: own.dueOn,
        }
      : null,
    filed: whole
      ? {
          asked: plans.length,
          filed: plans.filter(p => p.version > 0).length,
          accepted: plans.filter(p => p.state === 'accepted').length,
        }
      : null,
    lines: linesOf(rows, tree, ownLines),
    previous:
      beforeNumber && beforeFacts && beforeTally
        ? {
            number: beforeNumber.number,
            period: beforeFacts.period.nameVi,
            done: beforeTally.done,
            total: beforeTally.total,
          }
        : null,
    sample: plan.sample,
    exercise: ask.runId !== 0,
  }
  const reach = new Set([unitId, plan.ownerId, ...ask.consolidating(unitId), ...rows.map(r => r.ownerId)])
  return { facts, reach: [...reach].sort((a, b) => a - b) }
}

const office = (tree: UnitTree, id: number): Office => {
  const unit = tree.byId.get(id)
  return { kind: unit?.kind ?? '', name: unit?.name ?? '', fullName: unit?.fullName ?? '' }
}

/** One line a piece of work: parts stand together under their whole, in the order of the plan. */
function linesOf(rows: readonly ProgressTaskRow[], tree: UnitTree, own: OwnPlanDraft['lines']): ProgressLine[] {
  const by = new Map<number, ProgressTaskRow[]>()
  for (const r of rows) {
    const key = r.parentId ?? r.id
    by.set(key, [...(by.get(key) ?? []), r])
  }
  return [...by].map(([taskId, parts]): ProgressLine => {
    const first = parts[0] as ProgressTaskRow
    const line = own.find(l =>
      l.itemId === null ? l.key === first.source.ownLine : l.itemId === Number(first.source.itemId),
    )
    return {
      // who leads one part of many may not see their whole
      taskId: parts.length === 1 ? first.id : taskId,
      title: first.title,
      sentence: typeof first.source.sentence === 'string' ? first.source.sentence : null,
      product: first.product,
      period: first.periodKey ? periodName(first.periodKey) : null,
      target: first.target,
      own: line ? { lead: line.lead, due: line.due, figure: line.figure } : null,
      tasks: parts.map(p => taskOf(p, tree)),
    }
  })
}

function taskOf(r: ProgressTaskRow, tree: UnitTree): ProgressTask {
  return {
    id: r.id,
    leadId: r.leadId,
    lead: presentUnit(tree, r.leadId).fullName,
    state: r.state as ProgressTask['state'],
    stateAt: r.stateAt.toISOString(),
    stateReason: r.stateReason,
    progress: r.progress,
    dueAt: r.dueAt?.toISOString() ?? null,
    doneAt: r.doneAt?.toISOString() ?? null,
    measures: r.measures.map(m => ({ ...m, period: periodName(m.periodKey) })),
    notes: r.notes.map(n => ({
      id: n.id,
      at: new Date(n.at).toISOString(),
      unit: presentUnit(tree, n.unitId).fullName,
      text: n.text,
      ask: n.ask,
      answer: n.answer,
    })),
    files: r.files,
  }
}

/** "2026-Q3" → "quý III/2026"; a week is named by its Monday. */
function periodName(key: string): string {
  const week = /^W(\d{4}-\d{2}-\d{2})$/.exec(key)?.[1]
  if (week) return taskPeriod('weekly', week).nameVi
  return measurePeriod(key)?.nameVi ?? key
}

/** To whom a report on a plan goes: the body that issued it, through the one that answers for it. */
export function addresseeOf(tree: UnitTree, plan: DocumentRow, unitId: number): string {
  const province = tree.provinceOf(unitId)
  const commune = tree.communeOf(plan.ownerId)
  const above = commune ?? province
  if (!above) return ''
  const to = bodyName(office(tree, above.id))
  return plan.ownerId === unitId || plan.ownerId === above.id
    ? to
    : `${to} (qua ${presentUnit(tree, plan.ownerId).fullName})`
}
