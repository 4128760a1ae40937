import type { Database } from '@tusom/store'
import type { Context } from '../../core/context.ts'
import { UnitTree } from '../../core/unit-tree.ts'
import { Ingest } from '../observations/ingest.ts'
import { type Acting, WarningService } from './service.ts'

export type { Acting }

/** The work of warnings outside a running server, for loading the sample: the same code, on a database alone. */
export async function warningServiceFor(
  db: Database,
  clock: () => Date,
): Promise<{ service: WarningService; tree: UnitTree }> {
  const tree = await UnitTree.load(db)
  const ctx: Context = {
    db,
    clock,
    tree: () => tree,
    onTold: () => () => {},
    // no personal data is read or written here
    dataKey: Buffer.alloc(0),
    webDir: null,
    log: () => {},
  }
  return { service: new WarningService(ctx, new Ingest(ctx)), tree }
}
