import type { SitrepEvacuation } from '@tusom/domain'
import { evacuationTotals, type Tx } from '@tusom/store'
import { compareVi } from '@tusom/vi-text'

/** Counts of the evacuation in these communes, never names; null where none of them has a plan of who must go. */
export async function evacuationFacts(
  tx: Tx,
  communes: readonly { id: number; name: string }[],
): Promise<SitrepEvacuation | null> {
  const t = await evacuationTotals(
    tx,
    communes.map(c => c.id),
  )
  if (!t) return null
  const nameOf = new Map(communes.map(c => [c.id, c.name]))
  return {
    total: t.total,
    planned: t.planned,
    left: t.left,
    moving: t.moving,
    arrived: t.arrived,
    returned: t.returned,
    refused: t.refused,
    reported: t.reported,
    of: t.of,
    withoutPlan: communes.length - t.of,
    silent: t.silentIds.map(id => nameOf.get(id) ?? `#${id}`).sort(compareVi),
    asOf: t.asOf?.getTime() ?? null,
  }
}
