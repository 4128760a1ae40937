import { Refusal } from '../refusals/refusal.ts'
import type { TaskPart } from './parts.ts'
import { type TaskFacts, type TaskState, taskStateNames } from './task.ts'

type Rule = { by: readonly TaskPart[]; reason: boolean }

const lead: Rule = { by: ['lead'], reason: false }
const leadWhy: Rule = { by: ['lead'], reason: true }
const ownerWhy: Rule = { by: ['owner'], reason: true }
const eitherWhy: Rule = { by: ['lead', 'owner'], reason: true }

/** From state to state: who may, and whether it needs a reason. What is not here is refused. */
const rules: Record<TaskState, Partial<Record<TaskState, Rule>>> = {
  assigned: { accepted: lead, doing: lead, done: lead, cannot: leadWhy, cancelled: ownerWhy },
  accepted: { doing: lead, done: lead, cannot: leadWhy, cancelled: ownerWhy },
  doing: { done: lead, cannot: leadWhy, cancelled: ownerWhy },
  // a unit that said it cannot may take it up again; its giver may hold to it, or let it go
  cannot: { accepted: lead, doing: lead, assigned: ownerWhy, cancelled: ownerWhy },
  done: { doing: eitherWhy },
  cancelled: { assigned: ownerWhy },
}

export type StateChange = { state: TaskState; reason: string | null; progress: number; done: boolean }

/**
 * The life of a task. Given → accepted → in progress → done; or cannot, with a reason; its owner cancels or gives again.
 * Undoing (done → in progress, cancelled → given) needs a reason too, so that history explains itself.
 * @throws Refusal task.same-state, task.not-yours, task.no-such-step, task.reason-missing, task.has-parts
 */
export function changeState(
  task: TaskFacts,
  parts: ReadonlySet<TaskPart>,
  to: TaskState,
  reason: string | null,
): StateChange {
  const why = reason?.trim() || null
  const from = taskStateNames[task.state]
  if (task.parts > 0 && to !== 'cancelled') throw new Refusal('task.has-parts', { parts: task.parts })
  if (task.state === to) throw new Refusal('task.same-state', { state: from.vi, stateEn: from.en })
  const rule = rules[task.state][to]
  const target = taskStateNames[to]
  if (!rule) throw new Refusal('task.no-such-step', { from: from.vi, fromEn: from.en, to: target.vi, toEn: target.en })
  if (!rule.by.some(p => parts.has(p))) throw new Refusal(rule.by.includes('lead') ? 'task.not-lead' : 'task.not-owner')
  if (rule.reason && !why) throw new Refusal('task.reason-missing', { to: target.vi, toEn: target.en })
  return {
    state: to,
    reason: why,
    progress: to === 'done' ? 100 : to === 'assigned' ? 0 : task.progress === 100 ? 90 : task.progress,
    done: to === 'done',
  }
}

/** Steps a person may take from here: what the page offers as buttons. */
export function stepsFrom(task: TaskFacts, parts: ReadonlySet<TaskPart>): { to: TaskState; needsReason: boolean }[] {
  return (Object.entries(rules[task.state]) as [TaskState, Rule][])
    .filter(([to, rule]) => rule.by.some(p => parts.has(p)) && (task.parts === 0 || to === 'cancelled'))
    .map(([to, rule]) => ({ to, needsReason: rule.reason }))
}
