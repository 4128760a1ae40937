import { comesRound, endOfDay, firstRound, mayGive, Refusal, taskReach } from '@tusom/domain'
import { insertTasks, type NewTask, type Tx } from '@tusom/store'
import { localParts } from '@tusom/vi-text'
import type { UnitTree } from '../../core/unit-tree.ts'
import type { Chain } from './chain.ts'

/** Work for one or many units; many get one task each, under one whole that the giver keeps. */
export type Work = Omit<NewTask, 'leadId' | 'reach' | 'parentId'> & { leadIds: readonly number[] }

/**
 * Gives work: checks every lead, computes whom each task reaches, inserts all. Returns, for each piece of work, the id that
 * stands for it (the whole, where there are parts) and how many rows were made.
 * @throws Refusal task.unknown-unit, task.lead-outside, task.other-province
 */
export async function giveTasks(
  tx: Tx,
  runId: number,
  works: readonly Work[],
  context: { tree: UnitTree; chain: Chain; by: { userId: number; name: string; at: Date } },
): Promise<{ ids: number[]; made: number; reached: number[] }> {
  const { tree, chain, by } = context
  const day = by.at.toISOString().slice(0, 10)
  for (const { ownerId, leadIds, cooperatingIds = [] } of works) {
    const giver = chain.giver(ownerId)
    for (const id of [...leadIds, ...cooperatingIds]) {
      const unit = tree.byId.get(id)
      if (!unit || (unit.validTo !== null && unit.validTo <= day)) throw new Refusal('task.unknown-unit', { unit: id })
    }
    const province = tree.provinceOf(ownerId)?.id
    for (const id of cooperatingIds)
      if (tree.provinceOf(id)?.id !== province)
        throw new Refusal('task.other-province', { unit: tree.byId.get(id)?.fullName ?? id })
    for (const id of leadIds)
      if (!mayGive(giver, id)) throw new Refusal('task.lead-outside', { unit: tree.byId.get(id)?.fullName ?? id })
  }
  const reached = new Set<number>()
  const reachOf = (ownerId: number, leadId: number, cooperatingIds: readonly number[]) => {
    const reach = taskReach(ownerId, leadId, cooperatingIds, chain.consolidating(leadId))
    for (const id of reach) reached.add(id)
    return reach
  }
  const rounds = works.map(w => roundOf(w, by.at))
  const heads: NewTask[] = works.map(({ leadIds, ...w }, i) => {
    const many = leadIds.length > 1
    const leadId = many ? w.ownerId : (leadIds[0] as number)
    const cooperatingIds = many ? [] : (w.cooperatingIds ?? [])
    return { ...w, ...rounds[i], leadId, cooperatingIds, reach: reachOf(w.ownerId, leadId, cooperatingIds) }
  })
  const ids = await insertTasks(tx, runId, heads, by)
  const parts: NewTask[] = works.flatMap(({ leadIds, ...w }, i) =>
    leadIds.length > 1
      ? leadIds.map(leadId => {
          const cooperatingIds = (w.cooperatingIds ?? []).filter(id => id !== leadId)
          return {
            ...w,
            ...rounds[i],
            ...(rounds[i] ? { seriesId: ids[i] as number } : {}),
            leadId,
            cooperatingIds,
            reach: reachOf(w.ownerId, leadId, cooperatingIds),
            parentId: ids[i] as number,
          }
        })
      : [],
  )
  if (parts.length) await insertTasks(tx, runId, parts, by)
  return { ids, made: heads.length + parts.length, reached: [...reached] }
}

/** Work that comes round is given for the period that runs now, with its deadline in it; the clock makes the next ones. */
function roundOf(w: Work, at: Date): Partial<NewTask> | null {
  if (w.kind === 'scenario' || !comesRound(w.recurs ?? null)) return null
  const given = w.dueAt ? localParts(w.dueAt.getTime()).date : null
  const round = firstRound(w.recurs as Parameters<typeof firstRound>[0], given, localParts(at.getTime()).date)
  return {
    seriesId: 0,
    dueAt: round.due === given ? (w.dueAt ?? null) : endOfDay(round.due),
    periodKey: round.period.key,
    periodStart: round.period.start,
    periodEnd: round.period.end,
    recurUntil: round.until,
    recurOffset: round.offset,
  }
}
