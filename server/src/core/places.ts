import { type Actor, type PlanCommune, policies, Refusal } from '@tusom/domain'
import { mandateHolders, type Tx } from '@tusom/store'
import { localParts } from '@tusom/vi-text'
import type { UnitTree } from './unit-tree.ts'

/** Units by id for an answer; a unit that is gone keeps its number. */
export const named = (tree: UnitTree, id: number): { id: number; name: string } => ({
  id,
  name: tree.byId.get(id)?.fullName ?? `#${id}`,
})

/** The communes by id with what a scenario needs of them; `code` is the refusal for a unit that is none. */
export function communesOf(tree: UnitTree, ids: readonly number[], now: Date, code: string): PlanCommune[] {
  const day = localParts(now.getTime()).date
  return ids.map(id => {
    const unit = tree.byId.get(id)
    if (unit?.kind !== 'commune') throw new Refusal(code, { unit: unit?.fullName ?? `#${id}` })
    const below = tree.childrenOf(id).filter(u => u.validFrom <= day && (u.validTo === null || u.validTo > day))
    return {
      id,
      name: unit.name,
      fullName: unit.fullName,
      hamletIds: below.filter(u => u.kind === 'hamlet').map(u => u.id),
      forceIds: below.filter(u => u.kind === 'force').map(u => u.id),
    }
  })
}

/**
 * The unit for which somebody acts: where the role that the policy asks for is held and below which all the places lie;
 * the widest such unit. Refuses like `permit` when there is none.
 */
export function actingUnit(actor: Actor, policyName: string, places: readonly number[]): number {
  const policy = policies[policyName]
  const fits = actor.assignments.filter(
    a =>
      policy !== undefined &&
      (policy.roles === 'any' || policy.roles.includes(a.role)) &&
      places.every(id => a.units.has(id)),
  )
  const widest = fits.sort((a, b) => b.units.size - a.units.size)[0]
  if (!widest) throw new Refusal('rights.reach')
  return widest.unitId
}

/** Units that watch or consolidate any of the places by a standing mandate. */
export function watchersOf(tx: Tx, tree: UnitTree, places: readonly number[]): Promise<number[]> {
  const over = new Set(places.flatMap(id => tree.ancestors(id).map(u => u.id)))
  return mandateHolders(tx, [...over])
}
