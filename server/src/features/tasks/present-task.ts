import type { TaskOut, UnitRef } from '@tusom/contract'
import { comesRound, dueStanding, taskPeriod } from '@tusom/domain'
import type { TaskRow } from '@tusom/store'
import type { UnitTree } from '../../core/unit-tree.ts'

export const presentUnit = (tree: UnitTree, id: number): UnitRef => {
  const unit = tree.byId.get(id)
  return { id, name: unit?.name ?? `#${id}`, fullName: unit?.fullName ?? `#${id}` }
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
const idOf = (value: unknown): number | undefined =>
  Number.isInteger(value) && (value as number) > 0 ? (value as number) : undefined
const intOf = (value: unknown): number | undefined => (Number.isInteger(value) ? (value as number) : undefined)
const defined = <T extends Record<string, unknown>>(o: T) =>
  Object.fromEntries(Object.entries(o).filter(([, v]) => v !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }

function periodOf(t: TaskRow): TaskOut['period'] {
  if (!t.periodStart || !comesRound(t.recurs)) return null
  const { key, nameVi, nameEn } = taskPeriod(t.recurs, t.periodStart)
  return { key, nameVi, nameEn }
}

export function presentTask(t: TaskRow, tree: UnitTree, now: Date): TaskOut {
  const s = t.source
  return {
    id: t.id,
    kind: t.kind,
    title: t.title,
    text: t.text,
    owner: presentUnit(tree, t.ownerId),
    lead: presentUnit(tree, t.leadId),
    cooperating: t.cooperatingIds.map(id => presentUnit(tree, id)),
    cooperatingText: t.cooperatingText,
    dueAt: t.dueAt?.toISOString() ?? null,
    dueText: t.dueText,
    recurs: t.recurs,
    target: t.target,
    product: t.product,
    state: t.state,
    stateReason: t.stateReason,
    stateAt: t.stateAt.toISOString(),
    stateBy: t.stateByName,
    progress: t.progress,
    createdAt: t.createdAt.toISOString(),
    createdBy: t.createdByName,
    doneAt: t.doneAt?.toISOString() ?? null,
    parentId: t.parentId,
    source: defined({
      documentId: idOf(s.documentId),
      itemId: idOf(s.itemId),
      ownPlanId: idOf(s.ownPlanId),
      ofTaskId: idOf(s.ofTaskId),
      documentNumber: t.documentNumber ?? textOf(s.documentNumber),
      documentTitle: t.documentTitle ?? textOf(s.documentTitle),
      issuer: textOf(s.issuer),
      label: textOf(s.label),
      sentence: textOf(s.sentence),
      start: intOf(s.start),
      end: intOf(s.end),
      activationId: idOf(s.activationId),
      difficultyId: idOf(s.difficultyId),
      scenario: textOf(s.scenario),
      step: textOf(s.step),
      phase: textOf(s.phase),
      sample: s.sample === true ? true : undefined,
      reportRequest: s.reportRequest === true ? true : undefined,
      urgency: textOf(s.urgency),
    }),
    due: dueStanding(t, now),
    parts: t.parts ? { total: t.parts, done: t.partsDone, late: t.partsLate, cannot: t.partsCannot } : null,
    sample: s.sample === true,
    costEstimate: t.costEstimate,
    field: t.field,
    period: periodOf(t),
    recurUntil: t.recurUntil,
    measured: t.measured
      ? { value: t.measured.value, periodKey: t.measured.periodKey, at: new Date(t.measured.at).toISOString() }
      : null,
    files: t.files,
  }
}
