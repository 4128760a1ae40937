import { asksFor } from './input-state.ts'
import type { InputDef, PackHazard } from './pack.ts'
import { RETENTION_MS } from './reading-buffer.ts'

const DAY = 86_400_000

/** How far back a figure looks, at most. */
function reach(d: InputDef): number {
  if (d.stat === 'same-weeks' || d.stat === 'same-months') return 6 * 366 * DAY
  if (d.stat === 'month-last') return 550 * DAY
  // rows of days: the law counts up to 35 of them
  if (d.stat.startsWith('day-') || d.stat === 'week-sum' || d.stat === 'month-sum' || d.stat === 'fire-index')
    return 120 * DAY
  if (d.stat === 'percent-of-median') return ((d.days ?? 30) * 2 + 30) * (d.weekly ? 7 : 1) * DAY
  return Math.max(RETENTION_MS, (d.hours ?? 0) * 2 * 3_600_000)
}

/** How long readings of a kind must be kept so that a late one is judged as it would have been in time. */
export function retentionOf(hazards: readonly PackHazard[], kind: string): number {
  let longest = RETENTION_MS
  for (const h of hazards)
    if (h.method === 'table') for (const d of h.inputs) if (asksFor(d, kind)) longest = Math.max(longest, reach(d))
  return longest
}
