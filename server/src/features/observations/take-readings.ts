import type { Actor } from '@tusom/domain'
import { setImmediate } from 'node:timers/promises'
import type { Context } from '../../core/context.ts'
import type { Ingest, IngestMeta, IngestResult, Refused } from './ingest.ts'
import { type Item, reachOf, ReadingNames, sortReadings } from './sort-readings.ts'

/** Who sends, in which run and from where; `unitId` is the unit for which it is sent: it mends what is refused. */
export type Sender = { actor: Actor; unitId: number; runId: number; now: Date; source: string }

/** Readings committed at once: long files hold the run's lock for a moment at a time, so that stations get their turn. */
const AT_ONCE = 20_000

export const metaOf = (s: Sender): IngestMeta => ({
  runId: s.runId,
  now: s.now,
  userId: s.actor.userId || null,
  unitId: s.unitId,
  provinceId: s.actor.provinceId,
  source: s.source,
})

/**
 * The one way in for files, requests, brokers and what is sent again: names are resolved, units turned, strangers refused, the
 * rest judged and stored. What was refused is kept for mending.
 */
export async function takeReadings(
  ctx: Context,
  ingest: Ingest,
  sender: Sender,
  items: readonly Item[],
  malformed: readonly Refused[],
): Promise<IngestResult> {
  const catalogue = await ingest.catalogue()
  const names = await ReadingNames.load(ctx, catalogue, sender.unitId)
  const may = reachOf(sender.actor)
  const total: IngestResult = { accepted: 0, unchanged: 0, refused: [], levelChanges: 0 }
  const meta = metaOf(sender)
  for (let i = 0; i === 0 || i < items.length; i += AT_ONCE) {
    const { ours, refused } = sortReadings(items.slice(i, i + AT_ONCE), names, may)
    const last = i + AT_ONCE >= items.length
    const r = await ingest.take(ours, last ? [...malformed, ...refused] : refused, meta)
    total.accepted += r.accepted
    total.unchanged += r.unchanged
    total.levelChanges += r.levelChanges
    for (const x of r.refused) total.refused.push(x)
    // others get their turn between two parts
    if (!last) await setImmediate()
  }
  if (items.length > AT_ONCE) total.refused.sort((a, b) => a.index - b.index)
  return total
}
