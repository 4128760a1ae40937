import type { Policy } from '../permissions/permit.ts'
import type { Actor, Role } from '../permissions/roles.ts'

const readers = ['leader', 'duty-officer', 'standing-agency', 'commune-officer', 'hamlet-head'] as const
const writers = ['leader', 'duty-officer', 'commune-officer'] as const

export const householdPolicies = {
  'households.read': { roles: readers, reach: 'subtree' },
  'households.open': { roles: readers, reach: 'subtree' },
  'households.write': { roles: writers, reach: 'subtree' },
  /** counts, never a row: whoever watches the unit */
  'households.risk': { roles: 'any', reach: 'watch' },
  'households.reads': { roles: ['administrator', 'leader'], reach: 'none' },
} satisfies Record<string, Policy>

const near: readonly Role[] = readers

/**
 * Whether a list of this commune shows names: to those who hold their role at the commune itself or in it, because they knock
 * on the doors. From above (the province's duty officer) a name is seen only by opening one household with a reason.
 * `within`: the commune and its hamlets. In an exercise nobody sees a name.
 */
export function seesNames(actor: Actor, within: ReadonlySet<number>, runId: number): boolean {
  return runId === 0 && actor.assignments.some(a => near.includes(a.role) && within.has(a.unitId))
}
