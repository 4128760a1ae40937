import type { ActivationOut, ScenarioTaskOut } from '@tusom/contract'
import { type CompletenessGap, scenarioPhaseOrder, type Scenario, type UnitFunction } from '@tusom/domain'
import type { ActivationRow, ActivationScopeRow, ScenarioTaskRow } from '@tusom/store'
import { named } from '../../core/places.ts'
import type { UnitTree } from '../../core/unit-tree.ts'

const openStates = new Set(['assigned', 'accepted', 'doing'])
export const isOpen = (t: { state: string }): boolean => openStates.has(t.state)
export const isLate = (t: { state: string; dueAt: Date | null }, now: Date): boolean =>
  isOpen(t) && t.dueAt !== null && t.dueAt < now

export function countTasks(tasks: readonly { state: string; dueAt: Date | null }[], now: Date) {
  return {
    all: tasks.filter(t => t.state !== 'cancelled').length,
    open: tasks.filter(isOpen).length,
    done: tasks.filter(t => t.state === 'done').length,
    late: tasks.filter(t => isLate(t, now)).length,
    cannot: tasks.filter(t => t.state === 'cannot').length,
    cancelled: tasks.filter(t => t.state === 'cancelled').length,
  }
}

export function presentActivation(
  tree: UnitTree,
  a: ActivationRow,
  scopes: readonly ActivationScopeRow[],
  tasks: readonly ScenarioTaskRow[],
  now: Date,
): ActivationOut {
  const own = scopes.filter(s => s.activationId === a.id)
  const phases = new Set(own.flatMap(s => s.phases))
  return {
    id: a.id,
    scenarioId: a.scenarioId,
    nameVi: a.nameVi,
    nameEn: a.nameEn,
    version: a.scenarioVersion,
    owner: named(tree, a.ownerId),
    incidentId: a.incidentId,
    state: a.state,
    openedAt: a.openedAt.toISOString(),
    openedBy: a.openedByName,
    stoppedAt: a.stoppedAt?.toISOString() ?? null,
    stoppedBy: a.stoppedByName,
    stopReason: a.stopReason,
    hazards: [...new Set(own.map(s => s.hazard))],
    level: Math.max(1, ...own.map(s => s.level)),
    phases: scenarioPhaseOrder.filter(p => phases.has(p)),
    communes: [...new Set(own.map(s => s.communeId))].map(id => named(tree, id)),
    tasks: countTasks(
      tasks.filter(t => t.activationId === a.id),
      now,
    ),
  }
}

export function presentTask(tree: UnitTree, t: Omit<ScenarioTaskRow, 'activationId'>, now: Date): ScenarioTaskOut {
  return {
    id: t.id,
    step: t.step,
    phase: t.phase,
    title: t.title,
    lead: named(tree, t.leadId),
    functionName: t.functionName,
    communes: t.communeIds.length,
    dueAt: t.dueAt?.toISOString() ?? null,
    dueText: t.dueText,
    recurs: t.recurs !== null,
    flag: t.flag,
    state: t.state,
    stateReason: t.stateReason,
    stateAt: t.stateAt.toISOString(),
    stateBy: t.stateByName,
    progress: t.progress,
    late: isLate(t, now),
  }
}

const hazardWords: Record<string, { vi: string; en: string }> = {
  flood: { vi: 'lũ, ngập lụt', en: 'flood' },
  'flash-flood-landslide': { vi: 'lũ quét, sạt lở đất', en: 'flash flood and landslide' },
  'heavy-rain': { vi: 'mưa lớn', en: 'heavy rain' },
}

/** A gap of a scenario in one sentence: what is missing, for whom. */
export function sayGap(
  g: CompletenessGap,
  scenario: Scenario,
  functions: readonly UnitFunction[],
  tree: UnitTree,
): { kind: string; vi: string; en: string } {
  const fn = (code: string) => functions.find(f => f.code === code)
  switch (g.kind) {
    case 'no-step': {
      const phase = scenario.phases.find(p => p.code === g.phase)
      const hazard = hazardWords[g.hazard] ?? { vi: g.hazard, en: g.hazard }
      return {
        kind: g.kind,
        vi: `Pha ${phase?.nameVi ?? g.phase} chưa có bước nào cho ${hazard.vi} ở cấp ${g.level}.`,
        en: `Phase ${phase?.nameEn ?? g.phase} has no step for ${hazard.en} at level ${g.level}.`,
      }
    }
    case 'unknown-function':
      return {
        kind: g.kind,
        vi: `Bước ${g.step}: bảng chức năng không có “${g.function}” (${g.part === 'lead' ? 'chủ trì' : 'phối hợp'}).`,
        en: `Step ${g.step}: the table of functions lacks “${g.function}” (${g.part}).`,
      }
    case 'no-unit': {
      const some = g.communeIds.slice(0, 3).map(id => tree.byId.get(id)?.fullName ?? `#${id}`)
      const more = g.communeIds.length > 3 ? ` và ${g.communeIds.length - 3} nơi khác` : ''
      const moreEn = g.communeIds.length > 3 ? ` and ${g.communeIds.length - 3} more` : ''
      return {
        kind: g.kind,
        vi: `Bước ${g.step}: không có đơn vị làm ${fn(g.function)?.nameVi ?? g.function} (${g.part === 'lead' ? 'chủ trì' : 'phối hợp'}) ở ${some.join(', ')}${more}.`,
        en: `Step ${g.step}: no unit acts as ${fn(g.function)?.nameEn ?? g.function} (${g.part}) in ${some.join(', ')}${moreEn}.`,
      }
    }
    case 'no-done-when':
      return {
        kind: g.kind,
        vi: `Bước ${g.step} chưa nói khi nào là xong.`,
        en: `Step ${g.step} does not say when it is done.`,
      }
    case 'no-source':
      return { kind: g.kind, vi: `Bước ${g.step} chưa ghi nguồn.`, en: `Step ${g.step} names no source.` }
  }
}
