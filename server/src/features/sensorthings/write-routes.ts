import type { App } from '../../app.ts'
import type { Ingest } from '../observations/ingest.ts'
export function registerSensorThingsWrites(_app: App, _ingest: Ingest): void {}
