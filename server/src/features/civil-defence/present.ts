import type { CivilDefenceRow } from '@tusom/contract'
import { acts, levelRule, type Actor, type Policy, policies, refuse, stands } from '@tusom/domain'
import type { CivilDefenceRecord, CivilDefenceStep } from '@tusom/store'
import type { UnitTree } from '../../core/unit-tree.ts'

/** Units that somebody leads: the office held at that very unit, not above it. */
export const ledBy = (actor: Actor): Set<number> =>
  new Set(actor.assignments.filter(a => a.role === 'leader').map(a => a.unitId))

const person = (name: string | null, at: Date | null) => (name && at ? { name, at: at.toISOString() } : null)

/** A decision as it leaves the server, with what the reader may do with it now. */
export function present(
  r: CivilDefenceRecord,
  steps: readonly CivilDefenceStep[],
  actor: Actor,
  tree: UnitTree,
): CivilDefenceRow {
  const leads = ledBy(actor).has(r.unitId)
  const allowed = (policy: string) => refuse(actor, policies[policy] as Policy, { unitId: r.unitId }) === null
  const may = Object.entries(acts).flatMap(([act, rule]) => {
    if (rule.from !== r.state) return []
    if (!rule.decides) return allowed('civil-defence.propose-lift') ? [act] : []
    const proposer = r.state === 'lift-proposed' ? r.liftProposedBy : r.proposedBy
    return leads && proposer !== actor.userId ? [act] : []
  })
  return {
    id: r.id,
    level: r.level,
    unit: { id: r.unitId, fullName: tree.byId.get(r.unitId)?.fullName ?? '' },
    incident: r.incident,
    scope: r.scope,
    criteria: r.criteria,
    lacks: r.lacks,
    state: r.state,
    stands: stands(r.state),
    authority: levelRule(r.level).authority,
    proposed: { name: r.proposedByName, at: r.proposedAt.toISOString() },
    decided: person(r.decidedByName, r.decidedAt),
    decision: { number: r.decisionNumber, date: r.decisionDate },
    liftReason: r.liftReason,
    liftProposed: person(r.liftProposedByName, r.liftProposedAt),
    lifted: person(r.liftedByName, r.liftedAt),
    liftDecision: { number: r.liftNumber, date: r.liftDate },
    steps: steps
      .filter(s => s.levelId === r.id)
      .map(s => ({
        act: s.act,
        at: s.at.toISOString(),
        name: s.name,
        unit: tree.byId.get(s.unitId)?.fullName ?? '',
        remark: s.remark,
      })),
    may,
    hasDocument: r.level !== 3 && allowed('civil-defence.document'),
  }
}
