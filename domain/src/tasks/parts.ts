import type { Actor, Role } from '../permissions/roles.ts'
import { taskPolicies } from './policy.ts'
import type { TaskFacts } from './task.ts'

/** What a person is to a task. One person may be several: a commune's officer leads what the commune gave itself. */
export type TaskPart = 'owner' | 'lead' | 'cooperating'

const hands: readonly Role[] = taskPolicies['tasks.change'].roles

/** Parts an actor holds through the roles that may change tasks; a superior unit holds the parts of those below it. */
export function partsOf(actor: Actor, task: Pick<TaskFacts, 'ownerId' | 'leadId' | 'cooperatingIds'>): Set<TaskPart> {
  const parts = new Set<TaskPart>()
  for (const { units, role } of actor.assignments) {
    if (!hands.includes(role)) continue
    if (units.has(task.ownerId)) parts.add('owner')
    if (units.has(task.leadId)) parts.add('lead')
    if (task.cooperatingIds.some(id => units.has(id))) parts.add('cooperating')
  }
  return parts
}
