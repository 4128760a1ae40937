import { UnitHistory } from '@tusom/domain'
import { allSuccessions, type Tx } from '@tusom/store'
import type { UnitTree } from '../../core/unit-tree.ts'

const made = new WeakMap<UnitTree, UnitHistory>()

/** The history of units, made once for each tree: the tree is replaced as a whole when units change. */
export async function unitHistory(tx: Tx, tree: UnitTree): Promise<UnitHistory> {
  const had = made.get(tree)
  if (had) return had
  const history = new UnitHistory(tree.byId.values(), await allSuccessions(tx))
  made.set(tree, history)
  return history
}
