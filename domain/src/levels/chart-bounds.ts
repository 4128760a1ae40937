import { asksFor } from './input-state.ts'
import type { InputDef, MmRange, PackHazard } from './pack.ts'
import { seriesKind } from './series-def.ts'

/** What is drawn is the reading itself: an index, a sum over days or a share of a median has no place on that axis. */
const asRead = new Set<InputDef['stat']>(['last', 'max', 'min', 'mean', 'day-max', 'day-min', 'day-mean'])
const lower = (m: MmRange): number | undefined => m.from ?? m.above

/**
 * The figures at which the rule of a hazard changes its mind about a series, rising: of rain in millimetres of 24 hours, else in the unit of
 * the readings. Marks of a gauge (alarm levels) are its own and not in here.
 */
export function chartBounds(hazard: PackHazard | null, indicator: string): number[] {
  const kind = seriesKind(indicator)
  if (!hazard || hazard.method === 'river-stage') return []
  let found: (number | undefined)[]
  if (hazard.method === 'rain-band') found = hazard.bands.map(b => lower(b.mm24))
  else if (hazard.method === 'rain-slope') found = hazard.classes.map(c => lower(c.mm24))
  else {
    const inputs = hazard.inputs.filter(i => asksFor(i, kind) && asRead.has(i.stat) && !i.breakpoints && !i.above)
    const drawn = new Set(inputs.map(i => i.id))
    const low = new Set(inputs.filter(i => i.worse === 'low').map(i => i.id))
    found = hazard.rows
      .flatMap(r => r.when)
      .filter(c => drawn.has(c.input))
      .map(c => (low.has(c.input) ? (c.to ?? c.below) : (c.from ?? c.above)))
  }
  return [...new Set(found.filter(v => v !== undefined))].sort((a, b) => a - b)
}
