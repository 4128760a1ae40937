import type { InputDef, PackHazard, RulePack } from './pack.ts'
import { asksFor } from './input-state.ts'
import { seriesKind } from './series-def.ts'
import qd18 from './packs/qd18-2021.json' with { type: 'json' }
import scales from './packs/vn-scales.json' with { type: 'json' }
import working from './packs/working-levels.json' with { type: 'json' }

/** The pack of disaster risk levels, used where a province has chosen none of its own. */
export const defaultPack: RulePack = qd18 as unknown as RulePack

/** Packs that ship with the program; they are loaded into the database as rows (id, version). */
export const shippedPacks: readonly RulePack[] = [
  defaultPack,
  scales as unknown as RulePack,
  working as unknown as RulePack,
]

/** The hazard of an id in the first of the packs that has it. */
export function hazardOf(
  hazard: string,
  packs: readonly RulePack[] = shippedPacks,
): { pack: RulePack; hazard: PackHazard } | null {
  for (const pack of packs) {
    const found = pack.hazards.find(h => h.hazard === hazard)
    if (found) return { pack, hazard: found }
  }
  return null
}

const kindsOf = {
  'river-stage': ['stage'],
  'rain-band': ['rain', 'rain24', 'rain12'],
  'rain-slope': ['rain', 'rain24', 'rain12'],
}

/** Tells of an indicator whether a hazard is judged by it; nothing is where no pack has the hazard. */
export function indicatorsOf(
  hazard: string,
  packs: readonly RulePack[] = shippedPacks,
): (indicator: string) => boolean {
  const found = hazardOf(hazard, packs)?.hazard
  if (!found) return () => false
  // rain only sets the fire index back: where nothing else is measured, nothing watches for fire
  const watches = (i: InputDef, kind: string) =>
    asksFor(i, kind) && !(i.stat === 'fire-index' && kind.startsWith('rain'))
  if (found.method === 'table') return indicator => found.inputs.some(i => watches(i, seriesKind(indicator)))
  const kinds = kindsOf[found.method]
  return indicator => kinds.includes(seriesKind(indicator))
}
