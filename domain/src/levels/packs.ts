import type { RulePack } from './pack.ts'
import qd18 from './packs/qd18-2021.json' with { type: 'json' }

/** Packs that ship with the program; they are loaded into the database as rows (id, version). */
export const shippedPacks: readonly RulePack[] = [qd18 as unknown as RulePack]

/** The pack used where a province has chosen none of its own. */
export const defaultPack: RulePack = qd18 as unknown as RulePack
