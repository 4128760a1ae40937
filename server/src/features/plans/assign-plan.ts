import { endOfDay, Refusal } from '@tusom/domain'
import { extendReach, findDocument, itemsOf, lockDocument, type PlanItemRow, saveItems, type Tx } from '@tusom/store'
import type { UnitTree } from '../../core/unit-tree.ts'
import { loadChain } from '../tasks/chain.ts'
import { giveTasks, type Work } from '../tasks/give-tasks.ts'

export type Assigned = { items: number; tasks: number; ownerId: number }

/**
 * Makes tasks of every confirmed item: one for one unit; for "UBND các xã, phường" one a commune under one whole. An item
 * becomes tasks once: what was assigned before is not looked at again, and the document's lock makes two people wait for each other.
 * The units that were given work can read the document from then on.
 * @throws Refusal not-found, plan.nothing-to-assign, task.lead-outside, task.unknown-unit
 */
export async function assignPlan(
  tx: Tx,
  runId: number,
  documentId: number,
  context: { tree: UnitTree; by: { userId: number; name: string; at: Date } },
): Promise<Assigned> {
  const locked = await lockDocument(tx, documentId)
  const doc = locked && (await findDocument(tx, documentId))
  if (!doc) throw new Refusal('not-found', { what: 'kế hoạch' })
  const { by, tree } = context
  const items = await itemsOf(tx, documentId)
  const ready = items.filter(i => i.state === 'confirmed')
  if (!ready.length) {
    if (items.some(i => i.state === 'assigned')) return { items: 0, tasks: 0, ownerId: doc.ownerId }
    throw new Refusal('plan.nothing-to-assign')
  }
  const works: Work[] = ready.map(i => ({
    kind: 'plan',
    title: i.title,
    text: i.text,
    ownerId: doc.ownerId,
    leadIds: i.unitIds,
    cooperatingIds: i.cooperatingIds.filter(id => i.unitIds.length > 1 || id !== i.unitIds[0]),
    cooperatingText: i.cooperatingText,
    dueAt: i.due ? endOfDay(i.due) : null,
    dueText: i.dueText,
    recurs: i.recurs,
    target: i.target,
    product: i.product ?? (i.kind === 'report-request' ? 'Báo cáo' : null),
    costEstimate: i.costEstimate,
    field: i.field,
    source: {
      documentId,
      itemId: i.id,
      label: [i.unitLabel, i.label].filter(Boolean).join('.'),
      sentence: i.sentence,
      start: i.start,
      end: i.end,
      issuer: doc.issuer.join(' '),
      ...(i.kind === 'report-request' ? { reportRequest: true } : {}),
      ...(doc.urgency ? { urgency: doc.urgency } : {}),
      ...(doc.sample ? { sample: true } : {}),
    },
  }))
  const given = await giveTasks(tx, runId, works, { tree, chain: await loadChain(tx, tree), by })
  const done: PlanItemRow[] = ready.map((item, i) => ({
    ...item,
    state: 'assigned',
    stateByName: by.name,
    stateAt: by.at,
    taskId: given.ids[i] as number,
  }))
  await saveItems(tx, done)
  await extendReach(tx, documentId, given.reached)
  return { items: ready.length, tasks: given.made, ownerId: doc.ownerId }
}
