import type { ResendResult } from '@tusom/contract'
import { type Actor, type MessageMapping, Refusal } from '@tusom/domain'
import { listMqttConnections, markResent, markTried, type RefusalRow, sourceOf, type Tx } from '@tusom/store'
import type { Context } from '../../core/context.ts'
import type { Ingest } from './ingest.ts'
import { itemsOf } from './refused-item.ts'
import { type Item, judgeReadings, reachOf, ReadingNames, sortReadings } from './sort-readings.ts'
import { takeReadings } from './take-readings.ts'

type Asked = { actor: Actor; runId: number; now: Date }
/** A row and what to send for it, where a person mended it; else what it holds. */
export type Again = { row: RefusalRow; mended?: Item }

/**
 * Sends refused rows again. Judged first, so that what is still wrong keeps its row, with the reason of today, instead of making
 * a second one. The rows are locked by `tx`, so that two people cannot send one twice; if this transaction fails after the
 * readings were stored, sending again changes nothing.
 */
export async function sendAgain(
  ctx: Context,
  ingest: Ingest,
  tx: Tx,
  asked: Asked,
  list: readonly Again[],
): Promise<ResendResult> {
  const catalogue = await ingest.catalogue()
  const mappings = new Map<number, MessageMapping>()
  if (list.some(a => !a.mended))
    // the system's eyes: who mends may not see the broker, and gets nothing of it but this reading
    for (const c of await ctx.db.asSystem(listMqttConnections)) mappings.set(c.id, c.mapping as MessageMapping)
  const may = reachOf(asked.actor)
  const result: ResendResult = { sent: 0, stillRefused: [], gone: 0 }
  const byUnit = new Map<number, Again[]>()
  for (const a of list) byUnit.set(a.row.unitId, [...(byUnit.get(a.row.unitId) ?? []), a])
  for (const [unitId, rows] of byUnit) {
    const names = await ReadingNames.load(ctx, catalogue, unitId)
    const items: Item[] = []
    const still = new Map<number, { code: string; message: string; messageEn: string }>()
    for (const [i, { row, mended }] of rows.entries()) {
      const held = mended ? [{ ...mended, index: i }] : itemsOf(row, i, mappings)
      if (Array.isArray(held)) items.push(...held)
      else still.set(i, { code: row.code, message: held.vi, messageEn: held.en })
    }
    const judged = judgeReadings(sortReadings(items, names, may), catalogue, asked.now.getTime())
    const good = new Set(judged.ours.map(i => i.index))
    // a message of several readings goes when one of them is good; the others of it are refused by themselves
    const beside = judged.refused.filter(r => good.has(r.index))
    for (const r of judged.refused)
      if (!good.has(r.index)) still.set(r.index, { code: r.code, message: r.message, messageEn: r.messageEn })
    const source = sourceOf('again', ctx.tree().byId.get(unitId)?.code ?? '')
    const sender = { actor: asked.actor, unitId, runId: asked.runId, now: asked.now, source }
    if (judged.ours.length) await takeReadings(ctx, ingest, sender, judged.ours, beside)
    const by = { at: asked.now, userId: asked.actor.userId, name: asked.actor.displayName }
    for (const [i, { row, mended }] of rows.entries())
      if (good.has(i) && mended) await markResent(tx, [row.id], by, { ...mended.reading, unit: mended.unit ?? null })
    await markResent(
      tx,
      rows.flatMap(({ row, mended }, i) => (good.has(i) && !mended ? [row.id] : [])),
      by,
    )
    const tried = [...still].map(([i, s]) => ({ id: (rows[i] as Again).row.id, ...s }))
    await markTried(tx, tried, by.at)
    result.sent += good.size
    result.stillRefused.push(...tried)
  }
  return result
}

/** A row that only counts others holds nothing to send. */
export function refuseCounted(row: RefusalRow): void {
  if (row.alike > 0) throw new Refusal('refusals.no-content')
}
