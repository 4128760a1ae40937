import { Refusal } from '../refusals/refusal.ts'
import type { Actor, Role } from './roles.ts'

/**
 * Who may do a thing, and how far it reaches:
 * - `none`: no target; the role is enough
 * - `subtree`: the target's unit lies in the subtree of the unit at which the role is held
 * - `reach`: or the target names such a unit as leading, cooperating, receiving or consolidating (its `reach`)
 * - `watch`: or it is a unit whose situation the actor watches
 */
export type Policy = { roles: readonly Role[] | 'any'; reach: 'none' | 'subtree' | 'reach' | 'watch' }

/** What is acted on: the unit that owns it, and every unit that has a part in it. */
export type Target = { unitId: number | null; reach?: readonly number[] }

/** Null when allowed, else why not. The same rule stands in PostgreSQL as row-level security. */
export function refuse(actor: Actor, policy: Policy, target: Target | null): Refusal | null {
  const holding = holdingOf(actor, policy)
  if (!holding.length) return new Refusal('rights.role')
  if (policy.reach === 'none') return null
  if (!target) return new Refusal('rights.reach')
  const { unitId } = target
  if (unitId !== null && holding.some(a => a.units.has(unitId))) return null
  if (policy.reach === 'reach' && target.reach?.some(id => holding.some(a => a.units.has(id)))) return null
  // a mandate of the one unit lends nothing to a role that is held at another
  if (policy.reach === 'watch' && unitId !== null && holding.some(a => (a.watch ?? actor.watch).has(unitId)))
    return null
  return new Refusal('rights.reach')
}

const holdingOf = (actor: Actor, policy: Policy) =>
  actor.assignments.filter(a => policy.roles === 'any' || policy.roles.includes(a.role))

/**
 * Ids of every unit under the actor's assignments: what row-level security is told. Where the policy has no target, rows are
 * all that limits it: then only the units at which one of its roles is held count.
 */
export function scopeUnits(actor: Actor, policy: Policy): number[] {
  const all = new Set<number>()
  for (const a of policy.reach === 'none' ? holdingOf(actor, policy) : actor.assignments)
    for (const id of a.units) all.add(id)
  return [...all]
}
