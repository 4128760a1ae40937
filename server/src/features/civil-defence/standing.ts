import type { StandingCivilDefence } from '@tusom/contract'
import { type Actor, levelRule, type Policy, policies, refuse } from '@tusom/domain'
import { civilDefenceInForce, type Tx } from '@tusom/store'
import type { UnitTree } from '../../core/unit-tree.ts'

/** Civil-defence levels that hold now, as far as the reader may know of them; of one commune: its own and its province's. */
export async function standingCivilDefence(
  tx: Tx,
  actor: Actor,
  tree: UnitTree,
  communeId: number | null,
): Promise<StandingCivilDefence[]> {
  const places = communeId === null ? null : [communeId, tree.provinceOf(communeId)?.id ?? communeId]
  const document = policies['civil-defence.document'] as Policy
  return (await civilDefenceInForce(tx))
    .filter(r => !places || places.includes(r.unitId))
    .map(r => ({
      id: r.id,
      level: r.level,
      unit: { id: r.unitId, fullName: tree.byId.get(r.unitId)?.fullName ?? '' },
      incident: r.incident,
      scope: r.scope,
      authority: levelRule(r.level).authority,
      decided: r.decidedByName && r.decidedAt ? { name: r.decidedByName, at: r.decidedAt.toISOString() } : null,
      decision: { number: r.decisionNumber, date: r.decisionDate },
      liftProposed: r.state === 'lift-proposed',
      hasDocument: r.level !== 3 && refuse(actor, document, { unitId: r.unitId }) === null,
    }))
}
