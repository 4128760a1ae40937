import type { Database } from '@tusom/store'
import type { Context } from '../../core/context.ts'
import { UnitTree } from '../../core/unit-tree.ts'
import { Ingest } from '../observations/ingest.ts'
import { type Acting, WarningService } from './service.ts'

export type { Acting }

/** The work of warnings outside a running server, for loading the sample: the same code, on a database alone. */
export async function warningServiceFor(
  db: Database,
  dataKey: Buffer,
  clock: () => Date,
): Promise<{ service: WarningService; tree: UnitTree }> {
  const tree = await UnitTree.load(db)
  const ctx: Context = {
    db,
    clock,
    tree: () => tree,
    onTold: () => () => {},
    dataKey,
    fetchAllow: [],
    webDir: null,
    log: () => {},
  }
  return { service: new WarningService(ctx, new Ingest(ctx)), tree }
}
