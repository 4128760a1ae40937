import type { App } from '../../app.ts'
import type { Ingest } from '../observations/ingest.ts'
import { registerWarningLife } from './life-routes.ts'
import { registerWarningReading } from './read-routes.ts'
import { registerWarningReceipts } from './receipt-routes.ts'
import { WarningService } from './service.ts'
import { registerWarningSettings } from './settings-routes.ts'
import { registerCapSigning } from './signing-routes.ts'
import { registerWarningTemplates } from './template-routes.ts'

/** Warnings: read, drafted and issued, received; prepared texts; who speaks, with which key. */
export function registerWarnings(app: App, ingest: Ingest): void {
  const service = new WarningService(app.ctx, ingest)
  registerWarningReading(app, service)
  registerWarningLife(app, service, registerWarningTemplates(app, service))
  registerWarningReceipts(app, service)
  registerWarningSettings(app)
  registerCapSigning(app)
}
