import { endOfDay, type OwnPlanDraft, ownLinesOf } from '@tusom/domain'
import { addTaskNote, changeTasks, type OwnPlanRow, ownLineTasks, setTaskState, type Tx } from '@tusom/store'
import type { UnitTree } from '../../core/unit-tree.ts'
import { loadChain } from '../tasks/chain.ts'
import { giveTasks } from '../tasks/give-tasks.ts'

/**
 * Brings the tasks that a unit gives itself into step with the lines of its own plan that carry out no named work of the plan
 * above: new lines become tasks, changed ones are changed, those left out of an amendment are cancelled with the reason.
 */
export async function followOwnLines(
  tx: Tx,
  runId: number,
  row: OwnPlanRow,
  draft: OwnPlanDraft,
  context: { tree: UnitTree; by: { userId: number; name: string; at: Date }; version: number },
): Promise<number> {
  const { by, tree } = context
  const there = await ownLineTasks(tx, row.planId, row.id)
  const lines = ownLinesOf(draft)
  const note = (taskIds: number[], state: 'cancelled' | null, text: string) =>
    addTaskNote(tx, runId, { taskIds, at: by.at, byId: by.userId, byName: by.name, unitId: row.unitId, state, text })
  for (const task of there) {
    const line = lines.find(l => l.key === task.key)
    if (!line) {
      if (task.state === 'cancelled' || task.state === 'done') continue
      const reason = `Không còn trong kế hoạch của đơn vị, lần ${context.version}`
      await setTaskState(tx, [task.id], {
        state: 'cancelled',
        reason,
        progress: task.progress,
        done: false,
        at: by.at,
        byName: by.name,
      })
      await note([task.id], 'cancelled', reason)
      continue
    }
    const dueAt = line.due ? endOfDay(line.due) : null
    if (task.title === line.title && task.dueAt?.getTime() === dueAt?.getTime()) continue
    await changeTasks(tx, [task.id], { title: line.title, dueAt, product: line.product || null })
    await note([task.id], null, `Sửa theo kế hoạch của đơn vị, lần ${context.version}`)
  }
  const made = lines.filter(l => !there.some(x => x.key === l.key))
  if (!made.length) return 0
  await giveTasks(
    tx,
    runId,
    made.map(l => ({
      kind: 'plan' as const,
      title: l.title,
      text: [l.lead ? `Người thực hiện: ${l.lead}.` : '', l.cooperating ? `Phối hợp: ${l.cooperating}.` : '']
        .filter(Boolean)
        .join(' '),
      ownerId: row.unitId,
      leadIds: [row.unitId],
      dueAt: l.due ? endOfDay(l.due) : null,
      product: l.product || null,
      costEstimate: l.cost,
      source: { documentId: row.planId, ownPlanId: row.id, ownLine: l.key },
    })),
    { tree, chain: await loadChain(tx, tree), by },
  )
  return made.length
}
