import type { InspectionFindingOut, InspectionOut } from '@tusom/contract'
import {
  findingActs,
  type FindingAct,
  findingStanding,
  mayInspect,
  mendsFor,
  policies,
  type Policy,
  type Role,
} from '@tusom/domain'
import type { FindingFileRow, FindingRecord, InspectionRecord, InspectionStep } from '@tusom/store'
import type { FastifyRequest } from 'fastify'
import type { UnitTree } from '../../core/unit-tree.ts'
import { presentUnit } from '../tasks/present-task.ts'

const standing = (u: { validFrom: string; validTo: string | null }, day: string) =>
  u.validFrom <= day && (u.validTo === null || u.validTo > day)

/** Whether the reader decides here: sees findings while they are written. */
export const decides = (request: FastifyRequest, unitId: number): boolean =>
  request.actor.assignments.some(a => a.units.has(unitId))

/** Whom a unit may inspect on a day: departments and communes; a commune its hamlets. */
export function inspectableBy(tree: UnitTree, unitId: number, day: string) {
  const unit = tree.byId.get(unitId)
  if (!unit) return []
  const decider = {
    id: unitId,
    kind: unit.kind,
    subtree: tree.subtree(unitId),
    province: tree.provinceOf(unitId)?.id ?? null,
  }
  const kinds = unit.kind === 'commune' ? ['hamlet'] : ['department', 'commune']
  const under = tree.provinceOf(unitId)?.id ?? unitId
  return [...tree.subtree(under)]
    .flatMap(id => tree.byId.get(id) ?? [])
    .filter(
      u =>
        kinds.includes(u.kind) &&
        standing(u, day) &&
        mayInspect(decider, { id: u.id, kind: u.kind, province: tree.provinceOf(u.id)?.id ?? null }),
    )
    .map(u => ({ id: u.id, name: u.name, fullName: u.fullName, kind: u.kind }))
}

/** Units for which somebody may make an inspection. */
export function decidingOf(request: FastifyRequest, tree: UnitTree, day: string) {
  const { roles } = policies['inspections.write'] as Policy
  const own = new Set(
    request.actor.assignments.filter(a => (roles as readonly Role[]).includes(a.role)).map(a => a.unitId),
  )
  return [...own].flatMap(id => {
    const units = inspectableBy(tree, id, day)
    return units.length ? [{ unit: presentUnit(tree, id), units }] : []
  })
}

/** What a reader may do with a finding now. */
export function findingMay(request: FastifyRequest, i: InspectionRecord, f: FindingRecord): FindingAct[] {
  if (i.state !== 'concluded' || request.run.endedAt) return []
  const { roles } = policies['inspections.write'] as Policy
  const decider = request.actor.assignments.some(
    a => (roles as readonly Role[]).includes(a.role) && a.units.has(i.unitId),
  )
  const mender = mendsFor(request.actor, f.menderId, i.unitId)
  return (Object.keys(findingActs) as FindingAct[]).filter(act => {
    const rule = findingActs[act]
    return (rule.side === 'decider' ? decider : mender) && (rule.from as readonly string[]).includes(f.state)
  })
}

export function presentInspection(
  request: FastifyRequest,
  tree: UnitTree,
  i: InspectionRecord,
  findings: readonly FindingRecord[],
  today: string,
): InspectionOut {
  const count = (test: (f: FindingRecord) => boolean) => findings.filter(test).length
  const shown = i.state === 'concluded' || decides(request, i.unitId)
  return {
    id: i.id,
    unit: presentUnit(tree, i.unitId),
    units: i.unitIds.map(u => presentUnit(tree, u)),
    subject: i.subject,
    decision: { kind: i.decisionKind, number: i.decisionNumber, date: i.decisionDate },
    team: i.team,
    fromOn: i.fromOn,
    toOn: i.toOn,
    state: i.state,
    findings: shown
      ? {
          total: findings.length,
          open: count(f => f.state === 'open'),
          mended: count(f => f.state === 'mended'),
          closed: count(f => f.state === 'closed'),
          late: count(f => findingStanding(f, i.state, today).kind === 'late'),
        }
      : null,
    mine: findings.some(f => {
      const may = findingMay(request, i, f)
      return may.includes('mend') || (f.state === 'mended' && may.includes('close'))
    }),
    sample: i.sample,
  }
}

export function presentFinding(
  request: FastifyRequest,
  tree: UnitTree,
  i: InspectionRecord,
  f: FindingRecord,
  files: readonly FindingFileRow[],
  steps: readonly InspectionStep[],
  today: string,
): InspectionFindingOut {
  return {
    id: f.id,
    unit: presentUnit(tree, f.unitId),
    mender: presentUnit(tree, f.menderId),
    kind: f.kind,
    severity: f.severity,
    what: f.what,
    basis: f.basis,
    recommendation: f.recommendation,
    firstDueOn: f.firstDueOn,
    dueOn: f.dueOn,
    state: f.state,
    due: findingStanding(f, i.state, today),
    mendedText: f.mendedText,
    may: findingMay(request, i, f),
    files: files
      .filter(x => x.findingId === f.id)
      .map(x => ({
        id: x.id,
        name: x.name,
        kind: x.kind,
        size: x.size,
        at: x.at.toISOString(),
        by: x.byName,
        unit: presentUnit(tree, x.unitId).fullName,
      })),
    steps: steps.filter(s => s.findingId === f.id).map(s => ({ ...presentStep(tree, s), dueOn: s.dueOn })),
  }
}

export const presentStep = (tree: UnitTree, s: InspectionStep) => ({
  act: s.act,
  at: s.at.toISOString(),
  by: s.byName,
  unit: presentUnit(tree, s.unitId).fullName,
  text: s.text,
})
