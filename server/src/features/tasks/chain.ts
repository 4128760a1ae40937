import type { GivingUnit } from '@tusom/domain'
import { allMandates, type Tx } from '@tusom/store'
import type { UnitTree } from '../../core/unit-tree.ts'

/** Who may give work to whom, and who consolidates it: the tree and the mandates together. */
export type Chain = {
  giver: (unitId: number) => GivingUnit
  /** units that consolidate the work of a unit (its standing agency); never the unit itself */
  consolidating: (unitId: number) => number[]
  /** units that consolidate exactly this one: the standing agency of a province */
  agenciesOf: (unitId: number) => number[]
}

export async function loadChain(tx: Tx, tree: UnitTree): Promise<Chain> {
  const consolidates = (await allMandates(tx)).filter(m => m.purpose === 'consolidates')
  return {
    giver: unitId => ({
      subtree: tree.subtree(unitId),
      consolidated: new Set(consolidates.filter(m => m.unitId === unitId).flatMap(m => [...tree.subtree(m.overId)])),
    }),
    consolidating: unitId => {
      const above = new Set(tree.ancestors(unitId).map(u => u.id))
      return [...new Set(consolidates.filter(m => above.has(m.overId) && m.unitId !== unitId).map(m => m.unitId))]
    },
    agenciesOf: unitId => consolidates.filter(m => m.overId === unitId).map(m => m.unitId),
  }
}
