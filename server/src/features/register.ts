import type { App } from '../app.ts'
import { registerAudit } from './audit/routes.ts'
import { registerLevels } from './levels/routes.ts'
import { Ingest } from './observations/ingest.ts'
import { registerObservations } from './observations/routes.ts'
import { registerRuns } from './runs/routes.ts'
import { registerSession } from './session/routes.ts'
import { registerUnits } from './units/routes.ts'

/** Every feature of the server, one line each. */
export function registerFeatures(app: App): { ingest: Ingest } {
  const ingest = new Ingest(app.ctx)
  registerSession(app)
  registerUnits(app)
  registerRuns(app)
  registerObservations(app, ingest)
  registerLevels(app, ingest)
  registerAudit(app)
  return { ingest }
}
