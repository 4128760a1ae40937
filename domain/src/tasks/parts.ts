import type { Actor } from '../permissions/roles.ts'
import type { TaskFacts } from './task.ts'

/** What a person is to a task. One person may be several: a commune's officer leads what the commune gave itself. */
export type TaskPart = 'owner' | 'lead' | 'cooperating'

/** Parts an actor holds through any assignment; a superior unit holds the parts of those below it. */
export function partsOf(actor: Actor, task: Pick<TaskFacts, 'ownerId' | 'leadId' | 'cooperatingIds'>): Set<TaskPart> {
  const parts = new Set<TaskPart>()
  for (const { units } of actor.assignments) {
    if (units.has(task.ownerId)) parts.add('owner')
    if (units.has(task.leadId)) parts.add('lead')
    if (task.cooperatingIds.some(id => units.has(id))) parts.add('cooperating')
  }
  return parts
}
